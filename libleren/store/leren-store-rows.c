/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-unknown-record-private.h"
#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>

/* One select over all tables: which of them has the id, and where. */
static sqlite3_stmt *
find_id_statement (LerenStore *self)
{
  g_autoptr (GString) sql = NULL;

  if (self->find_id != NULL)
    return self->find_id;
  sql = g_string_new ("SELECT -1, rowid FROM unknown_record WHERE id = ?1");
  for (guint i = 0; i < self->tables->len; i++)
    {
      LerenStoreTable *table = g_ptr_array_index (self->tables, i);
      g_autofree char *name = _leren_quote_identifier (table->declaration->name);

      g_string_append_printf (sql, " UNION ALL SELECT %u, rowid FROM %s WHERE \"id\" = ?1", i,
                              name);
    }
  self->find_id = _leren_store_prepare (self, "look up an id", sql->str, NULL);
  return self->find_id;
}

const char *
_leren_store_find_type (LerenStore *self, const char *id, gssize length, gint64 *rowid)
{
  sqlite3_stmt *statement = find_id_statement (self);
  const char *found = NULL;

  sqlite3_bind_text (statement, 1, id, length, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW)
    {
      int at = sqlite3_column_int (statement, 0);

      if (at < 0)
        found = "unknown_record";
      else
        found = ((LerenStoreTable *) g_ptr_array_index (self->tables, at))->declaration->name;
      if (rowid != NULL)
        *rowid = sqlite3_column_int64 (statement, 1);
    }
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return found;
}

char *
_leren_store_id_at (LerenStore *self, const char *record_type, gint64 rowid)
{
  g_autofree char *name = _leren_quote_identifier (record_type);
  g_autofree char *sql = g_strdup_printf ("SELECT \"id\" FROM %s WHERE rowid = ?1", name);
  sqlite3_stmt *statement = _leren_store_prepare (self, "look up an id", sql, NULL);
  char *id = NULL;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, rowid);
  if (sqlite3_step (statement) == SQLITE_ROW)
    id = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return id;
}

/* Row numbers go on over all tables, so that they tell the order in which records came. */
gint64
_leren_store_next_rowid (LerenStore *self)
{
  gint64 last = 0;

  if (self->last_row == NULL)
    {
      g_autoptr (GString) sql = g_string_new ("SELECT max(r) FROM ("
                                              "SELECT max(rowid) AS r FROM unknown_record");

      for (guint i = 0; i < self->tables->len; i++)
        {
          LerenStoreTable *table = g_ptr_array_index (self->tables, i);
          g_autofree char *name = _leren_quote_identifier (table->declaration->name);

          g_string_append_printf (sql, " UNION ALL SELECT max(rowid) FROM %s", name);
        }
      g_string_append (sql, ")");
      self->last_row = _leren_store_prepare (self, "number a record", sql->str, NULL);
    }
  if (sqlite3_step (self->last_row) == SQLITE_ROW)
    last = sqlite3_column_int64 (self->last_row, 0);
  sqlite3_reset (self->last_row);
  return last + 1;
}

static char *
insert_sql (const LerenStoreTable *table)
{
  g_autofree char *name = _leren_quote_identifier (table->declaration->name);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO %s (rowid, %s) VALUES (?1", name, table->columns);
  for (guint i = 0; i < table->declaration->n_fields + 2; i++)
    g_string_append_printf (sql, ", ?%u", i + 2);
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

sqlite3_stmt *
_leren_store_insert_statement (LerenStore *self, LerenStoreTable *table, GError **error)
{
  if (table->insert == NULL)
    {
      g_autofree char *sql = insert_sql (table);
      table->insert = _leren_store_prepare (self, "save a record", sql, error);
    }
  return table->insert;
}

static sqlite3_stmt *
update_statement (LerenStore *self, LerenStoreTable *table, GError **error)
{
  if (table->update == NULL)
    {
      g_autofree char *name = _leren_quote_identifier (table->declaration->name);
      g_autoptr (GString) sql = g_string_new (NULL);
      guint n_fields = table->declaration->n_fields;

      g_string_append_printf (sql, "UPDATE %s SET ", name);
      for (guint i = 0; i < n_fields; i++)
        {
          g_autofree char *column = _leren_quote_identifier (table->declaration->fields[i]->name);
          g_string_append_printf (sql, "%s = ?%u, ", column, i + 2);
        }
      g_string_append_printf (sql,
                              "\"" LEREN_COLUMN_UNKNOWN "\" = ?%u, \"" LEREN_COLUMN_AS_GIVEN
                              "\" = ?%u WHERE rowid = ?1",
                              n_fields + 2, n_fields + 3);
      table->update = _leren_store_prepare (self, "save a record", sql->str, error);
    }
  return table->update;
}

static gboolean
run (LerenStore *self, sqlite3_stmt *statement, gint64 rowid, const LerenRow *row, GError **error)
{
  guint n_fields = row->declaration->n_fields;
  int result;

  sqlite3_bind_int64 (statement, 1, rowid);
  for (guint i = 0; i < n_fields; i++)
    _leren_bind_cell (statement, i + 2, &row->cells[i]);
  _leren_bind_cell (statement, n_fields + 2, &row->unknown_members);
  _leren_bind_cell (statement, n_fields + 3, &row->numbers_as_given);
  result = sqlite3_step (statement);
  if (result != SQLITE_DONE)
    _leren_store_set_error (self, self->db, "save a record", error);
  sqlite3_reset (statement);
  return result == SQLITE_DONE;
}

gboolean
_leren_store_put_row (LerenStore *self, LerenStoreTable *table, LerenRow *row, LerenChange *change,
                      GError **error)
{
  const LerenCell *id = &row->cells[LEREN_RECORD_ID];
  gint64 rowid, at_row;
  const LerenDeclaration *at_fault;
  const char *type = _leren_store_find_type (self, id->text, id->length, &rowid);
  gboolean indexed = table->has_text && _leren_text_index_exists (self, table);
  sqlite3_stmt *statement;

  if (type != NULL && !g_str_equal (type, table->declaration->name))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_DUPLICATE,
                   _("member “id” is used by a record of type %s already; choose another"), type);
      _leren_row_prefix_error (row, error);
      return FALSE;
    }
  *change = type == NULL ? LEREN_CHANGE_ADDED : LEREN_CHANGE_CHANGED;
  if (type == NULL)
    rowid = _leren_store_next_rowid (self);
  else if (indexed && !_leren_text_index_remove (self, table, rowid, error))
    return FALSE;

  statement = type == NULL ? _leren_store_insert_statement (self, table, error)
                           : update_statement (self, table, error);
  if (statement == NULL || !run (self, statement, rowid, row, error) ||
      (indexed && !_leren_text_index_add (self, table, rowid, error)))
    return FALSE;

  if (!_leren_store_check_references (self, row, self->transaction != NULL, error))
    return FALSE;
  at_row = rowid;
  at_fault = table->declaration;
  if (!_leren_store_check_meaning (self, rowid, rowid, &at_row, &at_fault, error))
    {
      _leren_row_prefix_error (row, error);
      return FALSE;
    }
  return TRUE;
}

void
_leren_store_row_from_statement (sqlite3_stmt *statement, int first,
                                 const LerenDeclaration *declaration, LerenRow *row)
{
  row->declaration = declaration;
  for (guint i = 0; i < declaration->n_fields; i++)
    _leren_column_to_cell (statement, first + i, &row->cells[i]);
  _leren_column_to_cell (statement, first + declaration->n_fields, &row->unknown_members);
  _leren_column_to_cell (statement, first + declaration->n_fields + 1, &row->numbers_as_given);
}

/* A type without a class in this program comes out as what is known of it: its JSON. */
LerenRecord *
_leren_store_record_from_row (const LerenRow *row, GError **error)
{
  g_autoptr (GString) json = NULL;

  if (row->declaration->object_type != 0)
    return _leren_record_new_from_row (row);
  json = g_string_new (NULL);
  _leren_row_write (row, json);
  return _leren_unknown_record_from_json (row->declaration->name, json->str, json->len, error);
}
