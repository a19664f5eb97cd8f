/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-weighing-private.h"

G_BEGIN_DECLS

/* How analyses read a snapshot by the frameworks: nothing of the theory is written down here. */

/* NULL with LEREN_ERROR_NOT_FOUND where the theory has no such framework */
LerenFramework *_leren_require_framework (LerenTheory *theory, const char *id, GError **error);
/* lives as long as its framework */
LerenConcept *_leren_concept_at (LerenFramework *framework, guint index);
/* the first concept of @target that corresponds to one, by the crosswalk; NULL where none does */
LerenConcept *_leren_find_corresponding (LerenTheory *theory, LerenConcept *concept,
                                         const char *target);
/* The highest place that a concept's correspondences have in @target, and one more; 0: none */
guint _leren_corresponding_place (LerenTheory *theory, LerenConcept *concept,
                                  LerenFramework *target);

/* Whether a member names concepts of a framework: it says so, or it is an enum whose words begin
 * with those concepts in their order. */
gboolean _leren_field_names_framework (const LerenField *field, LerenFramework *framework);
/* From a code of a member's column to the place of the concept and one more; 0: none of them. A
 * concept whose attribute `word` says so goes by another word in records than its id. */
typedef guint8 LerenCodeMap[256];
void _leren_map_codes (const LerenField *field, LerenFramework *framework, LerenCodeMap map);
/* The same where the concepts say in their attributes by which words of a member they are named:
 * "named_by": {"reflection.certainty": ["uncertain"]}. FALSE where none does for this member. */
gboolean _leren_map_named_words (const LerenRows *rows, const LerenField *field,
                                 LerenFramework *framework, LerenCodeMap map);
/* _leren_map_codes() for a column of words; freed by the caller */
guint8 *_leren_map_words (const LerenVector *vector, LerenFramework *framework);
/* the place of a text in a column's dictionary and one more, or 0 */
guint32 _leren_find_word (const LerenVector *vector, const char *word);

/* For each record of a type, the place of the concept its own member names and one more; 0 where it
 * names none. @member: NULL for none. Freed by the caller. */
guint8 *_leren_read_members (const LerenRows *rows, const char *member, LerenFramework *framework);
/* The same, weighed with the codings of the records: see leren-weighing-private.h. A rule reads by
 * _leren_findings_read_concepts(), so that its findings can say what was weighed. */
guint8 *_leren_read_concepts (LerenSnapshot *snapshot, const LerenRows *rows, const char *member,
                              LerenFramework *framework);

/* Where a ladder's people are stuck: the concept that most observations name, if they are at least
 * @min_total and its share is at least @min_share, and the last of them (@latest) lies no higher;
 * of two with as many, the lower. -1 where they are not stuck. */
gint _leren_ladder_find_stuck (const guint32 *counts, guint n_concepts, gint latest,
                               guint32 min_total, double min_share);
#define LEREN_STUCK_MIN_REFLECTIONS 3
#define LEREN_STUCK_MIN_SHARE 0.7

G_END_DECLS
