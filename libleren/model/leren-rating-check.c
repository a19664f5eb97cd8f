/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "model/leren-row-checks-private.h"

#include <glib/gi18n-lib.h>

static double
number (const LerenRow *row, const char *name)
{
  const LerenField *field = _leren_declaration_find (row->declaration, name, strlen (name));
  const LerenCell *cell = &row->cells[field->index];

  if (cell->kind == LEREN_CELL_REAL)
    return cell->real;
  return g_ascii_strtod (field->fallback, NULL);
}

/* The value lies on its scale, and a concept says of which framework it is. */
gboolean
_leren_rating_check_row (const LerenRow *row, GError **error)
{
  const LerenField *value = _leren_declaration_find (row->declaration, "value", 5);
  const LerenField *concept = _leren_declaration_find (row->declaration, "concept", 7);
  const LerenField *framework = _leren_declaration_find (row->declaration, "framework", 9);
  double low = number (row, "minimum"), high = number (row, "maximum");
  double is = row->cells[value->index].real;

  if (low >= high)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("member “minimum” is %g, which is not below the maximum of %g"), low, high);
      return FALSE;
    }
  if (is < low || is > high)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("member “value” is %g; on this scale it goes from %g to %g"), is, low, high);
      return FALSE;
    }
  if (row->cells[concept->index].kind != LEREN_CELL_ABSENT &&
      row->cells[framework->index].kind == LEREN_CELL_ABSENT)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_MISSING,
                   _ ("member “framework” is missing; a concept needs the framework it is of"));
      return FALSE;
    }
  return TRUE;
}
