/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-profile.h"
#include "snapshot/leren-snapshot-private.h"

G_BEGIN_DECLS

/* Records divided by what they belong to, by who they are of, or by month: groups by number. */

typedef struct _LerenWay LerenWay;

typedef struct {
  LerenSnapshot *snapshot;
  LerenGrouping by;
  LerenWay *ways; /* by type: how its records lead to a participant */
} LerenDivision;

void _leren_division_init (LerenDivision *self, LerenSnapshot *snapshot, LerenGrouping by);
void _leren_division_clear (LerenDivision *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LerenDivision, _leren_division_clear)

/* The group of a record, or -1 for none; @moment is the one that counts for its month. */
gint32 _leren_division_find (const LerenDivision *self, const LerenRows *rows, guint32 row,
                             gint64 moment);
/* the id of a group, NULL for none; freed by the caller */
char *_leren_division_name (const LerenDivision *self, gint32 group);

G_END_DECLS
