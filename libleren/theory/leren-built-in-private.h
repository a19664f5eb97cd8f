/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "theory/leren-framework.h"

G_BEGIN_DECLS

/* The frameworks of the library, in order; read when they are first asked for, and shared by all
 * theories. */
LerenFramework *const *_leren_built_in_get (guint *n_frameworks);

G_END_DECLS
