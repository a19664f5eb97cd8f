/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-alpha-private.h"

#include "snapshot/leren-parallel-private.h"

#include <math.h>
#include <string.h>

/* Units in which the same values were given are the same to alpha. So a resample is how often each
 * such pattern was drawn, and costs what there are patterns, not units. Units are drawn in the order
 * of their patterns: the order of units and of coders makes no difference. */

/* Resamples that one thread does before it takes up the next ones */
#define BATCH 8

typedef struct {
  guint m;
  guint32 *places; /* sorted */
} Pattern;

typedef struct {
  const LerenDifference *difference;
  guint32 n_units;
  guint32 *patterns; /* of each unit */
  GArray *all;       /* Pattern */
  double *own;       /* of each pattern; NULL where they depend on what was drawn */
  guint32 seed;
  guint n_resamples;
  double *alphas; /* of each resample */
  GCancellable *cancellable;
} Bootstrap;

static int
compare_places (const guint32 *one, const guint32 *other, guint n)
{
  for (guint i = 0; i < n; i++)
    if (one[i] != other[i])
      return one[i] < other[i] ? -1 : 1;
  return 0;
}

static int
compare_patterns (gconstpointer first, gconstpointer second)
{
  const Pattern *one = first, *other = second;

  if (one->m != other->m)
    return one->m < other->m ? -1 : 1;
  return compare_places (one->places, other->places, one->m);
}

static void
sort_places (guint32 *places, guint m)
{
  for (guint i = 1; i < m; i++)
    {
      const guint32 place = places[i];
      guint j;

      for (j = i; j > 0 && places[j - 1] > place; j--)
        places[j] = places[j - 1];
      places[j] = place;
    }
}

/* @room: for the places of all units */
static void
find_patterns (Bootstrap *self, const LerenCells *cells, guint32 *room)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (Pattern));
  guint32 *next = room;

  for (guint32 unit = 0; unit < cells->n_units; unit++)
    {
      Pattern pattern = { _leren_cells_read (cells, self->difference->scale, unit, next), next };

      if (pattern.m < 2)
        continue;
      sort_places (pattern.places, pattern.m);
      g_array_append_val (units, pattern);
      next += pattern.m;
    }
  g_array_sort (units, compare_patterns);
  self->n_units = units->len;
  self->patterns = g_new (guint32, MAX (units->len, 1));
  for (guint i = 0; i < units->len; i++)
    {
      const Pattern *pattern = &g_array_index (units, Pattern, i);

      if (self->all->len == 0 ||
          compare_patterns (&g_array_index (self->all, Pattern, self->all->len - 1), pattern) != 0)
        g_array_append_vals (self->all, pattern, 1);
      self->patterns[i] = self->all->len - 1;
    }
}

static void
measure_patterns (Bootstrap *self)
{
  g_autofree guint32 *seen = g_new0 (guint32, MAX (self->difference->scale->n, 1));

  if (self->difference->metric == LEREN_METRIC_ORDINAL)
    return;
  self->own = g_new (double, MAX (self->all->len, 1));
  for (guint i = 0; i < self->all->len; i++)
    {
      const Pattern *pattern = &g_array_index (self->all, Pattern, i);

      self->own[i] = _leren_difference_within (self->difference, self->difference->scale->points,
                                               pattern->places, pattern->m, seen) /
                     (pattern->m - 1);
    }
}

/* A number below @n, each as likely as the others (Lemire 2019): the upper half of a product, and
 * another try for the few products that would favour some of them */
static inline guint32
draw (GRand *rand, guint32 n)
{
  guint64 product = (guint64) g_rand_int (rand) * n;

  if ((guint32) product < n)
    {
      const guint32 unfair = -n % n;

      while ((guint32) product < unfair)
        product = (guint64) g_rand_int (rand) * n;
    }
  return product >> 32;
}

typedef struct {
  guint32 *drawn; /* of each pattern */
  guint32 *counts;
  double *points;
} Room;

static double
resample (const Bootstrap *self, guint index, const Room *room)
{
  const LerenDifference *difference = self->difference;
  const guint32 seeds[] = { self->seed, index };
  g_autoptr (GRand) rand = g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));
  LerenCoincidences sums = { .n_units = self->n_units, .counts = room->counts };
  const double *points;

  memset (room->drawn, 0, self->all->len * sizeof (guint32));
  memset (room->counts, 0, difference->scale->n * sizeof (guint32));
  for (guint32 i = 0; i < self->n_units; i++)
    room->drawn[self->patterns[draw (rand, self->n_units)]]++;
  for (guint i = 0; i < self->all->len; i++)
    {
      const Pattern *pattern = &g_array_index (self->all, Pattern, i);

      if (room->drawn[i] == 0)
        continue;
      sums.n_values += (guint64) room->drawn[i] * pattern->m;
      for (guint j = 0; j < pattern->m; j++)
        room->counts[pattern->places[j]] += room->drawn[i];
      if (self->own != NULL)
        sums.observed += room->drawn[i] * self->own[i];
    }
  points = _leren_difference_find_points (difference, room->counts, room->points);
  for (guint i = 0; i < self->all->len && self->own == NULL; i++)
    {
      const Pattern *pattern = &g_array_index (self->all, Pattern, i);

      if (room->drawn[i] > 0)
        sums.observed +=
          room->drawn[i] *
          _leren_difference_within (difference, points, pattern->places, pattern->m, NULL) /
          (pattern->m - 1);
    }
  sums.expected = _leren_difference_expect (difference, points, room->counts, self->cancellable);
  return _leren_coincidences_alpha (&sums);
}

static gboolean
run_batch (guint task, guint thread, gpointer data, GError **error)
{
  Bootstrap *self = data;
  const guint n_places = MAX (self->difference->scale->n, 1);
  g_autofree guint32 *drawn = g_new (guint32, MAX (self->all->len, 1));
  g_autofree guint32 *counts = g_new (guint32, n_places);
  g_autofree double *points = g_new (double, n_places);
  const Room room = { drawn, counts, points };

  for (guint i = task * BATCH; i < MIN ((task + 1) * BATCH, self->n_resamples); i++)
    {
      self->alphas[i] = resample (self, i, &room);
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_numbers (gconstpointer first, gconstpointer second)
{
  const double one = *(const double *) first, other = *(const double *) second;

  return (one > other) - (one < other);
}

/* between the two nearest, as most programs do (type 7 of Hyndman and Fan 1996) */
static double
quantile (const double *sorted, guint n, double share)
{
  const double at = (n - 1) * share;
  const guint before = (guint) floor (at);

  if (before + 1 >= n)
    return sorted[n - 1];
  return sorted[before] + (at - before) * (sorted[before + 1] - sorted[before]);
}

static void
find_interval (Bootstrap *self, double level, LerenInterval *interval)
{
  guint n = 0;

  for (guint i = 0; i < self->n_resamples; i++)
    if (!isnan (self->alphas[i]))
      self->alphas[n++] = self->alphas[i];
  *interval = (LerenInterval){ NAN, NAN, self->n_resamples - n };
  if (n == 0)
    return;
  qsort (self->alphas, n, sizeof (double), compare_numbers);
  interval->low = quantile (self->alphas, n, (1 - level) / 2);
  interval->high = quantile (self->alphas, n, (1 + level) / 2);
}

gboolean
_leren_alpha_bootstrap (const LerenDifference *difference, const LerenCells *cells,
                        guint n_resamples, guint32 seed, double level, LerenInterval *interval,
                        GCancellable *cancellable, GError **error)
{
  g_autofree guint32 *room = g_new (guint32, (gsize) cells->n_units * cells->n_columns + 1);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Pattern));
  g_autofree double *alphas = g_new (double, n_resamples);
  Bootstrap self = {
    .difference = difference,
    .all = all,
    .seed = seed,
    .n_resamples = n_resamples,
    .alphas = alphas,
    .cancellable = cancellable,
  };
  gboolean done;

  find_patterns (&self, cells, room);
  measure_patterns (&self);
  done = self.n_units == 0;
  if (done)
    *interval = (LerenInterval){ NAN, NAN, n_resamples };
  else
    done = _leren_run_parallel ((n_resamples + BATCH - 1) / BATCH, _leren_count_threads (),
                                run_batch, &self, cancellable, error);
  if (done && self.n_units > 0)
    find_interval (&self, level, interval);
  g_free (self.patterns);
  g_free (self.own);
  return done;
}
