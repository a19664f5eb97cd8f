/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store-fixture.h"

#include "store/leren-store-rewrite-private.h"

#include <sys/stat.h>
#include <unistd.h>

/* Backups are whole, at one moment, nobody else's, and remembered. */

static void
must_back_up (LerenStore *store, const char *path, gboolean replace)
{
  g_autoptr (GError) error = NULL;

  leren_store_backup (store, path, replace, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
must_not_back_up (LerenStore *store, const char *path, gboolean replace, LerenError code,
                  const char *said)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (leren_store_backup (store, path, replace, NULL, NULL, NULL, &error));
  assert_said (error, code, said);
}

static void
assert_sound (const char *path, gint64 n_records)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = leren_store_open (path, LEREN_STORE_FLAGS_READ_ONLY, NULL, &error);
  g_auto (GStrv) problems = NULL;

  g_assert_no_error (error);
  problems = leren_store_check (store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_strv_length (problems), ==, 0);
  if (n_records >= 0)
    g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, n_records);
}

static void
assert_no_temporary (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, "."));
}

static void
test_store (void)
{
  g_autofree char *path = store_path ("team.leren");
  g_autofree char *copy = store_path ("team.backup");
  g_autoptr (LerenStore) store = store_open (path);
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;
  mode_t before = umask (0);
  struct stat status;

  fill (store);
  must_back_up (store, copy, FALSE);
  umask (before);
  g_assert_cmpint (stat (copy, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  assert_sound (copy, 6);
  assert_no_temporary (copy);

  backups = _leren_store_list_copies (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (backups->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (backups, 0), ==, copy);

  /* what is there stays, unless it is to be replaced */
  must_save (store, "{'type':'case','id':'c2','title':'Rent arrears'}");
  must_not_back_up (store, copy, FALSE, LEREN_ERROR_EXISTS, "exists already");
  assert_sound (copy, 6);
  must_back_up (store, copy, TRUE);
  assert_sound (copy, 7);
  store_remove (copy);
  store_remove (path);
}

static void
test_memory (void)
{
  g_autofree char *copy = store_path ("memory.backup");
  g_autoptr (LerenStore) store = store_in_memory ();

  fill (store);
  must_back_up (store, copy, FALSE);
  assert_sound (copy, 6);
  store_remove (copy);
}

static void
test_what_is_there (void)
{
  g_autofree char *path = store_path ("places.leren");
  g_autofree char *to_target = store_path ("link");
  g_autofree char *same = store_path ("same");
  g_autofree char *target = store_path ("target");
  g_autofree char *folder = store_path ("folder");
  g_autofree char *none = store_path ("none/backup");
  g_autoptr (LerenStore) store = store_open (path);
  g_autoptr (GPtrArray) backups = NULL;

  g_assert_cmpint (symlink (target, to_target), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  must_not_back_up (store, to_target, FALSE, LEREN_ERROR_EXISTS, "is a link");
  must_not_back_up (store, to_target, TRUE, LEREN_ERROR_EXISTS, "is a link");
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
  must_not_back_up (store, folder, TRUE, LEREN_ERROR_EXISTS, "a folder");
  must_not_back_up (store, path, TRUE, LEREN_ERROR_EXISTS, "the store itself");
  g_assert_cmpint (symlink (path, same), ==, 0);
  must_not_back_up (store, same, TRUE, LEREN_ERROR_EXISTS, "is a link");
  g_unlink (same);
  g_assert_cmpint (link (path, same), ==, 0);
  must_not_back_up (store, same, TRUE, LEREN_ERROR_EXISTS, "the store itself");
  must_not_back_up (store, none, FALSE, LEREN_ERROR_READ_ONLY, "none/backup");
  /* what was not made is not remembered */
  backups = _leren_store_list_copies (store, NULL);
  g_assert_cmpuint (backups->len, ==, 0);
  g_unlink (to_target);
  g_unlink (same);
  g_rmdir (folder);
  store_remove (path);
}

static void
test_when (void)
{
  g_autofree char *path = store_path ("when.leren");
  g_autofree char *copy = store_path ("when.backup");
  g_autoptr (LerenStore) store = store_open (path);
  g_autoptr (LerenTransaction) transaction = NULL;
  g_autoptr (LerenStore) own = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  fill (store);
  transaction = leren_store_begin (store, NULL);
  must_not_back_up (store, copy, FALSE, LEREN_ERROR_STATE, "a change is under way");
  leren_transaction_roll_back (transaction, NULL);
  own = leren_store_open_as (path, LEREN_STORE_FLAGS_EXISTING, "a", NULL, &error);
  g_assert_no_error (error);
  must_not_back_up (own, copy, FALSE, LEREN_ERROR_FORBIDDEN, "may not see all");
  g_cancellable_cancel (cancellable);
  g_assert_false (leren_store_backup (store, copy, FALSE, cancellable, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  store_remove (path);
}

static void
cancel (goffset bytes, goffset total, gpointer data)
{
  g_assert_cmpint (bytes, <=, total);
  g_assert_cmpint (total, >, 0);
  g_cancellable_cancel (data);
}

static void
fill_much (const char *path)
{
  g_autoptr (LerenStore) store = store_open (path);
  g_autoptr (LerenTransaction) transaction = leren_store_begin (store, NULL);
  g_autofree char *text = g_strnfill (30000, 'x');

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *json =
        g_strdup_printf ("{'type':'case','id':'big%u','title':'T','narrative':'%s'}", i, text);
      must_save (store, json);
    }
  g_assert_true (leren_transaction_commit (transaction, NULL));
}

static void
test_cancelled_half_way (void)
{
  g_autofree char *path = store_path ("half.leren");
  g_autofree char *copy = store_path ("half.backup");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = NULL;

  fill_much (path);
  store = store_open (path);
  g_assert_false (
    leren_store_backup (store, copy, FALSE, cancellable, cancel, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  assert_no_temporary (copy);
  store_remove (path);
}

typedef struct {
  const char *path;
  gint stop;
  guint n_saved;
} Writer;

/* Promises come in pairs, in one transaction: a backup has both or neither. */
static gpointer
write_on (gpointer data)
{
  Writer *writer = data;
  g_autoptr (LerenStore) store = store_open (writer->path);

  while (!g_atomic_int_get (&writer->stop))
    {
      g_autoptr (LerenTransaction) transaction = leren_store_begin (store, NULL);
      g_autofree char *one =
        g_strdup_printf ("{'type':'action','id':'one%u','what':'x'}", writer->n_saved);
      g_autofree char *two =
        g_strdup_printf ("{'type':'action','id':'two%u','what':'x'}", writer->n_saved);

      must_save (store, one);
      must_save (store, two);
      g_assert_true (leren_transaction_commit (transaction, NULL));
      writer->n_saved++;
      g_usleep (2000); /* SQLite lets whoever waits sleep longer and longer */
    }
  return NULL;
}

static void
test_while_others_write (void)
{
  g_autofree char *path = store_path ("busy.leren");
  g_autofree char *copy = store_path ("busy.backup");
  Writer writer = { path };
  g_autoptr (LerenStore) store = NULL;
  GThread *thread;

  fill_much (path);
  store = store_open (path);
  thread = g_thread_new ("writer", write_on, &writer);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (LerenStore) backup = NULL;

      must_back_up (store, copy, i > 0);
      assert_sound (copy, -1);
      backup = store_open (copy);
      g_assert_cmpint (leren_store_count (backup, "action", NULL) % 2, ==, 0);
      g_assert_cmpint (leren_store_count (backup, "case", NULL), ==, 400);
    }
  g_atomic_int_set (&writer.stop, 1);
  g_thread_join (thread);
  g_assert_cmpuint (writer.n_saved, >, 0);
  store_remove (path);
  store_remove (copy);
}

/* A damaged store never takes the place of a good backup. */
static void
test_damaged (void)
{
  g_autofree char *path = store_path ("damaged.leren");
  g_autofree char *copy = store_path ("damaged.backup");
  g_autofree char *garbage = g_strnfill (60000, 'U');
  g_autoptr (LerenStore) store = NULL;
  g_auto (GStrv) problems = NULL;
  FILE *file;

  fill_much (path);
  store = store_open (path);
  must_back_up (store, copy, FALSE);
  file = fopen (path, "r+");
  fseek (file, 2000000, SEEK_SET);
  g_assert_cmpint (fwrite (garbage, 1, 60000, file), ==, 60000);
  fclose (file);
  must_not_back_up (store, copy, TRUE, LEREN_ERROR_CORRUPT, "damaged");
  assert_sound (copy, 400);
  assert_no_temporary (copy);

  /* once it is known to be damaged, it is not written any more */
  problems = leren_store_check (store, NULL, NULL);
  g_assert_cmpint (g_strv_length (problems), >, 0);
  must_not_save (store, "{'type':'case','id':'c3','title':'T'}", LEREN_ERROR_CORRUPT, "damaged");
  store_remove (path);
  store_remove (copy);
}

static void
on_backed_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (leren_store_backup_finish (LEREN_STORE (source), result, &error));
  g_assert_no_error (error);
  g_main_loop_quit (data);
}

static void
test_async (void)
{
  g_autofree char *path = store_path ("async.leren");
  g_autofree char *copy = store_path ("async.backup");
  g_autoptr (LerenStore) store = store_open (path);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  fill (store);
  leren_store_backup_async (store, copy, FALSE, NULL, on_backed_up, loop);
  g_main_loop_run (loop);
  assert_sound (copy, 6);
  store_remove (path);
  store_remove (copy);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backup/store", test_store);
  g_test_add_func ("/backup/memory", test_memory);
  g_test_add_func ("/backup/what-is-there", test_what_is_there);
  g_test_add_func ("/backup/when", test_when);
  g_test_add_func ("/backup/cancelled-half-way", test_cancelled_half_way);
  g_test_add_func ("/backup/while-others-write", test_while_others_write);
  g_test_add_func ("/backup/damaged", test_damaged);
  g_test_add_func ("/backup/async", test_async);
  return g_test_run ();
}
