/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-json-writer-private.h"

#include <float.h>
#include <math.h>
#include <string.h>

static const char *
escape_for (guchar c, char unicode[7])
{
  switch (c)
    {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\b':
      return "\\b";
    case '\f':
      return "\\f";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      if (c >= 0x20)
        return NULL;
      g_snprintf (unicode, 7, "\\u%04x", c);
      return unicode;
    }
}

void
_leren_json_append_string (GString *out, const char *text, gssize length)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  gsize plain = 0; /* where what needs no escape begins */

  g_string_append_c (out, '"');
  for (gsize i = 0; i < n; i++)
    {
      char unicode[7];
      const char *escape = escape_for (text[i], unicode);

      if (escape == NULL)
        continue;
      g_string_append_len (out, text + plain, i - plain);
      g_string_append (out, escape);
      plain = i + 1;
    }
  g_string_append_len (out, text + plain, n - plain);
  g_string_append_c (out, '"');
}

/* `1e+20` and `1e-07` as printf() writes them become `1e20` and `1e-7`. */
static void
shorten_exponent (char *number)
{
  char *exponent = strchr (number, 'e');
  char *digits;

  if (exponent == NULL)
    return;
  digits = exponent + 2;
  while (*digits == '0')
    digits++;
  memmove (exponent + (exponent[1] == '-' ? 2 : 1), digits, strlen (digits) + 1);
}

void
_leren_json_append_double (GString *out, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  int precision = DBL_DIG;

  if (!isfinite (value))
    {
      g_string_append (out, "null");
      return;
    }
  /* from 2^53 on whole numbers are no longer all different */
  if (fabs (value) < 9007199254740992.0 && value == trunc (value))
    {
      g_string_append (out, value == 0 && signbit (value) ? "-" : "");
      _leren_json_append_int64 (out, (gint64) value);
      return;
    }
  /* A number that at most 15 digits can tell is told by %.15g, and 17 tell any. Only near zero,
   * where doubles lose digits, could fewer than 15 do where 15 show more. */
  if (fabs (value) < DBL_MIN)
    precision = 1;
  do
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", precision);
      g_ascii_formatd (number, sizeof number, format, value);
    }
  while (++precision <= DBL_DECIMAL_DIG && g_ascii_strtod (number, NULL) != value);
  shorten_exponent (number);
  g_string_append (out, number);
}

void
_leren_json_append_int64 (GString *out, gint64 value)
{
  char number[24];

  g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, value);
  g_string_append (out, number);
}

void
_leren_json_append_name (GString *out, const char *name)
{
  if (out->len > 0 && strchr ("{[", out->str[out->len - 1]) == NULL)
    g_string_append_c (out, ',');
  _leren_json_append_string (out, name, -1);
  g_string_append_c (out, ':');
}
