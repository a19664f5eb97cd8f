/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-schema-private.h"

#include <glib/gi18n-lib.h>

void
_leren_append_identifier (GString *sql, const char *name)
{
  g_string_append_c (sql, '"');
  for (; *name != '\0'; name++)
    {
      if (*name == '"')
        g_string_append_c (sql, '"');
      g_string_append_c (sql, *name);
    }
  g_string_append_c (sql, '"');
}

char *
_leren_quote_identifier (const char *name)
{
  GString *quoted = g_string_new (NULL);

  _leren_append_identifier (quoted, name);
  return g_string_free (quoted, FALSE);
}

char *
_leren_quote_literal (const char *text)
{
  GString *quoted = g_string_new ("'");

  for (; *text != '\0'; text++)
    {
      if (*text == '\'')
        g_string_append_c (quoted, '\'');
      g_string_append_c (quoted, *text);
    }
  g_string_append_c (quoted, '\'');
  return g_string_free (quoted, FALSE);
}

void
_leren_store_table_free (LerenStoreTable *table)
{
  _leren_statement_free (table->insert);
  _leren_statement_free (table->update);
  _leren_statement_free (table->update_of_owner);
  _leren_statement_free (table->select);
  _leren_statement_free (table->select_of_owner);
  _leren_statement_free (table->delete);
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
                        "\" TEXT, \"" LEREN_COLUMN_REVISION "\" INTEGER) STRICT");
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

gboolean
_leren_declaration_has_text (const LerenDeclaration *declaration)
{
  for (guint i = 0; i < declaration->n_fields; i++)
    if ((declaration->fields[i]->flags & LEREN_FIELD_FULLTEXT) != 0)
      return TRUE;
  return FALSE;
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
    }
  table->has_text = _leren_declaration_has_text (declaration);
  table->own_index_outdated = TRUE;
  g_string_append (columns, "\"" LEREN_COLUMN_UNKNOWN "\", \"" LEREN_COLUMN_AS_GIVEN
                            "\", \"" LEREN_COLUMN_REVISION "\"");
  table->columns = g_string_free (columns, FALSE);
  return table;
}

void
_leren_store_add_table (LerenStore *self, const LerenDeclaration *declaration)
{
  LerenStoreTable *table = table_new (declaration);

  g_ptr_array_add (self->tables, table);
  g_hash_table_replace (self->tables_by_name, (char *) declaration->name, table);
  g_mutex_lock (&self->declarations_lock);
  g_hash_table_replace (self->declarations, (char *) declaration->name, (gpointer) declaration);
  g_mutex_unlock (&self->declarations_lock);
  g_clear_pointer (&self->find_id, _leren_statement_free);
  g_clear_pointer (&self->find_any, _leren_statement_free);
  g_clear_pointer (&self->last_row, _leren_statement_free);
}

void
_leren_store_forget_statements (LerenStore *self)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      LerenStoreTable *table = g_ptr_array_index (self->tables, i);

      g_clear_pointer (&table->insert, _leren_statement_free);
      g_clear_pointer (&table->update, _leren_statement_free);
      g_clear_pointer (&table->update_of_owner, _leren_statement_free);
      g_clear_pointer (&table->select, _leren_statement_free);
      g_clear_pointer (&table->select_of_owner, _leren_statement_free);
      g_clear_pointer (&table->delete, _leren_statement_free);
    }
  g_clear_pointer (&self->find_id, _leren_statement_free);
  g_clear_pointer (&self->find_any, _leren_statement_free);
  g_clear_pointer (&self->last_row, _leren_statement_free);
  g_clear_pointer (&self->note, _leren_statement_free);
  g_clear_pointer (&self->data_version, _leren_statement_free);
  g_clear_pointer (&self->statements, g_hash_table_unref);
}

LerenStoreTable *
_leren_store_find_table (LerenStore *self, const char *record_type)
{
  return g_hash_table_lookup (self->tables_by_name, record_type);
}

const LerenDeclaration *
_leren_store_find_declaration (LerenStore *self, const char *record_type, GError **error)
{
  const LerenDeclaration *declaration;
  LerenStoreTable *table;

  if (!leren_store_is_open (self))
    {
      _leren_store_set_closed (self, error);
      return NULL;
    }
  g_mutex_lock (&self->declarations_lock);
  declaration = g_hash_table_lookup (self->declarations, record_type);
  g_mutex_unlock (&self->declarations_lock);
  if (declaration == NULL)
    declaration = leren_declaration_lookup (record_type);
  if (declaration != NULL)
    return declaration;

  /* another program may have added it: that is worth waiting for */
  if (_leren_store_lock (self, error) == NULL)
    return NULL;
  table = _leren_store_find_table (self, record_type);
  _leren_store_unlock (self);
  return table != NULL ? table->declaration : NULL;
}

/* Where the engine keeps the ids of all tables together */
static gboolean
watch_table (LerenStore *self, const char *table, GError **error)
{
  g_autofree char *sql =
    self->db->driver->write_watch != NULL ? self->db->driver->write_watch (table) : NULL;

  return sql == NULL || _leren_store_execute (self, _ ("make a table"), sql, error);
}

static gboolean
create_table (LerenStore *self, const LerenDeclaration *declaration, GError **error)
{
  g_autofree char *table = _leren_store_create_table_sql (declaration);
  g_autofree char *index = _leren_store_create_index_sql (declaration);

  return _leren_store_execute (self, _ ("make a table"), table, error) &&
         _leren_store_execute (self, _ ("make an index"), index, error) &&
         watch_table (self, declaration->name, error);
}

static gboolean
note_own_type (LerenStore *self, const LerenDeclaration *declaration, GError **error)
{
  g_autofree char *fields = _leren_own_type_describe (declaration);
  LerenStatement *statement;
  LerenStep result;

  statement = _leren_store_prepare (self, _ ("add a record type"),
                                    "INSERT INTO own_type (name, fields) VALUES (?1, ?2)", error);
  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_text (statement, 1, declaration->name, -1);
  _leren_statement_bind_text (statement, 2, fields, -1);
  result = _leren_statement_step (statement);
  _leren_statement_free (statement);
  if (result != LEREN_STEP_DONE)
    _leren_store_set_error (self, self->db, _ ("add a record type"), error);
  return result == LEREN_STEP_DONE;
}

gboolean
_leren_store_same_kind (const LerenField *field, const LerenField *kept)
{
  return field->kind == kept->kind ||
         (field->kind == LEREN_FIELD_KIND_ENUM && kept->kind == LEREN_FIELD_KIND_TEXT) ||
         (field->kind == LEREN_FIELD_KIND_TEXT && kept->kind == LEREN_FIELD_KIND_ENUM);
}

/* Properties that an own type got since its table was made become columns; nothing is taken away. */
static gboolean
widen_table (LerenStore *self, LerenStoreTable *table, const LerenDeclaration *declaration,
             GError **error)
{
  g_autofree char *name = _leren_store_base_name (self, declaration->name);
  g_autofree char *fields = _leren_own_type_describe (declaration);
  LerenStatement *statement;
  LerenStep result;

  for (guint i = 0; i < table->declaration->n_fields; i++)
    {
      const LerenField *old = table->declaration->fields[i];
      const LerenField *now = _leren_declaration_find (declaration, old->name, old->name_length);

      if (now == NULL || !_leren_store_same_kind (now, old))
        {
          g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
                       _ ("record type “%s” has the member “%s” in %s, which the class has not, or "
                          "of another type; keep the property, or give the type a new name"),
                       declaration->name, old->name, self->location);
          return FALSE;
        }
    }
  self->schema_touched = TRUE;
  for (guint i = LEREN_RECORD_N_FIELDS; i < declaration->n_fields; i++)
    {
      const LerenField *field = declaration->fields[i];
      g_autofree char *column = _leren_quote_identifier (field->name);
      g_autofree char *sql = NULL;

      if (_leren_declaration_find (table->declaration, field->name, field->name_length) != NULL)
        continue;
      sql = g_strdup_printf ("ALTER TABLE %s ADD COLUMN %s %s", name, column, column_type (field));
      if (!_leren_store_execute (self, _ ("add a member to a record type"), sql, error))
        return FALSE;
    }
  statement = _leren_store_prepare (self, _ ("change a record type"),
                                    "UPDATE own_type SET fields = ?2 WHERE name = ?1", error);
  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_text (statement, 1, declaration->name, -1);
  _leren_statement_bind_text (statement, 2, fields, -1);
  result = _leren_statement_step (statement);
  _leren_statement_free (statement);
  if (result != LEREN_STEP_DONE)
    {
      _leren_store_set_error (self, self->db, _ ("change a record type"), error);
      return FALSE;
    }
  g_ptr_array_remove (self->tables, table);
  _leren_store_add_table (self, declaration);
  return TRUE;
}

LerenStoreTable *
_leren_store_ensure_table (LerenStore *self, const LerenDeclaration *declaration, GError **error)
{
  LerenStoreTable *table = _leren_store_find_table (self, declaration->name);

  if (table != NULL && table->declaration == declaration)
    return table;
  if (table == NULL)
    {
      self->schema_touched = TRUE;
      if (!create_table (self, declaration, error) || !note_own_type (self, declaration, error))
        return NULL;
      _leren_store_add_table (self, declaration);
      if (!_leren_store_restrict (self, self->db, error) || !_leren_store_renew_sight (self, error))
        return NULL;
    }
  else
    {
      g_autofree char *described = _leren_own_type_describe (table->declaration);

      if (_leren_own_type_is (declaration, described))
        table->declaration = declaration;
      else if (!widen_table (self, table, declaration, error) ||
               !_leren_store_restrict (self, self->db, error) ||
               !_leren_store_renew_sight (self, error))
        return NULL;
    }
  return _leren_store_find_table (self, declaration->name);
}

gboolean
_leren_store_make_schema (LerenStore *self, GError **error)
{
  g_autoptr (GPtrArray) declarations = _leren_declaration_list ();
  g_autofree char *stamp = self->db->driver->write_version (LEREN_SCHEMA_VERSION);

  if (!_leren_store_execute (
        self, _ ("make a store"),
        "CREATE TABLE unknown_record (\"id\" TEXT NOT NULL, \"type\" TEXT NOT NULL,"
        " \"json\" TEXT NOT NULL, \"" LEREN_COLUMN_REVISION "\" INTEGER) STRICT;"
        "CREATE UNIQUE INDEX unknown_record_id ON unknown_record (\"id\");"
        "CREATE TABLE framework (\"id\" TEXT PRIMARY KEY NOT NULL, \"json\" TEXT NOT NULL) STRICT;"
        "CREATE TABLE own_type (\"name\" TEXT PRIMARY KEY NOT NULL, \"fields\" TEXT NOT NULL)"
        " STRICT;",
        error) ||
      !watch_table (self, "unknown_record", error))
    return FALSE;
  for (guint i = 0; i < declarations->len; i++)
    {
      const LerenDeclaration *declaration = g_ptr_array_index (declarations, i);

      if (declaration->built_in && !create_table (self, declaration, error))
        return FALSE;
    }
  return _leren_store_make_journal (self, error) &&
         _leren_store_execute (self, _ ("make a store"), stamp, error);
}

/* The entries of one record hang together by their "before", so an index of all ids, which would
 * cost each save as much as that of its table, is not needed: from what is there one finds back what
 * was, and from its last deletion what is no more. */
gboolean
_leren_store_make_journal (LerenStore *self, GError **error)
{
  g_autofree char *origin = g_uuid_string_random ();
  g_autofree char *sql = g_strdup_printf (
    "CREATE TABLE journal (\"number\" INTEGER PRIMARY KEY AUTOINCREMENT, \"at\" TEXT NOT NULL,"
    " \"who\" TEXT, \"change\" TEXT NOT NULL, \"type\" TEXT, \"id\" TEXT, \"before\" INTEGER,"
    " \"old\" TEXT, \"first_row\" INTEGER, \"last_row\" INTEGER) STRICT;"
    "CREATE INDEX journal_deleted ON journal (\"id\") WHERE \"change\" = 'deleted';"
    "CREATE TABLE store_info (\"name\" TEXT PRIMARY KEY NOT NULL, \"value\" TEXT) STRICT;"
    "INSERT INTO store_info (name, value) VALUES ('origin', '%s')",
    origin);

  return _leren_store_execute (self, _ ("make the journal"), sql, error);
}

char *
_leren_store_read_info (LerenStore *self, const char *name)
{
  LerenStatement *statement = _leren_connection_prepare (
    self->db, "SELECT value FROM store_info WHERE name = ?1", LEREN_PREPARE_ONCE);
  char *value = NULL;

  if (statement == NULL)
    return NULL;
  _leren_statement_bind_text (statement, 1, name, -1);
  if (_leren_statement_step (statement) == LEREN_STEP_ROW)
    value = g_strdup (_leren_statement_get_text (statement, 0));
  _leren_statement_free (statement);
  return value;
}
