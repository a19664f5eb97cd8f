/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-table.h"

#include <math.h>
#include <string.h>

/* Single values, for who looks at a few of them */

/**
 * leren_table_is_present:
 * @self: a table
 * @column: which column, counted from 0
 * @row: which row, counted from 0
 *
 * Whether there is a value. For all values of a column, see leren_table_get_column_validity().
 *
 * Returns: %TRUE if there is one
 *
 * Since: 0.1
 */
gboolean
leren_table_is_present (LerenTable *self, guint column, guint row)
{
  GBytes *validity;

  g_return_val_if_fail (LEREN_IS_TABLE (self), FALSE);
  g_return_val_if_fail (column < leren_table_get_n_columns (self), FALSE);
  g_return_val_if_fail (row < leren_table_get_n_rows (self), FALSE);

  validity = leren_table_get_column_validity (self, column);
  if (validity == NULL)
    return TRUE;
  return (((const guint8 *) g_bytes_get_data (validity, NULL))[row / 8] >> (row % 8)) & 1;
}

/* the bytes of a value, and how many there are */
static const char *
find_value (LerenTable *self, guint column, guint row, gsize *length)
{
  GBytes *offsets = leren_table_get_column_offsets (self, column);
  gsize n_bytes;
  const char *values = g_bytes_get_data (leren_table_get_column_values (self, column), &n_bytes);
  const gint64 *places;

  if (offsets == NULL)
    {
      *length = n_bytes / leren_table_get_n_rows (self);
      return values + row * *length;
    }
  places = g_bytes_get_data (offsets, NULL);
  *length = places[row + 1] - places[row];
  return values + places[row];
}

/* of a column in which texts come back */
static const char *
text_at (LerenTable *self, guint column, guint row)
{
  const gint32 *places = g_bytes_get_data (leren_table_get_column_places (self, column), NULL);

  return leren_table_get_column_texts (self, column)[places[row]];
}

/* a value that is no text and no number with a fraction */
static gint64
read_integer (const char *value, gsize length)
{
  gint64 whole;
  gint32 half;

  switch (length)
    {
    case 1:
      return *(const guint8 *) value;
    case 4:
      memcpy (&half, value, sizeof half);
      return half;
    default:
      memcpy (&whole, value, sizeof whole);
      return whole;
    }
}

/**
 * leren_table_get_number:
 * @self: a table
 * @column: which column, counted from 0, of any kind but text and lists
 * @row: which row, counted from 0
 *
 * One value as a number: 0 or 1 of a boolean, the place of the word of a category, microseconds of a
 * time, days of a date. For all values of a column, see leren_table_get_column_values().
 *
 * Returns: the number, or NaN where there is none
 *
 * Since: 0.1
 */
double
leren_table_get_number (LerenTable *self, guint column, guint row)
{
  LerenColumnKind kind;
  const char *value;
  double number;
  gsize length;

  g_return_val_if_fail (LEREN_IS_TABLE (self), NAN);
  g_return_val_if_fail (column < leren_table_get_n_columns (self), NAN);
  g_return_val_if_fail (row < leren_table_get_n_rows (self), NAN);

  kind = leren_table_get_column_kind (self, column);
  if (kind == LEREN_COLUMN_KIND_TEXT || kind == LEREN_COLUMN_KIND_LIST ||
      !leren_table_is_present (self, column, row))
    return NAN;
  value = find_value (self, column, row, &length);
  if (kind != LEREN_COLUMN_KIND_NUMBER)
    return read_integer (value, length);
  memcpy (&number, value, sizeof number);
  return number;
}

/**
 * leren_table_dup_text:
 * @self: a table
 * @column: which column, counted from 0, of text, of lists or of categories
 * @row: which row, counted from 0
 *
 * One value as text: a text as it is, a list as a JSON array, a category as its word. For all values
 * of a column, see leren_table_get_column_values().
 *
 * Returns: (nullable) (transfer full): the text, or %NULL where there is none
 *
 * Since: 0.1
 */
char *
leren_table_dup_text (LerenTable *self, guint column, guint row)
{
  const char *value;
  gsize length;

  g_return_val_if_fail (LEREN_IS_TABLE (self), NULL);
  g_return_val_if_fail (column < leren_table_get_n_columns (self), NULL);
  g_return_val_if_fail (row < leren_table_get_n_rows (self), NULL);

  if (!leren_table_is_present (self, column, row))
    return NULL;
  if (leren_table_get_column_places (self, column) != NULL)
    return g_strdup (text_at (self, column, row));
  value = find_value (self, column, row, &length);
  switch (leren_table_get_column_kind (self, column))
    {
    case LEREN_COLUMN_KIND_TEXT:
    case LEREN_COLUMN_KIND_LIST:
      return g_strndup (value, length);
    case LEREN_COLUMN_KIND_CATEGORY:
      return g_strdup (leren_table_get_column_words (self, column)[read_integer (value, length)]);
    default:
      return NULL;
    }
}
