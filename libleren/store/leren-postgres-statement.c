/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-postgres-internal-private.h"

#include <string.h>

/* A statement is sent as it is the first time, and prepared when it turns out to be used again: with
 * the types of what is bound, and anew where another type is bound. Its rows are there as a whole
 * after the first step, so that others can be asked meanwhile; of a large one some at a time. What
 * loads a table collects its rows. */

#define ROWS_AT_ONCE 1000

typedef struct {
  LerenStatement parent;
  LerenPostgres *connection;
  LerenPrepare use;
  char *sql; /* as it was given */
  char *translated;

  guint n_places;
  guint64 used;
  Oid *types; /* of what is bound; LEREN_OID_UNKNOWN where that is absent */
  const char **values;
  int *lengths;
  int *formats;
  guint64 *numbers; /* in the order of the network */

  char *name; /* NULL where it is not prepared */
  guint generation;
  Oid *prepared_types;
  guint n_runs;

  gboolean under_way;
  PGresult *result; /* NULL while it is streamed */
  int row;
  char *cursor;
  LerenPostgresStream *stream;
  LerenPostgresLoad *load;
} Statement;

LerenStatement *
_leren_postgres_prepare (LerenConnection *connection, const char *sql, LerenPrepare use)
{
  Statement *self = g_new0 (Statement, 1);

  self->parent.driver = &_leren_postgres_driver;
  self->connection = (LerenPostgres *) connection;
  self->use = use;
  self->sql = g_strdup (sql);
  self->translated = _leren_postgres_translate (sql, &self->n_places, &self->used);
  self->types = g_new0 (Oid, self->n_places);
  self->values = g_new0 (const char *, self->n_places);
  self->lengths = g_new0 (int, self->n_places);
  self->formats = g_new0 (int, self->n_places);
  self->numbers = g_new0 (guint64, self->n_places);
  self->prepared_types = g_new0 (Oid, self->n_places);
  for (guint i = 0; i < self->n_places; i++)
    self->formats[i] = 1;
  return &self->parent;
}

void
_leren_postgres_statement_bind (LerenStatement *statement, int at, const LerenCell *cell)
{
  Statement *self = (Statement *) statement;
  const guint i = at - 1;

  if (i >= self->n_places)
    return;
  self->values[i] = (const char *) &self->numbers[i];
  self->lengths[i] = sizeof *self->numbers;
  switch (cell->kind)
    {
    case LEREN_CELL_ABSENT:
      self->types[i] = LEREN_OID_UNKNOWN;
      self->values[i] = NULL;
      break;
    case LEREN_CELL_TEXT:
      self->types[i] = LEREN_OID_TEXT;
      self->values[i] = cell->text;
      self->lengths[i] = cell->length;
      break;
    case LEREN_CELL_INTEGER:
      self->types[i] = LEREN_OID_INT8;
      self->numbers[i] = GUINT64_TO_BE ((guint64) cell->integer);
      break;
    case LEREN_CELL_REAL:
      self->types[i] = LEREN_OID_FLOAT8;
      memcpy (&self->numbers[i], &cell->real, sizeof cell->real);
      self->numbers[i] = GUINT64_TO_BE (self->numbers[i]);
      break;
    }
}

/* The server cannot tell the type of what does not occur. */
static Oid
type_at (const Statement *self, guint i)
{
  const gboolean occurs = i >= 64 || (self->used >> i & 1) != 0;

  return occurs ? self->types[i] : LEREN_OID_TEXT;
}

static void
forget_prepared (Statement *self)
{
  if (self->name != NULL && self->generation == self->connection->generation)
    g_string_append_printf (self->connection->stale, "DEALLOCATE %s;", self->name);
  g_clear_pointer (&self->name, g_free);
}

/* What is absent fits any type, once that is known. */
static gboolean
fits_prepared (const Statement *self)
{
  if (self->name == NULL || self->generation != self->connection->generation)
    return FALSE;
  for (guint i = 0; i < self->n_places; i++)
    if (type_at (self, i) != LEREN_OID_UNKNOWN && type_at (self, i) != self->prepared_types[i])
      return FALSE;
  return TRUE;
}

static gboolean
ensure_prepared (Statement *self)
{
  if (fits_prepared (self))
    return TRUE;
  forget_prepared (self);
  for (guint i = 0; i < self->n_places; i++)
    if (type_at (self, i) != LEREN_OID_UNKNOWN)
      self->prepared_types[i] = type_at (self, i);
  self->name = _leren_postgres_make_name (self->connection);
  self->generation = self->connection->generation;
  if (_leren_postgres_take_result (self->connection,
                                   PQprepare (self->connection->pg, self->name, self->translated,
                                              self->n_places, self->prepared_types)))
    return TRUE;
  g_clear_pointer (&self->name, g_free);
  return FALSE;
}

static PGresult *
send_once (Statement *self, const char *sql)
{
  g_autofree Oid *types = g_new (Oid, self->n_places);

  for (guint i = 0; i < self->n_places; i++)
    types[i] = type_at (self, i);
  return PQexecParams (self->connection->pg, sql, self->n_places, types, self->values,
                       self->lengths, self->formats, 1);
}

static gboolean
is_good (Statement *self)
{
  const ExecStatusType status = PQresultStatus (self->result);

  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
    return TRUE;
  _leren_postgres_note_failure (self->connection, self->result);
  return FALSE;
}

static gboolean
begin_whole (Statement *self)
{
  if (self->use != LEREN_PREPARE_LASTING && self->n_runs == 0)
    self->result = send_once (self, self->translated);
  else if (ensure_prepared (self))
    self->result = PQexecPrepared (self->connection->pg, self->name, self->n_places, self->values,
                                   self->lengths, self->formats, 1);
  else
    return FALSE;
  self->n_runs++;
  return is_good (self);
}

static gboolean
fetch (Statement *self)
{
  g_autofree char *sql =
    g_strdup_printf ("FETCH " G_STRINGIFY (ROWS_AT_ONCE) " FROM %s", self->cursor);

  PQclear (self->result);
  self->result = PQexecParams (self->connection->pg, sql, 0, NULL, NULL, NULL, NULL, 1);
  self->row = -1;
  return is_good (self);
}

static gboolean
begin_cursor (Statement *self)
{
  g_autofree char *name = _leren_postgres_make_name (self->connection);
  g_autofree char *sql =
    g_strdup_printf ("DECLARE %s NO SCROLL CURSOR FOR %s", name, self->translated);

  if (!_leren_postgres_take_result (self->connection, send_once (self, sql)))
    return FALSE;
  self->cursor = g_steal_pointer (&name);
  return fetch (self);
}

static gboolean
begin (Statement *self)
{
  self->row = -1;
  self->under_way = TRUE;
  if (self->use == LEREN_PREPARE_STREAM && self->n_places == 0)
    {
      self->stream = _leren_postgres_stream_new (self->connection, self->translated);
      return self->stream != NULL;
    }
  if ((self->use == LEREN_PREPARE_LARGE || self->use == LEREN_PREPARE_STREAM) &&
      PQtransactionStatus (self->connection->pg) == PQTRANS_INTRANS)
    return begin_cursor (self);
  return begin_whole (self);
}

static LerenStep
load (Statement *self)
{
  if (self->load == NULL)
    self->load = _leren_postgres_load_new (self->connection, self->translated);
  return self->load != NULL &&
             _leren_postgres_load_add (self->load, self->types, self->values, self->lengths)
           ? LEREN_STEP_DONE
           : LEREN_STEP_FAILED;
}

gboolean
_leren_postgres_statement_flush (LerenStatement *statement)
{
  const Statement *self = (Statement *) statement;

  return self->load == NULL || _leren_postgres_load_flush (self->load);
}

LerenStep
_leren_postgres_statement_step (LerenStatement *statement)
{
  Statement *self = (Statement *) statement;

  if (self->use == LEREN_PREPARE_LOAD)
    return load (self);
  if (!self->under_way && !begin (self))
    return LEREN_STEP_FAILED;
  if (self->stream != NULL)
    return _leren_postgres_stream_step (self->stream);
  if (self->result == NULL)
    return LEREN_STEP_FAILED;
  if (++self->row < PQntuples (self->result))
    return LEREN_STEP_ROW;
  if (self->cursor == NULL || PQntuples (self->result) < ROWS_AT_ONCE)
    return PQresultStatus (self->result) == PGRES_FATAL_ERROR ? LEREN_STEP_FAILED : LEREN_STEP_DONE;
  if (!fetch (self))
    return LEREN_STEP_FAILED;
  return ++self->row < PQntuples (self->result) ? LEREN_STEP_ROW : LEREN_STEP_DONE;
}

gboolean
_leren_postgres_statement_get_cell (LerenStatement *statement, int at, LerenCell *cell)
{
  const Statement *self = (Statement *) statement;

  if (self->stream != NULL)
    return _leren_postgres_stream_get_cell (self->stream, at, cell);
  if (self->result == NULL || self->row < 0 || self->row >= PQntuples (self->result) ||
      PQgetisnull (self->result, self->row, at))
    return _leren_postgres_read_cell (LEREN_OID_UNKNOWN, NULL, 0, cell);
  return _leren_postgres_read_cell (PQftype (self->result, at),
                                    PQgetvalue (self->result, self->row, at),
                                    PQgetlength (self->result, self->row, at), cell);
}

int
_leren_postgres_statement_get_n_columns (LerenStatement *statement)
{
  const Statement *self = (Statement *) statement;

  return self->stream != NULL ? _leren_postgres_stream_get_n_columns (self->stream)
                              : PQnfields (self->result);
}

const char *
_leren_postgres_statement_get_sql (LerenStatement *statement)
{
  return ((Statement *) statement)->sql;
}

void
_leren_postgres_statement_reset (LerenStatement *statement)
{
  Statement *self = (Statement *) statement;

  if (self->cursor != NULL && PQtransactionStatus (self->connection->pg) == PQTRANS_INTRANS)
    {
      g_autofree char *sql = g_strconcat ("CLOSE ", self->cursor, NULL);
      PQclear (PQexec (self->connection->pg, sql));
    }
  g_clear_pointer (&self->cursor, g_free);
  g_clear_pointer (&self->result, PQclear);
  g_clear_pointer (&self->stream, _leren_postgres_stream_free);
  self->under_way = FALSE;
}

void
_leren_postgres_statement_clear (LerenStatement *statement)
{
  Statement *self = (Statement *) statement;

  for (guint i = 0; i < self->n_places; i++)
    {
      self->types[i] = LEREN_OID_UNKNOWN;
      self->values[i] = NULL;
    }
}

void
_leren_postgres_statement_free (LerenStatement *statement)
{
  Statement *self = (Statement *) statement;

  _leren_postgres_statement_reset (statement);
  forget_prepared (self);
  g_clear_pointer (&self->load, _leren_postgres_load_free);
  g_free (self->sql);
  g_free (self->translated);
  g_free (self->types);
  g_free (self->values);
  g_free (self->lengths);
  g_free (self->formats);
  g_free (self->numbers);
  g_free (self->prepared_types);
  g_free (self);
}
