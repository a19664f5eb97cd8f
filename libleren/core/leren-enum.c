/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-enum.h"

/**
 * leren_enum_to_word: (skip)
 * @type: the type of an enum, such as %LEREN_TYPE_REFLECTION_LEVEL
 * @value: one of its values
 *
 * The word that a value has in files, columns and queries, which is its nick. In Vala it is
 * what `to_string()` gives; in Python and JavaScript a value is its word.
 *
 * Returns: (nullable): the word, or %NULL where the enum has no such value
 *
 * Since: 0.1
 */
const char *
leren_enum_to_word (GType type, int value)
{
  g_autoptr (GEnumClass) class = NULL;
  GEnumValue *found;

  g_return_val_if_fail (G_TYPE_IS_ENUM (type), NULL);

  class = g_type_class_ref (type);
  found = g_enum_get_value (class, value);
  return found != NULL ? found->value_nick : NULL;
}
