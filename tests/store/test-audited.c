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
test_switched (void)
{
  g_autoptr (LerenStore) store = auditing ();
  g_autoptr (GError) error = NULL;

  assert_read (store, "");
  g_object_unref (read_case (store));
  assert_there (store, "g", TRUE); /* a rating says nothing of anybody */
  assert_read (store, "get [\"huur\"]\n");
  leren_store_set_auditing (store, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (read_case (store));
  assert_read (store, "get [\"huur\"]\n");
  leren_store_set_auditing (store, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (read_case (store));
  assert_read (store, "get [\"huur\"]\nget [\"huur\"]\n");
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
  assert_read (store, "get [\"huur\"]\nget [\"huur\"]\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audit/switched", test_switched);
  g_test_add_func ("/audit/transactions", test_transactions);
  return g_test_run ();
}
