/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-tool-arguments-private.h"

#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
assignment_free (gpointer data)
{
  ToolAssignment *assignment = data;

  g_free (assignment->name);
  g_free (assignment);
}

static ToolAssignment *
read_assignment (const char *argument, gboolean allow_json)
{
  const char *equals = strchr (argument, '=');
  ToolAssignment *assignment;
  gsize length;

  if (!g_utf8_validate (argument, -1, NULL))
    {
      tool_misuse (_ ("%s: is no UTF-8"), argument);
      return NULL;
    }
  if (equals == NULL || equals == argument)
    {
      tool_misuse (allow_json ? _ ("%s: is no NAME=VALUE or NAME:=JSON")
                              : _ ("%s: is no NAME=VALUE"),
                   argument);
      return NULL;
    }
  length = equals - argument;
  assignment = g_new0 (ToolAssignment, 1);
  assignment->json = allow_json && length > 1 && argument[length - 1] == ':';
  assignment->name = g_strndup (argument, assignment->json ? length - 1 : length);
  assignment->value = equals + 1;
  return assignment;
}

GPtrArray *
tool_read_assignments (char **arguments, gboolean allow_json)
{
  g_autoptr (GPtrArray) assignments = g_ptr_array_new_with_free_func (assignment_free);

  for (guint i = 0; arguments[i] != NULL; i++)
    {
      ToolAssignment *assignment = read_assignment (arguments[i], allow_json);

      if (assignment == NULL)
        return NULL;
      g_ptr_array_add (assignments, assignment);
    }
  return g_steal_pointer (&assignments);
}
