/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-grouping-private.h"
#include "analysis/leren-profile-private.h"

#include <glib/gi18n-lib.h>

/**
 * LerenProfile:
 *
 * Where the records of a snapshot lie on a framework, by group. A record counts for each concept of
 * the framework that a member of its own names, and once more for each coder who coded it so. Ratings of a
 * concept are answers on a scale, and are averaged beside the counts.
 *
 * What else a group has depends on the kind of the framework; what its kind does not have is NaN,
 * %NULL or -1.
 *
 * - A ladder has the highest concept that was touched, the median, the trend, where people are stuck,
 *   the concept above it, and the transitions from concept to concept.
 * - A cycle has its progress, completeness, skipped stages, full turns, and the days at each stage.
 * - A spiral has the same, and its reach: how widely the knowledge is held that its conversions yield.
 * - Phases have progress, completeness, skipped phases, violations of the order, and the days in each.
 * - A set has coverage, evenness, what is absent, and, where it has target shares, the distance to them.
 * - A gate has its weakest factor, and whether it is open.
 * - Poles have for each pair its position, the shift in time, and the gap between what is espoused
 *   and what is in use.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE (LerenProfile, leren_profile, G_TYPE_OBJECT)

/* a kind is a file and a line here */
static const LerenProfileKind *const kinds[] = {
  &_leren_profile_ladder, &_leren_profile_cycle, &_leren_profile_spiral, &_leren_profile_phases,
  &_leren_profile_set,    &_leren_profile_gate,  &_leren_profile_poles,
};

static void
group_free (gpointer data)
{
  LerenProfileGroup *group = data;

  g_free (group->id);
  g_free (group->counts);
  g_free (group->n_ratings);
  g_free (group->rating_sums);
  for (guint figure = 0; figure < LEREN_N_PROFILE_FIGURES; figure++)
    g_free (group->figures[figure]);
  g_free (group->missing);
  g_clear_pointer (&group->transitions, g_array_unref);
  g_free (group->reach);
  g_free (group);
}

static void
leren_profile_finalize (GObject *object)
{
  LerenProfile *self = LEREN_PROFILE (object);

  g_clear_object (&self->framework);
  g_ptr_array_unref (self->groups);

  G_OBJECT_CLASS (leren_profile_parent_class)->finalize (object);
}

static void
leren_profile_class_init (LerenProfileClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_profile_finalize;
}

static void
leren_profile_init (LerenProfile *self)
{
  self->groups = g_ptr_array_new_with_free_func (group_free);
}

static LerenProfileGroup *
add_group (LerenProfile *self, char *id)
{
  LerenProfileGroup *group = g_new0 (LerenProfileGroup, 1);

  group->id = id;
  group->counts = g_new0 (guint32, self->n_concepts);
  group->n_ratings = g_new0 (guint32, self->n_concepts);
  group->rating_sums = g_new0 (double, self->n_concepts);
  group->highest = group->median = group->stuck = group->next = group->weakest = -1;
  group->turns = group->violations = -1;
  group->trend = group->progress = group->completeness = NAN;
  group->coverage = group->evenness = group->distance = NAN;
  g_ptr_array_add (self->groups, group);
  return group;
}

/* The numbers of the groups as keys from 0, those that belong to none at the end */
typedef struct {
  gint32 first;
  guint32 n;
} Keys;

static Keys
find_keys (const LerenObserved *observed)
{
  gint32 first = G_MAXINT32, last = -1;

  for (guint i = 0; i < observed->observations->len + observed->ratings->len; i++)
    {
      const gint32 group =
        i < observed->observations->len
          ? g_array_index (observed->observations, LerenObservation, i).group
          : g_array_index (observed->ratings, LerenRated, i - observed->observations->len).group;
      if (group >= 0)
        {
          first = MIN (first, group);
          last = MAX (last, group);
        }
    }
  return (Keys){ first, last >= 0 ? last - first + 2 : 1 };
}

static gint32
key_of (const Keys *keys, gint32 group)
{
  return group >= 0 ? group - keys->first : (gint32) keys->n - 1;
}

static void
count_group (LerenProfileGroup *group, LerenProfileInput *input, const LerenObserved *observed,
             const LerenBuckets *by_group, const LerenBuckets *rated_by_group, guint32 key)
{
  input->n_observations = input->n_ratings = 0;
  for (guint32 i = by_group->offsets[key]; i < by_group->offsets[key + 1]; i++)
    {
      const LerenObservation *each =
        &g_array_index (observed->observations, LerenObservation, by_group->items[i]);
      input->observations[input->n_observations++] = each;
      group->counts[each->concept]++;
      group->total++;
    }
  for (guint32 i = rated_by_group->offsets[key]; i < rated_by_group->offsets[key + 1]; i++)
    {
      const LerenRated *each =
        &g_array_index (observed->ratings, LerenRated, rated_by_group->items[i]);
      input->ratings[input->n_ratings++] = each;
      group->n_ratings[each->concept]++;
      group->rating_sums[each->concept] += each->value;
    }
}

/* Groups by number, from the lowest; those that belong to none come last. */
static void
fill_groups (LerenProfile *self, const LerenDivision *division, const LerenObserved *observed)
{
  const guint n = observed->observations->len, n_ratings = observed->ratings->len;
  const Keys keys = find_keys (observed);
  g_auto (LerenBuckets) by_group = { 0 }, rated_by_group = { 0 };
  g_autofree gint32 *group_keys = g_new (gint32, MAX (n, 1));
  g_autofree gint32 *rated_keys = g_new (gint32, MAX (n_ratings, 1));
  g_autofree const LerenObservation **observations = g_new (const LerenObservation *, MAX (n, 1));
  g_autofree const LerenRated **ratings = g_new (const LerenRated *, MAX (n_ratings, 1));
  LerenProfileInput input = {
    .snapshot = division->snapshot,
    .framework = self->framework,
    .n_concepts = self->n_concepts,
    .observations = observations,
    .ratings = ratings,
  };

  for (guint i = 0; i < n; i++)
    group_keys[i] =
      key_of (&keys, g_array_index (observed->observations, LerenObservation, i).group);
  for (guint i = 0; i < n_ratings; i++)
    rated_keys[i] = key_of (&keys, g_array_index (observed->ratings, LerenRated, i).group);
  _leren_buckets_fill (&by_group, group_keys, NULL, n, keys.n);
  _leren_buckets_fill (&rated_by_group, rated_keys, NULL, n_ratings, keys.n);
  for (guint32 key = 0; key < keys.n; key++)
    {
      LerenProfileGroup *group;

      if (_leren_buckets_size (&by_group, key) == 0 &&
          _leren_buckets_size (&rated_by_group, key) == 0)
        continue;
      group = add_group (self, key + 1 < keys.n ? _leren_division_name (division, keys.first + key)
                                                : NULL);
      count_group (group, &input, observed, &by_group, &rated_by_group, key);
      input.n_measured = self->groups->len - 1;
      self->kind->measure (group, &input);
    }
  g_free (input.scratch);
}

/**
 * leren_profile:
 * @snapshot: the records to look at
 * @framework: the id of a framework, such as `logical-levels`: built in, or a user's own that the
 *   snapshot's theory has
 * @by: how to divide the records
 * @error: return location for a #GError
 *
 * Makes the profile of a framework. What is counted:
 *
 * - The members of records that name a concept of it; for an action without a state, `proposed`;
 *   for a conversion, the mode that follows from the forms of its knowledge. A concept may also say
 *   by which words of other members it is named, in an attribute
 *   `"named_by": {"reflection.certainty": ["uncertain"]}`.
 * - The stages of contributions to sessions that follow it as their protocol.
 * - Codings. They count for the group and the moment of the record that was coded, and where it is in
 *   the scope. One coder who codes several spans of a record with one concept counts once, since
 *   the profile counts records and not fragments; two coders count as two. The weight of a coding is
 *   on a scale of its coder's own, and is left out.
 *
 * Ratings of its concepts stand beside the counts, each as the share of its scale. They count for the
 * group of what they rate, but by participant for who answers, and by month for when.
 *
 * Records come in the order in time: by their moments, which for a record that has none is that of its
 * session, and one without any after the one that was stored before it.
 *
 * Returns: (transfer full): the profile, or %NULL with an error: #LEREN_ERROR_NOT_FOUND (no such
 *   framework) or #LEREN_ERROR_UNSUPPORTED (it has more than 255 concepts)
 *
 * Since: 0.1
 */
LerenProfile *
leren_profile (LerenSnapshot *snapshot, const char *framework, LerenGrouping by, GError **error)
{
  g_autoptr (LerenProfile) self = NULL;
  g_auto (LerenObserved) observed = { 0 };
  g_auto (LerenDivision) division = { 0 };
  LerenFramework *found;

  g_return_val_if_fail (LEREN_IS_SNAPSHOT (snapshot), NULL);
  g_return_val_if_fail (framework != NULL, NULL);

  found = _leren_require_framework (leren_snapshot_get_theory (snapshot), framework, error);
  if (found == NULL)
    return NULL;
  self = g_object_new (LEREN_TYPE_PROFILE, NULL);
  self->framework = g_object_ref (found);
  self->n_concepts = leren_framework_get_n_concepts (found);
  if (self->n_concepts > G_MAXUINT8)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
                   _ ("framework “%s” has %u concepts; a profile takes at most 255; divide it into "
                      "several frameworks"),
                   framework, self->n_concepts);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i]->kind == leren_framework_get_kind (found))
      self->kind = kinds[i];
  g_assert (self->kind != NULL);
  _leren_division_init (&division, snapshot, by);
  _leren_profile_observe (&observed, &division, found);
  fill_groups (self, &division, &observed);
  return g_steal_pointer (&self);
}
