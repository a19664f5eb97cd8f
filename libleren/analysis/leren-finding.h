/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-error.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * LerenSeverity:
 * @LEREN_SEVERITY_NOTICE: good to know; nothing needs to be done about it. Since: 0.1
 * @LEREN_SEVERITY_ADVICE: worth a question in the next session. Since: 0.1
 * @LEREN_SEVERITY_WARNING: learning stands still here unless somebody acts. Since: 0.1
 *
 * How much a finding matters.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_SEVERITY_NOTICE,
  LEREN_SEVERITY_ADVICE,
  LEREN_SEVERITY_WARNING,
} LerenSeverity;

#define LEREN_TYPE_FINDING (leren_finding_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenFinding, leren_finding, LEREN, FINDING, GObject)

LEREN_AVAILABLE_IN_0_1
const char *leren_finding_get_rule (LerenFinding *self);
LEREN_AVAILABLE_IN_0_1
LerenSeverity leren_finding_get_severity (LerenFinding *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_finding_get_subject_type (LerenFinding *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_finding_get_subject (LerenFinding *self);
LEREN_AVAILABLE_IN_0_1
const char *const *leren_finding_get_evidence (LerenFinding *self);
LEREN_AVAILABLE_IN_0_1
double leren_finding_get_figure (LerenFinding *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_finding_get_unit (LerenFinding *self);
LEREN_AVAILABLE_IN_0_1
guint leren_finding_get_n_disputed (LerenFinding *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_finding_get_explanation (LerenFinding *self, const char *language);
LEREN_AVAILABLE_IN_0_1
const char *const *leren_finding_get_questions (LerenFinding *self, const char *language);
LEREN_AVAILABLE_IN_0_1
const char *leren_finding_get_source (LerenFinding *self);
LEREN_AVAILABLE_IN_0_1
JsonNode *leren_finding_to_json (LerenFinding *self);

G_END_DECLS
