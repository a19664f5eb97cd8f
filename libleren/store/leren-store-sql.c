/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-internal-private.h"

#include "core/leren-time-private.h"
#include "store/leren-transaction-private.h"

#include <glib/gi18n-lib.h>

static int
code_for (int result, const char **advice)
{
  if (result == SQLITE_READONLY_DBMOVED)
    {
      *advice = _ ("the file was moved or removed; open it where it is now");
      return LEREN_ERROR_NOT_FOUND;
    }
  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      *advice = _ ("another program is writing to it; try again");
      return LEREN_ERROR_BUSY;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      *advice = _ ("it cannot be written; check who may write the file and its folder");
      return LEREN_ERROR_READ_ONLY;
    case SQLITE_FULL:
      *advice = _ ("there is no room left on the disk; make room and try again");
      return LEREN_ERROR_FULL;
    case SQLITE_CORRUPT:
      *advice = _ ("the file is damaged; restore it from a backup");
      return LEREN_ERROR_CORRUPT;
    case SQLITE_NOTADB:
      *advice = _ ("it is not a store; name a file that leren made");
      return LEREN_ERROR_NOT_A_STORE;
    case SQLITE_CANTOPEN:
      *advice = _ ("it cannot be opened; check the path and who may read it");
      return LEREN_ERROR_NOT_FOUND;
    case SQLITE_IOERR:
      *advice = _ ("reading or writing it failed; check the disk");
      return LEREN_ERROR_FAILED;
    case SQLITE_TOOBIG:
      *advice = _ ("a value is too long to be kept");
      return LEREN_ERROR_LIMIT;
    default:
      *advice = NULL;
      return LEREN_ERROR_FAILED;
    }
}

void
_leren_store_set_error (LerenStore *self, sqlite3 *db, const char *doing, GError **error)
{
  int result = db != NULL ? sqlite3_extended_errcode (db) : SQLITE_NOMEM;
  const char *advice;
  int code = code_for (result, &advice);

  if (result == SQLITE_INTERRUPT)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("cannot %s: it was cancelled"), doing);
  else if (advice != NULL)
    g_set_error (error, LEREN_ERROR, code, _ ("cannot %s in %s: %s"), doing, self->location,
                 advice);
  else
    g_set_error (error, LEREN_ERROR, code, _ ("cannot %s in %s: %s"), doing, self->location,
                 db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (result));
}

gboolean
_leren_store_execute (LerenStore *self, const char *doing, const char *sql, GError **error)
{
  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  _leren_store_set_error (self, self->db, doing, error);
  return FALSE;
}

sqlite3_stmt *
_leren_store_prepare (LerenStore *self, const char *doing, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    _leren_store_set_error (self, self->db, doing, error);
  return statement;
}

/* What every save asks again would take longer to read as SQL than to do. A statement is out of the
 * table while it is lent, so that who needs the same one meanwhile gets another. */
sqlite3_stmt *
_leren_store_borrow (LerenStore *self, const char *doing, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (self->statements != NULL &&
      g_hash_table_steal_extended (self->statements, sql, NULL, (gpointer *) &statement))
    return statement;
  if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
      SQLITE_OK)
    _leren_store_set_error (self, self->db, doing, error);
  return statement;
}

void
_leren_store_give_back (LerenStore *self, sqlite3_stmt *statement)
{
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  if (self->statements == NULL)
    self->statements =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) sqlite3_finalize);
  /* SQLite keeps the text as long as the statement */
  g_hash_table_replace (self->statements, (char *) sqlite3_sql (statement), statement);
}

static gboolean
execute_borrowed (LerenStore *self, const char *doing, const char *sql, GError **error)
{
  sqlite3_stmt *statement = _leren_store_borrow (self, doing, sql, error);
  gboolean done = statement != NULL && sqlite3_step (statement) == SQLITE_DONE;

  if (statement == NULL)
    return FALSE;
  if (!done)
    _leren_store_set_error (self, self->db, doing, error);
  _leren_store_give_back (self, statement);
  return done;
}

gint64
_leren_store_query_integer (LerenStore *self, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 value = 0;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return value;
}

gboolean
_leren_store_read_integer (LerenStore *self, const char *doing, const char *sql, gint64 *value,
                           GError **error)
{
  sqlite3_stmt *statement = _leren_store_prepare (self, doing, sql, error);
  int result;

  if (statement == NULL)
    return FALSE;
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    *value = sqlite3_column_int64 (statement, 0);
  else
    _leren_store_set_error (self, self->db, doing, error);
  sqlite3_finalize (statement);
  return result == SQLITE_ROW;
}

static void
moment (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  gint64 microseconds;

  if (text != NULL && _leren_time_parse (text, sqlite3_value_bytes (values[0]), &microseconds))
    sqlite3_result_int64 (context, microseconds);
}

void
_leren_add_functions (sqlite3 *db)
{
  sqlite3_create_function_v2 (db, "leren_moment", 1,
                              SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, moment,
                              NULL, NULL, NULL);
}

/* A step is done whole or not at all, inside of a transaction or on its own. */
gboolean
_leren_store_begin_step (LerenStore *self, GError **error)
{
  if (self->importing)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_STATE,
                   _ ("the store %s has an import under way; wait until it is done"),
                   self->location);
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
    return execute_borrowed (self, _ ("begin a step"), "SAVEPOINT step", error);
  if (!_leren_store_execute (self, _ ("begin a step"), "BEGIN IMMEDIATE", error))
    return FALSE;
  if (_leren_store_refresh (self, error))
    return TRUE;
  _leren_store_roll_back (self);
  return FALSE;
}

/* A full disk, or one that fails, can end a transaction that was begun long before. */
static void
end_lost_transaction (LerenStore *self)
{
  _leren_transaction_set_lost (self->transaction);
  _leren_store_roll_back (self);
}

gboolean
_leren_store_end_step (LerenStore *self, gboolean done, GError **error)
{
  if (self->transaction != NULL)
    {
      if (done && execute_borrowed (self, _ ("save"), "RELEASE step", error))
        return TRUE;
      if (sqlite3_get_autocommit (self->db))
        {
          end_lost_transaction (self);
          return FALSE;
        }
      sqlite3_exec (self->db, "ROLLBACK TO step; RELEASE step", NULL, NULL, NULL);
      self->last_taken = 0;
      _leren_text_index_forget (self);
      /* what earlier steps made is still to be kept or undone */
      _leren_store_reload_schema (self);
      return FALSE;
    }
  if (done && _leren_store_execute (self, _ ("save"), "COMMIT", error))
    {
      self->schema_touched = self->theory_touched = FALSE;
      return TRUE;
    }
  _leren_store_roll_back (self);
  return FALSE;
}

void
_leren_store_roll_back (LerenStore *self)
{
  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  _leren_store_drop_changes (self);
  self->last_taken = 0;
  _leren_text_index_forget (self);
  _leren_store_reload_schema (self);
  self->schema_touched = self->theory_touched = FALSE;
}

void
_leren_bind_cell (sqlite3_stmt *statement, int at, const LerenCell *cell)
{
  switch (cell->kind)
    {
    case LEREN_CELL_ABSENT:
      sqlite3_bind_null (statement, at);
      break;
    case LEREN_CELL_TEXT:
      sqlite3_bind_text64 (statement, at, cell->text, cell->length, SQLITE_STATIC, SQLITE_UTF8);
      break;
    case LEREN_CELL_INTEGER:
      sqlite3_bind_int64 (statement, at, cell->integer);
      break;
    case LEREN_CELL_REAL:
      sqlite3_bind_double (statement, at, cell->real);
      break;
    }
}

void
_leren_column_to_cell (sqlite3_stmt *statement, int at, LerenCell *cell)
{
  switch (sqlite3_column_type (statement, at))
    {
    case SQLITE_TEXT:
      cell->kind = LEREN_CELL_TEXT;
      cell->text = (const char *) sqlite3_column_text (statement, at);
      cell->length = sqlite3_column_bytes (statement, at);
      break;
    case SQLITE_INTEGER:
      cell->kind = LEREN_CELL_INTEGER;
      cell->integer = sqlite3_column_int64 (statement, at);
      break;
    case SQLITE_FLOAT:
      cell->kind = LEREN_CELL_REAL;
      cell->real = sqlite3_column_double (statement, at);
      break;
    default:
      cell->kind = LEREN_CELL_ABSENT;
      break;
    }
}
