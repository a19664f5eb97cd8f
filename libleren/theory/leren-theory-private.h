/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "theory/leren-theory.h"

G_BEGIN_DECLS

/* What other rooms may ask of the theory: adds several frameworks at once, all or none. Their
 * crosswalks may name each other, in any order. */
gboolean _leren_theory_add_all (LerenTheory *self, LerenFramework *const *frameworks,
                                guint n_frameworks, GError **error);

G_END_DECLS
