/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-people-private.h"

guint8 *
_leren_find_people (LerenSnapshot *snapshot, const char *const *roles)
{
  const LerenRows *participants = _leren_snapshot_get_rows (snapshot, "participant");
  const LerenVector *vector = _leren_rows_get_vector (participants, "roles");
  guint8 *found = g_new0 (guint8, MAX (participants->n_rows, 1));
  gboolean wanted[256] = { FALSE };

  for (; *roles != NULL; roles++)
    wanted[_leren_rows_code_of (participants, "roles", *roles)] = TRUE;
  /* what a participant without roles would have */
  wanted[0] = FALSE;
  for (guint32 i = 0; i < participants->n_rows; i++)
    for (guint32 j = vector->offsets[i]; j < vector->offsets[i + 1]; j++)
      found[i] = found[i] || wanted[vector->codes[j]];
  return found;
}
