/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-rule-private.h"

G_BEGIN_DECLS

/* What records are taken together by: the first of some things that a record belongs to, numbered
 * through over all of them. */

typedef struct {
  const LerenRows *rows[LEREN_BELONGS_N];
  LerenBelongs whats[LEREN_BELONGS_N];
  guint32 starts[LEREN_BELONGS_N];
  guint n_whats;
  guint32 n_groups;
} LerenGroups;

/* @whats: in the order in which they count */
void _leren_groups_read (LerenGroups *self, LerenSnapshot *snapshot, const LerenBelongs *whats,
                         guint n_whats);

/* -1: it belongs to none of them */
static inline gint32
_leren_groups_find (const LerenGroups *self, const LerenRows *rows, guint32 row)
{
  for (guint i = 0; i < self->n_whats; i++)
    if (rows->belongs[self->whats[i]][row] >= 0)
      return self->starts[i] + rows->belongs[self->whats[i]][row];
  return -1;
}

LerenPlace _leren_groups_get_place (const LerenGroups *self, guint32 group);

G_END_DECLS
