/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-internal-private.h"

#include "store/leren-visibility-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a reader sees of a store. Each table has a view of its name before it, in the temporary
 * schema of the connection, which SQLite looks in first: whoever asks for a table gets the rows that
 * the reader may see, without having thought of it, and what would write to it fails unless it
 * asks for the table itself. The conditions are worked out anew by every statement, so that they
 * hold whatever others have written. */

char *
_leren_store_base_name (LerenStore *self, const char *record_type)
{
  GString *name = g_string_new (self->by_login ? "leren_sight." : self->db->driver->base);

  _leren_append_identifier (name, record_type);
  return g_string_free (name, FALSE);
}

char *
_leren_store_row_source (LerenStore *self, const char *record_type)
{
  g_autofree char *name = _leren_quote_identifier (record_type);

  return g_strdup_printf (self->by_login ? "leren_sight.%s (?1)" : "%s WHERE _rowid_ = ?1", name);
}

/* For a login a table is all that it may read, put together anew for each question; one record is less
 * work. Nothing is told by that but what a login can find out anyway, whether an id is taken. By any other member
 * than the id the server would touch hidden rows, as many as there are that say so, and take its time for each. */
char *
_leren_store_id_source (LerenStore *self, const char *record_type, guint place)
{
  g_autofree char *name = _leren_quote_identifier (record_type);
  g_autofree char *literal = _leren_quote_literal (record_type);

  if (!self->by_login)
    return g_steal_pointer (&name);
  return g_strdup_printf ("(SELECT r.* FROM leren_sight.find (?%u) AS f CROSS JOIN LATERAL"
                          " leren_sight.%s (f.\"row\") AS r WHERE f.\"type\" = %s)",
                          place, name, literal);
}

char *
_leren_store_sight_column (LerenStore *self)
{
  g_autofree char *reader = NULL;

  if (self->reader == NULL || self->by_login)
    return NULL;
  reader = _leren_quote_literal (self->reader);
  return _leren_visibility_sight (reader);
}

static void
append_view (GString *sql, const LerenDriver *driver, const char *record_type,
             const char *condition)
{
  g_autofree char *name = _leren_quote_identifier (record_type);

  g_string_append_printf (sql,
                          "DROP VIEW IF EXISTS temp.%s; CREATE TEMP VIEW %s AS"
                          " SELECT %s FROM %s%s AS v WHERE %s;\n",
                          name, name, driver->row_columns, driver->base, name, condition);
}

/* Of the journal, the entries about what may be read now: what is gone, and what was imported at once,
 * is for those without restriction. */
static void
append_journal_view (GString *sql, const char *base, GPtrArray *declarations)
{
  g_string_append_printf (sql,
                          "CREATE TEMP VIEW journal AS"
                          " SELECT j.* FROM %sjournal AS j WHERE CASE j.\"type\"",
                          base);
  for (guint i = 0; i < declarations->len; i++)
    {
      const LerenDeclaration *declaration = g_ptr_array_index (declarations, i);
      g_autofree char *literal = _leren_quote_literal (declaration->name);
      g_autofree char *name = _leren_quote_identifier (declaration->name);

      g_string_append_printf (
        sql, " WHEN %s THEN EXISTS (SELECT 1 FROM temp.%s AS t WHERE t.\"id\" = j.\"id\")", literal,
        name);
    }
  g_string_append (sql, " ELSE EXISTS (SELECT 1 FROM temp.unknown_record AS t"
                        " WHERE t.\"id\" = j.\"id\") END;\n");
}

gboolean
_leren_store_restrict (LerenStore *self, LerenConnection *db, GError **error)
{
  g_autoptr (GPtrArray) declarations = NULL;
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autofree char *reader = NULL;
  g_autofree char *unknown = NULL;
  LerenSightRule rule;

  if (self->reader == NULL)
    return TRUE;
  if (self->by_login)
    return db->driver->see_by_login (db);
  declarations = _leren_store_list_declarations (self, NULL);
  reader = _leren_quote_literal (self->reader);
  /* what looks at the others goes before them */
  g_string_append (sql, "DROP VIEW IF EXISTS temp.journal;\n");
  rule = (LerenSightRule){ declarations, db->driver->base, db->driver->as_json, reader };
  for (guint i = 0; i < declarations->len; i++)
    {
      const LerenDeclaration *declaration = g_ptr_array_index (declarations, i);
      g_autofree char *condition = _leren_visibility_condition (&rule, declaration, "v");

      append_view (sql, db->driver, declaration->name, condition);
    }
  unknown = _leren_visibility_unknown_condition (&rule, "v");
  append_view (sql, db->driver, "unknown_record", unknown);
  append_journal_view (sql, db->driver->base, declarations);
  if (db->driver->restrict_to (db, sql->str))
    return TRUE;
  _leren_store_set_error (self, db, _ ("open a store"), error);
  return FALSE;
}

gboolean
_leren_store_can_see (LerenStore *self, const char *record_type, gint64 rowid, gboolean *can,
                      GError **error)
{
  g_autofree char *source = _leren_store_row_source (self, record_type);
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM %s", source);

  return _leren_store_has_row (self, sql, rowid, can, error);
}

/* The members of a record on which it depends who may read it, as columns of one row: what @declaration
 * has of them is bound to ?1, ?2 and so on. */
static char *
write_row (const LerenDeclaration *declaration, GPtrArray *members)
{
  GString *sql = g_string_new ("SELECT ");

  for (guint i = 0; i < declaration->n_fields; i++)
    {
      const LerenField *field = declaration->fields[i];

      if (!_leren_visibility_depends_on (field))
        continue;
      g_ptr_array_add (members, (gpointer) field->name);
      g_string_append_printf (sql, "%sCAST(?%u AS TEXT) AS ", members->len > 1 ? ", " : "",
                              members->len);
      _leren_append_identifier (sql, field->name);
    }
  return g_string_free (sql, FALSE);
}

static void
bind_members (LerenStatement *statement, GPtrArray *members, const LerenJsonToken *tokens)
{
  for (guint i = 0; i < members->len; i++)
    _leren_statement_bind_text (statement, i + 1, NULL, 0);
  for (guint32 i = 1; i < tokens[0].end; i = tokens[i + 1].end)
    for (guint j = 0; j < members->len; j++)
      if (tokens[i + 1].kind == LEREN_JSON_STRING &&
          strlen (g_ptr_array_index (members, j)) == tokens[i].length &&
          memcmp (g_ptr_array_index (members, j), tokens[i].text, tokens[i].length) == 0)
        _leren_statement_bind_text (statement, j + 1, tokens[i + 1].text, tokens[i + 1].length);
}

gboolean
_leren_store_could_see (LerenStore *self, const char *record_type, const char *json,
                        gboolean *could, GError **error)
{
  const LerenStoreTable *table = _leren_store_find_table (self, record_type);
  g_autoptr (GPtrArray) declarations = _leren_store_list_declarations (self, error);
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  g_autofree char *name = _leren_quote_literal (self->reader);
  g_autofree char *row = NULL;
  g_autofree char *condition = NULL;
  g_autofree char *sql = NULL;
  const LerenJsonToken *tokens;
  LerenStatement *statement;
  LerenSightRule rule;
  LerenStep result;
  guint32 n;

  tokens = _leren_json_reader_parse (reader, json, strlen (json), 1, &n, error);
  if (declarations == NULL || tokens == NULL)
    return FALSE;
  rule = (LerenSightRule){ declarations, self->db->driver->base, self->db->driver->as_json, name };
  if (table != NULL)
    {
      row = write_row (table->declaration, members);
      condition = _leren_visibility_condition (&rule, table->declaration, "v");
    }
  else
    {
      row = g_strdup ("SELECT CAST(?1 AS TEXT) AS \"json\"");
      condition = _leren_visibility_unknown_condition (&rule, "v");
    }
  sql = g_strdup_printf ("SELECT 1 FROM (%s) AS v WHERE %s", row, condition);
  statement = _leren_store_borrow (self, _ ("read the journal"), sql, error);
  if (statement == NULL)
    return FALSE;
  if (table != NULL)
    bind_members (statement, members, tokens);
  else
    _leren_statement_bind_text (statement, 1, json, -1);
  result = _leren_statement_step (statement);
  *could = result == LEREN_STEP_ROW;
  if (result == LEREN_STEP_FAILED)
    _leren_store_set_error (self, self->db, _ ("read the journal"), error);
  _leren_store_give_back (self, statement);
  return result != LEREN_STEP_FAILED;
}

gboolean
_leren_store_refuse_reader (LerenStore *self, const char *doing, GError **error)
{
  if (self->reader == NULL)
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_FORBIDDEN,
               _ ("cannot %s in %s as “%s”: a participant may not; open it without naming one"),
               doing, self->location, self->reader);
  return FALSE;
}
