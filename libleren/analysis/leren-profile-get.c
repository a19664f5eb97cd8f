/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-profile-private.h"

#include <math.h>

/* the place of a concept, or -1 with a warning */
static gint
place_of (LerenProfile *self, const char *concept)
{
  LerenConcept *found = leren_framework_get_concept (self->framework, concept);

  g_return_val_if_fail (found != NULL, -1);
  return leren_concept_get_index (found);
}

static LerenConcept *
concept_or_null (LerenProfile *self, gint place)
{
  return place >= 0 && place < (gint) self->n_concepts ? _leren_concept_at (self->framework, place)
                                                       : NULL;
}

/**
 * leren_profile_get_framework:
 * @self: a profile
 *
 * The framework it is a profile of.
 *
 * Returns: (transfer none): the framework
 *
 * Since: 0.1
 */
LerenFramework *
leren_profile_get_framework (LerenProfile *self)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), NULL);
  return self->framework;
}

/**
 * leren_profile_get_n_groups:
 * @self: a profile
 *
 * How many groups have something to show.
 *
 * Returns: the number of groups
 *
 * Since: 0.1
 */
guint
leren_profile_get_n_groups (LerenProfile *self)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), 0);
  return self->groups->len;
}

/**
 * leren_profile_find_group:
 * @self: a profile
 * @id: (nullable): the id of a case, team, practice or participant, or a month as `2015-03`; %NULL for
 *   the records that belong to none, or all
 *
 * Finds a group.
 *
 * Returns: which group it is, counted from 0, or -1 where there is none
 *
 * Since: 0.1
 */
int
leren_profile_find_group (LerenProfile *self, const char *id)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), -1);

  for (guint i = 0; i < self->groups->len; i++)
    if (g_strcmp0 (_leren_profile_group (self, i)->id, id) == 0)
      return i;
  return -1;
}

/**
 * leren_profile_get_group:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Which group it is: the id of a case, team, practice or participant, or a month as `2015-03`.
 *
 * Returns: (nullable): the group, or %NULL for the records that belong to none, or all
 *
 * Since: 0.1
 */
const char *
leren_profile_get_group (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), NULL);
  g_return_val_if_fail (group < self->groups->len, NULL);
  return _leren_profile_group (self, group)->id;
}

/**
 * leren_profile_get_total:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * How many records and codings of the group name a concept of the framework.
 *
 * Returns: the number
 *
 * Since: 0.1
 */
guint
leren_profile_get_total (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), 0);
  g_return_val_if_fail (group < self->groups->len, 0);
  return _leren_profile_group (self, group)->total;
}

/**
 * leren_profile_get_count:
 * @self: a profile
 * @group: which group, counted from 0
 * @concept: the id of a concept of the framework
 *
 * How many of them name one concept.
 *
 * Returns: the number
 *
 * Since: 0.1
 */
guint
leren_profile_get_count (LerenProfile *self, guint group, const char *concept)
{
  gint place;

  g_return_val_if_fail (LEREN_IS_PROFILE (self), 0);
  g_return_val_if_fail (group < self->groups->len, 0);
  g_return_val_if_fail (concept != NULL, 0);

  place = place_of (self, concept);
  return place >= 0 ? _leren_profile_group (self, group)->counts[place] : 0;
}

/**
 * leren_profile_get_share:
 * @self: a profile
 * @group: which group, counted from 0
 * @concept: the id of a concept of the framework
 *
 * The count of a concept divided by the total of the group.
 *
 * Returns: the share, or NaN where the total is 0
 *
 * Since: 0.1
 */
double
leren_profile_get_share (LerenProfile *self, guint group, const char *concept)
{
  gint place;

  g_return_val_if_fail (LEREN_IS_PROFILE (self), NAN);
  g_return_val_if_fail (group < self->groups->len, NAN);
  g_return_val_if_fail (concept != NULL, NAN);

  place = place_of (self, concept);
  if (place < 0 || _leren_profile_group (self, group)->total == 0)
    return NAN;
  return (double) _leren_profile_group (self, group)->counts[place] /
         _leren_profile_group (self, group)->total;
}

/**
 * leren_profile_get_n_ratings:
 * @self: a profile
 * @group: which group, counted from 0
 * @concept: the id of a concept of the framework
 *
 * How many ratings of a concept the group has.
 *
 * Returns: the number
 *
 * Since: 0.1
 */
guint
leren_profile_get_n_ratings (LerenProfile *self, guint group, const char *concept)
{
  gint place;

  g_return_val_if_fail (LEREN_IS_PROFILE (self), 0);
  g_return_val_if_fail (group < self->groups->len, 0);
  g_return_val_if_fail (concept != NULL, 0);

  place = place_of (self, concept);
  return place >= 0 ? _leren_profile_group (self, group)->n_ratings[place] : 0;
}

/**
 * leren_profile_get_rating:
 * @self: a profile
 * @group: which group, counted from 0
 * @concept: the id of a concept of the framework
 *
 * The mean rating of a concept, each as the share of its scale: (value − minimum) / (maximum − minimum).
 *
 * Returns: the mean from 0 to 1, or NaN where there is no rating
 *
 * Since: 0.1
 */
double
leren_profile_get_rating (LerenProfile *self, guint group, const char *concept)
{
  gint place;

  g_return_val_if_fail (LEREN_IS_PROFILE (self), NAN);
  g_return_val_if_fail (group < self->groups->len, NAN);
  g_return_val_if_fail (concept != NULL, NAN);

  place = place_of (self, concept);
  if (place < 0 || _leren_profile_group (self, group)->n_ratings[place] == 0)
    return NAN;
  return _leren_profile_group (self, group)->rating_sums[place] /
         _leren_profile_group (self, group)->n_ratings[place];
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
  g_return_val_if_fail (self->kind == &_leren_profile_ladder, NULL);
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
  g_return_val_if_fail (self->kind == &_leren_profile_ladder, NULL);
  return concept_or_null (self, _leren_profile_group (self, group)->median);
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
  g_return_val_if_fail (self->kind == &_leren_profile_ladder, NULL);
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
  gint stuck;

  g_return_val_if_fail (LEREN_IS_PROFILE (self), NULL);
  g_return_val_if_fail (group < self->groups->len, NULL);
  g_return_val_if_fail (self->kind == &_leren_profile_ladder, NULL);
  stuck = _leren_profile_group (self, group)->stuck;
  return concept_or_null (self, stuck >= 0 ? stuck + 1 : -1);
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
  g_return_val_if_fail (self->kind == &_leren_profile_ladder, NAN);
  return _leren_profile_group (self, group)->trend;
}

/**
 * leren_profile_get_progress:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of a cycle: the place of the stage observed last, counted from 1, divided by the number of stages.
 *
 * Returns: the share, from 0 to 1
 *
 * Since: 0.1
 */
double
leren_profile_get_progress (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), NAN);
  g_return_val_if_fail (group < self->groups->len, NAN);
  g_return_val_if_fail (self->kind == &_leren_profile_cycle, NAN);
  return _leren_profile_group (self, group)->progress;
}

/**
 * leren_profile_get_completeness:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of a cycle: the number of stages that were seen, divided by the number of stages.
 *
 * Returns: the share, from 0 to 1
 *
 * Since: 0.1
 */
double
leren_profile_get_completeness (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), NAN);
  g_return_val_if_fail (group < self->groups->len, NAN);
  g_return_val_if_fail (self->kind == &_leren_profile_cycle, NAN);
  return _leren_profile_group (self, group)->completeness;
}

/**
 * leren_profile_list_skipped:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of a cycle: the stages that were not seen, before the furthest one that was.
 *
 * Returns: (array zero-terminated=1) (transfer full): the ids of the stages
 *
 * Since: 0.1
 */
char **
leren_profile_list_skipped (LerenProfile *self, guint group)
{
  GPtrArray *names;
  guint missing = 0;

  g_return_val_if_fail (LEREN_IS_PROFILE (self), NULL);
  g_return_val_if_fail (group < self->groups->len, NULL);
  g_return_val_if_fail (self->kind == &_leren_profile_cycle, NULL);

  names = g_ptr_array_new ();
  for (guint i = 0; i < self->n_concepts; i++)
    if (_leren_profile_group (self, group)->seen[i])
      for (; missing < i; missing++)
        if (!_leren_profile_group (self, group)->seen[missing])
          g_ptr_array_add (
            names, g_strdup (leren_concept_get_id (_leren_concept_at (self->framework, missing))));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

/**
 * leren_profile_get_turns:
 * @self: a profile
 * @group: which group, counted from 0
 *
 * Of a cycle: how often all stages had been seen since the turn before.
 *
 * Returns: the number of full turns
 *
 * Since: 0.1
 */
guint
leren_profile_get_turns (LerenProfile *self, guint group)
{
  g_return_val_if_fail (LEREN_IS_PROFILE (self), 0);
  g_return_val_if_fail (group < self->groups->len, 0);
  g_return_val_if_fail (self->kind == &_leren_profile_cycle, 0);
  return _leren_profile_group (self, group)->turns;
}

/**
 * leren_profile_get_days:
 * @self: a profile
 * @group: which group, counted from 0
 * @concept: the id of a concept of the framework
 *
 * Of a cycle: the mean time from an observation of a stage to the next one of another stage, where both have
 * a moment.
 *
 * Returns: the days, or NaN where it is not known
 *
 * Since: 0.1
 */
double
leren_profile_get_days (LerenProfile *self, guint group, const char *concept)
{
  gint place;

  g_return_val_if_fail (LEREN_IS_PROFILE (self), NAN);
  g_return_val_if_fail (group < self->groups->len, NAN);
  g_return_val_if_fail (concept != NULL, NAN);
  g_return_val_if_fail (self->kind == &_leren_profile_cycle, NAN);

  place = place_of (self, concept);
  return place >= 0 ? _leren_profile_group (self, group)->days[place] : NAN;
}
