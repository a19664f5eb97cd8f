/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-audit-private.h"
#include "store/leren-query-internal-private.h"

#include <glib/gi18n-lib.h>

/* A query as it is put to the engine, and its answer. */

gboolean
_leren_query_find_table (LerenQuery *self, LerenStoreTable **table, GError **error)
{
  *table = _leren_store_find_table (self->store, self->record_type);
  return *table == NULL || self->search == NULL ||
         _leren_text_index_ready (self->store, *table, error);
}

/* The columns of a table, as _leren_store_row_from_statement() takes them. */
static char *
write_columns (LerenStoreTable *table)
{
  const LerenDeclaration *declaration = table->declaration;
  GString *sql = g_string_new (NULL);

  for (guint i = 0; i < declaration->n_fields; i++)
    {
      g_autofree char *column = _leren_quote_identifier (declaration->fields[i]->name);
      g_string_append_printf (sql, "t.%s, ", column);
    }
  g_string_append (sql, "t.\"" LEREN_COLUMN_UNKNOWN "\", t.\"" LEREN_COLUMN_AS_GIVEN
                        "\", t.\"" LEREN_COLUMN_REVISION "\"");
  return g_string_free (sql, FALSE);
}

static guint
search_at (LerenQuery *self)
{
  return self->values->len + LEREN_QUERY_FIRST_VALUE;
}

/* From which table, and which of its rows. */
static void
append_from (LerenQuery *self, LerenStoreTable *table, GString *sql)
{
  g_autofree char *source = NULL;

  if (self->id_at > 0)
    source = _leren_store_id_source (self->store, self->record_type, self->id_at);
  else
    source = _leren_quote_identifier (self->record_type);
  g_string_append_printf (sql, " FROM %s AS t", source);
  if (self->search != NULL)
    _leren_text_index_append_match (self->store, table, search_at (self), sql);
  else
    g_string_append (sql, " WHERE TRUE");
  g_string_append (sql, self->where->str);
}

static void
append_page (LerenQuery *self, GString *sql)
{
  g_string_append_printf (sql, " LIMIT %" G_GINT64_FORMAT " OFFSET %u",
                          self->limit == 0 ? G_MAXINT64 : (gint64) self->limit, self->offset);
}

static LerenStatement *
prepare (LerenQuery *self, const GString *sql, GError **error)
{
  LerenStatement *statement = _leren_store_prepare (self->store, _ ("query"), sql->str, error);

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < self->values->len; i++)
    _leren_statement_bind (statement, i + LEREN_QUERY_FIRST_VALUE,
                           &((LerenQueryValue *) g_ptr_array_index (self->values, i))->cell);
  /* where nothing is searched for, there is no such place, and nothing is bound */
  if (self->search != NULL)
    _leren_statement_bind_text (statement, search_at (self), self->search, -1);
  return statement;
}

LerenStatement *
_leren_query_prepare (LerenQuery *self, LerenStoreTable *table, const char *what, GError **error)
{
  g_autofree char *columns = what != NULL ? g_strdup (what) : write_columns (table);
  g_autoptr (GString) sql = g_string_new ("SELECT ");

  g_string_append (sql, columns);
  append_from (self, table, sql);
  if (self->order->len > 0)
    g_string_append_printf (sql, " ORDER BY %s, t._rowid_", self->order->str);
  else
    {
      g_string_append (sql, " ORDER BY ");
      if (self->search != NULL)
        {
          _leren_text_index_append_rank (self->store, table, search_at (self), sql);
          g_string_append (sql, ", ");
        }
      g_string_append (sql, "t._rowid_");
    }
  append_page (self, sql);
  return prepare (self, sql, error);
}

LerenStatement *
_leren_query_prepare_one (LerenQuery *self, LerenStoreTable *table, GError **error)
{
  g_autofree char *columns = write_columns (table);
  g_autoptr (GString) sql = g_string_new ("SELECT ");

  g_string_append (sql, columns);
  append_from (self, table, sql);
  g_string_append (sql, " AND t._rowid_ = ?1");
  return prepare (self, sql, error);
}

LerenRecord *
_leren_query_read (LerenQuery *self, LerenStoreTable *table, LerenStatement *statement,
                   GError **error)
{
  g_autofree LerenCell *cells = g_new (LerenCell, table->declaration->n_fields);
  LerenRow row = { .cells = cells };

  if (!_leren_store_row_from_statement (self->store, statement, 0, table->declaration, &row, error))
    return NULL;
  return _leren_store_record_from_row (self->store, &row, error);
}

static gboolean
collect (LerenQuery *self, LerenStoreTable *table, LerenStatement *statement, GListStore *list,
         GCancellable *cancellable, GError **error)
{
  LerenStep result;

  while ((result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    {
      g_autoptr (LerenRecord) record = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      record = _leren_query_read (self, table, statement, error);
      if (record == NULL)
        return FALSE;
      g_list_store_append (list, record);
    }
  if (result == LEREN_STEP_DONE)
    return TRUE;
  _leren_store_set_error (self->store, self->store->db, _ ("query"), error);
  return FALSE;
}

/**
 * leren_query_run:
 * @self: a query
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Finds the records, as they are now. The list does not follow later changes.
 *
 * Returns: (transfer full): a list of #LerenRecord, or %NULL with an error of the store
 *
 * Since: 0.1
 */
GListModel *
leren_query_run (LerenQuery *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GListStore) list = NULL;
  LerenStoreTable *table;
  gboolean found = FALSE;

  g_return_val_if_fail (LEREN_IS_QUERY (self), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      _leren_store_lock (self->store, error) == NULL)
    return NULL;
  list = g_list_store_new (LEREN_TYPE_RECORD);
  if (_leren_query_find_table (self, &table, error))
    {
      LerenStatement *statement =
        table == NULL ? NULL : _leren_query_prepare (self, table, NULL, error);

      /* an own type of which nothing was saved yet has no table */
      found = table == NULL ||
              (statement != NULL && collect (self, table, statement, list, cancellable, error));
      _leren_statement_free (statement);
      found = found && _leren_audit_list (self->store, self->search != NULL ? "search" : "query",
                                          G_LIST_MODEL (list), error);
    }
  _leren_store_unlock (self->store);
  return found ? G_LIST_MODEL (g_steal_pointer (&list)) : NULL;
}

/**
 * leren_query_count:
 * @self: a query
 * @cancellable: (nullable): a #GCancellable, or %NULL; looked at before it begins
 * @error: return location for a #GError
 *
 * Counts what leren_query_run() would find, without reading it.
 *
 * Returns: how many records there are, or -1 with an error of the store
 *
 * Since: 0.1
 */
gint64
leren_query_count (LerenQuery *self, GCancellable *cancellable, GError **error)
{
  LerenStoreTable *table;
  gint64 count = -1;

  g_return_val_if_fail (LEREN_IS_QUERY (self), -1);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      _leren_store_lock (self->store, error) == NULL)
    return -1;
  if (_leren_query_find_table (self, &table, error))
    {
      g_autoptr (GString) sql = g_string_new ("SELECT count(*) FROM (SELECT 1");
      LerenStatement *statement = NULL;

      if (table != NULL)
        {
          append_from (self, table, sql);
          append_page (self, sql);
          g_string_append (sql, ") AS found");
          statement = prepare (self, sql, error);
        }
      if (table == NULL)
        count = 0;
      else if (statement != NULL && _leren_statement_step (statement) == LEREN_STEP_ROW)
        count = _leren_statement_get_integer (statement, 0);
      else if (statement != NULL)
        _leren_store_set_error (self->store, self->store->db, _ ("query"), error);
      _leren_statement_free (statement);
    }
  _leren_store_unlock (self->store);
  return count;
}
