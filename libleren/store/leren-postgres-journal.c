/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-postgres-internal-private.h"

#include <string.h>

/* What the journal is used for on a server: it tells others of what was committed, and who lost their
 * connection in the midst of a commit whether that was done. */

/* "_xact" is the transaction that wrote an entry: numbers are given out in another order than that in
 * which transactions end. "_writer" is the connection. Who listens on "leren" hears of each commit, and
 * by whom it was. */
const char _leren_postgres_telling[] =
  "ALTER TABLE leren.journal ADD COLUMN \"_xact\" bigint, ADD COLUMN \"_writer\" text;"
  "ALTER TABLE leren.journal"
  " ALTER COLUMN \"_xact\" SET DEFAULT pg_current_xact_id ()::text::bigint,"
  " ALTER COLUMN \"_writer\" SET DEFAULT current_setting ('leren.writer', true);"
  "CREATE INDEX journal_xact ON leren.journal USING brin (\"_xact\");"
  "CREATE FUNCTION leren.tell_of_changes () RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
  " PERFORM pg_notify ('leren', coalesce (current_setting ('leren.writer', true), ''));"
  " RETURN NULL; END $$;"
  "CREATE TRIGGER tell_of_changes AFTER INSERT ON leren.journal"
  " FOR EACH STATEMENT EXECUTE FUNCTION leren.tell_of_changes ()";

static char *
dup_value (LerenPostgres *self, const char *sql)
{
  PGresult *result = PQexec (self->pg, sql);
  char *value = PQntuples (result) == 1 ? g_strdup (PQgetvalue (result, 0, 0)) : NULL;

  return _leren_postgres_take_result (self, result) ? value : NULL;
}

/* A connection is known by a name that no other one ever had, and so is the process of the server that
 * works for it. Who sees that it is gone knows that nothing more will come of it; no lock says so,
 * since anybody who logs in could take one. */
gboolean
_leren_postgres_name_writer (LerenPostgres *self)
{
  g_autofree char *sql = NULL;

  g_free (self->writer);
  self->writer = g_uuid_string_random ();
  sql = g_strdup_printf ("SELECT set_config ('leren.writer', '%s', false)", self->writer);
  /* a login that only reads may have been denied to see it, and needs it for nothing */
  g_free (self->backend);
  self->backend = dup_value (self, "SELECT format ('pid = %s AND backend_start = %L', a.pid,"
                                   " a.backend_start::text) FROM pg_stat_activity AS a"
                                   " WHERE a.pid = pg_backend_pid ()");
  return _leren_postgres_run (self, sql);
}

/* The server may not know yet that the line is cut: what the connection had would be in the way. */
gboolean
_leren_postgres_end_backend (LerenPostgres *self, const char *backend)
{
  g_autofree char *sql = NULL;

  if (backend == NULL)
    return TRUE;
  sql =
    g_strdup_printf ("SELECT pg_terminate_backend (pid) FROM pg_stat_activity WHERE %s", backend);
  return _leren_postgres_run (self, sql);
}

#define PAUSE_MICROSECONDS 10000

/* It has ended, by itself or because it was told to. */
static gboolean
outlive (LerenPostgres *self, const char *backend)
{
  const gint64 until = g_get_monotonic_time () + self->patience * G_TIME_SPAN_MILLISECOND;
  g_autofree char *sql =
    g_strdup_printf ("SELECT count(*) FROM pg_stat_activity WHERE %s", backend);

  do
    {
      g_autofree char *n = dup_value (self, sql);

      if (n == NULL || g_str_equal (n, "0"))
        return n != NULL;
      g_usleep (PAUSE_MICROSECONDS);
    }
  while (g_get_monotonic_time () < until);
  return FALSE;
}

/* A server that is started anew is back in a while. */
static gboolean
revive_patiently (LerenPostgres *self)
{
  const gint64 until = g_get_monotonic_time () + self->patience * G_TIME_SPAN_MILLISECOND;

  while (!_leren_postgres_revive (&self->parent))
    {
      if (g_get_monotonic_time () > until)
        return FALSE;
      g_usleep (G_USEC_PER_SEC / 10);
    }
  return TRUE;
}

LerenOutcome
_leren_postgres_find_outcome (LerenConnection *connection, gint64 entry)
{
  LerenPostgres *self = (LerenPostgres *) connection;
  g_autofree char *writer = g_strdup (self->writer);
  g_autofree char *backend = g_strdup (self->backend);
  g_autofree char *sql = g_strdup_printf (
    "SELECT 1 FROM leren.journal WHERE \"number\" = %" G_GINT64_FORMAT " AND \"_writer\" = '%s'",
    entry, writer);
  LerenOutcome outcome = LEREN_OUTCOME_UNKNOWN;
  PGresult *result;

  if (!revive_patiently (self) || backend == NULL || !outlive (self, backend))
    return LEREN_OUTCOME_UNKNOWN;
  result = PQexec (self->pg, sql);
  if (PQresultStatus (result) == PGRES_TUPLES_OK)
    outcome = PQntuples (result) == 1 ? LEREN_OUTCOME_KEPT : LEREN_OUTCOME_UNDONE;
  PQclear (result);
  return outcome;
}

/* -1 where it cannot be */
int
_leren_postgres_listen (LerenConnection *connection)
{
  LerenPostgres *self = (LerenPostgres *) connection;

  return _leren_postgres_run (self, "LISTEN leren") ? PQsocket (self->pg) : -1;
}

gboolean
_leren_postgres_hear (LerenConnection *ear, LerenConnection *own, gboolean *others)
{
  LerenPostgres *self = (LerenPostgres *) ear;
  PGnotify *notice;

  *others = FALSE;
  if (PQconsumeInput (self->pg) == 0)
    return FALSE;
  while ((notice = PQnotifies (self->pg)) != NULL)
    {
      *others = *others || g_strcmp0 (notice->extra, ((LerenPostgres *) own)->writer) != 0;
      PQfreemem (notice);
    }
  return PQstatus (self->pg) == CONNECTION_OK;
}
