/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-scan-private.h"

#include "store/leren-store-salvage-private.h"

#include <glib/gi18n-lib.h>

typedef struct {
  const LerenStoreTable *table; /* NULL: records of unknown types */
  LerenStatement *statement;
  gint64 rowid;
} Cursor;

/* FALSE where it cannot be read on; where there is no more, the statement is gone. */
static gboolean
advance (LerenStore *self, Cursor *cursor, GError **error)
{
  int result = _leren_statement_step (cursor->statement);

  if (result == LEREN_STEP_ROW)
    {
      cursor->rowid = _leren_statement_get_integer (cursor->statement, 0);
      return TRUE;
    }
  if (result != LEREN_STEP_DONE)
    _leren_store_set_error (self, self->db, _ ("read records"), error);
  g_clear_pointer (&cursor->statement, _leren_statement_free);
  return result == LEREN_STEP_DONE;
}

static gboolean
open_cursor (LerenStore *self, const LerenStoreTable *table, const char *name, Cursor *cursor,
             GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT _rowid_, %s FROM %s ORDER BY _rowid_", table->columns, name);

  cursor->table = table;
  cursor->statement =
    _leren_store_prepare_for (self, _ ("read records"), sql, LEREN_PREPARE_LARGE, error);
  return cursor->statement != NULL;
}

static gboolean
open_cursors (LerenStore *self, GArray *cursors, GError **error)
{
  for (guint i = 0; i <= self->tables->len; i++)
    {
      Cursor cursor = { 0 };

      if (i < self->tables->len)
        {
          const LerenStoreTable *table = g_ptr_array_index (self->tables, i);
          g_autofree char *name = _leren_quote_identifier (table->declaration->name);

          open_cursor (self, table, name, &cursor, error);
        }
      else
        cursor.statement = _leren_store_prepare_for (
          self, _ ("read records"), "SELECT _rowid_, json FROM unknown_record ORDER BY _rowid_",
          LEREN_PREPARE_LARGE, error);
      if (cursor.statement == NULL)
        return FALSE;
      if (!advance (self, &cursor, error))
        return FALSE;
      if (cursor.statement != NULL)
        g_array_append_val (cursors, cursor);
    }
  return TRUE;
}

static gboolean
merge (LerenStore *self, GArray *cursors, LerenCell *cells, LerenStoreScan scan, gpointer data,
       GCancellable *cancellable, GError **error)
{
  while (cursors->len > 0)
    {
      guint least = 0;
      Cursor *cursor;
      gboolean taken;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint i = 1; i < cursors->len; i++)
        if (g_array_index (cursors, Cursor, i).rowid < g_array_index (cursors, Cursor, least).rowid)
          least = i;
      cursor = &g_array_index (cursors, Cursor, least);
      if (cursor->table != NULL)
        {
          LerenRow row = { .cells = cells };

          taken = _leren_store_row_from_statement (self, cursor->statement, 1,
                                                   cursor->table->declaration, &row, error) &&
                  scan (&row, NULL, 0, data, error);
        }
      else
        {
          const char *json = _leren_statement_get_text (cursor->statement, 1);

          taken = scan (NULL, json != NULL ? json : "{}",
                        json != NULL ? _leren_statement_get_length (cursor->statement, 1) : 2, data,
                        error);
        }
      if (!taken || !advance (self, cursor, error))
        return FALSE;
      if (cursor->statement == NULL)
        g_array_remove_index_fast (cursors, least);
    }
  return TRUE;
}

gboolean
_leren_store_scan (LerenStore *self, LerenStoreScan scan, gpointer data, GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GArray) cursors = g_array_new (FALSE, FALSE, sizeof (Cursor));
  g_autofree LerenCell *cells = g_new (LerenCell, LEREN_MAX_FIELDS);
  gboolean scanned;

  if (_leren_store_lock (self, error) == NULL)
    return FALSE;
  if (self->damaged)
    {
      scanned = _leren_store_salvage (self, scan, data, cancellable, error);
      _leren_store_unlock (self);
      return scanned;
    }
  scanned = open_cursors (self, cursors, error) &&
            merge (self, cursors, cells, scan, data, cancellable, error);
  for (guint i = 0; i < cursors->len; i++) /* that of a cursor that failed is gone: NULL */
    _leren_statement_free (g_array_index (cursors, Cursor, i).statement);
  _leren_store_unlock (self);
  return scanned;
}

static gboolean
has_names (const LerenDeclaration *declaration)
{
  for (guint i = 0; i < declaration->n_fields; i++)
    if (declaration->fields[i]->names != LEREN_NAME_KIND_NONE)
      return TRUE;
  return FALSE;
}

gboolean
_leren_store_scan_names (LerenStore *self, LerenStoreScan scan, gpointer data,
                         GCancellable *cancellable, GError **error)
{
  g_autofree LerenCell *cells = g_new (LerenCell, LEREN_MAX_FIELDS);
  gboolean scanned = TRUE;

  if (_leren_store_lock (self, error) == NULL)
    return FALSE;
  for (guint i = 0; scanned && i < self->tables->len; i++)
    {
      g_autoptr (GArray) cursors = g_array_new (FALSE, FALSE, sizeof (Cursor));
      const LerenStoreTable *table = g_ptr_array_index (self->tables, i);
      g_autofree char *whole = _leren_store_base_name (self, table->declaration->name);
      g_autofree char *seen = _leren_quote_identifier (table->declaration->name);
      Cursor cursor = { 0 };

      if (!has_names (table->declaration))
        continue;
      scanned = open_cursor (self, table, self->by_login ? seen : whole, &cursor, error) &&
                advance (self, &cursor, error);
      if (scanned && cursor.statement != NULL)
        {
          g_array_append_val (cursors, cursor);
          scanned = merge (self, cursors, cells, scan, data, cancellable, error);
          if (cursors->len > 0)
            _leren_statement_free (g_array_index (cursors, Cursor, 0).statement);
        }
    }
  _leren_store_unlock (self);
  return scanned;
}

static gboolean
is_framework (const char *json)
{
  g_autoptr (LerenFramework) framework =
    json != NULL ? leren_framework_from_json (json, -1, NULL) : NULL;

  return framework != NULL;
}

GPtrArray *
_leren_store_list_frameworks (LerenStore *self, GError **error)
{
  g_autoptr (GPtrArray) frameworks = g_ptr_array_new_with_free_func (g_free);
  LerenStatement *statement;
  LerenStep result = LEREN_STEP_FAILED;

  if (_leren_store_lock (self, error) == NULL)
    return NULL;
  statement = _leren_store_prepare (self, _ ("read the frameworks"),
                                    "SELECT json FROM framework ORDER BY _rowid_",
                                    self->damaged ? NULL : error);
  while (statement != NULL && (result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    if (!self->damaged || is_framework (_leren_statement_get_text (statement, 0)))
      g_ptr_array_add (frameworks, g_strdup (_leren_statement_get_text (statement, 0)));
  /* of a damaged store that was said when it was opened */
  if (self->damaged)
    result = LEREN_STEP_DONE;
  if (statement != NULL && result != LEREN_STEP_DONE)
    _leren_store_set_error (self, self->db, _ ("read the frameworks"), error);
  _leren_statement_free (statement);
  _leren_store_unlock (self);
  return result == LEREN_STEP_DONE ? g_steal_pointer (&frameworks) : NULL;
}

gboolean
_leren_store_begin_reading (LerenStore *self, GError **error)
{
  if (_leren_store_lock (self, error) == NULL)
    return FALSE;
  /* within a transaction it is one moment already */
  if (_leren_connection_is_in_transaction (self->db))
    return TRUE;
  if (_leren_store_execute (self, _ ("read records"), self->db->driver->begin_reading, error))
    {
      self->reading = TRUE;
      return TRUE;
    }
  _leren_store_unlock (self);
  return FALSE;
}

void
_leren_store_end_reading (LerenStore *self)
{
  if (self->depth == 1 && self->reading)
    {
      self->reading = FALSE;
      _leren_connection_execute (self->db, "COMMIT");
    }
  _leren_store_unlock (self);
}
