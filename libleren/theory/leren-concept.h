/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-error.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define LEREN_TYPE_CONCEPT (leren_concept_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenConcept, leren_concept, LEREN, CONCEPT, GObject)

LEREN_AVAILABLE_IN_0_1
const char *leren_concept_get_id (LerenConcept *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_concept_get_framework (LerenConcept *self);
LEREN_AVAILABLE_IN_0_1
guint leren_concept_get_index (LerenConcept *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_concept_get_label (LerenConcept *self, const char *language);
LEREN_AVAILABLE_IN_0_1
const char *leren_concept_get_description (LerenConcept *self, const char *language);
LEREN_AVAILABLE_IN_0_1
const char *const *leren_concept_get_questions (LerenConcept *self, const char *language);
LEREN_AVAILABLE_IN_0_1
guint leren_concept_get_n_poles (LerenConcept *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_concept_get_pole_label (LerenConcept *self, guint index, const char *language);
LEREN_AVAILABLE_IN_0_1
gboolean leren_concept_has_share (LerenConcept *self);
LEREN_AVAILABLE_IN_0_1
double leren_concept_get_share (LerenConcept *self);
LEREN_AVAILABLE_IN_0_1
JsonObject *leren_concept_get_attributes (LerenConcept *self);

G_END_DECLS
