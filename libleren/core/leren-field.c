/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-field-private.h"

#include <math.h>

/* Fields are parts of declarations, which live as long as the program: nothing to copy or free. */
static LerenField *
field_copy (LerenField *self)
{
  return self;
}

static void
field_free (LerenField *self)
{
}

G_DEFINE_BOXED_TYPE (LerenField, leren_field, field_copy, field_free)

static LerenConceptLookup concept_lookup;

void
_leren_field_set_concept_lookup (LerenConceptLookup lookup)
{
  concept_lookup = lookup;
}

static const char *const *
enum_nicks (GType type)
{
  GEnumClass *class = g_type_class_ref (type);
  GPtrArray *nicks = g_ptr_array_new ();

  /* 0 stands for "not stated" and is no word; classes of static types stay for good */
  for (guint i = 0; i < class->n_values; i++)
    if (class->values[i].value != 0)
      g_ptr_array_add (nicks, (char *) class->values[i].value_nick);
  g_ptr_array_add (nicks, NULL);
  return (const char *const *) g_ptr_array_free (nicks, FALSE);
}

void
_leren_field_prepare (LerenField *self, guint index)
{
  self->index = index;
  self->name_length = strlen (self->name);
  /* types are compared by pointer in the bulk path */
  self->target = g_intern_string (self->target);
  if (self->property == NULL)
    {
      self->property = g_strdup (self->name);
      g_strdelimit (self->property, "_", '-');
    }
  if (self->enum_type != NULL)
    self->words = enum_nicks (self->enum_type ());
  else if (self->framework != NULL && concept_lookup != NULL)
    self->words = concept_lookup (self->framework);
  if (self->words != NULL)
    self->n_words = g_strv_length ((char **) self->words);
}

GParamSpec *
_leren_field_make_pspec (const LerenField *self)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  switch (self->kind)
    {
    case LEREN_FIELD_KIND_INTEGER:
      /* the bounds are judged when a record is validated: GObject would clamp without a word */
      return g_param_spec_int64 (self->property, NULL, self->doc, G_MININT64, G_MAXINT64,
                                 self->fallback ? g_ascii_strtoll (self->fallback, NULL, 10) : 0,
                                 flags);
    case LEREN_FIELD_KIND_NUMBER:
      return g_param_spec_double (self->property, NULL, self->doc, -G_MAXDOUBLE, G_MAXDOUBLE,
                                  self->fallback ? g_ascii_strtod (self->fallback, NULL) : 0,
                                  flags);
    case LEREN_FIELD_KIND_BOOLEAN:
      return g_param_spec_boolean (self->property, NULL, self->doc, FALSE, flags);
    case LEREN_FIELD_KIND_TIME:
      return g_param_spec_boxed (self->property, NULL, self->doc, G_TYPE_DATE_TIME, flags);
    case LEREN_FIELD_KIND_DATE:
      return g_param_spec_boxed (self->property, NULL, self->doc, G_TYPE_DATE, flags);
    case LEREN_FIELD_KIND_ENUM:
      return g_param_spec_enum (
        self->property, NULL, self->doc, self->enum_type (),
        self->fallback ? _leren_field_enum_value (self, self->fallback, strlen (self->fallback))
                       : 0,
        flags);
    case LEREN_FIELD_KIND_TEXTS:
    case LEREN_FIELD_KIND_WORDS:
    case LEREN_FIELD_KIND_CONCEPTS:
    case LEREN_FIELD_KIND_REFERENCES:
      return g_param_spec_boxed (self->property, NULL, self->doc, G_TYPE_STRV, flags);
    case LEREN_FIELD_KIND_TEXT:
    case LEREN_FIELD_KIND_CONCEPT:
    case LEREN_FIELD_KIND_FRAMEWORK:
    case LEREN_FIELD_KIND_REFERENCE:
    case LEREN_FIELD_KIND_JSON:
      return g_param_spec_string (self->property, NULL, self->doc, self->fallback, flags);
    }
  g_assert_not_reached ();
}

gint
_leren_field_find_word (const LerenField *self, const char *text, gsize length)
{
  for (guint i = 0; i < self->n_words; i++)
    if (strncmp (self->words[i], text, length) == 0 && self->words[i][length] == '\0')
      return i;
  return -1;
}

gint
_leren_field_enum_value (const LerenField *self, const char *text, gsize length)
{
  GEnumClass *class = g_type_class_peek (self->enum_type ());

  for (guint i = 0; i < class->n_values; i++)
    if (class->values[i].value != 0 && strncmp (class->values[i].value_nick, text, length) == 0 &&
        class->values[i].value_nick[length] == '\0')
      return class->values[i].value;
  return 0;
}

const char *
_leren_field_enum_nick (const LerenField *self, gint value)
{
  GEnumClass *class = g_type_class_peek (self->enum_type ());
  GEnumValue *found = value == 0 ? NULL : g_enum_get_value (class, value);

  return found != NULL ? found->value_nick : NULL;
}

/**
 * leren_field_get_name:
 * @self: a field
 *
 * The name of the member in JSON and of the column in the store, in snake_case.
 *
 * Returns: the name
 *
 * Since: 0.1
 */
const char *
leren_field_get_name (const LerenField *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->name;
}

/**
 * leren_field_get_property:
 * @self: a field
 *
 * The name of the GObject property: as the member, with dashes.
 *
 * Returns: the name
 *
 * Since: 0.1
 */
const char *
leren_field_get_property (const LerenField *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->property;
}

/**
 * leren_field_get_description:
 * @self: a field
 *
 * What the member says, in a sentence.
 *
 * Returns: (nullable): the description, or %NULL where an own type gives none
 *
 * Since: 0.1
 */
const char *
leren_field_get_description (const LerenField *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->doc;
}

/**
 * leren_field_get_kind:
 * @self: a field
 *
 * What the member holds.
 *
 * Returns: the kind
 *
 * Since: 0.1
 */
LerenFieldKind
leren_field_get_kind (const LerenField *self)
{
  g_return_val_if_fail (self != NULL, LEREN_FIELD_KIND_TEXT);
  return self->kind;
}

/**
 * leren_field_is_required:
 * @self: a field
 *
 * Whether a record without this member is invalid.
 *
 * Returns: %TRUE if it is required
 *
 * Since: 0.1
 */
gboolean
leren_field_is_required (const LerenField *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return (self->flags & LEREN_FIELD_REQUIRED) != 0;
}

/**
 * leren_field_get_words:
 * @self: a field
 *
 * The words, or ids of concepts, that the member may have, in order.
 *
 * Returns: (nullable) (array zero-terminated=1) (transfer none): the words, or %NULL where any text will do
 *
 * Since: 0.1
 */
const char *const *
leren_field_get_words (const LerenField *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->words;
}

/**
 * leren_field_get_framework:
 * @self: a field
 *
 * The framework whose concepts the member names.
 *
 * Returns: (nullable): the id of the framework, or %NULL
 *
 * Since: 0.1
 */
const char *
leren_field_get_framework (const LerenField *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->framework;
}

/**
 * leren_field_get_target:
 * @self: a field
 *
 * The type of the records that a reference names.
 *
 * Returns: (nullable): the name of the type, or %NULL where it may be any, or the field is no reference
 *
 * Since: 0.1
 */
const char *
leren_field_get_target (const LerenField *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->target;
}

/**
 * leren_field_get_enum_type:
 * @self: a field
 *
 * The enumeration whose nicks are the words of the member.
 *
 * Returns: the type, or %G_TYPE_INVALID where its words are of no enumeration
 *
 * Since: 0.1
 */
GType
leren_field_get_enum_type (const LerenField *self)
{
  g_return_val_if_fail (self != NULL, G_TYPE_INVALID);
  if (self->enum_type != NULL)
    return self->enum_type ();
  return self->kind == LEREN_FIELD_KIND_ENUM ? G_PARAM_SPEC_VALUE_TYPE (self->pspec)
                                             : G_TYPE_INVALID;
}

/**
 * leren_field_get_range:
 * @self: a field
 * @minimum: (out) (optional): the lowest value, or NaN where there is none
 * @maximum: (out) (optional): the highest value, or NaN where there is none
 *
 * The bounds of a number.
 *
 * Returns: %TRUE if there is a bound
 *
 * Since: 0.1
 */
gboolean
leren_field_get_range (const LerenField *self, double *minimum, double *maximum)
{
  g_return_val_if_fail (self != NULL, FALSE);
  if (minimum != NULL)
    *minimum = self->minimum;
  if (maximum != NULL)
    *maximum = self->maximum;
  return !isnan (self->minimum) || !isnan (self->maximum);
}

/**
 * leren_field_check_json:
 * @self: a field
 * @json: a value, as JSON
 * @error: return location for a #GError
 *
 * Whether the member may have this value, as far as that can be known without the other members:
 * its kind, its words, its bounds, and what an object or a list holds.
 *
 * Returns: %TRUE if it may; otherwise %FALSE with an error of #LEREN_ERROR that names the member
 *
 * Since: 0.1
 */
gboolean
leren_field_check_json (const LerenField *self, const char *json, GError **error)
{
  g_autoptr (LerenArena) arena = _leren_arena_new ();
  LerenCell cell;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (json != NULL, FALSE);

  return _leren_field_read_json (self, json, arena, &cell, error);
}
