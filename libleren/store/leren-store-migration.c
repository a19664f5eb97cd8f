/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-migration-private.h"

#include "store/leren-sqlite-private.h"
#include "store/leren-store-open-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
add_revision (LerenStore *self, const char *table, GError **error)
{
  g_autofree char *name = _leren_quote_identifier (table);
  g_autofree char *sql =
    g_strdup_printf ("ALTER TABLE %s ADD COLUMN \"" LEREN_COLUMN_REVISION "\" INTEGER", name);

  return _leren_store_execute (self, _ ("change the form of the store"), sql, error);
}

/* The tables of the record types that version 1 had, and those of the store's own */
static GPtrArray *
list_tables_of_1 (LerenStore *self, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  LerenStatement *statement = _leren_store_prepare (
    self, _ ("change the form of the store"),
    "SELECT name FROM sqlite_master WHERE type = 'table' AND (name IN (SELECT name FROM own_type)"
    " OR name IN ('unknown_record', 'practice', 'team', 'participant', 'case', 'session',"
    " 'contribution', 'reflection', 'action', 'knowledge', 'conversion', 'tension', 'rating',"
    " 'coding'))",
    error);
  LerenStep result;

  if (statement == NULL)
    return NULL;
  while ((result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    g_ptr_array_add (names, g_strdup (_leren_statement_get_text (statement, 0)));
  if (result != LEREN_STEP_DONE)
    _leren_store_set_error (self, self->db, _ ("change the form of the store"), error);
  _leren_statement_free (statement);
  return result == LEREN_STEP_DONE ? g_steal_pointer (&names) : NULL;
}

/* The journal comes, and rows know their entry in it. */
static gboolean
from_1_to_2 (LerenStore *self, GError **error)
{
  g_autoptr (GPtrArray) tables = list_tables_of_1 (self, error);

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    if (!add_revision (self, g_ptr_array_index (tables, i), error))
      return FALSE;
  return tables != NULL && _leren_store_make_journal (self, error);
}

const LerenMigration _leren_store_migrations[] = { from_1_to_2 };

/* By a connection of its own: SQLite copies nothing out of a connection that writes. */
static gboolean
copy_database (LerenStore *self, const char *path, GError **error)
{
  LerenConnection *source = _leren_store_connect (self, TRUE, error);
  LerenConnection *copy = source != NULL ? _leren_sqlite_open (path, path, FALSE, error) : NULL;
  gboolean copied = copy != NULL && _leren_sqlite_copy (source, copy);

  if (copy != NULL && !copied)
    _leren_store_set_error (self, copy, _ ("make a copy before its form is changed"), error);
  _leren_connection_close (copy);
  _leren_connection_close (source);
  return copied;
}

static gboolean
set_no_copy (const char *path, int code, GError **error)
{
  g_set_error (error, LEREN_ERROR, code == ENOSPC ? LEREN_ERROR_FULL : LEREN_ERROR_READ_ONLY,
               _ ("cannot make the copy %s before the form of the store is changed: %s"), path,
               g_strerror (code));
  return FALSE;
}

/* team.leren.v1.backup, or where that is taken, team.leren.v1.backup-2: what is there already is
 * never written over */
static char *
free_name (LerenStore *self, int version)
{
  char *path = g_strdup_printf ("%s.v%d.backup", self->location, version);
  GStatBuf status;

  for (guint i = 2; g_lstat (path, &status) == 0; i++)
    {
      g_free (path);
      path = g_strdup_printf ("%s.v%d.backup-%u", self->location, version, i);
    }
  return path;
}

/* It has its name only once it is whole. Nobody else is at it: the store is locked for writing. */
static gboolean
back_up (LerenStore *self, int version, GError **error)
{
  g_autofree char *path = free_name (self, version);
  g_autofree char *part = g_strdup_printf ("%s.v%d.backup.part", self->location, version);
  int descriptor;

  g_unlink (part); /* what was left when the power went */
  descriptor = g_open (part, O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return set_no_copy (path, errno, error);
  close (descriptor);
  if (copy_database (self, part, error))
    {
      if (g_rename (part, path) == 0)
        return TRUE;
      set_no_copy (path, errno, error);
    }
  g_unlink (part);
  return FALSE;
}

gboolean
_leren_store_migrate (LerenStore *self, const LerenMigration *steps, int from, int to,
                      GError **error)
{
  g_autofree char *stamp = self->db->driver->write_version (to);
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
  if (!_leren_store_execute (self, _ ("change the form of the store"),
                             self->db->driver->begin_writing, error))
    return FALSE;
  /* another program may have done it meanwhile */
  if (_leren_store_query_integer (self, "PRAGMA user_version") != from)
    return _leren_store_execute (self, _ ("change the form of the store"), "ROLLBACK", error);
  done = self->in_memory || back_up (self, from, error);
  for (int version = from; done && version < to; version++)
    done = steps[version - from](self, error);
  done = done && _leren_store_execute (self, _ ("change the form of the store"), stamp, error) &&
         _leren_store_execute (self, _ ("change the form of the store"), "COMMIT", error);
  if (!done && _leren_connection_is_in_transaction (self->db))
    _leren_connection_execute (self->db, "ROLLBACK");
  return done;
}
