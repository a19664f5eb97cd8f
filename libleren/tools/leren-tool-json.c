/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-tool-json-private.h"

#include "tools/leren-tool-private.h"
#include "tools/leren-tool-text-private.h"

#include <math.h>
#include <string.h>

void
tool_append_json_text (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '"':
        g_string_append (out, "\\\"");
        break;
      case '\\':
        g_string_append (out, "\\\\");
        break;
      case '\n':
        g_string_append (out, "\\n");
        break;
      case '\r':
        g_string_append (out, "\\r");
        break;
      case '\t':
        g_string_append (out, "\\t");
        break;
      default:
        if ((guchar) *text < 0x20)
          g_string_append_printf (out, "\\u%04x", *text);
        else
          g_string_append_c (out, *text);
        break;
      }
  g_string_append_c (out, '"');
}

/* the fewest digits that give the same number back */
static void
append_number (GString *out, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (number))
    {
      g_string_append (out, "null");
      return;
    }
  if (number == floor (number) && fabs (number) < 1e15)
    {
      g_string_append_printf (out, "%" G_GINT64_FORMAT, (gint64) number);
      return;
    }
  for (int digits = 15; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (text, sizeof text, format, number);
      if (g_ascii_strtod (text, NULL) == number)
        break;
    }
  g_string_append (out, text);
}

static void append_node (GString *out, JsonNode *node, guint depth);

static void
append_line (GString *out, guint depth)
{
  g_string_append_printf (out, "\n%*s", (int) depth * 2, "");
}

static void
append_array (GString *out, JsonArray *array, guint depth)
{
  guint length = json_array_get_length (array);

  g_string_append_c (out, '[');
  for (guint i = 0; i < length; i++)
    {
      append_line (out, depth + 1);
      append_node (out, json_array_get_element (array, i), depth + 1);
      if (i + 1 < length)
        g_string_append_c (out, ',');
    }
  if (length > 0)
    append_line (out, depth);
  g_string_append_c (out, ']');
}

static void
append_object (GString *out, JsonObject *object, guint depth)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  gboolean first = TRUE;

  g_string_append_c (out, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (!first)
        g_string_append_c (out, ',');
      first = FALSE;
      append_line (out, depth + 1);
      tool_append_json_text (out, name);
      g_string_append (out, ": ");
      append_node (out, value, depth + 1);
    }
  if (!first)
    append_line (out, depth);
  g_string_append_c (out, '}');
}

static void
append_node (GString *out, JsonNode *node, guint depth)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    append_array (out, json_node_get_array (node), depth);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    append_object (out, json_node_get_object (node), depth);
  else if (JSON_NODE_HOLDS_NULL (node))
    g_string_append (out, "null");
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    tool_append_json_text (out, json_node_get_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
  else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    append_number (out, json_node_get_double (node));
  else
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
}

void
tool_print_json (JsonNode *node)
{
  g_autoptr (GString) out = g_string_new (NULL);

  /* who reads it elsewhere is told as well that there may be more */
  if (tool_left_out_for != NULL && JSON_NODE_HOLDS_OBJECT (node))
    json_object_set_string_member (json_node_get_object (node), "left_out_for", tool_left_out_for);
  append_node (out, node, 0);
  g_string_append_c (out, '\n');
  tool_print (out->str);
}

/* Where the string that begins at @text ends: after its quote, or at the end of the text */
static const char *
skip_string (const char *text)
{
  for (text++; *text != '\0' && *text != '"'; text++)
    if (*text == '\\' && text[1] != '\0')
      text++;
  return *text == '"' ? text + 1 : text;
}

/* Where the value that begins at @text ends: at what separates it from the next */
static const char *
skip_value (const char *text)
{
  guint depth = 0;

  while (*text != '\0')
    {
      if (*text == '"')
        {
          text = skip_string (text);
          continue;
        }
      if (*text == '{' || *text == '[')
        depth++;
      else if (*text == '}' || *text == ']')
        {
          if (depth == 0)
            return text;
          depth--;
        }
      else if (depth == 0 && (*text == ',' || *text == ':'))
        return text;
      text++;
    }
  return text;
}

gboolean
tool_is_one_json_value (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return *text != '\0' && *skip_value (text) == '\0';
}

static void
tool_member_free (gpointer data)
{
  ToolMember *member = data;

  g_free (member->name);
  g_free (member->value);
  g_free (member);
}

GPtrArray *
tool_members_of (const char *json)
{
  GPtrArray *members = g_ptr_array_new_with_free_func (tool_member_free);
  const char *text = json + 1;

  while (*text == '"')
    {
      ToolMember *member = g_new0 (ToolMember, 1);
      const char *end = skip_string (text);
      g_autofree char *quoted = g_strndup (text, end - text);

      member->name = tool_value_text (quoted);
      text = end + 1;
      end = skip_value (text);
      member->value = g_strndup (text, end - text);
      g_ptr_array_add (members, member);
      text = *end == ',' ? end + 1 : end;
    }
  return members;
}

const char *
tool_find_member (GPtrArray *members, const char *name)
{
  for (guint i = 0; i < members->len; i++)
    {
      const ToolMember *member = g_ptr_array_index (members, i);
      if (g_str_equal (member->name, name))
        return member->value;
    }
  return NULL;
}

static gunichar
hexadecimal (const char *text)
{
  gunichar c = 0;

  for (guint i = 0; i < 4 && g_ascii_isxdigit (text[i]); i++)
    c = c * 16 + g_ascii_xdigit_value (text[i]);
  return c;
}

/* After a backslash; gives what follows the escape */
static const char *
append_escaped (GString *out, const char *text)
{
  static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
  const char *found = strchr (from, *text);
  gunichar c;

  if (*text != 'u')
    {
      g_string_append_c (out, found != NULL ? to[found - from] : *text);
      return text + 1;
    }
  c = hexadecimal (text + 1);
  text += 5;
  if (c >= 0xd800 && c < 0xdc00 && text[0] == '\\' && text[1] == 'u')
    {
      c = 0x10000 + ((c - 0xd800) << 10) + (hexadecimal (text + 2) - 0xdc00);
      text += 6;
    }
  g_string_append_unichar (out, c != 0 && g_unichar_validate (c) ? c : 0xfffd);
  return text;
}

static void
append_text (GString *out, const char *json)
{
  for (json++; *json != '\0' && *json != '"';)
    if (*json == '\\' && json[1] != '\0')
      json = append_escaped (out, json + 1);
    else
      g_string_append_c (out, *json++);
}

char *
tool_value_text (const char *json)
{
  GString *out = g_string_new (NULL);

  if (*json == '"')
    append_text (out, json);
  else if (json[0] == '[' && (json[1] == '"' || json[1] == ']'))
    for (const char *item = json + 1; *item != '\0' && *item != ']';)
      {
        const char *end = skip_value (item);
        g_autofree char *one = g_strndup (item, end - item);
        g_autofree char *text = tool_value_text (one);

        if (out->len > 0)
          g_string_append (out, ", ");
        g_string_append (out, text);
        item = *end == ',' ? end + 1 : end;
      }
  else
    g_string_append (out, json);
  return g_string_free (out, FALSE);
}
