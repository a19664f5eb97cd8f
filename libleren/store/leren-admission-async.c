/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-admission.h"
#include "store/leren-async-private.h"

/* The twins of who is let in: the same work on a thread of GTask's pool. */

typedef struct {
  char *participant;
  char *role;
} Job;

static void
job_free (Job *job)
{
  g_free (job->participant);
  g_free (job->role);
  g_free (job);
}

static void
begin (LerenStore *self, const char *participant, const char *role, GTaskThreadFunc work,
       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data, gpointer tag)
{
  g_autoptr (GTask) task = _leren_task_new (self, cancellable, callback, user_data, tag);
  Job *job = g_new (Job, 1);

  job->participant = g_strdup (participant);
  job->role = g_strdup (role);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, work);
}

static void
return_text (GTask *task, gpointer text, GDestroyNotify free_text, GError *error)
{
  if (text != NULL)
    g_task_return_pointer (task, text, free_text);
  else
    g_task_return_error (task, error);
}

static void
admit_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  gboolean done = leren_store_admit (source, job->participant, job->role, cancellable, &error);

  _leren_task_return_boolean (task, done, error);
}

static void
withdraw_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  gboolean done = leren_store_withdraw (source, job->role, cancellable, &error);

  _leren_task_return_boolean (task, done, error);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char **roles = leren_store_list_admitted (source, cancellable, &error);

  return_text (task, roles, (GDestroyNotify) g_strfreev, error);
}

static void
dup_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  char *participant = leren_store_dup_admitted (source, job->role, cancellable, &error);

  return_text (task, participant, g_free, error);
}

/**
 * leren_store_admit_async:
 * @self: a store on a server, opened by who owns it
 * @participant: the id of a participant
 * @role: a role of the server that may log in, and may do nothing else with this store
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Lets a participant in without blocking, as leren_store_admit() does.
 *
 * Since: 0.1
 */
void
leren_store_admit_async (LerenStore *self, const char *participant, const char *role,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (LEREN_IS_STORE (self));
  g_return_if_fail (participant != NULL && role != NULL);

  begin (self, participant, role, admit_in_thread, cancellable, callback, user_data,
         leren_store_admit_async);
}

/**
 * leren_store_admit_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_admit_async().
 *
 * Returns: %TRUE if they are let in, %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_store_admit_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * leren_store_withdraw_async:
 * @self: a store on a server, opened by who owns it
 * @role: a role of the server that was let in
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Lets somebody in no more without blocking, as leren_store_withdraw() does.
 *
 * Since: 0.1
 */
void
leren_store_withdraw_async (LerenStore *self, const char *role, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (LEREN_IS_STORE (self));
  g_return_if_fail (role != NULL);

  begin (self, NULL, role, withdraw_in_thread, cancellable, callback, user_data,
         leren_store_withdraw_async);
}

/**
 * leren_store_withdraw_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_withdraw_async().
 *
 * Returns: %TRUE if they are out, %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_store_withdraw_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * leren_store_list_admitted_async:
 * @self: a store on a server, opened by who owns it
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Tells who is let in without blocking, as leren_store_list_admitted() does.
 *
 * Since: 0.1
 */
void
leren_store_list_admitted_async (LerenStore *self, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (LEREN_IS_STORE (self));

  begin (self, NULL, NULL, list_in_thread, cancellable, callback, user_data,
         leren_store_list_admitted_async);
}

/**
 * leren_store_list_admitted_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_list_admitted_async().
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of roles, or %NULL with an error
 *
 * Since: 0.1
 */
char **
leren_store_list_admitted_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * leren_store_dup_admitted_async:
 * @self: a store on a server, opened by who owns it
 * @role: a role of the server
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Tells as whom a role is let in without blocking, as leren_store_dup_admitted() does.
 *
 * Since: 0.1
 */
void
leren_store_dup_admitted_async (LerenStore *self, const char *role, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (LEREN_IS_STORE (self));
  g_return_if_fail (role != NULL);

  begin (self, NULL, role, dup_in_thread, cancellable, callback, user_data,
         leren_store_dup_admitted_async);
}

/**
 * leren_store_dup_admitted_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_dup_admitted_async().
 *
 * Returns: (transfer full): the id of the participant, or %NULL with an error
 *
 * Since: 0.1
 */
char *
leren_store_dup_admitted_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
