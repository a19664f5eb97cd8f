/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-json-private.h"

#include <glib/gi18n-lib.h>

static int
run (char **arguments)
{
  g_autoptr (JsonNode) schema = NULL;
  GError *error = NULL;

  if (arguments[0] != NULL && arguments[1] != NULL)
    return tool_misuse (_ ("%s: one argument too many"), arguments[1]);
  schema = arguments[0] != NULL ? leren_schema_for_type (arguments[0], &error)
                                : leren_schema_for_document ();
  if (schema == NULL)
    return tool_refuse (error);
  tool_print_json (schema);
  return TOOL_DONE;
}

const ToolCommand command_schema = {
  .name = "schema",
  .needed = "",
  .usage = "[TYPE]",
  .more = TRUE,
  .summary = N_ ("show the JSON Schema of a record type, or of a whole document"),
  .run = run,
};
