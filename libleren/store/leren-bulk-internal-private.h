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
  gint64 first, next;  /* row numbers of this import */
  gint64 entry;        /* its number in the journal */
  GPtrArray *deferred; /* of LerenStoreTable: were empty, get their index at the end */
  LerenStatement *add_pending, *add_unknown;
  struct _LerenBulkIds *ids; /* NULL where each table has its own */
  gboolean has_pending;
  gint64 rows_before;
};

/* leren-bulk-ids.c */
typedef struct _LerenBulkIds LerenBulkIds;

LerenBulkIds *_leren_bulk_ids_new (LerenStore *store, GError **error);
void _leren_bulk_ids_free (LerenBulkIds *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenBulkIds, _leren_bulk_ids_free)
gboolean _leren_bulk_ids_expect (LerenBulkIds *self, const LerenRow *const *rows, guint n_rows,
                                 GError **error);
/* of a row of a known type: "" where none is found yet */
char *_leren_bulk_ids_dup_owner (LerenBulkIds *self, const LerenRow *row);
/* @other: the type of what has the id already, or NULL and then it is of @type. What was not expected is
 * not looked up. */
gboolean _leren_bulk_ids_take (LerenBulkIds *self, const LerenCell *id, const char *type,
                               const char *owner, gint64 number, const char **other,
                               GError **error);
gboolean _leren_bulk_ids_flush (LerenBulkIds *self, GError **error);

/* leren-bulk-check.c: FALSE with @number of the record at fault (-1 where there is none) */
gboolean _leren_bulk_build_indexes (LerenBulk *self, gint64 *number, GError **error);
gboolean _leren_bulk_check_ids (LerenBulk *self, gint64 *number, GError **error);
gboolean _leren_bulk_check_pending (LerenBulk *self, gint64 *number, GError **error);
gboolean _leren_bulk_check_chains (LerenBulk *self, gint64 *number, GError **error);
gboolean _leren_bulk_check_meaning (LerenBulk *self, gint64 *number, GError **error);

/* Told of a record from which a chain comes back; FALSE to stop, with an error or without one. */
typedef gboolean (*LerenBulkCircle) (LerenBulk *self, const LerenStoreTable *table,
                                     const LerenField *field, gint64 number, gpointer data,
                                     GError **error);
/* Follows the chains that lead to a later record. */
gboolean _leren_bulk_follow_chains (LerenBulk *self, LerenBulkCircle circle, gpointer data,
                                    GError **error);
/* " AND NOT EXISTS ..." where r.id is in the table of @target, or in any */
void _leren_bulk_append_absent (GString *sql, LerenStore *store, const char *target);

/* leren-bulk-lenient.c: takes out what is wrong until nothing is */
gboolean _leren_bulk_take_out (LerenBulk *self, LerenBulkLeftOut left_out, gpointer data,
                               GError **error);

G_END_DECLS
