/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "theory/leren-form-private.h"

#include "core/leren-json-fault-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LANGUAGE 35

gboolean
_leren_form_fail (LerenForm *self, LerenError code, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Translators: a place in a file, such as concepts[2].label, then what is wrong there */
  g_set_error (self->error, LEREN_ERROR, code, _ ("%s %s"), self->path->str, what);
  return FALSE;
}

gsize
_leren_form_enter (LerenForm *self, const char *member)
{
  gsize back = self->path->len;

  if (back > 0)
    g_string_append_c (self->path, '.');
  g_string_append (self->path, member);
  return back;
}

static gsize
enter_at (LerenForm *self, guint index)
{
  gsize back = self->path->len;

  g_string_append_printf (self->path, "[%u]", index);
  return back;
}

void
_leren_form_leave (LerenForm *self, gsize back)
{
  g_string_truncate (self->path, back);
}

static const char *
name_shape (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return _ ("an object");
  if (JSON_NODE_HOLDS_ARRAY (node))
    return _ ("a list");
  if (JSON_NODE_HOLDS_NULL (node))
    return _ ("null");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return _ ("text");
  return json_node_get_value_type (node) == G_TYPE_BOOLEAN ? _ ("true or false") : _ ("a number");
}

static gboolean
has_shape (JsonNode *node, LerenFormShape shape)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  switch (shape)
    {
    case LEREN_FORM_TEXT:
      return type == G_TYPE_STRING;
    case LEREN_FORM_NUMBER:
      return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
    case LEREN_FORM_LIST:
      return JSON_NODE_HOLDS_ARRAY (node);
    case LEREN_FORM_OBJECT:
      return JSON_NODE_HOLDS_OBJECT (node);
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
check_shape (LerenForm *self, JsonNode *node, LerenFormShape shape, const char *remedy)
{
  return has_shape (node, shape) ||
         _leren_form_fail (self, LEREN_ERROR_INVALID, _ ("is %s; give %s"), name_shape (node),
                           remedy);
}

static gboolean
check_not_blank (LerenForm *self, JsonNode *node)
{
  const char *text = json_node_get_string (node);

  return text[strspn (text, " \t\r\n")] != '\0' ||
         _leren_form_fail (self, LEREN_ERROR_INVALID, _ ("is empty; write the text"));
}

gboolean
_leren_form_enter_member (LerenForm *self, JsonObject *object, const char *name,
                          LerenFormShape shape, gboolean required, const char *remedy,
                          JsonNode **node, gsize *back)
{
  *back = _leren_form_enter (self, name);
  *node = json_object_get_member (object, name);
  if (*node != NULL)
    return check_shape (self, *node, shape, remedy);
  return !required ||
         _leren_form_fail (self, LEREN_ERROR_MISSING, _ ("is missing; give %s"), remedy);
}

gboolean
_leren_form_check_text (LerenForm *self, JsonObject *object, const char *name, gboolean required,
                        const char *remedy, const char **text)
{
  JsonNode *node;
  gsize back;

  if (!_leren_form_enter_member (self, object, name, LEREN_FORM_TEXT, required, remedy, &node,
                                 &back))
    return FALSE;
  if (node != NULL && !check_not_blank (self, node))
    return FALSE;
  if (text != NULL)
    *text = node != NULL ? json_node_get_string (node) : NULL;
  _leren_form_leave (self, back);
  return TRUE;
}

gboolean
_leren_form_is_id (const char *text, gsize length)
{
  if (length == 0 || length > LEREN_FORM_MAX_ID || text[0] == '-' || text[length - 1] == '-')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_islower (text[i]) && !g_ascii_isdigit (text[i]) &&
        (text[i] != '-' || text[i - 1] == '-'))
      return FALSE;
  return TRUE;
}

gboolean
_leren_form_check_id (LerenForm *self, JsonObject *object, const char **id)
{
  JsonNode *node;
  gsize back;

  if (!_leren_form_enter_member (self, object, "id", LEREN_FORM_TEXT, TRUE,
                                 _ ("an id, such as “open-questions”"), &node, &back))
    return FALSE;
  *id = json_node_get_string (node);
  if (!_leren_form_is_id (*id, strlen (*id)))
    {
      g_autofree char *quoted = _leren_form_quote (*id);

      return _leren_form_fail (
        self, LEREN_ERROR_INVALID,
        _ ("is %s; an id is lower case letters and digits with single dashes "
           "between, such as “open-questions”, and at most %d long"),
        quoted, LEREN_FORM_MAX_ID);
    }
  _leren_form_leave (self, back);
  return TRUE;
}

/* A language tag, loosely: en, nl, pt-BR, zh-Hant-TW */
static gboolean
is_language (const char *tag)
{
  gsize length = strspn (tag, G_CSET_A_2_Z G_CSET_a_2_z);

  if (length < 2 || length > 3 || strlen (tag) > MAX_LANGUAGE)
    return FALSE;
  for (tag += length; *tag == '-' || *tag == '_'; tag += length)
    {
      length = strspn (++tag, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS);
      if (length < 1 || length > 8)
        return FALSE;
    }
  return *tag == '\0';
}

static gboolean
check_version (LerenForm *self, JsonNode *node, LerenFormShape shape)
{
  JsonArray *array;

  if (shape == LEREN_FORM_TEXT)
    return check_shape (self, node, shape, _ ("text")) && check_not_blank (self, node);
  if (!check_shape (self, node, shape, _ ("a list of texts")))
    return FALSE;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gsize back = enter_at (self, i);

      if (!check_version (self, json_array_get_element (array, i), LEREN_FORM_TEXT))
        return FALSE;
      _leren_form_leave (self, back);
    }
  return TRUE;
}

gboolean
_leren_form_check_wording (LerenForm *self, JsonObject *object, const char *name,
                           LerenFormShape shape, gboolean required)
{
  const char *remedy =
    shape == LEREN_FORM_TEXT
      ? _ ("an object with the text in each language, such as {\"en\": \"Trust\"}")
      : _ ("an object with a list in each language, such as {\"en\": [\"Whose trust?\"]}");
  JsonObjectIter iter;
  const char *language;
  JsonNode *node;
  gsize back;

  if (!_leren_form_enter_member (self, object, name, LEREN_FORM_OBJECT, required, remedy, &node,
                                 &back))
    return FALSE;
  if (node != NULL)
    {
      if (required && json_object_get_size (json_node_get_object (node)) == 0)
        return _leren_form_fail (self, LEREN_ERROR_INVALID, _ ("is in no language; give %s"),
                                 remedy);
      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &language, &node))
        {
          gsize back_here;

          if (!is_language (language))
            {
              g_autofree char *quoted = _leren_form_quote (language);

              return _leren_form_fail (
                self, LEREN_ERROR_INVALID,
                _ ("has the language %s; name languages as in en, nl or pt-BR"), quoted);
            }
          back_here = _leren_form_enter (self, language);
          if (!check_version (self, node, shape))
            return FALSE;
          _leren_form_leave (self, back_here);
        }
    }
  _leren_form_leave (self, back);
  return TRUE;
}

gboolean
_leren_form_check_objects (LerenForm *self, JsonObject *object, const char *name, gboolean required,
                           const char *remedy, LerenFormCheck check, gpointer data)
{
  JsonArray *array;
  JsonNode *node;
  gsize back;

  if (!_leren_form_enter_member (self, object, name, LEREN_FORM_LIST, required, remedy, &node,
                                 &back))
    return FALSE;
  array = node != NULL ? json_node_get_array (node) : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      gsize back_here = enter_at (self, i);

      if (!check_shape (self, element, LEREN_FORM_OBJECT, _ ("an object")) ||
          !check (self, json_node_get_object (element), i, data))
        return FALSE;
      _leren_form_leave (self, back_here);
    }
  _leren_form_leave (self, back);
  return TRUE;
}

char *
_leren_form_quote (const char *text)
{
  return _leren_json_fault_quote (text, strlen (text));
}
