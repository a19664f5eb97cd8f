/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-store-internal-private.h"
#include "store/leren-transaction.h"

G_BEGIN_DECLS

void _leren_transaction_forget_store (LerenTransaction *self);

/* A record as it will be saved, read on the caller's thread: a JavaScript accessor that is called
 * from another one loses its value. */
typedef struct {
  LerenRecord *record;
  LerenArena *arena;
  LerenRow row;
  gboolean is_new;
  GDateTime *now;
} LerenPreparedSave;

LerenPreparedSave *_leren_prepared_save_new (LerenStore *store, LerenRecord *record,
                                             GError **error);
void _leren_prepared_save_free (LerenPreparedSave *self);
/* Once it is saved, the object learns the time that was set. */
void _leren_prepared_save_apply (LerenPreparedSave *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenPreparedSave, _leren_prepared_save_free)

gboolean _leren_store_save_row (LerenStore *self, LerenRow *row, GError **error);
LerenRecord *_leren_store_read_record (LerenStore *self, const char *type, gint64 rowid,
                                       GError **error);
gboolean _leren_store_delete_record (LerenStore *self, const char *id, GError **error);
gboolean _leren_store_put_framework (LerenStore *self, LerenFramework *framework, GError **error);

G_END_DECLS
