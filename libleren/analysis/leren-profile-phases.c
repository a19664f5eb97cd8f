/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-profile-private.h"

/* Phases: progress is the furthest phase that was seen, as a share of all; completeness the share
 * that was seen; skipped are those not seen before the furthest; a violation of the order is each
 * time that a record lies in an earlier phase than the record before it, where it is known which
 * came first; the days of a phase are the mean time from when people came to it until they came to
 * another. A record that is in a phase now has been through those before it. */

static void
measure (LerenProfileGroup *group, LerenProfileInput *input)
{
  g_autoptr (GArray) trace = _leren_profile_trace (input);
  g_autofree guint8 *seen = g_new0 (guint8, input->n_concepts);
  guint n_seen = 0;
  gint furthest;

  for (guint32 i = 0; i < input->n_observations; i++)
    {
      const LerenObservation *each = input->observations[i];

      for (guint phase = each->state ? 0 : each->concept; phase <= each->concept; phase++)
        seen[phase] = TRUE;
    }
  group->violations = 0;
  for (guint i = 1; i < trace->len; i++)
    {
      const LerenStep *before = &g_array_index (trace, LerenStep, i - 1);
      const LerenStep *after = &g_array_index (trace, LerenStep, i);

      if (after->place < before->place && _leren_step_follows (before, after))
        group->violations++;
    }
  for (guint i = 0; i < input->n_concepts; i++)
    n_seen += seen[i];
  group->completeness = (double) n_seen / input->n_concepts;
  furthest = _leren_profile_find_missing (group, seen, input->n_concepts);
  if (furthest >= 0)
    group->progress = (furthest + 1.0) / input->n_concepts;
  group->figures[LEREN_FIGURE_DAYS] = _leren_profile_measure_days (trace, input->n_concepts);
}

static const LerenProfileValue values[] = {
  { "progress", LEREN_PROFILE_NUMBER, G_STRUCT_OFFSET (LerenProfileGroup, progress) },
  { "completeness", LEREN_PROFILE_NUMBER, G_STRUCT_OFFSET (LerenProfileGroup, completeness) },
  { "skipped", LEREN_PROFILE_PLACES, G_STRUCT_OFFSET (LerenProfileGroup, missing) },
  { "violations", LEREN_PROFILE_COUNT, G_STRUCT_OFFSET (LerenProfileGroup, violations) },
  { NULL },
};

const LerenProfileKind _leren_profile_phases = { LEREN_FRAMEWORK_KIND_PHASES, values,
                                                 1 << LEREN_FIGURE_DAYS, measure,
                                                 _leren_profile_write_days };
