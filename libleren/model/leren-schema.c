/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "model/leren-schema.h"

#include "core/leren-declaration-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define DIALECT "https://json-schema.org/draft/2020-12/schema"

/* JSON Schema writes whole bounds without a fraction */
static void
add_bound (JsonBuilder *builder, const char *name, double bound)
{
  if (isnan (bound))
    return;
  json_builder_set_member_name (builder, name);
  if (bound == floor (bound))
    json_builder_add_int_value (builder, (gint64) bound);
  else
    json_builder_add_double_value (builder, bound);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_words (JsonBuilder *builder, const LerenField *field)
{
  if (field->words == NULL)
    return;
  json_builder_set_member_name (builder, "enum");
  json_builder_begin_array (builder);
  for (guint i = 0; i < field->n_words; i++)
    json_builder_add_string_value (builder, field->words[i]);
  json_builder_end_array (builder);
}

static void
add_items (JsonBuilder *builder, const LerenField *field)
{
  json_builder_set_member_name (builder, "items");
  json_builder_begin_object (builder);
  add_text (builder, "type", "string");
  add_words (builder, field);
  json_builder_end_object (builder);
  if ((field->flags & LEREN_FIELD_REQUIRED) != 0)
    {
      json_builder_set_member_name (builder, "minItems");
      json_builder_add_int_value (builder, 1);
    }
}

static void
add_expertise (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "items");
  json_builder_begin_object (builder);
  add_text (builder, "type", "object");
  json_builder_set_member_name (builder, "properties");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "area");
  json_builder_begin_object (builder);
  add_text (builder, "type", "string");
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "depth");
  json_builder_begin_object (builder);
  add_text (builder, "type", "integer");
  add_bound (builder, "minimum", 1);
  add_bound (builder, "maximum", 5);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "required");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, "area");
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_default (JsonBuilder *builder, const LerenField *field)
{
  if (field->fallback == NULL)
    return;
  json_builder_set_member_name (builder, "default");
  if (field->kind == LEREN_FIELD_KIND_NUMBER || field->kind == LEREN_FIELD_KIND_INTEGER)
    json_builder_add_int_value (builder, g_ascii_strtoll (field->fallback, NULL, 10));
  else
    json_builder_add_string_value (builder, field->fallback);
}

static void
add_field (JsonBuilder *builder, const LerenField *field)
{
  json_builder_set_member_name (builder, field->name);
  json_builder_begin_object (builder);
  if (field->doc != NULL)
    add_text (builder, "description", field->doc);

  switch (field->kind)
    {
    case LEREN_FIELD_KIND_INTEGER:
      add_text (builder, "type", "integer");
      break;
    case LEREN_FIELD_KIND_NUMBER:
      add_text (builder, "type", "number");
      break;
    case LEREN_FIELD_KIND_BOOLEAN:
      add_text (builder, "type", "boolean");
      break;
    case LEREN_FIELD_KIND_TIME:
      add_text (builder, "type", "string");
      add_text (builder, "format", "date-time");
      break;
    case LEREN_FIELD_KIND_DATE:
      add_text (builder, "type", "string");
      add_text (builder, "format", "date");
      break;
    case LEREN_FIELD_KIND_TEXTS:
    case LEREN_FIELD_KIND_WORDS:
    case LEREN_FIELD_KIND_CONCEPTS:
    case LEREN_FIELD_KIND_REFERENCES:
      add_text (builder, "type", "array");
      add_items (builder, field);
      break;
    case LEREN_FIELD_KIND_JSON:
      add_text (builder, "type", field->shape != NULL ? "array" : "object");
      if (field->shape != NULL)
        add_expertise (builder);
      break;
    case LEREN_FIELD_KIND_TEXT:
    case LEREN_FIELD_KIND_ENUM:
    case LEREN_FIELD_KIND_CONCEPT:
    case LEREN_FIELD_KIND_FRAMEWORK:
    case LEREN_FIELD_KIND_REFERENCE:
      add_text (builder, "type", "string");
      add_words (builder, field);
      break;
    }

  add_bound (builder, "minimum", field->minimum);
  add_bound (builder, "maximum", field->maximum);
  if (field->index == LEREN_RECORD_ID)
    {
      json_builder_set_member_name (builder, "minLength");
      json_builder_add_int_value (builder, 1);
      json_builder_set_member_name (builder, "maxLength");
      json_builder_add_int_value (builder, 128);
    }
  add_default (builder, field);
  json_builder_end_object (builder);
}

static void
add_declaration (JsonBuilder *builder, const LerenDeclaration *declaration)
{
  add_text (builder, "title", declaration->name);
  add_text (builder, "type", "object");
  json_builder_set_member_name (builder, "properties");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_begin_object (builder);
  add_text (builder, "const", declaration->name);
  json_builder_end_object (builder);
  for (guint i = 0; i < declaration->n_fields; i++)
    add_field (builder, declaration->fields[i]);
  json_builder_end_object (builder);

  json_builder_set_member_name (builder, "required");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, "type");
  for (guint i = 0; i < declaration->n_fields; i++)
    if ((declaration->fields[i]->flags & LEREN_FIELD_REQUIRED) != 0)
      json_builder_add_string_value (builder, declaration->fields[i]->name);
  json_builder_end_array (builder);
}

/**
 * leren_schema_for_type:
 * @record_type: the name of a record type, such as `case`
 * @error: return location for a #GError
 *
 * Writes the JSON Schema (draft 2020-12) of the records of one type, from its declaration.
 * Members that are not declared are allowed: they are kept.
 *
 * Returns: (transfer full): the schema, or %NULL with #LEREN_ERROR_NOT_FOUND where there is no such type
 *
 * Since: 0.1
 */
JsonNode *
leren_schema_for_type (const char *record_type, GError **error)
{
  g_autoptr (JsonBuilder) builder = NULL;
  const LerenDeclaration *declaration;

  g_return_val_if_fail (record_type != NULL, NULL);

  declaration = leren_declaration_lookup (record_type);
  if (declaration == NULL)
    {
      g_auto (GStrv) names = leren_declaration_list_types ();
      g_autofree char *all = g_strjoinv (", ", names);
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
                   _ ("record type “%s” does not exist; there are %s"), record_type, all);
      return NULL;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_text (builder, "$schema", DIALECT);
  add_declaration (builder, declaration);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/**
 * leren_schema_for_document:
 *
 * Writes the JSON Schema (draft 2020-12) of a whole document: its frame, and the schema of each record type under
 * `$defs`. A record of an unknown type is allowed: it is kept.
 *
 * Returns: (transfer full): the schema
 *
 * Since: 0.1
 */
JsonNode *
leren_schema_for_document (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) declarations = _leren_declaration_list ();

  json_builder_begin_object (builder);
  add_text (builder, "$schema", DIALECT);
  add_text (builder, "title", "leren");
  add_text (builder, "type", "object");

  json_builder_set_member_name (builder, "properties");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_begin_object (builder);
  add_text (builder, "const", "leren");
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "const");
  json_builder_add_int_value (builder, 1);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "frameworks");
  json_builder_begin_object (builder);
  add_text (builder, "type", "array");
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "records");
  json_builder_begin_object (builder);
  add_text (builder, "type", "array");
  json_builder_set_member_name (builder, "items");
  json_builder_begin_object (builder);
  add_text (builder, "type", "object");
  json_builder_set_member_name (builder, "required");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, "type");
  json_builder_add_string_value (builder, "id");
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "allOf");
  json_builder_begin_array (builder);
  for (guint i = 0; i < declarations->len; i++)
    {
      const LerenDeclaration *declaration = g_ptr_array_index (declarations, i);
      g_autofree char *reference = g_strconcat ("#/$defs/", declaration->name, NULL);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "if");
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "properties");
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "type");
      json_builder_begin_object (builder);
      add_text (builder, "const", declaration->name);
      json_builder_end_object (builder);
      json_builder_end_object (builder);
      json_builder_end_object (builder);
      json_builder_set_member_name (builder, "then");
      json_builder_begin_object (builder);
      add_text (builder, "$ref", reference);
      json_builder_end_object (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  json_builder_set_member_name (builder, "required");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, "format");
  json_builder_add_string_value (builder, "version");
  json_builder_add_string_value (builder, "records");
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "$defs");
  json_builder_begin_object (builder);
  for (guint i = 0; i < declarations->len; i++)
    {
      const LerenDeclaration *declaration = g_ptr_array_index (declarations, i);

      json_builder_set_member_name (builder, declaration->name);
      json_builder_begin_object (builder);
      add_declaration (builder, declaration);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
