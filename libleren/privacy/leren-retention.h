/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "privacy/leren-retention-plan.h"
#include "store/leren-store.h"

G_BEGIN_DECLS

#define LEREN_TYPE_RETENTION (leren_retention_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenRetention, leren_retention, LEREN, RETENTION, GObject)

LEREN_AVAILABLE_IN_0_1
LerenRetention *leren_retention_from_json (const char *json, gssize length, GError **error);
LEREN_AVAILABLE_IN_0_1
char *leren_retention_to_json (LerenRetention *self);

LEREN_AVAILABLE_IN_0_1
LerenRetentionPlan *leren_retention_look (LerenRetention *self, LerenStore *store, const GDate *on,
                                          GCancellable *cancellable,
                                          GFileProgressCallback progress_callback,
                                          gpointer progress_data, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_retention_look_async (LerenRetention *self, LerenStore *store, const GDate *on,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
LEREN_AVAILABLE_IN_0_1
LerenRetentionPlan *leren_retention_look_finish (LerenRetention *self, GAsyncResult *result,
                                                 GError **error);
LEREN_AVAILABLE_IN_0_1
LerenRetentionPlan *leren_retention_delete (LerenRetention *self, LerenStore *store, const char *by,
                                            GCancellable *cancellable,
                                            GFileProgressCallback progress_callback,
                                            gpointer progress_data, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_retention_delete_async (LerenRetention *self, LerenStore *store, const char *by,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
LEREN_AVAILABLE_IN_0_1
LerenRetentionPlan *leren_retention_delete_finish (LerenRetention *self, GAsyncResult *result,
                                                   GError **error);

G_END_DECLS
