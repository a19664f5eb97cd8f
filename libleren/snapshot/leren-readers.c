/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-readers-private.h"

#include "snapshot/leren-parallel-private.h"
#include "store/leren-store-private.h"

#define MAX_ATTEMPTS 5

void
_leren_readers_set_error (LerenReaders *self, LerenConnection *db, GError **error)
{
  _leren_store_set_error (self->store, db, self->action, error);
}

static gboolean
execute (LerenReaders *self, LerenConnection *db, const char *sql, GError **error)
{
  if (_leren_connection_execute (db, sql))
    return TRUE;
  _leren_readers_set_error (self, db, error);
  return FALSE;
}

gint64
_leren_query_integer (LerenConnection *db, const char *sql)
{
  LerenStatement *statement = _leren_connection_prepare (db, sql, FALSE);
  gint64 value = -1;

  if (statement != NULL && _leren_statement_step (statement) == LEREN_STEP_ROW)
    value = _leren_statement_get_integer (statement, 0);
  _leren_statement_free (statement);
  return value;
}

void
_leren_readers_close (LerenReaders *self)
{
  for (guint i = 0; self->own && i < self->n_readers; i++)
    _leren_connection_close (self->readers[i]);
  self->n_readers = 0;
}

/* Lets all readers see the same moment: the store's connection tells whether anybody wrote while
 * they began. */
static gboolean
begin_together (LerenReaders *self, LerenConnection *db, GError **error)
{
  for (guint attempt = 0; attempt < MAX_ATTEMPTS; attempt++)
    {
      gint64 before = _leren_query_integer (db, "PRAGMA data_version");

      for (guint i = 0; i < self->n_readers; i++)
        if (!execute (self, self->readers[i], "BEGIN; SELECT 1 FROM sqlite_master", error))
          return FALSE;
      if (self->n_readers == 1 || _leren_query_integer (db, "PRAGMA data_version") == before)
        return TRUE;
      for (guint i = 0; i < self->n_readers; i++)
        if (!execute (self, self->readers[i], "ROLLBACK", error))
          return FALSE;
    }
  /* somebody writes without pause: one reader sees one moment in any case */
  while (self->n_readers > 1)
    _leren_connection_close (self->readers[--self->n_readers]);
  return execute (self, self->readers[0], "BEGIN; SELECT 1 FROM sqlite_master", error);
}

gboolean
_leren_readers_open (LerenReaders *self, LerenConnection *db, GError **error)
{
  GError *local_error = NULL;

  for (guint i = 0; i < MIN (LEREN_MAX_READERS, _leren_count_threads ()); i++)
    {
      LerenConnection *reader = _leren_store_open_reader (self->store, &local_error);

      if (reader == NULL)
        break;
      self->own = TRUE;
      self->readers[self->n_readers++] = reader;
    }
  if (self->n_readers == 0 && local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  g_clear_error (&local_error);
  if (self->own && !begin_together (self, db, error))
    {
      _leren_readers_close (self);
      return FALSE;
    }
  if (!self->own)
    self->readers[self->n_readers++] = db;
  return TRUE;
}
