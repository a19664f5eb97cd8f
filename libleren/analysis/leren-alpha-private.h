/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-scale-private.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Krippendorff's alpha: 1 - D_o / D_e (Krippendorff 2011, 2004). */

/* How different two places of a scale are */
typedef struct {
  LerenMetric metric;
  const LerenScale *scale;
  const double *distances; /* of one's own: by place times the number of places and place */
} LerenDifference;

/* The units of some coders, column by column */
typedef struct {
  const guint32 *const *columns; /* codes of values */
  guint n_columns;
  guint32 n_units;
} LerenCells;

/* What the coincidences of values come to. The matrix itself is not needed: the observed sum is over
 * pairs within units, and the expected one follows from how often each value was given. */
typedef struct {
  guint32 n_units;  /* with two values or more */
  guint64 n_values; /* in these */
  guint32 *counts;  /* by place */
  double observed;  /* over units, and pairs within them of which each is divided by m - 1 */
  double expected;  /* over all pairs of values */
} LerenCoincidences;

void _leren_coincidences_count (LerenCoincidences *self, const LerenDifference *difference,
                                const LerenCells *cells, GCancellable *cancellable);
void _leren_coincidences_clear (LerenCoincidences *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LerenCoincidences, _leren_coincidences_clear)
/* NAN where nothing can be paired, or where there was nothing to differ about */
double _leren_coincidences_alpha (const LerenCoincidences *self);

/* The parts: where places lie, given how often each was used (@points has room for all of them); the
 * differences of all ordered pairs within @m places; and those of all pairs of values. */
const double *_leren_difference_find_points (const LerenDifference *self, const guint32 *counts,
                                             double *points);
double _leren_difference_within (const LerenDifference *self, const double *points,
                                 const guint32 *places, guint m, guint32 *seen);
double _leren_difference_expect (const LerenDifference *self, const double *points,
                                 const guint32 *counts, GCancellable *cancellable);
/* of two places */
double _leren_difference_between (const LerenDifference *self, const double *points, guint32 place,
                                  guint32 other);

/* The places in one unit; how many. @places has room for a value of every coder. */
static inline guint
_leren_cells_read (const LerenCells *self, const LerenScale *scale, guint32 unit, guint32 *places)
{
  guint m = 0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      const guint32 place = scale->places[self->columns[i][unit]];

      places[m] = place - 1;
      m += place != 0;
    }
  return m;
}

/* An interval of alpha, by taking units again and again; see leren_agreement_bootstrap(). FALSE
 * with an error where it was cancelled. */
typedef struct {
  double low, high;
  guint n_left_out; /* resamples without an alpha */
} LerenInterval;

gboolean _leren_alpha_bootstrap (const LerenDifference *difference, const LerenCells *cells,
                                 guint n_resamples, guint32 seed, double level,
                                 LerenInterval *interval, GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
