/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "privacy/leren-text-filter-private.h"

G_BEGIN_DECLS

/* The texts of which spans are coded: where their characters go when words in them are replaced, so
 * that a coding lies on the same words afterwards. */
typedef struct _LerenCodedTexts LerenCodedTexts;

LerenCodedTexts *_leren_coded_texts_new (void);
void _leren_coded_texts_free (LerenCodedTexts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenCodedTexts, _leren_coded_texts_free)

/* the record whose texts will be asked for */
void _leren_coded_texts_want (LerenCodedTexts *self, const char *id);
gboolean _leren_coded_texts_wants (LerenCodedTexts *self, const char *id);
/* Forgets the texts, not what is wanted; FALSE where nothing is. */
gboolean _leren_coded_texts_begin (LerenCodedTexts *self);
/* One of its texts; @moved: of LerenMovedSpan, taken over */
void _leren_coded_texts_add (LerenCodedTexts *self, const char *id, glong length, GArray *moved);
/* FALSE where the record has no text; @start and @end are nullable. */
gboolean _leren_coded_texts_move (LerenCodedTexts *self, const char *id, gint64 *start,
                                  gint64 *end);
/* Appends how many were moved, as JSON. */
void _leren_coded_texts_write (LerenCodedTexts *self, GString *out);

G_END_DECLS
