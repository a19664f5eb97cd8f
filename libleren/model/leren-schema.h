/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-declaration.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SECTION:leren-schema
 * @title: JSON Schema
 * @short_description: the interchange for other programs to check by
 *
 * The same declarations by which the library reads records, as JSON Schema: a program that
 * writes records can check them before it hands them over.
 */

LEREN_AVAILABLE_IN_0_1
JsonNode *leren_schema_for_type (const char *record_type, GError **error);
LEREN_AVAILABLE_IN_0_1
JsonNode *leren_schema_for_document (void);

G_END_DECLS
