/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-salvage-private.h"
#include "store/leren-store-schema-private.h"
#include "theory/leren-theory-private.h"

#include <glib/gi18n-lib.h>

/* What a store says of itself, read when it is opened, and again where somebody changed it: record types and
 * frameworks. */

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
      if (declaration == NULL || !_leren_own_type_is (declaration, described))
        declaration = _leren_own_type_declare (name, described);
    }
  if (declaration == NULL)
    return set_corrupt (self, _ ("a record type in it is not described as it should be"), error);
  _leren_store_add_table (self, declaration);
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
        _leren_store_add_table (self, declaration);
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
