/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-enums.h"
#include "snapshot/leren-snapshot.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * LerenGrouping:
 * @LEREN_GROUPING_NONE: all records together. Since: 0.1
 * @LEREN_GROUPING_CASE: by the case they belong to. Since: 0.1
 * @LEREN_GROUPING_TEAM: by the team they belong to. Since: 0.1
 * @LEREN_GROUPING_PRACTICE: by the practice that owns them. Since: 0.1
 * @LEREN_GROUPING_PARTICIPANT: by whom they are of: who speaks, owns, answers or contributes,
 *   else who wrote it down; of a participant, itself. Since: 0.1
 * @LEREN_GROUPING_MONTH: by the month of their moment, in UTC; what has none, by that of its
 *   session. Since: 0.1
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

/**
 * LerenFigure:
 * @LEREN_FIGURE_TARGET: of a set: the share that the concept should have. Since: 0.1
 * @LEREN_FIGURE_DAYS: of a cycle, a spiral or phases: how long people stayed at it, in days. It is the mean time
 *   from the first record of a stay to the first record of the next, where both have a moment of
 *   their own. Members that say in which state a record is now (the state of an action, the phase of
 *   a practice) do not count. Since: 0.1
 * @LEREN_FIGURE_POSITION: of poles: the mean rating, from 0 at the first pole to 1 at the second. Since: 0.1
 * @LEREN_FIGURE_SHIFT: of poles: the mean position of the later half of the ratings less that of the earlier
 *   half, from -1 to 1. Ratings of one moment stay together, so that the halves may differ in size;
 *   ratings without a moment do not count; there is no shift where all have one moment. Since: 0.1
 * @LEREN_FIGURE_ESPOUSED: of poles: the mean position of the ratings whose subject is a reflection on what is
 *   espoused. Since: 0.1
 * @LEREN_FIGURE_ESPOUSED_COUNT: of poles: how many of the records and codings that name the pair are, or lie on,
 *   reflections on what is espoused. Since: 0.1
 * @LEREN_FIGURE_IN_USE: of poles: the mean position of the ratings whose subject is a reflection on what is in
 *   use. Since: 0.1
 * @LEREN_FIGURE_IN_USE_COUNT: of poles: how many of the records and codings that name the pair are, or lie on,
 *   reflections on what is in use. Since: 0.1
 * @LEREN_FIGURE_GAP: of poles: what is in use less what is espoused (Argyris and Schön, 1978), from -1 to 1:
 *   below 0 practice lies nearer to the first pole than what people say. Since: 0.1
 *
 * What leren_profile_get_figure() can tell of a concept in a group.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_FIGURE_TARGET,
  LEREN_FIGURE_DAYS,
  LEREN_FIGURE_POSITION,
  LEREN_FIGURE_SHIFT,
  LEREN_FIGURE_ESPOUSED,
  LEREN_FIGURE_ESPOUSED_COUNT,
  LEREN_FIGURE_IN_USE,
  LEREN_FIGURE_IN_USE_COUNT,
  LEREN_FIGURE_GAP,
} LerenFigure;

/**
 * LerenGate:
 * @LEREN_GATE_UNKNOWN: not known: a factor was not rated, and none is too weak. Since: 0.1
 * @LEREN_GATE_CLOSED: a factor lies below half its scale. Since: 0.1
 * @LEREN_GATE_OPEN: all factors were rated, and none lies below half its scale. Since: 0.1
 *
 * Whether all factors of a gate are strong enough.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_GATE_UNKNOWN,
  LEREN_GATE_CLOSED,
  LEREN_GATE_OPEN,
} LerenGate;

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
double leren_profile_get_figure (LerenProfile *self, guint group, LerenFigure figure,
                                 const char *concept);

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
int leren_profile_get_n_transitions (LerenProfile *self, guint group, const char *from,
                                     const char *to);

LEREN_AVAILABLE_IN_0_1
double leren_profile_get_progress (LerenProfile *self, guint group);
LEREN_AVAILABLE_IN_0_1
double leren_profile_get_completeness (LerenProfile *self, guint group);
LEREN_AVAILABLE_IN_0_1
char **leren_profile_list_skipped (LerenProfile *self, guint group);
LEREN_AVAILABLE_IN_0_1
int leren_profile_get_turns (LerenProfile *self, guint group);
LEREN_AVAILABLE_IN_0_1
int leren_profile_get_reach (LerenProfile *self, guint group, LerenHolder holder);
LEREN_AVAILABLE_IN_0_1
int leren_profile_get_violations (LerenProfile *self, guint group);

LEREN_AVAILABLE_IN_0_1
double leren_profile_get_coverage (LerenProfile *self, guint group);
LEREN_AVAILABLE_IN_0_1
double leren_profile_get_evenness (LerenProfile *self, guint group);
LEREN_AVAILABLE_IN_0_1
double leren_profile_get_distance (LerenProfile *self, guint group);
LEREN_AVAILABLE_IN_0_1
char **leren_profile_list_absent (LerenProfile *self, guint group);

LEREN_AVAILABLE_IN_0_1
LerenConcept *leren_profile_get_weakest (LerenProfile *self, guint group);
LEREN_AVAILABLE_IN_0_1
LerenGate leren_profile_get_gate (LerenProfile *self, guint group);

LEREN_AVAILABLE_IN_0_1
LerenTable *leren_profile_get_table (LerenProfile *self);
LEREN_AVAILABLE_IN_0_1
LerenTable *leren_profile_get_group_table (LerenProfile *self);
LEREN_AVAILABLE_IN_0_1
LerenTable *leren_profile_get_transition_table (LerenProfile *self);
LEREN_AVAILABLE_IN_0_1
JsonNode *leren_profile_to_json (LerenProfile *self);

G_END_DECLS
