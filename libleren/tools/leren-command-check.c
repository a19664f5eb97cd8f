/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>

static gboolean as_json;

static const GOptionEntry options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("as JSON"), NULL },
  { NULL },
};

static void
print_lines (char **problems)
{
  for (guint i = 0; problems[i] != NULL; i++)
    {
      g_autofree char *line = tool_one_line (problems[i]);
      tool_printf ("%s\n", line);
    }
  if (problems[0] == NULL)
    tool_printf ("%s\n", _ ("no problems"));
}

static void
print_json (char **problems)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; problems[i] != NULL; i++)
    json_builder_add_string_value (builder, problems[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  tool_print_json (root);
}

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
  if (as_json)
    print_json (problems);
  else
    print_lines (problems);
  return problems[0] != NULL ? TOOL_REFUSED : TOOL_DONE;
}

const ToolCommand command_check = {
  .name = "check",
  .needed = "FILE",
  .usage = "FILE",
  .summary = N_ ("check a store: the file itself, every record, every reference"),
  .description = N_ ("Prints one line for each problem, and then ends with status 1."),
  .options = options,
  .run = run,
};
