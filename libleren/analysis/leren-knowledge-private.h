/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-reading-private.h"

G_BEGIN_DECLS

/* The knowledge of a snapshot and its conversions, by the modes as the framework has them. */

#define LEREN_N_MODES 4

typedef struct {
  const LerenRows *knowledge;
  const LerenRows *conversions;
  LerenFramework *framework;
  guint8 *forms; /* of each piece: the code of its form */
  guint8 tacit, explicit;
  guint8 *modes;           /* of each conversion, its place and one more; 0: not known */
  guint tacit_to_explicit; /* the places of the modes between these forms */
  guint explicit_to_tacit;
  guint8 *reached;   /* of each piece, bits of the modes that lead on from it */
  guint8 *came_by;   /* and of those that led to it, by any number of steps */
  guint8 *full_turn; /* a chain through all modes comes back to tacit here */
} LerenKnowledgeGraph;

#define LEREN_NEEDS_OF_KNOWLEDGE                                                                   \
  { "conversion", "sources" }, { "conversion", "results" },                                        \
  {                                                                                                \
    "knowledge", "superseded_by"                                                                   \
  }

/* FALSE with an error where the framework is not there, or does not have these four modes */
gboolean _leren_knowledge_read (LerenKnowledgeGraph *self, LerenSnapshot *snapshot, GError **error);
void _leren_knowledge_clear (LerenKnowledgeGraph *self);

G_END_DECLS
