/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "exchange/leren-format.h"
#include "store/leren-store.h"

G_BEGIN_DECLS

#define LEREN_TYPE_PSEUDONYMISER (leren_pseudonymiser_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenPseudonymiser, leren_pseudonymiser, LEREN, PSEUDONYMISER, GObject)

LEREN_AVAILABLE_IN_0_1
LerenPseudonymiser *leren_pseudonymiser_new (const char *key_file);
LEREN_AVAILABLE_IN_0_1
const char *leren_pseudonymiser_get_key_file (LerenPseudonymiser *self);
LEREN_AVAILABLE_IN_0_1
gboolean leren_pseudonymiser_set_language (LerenPseudonymiser *self, const char *language,
                                           GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_pseudonymiser_set_strict (LerenPseudonymiser *self, gboolean strict);
LEREN_AVAILABLE_IN_0_1
void leren_pseudonymiser_set_names (LerenPseudonymiser *self, const char *const *names);

LEREN_AVAILABLE_IN_0_1
gboolean leren_pseudonymiser_copy (LerenPseudonymiser *self, LerenStore *store, LerenStore *copy,
                                   GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_pseudonymiser_copy_async (LerenPseudonymiser *self, LerenStore *store, LerenStore *copy,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_pseudonymiser_copy_finish (LerenPseudonymiser *self, GAsyncResult *result,
                                          GError **error);
LEREN_AVAILABLE_IN_0_1
gboolean leren_pseudonymiser_export (LerenPseudonymiser *self, LerenStore *store,
                                     GOutputStream *stream, LerenFormat format,
                                     GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_pseudonymiser_export_async (LerenPseudonymiser *self, LerenStore *store,
                                       GOutputStream *stream, LerenFormat format,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_pseudonymiser_export_finish (LerenPseudonymiser *self, GAsyncResult *result,
                                            GError **error);
LEREN_AVAILABLE_IN_0_1
char *leren_pseudonymiser_to_json (LerenPseudonymiser *self);

G_END_DECLS
