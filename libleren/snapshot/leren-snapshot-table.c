/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-snapshot-private.h"
#include "snapshot/leren-table-private.h"

#include "core/leren-time-private.h"
#include "store/leren-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Texts are no part of a snapshot: a table reads its type's rows again, keeps those that the
 * snapshot has, and says which of them were changed or deleted since. */

#define FIRST_FIELD 1 /* after the rowid */
#define ROWS_BETWEEN_LOOKS 8192

static LerenColumnKind
kind_for (const LerenField *field)
{
  switch (field->kind)
    {
    case LEREN_FIELD_KIND_INTEGER:
      return LEREN_COLUMN_KIND_INTEGER;
    case LEREN_FIELD_KIND_NUMBER:
      return LEREN_COLUMN_KIND_NUMBER;
    case LEREN_FIELD_KIND_BOOLEAN:
      return LEREN_COLUMN_KIND_BOOLEAN;
    case LEREN_FIELD_KIND_TIME:
      return LEREN_COLUMN_KIND_TIME;
    case LEREN_FIELD_KIND_DATE:
      return LEREN_COLUMN_KIND_DATE;
    case LEREN_FIELD_KIND_ENUM:
    case LEREN_FIELD_KIND_CONCEPT:
      return field->words != NULL ? LEREN_COLUMN_KIND_CATEGORY : LEREN_COLUMN_KIND_TEXT;
    case LEREN_FIELD_KIND_TEXT:
    case LEREN_FIELD_KIND_FRAMEWORK:
    case LEREN_FIELD_KIND_REFERENCE:
      return LEREN_COLUMN_KIND_TEXT;
    case LEREN_FIELD_KIND_TEXTS:
    case LEREN_FIELD_KIND_WORDS:
    case LEREN_FIELD_KIND_CONCEPTS:
    case LEREN_FIELD_KIND_REFERENCES:
    case LEREN_FIELD_KIND_JSON:
      return LEREN_COLUMN_KIND_LIST;
    }
  g_assert_not_reached ();
}

static void
add_cell (LerenTable *table, guint column, const LerenField *field, sqlite3_stmt *statement, int at)
{
  const char *text;
  gsize length;
  gint64 time;
  gint32 days;
  gint place;

  if (sqlite3_column_type (statement, at) == SQLITE_NULL)
    {
      _leren_table_add_absent (table, column);
      return;
    }
  switch (leren_table_get_column_kind (table, column))
    {
    case LEREN_COLUMN_KIND_BOOLEAN:
    case LEREN_COLUMN_KIND_INTEGER:
      _leren_table_add_integer (table, column, sqlite3_column_int64 (statement, at));
      return;
    case LEREN_COLUMN_KIND_NUMBER:
      _leren_table_add_number (table, column, sqlite3_column_double (statement, at));
      return;
    default:
      break;
    }

  text = (const char *) sqlite3_column_text (statement, at);
  length = sqlite3_column_bytes (statement, at);
  switch (leren_table_get_column_kind (table, column))
    {
    case LEREN_COLUMN_KIND_CATEGORY:
      place = _leren_field_find_word (field, text, length);
      if (place >= 0)
        _leren_table_add_integer (table, column, place);
      else
        _leren_table_add_absent (table, column);
      break;
    case LEREN_COLUMN_KIND_TIME:
      if (_leren_time_parse (text, length, &time))
        _leren_table_add_integer (table, column, time);
      else
        _leren_table_add_absent (table, column);
      break;
    case LEREN_COLUMN_KIND_DATE:
      if (_leren_date_parse (text, length, &days))
        _leren_table_add_integer (table, column, days);
      else
        _leren_table_add_absent (table, column);
      break;
    default:
      _leren_table_add_text (table, column, text, length);
    }
}

static char *
make_sql (const LerenDeclaration *declaration)
{
  GString *sql = g_string_new ("SELECT _rowid_");

  for (guint i = 0; i < declaration->n_fields; i++)
    {
      g_string_append (sql, ", ");
      _leren_append_identifier (sql, declaration->fields[i]->name);
    }
  g_string_append (sql, " FROM ");
  _leren_append_identifier (sql, declaration->name);
  g_string_append (sql, " ORDER BY _rowid_");
  return g_string_free (sql, FALSE);
}

static gboolean
same_id (const LerenRows *rows, guint32 row, sqlite3_stmt *statement)
{
  const int at = FIRST_FIELD + LEREN_RECORD_ID;
  const char *text = (const char *) sqlite3_column_text (statement, at);
  gsize length;
  const char *id = _leren_rows_id (rows, row, &length);

  return text != NULL && length == (gsize) sqlite3_column_bytes (statement, at) &&
         memcmp (id, text, length) == 0;
}

/* a store writes the time at which it saves a record again */
static gboolean
is_changed (LerenSnapshot *self, sqlite3_stmt *statement)
{
  const int at = FIRST_FIELD + LEREN_RECORD_MODIFIED;
  const char *text = (const char *) sqlite3_column_text (statement, at);
  gint64 modified;

  return text != NULL &&
         _leren_time_parse (text, sqlite3_column_bytes (statement, at), &modified) &&
         modified >= _leren_snapshot_get_moment (self);
}

static int
read_rows (LerenSnapshot *self, const LerenRows *rows, LerenTable *table, sqlite3_stmt *statement,
           GCancellable *cancellable)
{
  const LerenDeclaration *declaration = rows->declaration;
  guint32 row = 0, n_kept = 0, n_read = 0;
  int read;

  while ((read = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const gint64 rowid = sqlite3_column_int64 (statement, 0);

      if (n_read++ % ROWS_BETWEEN_LOOKS == 0 && g_cancellable_is_cancelled (cancellable))
        return SQLITE_INTERRUPT;
      for (; row < rows->n_rows && rows->rowids[row] < rowid; row++)
        if (_leren_rows_in_scope (rows, row))
          _leren_table_add_gone (table, _leren_rows_dup_id (rows, row));
      if (row == rows->n_rows || rows->rowids[row] != rowid)
        continue;
      if (_leren_rows_in_scope (rows, row) && !same_id (rows, row, statement))
        _leren_table_add_gone (table, _leren_rows_dup_id (rows, row));
      else if (_leren_rows_in_scope (rows, row))
        {
          if (is_changed (self, statement))
            _leren_table_add_changed (table, _leren_rows_dup_id (rows, row));
          for (guint i = 0; i < declaration->n_fields; i++)
            add_cell (table, i, declaration->fields[i], statement, FIRST_FIELD + i);
          n_kept++;
        }
      row++;
    }
  for (; row < rows->n_rows; row++)
    if (_leren_rows_in_scope (rows, row))
      _leren_table_add_gone (table, _leren_rows_dup_id (rows, row));
  if (read == SQLITE_DONE)
    _leren_table_seal (table, n_kept);
  return read;
}

LerenTable *
_leren_snapshot_read_table (LerenSnapshot *self, const LerenRows *rows, GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (LerenTable) table = _leren_table_new ();
  g_autofree char *sql = make_sql (rows->declaration);
  sqlite3_stmt *statement = NULL;
  sqlite3 *db;
  int read;

  for (guint i = 0; i < rows->declaration->n_fields; i++)
    {
      const LerenField *field = rows->declaration->fields[i];
      LerenColumnKind kind = kind_for (field);

      _leren_table_add_column (table, field->name, kind,
                               kind == LEREN_COLUMN_KIND_CATEGORY ? field->words : NULL);
    }

  db = _leren_store_lock (self->store, error);
  if (db == NULL)
    return NULL;
  read = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);
  if (read == SQLITE_OK)
    read = read_rows (self, rows, table, statement, cancellable);
  if (read != SQLITE_DONE && !g_cancellable_set_error_if_cancelled (cancellable, error))
    _leren_store_set_error (self->store, db, _ ("read a table"), error);
  sqlite3_finalize (statement);
  _leren_store_unlock (self->store);
  return read == SQLITE_DONE ? g_steal_pointer (&table) : NULL;
}
