/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-audit-private.h"
#include "store/leren-store-check-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Compares the tables, indexes and whatever else a file has with those that the library makes. A
 * trigger, a view or a column of another's does nothing here, but may do something elsewhere. */

typedef struct {
  char *type;  /* "table", "index", "trigger" or "view" */
  char *table; /* that it belongs to */
  char *sql;
} Thing;

static void
thing_free (Thing *self)
{
  g_free (self->type);
  g_free (self->table);
  g_free (self->sql);
  g_free (self);
}

static Thing *
thing_new (const char *type, const char *table, const char *sql)
{
  Thing *self = g_new (Thing, 1);

  self->type = g_strdup (type != NULL ? type : "");
  self->table = g_strdup (table != NULL ? table : "");
  self->sql = g_strdup (sql != NULL ? sql : "");
  return self;
}

/* of names to things, without what SQLite makes for itself */
static GHashTable *
list_things (LerenStore *store, GError **error)
{
  g_autoptr (GHashTable) things =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) thing_free);
  LerenStatement *statement = _leren_store_prepare (
    store, _ ("check"),
    "SELECT name, type, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite^_%' ESCAPE '^'",
    error);
  LerenStep result = LEREN_STEP_FAILED;

  while (statement != NULL && (result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    g_hash_table_insert (things, g_strdup (_leren_statement_get_text (statement, 0)),
                         thing_new (_leren_statement_get_text (statement, 1),
                                    _leren_statement_get_text (statement, 2),
                                    _leren_statement_get_text (statement, 3)));
  if (statement != NULL && result != LEREN_STEP_DONE)
    _leren_store_set_error (store, store->db, _ ("check"), error);
  _leren_statement_free (statement);
  return result == LEREN_STEP_DONE ? g_steal_pointer (&things) : NULL;
}

/* One line of text for each row; NULL where the table cannot be looked at */
static char *
describe_columns (LerenStore *store, const char *name, const char *sql)
{
  g_autoptr (GString) text = g_string_new (NULL);
  LerenStatement *statement = _leren_store_prepare (store, _ ("check"), sql, NULL);
  LerenStep result = LEREN_STEP_FAILED;

  if (statement != NULL)
    _leren_statement_bind_text (statement, 1, name, -1);
  while (statement != NULL && (result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                            _leren_statement_get_text (statement, 0));
  _leren_statement_free (statement);
  return result == LEREN_STEP_DONE ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

#define SORTED_COLUMNS                                                                             \
  "SELECT name || ' ' || type || ' ' || \"notnull\" || pk || hidden || coalesce (dflt_value, '')"  \
  " FROM pragma_table_xinfo (?1) ORDER BY 1"
#define WRITTEN_COLUMNS                                                                            \
  "SELECT '\"' || replace (name, '\"', '\"\"') || '\" ' || type ||"                                \
  " CASE WHEN \"notnull\" THEN ' NOT NULL' ELSE '' END"                                            \
  " FROM pragma_table_xinfo (?1) ORDER BY cid"

/* Columns that were added later stand behind the others. So a table is as it should be where it has
 * the same columns, and its SQL says no more than that it has them. */
static gboolean
is_same_table (LerenStore *store, LerenStore *reference, const char *name, const Thing *thing)
{
  g_autofree char *columns = describe_columns (store, name, SORTED_COLUMNS);
  g_autofree char *expected = describe_columns (reference, name, SORTED_COLUMNS);
  g_autofree char *written = describe_columns (store, name, WRITTEN_COLUMNS);
  g_autofree char *sql = NULL;
  const char *said = strchr (thing->sql, '(');

  if (columns == NULL || written == NULL || said == NULL || g_strcmp0 (columns, expected) != 0)
    return FALSE;
  sql = g_strconcat ("(", written, ") STRICT", NULL);
  return g_str_equal (said, sql);
}

/* What the library would have made: the tables of all types, and the text indexes that are there */
static gboolean
make_tables (LerenStore *reference, LerenStore *store, GError **error)
{
  for (guint i = 0; i < store->tables->len; i++)
    {
      LerenStoreTable *table = g_ptr_array_index (store->tables, i), *own;

      own = _leren_store_ensure_table (reference, table->declaration, error);
      if (own == NULL || (table->has_text && _leren_text_index_exists (store, table) &&
                          !_leren_text_index_ready (reference, own, error)))
        return FALSE;
    }
  return !_leren_audit_has_table (store) || _leren_audit_make_table (reference, error);
}

/* NULL where nothing is wrong */
static char *
judge (LerenStore *store, LerenStore *reference, const char *name, const Thing *thing,
       const Thing *expected)
{
  if (expected == NULL)
    return g_strdup_printf (
      _ ("%s: the %s “%s” on “%s” is not of leren's making; find out who made "
         "it, or export all and import that into a new store"),
      store->location, thing->type, name, thing->table);
  if (g_str_equal (thing->type, expected->type) && g_str_equal (thing->table, expected->table) &&
      (g_str_equal (thing->sql, expected->sql) ||
       (g_str_equal (thing->type, "table") && is_same_table (store, reference, name, thing))))
    return NULL;
  return g_strdup_printf (_ ("%s: the %s “%s” is not as leren makes it, but “%s”; export all and "
                             "import that into a new store"),
                          store->location, thing->type, name, thing->sql);
}

gboolean
_leren_store_check_schema (LerenStore *self, GPtrArray *problems, GError **error)
{
  g_autoptr (LerenStore) reference =
    leren_store_open (":memory:", LEREN_STORE_FLAGS_NONE, NULL, error);
  g_autoptr (GHashTable) things = NULL;
  g_autoptr (GHashTable) expected = NULL;
  g_autoptr (GList) names = NULL;

  if (reference == NULL)
    return FALSE;
  /* a server watches over its tables itself */
  if (reference->db->driver != self->db->driver)
    return TRUE;
  if (!make_tables (reference, self, error))
    return FALSE;
  things = list_things (self, error);
  expected = things != NULL ? list_things (reference, error) : NULL;
  if (expected == NULL)
    return FALSE;
  names = g_list_sort (g_hash_table_get_keys (things), (GCompareFunc) g_strcmp0);
  for (GList *at = names; at != NULL; at = at->next)
    {
      char *said = judge (self, reference, at->data, g_hash_table_lookup (things, at->data),
                          g_hash_table_lookup (expected, at->data));

      if (said != NULL)
        g_ptr_array_add (problems, said);
    }
  return TRUE;
}
