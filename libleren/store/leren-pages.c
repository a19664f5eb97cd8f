/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-audit-private.h"
#include "store/leren-pages.h"

#include "store/leren-async-private.h"
#include "store/leren-query-private.h"

#include <glib/gi18n-lib.h>

/**
 * LerenPages:
 *
 * What a query finds, some records at a time, for lists that are too long to hold.
 *
 * Which records there are, and their order, is settled when the first page is asked for. A record that is
 * deleted later, or that the query would not find any more, is left out; what comes later is not looked for. So no
 * record comes twice and none is passed over, also where those of one page are changed or deleted before the
 * next one is read.
 *
 * Since: 0.1
 */
struct _LerenPages {
  GObject parent_instance;

  LerenQuery *query;
  guint n_records;

  /* under the store's lock */
  GArray *rows; /* gint64; NULL before the first page */
  guint at;
};

G_DEFINE_FINAL_TYPE (LerenPages, leren_pages, G_TYPE_OBJECT)

static void
leren_pages_finalize (GObject *object)
{
  LerenPages *self = LEREN_PAGES (object);

  g_clear_object (&self->query);
  g_clear_pointer (&self->rows, g_array_unref);
  G_OBJECT_CLASS (leren_pages_parent_class)->finalize (object);
}

static void
leren_pages_class_init (LerenPagesClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_pages_finalize;
}

static void
leren_pages_init (LerenPages *self)
{
}

/**
 * leren_pages_new:
 * @query: what to ask; it is copied
 * @n_records: how many records a page has at most; 0 for as many as are handy
 *
 * Makes pages of what a query finds.
 *
 * Returns: (transfer full): the pages
 *
 * Since: 0.1
 */
LerenPages *
leren_pages_new (LerenQuery *query, guint n_records)
{
  LerenPages *self;

  g_return_val_if_fail (LEREN_IS_QUERY (query), NULL);

  self = g_object_new (LEREN_TYPE_PAGES, NULL);
  self->query = leren_query_copy (query);
  self->n_records = n_records > 0 ? n_records : 500;
  return self;
}

static gboolean
fail (LerenPages *self, GError **error)
{
  LerenStore *store = leren_query_get_store (self->query);

  _leren_store_set_error (store, store->db, _ ("query"), error);
  return FALSE;
}

static gboolean
find_rows (LerenPages *self, LerenStoreTable *table, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  LerenStatement *statement = _leren_query_prepare (self->query, table, "t._rowid_", error);
  LerenStep result;

  if (statement == NULL)
    return FALSE;
  while ((result = _leren_statement_step (statement)) == LEREN_STEP_ROW &&
         !g_cancellable_is_cancelled (cancellable))
    {
      const gint64 row = _leren_statement_get_integer (statement, 0);
      g_array_append_val (rows, row);
    }
  _leren_statement_free (statement);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (result != LEREN_STEP_DONE)
    return fail (self, error);
  self->rows = g_steal_pointer (&rows);
  return TRUE;
}

static gboolean
read_page (LerenPages *self, LerenStoreTable *table, GListStore *page, GCancellable *cancellable,
           GError **error)
{
  LerenStatement *statement = _leren_query_prepare_one (self->query, table, error);
  guint at = self->at;
  gboolean going_on = statement != NULL;

  while (going_on && at < self->rows->len &&
         g_list_model_get_n_items (G_LIST_MODEL (page)) < self->n_records)
    {
      g_autoptr (LerenRecord) record = NULL;
      LerenStep result;

      _leren_statement_reset (statement);
      _leren_statement_bind_integer (statement, 1, g_array_index (self->rows, gint64, at++));
      result = _leren_statement_step (statement);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        going_on = FALSE;
      else if (result == LEREN_STEP_ROW)
        {
          record = _leren_query_read (self->query, table, statement, error);
          going_on = record != NULL;
        }
      else if (result != LEREN_STEP_DONE)
        going_on = fail (self, error);
      if (record != NULL)
        g_list_store_append (page, record);
    }
  _leren_statement_free (statement);
  /* a page that failed can be asked for again */
  if (going_on)
    self->at = at;
  return going_on;
}

/**
 * leren_pages_next:
 * @self: pages
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Reads the next page.
 *
 * Returns: (transfer full): a list of #LerenRecord, which is empty where there are no more, or %NULL with an error
 *   of the store
 *
 * Since: 0.1
 */
GListModel *
leren_pages_next (LerenPages *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GListStore) page = NULL;
  LerenStoreTable *table;
  LerenStore *store;
  gboolean read;

  g_return_val_if_fail (LEREN_IS_PAGES (self), NULL);

  store = leren_query_get_store (self->query);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      _leren_store_lock (store, error) == NULL)
    return NULL;
  page = g_list_store_new (LEREN_TYPE_RECORD);
  /* an own type of which nothing was saved yet has no table */
  read = _leren_query_find_table (self->query, &table, error) &&
         (table == NULL || ((self->rows != NULL || find_rows (self, table, cancellable, error)) &&
                            read_page (self, table, page, cancellable, error))) &&
         _leren_audit_list (store, "page", G_LIST_MODEL (page), error);
  _leren_store_unlock (store);
  return read ? G_LIST_MODEL (g_steal_pointer (&page)) : NULL;
}

static void
next_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GListModel *page = leren_pages_next (source, cancellable, &error);

  _leren_task_return_object (task, page, error);
}

/**
 * leren_pages_next_async:
 * @self: pages
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Reads the next page without blocking, as leren_pages_next() does.
 *
 * Since: 0.1
 */
void
leren_pages_next_async (LerenPages *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LEREN_IS_PAGES (self));

  task = _leren_task_new (self, cancellable, callback, user_data, leren_pages_next_async);
  g_task_run_in_thread (task, next_in_thread);
}

/**
 * leren_pages_next_finish:
 * @self: pages
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_pages_next_async().
 *
 * Returns: (transfer full): a list of #LerenRecord, or %NULL with an error
 *
 * Since: 0.1
 */
GListModel *
leren_pages_next_finish (LerenPages *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_PAGES (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return _leren_query_catch_up (g_task_propagate_pointer (G_TASK (result), error), error);
}
