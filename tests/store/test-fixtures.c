/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */

/* A store of every form that ever landed is opened, and gives back exactly what it was made of. They
 * are in tests/data/stores, each with the JSON Lines it was made of. */

#include "store-fixture.h"

static char *
fixtures (void)
{
  return g_test_build_filename (G_TEST_DIST, "data", "stores", NULL);
}

/* A copy in a folder of its own, because opening it changes its form */
static char *
copy_of (const char *name)
{
  g_autofree char *folder = fixtures ();
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *copy = store_path (name);
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (copy, bytes, length, &error);
  g_assert_no_error (error);
  return copy;
}

static char *
export_of (LerenStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  leren_store_export (store, stream, LEREN_FORMAT_JSON_LINES, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write (stream, "", 1, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static char *
made_of (const char *name)
{
  g_autofree char *folder = fixtures ();
  g_autofree char *lines = g_strdup_printf ("%.*s.jsonl", (int) strcspn (name, "."), name);
  g_autofree char *path = g_build_filename (folder, lines, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
assert_sound (LerenStore *store)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = leren_store_check (store, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (problems[0], ==, NULL);
}

static gboolean
is_older (const char *name)
{
  return g_ascii_strtoull (name + 1, NULL, 10) < LEREN_SCHEMA_VERSION;
}

static void
test_opened (gconstpointer data)
{
  const char *name = data;
  g_autofree char *path = copy_of (name);
  g_autofree char *backup =
    g_strdup_printf ("%s.%.*s.backup", path, (int) strcspn (name, "."), name);
  g_autofree char *expected = made_of (name);
  g_autofree char *exported = NULL;
  g_autofree char *again = NULL;
  LerenStore *store = store_open (path);

  exported = export_of (store);
  g_assert_cmpstr (exported, ==, expected);
  assert_sound (store);
  /* as it was is beside it, unless nothing had to change */
  g_assert_cmpint (g_file_test (backup, G_FILE_TEST_IS_REGULAR), ==, is_older (name));

  /* its people go on working in it */
  must_save (store, "{'type':'session','id':'s3','team':'team-zuid','cases':['huur']}");
  g_object_unref (store);
  store = store_open (path);
  assert_there (store, "s3", TRUE);
  again = export_of (store);
  g_assert_true (g_str_has_prefix (again, expected));
  assert_sound (store);
  g_object_unref (store);
  store_remove (path);
  g_unlink (backup);
}

/* The newest form is among them, so that nobody forgets to make its fixture. */
static void
test_each_version (void)
{
  g_autofree char *folder = fixtures ();

  for (int version = 1; version <= LEREN_SCHEMA_VERSION; version++)
    {
      g_autofree char *name = g_strdup_printf ("v%d.leren", version);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_error ("%s is missing; CONTRIBUTING.md says how it is made", path);
    }
}

static void
test_newer (void)
{
  g_autofree char *path = copy_of ("v1.leren");
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %d", LEREN_SCHEMA_VERSION + 1);
  g_autofree char *said =
    g_strdup_printf ("has the form of version %d, and this leren knows up to %d; use a newer leren",
                     LEREN_SCHEMA_VERSION + 1, LEREN_SCHEMA_VERSION);
  g_autoptr (GError) error = NULL;

  run_sql_on_file (path, stamp);
  g_assert_null (leren_store_open (path, LEREN_STORE_FLAGS_NONE, NULL, &error));
  assert_said (error, LEREN_ERROR_NEWER, said);
  store_remove (path);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_test_init (&argc, &argv, NULL);
  folder = fixtures ();
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".leren"))
      {
        g_autofree char *test = g_strconcat ("/fixtures/opened/", name, NULL);

        g_ptr_array_add (names, g_strdup (name));
        g_test_add_data_func (test, g_ptr_array_index (names, names->len - 1), test_opened);
      }
  g_test_add_func ("/fixtures/each-version", test_each_version);
  g_test_add_func ("/fixtures/newer", test_newer);
  return g_test_run ();
}
