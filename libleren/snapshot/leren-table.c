/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-table-private.h"

#include <math.h>

/**
 * LerenTable:
 *
 * Values in columns: the records of one type, or the outcome of an analysis. Each column hands out
 * its values as one block of memory, of which a binding makes an array without looking at single
 * values. A table does not change, and can be used by several threads at once.
 *
 * Since: 0.1
 */

struct _LerenTable {
  GObject parent_instance;

  guint n_rows;
  GArray *columns; /* LerenColumn */
  GMutex lock;     /* of what is made of the columns later */
  GPtrArray *changed;
  GPtrArray *gone;
};

G_DEFINE_FINAL_TYPE (LerenTable, leren_table, G_TYPE_OBJECT)

static LerenColumn *
column_at (LerenTable *self, guint column)
{
  return &g_array_index (self->columns, LerenColumn, column);
}

static void
column_clear (gpointer data)
{
  _leren_column_clear (data);
}

static void
leren_table_finalize (GObject *object)
{
  LerenTable *self = LEREN_TABLE (object);

  g_array_unref (self->columns);
  g_ptr_array_unref (self->changed);
  g_ptr_array_unref (self->gone);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (leren_table_parent_class)->finalize (object);
}

static void
leren_table_class_init (LerenTableClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_table_finalize;
}

static void
leren_table_init (LerenTable *self)
{
  self->columns = g_array_new (FALSE, TRUE, sizeof (LerenColumn));
  g_array_set_clear_func (self->columns, column_clear);
  g_mutex_init (&self->lock);
  self->changed = g_ptr_array_new_with_free_func (g_free);
  self->gone = g_ptr_array_new_with_free_func (g_free);
}

LerenTable *
_leren_table_new (void)
{
  return g_object_new (LEREN_TYPE_TABLE, NULL);
}

guint
_leren_table_add_column (LerenTable *self, const char *name, LerenColumnKind kind,
                         const char *const *words)
{
  LerenColumn column;

  _leren_column_init (&column, name, kind, words);
  g_array_append_val (self->columns, column);
  return self->columns->len - 1;
}

void
_leren_table_set_ordered (LerenTable *self, guint column, gboolean ordered)
{
  column_at (self, column)->ordered = ordered;
}

void
_leren_table_add_absent (LerenTable *self, guint column)
{
  _leren_column_add_absent (column_at (self, column));
}

void
_leren_table_add_integer (LerenTable *self, guint column, gint64 value)
{
  _leren_column_add_integer (column_at (self, column), value);
}

void
_leren_table_add_number (LerenTable *self, guint column, double value)
{
  _leren_column_add_number (column_at (self, column), value);
}

void
_leren_table_add_figure (LerenTable *self, guint column, double value)
{
  if (isnan (value))
    _leren_table_add_absent (self, column);
  else
    _leren_table_add_number (self, column, value);
}

void
_leren_table_add_text (LerenTable *self, guint column, const char *text, gssize length)
{
  if (text == NULL)
    _leren_table_add_absent (self, column);
  else
    _leren_column_add_text (column_at (self, column), text,
                            length < 0 ? strlen (text) : (gsize) length);
}

void
_leren_table_add_id (LerenTable *self, guint column, const LerenRows *rows, guint32 row)
{
  gsize length;
  const char *id = _leren_rows_id (rows, row, &length);

  _leren_table_add_text (self, column, id, length);
}

void
_leren_table_add_changed (LerenTable *self, char *id)
{
  g_ptr_array_add (self->changed, id);
}

void
_leren_table_add_gone (LerenTable *self, char *id)
{
  g_ptr_array_add (self->gone, id);
}

/* from here on it does not change */
static void
end (LerenTable *self, guint n_rows)
{
  self->n_rows = n_rows;
  g_ptr_array_add (self->changed, NULL);
  g_ptr_array_add (self->gone, NULL);
}

void
_leren_table_seal (LerenTable *self, guint n_rows)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      LerenColumn *column = column_at (self, i);

      g_assert (column->n_values == n_rows);
      _leren_column_seal (column);
    }
  end (self, n_rows);
}

void
_leren_table_take_columns (LerenTable *self, LerenColumn *columns, guint n_columns)
{
  end (self, columns[0].n_values);
  g_array_append_vals (self->columns, columns, n_columns);
  memset (columns, 0, n_columns * sizeof *columns);
}

/**
 * leren_table_get_n_rows:
 * @self: a table
 *
 * How many rows there are.
 *
 * Returns: the number of rows
 *
 * Since: 0.1
 */
guint
leren_table_get_n_rows (LerenTable *self)
{
  g_return_val_if_fail (LEREN_IS_TABLE (self), 0);
  return self->n_rows;
}

/**
 * leren_table_get_n_columns:
 * @self: a table
 *
 * How many columns there are.
 *
 * Returns: the number of columns
 *
 * Since: 0.1
 */
guint
leren_table_get_n_columns (LerenTable *self)
{
  g_return_val_if_fail (LEREN_IS_TABLE (self), 0);
  return self->columns->len;
}

/**
 * leren_table_find_column:
 * @self: a table
 * @name: the name of a column: of records, that of a member
 *
 * Finds a column by name.
 *
 * Returns: which column it is, counted from 0, or -1 where there is none of that name
 *
 * Since: 0.1
 */
int
leren_table_find_column (LerenTable *self, const char *name)
{
  g_return_val_if_fail (LEREN_IS_TABLE (self), -1);
  g_return_val_if_fail (name != NULL, -1);

  for (guint i = 0; i < self->columns->len; i++)
    if (g_str_equal (column_at (self, i)->name, name))
      return i;
  return -1;
}

/**
 * leren_table_get_column_name:
 * @self: a table
 * @column: which column, counted from 0
 *
 * The name of a column.
 *
 * Returns: the name
 *
 * Since: 0.1
 */
const char *
leren_table_get_column_name (LerenTable *self, guint column)
{
  g_return_val_if_fail (LEREN_IS_TABLE (self), NULL);
  g_return_val_if_fail (column < self->columns->len, NULL);
  return column_at (self, column)->name;
}

/**
 * leren_table_get_column_kind:
 * @self: a table
 * @column: which column, counted from 0
 *
 * How the values of a column lie in memory.
 *
 * Returns: the kind
 *
 * Since: 0.1
 */
LerenColumnKind
leren_table_get_column_kind (LerenTable *self, guint column)
{
  g_return_val_if_fail (LEREN_IS_TABLE (self), LEREN_COLUMN_KIND_TEXT);
  g_return_val_if_fail (column < self->columns->len, LEREN_COLUMN_KIND_TEXT);
  return column_at (self, column)->kind;
}

static void
spell_out (LerenTable *self, guint column)
{
  g_mutex_lock (&self->lock);
  _leren_column_spell_out (column_at (self, column));
  g_mutex_unlock (&self->lock);
}

/**
 * leren_table_get_column_values:
 * @self: a table
 * @column: which column, counted from 0
 *
 * The values of a column, one after the other, as its kind says. Where a value is absent there is
 * a zero, or a text of no length.
 *
 * Returns: (transfer none): the values
 *
 * Since: 0.1
 */
GBytes *
leren_table_get_column_values (LerenTable *self, guint column)
{
  g_return_val_if_fail (LEREN_IS_TABLE (self), NULL);
  g_return_val_if_fail (column < self->columns->len, NULL);
  spell_out (self, column);
  return column_at (self, column)->values;
}

/**
 * leren_table_get_column_offsets:
 * @self: a table
 * @column: which column, counted from 0
 *
 * Where the text of each row begins, in bytes from the start of the values: 64-bit integers, one
 * more than there are rows, the last of them where the last text ends.
 *
 * Returns: (nullable) (transfer none): the offsets, or %NULL where the column holds no text
 *
 * Since: 0.1
 */
GBytes *
leren_table_get_column_offsets (LerenTable *self, guint column)
{
  g_return_val_if_fail (LEREN_IS_TABLE (self), NULL);
  g_return_val_if_fail (column < self->columns->len, NULL);
  spell_out (self, column);
  return column_at (self, column)->offsets;
}

/**
 * leren_table_get_column_validity:
 * @self: a table
 * @column: which column, counted from 0
 *
 * Which rows have a value: a bit for each, 1 where there is one, beginning with the least
 * significant bit of the first byte.
 *
 * Returns: (nullable) (transfer none): the bits, or %NULL where no value is absent
 *
 * Since: 0.1
 */
GBytes *
leren_table_get_column_validity (LerenTable *self, guint column)
{
  g_return_val_if_fail (LEREN_IS_TABLE (self), NULL);
  g_return_val_if_fail (column < self->columns->len, NULL);
  return column_at (self, column)->validity;
}

/**
 * leren_table_get_column_words:
 * @self: a table
 * @column: which column, counted from 0
 *
 * The words that the values of a category name, in the order of their declaration.
 *
 * Returns: (nullable) (array zero-terminated=1) (transfer none): the words, or %NULL where the column is no category
 *
 * Since: 0.1
 */
const char *const *
leren_table_get_column_words (LerenTable *self, guint column)
{
  g_return_val_if_fail (LEREN_IS_TABLE (self), NULL);
  g_return_val_if_fail (column < self->columns->len, NULL);
  return (const char *const *) column_at (self, column)->words;
}

/**
 * leren_table_get_column_ordered:
 * @self: a table
 * @column: which column, counted from 0
 *
 * Whether the order of the words of a category says something: that of the members of an enum, and of
 * the concepts of a ladder, a cycle, a spiral or phases.
 *
 * Returns: %TRUE if a word comes before those that stand behind it
 *
 * Since: 0.1
 */
gboolean
leren_table_get_column_ordered (LerenTable *self, guint column)
{
  g_return_val_if_fail (LEREN_IS_TABLE (self), FALSE);
  g_return_val_if_fail (column < self->columns->len, FALSE);
  return column_at (self, column)->ordered;
}

/**
 * leren_table_get_column_texts:
 * @self: a table
 * @column: which column, counted from 0
 *
 * The texts of a column in which they come back, as the ids of the cases of reflections do: each of
 * them once. Who makes one object for each of them, and not for each row, is done sooner.
 *
 * Returns: (nullable) (array zero-terminated=1) (transfer none): the texts, or %NULL where the
 *   column holds no text, or each row another
 *
 * Since: 0.1
 */
const char *const *
leren_table_get_column_texts (LerenTable *self, guint column)
{
  g_return_val_if_fail (LEREN_IS_TABLE (self), NULL);
  g_return_val_if_fail (column < self->columns->len, NULL);

  if (column_at (self, column)->places == NULL)
    return NULL;
  return (const char *const *) column_at (self, column)->texts->pdata;
}

/**
 * leren_table_get_column_places:
 * @self: a table
 * @column: which column, counted from 0
 *
 * Which of the texts of leren_table_get_column_texts() each row has: 32-bit integers, counted from 0,
 * and -1 where there is none.
 *
 * Returns: (nullable) (transfer none): the places, or %NULL where the column has no such texts
 *
 * Since: 0.1
 */
GBytes *
leren_table_get_column_places (LerenTable *self, guint column)
{
  g_return_val_if_fail (LEREN_IS_TABLE (self), NULL);
  g_return_val_if_fail (column < self->columns->len, NULL);
  return column_at (self, column)->places;
}

/**
 * leren_table_get_changed:
 * @self: a table
 *
 * The ids of the records that were saved again between the moment of the snapshot and the reading of
 * the table. Their rows say what is stored now.
 *
 * Returns: (array zero-terminated=1) (transfer none): the ids
 *
 * Since: 0.1
 */
const char *const *
leren_table_get_changed (LerenTable *self)
{
  g_return_val_if_fail (LEREN_IS_TABLE (self), NULL);
  return (const char *const *) self->changed->pdata;
}

/**
 * leren_table_get_gone:
 * @self: a table
 *
 * The ids of the records that were deleted between the moment of the snapshot and the reading of the
 * table. They have no rows.
 *
 * Returns: (array zero-terminated=1) (transfer none): the ids
 *
 * Since: 0.1
 */
const char *const *
leren_table_get_gone (LerenTable *self)
{
  g_return_val_if_fail (LEREN_IS_TABLE (self), NULL);
  return (const char *const *) self->gone->pdata;
}
