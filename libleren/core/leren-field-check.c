/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-field-private.h"
#include "core/leren-json-compact-private.h"
#include "core/leren-json-writer-private.h"
#include "core/leren-time-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MAX_ID_CHARACTERS 128
#define SHOWN_BYTES 60

void
_leren_field_set_error (const LerenField *self, GError **error, gint code, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Translators: the name of a member, then what is wrong with it */
  g_set_error (error, LEREN_ERROR, code, _ ("member “%s” %s"), self->name, what);
}

char *
_leren_field_shown (const char *text, gsize length, gsize at_most)
{
  g_autofree char *valid = g_utf8_make_valid (text, MIN (length, at_most));
  GString *out = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      g_string_append_unichar (out, g_unichar_iscntrl (c) ? 0xFFFD : c);
    }
  if (length > at_most)
    g_string_append (out, "…");
  return g_string_free (out, FALSE);
}

static gboolean
holds_control_character (const char *text, gsize length)
{
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    if ((guint8) *at < 0x80 ? g_ascii_iscntrl (*at) : g_unichar_iscntrl (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

static gboolean
check_id (const LerenField *self, const LerenCell *cell, GError **error)
{
  glong characters = g_utf8_strlen (cell->text, cell->length);
  g_autofree char *text = NULL;

  if (characters < 1 || characters > MAX_ID_CHARACTERS)
    {
      _leren_field_set_error (self, error, LEREN_ERROR_INVALID,
                              _ ("has %ld characters; an id has 1 to %d"), characters,
                              MAX_ID_CHARACTERS);
      return FALSE;
    }
  if (!holds_control_character (cell->text, cell->length))
    return TRUE;
  text = _leren_field_shown (cell->text, cell->length, SHOWN_BYTES);
  _leren_field_set_error (self, error, LEREN_ERROR_INVALID,
                          _ ("is “%s”, which holds a control character; leave it out"), text);
  return FALSE;
}

static gboolean
check_word (const LerenField *self, const char *word, gsize length, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;

  if (self->words == NULL || _leren_field_find_word (self, word, length) >= 0)
    return TRUE;

  text = _leren_field_shown (word, length, SHOWN_BYTES);
  words = g_strjoinv (", ", (char **) self->words);
  _leren_field_set_error (self, error, LEREN_ERROR_INVALID, _ ("is “%s”; it is one of %s"), text,
                          words);
  return FALSE;
}

static gboolean
check_range (const LerenField *self, double value, GError **error)
{
  char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE], is[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    {
      _leren_field_set_error (self, error, LEREN_ERROR_INVALID, _ ("is not a finite number"));
      return FALSE;
    }
  if (!(value < self->minimum) && !(value > self->maximum))
    return TRUE;

  g_ascii_formatd (is, sizeof is, "%.15g", value);
  g_ascii_formatd (low, sizeof low, "%.15g", self->minimum);
  g_ascii_formatd (high, sizeof high, "%.15g", self->maximum);
  if (isnan (self->maximum))
    _leren_field_set_error (self, error, LEREN_ERROR_INVALID, _ ("is %s; it is at least %s"), is,
                            low);
  else if (isnan (self->minimum))
    _leren_field_set_error (self, error, LEREN_ERROR_INVALID, _ ("is %s; it is at most %s"), is,
                            high);
  else
    _leren_field_set_error (self, error, LEREN_ERROR_INVALID, _ ("is %s; it goes from %s to %s"),
                            is, low, high);
  return FALSE;
}

gboolean
_leren_field_check (const LerenField *self, const LerenCell *cell, GError **error)
{
  g_autofree char *text = NULL;
  gint64 microseconds;
  gint32 days;

  if (cell->kind == LEREN_CELL_ABSENT)
    {
      if ((self->flags & LEREN_FIELD_REQUIRED) == 0)
        return TRUE;
      _leren_field_set_error (self, error, LEREN_ERROR_MISSING, _ ("is missing; it is required"));
      return FALSE;
    }

  switch (self->kind)
    {
    case LEREN_FIELD_KIND_INTEGER:
      return check_range (self, cell->integer, error);
    case LEREN_FIELD_KIND_NUMBER:
      return check_range (self, cell->real, error);
    case LEREN_FIELD_KIND_TIME:
      if (_leren_time_parse (cell->text, cell->length, &microseconds))
        return TRUE;
      text = _leren_field_shown (cell->text, cell->length, SHOWN_BYTES);
      _leren_field_set_error (
        self, error, LEREN_ERROR_INVALID,
        _ ("is “%s”, which is not a time that exists, such as 2015-03-01T14:00:00+01:00"), text);
      return FALSE;
    case LEREN_FIELD_KIND_DATE:
      if (_leren_date_parse (cell->text, cell->length, &days))
        return TRUE;
      text = _leren_field_shown (cell->text, cell->length, SHOWN_BYTES);
      _leren_field_set_error (self, error, LEREN_ERROR_INVALID,
                              _ ("is “%s”, which is not a day that exists, such as 2015-03-01"),
                              text);
      return FALSE;
    case LEREN_FIELD_KIND_ENUM:
    case LEREN_FIELD_KIND_CONCEPT:
      return check_word (self, cell->text, cell->length, error);
    case LEREN_FIELD_KIND_TEXT:
      return self->index != 0 || check_id (self, cell, error);
    case LEREN_FIELD_KIND_BOOLEAN:
    case LEREN_FIELD_KIND_FRAMEWORK:
    case LEREN_FIELD_KIND_REFERENCE:
    case LEREN_FIELD_KIND_TEXTS:
    case LEREN_FIELD_KIND_WORDS:
    case LEREN_FIELD_KIND_CONCEPTS:
    case LEREN_FIELD_KIND_REFERENCES:
    case LEREN_FIELD_KIND_JSON:
      return TRUE;
    }
  g_assert_not_reached ();
}

static const char *
name_of_kind (LerenJsonKind kind)
{
  switch (kind)
    {
    case LEREN_JSON_NULL:
      return _ ("null");
    case LEREN_JSON_FALSE:
    case LEREN_JSON_TRUE:
      return _ ("a boolean");
    case LEREN_JSON_NUMBER:
      return _ ("a number");
    case LEREN_JSON_STRING:
      return _ ("text");
    case LEREN_JSON_ARRAY:
      return _ ("a list");
    case LEREN_JSON_OBJECT:
      return _ ("an object");
    }
  g_assert_not_reached ();
}

static gboolean
wrong_kind (const LerenField *self, const LerenJsonToken *token, const char *wanted, GError **error)
{
  if (token->kind == LEREN_JSON_NULL)
    _leren_field_set_error (self, error, LEREN_ERROR_INVALID,
                            _ ("is null; leave the member out where there is nothing to say"));
  else
    _leren_field_set_error (self, error, LEREN_ERROR_INVALID, _ ("is %s; it must be %s"),
                            name_of_kind (token->kind), wanted);
  return FALSE;
}

static gboolean
check_no_nul (const LerenField *self, const LerenJsonToken *token, GError **error)
{
  if (!token->has_nul)
    return TRUE;
  _leren_field_set_error (self, error, LEREN_ERROR_INVALID,
                          _ ("holds the character U+0000, which cannot be kept; leave it out"));
  return FALSE;
}

static gboolean
read_list (const LerenField *self, const LerenJsonToken *tokens, guint32 at, GError **error)
{
  for (guint32 i = at + 1; i < tokens[at].end; i = tokens[i].end)
    {
      if (tokens[i].kind != LEREN_JSON_STRING)
        {
          _leren_field_set_error (self, error, LEREN_ERROR_INVALID,
                                  _ ("holds %s; it is a list of texts"),
                                  name_of_kind (tokens[i].kind));
          return FALSE;
        }
      if (!check_no_nul (self, &tokens[i], error) ||
          !check_word (self, tokens[i].text, tokens[i].length, error))
        return FALSE;
    }
  if ((self->flags & LEREN_FIELD_REQUIRED) != 0 && tokens[at].end == at + 1)
    {
      _leren_field_set_error (self, error, LEREN_ERROR_MISSING,
                              _ ("is an empty list; it needs at least one"));
      return FALSE;
    }
  return TRUE;
}

/* [{"area": text, "depth": 1 to 5}], the only list of objects there is; the depth can be absent */
static gboolean
read_expertise (const LerenField *self, const LerenJsonToken *tokens, guint32 at, GError **error)
{
  for (guint32 i = at + 1; i < tokens[at].end; i = tokens[i].end)
    {
      gboolean area = FALSE, depth = TRUE;

      if (tokens[i].kind != LEREN_JSON_OBJECT)
        {
          _leren_field_set_error (self, error, LEREN_ERROR_INVALID,
                                  _ ("holds %s; it is a list of objects with an area and a depth"),
                                  name_of_kind (tokens[i].kind));
          return FALSE;
        }
      for (guint32 j = i + 1; j < tokens[i].end; j = tokens[j + 1].end)
        {
          const LerenJsonToken *name = &tokens[j], *value = &tokens[j + 1];
          gint64 number;

          if (name->length == 4 && memcmp (name->text, "area", 4) == 0)
            {
              area = value->kind == LEREN_JSON_STRING;
              if (area && !check_no_nul (self, value, error))
                return FALSE;
            }
          else if (name->length == 5 && memcmp (name->text, "depth", 5) == 0)
            depth = value->kind == LEREN_JSON_NUMBER &&
                    _leren_json_number_to_int64 (value->text, value->length, &number) &&
                    number >= 1 && number <= 5;
        }
      if (!area || !depth)
        {
          _leren_field_set_error (
            self, error, LEREN_ERROR_INVALID,
            _ ("needs for each expertise an “area” (text); a “depth” goes from 1 to 5"));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_number (const LerenField *self, const LerenJsonToken *token, LerenArena *arena,
             LerenCell *cell, const LerenJsonToken **as_given, GError **error)
{
  g_autoptr (GString) canonical = g_string_sized_new (32);

  if (self->kind == LEREN_FIELD_KIND_INTEGER)
    {
      cell->kind = LEREN_CELL_INTEGER;
      if (!_leren_json_number_to_int64 (token->text, token->length, &cell->integer))
        {
          _leren_field_set_error (self, error, LEREN_ERROR_INVALID,
                                  _ ("is %.*s; it must be a whole number of at most 64 bits"),
                                  (int) MIN (token->length, SHOWN_BYTES), token->text);
          return FALSE;
        }
    }
  else
    {
      cell->kind = LEREN_CELL_REAL;
      if (!_leren_json_number_to_double (token->text, token->length, &cell->real))
        {
          _leren_field_set_error (self, error, LEREN_ERROR_INVALID,
                                  _ ("is %.*s, which no double-precision number can hold"),
                                  (int) MIN (token->length, SHOWN_BYTES), token->text);
          return FALSE;
        }
    }
  _leren_field_write (self, cell, canonical);
  /* SQLite keeps no minus with a zero */
  if (canonical->len != token->length || memcmp (canonical->str, token->text, token->length) != 0 ||
      (cell->kind == LEREN_CELL_REAL && cell->real == 0 && signbit (cell->real)))
    *as_given = token;
  return TRUE;
}

static void
read_compact (const LerenJsonToken *token, LerenArena *arena, LerenCell *cell)
{
  gsize length = _leren_json_compact_length (token->text, token->length);

  if (length == token->length)
    *cell = _leren_cell_text (token->text, length);
  else
    {
      char *copy = _leren_arena_alloc (arena, length);
      _leren_json_compact (token->text, token->length, copy);
      *cell = _leren_cell_text (copy, length);
    }
}

gboolean
_leren_field_read (const LerenField *self, const LerenJsonToken *tokens, guint32 at,
                   LerenArena *arena, LerenCell *cell, const LerenJsonToken **as_given,
                   GError **error)
{
  const LerenJsonToken *token = &tokens[at];

  *as_given = NULL;
  switch (self->kind)
    {
    case LEREN_FIELD_KIND_INTEGER:
    case LEREN_FIELD_KIND_NUMBER:
      if (token->kind != LEREN_JSON_NUMBER)
        return wrong_kind (self, token, _ ("a number"), error);
      if (!read_number (self, token, arena, cell, as_given, error))
        return FALSE;
      break;

    case LEREN_FIELD_KIND_BOOLEAN:
      if (token->kind != LEREN_JSON_TRUE && token->kind != LEREN_JSON_FALSE)
        return wrong_kind (self, token, _ ("true or false"), error);
      cell->kind = LEREN_CELL_INTEGER;
      cell->integer = token->kind == LEREN_JSON_TRUE;
      return TRUE;

    case LEREN_FIELD_KIND_TEXTS:
    case LEREN_FIELD_KIND_WORDS:
    case LEREN_FIELD_KIND_CONCEPTS:
    case LEREN_FIELD_KIND_REFERENCES:
      if (token->kind != LEREN_JSON_ARRAY)
        return wrong_kind (self, token, _ ("a list"), error);
      if (!read_list (self, tokens, at, error))
        return FALSE;
      read_compact (token, arena, cell);
      return TRUE;

    case LEREN_FIELD_KIND_JSON:
      if (self->shape != NULL && g_str_equal (self->shape, "expertise"))
        {
          if (token->kind != LEREN_JSON_ARRAY)
            return wrong_kind (self, token, _ ("a list"), error);
          if (!read_expertise (self, tokens, at, error))
            return FALSE;
        }
      else if (token->kind != LEREN_JSON_OBJECT)
        return wrong_kind (self, token, _ ("an object"), error);
      read_compact (token, arena, cell);
      return TRUE;

    case LEREN_FIELD_KIND_TEXT:
    case LEREN_FIELD_KIND_TIME:
    case LEREN_FIELD_KIND_DATE:
    case LEREN_FIELD_KIND_ENUM:
    case LEREN_FIELD_KIND_CONCEPT:
    case LEREN_FIELD_KIND_FRAMEWORK:
    case LEREN_FIELD_KIND_REFERENCE:
      if (token->kind != LEREN_JSON_STRING)
        return wrong_kind (self, token, _ ("text"), error);
      if (!check_no_nul (self, token, error))
        return FALSE;
      *cell = _leren_cell_text (token->text, token->length);
      break;
    }
  return _leren_field_check (self, cell, error);
}

gboolean
_leren_field_read_json (const LerenField *self, const char *json, LerenArena *arena,
                        LerenCell *cell, GError **error)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  g_autoptr (GError) local = NULL;
  const LerenJsonToken *tokens, *as_given;
  gsize length = strlen (json);
  char *copy = _leren_arena_copy (arena, json, length);
  guint32 n_tokens;

  tokens = _leren_json_reader_parse (reader, copy, length, 1, &n_tokens, &local);
  if (tokens == NULL)
    {
      _leren_field_set_error (self, error, LEREN_ERROR_INVALID, _ ("is not JSON: %s"),
                              local->message);
      return FALSE;
    }
  return _leren_field_read (self, tokens, 0, arena, cell, &as_given, error);
}

void
_leren_field_write (const LerenField *self, const LerenCell *cell, GString *out)
{
  switch (cell->kind)
    {
    case LEREN_CELL_ABSENT:
      g_string_append (out, "null");
      break;
    case LEREN_CELL_INTEGER:
      if (self->kind == LEREN_FIELD_KIND_BOOLEAN)
        g_string_append (out, cell->integer ? "true" : "false");
      else
        _leren_json_append_int64 (out, cell->integer);
      break;
    case LEREN_CELL_REAL:
      _leren_json_append_double (out, cell->real);
      break;
    case LEREN_CELL_TEXT:
      if (self->kind == LEREN_FIELD_KIND_JSON || LEREN_FIELD_IS_LIST (self))
        g_string_append_len (out, cell->text, cell->length);
      else
        _leren_json_append_string (out, cell->text, cell->length);
      break;
    }
}
