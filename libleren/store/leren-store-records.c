/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-unknown-record-private.h"
#include "store/leren-transaction-private.h"

#include <glib/gi18n-lib.h>

static LerenRecord *
read_unknown (LerenStore *self, gint64 rowid, GError **error)
{
  sqlite3_stmt *statement;
  LerenRecord *record = NULL;

  statement = _leren_store_prepare (self, "read a record",
                                    "SELECT type, json FROM unknown_record WHERE rowid = ?1",
                                    error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, rowid);
  if (sqlite3_step (statement) == SQLITE_ROW)
    record = _leren_unknown_record_from_json ((const char *) sqlite3_column_text (statement, 0),
                                              (const char *) sqlite3_column_text (statement, 1),
                                              sqlite3_column_bytes (statement, 1), error);
  else
    _leren_store_set_error (self, self->db, "read a record", error);
  sqlite3_finalize (statement);
  return record;
}

LerenRecord *
_leren_store_read_record (LerenStore *self, const char *type, gint64 rowid, GError **error)
{
  LerenStoreTable *table = _leren_store_find_table (self, type);
  g_autofree LerenCell *cells = NULL;
  LerenRecord *record = NULL;
  LerenRow row;

  if (table == NULL)
    return read_unknown (self, rowid, error);
  if (table->select == NULL)
    {
      g_autofree char *name = _leren_quote_identifier (type);
      g_autofree char *sql =
        g_strdup_printf ("SELECT %s FROM %s WHERE rowid = ?1", table->columns, name);

      table->select = _leren_store_prepare (self, "read a record", sql, error);
      if (table->select == NULL)
        return NULL;
    }
  sqlite3_bind_int64 (table->select, 1, rowid);
  if (sqlite3_step (table->select) == SQLITE_ROW)
    {
      cells = g_new (LerenCell, table->declaration->n_fields);
      row.cells = cells;
      _leren_store_row_from_statement (table->select, 0, table->declaration, &row);
      record = _leren_store_record_from_row (&row, error);
    }
  else
    _leren_store_set_error (self, self->db, "read a record", error);
  sqlite3_reset (table->select);
  return record;
}

gboolean
_leren_store_delete_record (LerenStore *self, const char *id, GError **error)
{
  gint64 rowid;
  const char *type = _leren_store_find_type (self, id, -1, &rowid);
  LerenStoreTable *table;
  g_autofree char *name = NULL;
  g_autofree char *sql = NULL;
  sqlite3_stmt *statement;
  gboolean deleted;

  if (type == NULL)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
                   _("there is no record “%s” in %s; look at the ids that are there"), id,
                   self->location);
      return FALSE;
    }
  if (!_leren_store_check_not_referenced (self, type, id, error))
    return FALSE;
  table = _leren_store_find_table (self, type);
  if (table != NULL && table->has_text && _leren_text_index_exists (self, table) &&
      !_leren_text_index_remove (self, table, rowid, error))
    return FALSE;

  name = _leren_quote_identifier (type);
  sql = g_strdup_printf ("DELETE FROM %s WHERE rowid = ?1", name);
  statement = _leren_store_prepare (self, "delete a record", sql, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, rowid);
  deleted = sqlite3_step (statement) == SQLITE_DONE;
  sqlite3_finalize (statement);
  if (deleted)
    _leren_store_note_change (self, LEREN_CHANGE_DELETED, type, id);
  else
    _leren_store_set_error (self, self->db, "delete a record", error);
  return deleted;
}

gboolean
_leren_store_put_framework (LerenStore *self, LerenFramework *framework, GError **error)
{
  g_autofree char *json = leren_framework_to_json (framework);
  sqlite3_stmt *statement;
  gboolean added;

  if (!leren_theory_add_framework (self->theory, framework, error))
    return FALSE;
  self->schema_touched = TRUE;
  statement = _leren_store_prepare (
    self, "add a framework", "INSERT OR IGNORE INTO framework (id, json) VALUES (?1, ?2)", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, leren_framework_get_id (framework), -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, json, -1, SQLITE_STATIC);
  added = sqlite3_step (statement) == SQLITE_DONE;
  sqlite3_finalize (statement);
  if (!added)
    _leren_store_set_error (self, self->db, "add a framework", error);
  return added;
}
