/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-dialogue-private.h"

#include "analysis/leren-meetings-private.h"
#include "snapshot/leren-table-private.h"

#include <math.h>

/* the turns of which the words are not those of the snapshot, or not known */
static void
add_fates (LerenDialogue *self, LerenTable *table)
{
  for (guint i = 0; i < self->changed->len; i++)
    _leren_table_add_changed (table, g_strdup (g_ptr_array_index (self->changed, i)));
  for (guint i = 0; i < self->gone->len; i++)
    _leren_table_add_gone (table, g_strdup (g_ptr_array_index (self->gone, i)));
}

static guint
integer_column (LerenTable *table, const char *name)
{
  return _leren_table_add_column (table, name, LEREN_COLUMN_KIND_INTEGER, NULL);
}

static guint
number_column (LerenTable *table, const char *name)
{
  return _leren_table_add_column (table, name, LEREN_COLUMN_KIND_NUMBER, NULL);
}

static guint
text_column (LerenTable *table, const char *name)
{
  return _leren_table_add_column (table, name, LEREN_COLUMN_KIND_TEXT, NULL);
}

/* The sessions in the order in time, those without a time last. */
static guint32 *
order_sessions (LerenDialogue *self, const gint64 *started)
{
  const guint32 n = self->sessions->len;
  g_autofree guint64 *keys = g_new (guint64, MAX (n, 1));
  guint32 *order = g_new (guint32, MAX (n, 1));

  for (guint32 i = 0; i < n; i++)
    {
      const gint64 moment = started[_leren_dialogue_session (self, i)->row];

      order[i] = i;
      keys[i] = moment == LEREN_ABSENT_TIME ? G_MAXUINT64
                                            : (guint64) moment ^ (G_GUINT64_CONSTANT (1) << 63);
    }
  _leren_sort_by_keys (order, keys, n);
  return order;
}

/**
 * leren_dialogue_get_sessions_table:
 * @self: a dialogue
 *
 * A row for each session, to compare them over time: those with a time in its order, then the
 * others. The columns are `session`, `started`, `team`, `practice`, `present`, `voices` (people who
 * spoke), `turns`, `words`, `seconds`, `evenness` (by turns), `evenness_words`, `evenness_seconds`,
 * `open_questions`, `closed_questions`, `advice`, `question_advice_ratio`,
 * `advice_before_question`, `client` (whether the client's perspective was heard) and
 * `client_share` (of the turns).
 *
 * leren_table_get_changed() and leren_table_get_gone() name the turns that were changed or deleted
 * since the snapshot was taken.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_dialogue_get_sessions_table (LerenDialogue *self)
{
  static const char *const client_words[] = { "unknown", "absent", "silent", "heard", NULL };
  const LerenRows *sessions, *teams, *practices;
  const gint64 *started;
  g_autofree guint32 *order = NULL;
  LerenTable *table;
  guint session, at, team, practice, present, voices, speeches[3], evenness[3], open, closed,
    advice, ratio, early, client, client_share;

  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), NULL);

  sessions = self->turns.sessions;
  teams = _leren_snapshot_get_rows (self->snapshot, "team");
  practices = _leren_snapshot_get_rows (self->snapshot, "practice");
  started = _leren_rows_get_vector (sessions, "started")->integers;
  table = _leren_table_new ();
  session = text_column (table, "session");
  at = _leren_table_add_column (table, "started", LEREN_COLUMN_KIND_TIME, NULL);
  team = text_column (table, "team");
  practice = text_column (table, "practice");
  present = integer_column (table, "present");
  voices = integer_column (table, "voices");
  speeches[LEREN_SPEECH_TURNS] = number_column (table, "turns");
  speeches[LEREN_SPEECH_WORDS] = number_column (table, "words");
  speeches[LEREN_SPEECH_SECONDS] = number_column (table, "seconds");
  evenness[LEREN_SPEECH_TURNS] = number_column (table, "evenness");
  evenness[LEREN_SPEECH_WORDS] = number_column (table, "evenness_words");
  evenness[LEREN_SPEECH_SECONDS] = number_column (table, "evenness_seconds");
  open = integer_column (table, "open_questions");
  closed = integer_column (table, "closed_questions");
  advice = integer_column (table, "advice");
  ratio = number_column (table, "question_advice_ratio");
  early = integer_column (table, "advice_before_question");
  client = _leren_table_add_column (table, "client", LEREN_COLUMN_KIND_CATEGORY, client_words);
  client_share = number_column (table, "client_share");

  order = order_sessions (self, started);
  for (guint i = 0; i < self->sessions->len; i++)
    {
      const LerenHeard *heard = _leren_dialogue_session (self, order[i]);
      const gint32 in_team = sessions->belongs[LEREN_BELONGS_TO_TEAM][heard->row];
      const gint32 in_practice = sessions->belongs[LEREN_BELONGS_TO_PRACTICE][heard->row];

      _leren_table_add_id (table, session, sessions, heard->row);
      if (started[heard->row] != LEREN_ABSENT_TIME)
        _leren_table_add_integer (table, at, started[heard->row]);
      else
        _leren_table_add_absent (table, at);
      if (in_team >= 0)
        _leren_table_add_id (table, team, teams, in_team);
      else
        _leren_table_add_absent (table, team);
      if (in_practice >= 0)
        _leren_table_add_id (table, practice, practices, in_practice);
      else
        _leren_table_add_absent (table, practice);
      _leren_table_add_integer (table, present, heard->n_present);
      _leren_table_add_integer (table, voices, heard->n_voices);
      for (guint speech = 0; speech < LEREN_N_SPEECHES; speech++)
        {
          _leren_table_add_figure (table, speeches[speech], heard->totals[speech]);
          _leren_table_add_figure (table, evenness[speech], heard->evenness[speech]);
        }
      _leren_table_add_integer (table, open, heard->asking.n_open);
      _leren_table_add_integer (table, closed, heard->asking.n_closed);
      _leren_table_add_integer (table, advice, heard->asking.n_advice);
      _leren_table_add_figure (table, ratio,
                               leren_dialogue_get_question_advice_ratio (self, order[i]));
      _leren_table_add_integer (table, early, heard->asking.n_early);
      _leren_table_add_integer (table, client, heard->client);
      _leren_table_add_figure (
        table, client_share, leren_dialogue_get_client_share (self, order[i], LEREN_SPEECH_TURNS));
    }
  add_fates (self, table);
  _leren_table_seal (table, self->sessions->len);
  return table;
}

/**
 * leren_dialogue_get_voices_table:
 * @self: a dialogue
 *
 * A row for each person present at each session, with the columns `session`, `participant`,
 * `turns`, `turns_share`, `words`, `words_share`, `seconds` and `seconds_share`. Somebody who did
 * not speak has no turns.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_dialogue_get_voices_table (LerenDialogue *self)
{
  static const char *const names[][2] = { { "turns", "turns_share" },
                                          { "words", "words_share" },
                                          { "seconds", "seconds_share" } };
  LerenTable *table;
  guint session, participant, columns[LEREN_N_SPEECHES][2], n_rows = 0;

  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), NULL);

  table = _leren_table_new ();
  session = text_column (table, "session");
  participant = text_column (table, "participant");
  for (guint speech = 0; speech < LEREN_N_SPEECHES; speech++)
    for (guint i = 0; i < 2; i++)
      columns[speech][i] = number_column (table, names[speech][i]);
  for (guint i = 0; i < self->sessions->len; i++)
    {
      const LerenHeard *heard = _leren_dialogue_session (self, i);

      for (guint j = 0; j < heard->n_present; j++, n_rows++)
        {
          const LerenVoice *voice = _leren_dialogue_voice (self, heard, j);

          _leren_table_add_id (table, session, self->turns.sessions, heard->row);
          _leren_table_add_id (table, participant, self->turns.people, voice->person);
          for (guint speech = 0; speech < LEREN_N_SPEECHES; speech++)
            {
              const double amount = voice->amounts[speech];

              _leren_table_add_figure (table, columns[speech][0], amount);
              _leren_table_add_figure (table, columns[speech][1],
                                       _leren_dialogue_share (heard, amount, speech));
            }
        }
    }
  add_fates (self, table);
  _leren_table_seal (table, n_rows);
  return table;
}

/**
 * leren_dialogue_get_replies_table:
 * @self: a dialogue
 *
 * Who answers whom: a row for each two people of whom one answered the other in a session, with the
 * columns `session`, `from` (who answered), `to` (who was answered) and `turns`. Only turns that
 * name the one they answer count: that one turn follows another does not show that it answers it.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_dialogue_get_replies_table (LerenDialogue *self)
{
  LerenTable *table;
  guint session, from, to, turns;

  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), NULL);

  table = _leren_table_new ();
  session = text_column (table, "session");
  from = text_column (table, "from");
  to = text_column (table, "to");
  turns = integer_column (table, "turns");
  for (guint i = 0; i < self->sessions->len; i++)
    {
      const LerenHeard *heard = _leren_dialogue_session (self, i);

      for (guint j = 0; j < heard->n_replies; j++)
        {
          const LerenReply *reply =
            &g_array_index (self->replies, LerenReply, heard->first_reply + j);

          _leren_table_add_id (table, session, self->turns.sessions, heard->row);
          _leren_table_add_id (table, from, self->turns.people, reply->from);
          _leren_table_add_id (table, to, self->turns.people, reply->to);
          _leren_table_add_integer (table, turns, reply->n);
        }
    }
  _leren_table_seal (table, self->replies->len);
  return table;
}

/**
 * leren_dialogue_get_trends_table:
 * @self: a dialogue
 *
 * How the sessions of a group change: a row for each group with two dated sessions or more. The
 * columns are `group_type` (`team`, or `practice` where that has no teams), `group`, `sessions` (how many are
 * dated), and the trends of `evenness`, `evenness_words`, `evenness_seconds`, of `open_questions`
 * and `advice` (each as a share of the turns) and of `client` (the share of turns of clients or
 * residents, experts by experience and informal carers). A trend is the mean of the figure in the
 * later half of the dated sessions that have it less its mean in the earlier half; with fewer than
 * four such sessions it is absent.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_dialogue_get_trends_table (LerenDialogue *self)
{
  static const char *const types[] = { "team", "practice", NULL };
  LerenTable *table;
  guint type, group, sessions, trends[LEREN_N_FIGURES];

  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), NULL);

  table = _leren_table_new ();
  type = _leren_table_add_column (table, "group_type", LEREN_COLUMN_KIND_CATEGORY, types);
  group = text_column (table, "group");
  sessions = integer_column (table, "sessions");
  for (guint i = 0; i < LEREN_N_FIGURES; i++)
    trends[i] = number_column (table, _leren_dialogue_figure_names[i]);
  for (guint i = 0; i < self->trends->len; i++)
    {
      const LerenDialogueTrend *trend = &g_array_index (self->trends, LerenDialogueTrend, i);
      guint32 row;
      const LerenRows *rows = _leren_group_at (self->snapshot, trend->group, &row);

      _leren_table_add_integer (table, type, !g_str_equal (rows->declaration->name, types[0]));
      _leren_table_add_id (table, group, rows, row);
      _leren_table_add_integer (table, sessions, trend->n_sessions);
      for (guint j = 0; j < LEREN_N_FIGURES; j++)
        _leren_table_add_figure (table, trends[j], trend->trends[j]);
    }
  _leren_table_seal (table, self->trends->len);
  return table;
}
