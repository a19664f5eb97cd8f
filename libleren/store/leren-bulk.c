/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-bulk-internal-private.h"

#include "store/leren-transaction-private.h"

#include <glib/gi18n-lib.h>

static void
set_effort (LerenStore *store, LerenEffort effort)
{
  store->db->driver->set_effort (store->db, effort);
}

/* FALSE where it cannot be told: then the transaction is gone, and what came next would stand */
static gboolean
has_rows (LerenStore *store, const LerenStoreTable *table, gint64 *some, GError **error)
{
  g_autofree char *name = _leren_quote_identifier (table->declaration->name);
  g_autofree char *sql = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM %s)", name);

  return _leren_store_read_integer (store, _ ("import records"), sql, some, error);
}

static gboolean
drop_index (LerenStore *store, const LerenStoreTable *table, GError **error)
{
  g_autofree char *name = g_strconcat (table->declaration->name, "_id", NULL);
  g_autofree char *quoted = _leren_quote_identifier (name);
  g_autofree char *sql = g_strdup_printf ("DROP INDEX IF EXISTS %s", quoted);

  return _leren_store_execute (store, _ ("import records"), sql, error);
}

/* All that is imported at once is one entry in the journal. */
static gboolean
begin_entry (LerenBulk *self, GError **error)
{
  g_autofree char *now = _leren_journal_now ();
  const LerenJournalNote note = { LEREN_CHANGE_IMPORTED, now };

  return _leren_journal_write (self->store, &note, &self->entry, error);
}

/* Where nothing came, there is nothing to tell of. */
static gboolean
end_entry (LerenBulk *self, GError **error)
{
  const gboolean came = self->next > self->first;
  LerenStatement *statement = _leren_store_prepare (
    self->store, _ ("write the journal"),
    came ? "UPDATE journal SET first_row = ?2, last_row = ?3 WHERE \"number\" = ?1"
         : "DELETE FROM journal WHERE \"number\" = ?1",
    error);
  LerenStep result;

  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_integer (statement, 1, self->entry);
  if (came)
    {
      _leren_statement_bind_integer (statement, 2, self->first);
      _leren_statement_bind_integer (statement, 3, self->next - 1);
    }
  result = _leren_statement_step (statement);
  if (result != LEREN_STEP_DONE)
    _leren_store_set_error (self->store, self->store->db, _ ("write the journal"), error);
  _leren_statement_free (statement);
  return result == LEREN_STEP_DONE;
}

static gboolean
prepare (LerenBulk *self, GError **error)
{
  LerenStore *store = self->store;

  if (store->db->driver->find_ids != NULL &&
      (self->ids = _leren_bulk_ids_new (store, error)) == NULL)
    return FALSE;
  if (!_leren_text_index_drop_all (store, error) ||
      !_leren_store_execute (store, _ ("import records"),
                             "CREATE TABLE temp.bulk_reference (number BIGINT, type TEXT,"
                             " member TEXT, target TEXT, id TEXT)",
                             error))
    return FALSE;

  if (!_leren_store_next_rowid (store, &self->first, error) || !begin_entry (self, error))
    return FALSE;
  self->next = self->first;
  self->rows_before = self->first - 1;
  /* sorting an index once is much cheaper than growing it row by row */
  for (guint i = 0; !self->lenient && store->db->driver->find_id == NULL && i < store->tables->len;
       i++)
    {
      LerenStoreTable *table = g_ptr_array_index (store->tables, i);
      gint64 some;

      if (!has_rows (store, table, &some, error))
        return FALSE;
      if (some != 0)
        continue;
      if (!drop_index (store, table, error))
        return FALSE;
      g_ptr_array_add (self->deferred, table);
    }
  return TRUE;
}

LerenBulk *
_leren_bulk_begin (LerenStore *store, gboolean lenient, GError **error)
{
  g_autoptr (LerenBulk) self = NULL;

  if (!_leren_store_refuse_reader (store, _ ("import records"), error) ||
      _leren_store_lock (store, error) == NULL)
    return NULL;
  if (store->transaction != NULL)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_STATE,
                   _ ("the store %s has a transaction under way; commit it or roll it back first"),
                   store->location);
      _leren_store_unlock (store);
      return NULL;
    }
  if (!_leren_store_begin_alone (store, error))
    {
      _leren_store_unlock (store);
      return NULL;
    }
  /* what a save would do at once, an import may do later */
  _leren_store_forget_statements (store);
  store->importing = TRUE;

  self = g_new0 (LerenBulk, 1);
  self->store = g_object_ref (store);
  self->lenient = lenient;
  self->deferred = g_ptr_array_new ();
  set_effort (store, LEREN_EFFORT_IMPORT);
  if (!prepare (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
_leren_bulk_free (LerenBulk *self)
{
  _leren_statement_free (self->add_pending);
  _leren_statement_free (self->add_unknown);
  g_clear_pointer (&self->ids, _leren_bulk_ids_free);
  _leren_store_forget_statements (self->store);
  self->store->importing = FALSE;
  if (!self->done)
    _leren_store_roll_back (self->store);
  _leren_connection_execute (self->store->db, "DROP TABLE IF EXISTS temp.bulk_reference");
  set_effort (self->store, LEREN_EFFORT_USUAL);
  if (self->done)
    _leren_store_unlock_and_emit (self->store);
  else
    _leren_store_unlock (self->store);
  g_object_unref (self->store);
  g_ptr_array_unref (self->deferred);
  g_free (self);
}

gint64
_leren_bulk_get_next (LerenBulk *self)
{
  return self->next;
}

static void
set_duplicate (const char *type, const char *id, gsize length, const char *other, GError **error)
{
  g_autofree char *shown = _leren_field_shown (id, length, 4 * 128);

  g_set_error (error, LEREN_ERROR, LEREN_ERROR_DUPLICATE,
               _ ("%s “%s”: member “id” is used by another record (a %s) already; choose another"),
               type, shown, other);
}

static gboolean
flush (LerenBulk *self, LerenStatement *statement, GError **error)
{
  if (_leren_statement_flush (statement))
    return TRUE;
  _leren_store_set_error (self->store, self->store->db, _ ("import records"), error);
  return FALSE;
}

gboolean
_leren_bulk_expect (LerenBulk *self, const LerenRow *const *rows, guint n_rows, GError **error)
{
  return self->ids == NULL || _leren_bulk_ids_expect (self->ids, rows, n_rows, error);
}

/* @table is where it goes. Where each table has its own ids, they are looked up in lenient mode alone, one
 * by one. */
static gboolean
take_id (LerenBulk *self, const char *type, const char *table, const LerenCell *id,
         const char *owner, GError **error)
{
  const char *other = NULL;

  if (self->ids != NULL
        ? !_leren_bulk_ids_take (self->ids, id, table, owner, self->next, &other, error)
        : self->lenient &&
            !_leren_store_find_type (self->store, id->text, id->length, &other, NULL, error))
    return FALSE;
  if (other != NULL)
    set_duplicate (type, id->text, id->length, other, error);
  return other == NULL;
}

/* All that was kept back is there: what comes next reads it. */
static gboolean
flush_all (LerenBulk *self, GError **error)
{
  GPtrArray *tables = self->store->tables;

  for (guint i = 0; i < tables->len; i++)
    if (!flush (self, ((LerenStoreTable *) g_ptr_array_index (tables, i))->insert, error))
      return FALSE;
  return flush (self, self->add_unknown, error) && flush (self, self->add_pending, error) &&
         (self->ids == NULL || _leren_bulk_ids_flush (self->ids, error));
}

/* An own type's first record makes its table, or another column in it. */
static LerenStoreTable *
ensure_table (LerenBulk *self, const LerenDeclaration *declaration, GError **error)
{
  LerenStoreTable *table = _leren_store_find_table (self->store, declaration->name);

  if (table != NULL && table->declaration == declaration)
    return table;
  return flush_all (self, error) ? _leren_store_ensure_table (self->store, declaration, error)
                                 : NULL;
}

gboolean
_leren_bulk_add_row (LerenBulk *self, const LerenRow *row, GError **error)
{
  LerenStoreTable *table = ensure_table (self, row->declaration, error);
  const LerenCell *id = &row->cells[LEREN_RECORD_ID];
  g_autofree char *owner = NULL;
  LerenRow noted = *row;
  LerenStatement *statement;
  LerenStep result;

  statement = table != NULL ? _leren_store_insert_statement (self->store, table, error) : NULL;
  if (statement == NULL)
    return FALSE;

  if (self->ids != NULL)
    owner = _leren_bulk_ids_dup_owner (self->ids, row);
  if (!take_id (self, row->declaration->name, row->declaration->name, id, owner, error))
    return FALSE;

  _leren_statement_bind_integer (statement, 1, self->next++);
  noted.revision = self->entry;
  _leren_store_bind_row (statement, 2, &noted);
  if (owner != NULL)
    _leren_statement_bind_text (statement, row->declaration->n_fields + LEREN_N_HIDDEN_COLUMNS + 2,
                                owner, -1);
  result = _leren_statement_step (statement);
  _leren_statement_reset (statement);
  if (result == LEREN_STEP_DONE)
    return TRUE;
  if (_leren_connection_is_against_constraint (self->store->db))
    set_duplicate (row->declaration->name, id->text, id->length, row->declaration->name, error);
  else
    _leren_store_set_error (self->store, self->store->db, _ ("import records"), error);
  return FALSE;
}

gboolean
_leren_bulk_add_unknown (LerenBulk *self, const char *type, const LerenCell *id, const char *json,
                         gsize length, GError **error)
{
  LerenStep result;

  if (self->add_unknown == NULL)
    self->add_unknown = _leren_store_prepare_for (
      self->store, _ ("import records"),
      "INSERT INTO unknown_record (_rowid_, id, type, json, \"" LEREN_COLUMN_REVISION "\")"
      " VALUES (?1, ?2, ?3, ?4, ?5)",
      LEREN_PREPARE_LOAD, error);
  if (self->add_unknown == NULL || !take_id (self, type, "unknown_record", id, "", error))
    return FALSE;
  _leren_statement_bind_integer (self->add_unknown, 1, self->next++);
  _leren_statement_bind (self->add_unknown, 2, id);
  _leren_statement_bind_text (self->add_unknown, 3, type, -1);
  _leren_statement_bind_text (self->add_unknown, 4, json, length);
  _leren_statement_bind_integer (self->add_unknown, 5, self->entry);
  result = _leren_statement_step (self->add_unknown);
  _leren_statement_reset (self->add_unknown);
  if (result == LEREN_STEP_DONE)
    return TRUE;
  if (_leren_connection_is_against_constraint (self->store->db))
    set_duplicate (type, id->text, id->length, "unknown_record", error);
  else
    _leren_store_set_error (self->store, self->store->db, _ ("import records"), error);
  return FALSE;
}

gboolean
_leren_bulk_add_pending (LerenBulk *self, const LerenPendingReference *reference, GError **error)
{
  LerenStep result;

  if (self->add_pending == NULL)
    self->add_pending =
      _leren_store_prepare_for (self->store, _ ("import records"),
                                "INSERT INTO temp.bulk_reference (number, type, member, target, id)"
                                " VALUES (?1, ?2, ?3, ?4, ?5)",
                                LEREN_PREPARE_LOAD, error);
  if (self->add_pending == NULL)
    return FALSE;
  _leren_statement_bind_integer (self->add_pending, 1, reference->number);
  _leren_statement_bind_text (self->add_pending, 2, reference->declaration->name, -1);
  _leren_statement_bind_text (self->add_pending, 3, reference->field->name, -1);
  _leren_statement_bind_text (self->add_pending, 4, reference->field->target, -1);
  _leren_statement_bind_text (self->add_pending, 5, reference->id, reference->length);
  result = _leren_statement_step (self->add_pending);
  _leren_statement_reset (self->add_pending);
  self->has_pending = TRUE;
  if (result != LEREN_STEP_DONE)
    _leren_store_set_error (self->store, self->store->db, _ ("import records"), error);
  return result == LEREN_STEP_DONE;
}

gboolean
_leren_bulk_add_frameworks (LerenBulk *self, LerenFramework *const *frameworks, guint n_frameworks,
                            GError **error)
{
  return _leren_store_put_frameworks (self->store, frameworks, n_frameworks, error);
}

/* Where the engine gives out row numbers, it goes on after those of the import. */
static gboolean
note_last_row (LerenBulk *self, GError **error)
{
  const char *sql = self->store->db->driver->note_row;
  LerenStatement *statement;
  gboolean noted;

  if (sql == NULL || self->next == self->first)
    return TRUE;
  statement = _leren_store_prepare (self->store, _ ("import records"), sql, error);
  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_integer (statement, 1, self->next - 1);
  noted = _leren_statement_step (statement) == LEREN_STEP_ROW;
  if (!noted)
    _leren_store_set_error (self->store, self->store->db, _ ("import records"), error);
  _leren_statement_free (statement);
  return noted;
}

static gboolean
check (LerenBulk *self, gint64 *number, GError **error)
{
  gboolean sorted;

  set_effort (self->store, LEREN_EFFORT_SORT);
  sorted = _leren_bulk_build_indexes (self, number, error);
  set_effort (self->store, LEREN_EFFORT_IMPORT);
  return sorted && _leren_bulk_check_ids (self, number, error) &&
         _leren_bulk_check_pending (self, number, error) &&
         _leren_bulk_check_chains (self, number, error) &&
         _leren_bulk_check_meaning (self, number, error);
}

gboolean
_leren_bulk_finish (LerenBulk *self, LerenBulkLeftOut left_out, gpointer data,
                    GCancellable *cancellable, gint64 *number, GError **error)
{
  gboolean checked;

  *number = -1;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!flush_all (self, error))
    return FALSE;
  checked = self->lenient ? _leren_bulk_take_out (self, left_out, data, error)
                          : check (self, number, error);
  if (!checked ||
      (self->has_pending && !_leren_store_settle_owners (self->store, self->first, error)) ||
      !end_entry (self, error) || g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !note_last_row (self, error) ||
      !_leren_store_commit (self->store, _ ("import records"), error))
    return FALSE;
  _leren_store_watch_end (self->store, TRUE);
  self->store->schema_touched = self->store->theory_touched = FALSE;
  self->done = TRUE;
  if (self->next > self->first)
    _leren_store_note_change (self->store, LEREN_CHANGE_IMPORTED, NULL, NULL);
  return TRUE;
}
