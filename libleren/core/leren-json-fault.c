/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-json-fault-private.h"

#include "core/leren-json-writer-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

void
_leren_json_fault_set (GError **error, LerenError code, const char *text, gsize offset,
                       guint64 first_line, const char *message)
{
  guint64 line = first_line;
  guint64 column = 1;

  for (gsize i = 0; i < offset; i++)
    {
      if (text[i] == '\n')
        {
          line++;
          column = 1;
        }
      else if (((guchar) text[i] & 0xc0) != 0x80)
        {
          column++;
        }
    }
  g_set_error (error, LEREN_ERROR, code, _ ("line %" PRIu64 ", column %" PRIu64 ": %s"), line,
               column, message);
}

typedef enum {
  AT,    /* yajl stands at what is wrong */
  AFTER, /* yajl stands one byte after it */
  TOKEN, /* yajl stands after the token that is wrong, or before it */
} Stand;

static const struct {
  const char *complaint;
  Stand stand;
  const char *message; /* %s: what was found; translated where it is used */
} explanations[] = {
  { "'\\' occurs before", AT,
    N_ ("“\\” before %s; \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u are the escapes") },
  { "invalid character inside", AT, N_ ("%s in a string; it must be escaped") },
  { "(non-hex) character", AT, N_ ("%s after “\\u”, where four hexadecimal digits are expected") },
  { "invalid char in json", AFTER, N_ ("%s begins no JSON value") },
  { "invalid string in json", AT,
    N_ ("%s in a word; only true, false and null are words in JSON") },
  { "digit is required", AT, N_ ("%s where a digit of a number is expected") },
  { "comment", AT, N_ ("%s begins no JSON value; comments are not JSON") },
  { "unallowed token", TOKEN, N_ ("%s where a value is expected") },
  { "invalid object key", TOKEN,
    N_ ("%s where the name of a member, in double quotes, is expected") },
  { "by a colon", TOKEN, N_ ("%s where “:” is expected") },
  { "',' or '}'", TOKEN, N_ ("%s where “,” or “}” is expected") },
  { "',' or ']'", TOKEN, N_ ("%s where “,” or “]” is expected") },
};

static char *
describe (const char *text, gsize length)
{
  gunichar c;

  if (length == 0)
    return g_strdup (_ ("the end"));
  c = g_utf8_get_char_validated (text, length);
  if (c == (gunichar) -1 || c == (gunichar) -2)
    return g_strdup_printf (_ ("the byte 0x%02X"), (guchar) *text);
  if (!g_unichar_isgraph (c))
    return g_strdup_printf ("U+%04X", c);
  return g_strdup_printf ("“%.*s”", (int) (g_utf8_next_char (text) - text), text);
}

/* What lies between two tokens, besides what is wrong, is white space and perhaps a `,` or `:`. */
static gsize
find_token (const char *text, gsize length, gsize consumed, gsize last_end)
{
  gsize at = last_end;

  while (at < length)
    {
      if (strchr (" \t\r\n", text[at]) != NULL)
        at++;
      else if ((text[at] == ',' || text[at] == ':') && at + 1 < consumed)
        at++;
      else
        break;
    }
  return at;
}

char *
_leren_json_fault_explain (const char *complaint, const char *text, gsize length, gsize consumed,
                           gsize last_end, gboolean after_value, gsize *offset)
{
  const char *format = NULL;
  g_autofree char *found = NULL;
  GString *message;
  const char *mark;

  *offset = consumed;
  for (guint i = 0; i < G_N_ELEMENTS (explanations) && format == NULL; i++)
    {
      if (strstr (complaint, explanations[i].complaint) == NULL)
        continue;
      format = _ (explanations[i].message);
      if (explanations[i].stand == AFTER && consumed > 0)
        *offset = consumed - 1;
      else if (explanations[i].stand == TOKEN)
        *offset = find_token (text, length, consumed, last_end);
    }
  if (after_value)
    {
      format = _ ("%s after the value; nothing may follow it");
      *offset = find_token (text, length, 0, last_end);
    }
  if (format == NULL)
    return g_strchomp (g_strdup (complaint));

  if (*offset > 0 && *offset < length && text[*offset - 1] == '0' &&
      g_ascii_isdigit (text[*offset]))
    format = _ ("%s after a zero that begins a number; leave the zero out");

  found = describe (text + *offset, length - *offset);
  mark = strstr (format, "%s");
  message = g_string_new_len (format, mark - format);
  g_string_append (message, found);
  g_string_append (message, mark + strlen ("%s"));
  return g_string_free (message, FALSE);
}

#define MAX_QUOTED 60

char *
_leren_json_fault_quote (const char *name, gsize length)
{
  GString *quoted = g_string_new (NULL);
  gsize shown = length;

  if (shown > MAX_QUOTED)
    for (shown = MAX_QUOTED; shown > 0 && ((guchar) name[shown] & 0xc0) == 0x80;)
      shown--;
  _leren_json_append_string (quoted, name, shown);
  if (shown < length)
    g_string_insert (quoted, quoted->len - 1, "…");
  return g_string_free (quoted, FALSE);
}
