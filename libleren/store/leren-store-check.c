/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>

#define MOST_PROBLEMS 1000

static void
take_error (GPtrArray *problems, GError *error)
{
  g_ptr_array_add (problems, g_strdup (error->message));
  g_error_free (error);
}

/* what SQLite knows of the file itself */
static gboolean
check_structure (LerenStore *self, GPtrArray *problems, GError **error)
{
  sqlite3_stmt *statement =
    _leren_store_prepare (self, _("check"), "PRAGMA integrity_check", error);

  if (statement == NULL)
    return FALSE;
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *said = (const char *) sqlite3_column_text (statement, 0);

      if (!g_str_equal (said, "ok"))
        g_ptr_array_add (problems, g_strdup_printf (_("%s: the file is damaged: %s"),
                                                    self->location, said));
    }
  sqlite3_finalize (statement);
  return TRUE;
}

/* Reads a row back as it would be imported: the strictest judge of what is kept. */
static gboolean
check_row (LerenRow *row, LerenJsonReader *reader, LerenArena *arena, LerenRow *again,
           GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  const LerenJsonToken *tokens;
  guint32 n_tokens;

  _leren_row_write (row, json);
  tokens = _leren_json_reader_parse (reader, json->str, json->len, 1, &n_tokens, error);
  if (tokens == NULL)
    {
      _leren_row_prefix_error (row, error);
      return FALSE;
    }
  again->declaration = row->declaration;
  return _leren_row_read (again, tokens, arena, error);
}

static gboolean
check_rows (LerenStore *self, const LerenStoreTable *table, GPtrArray *problems,
            GCancellable *cancellable, GError **error)
{
  g_autofree char *name = _leren_quote_identifier (table->declaration->name);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s", table->columns, name);
  g_autofree LerenCell *cells = g_new (LerenCell, table->declaration->n_fields);
  g_autofree LerenCell *again_cells = g_new (LerenCell, table->declaration->n_fields);
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  g_autoptr (LerenArena) arena = _leren_arena_new ();
  LerenRow row = { .cells = cells }, again = { .cells = again_cells };
  sqlite3_stmt *statement = _leren_store_prepare (self, _("check"), sql, error);
  int result;

  if (statement == NULL)
    return FALSE;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW && problems->len < MOST_PROBLEMS)
    {
      GError *problem = NULL;

      if (g_cancellable_is_cancelled (cancellable))
        break;
      _leren_store_row_from_statement (statement, 0, table->declaration, &row);
      if (!check_row (&row, reader, arena, &again, &problem) ||
          !_leren_store_check_references (self, &row, FALSE, &problem))
        take_error (problems, problem);
      _leren_arena_reset (arena);
    }
  sqlite3_finalize (statement);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* each id is of one record, whatever its type */
static void
check_ids (LerenStore *self, GPtrArray *problems)
{
  g_autoptr (GString) sql = g_string_new (
    "SELECT id, count(*), group_concat(type, ', ') FROM ("
    "SELECT id, type FROM unknown_record");
  sqlite3_stmt *statement;

  for (guint i = 0; i < self->tables->len; i++)
    {
      const LerenStoreTable *table = g_ptr_array_index (self->tables, i);
      g_autofree char *name = _leren_quote_identifier (table->declaration->name);

      g_string_append_printf (sql, " UNION ALL SELECT \"id\", '%s' FROM %s",
                              table->declaration->name, name);
    }
  g_string_append (sql, ") GROUP BY id HAVING count(*) > 1");
  statement = _leren_store_prepare (self, _("check"), sql->str, NULL);
  while (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (problems, g_strdup_printf (_("id “%s” is used %d times: %s"),
                                                sqlite3_column_text (statement, 0),
                                                sqlite3_column_int (statement, 1),
                                                sqlite3_column_text (statement, 2)));
  sqlite3_finalize (statement);
}

static void
check_meaning (LerenStore *self, GPtrArray *problems)
{
  const LerenDeclaration *declaration = NULL;
  GError *problem = NULL;
  gint64 rowid = 0;

  if (!_leren_store_check_meaning (self, 0, G_MAXINT64, &rowid, &declaration, &problem))
    {
      if (declaration != NULL)
        {
          g_autofree char *id = _leren_store_id_at (self, declaration->name, rowid);
          g_prefix_error (&problem, "%s “%s”: ", declaration->name, id);
        }
      take_error (problems, problem);
    }
}

/**
 * leren_store_check:
 * @self: a store
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Checks everything: the file itself, each record as if it were imported, references, chains, and
 * ids. Each problem is one line that says where it is. After a thousand it stops looking for more.
 *
 * Returns: (array zero-terminated=1) (transfer full): what is wrong, empty where nothing is, or %NULL
 *   with an error where the store cannot be read
 *
 * Since: 0.1
 */
char **
leren_store_check (LerenStore *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;
  gboolean checked;

  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);

  if (_leren_store_lock (self, error) == NULL)
    return NULL;
  problems = g_ptr_array_new_with_free_func (g_free);
  checked = check_structure (self, problems, error);
  for (guint i = 0; checked && i < self->tables->len; i++)
    checked = check_rows (self, g_ptr_array_index (self->tables, i), problems, cancellable, error);
  if (checked)
    {
      check_ids (self, problems);
      check_meaning (self, problems);
    }
  _leren_store_unlock (self);
  if (!checked)
    return NULL;
  g_ptr_array_add (problems, NULL);
  return (char **) g_ptr_array_steal (problems, NULL);
}
