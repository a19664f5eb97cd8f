/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-time-private.h"
#include "store/leren-audit-private.h"
#include "store/leren-async-private.h"
#include "store/leren-sqlite-private.h"
#include "store/leren-store-open-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a backup is called in "store_info": this, and its path; _leren_store_list_copies() reads it. */
#define PREFIX "backup "

static gboolean
set_unwritable (const char *path, int number, GError **error)
{
  g_set_error (error, LEREN_ERROR,
               number == ENOSPC || number == EDQUOT ? LEREN_ERROR_FULL : LEREN_ERROR_READ_ONLY,
               _ ("cannot back up to %s: %s"), path, g_strerror (number));
  return FALSE;
}

static gboolean
set_exists (const char *path, GError **error)
{
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_EXISTS,
               _ ("cannot back up to %s: it exists already; choose another name, or say that it is "
                  "to be replaced"),
               path);
  return FALSE;
}

/* What is where the backup is to come: links are not followed, and folders and devices stay. */
static gboolean
look (LerenStore *self, const char *path, gboolean replace, GError **error)
{
  struct stat status, own;

  if (lstat (path, &status) != 0)
    return errno == ENOENT || set_unwritable (path, errno, error);
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_EXISTS,
                   _ ("cannot back up to %s: it is a link, a folder or a device; name a file"),
                   path);
      return FALSE;
    }
  if (!self->in_memory && stat (self->location, &own) == 0 && own.st_dev == status.st_dev &&
      own.st_ino == status.st_ino)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_EXISTS,
                   _ ("cannot back up to %s: it is the store itself; choose another name"), path);
      return FALSE;
    }
  return replace || set_exists (path, error);
}

static gboolean
change_list (LerenStore *self, const char *sql, const char *path, GError **error)
{
  g_autofree char *name = g_strconcat (PREFIX, path, NULL);
  g_autoptr (GDateTime) moment = g_date_time_new_now_utc ();
  g_autofree char *now = _leren_time_format (moment);
  LerenStatement *statement;
  gboolean changed = FALSE;

  if (self->read_only)
    return TRUE;
  if (!_leren_store_begin_step (self, error))
    return FALSE;
  statement = _leren_store_prepare (self, _ ("note a backup"), sql, error);
  if (statement != NULL)
    {
      _leren_statement_bind_text (statement, 1, name, -1);
      _leren_statement_bind_text (statement, 2, now, -1);
      changed = _leren_statement_step (statement) == LEREN_STEP_DONE;
      if (!changed)
        _leren_store_set_error (self, self->db, _ ("note a backup"), error);
      _leren_statement_free (statement);
    }
  return _leren_store_end_step (self, changed, error);
}

/* Before it is made: who erases a person has to find every copy, also one that was made when the
 * power went. */
static gboolean
remember (LerenStore *self, const char *path, GError **error)
{
  gboolean remembered = FALSE;

  if (_leren_store_lock (self, error) == NULL)
    return FALSE;
  if (self->reader != NULL)
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_FORBIDDEN,
                 _ ("cannot back up %s: it is open for “%s”, who may not see all of it; open it "
                    "without a participant"),
                 self->location, self->reader);
  else if (self->transaction != NULL || self->importing)
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_STATE,
                 _ ("cannot back up %s: a change is under way; commit it or roll it back first"),
                 self->location);
  else
    remembered = change_list (self,
                              "INSERT INTO store_info (name, value) VALUES (?1, ?2)"
                              " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                              path, error);
  _leren_store_unlock (self);
  return remembered;
}

static void
forget (LerenStore *self, const char *path)
{
  if (g_access (path, F_OK) == 0 || _leren_store_lock (self, NULL) == NULL)
    return;
  change_list (self, "DELETE FROM store_info WHERE name = ?1 AND ?2 IS NOT NULL", path, NULL);
  _leren_store_unlock (self);
}

/* A copy that is damaged is none, and must not take the place of a good one. */
static gboolean
check_copy (LerenStore *self, LerenConnection *copy, GError **error)
{
  LerenStatement *statement =
    _leren_connection_prepare (copy, "PRAGMA quick_check (1)", LEREN_PREPARE_ONCE);
  g_autofree char *said = NULL;
  gboolean whole;

  if (statement != NULL && _leren_statement_step (statement) == LEREN_STEP_ROW)
    said = g_strdup (_leren_statement_get_text (statement, 0));
  whole = g_strcmp0 (said, "ok") == 0;
  if (!whole)
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_CORRUPT,
                 _ ("cannot back up %s: it is damaged: %s; export what can be read of it"),
                 self->location,
                 said != NULL ? g_strdelimit (said, "\n", ' ') : _ ("it cannot be read"));
  _leren_statement_free (statement);
  return whole;
}

/* Into a file that is there and empty. Stores in memory have one connection, which nobody else can
 * use meanwhile. */
static gboolean
copy_to (LerenStore *self, const char *path, LerenSqliteSteps *steps, GError **error)
{
  LerenConnection *copy = _leren_sqlite_open (path, path, FALSE, error);
  LerenConnection *source = NULL;
  gboolean copied = FALSE;

  if (copy != NULL)
    source =
      self->in_memory ? _leren_store_lock (self, error) : _leren_store_connect (self, TRUE, error);
  if (source != NULL)
    {
      copied = _leren_sqlite_copy_in_steps (source, copy, steps);
      if (!copied && !g_cancellable_set_error_if_cancelled (steps->cancellable, error))
        _leren_store_set_error (self, copy, _ ("back up"), error);
      copied = copied && check_copy (self, copy, error);
      if (self->in_memory)
        _leren_store_unlock (self);
      else
        _leren_connection_close (source);
    }
  _leren_connection_close (copy);
  return copied;
}

/* Its name, once it is whole and on the disk. Without @replace a file that came meanwhile stays. */
static gboolean
give_name (const char *temporary, const char *path, gboolean replace, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int descriptor = g_open (temporary, O_RDONLY | O_CLOEXEC, 0);
  gboolean named = descriptor >= 0 && fsync (descriptor) == 0;
  gboolean linked = FALSE;

  if (descriptor >= 0)
    close (descriptor);
  if (named && !replace)
    {
      linked = link (temporary, path) == 0;
      if (!linked && errno == EEXIST)
        return set_exists (path, error);
    }
  /* not all file systems have links */
  if (named && !linked)
    named = g_rename (temporary, path) == 0;
  if (!named)
    return set_unwritable (path, errno, error);
  descriptor = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  named = descriptor >= 0 && fsync (descriptor) == 0;
  if (!named)
    set_unwritable (path, errno, error);
  if (descriptor >= 0)
    close (descriptor);
  return named;
}

static gboolean
make_backup (LerenStore *self, const char *path, gboolean replace, LerenSqliteSteps *steps,
             GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *hidden = g_strdup_printf (".%.200s.XXXXXX", name);
  g_autofree char *temporary = g_build_filename (folder, hidden, NULL);
  int descriptor = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  gboolean made;

  if (descriptor < 0)
    return set_unwritable (path, errno, error);
  close (descriptor);
  made = copy_to (self, temporary, steps, error) && give_name (temporary, path, replace, error);
  g_unlink (temporary);
  return made;
}

/**
 * leren_store_backup:
 * @self: a store
 * @path: where the backup is to be
 * @replace: whether a file that is there already is replaced
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @progress_callback: (scope call) (nullable) (closure progress_data): told how many bytes were
 *   copied and how many there are, or %NULL; where others write meanwhile, it can begin anew
 * @progress_data: data for @progress_callback
 * @error: return location for a #GError
 *
 * Makes a copy of the store as it is at one moment, while others may go on reading and writing. The
 * copy is a store as well. It can be read by its owner alone, and has its name once it is whole, was
 * checked, and is on the disk. The store remembers where its backups are, because who is erased from it
 * must be erased from them too: then they are removed. Where somebody worked in one of them since, nothing is erased
 * before that is merged: leren_store_merge().
 *
 * Returns: %TRUE if the backup is there; otherwise %FALSE with #LEREN_ERROR_EXISTS where @path is taken,
 *   #LEREN_ERROR_CORRUPT where the store is damaged, #LEREN_ERROR_FORBIDDEN where it is open for a
 *   participant, or another error, and what was at @path is as it was
 *
 * Since: 0.1
 */
gboolean
leren_store_backup (LerenStore *self, const char *path, gboolean replace, GCancellable *cancellable,
                    GFileProgressCallback progress_callback, gpointer progress_data, GError **error)
{
  g_autofree char *full = NULL;
  LerenSqliteSteps steps = { progress_callback, progress_data, cancellable };

  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (!_leren_store_must_be_file (self, _ ("make a copy"), "pg_dump", error))
    return FALSE;

  full = g_canonicalize_filename (path, NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !look (self, full, replace, error) || !_leren_audit_all (self, "backup", error) ||
      !remember (self, full, error))
    return FALSE;
  if (make_backup (self, full, replace, &steps, error))
    return TRUE;
  forget (self, full);
  return FALSE;
}

typedef struct {
  char *path;
  gboolean replace;
} Job;

static void
job_free (Job *job)
{
  g_free (job->path);
  g_free (job);
}

static void
backup_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gboolean made =
    leren_store_backup (source, job->path, job->replace, cancellable, NULL, NULL, &error);

  _leren_task_return_boolean (task, made, error);
}

/**
 * leren_store_backup_async:
 * @self: a store
 * @path: where the backup is to be
 * @replace: whether a file that is there already is replaced
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Makes a copy of the store without blocking, as leren_store_backup() does.
 *
 * Since: 0.1
 */
void
leren_store_backup_async (LerenStore *self, const char *path, gboolean replace,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (LEREN_IS_STORE (self));
  g_return_if_fail (path != NULL);

  task = _leren_task_new (self, cancellable, callback, user_data, leren_store_backup_async);
  job = g_new0 (Job, 1);
  job->path = g_canonicalize_filename (path, NULL);
  job->replace = replace;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, backup_in_thread);
}

/**
 * leren_store_backup_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_backup_async().
 *
 * Returns: %TRUE if the backup is there; otherwise %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_store_backup_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
