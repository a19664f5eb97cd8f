/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Cuts a stream into the texts of single records and frameworks, without reading more of it than
 * one of them at a time: the lines of JSON Lines, or the elements of `records` and `frameworks` of
 * a document. The parts are handed to the strict reader as they are; the source itself judges only
 * what lies between them. */

typedef enum {
  LEREN_JSON_SOURCE_DETECT, /* by the first member: a document has "format": "leren" */
  LEREN_JSON_SOURCE_DOCUMENT,
  LEREN_JSON_SOURCE_LINES,
} LerenJsonSourceFormat;

#define LEREN_JSON_MAX_LENGTH (16 * 1024 * 1024)

typedef struct {
  const char *text; /* not terminated; valid until the next call */
  gsize length;
  guint64 line; /* 1-based line on which it begins */
  gint64 index; /* 0-based place in its array; -1 where there is no array */
  /* It stood in `frameworks`, or it is the whole of a framework file. In lines always FALSE: the
   * importer looks at "format". */
  gboolean framework;
} LerenJsonPart;

typedef struct _LerenJsonSource LerenJsonSource;

/* @name is used in messages ("records.json", "standard input"). @max_length: bytes of one part. */
LerenJsonSource *_leren_json_source_new (GInputStream *stream, const char *name,
                                         LerenJsonSourceFormat format, gsize max_length);
void _leren_json_source_free (LerenJsonSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenJsonSource, _leren_json_source_free)
const char *_leren_json_source_get_name (LerenJsonSource *self);
/* bytes consumed so far, for progress */
guint64 _leren_json_source_get_position (LerenJsonSource *self);

/* TRUE and @part filled, FALSE at the end (no error) or with @error. */
gboolean _leren_json_source_next (LerenJsonSource *self, LerenJsonPart *part,
                                  GCancellable *cancellable, GError **error);

G_END_DECLS
