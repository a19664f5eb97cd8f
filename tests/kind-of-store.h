/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* One suite, three kinds of store: LEREN_TEST_STORE is "memory" (or nothing), "file", or where a
 * server is, for which tests/postgres/with-server.py sees. */

#include <glib.h>
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

/* Asks the server itself, without the library; that it is @state already is as good. */
static inline void
run_on_server (const char *sql, const char *state)
{
#ifdef LEREN_WITH_POSTGRESQL
  g_autofree char *maintenance = database_on_server ("postgres");
  PGconn *pg = PQconnectdb (maintenance);
  PGresult *result;

  if (PQstatus (pg) != CONNECTION_OK)
    g_error ("%s", PQerrorMessage (pg));
  result = PQexec (pg, sql);
  if (PQresultStatus (result) != PGRES_COMMAND_OK &&
      g_strcmp0 (PQresultErrorField (result, PG_DIAG_SQLSTATE), state) != 0)
    g_error ("%s", PQerrorMessage (pg));
  PQclear (result);
  PQfinish (pg);
#else
  g_error ("%s: built without PostgreSQL", sql);
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

/* Where there is nothing yet */
static inline char *
location_of_new_store (void)
{
  static guint n_stores;
  g_autofree char *name = g_strdup_printf ("new-%u", n_stores++);

  return kind_of_store () == KIND_MEMORY ? g_strdup (":memory:") : location_of_store (name);
}

/* What is about files says so: on a server it is somebody else's business. */
static inline void
add_test_of_files (const char *path, GTestFunc test)
{
  if (kind_of_store () != KIND_SERVER)
    g_test_add_func (path, test);
}
