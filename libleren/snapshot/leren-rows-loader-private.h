/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "snapshot/leren-rows-private.h"
#include "store/leren-connection-private.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads one type's rows out of a statement into columns. References to types whose ids have an
 * index already become rows at once; others are kept as text until resolve(). */
typedef struct _LerenRowsLoader LerenRowsLoader;

LerenRowsLoader *_leren_rows_loader_new (LerenRows *rows, GPtrArray *all_rows, guint64 expected);
void _leren_rows_loader_free (LerenRowsLoader *self);
/* @read: set to LEREN_STEP_DONE, or to what SQLite said */
gboolean _leren_rows_loader_run (LerenRowsLoader *self, LerenStatement *statement,
                                 GCancellable *cancellable, LerenStep *read, GError **error);
/* Marks in @types the types whose ids are needed to resolve what is left. */
void _leren_rows_loader_mark_wanted (LerenRowsLoader *self, guint8 *types);
void _leren_rows_loader_resolve (LerenRowsLoader *self);

G_END_DECLS
