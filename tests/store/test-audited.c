/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */

/* Who looked at what, whatever becomes of the transaction in which they did. tests/privacy tries every way to read. */

#include "store-fixture.h"

static LerenStore *
auditing (void)
{
  g_autoptr (GError) error = NULL;
  LerenStore *store = store_new ();

  must_save (store, "{'type':'case','id':'huur','title':'Huurachterstand'}");
  must_save (store, "{'type':'rating','id':'g','value':7,'subject':'huur'}");
  leren_store_set_auditing (store, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (leren_store_is_auditing (store));
  return store;
}

/* "how ids", an entry a line */
static void
assert_read (LerenStore *store, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) reads = leren_store_list_reads (store, NULL, NULL, 0, 0, NULL, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; reads[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (reads[i], NULL);
      JsonObject *entry = json_node_get_object (node);
      g_autofree char *ids = json_to_string (json_object_get_member (entry, "ids"), FALSE);

      g_string_append_printf (text, "%s %s\n", json_object_get_string_member (entry, "how"), ids);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static LerenCase *
read_case (LerenStore *store)
{
  g_autoptr (GError) error = NULL;
  LerenRecord *record = leren_store_get (store, "huur", NULL, &error);

  g_assert_no_error (error);
  return LEREN_CASE (record);
}

static LerenTransaction *
begin (LerenStore *store)
{
  g_autoptr (GError) error = NULL;
  LerenTransaction *transaction = leren_store_begin (store, &error);

  g_assert_no_error (error);
  return transaction;
}

static void
end (LerenTransaction *transaction, gboolean keep)
{
  g_autoptr (GError) error = NULL;

  if (keep)
    leren_transaction_commit (transaction, &error);
  else
    leren_transaction_roll_back (transaction, &error);
  g_assert_no_error (error);
}

static void
must_conflict (LerenStore *store, LerenCase *stale, const char *said, const char *not_said)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (leren_store_save (store, LEREN_RECORD (stale), NULL, &error));
  assert_said (error, LEREN_ERROR_CONFLICT, said);
  g_assert_null (strstr (error->message, not_said));
}

static void
test_switched (void)
{
  g_autoptr (LerenStore) store = auditing ();
  g_autoptr (GError) error = NULL;

  assert_read (store, "on []\n");
  g_object_unref (read_case (store));
  assert_there (store, "g", TRUE); /* a rating says nothing of anybody */
  assert_read (store, "on []\nget [\"huur\"]\n");
  leren_store_set_auditing (store, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (read_case (store));
  assert_read (store, "on []\nget [\"huur\"]\noff []\n");
  leren_store_set_auditing (store, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (read_case (store));
  assert_read (store, "on []\nget [\"huur\"]\noff []\non []\nget [\"huur\"]\n");
}

static void
test_transactions (void)
{
  g_autoptr (LerenStore) store = auditing ();
  g_autoptr (GError) error = NULL;

  for (guint keep = 0; keep < 2; keep++)
    {
      g_autoptr (LerenTransaction) transaction = begin (store);

      g_object_unref (read_case (store));
      /* a step of it that fails takes nothing along */
      must_not_save (store, "{'type':'practice','id':'huur','name':'Schulden'}",
                     LEREN_ERROR_DUPLICATE, "already");
      g_assert_false (leren_store_set_auditing (store, FALSE, NULL, &error));
      assert_said (error, LEREN_ERROR_STATE, "under way");
      g_clear_error (&error);
      end (transaction, keep != 0);
    }
  assert_read (store, "on []\nget [\"huur\"]\nget [\"huur\"]\n");
}

/* The error tells what the record says now, to who had not read that. */
static void
test_conflict (void)
{
  g_autoptr (LerenStore) store = auditing ();
  g_autoptr (LerenCase) stale = read_case (store);
  g_autoptr (LerenCase) fresh = read_case (store);
  g_autoptr (GError) error = NULL;
  GString *expected = g_string_new ("on []\nget [\"huur\"]\nget [\"huur\"]\n");

  leren_case_set_title (fresh, "Geheim");
  leren_store_save (store, LEREN_RECORD (fresh), NULL, &error);
  g_assert_no_error (error);
  leren_case_set_title (stale, "Huur");
  must_conflict (store, stale, "Geheim", "nothing");
  g_string_append (expected, "conflict [\"huur\"]\n");
  assert_read (store, expected->str);

  for (guint keep = 0; keep < 2; keep++)
    {
      g_autoptr (LerenTransaction) transaction = begin (store);

      must_conflict (store, stale, "Geheim", "nothing");
      end (transaction, keep != 0);
      g_string_append (expected, "conflict [\"huur\"]\n");
      assert_read (store, expected->str);
    }

  for (guint within = 0; within < 2; within++)
    {
      LerenRecord *both[] = { LEREN_RECORD (fresh), LEREN_RECORD (stale) };
      g_autoptr (LerenTransaction) transaction = within != 0 ? begin (store) : NULL;

      g_assert_false (leren_store_save_all (store, both, 2, NULL, &error));
      assert_said (error, LEREN_ERROR_CONFLICT, "Geheim");
      g_clear_error (&error);
      if (transaction != NULL)
        end (transaction, FALSE);
      g_string_append (expected, "conflict [\"huur\"]\n");
      assert_read (store, expected->str);
    }

  /* nothing is read by what does not tell of it */
  leren_store_delete (store, "g", NULL, &error);
  g_assert_no_error (error);
  leren_store_delete (store, "huur", NULL, &error);
  g_assert_no_error (error);
  must_conflict (store, stale, "was deleted", "Geheim");
  assert_read (store, expected->str);
  g_string_free (expected, TRUE);
}

/* Where it cannot be written down, the error says that there is a conflict, and no more. */
static void
test_conflict_not_written (void)
{
  g_autoptr (LerenStore) store = auditing ();
  g_autoptr (LerenCase) stale = read_case (store);
  g_autoptr (LerenCase) fresh = read_case (store);
  g_autoptr (GError) error = NULL;

  leren_case_set_title (fresh, "Geheim");
  leren_store_save (store, LEREN_RECORD (fresh), NULL, &error);
  g_assert_no_error (error);
  run_sql (store, "ALTER TABLE audit RENAME TO elsewhere");
  leren_case_set_title (stale, "Huur");
  must_conflict (store, stale, "case “huur”: was changed since it was read; read it anew",
                 "Geheim");
  g_assert_null (leren_store_get (store, "huur", NULL, &error));
  g_assert_nonnull (error);
  run_sql (store, "ALTER TABLE elsewhere RENAME TO audit");
  must_conflict (store, stale, "Geheim", "nothing");
  assert_read (store, "on []\nget [\"huur\"]\nget [\"huur\"]\nconflict [\"huur\"]\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audit/switched", test_switched);
  g_test_add_func ("/audit/transactions", test_transactions);
  g_test_add_func ("/audit/conflict", test_conflict);
  g_test_add_func ("/audit/conflict-not-written", test_conflict_not_written);
  return g_test_run ();
}
