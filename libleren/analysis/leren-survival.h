/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "analysis/leren-profile.h"
#include "snapshot/leren-snapshot.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define LEREN_TYPE_SURVIVAL (leren_survival_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenSurvival, leren_survival, LEREN, SURVIVAL, GObject)

LEREN_AVAILABLE_IN_0_1
LerenSurvival *leren_survival (LerenSnapshot *snapshot, LerenGrouping by);
LEREN_AVAILABLE_IN_0_1
guint leren_survival_get_n_groups (LerenSurvival *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_survival_get_group (LerenSurvival *self, guint group);
LEREN_AVAILABLE_IN_0_1
int leren_survival_find_group (LerenSurvival *self, const char *id);
LEREN_AVAILABLE_IN_0_1
guint leren_survival_get_n_actions (LerenSurvival *self, guint group);
LEREN_AVAILABLE_IN_0_1
guint leren_survival_get_n_reviewed (LerenSurvival *self, guint group);
LEREN_AVAILABLE_IN_0_1
guint leren_survival_get_n_dropped (LerenSurvival *self, guint group);
LEREN_AVAILABLE_IN_0_1
guint leren_survival_get_n_from_created (LerenSurvival *self, guint group);
LEREN_AVAILABLE_IN_0_1
guint leren_survival_get_n_undated (LerenSurvival *self, guint group);
LEREN_AVAILABLE_IN_0_1
guint leren_survival_get_n_at_risk (LerenSurvival *self, guint group, guint days);
LEREN_AVAILABLE_IN_0_1
guint leren_survival_get_n_days (LerenSurvival *self, guint group);
LEREN_AVAILABLE_IN_0_1
double leren_survival_get_open_share (LerenSurvival *self, guint group, guint days, double *low,
                                      double *high);
LEREN_AVAILABLE_IN_0_1
double leren_survival_get_median (LerenSurvival *self, guint group, double *low, double *high);
LEREN_AVAILABLE_IN_0_1
LerenTable *leren_survival_get_table (LerenSurvival *self);
LEREN_AVAILABLE_IN_0_1
JsonNode *leren_survival_to_json (LerenSurvival *self);

G_END_DECLS
