/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-grouping-private.h"
#include "analysis/leren-ratings-private.h"
#include "analysis/leren-rule-private.h"

G_BEGIN_DECLS

/* What reflections on one subject say of what is espoused, beside what they say of what is in use.
 * The subject of a reflection is the record that it is about, or where it names none its case. */

typedef enum { LEREN_SAID, LEREN_DONE, LEREN_N_SIDES } LerenSide;

/* What the two are compared by: a framework on whose concepts reflections lie, by a member of
 * theirs or by codings. */
typedef struct {
  LerenFramework *framework;
  guint8 *places; /* of each reflection and one more */
} LerenAspect;

typedef struct {
  double gap; /* from 0, the same, to 1, as far apart as can be */
  guint32 n[LEREN_N_SIDES];
  const LerenAspect *aspect; /* NULL: ratings */
  guint most[LEREN_N_SIDES]; /* the place in it that most name; of two with as many, the lower */
  guint32 rating;            /* of ratings: one of those that were compared */
} LerenGap;

typedef struct {
  LerenSnapshot *snapshot;
  LerenFindings *findings;
  const LerenRows *reflections;
  guint8 *stances;  /* of each reflection in scope that has a subject, and one more */
  gint32 *subjects; /* of each reflection: among those where both are told of, or -1 */
  guint32 *keys;    /* of each of these subjects: its number over all types */
  guint32 *starts;  /* where the rows of each type begin in these numbers */
  guint32 n_subjects;
  LerenBuckets by_subject; /* reflections */
  GArray *aspects;         /* LerenAspect */
  LerenRatings ratings;
  LerenBuckets rated_by_subject; /* ratings of them, those of one concept together */
  double *shares;                /* of each rating */
} LerenStances;

#define LEREN_NEEDS_OF_STANCES LEREN_NEEDS_OF_RATINGS, LEREN_NEEDS_OF_CODINGS

/* @findings: those of the rule that reads, which say what was weighed. @content: compare by what
 * the words say only, and not by the level and the loop, which tell how deep they go */
gboolean _leren_stances_read (LerenStances *self, LerenSnapshot *snapshot, LerenFindings *findings,
                              gboolean content, GError **error);
void _leren_stances_clear (LerenStances *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LerenStances, _leren_stances_clear)

/* The widest gap on one subject, of those for which there are at least @min_each reflections or
 * ratings on either side; FALSE where nothing can be compared. */
gboolean _leren_stances_compare (const LerenStances *self, guint32 subject, guint32 min_each,
                                 LerenGap *widest);
/* whether a rating is of what was compared in a gap of ratings */
static inline gboolean
_leren_stances_is_compared (const LerenStances *self, const LerenGap *gap, guint32 rating)
{
  return self->ratings.frameworks[rating] == self->ratings.frameworks[gap->rating] &&
         self->ratings.concepts[rating] == self->ratings.concepts[gap->rating];
}

/* what the reflection that a rating is about tells of */
static inline LerenSide
_leren_stances_of_rating (const LerenStances *self, guint32 rating)
{
  return self->stances[self->ratings.subjects->rows[rating]] - 1;
}

G_END_DECLS
