/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-store-internal-private.h"

G_BEGIN_DECLS

/* Tables, indexes, triggers and views that are not as the library makes them, one line of text each.
 * FALSE with an error where they cannot be compared. */
gboolean _leren_store_check_schema (LerenStore *self, GPtrArray *problems, GError **error);

G_END_DECLS
