/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-names-private.h"

void
_leren_names_init (LerenNames *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->index = g_hash_table_new (g_str_hash, g_str_equal);
}

void
_leren_names_clear (LerenNames *self)
{
  g_hash_table_unref (self->index);
  g_ptr_array_unref (self->names);
}

gboolean
_leren_names_find (const LerenNames *self, const char *name, guint32 *place)
{
  gpointer found;

  if (!g_hash_table_lookup_extended (self->index, name, NULL, &found))
    return FALSE;
  *place = GPOINTER_TO_UINT (found);
  return TRUE;
}

guint32
_leren_names_add (LerenNames *self, const char *name)
{
  guint32 place;
  char *kept;

  if (_leren_names_find (self, name, &place))
    return place;
  kept = g_strdup (name);
  g_ptr_array_add (self->names, kept);
  g_hash_table_insert (self->index, kept, GUINT_TO_POINTER (self->names->len - 1));
  return self->names->len - 1;
}

char **
_leren_names_dup (const LerenNames *self)
{
  char **copy = g_new0 (char *, self->names->len + 1);

  for (guint i = 0; i < self->names->len; i++)
    copy[i] = g_strdup (_leren_names_get (self, i));
  return copy;
}
