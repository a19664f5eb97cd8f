/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */

/* Who changed what when is written in the transaction that does it. */

#include "store-fixture.h"

static void
append_cell (GString *text, LerenStatement *statement, int column)
{
  LerenCell cell;

  g_assert_true (_leren_statement_get_cell (statement, column, &cell));
  if (column > 0)
    g_string_append_c (text, '|');
  if (cell.kind == LEREN_CELL_INTEGER)
    g_string_append_printf (text, "%d", (int) cell.integer);
  else if (cell.kind == LEREN_CELL_TEXT)
    g_string_append_len (text, cell.text, cell.length);
}

/* "1||added|case|huur||" for each entry, on lines */
static char *
entries_of (LerenStore *store)
{
  LerenConnection *db = _leren_store_lock (store, NULL);
  LerenStatement *statement = _leren_connection_prepare (
    db,
    "SELECT \"number\", \"who\", \"change\", \"type\", \"id\", \"before\","
    " coalesce (first_row || '-' || last_row, \"old\") FROM journal ORDER BY \"number\"",
    LEREN_PREPARE_ONCE);
  GString *text = g_string_new (NULL);

  while (_leren_statement_step (statement) == LEREN_STEP_ROW)
    {
      for (int i = 0; i < _leren_statement_get_n_columns (statement); i++)
        append_cell (text, statement, i);
      g_string_append_c (text, '\n');
    }
  _leren_statement_free (statement);
  _leren_store_unlock (store);
  return g_string_free (text, FALSE);
}

static void
assert_entries (LerenStore *store, const char *expected)
{
  g_autofree char *entries = entries_of (store);

  g_assert_cmpstr (entries, ==, expected);
}

static void
import (LerenStore *store, const char *lines)
{
  g_autofree char *text = g_strdelimit (g_strdup (lines), "'", '"');
  g_autoptr (LerenImporter) importer = leren_importer_new (store);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (GError) error = NULL;

  leren_importer_add_stream (importer, stream, "lines", LEREN_FORMAT_JSON_LINES);
  leren_importer_run (importer, NULL, &error);
  g_assert_no_error (error);
}

static void
test_each_change (void)
{
  g_autoptr (LerenStore) store = store_in_memory ();
  g_autoptr (LerenFramework) framework = framework_new ();
  g_autoptr (GError) error = NULL;

  must_save (store, "{'type':'case','id':'huur','created':'2026-02-01T10:00:00Z','title':'Huur'}");
  must_save (store, "{'type':'case','id':'huur','created':'2026-02-01T10:00:00Z','title':'Schuld',"
                    "'org.example.x':[1.0]}");
  import (store, "{'type':'case','id':'jeugd','title':'Jeugd'}\n"
                 "{'type':'org.example.agenda','id':'a','x':1.50}\n");
  leren_store_add_framework (store, framework, &error);
  g_assert_no_error (error);
  /* that is there already */
  leren_store_add_framework (store, framework, &error);
  g_assert_no_error (error);
  leren_store_delete (store, "jeugd", NULL, &error);
  g_assert_no_error (error);
  leren_store_delete (store, "a", NULL, &error);
  g_assert_no_error (error);
  assert_entries (
    store, "1||added|case|huur||\n"
           "2||changed|case|huur|1|{\"type\":\"case\",\"id\":\"huur\",\"created\":"
           "\"2026-02-01T10:00:00Z\",\"title\":\"Huur\"}\n"
           "3||imported||||2-3\n"
           "4||framework|framework|own||\n"
           "5||deleted|case|jeugd|3|{\"type\":\"case\",\"id\":\"jeugd\",\"title\":\"Jeugd\"}\n"
           "6||deleted|org.example.agenda|a|3|"
           "{\"type\":\"org.example.agenda\",\"id\":\"a\",\"x\":1.50}\n");
}

/* What was not done is not told of, and its number does not matter. */
static void
test_undone (void)
{
  g_autoptr (LerenStore) store = store_in_memory ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenTransaction) transaction = NULL;

  must_save (store, "{'type':'case','id':'huur','title':'Huur'}");
  must_not_save (store, "{'type':'case','id':'jeugd','title':'Jeugd','team':'nobody'}",
                 LEREN_ERROR_REFERENCE, "nobody");
  g_assert_false (leren_store_delete (store, "nobody", NULL, NULL));
  transaction = leren_store_begin (store, &error);
  g_assert_no_error (error);
  must_save (store, "{'type':'case','id':'jeugd','title':'Jeugd'}");
  leren_transaction_roll_back (transaction, &error);
  g_assert_no_error (error);
  /* a file without a record */
  import (store, own_framework);
  assert_entries (store, "1||added|case|huur||\n3||framework|framework|own||\n");
}

/* The participant as whom the store is open is who did it. */
static void
test_who (void)
{
  g_autofree char *path = store_path ("who.leren");
  LerenStore *store = store_open (path);
  g_autoptr (GError) error = NULL;

  must_save (store, "{'type':'participant','id':'ada','name':'Ada'}");
  must_save (store, "{'type':'team','id':'t','name':'Wijkteam','members':['ada']}");
  g_object_unref (store);
  store = leren_store_open_as (path, LEREN_STORE_FLAGS_NONE, "ada", NULL, &error);
  g_assert_no_error (error);
  must_save (store, "{'type':'case','id':'huur','title':'Huur','team':'t'}");
  assert_entries (store,
                  "1||added|participant|ada||\n2||added|team|t||\n3|ada|added|case|huur||\n");
  g_object_unref (store);
  store_remove (path);
}

/* "2 ada changed title" for each entry of a record, on lines */
static char *
history_of (LerenStore *store, const char *id, gint64 since, guint n_entries)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = leren_store_get_journal (store, id, since, n_entries, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (LerenJournalEntry) entry = g_list_model_get_item (list, i);
      g_auto (GStrv) members = leren_journal_entry_list_members (entry);
      g_autofree char *names = g_strjoinv (",", members);
      const char *who = leren_journal_entry_get_who (entry);
      const char *record = leren_journal_entry_get_record (entry);

      g_string_append_printf (text, "%d %s %d %s %s\n",
                              (int) leren_journal_entry_get_number (entry), who != NULL ? who : "-",
                              leren_journal_entry_get_change (entry), record != NULL ? record : "-",
                              names);
    }
  return g_string_free (text, FALSE);
}

static void
assert_history (LerenStore *store, const char *id, gint64 since, guint n_entries,
                const char *expected)
{
  g_autofree char *history = history_of (store, id, since, n_entries);

  g_assert_cmpstr (history, ==, expected);
}

/* A case that came by an import, was changed, deleted, and came back under its old id */
static void
test_read_back (void)
{
  g_autoptr (LerenStore) store = store_in_memory ();
  g_autoptr (GListModel) list = NULL;
  g_autoptr (LerenJournalEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  import (store, "{'type':'case','id':'huur','title':'Huur','org.example.x':[1.50]}\n"
                 "{'type':'case','id':'jeugd','title':'Jeugd'}\n");
  must_save (store, "{'type':'case','id':'huur','title':'Schuld','org.example.x':[1.50]}");
  must_save (store, "{'type':'case','id':'jeugd','title':'Jeugd','urgency':3}");
  leren_store_delete (store, "huur", NULL, &error);
  g_assert_no_error (error);
  must_save (store, "{'type':'case','id':'huur','title':'Terug','created':'2026-02-01T10:00:00Z'}");

  assert_history (store, "huur", 0, 0,
                  "1 - 3 huur type,id,title,org.example.x\n"
                  "2 - 1 huur title,modified\n"
                  "4 - 2 huur type,id,modified,title,org.example.x\n"
                  "5 - 0 huur type,id,created,title\n");
  assert_history (store, "huur", 2, 1, "4 - 2 huur type,id,modified,title,org.example.x\n");
  assert_history (store, "nobody", 0, 0, "");
  assert_history (store, NULL, 0, 0,
                  "1 - 3 - \n"
                  "2 - 1 huur title,modified\n"
                  "3 - 1 jeugd modified,urgency\n"
                  "4 - 2 huur type,id,modified,title,org.example.x\n"
                  "5 - 0 huur type,id,created,title\n");
  assert_history (store, NULL, 2, 2,
                  "3 - 1 jeugd modified,urgency\n"
                  "4 - 2 huur type,id,modified,title,org.example.x\n");
  assert_history (store, NULL, 5, 0, "");

  list = leren_store_get_journal (store, NULL, 4, 0, NULL, &error);
  entry = g_list_model_get_item (list, 0);
  json = leren_journal_entry_to_json (entry);
  g_assert_true (g_str_has_prefix (json, "{\"number\":5,\"at\":\"20"));
  g_assert_true (g_str_has_suffix (
    json, "\"change\":\"added\",\"type\":\"case\",\"id\":\"huur\",\"new\":{\"type\":\"case\","
          "\"id\":\"huur\",\"created\":\"2026-02-01T10:00:00Z\",\"title\":\"Terug\"}}"));
}

static void
note_journal (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(GListModel **) data = leren_store_get_journal_finish (LEREN_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
test_read_back_async (void)
{
  g_autoptr (LerenStore) store = store_in_memory ();
  g_autoptr (GListModel) list = NULL;

  fill (store);
  leren_store_get_journal_async (store, "c", 0, 0, NULL, note_journal, &list);
  while (list == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_list_model_get_n_items (list), ==, 1);
}

/* A journal that leads round in a circle, or says what no journal says */
static void
test_damaged (void)
{
  g_autoptr (LerenStore) store = store_in_memory ();
  g_autoptr (GError) error = NULL;

  must_save (store, "{'type':'case','id':'huur','title':'Huur'}");
  must_save (store, "{'type':'case','id':'huur','title':'Schuld'}");
  run_sql (store, "UPDATE journal SET \"before\" = 2 WHERE \"number\" = 1");
  assert_history (store, "huur", 0, 0,
                  "1 - 0 huur type,id,created,title\n2 - 1 huur created,title,modified\n");
  run_sql (store, "UPDATE journal SET \"change\" = 'painted' WHERE \"number\" = 1");
  g_assert_null (leren_store_get_journal (store, NULL, 0, 0, NULL, &error));
  assert_said (error, LEREN_ERROR_CORRUPT, "entry 1 of its journal is none");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/each-change", test_each_change);
  g_test_add_func ("/journal/undone", test_undone);
  g_test_add_func ("/journal/who", test_who);
  g_test_add_func ("/journal/read-back", test_read_back);
  g_test_add_func ("/journal/read-back-async", test_read_back_async);
  g_test_add_func ("/journal/damaged", test_damaged);
  return g_test_run ();
}
