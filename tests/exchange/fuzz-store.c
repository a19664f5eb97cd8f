/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* Everything a program does to a store that it was sent by a stranger */
static void
use (LerenStore *store)
{
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_auto (GStrv) problems = leren_store_check (store, NULL, NULL);
  g_auto (GStrv) types = leren_declaration_list_types ();
  g_autoptr (LerenRecord) participant = LEREN_RECORD (leren_participant_new ());

  leren_store_export (store, output, LEREN_FORMAT_JSON_LINES, NULL, NULL);
  for (guint i = 0; types[i] != NULL; i++)
    {
      g_autoptr (LerenQuery) query = leren_store_query (store, types[i], NULL);
      g_autoptr (GListModel) all = leren_query_run (query, NULL, NULL);

      leren_query_search (query, "who", NULL);
      g_clear_object (&all);
      all = leren_query_run (query, NULL, NULL);
      for (guint j = 0; all != NULL && j < g_list_model_get_n_items (all); j++)
        {
          g_autoptr (LerenRecord) record = g_list_model_get_item (all, j);

          leren_store_save (store, record, NULL, NULL);
          leren_store_delete (store, leren_record_get_id (record), NULL, NULL);
        }
    }
  leren_store_save (store, participant, NULL, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *path = g_strdup_printf (
    "%s/leren-fuzz-%d.leren",
    g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) ? "/dev/shm" : g_get_tmp_dir (), (int) getpid ());
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *former = g_strconcat (path, ".v1.backup", NULL); /* before it got today's form */
  const LerenStoreFlags flags[] = { LEREN_STORE_FLAGS_READ_ONLY, LEREN_STORE_FLAGS_DAMAGED,
                                    LEREN_STORE_FLAGS_EXISTING };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (LerenStore) store = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents_full (path, (const char *) data, size,
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      store = leren_store_open (path, flags[i], NULL, &error);
      if (store != NULL)
        use (store);
      else
        g_assert_nonnull (error);
    }
  g_unlink (path);
  g_unlink (journal);
  g_unlink (former);
  return 0;
}
