/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store-fixture.h"

/* A wijkteam's store, opened in the name of one of those who are in it. */

static LerenStore *
open_as (const char *path, const char *participant, GError **error)
{
  return leren_store_open_as (path, LEREN_STORE_FLAGS_NONE, participant, NULL, error);
}

static void
test_participant (void)
{
  g_autofree char *path = store_path ("reader.leren");
  g_autoptr (LerenStore) all = store_open (path);
  g_autoptr (LerenStore) own = NULL;
  g_autoptr (GError) error = NULL;

  fill (all);
  g_assert_null (leren_store_get_reader (all));
  own = open_as (path, "a", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (leren_store_get_reader (own), ==, "a");
  store_remove (path);
}

static void
test_nobody (void)
{
  static const char *const nobody[] = { "mallory", "t", "", "a' OR '1'='1", "\xff" };
  g_autofree char *path = store_path ("nobody.leren");
  g_autoptr (LerenStore) all = store_open (path);

  fill (all);
  for (gsize i = 0; i < G_N_ELEMENTS (nobody); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (open_as (path, nobody[i], &error));
      assert_said (error, LEREN_ERROR_FORBIDDEN, "has no such participant");
    }
  store_remove (path);
}

/* nobody is in a store that is not there yet */
static void
test_new_store (void)
{
  g_autofree char *path = store_path ("none.leren");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) in_memory = NULL;

  g_assert_null (open_as (path, "a", &error));
  assert_said (error, LEREN_ERROR_NOT_FOUND,
               kind_of_store () == KIND_SERVER ? "there is no store in that database"
                                               : "there is no such file");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_null (open_as (":memory:", "a", &in_memory));
  assert_said (in_memory, LEREN_ERROR_FORBIDDEN, "has no such participant");
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_async (void)
{
  g_autofree char *path = store_path ("async.leren");
  g_autoptr (LerenStore) all = store_open (path);
  g_autoptr (LerenStore) own = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fill (all);
  leren_store_open_as_async (path, LEREN_STORE_FLAGS_READ_ONLY, "b", NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  own = leren_store_open_as_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (leren_store_get_reader (own), ==, "b");
  store_remove (path);
}

/* The team "t" with Ada and Bo, their session and case, and Cas, who is in another team of the same
 * practice */
static LerenStore *
open_filled (const char *path)
{
  LerenStore *all = store_open (path);

  fill (all);
  must_save (all, "{'type':'participant','id':'cas','visibility':'network','practice':'p'}");
  must_save (all, "{'type':'team','id':'other','name':'O','members':['cas'],'practice':'p'}");
  must_save (all, "{'type':'case','id':'own','title':'O','team':'other'}");
  must_save (all, "{'type':'case','id':'lent','title':'L','team':'t','visibility':'network'}");
  must_save (all, "{'type':'reflection','id':'note','text':'N','case':'c','author':'b'}");
  must_save (all, "{'type':'reflection','id':'secret','text':'Sss','case':'c','author':'b',"
                  "'visibility':'private'}");
  must_save (all, "{'type':'reflection','id':'said','text':'Here','case':'c',"
                  "'visibility':'session'}");
  must_save (all, "{'type':'action','id':'hidden-root','what':'Wait','case':'c','author':'b',"
                  "'visibility':'private'}");
  must_save (all, "{'type':'action','id':'next','what':'Phone','case':'c',"
                  "'previous':'hidden-root'}");
  return all;
}

static LerenStore *
must_open_as (const char *path, const char *participant)
{
  g_autoptr (GError) error = NULL;
  LerenStore *store = open_as (path, participant, &error);

  g_assert_no_error (error);
  return store;
}

static void
must_not_delete (LerenStore *store, const char *id, LerenError code, const char *said)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (leren_store_delete (store, id, NULL, &error));
  assert_said (error, code, said);
}

static void
test_sight (void)
{
  g_autofree char *path = store_path ("sight.leren");
  g_autoptr (LerenStore) all = open_filled (path);
  g_autoptr (LerenStore) ada = must_open_as (path, "a");
  g_autoptr (LerenStore) bo = must_open_as (path, "b");
  g_autoptr (LerenStore) cas = must_open_as (path, "cas");

  assert_there (ada, "note", TRUE);
  assert_there (ada, "secret", FALSE);
  assert_there (ada, "said", TRUE);
  assert_there (bo, "secret", TRUE);
  assert_there (bo, "said", FALSE);
  assert_there (cas, "lent", TRUE);
  assert_there (cas, "c", FALSE);
  assert_there (cas, "t", FALSE);

  /* what others commit counts at once: Bo comes to the session, and Cas into the team */
  must_save (all, "{'type':'session','id':'s','team':'t','cases':['c'],'present':['a','b']}");
  assert_there (bo, "said", TRUE);
  must_save (all, "{'type':'team','id':'t','name':'T','members':['a','cas'],'practice':'p'}");
  assert_there (cas, "c", TRUE);
  assert_there (bo, "note", FALSE);
  store_remove (path);
}

static void
test_own_name (void)
{
  g_autofree char *path = store_path ("name.leren");
  g_autoptr (LerenStore) all = open_filled (path);
  g_autoptr (LerenStore) ada = must_open_as (path, "a");

  must_save (ada, "{'type':'reflection','id':'r1','text':'X','case':'c'}");
  must_save (ada, "{'type':'reflection','id':'r2','text':'X','author':'a','visibility':'private'}");
  must_not_save (ada, "{'type':'reflection','id':'r3','text':'X','case':'c','author':'b'}",
                 LEREN_ERROR_FORBIDDEN, "“author” is another than you");
  must_not_save (ada, "{'type':'reflection','id':'r4','text':'X','visibility':'private'}",
                 LEREN_ERROR_FORBIDDEN, "could not read it yourself");
  must_not_save (ada, "{'type':'reflection','id':'r5','text':'X'}", LEREN_ERROR_FORBIDDEN,
                 "could not read it yourself");
  /* nothing is filled in */
  {
    g_autoptr (LerenRecord) record = leren_store_get (all, "r1", NULL, NULL);
    g_assert_null (leren_record_get_author (record));
  }
  must_not_save (ada, "{'type':'reflection','id':'note','text':'N','case':'c','author':'a'}",
                 LEREN_ERROR_FORBIDDEN, "“author” stays");
  must_not_save (ada,
                 "{'type':'reflection','id':'note','text':'N','case':'c','author':'b',"
                 "'visibility':'public'}",
                 LEREN_ERROR_FORBIDDEN, "“visibility” is its author's");
  must_save (ada, "{'type':'reflection','id':'note','text':'Mended','case':'c','author':'b'}");
  store_remove (path);
}

/* none of these says whose it is, or what */
static void
test_hidden_id (void)
{
  g_autofree char *path = store_path ("id.leren");
  g_autoptr (LerenStore) all = open_filled (path);
  g_autoptr (LerenStore) ada = must_open_as (path, "a");
  g_autoptr (GError) hidden = NULL;
  g_autoptr (GError) nowhere = NULL;
  g_autoptr (GString) said = NULL;

  must_not_save (ada, "{'type':'case','id':'secret','title':'X','team':'t'}", LEREN_ERROR_FORBIDDEN,
                 "case “secret”: member “id” cannot be used");
  must_not_save (ada, "{'type':'reflection','id':'secret','text':'X','case':'c'}",
                 LEREN_ERROR_FORBIDDEN, "reflection “secret”: member “id” cannot be used");
  must_not_delete (ada, "secret", LEREN_ERROR_NOT_FOUND, "there is no record");

  g_assert_false (
    save (ada, "{'type':'reflection','id':'q','text':'X','case':'c','subject':'secret'}", &hidden));
  g_assert_false (save (
    ada, "{'type':'reflection','id':'q','text':'X','case':'c','subject':'absent'}", &nowhere));
  said = g_string_new (hidden->message);
  g_string_replace (said, "secret", "absent", 0);
  g_assert_cmpstr (said->str, ==, nowhere->message);
  g_assert_cmpint (hidden->code, ==, nowhere->code);

  /* also where the record would belong to her team by it, and in a transaction */
  for (int turn = 0; turn < 2; turn++)
    {
      g_autoptr (LerenTransaction) transaction = turn == 1 ? leren_store_begin (ada, NULL) : NULL;

      must_not_save (ada, "{'type':'rating','id':'q','value':1,'subject':'secret'}",
                     LEREN_ERROR_REFERENCE, "“secret”, which is no record in this store");
      must_not_save (ada, "{'type':'rating','id':'q','value':1,'subject':'absent'}",
                     LEREN_ERROR_REFERENCE, "“absent”, which is no record in this store");
      if (transaction != NULL)
        leren_transaction_roll_back (transaction, NULL);
    }

  /* what it named before, it names still */
  must_save (ada,
             "{'type':'action','id':'next','what':'Call','case':'c','previous':'hidden-root'}");
  must_not_save (ada,
                 "{'type':'action','id':'third','what':'Call','case':'c',"
                 "'previous':'hidden-root'}",
                 LEREN_ERROR_REFERENCE, "no action in this store");
  store_remove (path);
}

static void
test_nobody_lets_themselves_in (void)
{
  g_autofree char *path = store_path ("in.leren");
  g_autoptr (LerenStore) all = open_filled (path);
  g_autoptr (LerenStore) bo = must_open_as (path, "b");
  g_autoptr (LerenStore) cas = must_open_as (path, "cas");
  static const struct {
    const char *json, *said;
  } tries[] = {
    /* Bo was not at the session, and would like to read what was said there */
    { "{'type':'session','id':'s','team':'t','cases':['c'],'present':['a','b']}", "“present”" },
    { "{'type':'session','id':'s','team':'t','cases':['c'],'present':['a'],'facilitator':'b'}",
      "“facilitator”" },
    { "{'type':'session','id':'s','team':'t','present':['a']}", "“cases”" },
    { "{'type':'session','id':'s2','team':'t','cases':['c'],'present':['b']}", "“cases”" },
    { "{'type':'session','id':'s','cases':['c'],'present':['a']}", "“team”" },
    { "{'type':'team','id':'t','name':'T','members':['a','b','cas'],'practice':'p'}", "“members”" },
    { "{'type':'team','id':'t2','name':'T','members':['b'],'practice':'p'}", "adds none" },
    { "{'type':'practice','id':'p2','name':'P','visibility':'public'}", "adds none" },
    { "{'type':'case','id':'c','title':'Case'}", "“team”" },
    { "{'type':'participant','id':'a','name':'Not Ada'}", "of no team or session of yours" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tries); i++)
    must_not_save (bo, tries[i].json, LEREN_ERROR_FORBIDDEN, tries[i].said);
  assert_there (bo, "said", FALSE);
  must_save (bo, "{'type':'session','id':'s','team':'t','cases':['c'],'present':['a'],"
                 "'title':'The first'}");

  /* what is lent to the network is for reading */
  must_not_save (cas,
                 "{'type':'case','id':'lent','title':'Mine','team':'t','visibility':'network'}",
                 LEREN_ERROR_FORBIDDEN, "of no team or session of yours");
  must_not_save (cas,
                 "{'type':'case','id':'lent','title':'L','team':'other','visibility':'network'}",
                 LEREN_ERROR_FORBIDDEN, "of no team or session of yours");
  must_not_delete (cas, "lent", LEREN_ERROR_FORBIDDEN, "not yours to delete");
  store_remove (path);
}

static void
test_delete (void)
{
  g_autofree char *path = store_path ("delete.leren");
  g_autoptr (LerenStore) all = open_filled (path);
  g_autoptr (LerenStore) ada = must_open_as (path, "a");
  g_autoptr (LerenStore) bo = must_open_as (path, "b");
  g_autoptr (GError) error = NULL;

  must_save (all, "{'type':'session','id':'empty','team':'t','present':['a']}");
  must_not_delete (ada, "note", LEREN_ERROR_FORBIDDEN, "not yours to delete");
  must_not_delete (bo, "empty", LEREN_ERROR_FORBIDDEN, "not yours to delete");
  must_not_delete (bo, "t", LEREN_ERROR_FORBIDDEN, "not yours to delete");
  g_assert_true (leren_store_delete (bo, "note", NULL, &error));
  g_assert_no_error (error);
  g_assert_true (leren_store_delete (ada, "empty", NULL, &error));
  g_assert_no_error (error);

  /* what hangs on it is not named where it is hidden */
  must_save (all, "{'type':'reflection','id':'mine','text':'M','case':'c','author':'a'}");
  must_save (all, "{'type':'rating','id':'judgement','value':1,'subject':'mine','author':'b',"
                  "'visibility':'private'}");
  g_assert_false (leren_store_delete (ada, "mine", NULL, &error));
  assert_said (error, LEREN_ERROR_REFERENCE, "other records name it");
  g_assert_null (strstr (error->message, "judgement"));
  store_remove (path);
}

static void
test_for_all (void)
{
  g_autofree char *path = store_path ("all.leren");
  g_autoptr (LerenStore) all = open_filled (path);
  g_autoptr (LerenStore) ada = must_open_as (path, "a");
  g_autoptr (LerenImporter) importer = leren_importer_new (ada);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (
    "{\"type\":\"case\",\"id\":\"x\",\"title\":\"X\"}", -1, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (leren_store_check (ada, NULL, &error));
  assert_said (error, LEREN_ERROR_FORBIDDEN, "a participant may not");
  g_clear_error (&error);
  leren_importer_add_stream (importer, stream, "x", LEREN_FORMAT_JSON_LINES);
  g_assert_false (leren_importer_run (importer, NULL, &error));
  assert_said (error, LEREN_ERROR_FORBIDDEN, "a participant may not");
  assert_there (all, "x", FALSE);
  store_remove (path);
}

/* A word that Bo alone wrote tells Ada nothing: not that it is there, nor how rare it is. */
static void
test_search (void)
{
  g_autofree char *path = store_path ("search.leren");
  g_autoptr (LerenStore) all = open_filled (path);
  g_autoptr (LerenStore) ada = must_open_as (path, "a");
  g_autoptr (GError) error = NULL;
  static const char *const words[] = { "Sss", "Mended" };
  static const struct {
    int of_all, of_ada;
  } counts[][2] = { { { 1, 0 }, { 0, 0 } }, { { 1, 0 }, { 1, 1 } } };

  for (gsize turn = 0; turn < 2; turn++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        {
          g_autoptr (LerenQuery) every = leren_store_query (all, "reflection", NULL);
          g_autoptr (LerenQuery) own = leren_store_query (ada, "reflection", NULL);

          g_assert_true (leren_query_search (every, words[i], NULL));
          g_assert_true (leren_query_search (own, words[i], NULL));
          g_assert_cmpint (leren_query_count (every, NULL, &error), ==, counts[turn][i].of_all);
          g_assert_no_error (error);
          g_assert_cmpint (leren_query_count (own, NULL, &error), ==, counts[turn][i].of_ada);
          g_assert_no_error (error);
        }
      must_save (ada, "{'type':'reflection','id':'note','text':'Mended','case':'c','author':'b'}");
    }
  {
    g_auto (GStrv) problems = leren_store_check (all, NULL, &error);

    /* the index of the store holds what a reader saved */
    g_assert_no_error (error);
    g_assert_cmpint (g_strv_length (problems), ==, 0);
  }
  store_remove (path);
}

/* The journal tells a reader of what they may read, and of nothing that is hidden or gone. */
static void
test_journal (void)
{
  g_autofree char *path = store_path ("journal.leren");
  g_autoptr (LerenStore) all = open_filled (path);
  g_autoptr (LerenStore) ada = must_open_as (path, "a");
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) whole = NULL;
  g_autoptr (GListModel) own = NULL;
  gboolean told_of_own = FALSE;

  must_save (all, "{'type':'reflection','id':'gone','text':'G','case':'c'}");
  g_assert_true (leren_store_delete (all, "gone", NULL, &error));
  must_save (ada, "{'type':'reflection','id':'note','text':'Mended','case':'c','author':'b'}");
  whole = leren_store_get_journal (all, NULL, 0, 1000, NULL, &error);
  g_assert_no_error (error);
  own = leren_store_get_journal (ada, NULL, 0, 1000, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (own), <, g_list_model_get_n_items (whole));
  for (guint i = 0; i < g_list_model_get_n_items (own); i++)
    {
      g_autoptr (LerenJournalEntry) entry = g_list_model_get_item (own, i);
      const char *record = leren_journal_entry_get_record (entry);

      g_assert_cmpstr (record, !=, "secret");
      g_assert_cmpstr (record, !=, "gone");
      g_assert_cmpstr (record, !=, "own");
      told_of_own = told_of_own || (g_str_equal (record, "note") &&
                                    g_strcmp0 (leren_journal_entry_get_who (entry), "a") == 0);
    }
  g_assert_true (told_of_own);
  store_remove (path);
}

static GListModel *
must_get_journal (LerenStore *store, const char *id, gint64 since, guint n)
{
  g_autoptr (GError) error = NULL;
  GListModel *entries = leren_store_get_journal (store, id, since, n, NULL, &error);

  g_assert_no_error (error);
  return entries;
}

/* what the journal says of a record, one line for each entry: "draft > shared" */
static char *
tell_journal (LerenStore *store, const char *id, gboolean of_one)
{
  g_autoptr (GString) told = g_string_new (NULL);
  gint64 since = 0;
  guint n;

  do
    {
      g_autoptr (GListModel) entries = must_get_journal (store, of_one ? id : NULL, since, 1);

      n = g_list_model_get_n_items (entries);
      for (guint i = 0; i < n; i++)
        {
          g_autoptr (LerenJournalEntry) entry = g_list_model_get_item (entries, i);
          const char *const said[] = { leren_journal_entry_get_old (entry),
                                       leren_journal_entry_get_new (entry) };

          since = leren_journal_entry_get_number (entry);
          if (g_strcmp0 (leren_journal_entry_get_record (entry), id) != 0)
            continue;
          for (guint j = 0; j < 2; j++)
            {
              static const char *const words[] = { "Draft", "Worse", "Shared", "Later", "Mended" };
              const char *word = "-";

              for (guint k = 0; k < G_N_ELEMENTS (words); k++)
                if (said[j] != NULL && strstr (said[j], words[k]) != NULL)
                  word = words[k];
              g_string_append_printf (told, "%s%s", word, j == 0 ? ">" : " ");
            }
        }
    }
  while (n > 0);
  return g_string_free (g_steal_pointer (&told), FALSE);
}

/* Bo wrote for himself first what he then shared with the team. What he wrote for himself stays his. */
static void
test_journal_of_what_was_private (void)
{
  g_autofree char *path = store_path ("draft.leren");
  g_autoptr (LerenStore) all = open_filled (path);
  g_autoptr (LerenStore) ada = must_open_as (path, "a");
  g_autoptr (LerenStore) bo = must_open_as (path, "b");
  static const char *const versions[] = {
    "'text':'Draft','visibility':'private'",
    "'text':'Worse','visibility':'private'",
    "'text':'Shared'",
    "'text':'Later','visibility':'private'",
    "'text':'Mended','visibility':'network'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *json = g_strdup_printf (
        "{'type':'reflection','id':'draft','case':'c','author':'b',%s}", versions[i]);

      must_save (bo, json);
    }
  for (guint of_one = 0; of_one < 2; of_one++)
    {
      g_autofree char *for_all = tell_journal (all, "draft", of_one);
      g_autofree char *for_bo = tell_journal (bo, "draft", of_one);
      g_autofree char *for_ada = tell_journal (ada, "draft", of_one);

      g_assert_cmpstr (for_all, ==, "->Draft Draft>Worse Worse>Shared Shared>Later Later>Mended ");
      g_assert_cmpstr (for_bo, ==, for_all);
      g_assert_cmpstr (for_ada, ==, "->Shared Shared>- ->Mended ");
    }
  store_remove (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/participant", test_participant);
  g_test_add_func ("/reader/nobody", test_nobody);
  add_test_of_files ("/reader/new-store", test_new_store);
  g_test_add_func ("/reader/async", test_async);
  g_test_add_func ("/reader/sight", test_sight);
  g_test_add_func ("/reader/own-name", test_own_name);
  g_test_add_func ("/reader/hidden-id", test_hidden_id);
  g_test_add_func ("/reader/nobody-lets-themselves-in", test_nobody_lets_themselves_in);
  g_test_add_func ("/reader/delete", test_delete);
  g_test_add_func ("/reader/for-all", test_for_all);
  g_test_add_func ("/reader/search", test_search);
  g_test_add_func ("/reader/journal", test_journal);
  g_test_add_func ("/reader/journal-of-what-was-private", test_journal_of_what_was_private);
  return g_test_run ();
}
