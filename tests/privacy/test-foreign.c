/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "../store/store-fixture.h"

#include "exchange/leren-export-format-private.h"

/* What is written in a format of others names nobody, unless somebody asks for the names. */

/* A format made up for the test: a line for each participant, as some spreadsheet would have it */
#define FORMAT_OF_OTHERS ((LerenFormat) 9)

static gboolean
write_others (LerenStore *store, GOutputStream *stream, LerenFormat format,
              GCancellable *cancellable, GError **error)
{
  g_autoptr (LerenQuery) query = leren_store_query (store, "participant", error);
  g_autoptr (GListModel) people =
    query != NULL ? leren_query_run (query, cancellable, error) : NULL;

  for (guint i = 0; people != NULL && i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (LerenParticipant) participant = g_list_model_get_item (people, i);
      g_autofree char *line =
        g_strdup_printf ("%s;%s\n", leren_record_get_id (LEREN_RECORD (participant)),
                         leren_participant_get_name (participant));

      if (!g_output_stream_write_all (stream, line, strlen (line), NULL, cancellable, error))
        return FALSE;
    }
  return people != NULL;
}

static const LerenExportFormat of_others = { FORMAT_OF_OTHERS, TRUE, write_others };

static char *export(LerenStore *store, LerenFormat format, gboolean identifying)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  if (identifying)
    leren_store_export_identifying (store, stream, format, NULL, &error);
  else
    leren_store_export (store, stream, format, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
test_foreign (void)
{
  g_autofree char *path = store_path ("wijkteam.leren");
  g_autofree char *key = g_strconcat (path, ".key", NULL);
  g_autoptr (LerenStore) store = store_open (path);
  g_autofree char *named = NULL, *disguised = NULL, *again = NULL, *own = NULL;

  must_save (store, "{'type':'participant','id':'anna-1','name':'Anna de Wit'}");
  named = export(store, FORMAT_OF_OTHERS, TRUE);
  g_assert_cmpstr (named, ==, "anna-1;Anna de Wit\n");
  g_assert_false (g_file_test (key, G_FILE_TEST_EXISTS));

  disguised = export(store, FORMAT_OF_OTHERS, FALSE);
  g_assert_nonnull (strstr (disguised, ";Deelnemer "));
  g_assert_null (strstr (disguised, "anna"));
  g_assert_null (strstr (disguised, "Wit"));
  again = export(store, FORMAT_OF_OTHERS, FALSE);
  g_assert_cmpstr (again, ==, disguised);

  own = export(store, LEREN_FORMAT_JSON, FALSE);
  g_assert_nonnull (strstr (own, "Anna de Wit"));
  g_unlink (key);
  store_remove (path);
}

static void
test_in_memory (void)
{
  g_autoptr (LerenStore) store = store_in_memory ();
  g_autofree char *disguised = NULL;

  must_save (store, "{'type':'participant','id':'anna-1','name':'Anna de Wit'}");
  disguised = export(store, FORMAT_OF_OTHERS, FALSE);
  g_assert_nonnull (strstr (disguised, ";Deelnemer "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  _leren_export_format_register (&of_others);
  g_test_add_func ("/foreign/pseudonyms", test_foreign);
  g_test_add_func ("/foreign/in-memory", test_in_memory);
  return g_test_run ();
}
