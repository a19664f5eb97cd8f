/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "analysis/leren-survival.h"
#include "core/leren-enums.h"
#include "snapshot/leren-snapshot.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * LerenTransition:
 * @LEREN_TRANSITION_OWNED_TO_UNDERTAKEN: from the session that agreed on an action to the day it was tried. Since: 0.1
 * @LEREN_TRANSITION_UNDERTAKEN_TO_REVIEWED: from the day it was tried to the day the group looked back. Since: 0.1
 * @LEREN_TRANSITION_OWNED_TO_REVIEWED: from the session that agreed on it to the day the group looked back. Since: 0.1
 *
 * The ways of an action cycle whose length the dates can tell.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_TRANSITION_OWNED_TO_UNDERTAKEN,
  LEREN_TRANSITION_UNDERTAKEN_TO_REVIEWED,
  LEREN_TRANSITION_OWNED_TO_REVIEWED,
} LerenTransition;

#define LEREN_TYPE_CYCLES (leren_cycles_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenCycles, leren_cycles, LEREN, CYCLES, GObject)

LEREN_AVAILABLE_IN_0_1
LerenCycles *leren_cycles (LerenSnapshot *snapshot);
LEREN_AVAILABLE_IN_0_1
guint leren_cycles_get_total (LerenCycles *self);
LEREN_AVAILABLE_IN_0_1
guint leren_cycles_get_n_in_state (LerenCycles *self, LerenActionState state);
LEREN_AVAILABLE_IN_0_1
guint leren_cycles_get_n_closed (LerenCycles *self);
LEREN_AVAILABLE_IN_0_1
double leren_cycles_get_closed_share (LerenCycles *self);
LEREN_AVAILABLE_IN_0_1
guint leren_cycles_get_n_owned_by_coach (LerenCycles *self);
LEREN_AVAILABLE_IN_0_1
guint leren_cycles_get_days (LerenCycles *self, LerenTransition transition, double *median,
                             double *p90);
LEREN_AVAILABLE_IN_0_1
guint leren_cycles_get_n_chains (LerenCycles *self);
LEREN_AVAILABLE_IN_0_1
const char *const *leren_cycles_get_chain (LerenCycles *self, guint chain);
LEREN_AVAILABLE_IN_0_1
double leren_cycles_get_follow_up_share (LerenCycles *self, guint *n_followed_up, guint *n_known);
LEREN_AVAILABLE_IN_0_1
guint leren_cycles_get_n_follow_up_unknown (LerenCycles *self);
LEREN_AVAILABLE_IN_0_1
LerenSurvival *leren_cycles_get_survival (LerenCycles *self);
LEREN_AVAILABLE_IN_0_1
LerenTable *leren_cycles_get_table (LerenCycles *self);
LEREN_AVAILABLE_IN_0_1
JsonNode *leren_cycles_to_json (LerenCycles *self);

G_END_DECLS
