/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store-fixture.h"

static void
assert_found (LerenStore *store, const char *words, const char *ids)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenQuery) query = leren_store_query (store, "case", &error);

  g_test_message ("%s", words);
  leren_query_search (query, words, &error);
  g_assert_no_error (error);
  leren_query_order (query, "id", FALSE, &error);
  assert_ids (query, ids);
}

static void
import (LerenStore *store, const char *lines)
{
  g_autofree char *text = g_strdelimit (g_strdup (lines), "'", '"');
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (LerenImporter) importer = leren_importer_new (store);
  g_autoptr (GError) error = NULL;

  leren_importer_add_stream (importer, input, "lines", LEREN_FORMAT_JSON_LINES);
  leren_importer_run (importer, NULL, &error);
  g_assert_no_error (error);
}

static void
test_kept_up (void)
{
  g_autofree char *path = store_path ("text.leren");
  g_autoptr (LerenStore) store = store_open (path);
  g_autoptr (LerenStore) reader = NULL;

  must_save (store, "{'type':'case','id':'1','title':'Neighbours','narrative':'a dispute'}");
  assert_found (store, "dispute", "1");
  must_save (store, "{'type':'case','id':'2','title':'Dispute','question':'why?'}");
  assert_found (store, "dispute", "1,2");
  must_save (store, "{'type':'case','id':'1','title':'Neighbours','narrative':'peace'}");
  assert_found (store, "dispute", "2");
  assert_found (store, "peace neighbours", "1");
  assert_found (store, "peace dispute", "");
  g_assert_true (leren_store_delete (store, "2", NULL, NULL));
  assert_found (store, "dispute", "");
  import (store, "{'type':'case','id':'3','title':'A dispute'}");
  assert_found (store, "dispute", "3");

  reader = leren_store_open (path, LEREN_STORE_FLAGS_READ_ONLY, NULL, NULL);
  assert_found (reader, "dispute", "3");
  must_save (store, "{'type':'case','id':'4','title':'Another dispute'}");
  g_assert_true (leren_store_delete (store, "3", NULL, NULL));
  assert_found (reader, "dispute", "4");
  g_clear_object (&reader);
  store_remove (path);
}

static void
test_transaction (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenTransaction) transaction = leren_store_begin (store, NULL);

  must_save (store, "{'type':'case','id':'1','title':'Neighbours'}");
  assert_found (store, "neighbours", "1");
  g_assert_true (leren_transaction_roll_back (transaction, NULL));
  assert_found (store, "neighbours", "");
  must_save (store, "{'type':'case','id':'1','title':'Neighbours'}");
  g_clear_object (&transaction);
  transaction = leren_store_begin (store, NULL);
  must_save (store, "{'type':'case','id':'1','title':'Others'}");
  assert_found (store, "neighbours", "");
  g_assert_true (leren_transaction_roll_back (transaction, NULL));
  assert_found (store, "neighbours", "1");
}

/* Whether there is an index is remembered, but not for longer than it is so. */
static void
test_two_programs (void)
{
  g_autofree char *path = store_path ("two.leren");
  g_autoptr (LerenStore) one = store_open (path);
  g_autoptr (LerenStore) other = store_open (path);

  must_save (one, "{'type':'case','id':'1','title':'Neighbours'}");
  assert_found (other, "neighbours", "1");
  must_save (one, "{'type':'case','id':'2','title':'Other neighbours'}");
  assert_found (other, "neighbours", "1,2");
  import (other, "{'type':'case','id':'3','title':'Neighbours again'}");
  must_save (one, "{'type':'case','id':'4','title':'The last neighbours'}");
  assert_found (one, "neighbours", "1,2,3,4");
  assert_found (other, "neighbours", "1,2,3,4");
  g_clear_object (&one);
  g_clear_object (&other);
  store_remove (path);
}

static void
test_words (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenQuery) query = leren_store_query (store, "case", NULL);
  g_autoptr (LerenQuery) ratings = leren_store_query (store, "rating", NULL);
  g_autoptr (GError) error = NULL;
  const char *const none[] = { "", "  ", "\"", "* - ( ) :", "\xff" };

  must_save (store, "{'type':'case','id':'1','title':'Café crème','narrative':'NEAR OR AND NOT'}");
  must_save (store, "{'type':'case','id':'2','title':'self-management','question':'title: x'}");
  assert_found (store, "cafe", "1");
  assert_found (store, "CAFÉ", "1");
  assert_found (store, "crème café", "1");
  assert_found (store, "OR", "1");
  assert_found (store, "near(a", "");
  assert_found (store, "not and", "1");
  assert_found (store, "self-management", "2");
  assert_found (store, "\"self", "2");
  assert_found (store, "title:x", "2");
  assert_found (store, "cr*", "");
  assert_found (store, "x' OR 1=1 --", "");
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_assert_false (leren_query_search (query, none[i], &error));
      assert_said (error, LEREN_ERROR_INVALID, "no word");
      g_clear_error (&error);
    }
  g_assert_false (leren_query_search (ratings, "x", &error));
  assert_said (error, LEREN_ERROR_UNSUPPORTED, "rating");
}

/* Without an order, what fits best comes first; filters hold as well. */
static void
test_relevance (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenQuery) query = leren_store_query (store, "case", NULL);

  must_save (store, "{'type':'case','id':'1','title':'a','narrative':'debt and so much else that "
                    "goes on and on about other things than that'}");
  must_save (store, "{'type':'case','id':'2','title':'debt debt','status':'open'}");
  must_save (store, "{'type':'case','id':'3','title':'none'}");
  g_assert_true (leren_query_search (query, "debt", NULL));
  assert_ids (query, "2,1");
  g_assert_true (leren_query_filter (query, "status", LEREN_COMPARISON_ABSENT, NULL, NULL));
  assert_ids (query, "1");
}

/* A word is found wherever it stands, also where the text has more words than an engine keeps places of. */
static void
test_long_text (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (GString) line = g_string_new ("{'type':'case','id':'long','title':'T','narrative':'");

  for (guint i = 0; i < 75000; i++)
    g_string_append_printf (line, "%sbezoek%u%s", i % 100 == 0 ? "so-" : "", i,
                            i % 10 == 0 ? ", " : " ");
  g_string_append (line, "huurachterstanden'}");
  must_save (store, line->str);
  must_save (store, "{'type':'case','id':'short','title':'bezoek7'}");
  assert_found (store, "bezoek0", "long");
  assert_found (store, "bezoek7", "long,short");
  assert_found (store, "so-bezoek100", "long");
  assert_found (store, "bezoek30000", "long");
  assert_found (store, "bezoek74999", "long");
  assert_found (store, "huurachterstanden bezoek12345", "long");
  assert_found (store, "bezoek75000", "");
  for (guint i = 0; i < 20; i++)
    {
      /* about where one part of it ends and the next begins */
      g_autofree char *word = g_strdup_printf ("bezoek%u", 4955 + i * 5);

      assert_found (store, word, "long");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-index/kept-up", test_kept_up);
  g_test_add_func ("/text-index/transaction", test_transaction);
  g_test_add_func ("/text-index/two-programs", test_two_programs);
  g_test_add_func ("/text-index/words", test_words);
  g_test_add_func ("/text-index/relevance", test_relevance);
  g_test_add_func ("/text-index/long-text", test_long_text);
  return g_test_run ();
}
