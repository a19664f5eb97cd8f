/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-postgres-internal-private.h"

#include "core/leren-error.h"
#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PATIENCE_MILLISECONDS 10000

/* Row numbers, the tables' columns and what a record refers to are looked up in "leren" alone: what
 * else is in the database has no say. A commit is on the disk when it is acknowledged, also where
 * the server was set up to promise less. To make a program of the conditions of who may read what
 * would take longer than to ask them. */
static const char settings[] =
  "SET search_path = leren, pg_temp; SET standard_conforming_strings = on;"
  "SET client_min_messages = warning; SET jit = off;"
  "SELECT set_config ('synchronous_commit', 'on', false)"
  " WHERE current_setting ('synchronous_commit') = 'off'";

char *
_leren_postgres_make_name (LerenPostgres *self)
{
  return g_strdup_printf ("leren_%u", self->n_names++);
}

void
_leren_postgres_note_failure (LerenPostgres *self, const PGresult *result)
{
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  const char *said = PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY);

  if (PQstatus (self->pg) == CONNECTION_BAD && state == NULL)
    state = "08006"; /* connection_failure */
  g_strlcpy (self->state, state != NULL ? state : "XX000", sizeof self->state);
  g_free (self->said);
  self->said = _leren_postgres_one_line (said != NULL ? said : PQerrorMessage (self->pg));
}

gboolean
_leren_postgres_take_result (LerenPostgres *self, PGresult *result)
{
  const ExecStatusType status = PQresultStatus (result);
  const gboolean good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ||
                        status == PGRES_EMPTY_QUERY || status == PGRES_COPY_OUT ||
                        status == PGRES_COPY_IN;

  if (!good)
    _leren_postgres_note_failure (self, result);
  PQclear (result);
  return good;
}

void
_leren_postgres_set_failure (LerenPostgres *self, const char *state, const char *said)
{
  g_strlcpy (self->state, state, sizeof self->state);
  g_free (self->said);
  self->said = g_strdup (said);
}

Oid *
_leren_postgres_describe (LerenPostgres *self, const char *sql, guint *n_columns)
{
  Oid *types;
  PGresult *result;

  if (!_leren_postgres_take_result (self, PQprepare (self->pg, "", sql, 0, NULL)))
    return NULL;
  result = PQdescribePrepared (self->pg, "");
  *n_columns = PQnfields (result);
  types = g_new (Oid, *n_columns);
  for (guint i = 0; i < *n_columns; i++)
    types[i] = PQftype (result, i);
  if (!_leren_postgres_take_result (self, result))
    g_clear_pointer (&types, g_free);
  return types;
}

gboolean
_leren_postgres_run (LerenPostgres *self, const char *sql)
{
  return _leren_postgres_take_result (self, PQexec (self->pg, sql));
}

static void
give_up_stale (LerenPostgres *self)
{
  if (self->stale->len == 0 || PQtransactionStatus (self->pg) != PQTRANS_IDLE)
    return;
  PQclear (PQexec (self->pg, self->stale->str));
  g_string_truncate (self->stale, 0);
}

/* The server answers a COMMIT of what has failed before with ROLLBACK, and takes that for a success. */
static gboolean
commit (LerenPostgres *self)
{
  PGresult *result = PQexec (self->pg, "COMMIT");
  const gboolean kept = g_strcmp0 (PQcmdStatus (result), "ROLLBACK") != 0;
  const gboolean good = _leren_postgres_take_result (self, result);

  if (good && !kept)
    _leren_postgres_set_failure (self, "25P02", "the transaction had failed before");
  return good && kept;
}

static gboolean
connection_execute (LerenConnection *connection, const char *sql)
{
  LerenPostgres *self = (LerenPostgres *) connection;
  g_autofree char *translated = NULL;

  give_up_stale (self);
  if (g_str_equal (sql, "COMMIT"))
    return commit (self);
  translated = _leren_postgres_translate (sql, NULL, NULL);
  return _leren_postgres_run (self, translated);
}

static gboolean
connection_is_in_transaction (LerenConnection *connection)
{
  const PGTransactionStatusType status = PQtransactionStatus (((LerenPostgres *) connection)->pg);

  return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

static gboolean
connection_is_against_constraint (LerenConnection *connection)
{
  return g_str_has_prefix (((LerenPostgres *) connection)->state, "23");
}

/* With 0 the server would wait for ever. */
static gboolean
apply_patience (LerenPostgres *self)
{
  g_autofree char *sql = g_strdup_printf ("SET lock_timeout = %u", MAX (self->patience, 1));

  return _leren_postgres_run (self, sql);
}

static void
connection_set_patience (LerenConnection *connection, guint milliseconds)
{
  ((LerenPostgres *) connection)->patience = milliseconds;
  apply_patience ((LerenPostgres *) connection);
}

static void
connection_set_effort (LerenConnection *connection, LerenEffort effort)
{
  /* For the transaction of the import: after it, all is as usual by itself. How ids are best looked up
   * depends on how many there are, and those grow while it runs. */
  if (effort == LEREN_EFFORT_IMPORT)
    _leren_postgres_run (
      (LerenPostgres *) connection,
      "SET LOCAL work_mem = '32MB'; SET LOCAL plan_cache_mode = force_custom_plan");
}

static gboolean
begin_reading (LerenPostgres *self)
{
  return _leren_postgres_run (self, _leren_postgres_driver.begin_reading);
}

static char *
export_snapshot (LerenPostgres *self)
{
  PGresult *result = PQexec (self->pg, "SELECT pg_export_snapshot ()");
  char *name = PQntuples (result) == 1 ? g_strdup (PQgetvalue (result, 0, 0)) : NULL;

  return _leren_postgres_take_result (self, result) ? name : NULL;
}

/* The first tells the others what it sees. */
static LerenConnection *
connection_begin_together (LerenConnection *connection, LerenConnection **readers, guint *n_readers)
{
  g_autofree char *name = NULL;
  g_autofree char *sql = NULL;

  if (!begin_reading ((LerenPostgres *) readers[0]))
    return readers[0];
  if (*n_readers == 1)
    return NULL;
  name = export_snapshot ((LerenPostgres *) readers[0]);
  if (name == NULL)
    return readers[0];
  sql = g_strdup_printf ("SET TRANSACTION SNAPSHOT '%s'", name);
  for (guint i = 1; i < *n_readers; i++)
    if (!begin_reading ((LerenPostgres *) readers[i]) ||
        !_leren_postgres_run ((LerenPostgres *) readers[i], sql))
      return readers[i];
  return NULL;
}

static char *
connection_write_version (int version)
{
  return g_strdup_printf ("UPDATE leren.form SET version = %d", version);
}

static char *
connection_write_watch (const char *table)
{
  g_autofree char *literal = _leren_quote_literal (table);

  return g_strdup_printf ("SELECT leren.lay_out (%s)", literal);
}

static void
connection_close (LerenConnection *connection)
{
  LerenPostgres *self = (LerenPostgres *) connection;

  PQfinish (self->pg);
  g_string_free (self->stale, TRUE);
  g_free (self->views);
  g_free (self->said);
  g_free (self->writer);
  g_free (self->backend);
  g_free (self);
}

/* The server looks for tables among what is temporary first from here on. Where nothing may be
 * written, views may not be made either, so that is said after them. */
static gboolean
make_views (LerenPostgres *self)
{
  return _leren_postgres_run (self, self->views);
}

static gboolean
set_up (LerenPostgres *self)
{
  return _leren_postgres_run (self, settings) && apply_patience (self) &&
         _leren_postgres_name_writer (self) && (self->views == NULL || make_views (self)) &&
         (!self->read_only || _leren_postgres_run (self, "SET default_transaction_read_only = on"));
}

static gboolean
connection_restrict_to (LerenConnection *connection, const char *views)
{
  LerenPostgres *self = (LerenPostgres *) connection;
  g_autofree char *translated = _leren_postgres_translate (views, NULL, NULL);

  /* to plan a question over these views takes longer than to answer it */
  g_free (self->views);
  self->views =
    g_strconcat ("SET search_path = pg_temp, leren; SET plan_cache_mode = force_generic_plan;\n",
                 translated, NULL);
  if (!self->read_only || PQtransactionStatus (self->pg) != PQTRANS_IDLE)
    return make_views (self);
  return _leren_postgres_run (self, "SET default_transaction_read_only = off") &&
         make_views (self) && _leren_postgres_run (self, "SET default_transaction_read_only = on");
}

static gboolean
connection_see_by_login (LerenConnection *connection)
{
  LerenPostgres *self = (LerenPostgres *) connection;

  g_free (self->views);
  self->views = g_strdup ("SET search_path = leren_sight, leren, pg_temp;"
                          "SET default_transaction_read_only = on");
  return make_views (self);
}

/* A connection without the views of its reader would show all: better none, for good. */
static gboolean
give_up (LerenPostgres *self)
{
  g_clear_pointer (&self->pg, PQfinish);
  return FALSE;
}

/* What was under way is lost; what was committed is not. */
gboolean
_leren_postgres_revive (LerenConnection *connection)
{
  LerenPostgres *self = (LerenPostgres *) connection;
  g_autofree char *backend = NULL;

  if (PQstatus (self->pg) == CONNECTION_OK)
    return TRUE;
  backend = g_strdup (self->backend);
  PQreset (self->pg);
  self->generation++;
  g_string_truncate (self->stale, 0);
  if (PQstatus (self->pg) == CONNECTION_OK && _leren_postgres_end_backend (self, backend) &&
      set_up (self))
    return TRUE;
  /* a server that comes and goes may be back the next time */
  if (PQstatus (self->pg) == CONNECTION_OK)
    return give_up (self);
  _leren_postgres_note_failure (self, NULL);
  return FALSE;
}

static gboolean
connection_is_lost (LerenConnection *connection)
{
  return PQstatus (((LerenPostgres *) connection)->pg) != CONNECTION_OK;
}

/* Two gave a record the same id (unique_violation), waited for each other (deadlock_detected), or saw
 * different things (serialization_failure); or the server went away (class 08, operator_intervention). */
static gboolean
connection_is_by_chance (LerenConnection *connection)
{
  static const char *const states[] = { "23505", "40", "08", "57P" };
  const LerenPostgres *self = (LerenPostgres *) connection;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_has_prefix (self->state, states[i]))
      return TRUE;
  return FALSE;
}

/* The server keeps samples of what is in a column: they are taken anew, and then those of before are gone, too. */
static const char *const compact[] = { "VACUUM (FULL, ANALYZE)",
                                       "VACUUM (FULL) pg_catalog.pg_statistic", NULL };

const LerenDriver _leren_postgres_driver = {
  .base = "leren.",
  .row_columns = "v.*",
  .as_json = "::json",
  .begin_writing = "BEGIN; LOCK TABLE leren.form IN ROW SHARE MODE",
  .begin_alone = "BEGIN; " LEREN_WRITE_ALONE,
  .begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
  .changes = "SELECT changes FROM form",
  .next_row = "SELECT nextval ('leren.row_number')",
  .note_row = "SELECT setval ('leren.row_number', ?1)",
  .identities = "leren.identity",
  .find_id = "SELECT type, \"row\", owner FROM identity WHERE id = ?1",
  .find_ids =
    "SELECT e.value, i.type, i.owner FROM json_array_elements_text (?1::json) AS e (value) CROSS JOIN LATERAL"
    " (SELECT type, owner FROM identity WHERE id = e.value LIMIT 1) AS i",
  .add_id = "INSERT INTO leren.identity (id, type, \"row\", owner) VALUES (?1, ?2, ?3, ?4)",
  .leave_ids = "SET LOCAL leren.importing = 'yes'",
  .hold_id = " FOR KEY SHARE",
  .hold_id_to_change = " FOR NO KEY UPDATE",
  .hold_id_alone = " FOR UPDATE",
  .journal_mark = "SELECT pg_snapshot_xmin (pg_current_snapshot ())::text::bigint",
  .journal_since = "SELECT \"number\", \"change\", \"type\", \"id\", \"_xact\","
                   " pg_snapshot_xmin (pg_current_snapshot ())::text::bigint"
                   " FROM journal WHERE \"_xact\" >= ?1 AND \"number\" > ?2 ORDER BY \"number\"",
  .owner_of = "(SELECT nullif (owner, '') FROM leren.identity WHERE id = ",
  .settle_owners = "SELECT leren.settle_owners (?1, false)",
  .settle_pending_owners = "SELECT leren.settle_owners ((SELECT min (i.\"row\")"
                           " FROM temp.pending_reference AS p JOIN identity AS i ON i.id = p.id),"
                           " false)",
  .compact = compact,
  .find_words = "leren.words ",
  .list_indexes = "SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'leren'",
  .execute = connection_execute,
  .prepare = _leren_postgres_prepare,
  .is_in_transaction = connection_is_in_transaction,
  .is_against_constraint = connection_is_against_constraint,
  .set_error = _leren_postgres_set_error,
  .close = connection_close,
  .revive = _leren_postgres_revive,
  .is_lost = connection_is_lost,
  .restrict_to = connection_restrict_to,
  .find_outcome = _leren_postgres_find_outcome,
  .is_by_chance = connection_is_by_chance,
  .listen = _leren_postgres_listen,
  .hear = _leren_postgres_hear,
  .see_by_login = connection_see_by_login,
  .set_patience = connection_set_patience,
  .set_effort = connection_set_effort,
  .begin_together = connection_begin_together,
  .write_version = connection_write_version,
  .write_watch = connection_write_watch,
  .bind = _leren_postgres_statement_bind,
  .step = _leren_postgres_statement_step,
  .get_cell = _leren_postgres_statement_get_cell,
  .get_n_columns = _leren_postgres_statement_get_n_columns,
  .get_sql = _leren_postgres_statement_get_sql,
  .flush = _leren_postgres_statement_flush,
  .reset = _leren_postgres_statement_reset,
  .clear = _leren_postgres_statement_clear,
  .free = _leren_postgres_statement_free,
};

static void
be_silent (void *data, const char *notice)
{
}

/* libpq repeats what it cannot read, with a password perhaps. */
static gboolean
can_be_read (const char *conninfo, const char *location, GError **error)
{
  PQconninfoOption *options = PQconninfoParse (conninfo, NULL);

  if (options == NULL)
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                 _ ("cannot open %s: that is no place of a database; write "
                    "postgresql://user@host/database, and %%-escapes for what is special"),
                 location);
  PQconninfoFree (options);
  return options != NULL;
}

LerenConnection *
_leren_postgres_open (const char *conninfo, const char *location, gboolean read_only,
                      GError **error)
{
  /* what is before the location it may say otherwise */
  const char *const keywords[] = { "connect_timeout", "fallback_application_name", "dbname",
                                   "client_encoding", NULL };
  const char *const values[] = { "10", "leren", conninfo, "UTF8", NULL };
  LerenPostgres *self;
  PGconn *pg;

  if (!can_be_read (conninfo, location, error))
    return NULL;
  pg = PQconnectdbParams (keywords, values, TRUE);
  if (pg == NULL || PQstatus (pg) != CONNECTION_OK)
    {
      _leren_postgres_set_unreachable (pg, location, error);
      PQfinish (pg);
      return NULL;
    }
  PQsetNoticeProcessor (pg, be_silent, NULL);
  self = g_new0 (LerenPostgres, 1);
  self->parent.driver = &_leren_postgres_driver;
  self->pg = pg;
  self->read_only = read_only;
  self->patience = PATIENCE_MILLISECONDS;
  self->stale = g_string_new (NULL);
  if (g_strcmp0 (PQparameterStatus (pg, "server_encoding"), "UTF8") != 0)
    g_set_error (
      error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
      _ ("cannot open %s: the database does not keep texts as UTF-8; make one that does"),
      location);
  else if (!set_up (self))
    _leren_postgres_set_error (&self->parent, location, _ ("open a store"), error);
  else
    return &self->parent;
  connection_close (&self->parent);
  return NULL;
}
