/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-store-private.h"

G_BEGIN_DECLS

/* The bulk path: rows into a store without making objects, in one transaction. What one row can tell
 * is checked by the caller; what needs the others (ids used twice, references, circles, meaning)
 * is checked at the end, all at once, because that is cheaper than one by one. */

/* A reference that was not seen as an id before it, to be looked up at the end. */
typedef struct {
  gint64 number; /* of the record that refers */
  const LerenDeclaration *declaration;
  const LerenField *field;
  const char *id;
  gsize length;
} LerenPendingReference;

typedef struct _LerenBulk LerenBulk;

/* Holds the store's lock and a transaction until it is finished or freed, which rolls it back.
 * @lenient: leave out what is wrong instead of failing. */
LerenBulk *_leren_bulk_begin (LerenStore *store, gboolean lenient, GError **error);
void _leren_bulk_free (LerenBulk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenBulk, _leren_bulk_free)

/* The number the next record gets; they go up by one. */
gint64 _leren_bulk_get_next (LerenBulk *self);

/* Before these are added, so that what they have to do with is looked up all at once; of a record of an
 * unknown type there is no declaration, and no cell but its id. */
gboolean _leren_bulk_expect (LerenBulk *self, const LerenRow *const *rows, guint n_rows,
                             GError **error);

/* FALSE with an error; with LEREN_ERROR_DUPLICATE a lenient caller goes on. */
gboolean _leren_bulk_add_row (LerenBulk *self, const LerenRow *row, GError **error);
gboolean _leren_bulk_add_unknown (LerenBulk *self, const char *type, const LerenCell *id,
                                  const char *json, gsize length, GError **error);
gboolean _leren_bulk_add_pending (LerenBulk *self, const LerenPendingReference *reference,
                                  GError **error);
gboolean _leren_bulk_add_frameworks (LerenBulk *self, LerenFramework *const *frameworks,
                                     guint n_frameworks, GError **error);

/* In lenient mode: told of each record that was taken out again. */
typedef void (*LerenBulkLeftOut) (gint64 number, const GError *why, gpointer data);

/* Checks and commits. On failure @number is that of the record at fault, or -1. */
gboolean _leren_bulk_finish (LerenBulk *self, LerenBulkLeftOut left_out, gpointer data,
                             GCancellable *cancellable, gint64 *number, GError **error);

G_END_DECLS
