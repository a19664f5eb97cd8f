/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-enums.h"
#include "snapshot/leren-snapshot.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define LEREN_TYPE_SPIRAL (leren_spiral_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenSpiral, leren_spiral, LEREN, SPIRAL, GObject)

LEREN_AVAILABLE_IN_0_1
LerenSpiral *leren_spiral (LerenSnapshot *snapshot, GError **error);
LEREN_AVAILABLE_IN_0_1
guint leren_spiral_get_n_knowledge (LerenSpiral *self);
LEREN_AVAILABLE_IN_0_1
guint leren_spiral_get_n_conversions (LerenSpiral *self);
LEREN_AVAILABLE_IN_0_1
guint leren_spiral_get_n_of_mode (LerenSpiral *self, LerenConversionMode mode);

LEREN_AVAILABLE_IN_0_1
guint leren_spiral_get_n_full_turns (LerenSpiral *self);
LEREN_AVAILABLE_IN_0_1
char **leren_spiral_list_turn_knowledge (LerenSpiral *self, guint turn);
LEREN_AVAILABLE_IN_0_1
char **leren_spiral_list_turn_conversions (LerenSpiral *self, guint turn);

LEREN_AVAILABLE_IN_0_1
guint leren_spiral_get_longest (LerenSpiral *self);
LEREN_AVAILABLE_IN_0_1
guint leren_spiral_get_n_longest (LerenSpiral *self);
LEREN_AVAILABLE_IN_0_1
char **leren_spiral_list_longest_knowledge (LerenSpiral *self, guint chain);
LEREN_AVAILABLE_IN_0_1
char **leren_spiral_list_longest_conversions (LerenSpiral *self, guint chain);
LEREN_AVAILABLE_IN_0_1
guint leren_spiral_get_n_circles (LerenSpiral *self);
LEREN_AVAILABLE_IN_0_1
char **leren_spiral_list_circle (LerenSpiral *self, guint circle);

LEREN_AVAILABLE_IN_0_1
char **leren_spiral_list_dead_ends (LerenSpiral *self);
LEREN_AVAILABLE_IN_0_1
char **leren_spiral_list_never_externalised (LerenSpiral *self);
LEREN_AVAILABLE_IN_0_1
char **leren_spiral_list_never_internalised (LerenSpiral *self);
LEREN_AVAILABLE_IN_0_1
guint leren_spiral_get_reach (LerenSpiral *self, LerenHolder from, LerenHolder to);

LEREN_AVAILABLE_IN_0_1
LerenTable *leren_spiral_get_knowledge_table (LerenSpiral *self);
LEREN_AVAILABLE_IN_0_1
LerenTable *leren_spiral_get_conversion_table (LerenSpiral *self);
LEREN_AVAILABLE_IN_0_1
JsonNode *leren_spiral_to_json (LerenSpiral *self);

G_END_DECLS
