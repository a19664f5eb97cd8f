/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-readers-private.h"

#include "snapshot/leren-parallel-private.h"
#include "store/leren-store-private.h"

void
_leren_readers_set_error (LerenReaders *self, LerenConnection *db, GError **error)
{
  _leren_store_set_error (self->store, db, self->action, error);
}

gint64
_leren_query_integer (LerenConnection *db, const char *sql)
{
  LerenStatement *statement = _leren_connection_prepare (db, sql, LEREN_PREPARE_ONCE);
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

static gboolean
begin_together (LerenReaders *self, LerenConnection *db, GError **error)
{
  LerenConnection *failed = db->driver->begin_together (db, self->readers, &self->n_readers);

  if (failed != NULL)
    _leren_readers_set_error (self, failed, error);
  return failed == NULL;
}

gboolean
_leren_readers_open (LerenReaders *self, LerenConnection *db, GError **error)
{
  GError *local_error = NULL;

  for (guint i = 0; i < MIN (LEREN_MAX_READERS, _leren_count_threads ()); i++)
    {
      LerenConnection *reader = self->whole
                                  ? _leren_store_open_base_reader (self->store, &local_error)
                                  : _leren_store_open_reader (self->store, &local_error);

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
