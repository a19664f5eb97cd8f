/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-unknown-record-private.h"
#include "store/leren-async-private.h"
#include "store/leren-query-private.h"

/* A task asks a copy, so that the query may be changed while it lasts. */
static void
start (LerenQuery *self, GCancellable *cancellable, GAsyncReadyCallback callback,
       gpointer user_data, gpointer tag, GTaskThreadFunc run)
{
  g_autoptr (GTask) task = _leren_task_new (self, cancellable, callback, user_data, tag);

  g_task_set_task_data (task, leren_query_copy (self), g_object_unref);
  g_task_run_in_thread (task, run);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GListModel *list = leren_query_run (data, cancellable, &error);

  _leren_task_return_object (task, list, error);
}

/**
 * leren_query_run_async:
 * @self: a query
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Finds the records without blocking, as leren_query_run() does. What is asked of the query meanwhile is not
 * asked of this run.
 *
 * Since: 0.1
 */
void
leren_query_run_async (LerenQuery *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (LEREN_IS_QUERY (self));
  start (self, cancellable, callback, user_data, leren_query_run_async, run_in_thread);
}

GListModel *
_leren_query_catch_up (GListModel *list, GError **error)
{
  g_autoptr (GListModel) caught_up = list;
  guint n_items = list != NULL ? g_list_model_get_n_items (list) : 0;

  for (guint i = 0; i < n_items; i++)
    {
      LerenRecord *read = g_list_model_get_item (list, i);
      g_autoptr (LerenRecord) record = _leren_record_catch_up (read, error);

      if (record == NULL)
        return NULL;
      if (record != read)
        g_list_store_splice (G_LIST_STORE (list), i, 1, (gpointer *) &record, 1);
    }
  return g_steal_pointer (&caught_up);
}

/**
 * leren_query_run_finish:
 * @self: a query
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_query_run_async().
 *
 * Returns: (transfer full): a list of #LerenRecord, or %NULL with an error
 *
 * Since: 0.1
 */
GListModel *
leren_query_run_finish (LerenQuery *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_QUERY (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return _leren_query_catch_up (g_task_propagate_pointer (G_TASK (result), error), error);
}

static void
count_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  const gint64 count = leren_query_count (data, cancellable, &error);

  _leren_task_return_count (task, count, error);
}

/**
 * leren_query_count_async:
 * @self: a query
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Counts without blocking, as leren_query_count() does.
 *
 * Since: 0.1
 */
void
leren_query_count_async (LerenQuery *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (LEREN_IS_QUERY (self));
  start (self, cancellable, callback, user_data, leren_query_count_async, count_in_thread);
}

/**
 * leren_query_count_finish:
 * @self: a query
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_query_count_async().
 *
 * Returns: how many records there are, or -1 with an error
 *
 * Since: 0.1
 */
gint64
leren_query_count_finish (LerenQuery *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_QUERY (self), -1);
  g_return_val_if_fail (g_task_is_valid (result, self), -1);
  return _leren_task_propagate_count (result, error);
}
