/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store-fixture.h"

static LerenStore *
store_filled (void)
{
  LerenStore *store = store_new ();

  fill (store);
  must_save (store, "{'type':'action','id':'1','what':'b','state':'owned','owner':'a',"
                    "'effect_rating':10,'due':'2015-03-01','level':'meaning',"
                    "'created':'2015-01-01T12:00:00.000001+02:00'}");
  must_save (store, "{'type':'action','id':'2','what':'a','effect_rating':9,'due':'2014-12-31',"
                    "'level':'environment','created':'2015-01-01t10:00:00z'}");
  must_save (store, "{'type':'action','id':'3','what':'c','state':'dropped','drop_reason':'x',"
                    "'level':'behaviour','created':'2015-06-30T23:59:60-23:59'}");
  must_save (store,
             "{'type':'session','id':'s1','minutes':90,'cancelled':true,'present':['a','b']}");
  must_save (store,
             "{'type':'session','id':'s2','minutes':90.5,'cancelled':false,'protocol':'pdca'}");
  must_save (store, "{'type':'practice','id':'q','name':'Q','phase':'roll-out'}");
  must_save (store, "{'type':'practice','id':'r','name':'R','phase':'elaborate'}");
  must_save (store, "{'type':'tension','id':'y','description':'D','elements':['rules','subject']}");
  must_save (store, "{'type':'case','id':'c2','title':'T','domains':['debt']}");
  return store;
}

#define E LEREN_COMPARISON_EQUAL
#define N LEREN_COMPARISON_NOT_EQUAL
#define L LEREN_COMPARISON_LESS
#define LE LEREN_COMPARISON_LESS_EQUAL
#define G LEREN_COMPARISON_GREATER
#define GE LEREN_COMPARISON_GREATER_EQUAL
#define C LEREN_COMPARISON_CONTAINS
#define A LEREN_COMPARISON_ABSENT
#define P LEREN_COMPARISON_PRESENT

static const struct {
  const char *type, *member;
  LerenComparison comparison;
  const char *value, *ids;
} filters[] = {
  { "action", "effect_rating", G, "9", "1" },
  { "action", "effect-rating", LE, "10", "1,2" },
  { "action", "effect_rating", E, "9.0", "2" },
  { "action", "effect_rating", N, "9", "1,3" },
  { "action", "effect_rating", L, "9.5", "2" },
  { "action", "effect_rating", A, NULL, "3" },
  { "action", "effect_rating", P, NULL, "1,2" },
  { "action", "state", E, "owned", "1" },
  { "action", "state", GE, "owned", "1,3" },
  { "action", "level", L, "identity", "2,3" },
  { "action", "level", GE, "behaviour", "1,3" },
  { "action", "due", L, "2015-01-01", "2" },
  { "action", "what", G, "a", "1,3" },
  { "action", "what", E, "a' OR 1=1 --", "" },
  { "action", "owner", E, "a", "1" },
  { "action", "owner", N, "a", "2,3" },
  { "action", "id", E, "2", "2" },
  { "action", "created", E, "2015-01-01T10:00:00Z", "2" },
  { "action", "created", G, "2015-01-01T11:00:00+01:00", "1,3" },
  { "action", "created", L, "2015-01-01T10:00:00.000001Z", "2" },
  { "action", "created", GE, "2015-07-01T23:59:00Z", "3" },
  { "session", "minutes", G, "90", "s2" },
  { "session", "minutes", E, "90", "s1" },
  { "session", "cancelled", E, "true", "s1" },
  { "session", "cancelled", N, "true", "s,s2" },
  { "session", "present", C, "a", "s,s1" },
  { "session", "present", C, "b", "s1" },
  { "session", "present", C, "\"b\"", "" },
  { "session", "protocol", E, "pdca", "s2" },
  { "practice", "phase", G, "elaborate", "q" },
  { "practice", "phase", LE, "elaborate", "r" },
  { "tension", "elements", C, "rules", "y" },
  { "case", "domains", C, "debt", "c2" },
  { "case", "domains", C, "' OR '1'='1", "" },
};

static void
test_filters (void)
{
  g_autoptr (LerenStore) store = store_filled ();

  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LerenQuery) query = leren_store_query (store, filters[i].type, &error);

      g_test_message ("%s %s %d %s", filters[i].type, filters[i].member, filters[i].comparison,
                      filters[i].value);
      leren_query_filter (query, filters[i].member, filters[i].comparison, filters[i].value,
                          &error);
      g_assert_no_error (error);
      assert_ids (query, filters[i].ids);
    }
}

static const struct {
  const char *type, *member;
  LerenComparison comparison;
  const char *value;
  LerenError code;
  const char *said;
} refused[] = {
  { "action", "none", E, "x", LEREN_ERROR_NOT_FOUND, "“none”" },
  { "action", "what\" OR 1=1 --", E, "x", LEREN_ERROR_NOT_FOUND, "no member" },
  { "action", "effect_rating", G, "high", LEREN_ERROR_INVALID, "give a number" },
  { "action", "effect_rating", G, "", LEREN_ERROR_INVALID, "give a number" },
  { "action", "effect_rating", G, "1e400", LEREN_ERROR_INVALID, "give a number" },
  { "action", "effect_rating", G, NULL, LEREN_ERROR_INVALID, "needs a value" },
  { "action", "effect_rating", 99, "1", LEREN_ERROR_INVALID, "needs a value" },
  { "action", "state", E, "begun", LEREN_ERROR_INVALID, "it is one of" },
  { "action", "level", L, "none", LEREN_ERROR_INVALID, "it is one of" },
  { "action", "due", L, "2015-02-29", LEREN_ERROR_INVALID, "not a day" },
  { "action", "created", L, "yesterday", LEREN_ERROR_INVALID, "not a time" },
  { "action", "what", E, "\xff", LEREN_ERROR_INVALID, "UTF-8" },
  { "action", "what", C, "x", LEREN_ERROR_INVALID, "no list" },
  { "session", "present", E, "a", LEREN_ERROR_INVALID, "is a list" },
  { "session", "cancelled", E, "1", LEREN_ERROR_INVALID, "true or false" },
};

static void
test_refused (void)
{
  g_autoptr (LerenStore) store = store_filled ();
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (LerenQuery) query = leren_store_query (store, refused[i].type, NULL);
      g_autofree char *before = ids_of (query);

      g_test_message ("%s %s", refused[i].member, refused[i].said);
      g_assert_false (leren_query_filter (query, refused[i].member, refused[i].comparison,
                                          refused[i].value, &error));
      assert_said (error, refused[i].code, refused[i].said);
      g_clear_error (&error);
      assert_ids (query, before);
    }
  g_assert_null (leren_store_query (store, "case\" --", &error));
  assert_said (error, LEREN_ERROR_NOT_FOUND, "does not exist");
}

static void
assert_order (const char *type, const char *member, gboolean descending, const char *ids)
{
  g_autoptr (LerenStore) store = store_filled ();
  g_autoptr (LerenQuery) query = leren_store_query (store, type, NULL);
  g_autoptr (GError) error = NULL;

  g_test_message ("%s %d", member, descending);
  leren_query_order (query, member, descending, &error);
  g_assert_no_error (error);
  assert_ids (query, ids);
}

static void
test_order (void)
{
  g_autoptr (LerenStore) store = store_filled ();
  g_autoptr (LerenQuery) query = leren_store_query (store, "action", NULL);
  g_autoptr (GError) error = NULL;

  assert_ids (query, "1,2,3");
  assert_order ("action", "what", FALSE, "2,1,3");
  assert_order ("action", "what", TRUE, "3,1,2");
  /* what is absent comes last, whichever way */
  assert_order ("action", "effect_rating", FALSE, "2,1,3");
  assert_order ("action", "effect_rating", TRUE, "1,2,3");
  assert_order ("action", "level", FALSE, "2,3,1");
  assert_order ("action", "state", TRUE, "3,1,2");
  assert_order ("action", "created", FALSE, "2,1,3");
  assert_order ("practice", "phase", FALSE, "r,q,p");
  assert_order ("session", "cancelled", FALSE, "s2,s1,s");

  g_assert_false (leren_query_order (query, "what; DROP TABLE team", FALSE, &error));
  assert_said (error, LEREN_ERROR_NOT_FOUND, "no member");
  g_clear_error (&error);
  g_assert_true (leren_query_order (query, "owner", FALSE, &error));
  g_assert_true (leren_query_order (query, "what", TRUE, &error));
  assert_ids (query, "1,3,2");
}

static void
test_page (void)
{
  g_autoptr (LerenStore) store = store_filled ();
  g_autoptr (LerenQuery) query = leren_store_query (store, "action", NULL);

  leren_query_page (query, 0, 2);
  assert_ids (query, "1,2");
  leren_query_page (query, 2, 2);
  assert_ids (query, "3");
  leren_query_page (query, 9, 2);
  assert_ids (query, "");
  leren_query_page (query, 1, 0);
  assert_ids (query, "2,3");
  leren_query_page (query, 0, G_MAXUINT);
  assert_ids (query, "1,2,3");
}

static void
test_several (void)
{
  g_autoptr (LerenStore) store = store_filled ();
  g_autoptr (LerenQuery) query = leren_store_query (store, "action", NULL);

  g_assert_true (leren_query_filter (query, "effect_rating", GE, "9", NULL));
  g_assert_true (leren_query_filter (query, "what", E, "a", NULL));
  g_assert_true (leren_query_order (query, "what", TRUE, NULL));
  assert_ids (query, "2");
  /* asked again, it is as it is now */
  must_save (store, "{'type':'action','id':'4','what':'a','effect_rating':9}");
  assert_ids (query, "2,4");
  g_assert_true (leren_store_close (store, NULL));
  {
    g_autoptr (GError) error = NULL;
    g_assert_null (leren_query_run (query, NULL, &error));
    assert_said (error, LEREN_ERROR_CLOSED, "closed");
    g_clear_error (&error);
    g_assert_cmpint (leren_query_count (query, NULL, &error), ==, -1);
    assert_said (error, LEREN_ERROR_CLOSED, "closed");
  }
}

static void
test_copy (void)
{
  g_autoptr (LerenStore) store = store_filled ();
  g_autoptr (LerenQuery) query = leren_store_query (store, "action", NULL);
  g_autoptr (LerenQuery) copy = NULL, narrower = NULL;

  g_assert_true (leren_query_filter (query, "effect_rating", GE, "9", NULL));
  g_assert_true (leren_query_filter (query, "what", N, "c", NULL));
  g_assert_true (leren_query_order (query, "what", FALSE, NULL));
  copy = leren_query_copy (query);
  g_assert_true (leren_query_get_store (copy) == store);
  g_assert_cmpstr (leren_query_get_record_type (copy), ==, "action");
  g_assert_true (leren_query_filter (query, "what", E, "z", NULL));
  leren_query_page (query, 0, 1);
  assert_ids (query, "");
  g_clear_object (&query);
  assert_ids (copy, "2,1");
  leren_query_page (copy, 1, 1);
  narrower = leren_query_copy (copy);
  g_assert_true (leren_query_filter (narrower, "what", E, "b", NULL));
  assert_ids (copy, "1");
  assert_ids (narrower, "");
}

static void
test_count (void)
{
  g_autoptr (LerenStore) store = store_filled ();
  g_autoptr (LerenQuery) query = leren_store_query (store, "action", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (leren_query_count (query, NULL, NULL), ==, 3);
  g_assert_true (leren_query_filter (query, "effect_rating", GE, "9", NULL));
  g_assert_true (leren_query_order (query, "what", FALSE, NULL));
  g_assert_cmpint (leren_query_count (query, NULL, NULL), ==, 2);
  leren_query_page (query, 1, 9);
  g_assert_cmpint (leren_query_count (query, NULL, NULL), ==, 1);
  leren_query_page (query, 0, 0);
  g_assert_true (leren_query_search (query, "b", NULL));
  g_assert_cmpint (leren_query_count (query, NULL, NULL), ==, 1);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (leren_query_count (query, cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (leren_store_close (store, NULL));
  g_assert_cmpint (leren_query_count (query, NULL, &error), ==, -1);
  assert_said (error, LEREN_ERROR_CLOSED, "closed");
}

static void
take_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* What is asked of a query while a run is under way is not asked of that run. */
static void
test_async (void)
{
  g_autoptr (LerenStore) store = store_filled ();
  g_autoptr (LerenQuery) query = leren_store_query (store, "action", NULL);
  g_autoptr (GAsyncResult) ran = NULL, counted = NULL;
  g_autoptr (GListModel) found = NULL;
  g_autoptr (GError) error = NULL;

  leren_query_run_async (query, NULL, take_result, &ran);
  leren_query_count_async (query, NULL, take_result, &counted);
  g_assert_true (leren_query_filter (query, "what", E, "a", NULL));
  while (ran == NULL || counted == NULL)
    g_main_context_iteration (NULL, TRUE);
  found = leren_query_run_finish (query, ran, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 3);
  g_assert_cmpint (leren_query_count_finish (query, counted, &error), ==, 3);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/filters", test_filters);
  g_test_add_func ("/query/refused", test_refused);
  g_test_add_func ("/query/order", test_order);
  g_test_add_func ("/query/page", test_page);
  g_test_add_func ("/query/several", test_several);
  g_test_add_func ("/query/copy", test_copy);
  g_test_add_func ("/query/count", test_count);
  g_test_add_func ("/query/async", test_async);
  return g_test_run ();
}
