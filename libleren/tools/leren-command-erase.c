/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-cancel-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>

static char *by;
static gboolean yes, json;

static const GOptionEntry options[] = {
  { "yes", 0, 0, G_OPTION_ARG_NONE, &yes, N_ ("do it; without this, nothing is changed"), NULL },
  { "by", 0, 0, G_OPTION_ARG_STRING, &by, N_ ("who erases, as the receipt is to say"),
    N_ ("PARTICIPANT") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("print the receipt as JSON"), NULL },
  { NULL },
};

static void
print_receipt (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonObject *receipt = json_node_get_object (node);
  guint n = json_array_get_length (json_object_get_array_member (receipt, "records"));
  JsonArray *files = json_object_get_array_member (receipt, "files_removed");

  if (json)
    {
      tool_print_json (node);
      return;
    }
  tool_printf (g_dngettext (GETTEXT_PACKAGE, "erased from %u record", "erased from %u records", n),
               n);
  tool_print ("\n");
  for (guint i = 0; i < json_array_get_length (files); i++)
    {
      g_autofree char *line = tool_one_line (json_array_get_string_element (files, i));
      tool_printf (_ ("removed %s\n"), line);
    }
  tool_printf ("%s\n",
               _ ("The receipt is in the store. Remove what copies of it there are elsewhere."));
}

static int
run (char **arguments)
{
  g_autoptr (GCancellable) cancellable = NULL;
  g_autoptr (LerenStore) store = NULL;
  g_autofree char *receipt = NULL;
  GError *error = NULL;

  if (!yes)
    return tool_misuse (_ ("%s: this cannot be undone; add --yes to do it"), arguments[1]);
  cancellable = tool_interruptible ();
  store = tool_open_to_change (arguments[0]);
  if (store == NULL)
    return TOOL_REFUSED;
  receipt = leren_store_erase (store, arguments[1], by, cancellable, &error);
  if (receipt == NULL)
    {
      g_prefix_error (&error, "%s: ", arguments[1]);
      return tool_refuse (error);
    }
  print_receipt (receipt);
  if (!json)
    tool_tell_of_server (arguments[0]);
  return TOOL_DONE;
}

const ToolCommand command_erase = {
  .name = "erase",
  .needed = "FILE PARTICIPANT",
  .usage = "FILE PARTICIPANT --yes",
  .summary = N_ ("take somebody out of a store for good"),
  .description =
    N_ ("Who they are and what they wrote goes, and their name in what others wrote; also from the "
        "journal, and with the backups that leren made. What others did stays, and so do the "
        "figures. This cannot be undone."),
  .options = options,
  .run = run,
};
