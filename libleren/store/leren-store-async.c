/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-unknown-record-private.h"
#include "store/leren-async-private.h"
#include "store/leren-store-open-private.h"
#include "store/leren-transaction-private.h"

/* The twins of what can block: the same work on a thread of GTask's pool. */

typedef struct {
  char *text; /* a location or an id */
  char *reader;
  LerenStoreFlags flags;
  GThread *thread; /* that asked for it */
  LerenPreparedSave *save;
  LerenPreparedBatch *batch; /* or several of them */
  LerenFramework *framework;
} Job;

static void
job_free (Job *job)
{
  g_free (job->text);
  g_free (job->reader);
  g_clear_pointer (&job->save, _leren_prepared_save_free);
  g_clear_pointer (&job->batch, _leren_prepared_batch_free);
  g_clear_object (&job->framework);
  g_free (job);
}

static GTask *
task_new (gpointer source, GCancellable *cancellable, GAsyncReadyCallback callback,
          gpointer user_data, gpointer tag)
{
  GTask *task = _leren_task_new (source, cancellable, callback, user_data, tag);

  g_task_set_task_data (task, g_new0 (Job, 1), (GDestroyNotify) job_free);
  return task;
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  LerenStore *store = _leren_store_open (job->text, job->flags, job->reader, cancellable, &error);

  /* changes are told where the caller asked for the store, not on this thread */
  if (store != NULL)
    {
      g_main_context_unref (store->context);
      store->context = g_main_context_ref (g_task_get_context (task));
      store->thread = job->thread;
    }
  _leren_task_return_object (task, store, error);
}

static void
open_async (const char *location, LerenStoreFlags flags, const char *participant,
            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data,
            gpointer tag)
{
  g_autoptr (GTask) task = task_new (NULL, cancellable, callback, user_data, tag);
  Job *job = g_task_get_task_data (task);

  job->text = g_strdup (location);
  job->reader = g_strdup (participant);
  job->flags = flags;
  job->thread = g_thread_self ();
  g_task_run_in_thread (task, open_in_thread);
}

/**
 * leren_store_open_async:
 * @location: the path of a file, or `:memory:`
 * @flags: how to open it
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Opens a store without blocking, as leren_store_open() does.
 *
 * Since: 0.1
 */
void
leren_store_open_async (const char *location, LerenStoreFlags flags, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (location != NULL);

  open_async (location, flags, NULL, cancellable, callback, user_data, leren_store_open_async);
}

/**
 * leren_store_open_finish:
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_open_async().
 *
 * Returns: (transfer full): the store, or %NULL with an error
 *
 * Since: 0.1
 */
LerenStore *
leren_store_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * leren_store_open_as_async:
 * @location: the path of a file
 * @flags: how to open it
 * @participant: the id of the participant who will read and write
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Opens a store in the name of a participant without blocking, as leren_store_open_as() does.
 *
 * Since: 0.1
 */
void
leren_store_open_as_async (const char *location, LerenStoreFlags flags, const char *participant,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (location != NULL);
  g_return_if_fail (participant != NULL);

  open_async (location, flags, participant, cancellable, callback, user_data,
              leren_store_open_as_async);
}

/**
 * leren_store_open_as_finish:
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_open_as_async().
 *
 * Returns: (transfer full): the store, or %NULL with an error
 *
 * Since: 0.1
 */
LerenStore *
leren_store_open_as_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
save_now (LerenStore *self, GTask *task)
{
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean saved = !g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error) &&
                   (job->batch != NULL ? _leren_store_save_batch (self, job->batch, &error)
                                       : _leren_store_save_prepared (self, job->save, &error));

  _leren_task_return_boolean (task, saved, error);
}

/* The threads of the pool come to the store in any order. What was asked first is saved first: who has
 * the store takes the oldest that waits. */
static void
save_oldest (GTask *carrier, gpointer source, gpointer data, GCancellable *cancellable)
{
  LerenStore *self = source;
  g_autoptr (GTask) task = NULL;
  gboolean locked = _leren_store_lock (self, NULL) != NULL;

  task = g_async_queue_pop (self->waiting_saves);
  save_now (self, task);
  if (locked)
    _leren_store_unlock (self);
  g_task_return_boolean (carrier, TRUE);
}

/* Takes the error: where there is one, there is nothing to save. */
static void
queue_save (LerenStore *self, GTask *task, GError *error)
{
  g_autoptr (GTask) carrier = NULL;

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  carrier = g_task_new (self, NULL, NULL, NULL);
  g_async_queue_push (self->waiting_saves, g_object_ref (task));
  g_task_run_in_thread (carrier, save_oldest);
}

static void
save_async (LerenStore *self, LerenRecord *record, gboolean forced, GCancellable *cancellable,
            GAsyncReadyCallback callback, gpointer user_data, gpointer tag)
{
  g_autoptr (GTask) task = task_new (self, cancellable, callback, user_data, tag);
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->save = _leren_prepared_save_new (record, forced, &error);
  queue_save (self, task, error);
}

static gboolean
save_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (job->batch != NULL)
    _leren_prepared_batch_apply (job->batch, self);
  else
    _leren_prepared_save_apply (job->save, self);
  return TRUE;
}

/**
 * leren_store_save_async:
 * @self: a store
 * @record: the record to save
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Saves a record without blocking, as leren_store_save() does. The record is read before this returns: what is
 * changed in it afterwards is not saved. Saves that are asked for while others wait are done after those.
 *
 * Since: 0.1
 */
void
leren_store_save_async (LerenStore *self, LerenRecord *record, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (LEREN_IS_STORE (self));
  g_return_if_fail (LEREN_IS_RECORD (record));

  save_async (self, record, FALSE, cancellable, callback, user_data, leren_store_save_async);
}

/**
 * leren_store_save_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_save_async().
 *
 * Returns: %TRUE if it is saved; otherwise %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_store_save_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return save_finish (self, result, error);
}

/**
 * leren_store_save_all_async:
 * @self: a store
 * @records: (array length=n_records): the records to save
 * @n_records: how many there are
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Saves several records without blocking, all or none, as leren_store_save_all() does. They are read before this returns: what
 * is changed in them afterwards is not saved.
 *
 * Since: 0.1
 */
void
leren_store_save_all_async (LerenStore *self, LerenRecord **records, guint n_records,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Job *job;

  g_return_if_fail (LEREN_IS_STORE (self));
  g_return_if_fail (records != NULL || n_records == 0);
  for (guint i = 0; i < n_records; i++)
    g_return_if_fail (LEREN_IS_RECORD (records[i]));

  task = task_new (self, cancellable, callback, user_data, leren_store_save_all_async);
  job = g_task_get_task_data (task);
  job->batch = _leren_prepared_batch_new (records, n_records, &error);
  queue_save (self, task, error);
}

/**
 * leren_store_save_all_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_save_all_async().
 *
 * Returns: %TRUE if they are saved; otherwise %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_store_save_all_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return save_finish (self, result, error);
}

/**
 * leren_store_overwrite_async:
 * @self: a store
 * @record: the record to save
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Saves a record without blocking, whatever became of it since it was read, as leren_store_overwrite() does. The record is read before this returns: what is
 * changed in it afterwards is not saved.
 *
 * Since: 0.1
 */
void
leren_store_overwrite_async (LerenStore *self, LerenRecord *record, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (LEREN_IS_STORE (self));
  g_return_if_fail (LEREN_IS_RECORD (record));

  save_async (self, record, TRUE, cancellable, callback, user_data, leren_store_overwrite_async);
}

/**
 * leren_store_overwrite_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_overwrite_async().
 *
 * Returns: %TRUE if it is saved; otherwise %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_store_overwrite_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return save_finish (self, result, error);
}

static void
get_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  LerenRecord *record = leren_store_get (source, job->text, cancellable, &error);

  _leren_task_return_object (task, record, error);
}

/**
 * leren_store_get_async:
 * @self: a store
 * @id: the id of a record
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Reads a record without blocking, as leren_store_get() does.
 *
 * Since: 0.1
 */
void
leren_store_get_async (LerenStore *self, const char *id, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LEREN_IS_STORE (self));
  g_return_if_fail (id != NULL);

  task = task_new (self, cancellable, callback, user_data, leren_store_get_async);
  ((Job *) g_task_get_task_data (task))->text = g_strdup (id);
  g_task_run_in_thread (task, get_in_thread);
}

/**
 * leren_store_get_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_get_async().
 *
 * Returns: (transfer full): the record, or %NULL with an error
 *
 * Since: 0.1
 */
LerenRecord *
leren_store_get_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  LerenRecord *record;

  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  record = g_task_propagate_pointer (G_TASK (result), error);
  return record != NULL ? _leren_record_catch_up (record, error) : NULL;
}

static void
delete_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gboolean deleted = leren_store_delete (source, job->text, cancellable, &error);

  _leren_task_return_boolean (task, deleted, error);
}

/**
 * leren_store_delete_async:
 * @self: a store
 * @id: the id of a record
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Deletes a record without blocking, as leren_store_delete() does.
 *
 * Since: 0.1
 */
void
leren_store_delete_async (LerenStore *self, const char *id, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LEREN_IS_STORE (self));
  g_return_if_fail (id != NULL);

  task = task_new (self, cancellable, callback, user_data, leren_store_delete_async);
  ((Job *) g_task_get_task_data (task))->text = g_strdup (id);
  g_task_run_in_thread (task, delete_in_thread);
}

/**
 * leren_store_delete_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_delete_async().
 *
 * Returns: %TRUE if it is gone; otherwise %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_store_delete_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
check_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char **problems = leren_store_check (source, cancellable, &error);

  if (problems != NULL)
    g_task_return_pointer (task, problems, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

/**
 * leren_store_check_async:
 * @self: a store
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Checks a store without blocking, as leren_store_check() does.
 *
 * Since: 0.1
 */
void
leren_store_check_async (LerenStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LEREN_IS_STORE (self));

  task = task_new (self, cancellable, callback, user_data, leren_store_check_async);
  g_task_run_in_thread (task, check_in_thread);
}

/**
 * leren_store_check_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_check_async().
 *
 * Returns: (array zero-terminated=1) (transfer full): what is wrong, empty where nothing is, or %NULL with an error
 *
 * Since: 0.1
 */
char **
leren_store_check_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
close_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gboolean closed = leren_store_close (source, &error);

  _leren_task_return_boolean (task, closed, error);
}

/**
 * leren_store_close_async:
 * @self: a store
 * @cancellable: (nullable): a #GCancellable, or %NULL; cancelled before it begins, the store stays open
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Closes the store without blocking, as leren_store_close() does.
 *
 * Since: 0.1
 */
void
leren_store_close_async (LerenStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LEREN_IS_STORE (self));

  task = task_new (self, cancellable, callback, user_data, leren_store_close_async);
  if (!g_task_return_error_if_cancelled (task))
    g_task_run_in_thread (task, close_in_thread);
}

/**
 * leren_store_close_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_close_async().
 *
 * Returns: %TRUE if it is closed; otherwise %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_store_close_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
count_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gint64 count = leren_store_count (source, job->text, &error);

  _leren_task_return_count (task, count, error);
}

/**
 * leren_store_count_async:
 * @self: a store
 * @record_type: (nullable): the name of a record type, or %NULL to count all records
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Counts records without blocking, as leren_store_count() does.
 *
 * Since: 0.1
 */
void
leren_store_count_async (LerenStore *self, const char *record_type, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LEREN_IS_STORE (self));

  task = task_new (self, cancellable, callback, user_data, leren_store_count_async);
  ((Job *) g_task_get_task_data (task))->text = g_strdup (record_type);
  if (!g_task_return_error_if_cancelled (task))
    g_task_run_in_thread (task, count_in_thread);
}

/**
 * leren_store_count_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_count_async().
 *
 * Returns: how many there are, or -1 with an error
 *
 * Since: 0.1
 */
gint64
leren_store_count_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), -1);
  g_return_val_if_fail (g_task_is_valid (result, self), -1);
  return _leren_task_propagate_count (result, error);
}

static void
add_framework_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gboolean added = leren_store_add_framework (source, job->framework, &error);

  _leren_task_return_boolean (task, added, error);
}

/**
 * leren_store_add_framework_async:
 * @self: a store
 * @framework: a framework of the user's own
 * @cancellable: (nullable): a #GCancellable, or %NULL; cancelled before it begins, nothing is added
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Adds a framework without blocking, as leren_store_add_framework() does.
 *
 * Since: 0.1
 */
void
leren_store_add_framework_async (LerenStore *self, LerenFramework *framework,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LEREN_IS_STORE (self));
  g_return_if_fail (LEREN_IS_FRAMEWORK (framework));

  task = task_new (self, cancellable, callback, user_data, leren_store_add_framework_async);
  ((Job *) g_task_get_task_data (task))->framework = g_object_ref (framework);
  if (!g_task_return_error_if_cancelled (task))
    g_task_run_in_thread (task, add_framework_in_thread);
}

/**
 * leren_store_add_framework_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_add_framework_async().
 *
 * Returns: %TRUE if it is there now; otherwise %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_store_add_framework_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
