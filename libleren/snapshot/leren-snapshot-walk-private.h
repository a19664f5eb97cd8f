/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "snapshot/leren-snapshot-private.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* Texts are no part of a snapshot: what needs them reads its type's rows of the store again, and
 * hears which of them were changed or deleted since. */

typedef enum { LEREN_FATE_KEPT, LEREN_FATE_CHANGED, LEREN_FATE_GONE } LerenFate;

/* where the first of the members stands in the statement */
#define LEREN_WALK_FIRST_MEMBER 3

/* @statement: NULL for a row that is gone */
typedef void (*LerenVisit) (guint32 row, LerenFate fate, sqlite3_stmt *statement, gpointer data);

/* Visits each row of the snapshot, in their order, in scope or not. @members: which columns, ends
 * with NULL. */
gboolean _leren_snapshot_walk (LerenSnapshot *self, const LerenRows *rows,
                               const char *const *members, LerenVisit visit, gpointer data,
                               GCancellable *cancellable, GError **error);

G_END_DECLS
