/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "analysis/leren-findings.h"
#include "snapshot/leren-snapshot.h"

G_BEGIN_DECLS

#define LEREN_TYPE_RULE (leren_rule_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_DERIVABLE_TYPE (LerenRule, leren_rule, LEREN, RULE, GObject)

/**
 * LerenRuleClass:
 * @parent_class: the parent class
 * @run: looks at a snapshot and adds what it finds; %FALSE with an error where it cannot. Since: 0.1
 *
 * The class of rules. An own rule derives from #LerenRule and implements @run.
 *
 * Since: 0.1
 */
struct _LerenRuleClass {
  GObjectClass parent_class;

  gboolean (*run) (LerenRule *self, LerenSnapshot *snapshot, LerenFindings *findings,
                   GError **error);

  /*< private >*/
  gpointer padding[8];
};

LEREN_AVAILABLE_IN_0_1
const char *leren_rule_get_id (LerenRule *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_rule_get_source (LerenRule *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_rule_get_label (LerenRule *self, const char *language);
LEREN_AVAILABLE_IN_0_1
void leren_rule_set_label (LerenRule *self, const char *language, const char *label);
LEREN_AVAILABLE_IN_0_1
gboolean leren_rule_add_parameter (LerenRule *self, const char *name, double value, double minimum,
                                   double maximum, const char *unit, const char *meaning,
                                   GError **error);
LEREN_AVAILABLE_IN_0_1
char **leren_rule_list_parameters (LerenRule *self);
LEREN_AVAILABLE_IN_0_1
gboolean leren_rule_get_parameter (LerenRule *self, const char *name, double *value,
                                   double *minimum, double *maximum);
LEREN_AVAILABLE_IN_0_1
const char *leren_rule_get_parameter_unit (LerenRule *self, const char *name);
LEREN_AVAILABLE_IN_0_1
const char *leren_rule_get_parameter_meaning (LerenRule *self, const char *name);
LEREN_AVAILABLE_IN_0_1
gboolean leren_rule_is_built_in (LerenRule *self);
LEREN_AVAILABLE_IN_0_1
gboolean leren_rule_run (LerenRule *self, LerenSnapshot *snapshot, LerenFindings *findings,
                         GError **error);
LEREN_AVAILABLE_IN_0_1
JsonNode *leren_rule_to_json (LerenRule *self);

LEREN_AVAILABLE_IN_0_1
GListModel *leren_rule_list (void);
LEREN_AVAILABLE_IN_0_1
LerenRule *leren_rule_lookup (const char *id);

G_END_DECLS
