/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "store/leren-merge-conflict.h"
#include "store/leren-store.h"

G_BEGIN_DECLS

/**
 * LerenMergeRule:
 * @LEREN_MERGE_RULE_LATER: what was said later; of the same time, what is greater as a text. Since: 0.1
 * @LEREN_MERGE_RULE_OURS: what is said in the store that is merged into. Since: 0.1
 * @LEREN_MERGE_RULE_THEIRS: what is said in the other copy. Since: 0.1
 *
 * What holds where both copies changed the same member of a record, each in its own way. With
 * %LEREN_MERGE_RULE_LATER the result is the same whichever of the two is merged into the other.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_MERGE_RULE_LATER,
  LEREN_MERGE_RULE_OURS,
  LEREN_MERGE_RULE_THEIRS,
} LerenMergeRule;

#define LEREN_TYPE_MERGE (leren_merge_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenMerge, leren_merge, LEREN, MERGE, GObject)

LEREN_AVAILABLE_IN_0_1
gint64 leren_merge_get_n_added (LerenMerge *self);
LEREN_AVAILABLE_IN_0_1
gint64 leren_merge_get_n_changed (LerenMerge *self);
LEREN_AVAILABLE_IN_0_1
gint64 leren_merge_get_n_deleted (LerenMerge *self);
LEREN_AVAILABLE_IN_0_1
GListModel *leren_merge_get_conflicts (LerenMerge *self);
LEREN_AVAILABLE_IN_0_1
char *leren_merge_to_json (LerenMerge *self);

LEREN_AVAILABLE_IN_0_1
LerenMerge *leren_store_merge (LerenStore *self, LerenStore *other, LerenMergeRule rule,
                               LerenMerge *decided, gboolean dry_run, GCancellable *cancellable,
                               GFileProgressCallback progress_callback, gpointer progress_data,
                               GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_merge_async (LerenStore *self, LerenStore *other, LerenMergeRule rule,
                              LerenMerge *decided, gboolean dry_run, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
LerenMerge *leren_store_merge_finish (LerenStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
