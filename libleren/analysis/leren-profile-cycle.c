/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-profile-private.h"
#include "analysis/leren-writing-private.h"

#include <string.h>

/* A cycle: progress is the place of the stage observed last, as a share of all stages; completeness
 * the share of stages that were seen; skipped are the stages not seen before the furthest that was;
 * a turn is full each time all stages have been seen since the one before; the days of a stage are
 * the mean time from when people came to it until they came to the next.
 *
 * A record whose state is a stage goes round by itself: it has been through the stages before its
 * own, and progress is the mean of all such records, and of the line of all others. */

typedef struct {
  guint8 seen[256]; /* since the last full turn */
  guint n_seen;
} Turn;

static void
see (LerenProfileGroup *group, guint8 *seen, Turn *turn, guint n_concepts, guint8 concept)
{
  seen[concept] = TRUE;
  if (turn->seen[concept])
    return;
  turn->seen[concept] = TRUE;
  if (++turn->n_seen < n_concepts)
    return;
  group->turns++;
  memset (turn, 0, sizeof *turn);
}

void
_leren_profile_measure_cycle (LerenProfileGroup *group, LerenProfileInput *input)
{
  g_autoptr (GArray) trace = _leren_profile_trace (input);
  g_autofree guint8 *seen = g_new0 (guint8, input->n_concepts);
  Turn turn = { 0 };
  guint n_seen = 0, n_lines = 0;
  gint latest = -1;
  double progress = 0;

  group->turns = 0;
  for (guint32 i = 0; i < input->n_observations; i++)
    {
      const LerenObservation *each = input->observations[i];

      if (each->state)
        {
          Turn own = { 0 };

          for (guint stage = 0; stage <= each->concept; stage++)
            see (group, seen, &own, input->n_concepts, stage);
          progress += each->concept + 1.0;
          n_lines++;
        }
      else
        {
          see (group, seen, &turn, input->n_concepts, each->concept);
          latest = each->concept;
        }
    }
  if (latest >= 0)
    {
      progress += latest + 1.0;
      n_lines++;
    }
  for (guint i = 0; i < input->n_concepts; i++)
    n_seen += seen[i];
  group->completeness = (double) n_seen / input->n_concepts;
  if (n_lines > 0)
    group->progress = progress / n_lines / input->n_concepts;
  _leren_profile_find_missing (group, seen, input->n_concepts);
  group->figures[LEREN_FIGURE_DAYS] = _leren_profile_measure_days (trace, input->n_concepts);
}

void
_leren_profile_write_days (const LerenProfileGroup *group, LerenFramework *framework,
                           JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "days");
  json_builder_begin_object (builder);
  for (guint i = 0; i < leren_framework_get_n_concepts (framework); i++)
    _leren_write_number (builder, leren_concept_get_id (_leren_concept_at (framework, i)),
                         group->figures[LEREN_FIGURE_DAYS][i]);
  json_builder_end_object (builder);
}

static const LerenProfileValue values[] = {
  { "progress", LEREN_PROFILE_NUMBER, G_STRUCT_OFFSET (LerenProfileGroup, progress) },
  { "completeness", LEREN_PROFILE_NUMBER, G_STRUCT_OFFSET (LerenProfileGroup, completeness) },
  { "skipped", LEREN_PROFILE_PLACES, G_STRUCT_OFFSET (LerenProfileGroup, missing) },
  { "turns", LEREN_PROFILE_COUNT, G_STRUCT_OFFSET (LerenProfileGroup, turns) },
  { NULL },
};

const LerenProfileKind _leren_profile_cycle = { LEREN_FRAMEWORK_KIND_CYCLE, values,
                                                1 << LEREN_FIGURE_DAYS,
                                                _leren_profile_measure_cycle,
                                                _leren_profile_write_days };
