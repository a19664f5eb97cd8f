/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-json-writer-private.h"
#include "store/leren-merge-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What was deleted on one side, and is named by what remains: it stays, and what it names itself. */

typedef gboolean (*ForReference) (LerenMerging *self, const LerenRow *row, const char *id,
                                  GError **error);

static gboolean
for_each_in_list (LerenMerging *self, const LerenRow *row, const LerenCell *cell,
                  ForReference function, GError **error)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  guint32 n;
  const LerenJsonToken *tokens =
    _leren_json_reader_parse (reader, cell->text, cell->length, 1, &n, error);

  if (tokens == NULL)
    return FALSE;
  for (guint32 i = 1; i < n; i = tokens[i].end)
    {
      g_autofree char *id = g_strndup (tokens[i].text, tokens[i].length);

      if (!function (self, row, id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
for_each_reference (LerenMerging *self, const LerenRow *row, ForReference function, GError **error)
{
  for (guint i = 0; i < row->declaration->n_fields; i++)
    {
      const LerenField *field = row->declaration->fields[i];
      const LerenCell *cell = &row->cells[i];
      g_autofree char *id = NULL;

      if (cell->kind != LEREN_CELL_TEXT)
        continue;
      if (field->kind == LEREN_FIELD_KIND_REFERENCES &&
          !for_each_in_list (self, row, cell, function, error))
        return FALSE;
      if (field->kind != LEREN_FIELD_KIND_REFERENCE)
        continue;
      id = _leren_cell_dup_text (cell);
      if (!function (self, row, id, error))
        return FALSE;
    }
  return TRUE;
}

typedef gboolean (*ForRow) (LerenMerging *self, const LerenRow *row, gint64 rowid, GError **error);

/* A record that was written: @function is told of its row. One of an unknown type refers to nothing. */
static gboolean
with_row (LerenMerging *self, const char *id, ForRow function, GError **error)
{
  g_autofree LerenCell *cells = NULL;
  g_autoptr (LerenArena) arena = _leren_arena_new ();
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  g_autofree char *json = NULL;
  g_autofree char *there = NULL;
  LerenRow row = { 0 };
  const char *type;
  gint64 rowid, revision;
  LerenStoreTable *table;

  if (!_leren_store_find_type (self->ours, id, -1, &type, &rowid, error))
    return FALSE;
  table = type != NULL ? _leren_store_find_table (self->ours, type) : NULL;
  if (table == NULL)
    return TRUE;
  if (!_leren_journal_read_now (self->ours, id, &json, &there, &revision, error))
    return FALSE;
  cells = g_new (LerenCell, table->declaration->n_fields);
  row.cells = cells;
  return _leren_merge_read_row (table->declaration, json, reader, arena, &row, error) &&
         function (self, &row, rowid, error);
}

static gboolean
bring_back (LerenMerging *self, const LerenRow *row, const char *id, GError **error)
{
  const char *type;

  return _leren_store_find_type (self->ours, id, -1, &type, NULL, error) &&
         (type != NULL || _leren_merge_bring_back (self, id, error));
}

static gboolean
bring_back_all (LerenMerging *self, const LerenRow *row, gint64 rowid, GError **error)
{
  return for_each_reference (self, row, bring_back, error);
}

/* the ids of what may go, as a JSON list */
static char *
list_gone (GHashTable *gone)
{
  GString *out = g_string_new ("[");
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, gone);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (out->len > 1)
        g_string_append_c (out, ',');
      _leren_json_append_string (out, id, -1);
    }
  g_string_append_c (out, ']');
  return g_string_free (out, FALSE);
}

/* Those of @gone that a member of a table names, where the record that names them is not to go itself */
static gboolean
keep_named_by (LerenMerging *self, const LerenStoreTable *table, const LerenField *field,
               const char *list, GHashTable *gone, gboolean *found, GError **error)
{
  LerenStore *store = self->ours;
  const gboolean many = field->kind == LEREN_FIELD_KIND_REFERENCES;
  g_autofree char *name = _leren_quote_identifier (table->declaration->name);
  g_autofree char *column = _leren_quote_identifier (field->name);
  g_autofree char *each =
    many ? g_strdup_printf (", json_each (t.%s) AS e", column) : g_strdup ("");
  g_autofree char *value = many ? g_strdup ("e.value") : g_strdup_printf ("t.%s", column);
  g_autofree char *sql = g_strdup_printf (
    "SELECT DISTINCT %s FROM %s AS t%s WHERE %s IN (SELECT value FROM json_each (?1))"
    " AND t.\"id\" NOT IN (SELECT value FROM json_each (?1))",
    value, name, each, value);
  LerenStatement *statement = _leren_store_borrow (store, _ ("look for references"), sql, error);
  LerenStep result;

  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_text (statement, 1, list, -1);
  while ((result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    if (g_hash_table_remove (gone, _leren_statement_get_text (statement, 0)))
      *found = TRUE;
  if (result != LEREN_STEP_DONE)
    _leren_store_set_error (store, store->db, _ ("look for references"), error);
  _leren_store_give_back (store, statement);
  return result == LEREN_STEP_DONE;
}

static gboolean
keep_named (LerenMerging *self, GHashTable *gone, gboolean *found, GError **error)
{
  g_autofree char *list = list_gone (gone);

  *found = FALSE;
  for (guint i = 0; i < self->ours->tables->len; i++)
    {
      const LerenStoreTable *table = g_ptr_array_index (self->ours->tables, i);

      for (guint j = 0; j < table->declaration->n_fields; j++)
        {
          const LerenField *field = table->declaration->fields[j];

          if ((field->kind == LEREN_FIELD_KIND_REFERENCE ||
               field->kind == LEREN_FIELD_KIND_REFERENCES) &&
              !keep_named_by (self, table, field, list, gone, found, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
delete_rest (LerenMerging *self, GError **error)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean found = self->gone->len > 0;

  for (guint i = 0; i < self->gone->len; i++)
    g_hash_table_add (gone, g_ptr_array_index (self->gone, i));
  while (found && g_hash_table_size (gone) > 0)
    if (!keep_named (self, gone, &found, error))
      return FALSE;
  for (guint i = 0; i < self->gone->len; i++)
    {
      const char *id = g_ptr_array_index (self->gone, i);

      if (!_leren_merge_delete (self, id, !g_hash_table_contains (gone, id), error))
        return FALSE;
    }
  return TRUE;
}

gboolean
_leren_merge_close_references (LerenMerging *self, GError **error)
{
  /* what is brought back is written too, and may name more */
  for (guint i = 0; i < self->written->len; i++)
    if (!with_row (self, g_ptr_array_index (self->written, i), bring_back_all, error))
      return FALSE;
  return delete_rest (self, error);
}

static gboolean
check (LerenMerging *self, const LerenRow *row, gint64 rowid, GError **error)
{
  GError *why = NULL;

  return (_leren_store_check_references (self->ours, row, FALSE, &why) &&
          _leren_store_check_chains (self->ours, row, &why) &&
          _leren_store_check_meaning_of (self->ours, row, rowid, NULL, TRUE, &why)) ||
         _leren_merge_break (self, why, error);
}

gboolean
_leren_merge_check (LerenMerging *self, GError **error)
{
  for (guint i = 0; i < self->written->len; i++)
    if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
        !with_row (self, g_ptr_array_index (self->written, i), check, error))
      return FALSE;
  return _leren_merge_is_whole (self, error);
}
