/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "snapshot/leren-rows-private.h"
#include "snapshot/leren-snapshot-plan-private.h"
#include "snapshot/leren-snapshot.h"

G_BEGIN_DECLS

struct _LerenSnapshot {
  GObject parent_instance;

  LerenStore *store;
  LerenTheory *theory;
  GDateTime *moment;
  GPtrArray *types;    /* LerenDeclaration */
  GPtrArray *all_rows; /* LerenRows, in the order of types */
  guint n_threads;
  gint64 since, until; /* the period of the scope: from the one up to the other */
};

/* The records of a type. Never NULL: a type that is not there has no rows. */
const LerenRows *_leren_snapshot_get_rows (LerenSnapshot *self, const char *record_type);
/* all types, in the order by which references to any type name them */
guint _leren_snapshot_get_n_types (LerenSnapshot *self);
const LerenRows *_leren_snapshot_get_rows_at (LerenSnapshot *self, guint type);
guint _leren_snapshot_get_n_threads (LerenSnapshot *self);
/* when it was taken, microseconds since 1970 UTC */
gint64 _leren_snapshot_get_moment (LerenSnapshot *self);
/* the first moment of the scope's period: G_MININT64 where it has none */
gint64 _leren_snapshot_get_since (LerenSnapshot *self);
/* the end of what is looked at: when it was taken, or where the scope ends before that, its end */
gint64 _leren_snapshot_get_end (LerenSnapshot *self);
/* Whether a record lies in the scope's period, whatever else the scope leaves out: what a group did
 * is not undone by looking at one of its cases. */
gboolean _leren_snapshot_in_period (LerenSnapshot *self, const LerenRows *rows, guint32 row);

/* the parts of taking one */
gboolean _leren_snapshot_read (LerenSnapshot *self, gboolean everyone, GCancellable *cancellable,
                               GError **error);
/* takes out what the reader of the store may not see, once all is read */
void _leren_snapshot_hide (LerenSnapshot *self);
/* Keeps of each type the rows that @kept, by type, marks: @kept is NULL where it is all of them. What
 * is left out leaves nothing behind; who named it names nothing. */
void _leren_snapshot_compact (LerenSnapshot *self, guint8 *const *kept);
void _leren_snapshot_link (LerenSnapshot *self);
gboolean _leren_snapshot_narrow (LerenSnapshot *self, LerenScope *scope, GError **error);
LerenTable *_leren_snapshot_read_table (LerenSnapshot *self, const LerenRows *rows,
                                        GCancellable *cancellable, GError **error);

G_END_DECLS
