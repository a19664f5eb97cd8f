/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-profile-private.h"

/* the place of a concept, or -1 with a warning */
static gint
place_of (LerenProfile *self, const char *concept)
{
  LerenConcept *found = leren_framework_get_concept (self->framework, concept);

  g_return_val_if_fail (found != NULL, -1);
  return leren_concept_get_index (found);
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
  return place >= 0 ? _leren_profile_share (_leren_profile_group (self, group), place) : NAN;
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
  return place >= 0 ? _leren_profile_rating (_leren_profile_group (self, group), place) : NAN;
}

/**
 * leren_profile_get_figure:
 * @self: a profile
 * @group: which group, counted from 0
 * @figure: what to tell; each belongs to kinds of frameworks
 * @concept: the id of a concept of the framework
 *
 * What only some kinds of frameworks tell of their concepts.
 *
 * Returns: the figure, or NaN where it is not known, and for frameworks of another kind
 *
 * Since: 0.1
 */
double
leren_profile_get_figure (LerenProfile *self, guint group, LerenFigure figure, const char *concept)
{
  gint place;

  g_return_val_if_fail (LEREN_IS_PROFILE (self), NAN);
  g_return_val_if_fail (group < self->groups->len, NAN);
  g_return_val_if_fail (figure < LEREN_N_PROFILE_FIGURES, NAN);
  g_return_val_if_fail (concept != NULL, NAN);

  place = place_of (self, concept);
  if (place < 0 || _leren_profile_group (self, group)->figures[figure] == NULL)
    return NAN;
  return _leren_profile_group (self, group)->figures[figure][place];
}
