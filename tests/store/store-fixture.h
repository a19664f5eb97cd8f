/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the tests of the store have in common. */
#include "leren.h"

#include "store/leren-store-private.h"

#include "../kind-of-store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

static inline char *
store_path (const char *name)
{
  return location_of_store (name);
}

/* Takes the store away, and what SQLite may have left beside it. */
static inline void
store_remove (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  if (kind_of_store () == KIND_SERVER)
    {
      const char *name = strstr (path, "@/") + 2;
      g_autofree char *sql =
        g_strdup_printf ("DROP DATABASE \"%.*s\" WITH (FORCE)", (int) strcspn (name, "?"), name);

      run_on_server (sql, NULL);
      return;
    }
  g_unlink (path);
  g_unlink (journal);
}

static inline LerenStore *
store_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  LerenStore *store = leren_store_open (path, LEREN_STORE_FLAGS_NONE, NULL, &error);

  g_assert_no_error (error);
  return store;
}

/* One that is gone when it is closed, whatever kind the suite runs on */
static inline LerenStore *
store_in_memory (void)
{
  return store_open (":memory:");
}

static inline LerenStore *
store_new (void)
{
  g_autofree char *location = location_of_new_store ();

  return store_open (location);
}

static inline void
assert_said (GError *error, LerenError code, const char *said)
{
  g_assert_error (error, LEREN_ERROR, (int) code);
  if (strstr (error->message, said) == NULL)
    g_error ("“%s” does not say “%s”", error->message, said);
  g_assert_null (strchr (error->message, '\n'));
}

/* @json is written with single quotes, to be read. */
static inline LerenRecord *
record_new (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  LerenRecord *record = leren_record_from_json (text, -1, &error);

  g_assert_no_error (error);
  return record;
}

static inline gboolean
save (LerenStore *store, const char *json, GError **error)
{
  g_autoptr (LerenRecord) record = record_new (json);

  return leren_store_save (store, record, NULL, error);
}

static inline void
must_save (LerenStore *store, const char *json)
{
  g_autoptr (GError) error = NULL;

  save (store, json, &error);
  g_assert_no_error (error);
}

static inline void
must_not_save (LerenStore *store, const char *json, LerenError code, const char *said)
{
  g_autoptr (GError) error = NULL;
  gint64 before = leren_store_count (store, NULL, NULL);

  g_assert_false (save (store, json, &error));
  assert_said (error, code, said);
  g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, before);
}

/* People, a case and a session that others can name */
static inline void
fill (LerenStore *store)
{
  must_save (store, "{'type':'practice','id':'p','name':'Practice'}");
  must_save (store, "{'type':'participant','id':'a','name':'Ada'}");
  must_save (store, "{'type':'participant','id':'b','name':'Bo'}");
  must_save (store, "{'type':'team','id':'t','name':'Team','members':['a','b'],'practice':'p'}");
  must_save (store, "{'type':'case','id':'c','title':'Case','team':'t'}");
  must_save (store, "{'type':'session','id':'s','team':'t','cases':['c'],'present':['a']}");
}

static inline void
assert_there (LerenStore *store, const char *id, gboolean there)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenRecord) record = leren_store_get (store, id, NULL, &error);

  if (there)
    g_assert_no_error (error);
  else
    g_assert_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
  g_assert_cmpint (record != NULL, ==, there);
}

static inline void
run_sql (LerenStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  LerenConnection *db = _leren_store_lock (store, &error);

  g_assert_no_error (error);
  if (!_leren_connection_execute (db, sql))
    _leren_store_set_error (store, db, sql, &error);
  g_assert_no_error (error);
  _leren_store_unlock (store);
}

/* What goes with a table of records that the test made itself */
static inline void
watch_table (LerenStore *store, const char *table)
{
  LerenConnection *db = _leren_store_lock (store, NULL);
  g_autofree char *sql =
    db->driver->write_watch != NULL ? db->driver->write_watch (table) : g_strdup ("");

  g_assert_true (_leren_connection_execute (db, sql));
  _leren_store_unlock (store);
}

/* The same without the library, on a file */
static inline void
run_sql_on_file (const char *path, const char *sql)
{
  sqlite3 *db;
  char *said = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (sqlite3_exec (db, sql, NULL, NULL, &said) != SQLITE_OK)
    g_error ("%s: %s", sql, said);
  sqlite3_close (db);
}

/* "a,b,c": the ids a query finds, in order */
static inline char *
ids_of (LerenQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = leren_query_run (query, NULL, &error);
  GString *ids = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (LerenRecord) record = g_list_model_get_item (list, i);
      g_string_append_printf (ids, "%s%s", i > 0 ? "," : "", leren_record_get_id (record));
    }
  return g_string_free (ids, FALSE);
}

static inline void
assert_ids (LerenQuery *query, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *ids = ids_of (query);
  g_auto (GStrv) found = g_strsplit (ids, ",", -1);

  g_assert_cmpstr (ids, ==, expected);
  g_assert_cmpint (leren_query_count (query, NULL, &error), ==, g_strv_length (found));
  g_assert_no_error (error);
}

static const char own_framework[] =
  "{\"format\":\"leren-framework\",\"version\":1,\"id\":\"own\",\"kind\":\"phases\","
  "\"label\":{\"en\":\"Own\"},\"description\":{\"en\":\"Own.\"},"
  "\"sources\":[{\"author\":\"Ada\",\"year\":2000,\"title\":\"Own\"}],"
  "\"concepts\":[{\"id\":\"one\",\"label\":{\"en\":\"One\"}},"
  "{\"id\":\"two\",\"label\":{\"en\":\"Two\"}}]}";

static inline LerenFramework *
framework_new (void)
{
  g_autoptr (GError) error = NULL;
  LerenFramework *framework = leren_framework_from_json (own_framework, -1, &error);

  g_assert_no_error (error);
  return framework;
}
