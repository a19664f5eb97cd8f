/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "analysis/leren-finding.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LEREN_TYPE_FINDINGS (leren_findings_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenFindings, leren_findings, LEREN, FINDINGS, GObject)

LEREN_AVAILABLE_IN_0_1
double leren_findings_get_parameter (LerenFindings *self, const char *name);
LEREN_AVAILABLE_IN_0_1
gboolean leren_findings_add (LerenFindings *self, LerenSeverity severity, const char *subject,
                             const char *const *evidence, double figure, const char *unit,
                             const char *explanation_en, const char *explanation_nl,
                             const char *const *questions_en, const char *const *questions_nl,
                             GError **error);
LEREN_AVAILABLE_IN_0_1
gint64 leren_findings_get_n_records (LerenFindings *self);
LEREN_AVAILABLE_IN_0_1
guint leren_findings_get_weighing (LerenFindings *self, guint *n_overruled);
LEREN_AVAILABLE_IN_0_1
JsonNode *leren_findings_to_json (LerenFindings *self);

G_END_DECLS
