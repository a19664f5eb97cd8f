/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "snapshot/leren-rows-private.h"

G_BEGIN_DECLS

/* What an analysis needs beyond what every snapshot has: the column of a member, or only whether it
 * is there. Every snapshot has a type's own words and concepts, and the references by which a
 * record belongs to a practice, a team and a case. */
typedef struct {
  const char *type; /* NULL ends a list */
  const char *member;
  gboolean presence;
} LerenNeed;

/* @needs lives as long as the program; handed in by the room above when the library is loaded. */
void _leren_snapshot_add_needs (const LerenNeed *needs);

/* The members through which a record belongs to something, in their order. */
extern const char *const _leren_ways_to_belong[LEREN_BELONGS_N][6];

/* Chooses the column of every field of a type. @types: the declarations of all types, for the
 * targets of references; @everyone: also all references to participants. */
LerenVector *_leren_snapshot_plan (const LerenDeclaration *declaration, GPtrArray *types,
                                   gboolean everyone);
/* SELECT of the rowid, the id, the moment, and then the chosen columns in the order of the fields, and
 * @more, which may be NULL. @table: its name, quoted */
char *_leren_snapshot_plan_sql (const LerenDeclaration *declaration, const LerenVector *vectors,
                                const char *table, const char *more);
/* the index of a type among the declarations, or their number */
guint _leren_snapshot_plan_find (GPtrArray *types, const char *name);

G_END_DECLS
