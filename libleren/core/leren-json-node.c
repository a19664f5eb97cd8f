/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-json-reader-private.h"

#include "core/leren-error.h"
#include "core/leren-json-fault-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  const char *text;
  const LerenJsonToken *tokens;
  GError **error;
} Source;

static JsonNode *
refuse (Source *source, const LerenJsonToken *token, const char *message)
{
  _leren_json_fault_set (source->error, LEREN_ERROR_INVALID, source->text, token->offset, 1,
                         message);
  return NULL;
}

static char *
make_string (Source *source, const LerenJsonToken *token)
{
  if (token->has_nul)
    {
      refuse (source, token, _ ("U+0000 in a string that cannot hold it"));
      return NULL;
    }
  return g_strndup (token->text, token->length);
}

static JsonNode *
make_string_node (Source *source, const LerenJsonToken *token)
{
  g_autofree char *string = make_string (source, token);

  return string != NULL ? json_node_init_string (json_node_alloc (), string) : NULL;
}

static JsonNode *
make_number (Source *source, const LerenJsonToken *token)
{
  gboolean integer = TRUE;
  gint64 int64_value;
  double double_value;

  for (gsize i = 0; i < token->length; i++)
    if (strchr (".eE", token->text[i]) != NULL)
      integer = FALSE;

  if (integer)
    {
      if (!_leren_json_number_to_int64 (token->text, token->length, &int64_value))
        return refuse (source, token, _ ("an integer that does not fit 64 bits"));
      return json_node_init_int (json_node_alloc (), int64_value);
    }
  if (!_leren_json_number_to_double (token->text, token->length, &double_value))
    return refuse (source, token, _ ("a number that does not fit a double"));
  return json_node_init_double (json_node_alloc (), double_value);
}

static JsonNode *make_node (Source *source, guint32 at);

static JsonNode *
make_array (Source *source, guint32 at)
{
  g_autoptr (JsonArray) array = json_array_new ();
  guint32 end = source->tokens[at].end;

  for (at++; at < end; at = source->tokens[at].end)
    {
      JsonNode *element = make_node (source, at);

      if (element == NULL)
        return NULL;
      json_array_add_element (array, element);
    }
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
make_object (Source *source, guint32 at)
{
  g_autoptr (JsonObject) object = json_object_new ();
  guint32 end = source->tokens[at].end;

  for (at++; at < end; at = source->tokens[at + 1].end)
    {
      g_autofree char *name = make_string (source, &source->tokens[at]);
      JsonNode *value = name != NULL ? make_node (source, at + 1) : NULL;

      if (value == NULL)
        return NULL;
      json_object_set_member (object, name, value);
    }
  return json_node_init_object (json_node_alloc (), object);
}

/* Calls itself at most LEREN_JSON_MAX_DEPTH levels deep: the reader saw to that. */
static JsonNode *
make_node (Source *source, guint32 at)
{
  const LerenJsonToken *token = &source->tokens[at];

  switch (token->kind)
    {
    case LEREN_JSON_NULL:
      return json_node_init_null (json_node_alloc ());
    case LEREN_JSON_FALSE:
    case LEREN_JSON_TRUE:
      return json_node_init_boolean (json_node_alloc (), token->kind == LEREN_JSON_TRUE);
    case LEREN_JSON_NUMBER:
      return make_number (source, token);
    case LEREN_JSON_STRING:
      return make_string_node (source, token);
    case LEREN_JSON_ARRAY:
      return make_array (source, at);
    case LEREN_JSON_OBJECT:
      return make_object (source, at);
    default:
      g_return_val_if_reached (NULL);
    }
}

JsonNode *
_leren_json_reader_parse_node (const char *text, gsize length, GError **error)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  Source source = { .text = text, .error = error };
  guint32 n_tokens;

  source.tokens = _leren_json_reader_parse (reader, text, length, 1, &n_tokens, error);
  return source.tokens != NULL ? make_node (&source, 0) : NULL;
}
