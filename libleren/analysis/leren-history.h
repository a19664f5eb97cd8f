/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "analysis/leren-history-event.h"
#include "snapshot/leren-snapshot.h"

G_BEGIN_DECLS

#define LEREN_TYPE_HISTORY (leren_history_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenHistory, leren_history, LEREN, HISTORY, GObject)

LEREN_AVAILABLE_IN_0_1
LerenHistory *leren_history_tell (LerenSnapshot *snapshot, const char *practice,
                                  guint min_reflections, guint min_steps, double max_chance,
                                  GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_history_tell_async (LerenSnapshot *snapshot, const char *practice, guint min_reflections,
                               guint min_steps, double max_chance, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
LerenHistory *leren_history_tell_finish (GAsyncResult *result, GError **error);

LEREN_AVAILABLE_IN_0_1
const char *leren_history_get_practice (LerenHistory *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_history_get_title (LerenHistory *self);
LEREN_AVAILABLE_IN_0_1
guint leren_history_get_n_dated (LerenHistory *self);
LEREN_AVAILABLE_IN_0_1
LerenTable *leren_history_get_table (LerenHistory *self);
LEREN_AVAILABLE_IN_0_1
JsonNode *leren_history_to_json (LerenHistory *self);

G_END_DECLS
