/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-profile-private.h"

/* As in _leren_weigh_codings(): the record is one voice, so is each concept that a coder names; most
 * voices decide, and where as many name another, the record's own stands. -1 for none */
static gint
place_of_record (const LerenObservation *const *observations, guint32 n)
{
  guint32 votes[256] = { 0 };
  gint own = -1, first = observations[0]->concept;
  guint n_most = 0;

  if (n == 1)
    return first;
  for (guint32 i = 0; i < n; i++)
    votes[observations[i]->concept]++;
  for (guint32 i = 0; i < n; i++)
    {
      if (!observations[i]->coded)
        own = observations[i]->concept;
      if (votes[observations[i]->concept] > votes[first])
        first = observations[i]->concept;
    }
  for (guint place = 0; place < G_N_ELEMENTS (votes); place++)
    n_most += votes[place] == votes[first];
  if (own >= 0 && votes[own] == votes[first])
    return own;
  return n_most == 1 ? first : own;
}

GArray *
_leren_profile_trace (const LerenProfileInput *input)
{
  GArray *trace = g_array_new (FALSE, FALSE, sizeof (LerenStep));
  const LerenObservation *const *all = (const LerenObservation *const *) input->observations;

  for (guint32 i = 0, n; i < input->n_observations; i += n)
    {
      const LerenObservation *first = all[i];
      gint place;

      for (n = 1; i + n < input->n_observations && all[i + n]->rowid == first->rowid; n++)
        ;
      /* what state a record is in now says nothing of when it came there */
      if (first->state || (first->moment == LEREN_ABSENT_TIME && first->session < 0))
        continue;
      place = place_of_record (all + i, n);
      if (place >= 0)
        {
          LerenStep step = { first->moment, first->session, place, first->timed };

          g_array_append_val (trace, step);
        }
    }
  return trace;
}

gboolean
_leren_step_follows (const LerenStep *before, const LerenStep *after)
{
  if (before->session >= 0 && before->session == after->session)
    return TRUE;
  return before->moment != LEREN_ABSENT_TIME && after->moment != LEREN_ABSENT_TIME &&
         after->moment > before->moment;
}

double *
_leren_profile_measure_days (const GArray *trace, guint n_concepts)
{
  g_autofree guint32 *n_stays = g_new0 (guint32, n_concepts);
  double *days = g_new0 (double, n_concepts);

  for (guint i = 0, next; i < trace->len; i = next)
    {
      const LerenStep *first = &g_array_index (trace, LerenStep, i);
      const LerenStep *left;

      for (next = i + 1; next < trace->len; next++)
        if (g_array_index (trace, LerenStep, next).place != first->place)
          break;
      if (next == trace->len)
        break;
      left = &g_array_index (trace, LerenStep, next);
      if (!first->timed || !left->timed)
        continue;
      days[first->place] += (left->moment - first->moment) / (double) G_TIME_SPAN_DAY;
      n_stays[first->place]++;
    }
  for (guint i = 0; i < n_concepts; i++)
    days[i] = n_stays[i] > 0 ? days[i] / n_stays[i] : (double) NAN;
  return days;
}

gint
_leren_profile_find_missing (LerenProfileGroup *group, const guint8 *seen, guint n_concepts)
{
  gint furthest = -1;

  group->missing = g_new0 (guint8, n_concepts);
  for (guint i = 0; i < n_concepts; i++)
    if (seen[i])
      furthest = i;
  for (gint i = 0; i < furthest; i++)
    group->missing[i] = !seen[i];
  return furthest;
}
