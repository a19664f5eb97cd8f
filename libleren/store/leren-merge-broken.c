/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-merge-private.h"

#include <glib/gi18n-lib.h>

/* Why two copies cannot come together: all of it at once, so that whoever mends it need not come back for
 * each. Beyond so many it is only counted. */

#define MOST_TOLD 100

gboolean
_leren_merge_break (LerenMerging *self, GError *why, GError **error)
{
  const gboolean is_rule = why->domain == LEREN_ERROR &&
                           (why->code == LEREN_ERROR_REFERENCE ||
                            why->code == LEREN_ERROR_INVALID || why->code == LEREN_ERROR_MISSING ||
                            why->code == LEREN_ERROR_STATE || why->code == LEREN_ERROR_CONFLICT);

  /* a disk that is full breaks no rule, and there is nothing to go on with */
  if (!is_rule)
    {
      g_propagate_error (error, why);
      return FALSE;
    }
  if (self->broken == NULL)
    self->broken = g_error_new_literal (LEREN_ERROR, why->code, why->message);
  else if (self->n_broken < MOST_TOLD)
    {
      char *both = g_strconcat (self->broken->message, "; ", why->message, NULL);

      g_free (self->broken->message);
      self->broken->message = both;
    }
  self->n_broken++;
  g_error_free (why);
  return TRUE;
}

gboolean
_leren_merge_is_whole (LerenMerging *self, GError **error)
{
  g_autoptr (GString) told = NULL;

  if (self->broken == NULL)
    return TRUE;
  told = g_string_new (NULL);
  g_string_printf (told, _ ("cannot merge %s into %s: "), self->theirs->location,
                   self->ours->location);
  if (self->n_broken > 1)
    {
      g_string_append_printf (told, _ ("%u things stand in the way"), self->n_broken);
      g_string_append (told, ": ");
    }
  g_string_append (told, self->broken->message);
  if (self->n_broken > MOST_TOLD)
    {
      g_string_append (told, "; ");
      g_string_append_printf (told, _ ("and %u more"), self->n_broken - MOST_TOLD);
    }
  g_set_error_literal (error, LEREN_ERROR, self->broken->code, told->str);
  return FALSE;
}
