/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-json-reader-private.h"

#include "core/leren-error.h"
#include "core/leren-json-check-private.h"
#include "core/leren-json-fault-private.h"
#include "core/leren-json-names-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

/* Above so many members an object's names go into a hash table; up to there, looking is faster. */
#define MAX_LOOKED_THROUGH 16

/* What a reader keeps from one text to the next; a text that needed more gives it back. */
#define KEPT_TOKENS 32768
#define KEPT_ARENA (1024 * 1024)

typedef struct {
  guint32 token; /* of the array or object that is open */
  guint32 n_members;
} Level;

struct _LerenJsonReader {
  yajl_handle handle; /* kept as long as all goes well */

  const char *text;
  gsize length;
  gsize base; /* where in the text begins what yajl was last given */
  gsize end;  /* of the last token */

  LerenJsonToken *tokens;
  gsize room;
  guint32 n_tokens;
  Level levels[LEREN_JSON_MAX_DEPTH];
  guint depth;

  /* Strings that had escapes. There is room for the whole text at once: tokens point here, so it
   * must not move. */
  char *arena;
  gsize arena_room;
  gsize arena_used;

  LerenJsonNames *names;

  /* what a callback found wrong */
  char *fault;
  LerenError fault_code;
  gsize fault_offset;
};

static int
refuse (LerenJsonReader *self, LerenError code, gsize offset, char *message)
{
  g_free (self->fault);
  self->fault = message;
  self->fault_code = code;
  self->fault_offset = offset;
  return 0;
}

/* yajl is at the end of the token it tells of. */
static inline gsize
token_end (LerenJsonReader *self)
{
  self->end = self->base + yajl_get_bytes_consumed (self->handle);
  return self->end;
}

static inline LerenJsonToken *
add_token (LerenJsonReader *self, LerenJsonKind kind, gsize offset, gsize length)
{
  LerenJsonToken *token;

  if (G_UNLIKELY (self->n_tokens == self->room))
    {
      self->room = MAX (64, 2 * self->room);
      self->tokens = g_renew (LerenJsonToken, self->tokens, self->room);
    }
  token = &self->tokens[self->n_tokens++];
  token->kind = kind;
  token->has_nul = FALSE;
  token->end = self->n_tokens;
  token->text = self->text + offset;
  token->length = length;
  token->offset = offset;
  return token;
}

/* What is at or after @offset comes after the value. */
static int
refuse_rest (LerenJsonReader *self, gsize offset)
{
  char *message =
    _leren_json_fault_explain ("", self->text, self->length, offset, offset, TRUE, &offset);

  return refuse (self, LEREN_ERROR_SYNTAX, offset, message);
}

/* yajl is set to take several values, because then it can be used again for the next text; so that
 * there is one value only is for us to see to. */
static inline int
add_value (LerenJsonReader *self, LerenJsonKind kind, gsize offset, gsize length)
{
  if (G_UNLIKELY (self->depth == 0 && self->n_tokens > 0))
    return refuse_rest (self, offset);
  add_token (self, kind, offset, length);
  return 1;
}

static int
on_null (void *data)
{
  gsize end = token_end (data);

  return add_value (data, LEREN_JSON_NULL, end - 4, 4);
}

static int
on_boolean (void *data, int value)
{
  gsize end = token_end (data);
  gsize length = value ? 4 : 5;

  return add_value (data, value ? LEREN_JSON_TRUE : LEREN_JSON_FALSE, end - length, length);
}

static int
on_number (void *data, const char *text G_GNUC_UNUSED, size_t length)
{
  gsize end = token_end (data);

  return add_value (data, LEREN_JSON_NUMBER, end - length, length);
}

/* Makes a string's token, which is the last one, point to its characters. */
static void
set_string (LerenJsonReader *self, const unsigned char *string, gsize length)
{
  LerenJsonToken *token = &self->tokens[self->n_tokens - 1];

  token->length = length;
  if ((const char *) string == token->text + 1)
    {
      token->text++;
      return;
    }
  if (self->arena_room < self->length)
    {
      self->arena_room = MAX (self->length, 1024);
      g_free (self->arena);
      self->arena = g_malloc (self->arena_room);
    }
  token->text = self->arena + self->arena_used;
  memcpy (self->arena + self->arena_used, string, length);
  self->arena_used += length;
  token->has_nul = memchr (string, '\0', length) != NULL;
}

/* Where the token begins that ends at self->end: between two tokens there is white space, and
 * perhaps one `,` or `:`. A string cannot be measured backwards, as escapes have gone. */
static gsize
string_start (LerenJsonReader *self, gsize last_end)
{
  while (self->text[last_end] != '"')
    last_end++;
  return last_end;
}

static int
on_string (void *data, const unsigned char *string, size_t length)
{
  LerenJsonReader *self = data;
  gsize start = string_start (self, self->end);

  if (!add_value (self, LEREN_JSON_STRING, start, token_end (self) - start))
    return 0;
  set_string (self, string, length);
  return 1;
}

static gboolean
same_string (const LerenJsonToken *a, const LerenJsonToken *b)
{
  return a->length == b->length && memcmp (a->text, b->text, a->length) == 0;
}

/* Whether the last token, a name, is new to the object that is open */
static gboolean
name_is_new (LerenJsonReader *self, Level *level)
{
  const LerenJsonToken *tokens = self->tokens;
  guint32 name = self->n_tokens - 1;
  guint32 other = level->token + 1;

  if (level->n_members++ < MAX_LOOKED_THROUGH)
    {
      for (; other < name; other = tokens[other + 1].end)
        if (same_string (&tokens[other], &tokens[name]))
          return FALSE;
      return TRUE;
    }
  if (level->n_members == MAX_LOOKED_THROUGH + 1)
    for (; other < name; other = tokens[other + 1].end)
      _leren_json_names_add (self->names, tokens, level->token, other);
  return _leren_json_names_add (self->names, tokens, level->token, name);
}

static int
on_name (void *data, const unsigned char *name, size_t length)
{
  LerenJsonReader *self = data;
  gsize start = string_start (self, self->end);
  const LerenJsonToken *token;
  g_autofree char *quoted = NULL;

  add_token (self, LEREN_JSON_STRING, start, token_end (self) - start);
  set_string (self, name, length);
  if (G_LIKELY (name_is_new (self, &self->levels[self->depth - 1])))
    return 1;

  token = &self->tokens[self->n_tokens - 1];
  quoted = _leren_json_fault_quote (token->text, token->length);
  return refuse (self, LEREN_ERROR_SYNTAX, start,
                 g_strdup_printf (_ ("the member %s is in this object twice"), quoted));
}

static int
open_level (LerenJsonReader *self, LerenJsonKind kind)
{
  gsize start = token_end (self) - 1;

  if (self->depth == LEREN_JSON_MAX_DEPTH)
    return refuse (self, LEREN_ERROR_LIMIT, start,
                   g_strdup_printf (_ ("nested more than %d levels deep"), LEREN_JSON_MAX_DEPTH));
  if (!add_value (self, kind, start, 1))
    return 0;
  self->levels[self->depth++] = (Level){ .token = self->n_tokens - 1 };
  return 1;
}

static int
on_start_array (void *data)
{
  return open_level (data, LEREN_JSON_ARRAY);
}

static int
on_start_object (void *data)
{
  return open_level (data, LEREN_JSON_OBJECT);
}

static int
on_end (void *data)
{
  LerenJsonReader *self = data;
  LerenJsonToken *token = &self->tokens[self->levels[--self->depth].token];

  token->end = self->n_tokens;
  token->length = token_end (self) - token->offset;
  return 1;
}

static const yajl_callbacks callbacks = {
  .yajl_null = on_null,
  .yajl_boolean = on_boolean,
  .yajl_number = on_number,
  .yajl_string = on_string,
  .yajl_start_map = on_start_object,
  .yajl_map_key = on_name,
  .yajl_end_map = on_end,
  .yajl_start_array = on_start_array,
  .yajl_end_array = on_end,
};

LerenJsonReader *
_leren_json_reader_new (void)
{
  LerenJsonReader *self = g_new0 (LerenJsonReader, 1);

  self->names = _leren_json_names_new ();
  return self;
}

void
_leren_json_reader_free (LerenJsonReader *self)
{
  g_clear_pointer (&self->handle, yajl_free);
  _leren_json_names_free (self->names);
  g_free (self->tokens);
  g_free (self->arena);
  g_free (self->fault);
  g_free (self);
}

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] == '\0' || strchr (" \t\r\n", text[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
begin (LerenJsonReader *self, const char *text, gsize length)
{
  if (self->handle == NULL)
    {
      self->handle = yajl_alloc (&callbacks, NULL, self);
      yajl_config (self->handle, yajl_allow_multiple_values, 1);
      /* done before, and better */
      yajl_config (self->handle, yajl_dont_validate_strings, 1);
    }
  if (self->room > KEPT_TOKENS)
    {
      g_clear_pointer (&self->tokens, g_free);
      self->room = 0;
    }
  if (self->arena_room > KEPT_ARENA)
    {
      g_clear_pointer (&self->arena, g_free);
      self->arena_room = 0;
    }
  _leren_json_names_reset (self->names);
  self->text = text;
  self->length = length;
  self->base = 0;
  self->end = 0;
  self->n_tokens = 0;
  self->depth = 0;
  self->arena_used = 0;
}

static void
refuse_for_yajl (LerenJsonReader *self)
{
  unsigned char *complaint = yajl_get_error (self->handle, FALSE, NULL, 0);
  gsize offset;
  char *message = _leren_json_fault_explain ((const char *) complaint, self->text, self->length,
                                             yajl_get_bytes_consumed (self->handle), self->end,
                                             self->depth == 0 && self->n_tokens > 0, &offset);

  yajl_free_error (self->handle, complaint);
  refuse (self, LEREN_ERROR_SYNTAX, offset, message);
}

/* Reads the first @sound bytes, which are free of what yajl does not find itself. */
static gboolean
read_text (LerenJsonReader *self, gsize sound, const char *unsound)
{
  yajl_status status;

  status = yajl_parse (self->handle, (const unsigned char *) self->text, sound);
  if (status == yajl_status_client_canceled)
    return FALSE;
  if (status != yajl_status_ok)
    {
      refuse_for_yajl (self);
      return FALSE;
    }
  if (sound < self->length)
    {
      refuse (self, LEREN_ERROR_SYNTAX, sound, g_strdup (_ (unsound)));
      return FALSE;
    }

  /* For yajl the text goes on, with a space: a number at its very end is told of only now. */
  self->base = self->length;
  status = yajl_complete_parse (self->handle);
  if (status == yajl_status_client_canceled)
    return FALSE;
  if (status != yajl_status_ok || self->n_tokens == 0)
    {
      refuse (self, LEREN_ERROR_SYNTAX, self->length,
              g_strdup (_ ("the text ends before the value is complete")));
      return FALSE;
    }
  /* yajl does not mind that after a value the next has just begun, if it began with a quote */
  if (!is_blank (self->text + self->end, self->length - self->end))
    {
      refuse_rest (self, self->end);
      return FALSE;
    }
  return TRUE;
}

const LerenJsonToken *
_leren_json_reader_parse (LerenJsonReader *self, const char *text, gsize length, guint64 first_line,
                          guint32 *n_tokens, GError **error)
{
  const char *unsound = NULL;
  gsize sound;

  *n_tokens = 0;
  if (length > G_MAXINT32)
    {
      g_set_error_literal (error, LEREN_ERROR, LEREN_ERROR_LIMIT,
                           _ ("a text of more than 2 GiB; cut it into JSON Lines"));
      return NULL;
    }
  if (is_blank (text, length))
    {
      _leren_json_fault_set (error, LEREN_ERROR_SYNTAX, text, 0, first_line,
                             _ ("the text is empty"));
      return NULL;
    }

  begin (self, text, length);
  sound = _leren_json_check_text (text, length, &unsound);
  if (!read_text (self, sound, unsound))
    {
      /* yajl cannot go on after an error */
      g_clear_pointer (&self->handle, yajl_free);
      _leren_json_fault_set (error, self->fault_code, text, self->fault_offset, first_line,
                             self->fault);
      g_clear_pointer (&self->fault, g_free);
      return NULL;
    }
  *n_tokens = self->n_tokens;
  return self->tokens;
}

gsize
_leren_json_token_raw_length (const LerenJsonToken *token, const char *text)
{
  const char *start = text + token->offset;
  const char *at = start + 1;

  if (token->kind != LEREN_JSON_STRING)
    return token->length;
  if (token->text == at)
    return token->length + 2;
  for (; *at != '"'; at++)
    if (*at == '\\')
      at++;
  return at + 1 - start;
}
