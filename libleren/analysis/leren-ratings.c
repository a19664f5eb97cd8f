/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-ratings-private.h"

#include <math.h>

void
_leren_ratings_read (LerenRatings *self, LerenSnapshot *snapshot, LerenFramework *framework)
{
  const LerenRows *rows = _leren_snapshot_get_rows (snapshot, "rating");
  const LerenVector *frameworks = _leren_rows_get_vector (rows, "framework");
  const LerenVector *concepts = _leren_rows_get_vector (rows, "concept");

  self->rows = rows;
  self->frameworks = frameworks->words;
  self->concepts = concepts->words;
  self->values = _leren_rows_get_numbers (rows, "value");
  self->minima = _leren_rows_get_numbers (rows, "minimum");
  self->maxima = _leren_rows_get_numbers (rows, "maximum");
  self->subjects = _leren_rows_get_vector (rows, "subject");
  if (framework == NULL)
    return;
  self->framework = _leren_find_word (frameworks, leren_framework_get_id (framework));
  self->places = _leren_map_words (concepts, framework);
}

void
_leren_ratings_clear (LerenRatings *self)
{
  g_clear_pointer (&self->places, g_free);
}

double
_leren_ratings_get_share (const LerenRatings *self, guint32 row)
{
  const double minimum = isnan (self->minima[row]) ? 1 : self->minima[row];
  const double maximum = isnan (self->maxima[row]) ? 10 : self->maxima[row];

  return maximum > minimum ? (self->values[row] - minimum) / (maximum - minimum) : NAN;
}
