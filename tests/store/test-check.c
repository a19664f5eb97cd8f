/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store-fixture.h"

static const struct {
  const char *sql;
  const char *said;
  gboolean in_files; /* no server takes it, or is asked about it */
} damages[] = {
  { "UPDATE \"case\" SET title = ''", NULL },
  { "UPDATE \"case\" SET team = 'nowhere'", "case “c”: member “team” names “nowhere”" },
  { "UPDATE \"case\" SET team = 'a'", "it must be a team" },
  { "UPDATE team SET members = '[\"nobody\"]'", "team “t”: member “members” names “nobody”" },
  { "UPDATE team SET members = '['", "team “t”" },
  { "UPDATE team SET members = '[1]'", "“members” holds a number" },
  { "UPDATE \"case\" SET status = 'lost'", "“status” is “lost”" },
  { "UPDATE \"case\" SET urgency = 6", "“urgency” is 6" },
  { "UPDATE \"case\" SET created = 'x'", "“created”" },
  { "UPDATE \"case\" SET title = CAST (x'ff' AS TEXT)", "case “c”", TRUE },
  { "UPDATE \"case\" SET attributes = '[]'", "“attributes”" },
  { "UPDATE \"case\" SET unknown_members = '{\"a\":'", "case “c”" },
  { "UPDATE practice SET id = 'p' || '\n'", "control character" },
  { "UPDATE practice SET started = '2015-02-30'", "“started”" },
  { "UPDATE session SET protocol = 'shifts'", "session “s”: member “protocol”" },
  { "UPDATE contribution SET stage = 'dream'", "contribution “k”: member “stage”" },
  { "UPDATE conversion SET mode = 'combination'", "conversion “v”: member “mode”" },
  { "UPDATE conversion SET mode = 'none'", "conversion “v”: member “mode”" },
  { "UPDATE knowledge SET form = 'explicit'", "conversion “v”: member “mode”" },
  { "UPDATE rating SET concept = 'none'", "rating “z”: member “concept”" },
  { "UPDATE action SET previous = 'x2' WHERE id = 'x1'", "closes a circle" },
  { "UPDATE action SET state = 'owned' WHERE id = 'x1'", "action “x1”: " },
  { "INSERT INTO team (id, name) VALUES ('c', 'T')", "id “c” is used 2 times: ", TRUE },
  { "DROP INDEX case_id", "index of the ids of “case”" },
  { "UPDATE unknown_record SET json = '{'", "org.example “u”" },
  { "UPDATE unknown_record SET id = 'other'", "org.example “other”" },
  { "DELETE FROM participant", "“a”" },
  { "CREATE TRIGGER spy AFTER INSERT ON \"case\" BEGIN DELETE FROM team; END",
    "the trigger “spy” on “case” is not of leren's making", TRUE },
  { "CREATE VIEW everybody AS SELECT * FROM participant", "the view “everybody”", TRUE },
  { "CREATE INDEX titles ON \"case\" (title)", "the index “titles” on “case”", TRUE },
  { "CREATE TABLE notes (a)", "the table “notes”", TRUE },
  { "CREATE VIRTUAL TABLE words USING fts5(a)", "the table “words_data”", TRUE },
  { "ALTER TABLE \"case\" ADD COLUMN secret TEXT", "the table “case” is not as leren makes it",
    TRUE },
  { "ALTER TABLE \"case\" ADD COLUMN secret TEXT AS (title)", "the table “case” is not as", TRUE },
  { "ALTER TABLE journal RENAME COLUMN old TO former", "the table “journal” is not as", TRUE },
  { "DROP INDEX case_id; CREATE INDEX case_id ON \"case\" (id)", "the index “case_id” is not as",
    TRUE },
  { "UPDATE \"case\" SET _revision = 99", "case “c”: the journal has no entry 99" },
  { "UPDATE journal SET change = 'lost' WHERE id = 'c'", "says “lost”" },
  { "UPDATE journal SET before = number + 1 WHERE id = 'c'", "says “added” after entry" },
};

static void
fill_all (LerenStore *store)
{
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (
    "{\"type\":\"org.example\",\"id\":\"u\",\"a\":1}", -1, NULL);
  g_autoptr (LerenImporter) importer = leren_importer_new (store);
  g_autoptr (GError) error = NULL;

  fill (store);
  must_save (store, "{'type':'contribution','id':'k','session':'s','speaker':'a','kind':'idea',"
                    "'stage':'open-questions'}");
  must_save (store, "{'type':'knowledge','id':'n','statement':'S','form':'tacit'}");
  must_save (store, "{'type':'conversion','id':'v','sources':['n'],'results':['n'],"
                    "'mode':'socialisation'}");
  must_save (store, "{'type':'rating','id':'z','value':5,'framework':'shifts'}");
  must_save (store, "{'type':'action','id':'x1','what':'W'}");
  must_save (store, "{'type':'action','id':'x2','what':'W','previous':'x1'}");
  leren_importer_add_stream (importer, input, "lines", LEREN_FORMAT_JSON_LINES);
  leren_importer_run (importer, NULL, &error);
  g_assert_no_error (error);
}

static void
test_damages (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (LerenStore) store = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) before = NULL, after = NULL;
      g_autofree char *all = NULL;

      if (damages[i].in_files && kind_of_store () == KIND_SERVER)
        continue;
      g_test_message ("%s", damages[i].sql);
      store = store_new ();
      fill_all (store);
      before = leren_store_check (store, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (before[0], ==, NULL);
      run_sql (store, damages[i].sql);
      after = leren_store_check (store, NULL, &error);
      g_assert_no_error (error);
      all = g_strjoinv ("\n", after);
      if (damages[i].said == NULL)
        g_assert_cmpstr (all, ==, "");
      else if (strstr (all, damages[i].said) == NULL)
        g_error ("“%s” does not say “%s”", all, damages[i].said);
    }
}

/* A list that is none keeps no other record from being looked at. */
static void
test_list_that_is_none (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = NULL;

  fill_all (store);
  must_save (store, "{'type':'conversion','id':'w','sources':['n'],'results':['n'],"
                    "'mode':'socialisation'}");
  run_sql (store, "UPDATE conversion SET sources = '[\"n\",' WHERE id = 'v';"
                  "UPDATE conversion SET mode = 'combination' WHERE id = 'w'");
  problems = leren_store_check (store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (problems), ==, 2);
  g_assert_true (g_str_has_prefix (problems[0], "conversion “v”: "));
  g_assert_true (g_str_has_prefix (problems[1], "conversion “w”: member “mode”"));
}

/* Each record once, in the order in which they came, wherever a store is kept: how references are looked
 * up is not seen. */
static void
test_dangling (void)
{
  static const char *const said[] = {
    "team “t”: member “members” names “b”, which is no participant in this store; save that first",
    "case “c1”: member “team” names “a”, which is a participant; it must be a team",
    "case “c3”: member “status” is “lost”",
    "case “c4”: member “author” names “b”, which is no participant in this store; save that first",
    "reflection “r2”: member “subject” names “gone”, which is no record in this store; save that first",
  };
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = NULL;

  must_save (store, "{'type':'participant','id':'a','name':'Ada'}");
  must_save (store, "{'type':'team','id':'t','name':'Schulden','members':['a']}");
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *of_case =
        g_strdup_printf ("{'type':'case','id':'c%u','title':'Huurachterstand','team':'t'}", i);
      g_autofree char *of_reflection = g_strdup_printf (
        "{'type':'reflection','id':'r%u','text':'Te snel een oplossing','subject':'c%u'}", i, i);

      must_save (store, of_case);
      must_save (store, of_reflection);
    }
  run_sql (store, "UPDATE team SET members = '[\"a\",\"b\",\"c\"]';"
                  "UPDATE \"case\" SET team = 'a' WHERE id = 'c1';"
                  "UPDATE \"case\" SET status = 'lost', team = 'gone' WHERE id = 'c3';"
                  "UPDATE \"case\" SET author = 'b', team = 'gone' WHERE id = 'c4';"
                  "UPDATE reflection SET subject = 'gone' WHERE id = 'r2';"
                  "UPDATE reflection SET subject = 't' WHERE id = 'r3'");
  problems = leren_store_check (store, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; problems[i] != NULL; i++)
    g_test_message ("%s", problems[i]);
  g_assert_cmpuint (g_strv_length (problems), ==, G_N_ELEMENTS (said));
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    g_assert_true (g_str_has_prefix (problems[i], said[i]));
}

/* What leads to what came later need not be a circle; each circle is told of once. */
static void
test_circles (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_auto (GStrv) problems = NULL;

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *action =
        g_strdup_printf ("{'type':'action','id':'x%u','what':'Bel de verhuurder'}", i);

      must_save (store, action);
    }
  run_sql (store, "UPDATE action SET previous = 'x5' WHERE id = 'x1';"
                  "UPDATE action SET previous = 'x5' WHERE id = 'x2'");
  problems = leren_store_check (store, NULL, NULL);
  g_assert_cmpstr (problems[0], ==, NULL);
  g_clear_pointer (&problems, g_strfreev);
  run_sql (store, "UPDATE action SET previous = 'x3' WHERE id = 'x5';"
                  "UPDATE action SET previous = 'x2' WHERE id = 'x3';"
                  "UPDATE action SET previous = 'x7' WHERE id = 'x7'");
  problems = leren_store_check (store, NULL, NULL);
  g_assert_cmpuint (g_strv_length (problems), ==, 2);
  g_assert_true (g_str_has_prefix (problems[0], "action “x5”: member “previous” closes a circle"));
  g_assert_true (g_str_has_prefix (problems[1], "action “x7”: member “previous” closes a circle"));
}

static void
test_text_index (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenQuery) query = NULL;
  g_auto (GStrv) problems = NULL;

  fill (store);
  query = leren_store_query (store, "case", NULL);
  g_assert_true (leren_query_search (query, "case", NULL));
  assert_ids (query, "c");
  problems = leren_store_check (store, NULL, NULL);
  g_assert_cmpstr (problems[0], ==, NULL);
  g_clear_pointer (&problems, g_strfreev);
  run_sql (store, "UPDATE \"case\" SET title = 'Other'");
  problems = leren_store_check (store, NULL, NULL);
  g_assert_cmpuint (g_strv_length (problems), ==, 1);
  g_assert_nonnull (strstr (problems[0], "text index"));
}

/* Long chains are followed once, not once from each of their links. */
static void
test_long_chain (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_auto (GStrv) problems = NULL;
  const guint n = so_many (100000);
  g_autofree char *chain =
    g_strdup_printf ("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
                     " INSERT INTO action (id, what, previous) SELECT 'x' || i, 'W',"
                     " CASE WHEN i < %u THEN 'x' || (i + 1) END FROM n",
                     n, n);
  g_autofree char *circle =
    g_strdup_printf ("UPDATE action SET previous = 'x1' WHERE id = 'x%u'", n);
  gint64 begun;

  run_sql (store, chain);
  begun = g_get_monotonic_time ();
  problems = leren_store_check (store, NULL, NULL);
  g_assert_cmpstr (problems[0], ==, NULL);
  g_test_message ("%.1f s", (g_get_monotonic_time () - begun) / 1e6);
  g_clear_pointer (&problems, g_strfreev);
  run_sql (store, circle);
  problems = leren_store_check (store, NULL, NULL);
  g_assert_cmpuint (g_strv_length (problems), ==, 1);
  g_clear_pointer (&problems, g_strfreev);
  run_sql (store, "UPDATE action SET previous = 'none'");
  problems = leren_store_check (store, NULL, NULL);
  g_assert_cmpuint (g_strv_length (problems), ==, 1000);
}

static void
test_cancelled (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (leren_store_check (store, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/damages", test_damages);
  if (kind_of_store () == KIND_SERVER)
    g_test_add_func ("/check/list-that-is-none", test_list_that_is_none);
  g_test_add_func ("/check/dangling", test_dangling);
  g_test_add_func ("/check/circles", test_circles);
  add_test_of_files ("/check/text-index", test_text_index);
  g_test_add_func ("/check/long-chain", test_long_chain);
  g_test_add_func ("/check/cancelled", test_cancelled);
  return g_test_run ();
}
