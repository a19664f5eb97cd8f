/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-reading-private.h"

G_BEGIN_DECLS

/* The knowledge of a snapshot and its conversions, by the modes as the framework has them. All of
 * what the snapshot loaded is linked, whatever its scope: what a team's knowledge came to outside
 * the team is part of what became of it. */

#define LEREN_N_MODES 4
#define LEREN_N_STARTS 2 /* the modes that begin with tacit knowledge */

/* the conversions that name each piece; NULL where there are no conversions */
typedef struct {
  guint32 *offsets;
  guint32 *items;
} LerenLinks;

typedef struct {
  const LerenRows *knowledge;
  const LerenRows *conversions;
  LerenFramework *framework;
  const LerenVector *sources, *results; /* of each conversion */
  LerenLinks uses, makers;              /* of each piece */
  const guint8 *forms;                  /* of each piece: the code of its form */
  const gint32 *superseded;
  guint8 tacit, explicit;
  guint8 *modes;        /* of each conversion, its place and one more; 0: not known */
  guint tacit_to_tacit; /* the places of the modes between these forms, and one more */
  guint tacit_to_explicit;
  guint explicit_to_tacit;
  guint8 *reached; /* of each piece, bits of the modes that lead on from it */
  guint8 *came_by; /* and of those that led to it, by any number of steps */
} LerenKnowledgeGraph;

#define LEREN_NEEDS_OF_KNOWLEDGE                                                                   \
  { "conversion", "sources" }, { "conversion", "results" },                                        \
  {                                                                                                \
    "knowledge", "superseded_by"                                                                   \
  }

/* FALSE with an error where the framework is not there, or does not have these four modes */
gboolean _leren_knowledge_read (LerenKnowledgeGraph *self, LerenSnapshot *snapshot, GError **error);
void _leren_knowledge_clear (LerenKnowledgeGraph *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LerenKnowledgeGraph, _leren_knowledge_clear)

/* Carries the bits of each piece along the conversions, or against them (@back), to all that can be
 * reached from it */
void _leren_knowledge_spread (const LerenKnowledgeGraph *self, gboolean back, guint8 *bits);

static inline guint32
_leren_links_size (const LerenLinks *self, guint32 piece)
{
  return self->offsets != NULL ? self->offsets[piece + 1] - self->offsets[piece] : 0;
}

/* Full turns: chains of conversions, each starting from a result of the one before, through all four
 * modes in the framework's order and back to tacit knowledge.
 *
 * A chain begins with a conversion that has a tacit source (or none on record), by the first mode of
 * the framework; or, where a tacit source was made by no conversion of that mode, by the other one
 * that starts from tacit knowledge, and comes round by the first. Each next conversion is of the
 * same mode or of the one that follows. With the first conversion of the fourth mode it is complete,
 * if that has a tacit result. A conversion whose mode is not known ends a chain. */
typedef struct {
  guint8 *completed;               /* of each conversion: the start and one more of the turn that it
                                    * completes, or 0 */
  gint32 *before[LEREN_N_STARTS];  /* the conversion before it in the shortest chain, or -1 */
  gint32 *through[LEREN_N_STARTS]; /* the piece between the two; of the first its source, or -1 */
} LerenFullTurns;

void _leren_full_turns_find (LerenFullTurns *self, const LerenKnowledgeGraph *graph);
void _leren_full_turns_clear (LerenFullTurns *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LerenFullTurns, _leren_full_turns_clear)
/* The shortest chain by which a conversion completes a turn, the first first: the conversions, and
 * the pieces that they start from, with the tacit result at the end */
void _leren_full_turns_trace (const LerenFullTurns *self, const LerenKnowledgeGraph *graph,
                              guint32 conversion, GArray *conversions, GArray *pieces);
/* rows found from the last back */
void _leren_reverse (GArray *rows);

G_END_DECLS
