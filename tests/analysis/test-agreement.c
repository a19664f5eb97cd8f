/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "agreement-fixture.h"

static const LerenMetric metrics[] = { LEREN_METRIC_NOMINAL, LEREN_METRIC_ORDINAL,
                                       LEREN_METRIC_INTERVAL, LEREN_METRIC_RATIO };

static void
check_alphas (const char *name, const char *format, const char *const *printed)
{
  g_autofree char *text = table_published (name);
  g_autoptr (LerenJudgements) judgements = table_read (text);

  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    {
      g_autoptr (LerenAgreement) agreement = table_measure (judgements, metrics[i]);

      g_assert_cmpint (leren_agreement_get_metric (agreement), ==, metrics[i]);
      assert_prints (leren_agreement_get_alpha (agreement), format, printed[i]);
    }
}

static void
test_krippendorff_2011 (void)
{
  const char *const printed[] = { "0.743", "0.815", "0.849", "0.797" };
  const char *const longer[] = { "0.7434", "0.8154", "0.8491", "0.7974" };
  g_autofree char *text = table_published ("krippendorff-2011.csv");
  g_autoptr (LerenJudgements) judgements = table_read (text);
  g_autoptr (LerenAgreement) agreement = table_measure (judgements, LEREN_METRIC_NOMINAL);

  check_alphas ("krippendorff-2011.csv", "%.3f", printed);
  check_alphas ("krippendorff-2011.csv", "%.4f", longer);
  g_assert_cmpuint (leren_agreement_get_n_units (agreement), ==, 12);
  g_assert_cmpuint (leren_agreement_get_n_coders (agreement), ==, 4);
  g_assert_cmpuint (leren_agreement_get_n_pairable (agreement), ==, 40);
  g_assert_cmpuint (leren_agreement_get_n_pairable_units (agreement), ==, 11);
  assert_prints (leren_agreement_get_gwet_ac (agreement, LEREN_WEIGHTING_NONE), "%.3f", "0.775");
  /* three of the four coders left some out, and there are more than two */
  assert_undefined (leren_agreement_get_fleiss_kappa (agreement));
  assert_undefined (leren_agreement_get_cohen_kappa (agreement, LEREN_WEIGHTING_NONE));
  assert_undefined (leren_agreement_get_scott_pi (agreement));
}

static void
test_krippendorff_wikipedia (void)
{
  const char *const printed[] = { "0.6914", "0.8067", "0.8108", "0.8089" };

  check_alphas ("krippendorff-wikipedia-3x15.csv", "%.4f", printed);
}

/* Gwet's ordinal weights as disagreement, for values from 1 to 5 */
static double
gwet_ordinal (const char *value, const char *other, gpointer data)
{
  const double d = fabs (g_ascii_strtod (value, NULL) - g_ascii_strtod (other, NULL));

  ++*(guint *) data;
  return d * (d + 1) / (5 * 4);
}

/* the same table: .815 by Krippendorff's ordinal metric, .834 by Gwet's ordinal weights */
static void
test_two_kinds_of_ordinal (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = table_published ("krippendorff-2011.csv");
  g_autoptr (LerenJudgements) judgements = table_read (text);
  g_autoptr (LerenAgreement) agreement = NULL;
  guint n_asked = 0;

  agreement = leren_agreement_measure_with (judgements, gwet_ordinal, &n_asked, &error);
  g_assert_no_error (error);
  assert_prints (leren_agreement_get_alpha (agreement), "%.3f", "0.834");
  g_assert_cmpint (leren_agreement_get_metric (agreement), ==, LEREN_METRIC_OWN);
  /* once for each of ten pairs */
  g_assert_cmpuint (n_asked, ==, 10);
}

/* how often two coders gave each pair of values, as a table of units */
static LerenJudgements *
read_pairs (const char *name)
{
  g_autofree char *text = table_published (name);
  g_auto (GStrv) lines = g_strsplit (g_strstrip (text), "\n", -1);
  g_auto (GStrv) heads = g_strsplit (lines[0], ",", -1);
  g_autoptr (GPtrArray) one = g_ptr_array_new (), other = g_ptr_array_new ();
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  LerenJudgements *judgements = leren_judgements_new ();

  for (guint i = 1; lines[i] != NULL; i++)
    {
      char **fields = g_strsplit (g_strchomp (lines[i]), ",", -1);

      g_ptr_array_add (kept, fields);
      for (guint j = 1; fields[j] != NULL; j++)
        for (int n = atoi (fields[j]); n > 0; n--)
          {
            g_ptr_array_add (one, fields[0]);
            g_ptr_array_add (other, g_strchomp (heads[j]));
          }
    }
  g_ptr_array_add (one, NULL);
  g_ptr_array_add (other, NULL);
  leren_judgements_set_coder (judgements, "one", (const char *const *) one->pdata);
  leren_judgements_set_coder (judgements, "other", (const char *const *) other->pdata);
  return judgements;
}

static void
test_cohen_1960 (void)
{
  g_autoptr (LerenJudgements) judgements = read_pairs ("cohen-1960-p45.csv");
  g_autoptr (LerenAgreement) agreement = table_measure (judgements, LEREN_METRIC_NOMINAL);

  g_assert_cmpuint (leren_agreement_get_n_units (agreement), ==, 200);
  assert_prints (leren_agreement_get_percent_agreement (agreement), "%.2f", "0.70");
  assert_prints (leren_agreement_get_cohen_kappa (agreement, LEREN_WEIGHTING_NONE), "%.3f",
                 "0.492");
  assert_prints (leren_agreement_get_gwet_ac (agreement, LEREN_WEIGHTING_NONE), "%.3f", "0.576");
}

static void
test_artstein_poesio_2008 (void)
{
  g_autoptr (LerenJudgements) judgements = read_pairs ("artstein-poesio-2008-ex1.csv");
  g_autoptr (LerenAgreement) agreement = table_measure (judgements, LEREN_METRIC_NOMINAL);

  assert_prints (leren_agreement_get_scott_pi (agreement), "%.3f", "0.341");
  assert_prints (leren_agreement_get_cohen_kappa (agreement, LEREN_WEIGHTING_NONE), "%.3f",
                 "0.348");
  /* words without an order have no weights */
  assert_undefined (leren_agreement_get_cohen_kappa (agreement, LEREN_WEIGHTING_LINEAR));
  assert_undefined (leren_agreement_get_gwet_ac (agreement, LEREN_WEIGHTING_ORDINAL));
}

static void
test_fleiss_wikipedia (void)
{
  g_autofree char *text = table_published ("fleiss-wikipedia-10x5counts-14raters.csv");
  g_auto (GStrv) lines = g_strsplit (g_strstrip (text), "\n", -1);
  g_autoptr (LerenJudgements) judgements = leren_judgements_new ();
  g_autoptr (LerenAgreement) agreement = NULL;

  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], ",", -1);
      guint rater = 0;

      for (guint j = 1; fields[j] != NULL; j++)
        for (int n = atoi (fields[j]); n > 0; n--)
          {
            g_autofree char *coder = g_strdup_printf ("r%u", rater++);
            leren_judgements_set_number (judgements, fields[0], coder, j);
          }
    }
  agreement = table_measure (judgements, LEREN_METRIC_NOMINAL);
  g_assert_cmpuint (leren_agreement_get_n_coders (agreement), ==, 14);
  assert_prints (leren_agreement_get_fleiss_kappa (agreement), "%.4f", "0.2099");
}

/* Two coders differ on one unit of four. o_xx = 4, o_yy = 2, o_xy = o_yx = 1; n = 8, n_x = 5, n_y = 3;
 * alpha = 1 - 7 * 2 / (2 * 15) = 16/30 */
static void
test_by_hand (void)
{
  g_autoptr (LerenJudgements) judgements = table_read ("unit,An,Bo\n"
                                                       "a,x,x\nb,x,x\nc,y,y\nd,x,y\n");
  g_autoptr (LerenAgreement) agreement = table_measure (judgements, LEREN_METRIC_NOMINAL);
  g_autoptr (LerenTable) met = leren_agreement_get_coincidences (agreement);
  g_autoptr (LerenTable) categories = leren_agreement_get_categories (agreement);
  g_autoptr (LerenTable) differences = leren_agreement_get_differences (agreement);
  g_autoptr (LerenTable) pairs = leren_agreement_get_pairs (agreement);
  g_autofree char *unit = leren_table_dup_text (differences, 0, 0);
  g_autofree char *values = leren_table_dup_text (differences, 4, 0);
  g_autofree char *coder = leren_table_dup_text (pairs, 1, 0);

  g_assert_cmpfloat_with_epsilon (leren_agreement_get_alpha (agreement), 16 / 30.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (leren_agreement_get_observed_disagreement (agreement), 2 / 8.0,
                                  1e-15);
  g_assert_cmpfloat_with_epsilon (leren_agreement_get_expected_disagreement (agreement), 30 / 56.0,
                                  1e-15);

  g_assert_cmpuint (leren_table_get_n_rows (met), ==, 4);
  for (guint row = 0; row < 4; row++)
    {
      const double observed[] = { 4, 1, 1, 2 };
      const double expected[] = { 5 * 4 / 7.0, 5 * 3 / 7.0, 3 * 5 / 7.0, 3 * 2 / 7.0 };
      const double difference[] = { 0, 1, 1, 0 };

      g_assert_cmpfloat (leren_table_get_number (met, 2, row), ==, observed[row]);
      g_assert_cmpfloat_with_epsilon (leren_table_get_number (met, 3, row), expected[row], 1e-15);
      g_assert_cmpfloat (leren_table_get_number (met, 4, row), ==, difference[row]);
    }

  /* of those who chose x, four out of five met an x; of y two out of three */
  g_assert_cmpuint (leren_table_get_n_rows (categories), ==, 2);
  g_assert_cmpfloat (leren_table_get_number (categories, 1, 0), ==, 5);
  g_assert_cmpfloat_with_epsilon (leren_table_get_number (categories, 2, 0), 16 / 30.0, 1e-15);
  g_assert_cmpfloat (leren_table_get_number (categories, 3, 0), ==, 4 / 5.0);
  g_assert_cmpfloat (leren_table_get_number (categories, 3, 1), ==, 2 / 3.0);

  g_assert_cmpuint (leren_table_get_n_rows (differences), ==, 1);
  g_assert_cmpstr (unit, ==, "d");
  g_assert_cmpstr (values, ==, "[\"x\",\"y\"]");
  g_assert_cmpfloat (leren_table_get_number (differences, 2, 0), ==, 1);
  g_assert_cmpfloat (leren_table_get_number (differences, 3, 0), ==, 1);

  /* kappa: (3/4 - (3/4 2/4 + 1/4 2/4)) / (1/2) = 1/2 */
  g_assert_cmpuint (leren_table_get_n_rows (pairs), ==, 1);
  g_assert_cmpstr (coder, ==, "Bo");
  g_assert_cmpfloat (leren_table_get_number (pairs, 2, 0), ==, 4);
  g_assert_cmpfloat (leren_table_get_number (pairs, 3, 0), ==, 0.75);
  g_assert_cmpfloat_with_epsilon (leren_table_get_number (pairs, 5, 0), 0.5, 1e-15);
}

/* the most serious difference comes first */
static void
test_differences_are_sorted (void)
{
  g_autoptr (LerenJudgements) judgements =
    table_read ("unit,An,Bo,Cas\nnear,1,2,1\nsame,3,3,3\nfar,1,9,1\nalone,,,9\n");
  g_autoptr (LerenAgreement) agreement = table_measure (judgements, LEREN_METRIC_INTERVAL);
  g_autoptr (LerenTable) differences = leren_agreement_get_differences (agreement);
  g_autofree char *first = leren_table_dup_text (differences, 0, 0);
  g_autofree char *second = leren_table_dup_text (differences, 0, 1);

  g_assert_cmpuint (leren_table_get_n_rows (differences), ==, 2);
  g_assert_cmpstr (first, ==, "far");
  g_assert_cmpstr (second, ==, "near");
  /* two of the three pairs differ: 64 against 1 */
  g_assert_cmpfloat_with_epsilon (leren_table_get_number (differences, 2, 0), 2 * 64 / 3.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (leren_table_get_number (differences, 3, 0), 64 / 65.0, 1e-12);
}

static void
assert_nothing_to_say (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenJudgements) judgements = table_read (text);

  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    {
      g_autoptr (LerenAgreement) agreement = table_measure (judgements, metrics[i]);
      g_autoptr (JsonNode) node = NULL;
      JsonObject *object;

      leren_agreement_bootstrap (agreement, 20, 1, 0.95, NULL, &error);
      g_assert_no_error (error);
      assert_undefined (leren_agreement_get_alpha (agreement));
      assert_undefined (leren_agreement_get_alpha_low (agreement));
      assert_undefined (leren_agreement_get_alpha_high (agreement));
      g_assert_cmpuint (leren_agreement_get_n_left_out (agreement), ==, 20);
      assert_undefined (leren_agreement_get_fleiss_kappa (agreement));
      assert_undefined (leren_agreement_get_cohen_kappa (agreement, LEREN_WEIGHTING_NONE));
      assert_undefined (leren_agreement_get_cohen_kappa (agreement, LEREN_WEIGHTING_QUADRATIC));
      assert_undefined (leren_agreement_get_scott_pi (agreement));
      assert_undefined (leren_agreement_get_gwet_ac (agreement, LEREN_WEIGHTING_NONE));
      node = leren_agreement_to_json (agreement);
      object = json_node_get_object (node);
      g_assert_true (json_object_get_null_member (object, "alpha"));
      g_assert_true (json_object_get_null_member (object, "alpha_low"));
      g_assert_true (json_object_get_null_member (object, "cohen_kappa"));
      g_assert_true (json_object_get_null_member (object, "fleiss_kappa"));
    }
}

static void
test_degenerate (void)
{
  g_autoptr (LerenJudgements) same = table_read ("An,Bo\n2,2\n2,2\n2,2\n");
  g_autoptr (LerenAgreement) agreement = table_measure (same, LEREN_METRIC_NOMINAL);

  assert_nothing_to_say ("An,Bo\n");                   /* no unit */
  assert_nothing_to_say ("An\n1\n2\n");                /* one coder */
  assert_nothing_to_say ("An,Bo\n1,\n,2\n");           /* nothing to pair */
  assert_nothing_to_say ("An,Bo\n0,0\n0,0\n");         /* one value only */
  assert_nothing_to_say ("unit,An,Bo\none,0.1,0.1\n"); /* one unit, all equal */

  /* where all is the same there is agreement, though not beyond chance */
  g_assert_cmpfloat (leren_agreement_get_percent_agreement (agreement), ==, 1);
  g_assert_cmpfloat (leren_agreement_get_observed_disagreement (agreement), ==, 0);
}

/* one unit that two judged differently: D_o = D_e */
static void
test_one_unit (void)
{
  g_autoptr (LerenJudgements) judgements = table_read ("An,Bo\n1,2\n");

  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    {
      g_autoptr (LerenAgreement) agreement = table_measure (judgements, metrics[i]);
      g_assert_cmpfloat_with_epsilon (leren_agreement_get_alpha (agreement), 0, 1e-15);
    }
}

/* What there was to choose from counts for Gwet: with two to choose from, all the same is agreement. */
static void
test_scale_counts_for_gwet (void)
{
  const char *const scale[] = { "no", "yes", NULL };
  g_autoptr (LerenJudgements) judgements = table_read ("An,Bo\nyes,yes\nyes,yes\n");
  g_autoptr (LerenAgreement) before = table_measure (judgements, LEREN_METRIC_NOMINAL);
  g_autoptr (LerenAgreement) after = NULL;

  assert_undefined (leren_agreement_get_gwet_ac (before, LEREN_WEIGHTING_NONE));
  leren_judgements_set_scale (judgements, scale, TRUE);
  after = table_measure (judgements, LEREN_METRIC_NOMINAL);
  g_assert_cmpfloat (leren_agreement_get_gwet_ac (after, LEREN_WEIGHTING_NONE), ==, 1);
  g_assert_cmpfloat (leren_agreement_get_gwet_ac (after, LEREN_WEIGHTING_QUADRATIC), ==, 1);
  assert_undefined (leren_agreement_get_alpha (after));
  /* and what was measured before does not change */
  assert_undefined (leren_agreement_get_gwet_ac (before, LEREN_WEIGHTING_LINEAR));
}

/* A random table whose values are small numbers; some are missing */
static LerenJudgements *
make_random (GRand *rand, guint n_units, guint n_coders, const guint *units, const guint *coders,
             const char *const *names)
{
  g_autofree int *values = g_new (int, n_units *n_coders);
  LerenJudgements *judgements = leren_judgements_new ();

  for (guint i = 0; i < n_units; i++)
    {
      const int true_value = g_rand_int_range (rand, 0, 4);

      for (guint j = 0; j < n_coders; j++)
        {
          values[i * n_coders + j] =
            g_rand_double (rand) < 0.6 ? true_value : g_rand_int_range (rand, 0, 4);
          if (g_rand_double (rand) < 0.2)
            values[i * n_coders + j] = -1;
        }
    }
  for (guint i = 0; i < n_units; i++)
    for (guint j = 0; j < n_coders; j++)
      {
        g_autofree char *unit = g_strdup_printf ("u%u", units[i]);
        g_autofree char *coder = g_strdup_printf ("c%u", coders[j]);
        const int value = values[units[i] * n_coders + coders[j]];

        leren_judgements_set (judgements, unit, coder, value < 0 ? NULL : names[value]);
      }
  return judgements;
}

static void
compare_all (LerenAgreement *one, LerenAgreement *other, gboolean intervals)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpfloat_with_epsilon (leren_agreement_get_alpha (one),
                                  leren_agreement_get_alpha (other), 1e-12);
  g_assert_cmpfloat_with_epsilon (leren_agreement_get_percent_agreement (one),
                                  leren_agreement_get_percent_agreement (other), 1e-12);
  g_assert_cmpfloat_with_epsilon (leren_agreement_get_gwet_ac (one, LEREN_WEIGHTING_NONE),
                                  leren_agreement_get_gwet_ac (other, LEREN_WEIGHTING_NONE), 1e-12);
  if (!intervals)
    return;
  leren_agreement_bootstrap (one, 50, 7, 0.9, NULL, &error);
  g_assert_no_error (error);
  leren_agreement_bootstrap (other, 50, 7, 0.9, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (leren_agreement_get_alpha_low (one),
                                  leren_agreement_get_alpha_low (other), 1e-12);
  g_assert_cmpfloat_with_epsilon (leren_agreement_get_alpha_high (one),
                                  leren_agreement_get_alpha_high (other), 1e-12);
}

/* The order of units and of coders makes no difference, not even to the interval; nor do, where they
 * are only names, the names of values; nor a move and a stretch, where only intervals count. */
static void
test_properties (void)
{
  const guint in_order[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };
  const guint units[] = { 7, 2, 9, 0, 4, 1, 8, 3, 6, 5 };
  const guint coders[] = { 2, 0, 3, 1 };
  const char *const numbers[] = { "0", "1", "2", "3" };
  const char *const names[] = { "z", "a", "m", "k" };
  const char *const moved[] = { "-5.5", "-3.5", "-1.5", "0.5" };
  const char *const wider[] = { "1", "10", "11", "1000" };
  const char *const stretched[] = { "0", "3", "6", "9" };

  for (guint seed = 0; seed < 50; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new ();
      LerenJudgements *tables[6] = { NULL };

      for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
        {
          const char *const *const words[] = { numbers, numbers, names, moved, wider, stretched };

          g_rand_set_seed (rand, seed);
          tables[i] = make_random (rand, 10, 4, i == 1 ? units : in_order,
                                   i == 1 ? coders : in_order, words[i]);
        }
      for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
        {
          /* other names; any growing numbers; a move and a stretch; a stretch */
          LerenJudgements *const same[] = { tables[2], tables[4], tables[3], tables[5] };
          g_autoptr (LerenAgreement) plain = table_measure (tables[0], metrics[i]);
          g_autoptr (LerenAgreement) shuffled = table_measure (tables[1], metrics[i]);
          g_autoptr (LerenAgreement) other = table_measure (same[i], metrics[i]);

          compare_all (plain, shuffled, TRUE);
          compare_all (plain, other, FALSE);
        }
      for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
        g_clear_object (&tables[i]);
    }
}

static void
test_bootstrap (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = table_published ("krippendorff-2011.csv");
  g_autoptr (LerenJudgements) judgements = table_read (text);
  g_autoptr (LerenAgreement) agreement = table_measure (judgements, LEREN_METRIC_ORDINAL);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  double low, high;

  assert_undefined (leren_agreement_get_alpha_low (agreement));
  g_assert_cmpuint (leren_agreement_get_n_resamples (agreement), ==, 0);
  g_assert_true (leren_agreement_bootstrap (agreement, 500, 1, 0.95, NULL, &error));
  low = leren_agreement_get_alpha_low (agreement);
  high = leren_agreement_get_alpha_high (agreement);
  g_assert_cmpfloat (low, <, leren_agreement_get_alpha (agreement));
  g_assert_cmpfloat (high, >, leren_agreement_get_alpha (agreement));
  g_assert_cmpfloat (high, <=, 1);

  /* another seed gives others, the same seed the same, and less confidence less room */
  g_assert_true (leren_agreement_bootstrap (agreement, 500, 2, 0.95, NULL, &error));
  g_assert_cmpfloat (leren_agreement_get_alpha_low (agreement), !=, low);
  g_assert_true (leren_agreement_bootstrap (agreement, 500, 1, 0.5, NULL, &error));
  g_assert_cmpfloat (leren_agreement_get_alpha_low (agreement), >, low);
  g_assert_true (leren_agreement_bootstrap (agreement, 500, 1, 0.95, NULL, &error));
  g_assert_cmpfloat (leren_agreement_get_alpha_low (agreement), ==, low);
  g_assert_cmpfloat (leren_agreement_get_alpha_high (agreement), ==, high);

  /* what fails leaves what was found */
  g_assert_false (leren_agreement_bootstrap (agreement, 0, 1, 0.95, NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (leren_agreement_bootstrap (agreement, 10, 1, 1.0, NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_false (leren_agreement_bootstrap (agreement, 10, 3, 0.9, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpfloat (leren_agreement_get_alpha_low (agreement), ==, low);
  g_assert_cmpuint (leren_agreement_get_n_resamples (agreement), ==, 500);
}

static gpointer
cancel_in_thread (gpointer cancellable)
{
  g_usleep (20 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* Thousands of different ratios take long; who has enough of waiting does not wait for the resample. */
static void
test_long_work_can_be_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (LerenJudgements) judgements = leren_judgements_new ();
  g_autofree double *values = g_new (double, 30000);
  gint64 begun;
  GThread *thread;

  for (guint i = 0; i < 30000; i++)
    values[i] = i + 1;
  leren_judgements_set_coder_numbers (judgements, "An", values, 30000);
  for (guint i = 0; i < 30000; i++)
    values[i] = i + 1.5;
  leren_judgements_set_coder_numbers (judgements, "Bo", values, 30000);
  thread = g_thread_new ("cancel", cancel_in_thread, cancellable);
  begun = g_get_monotonic_time ();
  g_assert_null (leren_agreement_measure (judgements, LEREN_METRIC_RATIO, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* all of it takes seconds */
  g_test_message ("stopped after %.3f s", (g_get_monotonic_time () - begun) / 1e6);
  g_thread_join (thread);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* The twin measures the table as it was when it was called. */
static void
test_async (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = table_published ("krippendorff-2011.csv");
  g_autoptr (LerenJudgements) judgements = table_read (text);
  g_autoptr (LerenAgreement) agreement = NULL;
  g_autoptr (GAsyncResult) measured = NULL, sampled = NULL;
  g_autoptr (GAsyncResult) refused = NULL, stopped = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  double low;

  leren_agreement_measure_async (judgements, LEREN_METRIC_INTERVAL, NULL, keep_result, &measured);
  leren_judgements_set (judgements, "1", "A", "5");
  agreement = leren_agreement_measure_finish (wait_for (&measured), &error);
  g_assert_no_error (error);
  assert_prints (leren_agreement_get_alpha (agreement), "%.4f", "0.8491");

  leren_agreement_bootstrap_async (agreement, 100, 5, 0.95, NULL, keep_result, &sampled);
  assert_undefined (leren_agreement_get_alpha_low (agreement));
  g_assert_true (leren_agreement_bootstrap_finish (agreement, wait_for (&sampled), &error));
  low = leren_agreement_get_alpha_low (agreement);
  g_assert_true (leren_agreement_bootstrap (agreement, 100, 5, 0.95, NULL, &error));
  g_assert_cmpfloat (leren_agreement_get_alpha_low (agreement), ==, low);

  leren_agreement_bootstrap_async (agreement, 100, 5, 2, NULL, keep_result, &refused);
  g_assert_false (leren_agreement_bootstrap_finish (agreement, wait_for (&refused), &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
  g_clear_error (&error);

  g_cancellable_cancel (cancelled);
  leren_agreement_bootstrap_async (agreement, 100, 6, 0.95, cancelled, keep_result, &stopped);
  g_assert_false (leren_agreement_bootstrap_finish (agreement, wait_for (&stopped), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpfloat (leren_agreement_get_alpha_low (agreement), ==, low);
}

static double
below_zero (const char *value, const char *other, gpointer data)
{
  return -1;
}

static void
test_values_that_do_not_fit (void)
{
  static const struct {
    LerenMetric metric;
    const char *table;
    const char *where;
  } cases[] = {
    { LEREN_METRIC_INTERVAL, "unit,An,Bo\na,1,2\nb,2,high\n", "table.csv: line 3, column 3" },
    { LEREN_METRIC_RATIO, "An,Bo\n1,2\n\n-1,2\n", "table.csv: line 4, column 1" },
    { LEREN_METRIC_ORDINAL, "An,Bo\n1,2\nlow,2\n", "“low” is no number, and the order" },
    { LEREN_METRIC_INTERVAL, "An;Bo\n1,5;2\n", "“1,5” is no number" },
    { LEREN_METRIC_INTERVAL, "An,Bo\n0x10,1\n", "“0x10” is no number" },
  };
  g_autoptr (LerenJudgements) judgements = table_read ("An,Bo\nx,y\n");
  g_autoptr (GError) negative = NULL, own = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LerenJudgements) table = table_read (cases[i].table);

      g_assert_null (leren_agreement_measure (table, cases[i].metric, NULL, &error));
      g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
      if (strstr (error->message, cases[i].where) == NULL)
        g_error ("%s", error->message);
    }
  g_assert_null (leren_agreement_measure (judgements, LEREN_METRIC_OWN, NULL, &own));
  g_assert_error (own, LEREN_ERROR, LEREN_ERROR_INVALID);
  g_assert_null (leren_agreement_measure_with (judgements, below_zero, NULL, &negative));
  g_assert_error (negative, LEREN_ERROR, LEREN_ERROR_INVALID);
}

/* Texts have an order where one is told, and only what is on the scale has a place. */
static void
test_order (void)
{
  const char *const order[] = { "low", "middle", "high", NULL };
  const char *const shorter[] = { "low", "middle", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenJudgements) words =
    table_read ("An,Bo\nlow,low\nlow,middle\nhigh,high\nhigh,low\n");
  g_autoptr (LerenJudgements) numbers = table_read ("An,Bo\n1,1\n1,2\n3,3\n3,1\n");
  g_autoptr (LerenAgreement) one = NULL, other = NULL;

  leren_judgements_set_scale (words, order, TRUE);
  one = table_measure (words, LEREN_METRIC_ORDINAL);
  other = table_measure (numbers, LEREN_METRIC_ORDINAL);
  g_assert_cmpfloat (leren_agreement_get_alpha (one), ==, leren_agreement_get_alpha (other));
  for (guint i = 0; i <= LEREN_WEIGHTING_ORDINAL; i++)
    {
      g_assert_cmpfloat (leren_agreement_get_cohen_kappa (one, i), ==,
                         leren_agreement_get_cohen_kappa (other, i));
      g_assert_cmpfloat (leren_agreement_get_gwet_ac (one, i), ==,
                         leren_agreement_get_gwet_ac (other, i));
    }
  leren_judgements_set_scale (words, shorter, TRUE);
  g_assert_null (leren_agreement_measure (words, LEREN_METRIC_ORDINAL, NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "“high” is not on the scale"));
}

/* 1 and 1.0 are two texts, but one number. */
static void
test_numbers_are_equal (void)
{
  g_autoptr (LerenJudgements) judgements = table_read ("An,Bo\n1,1.0\n2,2\n1,1\n");
  g_autoptr (LerenAgreement) nominal = table_measure (judgements, LEREN_METRIC_NOMINAL);
  g_autoptr (LerenAgreement) interval = table_measure (judgements, LEREN_METRIC_INTERVAL);

  g_assert_cmpfloat (leren_agreement_get_alpha (nominal), <, 1);
  g_assert_cmpfloat (leren_agreement_get_alpha (interval), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agreement/krippendorff-2011", test_krippendorff_2011);
  g_test_add_func ("/agreement/krippendorff-wikipedia", test_krippendorff_wikipedia);
  g_test_add_func ("/agreement/two-kinds-of-ordinal", test_two_kinds_of_ordinal);
  g_test_add_func ("/agreement/cohen-1960", test_cohen_1960);
  g_test_add_func ("/agreement/artstein-poesio-2008", test_artstein_poesio_2008);
  g_test_add_func ("/agreement/fleiss-wikipedia", test_fleiss_wikipedia);
  g_test_add_func ("/agreement/by-hand", test_by_hand);
  g_test_add_func ("/agreement/differences-are-sorted", test_differences_are_sorted);
  g_test_add_func ("/agreement/degenerate", test_degenerate);
  g_test_add_func ("/agreement/one-unit", test_one_unit);
  g_test_add_func ("/agreement/scale-counts-for-gwet", test_scale_counts_for_gwet);
  g_test_add_func ("/agreement/properties", test_properties);
  g_test_add_func ("/agreement/bootstrap", test_bootstrap);
  g_test_add_func ("/agreement/long-work-can-be-cancelled", test_long_work_can_be_cancelled);
  g_test_add_func ("/agreement/async", test_async);
  g_test_add_func ("/agreement/values-that-do-not-fit", test_values_that_do_not_fit);
  g_test_add_func ("/agreement/order", test_order);
  g_test_add_func ("/agreement/numbers-are-equal", test_numbers_are_equal);
  return g_test_run ();
}
