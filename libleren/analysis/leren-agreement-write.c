/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-agreement-private.h"

#include "analysis/leren-writing-private.h"
#include "leren-enum-types.h"

static void
write_pairs (LerenAgreement *self, JsonBuilder *builder)
{
  g_autoptr (LerenTable) pairs = NULL;

  if (self->cells.n_columns > LEREN_MOST_CODERS_IN_PAIRS)
    {
      json_builder_set_member_name (builder, "pairs");
      json_builder_add_null_value (builder);
      return;
    }
  pairs = leren_agreement_get_pairs (self);
  _leren_write_rows (builder, "pairs", pairs);
}

static void
write_interval (LerenAgreement *self, JsonBuilder *builder)
{
  _leren_write_number (builder, "alpha_low", self->interval.low);
  _leren_write_number (builder, "alpha_high", self->interval.high);
  if (self->n_resamples == 0)
    return;
  json_builder_set_member_name (builder, "bootstrap");
  json_builder_begin_object (builder);
  _leren_write_integer (builder, "resamples", self->n_resamples);
  _leren_write_integer (builder, "left_out", self->interval.n_left_out);
  _leren_write_integer (builder, "seed", self->seed);
  _leren_write_number (builder, "level", self->level);
  json_builder_end_object (builder);
}

static void
write_coefficients (LerenAgreement *self, JsonBuilder *builder)
{
  _leren_write_number (builder, "percent_agreement", leren_agreement_get_percent_agreement (self));
  _leren_write_number (builder, "fleiss_kappa", leren_agreement_get_fleiss_kappa (self));
  _leren_write_number (builder, "cohen_kappa",
                       leren_agreement_get_cohen_kappa (self, LEREN_WEIGHTING_NONE));
  _leren_write_number (builder, "cohen_kappa_linear",
                       leren_agreement_get_cohen_kappa (self, LEREN_WEIGHTING_LINEAR));
  _leren_write_number (builder, "cohen_kappa_quadratic",
                       leren_agreement_get_cohen_kappa (self, LEREN_WEIGHTING_QUADRATIC));
  _leren_write_number (builder, "scott_pi", leren_agreement_get_scott_pi (self));
  _leren_write_number (builder, "gwet_ac1",
                       leren_agreement_get_gwet_ac (self, LEREN_WEIGHTING_NONE));
  json_builder_set_member_name (builder, "gwet_ac2");
  json_builder_begin_object (builder);
  _leren_write_number (builder, "linear",
                       leren_agreement_get_gwet_ac (self, LEREN_WEIGHTING_LINEAR));
  _leren_write_number (builder, "quadratic",
                       leren_agreement_get_gwet_ac (self, LEREN_WEIGHTING_QUADRATIC));
  _leren_write_number (builder, "ordinal",
                       leren_agreement_get_gwet_ac (self, LEREN_WEIGHTING_ORDINAL));
  json_builder_end_object (builder);
}

/**
 * leren_agreement_to_json:
 * @self: an agreement
 *
 * All of it as JSON, in the form of `leren agreement --json`: the figures, and the tables of pairs,
 * of values and of the units on which coders differ. What is not defined is null, and so is the
 * table of pairs where there are more than 200 coders: leren_agreement_get_pairs() has it.
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 0.1
 */
JsonNode *
leren_agreement_to_json (LerenAgreement *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GEnumClass) metrics = g_type_class_ref (LEREN_TYPE_METRIC);
  g_autoptr (LerenTable) categories = NULL;
  g_autoptr (LerenTable) differences = NULL;

  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), NULL);

  categories = leren_agreement_get_categories (self);
  differences = leren_agreement_get_differences (self);
  json_builder_begin_object (builder);
  _leren_write_integer (builder, "units", self->cells.n_units);
  _leren_write_integer (builder, "coders", self->cells.n_columns);
  _leren_write_integer (builder, "pairable", self->sums.n_values);
  _leren_write_integer (builder, "pairable_units", self->sums.n_units);
  _leren_write_integer (builder, "set_aside", self->n_set_aside);
  json_builder_set_member_name (builder, "metric");
  json_builder_add_string_value (builder, g_enum_get_value (metrics, self->metric)->value_nick);
  _leren_write_number (builder, "alpha", leren_agreement_get_alpha (self));
  write_interval (self, builder);
  _leren_write_number (builder, "observed_disagreement",
                       leren_agreement_get_observed_disagreement (self));
  _leren_write_number (builder, "expected_disagreement",
                       leren_agreement_get_expected_disagreement (self));
  write_coefficients (self, builder);
  json_builder_set_member_name (builder, "names");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->cells.n_columns; i++)
    json_builder_add_string_value (builder, _leren_judged_coder (self->judged, i));
  json_builder_end_array (builder);
  write_pairs (self, builder);
  _leren_write_rows (builder, "categories", categories);
  _leren_write_rows (builder, "differences", differences);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
