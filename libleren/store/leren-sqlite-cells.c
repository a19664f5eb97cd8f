/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-sqlite-private.h"

/* The table-valued function leren_cells (?1): what stands in memory, as a table. One statement that reads
 * a thousand rows there takes half of what one takes that is begun and ended a thousand times. */

#define POINTER_TYPE "leren-cells"
#define SOURCE_COLUMN LEREN_SQLITE_N_CELLS /* the hidden one: the pointer */

typedef struct {
  sqlite3_vtab_cursor parent;
  const LerenCells *cells;
  guint row;
} Cursor;

static int
cells_connect (sqlite3 *db, void *data, int n_arguments, const char *const *arguments,
               sqlite3_vtab **table, char **message)
{
  g_autoptr (GString) sql = g_string_new ("CREATE TABLE x (");
  int result;

  for (guint i = 0; i < LEREN_SQLITE_N_CELLS; i++)
    g_string_append_printf (sql, "c%u, ", i);
  g_string_append (sql, "source HIDDEN)");
  result = sqlite3_declare_vtab (db, sql->str);
  if (result != SQLITE_OK)
    return result;
  /* nothing that a file brings along can ask for it */
  sqlite3_vtab_config (db, SQLITE_VTAB_DIRECTONLY);
  *table = sqlite3_malloc (sizeof **table);
  if (*table == NULL)
    return SQLITE_NOMEM;
  memset (*table, 0, sizeof **table);
  return SQLITE_OK;
}

static int
cells_disconnect (sqlite3_vtab *table)
{
  sqlite3_free (table);
  return SQLITE_OK;
}

static int
cells_best_index (sqlite3_vtab *table, sqlite3_index_info *info)
{
  for (int i = 0; i < info->nConstraint; i++)
    if (info->aConstraint[i].iColumn == SOURCE_COLUMN && info->aConstraint[i].usable &&
        info->aConstraint[i].op == SQLITE_INDEX_CONSTRAINT_EQ)
      {
        info->aConstraintUsage[i].argvIndex = 1;
        info->aConstraintUsage[i].omit = 1;
        info->estimatedCost = 1;
        info->estimatedRows = 1000;
        return SQLITE_OK;
      }
  return SQLITE_CONSTRAINT;
}

static int
cells_open (sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
  Cursor *self = sqlite3_malloc (sizeof (Cursor));

  if (self == NULL)
    return SQLITE_NOMEM;
  memset (self, 0, sizeof *self);
  *cursor = &self->parent;
  return SQLITE_OK;
}

static int
cells_close (sqlite3_vtab_cursor *cursor)
{
  sqlite3_free (cursor);
  return SQLITE_OK;
}

static int
cells_filter (sqlite3_vtab_cursor *cursor, int number, const char *text, int n_values,
              sqlite3_value **values)
{
  Cursor *self = (Cursor *) cursor;

  self->cells = sqlite3_value_pointer (values[0], POINTER_TYPE);
  self->row = 0;
  return SQLITE_OK;
}

static int
cells_next (sqlite3_vtab_cursor *cursor)
{
  ((Cursor *) cursor)->row++;
  return SQLITE_OK;
}

/* What is no pointer of ours has no rows. */
static int
cells_eof (sqlite3_vtab_cursor *cursor)
{
  const Cursor *self = (Cursor *) cursor;

  return self->cells == NULL || self->row >= self->cells->n_rows;
}

static int
cells_column (sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
  const Cursor *self = (Cursor *) cursor;
  LerenCell cell = { .kind = LEREN_CELL_ABSENT };

  if (column < SOURCE_COLUMN)
    self->cells->get_cell (self->cells->data, self->row, column, &cell);
  switch (cell.kind)
    {
    case LEREN_CELL_ABSENT:
      break;
    case LEREN_CELL_TEXT:
      sqlite3_result_text64 (context, cell.text, cell.length, SQLITE_STATIC, SQLITE_UTF8);
      break;
    case LEREN_CELL_INTEGER:
      sqlite3_result_int64 (context, cell.integer);
      break;
    case LEREN_CELL_REAL:
      sqlite3_result_double (context, cell.real);
      break;
    }
  return SQLITE_OK;
}

static int
cells_rowid (sqlite3_vtab_cursor *cursor, sqlite3_int64 *rowid)
{
  *rowid = ((Cursor *) cursor)->row;
  return SQLITE_OK;
}

void
_leren_sqlite_add_cells (sqlite3 *db)
{
  static const sqlite3_module module = {
    .xConnect = cells_connect,
    .xDisconnect = cells_disconnect,
    .xBestIndex = cells_best_index,
    .xOpen = cells_open,
    .xClose = cells_close,
    .xFilter = cells_filter,
    .xNext = cells_next,
    .xEof = cells_eof,
    .xColumn = cells_column,
    .xRowid = cells_rowid,
  };

  sqlite3_create_module_v2 (db, "leren_cells", &module, NULL, NULL);
}

void
_leren_sqlite_bind_cells (LerenStatement *self, int at, const LerenCells *cells)
{
  sqlite3_bind_pointer (_leren_sqlite_get_statement (self), at, (void *) cells, POINTER_TYPE, NULL);
}
