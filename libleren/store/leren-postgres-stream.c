/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-postgres-internal-private.h"

#include <string.h>

/* COPY is the quickest way out of a server, and holds one row at a time. It does not say of which types
 * the columns are, so that is asked before. */

/* "PGCOPY" and five bytes more, flags, the length of what follows them */
#define HEADER 19

typedef struct {
  const char *value;
  int length;
} Field;

struct _LerenPostgresStream {
  LerenPostgres *connection;
  guint n_columns;
  Oid *types;
  Field *fields;
  char *buffer; /* of libpq; NULL before the first */
  gboolean begun;
  gboolean ended;
  gboolean failed;
};

LerenPostgresStream *
_leren_postgres_stream_new (LerenPostgres *connection, const char *sql)
{
  LerenPostgresStream *self = g_new0 (LerenPostgresStream, 1);
  g_autofree char *copy = g_strdup_printf ("COPY (%s) TO STDOUT (FORMAT binary)", sql);

  self->connection = connection;
  self->types = _leren_postgres_describe (connection, sql, &self->n_columns);
  self->fields = g_new0 (Field, self->types != NULL ? self->n_columns : 0);
  if (self->types != NULL && _leren_postgres_run (connection, copy))
    return self;
  self->ended = TRUE;
  _leren_postgres_stream_free (self);
  return NULL;
}

static inline guint32
read_length (const char *at)
{
  guint32 length;

  memcpy (&length, at, sizeof length);
  return GUINT32_FROM_BE (length);
}

/* FALSE where it is not as the format has it */
static gboolean
read_fields (LerenPostgresStream *self, char *at, const char *end)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      guint32 length;

      if (end - at < 4)
        return FALSE;
      length = read_length (at);
      /* texts are terminated: here, where the length of this one stood, ends the one before */
      *at = '\0';
      at += 4;
      if (length == G_MAXUINT32)
        {
          self->fields[i].value = NULL;
          continue;
        }
      if (length > (gsize) (end - at))
        return FALSE;
      self->fields[i] = (Field){ at, length };
      at += length;
    }
  return at == end;
}

static LerenStep
fail (LerenPostgresStream *self)
{
  self->failed = TRUE;
  _leren_postgres_set_failure (self->connection, "08P01", "COPY gave what is no row");
  return LEREN_STEP_FAILED;
}

/* After the last row, or the failure of the server */
static LerenStep
end (LerenPostgresStream *self)
{
  PGresult *result;
  gboolean good = TRUE;

  self->ended = TRUE;
  while ((result = PQgetResult (self->connection->pg)) != NULL)
    good = _leren_postgres_take_result (self->connection, result) && good;
  self->failed = !good;
  return good ? LEREN_STEP_DONE : LEREN_STEP_FAILED;
}

LerenStep
_leren_postgres_stream_step (LerenPostgresStream *self)
{
  if (self->failed)
    return LEREN_STEP_FAILED;
  while (!self->ended)
    {
      char *at;
      int length;

      g_clear_pointer (&self->buffer, PQfreemem);
      length = PQgetCopyData (self->connection->pg, &self->buffer, FALSE);
      if (length < 0)
        return end (self);
      at = self->buffer;
      if (!self->begun)
        {
          if (length < HEADER || memcmp (at, "PGCOPY\n\377\r\n", 11) != 0)
            return fail (self);
          at += HEADER + read_length (at + HEADER - 4);
          self->begun = TRUE;
        }
      /* the header can come alone, and -1 columns are the end */
      if (self->buffer + length - at < 2 || (guint8) *at == 0xff)
        continue;
      return read_fields (self, at + 2, self->buffer + length) ? LEREN_STEP_ROW : fail (self);
    }
  return LEREN_STEP_DONE;
}

gboolean
_leren_postgres_stream_get_cell (LerenPostgresStream *self, int at, LerenCell *cell)
{
  return _leren_postgres_read_cell (self->types[at], self->fields[at].value,
                                    self->fields[at].length, cell);
}

int
_leren_postgres_stream_get_n_columns (LerenPostgresStream *self)
{
  return self->n_columns;
}

/* What is not wanted any more is not sent for. */
static void
stop (LerenPostgresStream *self)
{
  PGcancel *cancel = PQgetCancel (self->connection->pg);
  char said[256];
  int length;

  PQcancel (cancel, said, sizeof said);
  PQfreeCancel (cancel);
  do
    {
      g_clear_pointer (&self->buffer, PQfreemem);
      length = PQgetCopyData (self->connection->pg, &self->buffer, FALSE);
    }
  while (length > 0);
  end (self);
}

void
_leren_postgres_stream_free (LerenPostgresStream *self)
{
  if (!self->ended)
    stop (self);
  g_clear_pointer (&self->buffer, PQfreemem);
  g_free (self->types);
  g_free (self->fields);
  g_free (self);
}
