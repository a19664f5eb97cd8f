/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-audit-private.h"
#include "store/leren-transaction-private.h"

#include <glib/gi18n-lib.h>

/* Several records at once. Those that are new, of one type and next to each other are written with one
 * statement where the engine reads cells; all others, and all where it does not, one by one. What
 * one refers to is looked for when all are written. */

/* fewer are written sooner one by one */
#define FEWEST_IN_RUN 4

/* Those that are written together: new ones of one type */
typedef struct {
  GPtrArray *saves; /* of LerenPreparedSave; not owned */
  LerenStoreTable *table;
  gint64 first_row;
} Run;

typedef struct {
  LerenStore *store;
  GPtrArray *saves; /* of LerenPreparedSave */
  gint64 *rows;     /* the row of each that was written with others, or 0 */
  gboolean *alone;  /* whether each is saved by itself */
} Batch;

static const LerenPreparedSave *
save_at (const GPtrArray *saves, guint at)
{
  return g_ptr_array_index (saves, at);
}

/* columns: the id */
static void
get_id_cell (gconstpointer data, guint row, guint column, LerenCell *cell)
{
  if (column == 0)
    *cell = save_at (data, row)->row.cells[LEREN_RECORD_ID];
}

/* columns: the number of the row, and what is kept of it */
static void
get_row_cell (gconstpointer data, guint row, guint column, LerenCell *cell)
{
  const Run *run = data;

  if (column == 0)
    *cell = (LerenCell){ .kind = LEREN_CELL_INTEGER, .integer = run->first_row + row };
  else
    *cell = _leren_row_get_kept (&save_at (run->saves, row)->row, column - 1);
}

static LerenStatement *
borrow_for_cells (LerenStore *self, const char *doing, const char *sql, const LerenCells *cells,
                  GError **error)
{
  LerenStatement *statement = _leren_store_borrow (self, doing, sql, error);

  if (statement != NULL)
    self->db->driver->bind_cells (statement, 1, cells);
  return statement;
}

/* Those that are in the table already are changed, each by itself. */
static gboolean
find_in_table (Batch *self, const char *table, GError **error)
{
  LerenStore *store = self->store;
  const LerenCells cells = { self->saves->len, get_id_cell, self->saves };
  g_autofree char *name = _leren_quote_identifier (table);
  g_autofree char *has_rows = g_strdup_printf ("SELECT 1 FROM %s LIMIT ?1", name);
  g_autofree char *sql =
    g_strdup_printf ("SELECT w._rowid_ FROM %s AS w CROSS JOIN %s AS t ON t.\"id\" = w.c0",
                     store->db->driver->cells, name);
  LerenStatement *statement;
  LerenStep result;
  gboolean some;

  if (!_leren_store_has_row (store, has_rows, 1, &some, error))
    return FALSE;
  if (!some)
    return TRUE;
  statement = borrow_for_cells (store, _ ("look up an id"), sql, &cells, error);
  if (statement == NULL)
    return FALSE;
  while ((result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    self->alone[_leren_statement_get_integer (statement, 0)] = TRUE;
  if (result != LEREN_STEP_DONE)
    _leren_store_set_error (store, store->db, _ ("look up an id"), error);
  _leren_store_give_back (store, statement);
  return result == LEREN_STEP_DONE;
}

static gboolean
find_in_tables (Batch *self, GError **error)
{
  if (!find_in_table (self, "unknown_record", error))
    return FALSE;
  for (guint i = 0; i < self->store->tables->len; i++)
    {
      const LerenStoreTable *table = g_ptr_array_index (self->store->tables, i);

      if (!find_in_table (self, table->declaration->name, error))
        return FALSE;
    }
  return TRUE;
}

/* What an id that comes twice says last counts, as when they are saved one after the other. */
static void
find_doubles (Batch *self)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->saves->len; i++)
    {
      /* a text that was copied into an arena is terminated */
      const char *id = save_at (self->saves, i)->row.cells[LEREN_RECORD_ID].text;

      if (!g_hash_table_add (ids, (char *) id))
        self->alone[i] = TRUE;
    }
}

/* Which are new, and so can be written with others */
static gboolean
divide (Batch *self, GError **error)
{
  LerenStore *store = self->store;
  const LerenDriver *driver = store->db->driver;
  const gboolean together =
    driver->cells != NULL && store->reader == NULL && self->saves->len >= FEWEST_IN_RUN;

  for (guint i = 0; i < self->saves->len; i++)
    {
      const LerenPreparedSave *save = save_at (self->saves, i);
      const guint n_cells = 1 + save->row.declaration->n_fields + LEREN_N_HIDDEN_COLUMNS;

      /* it makes the tables too, so that no statement is lost on the way */
      if (_leren_store_ensure_table (store, save->row.declaration, error) == NULL)
        return FALSE;
      self->alone[i] =
        !together || n_cells > driver->n_cells ||
        _leren_record_get_revision (save->record, store->place) != LEREN_REVISION_UNKNOWN;
    }
  if (!together)
    return TRUE;
  find_doubles (self);
  return find_in_tables (self, error);
}

/* One entry each, in one go: they are numbered in their order. */
static gboolean
note_run (LerenStore *self, const Run *run, GError **error)
{
  const LerenCells cells = { run->saves->len, get_id_cell, run->saves };
  const LerenPreparedSave *first = save_at (run->saves, 0);
  const LerenJournalNote note = { .change = LEREN_CHANGE_ADDED,
                                  .at = first->now_text,
                                  .type = first->row.declaration->name };
  gint64 number;

  if (!_leren_journal_write_cells (self, &note, &cells, &number, error))
    return FALSE;
  for (guint i = 0; i < run->saves->len; i++)
    ((LerenPreparedSave *) g_ptr_array_index (run->saves, i))->row.revision = number + i;
  return TRUE;
}

static gboolean
insert_run (LerenStore *self, const Run *run, GError **error)
{
  const LerenCells cells = { run->saves->len, get_row_cell, run };
  const guint n_columns = run->table->declaration->n_fields + LEREN_N_HIDDEN_COLUMNS;
  g_autofree char *name = _leren_store_base_name (self, run->table->declaration->name);
  g_autoptr (GString) sql = g_string_new (NULL);
  LerenStatement *statement;

  /* what fails takes the whole step with it, so that nothing need be kept to undo this alone */
  g_string_append_printf (sql, "INSERT OR FAIL INTO %s (_rowid_, %s) SELECT c0", name,
                          run->table->columns);
  for (guint i = 1; i <= n_columns; i++)
    g_string_append_printf (sql, ", c%u", i);
  g_string_append_printf (sql, " FROM %s", self->db->driver->cells);
  statement = borrow_for_cells (self, _ ("save a record"), sql->str, &cells, error);
  return _leren_store_run_lent (self, statement, _ ("save a record"), error);
}

static gboolean
index_run (LerenStore *self, const Run *run, GError **error)
{
  if (run->table->has_text && _leren_text_index_exists (self, run->table))
    for (guint i = 0; i < run->saves->len; i++)
      if (!_leren_text_index_add (self, run->table, run->first_row + i, error))
        return FALSE;
  _leren_text_index_outdate (self);
  return TRUE;
}

static void
stamp_run (const Run *run)
{
  for (guint i = 0; i < run->saves->len; i++)
    {
      LerenPreparedSave *save = g_ptr_array_index (run->saves, i);

      save->change = LEREN_CHANGE_ADDED;
      save->row.cells[LEREN_RECORD_CREATED] = save->created;
      save->row.cells[LEREN_RECORD_MODIFIED] = save->modified;
      _leren_row_stamp (&save->row, TRUE, save->now_text, &save->stamped);
    }
}

static gboolean
write_run (Batch *self, Run *run, guint end, GError **error)
{
  LerenStore *store = self->store;

  if (run->saves->len == 0)
    return TRUE;
  stamp_run (run);
  if (!_leren_store_next_rowids (store, run->saves->len, &run->first_row, error) ||
      !note_run (store, run, error) || !insert_run (store, run, error) ||
      !index_run (store, run, error))
    return FALSE;
  for (guint i = 0; i < run->saves->len; i++)
    self->rows[end - run->saves->len + i] = run->first_row + i;
  g_ptr_array_set_size (run->saves, 0);
  return TRUE;
}

static gboolean
write_all (Batch *self, GError **error)
{
  g_autoptr (GPtrArray) together = g_ptr_array_new ();
  Run run = { .saves = together };

  for (guint i = 0; i < self->saves->len; i++)
    {
      LerenPreparedSave *save = g_ptr_array_index (self->saves, i);
      LerenStoreTable *table = _leren_store_find_table (self->store, save->row.declaration->name);

      if ((self->alone[i] || table != run.table) && !write_run (self, &run, i, error))
        return FALSE;
      run.table = table;
      if (!self->alone[i])
        g_ptr_array_add (together, save);
      else if (!_leren_store_put_prepared (self->store, save, error))
        return FALSE;
    }
  return write_run (self, &run, self->saves->len, error);
}

/* What was saved by itself was checked then. */
static gboolean
check_all (Batch *self, GError **error)
{
  LerenStore *store = self->store;

  for (guint i = 0; i < self->saves->len; i++)
    {
      const LerenRow *row = &save_at (self->saves, i)->row;
      const gint64 rowid = self->rows[i];
      const gboolean awaited = store->n_pending_references > 0;

      if (rowid != 0 && (!_leren_store_check_references (store, row, TRUE, error) ||
                         !_leren_store_check_chains (store, row, error) ||
                         !_leren_store_check_meaning_of (store, row, rowid, NULL, awaited, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_batch (LerenStore *self, gpointer data, GError **error)
{
  const LerenPreparedBatch *prepared = data;
  const guint n = prepared->saves->len;
  g_autofree gint64 *rows = g_new0 (gint64, n);
  g_autofree gboolean *alone = g_new0 (gboolean, n);
  Batch batch = { self, prepared->saves, rows, alone };

  return divide (&batch, error) && write_all (&batch, error) && check_all (&batch, error);
}

static void
note_saved (LerenStore *self, LerenPreparedBatch *batch)
{
  for (guint i = 0; i < batch->saves->len; i++)
    _leren_store_note_saved (self, g_ptr_array_index (batch->saves, i));
}

static gboolean
save_within (LerenStore *self, LerenPreparedBatch *batch, GError **error)
{
  const gboolean saved = _leren_store_take_step (self, put_batch, batch, error);

  if (saved)
    note_saved (self, batch);
  return saved;
}

/* In a transaction of its own, so that what comes first may refer to what comes later. It is undone whole, so that
 * no step is taken in it, for which SQLite would keep a copy of each page. */
static gboolean
save_alone (LerenStore *self, LerenPreparedBatch *batch, GError **error)
{
  g_autoptr (LerenTransaction) transaction = leren_store_begin (self, error);

  if (transaction == NULL || !put_batch (self, batch, error))
    return FALSE;
  note_saved (self, batch);
  return leren_transaction_commit (transaction, error);
}

gboolean
_leren_store_save_batch (LerenStore *self, LerenPreparedBatch *batch, GError **error)
{
  gboolean saved;

  if (_leren_store_lock (self, error) == NULL)
    return FALSE;
  saved = batch->saves->len == 0      ? TRUE
          : self->transaction == NULL ? save_alone (self, batch, error)
                                      : save_within (self, batch, error);
  if (!saved)
    _leren_audit_settle (self, error);
  _leren_store_unlock_and_emit (self);
  return saved;
}

/**
 * leren_store_save_all:
 * @self: a store
 * @records: (array length=n_records): the records to save
 * @n_records: how many there are
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Saves several records, all or none, as leren_store_save() does each; one may refer to another that comes
 * later. They have the same time of being `created` or `modified`. Of many that are new this takes a fraction of the time that
 * saving one after the other does: save those of a questionnaire, a day or a laptop together.
 *
 * Returns: %TRUE if they are saved; otherwise %FALSE with an error that names the record and the
 *   member, and nothing is changed
 *
 * Since: 0.1
 */
gboolean
leren_store_save_all (LerenStore *self, LerenRecord **records, guint n_records,
                      GCancellable *cancellable, GError **error)
{
  g_autoptr (LerenPreparedBatch) batch = NULL;

  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (records != NULL || n_records == 0, FALSE);
  for (guint i = 0; i < n_records; i++)
    g_return_val_if_fail (LEREN_IS_RECORD (records[i]), FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  batch = _leren_prepared_batch_new (records, n_records, error);
  if (batch == NULL || !_leren_store_save_batch (self, batch, error))
    return FALSE;
  _leren_prepared_batch_apply (batch, self);
  return TRUE;
}
