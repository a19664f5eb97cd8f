/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The ids of one record type in one block, and a table over it that finds a row by id. */
typedef struct {
  char *bytes;
  guint32 *offsets; /* one more than there are ids */
  guint64 *slots;   /* NULL: no table yet. The upper half of a hash, and the row and one more */
  guint32 mask;
} LerenIds;

guint64 _leren_id_hash (const char *id, gsize length);
void _leren_ids_make_index (LerenIds *self, guint32 n_rows);
/* the row, or -1; @hash is _leren_id_hash() of the id */
gint32 _leren_ids_find (const LerenIds *self, const char *id, gsize length, guint64 hash);
/* after rows were moved, or taken out where @places is -1 */
void _leren_ids_move_rows (LerenIds *self, const gint32 *places);
void _leren_ids_clear (LerenIds *self);

G_END_DECLS
