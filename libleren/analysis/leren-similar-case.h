/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "analysis/leren-similar-settings.h"
#include "model/leren-record-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LerenSimilarWhen:
 * @LEREN_SIMILAR_WHEN_UNKNOWN: one of the two has no date. Since: 0.1
 * @LEREN_SIMILAR_WHEN_EARLIER: it came before the asked case, or at the same moment. Since: 0.1
 * @LEREN_SIMILAR_WHEN_LATER: it came after the asked case. Since: 0.1
 *
 * When a case came, against the asked one.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_SIMILAR_WHEN_UNKNOWN,
  LEREN_SIMILAR_WHEN_EARLIER,
  LEREN_SIMILAR_WHEN_LATER,
} LerenSimilarWhen;

#define LEREN_TYPE_SIMILAR_CASE (leren_similar_case_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenSimilarCase, leren_similar_case, LEREN, SIMILAR_CASE, GObject)

LEREN_AVAILABLE_IN_0_1
const char *leren_similar_case_get_id (LerenSimilarCase *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_similar_case_get_title (LerenSimilarCase *self);
LEREN_AVAILABLE_IN_0_1
LerenCase *leren_similar_case_get_record (LerenSimilarCase *self);
LEREN_AVAILABLE_IN_0_1
double leren_similar_case_get_similarity (LerenSimilarCase *self);
LEREN_AVAILABLE_IN_0_1
double leren_similar_case_get_score (LerenSimilarCase *self);
LEREN_AVAILABLE_IN_0_1
LerenSimilarWhen leren_similar_case_get_when (LerenSimilarCase *self);
LEREN_AVAILABLE_IN_0_1
GDateTime *leren_similar_case_get_moment (LerenSimilarCase *self);
LEREN_AVAILABLE_IN_0_1
gboolean leren_similar_case_is_worked_through (LerenSimilarCase *self);
LEREN_AVAILABLE_IN_0_1
double leren_similar_case_get_part_similarity (LerenSimilarCase *self, LerenSimilarPart part);
LEREN_AVAILABLE_IN_0_1
double leren_similar_case_get_part_weight (LerenSimilarCase *self, LerenSimilarPart part);
LEREN_AVAILABLE_IN_0_1
double leren_similar_case_get_part_contribution (LerenSimilarCase *self, LerenSimilarPart part);
LEREN_AVAILABLE_IN_0_1
const char *const *leren_similar_case_get_shared (LerenSimilarCase *self, LerenSimilarPart part);
LEREN_AVAILABLE_IN_0_1
GListModel *leren_similar_case_get_actions (LerenSimilarCase *self);

G_END_DECLS
