/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-coded-private.h"

static const LerenNeed needs[] = {
  LEREN_NEEDS_OF_CODINGS, { "coding", "coder" },  { "coding", "start" },
  { "coding", "end" },    { "coding", "weight" }, { NULL },
};

/* When the library is loaded: the snapshot does not know this room. */
__attribute__ ((constructor)) static void
hand_in (void)
{
  _leren_snapshot_add_needs (needs);
}

void
_leren_coded_init (LerenCoded *self, LerenSnapshot *snapshot, LerenFramework *framework)
{
  const LerenRows *rows = _leren_snapshot_get_rows (snapshot, "coding");
  const LerenVector *frameworks = _leren_rows_get_vector (rows, "framework");

  *self = (LerenCoded){
    .snapshot = snapshot,
    .rows = rows,
    .frameworks = frameworks,
    .concepts = _leren_rows_get_vector (rows, "concept"),
    .targets = _leren_rows_get_vector (rows, "target"),
    .coders = _leren_rows_get_references (rows, "coder"),
    .starts = _leren_rows_get_vector (rows, "start")->integers,
    .ends = _leren_rows_get_vector (rows, "end")->integers,
    .weights = _leren_rows_get_numbers (rows, "weight"),
    .wanted = _leren_find_word (frameworks, leren_framework_get_id (framework)),
  };
}

gboolean
_leren_coded_counts (const LerenCoded *self, guint32 coding)
{
  return self->wanted != 0 && self->frameworks->words[coding] == self->wanted &&
         self->concepts->words[coding] != 0 && self->targets->rows[coding] >= 0 &&
         self->coders[coding] >= 0 && _leren_rows_in_scope (self->rows, coding);
}

const char *
_leren_coded_concept (const LerenCoded *self, guint32 coding)
{
  return g_ptr_array_index (self->concepts->dictionary, self->concepts->words[coding] - 1);
}

char *
_leren_coded_dup_target (const LerenCoded *self, guint32 coding)
{
  return _leren_rows_dup_id (
    _leren_snapshot_get_rows_at (self->snapshot, self->targets->types[coding]),
    self->targets->rows[coding]);
}

char *
_leren_coded_dup_coder (const LerenCoded *self, guint32 coding)
{
  return _leren_rows_dup_id (_leren_snapshot_get_rows (self->snapshot, "participant"),
                             self->coders[coding]);
}
