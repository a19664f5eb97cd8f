/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-agreement-private.h"

#include "analysis/leren-writing-private.h"
#include "core/leren-json-writer-private.h"

/* Where the agreement is, and where it is not. */

static double
alpha_of_two (LerenAgreement *self, guint one, guint other)
{
  const guint32 *columns[] = { self->columns[one], self->columns[other] };
  const LerenCells cells = { columns, 2, self->cells.n_units };
  g_auto (LerenCoincidences) sums = { 0 };

  _leren_coincidences_count (&sums, &self->difference, &cells, NULL);
  return _leren_coincidences_alpha (&sums);
}

/**
 * leren_agreement_get_pairs:
 * @self: an agreement
 *
 * How far each two coders agree: a row for each pair, with the columns `coder`, `other`, `units` (that
 * both judged), `percent_agreement`, `alpha` (by the metric, of these two alone), `cohen_kappa`,
 * `cohen_kappa_linear`, `cohen_kappa_quadratic` and `scott_pi`. What is not defined is absent.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_agreement_get_pairs (LerenAgreement *self)
{
  static const char *const figures[] = {
    "percent_agreement",     "alpha",    "cohen_kappa", "cohen_kappa_linear",
    "cohen_kappa_quadratic", "scott_pi",
  };
  LerenTable *table;
  guint n_rows = 0;

  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), NULL);

  table = _leren_table_new ();
  _leren_table_add_column (table, "coder", LEREN_COLUMN_KIND_TEXT, NULL);
  _leren_table_add_column (table, "other", LEREN_COLUMN_KIND_TEXT, NULL);
  _leren_table_add_column (table, "units", LEREN_COLUMN_KIND_INTEGER, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    _leren_table_add_column (table, figures[i], LEREN_COLUMN_KIND_NUMBER, NULL);
  for (guint one = 0; one < self->cells.n_columns; one++)
    for (guint other = one + 1; other < self->cells.n_columns; other++, n_rows++)
      {
        LerenTwo two[LEREN_N_WEIGHTINGS];

        for (guint i = 0; i < LEREN_N_WEIGHTINGS; i++)
          {
            const LerenScale *scale = _leren_agreement_get_scale (self, i);

            two[i] = (LerenTwo){ 0, NAN, NAN, NAN };
            if (scale != NULL)
              _leren_two (&two[i], self->columns[one], self->columns[other], self->cells.n_units,
                          scale, i);
          }
        _leren_table_add_text (table, 0, _leren_judged_coder (self->judged, one), -1);
        _leren_table_add_text (table, 1, _leren_judged_coder (self->judged, other), -1);
        _leren_table_add_integer (table, 2, two[LEREN_WEIGHTING_NONE].n_units);
        _leren_table_add_figure (table, 3, two[LEREN_WEIGHTING_NONE].agreement);
        _leren_table_add_figure (table, 4, alpha_of_two (self, one, other));
        _leren_table_add_figure (table, 5, two[LEREN_WEIGHTING_NONE].kappa);
        _leren_table_add_figure (table, 6, two[LEREN_WEIGHTING_LINEAR].kappa);
        _leren_table_add_figure (table, 7, two[LEREN_WEIGHTING_QUADRATIC].kappa);
        _leren_table_add_figure (table, 8, two[LEREN_WEIGHTING_NONE].pi);
      }
  _leren_table_seal (table, n_rows);
  return table;
}

/* How often each place occurs in pairable units, and meets itself in them: o_cc */
static void
count_equals (LerenAgreement *self, const LerenScale *scale, guint32 *counts, double *equals)
{
  g_autofree guint32 *places = g_new (guint32, self->cells.n_columns + 1);
  g_autofree guint32 *seen = g_new0 (guint32, scale->n + 1);

  for (guint32 unit = 0; unit < self->cells.n_units; unit++)
    {
      const guint m = _leren_cells_read (&self->cells, scale, unit, places);

      if (m < 2)
        continue;
      for (guint i = 0; i < m; i++)
        {
          counts[places[i]]++;
          equals[places[i]] += 2.0 * seen[places[i]]++ / (m - 1);
        }
      for (guint i = 0; i < m; i++)
        seen[places[i]] = 0;
    }
}

/**
 * leren_agreement_get_categories:
 * @self: an agreement
 *
 * On which values coders agree: a row for each value on the scale, with the columns `value`, `n`
 * (how often it was given to units that two coders or more judged), `alpha` (nominal, of this value
 * against all others together; Krippendorff 2004, section 11.4) and `agreement`: where one coder
 * gave this value, how likely another one gave it too (specific agreement, Cicchetti & Feinstein
 * 1990). What is not defined is absent.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_agreement_get_categories (LerenAgreement *self)
{
  const LerenScale *scale;
  g_autofree guint32 *counts = NULL;
  g_autofree double *equals = NULL;
  LerenTable *table;
  double n = 0;

  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), NULL);

  scale = _leren_agreement_get_scale (self, LEREN_WEIGHTING_NONE);
  counts = g_new0 (guint32, scale->n + 1);
  equals = g_new0 (double, scale->n + 1);
  count_equals (self, scale, counts, equals);
  for (guint32 i = 0; i < scale->n; i++)
    n += counts[i];
  table = _leren_table_new ();
  _leren_table_add_column (table, "value", LEREN_COLUMN_KIND_TEXT, NULL);
  _leren_table_add_column (table, "n", LEREN_COLUMN_KIND_INTEGER, NULL);
  _leren_table_add_column (table, "alpha", LEREN_COLUMN_KIND_NUMBER, NULL);
  _leren_table_add_column (table, "agreement", LEREN_COLUMN_KIND_NUMBER, NULL);
  for (guint32 i = 0; i < scale->n; i++)
    {
      const double expected = counts[i] * (n - counts[i]);

      _leren_table_add_text (table, 0, scale->names[i], -1);
      _leren_table_add_integer (table, 1, counts[i]);
      _leren_table_add_figure (
        table, 2, expected > 0 ? 1 - (n - 1) * (counts[i] - equals[i]) / expected : NAN);
      _leren_table_add_figure (table, 3, counts[i] > 0 ? equals[i] / counts[i] : NAN);
    }
  _leren_table_seal (table, scale->n);
  return table;
}

typedef struct {
  guint32 unit;
  guint n_values;
  double within;
} Differing;

static int
compare_differing (gconstpointer first, gconstpointer second)
{
  const Differing *one = first, *other = second;
  const double share = one->within / (one->n_values - 1);
  const double other_share = other->within / (other->n_values - 1);

  if (share != other_share)
    return share > other_share ? -1 : 1;
  return one->unit < other->unit ? -1 : one->unit > other->unit;
}

/* the units whose coders differ, those first that weigh most */
static GArray *
find_differing (LerenAgreement *self)
{
  g_autofree guint32 *places = g_new (guint32, self->cells.n_columns + 1);
  g_autofree guint32 *seen = g_new0 (guint32, self->scale.n + 1);
  g_autofree double *room = g_new (double, self->scale.n + 1);
  const double *points = _leren_difference_find_points (&self->difference, self->sums.counts, room);
  GArray *differing = g_array_new (FALSE, FALSE, sizeof (Differing));

  for (guint32 unit = 0; unit < self->cells.n_units; unit++)
    {
      const guint m = _leren_cells_read (&self->cells, &self->scale, unit, places);
      Differing one = { unit, m, 0 };

      if (m < 2)
        continue;
      one.within = _leren_difference_within (&self->difference, points, places, m, seen);
      if (one.within > 0)
        g_array_append_val (differing, one);
    }
  g_array_sort (differing, compare_differing);
  return differing;
}

static void
add_values (LerenAgreement *self, LerenTable *table, guint column, guint32 unit)
{
  g_autoptr (GString) list = g_string_new ("[");

  for (guint i = 0; i < self->cells.n_columns; i++)
    {
      const guint32 code = self->columns[i][unit];

      if (i > 0)
        g_string_append_c (list, ',');
      if (code == 0)
        g_string_append (list, "null");
      else
        _leren_json_append_string (list, _leren_judged_value (self->judged, code - 1)->text, -1);
    }
  g_string_append_c (list, ']');
  _leren_table_add_text (table, column, list->str, list->len);
}

/**
 * leren_agreement_get_differences:
 * @self: an agreement
 *
 * On which units coders differ: a row for each, those first that take the largest part in the
 * disagreement, with the columns `unit`, `n` (how many values it has), `disagreement` (the mean of δ²
 * over its pairs), `share` (its part in the observed disagreement, of 1) and `values` (a JSON array
 * of what each coder gave it, in the order of the coders; null where that is missing).
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_agreement_get_differences (LerenAgreement *self)
{
  g_autoptr (GArray) differing = NULL;
  LerenTable *table;

  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), NULL);

  differing = find_differing (self);
  table = _leren_table_new ();
  _leren_table_add_column (table, "unit", LEREN_COLUMN_KIND_TEXT, NULL);
  _leren_table_add_column (table, "n", LEREN_COLUMN_KIND_INTEGER, NULL);
  _leren_table_add_column (table, "disagreement", LEREN_COLUMN_KIND_NUMBER, NULL);
  _leren_table_add_column (table, "share", LEREN_COLUMN_KIND_NUMBER, NULL);
  _leren_table_add_column (table, "values", LEREN_COLUMN_KIND_LIST, NULL);
  for (guint i = 0; i < differing->len; i++)
    {
      const Differing *one = &g_array_index (differing, Differing, i);

      _leren_table_add_text (table, 0, _leren_judged_unit (self->judged, one->unit), -1);
      _leren_table_add_integer (table, 1, one->n_values);
      _leren_table_add_number (table, 2,
                               one->within / ((double) one->n_values * (one->n_values - 1)));
      _leren_table_add_number (table, 3, one->within / (one->n_values - 1) / self->sums.observed);
      add_values (self, table, 4, one->unit);
    }
  _leren_table_seal (table, differing->len);
  return table;
}

/* o_ck of the places that met, by the one times the number of places and the other; and these keys */
static GHashTable *
count_coincidences (LerenAgreement *self, GPtrArray *keys)
{
  g_autofree guint32 *places = g_new (guint32, self->cells.n_columns + 1);
  GHashTable *met = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);

  for (guint32 unit = 0; unit < self->cells.n_units; unit++)
    {
      const guint m = _leren_cells_read (&self->cells, &self->scale, unit, places);

      for (guint i = 0; i < m && m > 1; i++)
        for (guint j = 0; j < m; j++)
          {
            gint64 key = (gint64) places[i] * self->scale.n + places[j];
            double *sum = g_hash_table_lookup (met, &key);

            if (i == j)
              continue;
            if (sum == NULL)
              {
                sum = g_new0 (double, 1);
                g_ptr_array_add (keys, g_memdup2 (&key, sizeof key));
                g_hash_table_insert (met, g_ptr_array_index (keys, keys->len - 1), sum);
              }
            *sum += 1.0 / (m - 1);
          }
    }
  return met;
}

static int
compare_keys (gconstpointer first, gconstpointer second)
{
  const gint64 one = **(gint64 *const *) first, other = **(gint64 *const *) second;

  return (one > other) - (one < other);
}

/**
 * leren_agreement_get_coincidences:
 * @self: an agreement
 *
 * Which values meet in units: a row for each value and each other one that it met somewhere, with the
 * columns `value`, `other`, `observed` (the coincidence o_ck of Krippendorff 2011: pairs within
 * units, of which each counts for 1 / (m_u − 1)), `expected` (n_c n_k / (n − 1), and n_c (n_c − 1) / (n − 1)
 * for a value and itself) and `difference` (δ² of the metric). Both orders of two values have a row.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_agreement_get_coincidences (LerenAgreement *self)
{
  g_autoptr (GHashTable) met = NULL;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autofree double *room = NULL;
  const double *points;
  LerenTable *table;

  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), NULL);

  met = count_coincidences (self, keys);
  g_ptr_array_sort (keys, compare_keys);
  room = g_new (double, self->scale.n + 1);
  points = _leren_difference_find_points (&self->difference, self->sums.counts, room);
  table = _leren_table_new ();
  _leren_table_add_column (table, "value", LEREN_COLUMN_KIND_TEXT, NULL);
  _leren_table_add_column (table, "other", LEREN_COLUMN_KIND_TEXT, NULL);
  _leren_table_add_column (table, "observed", LEREN_COLUMN_KIND_NUMBER, NULL);
  _leren_table_add_column (table, "expected", LEREN_COLUMN_KIND_NUMBER, NULL);
  _leren_table_add_column (table, "difference", LEREN_COLUMN_KIND_NUMBER, NULL);
  for (guint i = 0; i < keys->len; i++)
    {
      const gint64 *key = g_ptr_array_index (keys, i);
      const guint32 one = *key / self->scale.n, other = *key % self->scale.n;
      const double count = self->sums.counts[one], second = self->sums.counts[other];

      _leren_table_add_text (table, 0, self->scale.names[one], -1);
      _leren_table_add_text (table, 1, self->scale.names[other], -1);
      _leren_table_add_number (table, 2, *(const double *) g_hash_table_lookup (met, key));
      _leren_table_add_number (
        table, 3, count * (one == other ? count - 1 : second) / (self->sums.n_values - 1.0));
      _leren_table_add_number (table, 4,
                               _leren_difference_between (&self->difference, points, one, other));
    }
  _leren_table_seal (table, keys->len);
  return table;
}
