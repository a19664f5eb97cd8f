/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-json-reader-private.h"
#include "core/leren-json-writer-private.h"
#include "core/leren-record-private.h"
#include "core/leren-time-private.h"

#include <glib/gi18n-lib.h>

static void
time_free (LerenTime *time)
{
  g_clear_pointer (&time->time, g_date_time_unref);
  g_free (time->text);
  g_free (time);
}

void
_leren_slot_clear (const LerenField *field, LerenSlot *slot)
{
  switch (field->kind)
    {
    case LEREN_FIELD_KIND_INTEGER:
    case LEREN_FIELD_KIND_NUMBER:
    case LEREN_FIELD_KIND_BOOLEAN:
    case LEREN_FIELD_KIND_ENUM:
      slot->integer = 0;
      break;
    case LEREN_FIELD_KIND_TIME:
      g_clear_pointer (&slot->time, time_free);
      break;
    case LEREN_FIELD_KIND_DATE:
      g_clear_pointer (&slot->date, g_date_free);
      break;
    case LEREN_FIELD_KIND_TEXTS:
    case LEREN_FIELD_KIND_WORDS:
    case LEREN_FIELD_KIND_CONCEPTS:
    case LEREN_FIELD_KIND_REFERENCES:
      g_clear_pointer (&slot->texts, g_strfreev);
      break;
    case LEREN_FIELD_KIND_TEXT:
    case LEREN_FIELD_KIND_CONCEPT:
    case LEREN_FIELD_KIND_FRAMEWORK:
    case LEREN_FIELD_KIND_REFERENCE:
    case LEREN_FIELD_KIND_JSON:
      g_clear_pointer (&slot->text, g_free);
      break;
    }
}

static gboolean
text_to_cell (const LerenField *field, const char *text, LerenCell *cell, GError **error)
{
  if (!g_utf8_validate (text, -1, NULL))
    {
      _leren_field_set_error (field, error, LEREN_ERROR_INVALID, _ ("is not valid UTF-8"));
      return FALSE;
    }
  *cell = _leren_cell_text (text, -1);
  return TRUE;
}

static gboolean
date_to_cell (const LerenField *field, const GDate *date, LerenArena *arena, LerenCell *cell,
              GError **error)
{
  if (!g_date_valid (date))
    {
      _leren_field_set_error (field, error, LEREN_ERROR_INVALID, _ ("is not a day that exists"));
      return FALSE;
    }
  *cell = _leren_cell_text (_leren_arena_alloc (arena, 11), 10);
  g_snprintf ((char *) cell->text, 11, "%04d-%02d-%02d", g_date_get_year (date),
              g_date_get_month (date), g_date_get_day (date));
  return TRUE;
}

static void
time_to_cell (GDateTime *time, LerenArena *arena, LerenCell *cell)
{
  g_autofree char *text = _leren_time_format (time);
  *cell = _leren_cell_text (_leren_arena_copy (arena, text, strlen (text)), -1);
}

static gboolean
texts_to_cell (const LerenField *field, const char *const *texts, LerenArena *arena,
               LerenCell *cell, GError **error)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (gsize i = 0; texts[i] != NULL; i++)
    {
      if (!g_utf8_validate (texts[i], -1, NULL))
        {
          _leren_field_set_error (field, error, LEREN_ERROR_INVALID,
                                  _ ("holds text that is not valid UTF-8"));
          return FALSE;
        }
      if (i > 0)
        g_string_append_c (json, ',');
      _leren_json_append_string (json, texts[i], -1);
    }
  g_string_append_c (json, ']');
  return _leren_field_read_json (field, json->str, arena, cell, error);
}

static gboolean
enum_to_cell (const LerenField *field, int value, LerenCell *cell, GError **error)
{
  const char *nick = _leren_field_enum_nick (field, value);

  if (nick == NULL)
    {
      g_autofree char *words = g_strjoinv (", ", (char **) field->words);
      _leren_field_set_error (field, error, LEREN_ERROR_INVALID, _ ("is %d; it is one of %s"),
                              value, words);
      return FALSE;
    }
  *cell = _leren_cell_text (nick, -1);
  return TRUE;
}

gboolean
_leren_slot_to_cell (const LerenField *field, const LerenSlot *slot, LerenArena *arena,
                     LerenCell *cell, GError **error)
{
  switch (field->kind)
    {
    case LEREN_FIELD_KIND_INTEGER:
    case LEREN_FIELD_KIND_BOOLEAN:
      cell->kind = LEREN_CELL_INTEGER;
      cell->integer = slot->integer;
      return TRUE;
    case LEREN_FIELD_KIND_NUMBER:
      cell->kind = LEREN_CELL_REAL;
      cell->real = slot->number;
      return TRUE;
    case LEREN_FIELD_KIND_ENUM:
      return enum_to_cell (field, slot->integer, cell, error);
    case LEREN_FIELD_KIND_TIME:
      if (slot->time->text != NULL)
        *cell = _leren_cell_text (slot->time->text, -1);
      else
        time_to_cell (slot->time->time, arena, cell);
      return TRUE;
    case LEREN_FIELD_KIND_DATE:
      return date_to_cell (field, slot->date, arena, cell, error);
    case LEREN_FIELD_KIND_TEXTS:
    case LEREN_FIELD_KIND_WORDS:
    case LEREN_FIELD_KIND_CONCEPTS:
    case LEREN_FIELD_KIND_REFERENCES:
      return texts_to_cell (field, (const char *const *) slot->texts, arena, cell, error);
    case LEREN_FIELD_KIND_JSON:
      return _leren_field_read_json (field, slot->text, arena, cell, error);
    case LEREN_FIELD_KIND_TEXT:
    case LEREN_FIELD_KIND_CONCEPT:
    case LEREN_FIELD_KIND_FRAMEWORK:
    case LEREN_FIELD_KIND_REFERENCE:
      return text_to_cell (field, slot->text, cell, error);
    }
  g_assert_not_reached ();
}

static char **
texts_from_json (const char *json, gsize length)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  GPtrArray *texts = g_ptr_array_new ();
  const LerenJsonToken *tokens;
  guint32 n_tokens;

  tokens = _leren_json_reader_parse (reader, json, length, 1, &n_tokens, NULL);
  for (guint32 i = 1; tokens != NULL && i < n_tokens; i = tokens[i].end)
    g_ptr_array_add (texts, g_strndup (tokens[i].text, tokens[i].length));
  g_ptr_array_add (texts, NULL);
  return (char **) g_ptr_array_free (texts, FALSE);
}

static GDate *
date_from_text (const char *text)
{
  return g_date_new_dmy (atoi (text + 8), atoi (text + 5), atoi (text));
}

void
_leren_slot_from_cell (const LerenField *field, LerenSlot *slot, const LerenCell *cell)
{
  switch (field->kind)
    {
    case LEREN_FIELD_KIND_INTEGER:
    case LEREN_FIELD_KIND_BOOLEAN:
      slot->integer = cell->integer;
      break;
    case LEREN_FIELD_KIND_NUMBER:
      slot->number = cell->real;
      break;
    case LEREN_FIELD_KIND_ENUM:
      slot->integer = _leren_field_enum_value (field, cell->text, cell->length);
      break;
    case LEREN_FIELD_KIND_TIME:
      slot->time = g_new0 (LerenTime, 1);
      slot->time->time = _leren_time_new (cell->text, cell->length);
      slot->time->text = g_strndup (cell->text, cell->length);
      break;
    case LEREN_FIELD_KIND_DATE:
      slot->date = date_from_text (cell->text);
      break;
    case LEREN_FIELD_KIND_TEXTS:
    case LEREN_FIELD_KIND_WORDS:
    case LEREN_FIELD_KIND_CONCEPTS:
    case LEREN_FIELD_KIND_REFERENCES:
      slot->texts = texts_from_json (cell->text, cell->length);
      break;
    case LEREN_FIELD_KIND_TEXT:
    case LEREN_FIELD_KIND_CONCEPT:
    case LEREN_FIELD_KIND_FRAMEWORK:
    case LEREN_FIELD_KIND_REFERENCE:
    case LEREN_FIELD_KIND_JSON:
      slot->text = g_strndup (cell->text, cell->length);
      break;
    }
}

gboolean
_leren_value_to_cell (const LerenField *field, const GValue *value, LerenArena *arena,
                      LerenCell *cell, GError **error)
{
  g_auto (GValue) wide = G_VALUE_INIT;
  const char *text;

  switch (field->kind)
    {
    case LEREN_FIELD_KIND_INTEGER:
      g_value_init (&wide, G_TYPE_INT64);
      if (G_VALUE_HOLDS_UINT64 (value) && g_value_get_uint64 (value) > G_MAXINT64)
        {
          _leren_field_set_error (field, error, LEREN_ERROR_INVALID,
                                  _ ("is more than a signed 64-bit number holds"));
          return FALSE;
        }
      g_value_transform (value, &wide);
      cell->kind = LEREN_CELL_INTEGER;
      cell->integer = g_value_get_int64 (&wide);
      return TRUE;
    case LEREN_FIELD_KIND_NUMBER:
      g_value_init (&wide, G_TYPE_DOUBLE);
      g_value_transform (value, &wide);
      cell->kind = LEREN_CELL_REAL;
      cell->real = g_value_get_double (&wide);
      return TRUE;
    case LEREN_FIELD_KIND_BOOLEAN:
      cell->kind = LEREN_CELL_INTEGER;
      cell->integer = g_value_get_boolean (value);
      return TRUE;
    case LEREN_FIELD_KIND_ENUM:
      {
        GEnumClass *class = g_type_class_peek (G_VALUE_TYPE (value));
        GEnumValue *found = g_enum_get_value (class, g_value_get_enum (value));

        if (found == NULL)
          {
            _leren_field_set_error (field, error, LEREN_ERROR_INVALID,
                                    _ ("is %d, which is no value of its enumeration"),
                                    g_value_get_enum (value));
            return FALSE;
          }
        *cell = _leren_cell_text (found->value_nick, -1);
        return TRUE;
      }
    case LEREN_FIELD_KIND_TIME:
      if (g_value_get_boxed (value) != NULL)
        time_to_cell (g_value_get_boxed (value), arena, cell);
      return TRUE;
    case LEREN_FIELD_KIND_DATE:
      return g_value_get_boxed (value) == NULL ||
             date_to_cell (field, g_value_get_boxed (value), arena, cell, error);
    case LEREN_FIELD_KIND_TEXTS:
      return g_value_get_boxed (value) == NULL ||
             texts_to_cell (field, g_value_get_boxed (value), arena, cell, error);
    default:
      text = g_value_get_string (value);
      if (text == NULL)
        return TRUE;
      /* the value goes away before the row does */
      return text_to_cell (field, _leren_arena_copy (arena, text, strlen (text)), cell, error);
    }
}

void
_leren_value_from_cell (const LerenField *field, GValue *value, const LerenCell *cell)
{
  g_auto (GValue) wide = G_VALUE_INIT;
  g_autofree char *text = NULL;

  switch (field->kind)
    {
    case LEREN_FIELD_KIND_INTEGER:
      g_value_init (&wide, G_TYPE_INT64);
      g_value_set_int64 (&wide, cell->integer);
      g_value_transform (&wide, value);
      break;
    case LEREN_FIELD_KIND_NUMBER:
      g_value_init (&wide, G_TYPE_DOUBLE);
      g_value_set_double (&wide, cell->real);
      g_value_transform (&wide, value);
      break;
    case LEREN_FIELD_KIND_BOOLEAN:
      g_value_set_boolean (value, cell->integer != 0);
      break;
    case LEREN_FIELD_KIND_ENUM:
      {
        GEnumClass *class = g_type_class_peek (G_VALUE_TYPE (value));
        GEnumValue *found;

        text = g_strndup (cell->text, cell->length);
        found = g_enum_get_value_by_nick (class, text);
        if (found != NULL)
          g_value_set_enum (value, found->value);
        break;
      }
    case LEREN_FIELD_KIND_TIME:
      g_value_take_boxed (value, _leren_time_new (cell->text, cell->length));
      break;
    case LEREN_FIELD_KIND_DATE:
      g_value_take_boxed (value, date_from_text (cell->text));
      break;
    case LEREN_FIELD_KIND_TEXTS:
      g_value_take_boxed (value, texts_from_json (cell->text, cell->length));
      break;
    default:
      g_value_take_string (value, g_strndup (cell->text, cell->length));
      break;
    }
}
