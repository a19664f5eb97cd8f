/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>

static gboolean
fits (const LerenField *field, const char *found)
{
  return found != NULL && (field->target == NULL || g_str_equal (found, field->target));
}

static void
set_dangling (const LerenField *field, const char *id, gsize length, const char *found,
              GError **error)
{
  g_autofree char *text = _leren_field_shown (id, length, 4 * 128);

  if (found == NULL && field->target != NULL)
    _leren_field_set_error (field, error, LEREN_ERROR_REFERENCE,
                            _ ("names “%s”, which is no %s in this store; save that first"), text,
                            field->target);
  else if (found == NULL)
    _leren_field_set_error (field, error, LEREN_ERROR_REFERENCE,
                            _ ("names “%s”, which is no record in this store; save that first"),
                            text);
  else
    _leren_field_set_error (field, error, LEREN_ERROR_REFERENCE,
                            _ ("names “%s”, which is a %s; it must be a %s"), text, found,
                            field->target);
}

static gboolean
remember (LerenStore *self, const LerenRow *row, const LerenField *field, const char *id,
          gsize length, GError **error)
{
  const LerenCell *own = &row->cells[LEREN_RECORD_ID];
  LerenStatement *statement;

  self->n_pending_references++;
  statement =
    _leren_store_borrow (self, _ ("note a reference"),
                         "INSERT INTO temp.pending_reference VALUES (?1, ?2, ?3, ?4, ?5)", error);
  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_integer (statement, 1, self->n_pending_references);
  _leren_statement_bind_text (statement, 2, row->declaration->name, -1);
  _leren_statement_bind_text (statement, 3, own->text, own->length);
  _leren_statement_bind_text (statement, 4, field->name, -1);
  _leren_statement_bind_text (statement, 5, id, length);
  return _leren_store_run_lent (self, statement, _ ("note a reference"), error);
}

/* enough for what a thousand records refer to, and little to keep */
#define MOST_FOUND 1024

/* The type of what has the id, or NULL. Many records of a transaction refer to the same few others, and
 * what it found there stays until it ends: nobody else can delete it meanwhile. */
static gboolean
find_target (LerenStore *self, const char *id, gsize length, const char **found, GError **error)
{
  const gboolean lasts = self->transaction != NULL && self->reader == NULL && !self->reading;
  g_autofree char *key = lasts ? g_strndup (id, length) : NULL;

  *found = lasts && self->found_references != NULL
             ? g_hash_table_lookup (self->found_references, key)
             : NULL;
  if (*found != NULL)
    return TRUE;
  if (!_leren_store_hold_type (self, id, length, self->reading ? LEREN_HOLD_NOT : LEREN_HOLD, found,
                               NULL, error))
    return FALSE;
  if (*found == NULL || !lasts)
    return TRUE;
  if (self->found_references == NULL)
    self->found_references = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (g_hash_table_size (self->found_references) >= MOST_FOUND)
    g_hash_table_remove_all (self->found_references);
  g_hash_table_insert (self->found_references, g_steal_pointer (&key),
                       (char *) g_intern_string (*found));
  return TRUE;
}

void
_leren_store_forget_references (LerenStore *self)
{
  if (self->found_references != NULL)
    g_hash_table_remove_all (self->found_references);
}

static gboolean
check_one (LerenStore *self, const LerenRow *row, const LerenField *field, const char *id,
           gsize length, gboolean deferred, GError **error)
{
  const char *found;

  if (!find_target (self, id, length, &found, error))
    return FALSE;
  if (found == NULL && _leren_reader_keeps_reference (self, field, id, length) &&
      !_leren_store_find_any (self, id, length, LEREN_HOLD_NOT, &found, NULL, error))
    return FALSE;
  if (fits (field, found))
    return TRUE;
  if (deferred && found == NULL)
    return remember (self, row, field, id, length, error);
  set_dangling (field, id, length, found, error);
  _leren_row_prefix_error (row, error);
  return FALSE;
}

static gboolean
check_list (LerenStore *self, const LerenRow *row, const LerenField *field, gboolean deferred,
            GError **error)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  const LerenCell *cell = &row->cells[field->index];
  const LerenJsonToken *tokens;
  guint32 n_tokens;

  tokens = _leren_json_reader_parse (reader, cell->text, cell->length, 1, &n_tokens, error);
  if (tokens == NULL)
    {
      _leren_row_prefix_error (row, error);
      return FALSE;
    }
  for (guint32 i = 1; i < n_tokens; i = tokens[i].end)
    if (!check_one (self, row, field, tokens[i].text, tokens[i].length, deferred, error))
      return FALSE;
  return TRUE;
}

gboolean
_leren_store_check_references (LerenStore *self, const LerenRow *row, gboolean deferred,
                               GError **error)
{
  for (guint i = 0; i < row->declaration->n_fields; i++)
    {
      const LerenField *field = row->declaration->fields[i];
      const LerenCell *cell = &row->cells[i];

      if (cell->kind == LEREN_CELL_ABSENT)
        continue;
      if (field->kind == LEREN_FIELD_KIND_REFERENCE &&
          !check_one (self, row, field, cell->text, cell->length, deferred, error))
        return FALSE;
      if (field->kind == LEREN_FIELD_KIND_REFERENCES &&
          !check_list (self, row, field, deferred, error))
        return FALSE;
    }
  return TRUE;
}

static void
set_circle (const LerenField *field, GError **error)
{
  _leren_field_set_error (field, error, LEREN_ERROR_REFERENCE,
                          _ ("closes a circle: followed on, it comes back to the same record"));
}

void
_leren_store_set_circle (LerenStore *self, const LerenStoreTable *table, const LerenField *field,
                         gint64 rowid, GError **error)
{
  g_autofree char *id = _leren_store_id_at (self, table->declaration->name, rowid);

  set_circle (field, error);
  g_prefix_error (error, "%s “%s”: ", table->declaration->name, id);
}

/* Each chain that the record is part of, followed on from it */
gboolean
_leren_store_check_chains (LerenStore *self, const LerenRow *row, GError **error)
{
  const LerenCell *id = &row->cells[LEREN_RECORD_ID];

  for (guint i = 0; i < row->declaration->n_fields; i++)
    {
      const LerenField *field = row->declaration->fields[i];

      if ((field->flags & LEREN_FIELD_CHAIN) != 0 && row->cells[i].kind != LEREN_CELL_ABSENT &&
          !_leren_store_check_chain (self, row->declaration, field, id->text, id->length, error))
        {
          _leren_row_prefix_error (row, error);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
_leren_store_check_chain (LerenStore *self, const LerenDeclaration *declaration,
                          const LerenField *field, const char *id, gssize length, GError **error)
{
  g_autofree char *table = _leren_store_base_name (self, declaration->name);
  g_autofree char *column = _leren_quote_identifier (field->name);
  g_autofree char *sql =
    g_strdup_printf ("WITH RECURSIVE chain (id) AS (SELECT %s FROM %s WHERE \"id\" = ?1"
                     " UNION SELECT t.%s FROM %s AS t JOIN chain ON t.\"id\" = chain.id)"
                     " SELECT 1 FROM chain WHERE id = ?1",
                     column, table, column, table);
  LerenStatement *statement = _leren_store_borrow (self, _ ("follow a chain"), sql, error);
  LerenStep result;

  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_text (statement, 1, id, length);
  result = _leren_statement_step (statement);
  if (result == LEREN_STEP_ROW)
    set_circle (field, error);
  else if (result != LEREN_STEP_DONE)
    _leren_store_set_error (self, self->db, _ ("follow a chain"), error);
  _leren_store_give_back (self, statement);
  return result == LEREN_STEP_DONE;
}

/* The record may have been changed or deleted since it was saved: what counts is what it says now. */
static gboolean
still_says (LerenStore *self, const char *type, const LerenField *field, const char *id,
            const char *reference, gboolean *says, GError **error)
{
  g_autofree char *name = _leren_store_base_name (self, type);
  g_autofree char *column = _leren_quote_identifier (field->name);
  g_autofree char *sql = g_strdup_printf (
    field->kind == LEREN_FIELD_KIND_REFERENCES
      ? "SELECT 1 FROM %s AS t, json_each(t.%s) AS e WHERE t.\"id\" = ?1 AND e.value = ?2"
      : "SELECT 1 FROM %s AS t WHERE t.%s = ?2 AND t.\"id\" = ?1",
    name, column);
  LerenStatement *statement = _leren_store_prepare (self, _ ("check references"), sql, error);
  LerenStep result;

  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_text (statement, 1, id, -1);
  _leren_statement_bind_text (statement, 2, reference, -1);
  result = _leren_statement_step (statement);
  *says = result == LEREN_STEP_ROW;
  if (result != LEREN_STEP_ROW && result != LEREN_STEP_DONE)
    _leren_store_set_error (self, self->db, _ ("check references"), error);
  _leren_statement_free (statement);
  return result == LEREN_STEP_ROW || result == LEREN_STEP_DONE;
}

/* The row of temp.pending_reference that @statement stands on */
static gboolean
check_pending (LerenStore *self, LerenStatement *statement, GError **error)
{
  const char *type = _leren_statement_get_text (statement, 0);
  const char *id = _leren_statement_get_text (statement, 1);
  const char *member = _leren_statement_get_text (statement, 2);
  const char *reference = _leren_statement_get_text (statement, 3);
  LerenStoreTable *table = _leren_store_find_table (self, type);
  const LerenField *field = _leren_declaration_find (table->declaration, member, strlen (member));
  const char *found;
  gboolean says;

  if (!_leren_store_hold_type (self, reference, -1, LEREN_HOLD, &found, NULL, error))
    return FALSE;
  if (fits (field, found))
    return TRUE;
  if (!still_says (self, type, field, id, reference, &says, error))
    return FALSE;
  if (!says)
    return TRUE;
  set_dangling (field, reference, strlen (reference), found, error);
  g_prefix_error (error, "%s “%s”: ", type, id);
  return FALSE;
}

/* References that a transaction left open must be closed when it ends. */
gboolean
_leren_store_check_pending_references (LerenStore *self, GError **error)
{
  LerenStatement *statement;
  gboolean closed = TRUE;
  LerenStep result = LEREN_STEP_DONE;

  if (self->n_pending_references == 0)
    return TRUE;
  statement = _leren_store_prepare (
    self, _ ("check references"),
    "SELECT type, id, member, reference FROM temp.pending_reference ORDER BY number", error);
  if (statement == NULL)
    return FALSE;
  while (closed && (result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    closed = check_pending (self, statement, error);
  if (closed && result != LEREN_STEP_DONE)
    {
      _leren_store_set_error (self, self->db, _ ("check references"), error);
      closed = FALSE;
    }
  _leren_statement_free (statement);
  return closed;
}

static gboolean
check_column_free (LerenStore *self, const LerenStoreTable *table, const LerenField *field,
                   const char *type, const char *id, GError **error)
{
  g_autofree char *name = _leren_store_base_name (self, table->declaration->name);
  g_autofree char *column = _leren_quote_identifier (field->name);
  g_autofree char *sql = NULL;
  LerenStatement *statement;
  LerenStep result;
  gboolean sees = TRUE;

  /* a record may name itself and go */
  if (field->kind == LEREN_FIELD_KIND_REFERENCES)
    sql = g_strdup_printf ("SELECT t.\"id\", t._rowid_ FROM %s AS t, json_each(t.%s) AS e"
                           " WHERE e.value = ?1 AND t.\"id\" <> ?1",
                           name, column);
  else
    sql = g_strdup_printf ("SELECT \"id\", _rowid_ FROM %s WHERE %s = ?1 AND \"id\" <> ?1", name,
                           column);
  statement = _leren_store_prepare (self, _ ("look for references"), sql, error);
  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_text (statement, 1, id, -1);
  result = _leren_statement_step (statement);
  if (result == LEREN_STEP_ROW && self->reader != NULL &&
      !_leren_store_can_see (self, table->declaration->name,
                             _leren_statement_get_integer (statement, 1), &sees, error))
    result = LEREN_STEP_ROW;
  else if (result == LEREN_STEP_ROW && !sees)
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_REFERENCE,
                 _ ("%s “%s”: cannot be deleted: other records name it"), type, id);
  else if (result == LEREN_STEP_ROW)
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_REFERENCE,
                 _ ("%s “%s”: cannot be deleted: %s “%s” names it as its “%s”; change that first"),
                 type, id, table->declaration->name, _leren_statement_get_text (statement, 0),
                 field->name);
  else if (result != LEREN_STEP_DONE)
    _leren_store_set_error (self, self->db, _ ("look for references"), error);
  _leren_statement_free (statement);
  return result == LEREN_STEP_DONE;
}

gboolean
_leren_store_check_not_referenced (LerenStore *self, const char *type, const char *id,
                                   GError **error)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      const LerenStoreTable *table = g_ptr_array_index (self->tables, i);

      for (guint j = 0; j < table->declaration->n_fields; j++)
        {
          const LerenField *field = table->declaration->fields[j];

          if (field->kind != LEREN_FIELD_KIND_REFERENCE &&
              field->kind != LEREN_FIELD_KIND_REFERENCES)
            continue;
          if (field->target != NULL && !g_str_equal (field->target, type))
            continue;
          if (!check_column_free (self, table, field, type, id, error))
            return FALSE;
        }
    }
  return TRUE;
}
