/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-version.h"
#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SECTION:leren-enum
 * @title: Words of enums
 * @short_description: what values are called in files, columns and queries
 *
 * In a program a value of an enum is a number; in a file, in a column of a table and in a filter of
 * a query it is a word, such as `behaviour` for %LEREN_REFLECTION_LEVEL_BEHAVIOUR.
 */

LEREN_AVAILABLE_IN_0_1
const char *leren_enum_to_word (GType type, int value);

G_END_DECLS
