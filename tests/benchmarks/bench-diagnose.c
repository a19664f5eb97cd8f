/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */

/* bench-diagnose STORE TURNS: opens a store and diagnoses all of it with every rule, and does the
 * bare SELECT of the same columns, in turns. Prints JSON with the seconds of each turn, what was
 * counted, the level profile and the closed share, and the SELECTs, for bench-diagnose.py to set
 * against pandas. */

#include "snapshot/leren-snapshot-private.h"
#include "store/leren-store-private.h"
#include "leren.h"

#include <sqlite3.h>

typedef struct {
  double seconds;
  gint64 rows;
  guint64 checksum;
} Scan;

static double
now (void)
{
  return g_get_monotonic_time () / (double) G_USEC_PER_SEC;
}

static void
fail (const char *what)
{
  g_printerr ("%s\n", what);
  exit (1);
}

/* Every cell is looked at, and added up, so that nothing is left undone. */
static void
scan_one (sqlite3 *db, const char *sql, Scan *scan)
{
  sqlite3_stmt *statement;
  int n_columns;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    fail (sqlite3_errmsg (db));
  n_columns = sqlite3_column_count (statement);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      scan->rows++;
      for (int i = 0; i < n_columns; i++)
        switch (sqlite3_column_type (statement, i))
          {
          case SQLITE_TEXT:
            scan->checksum += sqlite3_column_text (statement, i)[0];
            scan->checksum += sqlite3_column_bytes (statement, i);
            break;
          case SQLITE_INTEGER:
            scan->checksum += sqlite3_column_int64 (statement, i);
            break;
          case SQLITE_FLOAT:
            scan->checksum += (guint64) sqlite3_column_double (statement, i);
            break;
          }
    }
  sqlite3_finalize (statement);
}

static Scan
scan_all (const char *path, char **selects)
{
  Scan scan = { 0 };
  double begun = now ();
  sqlite3 *db;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    fail ("the store cannot be opened");
  for (gsize i = 0; selects[i] != NULL; i++)
    scan_one (db, selects[i], &scan);
  sqlite3_close (db);
  scan.seconds = now () - begun;
  return scan;
}

static char **
list_selects (LerenSnapshot *snapshot)
{
  GPtrArray *selects = g_ptr_array_new ();

  for (guint i = 0; i < snapshot->types->len; i++)
    {
      const LerenRows *rows = _leren_snapshot_get_rows_at (snapshot, i);

      g_autoptr (GString) table = g_string_new (NULL);

      _leren_append_identifier (table, rows->declaration->name);
      if (rows->n_rows > 0)
        g_ptr_array_add (
          selects, _leren_snapshot_plan_sql (rows->declaration, rows->vectors, table->str, NULL));
    }
  g_ptr_array_add (selects, NULL);
  return (char **) g_ptr_array_free (selects, FALSE);
}

/* what was found about what, in any order */
static guint
add_up (GListModel *findings)
{
  guint sum = 0;

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (LerenFinding) finding = g_list_model_get_item (findings, i);

      sum += g_str_hash (leren_finding_get_rule (finding)) ^
             g_str_hash (leren_finding_get_subject (finding));
    }
  return sum;
}

int
main (int argc, char **argv)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;
  g_auto (GStrv) selects = NULL;
  int turns = argc > 2 ? atoi (argv[2]) : 3;
  Scan scan = { 0 };
  guint n_findings = 0, checksum = 0;
  g_autoptr (LerenProfile) profile = NULL;
  double closed = 0;
  gint64 n_records = 0;

  if (argc < 2)
    fail ("bench-diagnose STORE [TURNS]");

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "turns");
  json_builder_begin_array (builder);
  for (int i = 0; i < turns; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LerenStore) store = NULL;
      g_autoptr (LerenSnapshot) snapshot = NULL;
      g_autoptr (LerenDiagnosis) diagnosis = leren_diagnosis_new ();
      g_autoptr (LerenFindings) findings = NULL;
      g_autoptr (LerenCycles) cycles = NULL;
      double begun = now (), taken, diagnosed, seconds;

      store = leren_store_open (argv[1], LEREN_STORE_FLAGS_READ_ONLY, NULL, &error);
      snapshot = store ? leren_snapshot_take (store, NULL, NULL, &error) : NULL;
      taken = now ();
      findings = snapshot ? leren_diagnosis_run (diagnosis, snapshot, NULL, &error) : NULL;
      diagnosed = now ();
      if (findings == NULL)
        fail (error->message);
      g_clear_object (&profile);
      profile = leren_profile (snapshot, "logical-levels", LEREN_GROUPING_NONE, &error);
      cycles = leren_cycles (snapshot);
      if (profile == NULL || cycles == NULL)
        fail (error != NULL ? error->message : "no cycles");
      seconds = now () - begun;

      if (i == 0)
        checksum = add_up (G_LIST_MODEL (findings));
      n_findings = g_list_model_get_n_items (G_LIST_MODEL (findings));
      n_records = leren_snapshot_get_n_records (snapshot);
      closed = leren_cycles_get_closed_share (cycles);
      if (selects == NULL)
        selects = list_selects (snapshot);
      scan = scan_all (argv[1], selects);
      json_builder_begin_array (builder);
      json_builder_add_double_value (builder, seconds);
      json_builder_add_double_value (builder, scan.seconds);
      json_builder_add_double_value (builder, taken - begun);
      json_builder_add_double_value (builder, diagnosed - taken);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "findings");
  json_builder_add_int_value (builder, n_findings);
  json_builder_set_member_name (builder, "findings_checksum");
  json_builder_add_int_value (builder, checksum);
  json_builder_set_member_name (builder, "records");
  json_builder_add_int_value (builder, n_records);
  json_builder_set_member_name (builder, "scanned");
  json_builder_add_int_value (builder, scan.rows);
  json_builder_set_member_name (builder, "scan_checksum");
  json_builder_add_int_value (builder, scan.checksum);
  json_builder_set_member_name (builder, "closed_share");
  json_builder_add_double_value (builder, closed);
  json_builder_set_member_name (builder, "profile");
  json_builder_add_value (builder, leren_profile_to_json (profile));
  json_builder_set_member_name (builder, "selects");
  json_builder_begin_array (builder);
  for (gsize i = 0; selects != NULL && selects[i] != NULL; i++)
    json_builder_add_string_value (builder, selects[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);
  g_print ("%s\n", json);
  return 0;
}
