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
  assert_said (error, LEREN_ERROR_NOT_FOUND, "there is no such file");
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/participant", test_participant);
  g_test_add_func ("/reader/nobody", test_nobody);
  g_test_add_func ("/reader/new-store", test_new_store);
  g_test_add_func ("/reader/async", test_async);
  return g_test_run ();
}
