/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "snapshot/leren-readers-private.h"
#include "snapshot/leren-snapshot-private.h"

G_BEGIN_DECLS

/* Texts are no part of a snapshot: what needs them reads its type's rows of the store again, and
 * hears which of them were changed or deleted since. */

typedef enum { LEREN_FATE_KEPT, LEREN_FATE_CHANGED, LEREN_FATE_GONE } LerenFate;

/* where the first of the members stands in the statement */
#define LEREN_WALK_FIRST_MEMBER 1
#define LEREN_WALK_MAX_PARTS LEREN_MAX_READERS

/* @statement: NULL for a row that is gone */
typedef void (*LerenVisit) (guint32 row, LerenFate fate, LerenStatement *statement, gpointer data);

/* Visits each row of the snapshot, in scope or not. @members: which columns, ends with NULL. The rows
 * are divided into @n_parts, at most LEREN_WALK_MAX_PARTS, each of which is visited in the order of
 * its rows, at the same time as others where that is worth it; @data has what visits to a part are
 * handed. */
gboolean _leren_snapshot_walk (LerenSnapshot *self, const LerenRows *rows,
                               const char *const *members, LerenVisit visit, gpointer *data,
                               guint n_parts, GCancellable *cancellable, GError **error);

G_END_DECLS
