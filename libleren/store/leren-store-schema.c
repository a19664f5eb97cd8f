/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-internal-private.h"
#include "store/leren-store-salvage-private.h"
#include "theory/leren-theory-private.h"

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

static void
add_table (LerenStore *self, const LerenDeclaration *declaration)
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

/* An own type's fields as text, so that a program without its class can read and export it:
 * "street:text n:integer". */
static char *
describe_fields (const LerenDeclaration *declaration)
{
  GString *text = g_string_new (NULL);

  for (guint i = LEREN_RECORD_N_FIELDS; i < declaration->n_fields; i++)
    g_string_append_printf (text, "%s%s:%d", text->len > 0 ? " " : "", declaration->fields[i]->name,
                            declaration->fields[i]->kind);
  return g_string_free (text, FALSE);
}

/* The kinds an own type's properties can have; the words of a closed list are not known without the
 * class, so that is text. */
static gboolean
parse_kind (const char *text, LerenFieldKind *kind)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, LEREN_FIELD_KIND_JSON, &value, NULL))
    return FALSE;
  *kind = value == LEREN_FIELD_KIND_ENUM ? LEREN_FIELD_KIND_TEXT : (LerenFieldKind) value;
  return *kind <= LEREN_FIELD_KIND_DATE || *kind == LEREN_FIELD_KIND_TEXTS;
}

static gboolean
name_is_free (const LerenField *fields, guint n_fields, const char *name)
{
  if (!g_param_spec_is_valid_name (name) || strchr (name, '-') != NULL ||
      g_str_equal (name, "type"))
    return FALSE;
  for (guint i = 0; i < LEREN_RECORD_N_FIELDS; i++)
    if (g_str_equal (_leren_record_fields[i].name, name))
      return FALSE;
  for (guint i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].name, name))
      return FALSE;
  return TRUE;
}

/* NULL where it is not what describe_fields() writes */
static LerenField *
parse_fields (const char *text, guint *n_fields)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  guint n = *text == '\0' ? 0 : g_strv_length (parts);
  g_autofree LerenField *fields = g_new0 (LerenField, n + 1);

  if (n > LEREN_MAX_FIELDS - LEREN_RECORD_N_FIELDS)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      char *colon = strrchr (parts[i], ':');

      if (colon == NULL || !parse_kind (colon + 1, &fields[i].kind))
        return NULL;
      *colon = '\0';
      if (!name_is_free (fields, i, parts[i]))
        return NULL;
      fields[i].name = g_intern_string (parts[i]);
      fields[i].minimum = fields[i].maximum = __builtin_nan ("");
    }
  *n_fields = n;
  return g_steal_pointer (&fields);
}

/* Declarations live as long as the program, so each is made once, however often stores that have
 * it are opened. */
static const LerenDeclaration *
declaration_for_store (const char *name, const char *described)
{
  static GMutex lock;
  static GHashTable *made;
  g_autofree char *key = g_strconcat (name, "\n", described, NULL);
  LerenDeclaration *declaration;

  g_mutex_lock (&lock);
  if (made == NULL)
    made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  declaration = g_hash_table_lookup (made, key);
  if (declaration == NULL)
    {
      guint n_fields;
      LerenField *fields = parse_fields (described, &n_fields);

      if (fields != NULL)
        {
          declaration = _leren_declaration_new_for_store (name, fields, n_fields);
          if (n_fields == 0)
            g_free (fields);
          g_hash_table_insert (made, g_steal_pointer (&key), declaration);
        }
    }
  g_mutex_unlock (&lock);
  return declaration;
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
  g_autofree char *fields = describe_fields (declaration);
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
  add_table (self, declaration);
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
      add_table (self, declaration);
      if (!_leren_store_restrict (self, self->db, error) || !_leren_store_renew_sight (self, error))
        return NULL;
    }
  else
    {
      g_autofree char *described = describe_fields (table->declaration);

      if (same_description (declaration, described))
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

static gboolean
set_corrupt (LerenStore *self, const char *said, GError **error)
{
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_CORRUPT,
               _ ("cannot open %s: it is damaged: %s; restore it from a backup"), self->location,
               said);
  return FALSE;
}

static gboolean
load_own_type (LerenStore *self, const char *name, const char *described, GError **error)
{
  const LerenDeclaration *declaration = NULL;

  /* a dot sets the names apart from those of the tables of the library */
  if (name != NULL && described != NULL && strchr (name, '.') != NULL &&
      g_utf8_validate (name, -1, NULL) && _leren_store_find_table (self, name) == NULL)
    {
      declaration = leren_declaration_lookup (name);
      /* another order or other members than the class here has: the store knows what it holds */
      if (declaration == NULL || !same_description (declaration, described))
        declaration = declaration_for_store (name, described);
    }
  if (declaration == NULL)
    return set_corrupt (self, _ ("a record type in it is not described as it should be"), error);
  add_table (self, declaration);
  return TRUE;
}

static gboolean
load_own_types (LerenStore *self, GError **error)
{
  LerenStatement *statement;
  gboolean loaded = TRUE;
  LerenStep result = LEREN_STEP_DONE;

  statement = _leren_store_prepare (self, _ ("read the record types"),
                                    "SELECT name, fields FROM own_type ORDER BY _rowid_", error);
  if (statement == NULL)
    return FALSE;
  while (loaded && (result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    loaded = load_own_type (self, _leren_statement_get_text (statement, 0),
                            _leren_statement_get_text (statement, 1), error);
  if (loaded && result != LEREN_STEP_DONE)
    {
      _leren_store_set_error (self, self->db, _ ("read the record types"), error);
      loaded = FALSE;
    }
  _leren_statement_free (statement);
  return loaded;
}

/* those of the library, and those of the store */
static gboolean
load_tables (LerenStore *self, GError **error)
{
  g_autoptr (GPtrArray) declarations = _leren_declaration_list ();

  for (guint i = 0; i < declarations->len; i++)
    {
      const LerenDeclaration *declaration = g_ptr_array_index (declarations, i);

      if (declaration->built_in)
        add_table (self, declaration);
    }
  return load_own_types (self, error) && _leren_store_restrict (self, self->db, error);
}

static gboolean
load_frameworks (LerenStore *self, GError **error)
{
  g_autoptr (GPtrArray) frameworks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) why = NULL;
  LerenStatement *statement;
  LerenStep result = LEREN_STEP_DONE;

  statement = _leren_store_prepare (self, _ ("read the frameworks"),
                                    "SELECT json FROM framework ORDER BY _rowid_", error);
  if (statement == NULL)
    return FALSE;
  while (why == NULL && (result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    {
      const char *json = _leren_statement_get_text (statement, 0);
      LerenFramework *framework = leren_framework_from_json (
        json != NULL ? json : "", _leren_statement_get_length (statement, 0), &why);

      if (framework != NULL)
        g_ptr_array_add (frameworks, framework);
    }
  if (why == NULL && result != LEREN_STEP_DONE)
    {
      _leren_store_set_error (self, self->db, _ ("read the frameworks"), error);
      _leren_statement_free (statement);
      return FALSE;
    }
  _leren_statement_free (statement);
  return (why == NULL &&
          _leren_theory_add_all (self->theory, (LerenFramework *const *) frameworks->pdata,
                                 frameworks->len, &why)) ||
         set_corrupt (self, why->message, error);
}

static void
forget_theory (LerenStore *self)
{
  g_ptr_array_add (self->old_theories, g_steal_pointer (&self->theory));
  self->theory = leren_theory_new ();
}

static void
forget_tables (LerenStore *self)
{
  _leren_store_forget_statements (self);
  g_hash_table_remove_all (self->tables_by_name);
  g_mutex_lock (&self->declarations_lock);
  g_hash_table_remove_all (self->declarations);
  g_mutex_unlock (&self->declarations_lock);
  g_ptr_array_set_size (self->tables, 0);
}

void
_leren_store_reload_schema (LerenStore *self)
{
  g_autoptr (GError) error = NULL;

  if (self->schema_touched)
    forget_tables (self);
  if (self->theory_touched)
    forget_theory (self);
  if ((self->schema_touched && !load_tables (self, &error)) ||
      (self->theory_touched && !load_frameworks (self, &error)))
    g_warning ("%s", error->message);
}

/* Which record types and frameworks there are, and whether reads are written down: nothing of either is ever changed so that its length
 * stays the same. */
static char *
read_fingerprint (LerenStore *self, GError **error)
{
  LerenStatement *statement = _leren_store_prepare (
    self, _ ("read the record types"),
    "SELECT (SELECT count(*) || ' ' || coalesce(sum(length(name) + length(fields)), 0) FROM own_type)"
    " || ' ' || (SELECT count(*) || ' ' || coalesce(sum(length(id)), 0) FROM framework)"
    " || ' ' || coalesce((SELECT value FROM store_info WHERE name = 'auditing'), 'off')",
    error);
  char *fingerprint = NULL;

  if (statement == NULL)
    return NULL;
  if (_leren_statement_step (statement) == LEREN_STEP_ROW)
    {
      fingerprint = g_strdup (_leren_statement_get_text (statement, 0));
      self->auditing = g_str_has_suffix (fingerprint, " on");
    }
  else
    _leren_store_set_error (self, self->db, _ ("read the record types"), error);
  _leren_statement_free (statement);
  return fingerprint;
}

gboolean
_leren_store_refresh (LerenStore *self, GError **error)
{
  g_autofree char *fingerprint = NULL;
  gint64 version = self->seen_version;

  if (self->in_memory || self->importing || self->damaged)
    return TRUE;
  if (self->data_version == NULL)
    self->data_version = _leren_store_prepare_for (
      self, _ ("look for changes"), self->db->driver->changes, LEREN_PREPARE_LASTING, error);
  if (self->data_version == NULL)
    return FALSE;
  if (_leren_statement_step (self->data_version) == LEREN_STEP_ROW)
    version = _leren_statement_get_integer (self->data_version, 0);
  _leren_statement_reset (self->data_version);
  if (version == self->seen_version)
    return TRUE;

  fingerprint = read_fingerprint (self, error);
  if (fingerprint == NULL)
    return FALSE;
  if (!g_str_equal (fingerprint, self->fingerprint))
    {
      forget_tables (self);
      forget_theory (self);
      if (!load_tables (self, error) || !load_frameworks (self, error))
        return FALSE;
      g_free (self->fingerprint);
      self->fingerprint = g_steal_pointer (&fingerprint);
    }
  self->seen_version = version;
  _leren_text_index_forget (self);
  return TRUE;
}

static void
load_what_can_be (LerenStore *self)
{
  g_autoptr (GError) types = NULL, frameworks = NULL;

  if (!load_tables (self, &types))
    _leren_store_add_loss (self, "%s", types->message);
  if (!load_frameworks (self, &frameworks))
    _leren_store_add_loss (self, "%s", frameworks->message);
}

gboolean
_leren_store_load_schema (LerenStore *self, GError **error)
{
  if (self->damaged)
    {
      load_what_can_be (self);
      return TRUE;
    }
  self->fingerprint = read_fingerprint (self, error);
  return self->fingerprint != NULL && load_tables (self, error) && load_frameworks (self, error);
}
