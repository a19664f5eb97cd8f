/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-record-members.h"
#include "theory/leren-theory.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LerenStoreFlags:
 * @LEREN_STORE_FLAGS_NONE: open what is there, or make a new store. Since: 0.1
 * @LEREN_STORE_FLAGS_EXISTING: refuse where there is nothing yet. Since: 0.1
 * @LEREN_STORE_FLAGS_NEW: refuse where there is something already. Since: 0.1
 * @LEREN_STORE_FLAGS_READ_ONLY: change nothing; implies that it exists. Since: 0.1
 * @LEREN_STORE_FLAGS_DAMAGED: open a damaged store, to export what can be read of it; implies that nothing is
 *   changed. Since: 0.1
 *
 * How a store is opened.
 *
 * Since: 0.1
 */
typedef enum /*< flags >*/ {
  LEREN_STORE_FLAGS_NONE = 0,
  LEREN_STORE_FLAGS_EXISTING = 1 << 0,
  LEREN_STORE_FLAGS_NEW = 1 << 1,
  LEREN_STORE_FLAGS_READ_ONLY = 1 << 2,
  LEREN_STORE_FLAGS_DAMAGED = 1 << 3,
} LerenStoreFlags;

/**
 * LerenChange:
 * @LEREN_CHANGE_ADDED: a record was added. Since: 0.1
 * @LEREN_CHANGE_CHANGED: a record was changed. Since: 0.1
 * @LEREN_CHANGE_DELETED: a record was deleted. Since: 0.1
 * @LEREN_CHANGE_IMPORTED: records were imported in bulk; look anew. Since: 0.1
 * @LEREN_CHANGE_FRAMEWORK: a framework was added. Since: 0.1
 *
 * What happened to a store.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_CHANGE_ADDED,
  LEREN_CHANGE_CHANGED,
  LEREN_CHANGE_DELETED,
  LEREN_CHANGE_IMPORTED,
  LEREN_CHANGE_FRAMEWORK,
} LerenChange;

#define LEREN_TYPE_STORE (leren_store_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenStore, leren_store, LEREN, STORE, GObject)

LEREN_AVAILABLE_IN_0_1
LerenStore *leren_store_open (const char *location, LerenStoreFlags flags,
                              GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_open_async (const char *location, LerenStoreFlags flags, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
LerenStore *leren_store_open_finish (GAsyncResult *result, GError **error);

LEREN_AVAILABLE_IN_0_1
LerenStore *leren_store_open_as (const char *location, LerenStoreFlags flags,
                                 const char *participant, GCancellable *cancellable,
                                 GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_open_as_async (const char *location, LerenStoreFlags flags,
                                const char *participant, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
LerenStore *leren_store_open_as_finish (GAsyncResult *result, GError **error);

LEREN_AVAILABLE_IN_0_1
gboolean leren_store_close (LerenStore *self, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_close_async (LerenStore *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_store_close_finish (LerenStore *self, GAsyncResult *result, GError **error);
LEREN_AVAILABLE_IN_0_1
gboolean leren_store_is_open (LerenStore *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_store_get_location (LerenStore *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_store_get_reader (LerenStore *self);
LEREN_AVAILABLE_IN_0_1
LerenTheory *leren_store_get_theory (LerenStore *self);

LEREN_AVAILABLE_IN_0_1
gboolean leren_store_save (LerenStore *self, LerenRecord *record, GCancellable *cancellable,
                           GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_save_async (LerenStore *self, LerenRecord *record, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_store_save_finish (LerenStore *self, GAsyncResult *result, GError **error);

LEREN_AVAILABLE_IN_0_1
gboolean leren_store_save_all (LerenStore *self, LerenRecord **records, guint n_records,
                               GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_save_all_async (LerenStore *self, LerenRecord **records, guint n_records,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_store_save_all_finish (LerenStore *self, GAsyncResult *result, GError **error);

LEREN_AVAILABLE_IN_0_1
gboolean leren_store_overwrite (LerenStore *self, LerenRecord *record, GCancellable *cancellable,
                                GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_overwrite_async (LerenStore *self, LerenRecord *record, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_store_overwrite_finish (LerenStore *self, GAsyncResult *result, GError **error);

LEREN_AVAILABLE_IN_0_1
LerenRecord *leren_store_get (LerenStore *self, const char *id, GCancellable *cancellable,
                              GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_get_async (LerenStore *self, const char *id, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
LerenRecord *leren_store_get_finish (LerenStore *self, GAsyncResult *result, GError **error);

LEREN_AVAILABLE_IN_0_1
gboolean leren_store_delete (LerenStore *self, const char *id, GCancellable *cancellable,
                             GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_delete_async (LerenStore *self, const char *id, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_store_delete_finish (LerenStore *self, GAsyncResult *result, GError **error);

LEREN_AVAILABLE_IN_0_1
gboolean leren_store_watch (LerenStore *self, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_watch_async (LerenStore *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_store_watch_finish (LerenStore *self, GAsyncResult *result, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_unwatch (LerenStore *self);

LEREN_AVAILABLE_IN_0_1
gint64 leren_store_count (LerenStore *self, const char *record_type, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_count_async (LerenStore *self, const char *record_type, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gint64 leren_store_count_finish (LerenStore *self, GAsyncResult *result, GError **error);

LEREN_AVAILABLE_IN_0_1
gboolean leren_store_add_framework (LerenStore *self, LerenFramework *framework, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_add_framework_async (LerenStore *self, LerenFramework *framework,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_store_add_framework_finish (LerenStore *self, GAsyncResult *result, GError **error);

LEREN_AVAILABLE_IN_0_1
char **leren_store_check (LerenStore *self, GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_check_async (LerenStore *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
char **leren_store_check_finish (LerenStore *self, GAsyncResult *result, GError **error);

LEREN_AVAILABLE_IN_0_1
gboolean leren_store_backup (LerenStore *self, const char *path, gboolean replace,
                             GCancellable *cancellable, GFileProgressCallback progress_callback,
                             gpointer progress_data, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_backup_async (LerenStore *self, const char *path, gboolean replace,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_store_backup_finish (LerenStore *self, GAsyncResult *result, GError **error);

LEREN_AVAILABLE_IN_0_1
char **leren_store_list_losses (LerenStore *self);

G_END_DECLS
