/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-writing-private.h"

static void
write_cell (JsonBuilder *builder, LerenTable *table, guint column, guint row)
{
  const char *name = leren_table_get_column_name (table, column);
  g_autofree char *text = leren_table_dup_text (table, column, row);

  switch (leren_table_get_column_kind (table, column))
    {
    case LEREN_COLUMN_KIND_TEXT:
      json_builder_set_member_name (builder, name);
      json_builder_add_string_value (builder, text);
      break;
    case LEREN_COLUMN_KIND_LIST:
      json_builder_set_member_name (builder, name);
      json_builder_add_value (builder, json_from_string (text, NULL));
      break;
    case LEREN_COLUMN_KIND_INTEGER:
      _leren_write_integer (builder, name, leren_table_get_number (table, column, row));
      break;
    default:
      _leren_write_number (builder, name, leren_table_get_number (table, column, row));
    }
}

void
_leren_write_rows (JsonBuilder *builder, const char *name, LerenTable *table)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint row = 0; row < leren_table_get_n_rows (table); row++)
    {
      json_builder_begin_object (builder);
      for (guint i = 0; i < leren_table_get_n_columns (table); i++)
        write_cell (builder, table, i, row);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}
