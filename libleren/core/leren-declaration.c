/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-declaration-private.h"
#include "core/leren-record-private.h"
#include "core/leren-unknown-record.h"

#include <glib/gi18n-lib.h>

/* Declarations live as long as the program: nothing to copy or free. */
static LerenDeclaration *
declaration_copy (LerenDeclaration *self)
{
  return self;
}

static void
declaration_free (LerenDeclaration *self)
{
}

G_DEFINE_BOXED_TYPE (LerenDeclaration, leren_declaration, declaration_copy, declaration_free)

static GRecMutex lock;
static GHashTable *by_name; /* the name to the declaration */
static GPtrArray *declared; /* in the order of their making */
static LerenBuiltInTypes ensure_built_in_types;

void
_leren_declaration_set_built_in_types (LerenBuiltInTypes ensure)
{
  ensure_built_in_types = ensure;
}

static void
ensure_types (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      if (ensure_built_in_types != NULL)
        ensure_built_in_types ();
      g_once_init_leave (&done, 1);
    }
}

static LerenDeclaration *
declaration_new (const char *name, GType type, LerenField *fields, guint n_fields)
{
  LerenDeclaration *self = g_new0 (LerenDeclaration, 1);

  self->name = g_intern_string (name);
  self->object_type = type;
  self->n_fields = LEREN_RECORD_N_FIELDS + n_fields;
  self->fields = g_new (LerenField *, self->n_fields);
  for (guint i = 0; i < LEREN_RECORD_N_FIELDS; i++)
    self->fields[i] = &_leren_record_fields[i];
  for (guint i = 0; i < n_fields; i++)
    {
      self->fields[LEREN_RECORD_N_FIELDS + i] = &fields[i];
      _leren_field_prepare (&fields[i], LEREN_RECORD_N_FIELDS + i);
    }
  return self;
}

static void
add (LerenDeclaration *self)
{
  g_rec_mutex_lock (&lock);
  if (by_name == NULL)
    {
      by_name = g_hash_table_new (g_str_hash, g_str_equal);
      declared = g_ptr_array_new ();
    }
  g_hash_table_replace (by_name, (char *) self->name, self);
  g_ptr_array_add (declared, self);
  g_rec_mutex_unlock (&lock);
}

LerenDeclaration *
_leren_declaration_new_built_in (const char *name, const char *plural, GType type,
                                 LerenField *fields, guint n_fields, LerenRowCheck check)
{
  LerenDeclaration *self = declaration_new (name, type, fields, n_fields);

  self->built_in = TRUE;
  self->plural = plural;
  self->check = check;
  add (self);
  return self;
}

LerenDeclaration *
_leren_declaration_new_for_store (const char *name, LerenField *fields, guint n_fields)
{
  return declaration_new (name, 0, fields, n_fields);
}

/* One that can have records: neither LerenRecord itself, nor what stands for types not known. */
static gboolean
is_record_type (GType type)
{
  return g_type_is_a (type, LEREN_TYPE_RECORD) && !G_TYPE_IS_ABSTRACT (type) &&
         !g_type_is_a (type, LEREN_TYPE_UNKNOWN_RECORD);
}

/* "org.example.visit" for a class that was given no name: the class's own, made to hold the dot
 * that sets a user's types apart. */
static char *
default_name (GType type)
{
  g_autofree char *name = g_strdup (g_type_name (type));

  g_strdelimit (name, "+", '.');
  return strchr (name, '.') != NULL ? g_steal_pointer (&name) : g_strconcat ("own.", name, NULL);
}

static LerenDeclaration *
declare_own (GType type, const char *name, GError **error)
{
  g_autoptr (GTypeClass) class = g_type_class_ref (type);
  g_autofree GParamSpec **pspecs = NULL;
  LerenDeclaration *self;
  LerenField *fields;
  guint n_pspecs, n_fields = 0;

  pspecs = g_object_class_list_properties (G_OBJECT_CLASS (class), &n_pspecs);
  fields = g_new0 (LerenField, n_pspecs);
  for (guint i = 0; i < n_pspecs; i++)
    {
      const GParamFlags both = G_PARAM_READWRITE;

      if (pspecs[i]->owner_type == LEREN_TYPE_RECORD || (pspecs[i]->flags & both) != both ||
          (pspecs[i]->flags & G_PARAM_CONSTRUCT_ONLY) != 0)
        continue;
      if (n_fields == LEREN_MAX_FIELDS - LEREN_RECORD_N_FIELDS)
        {
          g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
                       _ ("type %s has more than %d properties; divide it"), g_type_name (type),
                       LEREN_MAX_FIELDS - LEREN_RECORD_N_FIELDS);
          g_free (fields);
          return NULL;
        }
      if (!_leren_field_from_pspec (&fields[n_fields], pspecs[i], error))
        {
          g_prefix_error (error, _ ("type %s: "), g_type_name (type));
          g_free (fields);
          return NULL;
        }
      _leren_own_type_watch (pspecs[i]->owner_type);
      n_fields++;
    }
  self = declaration_new (name, type, fields, n_fields);
  if (n_fields == 0)
    g_free (fields);
  /* what stands for all types that are not known is not one of them */
  if (is_record_type (type))
    add (self);
  return self;
}

LerenDeclaration *
_leren_declaration_for_type (GType type, GError **error)
{
  LerenRecordClass *class;
  LerenDeclaration *self;

  class = g_type_class_ref (type);
  g_rec_mutex_lock (&lock);
  self = class->declaration;
  if (self == NULL)
    {
      g_autofree char *name = default_name (type);
      self = class->declaration = declare_own (type, name, error);
    }
  g_rec_mutex_unlock (&lock);
  g_type_class_unref (class);
  return self;
}

GPtrArray *
_leren_declaration_list (void)
{
  GPtrArray *list;

  ensure_types ();
  g_rec_mutex_lock (&lock);
  list = g_ptr_array_copy (declared, NULL, NULL);
  g_rec_mutex_unlock (&lock);
  return list;
}

const LerenField *
_leren_declaration_find (const LerenDeclaration *self, const char *name, gsize length)
{
  for (guint i = 0; i < self->n_fields; i++)
    if (self->fields[i]->name_length == length && memcmp (self->fields[i]->name, name, length) == 0)
      return self->fields[i];
  return NULL;
}

const LerenField *
_leren_declaration_get_title (const LerenDeclaration *self)
{
  for (guint i = 0; i < self->n_fields; i++)
    if ((self->fields[i]->flags & LEREN_FIELD_TITLE) != 0)
      return self->fields[i];
  return NULL;
}

/**
 * leren_declaration_lookup:
 * @record_type: the name of a record type, such as `case`
 *
 * Finds the declaration of a record type, built in or registered.
 *
 * Returns: (nullable) (transfer none): the declaration, or %NULL where there is none of that name
 *
 * Since: 0.1
 */
LerenDeclaration *
leren_declaration_lookup (const char *record_type)
{
  LerenDeclaration *found = NULL;

  g_return_val_if_fail (record_type != NULL, NULL);

  ensure_types ();
  g_rec_mutex_lock (&lock);
  if (by_name != NULL)
    found = g_hash_table_lookup (by_name, record_type);
  g_rec_mutex_unlock (&lock);
  return found;
}

/**
 * leren_declaration_lookup_type:
 * @type: a record type's class: a built-in one, or a subclass of #LerenRecord
 * @error: return location for a #GError
 *
 * Finds the declaration of a class, without a record of it. A subclass that was not registered is declared by this, as
 * by its first record.
 *
 * Returns: (transfer none): the declaration, or %NULL with #LEREN_ERROR_INVALID (its
 *   records are of no type of their own) or #LEREN_ERROR_UNSUPPORTED (a property that cannot be kept)
 *
 * Since: 0.1
 */
LerenDeclaration *
leren_declaration_lookup_type (GType type, GError **error)
{
  if (is_record_type (type))
    return _leren_declaration_for_type (type, error);
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
               _ ("type %s is no record type; name a class such as LerenCase"), g_type_name (type));
  return NULL;
}

/**
 * leren_declaration_register:
 * @type: a subclass of #LerenRecord
 * @record_type: the name its records have in files and stores; it holds a dot, as in
 *   `org.example.visit`, so that it never meets a later name of the library
 * @error: return location for a #GError
 *
 * Gives an own record type its name. Each readable and writable property of the class becomes a
 * field; text, numbers, booleans, enums, lists of texts, #GDateTime and #GDate can be kept. A class that is not
 * registered gets the name `own.` with the name of its GType when it is first used.
 *
 * Returns: (transfer none): the declaration, or %NULL with #LEREN_ERROR_INVALID (the
 *   name has no dot, the type is no record), #LEREN_ERROR_EXISTS or
 *   #LEREN_ERROR_UNSUPPORTED (a property that cannot be kept)
 *
 * Since: 0.1
 */
LerenDeclaration *
leren_declaration_register (GType type, const char *record_type, GError **error)
{
  LerenRecordClass *class;
  LerenDeclaration *self, *same_name;

  g_return_val_if_fail (record_type != NULL, NULL);

  if (!is_record_type (type))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("type %s cannot be registered; derive a class from LerenRecord"),
                   g_type_name (type));
      return NULL;
    }
  if (strchr (record_type, '.') == NULL || !g_utf8_validate (record_type, -1, NULL) ||
      strlen (record_type) > 128)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("“%s” cannot be the name of an own record type; it needs a dot, as in "
                      "org.example.visit, and at most 128 bytes"),
                   record_type);
      return NULL;
    }

  class = g_type_class_ref (type);
  g_rec_mutex_lock (&lock);
  same_name = leren_declaration_lookup (record_type);
  self = class->declaration;
  if (self != NULL && !g_str_equal (self->name, record_type))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_EXISTS,
                   _ ("type %s is in use as “%s” already; register it before its first record"),
                   g_type_name (type), self->name);
      self = NULL;
    }
  else if (self == NULL && same_name != NULL)
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_EXISTS,
                 _ ("the name “%s” belongs to type %s already; choose another"), record_type,
                 g_type_name (same_name->object_type));
  else if (self == NULL)
    self = class->declaration = declare_own (type, record_type, error);
  g_rec_mutex_unlock (&lock);
  g_type_class_unref (class);
  return self;
}

gboolean
_leren_declaration_is_at_home (const LerenDeclaration *self)
{
  return self->thread == NULL || self->thread == g_thread_self ();
}

/**
 * leren_declaration_keep_to_thread:
 * @self: the declaration of an own type
 *
 * Says that objects of the type can be made on this thread only, because the language its class is
 * written in runs on one thread. Calls that read records on another one make them when they come
 * back; whoever reads such a record elsewhere gets a #LerenUnknownRecord. A built-in type is at home on
 * each thread, whatever is said.
 *
 * Since: 0.1
 */
void
leren_declaration_keep_to_thread (LerenDeclaration *self)
{
  g_return_if_fail (self != NULL);

  if (!self->built_in)
    self->thread = g_thread_self ();
}

/**
 * leren_declaration_list_types:
 *
 * The names of all record types: the built-in ones, and those that were registered since.
 *
 * Returns: (array zero-terminated=1) (transfer full): the names
 *
 * Since: 0.1
 */
char **
leren_declaration_list_types (void)
{
  g_autoptr (GPtrArray) list = _leren_declaration_list ();
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < list->len; i++)
    {
      LerenDeclaration *each = g_ptr_array_index (list, i);
      g_ptr_array_add (names, g_strdup (each->name));
    }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

/**
 * leren_declaration_get_name:
 * @self: a declaration
 *
 * The name of the record type: the `type` of its records in JSON and the table in SQL.
 *
 * Returns: the name
 *
 * Since: 0.1
 */
const char *
leren_declaration_get_name (const LerenDeclaration *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->name;
}

/**
 * leren_declaration_get_plural:
 * @self: a declaration
 *
 * What several of its records are called, such as `cases`: the name under which a binding gives all records of the
 * type.
 *
 * Returns: (nullable): the plural, or %NULL of an own type
 *
 * Since: 0.1
 */
const char *
leren_declaration_get_plural (const LerenDeclaration *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->plural;
}

/**
 * leren_declaration_get_object_type:
 * @self: a declaration
 *
 * The class of its records.
 *
 * Returns: the type, or %G_TYPE_INVALID where this program has no class for it
 *
 * Since: 0.1
 */
GType
leren_declaration_get_object_type (const LerenDeclaration *self)
{
  g_return_val_if_fail (self != NULL, G_TYPE_INVALID);
  return self->object_type;
}

/**
 * leren_declaration_is_built_in:
 * @self: a declaration
 *
 * Whether the type is one of the library's own.
 *
 * Returns: %TRUE if it is
 *
 * Since: 0.1
 */
gboolean
leren_declaration_is_built_in (const LerenDeclaration *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->built_in;
}

/**
 * leren_declaration_get_n_fields:
 * @self: a declaration
 *
 * How many fields a record of this type has, those of every record included.
 *
 * Returns: the number of fields
 *
 * Since: 0.1
 */
guint
leren_declaration_get_n_fields (const LerenDeclaration *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_fields;
}

/**
 * leren_declaration_get_field:
 * @self: a declaration
 * @index: which field, counted from 0
 *
 * One field.
 *
 * Returns: (nullable) (transfer none): the field, or %NULL where there are not so many
 *
 * Since: 0.1
 */
const LerenField *
leren_declaration_get_field (const LerenDeclaration *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  return index < self->n_fields ? self->fields[index] : NULL;
}

/**
 * leren_declaration_find_field:
 * @self: a declaration
 * @name: the name of a member (`intended_effect`) or of its property (`intended-effect`)
 *
 * Finds a field by name.
 *
 * Returns: (nullable) (transfer none): the field, or %NULL where there is none of that name
 *
 * Since: 0.1
 */
const LerenField *
leren_declaration_find_field (const LerenDeclaration *self, const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < self->n_fields; i++)
    if (g_str_equal (self->fields[i]->name, name) || g_str_equal (self->fields[i]->property, name))
      return self->fields[i];
  return NULL;
}
