/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "snapshot/leren-scope.h"
#include "snapshot/leren-table.h"
#include "store/leren-store.h"

G_BEGIN_DECLS

#define LEREN_TYPE_SNAPSHOT (leren_snapshot_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenSnapshot, leren_snapshot, LEREN, SNAPSHOT, GObject)

LEREN_AVAILABLE_IN_0_1
LerenSnapshot *leren_snapshot_take (LerenStore *store, LerenScope *scope, GCancellable *cancellable,
                                    GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_snapshot_take_async (LerenStore *store, LerenScope *scope, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
LerenSnapshot *leren_snapshot_take_finish (GAsyncResult *result, GError **error);

LEREN_AVAILABLE_IN_0_1
GDateTime *leren_snapshot_get_moment (LerenSnapshot *self);
LEREN_AVAILABLE_IN_0_1
LerenTheory *leren_snapshot_get_theory (LerenSnapshot *self);
LEREN_AVAILABLE_IN_0_1
gint64 leren_snapshot_get_n_records (LerenSnapshot *self);
LEREN_AVAILABLE_IN_0_1
gint64 leren_snapshot_count (LerenSnapshot *self, const char *record_type);
LEREN_AVAILABLE_IN_0_1
char **leren_snapshot_list_types (LerenSnapshot *self);

LEREN_AVAILABLE_IN_0_1
LerenTable *leren_snapshot_get_table (LerenSnapshot *self, const char *record_type,
                                      GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_snapshot_get_table_async (LerenSnapshot *self, const char *record_type,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
LEREN_AVAILABLE_IN_0_1
LerenTable *leren_snapshot_get_table_finish (LerenSnapshot *self, GAsyncResult *result,
                                             GError **error);

G_END_DECLS
