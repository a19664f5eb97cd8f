/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-snapshot-walk-private.h"

#include "core/leren-time-private.h"
#include "store/leren-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { ROWID, ID, MODIFIED };

#define ROWS_BETWEEN_LOOKS 8192

static char *
make_sql (const LerenRows *rows, const char *const *members)
{
  GString *sql = g_string_new ("SELECT _rowid_, \"id\", \"modified\"");

  for (; *members != NULL; members++)
    {
      g_string_append (sql, ", ");
      _leren_append_identifier (sql, *members);
    }
  g_string_append (sql, " FROM ");
  _leren_append_identifier (sql, rows->declaration->name);
  g_string_append (sql, " ORDER BY _rowid_");
  return g_string_free (sql, FALSE);
}

static gboolean
same_id (const LerenRows *rows, guint32 row, sqlite3_stmt *statement)
{
  const char *text = (const char *) sqlite3_column_text (statement, ID);
  gsize length;
  const char *id = _leren_rows_id (rows, row, &length);

  return text != NULL && length == (gsize) sqlite3_column_bytes (statement, ID) &&
         memcmp (id, text, length) == 0;
}

/* a store writes the time at which it saves a record again */
static gboolean
is_changed (LerenSnapshot *self, sqlite3_stmt *statement)
{
  const char *text = (const char *) sqlite3_column_text (statement, MODIFIED);
  gint64 modified;

  return text != NULL &&
         _leren_time_parse (text, sqlite3_column_bytes (statement, MODIFIED), &modified) &&
         modified >= _leren_snapshot_get_moment (self);
}

static int
walk (LerenSnapshot *self, const LerenRows *rows, sqlite3_stmt *statement, LerenVisit visit,
      gpointer data, GCancellable *cancellable)
{
  guint32 row = 0, n_read = 0;
  int read;

  while ((read = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const gint64 rowid = sqlite3_column_int64 (statement, ROWID);

      if (n_read++ % ROWS_BETWEEN_LOOKS == 0 && g_cancellable_is_cancelled (cancellable))
        return SQLITE_INTERRUPT;
      for (; row < rows->n_rows && rows->rowids[row] < rowid; row++)
        visit (row, LEREN_FATE_GONE, NULL, data);
      if (row == rows->n_rows || rows->rowids[row] != rowid)
        continue;
      if (!same_id (rows, row, statement))
        visit (row, LEREN_FATE_GONE, NULL, data);
      else
        visit (row, is_changed (self, statement) ? LEREN_FATE_CHANGED : LEREN_FATE_KEPT, statement,
               data);
      row++;
    }
  for (; row < rows->n_rows; row++)
    visit (row, LEREN_FATE_GONE, NULL, data);
  return read;
}

gboolean
_leren_snapshot_walk (LerenSnapshot *self, const LerenRows *rows, const char *const *members,
                      LerenVisit visit, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *sql = make_sql (rows, members);
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = _leren_store_lock (self->store, error);
  int read;

  if (db == NULL)
    return FALSE;
  read = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);
  if (read == SQLITE_OK)
    read = walk (self, rows, statement, visit, data, cancellable);
  if (read != SQLITE_DONE && !g_cancellable_set_error_if_cancelled (cancellable, error))
    _leren_store_set_error (self->store, db, _ ("read a table"), error);
  sqlite3_finalize (statement);
  _leren_store_unlock (self->store);
  return read == SQLITE_DONE;
}
