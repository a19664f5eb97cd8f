/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-bulk-internal-private.h"

#include <glib/gi18n-lib.h>

/* Taking one record out can leave another without what it names, so this goes on until nothing is
 * wrong any more. */

typedef struct {
  LerenBulk *bulk;
  LerenBulkLeftOut left_out;
  gpointer data;
} Taking;

static gboolean
take_out (Taking *taking, const char *type, gint64 number, const GError *why, GError **error)
{
  g_autofree char *name = _leren_quote_identifier (type);
  g_autofree char *sql =
    g_strdup_printf ("DELETE FROM %s WHERE rowid = %" G_GINT64_FORMAT, name, number);

  taking->left_out (number, why, taking->data);
  return _leren_store_execute (taking->bulk->store, _("import records"), sql, error);
}

/* the records of this import that name what is not there: number, id, what is named */
static char *
dangling_sql (LerenBulk *self, const LerenStoreTable *table, const LerenField *field)
{
  g_autofree char *name = _leren_quote_identifier (table->declaration->name);
  g_autofree char *column = _leren_quote_identifier (field->name);
  GString *sql = g_string_new (NULL);

  if (field->kind == LEREN_FIELD_KIND_REFERENCES)
    g_string_append_printf (sql,
                            "SELECT n.rowid, n.\"id\", r.value FROM %s AS n, json_each(n.%s) AS r"
                            " WHERE n.rowid >= ?1",
                            name, column);
  else
    g_string_append_printf (sql,
                            "SELECT n.rowid, n.\"id\", r.value FROM %s AS n,"
                            " (SELECT rowid AS row, %s AS value FROM %s) AS r"
                            " WHERE n.rowid >= ?1 AND r.row = n.rowid AND r.value IS NOT NULL",
                            name, column, name);
  for (guint i = 0; i < self->store->tables->len; i++)
    {
      const char *type =
        ((LerenStoreTable *) g_ptr_array_index (self->store->tables, i))->declaration->name;
      g_autofree char *other = _leren_quote_identifier (type);

      if (field->target == NULL || g_str_equal (field->target, type))
        g_string_append_printf (
          sql, " AND NOT EXISTS (SELECT 1 FROM %s AS t WHERE t.\"id\" = r.value)", other);
    }
  if (field->target == NULL)
    g_string_append (
      sql, " AND NOT EXISTS (SELECT 1 FROM unknown_record AS t WHERE t.id = r.value)");
  return g_string_free (sql, FALSE);
}

static gboolean
take_out_dangling (Taking *taking, const LerenStoreTable *table, const LerenField *field,
                   gboolean *taken, GError **error)
{
  LerenBulk *self = taking->bulk;
  g_autofree char *sql = dangling_sql (self, table, field);
  sqlite3_stmt *statement =
    _leren_store_prepare (self->store, _("check references"), sql, error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  gboolean done = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->first);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      gint64 number = sqlite3_column_int64 (statement, 0);

      if (!g_hash_table_add (seen, g_memdup2 (&number, sizeof number)))
        continue;
      g_array_append_val (numbers, number);
      g_ptr_array_add (reasons,
                       g_error_new (LEREN_ERROR, LEREN_ERROR_REFERENCE,
                                    _("%s “%s”: member “%s” names “%s”, which is nowhere or of "
                                      "another type"),
                                    table->declaration->name, sqlite3_column_text (statement, 1),
                                    field->name, sqlite3_column_text (statement, 2)));
    }
  sqlite3_finalize (statement);
  for (guint i = 0; done && i < numbers->len; i++)
    {
      *taken = TRUE;
      done = take_out (taking, table->declaration->name, g_array_index (numbers, gint64, i),
                       g_ptr_array_index (reasons, i), error);
    }
  return done;
}

/* One record of each circle goes. */
static gboolean
take_out_circles (Taking *taking, const LerenStoreTable *table, const LerenField *field,
                  gboolean *taken, GError **error)
{
  LerenBulk *self = taking->bulk;
  g_autofree char *name = _leren_quote_identifier (table->declaration->name);
  g_autofree char *column = _leren_quote_identifier (field->name);
  g_autofree char *sql = g_strdup_printf (
    "SELECT c.rowid, c.\"id\" FROM %s AS c JOIN %s AS p ON p.\"id\" = c.%s"
    " WHERE c.rowid >= ?1 AND p.rowid >= c.rowid ORDER BY c.rowid",
    name, name, column);
  sqlite3_stmt *statement =
    _leren_store_prepare (self->store, _("check references"), sql, error);
  gboolean done = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->first);
  while (done && sqlite3_step (statement) == SQLITE_ROW)
    {
      gint64 number = sqlite3_column_int64 (statement, 0);
      g_autofree char *id = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      g_autoptr (GError) why = NULL;

      if (_leren_store_check_chain (self->store, table->declaration, field, id, -1, &why))
        continue;
      g_prefix_error (&why, "%s “%s”: ", table->declaration->name, id);
      *taken = TRUE;
      done = take_out (taking, table->declaration->name, number, why, error);
    }
  sqlite3_finalize (statement);
  return done;
}

static gboolean
take_out_meaningless (Taking *taking, gboolean *taken, GError **error)
{
  const LerenDeclaration *declaration;
  gboolean done = TRUE;

  do
    {
      g_autoptr (GError) why = NULL;
      g_autofree char *id = NULL;
      gint64 number = -1;

      declaration = NULL;
      if (_leren_store_check_meaning (taking->bulk->store, taking->bulk->first,
                                      taking->bulk->next, &number, &declaration, &why))
        break;
      if (declaration == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
      id = _leren_store_id_at (taking->bulk->store, declaration->name, number);
      g_prefix_error (&why, "%s “%s”: ", declaration->name, id);
      *taken = TRUE;
      done = take_out (taking, declaration->name, number, why, error);
    }
  while (done);
  return done;
}

gboolean
_leren_bulk_take_out (LerenBulk *self, LerenBulkLeftOut left_out, gpointer data, GError **error)
{
  Taking taking = { self, left_out, data };
  gboolean taken;

  do
    {
      taken = FALSE;
      for (guint i = 0; i < self->store->tables->len; i++)
        {
          const LerenStoreTable *table = g_ptr_array_index (self->store->tables, i);

          for (guint j = 0; j < table->declaration->n_fields; j++)
            {
              const LerenField *field = table->declaration->fields[j];

              if (field->kind != LEREN_FIELD_KIND_REFERENCE &&
                  field->kind != LEREN_FIELD_KIND_REFERENCES)
                continue;
              if (!take_out_dangling (&taking, table, field, &taken, error))
                return FALSE;
              if ((field->flags & LEREN_FIELD_CHAIN) != 0 &&
                  !take_out_circles (&taking, table, field, &taken, error))
                return FALSE;
            }
        }
      if (!take_out_meaningless (&taking, &taken, error))
        return FALSE;
    }
  while (taken);
  return TRUE;
}
