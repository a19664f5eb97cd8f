/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "exchange/leren-format.h"
#include "store/leren-store.h"

G_BEGIN_DECLS

/* A format in which a store can be written. */
typedef struct {
  LerenFormat format;
  /* Others read it, with other tools, and nobody can take back what they were given: it is written
   * with pseudonyms, unless somebody asked for the names. */
  gboolean foreign;
  gboolean (*write) (LerenStore *store, GOutputStream *stream, LerenFormat format,
                     GCancellable *cancellable, GError **error);
} LerenExportFormat;

/* Here each format is made known, foreign or not. @format lives as long as the program. */
void _leren_export_format_register (const LerenExportFormat *format);
/* NULL where there is none */
const LerenExportFormat *_leren_export_format_find (LerenFormat format);

/* A copy of the store in which nobody is named; in a room above this one, so handed in from there */
typedef LerenStore *(*LerenExportDisguise) (LerenStore *store, GCancellable *cancellable,
                                            GError **error);
void _leren_export_set_disguise (LerenExportDisguise disguise);

gboolean _leren_export_write (const LerenExportFormat *self, LerenStore *store,
                              GOutputStream *stream, gboolean identifying,
                              GCancellable *cancellable, GError **error);

G_END_DECLS
