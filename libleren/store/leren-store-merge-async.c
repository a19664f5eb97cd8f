/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-async-private.h"
#include "store/leren-merge.h"

typedef struct {
  LerenStore *other;
  LerenMergeRule rule;
  LerenMerge *decided;
  gboolean dry_run;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->other);
  g_clear_object (&job->decided);
  g_free (job);
}

static void
merge_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  LerenMerge *merge = leren_store_merge (source, job->other, job->rule, job->decided, job->dry_run,
                                         cancellable, NULL, NULL, &error);

  _leren_task_return_object (task, merge, error);
}

/**
 * leren_store_merge_async:
 * @self: the store to merge into
 * @other: another copy of it
 * @rule: what holds where both changed the same
 * @decided: (nullable): what came of trying this before, or %NULL
 * @dry_run: whether only to try
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Brings two copies of a store together without blocking, as leren_store_merge() does.
 *
 * Since: 0.1
 */
void
leren_store_merge_async (LerenStore *self, LerenStore *other, LerenMergeRule rule,
                         LerenMerge *decided, gboolean dry_run, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (LEREN_IS_STORE (self));
  g_return_if_fail (LEREN_IS_STORE (other));
  g_return_if_fail (decided == NULL || LEREN_IS_MERGE (decided));

  task = _leren_task_new (self, cancellable, callback, user_data, leren_store_merge_async);
  job = g_new0 (Job, 1);
  job->other = g_object_ref (other);
  job->rule = rule;
  g_set_object (&job->decided, decided);
  job->dry_run = dry_run;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, merge_in_thread);
}

/**
 * leren_store_merge_finish:
 * @self: the store that was merged into
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_merge_async().
 *
 * Returns: (transfer full): what came of it, or %NULL with an error
 *
 * Since: 0.1
 */
LerenMerge *
leren_store_merge_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
