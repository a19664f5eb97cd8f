/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-admission.h"

#include "store/leren-server-sight-private.h"
#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Which login of the server is which participant: in "leren.admitted", which the owner of the store
 * alone can read. */

/* What is made belongs to who owns the rest, also where somebody else is at work who may do more. */
static const char become_owner[] =
  "DO $leren$ BEGIN EXECUTE format ('SET LOCAL ROLE %I', (SELECT pg_get_userbyid (n.nspowner)"
  " FROM pg_namespace AS n WHERE n.nspname = 'leren')); END $leren$;";

static const char make_table[] =
  "CREATE TABLE IF NOT EXISTS leren.admitted (\"role\" regrole PRIMARY KEY,"
  " \"participant\" TEXT NOT NULL UNIQUE);"
  /* a role that was dropped is nobody, also where another one has its name now */
  "DELETE FROM leren.admitted AS a WHERE NOT EXISTS"
  " (SELECT 1 FROM pg_roles AS r WHERE r.oid = a.\"role\")";

/* What is made for readers is kept as it is written, for who makes the tables anew. */
static const char make_script[] =
  "CREATE TABLE IF NOT EXISTS leren.sight (\"script\" TEXT NOT NULL);"
  "CREATE OR REPLACE FUNCTION leren.renew_sight () RETURNS void LANGUAGE plpgsql AS $leren$"
  " BEGIN EXECUTE (SELECT s.script FROM leren.sight AS s); END $leren$;"
  "DELETE FROM leren.sight";

static const char find_table[] = "SELECT (to_regclass ('leren.admitted') IS NOT NULL)::integer";

typedef enum { FIT, NO_ROLE, SEES_ALL, ADMITTED, HAS_ROLE } Fitness;

/* ?1: the role, ?2: the participant. Who may become the owner, or make roles, may do anything; who may
 * read the tables themselves reads them. */
static const char find_fitness[] =
  "SELECT CASE WHEN r.oid IS NULL THEN 1"
  " WHEN r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolreplication"
  " OR pg_has_role (r.oid, n.nspowner, 'MEMBER')"
  " OR EXISTS (SELECT 1 FROM pg_roles AS p WHERE p.rolname IN ('pg_read_all_data',"
  " 'pg_write_all_data', 'pg_read_all_stats', 'pg_monitor', 'pg_read_server_files',"
  " 'pg_write_server_files', 'pg_execute_server_program', 'pg_database_owner')"
  " AND pg_has_role (r.oid, p.oid, 'MEMBER'))"
  " OR EXISTS (SELECT 1 FROM pg_class AS c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p')"
  " AND (has_table_privilege (r.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES,"
  " TRIGGER') OR has_any_column_privilege (r.oid, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')))"
  " THEN 2"
  " WHEN EXISTS (SELECT 1 FROM leren.admitted AS a WHERE a.\"role\" = r.oid) THEN 3"
  " WHEN EXISTS (SELECT 1 FROM leren.admitted AS a WHERE a.\"participant\" = ?2) THEN 4"
  " ELSE 0 END FROM pg_namespace AS n LEFT JOIN pg_roles AS r ON r.rolname = ?1"
  " WHERE n.nspname = 'leren'";

static gboolean
must_be_server (LerenStore *self, const char *doing, GError **error)
{
  if (!self->on_server)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
                   _ ("cannot %s in %s: nobody logs in to a file; open it as a participant for who "
                      "may not read all of it"),
                   doing, self->location);
      return FALSE;
    }
  return _leren_store_refuse_reader (self, doing, error);
}

static LerenStatement *
prepare (LerenStore *self, const char *doing, const char *sql, const char *role,
         const char *participant, GError **error)
{
  LerenStatement *statement = _leren_store_prepare (self, doing, sql, error);

  if (statement == NULL)
    return NULL;
  _leren_statement_bind_text (statement, 1, role, -1);
  _leren_statement_bind_text (statement, 2, participant, -1);
  return statement;
}

static gboolean
set_unfit (LerenStore *self, Fitness fitness, const char *participant, const char *role,
           GError **error)
{
  switch (fitness)
    {
    case FIT:
      return TRUE;
    case NO_ROLE:
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
                   _ ("cannot let “%s” in to %s: the server has no role “%s”; make it with CREATE "
                      "ROLE … LOGIN"),
                   participant, self->location, role);
      break;
    case SEES_ALL:
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_FORBIDDEN,
                   _ ("cannot let “%s” in to %s: the role “%s” may read more of it than a "
                      "participant, or let itself; take a role that may do nothing but log in"),
                   participant, self->location, role);
      break;
    case ADMITTED:
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_EXISTS,
                   _ ("cannot let “%s” in to %s: the role “%s” is let in already; withdraw it "
                      "first"),
                   participant, self->location, role);
      break;
    case HAS_ROLE:
      g_set_error (
        error, LEREN_ERROR, LEREN_ERROR_EXISTS,
        _ ("cannot let “%s” in to %s: they have another role there; withdraw that first"),
        participant, self->location);
      break;
    }
  return FALSE;
}

static gboolean
check_fitness (LerenStore *self, const char *participant, const char *role, GError **error)
{
  const char *type = NULL;
  LerenStatement *statement;
  LerenStep result;
  Fitness fitness = NO_ROLE;

  if (!_leren_store_find_type (self, participant, -1, &type, NULL, error))
    return FALSE;
  if (g_strcmp0 (type, "participant") != 0)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
                   _ ("cannot let “%s” in to %s: it has no such participant; give the id of one"),
                   participant, self->location);
      return FALSE;
    }
  statement = prepare (self, _ ("let somebody in"), find_fitness, role, participant, error);
  if (statement == NULL)
    return FALSE;
  result = _leren_statement_step (statement);
  if (result == LEREN_STEP_ROW)
    fitness = (Fitness) _leren_statement_get_integer (statement, 0);
  else
    _leren_store_set_error (self, self->db, _ ("let somebody in"), error);
  _leren_statement_free (statement);
  return result == LEREN_STEP_ROW && set_unfit (self, fitness, participant, role, error);
}

static gboolean
run_with (LerenStore *self, const char *doing, const char *sql, const char *role,
          const char *participant, GError **error)
{
  LerenStatement *statement = prepare (self, doing, sql, role, participant, error);
  gboolean done;

  if (statement == NULL)
    return FALSE;
  done = _leren_statement_step (statement) == LEREN_STEP_DONE;
  if (!done)
    _leren_store_set_error (self, self->db, doing, error);
  _leren_statement_free (statement);
  return done;
}

gboolean
_leren_store_become_owner (LerenStore *self, const char *doing, GError **error)
{
  return _leren_store_execute (self, doing, become_owner, error);
}

static gboolean
lay_sight (LerenStore *self, GError **error)
{
  const char *doing = _ ("say who may read what");
  g_autoptr (GPtrArray) declarations = _leren_store_list_declarations (self, NULL);
  g_autofree char *script = _leren_server_write_sight (declarations, self->auditing);

  return _leren_store_become_owner (self, doing, error) &&
         _leren_store_execute (self, doing, make_script, error) &&
         run_with (self, doing, "INSERT INTO leren.sight (\"script\") VALUES (?1)", script, NULL,
                   error) &&
         _leren_store_execute (self, doing, "SELECT leren.renew_sight ()", error) &&
         _leren_store_execute (self, doing, "RESET ROLE", error);
}

gboolean
_leren_store_renew_sight (LerenStore *self, GError **error)
{
  gint64 there = 0;

  if (!self->on_server || self->by_login)
    return TRUE;
  return _leren_store_read_integer (self, _ ("say who may read what"), find_table, &there, error) &&
         (there == 0 || lay_sight (self, error));
}

/* what a name of the server can be: anything else is none */
static const char *
as_name (const char *role)
{
  return g_utf8_validate (role, -1, NULL) ? role : "";
}

static gboolean
admit (LerenStore *self, const char *participant, const char *role, GError **error)
{
  const char *doing = _ ("let somebody in");

  return _leren_store_become_owner (self, doing, error) &&
         _leren_store_execute (self, doing, make_table, error) &&
         check_fitness (self, as_name (participant), as_name (role), error) &&
         run_with (self, doing,
                   "INSERT INTO leren.admitted (\"role\", \"participant\")"
                   " SELECT r.oid, ?2 FROM pg_roles AS r WHERE r.rolname = ?1",
                   role, participant, error) &&
         lay_sight (self, error);
}

static gboolean
set_not_admitted (LerenStore *self, const char *role, GError **error)
{
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
               _ ("the role “%s” is nobody in %s; see who is let in"), as_name (role),
               self->location);
  return FALSE;
}

/* NULL without an error where the role is nobody */
static char *
find_admitted (LerenStore *self, const char *role, GError **error)
{
  const char *doing = _ ("see who is let in");
  LerenStatement *statement;
  LerenStep result;
  char *participant = NULL;
  gint64 there = 0;

  if (!_leren_store_read_integer (self, doing, find_table, &there, error) || there == 0)
    return NULL;
  statement = prepare (self, doing,
                       "SELECT a.\"participant\" FROM leren.admitted AS a"
                       " JOIN pg_roles AS r ON r.oid = a.\"role\" WHERE r.rolname = ?1",
                       as_name (role), NULL, error);
  if (statement == NULL)
    return NULL;
  result = _leren_statement_step (statement);
  if (result == LEREN_STEP_ROW)
    participant = g_strdup (_leren_statement_get_text (statement, 0));
  else if (result == LEREN_STEP_FAILED)
    _leren_store_set_error (self, self->db, doing, error);
  _leren_statement_free (statement);
  return participant;
}

static gboolean
withdraw (LerenStore *self, const char *role, GError **error)
{
  g_autofree char *participant = NULL;
  g_autofree char *name = _leren_quote_identifier (as_name (role));
  g_autofree char *sql =
    g_strdup_printf ("REVOKE ALL ON SCHEMA leren, leren_sight FROM %s;"
                     "REVOKE ALL ON ALL TABLES IN SCHEMA leren_sight FROM %s;"
                     "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA leren_sight FROM %s",
                     name, name, name);
  GError *why = NULL;

  if (!_leren_store_become_owner (self, _ ("withdraw a role"), error))
    return FALSE;
  participant = find_admitted (self, role, &why);
  if (why != NULL)
    {
      g_propagate_error (error, why);
      return FALSE;
    }
  if (participant == NULL)
    return set_not_admitted (self, role, error);
  return _leren_store_execute (self, _ ("withdraw a role"), sql, error) &&
         run_with (self, _ ("withdraw a role"),
                   "DELETE FROM leren.admitted AS a USING pg_roles AS r"
                   " WHERE r.oid = a.\"role\" AND r.rolname = ?1",
                   role, NULL, error);
}

/**
 * leren_store_admit:
 * @self: a store on a server, opened by who owns it
 * @participant: the id of a participant
 * @role: a role of the server that may log in, and may do nothing else with this store
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Lets a participant in with a login of their own. Whatever program they use, it is given what they may
 * read and nothing else; a store that is opened with that login is open as this participant. Nothing can be
 * changed by it: what they save goes through a program that opens the store as them, with the login of
 * its owner, so that what may be written is seen to as well.
 *
 * Returns: %TRUE if they are let in; %FALSE with #LEREN_ERROR_UNSUPPORTED where the store is no store on a
 *   server, #LEREN_ERROR_NOT_FOUND where there is no such participant or role, #LEREN_ERROR_FORBIDDEN
 *   where the role may read more than that, #LEREN_ERROR_EXISTS where one of them is let in already,
 *   or #LEREN_ERROR_READ_ONLY where who opened the store does not own it
 *
 * Since: 0.1
 */
gboolean
leren_store_admit (LerenStore *self, const char *participant, const char *role,
                   GCancellable *cancellable, GError **error)
{
  gboolean done;

  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (participant != NULL && role != NULL, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      _leren_store_lock (self, error) == NULL)
    return FALSE;
  done = must_be_server (self, _ ("let somebody in"), error) &&
         _leren_store_begin_alone (self, error) &&
         _leren_store_end_step (self, admit (self, participant, role, error), error);
  _leren_store_unlock (self);
  return done;
}

/**
 * leren_store_withdraw:
 * @self: a store on a server, opened by who owns it
 * @role: a role of the server that was let in
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Lets somebody in no more. Who is connected with that role finds nothing from then on.
 *
 * Returns: %TRUE if they are out; %FALSE with #LEREN_ERROR_NOT_FOUND where the role is nobody, or the errors
 *   of leren_store_admit()
 *
 * Since: 0.1
 */
gboolean
leren_store_withdraw (LerenStore *self, const char *role, GCancellable *cancellable, GError **error)
{
  gboolean done;

  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (role != NULL, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      _leren_store_lock (self, error) == NULL)
    return FALSE;
  done = must_be_server (self, _ ("withdraw a role"), error) &&
         _leren_store_begin_alone (self, error) &&
         _leren_store_end_step (self, withdraw (self, role, error), error);
  _leren_store_unlock (self);
  return done;
}

gboolean
_leren_store_refuse_admitted (LerenStore *self, const char *participant, GError **error)
{
  const char *doing = _ ("see who is let in");
  LerenStatement *statement;
  LerenStep result;
  gint64 there = 0;

  if (!self->on_server)
    return TRUE;
  if (!_leren_store_read_integer (self, doing, find_table, &there, error))
    return FALSE;
  if (there == 0)
    return TRUE;
  statement = prepare (self, doing,
                       "SELECT r.rolname FROM leren.admitted AS a"
                       " JOIN pg_roles AS r ON r.oid = a.\"role\" WHERE a.\"participant\" = ?1",
                       participant, NULL, error);
  if (statement == NULL)
    return FALSE;
  result = _leren_statement_step (statement);
  if (result == LEREN_STEP_ROW)
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_STATE,
                 _ ("participant “%s” logs in to %s with the role “%s”; withdraw that first"),
                 participant, self->location, _leren_statement_get_text (statement, 0));
  else if (result == LEREN_STEP_FAILED)
    _leren_store_set_error (self, self->db, doing, error);
  _leren_statement_free (statement);
  return result == LEREN_STEP_DONE;
}

static char **
list_admitted (LerenStore *self, GError **error)
{
  const char *doing = _ ("see who is let in");
  g_autoptr (GPtrArray) roles = g_ptr_array_new_with_free_func (g_free);
  LerenStatement *statement = NULL;
  LerenStep result = LEREN_STEP_DONE;
  gint64 there = 0;

  if (!must_be_server (self, doing, error) ||
      !_leren_store_read_integer (self, doing, find_table, &there, error))
    return NULL;
  if (there != 0)
    {
      statement = _leren_store_prepare (self, doing,
                                        "SELECT r.rolname FROM leren.admitted AS a"
                                        " JOIN pg_roles AS r ON r.oid = a.\"role\""
                                        " ORDER BY r.rolname COLLATE \"C\"",
                                        error);
      result = LEREN_STEP_FAILED;
    }
  while (statement != NULL && (result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    g_ptr_array_add (roles, g_strdup (_leren_statement_get_text (statement, 0)));
  if (statement != NULL && result == LEREN_STEP_FAILED)
    _leren_store_set_error (self, self->db, doing, error);
  _leren_statement_free (statement);
  if (result == LEREN_STEP_FAILED)
    return NULL;
  g_ptr_array_add (roles, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&roles), FALSE);
}

/**
 * leren_store_list_admitted:
 * @self: a store on a server, opened by who owns it
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Which roles of the server are let in; leren_store_dup_admitted() tells as whom.
 *
 * Returns: (transfer full) (array zero-terminated=1): their names in order, or %NULL with the errors of
 *   leren_store_admit()
 *
 * Since: 0.1
 */
char **
leren_store_list_admitted (LerenStore *self, GCancellable *cancellable, GError **error)
{
  char **roles;

  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      _leren_store_lock (self, error) == NULL)
    return NULL;
  roles = list_admitted (self, error);
  _leren_store_unlock (self);
  return roles;
}

/**
 * leren_store_dup_admitted:
 * @self: a store on a server, opened by who owns it
 * @role: a role of the server
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * As which participant a role is let in.
 *
 * Returns: (transfer full): the id of the participant, or %NULL with #LEREN_ERROR_NOT_FOUND where the role is
 *   nobody, or the errors of leren_store_admit()
 *
 * Since: 0.1
 */
char *
leren_store_dup_admitted (LerenStore *self, const char *role, GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GError) why = NULL;
  char *participant = NULL;

  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);
  g_return_val_if_fail (role != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      _leren_store_lock (self, error) == NULL)
    return NULL;
  if (must_be_server (self, _ ("see who is let in"), &why))
    participant = find_admitted (self, role, &why);
  if (participant == NULL && why == NULL)
    set_not_admitted (self, role, &why);
  _leren_store_unlock (self);
  if (why != NULL)
    g_propagate_error (error, g_steal_pointer (&why));
  return participant;
}
