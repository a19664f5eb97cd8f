/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-salvage-private.h"

#include "core/leren-unknown-record-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* Reads a damaged store row by row. Where a page cannot be read it goes on at the next row that can,
 * and says which rows are lost between them. What is read is judged as if it were imported, so that what
 * comes of it can be. */

/* So many rows are tried one by one after one that cannot be read, more than a page holds of them; then it
 * goes on in steps that double. */
#define NEAR 512

typedef struct {
  LerenStore *store;
  const LerenStoreTable *table; /* NULL: records of unknown types */
  LerenStatement *statement;    /* rows from ?1 on */
  GHashTable *ids;
  LerenCell *cells;
  LerenStoreScan scan;
  gpointer data;
} Salvage;

void
_leren_store_add_loss (LerenStore *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->losses, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static const char *
name_of (const Salvage *self)
{
  return self->table != NULL ? self->table->declaration->name : "unknown_record";
}

/* A column that is not there, or not any more, is absent in all rows. */
static gboolean
has_column (LerenStore *store, const char *table, const char *column)
{
  g_autofree char *name = _leren_quote_identifier (table);
  g_autofree char *quoted = _leren_quote_identifier (column);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s", quoted, name);
  LerenStatement *statement = _leren_connection_prepare (store->db, sql, LEREN_PREPARE_ONCE);

  _leren_statement_free (statement);
  return statement != NULL;
}

static void
append_column (GString *sql, LerenStore *store, const char *table, const char *column)
{
  g_autofree char *quoted = _leren_quote_identifier (column);

  g_string_append_printf (sql, ", %s", has_column (store, table, column) ? quoted : "NULL");
}

static LerenStatement *
prepare (LerenStore *store, const LerenStoreTable *table)
{
  g_autoptr (GString) sql = g_string_new ("SELECT _rowid_");
  const char *name = table != NULL ? table->declaration->name : "unknown_record";
  g_autofree char *quoted = _leren_quote_identifier (name);

  for (guint i = 0; table != NULL && i < table->declaration->n_fields; i++)
    append_column (sql, store, name, table->declaration->fields[i]->name);
  if (table != NULL)
    {
      append_column (sql, store, name, LEREN_COLUMN_UNKNOWN);
      append_column (sql, store, name, LEREN_COLUMN_AS_GIVEN);
      append_column (sql, store, name, LEREN_COLUMN_REVISION);
    }
  else
    g_string_append (sql, ", id, type, json");
  g_string_append_printf (sql, " FROM %s NOT INDEXED WHERE _rowid_ >= ?1 ORDER BY _rowid_", quoted);
  return _leren_connection_prepare (store->db, sql->str, LEREN_PREPARE_ONCE);
}

static LerenStep
step_from (Salvage *self, gint64 first)
{
  _leren_statement_reset (self->statement);
  _leren_statement_bind_integer (self->statement, 1, first);
  return _leren_statement_step (self->statement);
}

/* An id that came before is a trace of a row that was moved or deleted. */
static gboolean
is_new (Salvage *self, const char *id, gint64 row)
{
  if (g_hash_table_add (self->ids, g_strdup (id)))
    return TRUE;
  _leren_store_add_loss (self->store, _ ("%s: row %" PRId64 " has the id “%s” of another record"),
                         name_of (self), row, id);
  return FALSE;
}

static gboolean
take_known (Salvage *self, gint64 number, GError **error)
{
  LerenRow row = { .cells = self->cells };
  g_autoptr (GError) why = NULL;
  g_autofree char *id = NULL;

  if (!_leren_store_row_from_statement (self->store, self->statement, 1, self->table->declaration,
                                        &row, &why) ||
      !_leren_store_row_is_sound (self->store, &row, &why))
    {
      _leren_store_add_loss (self->store, _ ("%s: row %" PRId64 " cannot be used: %s"),
                             name_of (self), number, why->message);
      return TRUE;
    }
  id = _leren_cell_dup_text (&row.cells[LEREN_RECORD_ID]);
  return !is_new (self, id, number) || self->scan (&row, NULL, 0, self->data, error);
}

static gboolean
take_unknown (Salvage *self, gint64 number, GError **error)
{
  const char *id = _leren_statement_get_text (self->statement, 1);
  const char *type = _leren_statement_get_text (self->statement, 2);
  const char *json = _leren_statement_get_text (self->statement, 3);
  gsize length = _leren_statement_get_length (self->statement, 3);
  g_autoptr (LerenRecord) record = NULL;

  if (id != NULL && type != NULL && json != NULL && g_utf8_validate (json, length, NULL))
    record = _leren_unknown_record_from_json (type, json, length, NULL);
  if (record == NULL || !g_str_equal (leren_record_get_id (record), id))
    {
      _leren_store_add_loss (self->store, _ ("%s: row %" PRId64 " cannot be used"), name_of (self),
                             number);
      return TRUE;
    }
  return !is_new (self, id, number) || self->scan (NULL, json, length, self->data, error);
}

/* The first row from @first on at which it can go on; 0 where there is none */
static gint64
find_readable (Salvage *self, gint64 first)
{
  gint64 stride = 1;

  for (gint64 at = first; at < G_MAXINT64 / 4; at += stride)
    {
      LerenStep result = step_from (self, at);

      if (result == LEREN_STEP_ROW)
        return at;
      if (result == LEREN_STEP_DONE)
        return 0;
      if (at - first >= NEAR)
        stride *= 2;
    }
  return 0;
}

static void
tell_gap (Salvage *self, gint64 first, gint64 next)
{
  if (next > 0)
    _leren_store_add_loss (
      self->store, _ ("%s: what there was in rows %" PRId64 " to %" PRId64 " cannot be read"),
      name_of (self), first, next - 1);
  else
    _leren_store_add_loss (self->store,
                           _ ("%s: what there was from row %" PRId64 " on cannot be read"),
                           name_of (self), first);
}

static gboolean
salvage_table (Salvage *self, GCancellable *cancellable, GError **error)
{
  gint64 next = 1;
  LerenStep result = step_from (self, next);

  while (result != LEREN_STEP_DONE)
    {
      gint64 number =
        result == LEREN_STEP_ROW ? _leren_statement_get_integer (self->statement, 0) : G_MININT64;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      /* rows that go back are pages that lead in a circle */
      if (number >= next)
        {
          if (!(self->table != NULL ? take_known (self, number, error)
                                    : take_unknown (self, number, error)))
            return FALSE;
          next = number + 1;
          result = _leren_statement_step (self->statement);
          continue;
        }
      number = find_readable (self, next + 1);
      tell_gap (self, next, number);
      if (number == 0)
        return TRUE;
      next = number;
      result = step_from (self, next);
    }
  return TRUE;
}

gboolean
_leren_store_salvage (LerenStore *self, LerenStoreScan scan, gpointer data,
                      GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree LerenCell *cells = g_new (LerenCell, LEREN_MAX_FIELDS);
  gboolean going_on = TRUE;

  for (guint i = 0; going_on && i <= self->tables->len; i++)
    {
      Salvage salvage = { self, NULL, NULL, ids, cells, scan, data };

      if (i < self->tables->len)
        salvage.table = g_ptr_array_index (self->tables, i);
      salvage.statement = prepare (self, salvage.table);
      if (salvage.statement != NULL)
        going_on = salvage_table (&salvage, cancellable, error);
      else
        _leren_store_add_loss (self, _ ("%s: the table cannot be read"), name_of (&salvage));
      _leren_statement_free (salvage.statement);
    }
  return going_on;
}

/**
 * leren_store_list_losses:
 * @self: a store
 *
 * What could not be read of a store that was opened with #LEREN_STORE_FLAGS_DAMAGED, as far as it was
 * read: exporting it reads all of it.
 *
 * Returns: (array zero-terminated=1) (transfer full): a line of text for each part that is lost
 *
 * Since: 0.1
 */
char **
leren_store_list_losses (LerenStore *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);

  g_rec_mutex_lock (&self->lock);
  for (guint i = 0; i < self->losses->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (self->losses, i));
  g_rec_mutex_unlock (&self->lock);
  return g_strv_builder_end (builder);
}
