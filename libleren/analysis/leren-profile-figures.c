/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-profile-private.h"

/* What only some kinds have. For another kind the answer is NaN, %NULL or -1, as where it is not
 * known. */

static LerenConcept *
concept_or_null (LerenProfile *self, gint place)
{
  return place >= 0 ? _leren_concept_at (self->framework, place) : NULL;
}

static char **
list_missing (LerenProfile *self, guint group)
{
  const guint8 *missing = _leren_profile_group (self, group)->missing;
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < self->n_concepts; i++)
    if (missing[i])
      g_ptr_array_add (names,
                       g_strdup (leren_concept_get_id (_leren_concept_at (self->framework, i))));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

/**
 * leren_profile_get_highest:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of a ladder: the highest concept that was touched.
 *
 * Returns: (nullable) (transfer none): the concept, or %NULL where there is none
 *
 * Since: 0.1
 */
LerenConcept *
leren_profile_get_highest (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), NULL);
  g_return_val_if_fail (group < self->groups->len, NULL);

  return concept_or_null (self, _leren_profile_group (self, group)->highest);
}

/**
 * leren_profile_get_median:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of a ladder: the concept half of the records lie at or below; of two, the lower.
 *
 * Returns: (nullable) (transfer none): the concept, or %NULL where there is none
 *
 * Since: 0.1
 */
LerenConcept *
leren_profile_get_median (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), NULL);
  g_return_val_if_fail (group < self->groups->len, NULL);

  return concept_or_null (self, _leren_profile_group (self, group)->median);
}

/**
 * leren_profile_get_trend:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of a ladder: the movement in time, which is the mean place of the concepts in the later half of the records
 * less that in the earlier half.
 *
 * Returns: the trend in steps of the ladder, or NaN with fewer than four records
 *
 * Since: 0.1
 */
double
leren_profile_get_trend (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), NAN);
  g_return_val_if_fail (group < self->groups->len, NAN);

  return _leren_profile_group (self, group)->trend;
}

/**
 * leren_profile_get_stuck:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of a ladder: the concept where people are stuck: at least 70 % of at least three records name it, and the
 * last of them lies no higher.
 *
 * Returns: (nullable) (transfer none): the concept, or %NULL where there is none
 *
 * Since: 0.1
 */
LerenConcept *
leren_profile_get_stuck (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), NULL);
  g_return_val_if_fail (group < self->groups->len, NULL);

  return concept_or_null (self, _leren_profile_group (self, group)->stuck);
}

/**
 * leren_profile_get_next:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of a ladder: the concept above the one where people are stuck.
 *
 * Returns: (nullable) (transfer none): the concept, or %NULL where there is none
 *
 * Since: 0.1
 */
LerenConcept *
leren_profile_get_next (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), NULL);
  g_return_val_if_fail (group < self->groups->len, NULL);

  return concept_or_null (self, _leren_profile_group (self, group)->next);
}

/**
 * leren_profile_get_n_transitions:
 * @self: a profile
 * @group: which group, counted from 0
 * @from: the id of a concept of the framework
 * @to: the id of a concept of the framework
 *
 * Of a ladder: how often a record at one concept was followed by a record at another, or at the same. Each record
 * has one place, which is what most voices say: its own member is one, and so is each concept that a
 * coder names; where as many name another, its own stands, and where it has none it has no place. One
 * follows on another where both have a moment, and not the same, or where both are of one session, in
 * which they stand in the order in which they were stored. A record with neither a moment nor a
 * session is passed over.
 *
 * Returns: the number, or -1 for frameworks of another kind
 *
 * Since: 0.1
 */
int
leren_profile_get_n_transitions (LerenProfile *self, guint group, const char *from, const char *to)
{
  const GArray *transitions;
  LerenConcept *one, *other;

  g_return_val_if_fail (LEREN_IS_PROFILE (self), -1);
  g_return_val_if_fail (group < self->groups->len, -1);
  g_return_val_if_fail (from != NULL && to != NULL, -1);

  one = leren_framework_get_concept (self->framework, from);
  other = leren_framework_get_concept (self->framework, to);
  g_return_val_if_fail (one != NULL && other != NULL, -1);
  transitions = _leren_profile_group (self, group)->transitions;
  if (transitions == NULL)
    return -1;
  for (guint i = 0; i < transitions->len; i++)
    {
      const LerenProfileTransition *each = &g_array_index (transitions, LerenProfileTransition, i);

      if (each->from == leren_concept_get_index (one) &&
          each->to == leren_concept_get_index (other))
        return each->count;
    }
  return 0;
}

/**
 * leren_profile_get_progress:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of a cycle or a spiral: the place of the stage observed last, counted from 1, divided by the number of stages.
 * Where the state of a record is a stage, as with actions, each such record goes round by itself,
 * and this is the mean of theirs and of that of all others. Of phases: the same of the furthest phase
 * that was seen.
 *
 * Returns: the share, from 0 to 1, or NaN where nothing was observed
 *
 * Since: 0.1
 */
double
leren_profile_get_progress (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), NAN);
  g_return_val_if_fail (group < self->groups->len, NAN);

  return _leren_profile_group (self, group)->progress;
}

/**
 * leren_profile_get_completeness:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of a cycle, a spiral or phases: the number of stages that were seen, divided by the number of stages. A record
 * whose state is a stage has been through those before it.
 *
 * Returns: the share, from 0 to 1, or NaN for frameworks of another kind
 *
 * Since: 0.1
 */
double
leren_profile_get_completeness (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), NAN);
  g_return_val_if_fail (group < self->groups->len, NAN);

  return _leren_profile_group (self, group)->completeness;
}

/**
 * leren_profile_list_skipped:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of a cycle, a spiral or phases: the stages that were not seen, before the furthest one that was.
 *
 * Returns: (array zero-terminated=1) (transfer full) (nullable): the ids of the stages, or %NULL for frameworks of
 *   another kind
 *
 * Since: 0.1
 */
char **
leren_profile_list_skipped (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), NULL);
  g_return_val_if_fail (group < self->groups->len, NULL);

  if ((self->kind->figures & 1 << LEREN_FIGURE_DAYS) == 0)
    return NULL;
  return list_missing (self, group);
}

/**
 * leren_profile_get_turns:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of a cycle or a spiral: how often all stages had been seen since the turn before.
 *
 * Returns: the number of full turns, or -1 for frameworks of another kind
 *
 * Since: 0.1
 */
int
leren_profile_get_turns (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), -1);
  g_return_val_if_fail (group < self->groups->len, -1);

  return _leren_profile_group (self, group)->turns;
}

/**
 * leren_profile_get_reach:
 * @self: a profile
 * @group: which group, counted from 0
 * @holder: who holds the knowledge
 *
 * Of a spiral: how many pieces of knowledge, that the conversions of the group yield or that were themselves
 * coded, are held so widely. Each piece counts once.
 *
 * Returns: the number, or -1 for frameworks of another kind, and for %LEREN_HOLDER_NONE
 *
 * Since: 0.1
 */
int
leren_profile_get_reach (LerenProfile *self, guint group, LerenHolder holder)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), -1);
  g_return_val_if_fail (group < self->groups->len, -1);
  g_return_val_if_fail (holder <= LEREN_HOLDER_NETWORK, -1);

  if (holder == LEREN_HOLDER_NONE || _leren_profile_group (self, group)->reach == NULL)
    return -1;
  return _leren_profile_group (self, group)->reach[holder];
}

/**
 * leren_profile_get_violations:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of phases: how often a record lies in an earlier phase than the record before it, where it is known
 * which came first; see leren_profile_get_n_transitions().
 *
 * Returns: the number, or -1 for frameworks of another kind
 *
 * Since: 0.1
 */
int
leren_profile_get_violations (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), -1);
  g_return_val_if_fail (group < self->groups->len, -1);

  return _leren_profile_group (self, group)->violations;
}

/**
 * leren_profile_get_coverage:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of a set: the number of concepts that a record, a coding or a rating names, divided by the number of concepts.
 *
 * Returns: the share, from 0 to 1, or NaN for frameworks of another kind
 *
 * Since: 0.1
 */
double
leren_profile_get_coverage (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), NAN);
  g_return_val_if_fail (group < self->groups->len, NAN);

  return _leren_profile_group (self, group)->coverage;
}

/**
 * leren_profile_get_evenness:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of a set: its balance, which is how evenly records and codings are spread over the concepts: −Σ p ln p / ln n, where p
 * is the share of a concept and n the number of concepts of the framework (Pielou, 1966, after Shannon,
 * 1948). Concepts that nobody named lower it.
 *
 * Returns: the evenness, from 0 (all in one concept) to 1 (all alike), or NaN where nothing was counted, or
 *   there is but one concept
 *
 * Since: 0.1
 */
double
leren_profile_get_evenness (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), NAN);
  g_return_val_if_fail (group < self->groups->len, NAN);

  return _leren_profile_group (self, group)->evenness;
}

/**
 * leren_profile_get_distance:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of a set whose concepts have target shares: how far the shares are from them, ½ Σ |share − target|. It is the
 * part of the total that would have to lie elsewhere. Targets that do not add up to 1 are taken in
 * proportion.
 *
 * Returns: the distance, from 0 (as the targets) to 1, or NaN where nothing was counted, or a concept has
 *   no target
 *
 * Since: 0.1
 */
double
leren_profile_get_distance (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), NAN);
  g_return_val_if_fail (group < self->groups->len, NAN);

  return _leren_profile_group (self, group)->distance;
}

/**
 * leren_profile_list_absent:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of a set: the concepts that no record, coding or rating names.
 *
 * Returns: (array zero-terminated=1) (transfer full) (nullable): the ids of the concepts, or %NULL for frameworks of
 *   another kind
 *
 * Since: 0.1
 */
char **
leren_profile_list_absent (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), NULL);
  g_return_val_if_fail (group < self->groups->len, NULL);

  if (leren_framework_get_kind (self->framework) != LEREN_FRAMEWORK_KIND_SET)
    return NULL;
  return list_missing (self, group);
}

/**
 * leren_profile_get_weakest:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of a gate: the factor with the lowest mean rating among those that were rated; of two, the first.
 *
 * Returns: (nullable) (transfer none): the concept, or %NULL where there is none
 *
 * Since: 0.1
 */
LerenConcept *
leren_profile_get_weakest (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), NULL);
  g_return_val_if_fail (group < self->groups->len, NULL);

  return concept_or_null (self, _leren_profile_group (self, group)->weakest);
}

/**
 * leren_profile_get_gate:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of a gate: whether it is open. It is closed where the mean rating of a factor lies below half its scale, which is
 * 5.5 where answers go from 1 to 10, and open where all factors were rated and none lies below.
 *
 * Returns: the state of the gate; %LEREN_GATE_UNKNOWN without ratings, and for frameworks of another kind
 *
 * Since: 0.1
 */
LerenGate
leren_profile_get_gate (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), LEREN_GATE_UNKNOWN);
  g_return_val_if_fail (group < self->groups->len, LEREN_GATE_UNKNOWN);

  return _leren_profile_group (self, group)->gate;
}
