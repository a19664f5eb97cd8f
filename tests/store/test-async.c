/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store-fixture.h"

static void
take (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **taken = data;

  *taken = g_object_ref (result);
}

/* Runs the loop until there is a result. */
static GAsyncResult *
await (GAsyncResult **taken)
{
  while (*taken == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (taken);
}

static LerenStore *
open_async (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *taken = NULL;
  LerenStore *store;

  leren_store_open_async (":memory:", LEREN_STORE_FLAGS_NONE, NULL, take, &taken);
  result = await (&taken);
  store = leren_store_open_finish (result, &error);
  g_assert_no_error (error);
  return store;
}

static void
count_change (LerenStore *store, LerenChange change, const char *type, const char *id,
              GThread **thread)
{
  *thread = g_thread_self ();
}

static void
test_pairs (void)
{
  g_autoptr (LerenStore) store = open_async ();
  g_autoptr (LerenRecord) record = record_new ("{'type':'case','id':'c','title':'T'}");
  g_autoptr (LerenRecord) again = NULL;
  g_autoptr (LerenQuery) query = leren_store_query (store, "case", NULL);
  g_autoptr (GListModel) found = NULL;
  g_autoptr (LerenTransaction) transaction = NULL;
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (LerenImporter) importer = leren_importer_new (store);
  g_auto (GStrv) problems = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *taken = NULL;
  GThread *thread = NULL;

  g_signal_connect (store, "changed", G_CALLBACK (count_change), &thread);

  /* it is read before the call returns */
  leren_store_save_async (store, record, NULL, take, &taken);
  leren_case_set_title (LEREN_CASE (record), "Changed since");
  result = await (&taken);
  g_assert_true (leren_store_save_finish (store, result, &error));
  g_assert_true (leren_record_is_set (record, "created"));
  while (thread == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (thread == g_thread_self ());
  g_clear_object (&result);

  leren_store_get_async (store, "c", NULL, take, &taken);
  result = await (&taken);
  again = leren_store_get_finish (store, result, &error);
  g_assert_cmpstr (leren_record_get_title (again), ==, "T");
  g_clear_object (&result);

  leren_query_run_async (query, NULL, take, &taken);
  result = await (&taken);
  found = leren_query_run_finish (query, result, &error);
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 1);
  g_clear_object (&result);

  leren_query_count_async (query, NULL, take, &taken);
  result = await (&taken);
  g_assert_cmpint (leren_query_count_finish (query, result, &error), ==, 1);
  g_clear_object (&result);

  leren_store_check_async (store, NULL, take, &taken);
  result = await (&taken);
  problems = leren_store_check_finish (store, result, &error);
  g_assert_cmpstr (problems[0], ==, NULL);
  g_clear_object (&result);

  leren_store_export_async (store, output, LEREN_FORMAT_JSON_LINES, NULL, take, &taken);
  result = await (&taken);
  g_assert_true (leren_store_export_finish (store, result, &error));
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (output)), >, 10);
  g_clear_object (&result);

  leren_importer_run_async (importer, NULL, take, &taken);
  result = await (&taken);
  g_assert_true (leren_importer_run_finish (importer, result, &error));
  g_clear_object (&result);

  transaction = leren_store_begin (store, NULL);
  must_save (store, "{'type':'case','id':'d','title':'T'}");
  leren_transaction_commit_async (transaction, NULL, take, &taken);
  result = await (&taken);
  g_assert_true (leren_transaction_commit_finish (transaction, result, &error));
  assert_there (store, "d", TRUE);
  g_clear_object (&result);

  leren_store_delete_async (store, "d", NULL, take, &taken);
  result = await (&taken);
  g_assert_true (leren_store_delete_finish (store, result, &error));
  assert_there (store, "d", FALSE);
}

static void
test_errors (void)
{
  g_autoptr (LerenStore) store = open_async ();
  g_autoptr (LerenCase) untitled = leren_case_new ();
  g_autoptr (LerenRecord) dangling = record_new ("{'type':'case','id':'c','title':'T','team':'x'}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *taken = NULL;

  leren_store_save_async (store, LEREN_RECORD (untitled), NULL, take, &taken);
  result = await (&taken);
  g_assert_false (leren_store_save_finish (store, result, &error));
  assert_said (error, LEREN_ERROR_MISSING, "“title”");
  g_clear_error (&error);
  g_clear_object (&result);

  leren_store_save_async (store, dangling, NULL, take, &taken);
  result = await (&taken);
  g_assert_false (leren_store_save_finish (store, result, &error));
  assert_said (error, LEREN_ERROR_REFERENCE, "“team”");
  g_assert_false (leren_record_is_set (dangling, "created"));
  g_clear_error (&error);
  g_clear_object (&result);

  leren_store_get_async (store, "none", NULL, take, &taken);
  result = await (&taken);
  g_assert_null (leren_store_get_finish (store, result, &error));
  assert_said (error, LEREN_ERROR_NOT_FOUND, "none");
  g_clear_error (&error);
  g_clear_object (&result);

  leren_store_open_async ("/nonexistent/x", LEREN_STORE_FLAGS_NONE, NULL, take, &taken);
  result = await (&taken);
  g_assert_null (leren_store_open_finish (result, &error));
  assert_said (error, LEREN_ERROR_NOT_FOUND, "/nonexistent/x");
}

/* Two saves in a row of one new record: it was created once, and then modified. */
static void
test_twice (void)
{
  g_autoptr (LerenStore) store = open_async ();
  g_autoptr (LerenRecord) record = record_new ("{'type':'case','id':'c','title':'T'}");
  g_autoptr (LerenRecord) again = NULL;
  g_autoptr (GAsyncResult) first = NULL, second = NULL;
  GAsyncResult *taken[2] = { NULL, NULL };

  leren_store_save_async (store, record, NULL, take, &taken[0]);
  leren_store_save_async (store, record, NULL, take, &taken[1]);
  first = await (&taken[0]);
  second = await (&taken[1]);
  g_assert_true (leren_store_save_finish (store, first, NULL));
  g_assert_true (leren_store_save_finish (store, second, NULL));
  again = leren_store_get (store, "c", NULL, NULL);
  g_assert_true (leren_record_is_set (again, "modified"));
  g_assert_true (leren_record_is_set (record, "modified"));
  g_assert_true (leren_record_is_set (record, "created"));
}

/* Cancelled before it began, it is not done. */
static void
test_cancelled (void)
{
  g_autoptr (LerenStore) store = open_async ();
  g_autoptr (LerenRecord) record = record_new ("{'type':'case','id':'c','title':'T'}");
  g_autoptr (LerenQuery) query = leren_store_query (store, "case", NULL);
  g_autoptr (LerenImporter) importer = leren_importer_new (store);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (LerenTransaction) transaction = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *taken = NULL;

#define ASSERT_CANCELLED(call, finish)                                                             \
  {                                                                                                \
    g_autoptr (GAsyncResult) result = NULL;                                                        \
    g_autoptr (GError) error = NULL;                                                               \
    call;                                                                                          \
    result = await (&taken);                                                                       \
    g_assert_false (finish);                                                                       \
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);                                      \
  }
  must_save (store, "{'type':'case','id':'d','title':'T'}");
  g_cancellable_cancel (cancellable);
  ASSERT_CANCELLED (leren_store_save_async (store, record, cancellable, take, &taken),
                    leren_store_save_finish (store, result, &error))
  ASSERT_CANCELLED (leren_store_get_async (store, "d", cancellable, take, &taken),
                    leren_store_get_finish (store, result, &error))
  ASSERT_CANCELLED (leren_store_delete_async (store, "d", cancellable, take, &taken),
                    leren_store_delete_finish (store, result, &error))
  ASSERT_CANCELLED (leren_store_check_async (store, cancellable, take, &taken),
                    leren_store_check_finish (store, result, &error))
  ASSERT_CANCELLED (leren_query_run_async (query, cancellable, take, &taken),
                    leren_query_run_finish (query, result, &error))
  ASSERT_CANCELLED (leren_query_count_async (query, cancellable, take, &taken),
                    leren_query_count_finish (query, result, &error) >= 0)
  ASSERT_CANCELLED (leren_importer_run_async (importer, cancellable, take, &taken),
                    leren_importer_run_finish (importer, result, &error))
  ASSERT_CANCELLED (
    leren_store_export_async (store, output, LEREN_FORMAT_JSON, cancellable, take, &taken),
    leren_store_export_finish (store, result, &error))
  ASSERT_CANCELLED (
    leren_store_open_async (":memory:", LEREN_STORE_FLAGS_NONE, cancellable, take, &taken),
    leren_store_open_finish (result, &error))
  assert_there (store, "c", FALSE);
  assert_there (store, "d", TRUE);

  transaction = leren_store_begin (store, NULL);
  must_save (store, "{'type':'case','id':'e','title':'T'}");
  ASSERT_CANCELLED (leren_transaction_commit_async (transaction, cancellable, take, &taken),
                    leren_transaction_commit_finish (transaction, result, &error))
  g_assert_true (leren_transaction_roll_back (transaction, NULL));
  assert_there (store, "e", FALSE);
#undef ASSERT_CANCELLED
}

/* Cancelled after it was done, it is told as done. */
static void
test_cancelled_late (void)
{
  g_autoptr (LerenStore) store = open_async ();
  g_autoptr (LerenRecord) record = record_new ("{'type':'case','id':'c','title':'T'}");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *taken = NULL;

  leren_store_save_async (store, record, cancellable, take, &taken);
  result = await (&taken);
  g_cancellable_cancel (cancellable);
  g_assert_true (leren_store_save_finish (store, result, &error));
  assert_there (store, "c", TRUE);
}

/* A whole working day without blocking once: begun, thought better of, counted, closed. */
static void
count_save (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  leren_store_save_finish (LEREN_STORE (source), result, &error);
  g_assert_no_error (error);
  ++*(guint *) data;
}

/* Whoever types on while the last save is under way keeps what was typed last. */
static void
test_in_order (void)
{
  g_autoptr (LerenStore) store = open_async ();
  g_autoptr (LerenCase) rent = leren_case_new ();

  leren_record_set_id (LEREN_RECORD (rent), "rent");
  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (LerenRecord) there = NULL;
      g_autofree char *title = NULL;
      guint n_saved = 0;

      for (guint i = 0; i < 20; i++)
        {
          g_free (title);
          title = g_strdup_printf ("Rent arrears, %u.%u", round, i);
          leren_case_set_title (rent, title);
          leren_store_save_async (store, LEREN_RECORD (rent), NULL, count_save, &n_saved);
        }
      while (n_saved < 20)
        g_main_context_iteration (NULL, TRUE);
      there = leren_store_get (store, "rent", NULL, NULL);
      g_assert_cmpstr (leren_case_get_title (LEREN_CASE (there)), ==, title);
    }
}

static void
test_from_begin_to_close (void)
{
  static const char *const framework_json =
    "{'format':'leren-framework','version':1,'id':'moods','kind':'set','label':{'en':'Moods'},"
    "'concepts':[{'id':'calm','label':{'en':'Calm'}}]}";
  g_autoptr (LerenStore) store = open_async ();
  g_autofree char *text = g_strdelimit (g_strdup (framework_json), "'", '"');
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenFramework) framework = leren_framework_from_json (text, -1, &error);
  g_autoptr (LerenTransaction) transaction = NULL;
  g_autoptr (LerenRecord) record = record_new ("{'type':'case','id':'c','title':'T'}");
  GAsyncResult *taken = NULL;
  GAsyncResult *result;

  g_assert_no_error (error);
  leren_store_begin_async (store, NULL, take, &taken);
  result = await (&taken);
  transaction = leren_store_begin_finish (store, result, &error);
  g_object_unref (result);
  g_assert_no_error (error);
  g_assert_true (leren_store_save (store, record, NULL, &error));

  /* a store does not close on a transaction, and says so to whoever waits */
  leren_store_close_async (store, NULL, take, &taken);
  result = await (&taken);
  g_assert_false (leren_store_close_finish (store, result, &error));
  g_object_unref (result);
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_STATE);
  g_clear_error (&error);

  leren_transaction_roll_back_async (transaction, NULL, take, &taken);
  result = await (&taken);
  g_assert_true (leren_transaction_roll_back_finish (transaction, result, &error));
  g_object_unref (result);

  leren_store_add_framework_async (store, framework, NULL, take, &taken);
  result = await (&taken);
  g_assert_true (leren_store_add_framework_finish (store, result, &error));
  g_object_unref (result);
  g_assert_nonnull (leren_theory_get_framework (leren_store_get_theory (store), "moods"));

  leren_store_count_async (store, "case", NULL, take, &taken);
  result = await (&taken);
  g_assert_cmpint (leren_store_count_finish (store, result, &error), ==, 0);
  g_object_unref (result);
  leren_store_count_async (store, "nothing", NULL, take, &taken);
  result = await (&taken);
  g_assert_cmpint (leren_store_count_finish (store, result, &error), ==, -1);
  g_object_unref (result);
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
  g_clear_error (&error);

  leren_store_close_async (store, NULL, take, &taken);
  result = await (&taken);
  g_assert_true (leren_store_close_finish (store, result, &error));
  g_object_unref (result);
  g_assert_false (leren_store_is_open (store));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/async/pairs", test_pairs);
  g_test_add_func ("/async/in-order", test_in_order);
  g_test_add_func ("/async/from-begin-to-close", test_from_begin_to_close);
  g_test_add_func ("/async/errors", test_errors);
  g_test_add_func ("/async/twice", test_twice);
  g_test_add_func ("/async/cancelled", test_cancelled);
  g_test_add_func ("/async/cancelled-late", test_cancelled_late);
  return g_test_run ();
}
