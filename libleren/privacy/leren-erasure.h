/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "store/leren-store.h"

G_BEGIN_DECLS

/**
 * SECTION:leren-erasure
 * @title: Erasure
 * @short_description: takes somebody out of a store for good
 *
 * Whoever asks to be forgotten is taken out: who they are, what they wrote, and their name in what others
 * wrote. What others did stays, and so do the figures: where a text was, as many marks stand as it had words.
 */

LEREN_AVAILABLE_IN_0_1
char *leren_store_erase (LerenStore *self, const char *participant, const char *by,
                         GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_erase_async (LerenStore *self, const char *participant, const char *by,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
LEREN_AVAILABLE_IN_0_1
char *leren_store_erase_finish (LerenStore *self, GAsyncResult *result, GError **error);
LEREN_AVAILABLE_IN_0_1
char **leren_store_list_receipts (LerenStore *self, GError **error);

G_END_DECLS
