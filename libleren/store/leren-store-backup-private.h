/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-store-internal-private.h"

G_BEGIN_DECLS

/* The paths of the backups that the library made of this store, those of longest ago first; some may
 * be gone. NULL with an error. */
char **_leren_store_list_backups (LerenStore *self, GError **error);

G_END_DECLS
