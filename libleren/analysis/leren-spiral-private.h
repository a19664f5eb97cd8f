/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-knowledge-chains-private.h"
#include "analysis/leren-spiral.h"

G_BEGIN_DECLS

#define LEREN_N_HOLDERS 4

struct _LerenSpiral {
  GObject parent_instance;

  LerenSnapshot *snapshot;
  LerenKnowledgeGraph graph;
  LerenFullTurns turns;
  LerenChains chains;
  guint32 n_of_mode[LEREN_N_MODES + 1]; /* by place in the framework and one more; 0: not known */
  GArray *completing;                   /* guint32, the conversions that complete a turn */
  GArray *longest; /* guint32, the components with which the longest chains end */
  guint32 longest_length;
  GArray *circles;   /* guint32, components */
  gint32 *circle_of; /* of each component its place in circles, or -1 */
  guint8 *holders;   /* of each piece, the place of its holder and one more */
  guint8 *reach;     /* of each piece, bits of the holders it comes to, its own among them */
  guint32 reached[LEREN_N_HOLDERS][LEREN_N_HOLDERS];
};

/* what holds a piece of knowledge up; in this order its bits */
typedef enum {
  LEREN_REST_DEAD_END = 1 << 0, /* nothing is made from it, and nothing took its place */
  LEREN_REST_NEVER_EXTERNALISED = 1 << 1,
  LEREN_REST_NEVER_INTERNALISED = 1 << 2,
} LerenRest;

LerenRest _leren_spiral_rest_of (const LerenSpiral *self, guint32 piece);

static inline gboolean
_leren_spiral_counts_piece (const LerenSpiral *self, guint32 piece)
{
  return _leren_rows_in_scope (self->graph.knowledge, piece);
}

static inline gboolean
_leren_spiral_counts_conversion (const LerenSpiral *self, guint32 conversion)
{
  return _leren_rows_in_scope (self->graph.conversions, conversion);
}

G_END_DECLS
