/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-unknown-record-private.h"
#include "store/leren-transaction-private.h"
#include "theory/leren-theory-private.h"

#include <glib/gi18n-lib.h>

static LerenRecord *
read_unknown (LerenStore *self, gint64 rowid, GError **error)
{
  LerenStatement *statement;
  LerenRecord *record = NULL;

  statement = _leren_store_prepare (
    self, "read a record", "SELECT type, json FROM unknown_record WHERE _rowid_ = ?1", error);
  if (statement == NULL)
    return NULL;
  _leren_statement_bind_integer (statement, 1, rowid);
  if (_leren_statement_step (statement) == LEREN_STEP_ROW)
    record = _leren_unknown_record_from_json (_leren_statement_get_text (statement, 0),
                                              _leren_statement_get_text (statement, 1),
                                              _leren_statement_get_length (statement, 1), error);
  else
    _leren_store_set_error (self, self->db, "read a record", error);
  _leren_statement_free (statement);
  if (record != NULL)
    _leren_record_set_place (record, self->place);
  return record;
}

gpointer
_leren_store_set_not_found (LerenStore *self, const char *id, GError **error)
{
  g_autofree char *shown = _leren_field_shown (id, strlen (id), 4 * 128);

  g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
               _ ("there is no record “%s” in %s; look at the ids that are there"), shown,
               self->location);
  return NULL;
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
        g_strdup_printf ("SELECT %s FROM %s WHERE _rowid_ = ?1", table->columns, name);

      table->select = _leren_store_prepare (self, "read a record", sql, error);
      if (table->select == NULL)
        return NULL;
    }
  _leren_statement_bind_integer (table->select, 1, rowid);
  if (_leren_statement_step (table->select) == LEREN_STEP_ROW)
    {
      cells = g_new (LerenCell, table->declaration->n_fields);
      row.cells = cells;
      if (_leren_store_row_from_statement (self, table->select, 0, table->declaration, &row, error))
        record = _leren_store_record_from_row (self, &row, error);
    }
  else
    _leren_store_set_error (self, self->db, "read a record", error);
  _leren_statement_reset (table->select);
  return record;
}

gboolean
_leren_store_delete_record (LerenStore *self, const char *id, GError **error)
{
  gint64 rowid;
  const char *type;
  LerenStoreTable *table;
  g_autofree char *name = NULL;
  g_autofree char *sql = NULL;
  LerenStatement *statement;
  gboolean deleted;

  if (!_leren_store_hold_type (self, id, -1, LEREN_HOLD_ALONE, &type, &rowid, error))
    return FALSE;
  if (type == NULL)
    {
      _leren_store_set_not_found (self, id, error);
      return FALSE;
    }
  if (!_leren_store_check_not_referenced (self, type, id, error))
    return FALSE;
  table = _leren_store_find_table (self, type);
  if (table != NULL && table->has_text && _leren_text_index_exists (self, table) &&
      !_leren_text_index_remove (self, table, rowid, error))
    return FALSE;

  name = _leren_quote_identifier (type);
  sql = g_strdup_printf ("DELETE FROM %s WHERE _rowid_ = ?1", name);
  statement = _leren_store_prepare (self, "delete a record", sql, error);
  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_integer (statement, 1, rowid);
  deleted = _leren_statement_step (statement) == LEREN_STEP_DONE;
  _leren_statement_free (statement);
  if (deleted)
    _leren_store_note_change (self, LEREN_CHANGE_DELETED, type, id);
  else
    _leren_store_set_error (self, self->db, "delete a record", error);
  return deleted;
}

/* Inserts without asking the theory */
static gboolean
insert_framework (LerenStore *self, LerenFramework *framework, GError **error)
{
  g_autofree char *json = leren_framework_to_json (framework);
  LerenStatement *statement;
  gboolean added;

  statement = _leren_store_prepare (
    self, _ ("add a framework"),
    "INSERT INTO framework (id, json) VALUES (?1, ?2) ON CONFLICT DO NOTHING", error);
  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_text (statement, 1, leren_framework_get_id (framework), -1);
  _leren_statement_bind_text (statement, 2, json, -1);
  added = _leren_statement_step (statement) == LEREN_STEP_DONE;
  if (!added)
    _leren_store_set_error (self, self->db, _ ("add a framework"), error);
  _leren_statement_free (statement);
  return added;
}

gboolean
_leren_store_put_frameworks (LerenStore *self, LerenFramework *const *frameworks,
                             guint n_frameworks, GError **error)
{
  if (!_leren_theory_add_all (self->theory, frameworks, n_frameworks, error))
    return FALSE;
  self->theory_touched = TRUE;
  for (guint i = 0; i < n_frameworks; i++)
    if (!insert_framework (self, frameworks[i], error))
      return FALSE;
  return TRUE;
}
