/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */

/* After a session the laptop has a day's records, and all of them are saved at once, or none. */

#include "store-fixture.h"

static GPtrArray *
records_new (const char *const *jsons, guint n)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (records, record_new (jsons[i]));
  return records;
}

static gboolean
save_all (LerenStore *store, GPtrArray *records, GError **error)
{
  return leren_store_save_all (store, (LerenRecord **) records->pdata, records->len, NULL, error);
}

static void
must_save_all (LerenStore *store, GPtrArray *records)
{
  g_autoptr (GError) error = NULL;

  save_all (store, records, &error);
  g_assert_no_error (error);
}

static void
must_not_save_all (LerenStore *store, GPtrArray *records, LerenError code, const char *said)
{
  g_autoptr (GError) error = NULL;
  gint64 before = leren_store_count (store, NULL, NULL);

  g_assert_false (save_all (store, records, &error));
  assert_said (error, code, said);
  g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, before);
}

/* "added case huur 0, " for each entry of the journal, 1 where it says what was there before */
static void
assert_journal (LerenStore *store, const char *expected)
{
  static const char *const names[] = { "added", "changed", "deleted", "imported" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) entries = leren_store_get_journal (store, NULL, 0, 0, NULL, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (LerenJournalEntry) entry = g_list_model_get_item (entries, i);

      g_string_append_printf (text, "%s %s %s %d, ", names[leren_journal_entry_get_change (entry)],
                              leren_journal_entry_get_record_type (entry),
                              leren_journal_entry_get_record (entry),
                              leren_journal_entry_get_old (entry) != NULL);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_sound (LerenStore *store)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) faults = leren_store_check (store, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (faults[0]);
}

/* What comes first refers to what comes later, in each way there is. */
static const char *const day[] = {
  "{'type':'coding','id':'w','target':'r2','framework':'own','concept':'two','coder':'a'}",
  "{'type':'contribution','id':'k','session':'s','speaker':'a','kind':'open-question','text':'T',"
  "'stage':'open-questions'}",
  "{'type':'reflection','id':'r1','text':'We keep phoning.','case':'c','level':'behaviour'}",
  "{'type':'reflection','id':'r2','text':'Nobody asked her.','case':'c','level':'belief',"
  "'org.example.x':[1.0]}",
  "{'type':'reflection','id':'r3','text':'The letter frightened her.','subject':'k'}",
  "{'type':'reflection','id':'r4','text':'We asked.','session':'s','created':'2020-01-01T00:00:00Z'}",
  "{'type':'reflection','id':'r5','text':'She came.'}",
  "{'type':'session','id':'s','team':'t','cases':['c'],'present':['b','a']}",
  "{'type':'conversion','id':'v','sources':['n1'],'results':['n2'],'mode':'externalisation'}",
  "{'type':'knowledge','id':'n1','statement':'S','form':'tacit'}",
  "{'type':'knowledge','id':'n2','statement':'S','form':'explicit'}",
  "{'type':'case','id':'c','title':'Rent arrears','team':'t'}",
  "{'type':'team','id':'t','name':'Team','members':['a','b'],'practice':'p'}",
  "{'type':'participant','id':'a','name':'Ada'}",
  "{'type':'participant','id':'b','name':'Bo'}",
  "{'type':'practice','id':'p','name':'Practice'}",
};

static LerenStore *
store_with_framework (void)
{
  g_autoptr (LerenFramework) framework = framework_new ();
  g_autoptr (GError) error = NULL;
  LerenStore *store = store_new ();

  leren_store_add_framework (store, framework, &error);
  g_assert_no_error (error);
  return store;
}

/* Each row knows the entry that it came with. */
static void
assert_revisions (LerenStore *store, const char *type, int expected)
{
  LerenConnection *db = _leren_store_lock (store, NULL);
  g_autofree char *sql =
    g_strdup_printf ("SELECT count(*) FROM %s AS r JOIN journal AS j ON j.\"number\" = r._revision"
                     " AND j.\"id\" = r.\"id\" AND j.\"type\" = '%s'",
                     type, type);
  LerenStatement *statement = _leren_connection_prepare (db, sql, LEREN_PREPARE_ONCE);

  g_assert_cmpint (_leren_statement_step (statement), ==, LEREN_STEP_ROW);
  g_assert_cmpint (_leren_statement_get_integer (statement, 0), ==, expected);
  _leren_statement_free (statement);
  _leren_store_unlock (store);
}

static void
test_day (void)
{
  g_autoptr (LerenStore) store = store_with_framework ();
  g_autoptr (GPtrArray) records = records_new (day, G_N_ELEMENTS (day));
  g_autoptr (LerenQuery) reflections = leren_store_query (store, "reflection", NULL);

  must_save_all (store, records);
  g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, G_N_ELEMENTS (day));
  for (guint i = 0; i < records->len; i++)
    {
      LerenRecord *record = g_ptr_array_index (records, i);
      g_autoptr (LerenRecord) again =
        leren_store_get (store, leren_record_get_id (record), NULL, NULL);

      /* with the time that was set in both */
      g_assert_nonnull (leren_record_get_created (record));
      g_assert_null (leren_record_get_modified (record));
      g_assert_true (leren_record_equal (again, record));
      g_assert_true (leren_record_is_same (again, record));
    }
  /* they came in the order in which they were given */
  assert_ids (reflections, "r1,r2,r3,r4,r5");
  assert_revisions (store, "reflection", 5);
  assert_revisions (store, "coding", 1);
  assert_sound (store);
}

/* As one after the other does: what is there is changed, what is not is added, and the journal has them in order. */
static void
test_new_and_changed (void)
{
  static const char *const jsons[] = {
    "{'type':'case','id':'c1','title':'One'}",
    "{'type':'case','id':'huur','title':'Huur en schuld'}",
    "{'type':'case','id':'c2','title':'Two'}",
    "{'type':'case','id':'c3','title':'Three'}",
    "{'type':'practice','id':'p','name':'P'}",
    "{'type':'case','id':'c1','title':'One again'}",
  };
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (GPtrArray) records = records_new (jsons, G_N_ELEMENTS (jsons));
  g_autoptr (LerenRecord) last = NULL;
  g_autoptr (LerenQuery) cases = leren_store_query (store, "case", NULL);

  must_save (store, "{'type':'case','id':'huur','title':'Huur'}");
  must_save_all (store, records);
  assert_journal (store,
                  "added case huur 0, added case c1 0, changed case huur 1, added case c2 0, "
                  "added case c3 0, added practice p 0, changed case c1 1, ");
  assert_ids (cases, "huur,c1,c2,c3");
  last = leren_store_get (store, "c1", NULL, NULL);
  g_assert_cmpstr (leren_case_get_title (LEREN_CASE (last)), ==, "One again");
  /* the objects go on from what was saved */
  g_ptr_array_remove_index (records, 0);
  must_save_all (store, records);
  assert_sound (store);
}

static void
test_none (void)
{
  static const struct {
    const char *json;
    LerenError code;
    const char *said;
  } wrong[] = {
    { "{'type':'reflection','id':'x','text':'T','case':'nowhere'}", LEREN_ERROR_REFERENCE,
      "reflection “x”: member “case” names “nowhere”" },
    { "{'type':'reflection','id':'x','text':'T','case':'p'}", LEREN_ERROR_REFERENCE,
      "which is a practice; it must be a case" },
    { "{'type':'coding','id':'x','target':'c','framework':'own','concept':'three','coder':'a'}",
      LEREN_ERROR_INVALID, "coding “x”: member “concept” is “three”" },
    { "{'type':'participant','id':'c','name':'Who'}", LEREN_ERROR_DUPLICATE,
      "is used by a record of type case already" },
    { "{'type':'team','id':'r2','name':'Who'}", LEREN_ERROR_DUPLICATE,
      "is used by a record of type reflection already" },
    { "{'type':'case','id':'x','title':'T','urgency':5,'team':'t','contributor':'t'}",
      LEREN_ERROR_REFERENCE, "case “x”: member “contributor”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    for (gsize place = 0; place < 3; place++)
      {
        g_autoptr (LerenStore) store = store_with_framework ();
        g_autoptr (GPtrArray) records = records_new (day, G_N_ELEMENTS (day));
        const guint at = place == 0 ? 0 : place == 1 ? 4 : records->len;

        /* what comes first has the id: then it is the other one that is at fault */
        if (wrong[i].code == LEREN_ERROR_DUPLICATE && at != records->len)
          continue;
        g_test_message ("%s at %u", wrong[i].json, at);
        g_ptr_array_insert (records, at, record_new (wrong[i].json));
        must_not_save_all (store, records, wrong[i].code, wrong[i].said);
        g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 0);
        /* the others are as they were, and can be saved without it */
        g_ptr_array_remove_index (records, at);
        must_save_all (store, records);
        assert_sound (store);
      }
}

/* It takes two to close a circle, of which neither is there yet. */
static void
test_circle (void)
{
  static const char *const jsons[] = {
    "{'type':'knowledge','id':'n1','statement':'One','form':'tacit','superseded_by':'n2'}",
    "{'type':'knowledge','id':'n2','statement':'Two','form':'tacit','superseded_by':'n3'}",
    "{'type':'knowledge','id':'n3','statement':'Three','form':'tacit','superseded_by':'n4'}",
    "{'type':'knowledge','id':'n4','statement':'Four','form':'tacit','superseded_by':'n1'}",
  };
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (GPtrArray) records = records_new (jsons, G_N_ELEMENTS (jsons));

  must_not_save_all (store, records, LEREN_ERROR_REFERENCE, "“superseded_by” closes a circle");
  leren_knowledge_set_superseded_by (g_ptr_array_index (records, 3), NULL);
  must_save_all (store, records);
  assert_sound (store);
}

/* What its own members say is wrong is known before the store is touched. */
static void
test_invalid (void)
{
  g_autoptr (LerenStore) store = store_with_framework ();
  g_autoptr (GPtrArray) records = records_new (day, G_N_ELEMENTS (day));

  g_ptr_array_add (records, leren_case_new ());
  must_not_save_all (store, records, LEREN_ERROR_MISSING, "member “title”");
  g_ptr_array_set_size (records, 0);
  must_save_all (store, records);
}

static void
test_within_transaction (void)
{
  g_autoptr (LerenStore) store = store_with_framework ();
  g_autoptr (GPtrArray) records = records_new (day, G_N_ELEMENTS (day));
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenTransaction) transaction = leren_store_begin (store, &error);

  /* it may come even later than all of them */
  must_save (store, "{'type':'case','id':'before','title':'B','team':'t'}");
  must_save_all (store, records);
  assert_there (store, "r5", TRUE);
  leren_transaction_roll_back (transaction, &error);
  g_assert_no_error (error);
  g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 0);
  g_clear_object (&transaction);

  transaction = leren_store_begin (store, &error);
  g_ptr_array_remove_index (records, records->len - 1);
  must_save_all (store, records);
  g_assert_false (leren_transaction_commit (transaction, &error));
  assert_said (error, LEREN_ERROR_REFERENCE, "names “p”");
  g_clear_error (&error);
  must_save (store, "{'type':'practice','id':'p','name':'P'}");
  leren_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  assert_sound (store);
}

static const char *const four_cases[] = {
  "{'type':'case','id':'c1','title':'One'}",
  "{'type':'case','id':'c2','title':'Two'}",
  "{'type':'case','id':'c3','title':'Three'}",
  "{'type':'case','id':'c4','title':'Four'}",
};

/* A batch that fails undoes itself, and not what was done before it. */
static void
test_fails_within_transaction (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (GPtrArray) records = records_new (four_cases, G_N_ELEMENTS (four_cases));
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenTransaction) transaction = leren_store_begin (store, &error);

  must_save (store, "{'type':'case','id':'huur','title':'Huur'}");
  g_ptr_array_add (records, record_new ("{'type':'team','id':'c1','name':'Five'}"));
  must_not_save_all (store, records, LEREN_ERROR_DUPLICATE, "team “c1”");
  g_ptr_array_remove_index (records, 4);
  must_save_all (store, records);
  leren_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  assert_journal (store, "added case huur 0, added case c1 0, added case c2 0, added case c3 0, "
                         "added case c4 0, ");
  assert_sound (store);
}

static void
note (LerenStore *store, LerenChange change, const char *type, const char *id, GString *text)
{
  /* they are there when they are told of */
  assert_there (store, id, TRUE);
  g_string_append_printf (text, "%d %s %s, ", change, type, id);
}

static void
test_told (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (GPtrArray) records = records_new (four_cases, G_N_ELEMENTS (four_cases));
  g_autoptr (GString) text = g_string_new (NULL);

  g_ptr_array_add (records, record_new ("{'type':'case','id':'c2','title':'Again'}"));
  g_signal_connect (store, "changed", G_CALLBACK (note), text);
  must_save_all (store, records);
  g_assert_cmpstr (text->str, ==, "0 case c1, 0 case c2, 0 case c3, 0 case c4, 1 case c2, ");
}

/* The words of what is added are found, where there is an index already. */
static void
test_searched (void)
{
  g_autoptr (LerenStore) store = store_with_framework ();
  g_autoptr (GPtrArray) records = records_new (day, G_N_ELEMENTS (day));
  g_autoptr (LerenQuery) query = leren_store_query (store, "reflection", NULL);

  must_save (store, "{'type':'reflection','id':'r0','text':'A letter came.'}");
  g_assert_true (leren_query_search (query, "letter", NULL));
  assert_ids (query, "r0");
  must_save_all (store, records);
  g_assert_true (leren_query_order (query, "id", FALSE, NULL));
  assert_ids (query, "r0,r3");
  assert_sound (store);
}

static void
test_conflict (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (GPtrArray) records = records_new (four_cases, G_N_ELEMENTS (four_cases));

  must_save (store, "{'type':'case','id':'huur','title':'Huur'}");
  g_ptr_array_add (records, leren_store_get (store, "huur", NULL, NULL));
  must_save (store, "{'type':'case','id':'huur','title':'Schuld'}");
  leren_case_set_title (LEREN_CASE (g_ptr_array_index (records, 4)), "Huurschuld");
  must_not_save_all (store, records, LEREN_ERROR_CONFLICT, "title");

  /* one that was deleted meanwhile is no new one */
  g_ptr_array_remove_index (records, 4);
  must_save_all (store, records);
  g_assert_true (leren_store_delete (store, "c3", NULL, NULL));
  must_not_save_all (store, records, LEREN_ERROR_CONFLICT, "c3");
}

static void
test_reader (void)
{
  g_autofree char *path = store_path ("save-all.leren");
  g_autoptr (LerenStore) all = store_open (path);
  g_autoptr (LerenStore) own = NULL;
  g_autoptr (GError) error = NULL;
  static const char *const jsons[] = {
    "{'type':'reflection','id':'r1','text':'One','case':'c','author':'a'}",
    "{'type':'reflection','id':'r2','text':'Two','case':'c','author':'a'}",
    "{'type':'reflection','id':'r3','text':'Three','case':'c','author':'a'}",
    "{'type':'reflection','id':'r4','text':'Four','case':'c','author':'b'}",
  };
  g_autoptr (GPtrArray) records = records_new (jsons, G_N_ELEMENTS (jsons));

  fill (all);
  own = leren_store_open_as (path, LEREN_STORE_FLAGS_NONE, "a", NULL, &error);
  g_assert_no_error (error);
  must_not_save_all (own, records, LEREN_ERROR_FORBIDDEN, "r4");
  assert_there (all, "r1", FALSE);
  g_ptr_array_remove_index (records, 3);
  must_save_all (own, records);
  assert_there (all, "r3", TRUE);
  store_remove (path);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
save_all_waiting (LerenStore *store, GPtrArray *records, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  leren_store_save_all_async (store, (LerenRecord **) records->pdata, records->len, cancellable,
                              keep_result, &result);
  /* too late to be saved */
  if (records->len > 0 && LEREN_IS_REFLECTION (g_ptr_array_index (records, 2)))
    leren_reflection_set_text (g_ptr_array_index (records, 2), "Later");
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return leren_store_save_all_finish (store, result, error);
}

/* What carried a save to another thread lets go of the store a moment after it is told. */
static void
let_go (LerenStore *store)
{
  gpointer left = store;

  g_object_add_weak_pointer (G_OBJECT (store), &left);
  g_object_unref (store);
  while (g_atomic_pointer_get (&left) != NULL)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
test_async (void)
{
  LerenStore *store = store_with_framework ();
  g_autoptr (GPtrArray) records = records_new (day, G_N_ELEMENTS (day));
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (LerenRecord) kept = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancelled);
  g_assert_false (save_all_waiting (store, records, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 0);

  leren_reflection_set_text (g_ptr_array_index (records, 2), "We keep phoning.");
  g_assert_true (save_all_waiting (store, records, NULL, &error));
  g_assert_no_error (error);
  kept = leren_store_get (store, "r1", NULL, NULL);
  g_assert_cmpstr (leren_reflection_get_text (LEREN_REFLECTION (kept)), ==, "We keep phoning.");
  g_assert_nonnull (leren_record_get_created (g_ptr_array_index (records, 0)));
  assert_sound (store);
  let_go (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/save-all/day", test_day);
  g_test_add_func ("/save-all/new-and-changed", test_new_and_changed);
  g_test_add_func ("/save-all/none", test_none);
  g_test_add_func ("/save-all/circle", test_circle);
  g_test_add_func ("/save-all/invalid", test_invalid);
  g_test_add_func ("/save-all/within-transaction", test_within_transaction);
  g_test_add_func ("/save-all/fails-within-transaction", test_fails_within_transaction);
  g_test_add_func ("/save-all/told", test_told);
  g_test_add_func ("/save-all/searched", test_searched);
  g_test_add_func ("/save-all/conflict", test_conflict);
  g_test_add_func ("/save-all/reader", test_reader);
  g_test_add_func ("/save-all/async", test_async);
  return g_test_run ();
}
