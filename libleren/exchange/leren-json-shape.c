/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "exchange/leren-json-shape-private.h"

#include "core/leren-json-reader-private.h"
#include "exchange/leren-json-extent-private.h"

#include <string.h>

typedef struct {
  LerenJsonReader *reader;
  const char *text;
  gsize length;
  gsize at;
} Cursor;

static void
skip_space (Cursor *self)
{
  while (self->at < self->length && g_ascii_isspace (self->text[self->at]))
    self->at++;
}

static gboolean
skip_char (Cursor *self, char c)
{
  skip_space (self);
  if (self->at == self->length || self->text[self->at] != c)
    return FALSE;
  self->at++;
  return TRUE;
}

/* The string at the cursor, or "" for any other value; NULL when it is not all there. */
static char *
take_value (Cursor *self)
{
  LerenJsonExtent extent = { 0 };
  const LerenJsonToken *token;
  const char *value;
  guint32 n_tokens;

  skip_space (self);
  value = self->text + self->at;
  if (!_leren_json_extent_find (&extent, value, self->length - self->at))
    return NULL;
  self->at += extent.length;
  if (*value != '"')
    return g_strdup ("");
  token = _leren_json_reader_parse (self->reader, value, extent.length, 1, &n_tokens, NULL);
  return token != NULL ? g_strndup (token->text, token->length) : g_strdup ("");
}

/* Looks at the members until one of them tells. FALSE when the text ends first. */
static gboolean
tell_kind (Cursor *self, LerenJsonShape *shape)
{
  do
    {
      g_autofree char *name = take_value (self);
      g_autofree char *value = NULL;

      if (name == NULL)
        return FALSE;
      if (!skip_char (self, ':'))
        return self->at < self->length;

      if (strcmp (name, "records") == 0 || strcmp (name, "frameworks") == 0)
        shape->kind = LEREN_JSON_SHAPE_DOCUMENT;
      else if (strcmp (name, "type") == 0)
        shape->kind = LEREN_JSON_SHAPE_RECORD;
      if (shape->kind != LEREN_JSON_SHAPE_OTHER)
        return TRUE;

      value = take_value (self);
      if (value == NULL)
        return FALSE;
      if (strcmp (name, "format") == 0)
        {
          shape->kind = strcmp (value, "leren-framework") == 0 ? LEREN_JSON_SHAPE_FRAMEWORK
                                                               : LEREN_JSON_SHAPE_DOCUMENT;
          return TRUE;
        }
    }
  while (skip_char (self, ','));
  return self->at < self->length;
}

gboolean
_leren_json_shape_tell (const char *text, gsize length, gboolean complete, LerenJsonShape *shape)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  Cursor cursor = { .reader = reader, .text = text, .length = length, .at = 1 };
  LerenJsonExtent object = { 0 };
  const char *newline = memchr (text, '\n', length);
  gboolean closed = _leren_json_extent_find (&object, text, length);
  gboolean told;

  *shape = (LerenJsonShape){ .kind = LEREN_JSON_SHAPE_OTHER };
  shape->one_line = newline == NULL || (closed && newline >= text + object.length);
  told = tell_kind (&cursor, shape);
  if (shape->kind == LEREN_JSON_SHAPE_DOCUMENT)
    return TRUE;
  return complete || closed || (told && newline != NULL);
}
