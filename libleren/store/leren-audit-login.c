/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-audit-private.h"
#include "store/leren-server-sight-private.h"
#include "store/leren-store-internal-private.h"

/* The login of a participant can come with any program, and end whatever it does by a roll-back, which takes
 * along what a function behind a view would have written meanwhile. So the entry comes first: a login says that it
 * is going to look, and what it then asks for is given out where that entry is committed, which pg_xact_status() tells
 * and no client decides. Within the transaction that wrote it nothing is given out. */

#define EACH_TIME_MICROSECONDS (30 * 60 * (gint64) G_USEC_PER_SEC)

#define NOW "to_char (clock_timestamp () AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
#define AN_HOUR_AGO                                                                                \
  "to_char ((clock_timestamp () - interval '1 hour') AT TIME ZONE 'UTC',"                          \
  " 'YYYY-MM-DD\"T\"HH24:MI:SS')"
#define REFUSE_STRANGER                                                                            \
  "DECLARE _who_ text := leren_sight.reader (); BEGIN IF _who_ IS NULL THEN"                       \
  " RAISE insufficient_privilege USING MESSAGE = 'this login is nobody here'; END IF;"

/* While nothing is written down. No row of a table says which holds: of these a transaction goes on to see what was there
 * when it began. */
static const char off[] =
  "CREATE FUNCTION leren_sight.looked (text) RETURNS boolean LANGUAGE sql IMMUTABLE"
  " AS 'SELECT TRUE';\n"
  "CREATE FUNCTION leren_sight.look (text DEFAULT NULL) RETURNS void LANGUAGE sql AS '';\n"
  "CREATE FUNCTION leren_sight.note (text, text, text, text, bigint) RETURNS boolean LANGUAGE sql"
  " AS 'SELECT FALSE';\n";

/* Whether this login may be given records of a type now, or else an error. An entry that came with a copy of the
 * database can have a number that this server has yet to give out. */
static const char looked_begins[] =
  "CREATE FUNCTION leren_sight.looked (text) RETURNS boolean LANGUAGE plpgsql STABLE" LEREN_AS_OWNER
  "BEGIN IF $1 IN (''";
static const char looked_ends[] =
  ") THEN RETURN TRUE; END IF;"
  " IF EXISTS (SELECT 1 FROM leren.audit AS a WHERE a.\"user\" = session_user::text"
  " AND a.\"how\" = 'login' AND a.\"at\" > " AN_HOUR_AGO
  " AND (a.\"type\" IS NULL OR a.\"type\" = $1)"
  " AND a.\"who\" = leren_sight.reader () AND CASE WHEN a.\"_xact\" <"
  " pg_snapshot_xmax (pg_current_snapshot ()) THEN pg_xact_status (a.\"_xact\") = 'committed' END)"
  " THEN RETURN TRUE; END IF;"
  " RAISE object_not_in_prerequisite_state USING MESSAGE = 'who reads is written down here',"
  " HINT = format ('First say that you look, and commit that: SELECT leren_sight.look (%L); it holds"
  " for an hour. Without a type it is said of all.', $1); END $leren$;\n";

/* for an hour: of one type, or of all that there are */
static const char look[] =
  "CREATE FUNCTION leren_sight.look (text DEFAULT NULL) RETURNS void LANGUAGE plpgsql" LEREN_AS_OWNER
    REFUSE_STRANGER " IF $1 NOT IN (SELECT t::text FROM leren.record_tables () AS t) THEN"
  " RAISE undefined_object USING MESSAGE = format ('there is no record type %L', $1); END IF;"
  " PERFORM set_config ('synchronous_commit', 'on', true)"
  " WHERE current_setting ('synchronous_commit') = 'off';"
  " INSERT INTO leren.audit (\"at\", \"who\", \"user\", \"program\", \"how\", \"type\") VALUES (" NOW
  ","
  " _who_, session_user, current_setting ('application_name'), 'login', $1); END $leren$;\n";

/* What the library goes on to tell of what it read: of who that was the server is sure. */
static const char note[] =
  "CREATE FUNCTION leren_sight.note (text, text, text, text, bigint) RETURNS boolean"
  " LANGUAGE plpgsql" LEREN_AS_OWNER REFUSE_STRANGER
  " IF $2 IN ('login', 'on', 'off') OR $2 !~ '^[a-z]{1,20}$' THEN"
  " RAISE invalid_parameter_value USING MESSAGE = 'that is no way to read'; END IF;"
  " INSERT INTO leren.audit (\"at\", \"who\", \"user\", \"program\", \"how\", \"type\", \"ids\", \"records\")"
  " SELECT " NOW ", _who_, session_user, $1, $2, $3, CASE WHEN $4 IS NOT NULL THEN"
  " (SELECT leren.json_group_array (e.value) FROM leren.json_each ($4) AS e) END, $5;"
  " RETURN TRUE; END $leren$;\n";

void
_leren_audit_append_sight (GString *sql, GPtrArray *declarations, gboolean auditing)
{
  if (!auditing)
    {
      g_string_append (sql, off);
      return;
    }
  g_string_append (sql, looked_begins);
  for (guint i = 0; i < declarations->len; i++)
    {
      const LerenDeclaration *declaration = g_ptr_array_index (declarations, i);
      g_autofree char *literal = _leren_quote_literal (declaration->name);

      if (!_leren_audit_says_who (declaration))
        g_string_append_printf (sql, ", %s", literal);
    }
  g_string_append (sql, looked_ends);
  g_string_append (sql, look);
  g_string_append (sql, note);
}

static gboolean
say (LerenStore *self, LerenConnection *db, gconstpointer data)
{
  return _leren_connection_execute (db, data);
}

gboolean
_leren_audit_look (LerenStore *self, GError **error)
{
  const gint64 now = g_get_real_time ();

  if (!self->by_login || !self->auditing ||
      (now >= self->looked_at && now < self->looked_at + EACH_TIME_MICROSECONDS))
    return TRUE;
  if (!_leren_audit_run (self, say, "SELECT leren_sight.look ()", error))
    return FALSE;
  self->looked_at = now;
  return TRUE;
}
