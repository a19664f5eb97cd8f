/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "leren.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Works on a store and says what it does, so that whoever kills it knows what has to be there:
 *
 *   fault-worker verify STORE...             what is in each
 *   fault-worker work STORE MODE SEED STEPS  the same, and then STEPS changes, or for ever with 0
 *
 * It says, one line at a time, each written at once:
 *
 *   has ID VALUE        a record, as it was saved for the VALUEth time
 *   torn ID             a record that says something else than was saved
 *   problem TEXT        what leren_store_check() found
 *   opened              that was all that is there
 *   refused TEXT        the store could not be opened, or not be read
 *   will +ID=VALUE -ID  the change that comes now, which is one step
 *   did                 it was acknowledged
 *   failed TEXT         it was not */

static GHashTable *known; /* of id to value: what is there */
static GRand *chance;
static GString *planned;   /* the change, as it is told */
static GPtrArray *changed; /* the ids in it, and */
static GArray *changed_to; /* their values; 0 where it is deleted */
static guint64 n_made;

static void
say (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  line = g_strconcat (g_strdelimit (text, "\n", ' '), "\n", NULL);
  if (write (STDOUT_FILENO, line, strlen (line)) != (gssize) strlen (line))
    exit (3);
}

static gboolean
is_case (const char *id)
{
  return g_str_has_prefix (id, "case");
}

/* What a record says follows from its id and value; some of it is longer than a page of a file. */
static char *
text_of (const char *id, int value)
{
  guint n = g_str_hash (id) % 7 == 0 ? 150 : 1 + (g_str_hash (id) + value) % 20;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%d", value);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, " %s: rent arrears, letter %u of round %d", id, i, value);
  return g_string_free (text, FALSE);
}

static char *
json_of (const char *id, int value)
{
  g_autofree char *text = text_of (id, value);

  if (is_case (id))
    return g_strdup_printf ("{\"type\":\"case\",\"id\":\"%s\",\"title\":\"Rent arrears\","
                            "\"narrative\":\"%s\"}",
                            id, text);
  return g_strdup_printf ("{\"type\":\"action\",\"id\":\"%s\",\"case\":\"case%s\","
                          "\"what\":\"%s\"}",
                          id, strchr (id, '-'), text);
}

/* 0 where it is not what was saved */
static int
value_of (LerenRecord *record)
{
  const char *id = leren_record_get_id (record);
  const char *text = LEREN_IS_CASE (record) ? leren_case_get_narrative (LEREN_CASE (record))
                                            : leren_action_get_what (LEREN_ACTION (record));
  int value = text != NULL ? atoi (text) : 0;
  g_autofree char *expected = text_of (id, value);

  return g_strcmp0 (text, expected) == 0 ? value : 0;
}

static gboolean
report_type (LerenStore *store, const char *type, GError **error)
{
  g_autoptr (LerenQuery) query = leren_store_query (store, type, error);
  g_autoptr (GListModel) all = query != NULL ? leren_query_run (query, NULL, error) : NULL;

  for (guint i = 0; all != NULL && i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (LerenRecord) record = g_list_model_get_item (all, i);
      int value = value_of (record);

      if (value > 0)
        say ("has %s %d", leren_record_get_id (record), value);
      else
        say ("torn %s", leren_record_get_id (record));
      g_hash_table_insert (known, g_strdup (leren_record_get_id (record)), GINT_TO_POINTER (value));
    }
  return all != NULL;
}

static gboolean
report (LerenStore *store)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = NULL;

  if (report_type (store, "case", &error) && report_type (store, "action", &error))
    problems = leren_store_check (store, NULL, &error);
  for (guint i = 0; problems != NULL && problems[i] != NULL; i++)
    say ("problem %s", problems[i]);
  if (problems == NULL)
    say ("refused %s", error->message);
  else
    say ("opened");
  return problems != NULL;
}

static LerenStore *
open_and_report (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = leren_store_open (path, LEREN_STORE_FLAGS_NONE, NULL, &error);

  if (store == NULL)
    say ("refused %s", error->message);
  return store != NULL && report (store) ? g_steal_pointer (&store) : NULL;
}

static void
plan (const char *id, int value)
{
  if (value > 0)
    g_string_append_printf (planned, " +%s=%d", id, value);
  else
    g_string_append_printf (planned, " -%s", id);
  g_ptr_array_add (changed, g_strdup (id));
  g_array_append_val (changed_to, value);
}

static gboolean
is_planned (const char *id)
{
  return g_ptr_array_find_with_equal_func (changed, id, g_str_equal, NULL);
}

/* a case, and often an action in it */
static void
plan_new (void)
{
  g_autofree char *tail =
    g_strdup_printf ("-%08x-%" G_GUINT64_FORMAT, g_rand_int (chance), ++n_made);
  g_autofree char *a_case = g_strconcat ("case", tail, NULL);
  g_autofree char *action = g_strconcat ("action", tail, NULL);

  plan (a_case, 1);
  if (g_rand_boolean (chance))
    plan (action, 1);
}

/* a record that is there is changed, or deleted where nothing can refer to it */
static void
plan_old (void)
{
  g_autofree gpointer *ids = g_hash_table_get_keys_as_array (known, NULL);
  guint n = g_hash_table_size (known);
  const char *id = n > 0 ? ids[g_rand_int_range (chance, 0, n)] : NULL;

  if (id == NULL || is_planned (id))
    plan_new ();
  else if (!is_case (id) && g_rand_boolean (chance))
    plan (id, 0);
  else
    plan (id, GPOINTER_TO_INT (g_hash_table_lookup (known, id)) + 1);
}

static gboolean
change_one (LerenStore *store, guint at, GError **error)
{
  const char *id = g_ptr_array_index (changed, at);
  int value = g_array_index (changed_to, int, at);
  g_autoptr (LerenRecord) record = NULL;
  g_autofree char *json = NULL;

  if (value == 0)
    return leren_store_delete (store, id, NULL, error);
  json = json_of (id, value);
  record = leren_record_from_json (json, -1, error);
  return record != NULL && leren_store_save (store, record, NULL, error);
}

static gboolean
save_alone (LerenStore *store, GError **error)
{
  if (g_rand_boolean (chance))
    plan_old ();
  else
    plan_new ();
  /* a step is one record here */
  if (changed->len > 1)
    {
      g_ptr_array_set_size (changed, 1);
      g_array_set_size (changed_to, 1);
      g_string_truncate (planned, strrchr (planned->str, ' ') - planned->str);
    }
  say ("will%s", planned->str);
  return change_one (store, 0, error);
}

static gboolean
save_together (LerenStore *store, GError **error)
{
  g_autoptr (LerenTransaction) transaction = NULL;

  for (guint i = g_rand_int_range (chance, 2, 12); i > 0; i--)
    if (g_rand_boolean (chance))
      plan_old ();
    else
      plan_new ();
  say ("will%s", planned->str);
  transaction = leren_store_begin (store, error);
  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < changed->len; i++)
    if (!change_one (store, i, error))
      {
        leren_transaction_roll_back (transaction, NULL);
        return FALSE;
      }
  if (leren_transaction_commit (transaction, error))
    return TRUE;
  leren_transaction_roll_back (transaction, NULL);
  return FALSE;
}

static gboolean
save_batch (LerenStore *store, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = g_rand_int_range (chance, 2, 40); i > 0; i--)
    plan_new ();
  say ("will%s", planned->str);
  for (guint i = 0; i < changed->len; i++)
    {
      g_autofree char *json = json_of (g_ptr_array_index (changed, i), 1);
      LerenRecord *record = leren_record_from_json (json, -1, error);

      if (record == NULL)
        return FALSE;
      g_ptr_array_add (records, record);
    }
  return leren_store_save_all (store, (LerenRecord **) records->pdata, records->len, NULL, error);
}

static gboolean
import_many (LerenStore *store, GError **error)
{
  g_autoptr (LerenImporter) importer = leren_importer_new (store);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GInputStream) input = NULL;

  for (guint i = g_rand_int_range (chance, 2, 40); i > 0; i--)
    plan_new ();
  say ("will%s", planned->str);
  for (guint i = 0; i < changed->len; i++)
    {
      g_autofree char *json = json_of (g_ptr_array_index (changed, i), 1);
      g_string_append_printf (lines, "%s\n", json);
    }
  bytes = g_string_free_to_bytes (g_steal_pointer (&lines));
  input = g_memory_input_stream_new_from_bytes (bytes);
  leren_importer_add_stream (importer, input, "letters", LEREN_FORMAT_JSON_LINES);
  return leren_importer_run (importer, NULL, error);
}

/* The first search builds the index, saves keep it up, and an import drops it. */
static gboolean
search (LerenStore *store, GError **error)
{
  g_autoptr (LerenQuery) query = leren_store_query (store, "case", error);
  g_autoptr (GListModel) found = NULL;

  say ("will");
  if (query == NULL || !leren_query_search (query, "arrears letter", error))
    return FALSE;
  found = leren_query_run (query, NULL, error);
  return found != NULL;
}

static gboolean
search_and_save (LerenStore *store, GError **error)
{
  switch (g_rand_int_range (chance, 0, 4))
    {
    case 0:
      return import_many (store, error);
    case 1:
      return search (store, error);
    default:
      return save_alone (store, error);
    }
}

/* opened anew for each change, as a command does */
static gboolean
open_and_save (LerenStore *store, GError **error)
{
  g_autoptr (LerenStore) again =
    leren_store_open (leren_store_get_location (store), LEREN_STORE_FLAGS_EXISTING, NULL, error);

  if (again == NULL)
    {
      say ("will");
      return FALSE;
    }
  return save_alone (again, error);
}

static const struct {
  const char *name;
  gboolean (*step) (LerenStore *store, GError **error);
} modes[] = {
  { "saves", save_alone },   { "transactions", save_together }, { "imports", import_many },
  { "batches", save_batch }, { "searches", search_and_save },   { "openings", open_and_save },
};

static void
note_done (void)
{
  for (guint i = 0; i < changed->len; i++)
    {
      const char *id = g_ptr_array_index (changed, i);
      int value = g_array_index (changed_to, int, i);

      if (value > 0)
        g_hash_table_insert (known, g_strdup (id), GINT_TO_POINTER (value));
      else
        g_hash_table_remove (known, id);
    }
}

static void
take_step (LerenStore *store, guint mode)
{
  g_autoptr (GError) error = NULL;

  g_string_truncate (planned, 0);
  g_ptr_array_set_size (changed, 0);
  g_array_set_size (changed_to, 0);
  if (modes[mode].step (store, &error))
    {
      say ("did");
      note_done ();
    }
  else
    say ("failed %s", error->message);
}

static int
work (char **arguments)
{
  guint mode = 0;
  g_autoptr (LerenStore) store = NULL;
  guint64 n_steps = g_ascii_strtoull (arguments[3], NULL, 10);

  while (!g_str_equal (modes[mode].name, arguments[1]))
    g_assert_cmpuint (++mode, <, G_N_ELEMENTS (modes));
  chance = g_rand_new_with_seed (g_ascii_strtoull (arguments[2], NULL, 10));
  store = open_and_report (arguments[0]);
  for (guint64 i = 0; store != NULL && (n_steps == 0 || i < n_steps); i++)
    take_step (store, mode);
  g_rand_free (chance);
  return store != NULL ? 0 : 1;
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_assert_cmpint (argc, >, 2);
  known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  planned = g_string_new (NULL);
  changed = g_ptr_array_new_with_free_func (g_free);
  changed_to = g_array_new (FALSE, FALSE, sizeof (int));
  if (g_str_equal (argv[1], "work"))
    status = work (argv + 2);
  for (int i = 2; g_str_equal (argv[1], "verify") && i < argc; i++)
    {
      g_autoptr (LerenStore) store = open_and_report (argv[i]);
    }
  g_array_unref (changed_to);
  g_ptr_array_unref (changed);
  g_string_free (planned, TRUE);
  g_hash_table_unref (known);
  return status;
}
