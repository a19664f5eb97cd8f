/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-enums.h"
#include "model/leren-row-checks-private.h"

#include <glib/gi18n-lib.h>

static const LerenCell *
member (const LerenRow *row, const char *name)
{
  return &row->cells[_leren_declaration_find (row->declaration, name, strlen (name))->index];
}

static gboolean
needs (const LerenRow *row, const char *state, const char *name, const char *other, GError **error)
{
  if (member (row, name)->kind != LEREN_CELL_ABSENT ||
      (other != NULL && member (row, other)->kind != LEREN_CELL_ABSENT))
    return TRUE;
  if (other == NULL)
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_MISSING,
                 _ ("member “%s” is missing; an action that is %s needs it"), name, state);
  else
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_MISSING,
                 _ ("member “%s” or “%s” is missing; an action that is %s needs one of them"), name,
                 other, state);
  return FALSE;
}

/* The state of an action must fit its members: each state needs what those before it need. */
gboolean
_leren_action_check_row (const LerenRow *row, GError **error)
{
  const LerenField *field = _leren_declaration_find (row->declaration, "state", 5);
  const LerenCell *cell = &row->cells[field->index];
  int state;

  if (cell->kind == LEREN_CELL_ABSENT)
    return TRUE;
  state = _leren_field_enum_value (field, cell->text, cell->length);
  if (state == LEREN_ACTION_STATE_DROPPED)
    return needs (row, "dropped", "drop_reason", NULL, error);
  return (state < LEREN_ACTION_STATE_OWNED ||
          needs (row, _leren_field_enum_nick (field, state), "owner", NULL, error)) &&
         (state < LEREN_ACTION_STATE_UNDERTAKEN ||
          needs (row, _leren_field_enum_nick (field, state), "undertaken", NULL, error)) &&
         (state < LEREN_ACTION_STATE_REVIEWED ||
          (needs (row, _leren_field_enum_nick (field, state), "effect", "effect_rating", error) &&
           needs (row, _leren_field_enum_nick (field, state), "reviewed", NULL, error))) &&
         (state < LEREN_ACTION_STATE_CONCLUDED ||
          needs (row, _leren_field_enum_nick (field, state), "conclusion", NULL, error));
}
