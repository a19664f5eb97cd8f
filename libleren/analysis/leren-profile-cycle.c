/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-profile-private.h"

#include <math.h>
#include <string.h>

/* A cycle: progress is the place of the stage observed last, as a share of all stages; completeness
 * the share of stages that were seen; skipped are the stages not seen before the furthest that was;
 * a turn is full each time all stages have been seen since the one before; the days of a stage are
 * the mean time from an observation of it to the next one of another stage, where both have a
 * moment. A record whose state is a stage has been through those before it. */

typedef struct {
  guint8 seen[256]; /* since the last full turn */
  guint n_seen;
} Turn;

static void
see (LerenProfileGroup *group, Turn *turn, guint n_concepts, guint8 concept)
{
  group->seen[concept] = TRUE;
  if (turn->seen[concept])
    return;
  turn->seen[concept] = TRUE;
  if (++turn->n_seen < n_concepts)
    return;
  group->turns++;
  memset (turn, 0, sizeof *turn);
}

static void
measure (LerenProfileGroup *group, guint n_concepts, const LerenObservation *const *observations,
         guint32 n_observations)
{
  g_autofree double *time = g_new0 (double, n_concepts);
  g_autofree guint32 *n_times = g_new0 (guint32, n_concepts);
  Turn turn = { 0 };
  guint n_seen = 0;

  group->seen = g_new0 (guint8, n_concepts);
  group->days = g_new (double, n_concepts);
  for (guint32 i = 0; i < n_observations; i++)
    {
      const LerenObservation *each = observations[i];
      const LerenObservation *next = i + 1 < n_observations ? observations[i + 1] : NULL;

      if (each->through)
        {
          Turn own = { 0 };

          for (guint stage = 0; stage <= each->concept; stage++)
            see (group, &own, n_concepts, stage);
        }
      else
        see (group, &turn, n_concepts, each->concept);
      if (next != NULL && next->concept != each->concept && each->moment != LEREN_ABSENT_TIME &&
          next->moment != LEREN_ABSENT_TIME)
        {
          time[each->concept] += next->moment - each->moment;
          n_times[each->concept]++;
        }
    }
  for (guint i = 0; i < n_concepts; i++)
    {
      n_seen += group->seen[i];
      group->days[i] =
        n_times[i] > 0 ? time[i] / n_times[i] / (double) G_TIME_SPAN_DAY : (double) NAN;
    }
  group->completeness = (double) n_seen / n_concepts;
  group->progress =
    n_observations > 0 ? (observations[n_observations - 1]->concept + 1.0) / n_concepts : 0;
}

static void
write_group (const LerenProfileGroup *group, LerenFramework *framework, JsonBuilder *builder)
{
  const gint n_concepts = leren_framework_get_n_concepts (framework);
  gint furthest = -1;

  for (gint i = 0; i < n_concepts; i++)
    if (group->seen[i])
      furthest = i;
  _leren_profile_write_number (builder, "progress", group->progress);
  _leren_profile_write_number (builder, "completeness", group->completeness);
  json_builder_set_member_name (builder, "skipped");
  json_builder_begin_array (builder);
  for (gint i = 0; i < furthest; i++)
    if (!group->seen[i])
      json_builder_add_string_value (builder,
                                     leren_concept_get_id (_leren_concept_at (framework, i)));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "turns");
  json_builder_add_int_value (builder, group->turns);
  json_builder_set_member_name (builder, "days");
  json_builder_begin_object (builder);
  for (gint i = 0; i < n_concepts; i++)
    _leren_profile_write_number (builder, leren_concept_get_id (_leren_concept_at (framework, i)),
                                 group->days[i]);
  json_builder_end_object (builder);
}

const LerenProfileKind _leren_profile_cycle = { LEREN_FRAMEWORK_KIND_CYCLE, measure, write_group };
