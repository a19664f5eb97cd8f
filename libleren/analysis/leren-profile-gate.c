/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-profile-private.h"

/* A gate: the weakest factor is the one with the lowest mean rating, of two the first; the gate is
 * closed where a factor lies below half its scale, which is 5.5 from 1 to 10; it is open where all
 * factors were rated and none lies below; in all other cases nobody knows. How often records and
 * codings name a factor says nothing of how strong it is. */

#define OPEN_FROM 0.5

static void
measure (LerenProfileGroup *group, LerenProfileInput *input)
{
  guint n_rated = 0;
  double lowest = NAN;

  for (guint i = 0; i < input->n_concepts; i++)
    {
      const double rating = _leren_profile_rating (group, i);

      if (isnan (rating))
        continue;
      n_rated++;
      if (group->weakest < 0 || rating < lowest)
        {
          group->weakest = i;
          lowest = rating;
        }
    }
  if (n_rated > 0 && lowest < OPEN_FROM)
    group->gate = LEREN_GATE_CLOSED;
  else if (n_rated == input->n_concepts)
    group->gate = LEREN_GATE_OPEN;
}

static const LerenProfileValue values[] = {
  { "weakest", LEREN_PROFILE_PLACE, G_STRUCT_OFFSET (LerenProfileGroup, weakest) },
  { "open", LEREN_PROFILE_GATE, G_STRUCT_OFFSET (LerenProfileGroup, gate) },
  { NULL },
};

const LerenProfileKind _leren_profile_gate = { LEREN_FRAMEWORK_KIND_GATE, values, 0, measure,
                                               NULL };
