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
  g_object_unref (store);
  store = leren_store_open_as (path, LEREN_STORE_FLAGS_NONE, "ada", NULL, &error);
  g_assert_no_error (error);
  must_save (store, "{'type':'case','id':'huur','title':'Huur'}");
  assert_entries (store, "1||added|participant|ada||\n2|ada|added|case|huur||\n");
  g_object_unref (store);
  store_remove (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/each-change", test_each_change);
  g_test_add_func ("/journal/undone", test_undone);
  g_test_add_func ("/journal/who", test_who);
  return g_test_run ();
}
