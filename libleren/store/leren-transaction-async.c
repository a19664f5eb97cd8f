/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-async-private.h"
#include "store/leren-transaction-private.h"

/* The twins of a transaction's calls. */

static void
begin_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  LerenTransaction *transaction = leren_store_begin (source, &error);

  _leren_task_return_object (task, transaction, error);
}

/**
 * leren_store_begin_async:
 * @self: a store
 * @cancellable: (nullable): a #GCancellable, or %NULL; cancelled before it begins, there is no transaction
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Begins a transaction without blocking, as leren_store_begin() does.
 *
 * Since: 0.1
 */
void
leren_store_begin_async (LerenStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LEREN_IS_STORE (self));

  task = _leren_task_new (self, cancellable, callback, user_data, leren_store_begin_async);
  if (!g_task_return_error_if_cancelled (task))
    g_task_run_in_thread (task, begin_in_thread);
}

/**
 * leren_store_begin_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_begin_async().
 *
 * Returns: (transfer full): the transaction, or %NULL with an error
 *
 * Since: 0.1
 */
LerenTransaction *
leren_store_begin_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
commit_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gboolean committed = !g_cancellable_set_error_if_cancelled (cancellable, &error) &&
                       leren_transaction_commit (source, &error);

  _leren_task_return_boolean (task, committed, error);
}

/**
 * leren_transaction_commit_async:
 * @self: a transaction
 * @cancellable: (nullable): a #GCancellable, or %NULL; cancelled before it begins, nothing is committed
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Keeps all changes without blocking, as leren_transaction_commit() does.
 *
 * Since: 0.1
 */
void
leren_transaction_commit_async (LerenTransaction *self, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LEREN_IS_TRANSACTION (self));

  task = _leren_task_new (self, cancellable, callback, user_data, leren_transaction_commit_async);
  g_task_run_in_thread (task, commit_in_thread);
}

/**
 * leren_transaction_commit_finish:
 * @self: a transaction
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_transaction_commit_async().
 *
 * Returns: %TRUE if everything is safely kept; otherwise %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_transaction_commit_finish (LerenTransaction *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_TRANSACTION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
roll_back_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gboolean undone = leren_transaction_roll_back (source, &error);

  _leren_task_return_boolean (task, undone, error);
}

/**
 * leren_transaction_roll_back_async:
 * @self: a transaction
 * @cancellable: (nullable): a #GCancellable, or %NULL; cancelled before it begins, the transaction goes on
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Undoes all changes without blocking, as leren_transaction_roll_back() does.
 *
 * Since: 0.1
 */
void
leren_transaction_roll_back_async (LerenTransaction *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LEREN_IS_TRANSACTION (self));

  task =
    _leren_task_new (self, cancellable, callback, user_data, leren_transaction_roll_back_async);
  if (!g_task_return_error_if_cancelled (task))
    g_task_run_in_thread (task, roll_back_in_thread);
}

/**
 * leren_transaction_roll_back_finish:
 * @self: a transaction
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_transaction_roll_back_async().
 *
 * Returns: %TRUE if the store is as it was; otherwise %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_transaction_roll_back_finish (LerenTransaction *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_TRANSACTION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
