/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-profile-private.h"

/* A set: coverage is the share of its concepts that any record, coding or rating names, and absent
 * are the others; evenness is how equally the records and codings are spread over all concepts of
 * the framework (Pielou, 1966: the entropy of Shannon, 1948, as a share of the highest possible);
 * and where the concepts have target shares, the distance is how much of the total would have to
 * lie elsewhere to meet them. */

static double
measure_evenness (const LerenProfileGroup *group, guint n_concepts)
{
  double entropy = 0;

  if (group->total == 0 || n_concepts < 2)
    return NAN;
  for (guint i = 0; i < n_concepts; i++)
    if (group->counts[i] > 0)
      {
        const double share = _leren_profile_share (group, i);
        entropy -= share * log (share);
      }
  return entropy / log (n_concepts);
}

/* Target shares that do not add up to 1 are taken in proportion. */
static double
measure_distance (const LerenProfileGroup *group, const LerenProfileInput *input)
{
  double sum = 0, distance = 0;

  for (guint i = 0; i < input->n_concepts; i++)
    {
      LerenConcept *concept = _leren_concept_at (input->framework, i);

      if (!leren_concept_has_share (concept))
        return NAN;
      sum += leren_concept_get_share (concept);
    }
  if (group->total == 0 || sum <= 0)
    return NAN;
  for (guint i = 0; i < input->n_concepts; i++)
    distance += fabs (_leren_profile_share (group, i) -
                      leren_concept_get_share (_leren_concept_at (input->framework, i)) / sum);
  return distance / 2;
}

static void
measure (LerenProfileGroup *group, LerenProfileInput *input)
{
  guint n_covered = 0;

  group->missing = g_new0 (guint8, input->n_concepts);
  group->figures[LEREN_FIGURE_TARGET] = g_new (double, input->n_concepts);
  for (guint i = 0; i < input->n_concepts; i++)
    {
      LerenConcept *concept = _leren_concept_at (input->framework, i);

      group->missing[i] = group->counts[i] == 0 && group->n_ratings[i] == 0;
      n_covered += !group->missing[i];
      group->figures[LEREN_FIGURE_TARGET][i] =
        leren_concept_has_share (concept) ? leren_concept_get_share (concept) : (double) NAN;
    }
  group->coverage = (double) n_covered / input->n_concepts;
  group->evenness = measure_evenness (group, input->n_concepts);
  group->distance = measure_distance (group, input);
}

static const LerenProfileValue values[] = {
  { "coverage", LEREN_PROFILE_NUMBER, G_STRUCT_OFFSET (LerenProfileGroup, coverage) },
  { "evenness", LEREN_PROFILE_NUMBER, G_STRUCT_OFFSET (LerenProfileGroup, evenness) },
  { "absent", LEREN_PROFILE_PLACES, G_STRUCT_OFFSET (LerenProfileGroup, missing) },
  { "distance", LEREN_PROFILE_NUMBER, G_STRUCT_OFFSET (LerenProfileGroup, distance) },
  { NULL },
};

const LerenProfileKind _leren_profile_set = { LEREN_FRAMEWORK_KIND_SET, values,
                                              1 << LEREN_FIGURE_TARGET, measure, NULL };
