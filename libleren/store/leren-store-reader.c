/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The participant as whom a store is open. */

gboolean
_leren_store_check_reader (LerenStore *self, GError **error)
{
  g_autofree char *shown = NULL;
  const char *type = NULL;

  if (g_utf8_validate (self->reader, -1, NULL) &&
      !_leren_store_find_type (self, self->reader, -1, &type, NULL, error))
    return FALSE;
  if (g_strcmp0 (type, "participant") == 0)
    return TRUE;
  shown = _leren_field_shown (self->reader, strlen (self->reader), 4 * 128);
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_FORBIDDEN,
               _ ("cannot open %s as “%s”: it has no such participant; give the id of one"),
               self->location, shown);
  return FALSE;
}
