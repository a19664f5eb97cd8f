/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-parallel-private.h"
#include "snapshot/leren-readers-private.h"
#include "snapshot/leren-rows-loader-private.h"
#include "snapshot/leren-snapshot-private.h"

#include "store/leren-store-private.h"

#include <glib/gi18n-lib.h>

#define SAMPLE 256

typedef struct {
  LerenSnapshot *snapshot;
  GCancellable *cancellable;
  LerenReaders readers;
  guint *order;      /* types, in the order in which they are read */
  guint64 *expected; /* rows, by type */
  LerenRowsLoader **loaders;
  guint8 *wanted; /* types whose ids are looked up */
  char *sight;    /* what tells of each row who may read it; NULL where nothing is hidden */
  char **tables;  /* by type: what it is read from */
} Reading;

static LerenRows *
rows_at (Reading *reading, guint type)
{
  return g_ptr_array_index (reading->snapshot->all_rows, type);
}

static gint64
query_about (LerenConnection *db, const char *before, const char *table, const char *after)
{
  g_autofree char *sql = g_strconcat (before, table, after, NULL);

  return _leren_query_integer (db, sql);
}

/* An estimate that costs nothing: rowids go up through all types together, so how far the first
 * rows lie apart says how many of them this type takes. */
static guint64
expect_rows (LerenConnection *db, const char *table)
{
  gint64 first = query_about (db, "SELECT min (_rowid_) FROM ", table, "");
  gint64 last = query_about (db, "SELECT max (_rowid_) FROM ", table, "");
  gint64 sampled = query_about (db, "SELECT max (_rowid_) FROM (SELECT _rowid_ FROM ", table,
                                " ORDER BY _rowid_ LIMIT " G_STRINGIFY (SAMPLE) ") AS sample");

  if (last <= 0 || sampled < first || last < sampled)
    return 0;
  if (last == sampled)
    return MIN (SAMPLE, last - first + 1);
  return (guint64) ((double) SAMPLE * (last - first + 1) / (sampled - first + 1)) + 1;
}

static gboolean
load_type (guint task, guint thread, gpointer data, GError **error)
{
  Reading *reading = data;
  const guint type = reading->order[task];
  LerenRows *rows = rows_at (reading, type);
  LerenConnection *db = reading->readers.readers[thread];
  g_autofree char *sql = _leren_snapshot_plan_sql (rows->declaration, rows->vectors,
                                                   reading->tables[type], reading->sight);
  LerenStatement *statement = _leren_connection_prepare (db, sql, LEREN_PREPARE_STREAM);
  gboolean loaded;
  LerenStep read;

  if (statement == NULL)
    {
      _leren_readers_set_error (&reading->readers, db, error);
      return FALSE;
    }
  reading->loaders[type] =
    _leren_rows_loader_new (rows, reading->snapshot->all_rows, reading->expected[type]);
  loaded =
    _leren_rows_loader_run (reading->loaders[type], statement, reading->cancellable, &read, error);
  if (loaded && read != LEREN_STEP_DONE)
    {
      _leren_readers_set_error (&reading->readers, db, error);
      loaded = FALSE;
    }
  _leren_statement_free (statement);
  return loaded;
}

static gboolean
make_index (guint task, guint thread, gpointer data, GError **error)
{
  Reading *reading = data;
  LerenRows *rows = rows_at (reading, task);

  if (reading->wanted[task])
    _leren_ids_make_index (&rows->ids, rows->n_rows);
  return TRUE;
}

static gboolean
resolve_type (guint task, guint thread, gpointer data, GError **error)
{
  Reading *reading = data;

  _leren_rows_loader_resolve (reading->loaders[task]);
  return TRUE;
}

static int
compare_expected (gconstpointer a, gconstpointer b, gpointer data)
{
  const guint64 *expected = data;
  guint64 one = expected[*(const guint *) a], other = expected[*(const guint *) b];

  return one < other ? -1 : one > other;
}

/* Small types first, with their ids indexed, so that the large ones find the rows of nearly all
 * their references while they are read. */
static gboolean
load_all (Reading *reading, GError **error)
{
  LerenSnapshot *snapshot = reading->snapshot;
  const guint n_types = snapshot->types->len;
  guint64 total = 0;
  guint n_small = 0;

  for (guint i = 0; i < n_types; i++)
    {
      reading->order[i] = i;
      reading->expected[i] = expect_rows (reading->readers.readers[0], reading->tables[i]);
      total += reading->expected[i];
    }
  g_qsort_with_data (reading->order, n_types, sizeof (guint), compare_expected, reading->expected);
  while (n_small < n_types && reading->expected[reading->order[n_small]] <= MAX (total / 12, 256))
    reading->wanted[reading->order[n_small++]] = TRUE;
  if (total < LEREN_WORTH_A_THREAD)
    snapshot->n_threads = 1;

  if (!_leren_run_parallel (n_small, MIN (reading->readers.n_readers, snapshot->n_threads),
                            load_type, reading, reading->cancellable, error) ||
      !_leren_run_parallel (n_types, snapshot->n_threads, make_index, reading, reading->cancellable,
                            error))
    return FALSE;

  /* the rest, largest first, so that the threads end together */
  for (guint i = n_small, j = n_types - 1; i < j; i++, j--)
    {
      guint other = reading->order[i];
      reading->order[i] = reading->order[j];
      reading->order[j] = other;
    }
  reading->order += n_small;
  if (!_leren_run_parallel (n_types - n_small,
                            MIN (reading->readers.n_readers, snapshot->n_threads), load_type,
                            reading, reading->cancellable, error))
    {
      reading->order -= n_small;
      return FALSE;
    }
  reading->order -= n_small;
  return TRUE;
}

static gboolean
resolve_all (Reading *reading, GError **error)
{
  const guint n_types = reading->snapshot->types->len;

  for (guint i = 0; i < n_types; i++)
    _leren_rows_loader_mark_wanted (reading->loaders[i], reading->wanted);
  return _leren_run_parallel (n_types, reading->snapshot->n_threads, make_index, reading,
                              reading->cancellable, error) &&
         _leren_run_parallel (n_types, reading->snapshot->n_threads, resolve_type, reading,
                              reading->cancellable, error);
}

static char *
quote (const char *name)
{
  GString *quoted = g_string_new (NULL);

  _leren_append_identifier (quoted, name);
  return g_string_free (quoted, FALSE);
}

static void
make_rows (Reading *reading, gboolean everyone)
{
  LerenSnapshot *snapshot = reading->snapshot;

  for (guint i = 0; i < snapshot->types->len; i++)
    {
      LerenRows *rows = g_new0 (LerenRows, 1);

      rows->type = i;
      rows->declaration = g_ptr_array_index (snapshot->types, i);
      rows->vectors = _leren_snapshot_plan (rows->declaration, snapshot->types, everyone);
      g_ptr_array_add (snapshot->all_rows, rows);
      /* what is hidden is needed to know what else is, and taken out again at once */
      reading->tables[i] = reading->sight != NULL
                             ? _leren_store_base_name (snapshot->store, rows->declaration->name)
                             : quote (rows->declaration->name);
    }
}

gboolean
_leren_snapshot_read (LerenSnapshot *self, gboolean everyone, GCancellable *cancellable,
                      GError **error)
{
  Reading reading = { .snapshot = self, .cancellable = cancellable };
  gboolean done = FALSE, locked = TRUE;
  LerenConnection *db = _leren_store_lock (self->store, error);
  guint n_types;

  if (db == NULL)
    return FALSE;
  self->types = _leren_store_list_declarations (self->store, error);
  reading.sight = _leren_store_sight_column (self->store);
  reading.readers = (LerenReaders){ .store = self->store,
                                    .action = _ ("take a snapshot"),
                                    .whole = reading.sight != NULL };
  if (self->types == NULL || !_leren_readers_open (&reading.readers, db, error))
    {
      _leren_store_unlock (self->store);
      g_free (reading.sight);
      return FALSE;
    }
  self->moment = g_date_time_new_now_utc ();
  if (reading.readers.own)
    {
      _leren_store_unlock (self->store);
      locked = FALSE;
    }

  n_types = self->types->len;
  self->n_threads = _leren_count_threads ();
  reading.order = g_new0 (guint, n_types);
  reading.expected = g_new0 (guint64, n_types);
  reading.loaders = g_new0 (LerenRowsLoader *, n_types);
  reading.wanted = g_new0 (guint8, n_types);
  reading.tables = g_new0 (char *, n_types + 1);
  make_rows (&reading, everyone);
  done = load_all (&reading, error) && resolve_all (&reading, error);

  _leren_readers_close (&reading.readers);
  if (locked)
    _leren_store_unlock (self->store);
  for (guint i = 0; i < n_types; i++)
    g_clear_pointer (&reading.loaders[i], _leren_rows_loader_free);
  g_free (reading.order);
  g_free (reading.expected);
  g_free (reading.loaders);
  g_free (reading.wanted);
  g_strfreev (reading.tables);
  if (done && reading.sight != NULL)
    _leren_snapshot_hide (self);
  g_free (reading.sight);
  return done;
}
