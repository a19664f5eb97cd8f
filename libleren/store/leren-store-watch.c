/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-async-private.h"
#include "store/leren-journal-private.h"

#include <glib/gi18n-lib.h>

/* Other programs' changes, out of the journal. A monitor of the file says that there may be some; who
 * wrote an entry is known by its number. The journal is read on a thread of its own, because another
 * program can be in the midst of a commit, and that is waited for. */

#define LATER_MILLISECONDS 50

struct _LerenStoreWatch {
  LerenStore *store;
  GFileMonitor *monitors[2];
  gint64 told;    /* the last entry that was told of, or was there before */
  GArray *own;    /* gint64: numbers that this store wrote after that one */
  guint kept_own; /* so many of them are committed */
  guint step_own; /* so many there were when the step began */
  gboolean reading, again;
};

static void look (LerenStore *self);

void
_leren_store_watch_note_own (LerenStore *self, gint64 number)
{
  if (self->watch != NULL)
    g_array_append_val (self->watch->own, number);
}

void
_leren_store_watch_begin_step (LerenStore *self)
{
  if (self->watch != NULL)
    self->watch->step_own = self->watch->own->len;
}

/* A number that was not used after all can be the next one of another program. */
void
_leren_store_watch_undo_step (LerenStore *self)
{
  if (self->watch != NULL)
    g_array_set_size (self->watch->own, self->watch->step_own);
}

void
_leren_store_watch_end (LerenStore *self, gboolean kept)
{
  if (self->watch == NULL)
    return;
  if (kept)
    self->watch->kept_own = self->watch->own->len;
  else
    g_array_set_size (self->watch->own, self->watch->kept_own);
}

static gboolean
is_own (const LerenStoreWatch *self, gint64 number)
{
  for (guint i = 0; i < self->own->len; i++)
    if (g_array_index (self->own, gint64, i) == number)
      return TRUE;
  return FALSE;
}

/* Those up to the last entry that was read are not asked for again. */
static void
forget_own (LerenStoreWatch *self)
{
  guint n = 0;

  while (n < self->own->len && g_array_index (self->own, gint64, n) <= self->told)
    n++;
  if (n > 0)
    g_array_remove_range (self->own, 0, n);
  self->kept_own = self->own->len;
}

static LerenStep
note_others (LerenStore *self, LerenStatement *statement)
{
  LerenStep result;

  while ((result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    {
      const gint64 number = _leren_statement_get_integer (statement, 0);
      LerenChange change;

      if (!is_own (self->watch, number) &&
          _leren_change_from_word (_leren_statement_get_text (statement, 1), &change))
        _leren_store_note_change (self, change, _leren_statement_get_text (statement, 2),
                                  _leren_statement_get_text (statement, 3));
      self->watch->told = number;
    }
  return result;
}

/* FALSE where it has to be looked again later. The store is locked. */
static gboolean
read_journal (LerenStore *self)
{
  LerenStatement *statement;
  LerenStep result;

  /* what belongs to a transaction under way can still be undone */
  if (self->transaction != NULL || self->importing || self->depth > 1)
    return FALSE;
  statement = _leren_store_prepare (self, "look for changes",
                                    "SELECT \"number\", \"change\", \"type\", \"id\" FROM journal"
                                    " WHERE \"number\" > ?1 ORDER BY \"number\"",
                                    NULL);
  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_integer (statement, 1, self->watch->told);
  result = note_others (self, statement);
  _leren_statement_free (statement);
  forget_own (self->watch);
  return result == LEREN_STEP_DONE;
}

static gboolean
look_later (gpointer data)
{
  look (data);
  return G_SOURCE_REMOVE;
}

/* Takes the reference to the store that @data is. */
static void
attach (LerenStore *self, GSource *source, GSourceFunc function)
{
  g_source_set_callback (source, function, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
  g_source_unref (source);
}

static gpointer
read_in_thread (gpointer data)
{
  g_autoptr (LerenStore) self = data;
  gboolean done = TRUE, again = FALSE;

  if (_leren_store_lock (self, NULL) != NULL)
    {
      done = self->watch == NULL || read_journal (self);
      if (self->watch != NULL)
        {
          self->watch->reading = FALSE;
          again = self->watch->again;
        }
      _leren_store_unlock_and_emit (self);
    }
  else
    {
      g_rec_mutex_lock (&self->lock);
      done = self->watch == NULL;
      if (self->watch != NULL)
        self->watch->reading = FALSE;
      g_rec_mutex_unlock (&self->lock);
    }
  if (again)
    look (self);
  else if (!done)
    attach (self, g_timeout_source_new (LATER_MILLISECONDS), look_later);
  return NULL;
}

/* One look at a time; what happens meanwhile is looked at afterwards. */
static void
look (LerenStore *self)
{
  gboolean begun = FALSE;

  g_rec_mutex_lock (&self->lock);
  if (self->watch != NULL)
    {
      begun = !self->watch->reading;
      self->watch->again = !begun;
      self->watch->reading = TRUE;
    }
  g_rec_mutex_unlock (&self->lock);
  if (begun)
    g_thread_unref (g_thread_new ("leren-watch", read_in_thread, g_object_ref (self)));
}

static void
file_changed (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event,
              gpointer data)
{
  look (data);
}

static GFileMonitor *
monitor_new (LerenStore *self, const char *ending)
{
  g_autofree char *path = g_strconcat (self->location, ending, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFileMonitor *monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);

  if (monitor != NULL)
    g_signal_connect (monitor, "changed", G_CALLBACK (file_changed), self);
  return monitor;
}

/* In the context of the store, where monitors have to be made to speak there */
static gboolean
set_up (gpointer data)
{
  LerenStore *self = data;

  g_main_context_push_thread_default (self->context);
  g_rec_mutex_lock (&self->lock);
  if (self->watch != NULL && self->watch->monitors[0] == NULL)
    {
      self->watch->monitors[0] = monitor_new (self, "");
      self->watch->monitors[1] = monitor_new (self, "-journal");
    }
  g_rec_mutex_unlock (&self->lock);
  g_main_context_pop_thread_default (self->context);
  look (self);
  return G_SOURCE_REMOVE;
}

void
_leren_store_end_watch (LerenStore *self)
{
  LerenStoreWatch *watch = g_steal_pointer (&self->watch);

  if (watch == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (watch->monitors); i++)
    if (watch->monitors[i] != NULL)
      {
        g_signal_handlers_disconnect_by_data (watch->monitors[i], self);
        g_file_monitor_cancel (watch->monitors[i]);
        g_object_unref (watch->monitors[i]);
      }
  g_array_unref (watch->own);
  g_free (watch);
}

/**
 * leren_store_watch:
 * @self: a store
 * @error: return location for a #GError
 *
 * Lets #LerenStore::changed tell of what other programs change too, each change once and in their order, from now
 * on until leren_store_unwatch() or until the store is closed. It is told in the main context in which the store was
 * opened, which has to be run for that. What is told has been committed; what this store does is told as ever. Of a store in memory there is nothing to watch.
 *
 * Returns: %TRUE if it is watched, also where it was already; %FALSE with an error of the store, or #LEREN_ERROR_STATE
 *   where a transaction is under way
 *
 * Since: 0.1
 */
gboolean
leren_store_watch (LerenStore *self, GError **error)
{
  gint64 last = 0;
  gboolean watched;

  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);

  if (_leren_store_lock (self, error) == NULL)
    return FALSE;
  watched = self->in_memory || self->watch != NULL;
  if (!watched && (self->transaction != NULL || self->importing))
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_STATE,
                 _ ("the store %s has a transaction under way; commit it or roll it back first"),
                 self->location);
  else if (!watched && _leren_store_read_integer (
                         self, _ ("read the journal"),
                         "SELECT coalesce(max(\"number\"), 0) FROM journal", &last, error))
    {
      self->watch = g_new0 (LerenStoreWatch, 1);
      self->watch->told = last;
      self->watch->own = g_array_new (FALSE, FALSE, sizeof (gint64));
      attach (self, g_idle_source_new (), set_up);
      watched = TRUE;
    }
  _leren_store_unlock (self);
  return watched;
}

static void
watch_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gboolean watched = leren_store_watch (source, &error);

  _leren_task_return_boolean (task, watched, error);
}

/**
 * leren_store_watch_async:
 * @self: a store
 * @cancellable: (nullable): a #GCancellable, or %NULL; looked at before it begins
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Begins to watch what other programs change without blocking, as leren_store_watch() does.
 *
 * Since: 0.1
 */
void
leren_store_watch_async (LerenStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LEREN_IS_STORE (self));

  task = _leren_task_new (self, cancellable, callback, user_data, leren_store_watch_async);
  if (!g_task_return_error_if_cancelled (task))
    g_task_run_in_thread (task, watch_in_thread);
}

/**
 * leren_store_watch_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_watch_async().
 *
 * Returns: %TRUE if it is watched; otherwise %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_store_watch_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * leren_store_unwatch:
 * @self: a store
 *
 * Ends what leren_store_watch() began: from now on, #LerenStore::changed tells of this store's own changes only.
 *
 * Since: 0.1
 */
void
leren_store_unwatch (LerenStore *self)
{
  g_return_if_fail (LEREN_IS_STORE (self));

  g_rec_mutex_lock (&self->lock);
  _leren_store_end_watch (self);
  g_rec_mutex_unlock (&self->lock);
}
