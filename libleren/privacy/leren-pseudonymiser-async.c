/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-pseudonymiser.h"

#include "store/leren-async-private.h"

/* The twins of what can block. */

typedef struct {
  LerenStore *store;
  GObject *into; /* a store, or a stream */
  LerenFormat format;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->store);
  g_object_unref (job->into);
  g_free (job);
}

static void
run_in_thread (LerenPseudonymiser *self, LerenStore *store, gpointer into, LerenFormat format,
               gpointer tag, GTaskThreadFunc function, GCancellable *cancellable,
               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = _leren_task_new (self, cancellable, callback, user_data, tag);
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (store);
  job->into = g_object_ref (into);
  job->format = format;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, function);
}

static void
copy_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done =
    leren_pseudonymiser_copy (source, job->store, LEREN_STORE (job->into), cancellable, &error);

  _leren_task_return_boolean (task, done, error);
}

/**
 * leren_pseudonymiser_copy_async:
 * @self: a pseudonymiser
 * @store: the store to read
 * @copy: the store to write to
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Copies without blocking, as leren_pseudonymiser_copy() does.
 *
 * Since: 0.1
 */
void
leren_pseudonymiser_copy_async (LerenPseudonymiser *self, LerenStore *store, LerenStore *copy,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (LEREN_IS_PSEUDONYMISER (self));
  g_return_if_fail (LEREN_IS_STORE (store));
  g_return_if_fail (LEREN_IS_STORE (copy));

  run_in_thread (self, store, copy, LEREN_FORMAT_JSON_LINES, leren_pseudonymiser_copy_async,
                 copy_in_thread, cancellable, callback, user_data);
}

/**
 * leren_pseudonymiser_copy_finish:
 * @self: a pseudonymiser
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_pseudonymiser_copy_async().
 *
 * Returns: %TRUE if everything is there; otherwise %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_pseudonymiser_copy_finish (LerenPseudonymiser *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_PSEUDONYMISER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
export_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done = leren_pseudonymiser_export (source, job->store, G_OUTPUT_STREAM (job->into),
                                              job->format, cancellable, &error);

  _leren_task_return_boolean (task, done, error);
}

/**
 * leren_pseudonymiser_export_async:
 * @self: a pseudonymiser
 * @store: the store to read
 * @stream: where to write
 * @format: #LEREN_FORMAT_JSON or #LEREN_FORMAT_JSON_LINES
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Writes without blocking, as leren_pseudonymiser_export() does.
 *
 * Since: 0.1
 */
void
leren_pseudonymiser_export_async (LerenPseudonymiser *self, LerenStore *store,
                                  GOutputStream *stream, LerenFormat format,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (LEREN_IS_PSEUDONYMISER (self));
  g_return_if_fail (LEREN_IS_STORE (store));
  g_return_if_fail (G_IS_OUTPUT_STREAM (stream));

  run_in_thread (self, store, stream, format, leren_pseudonymiser_export_async, export_in_thread,
                 cancellable, callback, user_data);
}

/**
 * leren_pseudonymiser_export_finish:
 * @self: a pseudonymiser
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_pseudonymiser_export_async().
 *
 * Returns: %TRUE if everything is written; otherwise %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_pseudonymiser_export_finish (LerenPseudonymiser *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_PSEUDONYMISER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
