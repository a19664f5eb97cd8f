/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-sqlite-private.h"

#include "core/leren-error.h"
#include "core/leren-time-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define BUSY_MILLISECONDS 10000

/* Pages that are kept in memory while importing, in KiB: enough for the inner nodes of the indexes
 * of millions of records, and flat whatever the length of the file. */
#define IMPORT_CACHE_KIB 24576
#define SORT_CACHE_KIB 8192  /* each of the threads that sort takes as much again */
#define USUAL_CACHE_KIB 8192 /* ids are random: those of a hundred thousand records stay at hand */

#define MAX_ATTEMPTS 5

typedef struct {
  LerenConnection parent;
  sqlite3 *db;
  guint patience; /* milliseconds */
} Connection;

typedef struct {
  LerenStatement parent;
  sqlite3_stmt *statement;
} Statement;

static const LerenDriver driver;

sqlite3 *
_leren_sqlite_get_handle (LerenConnection *self)
{
  return ((Connection *) self)->db;
}

sqlite3_stmt *
_leren_sqlite_get_statement (LerenStatement *self)
{
  return ((Statement *) self)->statement;
}

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
      /* a quota that is used up, too: SQLite does not tell it from a disk that fails */
      *advice =
        _ ("reading or writing it failed; check the disk, and that there is room within any "
           "quota");
      return LEREN_ERROR_FAILED;
    case SQLITE_TOOBIG:
      *advice = _ ("a value is too long to be kept");
      return LEREN_ERROR_LIMIT;
    default:
      *advice = NULL;
      return LEREN_ERROR_FAILED;
    }
}

static void
set_error (sqlite3 *db, const char *location, const char *doing, GError **error)
{
  int result = db != NULL ? sqlite3_extended_errcode (db) : SQLITE_NOMEM;
  const char *advice;
  int code = code_for (result, &advice);

  if (result == SQLITE_INTERRUPT)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("cannot %s: it was cancelled"), doing);
  else if (advice != NULL)
    g_set_error (error, LEREN_ERROR, code, _ ("cannot %s in %s: %s"), doing, location, advice);
  else
    g_set_error (error, LEREN_ERROR, code, _ ("cannot %s in %s: %s"), doing, location,
                 db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (result));
}

static void
connection_set_error (LerenConnection *self, const char *location, const char *doing,
                      GError **error)
{
  set_error (((Connection *) self)->db, location, doing, error);
}

static gboolean
connection_execute (LerenConnection *self, const char *sql)
{
  return sqlite3_exec (((Connection *) self)->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static LerenStatement *
connection_prepare (LerenConnection *self, const char *sql, LerenPrepare use)
{
  sqlite3_stmt *prepared = NULL;
  Statement *statement;

  if (sqlite3_prepare_v3 (((Connection *) self)->db, sql, -1,
                          use == LEREN_PREPARE_LASTING ? SQLITE_PREPARE_PERSISTENT : 0, &prepared,
                          NULL) != SQLITE_OK)
    return NULL;
  statement = g_new (Statement, 1);
  statement->parent.driver = &driver;
  statement->statement = prepared;
  return &statement->parent;
}

static gboolean
connection_is_in_transaction (LerenConnection *self)
{
  return !sqlite3_get_autocommit (((Connection *) self)->db);
}

static gint64
connection_get_last_row (LerenConnection *self)
{
  return sqlite3_last_insert_rowid (((Connection *) self)->db);
}

static gboolean
connection_is_against_constraint (LerenConnection *self)
{
  return (sqlite3_errcode (((Connection *) self)->db) & 0xff) == SQLITE_CONSTRAINT;
}

static void
connection_close (LerenConnection *self)
{
  sqlite3_close (((Connection *) self)->db);
  g_free (self);
}

/* No table stands open in between. */
static gboolean
connection_restrict_to (LerenConnection *self, const char *views)
{
  g_autofree char *sql =
    g_strconcat ("SAVEPOINT restrict_reader;\n", views, "RELEASE restrict_reader", NULL);

  if (_leren_connection_execute (self, sql))
    return TRUE;
  _leren_connection_execute (self, "ROLLBACK TO restrict_reader; RELEASE restrict_reader");
  return FALSE;
}

static void
connection_set_patience (LerenConnection *self, guint milliseconds)
{
  ((Connection *) self)->patience = milliseconds;
  sqlite3_busy_timeout (((Connection *) self)->db, milliseconds);
}

static void
connection_set_effort (LerenConnection *self, LerenEffort effort)
{
  static const char *const settings[] = {
    [LEREN_EFFORT_USUAL] = "PRAGMA cache_size = -" G_STRINGIFY (USUAL_CACHE_KIB) //
    "; PRAGMA shrink_memory",
    [LEREN_EFFORT_IMPORT] = "PRAGMA cache_size = -" G_STRINGIFY (IMPORT_CACHE_KIB),
    [LEREN_EFFORT_SORT] = "PRAGMA cache_size = -" G_STRINGIFY (SORT_CACHE_KIB) //
    "; PRAGMA threads = 2",
  };

  connection_execute (self, settings[effort]);
}

static char *
connection_write_version (int version)
{
  return g_strdup_printf ("PRAGMA user_version = %d", version);
}

static gint64
data_version (LerenConnection *self)
{
  LerenStatement *statement = connection_prepare (self, driver.changes, LEREN_PREPARE_ONCE);
  gint64 version = -1;

  if (statement != NULL && _leren_statement_step (statement) == LEREN_STEP_ROW)
    version = _leren_statement_get_integer (statement, 0);
  _leren_statement_free (statement);
  return version;
}

static LerenConnection *
execute_all (LerenConnection **readers, guint n_readers, const char *sql)
{
  for (guint i = 0; i < n_readers; i++)
    if (!connection_execute (readers[i], sql))
      return readers[i];
  return NULL;
}

static gboolean
is_busy (LerenConnection *self)
{
  return (sqlite3_errcode (((Connection *) self)->db) & 0xff) == SQLITE_BUSY;
}

/* NULL, or the one that did not give up what it had begun */
static LerenConnection *
roll_back_all (LerenConnection **readers, guint n_readers)
{
  for (guint i = 0; i < n_readers; i++)
    if (connection_is_in_transaction (readers[i]) && !connection_execute (readers[i], "ROLLBACK"))
      return readers[i];
  return NULL;
}

static void
wait_for_others (LerenConnection *self, LerenConnection **readers, guint n_readers, gboolean wait)
{
  sqlite3_busy_timeout (((Connection *) self)->db, wait ? ((Connection *) self)->patience : 0);
  for (guint i = 0; i < n_readers; i++)
    sqlite3_busy_timeout (((Connection *) readers[i])->db,
                          wait ? ((Connection *) readers[i])->patience : 0);
}

/* The connection @self tells whether anybody wrote while the others began. Once one of them reads, nobody
 * waits for the file any more: who is about to commit lets nobody in, and waits for those who are. */
static LerenConnection *
connection_begin_together (LerenConnection *self, LerenConnection **readers, guint *n_readers)
{
  static const char begin[] = "BEGIN; SELECT 1 FROM sqlite_master";
  LerenConnection *failed;

  for (guint attempt = 0; *n_readers > 1 && attempt < MAX_ATTEMPTS; attempt++)
    {
      const gint64 before = data_version (self);
      gboolean together, busy;

      if (!connection_execute (readers[0], begin))
        return readers[0];
      wait_for_others (self, readers + 1, *n_readers - 1, FALSE);
      failed = execute_all (readers + 1, *n_readers - 1, begin);
      busy = failed != NULL && is_busy (failed);
      together = failed == NULL && before >= 0 && data_version (self) == before;
      wait_for_others (self, readers + 1, *n_readers - 1, TRUE);
      if (together || (failed != NULL && !busy))
        return failed;
      failed = roll_back_all (readers, *n_readers);
      if (failed != NULL)
        return failed;
    }
  /* somebody writes without pause: one reader sees one moment in any case */
  while (*n_readers > 1)
    connection_close (readers[--*n_readers]);
  return execute_all (readers, 1, begin);
}

static void
statement_bind (LerenStatement *self, int at, const LerenCell *cell)
{
  sqlite3_stmt *statement = ((Statement *) self)->statement;

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

static LerenStep
statement_step (LerenStatement *self)
{
  int result = sqlite3_step (((Statement *) self)->statement);

  return result == SQLITE_ROW    ? LEREN_STEP_ROW
         : result == SQLITE_DONE ? LEREN_STEP_DONE
                                 : LEREN_STEP_FAILED;
}

/* A value is looked at without the lock that SQLite would take for each of its columns: a
 * connection is one thread's alone. */
static gboolean
statement_get_cell (LerenStatement *self, int at, LerenCell *cell)
{
  sqlite3_value *value = sqlite3_column_value (((Statement *) self)->statement, at);

  switch (sqlite3_value_type (value))
    {
    case SQLITE_TEXT:
      cell->kind = LEREN_CELL_TEXT;
      cell->text = (const char *) sqlite3_value_text (value);
      cell->length = sqlite3_value_bytes (value);
      return TRUE;
    case SQLITE_INTEGER:
      cell->kind = LEREN_CELL_INTEGER;
      cell->integer = sqlite3_value_int64 (value);
      return TRUE;
    case SQLITE_FLOAT:
      cell->kind = LEREN_CELL_REAL;
      cell->real = sqlite3_value_double (value);
      return TRUE;
    case SQLITE_NULL:
      cell->kind = LEREN_CELL_ABSENT;
      return TRUE;
    default:
      cell->kind = LEREN_CELL_ABSENT;
      return FALSE;
    }
}

static int
statement_get_n_columns (LerenStatement *self)
{
  return sqlite3_column_count (((Statement *) self)->statement);
}

static const char *
statement_get_sql (LerenStatement *self)
{
  return sqlite3_sql (((Statement *) self)->statement);
}

static void
statement_reset (LerenStatement *self)
{
  sqlite3_reset (((Statement *) self)->statement);
}

static void
statement_clear (LerenStatement *self)
{
  sqlite3_clear_bindings (((Statement *) self)->statement);
}

static void
statement_free (LerenStatement *self)
{
  sqlite3_finalize (((Statement *) self)->statement);
  g_free (self);
}

static const char *const compact[] = { "VACUUM", NULL };

static const LerenDriver driver = {
  .begin_writing = "BEGIN IMMEDIATE",
  .begin_alone = "BEGIN IMMEDIATE",
  .begin_reading = "BEGIN",
  .changes = "PRAGMA data_version",
  .list_indexes = "SELECT name FROM sqlite_master WHERE type = 'index'",
  .compact = compact,
  .check_structure = "PRAGMA integrity_check",
  .cells = "leren_cells (?1)",
  .n_cells = LEREN_SQLITE_N_CELLS,
  .base = "main.",
  .row_columns = "v._rowid_ AS _rowid_, v.*",
  .as_json = "",
  .journal_mark = "SELECT coalesce(max(\"number\"), 0) + 1 FROM journal",
  .journal_since = "SELECT \"number\", \"change\", \"type\", \"id\", \"number\", \"number\" + 1"
                   " FROM journal WHERE \"number\" >= ?1 AND \"number\" > ?2 ORDER BY \"number\"",
  .execute = connection_execute,
  .prepare = connection_prepare,
  .is_in_transaction = connection_is_in_transaction,
  .get_last_row = connection_get_last_row,
  .is_against_constraint = connection_is_against_constraint,
  .set_error = connection_set_error,
  .close = connection_close,
  .restrict_to = connection_restrict_to,
  .set_patience = connection_set_patience,
  .set_effort = connection_set_effort,
  .begin_together = connection_begin_together,
  .write_version = connection_write_version,
  .bind = statement_bind,
  .bind_cells = _leren_sqlite_bind_cells,
  .step = statement_step,
  .get_cell = statement_get_cell,
  .get_n_columns = statement_get_n_columns,
  .get_sql = statement_get_sql,
  .reset = statement_reset,
  .clear = statement_clear,
  .free = statement_free,
};

static void
harden (sqlite3 *db)
{
  /* a file may come from anybody: its schema gets no say in what is run */
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  /* a column that is not there is an error, and no text of that name */
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
}

static void
moment (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  gint64 microseconds;

  if (text != NULL && _leren_time_parse (text, sqlite3_value_bytes (values[0]), &microseconds))
    sqlite3_result_int64 (context, microseconds);
}

/* what SQLite itself has not: leren_moment (time) gives microseconds, or NULL */
static void
add_functions (sqlite3 *db)
{
  sqlite3_create_function_v2 (db, "leren_moment", 1,
                              SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, moment,
                              NULL, NULL, NULL);
  _leren_sqlite_add_cells (db);
}

/* A writer that was killed left a journal of what it had begun. Whoever may write takes that back with their first
 * read; who only reads is told that it has to be done. */
void
_leren_sqlite_take_back (const char *path)
{
  const int flags[] = { SQLITE_OPEN_READONLY, SQLITE_OPEN_READWRITE };
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  int result = g_access (journal, F_OK) == 0 ? SQLITE_READONLY_ROLLBACK : SQLITE_OK;

  for (guint i = 0; i < G_N_ELEMENTS (flags) && result == SQLITE_READONLY_ROLLBACK; i++)
    {
      sqlite3 *db = NULL;

      result = sqlite3_open_v2 (path, &db, SQLITE_OPEN_NOMUTEX | flags[i], NULL);
      if (result == SQLITE_OK)
        {
          sqlite3_extended_result_codes (db, 1);
          harden (db);
          sqlite3_busy_timeout (db, BUSY_MILLISECONDS);
          result = sqlite3_exec (db, "SELECT count(*) FROM sqlite_master", NULL, NULL, NULL);
        }
      sqlite3_close (db);
    }
}

LerenConnection *
_leren_sqlite_open (const char *path, const char *location, gboolean read_only, GError **error)
{
  Connection *self;
  sqlite3 *db = NULL;
  int flags = SQLITE_OPEN_NOMUTEX | (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);

  if (sqlite3_open_v2 (path, &db, flags, NULL) != SQLITE_OK)
    {
      set_error (db, location, _ ("open a store"), error);
      sqlite3_close (db);
      return NULL;
    }
  sqlite3_extended_result_codes (db, 1);
  harden (db);
  self = g_new (Connection, 1);
  self->parent.driver = &driver;
  self->db = db;
  connection_set_patience (&self->parent, BUSY_MILLISECONDS);
  /* what is deleted is written over: a file of casework holds nothing that nobody sees in it */
  sqlite3_exec (db, "PRAGMA secure_delete = ON", NULL, NULL, NULL);
  add_functions (db);
  /* those that read for a snapshot are many, and read each page once */
  if (!read_only)
    connection_set_effort (&self->parent, LEREN_EFFORT_USUAL);
  return &self->parent;
}

gboolean
_leren_sqlite_copy (LerenConnection *self, LerenConnection *copy)
{
  sqlite3_backup *backup =
    sqlite3_backup_init (((Connection *) copy)->db, "main", ((Connection *) self)->db, "main");
  gboolean copied;

  if (backup == NULL)
    return FALSE;
  copied = sqlite3_backup_step (backup, -1) == SQLITE_DONE;
  return sqlite3_backup_finish (backup) == SQLITE_OK && copied;
}

#define STEP_PAGES 1024
#define MOST_RESTARTS 5

static void
tell_progress (sqlite3_backup *backup, const LerenSqliteSteps *steps, int page_size)
{
  int total = sqlite3_backup_pagecount (backup);

  if (steps->progress != NULL)
    steps->progress ((goffset) (total - sqlite3_backup_remaining (backup)) * page_size,
                     (goffset) total * page_size, steps->data);
}

static int
read_page_size (sqlite3 *db)
{
  sqlite3_stmt *statement = NULL;
  int size = 0;

  if (sqlite3_prepare_v2 (db, "PRAGMA page_size", -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    size = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  return size;
}

gboolean
_leren_sqlite_copy_in_steps (LerenConnection *self, LerenConnection *copy,
                             const LerenSqliteSteps *steps)
{
  sqlite3 *from = ((Connection *) self)->db, *to = ((Connection *) copy)->db;
  int page_size = read_page_size (from), remaining = G_MAXINT, n_restarts = 0;
  int result = SQLITE_OK;
  sqlite3_backup *backup;

  /* whoever asked for it syncs it when it is whole, and throws it away when it is not */
  sqlite3_exec (to, "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY", NULL, NULL, NULL);
  backup = sqlite3_backup_init (to, "main", from, "main");
  if (backup == NULL)
    return FALSE;
  while (result == SQLITE_OK && !g_cancellable_is_cancelled (steps->cancellable))
    {
      result = sqlite3_backup_step (backup, n_restarts < MOST_RESTARTS ? STEP_PAGES : -1);
      if (sqlite3_backup_remaining (backup) >= remaining)
        n_restarts++;
      remaining = sqlite3_backup_remaining (backup);
      if (result == SQLITE_OK || result == SQLITE_DONE)
        tell_progress (backup, steps, page_size);
    }
  return sqlite3_backup_finish (backup) == SQLITE_OK && result == SQLITE_DONE;
}
