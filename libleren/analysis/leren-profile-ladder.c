/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-profile-private.h"

#include <math.h>

/* A ladder: the highest concept that was touched; the median concept, the lower of two; the trend,
 * which is the mean place in the later half of the observations less that in the earlier half; and
 * where people are stuck. */

#define MIN_FOR_TREND 4

static void
measure (LerenProfileGroup *group, guint n_concepts, const LerenObservation *const *observations,
         guint32 n_observations)
{
  guint64 sums[2] = { 0 };
  guint32 below = 0;

  group->highest = group->median = group->stuck = -1;
  group->trend = NAN;
  for (guint i = 0; i < n_concepts; i++)
    {
      if (group->counts[i] > 0)
        group->highest = i;
      below += group->counts[i];
      if (group->median < 0 && below > 0 && below * 2 >= group->total)
        group->median = i;
    }
  if (n_observations == 0)
    return;
  for (guint32 i = 0; i < n_observations; i++)
    sums[i >= n_observations / 2] += observations[i]->concept;
  if (n_observations >= MIN_FOR_TREND)
    group->trend = (double) sums[1] / (n_observations - n_observations / 2) -
                   (double) sums[0] / (n_observations / 2);
  group->stuck =
    _leren_ladder_find_stuck (group->counts, n_concepts, observations[n_observations - 1]->concept,
                              LEREN_STUCK_MIN_REFLECTIONS, LEREN_STUCK_MIN_SHARE);
}

static void
write_group (const LerenProfileGroup *group, LerenFramework *framework, JsonBuilder *builder)
{
  const gint n_concepts = leren_framework_get_n_concepts (framework);
  const gint next = group->stuck >= 0 && group->stuck + 1 < n_concepts ? group->stuck + 1 : -1;

  _leren_profile_write_concept (builder, "highest", framework, group->highest);
  _leren_profile_write_concept (builder, "median", framework, group->median);
  _leren_profile_write_number (builder, "trend", group->trend);
  _leren_profile_write_concept (builder, "stuck", framework, group->stuck);
  _leren_profile_write_concept (builder, "next", framework, next);
}

const LerenProfileKind _leren_profile_ladder = { LEREN_FRAMEWORK_KIND_LADDER, measure,
                                                 write_group };
