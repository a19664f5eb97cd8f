/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "exchange/leren-json-source-private.h"
#include "exchange/leren-seen-ids-private.h"

G_BEGIN_DECLS

/* A handful of records on their way from the thread that reads to the one that writes. */

typedef struct {
  LerenRow row; /* declaration is NULL for a record of an unknown type */
  const char *unknown_type;
  const char *text; /* the whole record, for unknown types and frameworks */
  gsize length;
  gboolean framework;
  guint source; /* which of the importer's sources */
  guint64 line;
  gint64 index;
  guint first_pending, n_pending;
} LerenImportItem;

typedef struct {
  LerenArena *arena;
  GArray *items;       /* of LerenImportItem */
  GArray *pending;     /* of LerenPendingReference; their numbers are given when they are written */
  GPtrArray *problems; /* of char *: what a lenient import passed over */
  guint64 position;    /* bytes of all sources read so far */
  GError *error;       /* what ended the reading */
  gboolean last;
} LerenImportBatch;

LerenImportBatch *_leren_import_batch_new (void);
void _leren_import_batch_reset (LerenImportBatch *self);
void _leren_import_batch_free (LerenImportBatch *self);

/* The reading half: everything that one record alone can tell. */
typedef struct _LerenImportReader LerenImportReader;

LerenImportReader *_leren_import_reader_new (GPtrArray *sources, GPtrArray *declarations,
                                             gboolean lenient);
void _leren_import_reader_free (LerenImportReader *self);
/* Fills @batch, and sets its `last` where there is no more or something is wrong. */
void _leren_import_reader_fill (LerenImportReader *self, LerenImportBatch *batch,
                                GCancellable *cancellable);

/* "team.json: records[3] (line 8): " */
char *_leren_import_place (const char *source, guint64 line, gint64 index, gboolean framework);

G_END_DECLS
