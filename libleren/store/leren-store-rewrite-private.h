/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-store-private.h"

G_BEGIN_DECLS

/* Writes all of a store anew, its history too, so that what is taken out is nowhere in the file:
 * what leren_store_save() changes stays in the journal, and in pages that are free. */

/* A record as JSON, of a table or of the journal: what it shall say instead, or NULL where it stays */
typedef char *(*LerenRewriteRecord) (const char *json, gsize length, gboolean in_journal,
                                     gpointer data);
/* Told at the end, before anything is for good: what to keep in "store_info", under a name that
 * begins with this; freed by the caller */
typedef char *(*LerenRewriteReceipt) (gpointer data);

/* Told at the beginning, when nobody else can write any more */
typedef gboolean (*LerenRewritePrepare) (LerenStore *self, gpointer data, GError **error);

/* In "store_info" as long as records are gone from the tables, but perhaps not from every copy */
#define LEREN_STORE_UNFINISHED "unfinished"

typedef struct {
  const char *kind; /* of the receipt: "erasure" */
  LerenRewritePrepare prepare;
  LerenRewriteRecord record;
  /* Where it is there, it does with the records what is to be done, and @record is told of the
   * journal alone. */
  LerenRewritePrepare finish;
  LerenRewriteReceipt receipt;
  gpointer data;
} LerenRewrite;

/* One transaction, with the store to oneself; the text indexes are gone afterwards, and made when
 * they are asked for. */
gboolean _leren_store_rewrite (LerenStore *self, const LerenRewrite *rewrite,
                               GCancellable *cancellable, GError **error);
/* Free pages are given back, and with them what was in them. Nobody else may be at the file. */
gboolean _leren_store_compact (LerenStore *self, GError **error);
/* what the journal has of a record, as JSON texts */
GPtrArray *_leren_store_list_old (LerenStore *self, const char *id, GError **error);
/* In the journal, where a record gets another id; within the transaction */
gboolean _leren_store_rename_in_journal (LerenStore *self, const char *id, const char *new_id,
                                         GError **error);
/* The copies of the store that the library made, as paths: those of migrations, and backups */
GPtrArray *_leren_store_list_copies (LerenStore *self, GError **error);
/* FALSE where somebody has worked in one of these since it was made: what they did is nowhere else. */
gboolean _leren_store_check_copies (LerenStore *self, GPtrArray *copies, GError **error);
/* They are gone now: nothing remembers them any more. */
gboolean _leren_store_forget_copies (LerenStore *self, GError **error);
/* Puts a receipt into "store_info" within the transaction that is under way. */
gboolean _leren_store_keep_receipt (LerenStore *self, const char *kind, const char *receipt,
                                    GError **error);
/* in the order in which they came: their texts */
GPtrArray *_leren_store_list_receipts (LerenStore *self, GError **error);

G_END_DECLS
