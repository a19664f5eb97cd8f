/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-table.h"

#include "core/leren-error.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

/* Single values, for who looks at a few of them, and numbers for languages that know of one kind only */

/* from here on a double passes whole numbers over */
#define DOUBLE_LIMIT (G_GINT64_CONSTANT (1) << 53)

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
 * leren_table_dup_column_numbers:
 * @self: a table
 * @column: which column, counted from 0, of any kind but text and lists
 * @error: return location for a #GError
 *
 * All values of a column as leren_table_get_number() gives them: doubles, one after the other, NaN where
 * there is none. For languages to which all numbers are of this kind.
 *
 * Returns: (transfer full): the doubles, or %NULL with #LEREN_ERROR_INVALID where the column is of text or lists, or
 *   #LEREN_ERROR_LIMIT where it has a whole number in it of which a double would lose digits
 *
 * Since: 0.1
 */
GBytes *
leren_table_dup_column_numbers (LerenTable *self, guint column, GError **error)
{
  LerenColumnKind kind;
  GBytes *validity;
  const guint8 *present;
  const char *values;
  g_autofree double *numbers = NULL;
  guint n_rows;
  gsize width;

  g_return_val_if_fail (LEREN_IS_TABLE (self), NULL);
  g_return_val_if_fail (column < leren_table_get_n_columns (self), NULL);

  kind = leren_table_get_column_kind (self, column);
  if (kind == LEREN_COLUMN_KIND_TEXT || kind == LEREN_COLUMN_KIND_LIST)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("column “%s” holds no numbers; read its texts"),
                   leren_table_get_column_name (self, column));
      return NULL;
    }
  n_rows = leren_table_get_n_rows (self);
  validity = leren_table_get_column_validity (self, column);
  present = validity != NULL ? g_bytes_get_data (validity, NULL) : NULL;
  values = g_bytes_get_data (leren_table_get_column_values (self, column), &width);
  width /= MAX (n_rows, 1);
  numbers = g_new (double, n_rows);
  for (guint i = 0; i < n_rows; i++)
    {
      if (present != NULL && ((present[i / 8] >> (i % 8)) & 1) == 0)
        numbers[i] = NAN;
      else if (kind == LEREN_COLUMN_KIND_NUMBER)
        memcpy (&numbers[i], values + i * width, sizeof numbers[i]);
      else
        {
          const gint64 integer = read_integer (values + i * width, width);

          if (integer > DOUBLE_LIMIT || integer < -DOUBLE_LIMIT)
            {
              g_set_error (error, LEREN_ERROR, LEREN_ERROR_LIMIT,
                           _ ("column “%s” holds %" PRId64
                              ", of which a number with a fraction would lose digits; read it as "
                              "integers"),
                           leren_table_get_column_name (self, column), integer);
              return NULL;
            }
          numbers[i] = integer;
        }
    }
  return g_bytes_new_take (g_steal_pointer (&numbers), n_rows * sizeof (double));
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
