/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-audit-private.h"
#include "store/leren-store-internal-private.h"

#include "store/leren-transaction-private.h"

#include <glib/gi18n-lib.h>

void
_leren_store_set_error (LerenStore *self, LerenConnection *db, const char *doing, GError **error)
{
  GError *why = NULL;

  db->driver->set_error (db, self->location, doing, &why);
  self->by_chance = db->driver->is_by_chance != NULL && db->driver->is_by_chance (db);
  if (g_error_matches (why, LEREN_ERROR, LEREN_ERROR_CORRUPT))
    self->found_damaged = TRUE;
  g_propagate_error (error, why);
}

gboolean
_leren_store_execute (LerenStore *self, const char *doing, const char *sql, GError **error)
{
  if (_leren_connection_execute (self->db, sql))
    return TRUE;
  _leren_store_set_error (self, self->db, doing, error);
  return FALSE;
}

LerenStatement *
_leren_store_prepare (LerenStore *self, const char *doing, const char *sql, GError **error)
{
  return _leren_store_prepare_for (self, doing, sql, LEREN_PREPARE_ONCE, error);
}

LerenStatement *
_leren_store_prepare_for (LerenStore *self, const char *doing, const char *sql, LerenPrepare use,
                          GError **error)
{
  LerenStatement *statement = _leren_connection_prepare (self->db, sql, use);

  if (statement == NULL)
    _leren_store_set_error (self, self->db, doing, error);
  return statement;
}

/* What every save asks again would take longer to read as SQL than to do. A statement is out of the
 * table while it is lent, so that who needs the same one meanwhile gets another. */
LerenStatement *
_leren_store_borrow (LerenStore *self, const char *doing, const char *sql, GError **error)
{
  LerenStatement *statement = NULL;

  if (self->statements != NULL &&
      g_hash_table_steal_extended (self->statements, sql, NULL, (gpointer *) &statement))
    return statement;
  statement = _leren_connection_prepare (self->db, sql, LEREN_PREPARE_LASTING);
  if (statement == NULL)
    _leren_store_set_error (self, self->db, doing, error);
  return statement;
}

void
_leren_store_give_back (LerenStore *self, LerenStatement *statement)
{
  _leren_statement_reset (statement);
  _leren_statement_clear (statement);
  if (self->statements == NULL)
    self->statements =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) _leren_statement_free);
  /* the text lives as long as the statement */
  g_hash_table_replace (self->statements, (char *) statement->driver->get_sql (statement),
                        statement);
}

gboolean
_leren_store_has_row (LerenStore *self, const char *sql, gint64 rowid, gboolean *has,
                      GError **error)
{
  LerenStatement *statement = _leren_store_borrow (self, _ ("look up an id"), sql, error);
  LerenStep result;

  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_integer (statement, 1, rowid);
  result = _leren_statement_step (statement);
  *has = result == LEREN_STEP_ROW;
  if (result == LEREN_STEP_FAILED)
    _leren_store_set_error (self, self->db, _ ("look up an id"), error);
  _leren_store_give_back (self, statement);
  return result != LEREN_STEP_FAILED;
}

gboolean
_leren_store_run_lent (LerenStore *self, LerenStatement *statement, const char *doing,
                       GError **error)
{
  gboolean done;

  if (statement == NULL)
    return FALSE;
  done = _leren_statement_step (statement) == LEREN_STEP_DONE;
  if (!done)
    _leren_store_set_error (self, self->db, doing, error);
  _leren_store_give_back (self, statement);
  return done;
}

static gboolean
execute_borrowed (LerenStore *self, const char *doing, const char *sql, GError **error)
{
  return _leren_store_run_lent (self, _leren_store_borrow (self, doing, sql, error), doing, error);
}

gint64
_leren_store_query_integer (LerenStore *self, const char *sql)
{
  LerenStatement *statement = _leren_connection_prepare (self->db, sql, LEREN_PREPARE_ONCE);
  gint64 value = 0;

  if (statement != NULL && _leren_statement_step (statement) == LEREN_STEP_ROW)
    value = _leren_statement_get_integer (statement, 0);
  _leren_statement_free (statement);
  return value;
}

gboolean
_leren_store_read_integer (LerenStore *self, const char *doing, const char *sql, gint64 *value,
                           GError **error)
{
  LerenStatement *statement = _leren_store_prepare (self, doing, sql, error);
  LerenStep result;

  if (statement == NULL)
    return FALSE;
  result = _leren_statement_step (statement);
  if (result == LEREN_STEP_ROW)
    *value = _leren_statement_get_integer (statement, 0);
  else
    _leren_store_set_error (self, self->db, doing, error);
  _leren_statement_free (statement);
  return result == LEREN_STEP_ROW;
}

gboolean
_leren_store_must_be_file (LerenStore *self, const char *doing, const char *instead, GError **error)
{
  if (!self->on_server)
    return TRUE;
  g_set_error (
    error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
    _ ("cannot %s in %s: on a server that is for who looks after the database; %s does it"), doing,
    self->location, instead);
  return FALSE;
}

gboolean
_leren_store_set_under_way (LerenStore *self, GError **error)
{
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_STATE,
               _ ("the store %s has a transaction under way; commit it or roll it back first"),
               self->location);
  return FALSE;
}

/* A full disk, or one that fails, can end a transaction that was begun long before. */
static void
end_lost_transaction (LerenStore *self)
{
  _leren_transaction_set_lost (self->transaction);
  _leren_store_roll_back (self);
}

static gboolean
begin_step (LerenStore *self, const char *begin, GError **error)
{
  _leren_store_watch_begin_step (self);
  self->by_chance = FALSE;
  if (self->transaction == NULL)
    self->last_noted = 0;
  self->noted_before = self->last_noted;
  if (self->importing)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_STATE,
                   _ ("the store %s has an import under way; wait until it is done"),
                   self->location);
      return FALSE;
    }
  if (self->found_damaged)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_CORRUPT,
                   _ ("cannot change %s: it is damaged; export what can be read of it, or restore "
                      "it from a backup"),
                   self->location);
      return FALSE;
    }
  if (self->by_login)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_FORBIDDEN,
                   _ ("cannot change %s: the login of a participant reads; save through a program "
                      "that opens it as “%s” with the login of its owner"),
                   self->location, self->reader);
      return FALSE;
    }
  if (self->read_only)
    {
      /* SQLite would begin to read */
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_READ_ONLY,
                   _ ("cannot change %s: it was opened to be read, or may not be written"),
                   self->location);
      return FALSE;
    }
  if (self->transaction != NULL)
    {
      if (execute_borrowed (self, _ ("begin a step"), "SAVEPOINT step", error))
        return TRUE;
      if (!_leren_connection_is_in_transaction (self->db))
        end_lost_transaction (self);
      return FALSE;
    }
  if (_leren_store_execute (self, _ ("begin a step"), begin, error) &&
      _leren_store_refresh (self, error))
    return TRUE;
  _leren_store_roll_back (self);
  return FALSE;
}

/* A step is done whole or not at all, inside of a transaction or on its own. */
gboolean
_leren_store_begin_step (LerenStore *self, GError **error)
{
  return begin_step (self, self->db->driver->begin_writing, error);
}

gboolean
_leren_store_begin_alone (LerenStore *self, GError **error)
{
  return begin_step (self, self->db->driver->begin_alone, error);
}

/* Before anything is asked of a store. Where the connection was lost since, nothing was under way, so
 * that another one does as well. */
gboolean
_leren_store_catch_up (LerenStore *self, GError **error)
{
  const LerenDriver *driver = self->db->driver;
  g_autoptr (GError) why = NULL;
  const gboolean refreshed = _leren_store_refresh (self, &why);
  const gboolean lost = driver->is_lost != NULL && driver->is_lost (self->db);

  if (lost && !self->importing)
    {
      if (!driver->revive (self->db))
        {
          _leren_store_set_error (self, self->db, _ ("reach the store"), error);
          return FALSE;
        }
      return _leren_store_refresh (self, error);
    }
  if (!refreshed)
    g_propagate_error (error, g_steal_pointer (&why));
  return refreshed;
}

static gboolean
settle_outcome (LerenStore *self, GError **error)
{
  switch (self->db->driver->find_outcome (self->db, self->last_noted))
    {
    case LEREN_OUTCOME_KEPT:
      return TRUE;
    case LEREN_OUTCOME_UNDONE:
      self->by_chance = TRUE;
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNREACHABLE,
                   _ ("the connection to %s was lost before it was kept, so that nothing of it is "
                      "there: do it again"),
                   self->location);
      return FALSE;
    default:
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNREACHABLE,
                   _ ("the connection to %s was lost while it was being kept, and the server has "
                      "not come back: all of it is there, or nothing; when the server runs again, "
                      "read what is there before you do it again"),
                   self->location);
      return FALSE;
    }
}

gboolean
_leren_store_commit (LerenStore *self, const char *doing, GError **error)
{
  const LerenDriver *driver = self->db->driver;

  if (_leren_connection_execute (self->db, "COMMIT"))
    return TRUE;
  if (driver->find_outcome != NULL && driver->is_lost (self->db) && self->last_noted > 0)
    return settle_outcome (self, error);
  _leren_store_set_error (self, self->db, doing, error);
  return FALSE;
}

gboolean
_leren_store_end_step (LerenStore *self, gboolean done, GError **error)
{
  if (self->transaction != NULL)
    {
      if (done && execute_borrowed (self, _ ("save"), "RELEASE step", error))
        return TRUE;
      if (!_leren_connection_is_in_transaction (self->db))
        {
          end_lost_transaction (self);
          return FALSE;
        }
      _leren_connection_execute (self->db, "ROLLBACK TO step; RELEASE step");
      self->last_taken = 0;
      self->last_noted = self->noted_before;
      _leren_store_forget_references (self);
      _leren_store_watch_undo_step (self);
      _leren_text_index_forget (self);
      /* what earlier steps made is still to be kept or undone */
      _leren_store_reload_schema (self);
      return FALSE;
    }
  if (done && _leren_store_commit (self, _ ("save"), error))
    {
      _leren_store_watch_end (self, TRUE);
      self->schema_touched = self->theory_touched = FALSE;
      return TRUE;
    }
  _leren_store_roll_back (self);
  return FALSE;
}

void
_leren_store_roll_back (LerenStore *self)
{
  if (_leren_connection_is_in_transaction (self->db))
    _leren_connection_execute (self->db, "ROLLBACK");
  _leren_audit_keep (self);
  _leren_store_watch_end (self, FALSE);
  _leren_store_drop_changes (self);
  self->last_taken = 0;
  _leren_store_forget_references (self);
  _leren_text_index_forget (self);
  _leren_store_reload_schema (self);
  self->schema_touched = self->theory_touched = FALSE;
}

#define MOST_TRIES 5
#define PAUSE_MILLISECONDS 20

/* The connection is there again, or it was never lost. A transaction holds what it did before: whom
 * it is in the way of would be in its way again. */
static gboolean
may_try_again (LerenStore *self, guint n_tried)
{
  if (!self->by_chance || n_tried + 1 >= MOST_TRIES ||
      (self->transaction != NULL && !_leren_connection_is_against_constraint (self->db)))
    return FALSE;
  /* longer each time, and not as long as the other */
  g_usleep (g_random_int_range (1, (PAUSE_MILLISECONDS << n_tried) * 1000));
  return self->transaction != NULL ? _leren_connection_is_in_transaction (self->db)
                                   : _leren_store_catch_up (self, NULL);
}

gboolean
_leren_store_take_step (LerenStore *self, LerenStoreStep step, gpointer data, GError **error)
{
  const struct _LerenTransaction *within = self->transaction;

  for (guint n = 0;; n++)
    {
      GError *why = NULL;
      gboolean done = _leren_store_begin_step (self, &why);

      if (done)
        {
          done = step (self, data, &why);
          done = _leren_store_end_step (self, done, &why);
        }
      if (done)
        return TRUE;
      /* a transaction that was lost meanwhile takes along what was done before, so that what comes now
       * is not to be done without it */
      if (within == self->transaction && may_try_again (self, n))
        {
          g_error_free (why);
          continue;
        }
      g_propagate_error (error, why);
      return FALSE;
    }
}
