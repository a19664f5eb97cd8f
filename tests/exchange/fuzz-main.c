/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz.h"

/* Runs a fuzz target on every file of the folder that is its first argument, and on each of them
 * cut off in many places. */

static char *folder;

static void
run_file (gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length, step;

  g_file_get_contents (data, &text, &length, &error);
  g_assert_no_error (error);
  LLVMFuzzerTestOneInput ((const guint8 *) text, length);
  step = MAX (length / 16, 1);
  for (gsize cut = 0; cut < length; cut += step)
    {
      g_autofree char *part = g_memdup2 (text, MAX (cut, 1));
      LLVMFuzzerTestOneInput ((const guint8 *) part, cut);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  folder = argv[1];
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strconcat ("/fuzz/", name, NULL);

      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
      g_test_add_data_func (test, g_ptr_array_index (paths, paths->len - 1), run_file);
    }
  g_assert_cmpuint (paths->len, >, 0);
  return g_test_run ();
}
