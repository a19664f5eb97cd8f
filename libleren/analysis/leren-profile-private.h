/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-profile.h"
#include "analysis/leren-reading-private.h"

G_BEGIN_DECLS

/* One statement that something lies on a concept: a record's own member, or a coding. */
typedef struct {
  gint32 group;   /* -1: belongs to none */
  guint8 concept; /* its place */
  guint8 through; /* a state: the stages before it were passed */
  gint64 moment;  /* LEREN_ABSENT_TIME */
  gint64 rowid;   /* the order of storage, over all types */
} LerenObservation;

typedef struct {
  char *id; /* NULL: those that belong to no group, or all */
  guint32 total;
  guint32 *counts;
  guint32 *n_ratings;
  double *rating_sums; /* each rating from 0 to 1 */
  /* of a ladder: places, -1 for none */
  gint highest, median, stuck;
  double trend;
  /* of a cycle */
  double progress, completeness;
  guint8 *seen;
  guint turns;
  double *days;
} LerenProfileGroup;

/* What one kind of framework is analysed by; each in a file of its own, and a line in the list. */
typedef struct {
  LerenFrameworkKind kind;
  /* @observations are the group's, in the order in time */
  void (*measure) (LerenProfileGroup *group, guint n_concepts,
                   const LerenObservation *const *observations, guint32 n_observations);
  void (*write) (const LerenProfileGroup *group, LerenFramework *framework, JsonBuilder *builder);
} LerenProfileKind;

extern const LerenProfileKind _leren_profile_cycle;
extern const LerenProfileKind _leren_profile_ladder;

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

/* All statements about a framework, in the order in time. Ratings are added to @groups' sums by
 * @rate. */
typedef void (*LerenRate) (gint32 group, guint8 concept, double rating, gpointer data);
GArray *_leren_profile_observe (LerenSnapshot *snapshot, LerenFramework *framework,
                                LerenGrouping by, LerenRate rate, gpointer data);
/* The group a record belongs to, or -1; @moment is the one that counts for its month */
gint32 _leren_profile_group_of (LerenGrouping by, const LerenRows *rows, guint32 row,
                                gint64 moment);
/* the id of a group; freed by the caller */
char *_leren_profile_name_group (LerenSnapshot *snapshot, LerenGrouping by, gint32 group);

const char *_leren_profile_name_kind (LerenFrameworkKind kind);
void _leren_profile_write_concept (JsonBuilder *builder, const char *name,
                                   LerenFramework *framework, gint place);
void _leren_profile_write_number (JsonBuilder *builder, const char *name, double value);

G_END_DECLS
