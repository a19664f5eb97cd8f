/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-postgres-private.h"
#include "store/leren-store-migration-private.h"
#include "store/leren-store-open-private.h"

#include <glib/gi18n-lib.h>

/* A store in a database on a server: what for a file is asked of the file is asked of its tables. */

/* nobody else makes a store here until the transaction ends */
static const char begin_making[] = "BEGIN; SELECT pg_advisory_xact_lock (1281717858)";

typedef enum { NOTHING, SOMETHING_ELSE, A_STORE } Found;

static gboolean
look (LerenStore *self, Found *found, GError **error)
{
  gint64 what;

  if (self->by_login)
    {
      *found = A_STORE;
      return TRUE;
    }

  if (!_leren_store_read_integer (self, _ ("open a store"),
                                  "SELECT CASE WHEN to_regclass ('leren.form') IS NOT NULL THEN 2"
                                  " WHEN to_regnamespace ('leren') IS NOT NULL THEN 1 ELSE 0 END",
                                  &what, error))
    return FALSE;
  *found = (Found) what;
  if (*found != SOMETHING_ELSE)
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_A_STORE,
               _ ("cannot open %s: the database has a schema “leren” that leren did not make; name "
                  "another database"),
               self->location);
  return FALSE;
}

static gboolean
done_by_server (LerenStore *self, const char *doing, gboolean done, GError **error)
{
  if (!done)
    _leren_store_set_error (self, self->db, doing, error);
  return done;
}

static gboolean
make_schema (LerenStore *self, GError **error)
{
  const char *doing = _ ("make a store");

  return done_by_server (self, doing, _leren_postgres_lay_foundation (self->db), error) &&
         _leren_store_make_schema (self, error) &&
         done_by_server (self, doing, _leren_postgres_finish_foundation (self->db), error) &&
         _leren_store_execute (self, doing, "COMMIT", error);
}

/* @found is A_STORE afterwards, also where another program made it meanwhile: then @made is FALSE. */
static gboolean
make_new (LerenStore *self, Found *found, gboolean *made, GError **error)
{
  gboolean done = _leren_store_execute (self, _ ("make a store"), begin_making, error) &&
                  look (self, found, error);

  *made = done && *found == NOTHING;
  if (*made)
    done = make_schema (self, error);
  if (_leren_connection_is_in_transaction (self->db))
    _leren_connection_execute (self->db, "ROLLBACK");
  *found = A_STORE;
  return done;
}

static gboolean
set_exists (LerenStore *self, GError **error)
{
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_EXISTS,
               _ ("cannot make %s: it exists already; choose another name"), self->location);
  return FALSE;
}

static gboolean
find_or_make (LerenStore *self, LerenStoreFlags flags, gboolean *made, GError **error)
{
  Found found;

  *made = FALSE;
  if (!look (self, &found, error))
    return FALSE;
  if (found == NOTHING && (flags & (LEREN_STORE_FLAGS_EXISTING | LEREN_STORE_FLAGS_READ_ONLY)) != 0)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
                   _ ("cannot open %s: there is no store in that database; name another, or make "
                      "one first"),
                   self->location);
      return FALSE;
    }
  if (found == NOTHING && !make_new (self, &found, made, error))
    return FALSE;
  return *made || (flags & LEREN_STORE_FLAGS_NEW) == 0 || set_exists (self, error);
}

/* The first had none. */
#define READ_LAYOUT "SELECT coalesce ((to_jsonb (f) ->> 'layout')::bigint, 1) FROM form AS f"

static gboolean
renew (LerenStore *self, GError **error)
{
  const char *doing = _ ("change the form of the store");
  gint64 layout;
  gboolean done;

  if (!_leren_store_execute (self, doing, self->db->driver->begin_alone, error))
    return FALSE;
  /* another program may have done it meanwhile */
  done =
    _leren_store_read_integer (self, doing, READ_LAYOUT, &layout, error) &&
    (layout == LEREN_LAYOUT ||
     done_by_server (self, doing, _leren_postgres_renew_foundation (self->db, layout), error)) &&
    _leren_store_execute (self, doing, "COMMIT", error);
  if (!done && _leren_connection_is_in_transaction (self->db))
    _leren_connection_execute (self->db, "ROLLBACK");
  return done;
}

/* What is around the tables: a copy of it beside a database is made by who looks after that. */
static gboolean
bring_to_layout (LerenStore *self, GError **error)
{
  gint64 layout;

  if (!_leren_store_read_integer (self, _ ("open a store"), READ_LAYOUT, &layout, error))
    return FALSE;
  if (layout == LEREN_LAYOUT)
    return TRUE;
  if (layout > LEREN_LAYOUT)
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_NEWER,
                 _ ("cannot open %s: it is laid out on its server as of version %d, and this leren "
                    "knows up to %d; use a newer leren"),
                 self->location, (int) layout, LEREN_LAYOUT);
  else if (self->read_only)
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_READ_ONLY,
                 _ ("cannot open %s: it has the form of version %d, which must be changed to "
                    "version %d first; open it once so that it can be written"),
                 self->location, (int) layout, LEREN_LAYOUT);
  else
    return renew (self, error);
  return FALSE;
}

/* The store itself, by whatever name or address its server was reached */
static GRefString *
read_place (LerenStore *self, GError **error)
{
  LerenStatement *statement = _leren_store_prepare (
    self, _ ("open a store"), "SELECT 'postgresql: ' || origin::text FROM form", error);
  GRefString *place = NULL;

  if (_leren_statement_step (statement) == LEREN_STEP_ROW)
    place = g_ref_string_new_intern (_leren_statement_get_text (statement, 0));
  else
    _leren_store_set_error (self, self->db, _ ("open a store"), error);
  _leren_statement_free (statement);
  return place;
}

/* Whose login it is: of somebody to whom the owner of the store lent what a reader sees of it */
static gboolean
look_who_logs_in (LerenStore *self, GError **error)
{
  static const char ask[] =
    "SELECT count(*) FROM pg_namespace AS n WHERE n.nspname = 'leren_sight'"
    " AND has_schema_privilege (n.oid, 'USAGE') AND NOT pg_has_role (n.nspowner, 'USAGE')";
  g_autofree char *who = NULL;
  LerenStatement *statement;
  LerenStep result;
  gint64 by_login;

  if (!_leren_store_read_integer (self, _ ("open a store"), ask, &by_login, error))
    return FALSE;
  self->by_login = by_login != 0;
  if (!self->by_login)
    return TRUE;
  statement =
    _leren_store_prepare (self, _ ("open a store"), "SELECT leren_sight.reader ()", error);
  result = _leren_statement_step (statement);
  if (result == LEREN_STEP_ROW)
    who = g_strdup (_leren_statement_get_text (statement, 0));
  else
    _leren_store_set_error (self, self->db, _ ("open a store"), error);
  _leren_statement_free (statement);
  if (result != LEREN_STEP_ROW)
    return FALSE;
  if (who == NULL || (self->reader != NULL && !g_str_equal (self->reader, who)))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_FORBIDDEN,
                   who == NULL ? _ ("cannot open %s: this login is nobody there; ask who looks "
                                    "after the database to let it in")
                               : _ ("cannot open %s: this login is another participant; open it "
                                    "without naming one"),
                   self->location);
      return FALSE;
    }
  g_free (self->reader);
  self->reader = g_steal_pointer (&who);
  self->read_only = TRUE;
  return _leren_store_restrict (self, self->db, error);
}

gboolean
_leren_store_open_on_server (LerenStore *self, LerenStoreFlags flags, GError **error)
{
  gboolean made;
  gint64 version;

  self->on_server = TRUE;
  self->read_only = (flags & LEREN_STORE_FLAGS_READ_ONLY) != 0;
  self->db = _leren_store_connect (self, self->read_only, error);
  if (self->db == NULL || !look_who_logs_in (self, error) ||
      !find_or_make (self, flags, &made, error))
    return FALSE;
  if (!made && (!_leren_store_read_integer (self, _ ("open a store"), "SELECT version FROM form",
                                            &version, error) ||
                !_leren_store_bring_to_version (self, version, error) ||
                (!self->by_login && !bring_to_layout (self, error))))
    return FALSE;
  if (!_leren_store_load_schema (self, error) || !_leren_store_check_tables (self, error))
    return FALSE;
  self->place = read_place (self, error);
  return self->place != NULL;
}
