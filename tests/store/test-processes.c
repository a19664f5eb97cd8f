/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */

/* Several programs on one store at the same time: nothing is lost, and those who watch hear of
 * everything once. The other programs are this one, called with "write" or "change". LEREN_TEST_RECORDS says
 * how many records each of the eight writes, or of the sixteen where a server keeps them. */

#include "store-fixture.h"

#define MOST_WRITERS 16
#define N_READ 20

static const char *program;

static guint
records_each (void)
{
  const char *text = g_getenv ("LEREN_TEST_RECORDS");

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 40;
}

/* A lock that is not had in time is an error that is clear, and the work can be tried again. */
static LerenTransaction *
begin_patiently (LerenStore *store)
{
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      LerenTransaction *transaction = leren_store_begin (store, &error);

      if (transaction != NULL)
        return transaction;
      g_assert_error (error, LEREN_ERROR, LEREN_ERROR_BUSY);
    }
}

/* "write PATH NAME N": N cases, ten in a transaction */
static int
write_cases (const char *path, const char *name, int n)
{
  LerenStore *store = store_open (path);

  for (int i = 0; i < n; i += 10)
    {
      g_autoptr (LerenTransaction) transaction = begin_patiently (store);
      g_autoptr (GError) error = NULL;

      for (int j = i; j < MIN (i + 10, n); j++)
        {
          g_autofree char *json = g_strdup_printf (
            "{'type':'case','id':'%s-%d','title':'Huurachterstand %d'}", name, j, j);
          must_save (store, json);
        }
      leren_transaction_commit (transaction, &error);
      g_assert_no_error (error);
    }
  g_object_unref (store);
  return 0;
}

/* "change PATH N": a case that comes, changes and goes, N times */
static int
change_cases (const char *path, int n)
{
  LerenStore *store = store_open (path);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("theirs-%d", i);
      g_autofree char *first = g_strdup_printf ("{'type':'case','id':'%s','title':'Een'}", id);
      g_autofree char *then = g_strdup_printf ("{'type':'case','id':'%s','title':'Twee'}", id);
      g_autoptr (GError) error = NULL;

      must_save (store, first);
      must_save (store, then);
      leren_store_delete (store, id, NULL, &error);
      g_assert_no_error (error);
    }
  g_object_unref (store);
  return 0;
}

static GSubprocess *
start (const char *what, const char *path, const char *third, const char *fourth)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, what, path, third, fourth, NULL);

  g_assert_no_error (error);
  return process;
}

static void
must_end_well (GSubprocess *process)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (process);
}

/* What a snapshot says belongs together: whole transactions of ten, and all that were there before. */
static void
test_writers_and_readers (void)
{
  g_autofree char *path = store_path ("many.leren");
  LerenStore *store = store_open (path);
  g_autofree char *n = g_strdup_printf ("%u", records_each ());
  const guint n_writers = kind_of_store () == KIND_SERVER ? MOST_WRITERS : MOST_WRITERS / 2;
  GSubprocess *writers[MOST_WRITERS];
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = NULL;
  guint last = 0;

  for (guint i = 0; i < n_writers; i++)
    {
      g_autofree char *name = g_strdup_printf ("w%u", i);
      writers[i] = start ("write", path, name, n);
    }
  for (guint i = 0; i < N_READ; i++)
    {
      g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, NULL, NULL, &error);
      guint count;

      if (g_error_matches (error, LEREN_ERROR, LEREN_ERROR_BUSY))
        {
          g_clear_error (&error);
          continue;
        }
      g_assert_no_error (error);
      count = leren_snapshot_get_n_records (snapshot);
      g_assert_cmpint (count % 10, ==, 0);
      g_assert_cmpint (count, >=, last);
      last = count;
    }
  for (guint i = 0; i < n_writers; i++)
    must_end_well (writers[i]);
  g_assert_cmpint (leren_store_count (store, "case", NULL), ==, n_writers * records_each ());
  problems = leren_store_check (store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (problems[0], ==, NULL);
  g_object_unref (store);
  store_remove (path);
}

/* Who reads is in nobody's way: another reads in the midst of it, and so does a third. */
static void
test_readers (void)
{
  g_autofree char *path = store_path ("readers.leren");
  LerenStore *stores[3];

  stores[0] = store_open (path);
  fill (stores[0]);
  for (guint i = 1; i < G_N_ELEMENTS (stores); i++)
    stores[i] = store_open (path);
  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      _leren_store_set_patience (stores[i], 0);
      run_sql (stores[i], "BEGIN; SELECT count(*) FROM \"case\"");
    }
  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      assert_there (stores[i], "c", TRUE);
      run_sql (stores[i], "COMMIT");
      g_object_unref (stores[i]);
    }
  store_remove (path);
}

/* "added case theirs-0" for each change that is told of, apart from what this program did itself */
static void
note_change (LerenStore *store, LerenChange change, const char *type, const char *id, gpointer data)
{
  if (!g_str_has_prefix (id, "ours"))
    g_string_append_printf (data, "%d %s %s\n", change, type, id);
  else
    g_string_append_printf (data, "ours\n");
}

static char *
expected_changes (LerenStore *store)
{
  GString *text = g_string_new (NULL);
  gint64 since = 0;
  guint n;

  do
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GListModel) page = leren_store_get_journal (store, NULL, since, 0, NULL, &error);

      g_assert_no_error (error);
      n = g_list_model_get_n_items (page);
      for (guint i = 0; i < n; i++)
        {
          g_autoptr (LerenJournalEntry) entry = g_list_model_get_item (page, i);

          since = leren_journal_entry_get_number (entry);
          if (!g_str_has_prefix (leren_journal_entry_get_record (entry), "ours"))
            g_string_append_printf (text, "%d %s %s\n", leren_journal_entry_get_change (entry),
                                    leren_journal_entry_get_record_type (entry),
                                    leren_journal_entry_get_record (entry));
        }
    }
  while (n > 0);
  return g_string_free (text, FALSE);
}

static gboolean
stop_waiting (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until @told is so long, or it takes too long, and a little longer */
static void
wait_for (GString *told, gsize length)
{
  gboolean late = FALSE, enough = FALSE;
  guint source = g_timeout_add_seconds (30, stop_waiting, &late);

  while (told->len < length && !late)
    g_main_context_iteration (NULL, TRUE);
  if (!late)
    g_source_remove (source);
  g_timeout_add (300, stop_waiting, &enough);
  while (!enough)
    g_main_context_iteration (NULL, TRUE);
}

/* @told without the lines "ours", which are counted */
static char *
without_ours (const char *told, guint *n_ours)
{
  g_auto (GStrv) lines = g_strsplit (told, "\n", -1);
  GString *text = g_string_new (NULL);

  *n_ours = 0;
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    if (g_str_equal (lines[i], "ours"))
      ++*n_ours;
    else
      g_string_append_printf (text, "%s\n", lines[i]);
  return g_string_free (text, FALSE);
}

static void
test_watched (void)
{
  g_autofree char *path = store_path ("watched.leren");
  LerenStore *store = store_open (path);
  g_autoptr (GString) told = g_string_new (NULL);
  g_autofree char *expected = NULL;
  g_autofree char *others = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *other;
  guint n_ours;

  g_signal_connect (store, "changed", G_CALLBACK (note_change), told);
  leren_store_watch (store, &error);
  g_assert_no_error (error);
  other = start ("change", path, "20", NULL);
  for (int i = 0; i < 10; i++)
    {
      g_autofree char *json =
        g_strdup_printf ("{'type':'case','id':'ours-%d','title':'Van ons'}", i);
      g_autofree char *undone =
        g_strdup_printf ("{'type':'case','id':'ours-x%d','title':'Toch niet'}", i);
      g_autoptr (LerenTransaction) transaction = NULL;

      must_save (store, json);
      transaction = begin_patiently (store);
      must_save (store, undone);
      leren_transaction_roll_back (transaction, NULL);
      g_main_context_iteration (NULL, FALSE);
    }
  must_end_well (other);
  expected = expected_changes (store);
  wait_for (told, strlen (expected) + 10 * strlen ("ours\n"));
  others = without_ours (told->str, &n_ours);
  g_assert_cmpstr (others, ==, expected);
  g_assert_cmpint (n_ours, ==, 10);

  /* nothing is told any more */
  leren_store_unwatch (store);
  g_string_truncate (told, 0);
  must_end_well (start ("change", path, "1", NULL));
  wait_for (told, 0);
  g_assert_cmpstr (told->str, ==, "");
  g_object_unref (store);
  store_remove (path);
}

int
main (int argc, char **argv)
{
  program = argv[0];
  if (argc == 5 && g_str_equal (argv[1], "write"))
    return write_cases (argv[2], argv[3], atoi (argv[4]));
  if (argc == 4 && g_str_equal (argv[1], "change"))
    return change_cases (argv[2], atoi (argv[3]));
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/processes/writers-and-readers", test_writers_and_readers);
  g_test_add_func ("/processes/readers", test_readers);
  g_test_add_func ("/processes/watched", test_watched);
  return g_test_run ();
}
