/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "snapshot/leren-snapshot.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * LerenGrouping:
 * @LEREN_GROUPING_NONE: all records together. Since: 0.1
 * @LEREN_GROUPING_CASE: by the case they belong to. Since: 0.1
 * @LEREN_GROUPING_TEAM: by the team they belong to. Since: 0.1
 * @LEREN_GROUPING_PRACTICE: by the practice that owns them. Since: 0.1
 * @LEREN_GROUPING_PARTICIPANT: by who speaks, owns, answers or writes. Since: 0.1
 * @LEREN_GROUPING_MONTH: by the month of their moment, in UTC. Since: 0.1
 *
 * How a profile divides the records.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_GROUPING_NONE,
  LEREN_GROUPING_CASE,
  LEREN_GROUPING_TEAM,
  LEREN_GROUPING_PRACTICE,
  LEREN_GROUPING_PARTICIPANT,
  LEREN_GROUPING_MONTH,
} LerenGrouping;

#define LEREN_TYPE_PROFILE (leren_profile_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenProfile, leren_profile, LEREN, PROFILE, GObject)

LEREN_AVAILABLE_IN_0_1
LerenProfile *leren_profile (LerenSnapshot *snapshot, const char *framework, LerenGrouping by,
                             GError **error);
LEREN_AVAILABLE_IN_0_1
LerenFramework *leren_profile_get_framework (LerenProfile *self);
LEREN_AVAILABLE_IN_0_1
guint leren_profile_get_n_groups (LerenProfile *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_profile_get_group (LerenProfile *self, guint group);
LEREN_AVAILABLE_IN_0_1
int leren_profile_find_group (LerenProfile *self, const char *id);
LEREN_AVAILABLE_IN_0_1
guint leren_profile_get_total (LerenProfile *self, guint group);
LEREN_AVAILABLE_IN_0_1
guint leren_profile_get_count (LerenProfile *self, guint group, const char *concept);
LEREN_AVAILABLE_IN_0_1
double leren_profile_get_share (LerenProfile *self, guint group, const char *concept);
LEREN_AVAILABLE_IN_0_1
guint leren_profile_get_n_ratings (LerenProfile *self, guint group, const char *concept);
LEREN_AVAILABLE_IN_0_1
double leren_profile_get_rating (LerenProfile *self, guint group, const char *concept);

LEREN_AVAILABLE_IN_0_1
LerenConcept *leren_profile_get_highest (LerenProfile *self, guint group);
LEREN_AVAILABLE_IN_0_1
LerenConcept *leren_profile_get_median (LerenProfile *self, guint group);
LEREN_AVAILABLE_IN_0_1
double leren_profile_get_trend (LerenProfile *self, guint group);
LEREN_AVAILABLE_IN_0_1
LerenConcept *leren_profile_get_stuck (LerenProfile *self, guint group);
LEREN_AVAILABLE_IN_0_1
LerenConcept *leren_profile_get_next (LerenProfile *self, guint group);

LEREN_AVAILABLE_IN_0_1
double leren_profile_get_progress (LerenProfile *self, guint group);
LEREN_AVAILABLE_IN_0_1
double leren_profile_get_completeness (LerenProfile *self, guint group);
LEREN_AVAILABLE_IN_0_1
char **leren_profile_list_skipped (LerenProfile *self, guint group);
LEREN_AVAILABLE_IN_0_1
guint leren_profile_get_turns (LerenProfile *self, guint group);
LEREN_AVAILABLE_IN_0_1
double leren_profile_get_days (LerenProfile *self, guint group, const char *concept);

LEREN_AVAILABLE_IN_0_1
LerenTable *leren_profile_get_table (LerenProfile *self);
LEREN_AVAILABLE_IN_0_1
JsonNode *leren_profile_to_json (LerenProfile *self);

G_END_DECLS
