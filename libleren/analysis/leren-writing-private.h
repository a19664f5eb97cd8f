/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "snapshot/leren-table-private.h"

#include <json-glib/json-glib.h>
#include <math.h>

G_BEGIN_DECLS

/* There are half as many pairs as the square of the coders: a table whose units and coders were
 * exchanged would be written as gigabytes. */
#define LEREN_MOST_CODERS_IN_PAIRS 200

/* How figures are written as JSON. One that is not defined, NAN, is null. */

static inline void
_leren_write_number (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  if (isnan (value))
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, value);
}

static inline void
_leren_write_integer (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static inline void
_leren_write_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

/* The rows of a table as an array of objects. Its columns are texts, integers, numbers and lists. */
void _leren_write_rows (JsonBuilder *builder, const char *name, LerenTable *table);

G_END_DECLS
