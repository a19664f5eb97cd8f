/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-store-internal-private.h"

G_BEGIN_DECLS

/* leren-store-schema.c: the tables of a store */

/* It is in the store; from now on it is known to be. */
void _leren_store_add_table (LerenStore *self, const LerenDeclaration *declaration);

/* leren-own-type.c: record types of a program, as a store describes them */

char *_leren_own_type_describe (const LerenDeclaration *declaration);
gboolean _leren_own_type_is (const LerenDeclaration *declaration, const char *described);
/* Lives as long as the program; NULL where @described is no description. */
const LerenDeclaration *_leren_own_type_declare (const char *name, const char *described);

G_END_DECLS
