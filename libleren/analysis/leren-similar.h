/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "analysis/leren-similar-case.h"
#include "snapshot/leren-snapshot.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define LEREN_TYPE_SIMILAR (leren_similar_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenSimilar, leren_similar, LEREN, SIMILAR, GObject)

LEREN_AVAILABLE_IN_0_1
LerenSimilar *leren_similar_find (LerenSnapshot *snapshot, const char *case_id, guint n,
                                  LerenSimilarSettings *settings, GCancellable *cancellable,
                                  GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_similar_find_async (LerenSnapshot *snapshot, const char *case_id, guint n,
                               LerenSimilarSettings *settings, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
LerenSimilar *leren_similar_find_finish (GAsyncResult *result, GError **error);
LEREN_AVAILABLE_IN_0_1
LerenSimilar *leren_similar_find_text (LerenSnapshot *snapshot, const char *text, guint n,
                                       LerenSimilarSettings *settings, GCancellable *cancellable,
                                       GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_similar_find_text_async (LerenSnapshot *snapshot, const char *text, guint n,
                                    LerenSimilarSettings *settings, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
LerenSimilar *leren_similar_find_text_finish (GAsyncResult *result, GError **error);

LEREN_AVAILABLE_IN_0_1
const char *leren_similar_get_case (LerenSimilar *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_similar_get_text (LerenSimilar *self);
LEREN_AVAILABLE_IN_0_1
double leren_similar_get_weight (LerenSimilar *self, LerenSimilarPart part);
LEREN_AVAILABLE_IN_0_1
guint leren_similar_get_n_candidates (LerenSimilar *self);
LEREN_AVAILABLE_IN_0_1
guint leren_similar_get_n_later (LerenSimilar *self);
LEREN_AVAILABLE_IN_0_1
LerenTable *leren_similar_get_table (LerenSimilar *self);
LEREN_AVAILABLE_IN_0_1
JsonNode *leren_similar_to_json (LerenSimilar *self);

G_END_DECLS
