/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-field.h"

G_BEGIN_DECLS

/**
 * LerenDeclaration:
 *
 * What a record type is: its name and its fields, in order. The built-in types are declared in
 * data files of the library; a subclass of #LerenRecord is declared by its GObject properties.
 * Declarations live as long as the program.
 *
 * Since: 0.1
 */
typedef struct _LerenDeclaration LerenDeclaration;

#define LEREN_TYPE_DECLARATION (leren_declaration_get_type ())

LEREN_AVAILABLE_IN_0_1
GType leren_declaration_get_type (void);
LEREN_AVAILABLE_IN_0_1
LerenDeclaration *leren_declaration_lookup (const char *record_type);
LEREN_AVAILABLE_IN_0_1
LerenDeclaration *leren_declaration_lookup_type (GType type, GError **error);
LEREN_AVAILABLE_IN_0_1
LerenDeclaration *leren_declaration_register (GType type, const char *record_type, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_declaration_keep_to_thread (LerenDeclaration *self);
LEREN_AVAILABLE_IN_0_1
char **leren_declaration_list_types (void);
LEREN_AVAILABLE_IN_0_1
const char *leren_declaration_get_name (const LerenDeclaration *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_declaration_get_plural (const LerenDeclaration *self);
LEREN_AVAILABLE_IN_0_1
GType leren_declaration_get_object_type (const LerenDeclaration *self);
LEREN_AVAILABLE_IN_0_1
gboolean leren_declaration_is_built_in (const LerenDeclaration *self);
LEREN_AVAILABLE_IN_0_1
guint leren_declaration_get_n_fields (const LerenDeclaration *self);
LEREN_AVAILABLE_IN_0_1
const LerenField *leren_declaration_get_field (const LerenDeclaration *self, guint index);
LEREN_AVAILABLE_IN_0_1
const LerenField *leren_declaration_find_field (const LerenDeclaration *self, const char *name);

G_END_DECLS
