/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-judgements-private.h"

#include "snapshot/leren-table-private.h"

#include <math.h>

/**
 * LerenJudgements:
 *
 * What several people said of the same things: a table of units by coders, in which a value may be
 * missing. leren_agreement_measure() computes how far they agree.
 *
 * A table is filled value by value, coder by coder, from a file of comma-separated values, or from the
 * codings of a snapshot. Units and coders are known by their names, and come in the order in which
 * they were first named. A value is a text; where all values of a table are decimal numbers they are
 * ordered as numbers, and have distances.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE (LerenJudgements, leren_judgements, G_TYPE_OBJECT)

static void
leren_judgements_finalize (GObject *object)
{
  _leren_judged_unref (LEREN_JUDGEMENTS (object)->judged);

  G_OBJECT_CLASS (leren_judgements_parent_class)->finalize (object);
}

static void
leren_judgements_class_init (LerenJudgementsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_judgements_finalize;
}

static void
leren_judgements_init (LerenJudgements *self)
{
  self->judged = _leren_judged_new ();
}

LerenJudged *
_leren_judgements_freeze (LerenJudgements *self)
{
  _leren_judged_fill (self->judged);
  return _leren_judged_ref (self->judged);
}

void
_leren_judgements_replace (LerenJudgements *self, LerenJudged *judged)
{
  _leren_judged_unref (self->judged);
  self->judged = judged;
}

static LerenJudged *
to_change (LerenJudgements *self)
{
  self->judged = _leren_judged_make_own (self->judged);
  return self->judged;
}

/**
 * leren_judgements_new:
 *
 * Makes an empty table.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenJudgements *
leren_judgements_new (void)
{
  return g_object_new (LEREN_TYPE_JUDGEMENTS, NULL);
}

static gboolean
is_missing (const char *value)
{
  return value == NULL || *value == '\0';
}

/**
 * leren_judgements_set:
 * @self: a table
 * @unit: the name of what was judged
 * @coder: the name of who judged
 * @value: (nullable): what it was judged to be; %NULL or an empty text where that is missing
 *
 * Notes one value, instead of the one that the coder gave that unit before. A unit or a coder that is
 * new is added, also where the value is missing.
 *
 * Since: 0.1
 */
void
leren_judgements_set (LerenJudgements *self, const char *unit, const char *coder, const char *value)
{
  LerenJudged *judged;

  g_return_if_fail (LEREN_IS_JUDGEMENTS (self));
  g_return_if_fail (unit != NULL);
  g_return_if_fail (coder != NULL);

  judged = to_change (self);
  _leren_judged_set (judged, _leren_judged_add_unit (judged, unit),
                     _leren_judged_add_coder (judged, coder),
                     is_missing (value) ? 0 : _leren_judged_add_value (judged, value, FALSE) + 1);
}

/**
 * leren_judgements_set_number:
 * @self: a table
 * @unit: the name of what was judged
 * @coder: the name of who judged
 * @value: the number it was given; NaN where that is missing
 *
 * Notes one value as leren_judgements_set() does, from a finite number.
 *
 * Since: 0.1
 */
void
leren_judgements_set_number (LerenJudgements *self, const char *unit, const char *coder,
                             double value)
{
  LerenJudged *judged;

  g_return_if_fail (LEREN_IS_JUDGEMENTS (self));
  g_return_if_fail (unit != NULL);
  g_return_if_fail (coder != NULL);
  g_return_if_fail (!isinf (value));

  judged = to_change (self);
  _leren_judged_set (judged, _leren_judged_add_unit (judged, unit),
                     _leren_judged_add_coder (judged, coder),
                     isnan (value) ? 0 : _leren_judged_add_number (judged, value) + 1);
}

/* There are so many units at least; new ones are called by their number. */
static void
make_units (LerenJudged *judged, gsize n_units)
{
  for (gsize number = _leren_judged_n_units (judged) + 1; _leren_judged_n_units (judged) < n_units;
       number++)
    {
      g_autofree char *name = g_strdup_printf ("%" G_GSIZE_FORMAT, number);
      _leren_judged_add_unit (judged, name);
    }
}

/**
 * leren_judgements_set_coder:
 * @self: a table
 * @coder: the name of who judged
 * @values: (array zero-terminated=1): a value for each unit; an empty text where it is missing
 *
 * Notes all values of a coder, in the order of the units. Where there are more values than units,
 * units are added that are called by their number, the first of all “1”. Where there are fewer, the
 * other units have none of this coder.
 *
 * Since: 0.1
 */
void
leren_judgements_set_coder (LerenJudgements *self, const char *coder, const char *const *values)
{
  LerenJudged *judged;
  guint32 place;
  gsize n_values;

  g_return_if_fail (LEREN_IS_JUDGEMENTS (self));
  g_return_if_fail (coder != NULL);
  g_return_if_fail (values != NULL);

  n_values = g_strv_length ((char **) values);
  judged = to_change (self);
  make_units (judged, n_values);
  place = _leren_judged_add_coder (judged, coder);
  for (guint32 i = 0; i < _leren_judged_n_units (judged); i++)
    _leren_judged_set (judged, i, place,
                       i < n_values && !is_missing (values[i])
                         ? _leren_judged_add_value (judged, values[i], FALSE) + 1
                         : 0);
}

/**
 * leren_judgements_set_coder_numbers:
 * @self: a table
 * @coder: the name of who judged
 * @values: (array length=n_values): a finite number for each unit; NaN where it is missing
 * @n_values: how many there are
 *
 * Notes all values of a coder as leren_judgements_set_coder() does, from numbers.
 *
 * Since: 0.1
 */
void
leren_judgements_set_coder_numbers (LerenJudgements *self, const char *coder, const double *values,
                                    gsize n_values)
{
  LerenJudged *judged;
  guint32 place;

  g_return_if_fail (LEREN_IS_JUDGEMENTS (self));
  g_return_if_fail (coder != NULL);
  g_return_if_fail (values != NULL || n_values == 0);
  for (gsize i = 0; i < n_values; i++)
    g_return_if_fail (!isinf (values[i]));

  judged = to_change (self);
  make_units (judged, n_values);
  place = _leren_judged_add_coder (judged, coder);
  for (guint32 i = 0; i < _leren_judged_n_units (judged); i++)
    _leren_judged_set (
      judged, i, place,
      i < n_values && !isnan (values[i]) ? _leren_judged_add_number (judged, values[i]) + 1 : 0);
}

/**
 * leren_judgements_set_scale:
 * @self: a table
 * @values: (array zero-terminated=1): the values that coders could choose from
 * @ordered: whether their order means something, from the lowest to the highest
 *
 * Says what coders could choose from. An order lets texts be compared by an ordinal metric and by
 * weights. How many values there were to choose from, also those that nobody chose, counts in Gwet’s
 * coefficients. An empty list takes that back: then the values are those that were used, and numbers
 * have their order.
 *
 * Since: 0.1
 */
void
leren_judgements_set_scale (LerenJudgements *self, const char *const *values, gboolean ordered)
{
  LerenJudged *judged;

  g_return_if_fail (LEREN_IS_JUDGEMENTS (self));
  g_return_if_fail (values != NULL);

  judged = to_change (self);
  g_array_set_size (judged->scale, 0);
  for (; *values != NULL; values++)
    {
      const guint32 value = _leren_judged_add_value (judged, *values, FALSE);
      gboolean twice = FALSE;

      for (guint i = 0; i < judged->scale->len; i++)
        twice = twice || g_array_index (judged->scale, guint32, i) == value;
      if (!twice)
        g_array_append_val (judged->scale, value);
    }
  judged->ordered = ordered;
}

/**
 * leren_judgements_get_n_units:
 * @self: a table
 *
 * How many units there are.
 *
 * Returns: the number of units
 *
 * Since: 0.1
 */
guint
leren_judgements_get_n_units (LerenJudgements *self)
{
  g_return_val_if_fail (LEREN_IS_JUDGEMENTS (self), 0);
  return _leren_judged_n_units (self->judged);
}

/**
 * leren_judgements_get_n_coders:
 * @self: a table
 *
 * How many coders there are.
 *
 * Returns: the number of coders
 *
 * Since: 0.1
 */
guint
leren_judgements_get_n_coders (LerenJudgements *self)
{
  g_return_val_if_fail (LEREN_IS_JUDGEMENTS (self), 0);
  return _leren_judged_n_coders (self->judged);
}

/**
 * leren_judgements_list_units:
 * @self: a table
 *
 * The names of the units.
 *
 * Returns: (array zero-terminated=1) (transfer full): the names, in their order
 *
 * Since: 0.1
 */
char **
leren_judgements_list_units (LerenJudgements *self)
{
  g_return_val_if_fail (LEREN_IS_JUDGEMENTS (self), NULL);
  return _leren_names_dup (&self->judged->units);
}

/**
 * leren_judgements_list_coders:
 * @self: a table
 *
 * The names of the coders.
 *
 * Returns: (array zero-terminated=1) (transfer full): the names, in their order
 *
 * Since: 0.1
 */
char **
leren_judgements_list_coders (LerenJudgements *self)
{
  g_return_val_if_fail (LEREN_IS_JUDGEMENTS (self), NULL);
  return _leren_names_dup (&self->judged->coders);
}

/**
 * leren_judgements_list_scale:
 * @self: a table
 *
 * The values that coders could choose from, as leren_judgements_set_scale() was told, or as the
 * framework has them.
 *
 * Returns: (array zero-terminated=1) (transfer full): the values, in their order; none where that
 *   was not said
 *
 * Since: 0.1
 */
char **
leren_judgements_list_scale (LerenJudgements *self)
{
  const GArray *scale;
  char **copy;

  g_return_val_if_fail (LEREN_IS_JUDGEMENTS (self), NULL);

  scale = self->judged->scale;
  copy = g_new0 (char *, scale->len + 1);
  for (guint i = 0; i < scale->len; i++)
    copy[i] =
      g_strdup (_leren_judged_value (self->judged, g_array_index (scale, guint32, i))->text);
  return copy;
}

/**
 * leren_judgements_get:
 * @self: a table
 * @unit: the name of a unit
 * @coder: the name of a coder
 *
 * The value that a coder gave a unit.
 *
 * Returns: (nullable) (transfer none): the value, or %NULL where it is missing
 *
 * Since: 0.1
 */
const char *
leren_judgements_get (LerenJudgements *self, const char *unit, const char *coder)
{
  guint32 row, column, code;

  g_return_val_if_fail (LEREN_IS_JUDGEMENTS (self), NULL);
  g_return_val_if_fail (unit != NULL, NULL);
  g_return_val_if_fail (coder != NULL, NULL);

  if (!_leren_names_find (&self->judged->units, unit, &row) ||
      !_leren_names_find (&self->judged->coders, coder, &column))
    return NULL;
  code = _leren_judged_get (self->judged, row, column);
  return code != 0 ? _leren_judged_value (self->judged, code - 1)->text : NULL;
}

/**
 * leren_judgements_get_table:
 * @self: a table
 *
 * The values as they are now: a row for each unit, with the column `unit` and one for each coder, of
 * text.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_judgements_get_table (LerenJudgements *self)
{
  const LerenJudged *judged;
  LerenTable *table;

  g_return_val_if_fail (LEREN_IS_JUDGEMENTS (self), NULL);

  judged = self->judged;
  table = _leren_table_new ();
  _leren_table_add_column (table, "unit", LEREN_COLUMN_KIND_TEXT, NULL);
  for (guint i = 0; i < _leren_judged_n_coders (judged); i++)
    _leren_table_add_column (table, _leren_judged_coder (judged, i), LEREN_COLUMN_KIND_TEXT, NULL);
  for (guint32 unit = 0; unit < _leren_judged_n_units (judged); unit++)
    {
      _leren_table_add_text (table, 0, _leren_judged_unit (judged, unit), -1);
      for (guint32 coder = 0; coder < _leren_judged_n_coders (judged); coder++)
        {
          const guint32 code = _leren_judged_get (judged, unit, coder);

          _leren_table_add_text (
            table, coder + 1, code != 0 ? _leren_judged_value (judged, code - 1)->text : NULL, -1);
        }
    }
  _leren_table_seal (table, _leren_judged_n_units (judged));
  return table;
}
