/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-json-check-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* yajl 2.1 takes overlong and surrogate forms of UTF-8 and code points above U+10FFFF for valid. It
 * takes vertical tabs and form feeds for white space. Half a surrogate pair it turns into `?`, or
 * writes as three bytes that are no UTF-8, or (without Debian's patch) reads past its end. All this
 * is settled here, before yajl sees the text. */

/* A byte that is not UTF-8, or one that is no character of a text at all */
static gsize
check_utf8 (const char *text, gsize length, const char **message)
{
  const char *end;

  if (g_utf8_validate_len (text, length, &end))
    return length;

  if (length >= 2 && (memcmp (text, "\xff\xfe", 2) == 0 || memcmp (text, "\xfe\xff", 2) == 0))
    *message = N_ ("this is UTF-16; JSON is written in UTF-8");
  else if (*end == '\0')
    *message = N_ ("a NUL byte; JSON is text");
  else
    *message = N_ ("these bytes are not valid UTF-8");
  return end - text;
}

/* These two are never right: a string must escape them, and elsewhere they are no white space. */
static gsize
check_controls (const char *text, gsize length, const char **message)
{
  static const char controls[] = { '\v', '\f' };

  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    {
      const char *found = memchr (text, controls[i], length);

      if (found != NULL)
        {
          *message = N_ ("a control character; in a string it must be escaped");
          length = found - text;
        }
    }
  return length;
}

/* The code unit of `\uXXXX` at @text, or -1 where there is none */
static int
code_unit (const char *text, gsize length)
{
  int unit = 0;

  if (length < 6 || text[0] != '\\' || text[1] != 'u')
    return -1;
  for (guint i = 2; i < 6; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

static gsize
check_surrogates (const char *text, gsize length, const char **message)
{
  const char *end = text + length;
  const char *at = text;

  /* Outside a string a backslash is an error that yajl finds, so whether we are in one does not
   * matter: up to the first error every backslash begins an escape. */
  while ((at = memchr (at, '\\', end - at)) != NULL)
    {
      int unit = code_unit (at, end - at);
      gsize skip = unit < 0 ? 2 : 6;

      if (unit >= 0xd800 && unit <= 0xdfff)
        {
          int low = code_unit (at + 6, end - at - 6);

          if (unit >= 0xdc00 || low < 0xdc00 || low > 0xdfff)
            {
              *message = N_ ("half a surrogate pair; it stands for no character");
              return at - text;
            }
          skip = 12;
        }
      if ((gsize) (end - at) <= skip)
        break;
      at += skip;
    }
  return length;
}

gsize
_leren_json_check_text (const char *text, gsize length, const char **message)
{
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      *message = N_ ("the text begins with a byte order mark; save it as UTF-8 without one");
      return 0;
    }
  /* each looks at what those before it left, so that the first fault is the one that counts */
  length = check_utf8 (text, length, message);
  length = check_controls (text, length, message);
  return check_surrogates (text, length, message);
}
