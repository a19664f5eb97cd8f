/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "theory/leren-framework.h"

G_BEGIN_DECLS

#define LEREN_TYPE_THEORY (leren_theory_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenTheory, leren_theory, LEREN, THEORY, GObject)

LEREN_AVAILABLE_IN_0_1
LerenTheory *leren_theory_new (void);
LEREN_AVAILABLE_IN_0_1
LerenTheory *leren_theory_get_default (void);
LEREN_AVAILABLE_IN_0_1
LerenFramework *leren_theory_get_framework (LerenTheory *self, const char *id);
LEREN_AVAILABLE_IN_0_1
LerenConcept *leren_theory_find_concept (LerenTheory *self, const char *framework,
                                         const char *concept);
LEREN_AVAILABLE_IN_0_1
gboolean leren_theory_add_framework (LerenTheory *self, LerenFramework *framework, GError **error);
LEREN_AVAILABLE_IN_0_1
char **leren_theory_list_correspondences (LerenTheory *self, const char *framework,
                                          const char *concept);

G_END_DECLS
