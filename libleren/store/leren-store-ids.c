/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>

/* so far from the end of the numbers that a whole import still fits */
#define HIGHEST_ROW (G_MAXINT64 / 2)

/* Where the engine keeps the ids of all tables together */
static LerenStatement *
find_identity_statement (LerenStore *self, LerenHold hold, GError **error)
{
  const LerenDriver *driver = self->db->driver;
  g_autofree char *sql = g_strconcat (driver->find_id,
                                      hold == LEREN_HOLD             ? driver->hold_id
                                      : hold == LEREN_HOLD_TO_CHANGE ? driver->hold_id_to_change
                                      : hold == LEREN_HOLD_ALONE     ? driver->hold_id_alone
                                                                     : NULL,
                                      NULL);

  return _leren_store_borrow (self, _ ("look up an id"), sql, error);
}

/* One select over all tables: which of them has the id, and where. Who writes there has the whole
 * store, so nothing more need be held. */
static LerenStatement *
prepare_find (LerenStore *self, const char *base, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "SELECT -1, _rowid_ FROM %sunknown_record WHERE id = ?1", base);
  for (guint i = 0; i < self->tables->len; i++)
    {
      LerenStoreTable *table = g_ptr_array_index (self->tables, i);
      g_autofree char *name = _leren_quote_identifier (table->declaration->name);

      g_string_append_printf (sql, " UNION ALL SELECT %u, _rowid_ FROM %s%s WHERE \"id\" = ?1", i,
                              base, name);
    }
  return _leren_store_prepare (self, _ ("look up an id"), sql->str, error);
}

/* In the first column of find_id_statement(): the place of the table, or the name of the type */
static const char *
found_type (LerenStore *self, LerenStatement *statement)
{
  const char *name = _leren_statement_get_text (statement, 0);
  gint64 at = _leren_statement_get_integer (statement, 0);
  const LerenStoreTable *table = NULL;

  if (name != NULL)
    table = _leren_store_find_table (self, name);
  else if (at >= 0)
    table = g_ptr_array_index (self->tables, at);
  return table != NULL ? table->declaration->name : "unknown_record";
}

/* Takes the statement: one that is lent is given back. */
static gboolean
find_with (LerenStore *self, LerenStatement *statement, const char *id, gssize length,
           const char **type, gint64 *rowid, GError **error)
{
  LerenStep result;

  *type = NULL;
  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_text (statement, 1, id, length);
  result = _leren_statement_step (statement);
  if (result == LEREN_STEP_ROW)
    {
      *type = found_type (self, statement);
      if (rowid != NULL)
        {
          *rowid = _leren_statement_get_integer (statement, 1);
          _leren_store_note_owner (self, *rowid, statement, 2);
        }
    }
  else if (result != LEREN_STEP_DONE)
    _leren_store_set_error (self, self->db, _ ("look up an id"), error);
  if (statement == self->find_id || statement == self->find_any)
    {
      _leren_statement_reset (statement);
      _leren_statement_clear (statement);
    }
  else
    _leren_store_give_back (self, statement);
  return result == LEREN_STEP_ROW || result == LEREN_STEP_DONE;
}

/* The ids of all tables together know of no reader, but where the server does. */
static gboolean
find_identity (LerenStore *self, const char *id, gssize length, LerenHold hold, const char **type,
               gint64 *rowid, GError **error)
{
  gint64 found = 0;
  gboolean sees = TRUE;

  if (self->by_login)
    return find_with (self,
                      _leren_store_borrow (self, _ ("look up an id"),
                                           "SELECT \"type\", \"row\" FROM leren_sight.find (?1)",
                                           error),
                      id, length, type, rowid, error);
  if (!find_with (self, find_identity_statement (self, hold, error), id, length, type,
                  rowid != NULL || self->reader != NULL ? &found : NULL, error) ||
      (self->reader != NULL && *type != NULL &&
       !_leren_store_can_see (self, *type, found, &sees, error)))
    return FALSE;
  if (!sees)
    *type = NULL;
  if (*type != NULL && rowid != NULL)
    *rowid = found;
  return TRUE;
}

gboolean
_leren_store_find_type (LerenStore *self, const char *id, gssize length, const char **type,
                        gint64 *rowid, GError **error)
{
  return _leren_store_hold_type (self, id, length, LEREN_HOLD_NOT, type, rowid, error);
}

gboolean
_leren_store_hold_type (LerenStore *self, const char *id, gssize length, LerenHold hold,
                        const char **type, gint64 *rowid, GError **error)
{
  if (self->db->driver->find_id != NULL)
    return find_identity (self, id, length, hold, type, rowid, error);
  if (self->find_id == NULL)
    self->find_id = prepare_find (self, "", error);
  return find_with (self, self->find_id, id, length, type, rowid, error);
}

gboolean
_leren_store_find_any (LerenStore *self, const char *id, gssize length, LerenHold hold,
                       const char **type, gint64 *rowid, GError **error)
{
  if (self->db->driver->find_id != NULL)
    return find_with (self, find_identity_statement (self, hold, error), id, length, type, rowid,
                      error);
  if (self->reader == NULL)
    return _leren_store_find_type (self, id, length, type, rowid, error);
  if (self->find_any == NULL)
    self->find_any = prepare_find (self, self->db->driver->base, error);
  return find_with (self, self->find_any, id, length, type, rowid, error);
}

char *
_leren_store_id_at (LerenStore *self, const char *record_type, gint64 rowid)
{
  g_autofree char *source = _leren_store_row_source (self, record_type);
  g_autofree char *sql = g_strdup_printf ("SELECT \"id\" FROM %s", source);
  LerenStatement *statement = _leren_store_borrow (self, _ ("look up an id"), sql, NULL);
  char *id = NULL;

  if (statement == NULL)
    return NULL;
  _leren_statement_bind_integer (statement, 1, rowid);
  if (_leren_statement_step (statement) == LEREN_STEP_ROW)
    id = g_strdup (_leren_statement_get_text (statement, 0));
  _leren_store_give_back (self, statement);
  return id;
}

/* Where several write at the same time, the engine gives out the numbers. */
static gboolean
ask_for_number (LerenStore *self, gint64 *rowid, GError **error)
{
  LerenStatement *statement =
    _leren_store_borrow (self, _ ("number a record"), self->db->driver->next_row, error);
  LerenStep result;

  if (statement == NULL)
    return FALSE;
  result = _leren_statement_step (statement);
  if (result == LEREN_STEP_ROW)
    *rowid = _leren_statement_get_integer (statement, 0);
  else
    _leren_store_set_error (self, self->db, _ ("number a record"), error);
  _leren_store_give_back (self, statement);
  return result == LEREN_STEP_ROW;
}

/* Row numbers go on over all tables, so that they tell the order in which records came. */
gboolean
_leren_store_next_rowid (LerenStore *self, gint64 *rowid, GError **error)
{
  gint64 last = 0;
  LerenStep result;

  if (self->db->driver->next_row != NULL)
    return ask_for_number (self, rowid, error);
  /* nobody else writes while a transaction is under way */
  if (self->last_taken > 0 && self->last_taken < HIGHEST_ROW)
    {
      *rowid = ++self->last_taken;
      return TRUE;
    }

  if (self->last_row == NULL)
    {
      const char *base = self->db->driver->base;
      g_autoptr (GString) sql = g_string_new (NULL);

      g_string_append_printf (
        sql, "SELECT max(r) FROM (SELECT max(_rowid_) AS r FROM %sunknown_record", base);
      for (guint i = 0; i < self->tables->len; i++)
        {
          LerenStoreTable *table = g_ptr_array_index (self->tables, i);
          g_autofree char *name = _leren_quote_identifier (table->declaration->name);

          g_string_append_printf (sql, " UNION ALL SELECT max(_rowid_) FROM %s%s", base, name);
        }
      g_string_append (sql, ") AS highest");
      self->last_row = _leren_store_prepare (self, _ ("number a record"), sql->str, error);
      if (self->last_row == NULL)
        return FALSE;
    }
  result = _leren_statement_step (self->last_row);
  if (result == LEREN_STEP_ROW)
    last = _leren_statement_get_integer (self->last_row, 0);
  else
    _leren_store_set_error (self, self->db, _ ("number a record"), error);
  _leren_statement_reset (self->last_row);
  if (result != LEREN_STEP_ROW)
    return FALSE;
  if (last >= HIGHEST_ROW)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_LIMIT,
                   _ ("%s takes no more records; export it, and import that into a new store"),
                   self->location);
      return FALSE;
    }
  *rowid = MAX (last, 0) + 1;
  if (self->transaction != NULL)
    self->last_taken = *rowid;
  return TRUE;
}

gboolean
_leren_store_next_rowids (LerenStore *self, guint n_rows, gint64 *first, GError **error)
{
  if (!_leren_store_next_rowid (self, first, error))
    return FALSE;
  self->last_taken += n_rows - 1;
  return TRUE;
}
