/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-grouping-private.h"
#include "analysis/leren-profile-private.h"

#include "leren-enum-types.h"

#include <glib/gi18n-lib.h>

/**
 * LerenProfile:
 *
 * Where the records of a snapshot lie on a framework, by group. A record counts for each concept of
 * the framework that a member of its own names, and once more for each coding of it. Ratings of a
 * concept are answers on a scale, and are averaged beside the counts.
 *
 * What else a group has depends on the kind of the framework. A ladder has the highest concept that
 * was touched, the median, the trend, and where people are stuck; a cycle its progress, completeness,
 * skipped stages, turns, and the days each stage took.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE (LerenProfile, leren_profile, G_TYPE_OBJECT)

/* a kind is a file and a line here */
static const LerenProfileKind *const kinds[] = { &_leren_profile_ladder, &_leren_profile_cycle };

static void
group_free (gpointer data)
{
  LerenProfileGroup *group = data;

  g_free (group->id);
  g_free (group->counts);
  g_free (group->n_ratings);
  g_free (group->rating_sums);
  g_free (group->seen);
  g_free (group->days);
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

const char *
_leren_profile_name_kind (LerenFrameworkKind kind)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (LEREN_TYPE_FRAMEWORK_KIND);

  return g_enum_get_value (class, kind)->value_nick;
}

static LerenProfileGroup *
add_group (LerenProfile *self, char *id)
{
  LerenProfileGroup *group = g_new0 (LerenProfileGroup, 1);

  group->id = id;
  group->counts = g_new0 (guint32, self->n_concepts);
  group->n_ratings = g_new0 (guint32, self->n_concepts);
  group->rating_sums = g_new0 (double, self->n_concepts);
  g_ptr_array_add (self->groups, group);
  return group;
}

typedef struct {
  gint32 group;
  guint8 concept;
  double rating;
} Rated;

static void
keep_rating (gint32 group, guint8 concept, double rating, gpointer data)
{
  Rated rated = { group, concept, rating };

  g_array_append_val ((GArray *) data, rated);
}

/* Groups by number, from the lowest; those that belong to none come last. */
static void
fill_groups (LerenProfile *self, LerenSnapshot *snapshot, LerenGrouping by,
             const GArray *observations, const GArray *ratings)
{
  g_auto (LerenBuckets) by_group = { 0 }, rated_by_group = { 0 };
  g_autofree gint32 *keys = g_new (gint32, MAX (observations->len, 1));
  g_autofree gint32 *rated_keys = g_new (gint32, MAX (ratings->len, 1));
  g_autofree const LerenObservation **list =
    g_new (const LerenObservation *, MAX (observations->len, 1));
  gint32 first = G_MAXINT32, last = -1;
  guint32 n_keys;

  for (guint i = 0; i < observations->len + ratings->len; i++)
    {
      gint32 group = i < observations->len
                       ? g_array_index (observations, LerenObservation, i).group
                       : g_array_index (ratings, Rated, i - observations->len).group;
      if (group >= 0)
        {
          first = MIN (first, group);
          last = MAX (last, group);
        }
    }
  n_keys = last >= 0 ? last - first + 2 : 1;
  for (guint i = 0; i < observations->len; i++)
    {
      const gint32 group = g_array_index (observations, LerenObservation, i).group;
      keys[i] = group >= 0 ? (guint32) (group - first) : n_keys - 1;
    }
  for (guint i = 0; i < ratings->len; i++)
    {
      const gint32 group = g_array_index (ratings, Rated, i).group;
      rated_keys[i] = group >= 0 ? (guint32) (group - first) : n_keys - 1;
    }
  _leren_buckets_fill (&by_group, keys, NULL, observations->len, n_keys);
  _leren_buckets_fill (&rated_by_group, rated_keys, NULL, ratings->len, n_keys);

  for (guint32 key = 0; key < n_keys; key++)
    {
      const guint32 n = _leren_buckets_size (&by_group, key);
      LerenProfileGroup *group;

      if (n == 0 && _leren_buckets_size (&rated_by_group, key) == 0)
        continue;
      group = add_group (
        self, key + 1 < n_keys ? _leren_profile_name_group (snapshot, by, first + key) : NULL);
      for (guint32 i = 0; i < n; i++)
        {
          list[i] = &g_array_index (observations, LerenObservation,
                                    by_group.items[by_group.offsets[key] + i]);
          group->counts[list[i]->concept]++;
          group->total++;
        }
      for (guint32 i = rated_by_group.offsets[key]; i < rated_by_group.offsets[key + 1]; i++)
        {
          const Rated *rated = &g_array_index (ratings, Rated, rated_by_group.items[i]);
          group->n_ratings[rated->concept]++;
          group->rating_sums[rated->concept] += rated->rating;
        }
      self->kind->measure (group, self->n_concepts, list, n);
    }
}

/**
 * leren_profile:
 * @snapshot: the records to look at
 * @framework: the id of a framework, such as `logical-levels`
 * @by: how to divide the records
 * @error: return location for a #GError
 *
 * Makes the profile of a framework. Counted are the members of records that name a concept of it
 * (for the stage of a contribution, of its session’s protocol), and codings, which count for the
 * group and the moment of what was coded. Records come in the order in time: by their moments, and
 * one without a moment after the one that was stored before it.
 *
 * Returns: (transfer full): the profile, or %NULL with an error: #LEREN_ERROR_NOT_FOUND (no such
 *   framework) or #LEREN_ERROR_UNSUPPORTED (a kind that has no profile)
 *
 * Since: 0.1
 */
LerenProfile *
leren_profile (LerenSnapshot *snapshot, const char *framework, LerenGrouping by, GError **error)
{
  g_autoptr (LerenProfile) self = NULL;
  g_autoptr (GArray) ratings = g_array_new (FALSE, FALSE, sizeof (Rated));
  g_autoptr (GArray) observations = NULL;
  LerenFramework *found;

  g_return_val_if_fail (LEREN_IS_SNAPSHOT (snapshot), NULL);
  g_return_val_if_fail (framework != NULL, NULL);

  found = _leren_require_framework (leren_snapshot_get_theory (snapshot), framework, error);
  if (found == NULL)
    return NULL;
  self = g_object_new (LEREN_TYPE_PROFILE, NULL);
  self->framework = g_object_ref (found);
  self->n_concepts = leren_framework_get_n_concepts (found);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i]->kind == leren_framework_get_kind (found))
      self->kind = kinds[i];
  if (self->kind == NULL || self->n_concepts >= G_MAXUINT8)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
                   _ ("framework “%s” is of kind %s, of which there is no profile; choose a ladder "
                      "or a cycle"),
                   framework, _leren_profile_name_kind (leren_framework_get_kind (found)));
      return NULL;
    }
  observations = _leren_profile_observe (snapshot, found, by, keep_rating, ratings);
  fill_groups (self, snapshot, by, observations, ratings);
  return g_steal_pointer (&self);
}
