/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-knowledge-private.h"

G_BEGIN_DECLS

/* The longest chains of conversions, with what goes round in a circle taken as one.
 *
 * Pieces and conversions are the nodes of one graph, the pieces first; its strongly connected
 * components (Tarjan 1972) are the circles, and without them it has no way back, so that the longest
 * ways through it are found in one pass. A way is as long as the conversions by which it goes on: a
 * step from a circle to what lies outside counts one, the steps within it none. */
typedef struct {
  guint32 n_pieces, n_nodes;
  guint32 n_components;
  guint32 *component; /* of each node */
  guint32 *order;  /* the nodes by component, the last component first: in the order of the ways */
  guint32 *begins; /* of each component, where its nodes begin in that, and how many they are */
  guint32 *sizes;
  guint32 *lengths; /* of the longest way to each component */
  gint32 *from;     /* the node by which that way comes out of the component before, or -1 */
  gint32 *to;       /* and the node at which it comes in */
} LerenChains;

void _leren_chains_find (LerenChains *self, const LerenKnowledgeGraph *graph);
void _leren_chains_clear (LerenChains *self);
/* The longest way to a component, the first first: the conversions by which it goes, and the pieces
 * on it; of a circle those where it comes in and goes out. */
void _leren_chains_trace (const LerenChains *self, guint32 component, GArray *conversions,
                          GArray *pieces);

static inline gboolean
_leren_chains_is_circle (const LerenChains *self, guint32 component)
{
  return self->sizes[component] > 1;
}

G_END_DECLS
