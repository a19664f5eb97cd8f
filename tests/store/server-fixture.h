/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* For tests that are about stores on a server alone: what the server itself has to say. */
#include "store-fixture.h"

#include <libpq-fe.h>

/* What @sql gives in the database of the store: columns with a space between, one row a line. */
static inline char *
ask_server (const char *location, const char *sql)
{
  PGconn *pg = PQconnectdb (location);
  PGresult *result;
  GString *text = g_string_new (NULL);

  if (PQstatus (pg) != CONNECTION_OK)
    g_error ("%s", PQerrorMessage (pg));
  result = PQexec (pg, sql);
  if (PQresultStatus (result) != PGRES_COMMAND_OK && PQresultStatus (result) != PGRES_TUPLES_OK)
    g_error ("%s", PQerrorMessage (pg));
  for (int row = 0; row < PQntuples (result); row++)
    for (int column = 0; column < PQnfields (result); column++)
      g_string_append_printf (text, "%s%s", PQgetvalue (result, row, column),
                              column + 1 < PQnfields (result) ? " " : "\n");
  PQclear (result);
  PQfinish (pg);
  return g_string_free (text, FALSE);
}

static inline void
assert_server_says (const char *location, const char *sql, const char *expected)
{
  g_autofree char *said = ask_server (location, sql);

  g_assert_cmpstr (said, ==, expected);
}

static inline void
tell_server (const char *location, const char *sql)
{
  g_free (ask_server (location, sql));
}

static inline void
assert_no_problems (LerenStore *store)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = leren_store_check (store, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (problems[0], ==, NULL);
}
