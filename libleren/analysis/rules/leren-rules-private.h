/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-rule-private.h"

G_BEGIN_DECLS

/* The built-in rules, one file each: a new one is a file, a line here, and a line in the list. */
extern const LerenRuleSpec _leren_rule_advice_too_soon;
extern const LerenRuleSpec _leren_rule_fragile_change;
extern const LerenRuleSpec _leren_rule_open_loop;
extern const LerenRuleSpec _leren_rule_single_loop_only;
extern const LerenRuleSpec _leren_rule_stuck_level;
extern const LerenRuleSpec _leren_rule_tacit_stays_tacit;

G_END_DECLS
