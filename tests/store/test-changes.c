/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store-fixture.h"

typedef struct {
  GString *text;
  GThread *thread;
} Log;

static void
note (LerenStore *store, LerenChange change, const char *type, const char *id, Log *log)
{
  static const char *const names[] = { "added", "changed", "deleted", "imported" };

  g_string_append_printf (log->text, "%s%s %s %s", log->text->len > 0 ? ", " : "", names[change],
                          type, id);
  log->thread = g_thread_self ();
}

static void
assert_log (Log *log, const char *expected)
{
  g_assert_cmpstr (log->text->str, ==, expected);
  g_string_truncate (log->text, 0);
}

static void
test_one_by_one (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LerenTransaction) transaction = NULL;
  g_autoptr (LerenImporter) importer = NULL;
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (
    "{\"type\":\"practice\",\"id\":\"i\",\"name\":\"I\"}", -1, NULL);
  Log log = { text };

  g_signal_connect (store, "changed", G_CALLBACK (note), &log);
  must_save (store, "{'type':'practice','id':'p','name':'N'}");
  assert_log (&log, "added practice p");
  must_save (store, "{'type':'practice','id':'p','name':'M'}");
  assert_log (&log, "changed practice p");
  must_not_save (store, "{'type':'case','id':'c','title':'T','team':'x'}", LEREN_ERROR_REFERENCE,
                 "x");
  assert_log (&log, "");
  g_assert_true (leren_store_delete (store, "p", NULL, NULL));
  assert_log (&log, "deleted practice p");

  transaction = leren_store_begin (store, NULL);
  must_save (store, "{'type':'practice','id':'p','name':'N'}");
  must_not_save (store, "{'type':'case','id':'p','title':'T'}", LEREN_ERROR_DUPLICATE, "practice");
  must_save (store, "{'type':'practice','id':'q','name':'N'}");
  assert_log (&log, "");
  g_assert_true (leren_transaction_commit (transaction, NULL));
  assert_log (&log, "added practice p, added practice q");

  g_clear_object (&transaction);
  transaction = leren_store_begin (store, NULL);
  must_save (store, "{'type':'practice','id':'r','name':'N'}");
  g_clear_object (&transaction);
  assert_log (&log, "");

  importer = leren_importer_new (store);
  leren_importer_add_stream (importer, input, "lines", LEREN_FORMAT_JSON_LINES);
  g_assert_true (leren_importer_run (importer, NULL, NULL));
  assert_log (&log, "imported (null) (null)");
}

static gpointer
save_elsewhere (gpointer store)
{
  must_save (store, "{'type':'practice','id':'p','name':'N'}");
  return NULL;
}

/* What another thread does is told on the one that opened the store, when its loop next runs: also
 * where nobody runs the loop right now. */
static void
test_other_thread (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  Log log = { text };

  g_signal_connect (store, "changed", G_CALLBACK (note), &log);
  g_thread_join (g_thread_new ("save", save_elsewhere, store));
  assert_log (&log, "");
  while (text->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (log.thread == g_thread_self ());
  assert_log (&log, "added practice p");
}

static gpointer
open_elsewhere (gpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  LerenStore **store = data;

  g_main_context_push_thread_default (context);
  *store = store_new ();
  g_main_context_pop_thread_default (context);
  return g_steal_pointer (&context);
}

static void
test_own_context (void)
{
  LerenStore *store = NULL;
  g_autoptr (GMainContext) context = g_thread_join (g_thread_new ("open", open_elsewhere, &store));
  g_autoptr (GString) text = g_string_new (NULL);
  Log log = { text };

  g_signal_connect (store, "changed", G_CALLBACK (note), &log);
  must_save (store, "{'type':'practice','id':'p','name':'N'}");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_log (&log, "");
  g_main_context_iteration (context, TRUE);
  assert_log (&log, "added practice p");
  g_object_unref (store);
}

static void
close_store (LerenStore *store, LerenChange change, const char *type, const char *id, gpointer data)
{
  g_assert_true (leren_store_close (store, NULL));
}

/* Who is told can use the store, and even close it. */
static void
test_used_in_handler (void)
{
  g_autoptr (LerenStore) store = store_new ();

  g_signal_connect (store, "changed", G_CALLBACK (close_store), NULL);
  must_save (store, "{'type':'practice','id':'p','name':'N'}");
  g_assert_false (leren_store_is_open (store));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/changes/one-by-one", test_one_by_one);
  g_test_add_func ("/changes/other-thread", test_other_thread);
  g_test_add_func ("/changes/own-context", test_own_context);
  g_test_add_func ("/changes/used-in-handler", test_used_in_handler);
  return g_test_run ();
}
