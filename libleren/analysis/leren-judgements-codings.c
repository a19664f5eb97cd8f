/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-coded-private.h"
#include "analysis/leren-judgements-private.h"

#include <inttypes.h>
#include <math.h>

/* Codings as a table: what was coded by who coded it. */

/* The record, and the span where only a part of its text was coded */
static char *
name_unit (const LerenCoded *coded, guint32 coding, gboolean with_concept)
{
  g_autofree char *target = _leren_coded_dup_target (coded, coding);
  GString *name = g_string_new (target);

  if (_leren_coded_has_span (coded, coding))
    g_string_append_printf (name, ":%" PRId64 "-%" PRId64, coded->starts[coding],
                            coded->ends[coding]);
  if (with_concept)
    g_string_append_printf (name, "/%s", _leren_coded_concept (coded, coding));
  return g_string_free (name, FALSE);
}

static gboolean
is_ordered (LerenFramework *framework)
{
  switch (leren_framework_get_kind (framework))
    {
    case LEREN_FRAMEWORK_KIND_LADDER:
    case LEREN_FRAMEWORK_KIND_PHASES:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
take_scale (LerenJudged *judged, LerenFramework *framework)
{
  for (guint i = 0; i < leren_framework_get_n_concepts (framework); i++)
    {
      guint32 value = _leren_judged_add_value (
        judged, leren_concept_get_id (_leren_concept_at (framework, i)), FALSE);
      g_array_append_val (judged->scale, value);
    }
  judged->ordered = is_ordered (framework);
}

/* The value of a unit that has one already: both, in the order of the scale */
static guint32
join (LerenJudged *judged, guint32 old, guint32 added)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GPtrArray) joined = g_ptr_array_new ();
  g_autofree char *text = NULL;

  if (old == added)
    return old;
  parts = g_strsplit (_leren_judged_value (judged, old)->text, " + ", -1);
  for (char **part = parts; *part != NULL; part++)
    if (g_str_equal (*part, _leren_judged_value (judged, added)->text))
      return old;
  for (char **part = parts; *part != NULL; part++)
    {
      /* values were made in the order of the scale */
      const guint32 place = _leren_judged_add_value (judged, *part, FALSE);

      if (added != G_MAXUINT32 && place > added)
        {
          g_ptr_array_add (joined, _leren_judged_value (judged, added)->text);
          added = G_MAXUINT32;
        }
      g_ptr_array_add (joined, *part);
    }
  if (added != G_MAXUINT32)
    g_ptr_array_add (joined, _leren_judged_value (judged, added)->text);
  g_ptr_array_add (joined, NULL);
  text = g_strjoinv (" + ", (char **) joined->pdata);
  return _leren_judged_add_value (judged, text, TRUE);
}

static gboolean
read_all (LerenJudgements *self, LerenSnapshot *snapshot, const char *id, gboolean weights,
          GError **error)
{
  LerenFramework *framework =
    _leren_require_framework (leren_snapshot_get_theory (snapshot), id, error);
  g_autoptr (LerenJudged) judged = NULL;
  LerenCoded coded;

  if (framework == NULL)
    return FALSE;
  judged = _leren_judged_new ();
  if (!weights)
    take_scale (judged, framework);
  _leren_coded_init (&coded, snapshot, framework);
  for (guint32 i = 0; i < coded.rows->n_rows; i++)
    {
      g_autofree char *name = NULL;
      g_autofree char *by = NULL;
      guint32 unit, coder, value, code;

      if (!_leren_coded_counts (&coded, i) || (weights && isnan (coded.weights[i])))
        continue;
      name = name_unit (&coded, i, weights);
      by = _leren_coded_dup_coder (&coded, i);
      unit = _leren_judged_add_unit (judged, name);
      coder = _leren_judged_add_coder (judged, by);
      value = weights ? _leren_judged_add_number (judged, coded.weights[i])
                      : _leren_judged_add_value (judged, _leren_coded_concept (&coded, i), FALSE);
      code = _leren_judged_get (judged, unit, coder);
      _leren_judged_set (judged, unit, coder,
                         (code != 0 ? join (judged, code - 1, value) : value) + 1);
    }
  _leren_judged_fill (judged);
  _leren_judgements_replace (self, g_steal_pointer (&judged));
  return TRUE;
}

/**
 * leren_judgements_read_codings:
 * @self: a table
 * @snapshot: records, with their codings
 * @framework: the id of a framework
 * @error: return location for a #GError
 *
 * Takes the codings of a snapshot by one framework, in the place of what was in the table. A unit is
 * what was coded: a record, called by its id, or a span of its text, called `ID:START-END`. Only
 * the same span is the same unit; how far coders agree on where spans lie is for #LerenUnitizing. A
 * value is the id of a concept, and missing where a coder coded nothing there.
 *
 * The concepts of the framework are the scale, which is ordered where the framework is a ladder or has
 * phases.
 *
 * A coder who gave one unit two concepts or more did not choose between them. The value is then all
 * of them, in the order of the framework, as in “belief + identity”: a value of its own, on which coders
 * agree who gave the same concepts. It has no place in an order: an ordinal metric and weights set it
 * aside as missing, and leren_agreement_get_n_set_aside() says how often.
 *
 * Returns: %TRUE if it was read; otherwise %FALSE with #LEREN_ERROR_NOT_FOUND (no such framework), and
 *   the table is as it was
 *
 * Since: 0.1
 */
gboolean
leren_judgements_read_codings (LerenJudgements *self, LerenSnapshot *snapshot,
                               const char *framework, GError **error)
{
  g_return_val_if_fail (LEREN_IS_JUDGEMENTS (self), FALSE);
  g_return_val_if_fail (LEREN_IS_SNAPSHOT (snapshot), FALSE);
  g_return_val_if_fail (framework != NULL, FALSE);

  return read_all (self, snapshot, framework, FALSE, error);
}

/**
 * leren_judgements_read_weights:
 * @self: a table
 * @snapshot: records, with their codings
 * @framework: the id of a framework
 * @error: return location for a #GError
 *
 * Takes the weights of the codings of a snapshot by one framework, in the place of what was in the
 * table: how strongly a concept applies, for an interval or a ratio metric. A unit is what was coded
 * together with the concept, called `ID/CONCEPT` or `ID:START-END/CONCEPT`; a coding without a weight
 * is missing. Where a coder gave one unit two weights, neither has a place among numbers: they
 * are set aside as missing, and leren_agreement_get_n_set_aside() says how often.
 *
 * Returns: %TRUE if it was read; otherwise %FALSE with #LEREN_ERROR_NOT_FOUND (no such framework), and
 *   the table is as it was
 *
 * Since: 0.1
 */
gboolean
leren_judgements_read_weights (LerenJudgements *self, LerenSnapshot *snapshot,
                               const char *framework, GError **error)
{
  g_return_val_if_fail (LEREN_IS_JUDGEMENTS (self), FALSE);
  g_return_val_if_fail (LEREN_IS_SNAPSHOT (snapshot), FALSE);
  g_return_val_if_fail (framework != NULL, FALSE);

  return read_all (self, snapshot, framework, TRUE, error);
}
