/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-migration-private.h"

#include "store/leren-sqlite-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Version 1 is the first; the end is marked because C has no empty arrays. */
const LerenMigration _leren_store_migrations[] = { NULL };

static gboolean
copy_database (LerenStore *self, const char *path, GError **error)
{
  const char *doing = _ ("make a copy before its form is changed");
  LerenConnection *copy = _leren_sqlite_open (path, path, FALSE, error);
  gboolean copied;

  if (copy == NULL)
    return FALSE;
  copied = _leren_sqlite_copy (self->db, copy);
  if (!copied)
    _leren_store_set_error (self, copy, doing, error);
  _leren_connection_close (copy);
  return copied;
}

/* team.leren.v1.backup, which must not be there yet */
static gboolean
back_up (LerenStore *self, int version, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s.v%d.backup", self->location, version);
  int descriptor = g_open (path, O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR | O_CLOEXEC, 0600);

  if (descriptor < 0)
    {
      g_set_error (error, LEREN_ERROR, errno == EEXIST ? LEREN_ERROR_EXISTS : LEREN_ERROR_READ_ONLY,
                   _ ("cannot make the copy %s before the form of the store is changed: %s"), path,
                   g_strerror (errno));
      return FALSE;
    }
  close (descriptor);
  if (copy_database (self, path, error))
    return TRUE;
  g_unlink (path);
  return FALSE;
}

gboolean
_leren_store_migrate (LerenStore *self, const LerenMigration *steps, int from, int to,
                      GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %d", to);
  gboolean done;

  if (from == to)
    return TRUE;
  if (self->read_only)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_READ_ONLY,
                   _ ("cannot open %s: it has the form of version %d, which must be changed to "
                      "version %d first; open it once so that it can be written"),
                   self->location, from, to);
      return FALSE;
    }
  if (!self->in_memory && !back_up (self, from, error))
    return FALSE;
  if (!_leren_store_execute (self, _ ("change the form of the store"),
                             self->db->driver->begin_writing, error))
    return FALSE;
  done = TRUE;
  for (int version = from; done && version < to; version++)
    done = steps[version - from](self, error);
  done = done && _leren_store_execute (self, _ ("change the form of the store"), stamp, error) &&
         _leren_store_execute (self, _ ("change the form of the store"), "COMMIT", error);
  if (!done && _leren_connection_is_in_transaction (self->db))
    _leren_connection_execute (self->db, "ROLLBACK");
  return done;
}
