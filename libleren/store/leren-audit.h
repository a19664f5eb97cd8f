/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "store/leren-store.h"

G_BEGIN_DECLS

/**
 * SECTION:leren-audit
 * @title: Auditing
 * @short_description: who looked at what
 *
 * A store can write down who reads records that say who somebody is. It does so once it was told to,
 * whichever program reads it then, and where it cannot be written down, nothing is read.
 */

LEREN_AVAILABLE_IN_0_1
gboolean leren_store_is_auditing (LerenStore *self);
LEREN_AVAILABLE_IN_0_1
gboolean leren_store_set_auditing (LerenStore *self, gboolean auditing, GCancellable *cancellable,
                                   GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_set_auditing_async (LerenStore *self, gboolean auditing, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_store_set_auditing_finish (LerenStore *self, GAsyncResult *result, GError **error);
LEREN_AVAILABLE_IN_0_1
char **leren_store_list_reads (LerenStore *self, const char *who, const char *record, gint64 since,
                               guint n_entries, GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_list_reads_async (LerenStore *self, const char *who, const char *record,
                                   gint64 since, guint n_entries, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
char **leren_store_list_reads_finish (LerenStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
