/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>

static int
run (char **arguments)
{
  g_autoptr (LerenStore) store = tool_open (arguments[0]);
  g_auto (GStrv) problems = NULL;
  GError *error = NULL;

  if (store == NULL)
    return TOOL_REFUSED;
  problems = leren_store_check (store, NULL, &error);
  if (problems == NULL)
    return tool_refuse (error);
  for (guint i = 0; problems[i] != NULL; i++)
    {
      g_autofree char *line = tool_one_line (problems[i]);
      tool_printf ("%s\n", line);
    }
  if (problems[0] != NULL)
    return TOOL_REFUSED;
  tool_printf ("%s\n", _ ("no problems"));
  return TOOL_DONE;
}

const ToolCommand command_check = {
  .name = "check",
  .needed = "FILE",
  .usage = "FILE",
  .summary = N_ ("check a store: the file itself, every record, every reference"),
  .description = N_ ("Prints one line for each problem, and then ends with status 1."),
  .run = run,
};
