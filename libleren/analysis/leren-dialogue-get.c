/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-dialogue-private.h"

#include "analysis/leren-meetings-private.h"

#include <math.h>

const char *const _leren_client_voice_names[] = {
  [LEREN_CLIENT_VOICE_UNKNOWN] = "unknown",
  [LEREN_CLIENT_VOICE_ABSENT] = "absent",
  [LEREN_CLIENT_VOICE_SILENT] = "silent",
  [LEREN_CLIENT_VOICE_HEARD] = "heard",
};

/* An id stands in a block without ends; the texts that were asked for are kept. */
static const char *
intern_id (LerenDialogue *self, const LerenRows *rows, guint32 row)
{
  char *id = _leren_rows_dup_id (rows, row);
  char *kept = g_hash_table_lookup (self->ids, id);

  if (kept == NULL)
    {
      g_hash_table_add (self->ids, id);
      return id;
    }
  g_free (id);
  return kept;
}

static double
share_of (LerenDialogue *self, guint session, double amount, LerenSpeech speech)
{
  return _leren_dialogue_share (_leren_dialogue_session (self, session), amount, speech);
}

/* G_MAXUINT8 is no code of a role */
static guint8
code_of_role (LerenDialogue *self, LerenRole role)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (LEREN_TYPE_ROLE);
  const GEnumValue *value = g_enum_get_value (class, role);
  guint8 code =
    value != NULL ? _leren_rows_code_of (self->turns.people, "roles", value->value_nick) : 0;

  return code != 0 ? code : G_MAXUINT8;
}

/**
 * leren_dialogue_get_n_sessions:
 * @self: a dialogue
 *
 * How many sessions were listened to.
 *
 * Returns: the number of sessions
 *
 * Since: 0.1
 */
guint
leren_dialogue_get_n_sessions (LerenDialogue *self)
{
  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), 0);
  return self->sessions->len;
}

/**
 * leren_dialogue_get_n_unrecorded:
 * @self: a dialogue
 *
 * How many sessions are in scope of which no turn is on record. They are left out.
 *
 * Returns: the number of sessions
 *
 * Since: 0.1
 */
guint
leren_dialogue_get_n_unrecorded (LerenDialogue *self)
{
  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), 0);
  return self->n_unrecorded;
}

/**
 * leren_dialogue_get_session:
 * @self: a dialogue
 * @session: which session, counted from 0
 *
 * The session that was listened to. Sessions come in the order in which they were stored.
 *
 * Returns: the id of the session
 *
 * Since: 0.1
 */
const char *
leren_dialogue_get_session (LerenDialogue *self, guint session)
{
  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), NULL);
  g_return_val_if_fail (session < self->sessions->len, NULL);
  return intern_id (self, self->turns.sessions, _leren_dialogue_session (self, session)->row);
}

/**
 * leren_dialogue_get_n_voices:
 * @self: a dialogue
 * @session: which session, counted from 0
 *
 * How many people spoke. They come first among those present, the one with the most turns first.
 *
 * Returns: the number of people
 *
 * Since: 0.1
 */
guint
leren_dialogue_get_n_voices (LerenDialogue *self, guint session)
{
  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), 0);
  g_return_val_if_fail (session < self->sessions->len, 0);
  return _leren_dialogue_session (self, session)->n_voices;
}

/**
 * leren_dialogue_get_n_present:
 * @self: a dialogue
 * @session: which session, counted from 0
 *
 * How many people were present: those whom the session names, and those who spoke. From
 * leren_dialogue_get_n_voices() on come those who did not speak.
 *
 * Returns: the number of people
 *
 * Since: 0.1
 */
guint
leren_dialogue_get_n_present (LerenDialogue *self, guint session)
{
  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), 0);
  g_return_val_if_fail (session < self->sessions->len, 0);
  return _leren_dialogue_session (self, session)->n_present;
}

/**
 * leren_dialogue_get_participant:
 * @self: a dialogue
 * @session: which session, counted from 0
 * @voice: (attributes leren.below=get_n_present): which of the people present, counted from 0
 *
 * Who it is.
 *
 * Returns: the id of the participant
 *
 * Since: 0.1
 */
const char *
leren_dialogue_get_participant (LerenDialogue *self, guint session, guint voice)
{
  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), NULL);
  g_return_val_if_fail (session < self->sessions->len, NULL);
  g_return_val_if_fail (voice < _leren_dialogue_session (self, session)->n_present, NULL);
  return intern_id (
    self, self->turns.people,
    _leren_dialogue_voice (self, _leren_dialogue_session (self, session), voice)->person);
}

/**
 * leren_dialogue_get_amount:
 * @self: a dialogue
 * @session: which session, counted from 0
 * @voice: (attributes leren.below=get_n_present): which of the people present, counted from 0
 * @speech: by what it is measured
 *
 * How much somebody said: the number of turns, of words, or of seconds, over the turns that tell it.
 *
 * Returns: the amount, 0 or more, or NaN where it is not known: no turn of the session tells it, or none of
 *   somebody who spoke
 *
 * Since: 0.1
 */
double
leren_dialogue_get_amount (LerenDialogue *self, guint session, guint voice, LerenSpeech speech)
{
  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), NAN);
  g_return_val_if_fail (session < self->sessions->len, NAN);
  g_return_val_if_fail (voice < _leren_dialogue_session (self, session)->n_present, NAN);
  g_return_val_if_fail (speech < LEREN_N_SPEECHES, NAN);
  return _leren_dialogue_voice (self, _leren_dialogue_session (self, session), voice)
    ->amounts[speech];
}

/**
 * leren_dialogue_get_share:
 * @self: a dialogue
 * @session: which session, counted from 0
 * @voice: (attributes leren.below=get_n_present): which of the people present, counted from 0
 * @speech: by what it is measured
 *
 * What somebody said, divided by what all said.
 *
 * Returns: the share, from 0 to 1, or NaN where nothing was said or no turn tells it
 *
 * Since: 0.1
 */
double
leren_dialogue_get_share (LerenDialogue *self, guint session, guint voice, LerenSpeech speech)
{
  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), NAN);
  g_return_val_if_fail (session < self->sessions->len, NAN);
  g_return_val_if_fail (voice < _leren_dialogue_session (self, session)->n_present, NAN);
  g_return_val_if_fail (speech < LEREN_N_SPEECHES, NAN);
  return share_of (self, session, leren_dialogue_get_amount (self, session, voice, speech), speech);
}

/**
 * leren_dialogue_get_total:
 * @self: a dialogue
 * @session: which session, counted from 0
 * @speech: by what it is measured
 *
 * How much all said.
 *
 * Returns: the number of turns, of words, or of seconds; NaN where no turn tells it
 *
 * Since: 0.1
 */
double
leren_dialogue_get_total (LerenDialogue *self, guint session, LerenSpeech speech)
{
  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), NAN);
  g_return_val_if_fail (session < self->sessions->len, NAN);
  g_return_val_if_fail (speech < LEREN_N_SPEECHES, NAN);
  return _leren_dialogue_session (self, session)->totals[speech];
}

/**
 * leren_dialogue_get_evenness:
 * @self: a dialogue
 * @session: which session, counted from 0
 * @speech: by what it is measured
 *
 * How evenly those present share in what is said: the entropy of their shares divided by the
 * logarithm of their number (Shannon, 1948; Pielou, 1966).
 *
 * Returns: from 0, where one person says all, to 1, where all say as much; NaN with fewer than two people
 *   present, and where it is not known of all of them
 *
 * Since: 0.1
 */
double
leren_dialogue_get_evenness (LerenDialogue *self, guint session, LerenSpeech speech)
{
  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), NAN);
  g_return_val_if_fail (session < self->sessions->len, NAN);
  g_return_val_if_fail (speech < LEREN_N_SPEECHES, NAN);
  return _leren_dialogue_session (self, session)->evenness[speech];
}

/**
 * leren_dialogue_get_n_of_kind:
 * @self: a dialogue
 * @session: which session, counted from 0
 * @kind: a kind of contribution
 *
 * How many turns are of a kind, such as open questions, closed questions and advice.
 *
 * Returns: the number of turns
 *
 * Since: 0.1
 */
guint
leren_dialogue_get_n_of_kind (LerenDialogue *self, guint session, LerenContributionKind kind)
{
  g_autoptr (GEnumClass) class = NULL;
  const GEnumValue *value;
  guint8 code;

  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), 0);
  g_return_val_if_fail (session < self->sessions->len, 0);

  class = g_type_class_ref (LEREN_TYPE_CONTRIBUTION_KIND);
  value = g_enum_get_value (class, kind);
  code = value != NULL ? _leren_rows_code_of (self->turns.turns, "kind", value->value_nick) : 0;
  return code != 0 && code < LEREN_MAX_KINDS ? _leren_dialogue_session (self, session)->kinds[code]
                                             : 0;
}

/**
 * leren_dialogue_get_question_advice_ratio:
 * @self: a dialogue
 * @session: which session, counted from 0
 *
 * The number of questions, open and closed, divided by the number of pieces of advice.
 *
 * Returns: the ratio, 0 or more, or NaN where there was no advice
 *
 * Since: 0.1
 */
double
leren_dialogue_get_question_advice_ratio (LerenDialogue *self, guint session)
{
  const LerenAsking *asking;

  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), NAN);
  g_return_val_if_fail (session < self->sessions->len, NAN);

  asking = &_leren_dialogue_session (self, session)->asking;
  return asking->n_advice > 0 ? (double) (asking->n_open + asking->n_closed) / asking->n_advice
                              : NAN;
}

/**
 * leren_dialogue_get_n_advice_before_question:
 * @self: a dialogue
 * @session: which session, counted from 0
 *
 * How many pieces of advice came before the first open question, by the time of the turns where it
 * is known and otherwise in the order in which they were stored; all of them where no open question was asked.
 *
 * Returns: the number of turns
 *
 * Since: 0.1
 */
guint
leren_dialogue_get_n_advice_before_question (LerenDialogue *self, guint session)
{
  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), 0);
  g_return_val_if_fail (session < self->sessions->len, 0);
  return _leren_dialogue_session (self, session)->asking.n_early;
}

/**
 * leren_dialogue_get_client_voice:
 * @self: a dialogue
 * @session: which session, counted from 0
 *
 * Whether the perspective of those whom the work is for was there, by the roles of the people present:
 * a client or resident, an expert by experience or an informal carer.
 *
 * Returns: whether it was heard
 *
 * Since: 0.1
 */
LerenClientVoice
leren_dialogue_get_client_voice (LerenDialogue *self, guint session)
{
  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), LEREN_CLIENT_VOICE_UNKNOWN);
  g_return_val_if_fail (session < self->sessions->len, LEREN_CLIENT_VOICE_UNKNOWN);
  return _leren_dialogue_session (self, session)->client;
}

/**
 * leren_dialogue_get_client_share:
 * @self: a dialogue
 * @session: which session, counted from 0
 * @speech: by what it is measured
 *
 * What clients or residents, experts by experience and informal carers said, divided by what all said.
 *
 * Returns: the share, from 0 to 1, or NaN where nothing was said or no turn tells it
 *
 * Since: 0.1
 */
double
leren_dialogue_get_client_share (LerenDialogue *self, guint session, LerenSpeech speech)
{
  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), NAN);
  g_return_val_if_fail (session < self->sessions->len, NAN);
  g_return_val_if_fail (speech < LEREN_N_SPEECHES, NAN);
  return share_of (self, session, _leren_dialogue_session (self, session)->client_amounts[speech],
                   speech);
}

/**
 * leren_dialogue_get_role_share:
 * @self: a dialogue
 * @session: which session, counted from 0
 * @role: a role
 * @speech: by what it is measured
 *
 * What people in a role said, divided by what all said. Somebody who has several roles counts in each of them.
 *
 * Returns: the share, from 0 to 1, or NaN where nothing was said or no turn tells it
 *
 * Since: 0.1
 */
double
leren_dialogue_get_role_share (LerenDialogue *self, guint session, LerenRole role,
                               LerenSpeech speech)
{
  const LerenHeard *heard;
  guint n_people;
  double sum;

  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), NAN);
  g_return_val_if_fail (session < self->sessions->len, NAN);
  g_return_val_if_fail (speech < LEREN_N_SPEECHES, NAN);

  heard = _leren_dialogue_session (self, session);
  sum = _leren_dialogue_sum_role (self, heard, code_of_role (self, role), speech, &n_people);
  return share_of (self, session, sum, speech);
}

/**
 * leren_dialogue_get_n_in_role:
 * @self: a dialogue
 * @session: which session, counted from 0
 * @role: a role
 *
 * How many people in a role were present.
 *
 * Returns: the number of people
 *
 * Since: 0.1
 */
guint
leren_dialogue_get_n_in_role (LerenDialogue *self, guint session, LerenRole role)
{
  const LerenHeard *heard;
  guint n_people;

  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), 0);
  g_return_val_if_fail (session < self->sessions->len, 0);

  heard = _leren_dialogue_session (self, session);
  _leren_dialogue_sum_role (self, heard, code_of_role (self, role), LEREN_SPEECH_TURNS, &n_people);
  return n_people;
}

static const LerenDialogueTrend *
trend_at (LerenDialogue *self, guint group)
{
  return &g_array_index (self->trends, LerenDialogueTrend, group);
}

/**
 * leren_dialogue_get_n_groups:
 * @self: a dialogue
 *
 * How many groups there are with two dated sessions or more: teams, and practices without teams.
 *
 * Returns: the number of groups
 *
 * Since: 0.1
 */
guint
leren_dialogue_get_n_groups (LerenDialogue *self)
{
  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), 0);
  return self->trends->len;
}

/**
 * leren_dialogue_get_group:
 * @self: a dialogue
 * @group: which group, counted from 0
 *
 * The team, or the practice without teams.
 *
 * Returns: the id of the team or the practice
 *
 * Since: 0.1
 */
const char *
leren_dialogue_get_group (LerenDialogue *self, guint group)
{
  const LerenRows *rows;
  guint32 row;

  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), NULL);
  g_return_val_if_fail (group < self->trends->len, NULL);

  rows = _leren_group_at (self->snapshot, trend_at (self, group)->group, &row);
  return intern_id (self, rows, row);
}

/**
 * leren_dialogue_get_n_dated:
 * @self: a dialogue
 * @group: which group, counted from 0
 *
 * How many of the sessions of a group say when they were.
 *
 * Returns: the number of sessions
 *
 * Since: 0.1
 */
guint
leren_dialogue_get_n_dated (LerenDialogue *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), 0);
  g_return_val_if_fail (group < self->trends->len, 0);
  return trend_at (self, group)->n_sessions;
}

/**
 * leren_dialogue_get_trend:
 * @self: a dialogue
 * @group: which group, counted from 0
 * @figure: which figure
 *
 * How a figure changes over the dated sessions of a group: its mean in the later half of the
 * sessions that have it, less its mean in the earlier half. Of an odd number, the one in the middle
 * belongs to the later half.
 *
 * Returns: the difference, from -1 to 1, or NaN with fewer than four such sessions
 *
 * Since: 0.1
 */
double
leren_dialogue_get_trend (LerenDialogue *self, guint group, LerenDialogueFigure figure)
{
  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), NAN);
  g_return_val_if_fail (group < self->trends->len, NAN);
  g_return_val_if_fail (figure < LEREN_N_FIGURES, NAN);
  return trend_at (self, group)->trends[figure];
}
