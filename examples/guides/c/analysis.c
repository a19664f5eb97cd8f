/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
/* Analyses of a store, for docs/guides/c.md */
#include <leren.h>
#include <locale.h>
#include <stdio.h>

/* region findings */
static gboolean
find (LerenStore *store, GError **error)
{
  g_autoptr (LerenScope) scope = g_object_new (LEREN_TYPE_SCOPE, "case", "rent", NULL);
  g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, scope, NULL, error);
  g_autoptr (LerenDiagnosis) diagnosis = leren_diagnosis_new ();
  g_autoptr (LerenFindings) findings =
    snapshot ? leren_diagnosis_run (diagnosis, snapshot, NULL, error) : NULL;

  if (findings == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (findings)); i++)
    {
      g_autoptr (LerenFinding) finding = g_list_model_get_item (G_LIST_MODEL (findings), i);
      printf ("%s, by %u records\n  %s\n  %s\n", leren_finding_get_rule (finding),
              g_strv_length ((char **) leren_finding_get_evidence (finding)),
              leren_finding_get_questions (finding, "en")[0], leren_finding_get_source (finding));
    }
  return TRUE;
}
/* endregion */

/* region choose */
static gboolean
choose (LerenSnapshot *snapshot, GError **error)
{
  const char *rules[] = { "advice-too-soon", NULL };
  g_autoptr (LerenDiagnosis) diagnosis = leren_diagnosis_new ();
  g_autoptr (LerenFindings) findings = NULL;

  if (!leren_diagnosis_select (diagnosis, rules, error) ||
      !leren_diagnosis_set_parameter (diagnosis, "advice-too-soon", "min-advice", 3, error))
    return FALSE;
  findings = leren_diagnosis_run (diagnosis, snapshot, NULL, error);
  if (findings != NULL)
    printf ("%u findings\n", g_list_model_get_n_items (G_LIST_MODEL (findings)));
  return findings != NULL;
}
/* endregion */

/* region table */
static gboolean
count_levels (LerenSnapshot *snapshot, GError **error)
{
  g_autoptr (LerenTable) table = leren_snapshot_get_table (snapshot, "reflection", NULL, error);
  guint counts[256] = { 0 };

  if (table == NULL)
    return FALSE;
  const guint column = leren_table_find_column (table, "level");
  const char *const *words = leren_table_get_column_words (table, column);
  /* of a category: a byte a row, which is a place in the words */
  const guint8 *codes = g_bytes_get_data (leren_table_get_column_values (table, column), NULL);
  for (guint row = 0; row < leren_table_get_n_rows (table); row++)
    if (leren_table_is_present (table, column, row))
      counts[codes[row]]++;
  for (guint word = 0; words[word] != NULL; word++)
    if (counts[word] > 0)
      printf ("%s: %u of %u\n", words[word], counts[word], leren_table_get_n_rows (table));
  return TRUE;
}
/* endregion */

/* region figures */
static gboolean
reckon (LerenSnapshot *snapshot, GError **error)
{
  g_autoptr (LerenCycles) cycles = leren_cycles (snapshot);
  g_autoptr (LerenProfile) profile =
    leren_profile (snapshot, "learning-loops", LEREN_GROUPING_CASE, error);

  if (profile == NULL)
    return FALSE;
  printf ("%u of %u promises came to a conclusion\n", leren_cycles_get_n_closed (cycles),
          leren_cycles_get_total (cycles));
  for (guint group = 0; group < leren_profile_get_n_groups (profile); group++)
    printf ("%s: %u single loops\n", leren_profile_get_group (profile, group),
            leren_profile_get_count (profile, group, "single"));
  return TRUE;
}
/* endregion */

/* region similar */
static gboolean
look_for (LerenSnapshot *snapshot, GError **error)
{
  g_autoptr (LerenSimilar) similar =
    leren_similar_find_text (snapshot, "She owes rent and has letters", 1, NULL, NULL, error);

  if (similar == NULL)
    return FALSE;
  g_autoptr (LerenSimilarCase) like = g_list_model_get_item (G_LIST_MODEL (similar), 0);
  printf ("%s\n", leren_similar_case_get_title (like));
  return TRUE;
}
/* endregion */

/* region report */
static gboolean
report (LerenStore *store, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path ("report.html");
  g_autoptr (GFileOutputStream) stream =
    g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, error);

  return stream != NULL &&
         leren_report_write (store, NULL, "en", TRUE, G_OUTPUT_STREAM (stream), NULL, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}
/* endregion */

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (LerenSnapshot) snapshot = NULL;

  setlocale (LC_ALL, "");
  /* region take */
  store = leren_store_open ("day.leren", LEREN_STORE_FLAGS_READ_ONLY, NULL, &error);
  snapshot = store ? leren_snapshot_take (store, NULL, NULL, &error) : NULL;
  /* endregion */
  if (snapshot != NULL && find (store, &error) && choose (snapshot, &error) &&
      count_levels (snapshot, &error) && reckon (snapshot, &error) && look_for (snapshot, &error) &&
      report (store, &error))
    return 0;
  fprintf (stderr, "%s\n", error->message);
  return 1;
}
