/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-version.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LEREN_TYPE_RETENTION_PLAN (leren_retention_plan_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenRetentionPlan, leren_retention_plan, LEREN, RETENTION_PLAN, GObject)

LEREN_AVAILABLE_IN_0_1
gint64 leren_retention_plan_get_n_expired (LerenRetentionPlan *self);
LEREN_AVAILABLE_IN_0_1
gint64 leren_retention_plan_get_n_held (LerenRetentionPlan *self);
LEREN_AVAILABLE_IN_0_1
gint64 leren_retention_plan_get_n_undated (LerenRetentionPlan *self);
LEREN_AVAILABLE_IN_0_1
char **leren_retention_plan_list_expired (LerenRetentionPlan *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_retention_plan_get_receipt (LerenRetentionPlan *self);
LEREN_AVAILABLE_IN_0_1
char *leren_retention_plan_to_json (LerenRetentionPlan *self);

G_END_DECLS
