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

/* What was written */
static char *
take (GOutputStream *stream)
{
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static char *
export_as (LerenStore *store, LerenFormat format, gboolean identifying)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  if (identifying)
    leren_store_export_identifying (store, stream, format, NULL, &error);
  else
    leren_store_export (store, stream, format, NULL, &error);
  g_assert_no_error (error);
  return take (stream);
}

static void
test_foreign (void)
{
  g_autofree char *path = store_path ("wijkteam.leren");
  g_autofree char *key = g_strconcat (path, ".key", NULL);
  g_autoptr (LerenStore) store = store_open (path);
  g_autofree char *named = NULL, *disguised = NULL, *again = NULL, *own = NULL;

  must_save (store, "{'type':'participant','id':'anna-1','name':'Anna de Wit'}");
  named = export_as (store, FORMAT_OF_OTHERS, TRUE);
  g_assert_cmpstr (named, ==, "anna-1;Anna de Wit\n");
  g_assert_false (g_file_test (key, G_FILE_TEST_EXISTS));

  disguised = export_as (store, FORMAT_OF_OTHERS, FALSE);
  g_assert_nonnull (strstr (disguised, ";Deelnemer "));
  g_assert_null (strstr (disguised, "anna"));
  g_assert_null (strstr (disguised, "Wit"));
  again = export_as (store, FORMAT_OF_OTHERS, FALSE);
  g_assert_cmpstr (again, ==, disguised);

  own = export_as (store, LEREN_FORMAT_JSON, FALSE);
  g_assert_nonnull (strstr (own, "Anna de Wit"));
  g_unlink (key);
  store_remove (path);
}

/* With one key, a person is called the same in a copy, in an export of any format, and in a report. */
static void
test_key (void)
{
  g_autofree char *path = store_path ("wijkteam.leren"), *key = store_path ("elsewhere.key");
  g_autoptr (LerenStore) store = store_open (path), copy = store_in_memory ();
  g_autoptr (LerenPseudonymiser) pseudonymiser = leren_pseudonymiser_new (key);
  g_autoptr (LerenPseudonymiser) same = leren_pseudonymiser_new (key);
  g_autoptr (GOutputStream) export = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) report = g_memory_output_stream_new_resizable ();
  g_autofree char *copied = NULL, *exported = NULL, *reported = NULL;
  g_autoptr (GError) error = NULL;
  const char *label;

  must_save (store, "{'type':'participant','id':'anna-1','name':'Anna de Wit'}");
  must_save (store, "{'type':'action','id':'a','what':'Annas huurbaas bellen','owner':'anna-1'}");
  leren_pseudonymiser_copy (pseudonymiser, store, copy, NULL, &error);
  g_assert_no_error (error);
  copied = export_as (copy, FORMAT_OF_OTHERS, TRUE);
  leren_pseudonymiser_export (same, store, export, FORMAT_OF_OTHERS, NULL, &error);
  g_assert_no_error (error);
  exported = take (export);
  g_assert_cmpstr (exported, ==, copied);

  label = strstr (copied, "Deelnemer ");
  g_assert_nonnull (label);
  leren_report_write_pseudonymous (store, NULL, "nl", same, report, NULL, &error);
  g_assert_no_error (error);
  reported = take (report);
  g_strchomp (copied);
  g_assert_nonnull (strstr (reported, label));
  g_assert_null (strstr (reported, "Anna"));
  g_assert_null (strstr (reported, "anna"));

  /* a format that nobody made known */
  g_assert_false (
    leren_pseudonymiser_export (same, store, export, LEREN_FORMAT_DETECT, NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED);
  g_unlink (key);
  store_remove (path);
}

static void
test_in_memory (void)
{
  g_autoptr (LerenStore) store = store_in_memory ();
  g_autofree char *disguised = NULL;

  must_save (store, "{'type':'participant','id':'anna-1','name':'Anna de Wit'}");
  disguised = export_as (store, FORMAT_OF_OTHERS, FALSE);
  g_assert_nonnull (strstr (disguised, ";Deelnemer "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  _leren_export_format_register (&of_others);
  g_test_add_func ("/foreign/pseudonyms", test_foreign);
  g_test_add_func ("/foreign/key", test_key);
  g_test_add_func ("/foreign/in-memory", test_in_memory);
  return g_test_run ();
}
