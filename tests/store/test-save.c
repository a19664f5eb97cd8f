/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store-fixture.h"

#include <math.h>

/* Each with every member it has, in the order of the declaration, as the store gives it back */
static const char *const every_member[] = {
  "{'type':'practice','id':'p9','created':'2015-01-01T00:00:00+01:00',"
  "'modified':'2015-01-02T00:00:00.50Z','author':'a','practice':'p','visibility':'public',"
  "'attributes':{'org.example.n':1.50,'x':[null,'\\u0000']},'name':'N','learners':'L','setting':'S',"
  "'goal':'G','facilitation':'F','conclusion':'C','phase':'dream','started':'2015-01-31',"
  "'ended':'2016-02-29'}",
  "{'type':'team','id':'t9','created':'2015-01-01T00:00:00Z','practice':'p','name':'N',"
  "'organisation':'O','members':['a','b','a']}",
  "{'type':'participant','id':'a9','created':'2015-01-01T00:00:00Z','name':'N',"
  "'roles':['coach','client'],'force':'citizen','profile':'generalist',"
  "'expertise':[{'area':'debt','depth':5,'org.x':1.0},{'area':'care'}],'organisation':'O'}",
  "{'type':'case','id':'c9','created':'2015-01-01T00:00:00Z','title':'T \\u00e9 \\ud83d\\ude00',"
  "'narrative':'N\\nM','contributor':'a','question':'Q','domains':[],'urgency':5,'status':'paused',"
  "'team':'t','needs':['x']}",
  "{'type':'session','id':'s9','created':'2015-01-01T00:00:00Z','title':'T','team':'t',"
  "'protocol':'board-session','place':'P','started':'2015-03-01T14:00:00+01:00','minutes':90.5,"
  "'facilitator':'a','present':['a'],'cases':['c'],'cancelled':false}",
  "{'type':'contribution','id':'k9','created':'2015-01-01T00:00:00Z','session':'s','case':'c',"
  "'speaker':'a','kind':'open-question','text':'T','stage':'open-questions',"
  "'at':'2015-03-01T14:00:00Z','seconds':0.25}",
  "{'type':'reflection','id':'r9','created':'2015-01-01T00:00:00Z','text':'T','subject':'c',"
  "'case':'c','session':'s','level':'belief','loop':'double','timing':'ahead','stance':'in-use',"
  "'certainty':'ambiguous','collective':true,'at':'2015-03-01T14:00:00Z'}",
  "{'type':'action','id':'x9','created':'2015-01-01T00:00:00Z','what':'W','case':'c','session':'s',"
  "'intended_effect':'I','owner':'a','level':'identity','due':'2015-04-01','state':'concluded',"
  "'undertaken':'2015-03-01','effect':'E','effect_rating':10,'reviewed':'2015-05-01',"
  "'review_session':'s','reflection':'r9','conclusion':'adapt'}",
  "{'type':'knowledge','id':'n9','created':'2015-01-01T00:00:00Z','statement':'S','form':'tacit',"
  "'holder':'individual','kind':'sympathised','origin':'experience','product':'P','area':'A',"
  "'case':'c','team':'t','valid_until':'2020-01-01'}",
  "{'type':'conversion','id':'v9','created':'2015-01-01T00:00:00Z','sources':['n9'],"
  "'results':['n9'],'mode':'socialisation','session':'s','participants':['a'],'trigger':'T',"
  "'at':'2015-03-01T14:00:00Z'}",
  "{'type':'tension','id':'y9','created':'2015-01-01T00:00:00Z','description':'D','pole_from':'F',"
  "'pole_to':'T','pair':'supply-to-demand','contradiction':'primary','elements':['rules'],"
  "'status':'felt','parties':['a'],'case':'c','surfaced':'2015-01-01','settled':'2015-01-02'}",
  "{'type':'rating','id':'z9','created':'2015-01-01T00:00:00Z','value':5,'subject':'c',"
  "'framework':'logical-levels','concept':'belief','participant':'a','minimum':1,'maximum':10,"
  "'at':'2015-03-01T14:00:00Z'}",
  "{'type':'coding','id':'w9','created':'2015-01-01T00:00:00Z','target':'c',"
  "'framework':'logical-levels','concept':'belief','coder':'a','start':0,'end':1,'weight':0.5,"
  "'memo':'M','at':'2015-03-01T14:00:00Z','org.example.more':{'a':[1.0,1e2,-0]}}",
};

static void
test_every_member (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (GError) error = NULL;

  fill (store);
  for (gsize i = 0; i < G_N_ELEMENTS (every_member); i++)
    {
      g_autoptr (LerenRecord) record = record_new (every_member[i]);
      g_autofree char *json = leren_record_to_json (record, NULL);
      g_autoptr (LerenRecord) again = NULL;
      g_autofree char *json_again = NULL;

      g_test_message ("%s", json);
      leren_store_save (store, record, NULL, &error);
      g_assert_no_error (error);
      again = leren_store_get (store, leren_record_get_id (record), NULL, &error);
      g_assert_no_error (error);
      g_assert_true (G_OBJECT_TYPE (again) == G_OBJECT_TYPE (record));
      json_again = leren_record_to_json (again, NULL);
      g_assert_cmpstr (json, ==, json_again);
      g_assert_cmpint (leren_store_count (store, leren_record_get_record_type (record), &error), >,
                       0);
    }
  for (gsize i = G_N_ELEMENTS (every_member); i > 0; i--)
    {
      g_autoptr (LerenRecord) record = record_new (every_member[i - 1]);

      /* those that name it are gone before it */
      leren_store_delete (store, leren_record_get_id (record), NULL, &error);
      if (g_error_matches (error, LEREN_ERROR, LEREN_ERROR_REFERENCE))
        {
          g_assert_nonnull (strstr (error->message, "r9"));
          g_clear_error (&error);
        }
      g_assert_no_error (error);
    }
  g_assert_cmpint (leren_store_count (store, "coding", NULL), ==, 0);
  g_assert_cmpint (leren_store_count (store, "org.none", &error), ==, -1);
  assert_said (error, LEREN_ERROR_NOT_FOUND, "org.none");
}

static void
test_times (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenRecord) record = record_new ("{'type':'practice','id':'p','name':'N'}");
  g_autoptr (LerenRecord) same = NULL;
  g_autoptr (LerenRecord) given =
    record_new ("{'type':'practice','id':'q','name':'N','created':'2001-01-01t00:00:00z'}");
  g_autofree char *json = NULL;

  g_assert_true (leren_store_save (store, record, NULL, NULL));
  g_assert_true (leren_record_is_set (record, "created"));
  g_assert_false (leren_record_is_set (record, "modified"));
  g_assert_true (leren_store_save (store, record, NULL, NULL));
  g_assert_true (leren_record_is_set (record, "modified"));
  same = leren_store_get (store, "p", NULL, NULL);
  g_assert_true (leren_record_equal (record, same));

  g_assert_true (leren_store_save (store, given, NULL, NULL));
  json = leren_record_to_json (given, NULL);
  g_assert_cmpstr (json, ==,
                   "{\"type\":\"practice\",\"id\":\"q\",\"created\":\"2001-01-01t00:00:00z\","
                   "\"name\":\"N\"}");
}

/* What cannot be saved leaves the store and the object as they were. */
static void
test_refused (void)
{
  static const struct {
    const char *json;
    LerenError code;
    const char *said;
  } cases[] = {
    { "{'type':'case','id':'a','title':'T'}", LEREN_ERROR_DUPLICATE, "participant" },
    { "{'type':'case','id':'n','title':'T','team':'nowhere'}", LEREN_ERROR_REFERENCE, "“team”" },
    { "{'type':'case','id':'n','title':'T','team':'a'}", LEREN_ERROR_REFERENCE,
      "it must be a team" },
    { "{'type':'team','id':'n','name':'T','members':['a','c']}", LEREN_ERROR_REFERENCE,
      "“members” names “c”" },
    { "{'type':'reflection','id':'n','text':'T','subject':'nothing'}", LEREN_ERROR_REFERENCE,
      "“subject”" },
    { "{'type':'action','id':'n','what':'W','previous':'n'}", LEREN_ERROR_REFERENCE, "circle" },
    { "{'type':'session','id':'n','protocol':'logical-levels'}", LEREN_ERROR_INVALID,
      "neither a cycle nor phases" },
    { "{'type':'session','id':'n','protocol':'none'}", LEREN_ERROR_INVALID, "no framework" },
    { "{'type':'contribution','id':'n','session':'s','speaker':'a','kind':'idea','stage':'dream'}",
      LEREN_ERROR_INVALID, "“stage”" },
    { "{'type':'rating','id':'n','value':2,'framework':'none'}", LEREN_ERROR_INVALID,
      "“framework”" },
    { "{'type':'rating','id':'n','value':2,'framework':'shifts','concept':'none'}",
      LEREN_ERROR_INVALID, "“concept”" },
    { "{'type':'coding','id':'n','target':'c','framework':'shifts','concept':'none','coder':'a'}",
      LEREN_ERROR_INVALID, "“concept”" },
  };
  g_autoptr (LerenStore) store = store_new ();

  fill (store);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LerenRecord) record = record_new (cases[i].json);
      g_autofree char *before = leren_record_to_json (record, NULL);
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].json);
      g_assert_false (leren_store_save (store, record, NULL, &error));
      assert_said (error, cases[i].code, cases[i].said);
      g_assert_nonnull (strstr (error->message, leren_record_get_id (record)));
      after = leren_record_to_json (record, NULL);
      g_assert_cmpstr (before, ==, after);
      must_not_save (store, cases[i].json, cases[i].code, cases[i].said);
    }
  assert_there (store, "n", FALSE);
}

static void
test_invalid_object (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenCase) record = leren_case_new ();
  g_autoptr (LerenRating) rating = leren_rating_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (leren_store_save (store, LEREN_RECORD (record), NULL, &error));
  assert_said (error, LEREN_ERROR_MISSING, "“title”");
  g_clear_error (&error);
  leren_rating_set_value (rating, NAN);
  g_assert_false (leren_store_save (store, LEREN_RECORD (rating), NULL, &error));
  assert_said (error, LEREN_ERROR_INVALID, "“value”");
  g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 0);
}

static void
test_chain (void)
{
  g_autoptr (LerenStore) store = store_new ();

  must_save (store, "{'type':'action','id':'1','what':'W'}");
  must_save (store, "{'type':'action','id':'2','what':'W','previous':'1'}");
  must_save (store, "{'type':'action','id':'3','what':'W','previous':'2'}");
  must_not_save (store, "{'type':'action','id':'1','what':'W','previous':'3'}",
                 LEREN_ERROR_REFERENCE, "“previous” closes a circle");
  must_save (store, "{'type':'knowledge','id':'k','statement':'S','form':'tacit'}");
  must_save (store,
             "{'type':'knowledge','id':'l','statement':'S','form':'tacit','superseded_by':'k'}");
  must_not_save (store,
                 "{'type':'knowledge','id':'k','statement':'S','form':'tacit','superseded_by':'l'}",
                 LEREN_ERROR_REFERENCE, "“superseded_by” closes a circle");
}

static void
test_mode (void)
{
  g_autoptr (LerenStore) store = store_new ();

  must_save (store, "{'type':'knowledge','id':'t1','statement':'S','form':'tacit'}");
  must_save (store, "{'type':'knowledge','id':'t2','statement':'S','form':'tacit'}");
  must_save (store, "{'type':'knowledge','id':'e1','statement':'S','form':'explicit'}");
  must_not_save (store,
                 "{'type':'conversion','id':'v','sources':['t1','t2'],'results':['e1'],"
                 "'mode':'combination'}",
                 LEREN_ERROR_INVALID, "“mode” is “combination”");
  /* mixed forms, or no sources: as stated */
  must_save (store, "{'type':'conversion','id':'m','sources':['t1','e1'],'results':['e1'],"
                    "'mode':'socialisation'}");
  must_save (store, "{'type':'conversion','id':'o','results':['e1'],'mode':'socialisation'}");
  must_save (store,
             "{'type':'conversion','id':'w','sources':[],'results':['e1'],'mode':'combination'}");
  must_save (store, "{'type':'conversion','id':'n','sources':['t1'],'results':['e1']}");
  must_save (store, "{'type':'conversion','id':'v','sources':['t1','t2'],'results':['e1'],"
                    "'mode':'externalisation'}");
  /* what it stands on cannot be changed from under it */
  must_not_save (store, "{'type':'knowledge','id':'e1','statement':'S','form':'tacit'}",
                 LEREN_ERROR_INVALID, "conversion “v”");
  must_save (store, "{'type':'knowledge','id':'e1','statement':'T','form':'explicit'}");
}

static void
test_protocol (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenFramework) framework = framework_new ();
  g_autoptr (GError) error = NULL;

  fill (store);
  must_save (store, "{'type':'contribution','id':'k','session':'s','speaker':'a','kind':'idea',"
                    "'stage':'open-questions'}");
  must_not_save (store, "{'type':'session','id':'s','protocol':'pdca'}", LEREN_ERROR_INVALID,
                 "contribution “k”");
  must_not_save (store, "{'type':'session','id':'u','protocol':'own'}", LEREN_ERROR_INVALID,
                 "“own”");
  g_assert_true (leren_store_add_framework (store, framework, &error));
  must_save (store, "{'type':'session','id':'u','protocol':'own'}");
  must_save (store, "{'type':'contribution','id':'l','session':'u','speaker':'a','kind':'idea',"
                    "'stage':'two'}");
  must_not_save (store,
                 "{'type':'contribution','id':'l','session':'u','speaker':'a','kind':'idea',"
                 "'stage':'three'}",
                 LEREN_ERROR_INVALID, "contribution “l”: member “stage” is “three”");
}

static void
test_delete (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (GError) error = NULL;

  fill (store);
  g_assert_false (leren_store_delete (store, "a", NULL, &error));
  assert_said (error, LEREN_ERROR_REFERENCE, "team “t” names it as its “members”");
  g_clear_error (&error);
  g_assert_false (leren_store_delete (store, "t", NULL, &error));
  assert_said (error, LEREN_ERROR_REFERENCE, "“team”");
  g_clear_error (&error);
  g_assert_false (leren_store_delete (store, "none\x01", NULL, &error));
  assert_said (error, LEREN_ERROR_NOT_FOUND, "none\xef\xbf\xbd");
  g_clear_error (&error);
  g_assert_true (leren_store_delete (store, "s", NULL, &error));
  assert_there (store, "s", FALSE);
  /* a record may name itself and go */
  must_save (store, "{'type':'reflection','id':'self','text':'T'}");
  must_save (store, "{'type':'reflection','id':'self','text':'T','subject':'self'}");
  g_assert_true (leren_store_delete (store, "self", NULL, &error));
  g_assert_no_error (error);
}

static void
test_long_text (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenCase) record = leren_case_new ();
  g_autoptr (LerenRecord) again = NULL;
  g_autoptr (GError) error = NULL;
  const gsize length = 100 * 1000 * 1000;
  g_autofree char *text = g_malloc (length + 1);

  memset (text, 'x', length);
  text[length] = '\0';
  leren_case_set_title (record, "T");
  leren_case_set_narrative (record, text);
  leren_store_save (store, LEREN_RECORD (record), NULL, &error);
  g_assert_no_error (error);
  again = leren_store_get (store, leren_record_get_id (LEREN_RECORD (record)), NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_equal (leren_case_get_narrative (LEREN_CASE (again)), text));
}

static void
assert_same (LerenRecord *one, LerenRecord *other, gboolean same)
{
  g_assert_cmpint (leren_record_is_same (one, other), ==, same);
  g_assert_cmpint (leren_record_is_same (other, one), ==, same);
}

/* One id in two stores is two records; one store opened twice, by whatever path, is one store */
static void
test_same (void)
{
  static const char json[] = "{'type':'participant','id':'p','name':'Ada'}";
  g_autofree char *path = store_path ("same.leren");
  g_autofree char *other_path = store_path ("link.leren");
  g_autoptr (LerenRecord) made = record_new (json);
  g_autoptr (LerenRecord) never = record_new (json);
  g_autoptr (LerenRecord) read = NULL, by_link = NULL, elsewhere = NULL, copy = NULL;
  g_autoptr (LerenRecord) in_line = NULL;
  g_autoptr (GListModel) found = NULL;
  g_autoptr (LerenStore) store = store_open (path);
  g_autoptr (LerenStore) link = NULL;
  g_autoptr (LerenStore) memory = store_new ();
  g_autoptr (LerenStore) memory_too = store_new ();
  g_autoptr (LerenQuery) query = leren_store_query (store, "participant", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (path, other_path), ==, 0);
  link = store_open (other_path);
  assert_same (made, never, TRUE);
  leren_store_save (store, made, NULL, &error);
  g_assert_no_error (error);
  assert_same (made, never, FALSE);

  read = leren_store_get (store, "p", NULL, &error);
  by_link = leren_store_get (link, "p", NULL, &error);
  found = leren_query_run (query, NULL, &error);
  in_line = g_list_model_get_item (found, 0);
  copy = leren_record_copy (read);
  g_assert_no_error (error);
  assert_same (made, read, TRUE);
  assert_same (made, by_link, TRUE);
  assert_same (made, in_line, TRUE);
  assert_same (made, copy, TRUE);

  must_save (memory, json);
  must_save (memory_too, json);
  elsewhere = leren_store_get (memory, "p", NULL, &error);
  assert_same (made, elsewhere, FALSE);
  leren_store_save (memory_too, elsewhere, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&made);
  made = leren_store_get (memory, "p", NULL, &error);
  assert_same (made, elsewhere, FALSE);

  g_unlink (other_path);
  store_remove (path);
}

static LerenRecord *
unknown_of (LerenStore *store)
{
  static const char json[] = "{\"type\":\"org.example.visit\",\"id\":\"v\"}\n";
  g_autoptr (LerenImporter) importer = leren_importer_new (store);
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (json, -1, NULL);
  g_autoptr (GError) error = NULL;
  LerenRecord *record;

  leren_importer_add_stream (importer, input, "in", LEREN_FORMAT_JSON_LINES);
  leren_importer_run (importer, NULL, &error);
  g_assert_no_error (error);
  record = leren_store_get (store, "v", NULL, &error);
  g_assert_no_error (error);
  return record;
}

static void
test_same_unknown (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenStore) other = store_new ();
  g_autoptr (LerenRecord) record = unknown_of (store);
  g_autoptr (LerenRecord) again = leren_store_get (store, "v", NULL, NULL);
  g_autoptr (LerenRecord) elsewhere = unknown_of (other);

  assert_same (record, again, TRUE);
  assert_same (record, elsewhere, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/save/every-member", test_every_member);
  g_test_add_func ("/save/times", test_times);
  g_test_add_func ("/save/refused", test_refused);
  g_test_add_func ("/save/invalid-object", test_invalid_object);
  g_test_add_func ("/save/chain", test_chain);
  g_test_add_func ("/save/mode", test_mode);
  g_test_add_func ("/save/protocol", test_protocol);
  g_test_add_func ("/save/delete", test_delete);
  g_test_add_func ("/save/long-text", test_long_text);
  add_test_of_files ("/save/same", test_same);
  g_test_add_func ("/save/same/unknown", test_same_unknown);
  return g_test_run ();
}
