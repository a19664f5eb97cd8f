/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */

/* A store of an older form is brought to a later one whole, or left as it was: with steps of the
 * test's own, because those that landed do not fail. test-fixtures takes these. */

#include "store/leren-store-migration-private.h"
#include "store/leren-store-open-private.h"
#include "leren.h"

#include <glib/gstdio.h>

static gboolean
add_column (LerenStore *store, GError **error)
{
  return _leren_store_execute (store, "migrate", "ALTER TABLE \"case\" ADD COLUMN mood TEXT",
                               error);
}

static gboolean
fill_column (LerenStore *store, GError **error)
{
  return _leren_store_execute (store, "migrate", "UPDATE \"case\" SET mood = 'calm'", error);
}

static gboolean
break_down (LerenStore *store, GError **error)
{
  return _leren_store_execute (store, "migrate", "UPDATE nothing SET is = 'here'", error);
}

#define NOW LEREN_SCHEMA_VERSION

typedef struct {
  char *folder;
  char *path;
  char *backup;
  char *second;
} Place;

static Place
place_new (void)
{
  Place place;

  place.folder = g_dir_make_tmp ("leren-migration-XXXXXX", NULL);
  place.path = g_build_filename (place.folder, "team.leren", NULL);
  place.backup = g_strdup_printf ("%s.v%d.backup", place.path, NOW);
  place.second = g_strconcat (place.backup, "-2", NULL);
  return place;
}

static void
place_clear (Place *place)
{
  g_unlink (place->path);
  g_unlink (place->backup);
  g_unlink (place->second);
  g_rmdir (place->folder);
  g_free (place->folder);
  g_free (place->path);
  g_free (place->backup);
  g_free (place->second);
}

static LerenStore *
store_with_a_case (const char *path)
{
  g_autoptr (GError) error = NULL;
  LerenStore *store = leren_store_open (path, LEREN_STORE_FLAGS_NONE, NULL, &error);
  g_autoptr (LerenCase) rent = leren_case_new ();

  g_assert_no_error (error);
  leren_case_set_title (rent, "Rent arrears");
  leren_store_save (store, LEREN_RECORD (rent), NULL, &error);
  g_assert_no_error (error);
  return store;
}

static gint64
ask (LerenStore *store, const char *sql)
{
  LerenStatement *statement =
    _leren_connection_prepare (_leren_store_lock (store, NULL), sql, FALSE);
  gint64 answer = -1;

  if (statement != NULL && _leren_statement_step (statement) == LEREN_STEP_ROW)
    answer = _leren_statement_get_integer (statement, 0);
  _leren_statement_free (statement);
  _leren_store_unlock (store);
  return answer;
}

static void
test_steps (void)
{
  const LerenMigration steps[] = { add_column, fill_column };
  Place place = place_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = store_with_a_case (place.path);
  g_autoptr (LerenStore) backup = NULL;

  g_assert_true (_leren_store_migrate (store, steps, NOW, NOW + 2, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM \"case\" WHERE mood = 'calm'"), ==, 1);
  g_assert_cmpint (ask (store, "PRAGMA user_version"), ==, NOW + 2);

  /* the copy beside it is the store as it was */
  backup = leren_store_open (place.backup, LEREN_STORE_FLAGS_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (leren_store_count (backup, "case", &error), ==, 1);
  g_assert_cmpint (ask (backup, "PRAGMA user_version"), ==, NOW);
  place_clear (&place);
}

static void
test_all_or_nothing (void)
{
  const LerenMigration steps[] = { add_column, break_down };
  Place place = place_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = store_with_a_case (place.path);

  g_assert_false (_leren_store_migrate (store, steps, NOW, NOW + 2, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (ask (store, "SELECT mood FROM \"case\""), ==, -1);
  g_assert_cmpint (ask (store, "PRAGMA user_version"), ==, NOW);
  g_assert_cmpint (leren_store_count (store, "case", NULL), ==, 1);
  place_clear (&place);
}

static void
test_refusals (void)
{
  const LerenMigration steps[] = { add_column };
  Place place = place_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = store_with_a_case (place.path);
  g_autoptr (LerenStore) reader = NULL;
  g_autoptr (LerenStore) backup = NULL;
  g_autofree char *kept = NULL;

  reader = leren_store_open (place.path, LEREN_STORE_FLAGS_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (_leren_store_migrate (reader, steps, NOW, NOW + 1, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_READ_ONLY);
  g_clear_error (&error);

  /* an older copy is never written over, and in nobody's way; what a power cut left is made anew */
  g_assert_true (g_file_set_contents (place.backup, "precious", -1, NULL));
  g_assert_true (_leren_store_migrate (store, steps, NOW, NOW + 1, &error));
  g_assert_no_error (error);
  g_file_get_contents (place.backup, &kept, NULL, NULL);
  g_assert_cmpstr (kept, ==, "precious");
  backup = leren_store_open (place.second, LEREN_STORE_FLAGS_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (leren_store_count (backup, "case", &error), ==, 1);
  place_clear (&place);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/migration/steps", test_steps);
  g_test_add_func ("/migration/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/migration/refusals", test_refusals);
  return g_test_run ();
}
