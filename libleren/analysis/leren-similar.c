/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-similar-private.h"

#include <glib/gi18n-lib.h>

/**
 * LerenSimilar:
 *
 * Earlier cases like an asked one, the most similar first, as a #GListModel of #LerenSimilarCase.
 *
 * This is the retrieval of case-based reasoning (Aamodt and Plaza, 1994), by the local-global principle
 * (Richter, 1995): each #LerenSimilarPart gives a local similarity from 0 to 1, and the similarity of the
 * two cases is their weighted mean. It is taken over the parts that the asked case has; what another
 * case has nothing of, the two do not share, and it counts as 0. So a case about which little was written
 * down is never more similar for that.
 *
 * A closed case of which an action was looked back on comes earlier than its similarity alone would put
 * it (leren_similar_settings_set_bonus()). Cases with equal scores come in the order in which they were
 * stored. A case that shares nothing with the asked one is left out.
 *
 * Since: 0.1
 */

static GType
get_item_type (GListModel *model)
{
  return LEREN_TYPE_SIMILAR_CASE;
}

static guint
get_n_items (GListModel *model)
{
  return LEREN_SIMILAR (model)->hits->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  LerenSimilar *self = LEREN_SIMILAR (model);

  return position < self->hits->len ? g_object_ref (g_ptr_array_index (self->hits, position))
                                    : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LerenSimilar, leren_similar, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
leren_similar_finalize (GObject *object)
{
  LerenSimilar *self = LEREN_SIMILAR (object);

  g_free (self->case_id);
  g_free (self->text);
  g_ptr_array_unref (self->hits);

  G_OBJECT_CLASS (leren_similar_parent_class)->finalize (object);
}

static void
leren_similar_class_init (LerenSimilarClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_similar_finalize;
}

static void
leren_similar_init (LerenSimilar *self)
{
  self->hits = g_ptr_array_new_with_free_func (g_object_unref);
}

/* The row of a case, or -1 with an error that says what has this id instead */
static gint32
find_case (LerenSnapshot *snapshot, const char *id, GError **error)
{
  const gint32 row = _leren_rows_find (_leren_snapshot_get_rows (snapshot, "case"), id);

  if (row >= 0)
    return row;
  for (guint type = 0; type < _leren_snapshot_get_n_types (snapshot); type++)
    {
      const LerenRows *rows = _leren_snapshot_get_rows_at (snapshot, type);

      if (_leren_rows_find (rows, id) < 0)
        continue;
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
                   _ ("“%s” is no case, but of type %s; name a case"), id, rows->declaration->name);
      return -1;
    }
  g_set_error (
    error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
    _ ("there is no case “%s”; the command “leren list FILE case” shows which there are"), id);
  return -1;
}

static gboolean
check_number (guint n, GError **error)
{
  if (n > 0)
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
               _ ("no cases were asked for; say how many, at least 1"));
  return FALSE;
}

/**
 * leren_similar_find:
 * @snapshot: the records to look at
 * @case_id: the id of the asked case, which need not be in the scope of the snapshot
 * @n: how many cases to find at most, at least 1
 * @settings: (nullable): how to compare, or %NULL for the usual way
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Finds the cases in the scope of the snapshot that are most like the asked one. Those that came after
 * it are left out, unless the settings say otherwise; those of which that cannot be told are looked at,
 * and say so (leren_similar_case_get_when()). Of a case count all records in the period of the
 * scope, of the asked one all.
 *
 * Texts, titles and actions are read from the store when this is called: they are as they are stored now.
 *
 * Returns: (transfer full): the cases; or %NULL with an error: #LEREN_ERROR_NOT_FOUND (no such case),
 *   #LEREN_ERROR_INVALID (none asked for), #LEREN_ERROR_CLOSED, or another of the store
 *
 * Since: 0.1
 */
LerenSimilar *
leren_similar_find (LerenSnapshot *snapshot, const char *case_id, guint n,
                    LerenSimilarSettings *settings, GCancellable *cancellable, GError **error)
{
  gint32 asked;

  g_return_val_if_fail (LEREN_IS_SNAPSHOT (snapshot), NULL);
  g_return_val_if_fail (case_id != NULL, NULL);
  g_return_val_if_fail (settings == NULL || LEREN_IS_SIMILAR_SETTINGS (settings), NULL);

  if (!check_number (n, error))
    return NULL;
  asked = find_case (snapshot, case_id, error);
  if (asked < 0)
    return NULL;
  return _leren_similar_search (snapshot, asked, NULL, n,
                                _leren_similar_settings_get_rule (settings), cancellable, error);
}

/**
 * leren_similar_find_text:
 * @snapshot: the records to look at
 * @text: a situation in words, which is no record yet
 * @n: how many cases to find at most, at least 1
 * @settings: (nullable): how to compare, or %NULL for the usual way
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Finds the cases in the scope of the snapshot whose texts are most like a text. Here a likeness of 1 is
 * that of a case of average length that has each of the words once: BM25 divided by the sum of the
 * inverse document frequencies. Nothing in the text is an operator. All cases are looked at, whatever
 * their date.
 *
 * Returns: (transfer full): the cases; or %NULL with an error: #LEREN_ERROR_INVALID (not UTF-8, none asked for),
 *   #LEREN_ERROR_CLOSED, or another of the store
 *
 * Since: 0.1
 */
LerenSimilar *
leren_similar_find_text (LerenSnapshot *snapshot, const char *text, guint n,
                         LerenSimilarSettings *settings, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (LEREN_IS_SNAPSHOT (snapshot), NULL);
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (settings == NULL || LEREN_IS_SIMILAR_SETTINGS (settings), NULL);

  if (!check_number (n, error))
    return NULL;
  return _leren_similar_search (snapshot, -1, text, n, _leren_similar_settings_get_rule (settings),
                                cancellable, error);
}

/* what a search in another thread needs, copied, so that the settings may change while it lasts */
typedef struct {
  LerenSnapshot *snapshot;
  char *case_id, *text;
  guint n;
  LerenSimilarRule rule;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->snapshot);
  g_free (asked->case_id);
  g_free (asked->text);
  g_free (asked);
}

static void
find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Asked *asked = data;
  g_autoptr (GError) error = NULL;
  LerenSimilar *self = NULL;
  gint32 row = -1;

  if (check_number (asked->n, &error) && asked->case_id != NULL)
    row = find_case (asked->snapshot, asked->case_id, &error);
  if (error == NULL)
    self = _leren_similar_search (asked->snapshot, row, asked->text, asked->n, &asked->rule,
                                  cancellable, &error);
  if (self != NULL)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
start (LerenSnapshot *snapshot, const char *case_id, const char *text, guint n,
       LerenSimilarSettings *settings, GCancellable *cancellable, GAsyncReadyCallback callback,
       gpointer user_data, gpointer tag)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Asked *asked = g_new (Asked, 1);

  *asked = (Asked){ g_object_ref (snapshot), g_strdup (case_id), g_strdup (text), n,
                    *_leren_similar_settings_get_rule (settings) };
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, asked, asked_free);
  g_task_run_in_thread (task, find_in_thread);
}

/**
 * leren_similar_find_async:
 * @snapshot: the records to look at
 * @case_id: the id of the asked case
 * @n: how many cases to find at most, at least 1
 * @settings: (nullable): how to compare, or %NULL for the usual way
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: (closure): data for @callback
 *
 * Finds cases as leren_similar_find() does, without blocking.
 *
 * Since: 0.1
 */
void
leren_similar_find_async (LerenSnapshot *snapshot, const char *case_id, guint n,
                          LerenSimilarSettings *settings, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (LEREN_IS_SNAPSHOT (snapshot));
  g_return_if_fail (case_id != NULL);
  g_return_if_fail (settings == NULL || LEREN_IS_SIMILAR_SETTINGS (settings));

  start (snapshot, case_id, NULL, n, settings, cancellable, callback, user_data,
         leren_similar_find_async);
}

/**
 * leren_similar_find_finish:
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_similar_find_async().
 *
 * Returns: (transfer full): the cases, or %NULL with an error as leren_similar_find() gives
 *
 * Since: 0.1
 */
LerenSimilar *
leren_similar_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, leren_similar_find_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * leren_similar_find_text_async:
 * @snapshot: the records to look at
 * @text: a situation in words, which is no record yet
 * @n: how many cases to find at most, at least 1
 * @settings: (nullable): how to compare, or %NULL for the usual way
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: (closure): data for @callback
 *
 * Finds cases as leren_similar_find_text() does, without blocking.
 *
 * Since: 0.1
 */
void
leren_similar_find_text_async (LerenSnapshot *snapshot, const char *text, guint n,
                               LerenSimilarSettings *settings, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (LEREN_IS_SNAPSHOT (snapshot));
  g_return_if_fail (text != NULL);
  g_return_if_fail (settings == NULL || LEREN_IS_SIMILAR_SETTINGS (settings));

  start (snapshot, NULL, text, n, settings, cancellable, callback, user_data,
         leren_similar_find_text_async);
}

/**
 * leren_similar_find_text_finish:
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_similar_find_text_async().
 *
 * Returns: (transfer full): the cases, or %NULL with an error as leren_similar_find_text() gives
 *
 * Since: 0.1
 */
LerenSimilar *
leren_similar_find_text_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, leren_similar_find_text_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
