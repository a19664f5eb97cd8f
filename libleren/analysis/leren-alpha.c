/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-alpha-private.h"

#include <math.h>

/* The ordinal difference between two places is the square of the number of values from the one to
 * the other, with both ends half: the distance of the middles of their ranks. So ordinal data are
 * interval data once it is known how often each place was used. */
const double *
_leren_difference_find_points (const LerenDifference *self, const guint32 *counts, double *points)
{
  double below = 0;

  if (self->metric != LEREN_METRIC_ORDINAL)
    return self->scale->points;
  for (guint32 i = 0; i < self->scale->n; i++)
    {
      points[i] = below + counts[i] / 2.0;
      below += counts[i];
    }
  return points;
}

double
_leren_difference_between (const LerenDifference *self, const double *points, guint32 place,
                           guint32 other)
{
  double distance;

  switch (self->metric)
    {
    case LEREN_METRIC_NOMINAL:
      return place != other;
    case LEREN_METRIC_ORDINAL:
    case LEREN_METRIC_INTERVAL:
      distance = points[place] - points[other];
      return distance * distance;
    case LEREN_METRIC_RATIO:
      if (place == other)
        return 0;
      distance = (points[place] - points[other]) / (points[place] + points[other]);
      return distance * distance;
    case LEREN_METRIC_OWN:
      return self->distances[(gsize) place * self->scale->n + other];
    }
  g_assert_not_reached ();
}

static inline double
count_unequal (const guint32 *places, guint m, guint32 *seen)
{
  guint64 equal = 0;

  for (guint i = 0; i < m; i++)
    equal += seen[places[i]]++;
  for (guint i = 0; i < m; i++)
    seen[places[i]] = 0;
  return (double) m * (m - 1) - 2.0 * equal;
}

/* the sum of (x - y)² over all ordered pairs; counted from the first, so that equals give zero */
static inline double
sum_squares (const double *points, const guint32 *places, guint m)
{
  const double origin = points[places[0]];
  double sum = 0, squares = 0;

  for (guint i = 1; i < m; i++)
    {
      const double x = points[places[i]] - origin;

      sum += x;
      squares += x * x;
    }
  return MAX (0, 2 * (m * squares - sum * sum));
}

double
_leren_difference_within (const LerenDifference *self, const double *points, const guint32 *places,
                          guint m, guint32 *seen)
{
  double sum = 0;

  if (self->metric == LEREN_METRIC_NOMINAL)
    return count_unequal (places, m, seen);
  if (self->metric == LEREN_METRIC_ORDINAL || self->metric == LEREN_METRIC_INTERVAL)
    return sum_squares (points, places, m);
  for (guint i = 1; i < m; i++)
    for (guint j = 0; j < i; j++)
      sum += _leren_difference_between (self, points, places[i], places[j]);
  return 2 * sum;
}

/* The differences of a place with those below it, each as often as it was used. Ratios are by far the
 * most work of all metrics, and stand by themselves so that a compiler does several at once: places
 * differ and lie at zero or above, so that no sum is zero. */
static double
expect_row (const LerenDifference *self, const double *points, const guint32 *counts, guint32 place)
{
  const double point = points[place];
  double row = 0;

  if (self->metric == LEREN_METRIC_RATIO)
    for (guint32 i = 0; i < place; i++)
      {
        const double ratio = (point - points[i]) / (point + points[i]);
        row += counts[i] * (ratio * ratio);
      }
  else
    for (guint32 i = 0; i < place; i++)
      row += counts[i] * _leren_difference_between (self, points, place, i);
  return row;
}

double
_leren_difference_expect (const LerenDifference *self, const double *points, const guint32 *counts,
                          GCancellable *cancellable)
{
  const guint32 n_places = self->scale->n;
  double n = 0, sum = 0, mean;
  guint n_used = 0;

  for (guint32 i = 0; i < n_places; i++)
    {
      n += counts[i];
      n_used += counts[i] > 0;
    }
  if (n_used < 2)
    return 0;
  switch (self->metric)
    {
    case LEREN_METRIC_NOMINAL:
      for (guint32 i = 0; i < n_places; i++)
        sum += (double) counts[i] * (n - counts[i]);
      return sum;
    case LEREN_METRIC_ORDINAL:
    case LEREN_METRIC_INTERVAL:
      for (guint32 i = 0; i < n_places; i++)
        sum += counts[i] * points[i];
      mean = sum / n;
      sum = 0;
      for (guint32 i = 0; i < n_places; i++)
        sum += counts[i] * (points[i] - mean) * (points[i] - mean);
      return 2 * n * sum;
    case LEREN_METRIC_RATIO:
    case LEREN_METRIC_OWN:
      /* who cancels does not ask for the sum */
      for (guint32 i = 1; i < n_places && !g_cancellable_is_cancelled (cancellable); i++)
        if (counts[i] > 0)
          sum += counts[i] * expect_row (self, points, counts, i);
      return 2 * sum;
    }
  g_assert_not_reached ();
}

/* One pass for how often each place was used, and, where that does not wait for it, for the
 * differences within units */
static void
count_all (LerenCoincidences *self, const LerenDifference *difference, const LerenCells *cells,
           guint32 *places, guint32 *seen)
{
  const LerenScale *scale = difference->scale;

  for (guint32 unit = 0; unit < cells->n_units; unit++)
    {
      const guint m = _leren_cells_read (cells, scale, unit, places);

      if (m < 2)
        continue;
      self->n_units++;
      self->n_values += m;
      for (guint i = 0; i < m; i++)
        self->counts[places[i]]++;
      if (difference->metric == LEREN_METRIC_NOMINAL)
        self->observed += count_unequal (places, m, seen) / (m - 1);
    }
}

static void
sum_within (LerenCoincidences *self, const LerenDifference *difference, const LerenCells *cells,
            const double *points, guint32 *places)
{
  for (guint32 unit = 0; unit < cells->n_units; unit++)
    {
      const guint m = _leren_cells_read (cells, difference->scale, unit, places);

      if (m >= 2)
        self->observed += _leren_difference_within (difference, points, places, m, NULL) / (m - 1);
    }
}

void
_leren_coincidences_count (LerenCoincidences *self, const LerenDifference *difference,
                           const LerenCells *cells, GCancellable *cancellable)
{
  const guint32 n_places = MAX (difference->scale->n, 1);
  g_autofree guint32 *places = g_new (guint32, cells->n_columns + 1);
  g_autofree guint32 *seen = g_new0 (guint32, n_places);
  g_autofree double *room = g_new (double, n_places);
  const double *points;

  *self = (LerenCoincidences){ .counts = g_new0 (guint32, n_places) };
  count_all (self, difference, cells, places, seen);
  points = _leren_difference_find_points (difference, self->counts, room);
  if (difference->metric != LEREN_METRIC_NOMINAL)
    sum_within (self, difference, cells, points, places);
  self->expected = _leren_difference_expect (difference, points, self->counts, cancellable);
}

void
_leren_coincidences_clear (LerenCoincidences *self)
{
  g_clear_pointer (&self->counts, g_free);
}

double
_leren_coincidences_alpha (const LerenCoincidences *self)
{
  if (!(self->expected > 0))
    return NAN;
  return 1 - (self->n_values - 1.0) * self->observed / self->expected;
}
