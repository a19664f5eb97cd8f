/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-version.h"
#include <gio/gio.h>

G_BEGIN_DECLS

#define LEREN_TYPE_SCOPE (leren_scope_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenScope, leren_scope, LEREN, SCOPE, GObject)

LEREN_AVAILABLE_IN_0_1
LerenScope *leren_scope_new (void);
LEREN_AVAILABLE_IN_0_1
const char *leren_scope_get_practice (LerenScope *self);
LEREN_AVAILABLE_IN_0_1
void leren_scope_set_practice (LerenScope *self, const char *practice);
LEREN_AVAILABLE_IN_0_1
const char *leren_scope_get_team (LerenScope *self);
LEREN_AVAILABLE_IN_0_1
void leren_scope_set_team (LerenScope *self, const char *team);
LEREN_AVAILABLE_IN_0_1
const char *leren_scope_get_case (LerenScope *self);
LEREN_AVAILABLE_IN_0_1
void leren_scope_set_case (LerenScope *self, const char *case_id);
LEREN_AVAILABLE_IN_0_1
const char *leren_scope_get_participant (LerenScope *self);
LEREN_AVAILABLE_IN_0_1
void leren_scope_set_participant (LerenScope *self, const char *participant);
LEREN_AVAILABLE_IN_0_1
GDateTime *leren_scope_get_since (LerenScope *self);
LEREN_AVAILABLE_IN_0_1
void leren_scope_set_since (LerenScope *self, GDateTime *since);
LEREN_AVAILABLE_IN_0_1
GDateTime *leren_scope_get_until (LerenScope *self);
LEREN_AVAILABLE_IN_0_1
void leren_scope_set_until (LerenScope *self, GDateTime *until);

G_END_DECLS
