/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-tool-format-private.h"

#include "tools/leren-tool-private.h"

#include <glib/gi18n-lib.h>

gboolean
tool_read_format (const char *name, LerenFormat fallback, LerenFormat *format)
{
  static const char *const later[] = { "csv", "xapi", "xes", "refi", NULL };

  *format = fallback;
  if (name == NULL)
    return TRUE;
  if (g_str_equal (name, "json"))
    *format = LEREN_FORMAT_JSON;
  else if (g_str_equal (name, "jsonl"))
    *format = LEREN_FORMAT_JSON_LINES;
  else
    {
      if (g_strv_contains (later, name))
        tool_misuse (_ ("--format: %s is not in this version; it is json or jsonl"), name);
      else
        tool_misuse (_ ("--format: “%s” is no format; it is json or jsonl"), name);
      return FALSE;
    }
  return TRUE;
}
