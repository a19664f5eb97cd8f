/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-json-reader-private.h"

G_BEGIN_DECLS

/* The names of the members of all large objects in a text, to find one that is there twice in time
 * that does not depend on how many there are, nor on who chose them. */

typedef struct _LerenJsonNames LerenJsonNames;

LerenJsonNames *_leren_json_names_new (void);
void _leren_json_names_free (LerenJsonNames *self);
/* forgets all names */
void _leren_json_names_reset (LerenJsonNames *self);
/* @object and @name are places in @tokens. FALSE when @object has that name already. */
gboolean _leren_json_names_add (LerenJsonNames *self, const LerenJsonToken *tokens, guint32 object,
                                guint32 name);

G_END_DECLS
