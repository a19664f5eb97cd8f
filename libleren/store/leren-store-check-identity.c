/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-check-private.h"

#include <glib/gi18n-lib.h>

/* Where the engine keeps the ids of all tables together, references are looked up there by itself, a
 * member at a time: to ask for each of them would be a way to the server and back each time. */

/* Before that: what the table of all ids says is so. */

static char *
describe_stray (LerenCheck *self, LerenStatement *statement)
{
  return g_strdup_printf (
    _ ("%s “%s”: the table of all ids has it otherwise than it is; export all "
       "and import that into a new store"),
    _leren_statement_get_text (statement, 0), _leren_statement_get_text (statement, 1));
}

static void
append_union (GString *sql)
{
  if (sql->len > 0)
    g_string_append (sql, " UNION ALL ");
}

void
_leren_check_identity (LerenCheck *self)
{
  const char *identities = self->store->db->driver->identities;
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *lost = NULL;

  if (identities == NULL)
    return;
  for (guint i = 0; i <= self->store->tables->len; i++)
    {
      const char *type =
        i < self->store->tables->len
          ? ((LerenStoreTable *) g_ptr_array_index (self->store->tables, i))->declaration->name
          : "unknown_record";
      g_autofree char *name = _leren_quote_identifier (type);
      g_autofree char *literal = _leren_quote_literal (type);

      append_union (rows);
      g_string_append_printf (
        rows,
        "SELECT %s, t.\"id\" FROM %s AS t LEFT JOIN %s AS i ON i.id = t.\"id\""
        " WHERE i.id IS NULL OR i.type <> %s OR i.\"row\" <> t._rowid_"
        " OR i.owner <> t.\"" LEREN_COLUMN_OWNER "\"",
        literal, name, identities, literal);
      append_union (ids);
      g_string_append_printf (ids, "SELECT \"id\" AS id FROM %s", name);
    }
  _leren_check_collect (self, rows->str, describe_stray);
  lost = g_strdup_printf ("SELECT i.type, i.id FROM %s AS i WHERE NOT EXISTS"
                          " (SELECT 1 FROM (%s) AS t WHERE t.id = i.id)",
                          identities, ids->str);
  _leren_check_collect (self, lost, describe_stray);
}

/* Rows of a table, with a reference that leads nowhere in this member */
static void
append_dangling (GString *sql, const LerenDriver *driver, const LerenStoreTable *table,
                 const LerenField *field)
{
  g_autofree char *name = _leren_quote_identifier (table->declaration->name);
  g_autofree char *column = _leren_quote_identifier (field->name);
  const gboolean is_list = field->kind == LEREN_FIELD_KIND_REFERENCES;

  append_union (sql);
  g_string_append_printf (sql, "SELECT t._rowid_ AS number FROM %s AS t", name);
  if (is_list)
    g_string_append_printf (sql, " CROSS JOIN LATERAL json_each (t.%s) AS e", column);
  g_string_append_printf (sql,
                          " WHERE t.%s IS NOT NULL AND NOT EXISTS (SELECT 1 FROM %s AS i WHERE"
                          " i.id = ",
                          column, driver->identities);
  if (is_list)
    g_string_append (sql, "e.value");
  else
    g_string_append_printf (sql, "t.%s", column);
  if (field->target != NULL)
    {
      g_autofree char *target = _leren_quote_literal (field->target);

      g_string_append_printf (sql, " AND i.type = %s", target);
    }
  g_string_append_c (sql, ')');
}

GHashTable *
_leren_check_find_dangling (LerenCheck *self, const LerenStoreTable *table)
{
  LerenStore *store = self->store;
  g_autoptr (GHashTable) numbers =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GString) members = g_string_new (NULL);
  g_autofree char *sql = NULL;
  LerenStatement *statement;
  LerenStep result = LEREN_STEP_FAILED;
  GError *problem = NULL;

  for (guint i = 0; i < table->declaration->n_fields; i++)
    if (table->declaration->fields[i]->kind == LEREN_FIELD_KIND_REFERENCE ||
        table->declaration->fields[i]->kind == LEREN_FIELD_KIND_REFERENCES)
      append_dangling (members, store->db->driver, table, table->declaration->fields[i]);
  sql = g_strdup_printf ("SELECT DISTINCT number FROM (%s) AS dangling ORDER BY number"
                         " LIMIT " G_STRINGIFY (LEREN_CHECK_MOST_PROBLEMS),
                         members->str);
  statement = _leren_store_prepare (store, _ ("check references"), sql, &problem);
  while (statement != NULL && (result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    {
      const gint64 number = _leren_statement_get_integer (statement, 0);

      g_hash_table_add (numbers, g_memdup2 (&number, sizeof number));
    }
  if (statement != NULL && result != LEREN_STEP_DONE)
    _leren_store_set_error (store, store->db, _ ("check references"), &problem);
  _leren_statement_free (statement);
  if (problem == NULL)
    return g_steal_pointer (&numbers);
  _leren_check_take_error (self, problem);
  return NULL;
}
