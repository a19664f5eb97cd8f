/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-profile-private.h"

/* Poles: where each pair stands, from 0 at the first pole to 1 at the second. Only ratings say so:
 * a tension or a coding says that a pair is at stake, not where on it, and a coding's weight is on
 * a scale of its coder's own.
 *
 * The shift is the mean position of the later half of the ratings less that of the earlier half;
 * ratings of one moment stay together, and those without a moment do not count. The gap is the mean
 * position of ratings of reflections on what is in use less that of those on what is espoused. */

typedef struct {
  double sum;
  guint32 n;
} Mean;

static double
mean_of (const Mean *self)
{
  return self->n > 0 ? self->sum / self->n : (double) NAN;
}

/* Where the later half begins: between two moments, as near to the middle as can be, and of two
 * such the earlier; 0 where there is but one moment. */
static guint32
split (const GArray *ratings)
{
  const guint32 n = ratings->len;

  for (guint32 away = 0; away < n; away++)
    for (guint side = 0; side < 2; side++)
      {
        const gint64 at = side == 0 ? (gint64) n / 2 - away : (gint64) n / 2 + away;

        if (at > 0 && at < n &&
            g_array_index (ratings, const LerenRated *, at - 1)->moment !=
              g_array_index (ratings, const LerenRated *, at)->moment)
          return at;
      }
  return 0;
}

static double
measure_shift (const GArray *ratings)
{
  const guint32 at = split (ratings);
  Mean halves[2] = { 0 };

  if (at == 0)
    return NAN;
  for (guint32 i = 0; i < ratings->len; i++)
    {
      halves[i >= at].sum += g_array_index (ratings, const LerenRated *, i)->value;
      halves[i >= at].n++;
    }
  return mean_of (&halves[1]) - mean_of (&halves[0]);
}

static void
measure_pair (LerenProfileGroup *group, guint place, const GArray *dated, const Mean *espoused,
              const Mean *in_use)
{
  group->figures[LEREN_FIGURE_POSITION][place] = _leren_profile_rating (group, place);
  group->figures[LEREN_FIGURE_SHIFT][place] = measure_shift (dated);
  group->figures[LEREN_FIGURE_ESPOUSED][place] = mean_of (espoused);
  group->figures[LEREN_FIGURE_IN_USE][place] = mean_of (in_use);
  group->figures[LEREN_FIGURE_GAP][place] = mean_of (in_use) - mean_of (espoused);
}

static void
measure (LerenProfileGroup *group, LerenProfileInput *input)
{
  const guint n = input->n_concepts;
  g_autoptr (GPtrArray) dated = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autofree Mean *means = g_new0 (Mean, (gsize) n * 3);

  for (guint figure = LEREN_FIGURE_POSITION; figure <= LEREN_FIGURE_GAP; figure++)
    group->figures[figure] = g_new0 (double, n);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (dated, g_array_new (FALSE, FALSE, sizeof (const LerenRated *)));
  for (guint32 i = 0; i < input->n_ratings; i++)
    {
      const LerenRated *each = input->ratings[i];
      Mean *mean = &means[each->concept * 3 + each->stance];

      mean->sum += each->value;
      mean->n++;
      if (each->moment != LEREN_ABSENT_TIME)
        g_array_append_val ((GArray *) g_ptr_array_index (dated, each->concept), each);
    }
  for (guint i = 0; i < n; i++)
    measure_pair (group, i, g_ptr_array_index (dated, i), &means[i * 3 + LEREN_STATED_AS_ESPOUSED],
                  &means[i * 3 + LEREN_STATED_AS_IN_USE]);
  for (guint32 i = 0; i < input->n_observations; i++)
    {
      const LerenObservation *each = input->observations[i];

      group->figures[LEREN_FIGURE_ESPOUSED_COUNT][each->concept] +=
        each->stance == LEREN_STATED_AS_ESPOUSED;
      group->figures[LEREN_FIGURE_IN_USE_COUNT][each->concept] +=
        each->stance == LEREN_STATED_AS_IN_USE;
    }
}

static const LerenProfileValue values[] = { { NULL } };

const LerenProfileKind _leren_profile_poles = {
  LEREN_FRAMEWORK_KIND_POLES,
  values,
  1 << LEREN_FIGURE_POSITION | 1 << LEREN_FIGURE_SHIFT | 1 << LEREN_FIGURE_ESPOUSED |
    1 << LEREN_FIGURE_ESPOUSED_COUNT | 1 << LEREN_FIGURE_IN_USE | 1 << LEREN_FIGURE_IN_USE_COUNT |
    1 << LEREN_FIGURE_GAP,
  measure,
  NULL,
};
