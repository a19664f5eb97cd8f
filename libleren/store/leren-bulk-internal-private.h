/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-bulk-private.h"
#include "store/leren-store-internal-private.h"

G_BEGIN_DECLS

struct _LerenBulk {
  LerenStore *store;
  gboolean lenient;
  gboolean done;
  gint64 first, next;          /* row numbers of this import */
  GPtrArray *deferred;         /* of LerenStoreTable: were empty, get their index at the end */
  sqlite3_stmt *add_pending;
  gboolean has_pending;
  gint64 rows_before;
};

/* leren-bulk-check.c: FALSE with @number of the record at fault (-1 where there is none) */
gboolean _leren_bulk_check_ids (LerenBulk *self, gint64 *number, GError **error);
gboolean _leren_bulk_check_pending (LerenBulk *self, gint64 *number, GError **error);
gboolean _leren_bulk_check_chains (LerenBulk *self, gint64 *number, GError **error);
gboolean _leren_bulk_check_meaning (LerenBulk *self, gint64 *number, GError **error);

/* leren-bulk-lenient.c: takes out what is wrong until nothing is */
gboolean _leren_bulk_take_out (LerenBulk *self, LerenBulkLeftOut left_out, gpointer data,
                               GError **error);

G_END_DECLS
