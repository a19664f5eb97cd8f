/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
/* Says what stands out in a store: findings FILE */
#include <leren.h>
#include <locale.h>
#include <stdio.h>

static gboolean
print_findings (const char *path, GError **error)
{
  g_autoptr (LerenStore) store = leren_store_open (path, LEREN_STORE_FLAGS_EXISTING, NULL, error);
  g_autoptr (LerenSnapshot) snapshot =
    store ? leren_snapshot_take (store, NULL, NULL, error) : NULL;
  g_autoptr (LerenDiagnosis) diagnosis = leren_diagnosis_new ();
  g_autoptr (LerenFindings) findings =
    snapshot ? leren_diagnosis_run (diagnosis, snapshot, NULL, error) : NULL;

  if (findings == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (findings)); i++)
    {
      g_autoptr (LerenFinding) finding = g_list_model_get_item (G_LIST_MODEL (findings), i);
      printf ("%s\n", leren_finding_get_explanation (finding, NULL));
    }
  return TRUE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (argc == 2 && print_findings (argv[1], &error))
    return 0;
  g_printerr ("%s\n", error != NULL ? error->message : "findings FILE");
  return 1;
}
