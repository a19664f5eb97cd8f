/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-unitizing-private.h"

#include "analysis/leren-writing-private.h"
#include "core/leren-error.h"

#include <glib/gi18n-lib.h>

/**
 * LerenUnitizing:
 *
 * How far coders agree on where something is, in texts of which each marked the spans that he or she
 * found: Krippendorff’s alpha for unitizing, αU, as of 1995 and 2004 (*On the reliability of unitizing
 * continuous data*, Sociological Methodology 25, 47–76; *Measuring the reliability of qualitative text
 * analysis data*, Quality & Quantity 38, 787–800; *Content Analysis*, section 11.6). The
 * family uα of Krippendorff, Mathet, Bouvry & Widlöcher (2016) is another one, with other figures; they
 * made it because αU can behave unexpectedly with more than two coders. leren_unitizing_get_pairs()
 * has αU for each two.
 *
 * All texts together, one after the other, are one continuum of length L, which every coder divides,
 * for each value c, into units of c and the gaps between them. With m coders,
 *
 * D_oc = Σ_i Σ_g Σ_{j≠i} Σ_h δ² / (m (m − 1) L²), where δ² between a section of coder i and one of j is
 *
 * - (b_i − b_j)² + (b_i + l_i − b_j − l_j)² for two units that overlap, which begin at b and have length l;
 * - l² for a unit that lies within a gap of the other, with l its length;
 * - 0 otherwise;
 *
 * D_ec = 2/L · Σ_units [(N_c − 1)/3 · (2 l³ − 3 l² + l) + l² Σ_{gaps ≥ l} (gap − l + 1)] /
 * (mL (mL − 1) − Σ_units l (l − 1)), with N_c the number of units of c by all coders, and
 *
 * αU = 1 − Σ_c D_oc / Σ_c D_ec.
 *
 * Spans of one coder and one value that overlap are one unit; those that only touch are two. Spans
 * of different values may overlap. Where nobody marked anything, or there is but one coder, αU is not defined: NaN, and
 * null in JSON.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE (LerenUnitizing, leren_unitizing, G_TYPE_OBJECT)

static void
leren_unitizing_finalize (GObject *object)
{
  _leren_marked_clear (&LEREN_UNITIZING (object)->marked);

  G_OBJECT_CLASS (leren_unitizing_parent_class)->finalize (object);
}

static void
leren_unitizing_class_init (LerenUnitizingClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_unitizing_finalize;
}

static void
leren_unitizing_init (LerenUnitizing *self)
{
  _leren_marked_init (&self->marked);
}

/**
 * leren_unitizing_new:
 *
 * Makes an empty continuum.
 *
 * Returns: (transfer full): the continuum
 *
 * Since: 0.1
 */
LerenUnitizing *
leren_unitizing_new (void)
{
  return g_object_new (LEREN_TYPE_UNITIZING, NULL);
}

/**
 * leren_unitizing_add_text:
 * @self: a continuum
 * @text: what to call the text
 * @length: how long it is: in Unicode code points, or in any other unit
 *
 * Adds a text, of which all coders have seen all. One that is there already keeps the longer length.
 *
 * Since: 0.1
 */
void
leren_unitizing_add_text (LerenUnitizing *self, const char *text, guint length)
{
  g_return_if_fail (LEREN_IS_UNITIZING (self));
  g_return_if_fail (text != NULL);

  _leren_marked_add_text (&self->marked, text, length);
}

/**
 * leren_unitizing_add_coder:
 * @self: a continuum
 * @coder: the name of a coder
 *
 * Adds a coder. Whoever marks a span is added anyhow; who found nothing at all is one as well.
 *
 * Since: 0.1
 */
void
leren_unitizing_add_coder (LerenUnitizing *self, const char *coder)
{
  g_return_if_fail (LEREN_IS_UNITIZING (self));
  g_return_if_fail (coder != NULL);

  _leren_names_add (&self->marked.coders, coder);
}

/**
 * leren_unitizing_add_span:
 * @self: a continuum
 * @text: the name of a text that was added
 * @coder: who marked the span
 * @start: where it begins, counted from 0
 * @end: where it ends: behind its last character, counted from 0
 * @value: what it was marked as
 * @error: return location for a #GError
 *
 * Adds a span that a coder marked.
 *
 * Returns: %TRUE if it was added; otherwise %FALSE with #LEREN_ERROR_NOT_FOUND (no such text) or
 *   #LEREN_ERROR_INVALID (nothing is between start and end, or it goes beyond the end of the text)
 *
 * Since: 0.1
 */
gboolean
leren_unitizing_add_span (LerenUnitizing *self, const char *text, const char *coder, guint start,
                          guint end, const char *value, GError **error)
{
  guint32 place, length;

  g_return_val_if_fail (LEREN_IS_UNITIZING (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (coder != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (!_leren_names_find (&self->marked.texts, text, &place))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
                   _ ("there is no text “%s”; add it first, with its length"), text);
      return FALSE;
    }
  length = g_array_index (self->marked.lengths, guint32, place);
  if (start >= end || end > length)
    {
      g_set_error (
        error, LEREN_ERROR, LEREN_ERROR_INVALID,
        _ ("text “%s”: a span cannot go from %u to %u; it has a length, and the text ends "
           "at %u"),
        text, start, end, length);
      return FALSE;
    }
  _leren_marked_add_span (&self->marked, place, coder, start, end, value);
  return TRUE;
}

/* One section of the continuum */
typedef struct {
  double start, end;
} Section;

typedef struct {
  double observed, expected;
  guint n_units;
} Disagreement;

/* the units of each value by each coder, and where the texts begin */
typedef struct {
  guint n_coders, n_values;
  double length;
  GPtrArray
    *units; /* of GArray of Section: by the value times the number of coders and the coder */
} Continuum;

static int
compare_sections (gconstpointer first, gconstpointer second)
{
  const Section *one = first, *other = second;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  return one->end < other->end ? -1 : one->end > other->end;
}

/* what overlaps becomes one */
static void
join (GArray *sections)
{
  guint n = 0;

  g_array_sort (sections, compare_sections);
  for (guint i = 0; i < sections->len; i++)
    {
      const Section section = g_array_index (sections, Section, i);
      Section *last = n > 0 ? &g_array_index (sections, Section, n - 1) : NULL;

      if (last != NULL && section.start < last->end)
        last->end = MAX (last->end, section.end);
      else
        g_array_index (sections, Section, n++) = section;
    }
  g_array_set_size (sections, n);
}

static void
continuum_init (Continuum *self, const LerenMarked *marked)
{
  g_autofree double *begins = g_new (double, marked->lengths->len + 1);

  *self = (Continuum){ marked->coders.names->len, marked->values.names->len, 0, NULL };
  for (guint i = 0; i < marked->lengths->len; i++)
    {
      begins[i] = self->length;
      self->length += g_array_index (marked->lengths, guint32, i);
    }
  self->units = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint i = 0; i < self->n_coders * self->n_values; i++)
    g_ptr_array_add (self->units, g_array_new (FALSE, FALSE, sizeof (Section)));
  for (guint i = 0; i < marked->spans->len; i++)
    {
      const LerenSpan *span = &g_array_index (marked->spans, LerenSpan, i);
      const Section section = { begins[span->text] + span->start, begins[span->text] + span->end };

      g_array_append_val (
        g_ptr_array_index (self->units, span->value * self->n_coders + span->coder), section);
    }
  for (guint i = 0; i < self->units->len; i++)
    join (g_ptr_array_index (self->units, i));
}

static void
continuum_clear (Continuum *self)
{
  g_ptr_array_unref (self->units);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Continuum, continuum_clear)

static const GArray *
units_of (const Continuum *self, guint value, guint coder)
{
  return g_ptr_array_index (self->units, value * self->n_coders + coder);
}

static double
square (double x)
{
  return x * x;
}

/* The differences of the units of one coder with the sections of another: overlapping ones, where
 * @both, and those that lie in a gap */
static double
observe_half (const GArray *one, const GArray *other, gboolean both)
{
  double sum = 0;
  guint first = 0;

  for (guint i = 0; i < one->len; i++)
    {
      const Section *unit = &g_array_index (one, Section, i);
      gboolean met = FALSE;

      while (first < other->len && g_array_index (other, Section, first).end <= unit->start)
        first++;
      for (guint j = first; j < other->len; j++)
        {
          const Section *second = &g_array_index (other, Section, j);

          if (second->start >= unit->end)
            break;
          met = TRUE;
          if (both)
            sum += square (unit->start - second->start) + square (unit->end - second->end);
        }
      if (!met)
        sum += square (unit->end - unit->start);
    }
  return sum;
}

/* over both orders of the two */
static double
observe (const GArray *one, const GArray *other)
{
  return 2 * (observe_half (one, other, TRUE) + observe_half (other, one, FALSE));
}

static void
add_gap (GArray *gaps, double length)
{
  if (length > 0)
    g_array_append_val (gaps, length);
}

static int
compare_lengths (gconstpointer first, gconstpointer second)
{
  const double one = *(const double *) first, other = *(const double *) second;

  return (one > other) - (one < other);
}

/* the lengths of all gaps, sorted */
static GArray *
list_gaps (const Continuum *self, guint value, const guint *coders, guint m)
{
  GArray *gaps = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < m; i++)
    {
      const GArray *units = units_of (self, value, coders[i]);
      double at = 0;

      for (guint j = 0; j < units->len; j++)
        {
          const Section *unit = &g_array_index (units, Section, j);

          add_gap (gaps, unit->start - at);
          at = unit->end;
        }
      add_gap (gaps, self->length - at);
    }
  g_array_sort (gaps, compare_lengths);
  return gaps;
}

/* Σ (gap - l + 1) over the gaps that have room for a unit of length l. @above: for each gap the sum
 * of its length and the longer ones */
static double
count_places (const GArray *gaps, const double *above, double length)
{
  guint low = 0, high = gaps->len;

  while (low < high)
    {
      const guint middle = (low + high) / 2;

      if (g_array_index (gaps, double, middle) < length)
        low = middle + 1;
      else
        high = middle;
    }
  return above[low] - (gaps->len - low) * (length - 1);
}

static Disagreement
compare (const Continuum *self, guint value, const guint *coders, guint m)
{
  g_autoptr (GArray) gaps = list_gaps (self, value, coders, m);
  g_autofree double *above = g_new0 (double, gaps->len + 1);
  const double whole = m * self->length;
  double sum = 0, within = 0;
  Disagreement result = { 0, 0, 0 };

  for (guint i = gaps->len; i-- > 0;)
    above[i] = above[i + 1] + g_array_index (gaps, double, i);
  for (guint i = 0; i < m; i++)
    {
      result.n_units += units_of (self, value, coders[i])->len;
      for (guint j = 0; j < i; j++)
        result.observed +=
          observe (units_of (self, value, coders[i]), units_of (self, value, coders[j]));
    }
  for (guint i = 0; i < m; i++)
    for (guint j = 0; j < units_of (self, value, coders[i])->len; j++)
      {
        const Section *unit = &g_array_index (units_of (self, value, coders[i]), Section, j);
        const double l = unit->end - unit->start;

        sum += (result.n_units - 1.0) / 3 * (2 * l * l * l - 3 * l * l + l) +
               l * l * count_places (gaps, above, l);
        within += l * (l - 1);
      }
  result.observed /= m * (m - 1.0) * square (self->length);
  result.expected = 2 / self->length * sum / (whole * (whole - 1) - within);
  return result;
}

/* of some coders, over all values: or of one, where @value is one */
static double
measure (const Continuum *self, gint value, const guint *coders, guint m)
{
  double observed = 0, expected = 0;

  if (m < 2 || self->length == 0)
    return NAN;
  for (guint i = 0; i < self->n_values; i++)
    {
      Disagreement one;

      if (value >= 0 && i != (guint) value)
        continue;
      one = compare (self, i, coders, m);
      if (one.n_units == 0)
        continue;
      observed += one.observed;
      expected += one.expected;
    }
  return expected > 0 ? 1 - observed / expected : NAN;
}

static guint *
list_all (const Continuum *self)
{
  guint *coders = g_new (guint, self->n_coders + 1);

  for (guint i = 0; i < self->n_coders; i++)
    coders[i] = i;
  return coders;
}

/**
 * leren_unitizing_get_n_texts:
 * @self: a continuum
 *
 * How many texts there are.
 *
 * Returns: the number of texts
 *
 * Since: 0.1
 */
guint
leren_unitizing_get_n_texts (LerenUnitizing *self)
{
  g_return_val_if_fail (LEREN_IS_UNITIZING (self), 0);
  return self->marked.texts.names->len;
}

/**
 * leren_unitizing_get_n_coders:
 * @self: a continuum
 *
 * How many coders there are.
 *
 * Returns: the number of coders
 *
 * Since: 0.1
 */
guint
leren_unitizing_get_n_coders (LerenUnitizing *self)
{
  g_return_val_if_fail (LEREN_IS_UNITIZING (self), 0);
  return self->marked.coders.names->len;
}

/**
 * leren_unitizing_get_n_spans:
 * @self: a continuum
 *
 * How many spans were marked.
 *
 * Returns: the number of spans
 *
 * Since: 0.1
 */
guint
leren_unitizing_get_n_spans (LerenUnitizing *self)
{
  g_return_val_if_fail (LEREN_IS_UNITIZING (self), 0);
  return self->marked.spans->len;
}

/**
 * leren_unitizing_get_length:
 * @self: a continuum
 *
 * How long all texts are together.
 *
 * Returns: the length L
 *
 * Since: 0.1
 */
double
leren_unitizing_get_length (LerenUnitizing *self)
{
  double length = 0;

  g_return_val_if_fail (LEREN_IS_UNITIZING (self), 0);
  for (guint i = 0; i < self->marked.lengths->len; i++)
    length += g_array_index (self->marked.lengths, guint32, i);
  return length;
}

/**
 * leren_unitizing_get_alpha:
 * @self: a continuum
 *
 * αU over all values.
 *
 * Returns: αU, at most 1; NaN where it is not defined
 *
 * Since: 0.1
 */
double
leren_unitizing_get_alpha (LerenUnitizing *self)
{
  g_auto (Continuum) continuum = { 0 };
  g_autofree guint *coders = NULL;

  g_return_val_if_fail (LEREN_IS_UNITIZING (self), NAN);

  continuum_init (&continuum, &self->marked);
  coders = list_all (&continuum);
  return measure (&continuum, -1, coders, continuum.n_coders);
}

/**
 * leren_unitizing_get_alpha_of:
 * @self: a continuum
 * @value: a value
 *
 * αU of the spans that were marked as one value.
 *
 * Returns: αU, at most 1; NaN where it is not defined, or nothing was marked as that
 *
 * Since: 0.1
 */
double
leren_unitizing_get_alpha_of (LerenUnitizing *self, const char *value)
{
  g_auto (Continuum) continuum = { 0 };
  g_autofree guint *coders = NULL;
  guint32 place;

  g_return_val_if_fail (LEREN_IS_UNITIZING (self), NAN);
  g_return_val_if_fail (value != NULL, NAN);

  continuum_init (&continuum, &self->marked);
  coders = list_all (&continuum);
  if (!_leren_names_find (&self->marked.values, value, &place))
    return NAN;
  return measure (&continuum, place, coders, continuum.n_coders);
}

/**
 * leren_unitizing_get_categories:
 * @self: a continuum
 *
 * On which values coders agree: a row for each, with the columns `value`, `units` (N_c), `observed` (D_oc),
 * `expected` (D_ec) and `alpha`. What is not defined is absent.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_unitizing_get_categories (LerenUnitizing *self)
{
  g_auto (Continuum) continuum = { 0 };
  g_autofree guint *coders = NULL;
  LerenTable *table;

  g_return_val_if_fail (LEREN_IS_UNITIZING (self), NULL);

  continuum_init (&continuum, &self->marked);
  coders = list_all (&continuum);
  table = _leren_table_new ();
  _leren_table_add_column (table, "value", LEREN_COLUMN_KIND_TEXT, NULL);
  _leren_table_add_column (table, "units", LEREN_COLUMN_KIND_INTEGER, NULL);
  _leren_table_add_column (table, "observed", LEREN_COLUMN_KIND_NUMBER, NULL);
  _leren_table_add_column (table, "expected", LEREN_COLUMN_KIND_NUMBER, NULL);
  _leren_table_add_column (table, "alpha", LEREN_COLUMN_KIND_NUMBER, NULL);
  for (guint i = 0; i < continuum.n_values; i++)
    {
      const gboolean several = continuum.n_coders > 1;
      const Disagreement one = compare (&continuum, i, coders, continuum.n_coders);

      _leren_table_add_text (table, 0, _leren_names_get (&self->marked.values, i), -1);
      _leren_table_add_integer (table, 1, one.n_units);
      _leren_table_add_figure (table, 2, several ? one.observed : NAN);
      _leren_table_add_figure (table, 3, several ? one.expected : NAN);
      _leren_table_add_figure (table, 4, measure (&continuum, i, coders, continuum.n_coders));
    }
  _leren_table_seal (table, continuum.n_values);
  return table;
}

/**
 * leren_unitizing_get_pairs:
 * @self: a continuum
 *
 * How far each two coders agree: a row for each pair, with the columns `coder`, `other` and `alpha`.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_unitizing_get_pairs (LerenUnitizing *self)
{
  g_auto (Continuum) continuum = { 0 };
  LerenTable *table;
  guint n_rows = 0;

  g_return_val_if_fail (LEREN_IS_UNITIZING (self), NULL);

  continuum_init (&continuum, &self->marked);
  table = _leren_table_new ();
  _leren_table_add_column (table, "coder", LEREN_COLUMN_KIND_TEXT, NULL);
  _leren_table_add_column (table, "other", LEREN_COLUMN_KIND_TEXT, NULL);
  _leren_table_add_column (table, "alpha", LEREN_COLUMN_KIND_NUMBER, NULL);
  for (guint i = 0; i < continuum.n_coders; i++)
    for (guint j = i + 1; j < continuum.n_coders; j++, n_rows++)
      {
        const guint pair[] = { i, j };

        _leren_table_add_text (table, 0, _leren_names_get (&self->marked.coders, i), -1);
        _leren_table_add_text (table, 1, _leren_names_get (&self->marked.coders, j), -1);
        _leren_table_add_figure (table, 2, measure (&continuum, -1, pair, 2));
      }
  _leren_table_seal (table, n_rows);
  return table;
}

/**
 * leren_unitizing_to_json:
 * @self: a continuum
 *
 * All of it as JSON, as it stands under `unitizing` in `leren agreement --json`. The table of pairs is
 * null where there are more than 200 coders: leren_unitizing_get_pairs() has it.
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 0.1
 */
JsonNode *
leren_unitizing_to_json (LerenUnitizing *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (LerenTable) categories = NULL;
  g_autoptr (LerenTable) pairs = NULL;

  g_return_val_if_fail (LEREN_IS_UNITIZING (self), NULL);

  categories = leren_unitizing_get_categories (self);
  json_builder_begin_object (builder);
  _leren_write_integer (builder, "texts", leren_unitizing_get_n_texts (self));
  _leren_write_number (builder, "length", leren_unitizing_get_length (self));
  _leren_write_integer (builder, "coders", leren_unitizing_get_n_coders (self));
  _leren_write_integer (builder, "spans", leren_unitizing_get_n_spans (self));
  _leren_write_number (builder, "alpha", leren_unitizing_get_alpha (self));
  if (self->marked.coders.names->len <= LEREN_MOST_CODERS_IN_PAIRS)
    {
      pairs = leren_unitizing_get_pairs (self);
      _leren_write_rows (builder, "pairs", pairs);
    }
  else
    {
      json_builder_set_member_name (builder, "pairs");
      json_builder_add_null_value (builder);
    }
  _leren_write_rows (builder, "categories", categories);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
