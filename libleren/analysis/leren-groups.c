/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-groups-private.h"

static const char *const types[LEREN_BELONGS_N] = {
  [LEREN_BELONGS_TO_PRACTICE] = "practice",
  [LEREN_BELONGS_TO_TEAM] = "team",
  [LEREN_BELONGS_TO_CASE] = "case",
};

void
_leren_groups_read (LerenGroups *self, LerenSnapshot *snapshot, const LerenBelongs *whats,
                    guint n_whats)
{
  self->n_groups = 0;
  self->n_whats = n_whats;
  for (guint i = 0; i < n_whats; i++)
    {
      self->whats[i] = whats[i];
      self->rows[i] = _leren_snapshot_get_rows (snapshot, types[whats[i]]);
      self->starts[i] = self->n_groups;
      self->n_groups += self->rows[i]->n_rows;
    }
}

LerenPlace
_leren_groups_get_place (const LerenGroups *self, guint32 group)
{
  guint i = self->n_whats - 1;

  while (group < self->starts[i])
    i--;
  return (LerenPlace){ self->rows[i]->type, group - self->starts[i] };
}
