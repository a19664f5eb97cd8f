/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-store-internal-private.h"

G_BEGIN_DECLS

/* then it stops looking for more */
#define LEREN_CHECK_MOST_PROBLEMS 1000

/* A check of everything that is under way */
typedef struct {
  LerenStore *store;
  GPtrArray *problems; /* of char * */
  GCancellable *cancellable;
} LerenCheck;

/* What is wrong with a row, or NULL where it is nothing */
typedef char *(*LerenCheckDescribe) (LerenCheck *self, LerenStatement *statement);

/* Takes the error; FALSE where it is enough */
gboolean _leren_check_take_error (LerenCheck *self, GError *problem);
/* Rows that are each a problem; what cannot be read is one too. */
void _leren_check_collect (LerenCheck *self, const char *sql, LerenCheckDescribe describe);

/* leren-store-check-schema.c */
/* Tables, indexes, triggers and views that are not as the library makes them, one line of text each.
 * FALSE with an error where they cannot be compared. */
gboolean _leren_store_check_schema (LerenStore *self, GPtrArray *problems, GError **error);

/* leren-store-check-identity.c: where the engine keeps the ids of all tables together */
/* whether that table says what the others do; otherwise nothing is done */
void _leren_check_identity (LerenCheck *self);
/* Where a table has references that lead nowhere, all of them looked up at once: the numbers of its first
 * rows that do, no more of them than it takes. NULL where they cannot be read, which was noted. */
GHashTable *_leren_check_find_dangling (LerenCheck *self, const LerenStoreTable *table);

/* leren-store-check-chain.c */
void _leren_check_chain (LerenCheck *self, const LerenStoreTable *table, const LerenField *field);

G_END_DECLS
