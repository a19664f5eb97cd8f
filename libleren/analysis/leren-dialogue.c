/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-dialogue-private.h"

#include "analysis/leren-words-private.h"
#include "snapshot/leren-snapshot-walk-private.h"

#include <glib/gi18n-lib.h>

/**
 * LerenDialogue:
 *
 * What was said in sessions, and by whom: how even the voices are, how questions and advice relate,
 * who is silent, who answers whom, whether the client's perspective was there, and how all that
 * changes from session to session.
 *
 * A session that is in the scope of the snapshot counts whole; one in which no turn is on record is
 * left out, but where it is asked for by its id. Present are those whom the session names as present
 * and those who spoke.
 *
 * Words are counted in texts, which a snapshot does not have: they are read from the store. Of a turn
 * that was deleted since, or that has no text, the words are not known, and seconds are known where
 * a turn gives them. Of somebody who spoke, and of whose turns none tells it, the amount is not known,
 * nor how even the voices are by that measure; otherwise the turns that tell it are added up.
 *
 * The share of a person is the person's amount divided by that of all. Evenness is the entropy of
 * the shares (Shannon, 1948) divided by its greatest possible value (Pielou, 1966): with the shares
 * p of n people present, minus the sum of p ln p, divided by ln n. It is 1 where all say as much, 0
 * where one person says all, and not defined with fewer than two people.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE (LerenDialogue, leren_dialogue, G_TYPE_OBJECT)

static const LerenNeed needs[] = { LEREN_NEEDS_OF_TURNS, { "session", "started" }, { NULL } };

/* When the library is loaded: the snapshot does not know this room. */
__attribute__ ((constructor)) static void
hand_in (void)
{
  _leren_snapshot_add_needs (needs);
}

static void
leren_dialogue_finalize (GObject *object)
{
  LerenDialogue *self = LEREN_DIALOGUE (object);

  _leren_turns_clear (&self->turns);
  g_array_unref (self->sessions);
  g_array_unref (self->voices);
  g_array_unref (self->replies);
  g_array_unref (self->trends);
  g_free (self->sides);
  g_hash_table_unref (self->ids);
  g_ptr_array_unref (self->changed);
  g_ptr_array_unref (self->gone);
  g_clear_object (&self->snapshot);

  G_OBJECT_CLASS (leren_dialogue_parent_class)->finalize (object);
}

static void
leren_dialogue_class_init (LerenDialogueClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_dialogue_finalize;
}

static void
leren_dialogue_init (LerenDialogue *self)
{
  self->sessions = g_array_new (FALSE, TRUE, sizeof (LerenHeard));
  self->voices = g_array_new (FALSE, TRUE, sizeof (LerenVoice));
  self->replies = g_array_new (FALSE, TRUE, sizeof (LerenReply));
  self->trends = g_array_new (FALSE, TRUE, sizeof (LerenDialogueTrend));
  self->changed = g_ptr_array_new_with_free_func (g_free);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->gone = g_ptr_array_new_with_free_func (g_free);
}

/* Counting the words of the turns that are listened to */
typedef struct {
  LerenDialogue *self;
  LerenWordCounter counter;
  guint8 *wanted;
  guint32 *words;
} Counting;

static void
count_words (guint32 row, LerenFate fate, LerenStatement *statement, gpointer data)
{
  Counting *counting = data;
  LerenDialogue *self = counting->self;
  const char *text;
  gsize length;

  if (!counting->wanted[row])
    return;
  if (fate == LEREN_FATE_GONE)
    {
      g_ptr_array_add (self->gone, _leren_rows_dup_id (self->turns.turns, row));
      return;
    }
  if (fate == LEREN_FATE_CHANGED)
    g_ptr_array_add (self->changed, _leren_rows_dup_id (self->turns.turns, row));
  text = _leren_statement_get_text (statement, LEREN_WALK_FIRST_MEMBER);
  length = _leren_statement_get_length (statement, LEREN_WALK_FIRST_MEMBER);
  /* another program may have written there */
  if (text != NULL && g_utf8_validate_len (text, length, NULL))
    counting->words[row] = _leren_count_words (&counting->counter, text, length);
}

/* of each turn, G_MAXUINT32 where its text is not known; NULL with an error */
static guint32 *
read_words (LerenDialogue *self, GCancellable *cancellable, GError **error)
{
  static const char *const members[] = { "text", NULL };
  const LerenBuckets *said = &self->turns.by_session;
  const guint32 n_turns = self->turns.turns->n_rows;
  g_autofree guint32 *words = g_new (guint32, MAX (n_turns, 1));
  g_autofree guint8 *wanted = g_new0 (guint8, MAX (n_turns, 1));
  Counting counting = { .self = self, .wanted = wanted, .words = words };
  gpointer data[] = { &counting };
  gboolean done;

  memset (words, 0xff, n_turns * sizeof *words);
  for (guint32 i = 0; i < said->offsets[said->n_keys]; i++)
    wanted[said->items[i]] = TRUE;
  if (self->turns.turns->declaration == NULL)
    return g_steal_pointer (&words);
  done = _leren_snapshot_walk (self->snapshot, self->turns.turns, members, count_words, data,
                               G_N_ELEMENTS (data), cancellable, error);
  _leren_word_counter_clear (&counting.counter);
  return done ? g_steal_pointer (&words) : NULL;
}

static gboolean
find_session (LerenSnapshot *snapshot, const char *session, gint32 *row, GError **error)
{
  *row = -1;
  if (session == NULL)
    return TRUE;
  *row = _leren_rows_find (_leren_snapshot_get_rows (snapshot, "session"), session);
  if (*row >= 0)
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
               _ ("there is no session “%s”; the command “leren list FILE session” lists them"),
               session);
  return FALSE;
}

/**
 * leren_dialogue_read:
 * @snapshot: the records to look at
 * @session: (nullable): the id of a session, or %NULL for all in the scope of the snapshot
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Listens to what was said in sessions. Texts are read from the store of the snapshot.
 *
 * Returns: (transfer full): what there is to say of it, or %NULL with an error:
 *   #LEREN_ERROR_NOT_FOUND (no such session), #LEREN_ERROR_CLOSED
 *
 * Since: 0.1
 */
LerenDialogue *
leren_dialogue_read (LerenSnapshot *snapshot, const char *session, GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (LerenDialogue) self = NULL;
  g_auto (LerenSpeakers) voices = { 0 };
  g_autofree guint32 *words = NULL;
  gint32 only;

  g_return_val_if_fail (LEREN_IS_SNAPSHOT (snapshot), NULL);

  if (!find_session (snapshot, session, &only, error))
    return NULL;
  self = g_object_new (LEREN_TYPE_DIALOGUE, NULL);
  self->snapshot = g_object_ref (snapshot);
  _leren_turns_read (&self->turns, snapshot, only);
  words = read_words (self, cancellable, error);
  if (words == NULL)
    return NULL;
  self->sides = _leren_read_sides (self->turns.people);
  _leren_speakers_init (&voices, &self->turns);
  for (guint32 i = 0; i < self->turns.sessions->n_rows; i++)
    if (only >= 0 ? i == (guint32) only : _leren_rows_in_scope (self->turns.sessions, i))
      {
        if (_leren_buckets_size (&self->turns.by_session, i) > 0 || only >= 0)
          _leren_dialogue_hear (self, &voices, words, i);
        else
          self->n_unrecorded++;
      }
  _leren_dialogue_find_trends (self);
  return g_steal_pointer (&self);
}

typedef struct {
  LerenSnapshot *snapshot;
  char *session;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->snapshot);
  g_free (asked->session);
  g_free (asked);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Asked *asked = data;
  GError *error = NULL;
  LerenDialogue *self = leren_dialogue_read (asked->snapshot, asked->session, cancellable, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * leren_dialogue_read_async:
 * @snapshot: the records to look at
 * @session: (nullable): the id of a session, or %NULL for all in the scope of the snapshot
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: (closure): data for @callback
 *
 * Listens as leren_dialogue_read() does, without blocking.
 *
 * Since: 0.1
 */
void
leren_dialogue_read_async (LerenSnapshot *snapshot, const char *session, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Asked *asked;

  g_return_if_fail (LEREN_IS_SNAPSHOT (snapshot));

  asked = g_new0 (Asked, 1);
  asked->snapshot = g_object_ref (snapshot);
  asked->session = g_strdup (session);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, leren_dialogue_read_async);
  g_task_set_task_data (task, asked, asked_free);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * leren_dialogue_read_finish:
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_dialogue_read_async().
 *
 * Returns: (transfer full): what there is to say of it, or %NULL with an error as leren_dialogue_read() gives
 *
 * Since: 0.1
 */
LerenDialogue *
leren_dialogue_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
