/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-dialogue-private.h"

#include "analysis/leren-meetings-private.h"

#include <math.h>

/* How the figures of a group's sessions change: the mean of the later half of its dated sessions
 * less that of the earlier half, as the trend of a profile is measured too. The order in which
 * sessions were written down says nothing of time: undated ones are left out. */

#define MIN_FOR_TREND 4

const char *const _leren_dialogue_figure_names[LEREN_N_FIGURES] = {
  "evenness", "evenness_words", "evenness_seconds", "open_questions", "advice", "client",
};

double
_leren_dialogue_figure (const LerenHeard *heard, LerenDialogueFigure figure)
{
  const double turns = heard->totals[LEREN_SPEECH_TURNS];

  switch (figure)
    {
    case LEREN_DIALOGUE_FIGURE_EVENNESS:
    case LEREN_DIALOGUE_FIGURE_EVENNESS_WORDS:
    case LEREN_DIALOGUE_FIGURE_EVENNESS_SECONDS:
      return heard->evenness[figure - LEREN_DIALOGUE_FIGURE_EVENNESS];
    case LEREN_DIALOGUE_FIGURE_OPEN_QUESTIONS:
      return heard->asking.n_open / turns;
    case LEREN_DIALOGUE_FIGURE_ADVICE:
      return heard->asking.n_advice / turns;
    case LEREN_DIALOGUE_FIGURE_CLIENT:
    default:
      return heard->client != LEREN_CLIENT_VOICE_UNKNOWN
               ? heard->client_amounts[LEREN_SPEECH_TURNS] / turns
               : NAN;
    }
}

/* @items: places in the list of sessions, in the order in time */
static double
measure (LerenDialogue *self, const guint32 *items, guint32 n, LerenDialogueFigure figure)
{
  double sums[2] = { 0 };
  guint32 n_known = 0, seen = 0;

  for (guint32 i = 0; i < n; i++)
    n_known += !isnan (_leren_dialogue_figure (_leren_dialogue_session (self, items[i]), figure));
  if (n_known < MIN_FOR_TREND)
    return NAN;
  for (guint32 i = 0; i < n; i++)
    {
      const double value =
        _leren_dialogue_figure (_leren_dialogue_session (self, items[i]), figure);

      if (!isnan (value))
        sums[seen++ >= n_known / 2] += value;
    }
  return sums[1] / (n_known - n_known / 2) - sums[0] / (n_known / 2);
}

void
_leren_dialogue_find_trends (LerenDialogue *self)
{
  const guint32 n = self->sessions->len, n_groups = _leren_count_groups (self->snapshot);
  const gint64 *started = _leren_rows_get_vector (self->turns.sessions, "started")->integers;
  g_autofree gint32 *groups = _leren_read_groups (self->snapshot);
  g_autofree gint32 *keys = g_new (gint32, MAX (n, 1));
  g_autofree gint64 *times = g_new (gint64, MAX (n, 1));
  g_autofree guint32 *order = NULL;
  g_auto (LerenBuckets) by_group = { 0 };

  for (guint32 i = 0; i < n; i++)
    {
      const guint32 row = _leren_dialogue_session (self, i)->row;

      times[i] = started[row];
      keys[i] = started[row] != LEREN_ABSENT_TIME ? groups[row] : -1;
    }
  order = _leren_order_in_time (times, n);
  _leren_buckets_fill (&by_group, keys, order, n, n_groups);
  for (guint32 group = 0; group < n_groups; group++)
    {
      LerenDialogueTrend trend = { group, _leren_buckets_size (&by_group, group), { 0 } };

      if (trend.n_sessions < 2)
        continue;
      for (guint i = 0; i < LEREN_N_FIGURES; i++)
        trend.trends[i] =
          measure (self, by_group.items + by_group.offsets[group], trend.n_sessions, i);
      g_array_append_val (self->trends, trend);
    }
}
