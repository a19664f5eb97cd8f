/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "exchange-fixture.h"

static LerenImporter *
import_leniently (LerenStore *store, const char *text)
{
  LerenImporter *importer = leren_importer_new (store);
  g_autoptr (GError) error = NULL;

  leren_importer_set_lenient (importer, TRUE);
  add_text (importer, text, -1, "in", LEREN_FORMAT_JSON_LINES);
  leren_importer_run (importer, NULL, &error);
  g_assert_no_error (error);
  return importer;
}

/* What is right is kept, and each thing that is not has its line. */
static void
test_left_out (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autofree char *lines = json ("{'type':'participant','id':'a','name':'A'}\n"              /* 1 */
                                 "{'type':'case','id':'c','title':'T'}\n"                    /* 2 */
                                 "{'type':'case','id':'bad','urgency':9,'title':'T'}\n"      /* 3 */
                                 "not json\n"                                                /* 4 */
                                 "{'type':'team','id':'c','name':'same id'}\n"               /* 5 */
                                 "{'type':'reflection','id':'r','text':'T','case':'c'}\n"    /* 6 */
                                 "{'type':'reflection','id':'r2','text':'T','case':'bad'}\n" /* 7 */
                                 "{'type':'coding','id':'w','target':'r2','framework':'shifts',"
                                 "'concept':'supply-to-demand','coder':'a'}\n"     /* 8 */
                                 "{'type':'session','id':'s','protocol':'none'}\n" /* 9 */
                                 "{'type':'contribution','id':'k','session':'s','speaker':'a',"
                                 "'kind':'idea'}\n"                                       /* 10 */
                                 "{'type':'action','id':'1','what':'W','previous':'2'}\n" /* 11 */
                                 "{'type':'action','id':'2','what':'W','previous':'1'}\n" /* 12 */
                                 "{'type':'action','id':'3','what':'W'}\n"                /* 13 */
                                 "{'type':'org.u','id':'u'}\n"                            /* 14 */
                                 "{'type':'org.u','id':'u'}\n"                            /* 15 */
                                 "{'format':'leren-framework'}\n"                         /* 16 */
                                 "{'type':'reflection','id':'r3','text':'T','subject':'u'}\n");
  g_autoptr (LerenImporter) importer = import_leniently (store, lines);
  g_auto (GStrv) left_out = leren_importer_list_left_out (importer);
  g_auto (GStrv) unknown = leren_importer_list_unknown_types (importer);
  g_auto (GStrv) problems = leren_store_check (store, NULL, NULL);
  g_autofree char *all = g_strjoinv ("\n", left_out);
  const guint expected[] = { 3, 4, 5, 7, 8, 9, 10, 11, 12, 15, 16 };

  g_test_message ("%s", all);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      /* what is no JSON is told with its column */
      g_autofree char *place = g_strdup_printf (
        expected[i] == 4 ? "in: line %u, column 2: " : "in: line %u: ", expected[i]);
      g_assert_nonnull (strstr (all, place));
    }
  g_assert_cmpuint (g_strv_length (left_out), ==, G_N_ELEMENTS (expected));
  g_assert_cmpstr (unknown[0], ==, "org.u");
  g_assert_cmpint (leren_importer_get_n_records (importer), ==, 6);
  g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 6);
  g_assert_cmpstr (problems[0], ==, NULL);
}

/* One that is wrong takes a long chain along: in proportion to its length */
static void
test_long_chain (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (LerenImporter) importer = NULL;
  g_auto (GStrv) left_out = NULL;
  const guint n = g_test_slow () ? 200000 : so_many (20000);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (
      lines, "{\"type\":\"action\",\"id\":\"%u\",\"what\":\"W\",\"previous\":\"%u\"}\n", i, i + 1);
  g_string_append (lines, "{\"type\":\"practice\",\"id\":\"p\",\"name\":\"N\"}\n");
  importer = import_leniently (store, lines->str);
  left_out = leren_importer_list_left_out (importer);
  g_assert_cmpuint (g_strv_length (left_out), ==, n);
  g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 1);
}

/* Many that say the same wrong thing */
static void
test_meaningless (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (LerenImporter) importer = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (
      lines, "{\"type\":\"rating\",\"id\":\"%u\",\"value\":5,\"framework\":\"%s\"}\n", i,
      i % 2 == 0 ? "none" : "shifts");
  importer = import_leniently (store, lines->str);
  g_assert_cmpint (leren_importer_get_n_records (importer), ==, 2500);
  g_assert_cmpint (leren_store_count (store, "rating", NULL), ==, 2500);
}

/* What was there stays, and is not blamed. */
static void
test_into_more (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autofree char *lines = json ("{'type':'case','id':'c2','title':'T','team':'t'}\n"
                                 "{'type':'case','id':'c','title':'Other'}\n"
                                 "{'type':'case','id':'c3','title':'T','team':'c'}\n");
  g_autoptr (LerenImporter) importer = NULL;
  g_auto (GStrv) left_out = NULL;
  g_autoptr (LerenRecord) record = NULL;

  must_import (store, "{'type':'team','id':'t','name':'T'}\n{'type':'case','id':'c','title':'T'}");
  importer = import_leniently (store, lines);
  left_out = leren_importer_list_left_out (importer);
  g_assert_cmpuint (g_strv_length (left_out), ==, 2);
  g_assert_cmpint (leren_store_count (store, "case", NULL), ==, 2);
  record = leren_store_get (store, "c", NULL, NULL);
  g_assert_cmpstr (leren_record_get_title (record), ==, "T");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lenient/left-out", test_left_out);
  g_test_add_func ("/lenient/long-chain", test_long_chain);
  g_test_add_func ("/lenient/meaningless", test_meaningless);
  g_test_add_func ("/lenient/into-more", test_into_more);
  return g_test_run ();
}
