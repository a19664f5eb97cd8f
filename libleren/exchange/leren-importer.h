/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "exchange/leren-format.h"
#include "store/leren-store.h"

G_BEGIN_DECLS

#define LEREN_TYPE_IMPORTER (leren_importer_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenImporter, leren_importer, LEREN, IMPORTER, GObject)

LEREN_AVAILABLE_IN_0_1
LerenImporter *leren_importer_new (LerenStore *store);
LEREN_AVAILABLE_IN_0_1
void leren_importer_set_lenient (LerenImporter *self, gboolean lenient);
LEREN_AVAILABLE_IN_0_1
void leren_importer_set_max_length (LerenImporter *self, guint bytes);
LEREN_AVAILABLE_IN_0_1
gboolean leren_importer_add_file (LerenImporter *self, GFile *file, LerenFormat format,
                                  GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_importer_add_stream (LerenImporter *self, GInputStream *stream, const char *name,
                                LerenFormat format);
LEREN_AVAILABLE_IN_0_1
gboolean leren_importer_run (LerenImporter *self, GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_importer_run_async (LerenImporter *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_importer_run_finish (LerenImporter *self, GAsyncResult *result, GError **error);
LEREN_AVAILABLE_IN_0_1
gint64 leren_importer_get_n_records (LerenImporter *self);
LEREN_AVAILABLE_IN_0_1
guint leren_importer_get_n_frameworks (LerenImporter *self);
LEREN_AVAILABLE_IN_0_1
char **leren_importer_list_left_out (LerenImporter *self);
LEREN_AVAILABLE_IN_0_1
char **leren_importer_list_unknown_types (LerenImporter *self);

G_END_DECLS
