/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-async-private.h"
#include "store/leren-journal-private.h"
#include "store/leren-store-open-private.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

/* Other programs' changes, out of the journal. A monitor of the file says that there may be some, or
 * the server does on a connection of its own; who
 * wrote an entry is known by its number. The journal is read on a thread of its own, because another
 * program can be in the midst of a commit, and that is waited for.
 *
 * On a server an entry can come after others with higher numbers: then what was read last is read again,
 * as far back as there was somebody at it, and what was told is left out. */

#define LATER_MILLISECONDS 50
#define AWAY_MILLISECONDS 500 /* until a server that is gone is asked again */
/* what is so far back in the journal is of before, whatever its mark says: those of a database that was
 * copied to another server are of the first one */
#define FAR_BACK 1000000

typedef struct {
  gint64 number, mark;
} Told;

struct _LerenStoreWatch {
  GFileMonitor *monitors[2];
  LerenConnection *ear; /* on a server, or NULL */
  GSource *hearing;
  gint64 mark;    /* what comes from now on has it, or a higher one */
  gint64 floor;   /* and a higher number than this one */
  GArray *told;   /* of Told: what has that mark or a higher one, and was told or there before */
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

static gboolean
was_told (const LerenStoreWatch *self, gint64 number)
{
  for (guint i = self->told->len; i > 0; i--)
    if (g_array_index (self->told, Told, i - 1).number == number)
      return TRUE;
  return FALSE;
}

/* What is not read again need not be known. */
static void
forget_told (LerenStoreWatch *self)
{
  guint n = 0;

  for (guint i = 0; i < self->told->len; i++)
    if (g_array_index (self->told, Told, i).mark >= self->mark)
      g_array_index (self->told, Told, n++) = g_array_index (self->told, Told, i);
  g_array_set_size (self->told, n);
}

static void
forget_own (LerenStoreWatch *self, gint64 number)
{
  for (guint i = 0; i < self->own->len; i++)
    if (g_array_index (self->own, gint64, i) == number)
      {
        g_array_remove_index (self->own, i);
        return;
      }
}

/* The entry that @statement stands on; @quietly: it was there before. */
static void
take_entry (LerenStore *self, LerenStatement *statement, gboolean quietly)
{
  LerenStoreWatch *watch = self->watch;
  const Told told = { _leren_statement_get_integer (statement, 0),
                      _leren_statement_get_integer (statement, 4) };
  LerenChange change;

  if (was_told (watch, told.number))
    return;
  if (is_own (watch, told.number))
    forget_own (watch, told.number);
  else if (!quietly && _leren_change_from_word (_leren_statement_get_text (statement, 1), &change))
    _leren_store_note_change (self, change, _leren_statement_get_text (statement, 2),
                              _leren_statement_get_text (statement, 3));
  g_array_append_val (watch->told, told);
}

static gboolean
read_entries (LerenStore *self, gboolean quietly, GError **error)
{
  LerenStatement *statement =
    _leren_store_prepare (self, _ ("read the journal"), self->db->driver->journal_since, error);
  gint64 mark = self->watch->mark;
  LerenStep result;

  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_integer (statement, 1, mark);
  _leren_statement_bind_integer (statement, 2, self->watch->floor);
  while ((result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    {
      take_entry (self, statement, quietly);
      mark = _leren_statement_get_integer (statement, 5);
    }
  if (result == LEREN_STEP_DONE)
    {
      self->watch->mark = mark;
      forget_told (self->watch);
      self->watch->kept_own = self->watch->own->len;
    }
  else
    _leren_store_set_error (self, self->db, _ ("read the journal"), error);
  _leren_statement_free (statement);
  return result == LEREN_STEP_DONE;
}

/* FALSE where it has to be looked again later. The store is locked. */
static gboolean
read_journal (LerenStore *self)
{
  /* what belongs to a transaction under way can still be undone */
  return self->transaction == NULL && !self->importing && self->depth <= 1 &&
         read_entries (self, FALSE, NULL);
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

static void
close_ear (LerenStoreWatch *self)
{
  if (self->hearing != NULL)
    g_source_destroy (self->hearing);
  g_clear_pointer (&self->hearing, g_source_unref);
  g_clear_pointer (&self->ear, _leren_connection_close);
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* The server says something, or is gone: then there is another connection to be made. */
static gboolean
hear (int descriptor, GIOCondition condition, gpointer data)
{
  g_autoptr (LerenStore) self = g_weak_ref_get (data);
  gboolean others = FALSE, there = FALSE;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  g_rec_mutex_lock (&self->lock);
  if (self->watch != NULL && self->watch->hearing == g_main_current_source () && self->db != NULL)
    {
      there = self->db->driver->hear (self->watch->ear, self->db, &others);
      if (!there)
        close_ear (self->watch);
      others = others || !there;
    }
  g_rec_mutex_unlock (&self->lock);
  if (others)
    look (self);
  return there ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Takes the connection; the store's lock is held. */
static void
use_ear (LerenStore *self, LerenConnection *ear, int descriptor)
{
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  self->watch->ear = ear;
  self->watch->hearing = g_unix_fd_source_new (descriptor, G_IO_IN | G_IO_HUP | G_IO_ERR);
  g_source_set_callback (self->watch->hearing, G_SOURCE_FUNC (hear), weak, free_weak_ref);
  g_source_attach (self->watch->hearing, self->context);
}

/* NULL with an error, or where the store is none that tells by itself */
static LerenConnection *
open_ear (LerenStore *self, int *descriptor, GError **error)
{
  LerenConnection *ear = _leren_store_connect (self, FALSE, error);

  if (ear == NULL)
    return NULL;
  *descriptor = ear->driver->listen (ear);
  if (*descriptor >= 0)
    return ear;
  _leren_store_set_error (self, ear, _ ("hear of changes"), error);
  _leren_connection_close (ear);
  return NULL;
}

/* FALSE where the server is still away. Without the store's lock, for that can take its time. */
static gboolean
ensure_ear (LerenStore *self)
{
  LerenConnection *ear;
  int descriptor;
  gboolean wanted;

  g_rec_mutex_lock (&self->lock);
  wanted = self->on_server && self->watch != NULL && self->watch->ear == NULL;
  g_rec_mutex_unlock (&self->lock);
  if (!wanted)
    return TRUE;
  ear = open_ear (self, &descriptor, NULL);
  if (ear == NULL)
    return FALSE;
  g_rec_mutex_lock (&self->lock);
  if (self->watch != NULL && self->watch->ear == NULL)
    use_ear (self, ear, descriptor);
  else
    _leren_connection_close (ear);
  g_rec_mutex_unlock (&self->lock);
  return TRUE;
}

static gpointer
read_in_thread (gpointer data)
{
  g_autoptr (LerenStore) self = data;
  gboolean done = TRUE, again = FALSE;
  const gboolean away = !ensure_ear (self);

  if (!away && _leren_store_lock (self, NULL) != NULL)
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
  if (again && !away)
    look (self);
  else if (!done)
    attach (self, g_timeout_source_new (away ? AWAY_MILLISECONDS : LATER_MILLISECONDS), look_later);
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
  if (self->watch != NULL && !self->on_server && self->watch->monitors[0] == NULL)
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
  close_ear (watch);
  g_array_unref (watch->told);
  g_array_unref (watch->own);
  g_free (watch);
}

/* What is there now was there before; from here on all is told. */
static gboolean
begin_watch (LerenStore *self, GError **error)
{
  gint64 last, mark;
  LerenConnection *ear = NULL;
  int descriptor = -1;

  /* first to hear, and then to look: so nothing is missed in between */
  if (self->on_server)
    {
      ear = open_ear (self, &descriptor, error);
      if (ear == NULL)
        return FALSE;
    }
  if (!_leren_store_read_integer (self, _ ("read the journal"), self->db->driver->journal_mark,
                                  &mark, error) ||
      !_leren_store_read_integer (self, _ ("read the journal"),
                                  "SELECT coalesce(max(\"number\"), 0) FROM journal", &last, error))
    {
      _leren_connection_close (ear);
      return FALSE;
    }
  self->watch = g_new0 (LerenStoreWatch, 1);
  self->watch->mark = mark;
  self->watch->floor = last - FAR_BACK;
  self->watch->told = g_array_new (FALSE, FALSE, sizeof (Told));
  self->watch->own = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (ear != NULL)
    use_ear (self, ear, descriptor);
  if (!read_entries (self, TRUE, error))
    {
      _leren_store_end_watch (self);
      return FALSE;
    }
  attach (self, g_idle_source_new (), set_up);
  return TRUE;
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
 * A server tells it by itself, on a connection of its own. Where that is lost, it is made anew as soon as the server is
 * there again, and what happened meanwhile is told then.
 *
 * Returns: %TRUE if it is watched, also where it was already; %FALSE with an error of the store, or #LEREN_ERROR_STATE
 *   where a transaction is under way
 *
 * Since: 0.1
 */
gboolean
leren_store_watch (LerenStore *self, GError **error)
{
  gboolean watched;

  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);

  if (_leren_store_lock (self, error) == NULL)
    return FALSE;
  watched = self->in_memory || self->watch != NULL;
  if (!watched && (self->transaction != NULL || self->importing))
    _leren_store_set_under_way (self, error);
  else if (!watched)
    watched = begin_watch (self, error);
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
