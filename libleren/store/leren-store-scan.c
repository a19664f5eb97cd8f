/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-scan-private.h"

#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>

typedef struct {
  const LerenStoreTable *table; /* NULL: records of unknown types */
  sqlite3_stmt *statement;
  gint64 rowid;
} Cursor;

/* FALSE where there is no more */
static gboolean
advance (Cursor *cursor)
{
  if (sqlite3_step (cursor->statement) != SQLITE_ROW)
    return FALSE;
  cursor->rowid = sqlite3_column_int64 (cursor->statement, 0);
  return TRUE;
}

static gboolean
open_cursors (LerenStore *self, GArray *cursors, GError **error)
{
  for (guint i = 0; i <= self->tables->len; i++)
    {
      Cursor cursor = { 0 };
      g_autofree char *sql = NULL;

      if (i < self->tables->len)
        {
          g_autofree char *name = NULL;

          cursor.table = g_ptr_array_index (self->tables, i);
          name = _leren_quote_identifier (cursor.table->declaration->name);
          sql = g_strdup_printf ("SELECT rowid, %s FROM %s ORDER BY rowid", cursor.table->columns,
                                 name);
        }
      else
        sql = g_strdup ("SELECT rowid, json FROM unknown_record ORDER BY rowid");
      cursor.statement = _leren_store_prepare (self, _("read records"), sql, error);
      if (cursor.statement == NULL)
        return FALSE;
      if (advance (&cursor))
        g_array_append_val (cursors, cursor);
      else
        sqlite3_finalize (cursor.statement);
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

          _leren_store_row_from_statement (cursor->statement, 1, cursor->table->declaration, &row);
          taken = scan (&row, NULL, 0, data, error);
        }
      else
        taken = scan (NULL, (const char *) sqlite3_column_text (cursor->statement, 1),
                      sqlite3_column_bytes (cursor->statement, 1), data, error);
      if (!taken)
        return FALSE;
      if (!advance (cursor))
        {
          int result = sqlite3_finalize (cursor->statement);

          g_array_remove_index_fast (cursors, least);
          if (result != SQLITE_OK)
            {
              _leren_store_set_error (self, self->db, _("read records"), error);
              return FALSE;
            }
        }
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
  /* the cursors that are open together see one moment of the store */
  scanned = open_cursors (self, cursors, error) &&
            merge (self, cursors, cells, scan, data, cancellable, error);
  for (guint i = 0; i < cursors->len; i++)
    sqlite3_finalize (g_array_index (cursors, Cursor, i).statement);
  _leren_store_unlock (self);
  return scanned;
}

GPtrArray *
_leren_store_list_frameworks (LerenStore *self, GError **error)
{
  g_autoptr (GPtrArray) frameworks = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement;

  if (_leren_store_lock (self, error) == NULL)
    return NULL;
  statement = _leren_store_prepare (self, _("read the frameworks"),
                                    "SELECT json FROM framework ORDER BY rowid", error);
  while (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (frameworks, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  _leren_store_unlock (self);
  return statement != NULL ? g_steal_pointer (&frameworks) : NULL;
}
