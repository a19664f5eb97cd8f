/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-profile-private.h"

/* A ladder: the highest concept that was touched; the median concept, the lower of two; the trend,
 * which is the mean place in the later half of the observations less that in the earlier half;
 * where people are stuck, and the concept above it; and from which concept to which one record
 * leads to the next. */

#define MIN_FOR_TREND 4

static int
compare_transitions (gconstpointer a, gconstpointer b)
{
  const LerenProfileTransition *one = a, *other = b;

  return one->from != other->from ? (gint) one->from - other->from : (gint) one->to - other->to;
}

static void
count_transitions (LerenProfileGroup *group, LerenProfileInput *input)
{
  g_autoptr (GArray) trace = _leren_profile_trace (input);
  const guint n = input->n_concepts;
  guint32 *matrix = input->scratch;

  if (matrix == NULL)
    input->scratch = matrix = g_new0 (guint32, (gsize) n * n);
  group->transitions = g_array_new (FALSE, FALSE, sizeof (LerenProfileTransition));
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 1; i < trace->len; i++)
      {
        const LerenStep *before = &g_array_index (trace, LerenStep, i - 1);
        const LerenStep *after = &g_array_index (trace, LerenStep, i);
        guint32 *cell = &matrix[before->place * n + after->place];

        if (!_leren_step_follows (before, after))
          continue;
        if (pass == 0)
          (*cell)++;
        else if (*cell > 0)
          {
            LerenProfileTransition transition = { before->place, after->place, *cell };

            g_array_append_val (group->transitions, transition);
            *cell = 0;
          }
      }
  g_array_sort (group->transitions, compare_transitions);
}

static void
measure (LerenProfileGroup *group, LerenProfileInput *input)
{
  const guint n = input->n_observations;
  guint64 sums[2] = { 0 };
  guint32 below = 0;

  for (guint i = 0; i < input->n_concepts; i++)
    {
      if (group->counts[i] > 0)
        group->highest = i;
      below += group->counts[i];
      if (group->median < 0 && below > 0 && (guint64) below * 2 >= group->total)
        group->median = i;
    }
  count_transitions (group, input);
  if (n == 0)
    return;
  for (guint32 i = 0; i < n; i++)
    sums[i >= n / 2] += input->observations[i]->concept;
  if (n >= MIN_FOR_TREND)
    group->trend = (double) sums[1] / (n - n / 2) - (double) sums[0] / (n / 2);
  group->stuck =
    _leren_ladder_find_stuck (group->counts, input->n_concepts, input->observations[n - 1]->concept,
                              LEREN_STUCK_MIN_REFLECTIONS, LEREN_STUCK_MIN_SHARE);
  if (group->stuck >= 0 && group->stuck + 1 < (gint) input->n_concepts)
    group->next = group->stuck + 1;
}

static void
write_transitions (const LerenProfileGroup *group, LerenFramework *framework, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "transitions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < group->transitions->len; i++)
    {
      const LerenProfileTransition *each =
        &g_array_index (group->transitions, LerenProfileTransition, i);

      json_builder_begin_object (builder);
      _leren_profile_write_concept (builder, "from", framework, each->from);
      _leren_profile_write_concept (builder, "to", framework, each->to);
      json_builder_set_member_name (builder, "count");
      json_builder_add_int_value (builder, each->count);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static const LerenProfileValue values[] = {
  { "highest", LEREN_PROFILE_PLACE, G_STRUCT_OFFSET (LerenProfileGroup, highest) },
  { "median", LEREN_PROFILE_PLACE, G_STRUCT_OFFSET (LerenProfileGroup, median) },
  { "trend", LEREN_PROFILE_NUMBER, G_STRUCT_OFFSET (LerenProfileGroup, trend) },
  { "stuck", LEREN_PROFILE_PLACE, G_STRUCT_OFFSET (LerenProfileGroup, stuck) },
  { "next", LEREN_PROFILE_PLACE, G_STRUCT_OFFSET (LerenProfileGroup, next) },
  { NULL },
};

const LerenProfileKind _leren_profile_ladder = { LEREN_FRAMEWORK_KIND_LADDER, values, 0, measure,
                                                 write_transitions };
