/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-agreement-private.h"

#include "analysis/leren-judgements-private.h"
#include "store/leren-async-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A distance of one's own is asked for each pair of values, and kept. */
#define MOST_OWN_VALUES 4096

/**
 * LerenAgreement:
 *
 * How far coders agree, and where they do not.
 *
 * Krippendorff’s alpha is 1 − D_o / D_e: the disagreement within units, divided by the disagreement to
 * be expected if values had been given to units by chance, out of those that were given. 1 is
 * perfect, 0 is what chance gives, and below 0 is worse. Krippendorff (2004, chapter 11) asks for
 * .800, and draws only tentative conclusions between .667 and .800. It takes any number of coders,
 * missing values, and a metric.
 *
 * Beside it stand coefficients that others ask for: the share of pairs that agree, Cohen’s kappa
 * (1960; weighted 1968), Scott’s pi (1955), Fleiss’ kappa (1971), and Gwet’s AC1 and AC2 (2008, 2014).
 * Artstein and Poesio (2008) compare most of them.
 *
 * What is not defined is NaN, and null in JSON:
 *
 * - nothing can be paired (one coder, no unit that two judged): all of them;
 * - everybody always gave the same value: alpha, kappa and pi, because without variation agreement
 *   cannot be told from chance (0 / 0; Krippendorff 2004: no evidence of reliability). The share of
 *   agreement is 1 then; AC1 and AC2 are 1 where there were two values or more to choose from;
 * - Cohen’s kappa and Scott’s pi where there are not exactly two coders; each pair has its own;
 * - Fleiss’ kappa where units that were judged at all have different numbers of values, or one each;
 * - what is weighted where the values are no numbers and have no order.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE (LerenAgreement, leren_agreement, G_TYPE_OBJECT)

static void
leren_agreement_finalize (GObject *object)
{
  LerenAgreement *self = LEREN_AGREEMENT (object);

  _leren_coincidences_clear (&self->sums);
  _leren_scale_clear (&self->scale);
  _leren_scale_clear (&self->nominal);
  _leren_scale_clear (&self->ordered);
  g_free (self->distances);
  g_free (self->columns);
  g_clear_pointer (&self->judged, _leren_judged_unref);

  G_OBJECT_CLASS (leren_agreement_parent_class)->finalize (object);
}

static void
leren_agreement_class_init (LerenAgreementClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_agreement_finalize;
}

static void
leren_agreement_init (LerenAgreement *self)
{
  self->interval = (LerenInterval){ NAN, NAN, 0 };
}

/* takes @judged; NULL with an error where a value does not fit the metric */
static LerenAgreement *
prepare (LerenJudged *judged, LerenMetric metric, GError **error)
{
  g_autoptr (LerenAgreement) self = g_object_new (LEREN_TYPE_AGREEMENT, NULL);

  self->judged = judged;
  self->metric = metric;
  if (!_leren_scale_init (&self->scale, judged, metric, error))
    return NULL;
  self->columns = g_new (const guint32 *, _leren_judged_n_coders (judged) + 1);
  for (guint i = 0; i < _leren_judged_n_coders (judged); i++)
    self->columns[i] = _leren_judged_column (judged, i);
  self->cells =
    (LerenCells){ self->columns, _leren_judged_n_coders (judged), _leren_judged_n_units (judged) };
  self->difference = (LerenDifference){ .metric = metric, .scale = &self->scale };
  for (guint i = 0; i < judged->values->len; i++)
    if (self->scale.places[i + 1] == 0)
      self->n_set_aside += _leren_judged_value (judged, i)->n_uses;
  return g_steal_pointer (&self);
}

static LerenAgreement *
measure (LerenJudged *judged, LerenMetric metric, GCancellable *cancellable, GError **error)
{
  g_autoptr (LerenAgreement) self = NULL;

  if (metric >= LEREN_METRIC_OWN)
    {
      _leren_judged_unref (judged);
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("a metric of one’s own is a function; leren_agreement_measure_with() "
                      "takes it"));
      return NULL;
    }
  self = prepare (judged, metric, error);
  if (self == NULL)
    return NULL;
  _leren_coincidences_count (&self->sums, &self->difference, &self->cells, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * leren_agreement_measure:
 * @judgements: what coders said
 * @metric: how different values are; any but %LEREN_METRIC_OWN
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Measures how far coders agree. The table may change afterwards; what was measured does not.
 *
 * It takes a pass over the values, or two; only the ratio metric takes time that grows with the square
 * of the number of different values.
 *
 * Returns: (transfer full): the agreement, or %NULL with an error: #LEREN_ERROR_INVALID (a value that
 *   has no place under this metric, and it says where; or a metric of one’s own) or %G_IO_ERROR_CANCELLED
 *
 * Since: 0.1
 */
LerenAgreement *
leren_agreement_measure (LerenJudgements *judgements, LerenMetric metric, GCancellable *cancellable,
                         GError **error)
{
  g_return_val_if_fail (LEREN_IS_JUDGEMENTS (judgements), NULL);

  return measure (_leren_judgements_freeze (judgements), metric, cancellable, error);
}

typedef struct {
  LerenJudged *judged;
  LerenMetric metric;
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->judged, _leren_judged_unref);
  g_free (job);
}

static void
measure_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  LerenAgreement *self = measure (g_steal_pointer (&job->judged), job->metric, cancellable, &error);

  _leren_task_return_object (task, self, error);
}

/**
 * leren_agreement_measure_async:
 * @judgements: what coders said; as it is now
 * @metric: how different values are; any but %LEREN_METRIC_OWN
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: (closure): data for @callback
 *
 * Measures as leren_agreement_measure() does, without blocking.
 *
 * Since: 0.1
 */
void
leren_agreement_measure_async (LerenJudgements *judgements, LerenMetric metric,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (LEREN_IS_JUDGEMENTS (judgements));

  job = g_new0 (Job, 1);
  job->judged = _leren_judgements_freeze (judgements);
  job->metric = metric;
  task = _leren_task_new (NULL, cancellable, callback, user_data, leren_agreement_measure_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, measure_in_thread);
}

/**
 * leren_agreement_measure_finish:
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_agreement_measure_async().
 *
 * Returns: (transfer full): the agreement, or %NULL with an error as leren_agreement_measure() gives
 *
 * Since: 0.1
 */
LerenAgreement *
leren_agreement_measure_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* @self->distances: of all pairs of places */
static gboolean
ask_distances (LerenAgreement *self, LerenDistance distance, gpointer user_data, GError **error)
{
  const guint32 n = self->scale.n;

  if (n > MOST_OWN_VALUES)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_LIMIT,
                   _ ("there are %u different values; a distance of one’s own takes at most %u"), n,
                   MOST_OWN_VALUES);
      return FALSE;
    }
  self->distances = g_new0 (double, (gsize) n *n + 1);
  self->difference.distances = self->distances;
  for (guint32 i = 1; i < n; i++)
    for (guint32 j = 0; j < i; j++)
      {
        const double answer = distance (self->scale.names[j], self->scale.names[i], user_data);

        if (!(answer >= 0 && isfinite (answer)))
          {
            g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                         _ ("the distance between “%s” and “%s” is %g; it must be 0 or more, and "
                            "finite"),
                         self->scale.names[j], self->scale.names[i], answer);
            return FALSE;
          }
        self->distances[(gsize) i * n + j] = self->distances[(gsize) j * n + i] = answer;
      }
  return TRUE;
}

/**
 * leren_agreement_measure_with:
 * @judgements: what coders said
 * @distance: (scope call) (closure user_data): says how different two values are
 * @user_data: data for @distance
 * @error: return location for a #GError
 *
 * Measures how far coders agree as leren_agreement_measure() does, by a distance of one’s own. It is asked
 * for each pair of different values, in any order, before this returns; a value has no distance from
 * itself.
 *
 * Returns: (transfer full): the agreement, or %NULL with an error: #LEREN_ERROR_INVALID (a distance
 *   below 0, or that is not finite) or #LEREN_ERROR_LIMIT (more than 4,096 different values)
 *
 * Since: 0.1
 */
LerenAgreement *
leren_agreement_measure_with (LerenJudgements *judgements, LerenDistance distance,
                              gpointer user_data, GError **error)
{
  g_autoptr (LerenAgreement) self = NULL;

  g_return_val_if_fail (LEREN_IS_JUDGEMENTS (judgements), NULL);
  g_return_val_if_fail (distance != NULL, NULL);

  self = prepare (_leren_judgements_freeze (judgements), LEREN_METRIC_OWN, error);
  if (self == NULL || !ask_distances (self, distance, user_data, error))
    return NULL;
  _leren_coincidences_count (&self->sums, &self->difference, &self->cells, NULL);
  return g_steal_pointer (&self);
}

const LerenScale *
_leren_agreement_get_scale (LerenAgreement *self, LerenWeighting weighting)
{
  _leren_agreement_find_others (self);
  if (weighting == LEREN_WEIGHTING_NONE)
    return &self->nominal;
  return self->ordered.is_ordered ? &self->ordered : NULL;
}

void
_leren_agreement_find_others (LerenAgreement *self)
{
  if (!g_once_init_enter (&self->others_done))
    return;
  _leren_scale_init_nominal (&self->nominal, self->judged);
  _leren_scale_init (&self->ordered, self->judged, LEREN_METRIC_ORDINAL, NULL);
  for (guint i = 0; i < LEREN_N_WEIGHTINGS; i++)
    {
      const LerenScale *scale = i == LEREN_WEIGHTING_NONE  ? &self->nominal
                                : self->ordered.is_ordered ? &self->ordered
                                                           : NULL;

      self->together[i] = (LerenTogether){ 0, NAN, NAN, NAN };
      self->two[i] = (LerenTwo){ 0, NAN, NAN, NAN };
      if (scale == NULL)
        continue;
      _leren_together (&self->together[i], &self->cells, scale, i);
      if (self->cells.n_columns == 2)
        _leren_two (&self->two[i], self->columns[0], self->columns[1], self->cells.n_units, scale,
                    i);
    }
  g_once_init_leave (&self->others_done, 1);
}

typedef struct {
  guint n_resamples;
  guint32 seed;
  double level;
  LerenInterval interval;
} Resampling;

static void
keep_interval (LerenAgreement *self, const Resampling *resampling)
{
  self->n_resamples = resampling->n_resamples;
  self->seed = resampling->seed;
  self->level = resampling->level;
  self->interval = resampling->interval;
}

static gboolean
run_bootstrap (LerenAgreement *self, Resampling *resampling, GCancellable *cancellable,
               GError **error)
{
  return _leren_alpha_bootstrap (&self->difference, &self->cells, resampling->n_resamples,
                                 resampling->seed, resampling->level, &resampling->interval,
                                 cancellable, error);
}

static gboolean
check_resampling (guint n_resamples, double level, GError **error)
{
  if (n_resamples < 1 || n_resamples > 1000000)
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                 _ ("%u resamples; ask for 1 to 1000000, such as 1000"), n_resamples);
  else if (!(level > 0 && level < 1))
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                 _ ("a confidence of %g; it lies between 0 and 1, such as 0.95"), level);
  else
    return TRUE;
  return FALSE;
}

/**
 * leren_agreement_bootstrap:
 * @self: an agreement
 * @n_resamples: how many resamples; 1000 will do, 10000 gives the third decimal too
 * @seed: where chance begins: the same seed gives the same interval, on every machine
 * @level: the confidence, between 0 and 1, such as 0.95
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Finds a confidence interval for alpha by the nonparametric bootstrap over units: as many units as can
 * be paired are drawn out of them, with replacement, and alpha is computed of these, time and
 * again. The interval goes from the (1 − level) / 2 to the (1 + level) / 2 quantile of what comes
 * out (Efron & Tibshirani 1993, chapter 13; Zapf et al. 2016, who recommend it for alpha).
 * Krippendorff’s own algorithm (2004, 2016) draws pairs of values instead, as if pairs of one unit varied
 * by themselves, and keeps the expected disagreement as it was.
 *
 * All of it can be done again elsewhere. Resample i, from 0, takes the Mersenne Twister MT19937 of
 * #GRand, seeded by the array {seed, i}. For each draw it takes 32 bits x; with N units, the unit is the upper half of x·N,
 * and another x is taken where the lower half is below (2³² − N) mod N (Lemire 2019). Units are numbered by the number of
 * their values, and then by their sorted values, so that the order of units and coders makes no difference.
 * Quantiles lie between the two nearest, in proportion (type 7 of Hyndman & Fan 1996). A resample in which everybody
 * gave the same value has no alpha and is left out; leren_agreement_get_n_left_out() says how many.
 *
 * Returns: %TRUE if it was done; otherwise %FALSE with #LEREN_ERROR_INVALID (no resamples, more than a
 *   million, or a level that is not between 0 and 1) or %G_IO_ERROR_CANCELLED
 *
 * Since: 0.1
 */
gboolean
leren_agreement_bootstrap (LerenAgreement *self, guint n_resamples, guint seed, double level,
                           GCancellable *cancellable, GError **error)
{
  Resampling resampling = { n_resamples, seed, level, { NAN, NAN, 0 } };

  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), FALSE);

  if (!check_resampling (n_resamples, level, error) ||
      !run_bootstrap (self, &resampling, cancellable, error))
    return FALSE;
  keep_interval (self, &resampling);
  return TRUE;
}

static void
bootstrap_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gboolean done = run_bootstrap (source, data, cancellable, &error);

  _leren_task_return_boolean (task, done, error);
}

/**
 * leren_agreement_bootstrap_async:
 * @self: an agreement
 * @n_resamples: how many resamples
 * @seed: where chance begins
 * @level: the confidence, between 0 and 1
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: (closure): data for @callback
 *
 * Finds a confidence interval as leren_agreement_bootstrap() does, without blocking. It is there when
 * leren_agreement_bootstrap_finish() was called.
 *
 * Since: 0.1
 */
void
leren_agreement_bootstrap_async (LerenAgreement *self, guint n_resamples, guint seed, double level,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Resampling *resampling;

  g_return_if_fail (LEREN_IS_AGREEMENT (self));

  task = _leren_task_new (self, cancellable, callback, user_data, leren_agreement_bootstrap_async);
  if (!check_resampling (n_resamples, level, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  resampling = g_new0 (Resampling, 1);
  *resampling = (Resampling){ n_resamples, seed, level, { NAN, NAN, 0 } };
  g_task_set_task_data (task, resampling, g_free);
  g_task_run_in_thread (task, bootstrap_in_thread);
}

/**
 * leren_agreement_bootstrap_finish:
 * @self: an agreement
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_agreement_bootstrap_async().
 *
 * Returns: %TRUE if it was done; otherwise %FALSE with an error as leren_agreement_bootstrap() gives
 *
 * Since: 0.1
 */
gboolean
leren_agreement_bootstrap_finish (LerenAgreement *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_AGREEMENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  keep_interval (self, g_task_get_task_data (G_TASK (result)));
  return TRUE;
}
