/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "exchange/leren-format.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes a document of frameworks and records, or the lines of one. */
typedef struct _LerenDocumentWriter LerenDocumentWriter;

LerenDocumentWriter *_leren_document_writer_new (GOutputStream *stream, LerenFormat format,
                                                 GCancellable *cancellable);
void _leren_document_writer_free (LerenDocumentWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenDocumentWriter, _leren_document_writer_free)

/* Frameworks come first, then this, then records. */
void _leren_document_writer_begin_records (LerenDocumentWriter *self);
/* Where the next framework or record is to be appended, as an object of JSON; then it is added. */
GString *_leren_document_writer_open (LerenDocumentWriter *self);
gboolean _leren_document_writer_close (LerenDocumentWriter *self, GError **error);
gboolean _leren_document_writer_finish (LerenDocumentWriter *self, GError **error);

G_END_DECLS
