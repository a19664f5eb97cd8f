/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "exchange/leren-json-cutter-private.h"
#include "exchange/leren-json-source-private.h"

G_BEGIN_DECLS

/* Takes the elements of `records` and `frameworks` out of a document, and judges the frame around
 * them. */
typedef struct _LerenJsonDocument LerenJsonDocument;

LerenJsonDocument *_leren_json_document_new (LerenJsonCutter *cutter);
void _leren_json_document_free (LerenJsonDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenJsonDocument, _leren_json_document_free)

/* The window stands at the document's `{`, or after the part that was given out last. */
gboolean _leren_json_document_next (LerenJsonDocument *self, LerenJsonPart *part, GError **error);

G_END_DECLS
