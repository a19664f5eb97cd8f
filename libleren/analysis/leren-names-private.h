/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names, each with the place at which it was first given */
typedef struct {
  GPtrArray *names; /* char * */
  GHashTable *index;
} LerenNames;

void _leren_names_init (LerenNames *self);
void _leren_names_clear (LerenNames *self);
/* finds a name, and adds it where it is new */
guint32 _leren_names_add (LerenNames *self, const char *name);
gboolean _leren_names_find (const LerenNames *self, const char *name, guint32 *place);
/* ends with NULL; freed by the caller */
char **_leren_names_dup (const LerenNames *self);

static inline const char *
_leren_names_get (const LerenNames *self, guint32 place)
{
  return g_ptr_array_index (self->names, place);
}

G_END_DECLS
