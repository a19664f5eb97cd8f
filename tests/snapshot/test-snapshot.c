/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "../analysis/story.h"

#include "snapshot/leren-snapshot-private.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

static const char *const records[] = {
  STORY_TEAM, "{'type':'practice','id':'elsewhere','name':'another practice'}",
  "{'type':'case','id':'other','title':'another case','practice':'elsewhere'}",
  "{'type':'session','id':'meeting','team':'team','started':'2015-03-02T10:00:00+01:00',"
  "'present':['worker','co\\u0061ch'],'cases':['barbecue','other']}",
  /* refers to what is stored only later, and to records of any type */
  "{'type':'reflection','id':'r1','text':'x','subject':'a1','level':'belief','collective':true}",
  "{'type':'reflection','id':'r2','text':'x','subject':'r1','at':'2015-03-02T09:00:00Z'}",
  "{'type':'reflection','id':'r3','text':'x','subject':'r4'}",
  "{'type':'reflection','id':'r4','text':'x','subject':'r3'}",
  "{'type':'action','id':'a1','what':'x','case':'barbecue','owner':'worker','effect_rating':7,"
  "'due':'2015-04-01'}",
  "{'type':'action','id':'a2','what':'x','case':'other','effect':'y'}",
  "{'type':'contribution','id':'t1','session':'meeting','speaker':'worker','kind':'story',"
  "'at':'2016-01-01T00:00:00Z'}",
  NULL
};

static gint32
row_of (const LerenRows *rows, const char *id)
{
  gint32 row = _leren_rows_find (rows, id);

  g_assert_cmpint (row, >=, 0);
  return row;
}

static void
test_columns (void)
{
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
  const LerenRows *reflections = _leren_snapshot_get_rows (snapshot, "reflection");
  const LerenRows *actions = _leren_snapshot_get_rows (snapshot, "action");
  const LerenRows *sessions = _leren_snapshot_get_rows (snapshot, "session");
  const LerenRows *participants = _leren_snapshot_get_rows (snapshot, "participant");
  const LerenVector *subjects = _leren_rows_get_vector (reflections, "subject");
  const LerenVector *cases = _leren_rows_get_vector (sessions, "cases");
  gint32 r1 = row_of (reflections, "r1"), r2 = row_of (reflections, "r2");
  gint32 a1 = row_of (actions, "a1"), a2 = row_of (actions, "a2");

  g_assert_cmpint (_leren_rows_get_codes (reflections, "level")[r1], ==, 4);
  g_assert_cmpint (_leren_rows_get_codes (reflections, "level")[r2], ==, 0);
  g_assert_cmpint (subjects->types[r1], ==, actions->type);
  g_assert_cmpint (subjects->rows[r1], ==, a1);
  g_assert_cmpint (subjects->types[r2], ==, reflections->type);
  g_assert_cmpint (subjects->rows[r2], ==, r1);
  g_assert_cmpint (_leren_rows_get_references (actions, "owner")[a1], ==,
                   row_of (participants, "worker"));
  g_assert_cmpint (_leren_rows_get_references (actions, "owner")[a2], ==, -1);
  g_assert_cmpint (_leren_rows_get_vector (actions, "effect_rating")->integers[a1], ==, 7);
  g_assert_cmpint (_leren_rows_get_codes (actions, "effect")[a1], ==, 0);
  g_assert_cmpint (_leren_rows_get_codes (actions, "effect")[a2], ==, 1);
  g_assert_cmpint (_leren_rows_get_dates (actions, "due")[a1], ==, 16526);
  g_assert_cmpint (_leren_rows_get_dates (actions, "due")[a2], ==, LEREN_ABSENT_DATE);
  g_assert_cmpint (cases->offsets[1] - cases->offsets[0], ==, 2);
  g_assert_cmpint (sessions->moments[0], ==, G_GINT64_CONSTANT (1425286800000000));
  g_assert_cmpint (_leren_rows_get_vector (participants, "roles")->n_items, ==, 2);

  g_assert_cmpint (leren_snapshot_get_n_records (snapshot), ==, 15);
  g_assert_cmpint (leren_snapshot_count (snapshot, "reflection"), ==, 4);
  g_assert_cmpint (leren_snapshot_count (snapshot, "no-such-type"), ==, 0);
}

static void
test_belongs (void)
{
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
  const LerenRows *practices = _leren_snapshot_get_rows (snapshot, "practice");
  const LerenRows *cases = _leren_snapshot_get_rows (snapshot, "case");
  const LerenRows *reflections = _leren_snapshot_get_rows (snapshot, "reflection");
  const LerenRows *turns = _leren_snapshot_get_rows (snapshot, "contribution");
  gint32 r2 = row_of (reflections, "r2"), r3 = row_of (reflections, "r3");

  /* by way of a reflection, an action, a case and a team */
  g_assert_cmpint (reflections->belongs[LEREN_BELONGS_TO_PRACTICE][r2], ==,
                   row_of (practices, "practice"));
  g_assert_cmpint (reflections->belongs[LEREN_BELONGS_TO_TEAM][r2], ==, 0);
  g_assert_cmpint (reflections->belongs[LEREN_BELONGS_TO_CASE][r2], ==, row_of (cases, "barbecue"));
  /* two that are about each other belong nowhere */
  g_assert_cmpint (reflections->belongs[LEREN_BELONGS_TO_PRACTICE][r3], ==, -1);
  g_assert_cmpint (turns->belongs[LEREN_BELONGS_TO_PRACTICE][0], ==,
                   row_of (practices, "practice"));
}

typedef enum { PRACTICE, TEAM, CASE, PARTICIPANT, SINCE, UNTIL } Narrowing;

static gint64
count_in_scope (LerenStore *store, Narrowing what, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenScope) scope = leren_scope_new ();
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (LerenSnapshot) snapshot = NULL;

  if (what >= SINCE)
    time = g_date_time_new_from_iso8601 (value, NULL);
  switch (what)
    {
    case PRACTICE:
      leren_scope_set_practice (scope, value);
      break;
    case TEAM:
      leren_scope_set_team (scope, value);
      break;
    case CASE:
      leren_scope_set_case (scope, value);
      break;
    case PARTICIPANT:
      leren_scope_set_participant (scope, value);
      break;
    case SINCE:
      leren_scope_set_since (scope, time);
      break;
    case UNTIL:
      leren_scope_set_until (scope, time);
      break;
    }
  snapshot = leren_snapshot_take (store, scope, NULL, &error);
  g_assert_no_error (error);
  return leren_snapshot_get_n_records (snapshot);
}

static void
test_scope (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = story_tell (records);
  g_autoptr (LerenScope) scope = g_object_new (LEREN_TYPE_SCOPE, "case", "nothing", NULL);

  /* the practice, its team, case, session, turn, action and the two reflections on that */
  g_assert_cmpint (count_in_scope (store, PRACTICE, "practice"), ==, 8);
  g_assert_cmpint (count_in_scope (store, PRACTICE, "elsewhere"), ==, 3);
  g_assert_cmpint (count_in_scope (store, TEAM, "team"), ==, 7);
  /* the case, the session that took it up, its action and the two reflections on that */
  g_assert_cmpint (count_in_scope (store, CASE, "barbecue"), ==, 5);
  g_assert_cmpint (count_in_scope (store, CASE, "other"), ==, 3);
  /* the worker, the team, the session, the action and the turn */
  g_assert_cmpint (count_in_scope (store, PARTICIPANT, "worker"), ==, 5);
  g_assert_cmpint (leren_scope_get_case (scope) != NULL, ==, TRUE);
  g_assert_null (leren_snapshot_take (store, scope, NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
}

/* Records without a moment stay in; saving gave these the moment at which they were made. */
static void
test_period (void)
{
  const char *dated[] = {
    "{'type':'practice','id':'p','name':'x','created':'2010-01-01T00:00:00Z'}",
    "{'type':'reflection','id':'r1','text':'x','at':'2015-03-01T00:00:00Z'}",
    "{'type':'reflection','id':'r2','text':'x','at':'2015-03-01T23:59:59Z'}",
    "{'type':'action','id':'a1','what':'x','created':'2010-01-01T00:00:00Z'}", NULL
  };
  g_autoptr (LerenStore) store = story_tell (dated);

  g_assert_cmpint (count_in_scope (store, SINCE, "2015-01-01T00:00:00Z"), ==, 2);
  g_assert_cmpint (count_in_scope (store, UNTIL, "2015-03-01T00:00:00Z"), ==, 2);
  g_assert_cmpint (count_in_scope (store, UNTIL, "2015-03-01T00:00:01Z"), ==, 3);
}

/* a store that lasts is read by connections of its own, and gives the same */
static void
test_connections (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = location_of_store ("connections");
  g_autoptr (LerenStore) store = leren_store_open (path, LEREN_STORE_FLAGS_NEW, NULL, &error);
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_autoptr (LerenSnapshot) later = NULL;
  g_autoptr (LerenRecord) record = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"type\":\"reflection\",\"id\":\"r%u\","
                                               "\"text\":\"x\",\"level\":\"meaning\"}",
                                               i);
      g_autoptr (LerenRecord) each = leren_record_from_json (json, -1, &error);

      leren_store_save (store, each, NULL, &error);
      g_assert_no_error (error);
    }
  snapshot = leren_snapshot_take (store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (leren_snapshot_count (snapshot, "reflection"), ==, 20);

  /* what is written later is in the next one */
  record =
    leren_record_from_json ("{\"type\":\"reflection\",\"id\":\"new\",\"text\":\"x\"}", -1, &error);
  leren_store_save (store, record, NULL, &error);
  g_assert_no_error (error);
  later = leren_snapshot_take (store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (leren_snapshot_count (snapshot, "reflection"), ==, 20);
  g_assert_cmpint (leren_snapshot_count (later, "reflection"), ==, 21);
  g_assert_cmpint (
    g_date_time_compare (leren_snapshot_get_moment (snapshot), leren_snapshot_get_moment (later)),
    <=, 0);

  leren_store_close (store, &error);
  g_assert_no_error (error);
  g_assert_null (leren_snapshot_take (store, NULL, NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_CLOSED);
  g_assert_null (leren_snapshot_get_table (snapshot, "reflection", NULL, NULL));
  forget_store (path);
}

static void
append_cells (GString *text, LerenTable *table)
{
  for (guint row = 0; row < leren_table_get_n_rows (table); row++)
    for (guint column = 0; column < leren_table_get_n_columns (table); column++)
      {
        g_autofree char *cell = leren_table_is_present (table, column, row)
                                  ? leren_table_dup_text (table, column, row)
                                  : NULL;

        /* when it was saved is another time in each store */
        if (!g_str_equal (leren_table_get_column_name (table, column), "created"))
          g_string_append_printf (text, "%s: %s\n", leren_table_get_column_name (table, column),
                                  cell != NULL ? cell : "–");
      }
}

static char *
checksum_of (LerenStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, NULL, NULL, &error);
  g_auto (GStrv) types = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  types = leren_snapshot_list_types (snapshot);
  for (guint i = 0; types[i] != NULL; i++)
    {
      g_autoptr (LerenTable) table = leren_snapshot_get_table (snapshot, types[i], NULL, &error);

      g_assert_no_error (error);
      g_string_append_printf (text, "%s\n", types[i]);
      append_cells (text, table);
    }
  g_assert_nonnull (strstr (text->str, "barbecue"));
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, text->len);
}

/* Wherever the store is, what a snapshot and its tables say is the same, cell for cell. */
static void
test_same_everywhere (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = story_tell (records);
  g_autoptr (LerenStore) memory =
    leren_store_open (":memory:", LEREN_STORE_FLAGS_NONE, NULL, &error);
  g_autofree char *here = NULL, *there = NULL;

  g_assert_no_error (error);
  story_tell_to (memory, records);
  here = checksum_of (store);
  there = checksum_of (memory);
  g_assert_cmpstr (here, ==, there);
}

/* Each turn of a session adds a contribution and an action, together. */
typedef struct {
  char *location;
  int done; /* atomic */
} Talk;

static gpointer
talk (gpointer data)
{
  Talk *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store =
    leren_store_open (self->location, LEREN_STORE_FLAGS_EXISTING, NULL, &error);

  g_assert_no_error (error);
  for (guint turn = 0; g_atomic_int_get (&self->done) == 0; turn++)
    {
      g_autofree char *said = g_strdup_printf (
        "{'type':'contribution','id':'said-%u','session':'s','speaker':'ada','kind':'idea'}", turn);
      g_autofree char *agreed =
        g_strdup_printf ("{'type':'action','id':'agreed-%u','what':'Ask the resident'}", turn);
      const char *const both[] = { said, agreed, NULL };

      story_tell_to (store, both);
    }
  return NULL;
}

/* enough that several connections read it */
static void
import_much (LerenStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (LerenImporter) importer = leren_importer_new (store);

  for (guint i = 0; i < 21000; i++)
    g_string_append_printf (lines, "{\"type\":\"practice\",\"id\":\"p%u\",\"name\":\"P\"}\n", i);
  stream = g_memory_input_stream_new_from_data (lines->str, lines->len, NULL);
  leren_importer_add_stream (importer, stream, "much", LEREN_FORMAT_JSON_LINES);
  leren_importer_run (importer, NULL, &error);
  g_assert_no_error (error);
}

/* Several connections read at the same time as others write, and see one moment all the same. */
static void
test_one_moment (void)
{
  static const char *const before[] = { "{'type':'participant','id':'ada','name':'Ada'}",
                                        "{'type':'session','id':'s'}", NULL };
  g_autofree char *location = location_of_store ("one-moment");
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = leren_store_open (location, LEREN_STORE_FLAGS_NEW, NULL, &error);
  Talk self = { location };
  GThread *thread;
  gint64 seen = 0;

  g_assert_no_error (error);
  story_tell_to (store, before);
  import_much (store);
  thread = g_thread_new ("talk", talk, &self);
  for (guint i = 0; i < 40 || seen == 0; i++)
    {
      g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (leren_snapshot_count (snapshot, "contribution"), ==,
                       leren_snapshot_count (snapshot, "action"));
      g_assert_cmpint (leren_snapshot_count (snapshot, "action"), >=, seen);
      seen = leren_snapshot_count (snapshot, "action");
    }
  g_atomic_int_set (&self.done, 1);
  g_thread_join (thread);
  forget_store (location);
}

/* Somebody else's commits, one after the other, with hardly a pause */
static gpointer
commit_often (gpointer data)
{
  Talk *self = data;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (self->location, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 30000);
  sqlite3_exec (db, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
  while (g_atomic_int_get (&self->done) == 0)
    {
      const int result = sqlite3_exec (db,
                                       "BEGIN IMMEDIATE; UPDATE participant SET name = name || 'a';"
                                       " COMMIT",
                                       NULL, NULL, NULL);

      g_assert_cmpint (result, ==, SQLITE_OK);
      g_usleep (100);
    }
  sqlite3_close (db);
  return NULL;
}

/* Who has begun to read and who is about to commit wait for each other where the one waits for a second
 * connection of its own: after ten seconds one of them would be told that the store is busy. */
static void
test_while_others_commit (void)
{
  static const char *const before[] = { "{'type':'participant','id':'ada','name':'Ada'}", NULL };
  g_autofree char *location = location_of_store ("while-others-commit");
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = leren_store_open (location, LEREN_STORE_FLAGS_NEW, NULL, &error);
  const char *asked = g_getenv ("LEREN_TEST_SNAPSHOTS");
  const guint n = asked != NULL ? atoi (asked) : 40;
  Talk self = { location };
  GThread *thread;

  g_assert_no_error (error);
  story_tell_to (store, before);
  import_much (store);
  thread = g_thread_new ("commit-often", commit_often, &self);
  for (guint i = 0; i < n; i++)
    {
      const gint64 begun = g_get_monotonic_time ();
      g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (leren_snapshot_get_n_records (snapshot), ==, 21001);
      if (g_test_verbose ())
        g_test_message ("%.3f s", (g_get_monotonic_time () - begun) / 1e6);
      g_usleep (200);
    }
  g_atomic_int_set (&self.done, 1);
  g_thread_join (thread);
  forget_store (location);
}

static void
taken (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(LerenSnapshot **) data = leren_snapshot_take_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_async (void)
{
  g_autoptr (LerenStore) store = story_tell (records);
  g_autoptr (LerenScope) scope = leren_scope_new ();
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_auto (GStrv) types = NULL;

  leren_scope_set_practice (scope, "elsewhere");
  leren_snapshot_take_async (store, scope, NULL, taken, &snapshot);
  /* the scope is as it was when it was asked for */
  leren_scope_set_practice (scope, NULL);
  while (snapshot == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (leren_snapshot_get_n_records (snapshot), ==, 3);
  types = leren_snapshot_list_types (snapshot);
  g_assert_true (g_strv_contains ((const char *const *) types, "coding"));
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = story_tell (records);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (leren_snapshot_take (store, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snapshot/columns", test_columns);
  g_test_add_func ("/snapshot/belongs", test_belongs);
  g_test_add_func ("/snapshot/scope", test_scope);
  g_test_add_func ("/snapshot/period", test_period);
  g_test_add_func ("/snapshot/connections", test_connections);
  g_test_add_func ("/snapshot/same-everywhere", test_same_everywhere);
  /* in a file, who reads without pause keeps writers out */
  if (kind_of_store () == KIND_SERVER)
    g_test_add_func ("/snapshot/one-moment", test_one_moment);
  add_test_of_files ("/snapshot/while-others-commit", test_while_others_commit);
  g_test_add_func ("/snapshot/async", test_async);
  g_test_add_func ("/snapshot/cancelled", test_cancelled);
  return g_test_run ();
}
