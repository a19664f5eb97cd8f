/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-postgres-private.h"
#include "store/leren-store-migration-private.h"
#include "store/leren-store-open-private.h"

#include <glib/gi18n-lib.h>

/* A store in a database on a server: what for a file is asked of the file is asked of its tables. */

static const char watch_form[] =
  "CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON leren.own_type"
  " FOR EACH STATEMENT EXECUTE FUNCTION leren.note_change_of_form ();"
  "CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON leren.framework"
  " FOR EACH STATEMENT EXECUTE FUNCTION leren.note_change_of_form ()";

/* nobody else makes a store here until the transaction ends */
static const char begin_making[] = "BEGIN; SELECT pg_advisory_xact_lock (1281717858)";

typedef enum { NOTHING, SOMETHING_ELSE, A_STORE } Found;

static gboolean
look (LerenStore *self, Found *found, GError **error)
{
  gint64 what;

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
make_schema (LerenStore *self, GError **error)
{
  if (!_leren_postgres_lay_foundation (self->db))
    {
      _leren_store_set_error (self, self->db, _ ("make a store"), error);
      return FALSE;
    }
  return _leren_store_make_schema (self, error) &&
         _leren_store_execute (self, _ ("make a store"), watch_form, error) &&
         _leren_store_execute (self, _ ("make a store"), "COMMIT", error);
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

gboolean
_leren_store_open_on_server (LerenStore *self, LerenStoreFlags flags, GError **error)
{
  gboolean made;
  gint64 version;

  self->on_server = TRUE;
  /* who logs in there decides what a connection may read; nothing that this library sorts out does */
  if (self->reader != NULL &&
      !_leren_store_must_be_file (self, _ ("open a store as a participant"), error))
    return FALSE;
  self->read_only = (flags & LEREN_STORE_FLAGS_READ_ONLY) != 0;
  self->db = _leren_store_connect (self, self->read_only, error);
  if (self->db == NULL || !find_or_make (self, flags, &made, error))
    return FALSE;
  if (!made && (!_leren_store_read_integer (self, _ ("open a store"), "SELECT version FROM form",
                                            &version, error) ||
                !_leren_store_bring_to_version (self, version, error)))
    return FALSE;
  if (!_leren_store_load_schema (self, error) || !_leren_store_check_tables (self, error))
    return FALSE;
  self->place = read_place (self, error);
  return self->place != NULL;
}
