/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-postgres-internal-private.h"

#include <string.h>

/* COPY is the quickest way into a server. Rows of many tables come mixed and a connection copies into
 * one at a time, so each table's are kept back until there are enough of them. */

/* of the rows that are kept back: enough that asking the server for each such part costs little */
#define BYTES_AT_ONCE (256 * 1024)

/* the same at the beginning of all that is sent: no flags, and nothing more in the header */
static const char header[] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0";
static const char trailer[] = { '\377', '\377' };

struct _LerenPostgresLoad {
  LerenPostgres *connection;
  char *copy; /* SQL */
  guint n_columns;
  Oid *types;
  GString *rows; /* after the header */
};

/* The first @wanted outside of quotation marks; NULL where there is none */
static const char *
find_outside_quotes (const char *sql, char wanted)
{
  char quote = '\0';

  for (; *sql != '\0'; sql++)
    if (quote != '\0')
      quote = *sql == quote ? '\0' : quote;
    else if (*sql == wanted)
      return sql;
    else if (*sql == '"' || *sql == '\'')
      quote = *sql;
  return NULL;
}

LerenPostgresLoad *
_leren_postgres_load_new (LerenPostgres *connection, const char *insert)
{
  const char *table = insert + strlen ("INSERT INTO ");
  const char *columns = find_outside_quotes (table, '(');
  const char *end = find_outside_quotes (columns, ')');
  g_autofree char *name = g_strndup (table, columns - table);
  g_autofree char *inside = g_strndup (columns + 1, end - columns - 1);
  g_autofree char *select = g_strdup_printf ("SELECT %s FROM %s", inside, name);
  LerenPostgresLoad *self = g_new0 (LerenPostgresLoad, 1);

  self->connection = connection;
  self->copy = g_strdup_printf ("COPY %s(%s) FROM STDIN (FORMAT binary)", name, inside);
  self->rows = g_string_new_len (header, sizeof header - 1);
  self->types = _leren_postgres_describe (connection, select, &self->n_columns);
  if (self->types == NULL)
    g_clear_pointer (&self, _leren_postgres_load_free);
  return self;
}

static void
append_length (GString *rows, gint32 length)
{
  const gint32 bytes = GINT32_TO_BE (length);

  g_string_append_len (rows, (const char *) &bytes, sizeof bytes);
}

/* A whole number for a column of others too */
static void
append_real (GString *rows, const char *value)
{
  guint64 bits;
  double real;

  memcpy (&bits, value, sizeof bits);
  real = (double) (gint64) GUINT64_FROM_BE (bits);
  memcpy (&bits, &real, sizeof bits);
  bits = GUINT64_TO_BE (bits);
  append_length (rows, sizeof bits);
  g_string_append_len (rows, (const char *) &bits, sizeof bits);
}

static gboolean
append_value (LerenPostgresLoad *self, guint column, Oid type, const char *value, int length)
{
  if (type == LEREN_OID_INT8 && self->types[column] == LEREN_OID_FLOAT8)
    {
      append_real (self->rows, value);
      return TRUE;
    }
  if (type != self->types[column])
    {
      _leren_postgres_set_failure (self->connection, "42804", "a value of another type");
      return FALSE;
    }
  append_length (self->rows, length);
  g_string_append_len (self->rows, value, length);
  return TRUE;
}

gboolean
_leren_postgres_load_add (LerenPostgresLoad *self, const Oid *types, const char *const *values,
                          const int *lengths)
{
  const guint16 n_columns = GUINT16_TO_BE (self->n_columns);
  const gsize before = self->rows->len;

  g_string_append_len (self->rows, (const char *) &n_columns, sizeof n_columns);
  for (guint i = 0; i < self->n_columns; i++)
    if (values[i] == NULL)
      append_length (self->rows, -1);
    else if (!append_value (self, i, types[i], values[i], lengths[i]))
      {
        g_string_truncate (self->rows, before);
        return FALSE;
      }
  return self->rows->len < BYTES_AT_ONCE || _leren_postgres_load_flush (self);
}

/* What the server says of all that it was sent */
static gboolean
end (LerenPostgresLoad *self)
{
  PGresult *result;
  gboolean good = TRUE;

  while (good && (result = PQgetResult (self->connection->pg)) != NULL)
    {
      /* what could not be sent to its end is still waited for */
      const gboolean waits = PQresultStatus (result) == PGRES_COPY_IN;

      good = _leren_postgres_take_result (self->connection, result) && !waits;
    }
  return good;
}

gboolean
_leren_postgres_load_flush (LerenPostgresLoad *self)
{
  PGconn *pg = self->connection->pg;
  gboolean sent;

  if (self->rows->len == sizeof header - 1)
    return TRUE;
  if (!_leren_postgres_run (self->connection, self->copy))
    return FALSE;
  g_string_append_len (self->rows, trailer, sizeof trailer);
  sent = PQputCopyData (pg, self->rows->str, self->rows->len) == 1 && PQputCopyEnd (pg, NULL) == 1;
  g_string_truncate (self->rows, sizeof header - 1);
  if (!sent)
    _leren_postgres_note_failure (self->connection, NULL);
  return end (self) && sent;
}

void
_leren_postgres_load_free (LerenPostgresLoad *self)
{
  g_free (self->copy);
  g_free (self->types);
  g_string_free (self->rows, TRUE);
  g_free (self);
}
