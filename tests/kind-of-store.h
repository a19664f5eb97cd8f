/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* One suite, three kinds of store: LEREN_TEST_STORE is "memory" (or nothing), "file", or where a
 * server is, for which tests/postgres/with-server.py sees. */

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#ifdef LEREN_WITH_POSTGRESQL
#include <libpq-fe.h>
#endif

typedef enum { KIND_MEMORY, KIND_FILE, KIND_SERVER } KindOfStore;

static inline KindOfStore
kind_of_store (void)
{
  const char *kind = g_getenv ("LEREN_TEST_STORE");

  return kind == NULL || g_str_equal (kind, "memory") ? KIND_MEMORY
         : g_str_equal (kind, "file")                 ? KIND_FILE
                                                      : KIND_SERVER;
}

static inline char *
folder_of_stores (void)
{
  static char *folder;

  if (folder == NULL)
    folder = g_dir_make_tmp ("leren-store-XXXXXX", NULL);
  return folder;
}

static inline char *
database_on_server (const char *name)
{
  const char *base = g_getenv ("LEREN_TEST_STORE");
  const char *query = strchr (base, '?');
  g_autofree char *server = g_strndup (base, query - base);

  return g_strconcat (server, name, query, NULL);
}

#ifdef LEREN_WITH_POSTGRESQL
/* The server itself, without the library */
static inline PGconn *
reach_server (const char *database)
{
  g_autofree char *location = database_on_server (database);
  PGconn *pg = PQconnectdb (location);

  if (PQstatus (pg) != CONNECTION_OK)
    g_error ("%s", PQerrorMessage (pg));
  return pg;
}
#endif

/* Asks the server itself; that it is @state already is as good. */
static inline void
run_on_server (const char *sql, const char *state)
{
#ifdef LEREN_WITH_POSTGRESQL
  PGconn *pg = reach_server ("postgres");
  PGresult *result = PQexec (pg, sql);

  if (PQresultStatus (result) != PGRES_COMMAND_OK &&
      g_strcmp0 (PQresultErrorField (result, PG_DIAG_SQLSTATE), state) != 0)
    g_error ("%s", PQerrorMessage (pg));
  PQclear (result);
  PQfinish (pg);
#else
  g_error ("%s: built without PostgreSQL", sql);
#endif
}

/* The name of a database that location_of_new_store() gave out, and that nobody is connected to any more: there is no
 * store in it now, and that takes a tenth of the time that a new database does. NULL where there is none. */
static inline char *
clear_database (void)
{
#ifdef LEREN_WITH_POSTGRESQL
  PGconn *pg = reach_server ("postgres");
  PGresult *result =
    PQexec (pg, "SELECT datname FROM pg_database AS d WHERE datname LIKE 'new-%' AND NOT EXISTS"
                " (SELECT 1 FROM pg_stat_activity AS a WHERE a.datname = d.datname) LIMIT 1");
  char *name = PQntuples (result) == 1 ? g_strdup (PQgetvalue (result, 0, 0)) : NULL;

  PQclear (result);
  PQfinish (pg);
  if (name == NULL)
    return NULL;
  pg = reach_server (name);
  result = PQexec (pg, "SET client_min_messages = warning; DROP SCHEMA IF EXISTS leren CASCADE");
  if (PQresultStatus (result) != PGRES_COMMAND_OK)
    g_error ("%s", PQerrorMessage (pg));
  PQclear (result);
  PQfinish (pg);
  return name;
#else
  return NULL;
#endif
}

/* The database @name, which is made where it is not there yet */
static inline char *
location_on_server (const char *name)
{
  g_autofree char *sql = g_strdup_printf ("CREATE DATABASE \"%s\"", name);

  run_on_server (sql, "42P04");
  return database_on_server (name);
}

/* Where a store of this name is, or will be: it lasts, so it is in a file where others are in memory. */
static inline char *
location_of_store (const char *name)
{
  return kind_of_store () == KIND_SERVER ? location_on_server (name)
                                         : g_build_filename (folder_of_stores (), name, NULL);
}

/* A store in a file is not needed any more. */
static inline void
forget_store (const char *location)
{
  if (kind_of_store () != KIND_SERVER)
    g_unlink (location);
}

/* Where there is nothing yet; a store that was there before is closed. */
static inline char *
location_of_new_store (void)
{
  static guint n_stores;
  g_autofree char *name = kind_of_store () == KIND_SERVER ? clear_database () : NULL;

  if (name != NULL)
    return database_on_server (name);
  name = g_strdup_printf ("new-%u", n_stores++);
  return kind_of_store () == KIND_MEMORY ? g_strdup (":memory:") : location_of_store (name);
}

/* So many of what the library looks at one by one: where it asks a server each time, fewer show the same. */
static inline guint
so_many (guint n)
{
  return kind_of_store () == KIND_SERVER ? n / 10 : n;
}

/* What is about files says so: on a server it is somebody else's business. */
static inline void
add_test_of_files (const char *path, GTestFunc test)
{
  if (kind_of_store () != KIND_SERVER)
    g_test_add_func (path, test);
}
