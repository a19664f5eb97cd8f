/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "theory/leren-concept.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LerenFrameworkKind:
 * @LEREN_FRAMEWORK_KIND_LADDER: ordered concepts of which a higher one steers those below. Analysed as a
 *   profile, with the highest concept touched, the movement in time, the concept where people are
 *   stuck, and the next one up. Since: 0.1
 * @LEREN_FRAMEWORK_KIND_CYCLE: ordered stages that close on themselves. Analysed by progress, completeness,
 *   skipped stages, the time each stage takes, and the number of full turns. Since: 0.1
 * @LEREN_FRAMEWORK_KIND_SPIRAL: a cycle whose turns widen. Analysed as a cycle, over the graph of
 *   conversions, with its reach: individual, team, organisation, network. Since: 0.1
 * @LEREN_FRAMEWORK_KIND_PHASES: ordered phases that are gone through once. Analysed by progress, phases out
 *   of order, and the time each phase takes. Since: 0.1
 * @LEREN_FRAMEWORK_KIND_SET: aspects without an order. Analysed by coverage, balance, and what is
 *   absent. Since: 0.1
 * @LEREN_FRAMEWORK_KIND_GATE: factors that are all needed at once. Analysed by the weakest factor, and
 *   whether the gate is open. Since: 0.1
 * @LEREN_FRAMEWORK_KIND_POLES: pairs of opposites. Analysed by the position on each pair, its shift in time,
 *   and the gap between what is espoused and what is in use. Since: 0.1
 *
 * How the concepts of a framework hang together, which decides which general analysis fits it.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_FRAMEWORK_KIND_LADDER,
  LEREN_FRAMEWORK_KIND_CYCLE,
  LEREN_FRAMEWORK_KIND_SPIRAL,
  LEREN_FRAMEWORK_KIND_PHASES,
  LEREN_FRAMEWORK_KIND_SET,
  LEREN_FRAMEWORK_KIND_GATE,
  LEREN_FRAMEWORK_KIND_POLES,
} LerenFrameworkKind;

#define LEREN_TYPE_FRAMEWORK (leren_framework_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenFramework, leren_framework, LEREN, FRAMEWORK, GObject)

LEREN_AVAILABLE_IN_0_1
LerenFramework *leren_framework_from_json (const char *json, gssize length, GError **error);
LEREN_AVAILABLE_IN_0_1
LerenFramework *leren_framework_load (GFile *file, GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_framework_load_async (GFile *file, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
LerenFramework *leren_framework_load_finish (GAsyncResult *result, GError **error);
LEREN_AVAILABLE_IN_0_1
char *leren_framework_to_json (LerenFramework *self);

LEREN_AVAILABLE_IN_0_1
const char *leren_framework_get_id (LerenFramework *self);
LEREN_AVAILABLE_IN_0_1
LerenFrameworkKind leren_framework_get_kind (LerenFramework *self);
LEREN_AVAILABLE_IN_0_1
gboolean leren_framework_is_built_in (LerenFramework *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_framework_get_label (LerenFramework *self, const char *language);
LEREN_AVAILABLE_IN_0_1
const char *leren_framework_get_description (LerenFramework *self, const char *language);
LEREN_AVAILABLE_IN_0_1
const char *leren_framework_get_citation (LerenFramework *self);
LEREN_AVAILABLE_IN_0_1
guint leren_framework_get_n_concepts (LerenFramework *self);
LEREN_AVAILABLE_IN_0_1
LerenConcept *leren_framework_get_concept (LerenFramework *self, const char *id);

G_END_DECLS
