/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "analysis/leren-rule.h"

G_BEGIN_DECLS

#define LEREN_TYPE_DIAGNOSIS (leren_diagnosis_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenDiagnosis, leren_diagnosis, LEREN, DIAGNOSIS, GObject)

LEREN_AVAILABLE_IN_0_1
LerenDiagnosis *leren_diagnosis_new (void);
LEREN_AVAILABLE_IN_0_1
gboolean leren_diagnosis_add_rule (LerenDiagnosis *self, LerenRule *rule, GError **error);
LEREN_AVAILABLE_IN_0_1
gboolean leren_diagnosis_select (LerenDiagnosis *self, const char *const *rules, GError **error);
LEREN_AVAILABLE_IN_0_1
gboolean leren_diagnosis_set_parameter (LerenDiagnosis *self, const char *rule, const char *name,
                                        double value, GError **error);
LEREN_AVAILABLE_IN_0_1
LerenFindings *leren_diagnosis_run (LerenDiagnosis *self, LerenSnapshot *snapshot,
                                    GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_diagnosis_run_async (LerenDiagnosis *self, LerenSnapshot *snapshot,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
LEREN_AVAILABLE_IN_0_1
LerenFindings *leren_diagnosis_run_finish (LerenDiagnosis *self, GAsyncResult *result,
                                           GError **error);

G_END_DECLS
