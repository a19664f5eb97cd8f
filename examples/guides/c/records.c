/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
/* Records and stores, for docs/guides/c.md */
#include <leren.h>
#include <locale.h>
#include <stdio.h>

/* region absent */
static void
leave_out (void)
{
  g_autoptr (LerenCase) rent = g_object_new (LEREN_TYPE_CASE, "title", "Rent arrears", NULL);
  LerenRecord *record = LEREN_RECORD (rent);

  printf ("urgency %" G_GINT64_FORMAT ", given: %s\n", leren_case_get_urgency (rent),
          leren_record_is_set (record, "urgency") ? "yes" : "no");
  leren_case_set_urgency (rent, 4);
  printf ("urgency %" G_GINT64_FORMAT ", given: %s\n", leren_case_get_urgency (rent),
          leren_record_is_set (record, "urgency") ? "yes" : "no");
  leren_record_unset (record, "urgency");
  printf ("given: %s\n", leren_record_is_set (record, "urgency") ? "yes" : "no");
}
/* endregion */

/* region values */
static gboolean
give_values (GError **error)
{
  const char *domains[] = { "money", "family", NULL };
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 3, 5, 14, 0, 0);
  g_autoptr (GDate) due = g_date_new_dmy (12, G_DATE_MARCH, 2024);
  g_autoptr (LerenCase) rent =
    g_object_new (LEREN_TYPE_CASE, "id", "rent", "title", "Rent arrears", "domains", domains,
                  "urgency", (gint64) 4, "created", at, "attributes", "{\"district\":4}", NULL);
  g_autoptr (LerenAction) wait = g_object_new (LEREN_TYPE_ACTION, "id", "wait", "what", "Wait",
                                               "case", "rent", "due", due, NULL);
  g_autofree char *rent_as_json = leren_record_to_json (LEREN_RECORD (rent), error);
  g_autofree char *wait_as_json = leren_record_to_json (LEREN_RECORD (wait), error);

  if (rent_as_json == NULL || wait_as_json == NULL)
    return FALSE;
  printf ("%s\n%s\n", rent_as_json, wait_as_json);
  return TRUE;
}
/* endregion */

/* region check */
static void
check (void)
{
  g_autoptr (LerenCase) rent = g_object_new (LEREN_TYPE_CASE, "id", "rent", "title", "Rent arrears",
                                             "urgency", (gint64) 9, NULL);
  g_autoptr (GError) error = NULL;

  if (!leren_record_validate (LEREN_RECORD (rent), &error))
    printf ("%s\n", error->message);
}
/* endregion */

/* region save */
static gboolean
fill (LerenStore *store, GError **error)
{
  static const char *const records[] = {
    "{\"type\":\"participant\",\"id\":\"omar\",\"name\":\"Omar\"}",
    "{\"type\":\"case\",\"id\":\"rent\",\"title\":\"Rent arrears\",\"contributor\":\"omar\"}",
    "{\"type\":\"action\",\"id\":\"ring\",\"what\":\"Ring the landlord\",\"case\":\"rent\","
    "\"owner\":\"omar\",\"state\":\"owned\",\"due\":\"2024-03-19\"}",
    "{\"type\":\"action\",\"id\":\"wait\",\"what\":\"Let her open the letter\",\"case\":\"rent\","
    "\"owner\":\"omar\",\"state\":\"owned\",\"due\":\"2024-03-12\"}",
  };
  g_autoptr (LerenTransaction) transaction = leren_store_begin (store, error);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (LerenRecord) record = leren_record_from_json (records[i], -1, error);
      if (record == NULL || !leren_store_save (store, record, NULL, error))
        return FALSE; /* letting go of the transaction rolls it back */
    }
  return leren_transaction_commit (transaction, error);
}
/* endregion */

/* region change */
static gboolean
change (LerenStore *store, GError **error)
{
  g_autoptr (LerenRecord) found = leren_store_get (store, "rent", NULL, error);

  if (found == NULL)
    return FALSE;
  leren_case_set_status (LEREN_CASE (found), LEREN_CASE_STATUS_PAUSED);
  if (!leren_store_save (store, found, NULL, error))
    return FALSE;
  printf ("%" G_GINT64_FORMAT " records\n", leren_store_count (store, NULL, NULL));
  return TRUE;
}
/* endregion */

/* region query */
static gboolean
ask (LerenStore *store, GError **error)
{
  g_autoptr (LerenQuery) query = leren_store_query (store, "action", error);
  g_autoptr (GListModel) found = NULL;

  if (query == NULL ||
      !leren_query_filter (query, "state", LEREN_COMPARISON_EQUAL, "owned", error) ||
      !leren_query_filter (query, "due", LEREN_COMPARISON_LESS, "2024-04-01", error) ||
      !leren_query_filter (query, "undertaken", LEREN_COMPARISON_ABSENT, NULL, error) ||
      !leren_query_order (query, "due", FALSE, error))
    return FALSE;
  leren_query_page (query, 0, 10);
  found = leren_query_run (query, NULL, error);
  for (guint i = 0; found != NULL && i < g_list_model_get_n_items (found); i++)
    {
      g_autoptr (LerenAction) action = g_list_model_get_item (found, i);
      char due[11];
      g_date_strftime (due, sizeof due, "%Y-%m-%d", leren_action_get_due (action));
      printf ("%s: %s\n", due, leren_action_get_what (action));
    }
  return found != NULL;
}
/* endregion */

/* region signal */
static void
changed (LerenStore *store, LerenChange change, const char *type, const char *id, gpointer data)
{
  printf ("%s %s %s\n", leren_enum_to_word (LEREN_TYPE_CHANGE, change), type, id);
}

static gboolean
delete_one (LerenStore *store, GError **error)
{
  g_signal_connect (store, "changed", G_CALLBACK (changed), NULL);
  return leren_store_delete (store, "ring", NULL, error);
}
/* endregion */

/* region export */
static gboolean export(LerenStore *store, GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  guint n_lines = 0;

  if (!leren_store_export (store, stream, LEREN_FORMAT_JSON_LINES, NULL, error) ||
      !g_output_stream_close (stream, NULL, error))
    return FALSE;
  g_autoptr (GBytes) bytes =
    g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  const char *lines = g_bytes_get_data (bytes, NULL);
  for (gsize i = 0; i < g_bytes_get_size (bytes); i++)
    n_lines += lines[i] == '\n';
  printf ("%" G_GINT64_FORMAT " records, %u lines\n", leren_store_count (store, NULL, NULL),
          n_lines);
  return TRUE;
}
/* endregion */

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = NULL;

  setlocale (LC_ALL, "");
  check ();
  leave_out ();
  store = leren_store_open (":memory:", LEREN_STORE_FLAGS_NONE, NULL, &error);
  if (store != NULL && give_values (&error) && fill (store, &error) && change (store, &error) &&
      ask (store, &error) && delete_one (store, &error) && export(store, &error))
    return 0;
  fprintf (stderr, "%s\n", error->message);
  return 1;
}
