/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */

/* bench-agreement TABLE TURNS: alpha of a table, and counting its coincidences and nothing else, in
 * turns. Prints JSON with the seconds of each turn and what came out, for bench-agreement.py to
 * set against nltk. */

#include "leren.h"

#include <stdlib.h>

static double
now (void)
{
  return g_get_monotonic_time () / (double) G_USEC_PER_SEC;
}

/* The table as small numbers, a unit after the other; 255 is missing */
static guint8 *
read_codes (LerenJudgements *judgements, guint *n_values)
{
  g_autoptr (LerenTable) table = leren_judgements_get_table (judgements);
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const guint n_coders = leren_judgements_get_n_coders (judgements);
  guint8 *codes = g_new (guint8, leren_table_get_n_rows (table) * n_coders);

  for (guint row = 0; row < leren_table_get_n_rows (table); row++)
    for (guint i = 0; i < n_coders; i++)
      {
        char *text = leren_table_dup_text (table, i + 1, row);

        if (text != NULL && !g_hash_table_contains (values, text))
          g_hash_table_insert (values, g_strdup (text),
                               GUINT_TO_POINTER (g_hash_table_size (values)));
        codes[row * n_coders + i] =
          text != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (values, text)) : 255;
        g_free (text);
      }
  *n_values = g_hash_table_size (values);
  return codes;
}

/* Krippendorff 2011, section A: each ordered pair within a unit counts for 1 / (m - 1) */
static void
count_coincidences (const guint8 *codes, guint n_units, guint n_coders, double *matrix,
                    guint n_values)
{
  for (guint unit = 0; unit < n_units; unit++, codes += n_coders)
    {
      guint m = 0;

      for (guint i = 0; i < n_coders; i++)
        m += codes[i] != 255;
      if (m < 2)
        continue;
      for (guint i = 0; i < n_coders; i++)
        for (guint j = 0; j < n_coders; j++)
          if (i != j && codes[i] != 255 && codes[j] != 255)
            matrix[codes[i] * n_values + codes[j]] += 1.0 / (m - 1);
    }
}

/* alpha out of the matrix, to see that both counted the same */
static double
find_alpha (const double *matrix, guint n_values)
{
  double n = 0, equal = 0, expected = 0;

  for (guint i = 0; i < n_values; i++)
    {
      double given = 0;

      for (guint j = 0; j < n_values; j++)
        given += matrix[i * n_values + j];
      n += given;
      equal += matrix[i * n_values + i];
      expected += given * given;
    }
  return 1 - (n - 1) * (n - equal) / (n * n - expected);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenJudgements) judgements = leren_judgements_new ();
  g_autoptr (GFile) file = argc > 1 ? g_file_new_for_path (argv[1]) : NULL;
  g_autofree guint8 *codes = NULL;
  guint n_units, n_coders, n_values;
  const int turns = argc > 2 ? atoi (argv[2]) : 9;
  double begun, reading;

  if (file == NULL)
    g_error ("bench-agreement TABLE [TURNS]");
  begun = now ();
  if (!leren_judgements_read_file (judgements, file, NULL, &error))
    g_error ("%s", error->message);
  reading = now () - begun;
  n_units = leren_judgements_get_n_units (judgements);
  n_coders = leren_judgements_get_n_coders (judgements);
  codes = read_codes (judgements, &n_values);
  g_print ("{\"units\": %u, \"coders\": %u, \"reading\": %f, \"turns\": [", n_units, n_coders,
           reading);
  for (int i = 0; i < turns; i++)
    {
      g_autoptr (LerenAgreement) agreement = NULL;
      g_autofree double *matrix = g_new0 (double, n_values *n_values);
      double alpha, alone, sampling;

      begun = now ();
      agreement = leren_agreement_measure (judgements, LEREN_METRIC_NOMINAL, NULL, &error);
      alpha = now () - begun;
      begun = now ();
      count_coincidences (codes, n_units, n_coders, matrix, n_values);
      alone = now () - begun;
      begun = now ();
      leren_agreement_bootstrap (agreement, 1000, 1, 0.95, NULL, &error);
      sampling = now () - begun;
      g_print ("%s{\"alpha\": %.9f, \"counting\": %.9f, \"bootstrap\": %.9f, \"ours\": %.17g, "
               "\"counted\": %.17g, \"low\": %.17g, \"high\": %.17g, \"pairable\": %u}",
               i > 0 ? ", " : "", alpha, alone, sampling, leren_agreement_get_alpha (agreement),
               find_alpha (matrix, n_values), leren_agreement_get_alpha_low (agreement),
               leren_agreement_get_alpha_high (agreement),
               leren_agreement_get_n_pairable (agreement));
    }
  g_print ("]}\n");
  return 0;
}
