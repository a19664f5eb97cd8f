/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-snapshot-walk-private.h"

#include "core/leren-time-private.h"
#include "snapshot/leren-parallel-private.h"
#include "store/leren-store-private.h"
#include "store/leren-audit-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ROWS_BETWEEN_LOOKS 8192

typedef struct {
  LerenSnapshot *snapshot;
  const LerenRows *rows;
  LerenVisit visit;
  gpointer *data;
  guint n_parts;
  GCancellable *cancellable;
  LerenReaders readers;
  char *sql;
  int id, modified; /* where they stand in the statement */
} Walk;

/* where a member stands in the statement, put there if need be */
static int
find_member (GString *sql, const char *const *members, const char *name, int *n_columns)
{
  for (int i = 0; members[i] != NULL; i++)
    if (g_str_equal (members[i], name))
      return LEREN_WALK_FIRST_MEMBER + i;
  g_string_append (sql, ", ");
  _leren_append_identifier (sql, name);
  return (*n_columns)++;
}

static void
make_sql (Walk *self, const char *const *members)
{
  GString *sql = g_string_new ("SELECT _rowid_");
  int n_columns = LEREN_WALK_FIRST_MEMBER;

  for (const char *const *member = members; *member != NULL; member++, n_columns++)
    {
      g_string_append (sql, ", ");
      _leren_append_identifier (sql, *member);
    }
  self->id = find_member (sql, members, "id", &n_columns);
  self->modified = find_member (sql, members, "modified", &n_columns);
  g_string_append (sql, " FROM ");
  _leren_append_identifier (sql, self->rows->declaration->name);
  g_string_append (sql, " WHERE _rowid_ BETWEEN ?1 AND ?2 ORDER BY _rowid_");
  self->sql = g_string_free (sql, FALSE);
}

static gboolean
same_id (Walk *self, guint32 row, LerenStatement *statement)
{
  const char *text = _leren_statement_get_text (statement, self->id);
  gsize length;
  const char *id = _leren_rows_id (self->rows, row, &length);

  return text != NULL && length == (gsize) _leren_statement_get_length (statement, self->id) &&
         memcmp (id, text, length) == 0;
}

/* a store writes the time at which it saves a record again */
static gboolean
is_changed (Walk *self, LerenStatement *statement)
{
  const char *text = _leren_statement_get_text (statement, self->modified);
  gint64 modified;

  return text != NULL &&
         _leren_time_parse (text, _leren_statement_get_length (statement, self->modified),
                            &modified) &&
         modified >= _leren_snapshot_get_moment (self->snapshot);
}

static LerenStep
walk (Walk *self, LerenStatement *statement, guint32 row, guint32 end, gpointer data)
{
  const LerenRows *rows = self->rows;
  guint32 n_read = 0;
  LerenStep read;

  if (row < end)
    {
      _leren_statement_bind_integer (statement, 1, rows->rowids[row]);
      _leren_statement_bind_integer (statement, 2, rows->rowids[end - 1]);
    }
  while ((read = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    {
      const gint64 rowid = _leren_statement_get_integer (statement, 0);

      if (n_read++ % ROWS_BETWEEN_LOOKS == 0 && g_cancellable_is_cancelled (self->cancellable))
        return LEREN_STEP_FAILED;
      for (; row < end && rows->rowids[row] < rowid; row++)
        self->visit (row, LEREN_FATE_GONE, NULL, data);
      if (row == end || rows->rowids[row] != rowid)
        continue;
      if (!same_id (self, row, statement))
        self->visit (row, LEREN_FATE_GONE, NULL, data);
      else
        self->visit (row, is_changed (self, statement) ? LEREN_FATE_CHANGED : LEREN_FATE_KEPT,
                     statement, data);
      row++;
    }
  for (; row < end; row++)
    self->visit (row, LEREN_FATE_GONE, NULL, data);
  return read;
}

static gboolean
walk_part (guint part, guint thread, gpointer data, GError **error)
{
  Walk *self = data;
  const guint64 n_rows = self->rows->n_rows;
  LerenConnection *db = self->readers.readers[thread];
  LerenStatement *statement = _leren_connection_prepare (db, self->sql, LEREN_PREPARE_LARGE);
  LerenStep read = LEREN_STEP_FAILED;

  if (statement != NULL)
    read = walk (self, statement, n_rows * part / self->n_parts,
                 n_rows * (part + 1) / self->n_parts, self->data[part]);
  if (read != LEREN_STEP_DONE && !g_cancellable_set_error_if_cancelled (self->cancellable, error))
    _leren_readers_set_error (&self->readers, db, error);
  _leren_statement_free (statement);
  return read == LEREN_STEP_DONE;
}

/* Readers of its own see what was committed last, and not what a transaction under way has written. */
static gboolean
open_readers (Walk *self, LerenConnection *db, GError **error)
{
  if (self->n_parts > 1 && self->rows->n_rows >= LEREN_WORTH_A_THREAD &&
      !_leren_connection_is_in_transaction (db))
    return _leren_readers_open (&self->readers, db, error);
  self->readers.readers[self->readers.n_readers++] = db;
  return TRUE;
}

gboolean
_leren_snapshot_walk (LerenSnapshot *self, const LerenRows *rows, const char *const *members,
                      LerenVisit visit, gpointer *data, guint n_parts, GCancellable *cancellable,
                      GError **error)
{
  Walk state = { self, rows, visit, data, n_parts, cancellable };
  LerenConnection *db = _leren_store_lock (self->store, error);
  gboolean done, own;

  if (db == NULL)
    return FALSE;
  state.readers = (LerenReaders){ .store = self->store, .action = _ ("read a table") };
  if (!_leren_audit_type (self->store, "table", rows->declaration, error) ||
      !open_readers (&state, db, error))
    {
      _leren_store_unlock (self->store);
      return FALSE;
    }
  own = state.readers.own;
  if (own)
    _leren_store_unlock (self->store);

  make_sql (&state, members);
  done =
    _leren_run_parallel (n_parts, state.readers.n_readers, walk_part, &state, cancellable, error);
  _leren_readers_close (&state.readers);
  if (!own)
    _leren_store_unlock (self->store);
  g_free (state.sql);
  return done;
}
