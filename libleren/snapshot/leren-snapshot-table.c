/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-snapshot-walk-private.h"
#include "snapshot/leren-table-private.h"

#include "core/leren-time-private.h"
/* A table keeps those rows that the scope has, and says which were changed or deleted since. */

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

typedef struct {
  const LerenRows *rows;
  LerenTable *table;
  guint32 n_kept;
} Reading;

static void
visit (guint32 row, LerenFate fate, sqlite3_stmt *statement, gpointer data)
{
  Reading *reading = data;
  const LerenDeclaration *declaration = reading->rows->declaration;

  if (!_leren_rows_in_scope (reading->rows, row))
    return;
  if (fate == LEREN_FATE_GONE)
    {
      _leren_table_add_gone (reading->table, _leren_rows_dup_id (reading->rows, row));
      return;
    }
  if (fate == LEREN_FATE_CHANGED)
    _leren_table_add_changed (reading->table, _leren_rows_dup_id (reading->rows, row));
  for (guint i = 0; i < declaration->n_fields; i++)
    add_cell (reading->table, i, declaration->fields[i], statement, LEREN_WALK_FIRST_MEMBER + i);
  reading->n_kept++;
}

LerenTable *
_leren_snapshot_read_table (LerenSnapshot *self, const LerenRows *rows, GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (LerenTable) table = _leren_table_new ();
  g_autofree const char **members = g_new0 (const char *, rows->declaration->n_fields + 1);
  Reading reading = { rows, table, 0 };

  for (guint i = 0; i < rows->declaration->n_fields; i++)
    {
      const LerenField *field = rows->declaration->fields[i];
      LerenColumnKind kind = kind_for (field);

      members[i] = field->name;
      _leren_table_add_column (table, field->name, kind,
                               kind == LEREN_COLUMN_KIND_CATEGORY ? field->words : NULL);
    }
  if (!_leren_snapshot_walk (self, rows, members, visit, &reading, cancellable, error))
    return NULL;
  _leren_table_seal (table, reading.n_kept);
  return g_steal_pointer (&table);
}
