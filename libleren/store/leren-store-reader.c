/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-internal-private.h"

#include "core/leren-json-reader-private.h"
#include "store/leren-visibility-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The participant as whom a store is open, and what they may write. Nobody lets themselves in: what
 * decides who may read what is not changed by those who are let in by it. */

/* a record belongs where these say */
static const char *const ways[] = { "practice", "team", "session", "case", "subject", "target" };
/* and these say who was there */
static const char *const presence[] = { "facilitator", "present", "cases" };

static gboolean
set_no_participant (LerenStore *self, GError **error)
{
  g_autofree char *shown = _leren_field_shown (self->reader, strlen (self->reader), 4 * 128);

  g_set_error (error, LEREN_ERROR, LEREN_ERROR_FORBIDDEN,
               _ ("cannot open %s as “%s”: it has no such participant; give the id of one"),
               self->location, shown);
  return FALSE;
}

gboolean
_leren_store_check_name (LerenStore *self, GError **error)
{
  return g_utf8_validate (self->reader, -1, NULL) || set_no_participant (self, error);
}

gboolean
_leren_store_check_reader (LerenStore *self, GError **error)
{
  const char *type;

  return _leren_store_find_type (self, self->reader, -1, &type, NULL, error) &&
         (g_strcmp0 (type, "participant") == 0 || set_no_participant (self, error));
}

static LerenSightRule
make_rule (LerenStore *self, GPtrArray *declarations, const char *reader)
{
  const LerenDriver *driver = self->db->driver;

  return (LerenSightRule){ declarations, driver->base, driver->as_json, reader };
}

/* Whether the row, as it is kept now, is @of: "%s" stands for the condition */
static gboolean
is_row (LerenStore *self, const LerenDeclaration *declaration, gint64 rowid, const char *condition,
        gboolean *is, GError **error)
{
  g_autofree char *name = _leren_store_base_name (self, declaration->name);
  g_autofree char *sql =
    g_strdup_printf ("SELECT 1 FROM %s AS v WHERE v._rowid_ = ?1 AND (%s)", name, condition);

  return _leren_store_has_row (self, sql, rowid, is, error);
}

/* Whether it is of the reader's own sessions, or teams where @teams: seen by all who are in a network
 * or by everybody is not enough to change it. A participant is nobody's but their own. */
static gboolean
belongs (LerenStore *self, const LerenDeclaration *declaration, gint64 rowid, gboolean teams,
         gboolean *does, GError **error)
{
  g_autoptr (GPtrArray) declarations = _leren_store_list_declarations (self, NULL);
  g_autofree char *reader = _leren_quote_literal (self->reader);
  const LerenSightRule rule = make_rule (self, declarations, reader);
  g_autoptr (GString) condition = g_string_new (NULL);

  if (g_str_equal (declaration->name, "participant"))
    g_string_append_printf (condition, "v.\"id\" = %s", reader);
  else
    for (LerenCircle circle = LEREN_CIRCLE_PRESENCE;
         circle <= (teams ? LEREN_CIRCLE_TEAMS : LEREN_CIRCLE_PRESENCE); circle++)
      {
        g_autofree char *place = _leren_visibility_place (&rule, declaration, "v", circle);
        g_autofree char *ids = _leren_visibility_circle (&rule, circle);

        g_string_append_printf (condition, "%s%s IN (%s)", condition->len > 0 ? " OR " : "", place,
                                ids);
      }
  return is_row (self, declaration, rowid, condition->str, does, error);
}

static gboolean
set_forbidden (const LerenRow *row, const char *said, GError **error)
{
  g_set_error_literal (error, LEREN_ERROR, LEREN_ERROR_FORBIDDEN, said);
  _leren_row_prefix_error (row, error);
  return FALSE;
}

static const LerenCell *
find_cell (const LerenRow *row, const char *member)
{
  static const LerenCell absent = { .kind = LEREN_CELL_ABSENT };
  const LerenField *field = _leren_declaration_find (row->declaration, member, strlen (member));

  return field != NULL ? &row->cells[field->index] : &absent;
}

static gboolean
is_text (const LerenCell *cell, const char *text)
{
  return cell->kind == LEREN_CELL_TEXT && cell->length == strlen (text) &&
         memcmp (cell->text, text, cell->length) == 0;
}

static gboolean
same_text (const LerenCell *one, const LerenCell *other)
{
  return one->kind == other->kind &&
         (one->kind != LEREN_CELL_TEXT ||
          (one->length == other->length && memcmp (one->text, other->text, one->length) == 0));
}

/* An empty list and none let in nobody, both. */
static gboolean
same_member (const LerenRow *before, const LerenRow *row, const char *member)
{
  const LerenCell *one = find_cell (before, member), *other = find_cell (row, member);

  return same_text (one, other) || ((one->kind == LEREN_CELL_ABSENT || is_text (one, "[]")) &&
                                    (other->kind == LEREN_CELL_ABSENT || is_text (other, "[]")));
}

static gboolean
set_deciding (const LerenRow *row, const char *member, GError **error)
{
  g_autofree char *said = g_strdup_printf (
    _ ("member “%s” decides who may read what, and is not yours to change"), member);

  return set_forbidden (row, said, error);
}

/* What was about a case before anybody met on it was for nobody: who names it first is let in to
 * nothing. After that, those who were there may name it again. */
static gboolean
check_cases (LerenStore *self, const LerenRow *row, const LerenRow *before, GError **error)
{
  g_autoptr (GPtrArray) declarations = _leren_store_list_declarations (self, NULL);
  g_autofree char *reader = _leren_quote_literal (self->reader);
  const LerenSightRule rule = make_rule (self, declarations, reader);
  g_autofree char *ids = _leren_visibility_circle (&rule, LEREN_CIRCLE_PRESENCE);
  g_autofree char *sessions = _leren_store_base_name (self, "session");
  g_autofree char *sql =
    g_strdup_printf ("SELECT 1 FROM json_each(?1) AS e WHERE e.value NOT IN"
                     " (SELECT o.value FROM json_each(?2) AS o) AND e.value IN"
                     " (SELECT c.value FROM %s AS s, json_each(s.\"cases\") AS c)"
                     " AND e.value NOT IN (%s)",
                     sessions, ids);
  const LerenCell *cases = find_cell (row, "cases");
  const LerenCell *old = before != NULL ? find_cell (before, "cases") : NULL;
  LerenStatement *statement;
  LerenStep result;

  if (cases->kind != LEREN_CELL_TEXT)
    return TRUE;
  statement = _leren_store_borrow (self, _ ("save a record"), sql, error);
  if (statement == NULL)
    return FALSE;
  _leren_statement_bind (statement, 1, cases);
  _leren_statement_bind_text (statement, 2, "[]", 2);
  if (old != NULL && old->kind == LEREN_CELL_TEXT)
    _leren_statement_bind (statement, 2, old);
  result = _leren_statement_step (statement);
  if (result == LEREN_STEP_FAILED)
    _leren_store_set_error (self, self->db, _ ("save a record"), error);
  _leren_store_give_back (self, statement);
  return result == LEREN_STEP_DONE ||
         (result == LEREN_STEP_ROW && set_deciding (row, "cases", error));
}

static gboolean
check_new (LerenStore *self, const LerenRow *row, GError **error)
{
  const LerenCell *author = find_cell (row, "author");

  if (g_str_equal (row->declaration->name, "team") ||
      g_str_equal (row->declaration->name, "practice"))
    return set_forbidden (row,
                          _ ("teams and practices decide who may read what; a participant "
                             "adds none"),
                          error);
  if (author->kind != LEREN_CELL_ABSENT && !is_text (author, self->reader))
    return set_forbidden (
      row, _ ("member “author” is another than you; write in your own name, or leave it out"),
      error);
  return !g_str_equal (row->declaration->name, "session") || check_cases (self, row, NULL, error);
}

static gboolean
check_session (LerenStore *self, const LerenRow *row, const LerenRow *before, gint64 rowid,
               GError **error)
{
  gboolean was_there;

  if (!belongs (self, row->declaration, rowid, FALSE, &was_there, error))
    return FALSE;
  for (gsize i = 0; !was_there && i < G_N_ELEMENTS (presence); i++)
    if (!same_member (before, row, presence[i]))
      return set_deciding (row, presence[i], error);
  return check_cases (self, row, before, error);
}

static gboolean
check_changed (LerenStore *self, const LerenRow *row, const LerenRow *before, gint64 rowid,
               GError **error)
{
  const gboolean own = is_text (find_cell (before, "author"), self->reader);
  gboolean theirs = own;

  if (!own && !belongs (self, row->declaration, rowid, TRUE, &theirs, error))
    return FALSE;
  if (!theirs)
    return set_forbidden (row, _ ("you may read it, but it is of no team or session of yours"),
                          error);
  if (!same_member (before, row, "author"))
    return set_forbidden (row, _ ("member “author” stays as it is; leave who wrote it"), error);
  if (!own && !same_member (before, row, "visibility"))
    return set_forbidden (row, _ ("member “visibility” is its author's to change"), error);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (!same_member (before, row, ways[i]))
      return set_deciding (row, ways[i], error);
  if (g_str_equal (row->declaration->name, "team") && !same_member (before, row, "members"))
    return set_deciding (row, "members", error);
  return !g_str_equal (row->declaration->name, "session") ||
         check_session (self, row, before, rowid, error);
}

/* The row as it is kept, which the statement holds; NULL with an error */
static LerenStatement *
read_before (LerenStore *self, const LerenStoreTable *table, gint64 rowid, LerenRow *before,
             GError **error)
{
  g_autofree char *name = _leren_store_base_name (self, table->declaration->name);
  g_autofree char *sql =
    g_strdup_printf ("SELECT %s FROM %s WHERE _rowid_ = ?1", table->columns, name);
  LerenStatement *statement = _leren_store_prepare (self, _ ("read a record"), sql, error);

  if (statement == NULL)
    return NULL;
  _leren_statement_bind_integer (statement, 1, rowid);
  if (_leren_statement_step (statement) != LEREN_STEP_ROW)
    _leren_store_set_error (self, self->db, _ ("read a record"), error);
  else if (_leren_store_row_from_statement (self, statement, 0, table->declaration, before, error))
    return statement;
  _leren_statement_free (statement);
  return NULL;
}

static char *
reference_key (const LerenField *field, const char *id, gsize length)
{
  return g_strdup_printf ("%s %.*s", field->name, (int) length, id);
}

/* What a record names stays named, also where the reader does not see it. */
static gboolean
keep_references (LerenStore *self, const LerenRow *before, GError **error)
{
  self->kept_references = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < before->declaration->n_fields; i++)
    {
      const LerenField *field = before->declaration->fields[i];
      const LerenCell *cell = &before->cells[i];
      g_autoptr (LerenJsonReader) reader = NULL;
      const LerenJsonToken *tokens;
      guint32 n_tokens;

      if (cell->kind != LEREN_CELL_TEXT)
        continue;
      if (field->kind == LEREN_FIELD_KIND_REFERENCE)
        g_hash_table_add (self->kept_references, reference_key (field, cell->text, cell->length));
      if (field->kind != LEREN_FIELD_KIND_REFERENCES)
        continue;
      reader = _leren_json_reader_new ();
      tokens = _leren_json_reader_parse (reader, cell->text, cell->length, 1, &n_tokens, error);
      if (tokens == NULL)
        return FALSE;
      for (guint32 at = 1; at < n_tokens; at = tokens[at].end)
        g_hash_table_add (self->kept_references,
                          reference_key (field, tokens[at].text, tokens[at].length));
    }
  return TRUE;
}

gboolean
_leren_reader_keeps_reference (LerenStore *self, const LerenField *field, const char *id,
                               gsize length)
{
  g_autofree char *key = NULL;

  if (self->kept_references == NULL)
    return FALSE;
  key = reference_key (field, id, length);
  return g_hash_table_contains (self->kept_references, key);
}

gboolean
_leren_reader_check_before (LerenStore *self, const char *type, const LerenRow *row, gint64 rowid,
                            GError **error)
{
  g_autofree LerenCell *cells = NULL;
  LerenRow before;
  LerenStatement *statement;
  LerenStoreTable *table;
  gboolean may, sees;

  g_clear_pointer (&self->kept_references, g_hash_table_unref);
  if (type == NULL)
    return check_new (self, row, error);
  if (!_leren_store_can_see (self, type, rowid, &sees, error))
    return FALSE;
  if (!sees)
    return set_forbidden (row, _ ("member “id” cannot be used; choose another"), error);
  table = _leren_store_find_table (self, type);
  /* one of another type is refused for that */
  if (table == NULL || !g_str_equal (type, row->declaration->name))
    return TRUE;
  before.cells = cells = g_new (LerenCell, table->declaration->n_fields);
  statement = read_before (self, table, rowid, &before, error);
  if (statement == NULL)
    return FALSE;
  may = check_changed (self, row, &before, rowid, error) && keep_references (self, &before, error);
  _leren_statement_free (statement);
  return may;
}

gboolean
_leren_reader_check_after (LerenStore *self, const LerenRow *row, gint64 rowid, GError **error)
{
  gboolean sees;

  if (!_leren_store_can_see (self, row->declaration->name, rowid, &sees, error))
    return FALSE;
  return sees || set_forbidden (row,
                                _ ("you could not read it yourself; give it your team, or another "
                                   "visibility, or yourself as its author"),
                                error);
}

gboolean
_leren_reader_check_delete (LerenStore *self, const char *record_type, const char *id, gint64 rowid,
                            GError **error)
{
  LerenStoreTable *table = _leren_store_find_table (self, record_type);
  const gboolean is_session = g_str_equal (record_type, "session");
  g_autofree char *reader = _leren_quote_literal (self->reader);
  g_autofree char *own = g_strdup_printf ("v.\"author\" = %s", reader);
  gboolean may = FALSE, written = TRUE;

  if (table != NULL && !g_str_equal (record_type, "team") && !g_str_equal (record_type, "practice"))
    {
      if (!is_row (self, table->declaration, rowid, own, &may, error) ||
          !is_row (self, table->declaration, rowid, "v.\"author\" IS NOT NULL", &written, error) ||
          /* what was said there would be for whoever meets on the case next */
          ((is_session || (!may && !written)) &&
           !belongs (self, table->declaration, rowid, !is_session, &may, error)))
        return FALSE;
    }
  if (may)
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_FORBIDDEN, _ ("%s “%s”: it is not yours to delete"),
               record_type, id);
  return FALSE;
}
