/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store-fixture.h"

#include <sys/stat.h>
#include <unistd.h>

static void
must_not_open (const char *path, LerenStoreFlags flags, LerenError code, const char *said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize length_before = 0, length_after = 0;

  g_file_get_contents (path, &before, &length_before, NULL);
  store = leren_store_open (path, flags, NULL, &error);
  g_assert_null (store);
  assert_said (error, code, said);
  /* and it is left as it was */
  g_file_get_contents (path, &after, &length_after, NULL);
  g_assert_cmpmem (before, length_before, after, length_after);
}

static void
write_file (const char *path, const char *text, gssize length)
{
  g_assert_true (g_file_set_contents (path, text, length, NULL));
}

static void
test_new (void)
{
  g_autoptr (LerenRecord) late = NULL;
  g_autofree char *path = store_path ("new.leren");
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (GError) error = NULL;
  struct stat status;

  umask (0);
  must_not_open (path, LEREN_STORE_FLAGS_EXISTING, LEREN_ERROR_NOT_FOUND, "no such file");
  must_not_open (path, LEREN_STORE_FLAGS_READ_ONLY, LEREN_ERROR_NOT_FOUND, "no such file");
  store = leren_store_open (path, LEREN_STORE_FLAGS_NEW, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (leren_store_get_location (store), ==, path);
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0600);
  must_not_open (path, LEREN_STORE_FLAGS_NEW, LEREN_ERROR_EXISTS, "exists already");
  must_save (store, "{'type':'practice','id':'p','name':'N'}");
  g_assert_true (leren_store_close (store, &error));
  g_assert_false (leren_store_is_open (store));
  late = record_new ("{'type':'practice','id':'q','name':'N'}");
  g_assert_false (leren_store_save (store, late, NULL, &error));
  assert_said (error, LEREN_ERROR_CLOSED, path);
  g_clear_object (&store);
  store = leren_store_open (path, LEREN_STORE_FLAGS_EXISTING, NULL, NULL);
  assert_there (store, "p", TRUE);
  store_remove (path);
}

static void
test_not_a_store (void)
{
  g_autofree char *path = store_path ("none.leren");
  g_autofree char *folder = g_path_get_dirname (path);

  write_file (path, "", 0);
  must_not_open (path, LEREN_STORE_FLAGS_NONE, LEREN_ERROR_NOT_A_STORE, "empty");
  write_file (path, "a text\n", -1);
  must_not_open (path, LEREN_STORE_FLAGS_NONE, LEREN_ERROR_NOT_A_STORE, "not a store");
  g_unlink (path);
  run_sql_on_file (path, "CREATE TABLE x (y)");
  must_not_open (path, LEREN_STORE_FLAGS_NONE, LEREN_ERROR_NOT_A_STORE, "no store");
  must_not_open (path, LEREN_STORE_FLAGS_READ_ONLY, LEREN_ERROR_NOT_A_STORE, "no store");
  must_not_open (folder, LEREN_STORE_FLAGS_NONE, LEREN_ERROR_NOT_A_STORE, "it is no file");
  must_not_open ("/dev/null", LEREN_STORE_FLAGS_NONE, LEREN_ERROR_NOT_A_STORE, "it is no file");
  must_not_open ("", LEREN_STORE_FLAGS_NONE, LEREN_ERROR_NOT_FOUND, "");
  must_not_open ("/nonexistent/x.leren", LEREN_STORE_FLAGS_NONE, LEREN_ERROR_NOT_FOUND, "cannot");
#ifdef LEREN_WITH_POSTGRESQL
  /* a password is told to nobody */
  must_not_open ("postgresql://coach:secret@127.0.0.1:1/x?sslpassword=hush&password=hush",
                 LEREN_STORE_FLAGS_NONE, LEREN_ERROR_UNREACHABLE,
                 "cannot open postgresql://coach@127.0.0.1:1/x: ");
  must_not_open ("postgresql://coach:sec%ret@127.0.0.1/x", LEREN_STORE_FLAGS_NONE,
                 LEREN_ERROR_INVALID, "cannot open postgresql://coach@127.0.0.1/x: ");
#else
  must_not_open ("postgresql://host/x", LEREN_STORE_FLAGS_NONE, LEREN_ERROR_UNSUPPORTED, "files");
#endif
  g_unlink (path);
}

/* A store with one thing about it changed by hand */
static const struct {
  const char *sql;
  LerenError code;
  const char *said;
} changed[] = {
  { "PRAGMA user_version = 9999", LEREN_ERROR_NEWER, "version 9999" },
  { "PRAGMA user_version = 0", LEREN_ERROR_CORRUPT, "version 0" },
  { "PRAGMA user_version = -1", LEREN_ERROR_CORRUPT, "version -1" },
  { "PRAGMA application_id = 7", LEREN_ERROR_NOT_A_STORE, "no store" },
  { "DROP TABLE \"case\"", LEREN_ERROR_CORRUPT, "“case”" },
  { "DROP TABLE own_type", LEREN_ERROR_FAILED, "own_type" },
  { "ALTER TABLE \"case\" DROP COLUMN narrative", LEREN_ERROR_CORRUPT, "“case”" },
  { "ALTER TABLE \"case\" DROP COLUMN unknown_members", LEREN_ERROR_CORRUPT, "“case”" },
  { "DROP TABLE \"case\"; CREATE VIEW \"case\" AS SELECT * FROM team", LEREN_ERROR_CORRUPT,
    "“case”" },
  { "INSERT INTO own_type VALUES ('case', '')", LEREN_ERROR_CORRUPT, "record type" },
  { "INSERT INTO own_type VALUES ('org.x', 'nothing')", LEREN_ERROR_CORRUPT, "record type" },
  { "INSERT INTO own_type VALUES ('org.x', 'street:99')", LEREN_ERROR_CORRUPT, "record type" },
  { "INSERT INTO own_type VALUES ('org.x', 'id:0')", LEREN_ERROR_CORRUPT, "record type" },
  { "INSERT INTO own_type VALUES ('org.x', 'a:0 a:0')", LEREN_ERROR_CORRUPT, "record type" },
  { "INSERT INTO own_type VALUES ('org.x', '_rowid_:0')", LEREN_ERROR_CORRUPT, "record type" },
  { "INSERT INTO own_type SELECT 'org.x', group_concat('a' || value || ':0', ' ')"
    " FROM json_each ('[0' || replace (hex (zeroblob (99)), '00', ',1') || ']')",
    LEREN_ERROR_CORRUPT, "record type" },
  { "INSERT INTO own_type VALUES ('org.x', 'street:0')", LEREN_ERROR_CORRUPT, "“org.x”" },
  { "INSERT INTO framework VALUES ('x', '{}')", LEREN_ERROR_CORRUPT, "damaged" },
};

static void
test_changed (void)
{
  g_autofree char *path = store_path ("changed.leren");

  for (gsize i = 0; i < G_N_ELEMENTS (changed); i++)
    {
      g_test_message ("%s", changed[i].sql);
      g_object_unref (store_open (path));
      run_sql_on_file (path, changed[i].sql);
      must_not_open (path, LEREN_STORE_FLAGS_NONE, changed[i].code, changed[i].said);
      must_not_open (path, LEREN_STORE_FLAGS_READ_ONLY, changed[i].code, changed[i].said);
      store_remove (path);
    }
}

/* No part of a file that was damaged makes the library do more than say so. */
static void
test_garbage (void)
{
  g_autofree char *path = store_path ("garbage.leren");
  g_autofree char *whole = NULL;
  g_autoptr (LerenStore) store = store_open (path);
  gsize length;

  fill (store);
  g_clear_object (&store);
  g_assert_true (g_file_get_contents (path, &whole, &length, NULL));
  for (gsize cut = 100; cut < length; cut += length / 20)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LerenStore) opened = NULL;
      g_autofree char *part = g_memdup2 (whole, length);

      write_file (path, whole, cut);
      opened = leren_store_open (path, LEREN_STORE_FLAGS_NONE, NULL, &error);
      if (opened != NULL)
        {
          g_auto (GStrv) problems = leren_store_check (opened, NULL, NULL);
          g_assert_cmpuint (g_strv_length (problems), >, 0);
        }
      g_clear_object (&opened);

      memset (part + cut, 0xa5, MIN (600, length - cut));
      write_file (path, part, length);
      opened = leren_store_open (path, LEREN_STORE_FLAGS_NONE, NULL, NULL);
      if (opened != NULL)
        {
          g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
          g_auto (GStrv) problems = leren_store_check (opened, NULL, NULL);

          leren_store_export (opened, output, LEREN_FORMAT_JSON, NULL, NULL);
        }
    }
  store_remove (path);
}

/* A file that was made by somebody else says nothing of what is run. */
static void
test_hostile (void)
{
  g_autofree char *path = store_path ("hostile.leren");
  g_autoptr (LerenStore) store = store_open (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenRecord) record = NULL;

  g_clear_object (&store);
  run_sql_on_file (path, "CREATE TRIGGER t AFTER INSERT ON practice BEGIN"
                         " INSERT INTO unknown_record VALUES ('evil', 'x', '{}'); END;"
                         "CREATE VIEW v AS SELECT load_extension ('evil');"
                         "CREATE TRIGGER u AFTER DELETE ON practice BEGIN DELETE FROM team; END");
  store = store_open (path);
  must_save (store, "{'type':'practice','id':'p','name':'N'}");
  assert_there (store, "evil", FALSE);
  g_clear_object (&store);

  /* a table that is not strict can hold anything */
  run_sql_on_file (path, "DROP TABLE practice");
  run_sql_on_file (path,
                   "CREATE TABLE practice (id, created, modified, author, practice, visibility,"
                   " attributes, name, learners, setting, goal, facilitation, conclusion,"
                   " phase, started, ended, unknown_members, numbers_as_given, _revision);"
                   "CREATE UNIQUE INDEX practice_id ON practice (id);"
                   "INSERT INTO practice (id, name) VALUES ('i', 12345);"
                   "INSERT INTO practice (id, name) VALUES ('b', x'ff');"
                   "INSERT INTO practice (id, name) VALUES ('u', CAST (x'ff' AS TEXT));"
                   "INSERT INTO practice (id, name, started) VALUES ('d', 'N', 'x');"
                   "INSERT INTO practice (id, name, created) VALUES ('t', 'N', 'x');"
                   "INSERT INTO practice (id, name, attributes) VALUES ('j', 'N', '[');"
                   "INSERT INTO practice (id, name, unknown_members) VALUES ('k', 'N', '[]');"
                   "INSERT INTO practice (id, name, unknown_members) VALUES ('l', 'N', 7);"
                   "INSERT INTO practice (id, name, phase) VALUES ('p', 'N', 'none');"
                   "INSERT INTO practice (id, name) VALUES ('n', NULL)");
  store = store_open (path);
  for (const char *id = "ibudtjklpn"; *id != '\0'; id++)
    {
      char text[] = { *id, '\0' };

      g_test_message ("%s", text);
      record = leren_store_get (store, text, NULL, &error);
      g_assert_null (record);
      assert_said (error, LEREN_ERROR_CORRUPT, "damaged");
      g_clear_error (&error);
    }
  g_clear_object (&store);
  run_sql_on_file (path, "DELETE FROM practice; INSERT INTO practice (rowid, id, name)"
                         " VALUES (9223372036854775807, 'last', 'N')");
  store = store_open (path);
  must_not_save (store, "{'type':'practice','id':'more','name':'N'}", LEREN_ERROR_LIMIT, "no more");
  store_remove (path);
}

/* A path is a path, whatever SQLite could make of it. */
static void
test_paths (void)
{
  const char *const names[] = { "file:x?mode=memory", ":memory:x", "naïve \"quoted\" 'name'",
                                "%41" };
  g_autofree char *before = g_get_current_dir ();
  g_autofree char *path = store_path ("x");
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_chdir (folder), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (LerenStore) store = store_open (names[i]);

      g_assert_true (g_file_test (names[i], G_FILE_TEST_IS_REGULAR));
      must_save (store, "{'type':'practice','id':'p','name':'N'}");
      store_remove (names[i]);
    }
  g_assert_cmpint (symlink ("nowhere", "dangling"), ==, 0);
  must_not_open ("dangling", LEREN_STORE_FLAGS_NONE, LEREN_ERROR_EXISTS, "dangling");
  g_assert_false (g_file_test ("nowhere", G_FILE_TEST_EXISTS));
  g_object_unref (store_open ("real"));
  g_assert_cmpint (symlink ("real", "link"), ==, 0);
  g_object_unref (store_open ("link"));
  g_assert_cmpint (g_chdir (before), ==, 0);
}

static void
test_read_only (void)
{
  g_autofree char *path = store_path ("read.leren");
  g_autoptr (LerenStore) writer = store_open (path);
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (LerenImporter) importer = NULL;
  g_autoptr (LerenTransaction) transaction = NULL;
  g_autoptr (LerenFramework) framework = framework_new ();
  g_autoptr (GError) error = NULL;

  fill (writer);
  store = leren_store_open (path, LEREN_STORE_FLAGS_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  assert_there (store, "c", TRUE);
  must_not_save (store, "{'type':'practice','id':'q','name':'N'}", LEREN_ERROR_READ_ONLY, path);
  g_assert_false (leren_store_delete (store, "s", NULL, &error));
  assert_said (error, LEREN_ERROR_READ_ONLY, path);
  g_clear_error (&error);
  transaction = leren_store_begin (store, &error);
  assert_said (error, LEREN_ERROR_READ_ONLY, path);
  g_clear_error (&error);
  g_assert_false (leren_store_add_framework (store, framework, &error));
  assert_said (error, LEREN_ERROR_READ_ONLY, path);
  g_clear_error (&error);
  importer = leren_importer_new (store);
  g_assert_false (leren_importer_run (importer, NULL, &error));
  assert_said (error, LEREN_ERROR_READ_ONLY, path);
  assert_there (store, "s", TRUE);
  store_remove (path);
}

/* The file goes away while it is open: nothing is written to what nobody can find again. */
static void
test_removed (void)
{
  g_autofree char *path = store_path ("removed.leren");
  g_autoptr (LerenStore) store = store_open (path);
  g_autoptr (GError) error = NULL;

  must_save (store, "{'type':'practice','id':'p','name':'N'}");
  store_remove (path);
  g_assert_false (save (store, "{'type':'practice','id':'q','name':'N'}", &error));
  assert_said (error, LEREN_ERROR_NOT_FOUND, "moved or removed");
  g_clear_error (&error);
  g_assert_true (leren_store_close (store, &error));
}

/* Committed writes can be lost in WAL mode by the SQLite of today. */
static void
test_journal (void)
{
  g_autofree char *path = store_path ("wal.leren");
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  int version = sqlite3_libversion_number ();
  g_autoptr (LerenStore) store = store_open (path);

  g_clear_object (&store);
  run_sql_on_file (path, "PRAGMA journal_mode = WAL; CREATE TABLE x (y); DROP TABLE x");
  store = store_open (path);
  must_save (store, "{'type':'practice','id':'p','name':'N'}");
  if (version < 3044006)
    g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  store_remove (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/open/new", test_new);
  g_test_add_func ("/open/not-a-store", test_not_a_store);
  g_test_add_func ("/open/changed", test_changed);
  g_test_add_func ("/open/garbage", test_garbage);
  g_test_add_func ("/open/hostile", test_hostile);
  g_test_add_func ("/open/paths", test_paths);
  g_test_add_func ("/open/read-only", test_read_only);
  g_test_add_func ("/open/removed", test_removed);
  g_test_add_func ("/open/journal", test_journal);
  return g_test_run ();
}
