/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-audit-private.h"
#include "store/leren-async-private.h"
#include "store/leren-journal-private.h"
#include "store/leren-store-scan-private.h"
#include "store/leren-transaction-private.h"

#include <glib/gi18n-lib.h>

/* The journal read back. */

static GPtrArray *
read_entries (LerenStore *self, gint64 since, guint n_entries, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  LerenStatement *statement =
    _leren_journal_prepare (self, "WHERE \"number\" > ?1 ORDER BY \"number\" LIMIT ?2", error);
  LerenStep result = LEREN_STEP_FAILED;

  if (statement == NULL)
    return NULL;
  _leren_statement_bind_integer (statement, 1, since);
  _leren_statement_bind_integer (statement, 2, n_entries);
  while ((result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    {
      LerenJournalEntry *entry = _leren_journal_entry_new_from_statement (self, statement, error);

      if (entry == NULL)
        break;
      g_ptr_array_add (entries, entry);
    }
  if (result == LEREN_STEP_FAILED)
    _leren_store_set_error (self, self->db, _ ("read the journal"), error);
  _leren_store_give_back (self, statement);
  return result == LEREN_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}

/* Each record that a page has is followed once, and its entries are taken from there: they know what
 * became of it, and what of that is for who reads. */
static gboolean
add_what_became (LerenStore *self, GPtrArray *entries, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) by_number_here =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  g_autoptr (GHashTable) followed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const char *id = leren_journal_entry_get_record (entries->pdata[i]);
      g_autoptr (GPtrArray) its = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (id == NULL ||
          leren_journal_entry_get_change (entries->pdata[i]) == LEREN_CHANGE_FRAMEWORK ||
          !g_hash_table_add (followed, g_strdup (id)))
        continue;
      its = _leren_journal_follow (self, id, error);
      if (its == NULL)
        return FALSE;
      for (guint j = 0; j < its->len; j++)
        {
          const gint64 number = leren_journal_entry_get_number (its->pdata[j]);

          g_hash_table_insert (by_number_here, g_memdup2 (&number, sizeof number),
                               g_object_ref (its->pdata[j]));
        }
    }
  for (guint i = entries->len; i > 0; i--)
    {
      const char *id = leren_journal_entry_get_record (entries->pdata[i - 1]);
      const gint64 number = leren_journal_entry_get_number (entries->pdata[i - 1]);
      LerenJournalEntry *whole = g_hash_table_lookup (by_number_here, &number);

      if (whole != NULL && id != NULL)
        {
          g_object_unref (entries->pdata[i - 1]);
          entries->pdata[i - 1] = g_object_ref (whole);
        }
      else if (whole == NULL && self->reader != NULL)
        g_ptr_array_remove_index (entries, i - 1);
    }
  return TRUE;
}

/* A page of which a reader may see nothing is not the last one. */
static GPtrArray *
get_page (LerenStore *self, gint64 since, guint n_entries, GCancellable *cancellable,
          GError **error)
{
  for (;;)
    {
      g_autoptr (GPtrArray) entries = read_entries (self, since, n_entries, error);
      gboolean last;

      if (entries == NULL)
        return NULL;
      last = entries->len == 0;
      if (!last)
        since = leren_journal_entry_get_number (entries->pdata[entries->len - 1]);
      if (!add_what_became (self, entries, cancellable, error))
        return NULL;
      if (last || entries->len > 0)
        return g_steal_pointer (&entries);
    }
}

/* What is there now is what the last entry of a record made of it. */
static gboolean
add_what_is (LerenStore *self, LerenJournalEntry *entry, GError **error)
{
  const char *id = leren_journal_entry_get_record (entry);
  g_autofree char *json = NULL;
  g_autofree char *type = NULL;
  gint64 revision = 0;

  if (!_leren_journal_read_now (self, id, &json, &type, &revision, error))
    return FALSE;
  if (revision == leren_journal_entry_get_number (entry))
    _leren_journal_entry_set_new (entry, json);
  return TRUE;
}

/* Where the server knows who reads, it has sorted out what they may see of each entry. */
static GPtrArray *
get_by_login (LerenStore *self, const char *id, gint64 since, guint n_entries, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *sql = g_strdup_printf ("SELECT " LEREN_JOURNAL_COLUMNS ", \"new\" FROM %s AS j"
                                          " WHERE j.\"number\" > ?1 ORDER BY j.\"number\" LIMIT ?2",
                                          id != NULL ? "leren_sight.history (?3)" : "journal");
  LerenStatement *statement = _leren_store_prepare (self, _ ("read the journal"), sql, error);
  gboolean good = TRUE;
  LerenStep result = LEREN_STEP_FAILED;

  if (statement == NULL)
    return NULL;
  _leren_statement_bind_integer (statement, 1, since);
  _leren_statement_bind_integer (statement, 2, n_entries);
  _leren_statement_bind_text (statement, 3, id, -1);
  while (good && (result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    {
      const char *new = _leren_statement_get_text (statement, LEREN_JOURNAL_N_COLUMNS);
      LerenJournalEntry *entry = _leren_journal_entry_new_from_statement (self, statement, error);

      good = entry != NULL;
      if (!good)
        break;
      g_ptr_array_add (entries, entry);
      if (new != NULL)
        _leren_journal_entry_set_new (entry, new);
      else
        good = add_what_is (self, entry, error);
    }
  if (good && result == LEREN_STEP_FAILED)
    _leren_store_set_error (self, self->db, _ ("read the journal"), error);
  _leren_statement_free (statement);
  return good && result == LEREN_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}

static GPtrArray *
get (LerenStore *self, const char *id, gint64 since, guint n_entries, GCancellable *cancellable,
     GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;

  if (self->by_login)
    return get_by_login (self, id, since, n_entries, error);
  if (id == NULL)
    return get_page (self, since, n_entries, cancellable, error);
  entries = _leren_journal_follow (self, id, error);
  if (entries == NULL)
    return NULL;
  while (entries->len > 0 && leren_journal_entry_get_number (entries->pdata[0]) <= since)
    g_ptr_array_remove_index (entries, 0);
  if (entries->len > n_entries)
    g_ptr_array_set_size (entries, n_entries);
  return g_steal_pointer (&entries);
}

/* Reading what records said is reading them. */
static gboolean
note_reading (LerenStore *self, GPtrArray *entries, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GHashTable) noted = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean done;

  for (guint i = 0; i < entries->len; i++)
    {
      const char *id = leren_journal_entry_get_record (entries->pdata[i]);

      if (id != NULL && g_hash_table_add (noted, (char *) id))
        g_ptr_array_add (ids, (char *) id);
    }
  if (_leren_store_lock (self, error) == NULL)
    return FALSE;
  done = _leren_audit_ids (self, "journal", ids, error);
  _leren_store_unlock (self);
  return done;
}

/**
 * leren_store_get_journal:
 * @self: a store
 * @id: (nullable): the id of a record, whether it is still there or not, or %NULL for all that was changed
 * @since: the number of the entry after which to begin; 0 to begin with the first
 * @n_entries: how many entries at most; 0 for as many as are handy
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Reads who changed what when, the oldest entry first. To read on, ask again with the number of the last entry: where
 * there are no more, the list is empty. What was there before a store had a journal has no entries.
 *
 * Of one record also the import that brought it is told, as an entry of its own.
 *
 * Returns: (transfer full): a list of #LerenJournalEntry, or %NULL with an error of the store
 *
 * Since: 0.1
 */
GListModel *
leren_store_get_journal (LerenStore *self, const char *id, gint64 since, guint n_entries,
                         GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  GListStore *list;

  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !_leren_store_begin_reading (self, error))
    return NULL;
  entries = get (self, id, since, n_entries > 0 ? n_entries : 500, cancellable, error);
  _leren_store_end_reading (self);
  if (entries == NULL || !note_reading (self, entries, error))
    return NULL;
  list = g_list_store_new (LEREN_TYPE_JOURNAL_ENTRY);
  g_list_store_splice (list, 0, 0, entries->pdata, entries->len);
  return G_LIST_MODEL (list);
}

typedef struct {
  char *id;
  gint64 since;
  guint n_entries;
} Question;

static void
question_free (Question *question)
{
  g_free (question->id);
  g_free (question);
}

static void
get_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Question *question = data;
  GError *error = NULL;
  GListModel *list = leren_store_get_journal (source, question->id, question->since,
                                              question->n_entries, cancellable, &error);

  _leren_task_return_object (task, list, error);
}

/**
 * leren_store_get_journal_async:
 * @self: a store
 * @id: (nullable): the id of a record, or %NULL for all that was changed
 * @since: the number of the entry after which to begin; 0 to begin with the first
 * @n_entries: how many entries at most; 0 for as many as are handy
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Reads who changed what when without blocking, as leren_store_get_journal() does.
 *
 * Since: 0.1
 */
void
leren_store_get_journal_async (LerenStore *self, const char *id, gint64 since, guint n_entries,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Question *question;

  g_return_if_fail (LEREN_IS_STORE (self));

  task = _leren_task_new (self, cancellable, callback, user_data, leren_store_get_journal_async);
  question = g_new (Question, 1);
  question->id = g_strdup (id);
  question->since = since;
  question->n_entries = n_entries;
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  g_task_run_in_thread (task, get_in_thread);
}

/**
 * leren_store_get_journal_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_get_journal_async().
 *
 * Returns: (transfer full): a list of #LerenJournalEntry, or %NULL with an error
 *
 * Since: 0.1
 */
GListModel *
leren_store_get_journal_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
