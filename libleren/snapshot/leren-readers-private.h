/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-store-private.h"

G_BEGIN_DECLS

#define LEREN_MAX_READERS 2
/* with fewer rows a second connection costs more than it brings */
#define LEREN_WORTH_A_THREAD 20000

/* Connections that all see a store at the same moment, one for each thread that reads */
typedef struct {
  LerenStore *store;
  const char *action; /* what they are for, as an error says it */
  gboolean whole;     /* also what the reader of the store may not see */
  LerenConnection *readers[LEREN_MAX_READERS];
  guint n_readers;
  gboolean own; /* FALSE: the store's connection, which stays locked meanwhile */
} LerenReaders;

/* @db: the store's connection, locked by the caller, who unlocks it afterwards, at once where the
 * readers are their own. Of a store in memory there can be no other. */
gboolean _leren_readers_open (LerenReaders *self, LerenConnection *db, GError **error);
void _leren_readers_set_error (LerenReaders *self, LerenConnection *db, GError **error);
void _leren_readers_close (LerenReaders *self);

gint64 _leren_query_integer (LerenConnection *db, const char *sql);

G_END_DECLS
