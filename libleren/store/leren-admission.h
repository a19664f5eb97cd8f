/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "store/leren-store.h"

G_BEGIN_DECLS

/**
 * SECTION:leren-admission
 * @title: Admission
 * @short_description: who logs in to a store on a server
 *
 * Participants who are let in with a login of their own read what they may read, with this library or with
 * any other program: the server sees to it.
 */

LEREN_AVAILABLE_IN_0_1
gboolean leren_store_admit (LerenStore *self, const char *participant, const char *role,
                            GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_admit_async (LerenStore *self, const char *participant, const char *role,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_store_admit_finish (LerenStore *self, GAsyncResult *result, GError **error);

LEREN_AVAILABLE_IN_0_1
gboolean leren_store_withdraw (LerenStore *self, const char *role, GCancellable *cancellable,
                               GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_withdraw_async (LerenStore *self, const char *role, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_store_withdraw_finish (LerenStore *self, GAsyncResult *result, GError **error);

LEREN_AVAILABLE_IN_0_1
char **leren_store_list_admitted (LerenStore *self, GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_list_admitted_async (LerenStore *self, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
char **leren_store_list_admitted_finish (LerenStore *self, GAsyncResult *result, GError **error);

LEREN_AVAILABLE_IN_0_1
char *leren_store_dup_admitted (LerenStore *self, const char *role, GCancellable *cancellable,
                                GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_dup_admitted_async (LerenStore *self, const char *role, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
char *leren_store_dup_admitted_finish (LerenStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
