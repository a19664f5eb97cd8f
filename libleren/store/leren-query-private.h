/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-query.h"
#include "store/leren-store-internal-private.h"

G_BEGIN_DECLS

/* How a query is put to SQLite, for those who read its answer in another way than
 * leren_query_run(). The store's lock is held. */

/* The table; NULL without an error where nothing of the type was saved yet. */
gboolean _leren_query_find_table (LerenQuery *self, LerenStoreTable **table, GError **error);
/* SELECT @what, or NULL for the columns of the table, of all that is found, in its order. */
LerenStatement *_leren_query_prepare (LerenQuery *self, LerenStoreTable *table, const char *what,
                                      GError **error);
/* SELECT of one record by its row, which is ?1, if the query still finds it. */
LerenStatement *_leren_query_prepare_one (LerenQuery *self, LerenStoreTable *table, GError **error);
/* The record that a statement stands on: of one that selects the columns of the table. */
LerenRecord *_leren_query_read (LerenQuery *self, LerenStoreTable *table, LerenStatement *statement,
                                GError **error);

/* Makes the objects that could not be made on a worker's thread; takes @list, which may be NULL. */
GListModel *_leren_query_catch_up (GListModel *list, GError **error);

G_END_DECLS
