/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "model/leren-row-checks-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* A span has both ends, and they are in order. */
gboolean
_leren_coding_check_row (const LerenRow *row, GError **error)
{
  const LerenCell *start =
    &row->cells[_leren_declaration_find (row->declaration, "start", 5)->index];
  const LerenCell *end = &row->cells[_leren_declaration_find (row->declaration, "end", 3)->index];

  if ((start->kind == LEREN_CELL_ABSENT) != (end->kind == LEREN_CELL_ABSENT))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_MISSING,
                   _ ("member “%s” is missing; a span of text has a start and an end"),
                   start->kind == LEREN_CELL_ABSENT ? "start" : "end");
      return FALSE;
    }
  if (start->kind != LEREN_CELL_ABSENT && start->integer > end->integer)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("member “end” is %" PRId64 ", before the start at %" PRId64), end->integer,
                   start->integer);
      return FALSE;
    }
  return TRUE;
}
