/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-store-private.h"

G_BEGIN_DECLS

/* Every record in the order in which it came, as of one moment. A record of an unknown type has no
 * row, and comes as JSON. Return FALSE with an error to stop. */
typedef gboolean (*LerenStoreScan) (const LerenRow *row, const char *json, gsize length,
                                    gpointer data, GError **error);
gboolean _leren_store_scan (LerenStore *self, LerenStoreScan scan, gpointer data,
                            GCancellable *cancellable, GError **error);

/* What is read between these is as of one moment. The lock is held meanwhile. */
gboolean _leren_store_begin_reading (LerenStore *self, GError **error);
void _leren_store_end_reading (LerenStore *self);

/* the user's own frameworks, as JSON texts */
GPtrArray *_leren_store_list_frameworks (LerenStore *self, GError **error);

/* The rows of which a member names somebody or something, of each table, also those that who reads may not see: to
 * find names in what they may. A server that knows who reads tells no more than that. */
gboolean _leren_store_scan_names (LerenStore *self, LerenStoreScan scan, gpointer data,
                                  GCancellable *cancellable, GError **error);

G_END_DECLS
