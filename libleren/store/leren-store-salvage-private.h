/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-store-internal-private.h"
#include "store/leren-store-scan-private.h"

G_BEGIN_DECLS

/* As _leren_store_scan(), table by table, and past what cannot be read; under the lock */
gboolean _leren_store_salvage (LerenStore *self, LerenStoreScan scan, gpointer data,
                               GCancellable *cancellable, GError **error);
/* one line more that says what is lost */
void _leren_store_add_loss (LerenStore *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
