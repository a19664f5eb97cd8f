/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-version.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LerenMergeReason:
 * @LEREN_MERGE_REASON_CHANGED: both copies changed the same member, or added the same record. Since: 0.1
 * @LEREN_MERGE_REASON_DELETED: one copy deleted the record, the other changed it; it stays. Since: 0.1
 * @LEREN_MERGE_REASON_NAMED: one copy deleted the record, and what is said in the other names it; it
 *   stays. Since: 0.1
 * @LEREN_MERGE_REASON_UNSOUND: what both say of the record cannot be true together, so that all of it is
 *   taken from one of them. Since: 0.1
 *
 * What two copies of a store do not agree on.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_MERGE_REASON_CHANGED,
  LEREN_MERGE_REASON_DELETED,
  LEREN_MERGE_REASON_NAMED,
  LEREN_MERGE_REASON_UNSOUND,
} LerenMergeReason;

/**
 * LerenMergeSide:
 * @LEREN_MERGE_SIDE_OURS: the store that is merged into. Since: 0.1
 * @LEREN_MERGE_SIDE_THEIRS: the other copy. Since: 0.1
 *
 * One of two copies that are merged.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_MERGE_SIDE_OURS,
  LEREN_MERGE_SIDE_THEIRS,
} LerenMergeSide;

#define LEREN_TYPE_MERGE_CONFLICT (leren_merge_conflict_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenMergeConflict, leren_merge_conflict, LEREN, MERGE_CONFLICT, GObject)

LEREN_AVAILABLE_IN_0_1
LerenMergeReason leren_merge_conflict_get_reason (LerenMergeConflict *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_merge_conflict_get_record_type (LerenMergeConflict *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_merge_conflict_get_record (LerenMergeConflict *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_merge_conflict_get_member (LerenMergeConflict *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_merge_conflict_get_value (LerenMergeConflict *self, LerenMergeSide side);
LEREN_AVAILABLE_IN_0_1
GDateTime *leren_merge_conflict_get_at (LerenMergeConflict *self, LerenMergeSide side);
LEREN_AVAILABLE_IN_0_1
const char *leren_merge_conflict_get_who (LerenMergeConflict *self, LerenMergeSide side);
LEREN_AVAILABLE_IN_0_1
LerenMergeSide leren_merge_conflict_get_taken (LerenMergeConflict *self);
LEREN_AVAILABLE_IN_0_1
gboolean leren_merge_conflict_can_choose (LerenMergeConflict *self);
LEREN_AVAILABLE_IN_0_1
void leren_merge_conflict_choose (LerenMergeConflict *self, LerenMergeSide side);
LEREN_AVAILABLE_IN_0_1
char *leren_merge_conflict_to_json (LerenMergeConflict *self);

G_END_DECLS
