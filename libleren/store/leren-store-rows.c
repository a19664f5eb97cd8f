/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>

static char *
insert_sql (LerenStore *self, const LerenStoreTable *table)
{
  g_autofree char *name = _leren_store_base_name (self, table->declaration->name);
  const gboolean has_owner = self->db->driver->owner_of != NULL;
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO %s (_rowid_, %s%s) VALUES (?1", name, table->columns,
                          has_owner ? ", \"" LEREN_COLUMN_OWNER "\"" : "");
  for (guint i = 0; i < table->declaration->n_fields + LEREN_N_HIDDEN_COLUMNS; i++)
    g_string_append_printf (sql, ", ?%u", i + 2);
  /* an import finds those of many at once */
  if (has_owner && self->importing)
    g_string_append_printf (sql, ", ?%u",
                            table->declaration->n_fields + LEREN_N_HIDDEN_COLUMNS + 2);
  else if (has_owner)
    {
      g_string_append (sql, ", ");
      _leren_store_append_owner (self, table->declaration, 2, sql);
    }
  g_string_append (sql,
                   has_owner && !self->importing ? ") RETURNING \"" LEREN_COLUMN_OWNER "\"" : ")");
  return g_string_free (sql, FALSE);
}

LerenStatement *
_leren_store_insert_statement (LerenStore *self, LerenStoreTable *table, GError **error)
{
  if (table->insert == NULL)
    {
      g_autofree char *sql = insert_sql (self, table);
      table->insert =
        _leren_store_prepare_for (self, _ ("save a record"), sql,
                                  self->importing ? LEREN_PREPARE_LOAD : LEREN_PREPARE_ONCE, error);
    }
  return table->insert;
}

/* With an owner it says whether there was such a row. */
static LerenStatement *
update_statement (LerenStore *self, LerenStoreTable *table, gboolean of_owner, GError **error)
{
  LerenStatement **update = of_owner ? &table->update_of_owner : &table->update;

  if (*update == NULL)
    {
      g_autofree char *name = _leren_store_base_name (self, table->declaration->name);
      g_autoptr (GString) sql = g_string_new (NULL);
      guint n_fields = table->declaration->n_fields;

      g_string_append_printf (sql, "UPDATE %s SET ", name);
      for (guint i = 0; i < n_fields; i++)
        {
          g_autofree char *column = _leren_quote_identifier (table->declaration->fields[i]->name);
          g_string_append_printf (sql, "%s = ?%u, ", column, i + 2);
        }
      g_string_append_printf (sql,
                              "\"" LEREN_COLUMN_UNKNOWN "\" = ?%u, \"" LEREN_COLUMN_AS_GIVEN
                              "\" = ?%u, \"" LEREN_COLUMN_REVISION "\" = ?%u WHERE _rowid_ = ?1",
                              n_fields + 2, n_fields + 3, n_fields + 4);
      if (of_owner)
        g_string_append_printf (sql, LEREN_AND_OWNER ("%u") " RETURNING 1", n_fields + 5);
      *update = _leren_store_prepare (self, _ ("save a record"), sql->str, error);
    }
  return *update;
}

LerenCell
_leren_row_get_kept (const LerenRow *row, guint column)
{
  const guint n_fields = row->declaration->n_fields;

  if (column < n_fields)
    return row->cells[column];
  if (column == n_fields)
    return row->unknown_members;
  if (column == n_fields + 1)
    return row->numbers_as_given;
  return (LerenCell){ .kind = LEREN_CELL_INTEGER, .integer = row->revision };
}

void
_leren_store_bind_row (LerenStatement *statement, int first, const LerenRow *row)
{
  for (guint i = 0; i < row->declaration->n_fields + LEREN_N_HIDDEN_COLUMNS; i++)
    {
      const LerenCell cell = _leren_row_get_kept (row, i);

      _leren_statement_bind (statement, first + i, &cell);
    }
}

/* @statement may be NULL: then there is an error already. It is to be reset. */
static LerenStep
run (LerenStore *self, LerenStatement *statement, gint64 rowid, const LerenRow *row, GError **error)
{
  LerenStep result;

  if (statement == NULL)
    return LEREN_STEP_FAILED;
  _leren_statement_bind_integer (statement, 1, rowid);
  _leren_store_bind_row (statement, 2, row);
  result = _leren_statement_step (statement);
  if (result == LEREN_STEP_FAILED)
    _leren_store_set_error (self, self->db, _ ("save a record"), error);
  return result;
}

static gboolean
insert_row (LerenStore *self, LerenStoreTable *table, gint64 rowid, const LerenRow *row,
            GError **error)
{
  LerenStatement *statement = _leren_store_insert_statement (self, table, error);
  const LerenStep result = run (self, statement, rowid, row, error);

  if (result == LEREN_STEP_ROW)
    _leren_store_note_owner (self, rowid, statement, 0);
  if (statement != NULL)
    _leren_statement_reset (statement);
  return result != LEREN_STEP_FAILED;
}

static gboolean
update_row (LerenStore *self, LerenStoreTable *table, gint64 rowid, const LerenRow *row,
            GError **error)
{
  const char *owner = _leren_store_get_row_owner (self, rowid);
  LerenStatement *statement = update_statement (self, table, owner != NULL, error);
  LerenStep result;

  if (statement != NULL && owner != NULL)
    _leren_statement_bind_text (statement, row->declaration->n_fields + 5, owner, -1);
  result = run (self, statement, rowid, row, error);
  if (statement != NULL)
    _leren_statement_reset (statement);
  if (result != LEREN_STEP_DONE || owner == NULL)
    return result != LEREN_STEP_FAILED;
  _leren_store_forget_owner (self);
  return update_row (self, table, rowid, row, error);
}

void
_leren_row_stamp (LerenRow *row, gboolean is_new, const char *now, int *stamped)
{
  int field = is_new ? LEREN_RECORD_CREATED : LEREN_RECORD_MODIFIED;

  *stamped = -1;
  if (is_new && row->cells[field].kind != LEREN_CELL_ABSENT)
    return;
  row->cells[field] = _leren_cell_text (now, -1);
  *stamped = field;
}

static LerenStatement *
select_statement (LerenStore *self, LerenStoreTable *table, gboolean of_owner, GError **error)
{
  LerenStatement **select = of_owner ? &table->select_of_owner : &table->select;

  if (*select == NULL)
    {
      g_autofree char *source = _leren_store_row_source (self, table->declaration->name);
      g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s%s", table->columns, source,
                                              of_owner ? LEREN_AND_OWNER ("2") : "");

      *select = _leren_store_prepare (self, "read a record", sql, error);
    }
  return *select;
}

LerenStatement *
_leren_store_select_row (LerenStore *self, LerenStoreTable *table, gint64 row_number, LerenRow *row,
                         GError **error)
{
  const char *owner = _leren_store_get_row_owner (self, row_number);
  LerenStatement *statement = select_statement (self, table, owner != NULL, error);
  LerenStep result;

  if (statement == NULL)
    return NULL;
  _leren_statement_bind_integer (statement, 1, row_number);
  if (owner != NULL)
    _leren_statement_bind_text (statement, 2, owner, -1);
  result = _leren_statement_step (statement);
  if (result == LEREN_STEP_DONE && owner != NULL)
    {
      _leren_statement_reset (statement);
      _leren_store_forget_owner (self);
      return _leren_store_select_row (self, table, row_number, row, error);
    }
  if (result != LEREN_STEP_ROW)
    _leren_store_set_error (self, self->db, "read a record", error);
  else if (_leren_store_row_from_statement (self, statement, 0, table->declaration, row, error))
    return statement;
  _leren_statement_reset (statement);
  return NULL;
}

/* The row as it is in the table goes into the journal, and the row that takes its place learns the
 * number of the entry. */
static gboolean
note_change (LerenStore *self, LerenStoreTable *table, gint64 rowid, LerenRow *row,
             const LerenPut *put, GError **error)
{
  const LerenCell *id = &row->cells[LEREN_RECORD_ID];
  LerenJournalNote note = { put->change, put->now, row->declaration->name, id->text, id->length };
  g_autofree LerenCell *cells = NULL;
  g_autoptr (GString) old = NULL;
  LerenRow there = { 0 };
  LerenStatement *statement;

  if (put->change == LEREN_CHANGE_CHANGED)
    {
      cells = g_new (LerenCell, table->declaration->n_fields);
      there.cells = cells;
      statement = _leren_store_select_row (self, table, rowid, &there, error);
      if (statement == NULL)
        return FALSE;
      old = g_string_new (NULL);
      _leren_row_write (&there, old);
      _leren_statement_reset (statement);
      note.before = there.revision;
      note.old = old->str;
      note.old_length = old->len;
      if (put->goes_on_from != LEREN_REVISION_UNKNOWN && put->goes_on_from != there.revision)
        {
          _leren_store_set_conflict (self, row, put->goes_on_from, there.revision, old->str, error);
          return FALSE;
        }
    }
  return _leren_journal_write (self, &note, &row->revision, error);
}

gboolean
_leren_store_write_row (LerenStore *self, LerenStoreTable *table, gint64 rowid, const LerenRow *row,
                        gboolean is_new, GError **error)
{
  gboolean indexed = table->has_text && _leren_text_index_exists (self, table);

  if (!is_new && indexed && !_leren_text_index_remove (self, table, rowid, error))
    return FALSE;
  if (!(is_new ? insert_row : update_row) (self, table, rowid, row, error) ||
      (indexed && !_leren_text_index_add (self, table, rowid, error)))
    return FALSE;
  _leren_text_index_outdate (self);
  return TRUE;
}

gboolean
_leren_store_put_row (LerenStore *self, LerenStoreTable *table, LerenRow *row, LerenPut *put,
                      GError **error)
{
  const LerenCell *id = &row->cells[LEREN_RECORD_ID];
  gint64 rowid = 0;
  const char *type;
  /* where a record leads is known at once, so that what comes of it tells a reader nothing of what is
   * hidden there */
  const gboolean deferred = self->transaction != NULL && self->reader == NULL;
  g_autofree char *owner = NULL;

  if (!_leren_store_find_any (self, id->text, id->length, LEREN_HOLD_TO_CHANGE, &type, &rowid,
                              error) ||
      (self->reader != NULL && !_leren_reader_check_before (self, type, row, rowid, error)))
    return FALSE;
  if (type != NULL && !g_str_equal (type, table->declaration->name))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_DUPLICATE,
                   _ ("member “id” is used by a record of type %s already; choose another"), type);
      _leren_row_prefix_error (row, error);
      return FALSE;
    }
  if (type == NULL && put->goes_on_from != LEREN_REVISION_UNKNOWN)
    return _leren_store_set_conflict (self, row, put->goes_on_from, 0, NULL, error);
  put->change = type == NULL ? LEREN_CHANGE_ADDED : LEREN_CHANGE_CHANGED;
  _leren_row_stamp (row, type == NULL, put->now, &put->stamped);
  if (type == NULL && !_leren_store_next_rowid (self, &rowid, error))
    return FALSE;
  if (!note_change (self, table, rowid, row, put, error) ||
      !_leren_store_write_row (self, table, rowid, row, type == NULL, error))
    return FALSE;
  owner = g_strdup (_leren_store_get_row_owner (self, rowid));
  /* nothing can refer to a record that is new, unless a transaction left that open */
  return _leren_store_check_references (self, row, deferred, error) &&
         (self->reader == NULL || _leren_reader_check_after (self, row, rowid, error)) &&
         _leren_store_check_chains (self, row, error) &&
         _leren_store_check_meaning_of (self, row, rowid, owner,
                                        type != NULL || self->n_pending_references > 0, error);
}
