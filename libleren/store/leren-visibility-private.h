/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-declaration-private.h"

G_BEGIN_DECLS

/* The rule of who may read what, as SQL. docs/visibility.md has it in words; it is written down
 * here and nowhere else, so that all engines that can run these conditions have the same. */

typedef struct {
  GPtrArray *declarations; /* of all types that have a table */
  const char *base;        /* what stands before the names of the tables themselves: "main." */
  const char *as_json;     /* what makes JSON of a text: LerenDriver has it */
  const char *reader;      /* an expression: the id of the participant who reads */
} LerenSightRule;

/* What a reader is let in to. */
typedef enum {
  LEREN_CIRCLE_PRESENCE, /* the sessions where they were present, and the cases of these */
  LEREN_CIRCLE_TEAMS,    /* their teams, all who are in these, and their practices */
  LEREN_CIRCLE_NETWORK,  /* their practices, and all who are in these */
  LEREN_N_CIRCLES
} LerenCircle;

/* What leads to what a record belongs to */
typedef struct {
  /* a record of such a type is itself what others belong to */
  const char *itself[4];
  /* the members that lead to it, in the order in which they count */
  const char *ways[7];
} LerenBelonging;

extern const LerenBelonging _leren_belongings[LEREN_N_CIRCLES];

/* whether a member names what is sought, or leads on to it */
gboolean _leren_visibility_is_direct (LerenCircle circle, const char *member);
/* "subject" and "target": whatever a record is about */
gboolean _leren_visibility_is_about (const char *member);

/* How many records about records are followed to where they belong */
#define LEREN_VISIBILITY_STEPS 2

/* whether who may read a record depends on what it says there */
gboolean _leren_visibility_depends_on (const LerenField *field);

/* Where a record of this type belongs, as an expression on its row @alias: an id that is in a circle
 * where the reader is let in, or NULL. */
char *_leren_visibility_place (const LerenSightRule *self, const LerenDeclaration *declaration,
                               const char *alias, LerenCircle circle);
/* SELECT of the ids in a circle; none is NULL. It depends on the reader alone, not on a row. */
char *_leren_visibility_circle (const LerenSightRule *self, LerenCircle circle);
/* How a row says who may read it, as a number of LerenSight */
char *_leren_visibility_sight (const char *reader);
/* Whether the reader may see the row @alias of this type: TRUE, or FALSE, or NULL for no, too. */
char *_leren_visibility_condition (const LerenSightRule *self, const LerenDeclaration *declaration,
                                   const char *alias);
/* The same for rows of types without a declaration */
char *_leren_visibility_unknown_condition (const LerenSightRule *self, const char *alias);

G_END_DECLS
