/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "snapshot/leren-snapshot.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define LEREN_TYPE_UNITIZING (leren_unitizing_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenUnitizing, leren_unitizing, LEREN, UNITIZING, GObject)

LEREN_AVAILABLE_IN_0_1
LerenUnitizing *leren_unitizing_new (void);
LEREN_AVAILABLE_IN_0_1
void leren_unitizing_add_text (LerenUnitizing *self, const char *text, guint length);
LEREN_AVAILABLE_IN_0_1
void leren_unitizing_add_coder (LerenUnitizing *self, const char *coder);
LEREN_AVAILABLE_IN_0_1
gboolean leren_unitizing_add_span (LerenUnitizing *self, const char *text, const char *coder,
                                   guint start, guint end, const char *value, GError **error);

LEREN_AVAILABLE_IN_0_1
gboolean leren_unitizing_read_codings (LerenUnitizing *self, LerenSnapshot *snapshot,
                                       const char *framework, GCancellable *cancellable,
                                       GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_unitizing_read_codings_async (LerenUnitizing *self, LerenSnapshot *snapshot,
                                         const char *framework, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_unitizing_read_codings_finish (LerenUnitizing *self, GAsyncResult *result,
                                              GError **error);

LEREN_AVAILABLE_IN_0_1
guint leren_unitizing_get_n_texts (LerenUnitizing *self);
LEREN_AVAILABLE_IN_0_1
guint leren_unitizing_get_n_coders (LerenUnitizing *self);
LEREN_AVAILABLE_IN_0_1
guint leren_unitizing_get_n_spans (LerenUnitizing *self);
LEREN_AVAILABLE_IN_0_1
double leren_unitizing_get_length (LerenUnitizing *self);
LEREN_AVAILABLE_IN_0_1
double leren_unitizing_get_alpha (LerenUnitizing *self);
LEREN_AVAILABLE_IN_0_1
double leren_unitizing_get_alpha_of (LerenUnitizing *self, const char *value);
LEREN_AVAILABLE_IN_0_1
LerenTable *leren_unitizing_get_categories (LerenUnitizing *self);
LEREN_AVAILABLE_IN_0_1
LerenTable *leren_unitizing_get_pairs (LerenUnitizing *self);
LEREN_AVAILABLE_IN_0_1
JsonNode *leren_unitizing_to_json (LerenUnitizing *self);

G_END_DECLS
