/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-turns-private.h"

void
_leren_turns_read (LerenTurns *self, LerenSnapshot *snapshot, gint32 only)
{
  const LerenRows *sessions = _leren_snapshot_get_rows (snapshot, "session");
  const LerenRows *turns = _leren_snapshot_get_rows (snapshot, "contribution");
  const gint32 *in = _leren_rows_get_references (turns, "session");
  g_autofree gint32 *keys = g_new (gint32, MAX (turns->n_rows, 1));
  g_autofree guint32 *order = NULL;

  self->sessions = sessions;
  self->turns = turns;
  self->people = _leren_snapshot_get_rows (snapshot, "participant");
  self->present = _leren_rows_get_vector (sessions, "present");
  self->speakers = _leren_rows_get_references (turns, "speaker");
  self->answered = _leren_rows_get_references (turns, "in_reply_to");
  self->kinds = _leren_rows_get_codes (turns, "kind");
  self->seconds = _leren_rows_get_numbers (turns, "seconds");
  self->open = _leren_rows_code_of (turns, "kind", "open-question");
  self->closed = _leren_rows_code_of (turns, "kind", "closed-question");
  self->advice = _leren_rows_code_of (turns, "kind", "advice");
  for (guint32 i = 0; i < turns->n_rows; i++)
    keys[i] = in[i] >= 0 && (only >= 0 ? in[i] == only : _leren_rows_in_scope (sessions, in[i]))
                ? in[i]
                : -1;
  order = _leren_order_in_time (turns->moments, turns->n_rows);
  _leren_buckets_fill (&self->by_session, keys, order, turns->n_rows, sessions->n_rows);
}

void
_leren_turns_clear (LerenTurns *self)
{
  _leren_buckets_clear (&self->by_session);
}

LerenAsking
_leren_turns_count_asking (const LerenTurns *self, guint32 session)
{
  LerenAsking asking = { 0 };

  for (guint32 i = self->by_session.offsets[session]; i < self->by_session.offsets[session + 1];
       i++)
    {
      const guint8 kind = self->kinds[self->by_session.items[i]];

      asking.n_open += kind == self->open;
      asking.n_closed += kind == self->closed;
      asking.n_advice += kind == self->advice;
      asking.n_early += kind == self->advice && asking.n_open == 0;
    }
  return asking;
}

void
_leren_speakers_init (LerenSpeakers *self, const LerenTurns *turns)
{
  const guint32 n_people = MAX (turns->people->n_rows, 1);

  *self = (LerenSpeakers){ 0 };
  self->people = g_new (gint32, n_people);
  self->turns = g_new (guint32, n_people);
  self->seconds = g_new (double, n_people);
  self->places = g_new (gint32, n_people);
  for (guint32 i = 0; i < n_people; i++)
    self->places[i] = -1;
}

static void
add_person (LerenSpeakers *self, gint32 person)
{
  if (person < 0 || self->places[person] >= 0)
    return;
  self->places[person] = self->n;
  self->people[self->n] = person;
  self->turns[self->n] = 0;
  self->seconds[self->n] = 0;
  self->n++;
}

void
_leren_speakers_hear (LerenSpeakers *self, const LerenTurns *turns, guint32 session)
{
  const LerenBuckets *said = &turns->by_session;

  for (guint32 i = 0; i < self->n; i++)
    self->places[self->people[i]] = -1;
  self->n = self->n_timed = 0;
  for (guint32 i = turns->present->offsets[session]; i < turns->present->offsets[session + 1]; i++)
    add_person (self, turns->present->rows[i]);
  self->n_present = self->n;
  for (guint32 i = said->offsets[session]; i < said->offsets[session + 1]; i++)
    {
      const gint32 speaker = turns->speakers[said->items[i]];
      const double seconds = turns->seconds[said->items[i]];

      if (speaker < 0)
        continue;
      add_person (self, speaker);
      self->turns[self->places[speaker]]++;
      /* absent is not a number */
      if (seconds == seconds)
        {
          self->seconds[self->places[speaker]] += seconds;
          self->n_timed++;
        }
    }
}

void
_leren_speakers_clear (LerenSpeakers *self)
{
  g_clear_pointer (&self->people, g_free);
  g_clear_pointer (&self->turns, g_free);
  g_clear_pointer (&self->seconds, g_free);
  g_clear_pointer (&self->places, g_free);
}

static const struct {
  const char *role;
  LerenSide side;
} sides[] = {
  { "client", LEREN_SIDE_CLIENT },      { "expert-by-experience", LEREN_SIDE_CLIENT },
  { "carer", LEREN_SIDE_CLIENT },       { "professional", LEREN_SIDE_TEAM },
  { "volunteer", LEREN_SIDE_TEAM },     { "manager", LEREN_SIDE_LEADING },
  { "coach", LEREN_SIDE_LEADING },      { "policy-maker", LEREN_SIDE_LEADING },
  { "researcher", LEREN_SIDE_OUTSIDE }, { "educator", LEREN_SIDE_OUTSIDE },
};

guint8 *
_leren_read_sides (const LerenRows *people)
{
  const LerenVector *roles = _leren_rows_get_vector (people, "roles");
  guint8 *found = g_new0 (guint8, MAX (people->n_rows, 1));
  guint8 side_of[256] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    side_of[_leren_rows_code_of (people, "roles", sides[i].role)] = sides[i].side;
  side_of[0] = LEREN_SIDE_UNKNOWN;
  for (guint32 i = 0; i < people->n_rows; i++)
    for (guint32 j = roles->offsets[i]; j < roles->offsets[i + 1]; j++)
      found[i] |= side_of[roles->codes[j]];
  return found;
}
