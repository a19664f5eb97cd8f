/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reflections saved one by one, a thousand in a transaction, and a thousand together, against prepared statements of sqlite3 that write the same
 * columns into the same table in the same journal mode and do nothing else; and against those with an entry
 * in a journal beside each. leren besides checks each record, what it refers to, and that its id is new. They take
 * turns; the medians count. Afterwards what all wrote is compared. */

#include "leren.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>

#define TEXT "We keep phoning, and nobody asks what the letter meant to her; number %u."
#define COLUMNS "id, created, text, \"case\", level, loop, collective, at"

typedef struct {
  const char *name;
  double (*run) (const char *path, GPtrArray *records);
  GArray *seconds;
  guint64 checksum;
  guint64 n_rows;
} Side;

static guint
number_from (const char *name, guint usual)
{
  const char *text = g_getenv (name);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : usual;
}

static void
check (sqlite3 *db, int result, int expected)
{
  if (result != expected)
    g_error ("sqlite3: %s", sqlite3_errmsg (db));
}

static LerenRecord *
reflection_new (guint number)
{
  static const char *const levels[] = { "environment", "behaviour", "capability",
                                        "belief",      "identity",  "meaning" };
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *json = g_strdup_printf (
    "{\"type\":\"reflection\",\"id\":\"%s\",\"created\":\"2026-01-01T00:00:00Z\",\"text\":\"" TEXT
    "\",\"case\":\"huur\",\"level\":\"%s\",\"loop\":\"double\",\"collective\":%s,"
    "\"at\":\"2026-01-%02uT10:00:00Z\"}",
    id, number, levels[number % G_N_ELEMENTS (levels)], number % 2 == 0 ? "true" : "false",
    1 + number % 28);
  g_autoptr (GError) error = NULL;
  LerenRecord *record = leren_record_from_json (json, -1, &error);

  g_assert_no_error (error);
  return record;
}

/* a store with the case that all reflections are about */
static LerenStore *
store_new (const char *path)
{
  g_autoptr (GError) error = NULL;
  LerenStore *store = leren_store_open (path, LEREN_STORE_FLAGS_NEW, NULL, &error);
  g_autoptr (LerenCase) rent = leren_case_new ();

  g_assert_no_error (error);
  leren_record_set_id (LEREN_RECORD (rent), "huur");
  leren_case_set_title (rent, "Rent arrears");
  leren_store_save (store, LEREN_RECORD (rent), NULL, &error);
  g_assert_no_error (error);
  return store;
}

static void
save_each (LerenStore *store, gpointer *records, guint n_records)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenTransaction) transaction = leren_store_begin (store, &error);

  for (guint i = 0; i < n_records; i++)
    if (!leren_store_save (store, records[i], NULL, &error))
      g_error ("%s", error->message);
  if (!leren_transaction_commit (transaction, &error))
    g_error ("%s", error->message);
}

static void
save_together (LerenStore *store, gpointer *records, guint n_records)
{
  g_autoptr (GError) error = NULL;

  if (!leren_store_save_all (store, (LerenRecord **) records, n_records, NULL, &error))
    g_error ("%s", error->message);
}

static double
run_leren (const char *path, GPtrArray *records,
           void (*save) (LerenStore *store, gpointer *records, guint n_records))
{
  LerenStore *store = store_new (path);
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < records->len; i += 1000)
    save (store, records->pdata + i, MIN (1000, records->len - i));
  begin = g_get_monotonic_time () - begin;
  g_object_unref (store);
  return begin / 1e6;
}

static double
run_leren_each (const char *path, GPtrArray *records)
{
  return run_leren (path, records, save_each);
}

static double
run_leren_together (const char *path, GPtrArray *records)
{
  return run_leren (path, records, save_together);
}

static sqlite3_stmt *
prepare (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement;

  check (db, sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL),
         SQLITE_OK);
  return statement;
}

/* The values as texts, before the clock runs */
typedef struct {
  char *id, *created, *text, *about, *level, *loop, *at;
  int collective;
} Values;

static Values *
values_of (GPtrArray *records)
{
  Values *values = g_new0 (Values, records->len);

  for (guint i = 0; i < records->len; i++)
    {
      LerenReflection *reflection = records->pdata[i];
      GDateTime *at = leren_reflection_get_at (reflection);
      g_autoptr (GEnumClass) class = g_type_class_ref (LEREN_TYPE_REFLECTION_LEVEL);

      values[i].id = g_strdup (leren_record_get_id (records->pdata[i]));
      values[i].created = g_strdup ("2026-01-01T00:00:00Z");
      values[i].text = g_strdup (leren_reflection_get_text (reflection));
      values[i].about = g_strdup ("huur");
      values[i].level =
        g_strdup (g_enum_get_value (class, leren_reflection_get_level (reflection))->value_nick);
      values[i].loop = g_strdup ("double");
      values[i].at = g_date_time_format (at, "%Y-%m-%dT%H:%M:%SZ");
      values[i].collective = leren_reflection_get_collective (reflection);
    }
  return values;
}

static void
bind_values (sqlite3_stmt *statement, const Values *values, sqlite3_int64 row)
{
  sqlite3_bind_int64 (statement, 1, row);
  sqlite3_bind_text (statement, 2, values->id, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, values->created, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, values->text, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, values->about, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 6, values->level, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 7, values->loop, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 8, values->collective);
  sqlite3_bind_text (statement, 9, values->at, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 10, row);
}

static double
run_bare (const char *path, GPtrArray *records, gboolean journal)
{
  Values *values = values_of (records);
  sqlite3_stmt *insert, *note;
  sqlite3 *db;
  gint64 begin;

  g_object_unref (store_new (path));
  check (NULL, sqlite3_open (path, &db), SQLITE_OK);
  sqlite3_exec (db, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL", NULL, NULL, NULL);
  insert = prepare (db, "INSERT INTO reflection (_rowid_, " COLUMNS ", _revision)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
  note = prepare (db, "INSERT INTO journal (\"at\", \"change\", \"type\", \"id\")"
                      " VALUES ('2026-01-01T00:00:00.000000Z', 'added', 'reflection', ?1)");
  begin = g_get_monotonic_time ();
  for (guint i = 0; i < records->len; i++)
    {
      if (i % 1000 == 0)
        check (db, sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
      if (journal)
        {
          sqlite3_bind_text (note, 1, values[i].id, -1, SQLITE_STATIC);
          check (db, sqlite3_step (note), SQLITE_DONE);
          sqlite3_reset (note);
        }
      bind_values (insert, &values[i], i + 2);
      check (db, sqlite3_step (insert), SQLITE_DONE);
      sqlite3_reset (insert);
      if (i % 1000 == 999 || i + 1 == records->len)
        check (db, sqlite3_exec (db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    }
  begin = g_get_monotonic_time () - begin;
  sqlite3_finalize (insert);
  sqlite3_finalize (note);
  sqlite3_close (db);
  return begin / 1e6; /* the values are kept until the program ends */
}

static double
run_bare_alone (const char *path, GPtrArray *records)
{
  return run_bare (path, records, FALSE);
}

static double
run_bare_with_journal (const char *path, GPtrArray *records)
{
  return run_bare (path, records, TRUE);
}

/* FNV-1a over all values that were written, in the order of the rows */
static void
add_up (const char *path, Side *side)
{
  sqlite3 *db;
  sqlite3_stmt *statement;

  check (NULL, sqlite3_open (path, &db), SQLITE_OK);
  statement = prepare (db, "SELECT " COLUMNS " FROM reflection ORDER BY _rowid_");
  side->checksum = G_GUINT64_CONSTANT (0xcbf29ce484222325);
  side->n_rows = 0;
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      side->n_rows++;
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        for (const unsigned char *at = sqlite3_column_text (statement, i); *at != '\0'; at++)
          side->checksum = (side->checksum ^ *at) * G_GUINT64_CONSTANT (0x100000001b3);
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

static int
by_size (gconstpointer a, gconstpointer b)
{
  const double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

static double
median (GArray *seconds)
{
  g_array_sort (seconds, by_size);
  return g_array_index (seconds, double, seconds->len / 2);
}

int
main (void)
{
  Side sides[] = { { "leren", run_leren_each, NULL, 0, 0 },
                   { "leren, saved together", run_leren_together, NULL, 0, 0 },
                   { "sqlite3", run_bare_alone, NULL, 0, 0 },
                   { "sqlite3 with a journal", run_bare_with_journal, NULL, 0, 0 } };
  const guint n_records = number_from ("LEREN_BENCH_RECORDS", 100000);
  const guint n_turns = number_from ("LEREN_BENCH_TURNS", 3);
  g_autofree char *folder = g_dir_make_tmp ("leren-save-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.leren", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    sides[i].seconds = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint turn = 0; turn < n_turns; turn++)
    {
      g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i < n_records; i++)
        g_ptr_array_add (records, reflection_new (i));
      for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
        {
          const double seconds = sides[i].run (path, records);

          g_array_append_val (sides[i].seconds, seconds);
          add_up (path, &sides[i]);
          g_print ("%s: %.3f s, %" G_GUINT64_FORMAT " rows, checksum %016" G_GINT64_MODIFIER "x\n",
                   sides[i].name, seconds, sides[i].n_rows, sides[i].checksum);
          g_unlink (path);
        }
      for (guint i = 1; i < G_N_ELEMENTS (sides); i++)
        if (sides[i].checksum != sides[0].checksum || sides[i].n_rows != n_records)
          g_error ("they did not write the same");
    }
  g_rmdir (folder);
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    g_print ("%s: median %.3f s, %.0f records/s; leren has %.2f times its rate\n", sides[i].name,
             median (sides[i].seconds), n_records / median (sides[i].seconds),
             median (sides[i].seconds) / median (sides[0].seconds));
  return 0;
}
