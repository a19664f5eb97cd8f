/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "exchange/leren-format.h"
#include "store/leren-store.h"

G_BEGIN_DECLS

/**
 * SECTION:leren-exporter
 * @title: Export
 * @short_description: writes a store for others to read
 *
 * All records of a store, and the frameworks its users added, in a format for files. What was
 * absent stays absent, unknown members and types come out as they came in, and so do numbers and
 * the offsets of times: what is imported again is the same.
 */

LEREN_AVAILABLE_IN_0_1
gboolean leren_store_export (LerenStore *self, GOutputStream *stream, LerenFormat format,
                             GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_export_async (LerenStore *self, GOutputStream *stream, LerenFormat format,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_store_export_finish (LerenStore *self, GAsyncResult *result, GError **error);
LEREN_AVAILABLE_IN_0_1
gboolean leren_store_export_identifying (LerenStore *self, GOutputStream *stream,
                                         LerenFormat format, GCancellable *cancellable,
                                         GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_export_identifying_async (LerenStore *self, GOutputStream *stream,
                                           LerenFormat format, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_store_export_identifying_finish (LerenStore *self, GAsyncResult *result,
                                                GError **error);

G_END_DECLS
