/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "store/leren-store.h"

G_BEGIN_DECLS

/**
 * LerenComparison:
 * @LEREN_COMPARISON_EQUAL: the member has this value. Since: 0.1
 * @LEREN_COMPARISON_NOT_EQUAL: the member has another value, or is absent. Since: 0.1
 * @LEREN_COMPARISON_LESS: the member lies below the value. Since: 0.1
 * @LEREN_COMPARISON_LESS_EQUAL: the member is at most the value. Since: 0.1
 * @LEREN_COMPARISON_GREATER: the member lies above the value. Since: 0.1
 * @LEREN_COMPARISON_GREATER_EQUAL: the member is at least the value. Since: 0.1
 * @LEREN_COMPARISON_CONTAINS: a list holds the value. Since: 0.1
 * @LEREN_COMPARISON_ABSENT: the member is absent; the value is not looked at. Since: 0.1
 * @LEREN_COMPARISON_PRESENT: the member is present; the value is not looked at. Since: 0.1
 *
 * How a filter compares a member.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_COMPARISON_EQUAL,
  LEREN_COMPARISON_NOT_EQUAL,
  LEREN_COMPARISON_LESS,
  LEREN_COMPARISON_LESS_EQUAL,
  LEREN_COMPARISON_GREATER,
  LEREN_COMPARISON_GREATER_EQUAL,
  LEREN_COMPARISON_CONTAINS,
  LEREN_COMPARISON_ABSENT,
  LEREN_COMPARISON_PRESENT,
} LerenComparison;

#define LEREN_TYPE_QUERY (leren_query_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenQuery, leren_query, LEREN, QUERY, GObject)

LEREN_AVAILABLE_IN_0_1
LerenQuery *leren_store_query (LerenStore *self, const char *record_type, GError **error);
LEREN_AVAILABLE_IN_0_1
LerenQuery *leren_query_copy (LerenQuery *self);
LEREN_AVAILABLE_IN_0_1
LerenStore *leren_query_get_store (LerenQuery *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_query_get_record_type (LerenQuery *self);
LEREN_AVAILABLE_IN_0_1
gboolean leren_query_filter (LerenQuery *self, const char *member, LerenComparison comparison,
                             const char *value, GError **error);
LEREN_AVAILABLE_IN_0_1
gboolean leren_query_search (LerenQuery *self, const char *words, GError **error);
LEREN_AVAILABLE_IN_0_1
gboolean leren_query_order (LerenQuery *self, const char *member, gboolean descending,
                            GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_query_page (LerenQuery *self, guint offset, guint limit);
LEREN_AVAILABLE_IN_0_1
GListModel *leren_query_run (LerenQuery *self, GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_query_run_async (LerenQuery *self, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
GListModel *leren_query_run_finish (LerenQuery *self, GAsyncResult *result, GError **error);
LEREN_AVAILABLE_IN_0_1
gint64 leren_query_count (LerenQuery *self, GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_query_count_async (LerenQuery *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gint64 leren_query_count_finish (LerenQuery *self, GAsyncResult *result, GError **error);

G_END_DECLS
