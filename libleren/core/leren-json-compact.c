/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-json-compact-private.h"

static gsize
compact (const char *text, gsize length, char *out)
{
  gsize kept = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (!in_string && (c == ' ' || c == '\t' || c == '\n' || c == '\r'))
        continue;
      if (out != NULL)
        out[kept] = c;
      kept++;
      if (c == '"')
        in_string = !in_string;
      else if (in_string && c == '\\')
        {
          i++;
          if (out != NULL)
            out[kept] = text[i];
          kept++;
        }
    }
  return kept;
}

gsize
_leren_json_compact_length (const char *text, gsize length)
{
  return compact (text, length, NULL);
}

void
_leren_json_compact (const char *text, gsize length, char *out)
{
  compact (text, length, out);
}
