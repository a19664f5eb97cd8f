/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-kappa-private.h"

#include <math.h>

/* Everything is computed of disagreement v = 1 - w. By the weightings that is a |d| + b d², with d the
 * distance of two points of the scale, so that sums over all pairs of places need no matrix. */
typedef struct {
  LerenWeighting weighting;
  const double *points; /* NULL: the places themselves */
  double linear, square;
} Weights;

static void
weights_init (Weights *self, const LerenScale *scale, LerenWeighting weighting)
{
  const double range = scale->n > 1 ? scale->points[scale->n - 1] - scale->points[0] : 1;

  *self = (Weights){ .weighting = weighting };
  switch (weighting)
    {
    case LEREN_WEIGHTING_NONE:
      break;
    case LEREN_WEIGHTING_LINEAR:
      self->points = scale->points;
      self->linear = 1 / range;
      break;
    case LEREN_WEIGHTING_QUADRATIC:
      self->points = scale->points;
      self->square = 1 / (range * range);
      break;
    case LEREN_WEIGHTING_ORDINAL:
      /* C(d + 1, 2) / C(q, 2) = (d² + d) / (q² - q) */
      self->linear = self->square = scale->n > 1 ? 1.0 / ((double) scale->n * (scale->n - 1)) : 1;
      break;
    }
}

static inline double
point_of (const Weights *self, guint32 place)
{
  return self->points != NULL ? self->points[place] : place;
}

static inline double
disagree (const Weights *self, guint32 place, guint32 other)
{
  double distance;

  if (self->weighting == LEREN_WEIGHTING_NONE || place == other)
    return place != other;
  distance = fabs (point_of (self, place) - point_of (self, other));
  return self->linear * distance + self->square * distance * distance;
}

/* The sum of v over all pairs of a place of the one and a place of the other, each as often as it
 * was used. Absolute distances add up over the gaps between places, of which each counts for the
 * pairs on both sides of it; squares follow from means. Nothing cancels out. */
static double
disagree_all (const Weights *self, guint32 n_places, const double *one, const double *other)
{
  double n_one = 0, n_other = 0, mean_one = 0, mean_other = 0;
  double below_one = 0, below_other = 0, gaps = 0, squares = 0, equal = 0;

  for (guint32 i = 0; i < n_places; i++)
    {
      n_one += one[i];
      n_other += other[i];
      equal += one[i] * other[i];
      mean_one += one[i] * point_of (self, i);
      mean_other += other[i] * point_of (self, i);
    }
  if (self->weighting == LEREN_WEIGHTING_NONE)
    return n_one * n_other - equal;
  if (n_one == 0 || n_other == 0)
    return 0;
  mean_one /= n_one;
  mean_other /= n_other;
  for (guint32 i = 0; i + 1 < n_places; i++)
    {
      below_one += one[i];
      below_other += other[i];
      gaps += (point_of (self, i + 1) - point_of (self, i)) *
              (below_one * (n_other - below_other) + below_other * (n_one - below_one));
    }
  for (guint32 i = 0; i < n_places; i++)
    squares +=
      one[i] * n_other * (point_of (self, i) - mean_one) * (point_of (self, i) - mean_one) +
      other[i] * n_one * (point_of (self, i) - mean_other) * (point_of (self, i) - mean_other);
  squares += n_one * n_other * (mean_one - mean_other) * (mean_one - mean_other);
  /* without any gap there is nothing but rounding */
  return gaps == 0 ? 0 : self->linear * gaps + self->square * squares;
}

/* how far the pairs within a unit agree, on average */
static double
agree_within (const Weights *weights, const guint32 *places, guint m, guint32 *seen)
{
  double sum = 0;

  if (weights->weighting == LEREN_WEIGHTING_NONE)
    {
      for (guint i = 0; i < m; i++)
        sum += seen[places[i]]++;
      for (guint i = 0; i < m; i++)
        seen[places[i]] = 0;
      return sum / (m * (m - 1.0) / 2);
    }
  for (guint i = 1; i < m; i++)
    for (guint j = 0; j < i; j++)
      sum += disagree (weights, places[i], places[j]);
  return 1 - sum / (m * (m - 1.0) / 2);
}

/* (agreement - chance) / (1 - chance), with shares of the whole */
static double
beyond_chance (double agreement, double chance)
{
  return chance < 1 ? (agreement - chance) / (1 - chance) : NAN;
}

void
_leren_together (LerenTogether *self, const LerenCells *cells, const LerenScale *scale,
                 LerenWeighting weighting)
{
  const guint32 q = scale->n;
  g_autofree double *shares = g_new0 (double, q + 1);
  g_autofree double *ones = g_new (double, q + 1);
  g_autofree guint32 *seen = g_new0 (guint32, q + 1);
  g_autofree guint32 *places = g_new (guint32, cells->n_columns + 1);
  double sum = 0, concentrated = 0, spread = 0;
  guint32 n_judged = 0, n_used = 0;
  guint each = 0;
  gboolean balanced = TRUE;
  Weights weights;

  *self = (LerenTogether){ 0, NAN, NAN, NAN };
  weights_init (&weights, scale, weighting);
  for (guint32 unit = 0; unit < cells->n_units; unit++)
    {
      const guint m = _leren_cells_read (cells, scale, unit, places);

      if (m == 0)
        continue;
      balanced = balanced && (n_judged == 0 || m == each);
      each = m;
      n_judged++;
      for (guint i = 0; i < m; i++)
        shares[places[i]] += 1.0 / m;
      if (m < 2)
        continue;
      self->n_pairable++;
      sum += agree_within (&weights, places, m, seen);
    }
  if (self->n_pairable == 0)
    return;
  self->agreement = sum / self->n_pairable;
  for (guint32 i = 0; i < q; i++)
    {
      n_used += shares[i] > 0;
      shares[i] /= n_judged;
      concentrated += shares[i] * shares[i];
      spread += shares[i] * (1 - shares[i]);
      ones[i] = 1;
    }
  if (balanced && weighting == LEREN_WEIGHTING_NONE && n_used > 1)
    self->fleiss = beyond_chance (self->agreement, concentrated);
  /* by the number of places there were to choose from, which must be two at least */
  if (q > 1)
    {
      const double all_weights = (double) q * q - disagree_all (&weights, q, ones, ones);

      self->gwet = beyond_chance (self->agreement,
                                  all_weights / ((double) q * (q - 1)) * (n_used > 1 ? spread : 0));
    }
}

void
_leren_two (LerenTwo *self, const guint32 *column, const guint32 *other, guint32 n_units,
            const LerenScale *scale, LerenWeighting weighting)
{
  g_autofree double *one_counts = g_new0 (double, scale->n + 1);
  g_autofree double *other_counts = g_new0 (double, scale->n + 1);
  double sum = 0, chance;
  Weights weights;

  *self = (LerenTwo){ 0, NAN, NAN, NAN };
  weights_init (&weights, scale, weighting);
  for (guint32 unit = 0; unit < n_units; unit++)
    {
      const guint32 place = scale->places[column[unit]], second = scale->places[other[unit]];

      if (place == 0 || second == 0)
        continue;
      self->n_units++;
      one_counts[place - 1]++;
      other_counts[second - 1]++;
      sum += disagree (&weights, place - 1, second - 1);
    }
  if (self->n_units == 0)
    return;
  self->agreement = 1 - sum / self->n_units;
  chance = disagree_all (&weights, scale->n, one_counts, other_counts);
  if (chance > 0)
    self->kappa = 1 - sum * self->n_units / chance;
  for (guint32 i = 0; i < scale->n; i++)
    one_counts[i] += other_counts[i];
  chance = disagree_all (&weights, scale->n, one_counts, one_counts);
  if (chance > 0)
    self->pi = 1 - 4 * sum * self->n_units / chance;
}
