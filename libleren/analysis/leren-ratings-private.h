/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-reading-private.h"

G_BEGIN_DECLS

/* Ratings that name a concept, each on the scale from 0 to 1. */

typedef struct {
  const LerenRows *rows;
  const guint32 *frameworks; /* words */
  const guint32 *concepts;
  const double *values;
  const double *minima;
  const double *maxima;
  const LerenVector *subjects;
  guint32 framework; /* the word of the one that is read; 0: nothing names it */
  guint8 *places;    /* from the word of a concept to its place in that framework and one more */
} LerenRatings;

#define LEREN_NEEDS_OF_RATINGS                                                                     \
  { "rating", "framework" }, { "rating", "concept" }, { "rating", "value" },                       \
    { "rating", "minimum" },                                                                       \
  {                                                                                                \
    "rating", "maximum"                                                                            \
  }

/* @framework: NULL where those of any framework are wanted; then there are no places */
void _leren_ratings_read (LerenRatings *self, LerenSnapshot *snapshot, LerenFramework *framework);
void _leren_ratings_clear (LerenRatings *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LerenRatings, _leren_ratings_clear)

/* the place that a rating names in the framework and one more; 0: it names none of it */
static inline guint8
_leren_ratings_get_place (const LerenRatings *self, guint32 row)
{
  return self->framework != 0 && self->frameworks[row] == self->framework
           ? self->places[self->concepts[row]]
           : 0;
}

/* where a rating lies between its minimum and its maximum, from 0 to 1; NAN where these are no
 * scale */
double _leren_ratings_get_share (const LerenRatings *self, guint32 row);

G_END_DECLS
