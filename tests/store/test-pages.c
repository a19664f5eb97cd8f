/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store-fixture.h"

/* Promises of a team, to be read some at a time */
static LerenStore *
store_filled (void)
{
  LerenStore *store = store_new ();

  fill (store);
  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *json =
        g_strdup_printf ("{'type':'action','id':'%u','what':'Call on day %u','owner':'a',"
                         "'state':'%s','effect_rating':%u}",
                         i, i, i % 2 == 0 ? "owned" : "proposed", 9 - i);
      must_save (store, json);
    }
  return store;
}

static void
assert_page (LerenPages *pages, const char *wanted)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) page = leren_pages_next (pages, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (page); i++)
    {
      g_autoptr (LerenRecord) record = g_list_model_get_item (page, i);
      g_string_append_printf (ids, "%s%s", i > 0 ? "," : "", leren_record_get_id (record));
    }
  g_assert_cmpstr (ids->str, ==, wanted);
}

static void
test_all (void)
{
  g_autoptr (LerenStore) store = store_filled ();
  g_autoptr (LerenQuery) query = leren_store_query (store, "action", NULL);
  g_autoptr (LerenPages) pages = leren_pages_new (query, 3);

  /* the pages have a query of their own */
  leren_query_page (query, 0, 1);
  assert_page (pages, "0,1,2");
  assert_page (pages, "3,4,5");
  assert_page (pages, "6");
  assert_page (pages, "");
  assert_page (pages, "");
}

static void
test_asked (void)
{
  g_autoptr (LerenStore) store = store_filled ();
  g_autoptr (LerenQuery) query = leren_store_query (store, "action", NULL);
  g_autoptr (LerenPages) pages = NULL;

  g_assert_true (leren_query_filter (query, "state", LEREN_COMPARISON_EQUAL, "owned", NULL));
  g_assert_true (leren_query_order (query, "effect_rating", FALSE, NULL));
  g_assert_true (leren_query_search (query, "call", NULL));
  leren_query_page (query, 1, 9);
  pages = leren_pages_new (query, 2);
  g_clear_object (&query);
  assert_page (pages, "4,2");
  assert_page (pages, "0");
  assert_page (pages, "");
}

/* What is done with the records of one page neither doubles nor hides those of the next. */
static void
test_changes (void)
{
  g_autoptr (LerenStore) store = store_filled ();
  g_autoptr (LerenQuery) query = leren_store_query (store, "action", NULL);
  g_autoptr (LerenPages) pages = NULL;

  g_assert_true (leren_query_filter (query, "owner", LEREN_COMPARISON_EQUAL, "a", NULL));
  pages = leren_pages_new (query, 2);
  assert_page (pages, "0,1");
  g_assert_true (leren_store_delete (store, "0", NULL, NULL));
  must_save (store, "{'type':'action','id':'1','what':'Somebody else calls','owner':'b'}");
  /* not read yet: gone, no longer found, and changed but found */
  g_assert_true (leren_store_delete (store, "2", NULL, NULL));
  must_save (store, "{'type':'action','id':'3','what':'Somebody else calls','owner':'b'}");
  must_save (store, "{'type':'action','id':'4','what':'Visit','owner':'a'}");
  must_save (store, "{'type':'action','id':'7','what':'Came later','owner':'a'}");
  assert_page (pages, "4,5");
  assert_page (pages, "6");
  assert_page (pages, "");
}

static void
test_refused (void)
{
  g_autoptr (LerenStore) store = store_filled ();
  g_autoptr (LerenQuery) query = leren_store_query (store, "action", NULL);
  g_autoptr (LerenPages) pages = leren_pages_new (query, 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (leren_pages_next (pages, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  /* what failed has passed nothing over */
  assert_page (pages, "0,1,2,3,4,5,6");
  g_assert_true (leren_store_close (store, NULL));
  g_assert_null (leren_pages_next (pages, NULL, &error));
  assert_said (error, LEREN_ERROR_CLOSED, "closed");
}

static void
take_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* The pages keep their store, and the task its pages. */
static void
test_async (void)
{
  LerenStore *store = store_filled ();
  g_autoptr (LerenQuery) query = leren_store_query (store, "action", NULL);
  LerenPages *pages = leren_pages_new (query, 5);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GListModel) page = NULL;
  g_autoptr (GObject) source = NULL;
  g_autoptr (GError) error = NULL;

  g_object_unref (store);
  g_clear_object (&query);
  leren_pages_next_async (pages, NULL, take_result, &result);
  g_object_unref (pages);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  source = g_async_result_get_source_object (result);
  page = leren_pages_next_finish (LEREN_PAGES (source), result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (page), ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pages/all", test_all);
  g_test_add_func ("/pages/asked", test_asked);
  g_test_add_func ("/pages/changes", test_changes);
  g_test_add_func ("/pages/refused", test_refused);
  g_test_add_func ("/pages/async", test_async);
  return g_test_run ();
}
