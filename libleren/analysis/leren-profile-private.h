/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-division-private.h"
#include "analysis/leren-reading-private.h"

#include <math.h>

G_BEGIN_DECLS

/* One statement that something lies on a concept: a record's own member, or a coding. */
typedef struct {
  gint64 moment;  /* the record's, else its session's: LEREN_ABSENT_TIME */
  gint64 rowid;   /* the order of storage, over all types */
  guint32 row;    /* the record it is about */
  gint32 group;   /* -1: belongs to none */
  gint32 session; /* -1: none */
  guint8 type;
  guint8 concept; /* its place */
  guint8 stance;  /* LerenStatedAs */
  guint8 state;   /* the record is in it now, and passed those before it */
  guint8 coded;   /* by a coding */
  guint8 timed;   /* the moment is the record's own */
} LerenObservation;

typedef enum {
  LEREN_STATED_PLAINLY,
  LEREN_STATED_AS_ESPOUSED,
  LEREN_STATED_AS_IN_USE,
} LerenStatedAs;

typedef struct {
  gint64 moment;
  double value; /* from 0 to 1 */
  gint32 group;
  guint8 concept;
  guint8 stance; /* of the reflection that it rates */
} LerenRated;

/* All statements and ratings, in the order in time */
typedef struct {
  GArray *observations; /* LerenObservation */
  GArray *ratings;      /* LerenRated */
} LerenObserved;

void _leren_profile_observe (LerenObserved *self, const LerenDivision *division,
                             LerenFramework *framework);
void _leren_profile_observed_clear (LerenObserved *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LerenObserved, _leren_profile_observed_clear)

typedef struct {
  guint8 from, to;
  guint32 count;
} LerenProfileTransition;

#define LEREN_N_PROFILE_FIGURES (LEREN_FIGURE_GAP + 1)

/* What is known of a group. What its kind does not have stays NAN, -1 or NULL. */
typedef struct {
  char *id; /* NULL: those that belong to no group, or all */
  guint32 total;
  guint32 *counts;
  guint32 *n_ratings;
  double *rating_sums; /* each rating from 0 to 1 */
  double *figures[LEREN_N_PROFILE_FIGURES];
  gint highest, median, stuck, next, weakest; /* places */
  gint turns, violations;
  LerenGate gate;
  double trend, progress, completeness, coverage, evenness, distance;
  guint8 *missing;     /* by place: skipped, or absent */
  GArray *transitions; /* LerenProfileTransition */
  guint32 *reach;      /* by LerenHolder */
} LerenProfileGroup;

/* What one group is measured by */
typedef struct {
  LerenSnapshot *snapshot;
  LerenFramework *framework;
  guint n_concepts;
  /* in the order in time */
  const LerenObservation **observations;
  guint32 n_observations;
  const LerenRated **ratings;
  guint32 n_ratings;
  guint32 n_measured; /* the groups before this one */
  gpointer scratch;   /* the kind's own, kept from group to group; freed with g_free() */
} LerenProfileInput;

/* A figure of a group, as a member in JSON and a column of the table of groups */
typedef enum {
  LEREN_PROFILE_NUMBER, /* double */
  LEREN_PROFILE_COUNT,  /* gint */
  LEREN_PROFILE_PLACE,  /* gint */
  LEREN_PROFILE_PLACES, /* guint8 by place */
  LEREN_PROFILE_GATE,   /* LerenGate */
} LerenProfileValueKind;

typedef struct {
  const char *name; /* NULL ends a list */
  LerenProfileValueKind kind;
  gsize offset; /* in the group */
} LerenProfileValue;

/* What one kind of framework is analysed by; each in a file of its own, and a line in the list. */
typedef struct {
  LerenFrameworkKind kind;
  const LerenProfileValue *values;
  guint figures; /* bits of LerenFigure that its concepts have */
  void (*measure) (LerenProfileGroup *group, LerenProfileInput *input);
  /* what JSON has besides; NULL for nothing */
  void (*write) (const LerenProfileGroup *group, LerenFramework *framework, JsonBuilder *builder);
} LerenProfileKind;

extern const LerenProfileKind _leren_profile_cycle;
extern const LerenProfileKind _leren_profile_gate;
extern const LerenProfileKind _leren_profile_ladder;
extern const LerenProfileKind _leren_profile_phases;
extern const LerenProfileKind _leren_profile_poles;
extern const LerenProfileKind _leren_profile_set;
extern const LerenProfileKind _leren_profile_spiral;

struct _LerenProfile {
  GObject parent_instance;

  LerenFramework *framework;
  const LerenProfileKind *kind;
  guint n_concepts;
  GPtrArray *groups; /* LerenProfileGroup */
};

static inline const LerenProfileGroup *
_leren_profile_group (LerenProfile *self, guint group)
{
  return g_ptr_array_index (self->groups, group);
}

static inline double
_leren_profile_share (const LerenProfileGroup *group, guint place)
{
  return group->total > 0 ? (double) group->counts[place] / group->total : (double) NAN;
}

static inline double
_leren_profile_rating (const LerenProfileGroup *group, guint place)
{
  return group->n_ratings[place] > 0 ? group->rating_sums[place] / group->n_ratings[place]
                                     : (double) NAN;
}

/* Where a record stands: one place for each record that has one, in the order in time. It is what
 * most voices say, of the record itself and of its coders. Where that is nothing, the record is left
 * out, and so is one that has neither a moment nor a session. */
typedef struct {
  gint64 moment;
  gint32 session;
  guint8 place;
  guint8 timed;
} LerenStep;

GArray *_leren_profile_trace (const LerenProfileInput *input);
/* Whether the order of two steps is known: by their moments, or, within a session, by the order in
 * which they were stored. */
gboolean _leren_step_follows (const LerenStep *before, const LerenStep *after);
/* The mean days of a stay at each place, NAN where not known; owned by the caller. */
double *_leren_profile_measure_days (const GArray *trace, guint n_concepts);
/* Fills in what was missed out before the furthest place that was seen; returns that place, or -1. */
gint _leren_profile_find_missing (LerenProfileGroup *group, const guint8 *seen, guint n_concepts);
/* what a cycle has, and a spiral too */
void _leren_profile_measure_cycle (LerenProfileGroup *group, LerenProfileInput *input);
void _leren_profile_write_days (const LerenProfileGroup *group, LerenFramework *framework,
                                JsonBuilder *builder);

/* the nick of a value of an enum */
const char *_leren_profile_name_value (GType type, gint value);
void _leren_profile_write_concept (JsonBuilder *builder, const char *name,
                                   LerenFramework *framework, gint place);

G_END_DECLS
