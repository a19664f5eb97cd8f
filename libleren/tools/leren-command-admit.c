/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>

static gboolean json;

static const GOptionEntry options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("list who is let in as JSON"), NULL },
  { NULL },
};

static void
print_json (GPtrArray *roles, GPtrArray *participants)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < roles->len; i++)
    {
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, "role", roles->pdata[i]);
      json_object_set_string_member (one, "participant", participants->pdata[i]);
      json_array_add_object_element (list, one);
    }
  json_node_take_array (node, list);
  tool_print_json (node);
}

static int
list_admitted (LerenStore *store)
{
  GError *error = NULL;
  g_auto (GStrv) names = leren_store_list_admitted (store, NULL, &error);
  g_autoptr (GPtrArray) roles = g_ptr_array_new ();
  g_autoptr (GPtrArray) participants = g_ptr_array_new_with_free_func (g_free);

  if (names == NULL)
    return tool_refuse (error);
  for (guint i = 0; names[i] != NULL; i++)
    {
      char *participant = leren_store_dup_admitted (store, names[i], NULL, &error);

      if (participant == NULL)
        return tool_refuse (error);
      g_ptr_array_add (roles, names[i]);
      g_ptr_array_add (participants, participant);
    }
  if (json)
    print_json (roles, participants);
  for (guint i = 0; !json && i < roles->len; i++)
    {
      g_autofree char *role = tool_one_line (roles->pdata[i]);
      g_autofree char *participant = tool_one_line (participants->pdata[i]);

      tool_printf ("%s  %s\n", role, participant);
    }
  return TOOL_DONE;
}

static int
run (char **arguments)
{
  g_autoptr (LerenStore) store = NULL;
  GError *error = NULL;
  const guint n = g_strv_length (arguments);

  if (n == 2 || n > 3)
    return tool_misuse (_ ("%s: give a participant and a role, or neither to see who is let in"),
                        arguments[0]);
  if (json && n > 1)
    return tool_misuse (_ ("--json: that is for the list of who is let in"));
  store = tool_open_to_change (arguments[0]);
  if (store == NULL)
    return TOOL_REFUSED;
  if (n == 1)
    return list_admitted (store);
  return leren_store_admit (store, arguments[1], arguments[2], NULL, &error) ? TOOL_DONE
                                                                             : tool_refuse (error);
}

const ToolCommand command_admit = {
  .name = "admit",
  .needed = "FILE",
  .usage = "FILE [PARTICIPANT ROLE]",
  .more = TRUE,
  .summary = N_ ("let a participant log in to a store on a server, or list who is let in"),
  .description =
    N_ ("The role is one of the server's, which may do nothing but log in. With it, this or any "
        "other program reads what the participant may read, and changes nothing."),
  .options = options,
  .run = run,
};
