/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "store/leren-query.h"

G_BEGIN_DECLS

#define LEREN_TYPE_PAGES (leren_pages_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenPages, leren_pages, LEREN, PAGES, GObject)

LEREN_AVAILABLE_IN_0_1
LerenPages *leren_pages_new (LerenQuery *query, guint n_records);
LEREN_AVAILABLE_IN_0_1
GListModel *leren_pages_next (LerenPages *self, GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_pages_next_async (LerenPages *self, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
GListModel *leren_pages_next_finish (LerenPages *self, GAsyncResult *result, GError **error);

G_END_DECLS
