/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store-fixture.h"

static LerenTransaction *
begin (LerenStore *store)
{
  g_autoptr (GError) error = NULL;
  LerenTransaction *transaction = leren_store_begin (store, &error);

  g_assert_no_error (error);
  return transaction;
}

static void
test_commit (void)
{
  g_autofree char *path = store_path ("commit.leren");
  g_autoptr (LerenStore) store = store_open (path);
  g_autoptr (LerenTransaction) transaction = begin (store);
  g_autoptr (GError) error = NULL;

  fill (store);
  g_assert_true (leren_transaction_is_under_way (transaction));
  g_assert_true (leren_transaction_commit (transaction, &error));
  g_assert_false (leren_transaction_is_under_way (transaction));
  g_assert_false (leren_transaction_commit (transaction, &error));
  assert_said (error, LEREN_ERROR_STATE, "ended already");
  g_clear_error (&error);
  g_assert_false (leren_transaction_roll_back (transaction, &error));
  assert_said (error, LEREN_ERROR_STATE, "ended already");
  g_clear_object (&transaction);
  g_clear_object (&store);
  store = store_open (path);
  assert_there (store, "c", TRUE);
  store_remove (path);
}

static void
test_roll_back (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  must_save (store, "{'type':'practice','id':'p','name':'N'}");
  transaction = begin (store);
  must_save (store, "{'type':'practice','id':'q','name':'N'}");
  must_save (store, "{'type':'practice','id':'p','name':'Changed'}");
  g_assert_true (leren_store_delete (store, "q", NULL, NULL));
  must_save (store, "{'type':'practice','id':'r','name':'N'}");
  g_assert_true (leren_transaction_roll_back (transaction, &error));
  g_assert_false (leren_transaction_is_under_way (transaction));
  g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 1);
  assert_there (store, "r", FALSE);

  /* let go without a commit */
  g_clear_object (&transaction);
  transaction = begin (store);
  must_save (store, "{'type':'practice','id':'s','name':'N'}");
  g_clear_object (&transaction);
  assert_there (store, "s", FALSE);
  must_save (store, "{'type':'practice','id':'s','name':'N'}");
}

static void
test_outlives (void)
{
  g_autofree char *path = store_path ("outlives.leren");
  LerenStore *store = store_open (path);
  g_autoptr (LerenTransaction) transaction = begin (store);

  must_save (store, "{'type':'practice','id':'p','name':'N'}");
  g_object_unref (store);
  g_assert_true (leren_transaction_commit (transaction, NULL));
  g_clear_object (&transaction);
  store = store_open (path);
  assert_there (store, "p", TRUE);
  g_object_unref (store);
  store_remove (path);
}

/* References are free of order until the end. */
static void
test_references (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenTransaction) transaction = begin (store);
  g_autoptr (GError) error = NULL;

  must_save (store, "{'type':'case','id':'c','title':'T','team':'t'}");
  must_save (store, "{'type':'contribution','id':'k','session':'s','speaker':'a','kind':'idea',"
                    "'stage':'plan'}");
  g_assert_false (leren_transaction_commit (transaction, &error));
  assert_said (error, LEREN_ERROR_REFERENCE, "case “c”: member “team” names “t”");
  g_clear_error (&error);
  must_save (store, "{'type':'team','id':'t','name':'T','members':['a']}");
  /* judged when it can be */
  must_not_save (store, "{'type':'session','id':'s'}", LEREN_ERROR_INVALID, "contribution “k”");
  must_save (store, "{'type':'session','id':'s','protocol':'pdca'}");
  g_assert_false (leren_transaction_commit (transaction, &error));
  assert_said (error, LEREN_ERROR_REFERENCE, "“a”");
  g_clear_error (&error);
  must_not_save (store, "{'type':'case','id':'a','title':'T','contributor':'c'}",
                 LEREN_ERROR_REFERENCE, "it must be a participant");
  must_save (store, "{'type':'participant','id':'a','name':'A'}");
  leren_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 5);
}

/* What was left open by a record that was changed or deleted since counts no more. */
static void
test_references_taken_back (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenTransaction) transaction = begin (store);
  g_autoptr (GError) error = NULL;

  must_save (store, "{'type':'case','id':'c','title':'T','team':'nowhere'}");
  must_save (store, "{'type':'team','id':'t','name':'T','members':['nobody']}");
  must_save (store, "{'type':'team','id':'u','name':'T','members':['nobody']}");
  must_save (store, "{'type':'case','id':'c','title':'T','team':'t'}");
  must_save (store, "{'type':'team','id':'t','name':'T'}");
  g_assert_true (leren_store_delete (store, "u", NULL, &error));
  leren_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

/* A mode is not judged by half of what it stands on. */
static void
test_forms_in_any_order (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenTransaction) transaction = begin (store);
  g_autoptr (GError) error = NULL;

  must_save (store, "{'type':'knowledge','id':'t','statement':'S','form':'tacit'}");
  must_save (store, "{'type':'conversion','id':'v','sources':['t','e'],'results':['t'],"
                    "'mode':'externalisation'}");
  must_save (store, "{'type':'knowledge','id':'e','statement':'S','form':'explicit'}");
  leren_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static void
test_circle_in_any_order (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenTransaction) transaction = begin (store);

  must_save (store, "{'type':'action','id':'1','what':'W','previous':'2'}");
  must_not_save (store, "{'type':'action','id':'2','what':'W','previous':'1'}",
                 LEREN_ERROR_REFERENCE, "circle");
  must_save (store, "{'type':'action','id':'2','what':'W'}");
  g_assert_true (leren_transaction_commit (transaction, NULL));
}

/* One save that fails takes nothing else along, not even what it had noted for later. */
static void
test_step_fails (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenTransaction) transaction = begin (store);
  g_autoptr (GError) error = NULL;

  must_save (store, "{'type':'practice','id':'p','name':'N'}");
  must_not_save (store, "{'type':'case','id':'c','title':'T','contributor':'later','team':'p'}",
                 LEREN_ERROR_REFERENCE, "it must be a team");
  must_save (store, "{'type':'case','id':'d','title':'T','contributor':'later'}");
  g_assert_false (leren_transaction_commit (transaction, &error));
  assert_said (error, LEREN_ERROR_REFERENCE, "case “d”");
  g_clear_error (&error);
  must_save (store, "{'type':'participant','id':'later','name':'N'}");
  leren_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 3);
}

static void
test_one_at_a_time (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenTransaction) transaction = begin (store);
  g_autoptr (LerenTransaction) other = NULL;
  g_autoptr (LerenImporter) importer = leren_importer_new (store);
  g_autoptr (GError) error = NULL;

  other = leren_store_begin (store, &error);
  g_assert_null (other);
  assert_said (error, LEREN_ERROR_STATE, "under way");
  g_clear_error (&error);
  g_assert_false (leren_store_close (store, &error));
  assert_said (error, LEREN_ERROR_STATE, "under way");
  g_clear_error (&error);
  g_assert_false (leren_importer_run (importer, NULL, &error));
  assert_said (error, LEREN_ERROR_STATE, "under way");
  g_clear_error (&error);
  must_save (store, "{'type':'practice','id':'p','name':'N'}");
  g_assert_true (leren_transaction_roll_back (transaction, &error));
  g_assert_true (leren_store_close (store, &error));
}

/* Frameworks that came with a transaction go with it, also after a step of it had failed. */
static void
test_frameworks (void)
{
  g_autoptr (LerenStore) store = store_new ();
  g_autoptr (LerenFramework) framework = framework_new ();
  g_autoptr (LerenTransaction) transaction = begin (store);
  g_autoptr (GError) error = NULL;
  LerenTheory *theory;

  g_assert_true (leren_store_add_framework (store, framework, &error));
  theory = leren_store_get_theory (store);
  must_save (store, "{'type':'session','id':'s','protocol':'own'}");
  must_not_save (store, "{'type':'session','id':'x','protocol':'none'}", LEREN_ERROR_INVALID,
                 "none");
  must_save (store, "{'type':'session','id':'x','protocol':'own'}");
  g_assert_true (leren_transaction_roll_back (transaction, &error));
  must_not_save (store, "{'type':'session','id':'s','protocol':'own'}", LEREN_ERROR_INVALID,
                 "“own”");
  g_assert_null (leren_theory_get_framework (leren_store_get_theory (store), "own"));
  /* what was given out is not taken away */
  g_assert_nonnull (leren_theory_get_framework (theory, "own"));

  g_clear_object (&transaction);
  transaction = begin (store);
  g_assert_true (leren_store_add_framework (store, framework, &error));
  g_assert_true (leren_transaction_commit (transaction, &error));
  must_save (store, "{'type':'session','id':'s','protocol':'own'}");
  g_assert_true (leren_store_add_framework (store, framework, &error));
}

/* A full disk ends a transaction: nothing of it is left, and nothing more goes into it. */
static void
test_full (void)
{
  g_autofree char *path = store_path ("full.leren");
  g_autoptr (LerenStore) store = store_open (path);
  g_autoptr (LerenTransaction) transaction = NULL;
  g_autoptr (LerenCase) large = leren_case_new ();
  g_autofree char *text = g_strnfill (1000000, 'x');
  g_autoptr (GError) error = NULL;

  run_sql (store, "PRAGMA max_page_count = 60");
  leren_case_set_title (large, text);
  transaction = begin (store);
  must_save (store, "{'type':'practice','id':'p','name':'N'}");
  g_assert_false (leren_store_save (store, LEREN_RECORD (large), NULL, &error));
  assert_said (error, LEREN_ERROR_FULL, "no room left");
  g_clear_error (&error);
  if (leren_transaction_commit (transaction, &error))
    assert_there (store, "p", TRUE);
  else
    {
      assert_said (error, LEREN_ERROR_STATE, "ended already");
      assert_there (store, "p", FALSE);
    }
  must_save (store, "{'type':'practice','id':'q','name':'N'}");
  store_remove (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transaction/commit", test_commit);
  g_test_add_func ("/transaction/roll-back", test_roll_back);
  g_test_add_func ("/transaction/outlives", test_outlives);
  g_test_add_func ("/transaction/references", test_references);
  g_test_add_func ("/transaction/references-taken-back", test_references_taken_back);
  g_test_add_func ("/transaction/forms-in-any-order", test_forms_in_any_order);
  g_test_add_func ("/transaction/circle-in-any-order", test_circle_in_any_order);
  g_test_add_func ("/transaction/step-fails", test_step_fails);
  g_test_add_func ("/transaction/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/transaction/frameworks", test_frameworks);
  add_test_of_files ("/transaction/full", test_full);
  return g_test_run ();
}
