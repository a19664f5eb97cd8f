/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-rule-private.h"

G_BEGIN_DECLS

/* The built-in rules: _leren_rule_ and the id. */
#define LEREN_RULE(name) extern const LerenRuleSpec _leren_rule_##name;
#include "analysis/rules/leren-rules-list-private.h"
#undef LEREN_RULE

G_END_DECLS
