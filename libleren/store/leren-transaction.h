/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "store/leren-store.h"

G_BEGIN_DECLS

#define LEREN_TYPE_TRANSACTION (leren_transaction_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenTransaction, leren_transaction, LEREN, TRANSACTION, GObject)

LEREN_AVAILABLE_IN_0_1
LerenTransaction *leren_store_begin (LerenStore *self, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_begin_async (LerenStore *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
LerenTransaction *leren_store_begin_finish (LerenStore *self, GAsyncResult *result, GError **error);
LEREN_AVAILABLE_IN_0_1
gboolean leren_transaction_is_under_way (LerenTransaction *self);
LEREN_AVAILABLE_IN_0_1
gboolean leren_transaction_commit (LerenTransaction *self, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_transaction_commit_async (LerenTransaction *self, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_transaction_commit_finish (LerenTransaction *self, GAsyncResult *result,
                                          GError **error);
LEREN_AVAILABLE_IN_0_1
gboolean leren_transaction_roll_back (LerenTransaction *self, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_transaction_roll_back_async (LerenTransaction *self, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_transaction_roll_back_finish (LerenTransaction *self, GAsyncResult *result,
                                             GError **error);

G_END_DECLS
