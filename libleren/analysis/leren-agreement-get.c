/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-agreement-private.h"

#include <math.h>

/**
 * leren_agreement_get_metric:
 * @self: an agreement
 *
 * How different values are.
 *
 * Returns: the metric
 *
 * Since: 0.1
 */
LerenMetric
leren_agreement_get_metric (LerenAgreement *self)
{
  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), LEREN_METRIC_NOMINAL);
  return self->metric;
}

/**
 * leren_agreement_get_n_units:
 * @self: an agreement
 *
 * How many units the table has.
 *
 * Returns: the number of units
 *
 * Since: 0.1
 */
guint
leren_agreement_get_n_units (LerenAgreement *self)
{
  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), 0);
  return self->cells.n_units;
}

/**
 * leren_agreement_get_n_coders:
 * @self: an agreement
 *
 * How many coders the table has.
 *
 * Returns: the number of coders
 *
 * Since: 0.1
 */
guint
leren_agreement_get_n_coders (LerenAgreement *self)
{
  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), 0);
  return self->cells.n_columns;
}

/**
 * leren_agreement_list_coders:
 * @self: an agreement
 *
 * The names of the coders, in the order of the table.
 *
 * Returns: (array zero-terminated=1) (transfer full): the names
 *
 * Since: 0.1
 */
char **
leren_agreement_list_coders (LerenAgreement *self)
{
  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), NULL);
  return _leren_names_dup (&self->judged->coders);
}

/**
 * leren_agreement_get_n_pairable:
 * @self: an agreement
 *
 * How many values there are in units that two coders or more judged: what alpha stands on.
 *
 * Returns: the number of values
 *
 * Since: 0.1
 */
guint
leren_agreement_get_n_pairable (LerenAgreement *self)
{
  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), 0);
  return self->sums.n_values;
}

/**
 * leren_agreement_get_n_pairable_units:
 * @self: an agreement
 *
 * How many units two coders or more judged.
 *
 * Returns: the number of units
 *
 * Since: 0.1
 */
guint
leren_agreement_get_n_pairable_units (LerenAgreement *self)
{
  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), 0);
  return self->sums.n_units;
}

/**
 * leren_agreement_get_n_set_aside:
 * @self: an agreement
 *
 * How many values were left out as missing, because a coder gave a unit more than one and the metric
 * has no place for that. See leren_judgements_read_codings().
 *
 * Returns: the number of values
 *
 * Since: 0.1
 */
guint
leren_agreement_get_n_set_aside (LerenAgreement *self)
{
  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), 0);
  return self->n_set_aside;
}

/**
 * leren_agreement_get_alpha:
 * @self: an agreement
 *
 * Krippendorff’s alpha (2011): 1 − D_o / D_e. With m_u the number of values of unit u, n their sum
 * over all units that have two or more, and n_c how often value c occurs in these:
 *
 * D_o = 1/n · Σ_u Σ_{i≠j} δ²(v_ui, v_uj) / (m_u − 1), and
 * D_e = 1/(n (n − 1)) · Σ_c Σ_k n_c n_k δ²(c, k).
 *
 * Returns: alpha, at most 1; NaN where it is not defined
 *
 * Since: 0.1
 */
double
leren_agreement_get_alpha (LerenAgreement *self)
{
  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), NAN);
  return _leren_coincidences_alpha (&self->sums);
}

/**
 * leren_agreement_get_observed_disagreement:
 * @self: an agreement
 *
 * The disagreement within units, D_o of leren_agreement_get_alpha().
 *
 * Returns: D_o, from 0; NaN where nothing can be paired
 *
 * Since: 0.1
 */
double
leren_agreement_get_observed_disagreement (LerenAgreement *self)
{
  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), NAN);
  return self->sums.n_units > 0 ? self->sums.observed / self->sums.n_values : NAN;
}

/**
 * leren_agreement_get_expected_disagreement:
 * @self: an agreement
 *
 * The disagreement that chance would give, D_e of leren_agreement_get_alpha().
 *
 * Returns: D_e, from 0; NaN where nothing can be paired
 *
 * Since: 0.1
 */
double
leren_agreement_get_expected_disagreement (LerenAgreement *self)
{
  const LerenCoincidences *sums;

  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), NAN);
  sums = &self->sums;
  return sums->n_units > 0 ? sums->expected / ((double) sums->n_values * (sums->n_values - 1.0))
                           : NAN;
}

/**
 * leren_agreement_get_alpha_low:
 * @self: an agreement
 *
 * Where the confidence interval of alpha begins.
 *
 * Returns: the lower bound; NaN before leren_agreement_bootstrap(), and where no resample has an alpha
 *
 * Since: 0.1
 */
double
leren_agreement_get_alpha_low (LerenAgreement *self)
{
  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), NAN);
  return self->interval.low;
}

/**
 * leren_agreement_get_alpha_high:
 * @self: an agreement
 *
 * Where the confidence interval of alpha ends.
 *
 * Returns: the upper bound; NaN before leren_agreement_bootstrap(), and where no resample has an alpha
 *
 * Since: 0.1
 */
double
leren_agreement_get_alpha_high (LerenAgreement *self)
{
  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), NAN);
  return self->interval.high;
}

/**
 * leren_agreement_get_n_resamples:
 * @self: an agreement
 *
 * How many resamples the confidence interval was found with.
 *
 * Returns: their number; 0 before leren_agreement_bootstrap()
 *
 * Since: 0.1
 */
guint
leren_agreement_get_n_resamples (LerenAgreement *self)
{
  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), 0);
  return self->n_resamples;
}

/**
 * leren_agreement_get_n_left_out:
 * @self: an agreement
 *
 * How many resamples have no alpha, and do not count in the interval: everybody gave the same value
 * to all that was drawn.
 *
 * Returns: their number
 *
 * Since: 0.1
 */
guint
leren_agreement_get_n_left_out (LerenAgreement *self)
{
  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), 0);
  return self->interval.n_left_out;
}

/**
 * leren_agreement_get_percent_agreement:
 * @self: an agreement
 *
 * The share of pairs of coders that gave the same value, averaged over the units that two or more
 * judged (Fleiss 1971, P̄; Gwet 2014, p_a). Nothing in it allows for chance.
 *
 * Returns: the share, from 0 to 1; NaN where nothing can be paired
 *
 * Since: 0.1
 */
double
leren_agreement_get_percent_agreement (LerenAgreement *self)
{
  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), NAN);
  _leren_agreement_find_others (self);
  return self->together[LEREN_WEIGHTING_NONE].agreement;
}

/**
 * leren_agreement_get_cohen_kappa:
 * @self: an agreement
 * @weighting: how far different values agree
 *
 * Cohen’s kappa of two coders (1960), and weighted kappa (1968), over the units that both judged:
 * (A_o − A_e) / (1 − A_e), where A_e follows from how often each of the two gave each value.
 *
 * Returns: kappa, at most 1; NaN where there are not two coders, or it is not defined
 *
 * Since: 0.1
 */
double
leren_agreement_get_cohen_kappa (LerenAgreement *self, LerenWeighting weighting)
{
  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), NAN);
  g_return_val_if_fail (weighting < LEREN_N_WEIGHTINGS, NAN);
  _leren_agreement_find_others (self);
  return self->two[weighting].kappa;
}

/**
 * leren_agreement_get_scott_pi:
 * @self: an agreement
 *
 * Scott’s pi of two coders (1955), over the units that both judged: as Cohen’s kappa, but chance
 * follows from how often the two together gave each value.
 *
 * Returns: pi, at most 1; NaN where there are not two coders, or it is not defined
 *
 * Since: 0.1
 */
double
leren_agreement_get_scott_pi (LerenAgreement *self)
{
  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), NAN);
  _leren_agreement_find_others (self);
  return self->two[LEREN_WEIGHTING_NONE].pi;
}

/**
 * leren_agreement_get_fleiss_kappa:
 * @self: an agreement
 *
 * Fleiss’ kappa (1971), for any number of values a unit, as long as it is the same one for each unit
 * that was judged at all: (P̄ − P̄_e) / (1 − P̄_e), with P̄_e the sum of the squared shares of the values.
 *
 * Returns: kappa, at most 1; NaN where units have different numbers of values, or it is not defined
 *
 * Since: 0.1
 */
double
leren_agreement_get_fleiss_kappa (LerenAgreement *self)
{
  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), NAN);
  _leren_agreement_find_others (self);
  return self->together[LEREN_WEIGHTING_NONE].fleiss;
}

/**
 * leren_agreement_get_gwet_ac:
 * @self: an agreement
 * @weighting: how far different values agree
 *
 * Gwet’s AC1 (2008), without weighting, or AC2 (2014), with one: (p_a − p_e) / (1 − p_e). p_a is how
 * far the pairs of coders agree, averaged over units that two or more judged;
 * p_e = T_w / (q (q − 1)) · Σ_k π_k (1 − π_k), with T_w the sum of all weights, q the number of
 * values there were to choose from, and π_k the share of value k in a unit, averaged over all units that
 * somebody judged. q counts the values that were set by leren_judgements_set_scale() or that the
 * framework has, and otherwise those that were used.
 *
 * Returns: AC1 or AC2, at most 1; NaN where it is not defined
 *
 * Since: 0.1
 */
double
leren_agreement_get_gwet_ac (LerenAgreement *self, LerenWeighting weighting)
{
  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), NAN);
  g_return_val_if_fail (weighting < LEREN_N_WEIGHTINGS, NAN);
  _leren_agreement_find_others (self);
  return self->together[weighting].gwet;
}
