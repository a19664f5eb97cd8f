/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>

char *
_leren_quote_identifier (const char *name)
{
  GString *quoted = g_string_new ("\"");

  for (; *name != '\0'; name++)
    {
      if (*name == '"')
        g_string_append_c (quoted, '"');
      g_string_append_c (quoted, *name);
    }
  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}

void
_leren_store_table_free (LerenStoreTable *table)
{
  sqlite3_finalize (table->insert);
  sqlite3_finalize (table->update);
  sqlite3_finalize (table->select);
  sqlite3_finalize (table->delete);
  g_free (table->columns);
  g_free (table);
}

static const char *
column_type (const LerenField *field)
{
  switch (field->kind)
    {
    case LEREN_FIELD_KIND_INTEGER:
    case LEREN_FIELD_KIND_BOOLEAN:
      return "INTEGER";
    case LEREN_FIELD_KIND_NUMBER:
      return "REAL";
    default:
      return "TEXT";
    }
}

char *
_leren_store_create_table_sql (const LerenDeclaration *declaration)
{
  g_autofree char *name = _leren_quote_identifier (declaration->name);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "CREATE TABLE %s (", name);
  for (guint i = 0; i < declaration->n_fields; i++)
    {
      const LerenField *field = declaration->fields[i];
      g_autofree char *column = _leren_quote_identifier (field->name);

      g_string_append_printf (sql, "%s %s%s, ", column, column_type (field),
                              (field->flags & LEREN_FIELD_REQUIRED) != 0 ? " NOT NULL" : "");
    }
  g_string_append (sql, "\"" LEREN_COLUMN_UNKNOWN "\" TEXT, \"" LEREN_COLUMN_AS_GIVEN
                        "\" TEXT) STRICT");
  return g_string_free (sql, FALSE);
}

char *
_leren_store_create_index_sql (const LerenDeclaration *declaration)
{
  g_autofree char *index_name = g_strconcat (declaration->name, "_id", NULL);
  g_autofree char *index = _leren_quote_identifier (index_name);
  g_autofree char *name = _leren_quote_identifier (declaration->name);

  return g_strdup_printf ("CREATE UNIQUE INDEX %s ON %s (\"id\")", index, name);
}

static LerenStoreTable *
table_new (const LerenDeclaration *declaration)
{
  LerenStoreTable *table = g_new0 (LerenStoreTable, 1);
  GString *columns = g_string_new (NULL);

  table->declaration = declaration;
  for (guint i = 0; i < declaration->n_fields; i++)
    {
      g_autofree char *column = _leren_quote_identifier (declaration->fields[i]->name);
      g_string_append_printf (columns, "%s, ", column);
      if ((declaration->fields[i]->flags & LEREN_FIELD_FULLTEXT) != 0)
        table->has_text = TRUE;
    }
  g_string_append (columns, "\"" LEREN_COLUMN_UNKNOWN "\", \"" LEREN_COLUMN_AS_GIVEN "\"");
  table->columns = g_string_free (columns, FALSE);
  return table;
}

static void
add_table (LerenStore *self, const LerenDeclaration *declaration)
{
  LerenStoreTable *table = table_new (declaration);

  g_ptr_array_add (self->tables, table);
  g_hash_table_replace (self->tables_by_name, (char *) declaration->name, table);
  g_clear_pointer (&self->find_id, sqlite3_finalize);
  g_clear_pointer (&self->last_row, sqlite3_finalize);
}

void
_leren_store_forget_statements (LerenStore *self)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      LerenStoreTable *table = g_ptr_array_index (self->tables, i);

      g_clear_pointer (&table->insert, sqlite3_finalize);
      g_clear_pointer (&table->update, sqlite3_finalize);
      g_clear_pointer (&table->select, sqlite3_finalize);
      g_clear_pointer (&table->delete, sqlite3_finalize);
    }
  g_clear_pointer (&self->find_id, sqlite3_finalize);
  g_clear_pointer (&self->last_row, sqlite3_finalize);
}

LerenStoreTable *
_leren_store_find_table (LerenStore *self, const char *record_type)
{
  return g_hash_table_lookup (self->tables_by_name, record_type);
}

static gboolean
create_table (LerenStore *self, const LerenDeclaration *declaration, GError **error)
{
  g_autofree char *table = _leren_store_create_table_sql (declaration);
  g_autofree char *index = _leren_store_create_index_sql (declaration);

  return _leren_store_execute (self, "make a table", table, error) &&
         _leren_store_execute (self, "make an index", index, error);
}

/* An own type's fields as text, so that a program without its class can read and export it:
 * "street:text n:integer". */
static char *
describe_fields (const LerenDeclaration *declaration)
{
  GString *text = g_string_new (NULL);

  for (guint i = LEREN_RECORD_N_FIELDS; i < declaration->n_fields; i++)
    g_string_append_printf (text, "%s%s:%d", text->len > 0 ? " " : "",
                            declaration->fields[i]->name, declaration->fields[i]->kind);
  return g_string_free (text, FALSE);
}

static LerenField *
parse_fields (const char *text, guint *n_fields)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  guint n = *text == '\0' ? 0 : g_strv_length (parts);
  LerenField *fields = g_new0 (LerenField, n + 1);

  for (guint i = 0; i < n; i++)
    {
      char *colon = strrchr (parts[i], ':');
      gint64 kind = colon != NULL ? g_ascii_strtoll (colon + 1, NULL, 10) : 0;

      if (colon != NULL)
        *colon = '\0';
      fields[i].name = g_intern_string (parts[i]);
      fields[i].kind = CLAMP (kind, 0, LEREN_FIELD_KIND_JSON);
      /* a closed list whose words are not known here is text */
      if (fields[i].kind == LEREN_FIELD_KIND_ENUM)
        fields[i].kind = LEREN_FIELD_KIND_TEXT;
      fields[i].minimum = fields[i].maximum = __builtin_nan ("");
    }
  *n_fields = n;
  return fields;
}

static gboolean
same_description (const LerenDeclaration *declaration, const char *described)
{
  g_autofree char *text = describe_fields (declaration);
  return g_str_equal (text, described);
}

static gboolean
note_own_type (LerenStore *self, const LerenDeclaration *declaration, GError **error)
{
  g_autofree char *fields = describe_fields (declaration);
  sqlite3_stmt *statement;
  int result;

  statement = _leren_store_prepare (
    self, "add a record type", "INSERT INTO own_type (name, fields) VALUES (?1, ?2)", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, declaration->name, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, fields, -1, SQLITE_STATIC);
  result = sqlite3_step (statement);
  sqlite3_finalize (statement);
  if (result != SQLITE_DONE)
    _leren_store_set_error (self, self->db, "add a record type", error);
  return result == SQLITE_DONE;
}

/* Properties that an own type got since its table was made become columns; nothing is taken away. */
static gboolean
widen_table (LerenStore *self, LerenStoreTable *table, const LerenDeclaration *declaration,
             GError **error)
{
  g_autofree char *name = _leren_quote_identifier (declaration->name);
  g_autofree char *fields = describe_fields (declaration);
  sqlite3_stmt *statement;
  int result;

  for (guint i = 0; i < table->declaration->n_fields; i++)
    {
      const LerenField *old = table->declaration->fields[i];
      const LerenField *now =
        _leren_declaration_find (declaration, old->name, old->name_length);

      if (now == NULL || g_strcmp0 (column_type (now), column_type (old)) != 0)
        {
          g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
                       _("record type “%s” has the member “%s” in %s, which the class has not, or "
                         "of another type; keep the property, or give the type a new name"),
                       declaration->name, old->name, self->location);
          return FALSE;
        }
    }
  for (guint i = LEREN_RECORD_N_FIELDS; i < declaration->n_fields; i++)
    {
      const LerenField *field = declaration->fields[i];
      g_autofree char *column = _leren_quote_identifier (field->name);
      g_autofree char *sql = NULL;

      if (_leren_declaration_find (table->declaration, field->name, field->name_length) != NULL)
        continue;
      sql = g_strdup_printf ("ALTER TABLE %s ADD COLUMN %s %s", name, column, column_type (field));
      if (!_leren_store_execute (self, "add a member to a record type", sql, error))
        return FALSE;
    }
  statement = _leren_store_prepare (self, "change a record type",
                                    "UPDATE own_type SET fields = ?2 WHERE name = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, declaration->name, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, fields, -1, SQLITE_STATIC);
  result = sqlite3_step (statement);
  sqlite3_finalize (statement);
  if (result != SQLITE_DONE)
    {
      _leren_store_set_error (self, self->db, "change a record type", error);
      return FALSE;
    }
  self->schema_touched = TRUE;
  g_ptr_array_remove (self->tables, table);
  add_table (self, declaration);
  return TRUE;
}

LerenStoreTable *
_leren_store_ensure_table (LerenStore *self, const LerenDeclaration *declaration, GError **error)
{
  LerenStoreTable *table = _leren_store_find_table (self, declaration->name);

  if (table != NULL && table->declaration == declaration)
    return table;
  if (table != NULL && !same_description (declaration, ""))
    {
      g_autofree char *described = describe_fields (table->declaration);

      if (same_description (declaration, described))
        {
          table->declaration = declaration;
          return table;
        }
      if (!widen_table (self, table, declaration, error))
        return NULL;
      return _leren_store_find_table (self, declaration->name);
    }
  if (table == NULL)
    {
      if (!create_table (self, declaration, error) ||
          !note_own_type (self, declaration, error))
        return NULL;
      self->schema_touched = TRUE;
      add_table (self, declaration);
    }
  return _leren_store_find_table (self, declaration->name);
}

gboolean
_leren_store_make_schema (LerenStore *self, GError **error)
{
  g_autoptr (GPtrArray) declarations = _leren_declaration_list ();
  g_autofree char *stamp =
    g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                     LEREN_APPLICATION_ID, LEREN_SCHEMA_VERSION);

  if (!_leren_store_execute (
        self, "make a store",
        "CREATE TABLE unknown_record (\"id\" TEXT NOT NULL, \"type\" TEXT NOT NULL,"
        " \"json\" TEXT NOT NULL) STRICT;"
        "CREATE UNIQUE INDEX unknown_record_id ON unknown_record (\"id\");"
        "CREATE TABLE framework (\"id\" TEXT PRIMARY KEY NOT NULL, \"json\" TEXT NOT NULL) STRICT;"
        "CREATE TABLE own_type (\"name\" TEXT PRIMARY KEY NOT NULL, \"fields\" TEXT NOT NULL)"
        " STRICT;",
        error))
    return FALSE;
  for (guint i = 0; i < declarations->len; i++)
    {
      const LerenDeclaration *declaration = g_ptr_array_index (declarations, i);

      if (declaration->built_in && !create_table (self, declaration, error))
        return FALSE;
    }
  return _leren_store_execute (self, "make a store", stamp, error);
}

static gboolean
load_own_types (LerenStore *self, GError **error)
{
  sqlite3_stmt *statement;
  gboolean loaded = TRUE;

  statement = _leren_store_prepare (self, "read the record types",
                                    "SELECT name, fields FROM own_type ORDER BY rowid", error);
  if (statement == NULL)
    return FALSE;
  while (loaded && sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (statement, 0);
      const char *described = (const char *) sqlite3_column_text (statement, 1);
      const LerenDeclaration *declaration = leren_declaration_lookup (name);

      /* another order or other members than the class here has: the store knows what it holds */
      if (declaration == NULL || !same_description (declaration, described))
        {
          guint n_fields;
          LerenField *fields = parse_fields (described, &n_fields);

          declaration = _leren_declaration_new_for_store (name, fields, n_fields);
        }
      add_table (self, declaration);
    }
  sqlite3_finalize (statement);
  return loaded;
}

static gboolean
load_frameworks (LerenStore *self, GError **error)
{
  sqlite3_stmt *statement;
  gboolean loaded = TRUE;

  statement = _leren_store_prepare (self, "read the frameworks",
                                    "SELECT json FROM framework ORDER BY rowid", error);
  if (statement == NULL)
    return FALSE;
  while (loaded && sqlite3_step (statement) == SQLITE_ROW)
    {
      g_autoptr (LerenFramework) framework =
        leren_framework_from_json ((const char *) sqlite3_column_text (statement, 0),
                                   sqlite3_column_bytes (statement, 0), error);

      loaded = framework != NULL && leren_theory_add_framework (self->theory, framework, error);
    }
  sqlite3_finalize (statement);
  return loaded;
}

void
_leren_store_reload_schema (LerenStore *self)
{
  if (!self->schema_touched)
    return;
  self->schema_touched = FALSE;
  _leren_store_forget_statements (self);
  g_hash_table_remove_all (self->tables_by_name);
  g_ptr_array_set_size (self->tables, 0);
  g_clear_object (&self->theory);
  self->theory = leren_theory_new ();
  if (!_leren_store_load_schema (self, NULL))
    g_warning ("%s: its schema cannot be read any more", self->location);
}

gboolean
_leren_store_load_schema (LerenStore *self, GError **error)
{
  g_autoptr (GPtrArray) declarations = _leren_declaration_list ();

  for (guint i = 0; i < declarations->len; i++)
    {
      const LerenDeclaration *declaration = g_ptr_array_index (declarations, i);

      if (declaration->built_in)
        add_table (self, declaration);
    }
  return load_own_types (self, error) && load_frameworks (self, error);
}
