/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store-fixture.h"

#include <sys/wait.h>
#include <unistd.h>

#define N_THREADS 4
#define N_RECORDS 100

typedef struct {
  LerenStore *store;
  guint number;
} Work;

static gpointer
save_and_read (gpointer data)
{
  Work *work = data;

  for (guint i = 0; i < N_RECORDS; i++)
    {
      g_autofree char *json = g_strdup_printf (
        "{'type':'case','id':'%u-%u','title':'T','narrative':'words'}", work->number, i);
      g_autofree char *id = g_strdup_printf ("%u-%u", work->number, i);
      g_autoptr (LerenQuery) query = leren_store_query (work->store, "case", NULL);
      g_autoptr (GListModel) found = NULL;

      must_save (work->store, json);
      assert_there (work->store, id, TRUE);
      g_assert_true (leren_query_filter (query, "id", LEREN_COMPARISON_EQUAL, id, NULL));
      found = leren_query_run (query, NULL, NULL);
      g_assert_cmpuint (g_list_model_get_n_items (found), ==, 1);
      if (i % 2 == 0)
        g_assert_true (leren_store_delete (work->store, id, NULL, NULL));
    }
  return NULL;
}

static void
test_one_store (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_auto (GStrv) problems = NULL;
  GThread *threads[N_THREADS];
  Work work[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    {
      work[i] = (Work){ store, i };
      threads[i] = g_thread_new ("test", save_and_read, &work[i]);
    }
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (leren_store_count (store, "case", NULL), ==, N_THREADS * N_RECORDS / 2);
  problems = leren_store_check (store, NULL, NULL);
  g_assert_cmpstr (problems[0], ==, NULL);
}

static gpointer
make_query (gpointer data)
{
  LerenStore *store = data;
  g_autoptr (LerenQuery) query = leren_store_query (store, "case", NULL);

  g_assert_nonnull (query);
  g_assert_true (leren_query_filter (query, "status", LEREN_COMPARISON_EQUAL, "open", NULL));
  g_assert_true (leren_query_search (query, "words", NULL));
  g_assert_true (leren_query_order (query, "title", FALSE, NULL));
  g_assert_true (leren_store_is_open (store));
  return query;
}

/* A window makes its queries while a thread is at work with the store. */
static void
test_query_while_in_use (void)
{
  g_autoptr (LerenStore) store = store_new ();
  GThread *thread;

  g_assert_nonnull (_leren_store_lock (store, NULL));
  thread = g_thread_new ("test", make_query, store);
  /* for ever, if it waited for the store */
  g_assert_nonnull (g_thread_join (thread));
  _leren_store_unlock (store);
}

/* Two that write: one waits, and after a while gives up. */
static void
test_busy (void)
{
  g_autofree char *path = store_path ("busy.leren");
  g_autoptr (LerenStore) one = store_open (path);
  g_autoptr (LerenStore) other = store_open (path);
  g_autoptr (LerenTransaction) transaction = leren_store_begin (one, NULL);
  g_autoptr (LerenImporter) importer = leren_importer_new (other);
  g_autoptr (GError) error = NULL;
  gint64 begun = g_get_monotonic_time ();

  must_save (one, "{'type':'practice','id':'p','name':'N'}");
  _leren_store_set_patience (other, 50);
  must_not_save (other, "{'type':'practice','id':'q','name':'N'}", LEREN_ERROR_BUSY, "try again");
  g_assert_cmpint (g_get_monotonic_time () - begun, >=, 50 * 1000);
  g_assert_false (leren_importer_run (importer, NULL, &error));
  assert_said (error, LEREN_ERROR_BUSY, "try again");
  g_assert_true (leren_transaction_commit (transaction, NULL));
  must_save (other, "{'type':'practice','id':'q','name':'N'}");
  assert_there (other, "p", TRUE);
  store_remove (path);
}

/* One that reads for long keeps another from committing; what failed is as if it never was. */
static void
test_busy_commit (void)
{
  g_autofree char *path = store_path ("commit.leren");
  g_autoptr (LerenStore) reader = store_open (path);
  g_autoptr (LerenStore) writer = store_open (path);
  g_autoptr (LerenTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  must_save (reader, "{'type':'practice','id':'p','name':'N'}");
  _leren_store_set_patience (writer, 50);
  run_sql (reader, "BEGIN; SELECT count(*) FROM practice");
  g_assert_false (save (writer, "{'type':'practice','id':'q','name':'N'}", &error));
  assert_said (error, LEREN_ERROR_BUSY, "try again");
  g_clear_error (&error);
  transaction = leren_store_begin (writer, &error);
  g_assert_no_error (error);
  must_save (writer, "{'type':'practice','id':'r','name':'N'}");
  g_assert_false (leren_transaction_commit (transaction, &error));
  assert_said (error, LEREN_ERROR_BUSY, "try again");
  g_clear_error (&error);
  run_sql (reader, "COMMIT");
  g_assert_true (leren_transaction_commit (transaction, &error));
  assert_there (reader, "q", FALSE);
  assert_there (reader, "r", TRUE);
  store_remove (path);
}

/* Another program adds frameworks and types: what it adds is known here from then on. */
static void
test_other_connection (void)
{
  g_autofree char *path = store_path ("other.leren");
  g_autoptr (LerenStore) one = store_open (path);
  g_autoptr (LerenStore) other = store_open (path);
  g_autoptr (LerenFramework) framework = framework_new ();

  g_assert_true (leren_store_add_framework (other, framework, NULL));
  must_save (other, "{'type':'session','id':'s','protocol':'own'}");
  must_save (one, "{'type':'session','id':'s2','protocol':'own'}");
  g_assert_nonnull (leren_theory_get_framework (leren_store_get_theory (one), "own"));
  g_assert_cmpint (leren_store_count (one, NULL, NULL), ==, 2);
  store_remove (path);
}

/* Several processes at once lose nothing. */
static void
test_processes (void)
{
  g_autofree char *path = store_path ("processes.leren");
  g_autoptr (LerenStore) store = store_open (path);
  GPid pids[3];

  g_clear_object (&store);
  for (guint i = 0; i < G_N_ELEMENTS (pids); i++)
    {
      pids[i] = fork ();
      if (pids[i] == 0)
        {
          store = store_open (path);
          for (guint j = 0; j < 20; j++)
            {
              g_autofree char *json =
                g_strdup_printf ("{'type':'practice','id':'%u-%u','name':'N'}", i, j);
              must_save (store, json);
            }
          g_object_unref (store);
          _exit (0);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (pids); i++)
    {
      int status;

      g_assert_cmpint (waitpid (pids[i], &status, 0), ==, pids[i]);
      g_assert_cmpint (status, ==, 0);
    }
  store = store_open (path);
  g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 60);
  store_remove (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/threads/processes", test_processes);
  g_test_add_func ("/threads/one-store", test_one_store);
  g_test_add_func ("/threads/query-while-in-use", test_query_while_in_use);
  add_test_of_files ("/threads/busy", test_busy);
  add_test_of_files ("/threads/busy-commit", test_busy_commit);
  g_test_add_func ("/threads/other-connection", test_other_connection);
  return g_test_run ();
}
