/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "analysis/leren-judgements.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * LerenMetric:
 * @LEREN_METRIC_NOMINAL: values are the same or not: δ² = 0 or 1. Since: 0.1
 * @LEREN_METRIC_ORDINAL: values have an order. Between c and k lie as many values as were given from c
 *   to k, the two of them counted half: δ² = (Σ_{g=c..k} n_g − (n_c + n_k) / 2)², with n_g how often g
 *   was given to units that two coders or more judged. Since: 0.1
 * @LEREN_METRIC_INTERVAL: values are numbers, of which differences count: δ² = (c − k)². Since: 0.1
 * @LEREN_METRIC_RATIO: values are numbers from zero, of which ratios count: δ² = ((c − k) / (c + k))²,
 *   and 0 between two zeros. Since: 0.1
 * @LEREN_METRIC_OWN: a distance of one’s own, asked of a function. Since: 0.1
 *
 * How different two values are, in Krippendorff’s alpha (Krippendorff 2011, sections C and D; 2004,
 * chapter 11). The ordinal metric is Krippendorff’s; it is not the ordinal weighting of Gwet (2014),
 * which #LerenWeighting has.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_METRIC_NOMINAL,
  LEREN_METRIC_ORDINAL,
  LEREN_METRIC_INTERVAL,
  LEREN_METRIC_RATIO,
  LEREN_METRIC_OWN,
} LerenMetric;

/**
 * LerenWeighting:
 * @LEREN_WEIGHTING_NONE: only the same value is agreement. Since: 0.1
 * @LEREN_WEIGHTING_LINEAR: w = 1 − |x − y| / (max − min). Since: 0.1
 * @LEREN_WEIGHTING_QUADRATIC: w = 1 − (x − y)² / (max − min)². Since: 0.1
 * @LEREN_WEIGHTING_ORDINAL: w = 1 − C(|i − j| + 1, 2) / C(q, 2), with i and j the places of the values
 *   among q, and C the number of combinations. Since: 0.1
 *
 * How much two values agree, in weighted coefficients (Cohen 1968; Gwet 2014, chapter 3). x and y are
 * the values themselves where all are numbers, and otherwise their places on the scale.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_WEIGHTING_NONE,
  LEREN_WEIGHTING_LINEAR,
  LEREN_WEIGHTING_QUADRATIC,
  LEREN_WEIGHTING_ORDINAL,
} LerenWeighting;

/**
 * LerenDistance:
 * @value: a value
 * @other: another value
 * @user_data: (closure): data of one’s own
 *
 * Says how different two values are, squared where the distance is one of Krippendorff’s kind. It is
 * asked once for each pair of values that were given, and answers the same for both orders.
 *
 * Returns: how different they are: 0 or more, and finite
 *
 * Since: 0.1
 */
typedef double (*LerenDistance) (const char *value, const char *other, gpointer user_data);

#define LEREN_TYPE_AGREEMENT (leren_agreement_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenAgreement, leren_agreement, LEREN, AGREEMENT, GObject)

LEREN_AVAILABLE_IN_0_1
LerenAgreement *leren_agreement_measure (LerenJudgements *judgements, LerenMetric metric,
                                         GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_agreement_measure_async (LerenJudgements *judgements, LerenMetric metric,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
LEREN_AVAILABLE_IN_0_1
LerenAgreement *leren_agreement_measure_finish (GAsyncResult *result, GError **error);
LEREN_AVAILABLE_IN_0_1
LerenAgreement *leren_agreement_measure_with (LerenJudgements *judgements, LerenDistance distance,
                                              gpointer user_data, GError **error);

LEREN_AVAILABLE_IN_0_1
gboolean leren_agreement_bootstrap (LerenAgreement *self, guint n_resamples, guint seed,
                                    double level, GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_agreement_bootstrap_async (LerenAgreement *self, guint n_resamples, guint seed,
                                      double level, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_agreement_bootstrap_finish (LerenAgreement *self, GAsyncResult *result,
                                           GError **error);

LEREN_AVAILABLE_IN_0_1
LerenMetric leren_agreement_get_metric (LerenAgreement *self);
LEREN_AVAILABLE_IN_0_1
guint leren_agreement_get_n_units (LerenAgreement *self);
LEREN_AVAILABLE_IN_0_1
guint leren_agreement_get_n_coders (LerenAgreement *self);
LEREN_AVAILABLE_IN_0_1
char **leren_agreement_list_coders (LerenAgreement *self);
LEREN_AVAILABLE_IN_0_1
guint leren_agreement_get_n_pairable (LerenAgreement *self);
LEREN_AVAILABLE_IN_0_1
guint leren_agreement_get_n_pairable_units (LerenAgreement *self);
LEREN_AVAILABLE_IN_0_1
guint leren_agreement_get_n_set_aside (LerenAgreement *self);

LEREN_AVAILABLE_IN_0_1
double leren_agreement_get_alpha (LerenAgreement *self);
LEREN_AVAILABLE_IN_0_1
double leren_agreement_get_observed_disagreement (LerenAgreement *self);
LEREN_AVAILABLE_IN_0_1
double leren_agreement_get_expected_disagreement (LerenAgreement *self);
LEREN_AVAILABLE_IN_0_1
double leren_agreement_get_alpha_low (LerenAgreement *self);
LEREN_AVAILABLE_IN_0_1
double leren_agreement_get_alpha_high (LerenAgreement *self);
LEREN_AVAILABLE_IN_0_1
guint leren_agreement_get_n_resamples (LerenAgreement *self);
LEREN_AVAILABLE_IN_0_1
guint leren_agreement_get_n_left_out (LerenAgreement *self);

LEREN_AVAILABLE_IN_0_1
double leren_agreement_get_percent_agreement (LerenAgreement *self);
LEREN_AVAILABLE_IN_0_1
double leren_agreement_get_cohen_kappa (LerenAgreement *self, LerenWeighting weighting);
LEREN_AVAILABLE_IN_0_1
double leren_agreement_get_scott_pi (LerenAgreement *self);
LEREN_AVAILABLE_IN_0_1
double leren_agreement_get_fleiss_kappa (LerenAgreement *self);
LEREN_AVAILABLE_IN_0_1
double leren_agreement_get_gwet_ac (LerenAgreement *self, LerenWeighting weighting);

LEREN_AVAILABLE_IN_0_1
LerenTable *leren_agreement_get_pairs (LerenAgreement *self);
LEREN_AVAILABLE_IN_0_1
LerenTable *leren_agreement_get_categories (LerenAgreement *self);
LEREN_AVAILABLE_IN_0_1
LerenTable *leren_agreement_get_differences (LerenAgreement *self);
LEREN_AVAILABLE_IN_0_1
LerenTable *leren_agreement_get_coincidences (LerenAgreement *self);
LEREN_AVAILABLE_IN_0_1
JsonNode *leren_agreement_to_json (LerenAgreement *self);

G_END_DECLS
