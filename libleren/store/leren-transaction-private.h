/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-store-internal-private.h"
#include "store/leren-transaction.h"

G_BEGIN_DECLS

/* It ended without having been asked to: SQLite rolled it back. The store's lock is held. */
void _leren_transaction_set_lost (LerenTransaction *self);

/* A record as it will be saved, read on the caller's thread: a JavaScript accessor that is called
 * from another one loses its value. */
typedef struct {
  LerenRecord *record;
  LerenArena *arena; /* NULL where it is one of a batch */
  LerenRow row;
  LerenCell created, modified; /* as the record has them */
  GDateTime *now;
  const char *now_text;
  int stamped;        /* the field that was set to now, or -1 */
  LerenChange change; /* comes out when it is saved */
  gboolean forced;    /* whatever is there by now */
} LerenPreparedSave;

LerenPreparedSave *_leren_prepared_save_new (LerenRecord *record, gboolean forced, GError **error);
void _leren_prepared_save_free (LerenPreparedSave *self);
/* Once it is saved, the object learns where that was, and the time that was set. */
void _leren_prepared_save_apply (LerenPreparedSave *self, LerenStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenPreparedSave, _leren_prepared_save_free)

/* Several that are saved together, all or none; they share their memory and their time. */
typedef struct {
  LerenArena *arena;
  GPtrArray *saves; /* of LerenPreparedSave */
} LerenPreparedBatch;

LerenPreparedBatch *_leren_prepared_batch_new (LerenRecord *const *records, guint n_records,
                                               GError **error);
void _leren_prepared_batch_free (LerenPreparedBatch *self);
void _leren_prepared_batch_apply (LerenPreparedBatch *self, LerenStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenPreparedBatch, _leren_prepared_batch_free)

gboolean _leren_store_save_prepared (LerenStore *self, LerenPreparedSave *save, GError **error);
/* In the step that is under way, and what the object learns of it when that is kept */
gboolean _leren_store_put_prepared (LerenStore *self, LerenPreparedSave *save, GError **error);
void _leren_store_note_saved (LerenStore *self, LerenPreparedSave *save);

/* leren-store-batch.c */
gboolean _leren_store_save_batch (LerenStore *self, LerenPreparedBatch *batch, GError **error);
/* gives NULL */
gpointer _leren_store_set_not_found (LerenStore *self, const char *id, GError **error);
LerenRecord *_leren_store_read_record (LerenStore *self, const char *type, gint64 rowid,
                                       GError **error);
gboolean _leren_store_delete_record (LerenStore *self, const char *id, GError **error);
/* All or none; their crosswalks may name each other. */
gboolean _leren_store_put_frameworks (LerenStore *self, LerenFramework *const *frameworks,
                                      guint n_frameworks, GError **error);

G_END_DECLS
