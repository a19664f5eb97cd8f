/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/leren-report.h"

#include "store/leren-async-private.h"

/* The twins of what can block. */

typedef struct {
  LerenStore *store;
  LerenScope *scope;
  char *language;
  gboolean pseudonymous;
  LerenPseudonymiser *pseudonymiser; /* NULL: by their role and a number, or by name */
  GOutputStream *stream;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->store);
  g_clear_object (&job->scope);
  g_clear_object (&job->pseudonymiser);
  g_object_unref (job->stream);
  g_free (job->language);
  g_free (job);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gboolean written =
    job->pseudonymiser != NULL
      ? leren_report_write_pseudonymous (job->store, job->scope, job->language, job->pseudonymiser,
                                         job->stream, cancellable, &error)
      : leren_report_write (job->store, job->scope, job->language, job->pseudonymous, job->stream,
                            cancellable, &error);

  _leren_task_return_boolean (task, written, error);
}

static void
start (LerenStore *store, LerenScope *scope, const char *language, gboolean pseudonymous,
       LerenPseudonymiser *pseudonymiser, GOutputStream *stream, gpointer tag,
       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = _leren_task_new (NULL, cancellable, callback, user_data, tag);
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (store);
  g_set_object (&job->scope, scope);
  job->language = g_strdup (language);
  job->pseudonymous = pseudonymous;
  g_set_object (&job->pseudonymiser, pseudonymiser);
  job->stream = g_object_ref (stream);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_in_thread);
}

/**
 * leren_report_write_async:
 * @store: a store
 * @scope: (nullable): what the report is about, or %NULL for everything; it must not change
 *   meanwhile
 * @language: (nullable): `en` or `nl`, or %NULL for the current locale
 * @pseudonymous: whether people are called by their role and a number, also within texts
 * @stream: where to write
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: (closure): data for @callback
 *
 * Writes a report as leren_report_write() does, without blocking.
 *
 * Since: 0.1
 */
void
leren_report_write_async (LerenStore *store, LerenScope *scope, const char *language,
                          gboolean pseudonymous, GOutputStream *stream, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (LEREN_IS_STORE (store));
  g_return_if_fail (scope == NULL || LEREN_IS_SCOPE (scope));
  g_return_if_fail (G_IS_OUTPUT_STREAM (stream));

  start (store, scope, language, pseudonymous, NULL, stream, leren_report_write_async, cancellable,
         callback, user_data);
}

/**
 * leren_report_write_finish:
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_report_write_async().
 *
 * Returns: %TRUE if it is written; otherwise %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_report_write_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * leren_report_write_pseudonymous_async:
 * @store: a store
 * @scope: (nullable): what the report is about, or %NULL for everything; it must not change
 *   meanwhile
 * @language: (nullable): `en` or `nl`, or %NULL for the current locale
 * @pseudonymiser: what people are called by; it must not change meanwhile
 * @stream: where to write
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: (closure): data for @callback
 *
 * Writes a report as leren_report_write_pseudonymous() does, without blocking.
 *
 * Since: 0.1
 */
void
leren_report_write_pseudonymous_async (LerenStore *store, LerenScope *scope, const char *language,
                                       LerenPseudonymiser *pseudonymiser, GOutputStream *stream,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_return_if_fail (LEREN_IS_STORE (store));
  g_return_if_fail (scope == NULL || LEREN_IS_SCOPE (scope));
  g_return_if_fail (LEREN_IS_PSEUDONYMISER (pseudonymiser));
  g_return_if_fail (G_IS_OUTPUT_STREAM (stream));

  start (store, scope, language, TRUE, pseudonymiser, stream, leren_report_write_pseudonymous_async,
         cancellable, callback, user_data);
}

/**
 * leren_report_write_pseudonymous_finish:
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_report_write_pseudonymous_async().
 *
 * Returns: %TRUE if it is written; otherwise %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_report_write_pseudonymous_finish (GAsyncResult *result, GError **error)
{
  return leren_report_write_finish (result, error);
}
