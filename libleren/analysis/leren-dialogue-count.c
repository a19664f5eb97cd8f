/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-dialogue-private.h"

#include <math.h>

/* What one session comes to. */

static void
add_voices (LerenDialogue *self, LerenHeard *heard, const LerenSpeakers *voices)
{
  heard->first_voice = self->voices->len;
  heard->n_present = voices->n;
  for (guint32 i = 0; i < voices->n; i++)
    {
      LerenVoice voice = { .person = voices->people[i] };

      g_array_append_val (self->voices, voice);
    }
}

static void
add_turns (LerenDialogue *self, LerenHeard *heard, const LerenSpeakers *voices,
           const guint32 *words)
{
  const LerenTurns *turns = &self->turns;
  LerenVoice *all = &g_array_index (self->voices, LerenVoice, heard->first_voice);

  for (guint32 i = turns->by_session.offsets[heard->row];
       i < turns->by_session.offsets[heard->row + 1]; i++)
    {
      const guint32 turn = turns->by_session.items[i];
      const double amounts[LEREN_N_SPEECHES] = { 1, words[turn] != G_MAXUINT32 ? words[turn] : NAN,
                                                 turns->seconds[turn] };

      if (turns->kinds[turn] < LEREN_MAX_KINDS)
        heard->kinds[turns->kinds[turn]]++;
      if (turns->speakers[turn] < 0)
        continue;
      for (guint speech = 0; speech < LEREN_N_SPEECHES; speech++)
        if (!isnan (amounts[speech]))
          {
            all[voices->places[turns->speakers[turn]]].amounts[speech] += amounts[speech];
            all[voices->places[turns->speakers[turn]]].told[speech] = TRUE;
            heard->totals[speech] += amounts[speech];
            heard->n_told[speech]++;
          }
    }
}

/* What no turn of somebody who spoke tells is not nothing, but not known. */
static void
forget_untold (LerenDialogue *self, LerenHeard *heard, const LerenSpeakers *voices)
{
  LerenVoice *all = &g_array_index (self->voices, LerenVoice, heard->first_voice);

  for (guint speech = LEREN_SPEECH_WORDS; speech < LEREN_N_SPEECHES; speech++)
    {
      if (heard->n_told[speech] == 0)
        heard->totals[speech] = NAN;
      for (guint32 i = 0; i < heard->n_present; i++)
        if (heard->n_told[speech] == 0 || (voices->turns[i] > 0 && !all[i].told[speech]))
          all[i].amounts[speech] = NAN;
    }
}

static void
measure_evenness (LerenDialogue *self, LerenHeard *heard)
{
  for (guint speech = 0; speech < LEREN_N_SPEECHES; speech++)
    {
      double entropy = 0;

      heard->evenness[speech] = NAN;
      if (heard->n_present < 2 || !(heard->totals[speech] > 0))
        continue;
      for (guint32 i = 0; i < heard->n_present; i++)
        {
          const double share = _leren_dialogue_share (
            heard, _leren_dialogue_voice (self, heard, i)->amounts[speech], speech);

          /* what is not known of one is not known of all */
          if (share != 0)
            entropy -= share * log (share);
        }
      heard->evenness[speech] = entropy / log (heard->n_present);
    }
}

static void
find_client (LerenDialogue *self, LerenHeard *heard, const LerenSpeakers *voices)
{
  gboolean all_known = voices->n_present > 0, there = FALSE, spoke = FALSE;

  for (guint speech = 0; speech < LEREN_N_SPEECHES; speech++)
    heard->client_amounts[speech] = isnan (heard->totals[speech]) ? NAN : 0;
  for (guint32 i = 0; i < heard->n_present; i++)
    {
      const LerenVoice *voice = _leren_dialogue_voice (self, heard, i);
      const guint8 side = self->sides[voice->person];

      all_known = all_known && side != LEREN_SIDE_UNKNOWN;
      if ((side & LEREN_SIDE_CLIENT) == 0)
        continue;
      there = TRUE;
      spoke = spoke || voice->amounts[LEREN_SPEECH_TURNS] > 0;
      for (guint speech = 0; speech < LEREN_N_SPEECHES; speech++)
        heard->client_amounts[speech] += voice->amounts[speech];
    }
  heard->client = spoke       ? LEREN_CLIENT_VOICE_HEARD
                  : there     ? LEREN_CLIENT_VOICE_SILENT
                  : all_known ? LEREN_CLIENT_VOICE_ABSENT
                              : LEREN_CLIENT_VOICE_UNKNOWN;
}

/* the most turns first; those with as many stay in their order */
static gint
compare_voices (gconstpointer a, gconstpointer b, gpointer data)
{
  const double more = ((const LerenVoice *) b)->amounts[LEREN_SPEECH_TURNS] -
                      ((const LerenVoice *) a)->amounts[LEREN_SPEECH_TURNS];

  return more > 0 ? 1 : more < 0 ? -1 : 0;
}

static void
sort_voices (LerenDialogue *self, LerenHeard *heard)
{
  LerenVoice *all = &g_array_index (self->voices, LerenVoice, heard->first_voice);

  /* a stable sort */
  g_qsort_with_data (all, heard->n_present, sizeof *all, compare_voices, NULL);
  while (heard->n_voices < heard->n_present && all[heard->n_voices].amounts[LEREN_SPEECH_TURNS] > 0)
    heard->n_voices++;
}

/* Only what a turn says that it answers: one that follows another need not answer it. */
static void
add_replies (LerenDialogue *self, LerenHeard *heard)
{
  const LerenTurns *turns = &self->turns;
  const guint32 first = turns->by_session.offsets[heard->row];
  const guint32 size = _leren_buckets_size (&turns->by_session, heard->row);
  g_autofree guint64 *pairs = g_new (guint64, MAX (size, 1));
  g_autofree guint32 *order = g_new (guint32, MAX (size, 1));
  guint32 n = 0;

  heard->first_reply = self->replies->len;
  for (guint32 i = 0; i < size; i++)
    {
      const guint32 turn = turns->by_session.items[first + i];
      const gint32 from = turns->speakers[turn];
      const gint32 to = turns->answered[turn] >= 0 ? turns->speakers[turns->answered[turn]] : -1;

      if (from < 0 || to < 0)
        continue;
      order[n] = n;
      pairs[n++] = (guint64) from << 32 | to;
    }
  _leren_sort_by_keys (order, pairs, n);
  for (guint32 i = 0; i < n; i++)
    {
      LerenReply reply = { pairs[order[i]] >> 32, pairs[order[i]] & G_MAXUINT32, 1 };

      if (i > 0 && pairs[order[i]] == pairs[order[i - 1]])
        g_array_index (self->replies, LerenReply, self->replies->len - 1).n++;
      else
        g_array_append_val (self->replies, reply);
    }
  heard->n_replies = self->replies->len - heard->first_reply;
}

void
_leren_dialogue_hear (LerenDialogue *self, LerenSpeakers *voices, const guint32 *words,
                      guint32 session)
{
  LerenHeard heard = { .row = session };

  _leren_speakers_hear (voices, &self->turns, session);
  add_voices (self, &heard, voices);
  add_turns (self, &heard, voices, words);
  forget_untold (self, &heard, voices);
  measure_evenness (self, &heard);
  find_client (self, &heard, voices);
  sort_voices (self, &heard);
  add_replies (self, &heard);
  heard.asking = _leren_turns_count_asking (&self->turns, session);
  g_array_append_val (self->sessions, heard);
}

double
_leren_dialogue_sum_role (LerenDialogue *self, const LerenHeard *heard, guint8 role,
                          LerenSpeech speech, guint *n_people)
{
  const LerenVector *roles = _leren_rows_get_vector (self->turns.people, "roles");
  double sum = isnan (heard->totals[speech]) ? NAN : 0;

  *n_people = 0;
  for (guint32 i = 0; i < heard->n_present; i++)
    {
      const LerenVoice *voice = _leren_dialogue_voice (self, heard, i);

      for (guint32 j = roles->offsets[voice->person]; j < roles->offsets[voice->person + 1]; j++)
        if (roles->codes[j] == role)
          {
            (*n_people)++;
            sum += voice->amounts[speech];
            break;
          }
    }
  return sum;
}
