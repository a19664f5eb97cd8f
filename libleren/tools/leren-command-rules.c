/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-language-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>

static gboolean json;

static const GOptionEntry options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("as JSON"), NULL },
  { NULL },
};

static void
print_array (GListModel *rules)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (LerenRule) rule = g_list_model_get_item (rules, i);
      json_array_add_element (array, leren_rule_to_json (rule));
    }
  json_node_set_array (node, array);
  tool_print_json (node);
}

static void
print_parameter (LerenRule *rule, const char *name)
{
  g_autofree char *first = NULL;
  g_autofree char *text = NULL;
  double value = 0, minimum, maximum;

  leren_rule_get_parameter (rule, name, &value, &minimum, &maximum);
  first = g_strdup_printf ("    %s = %g  ", name, value);
  text = g_strdup_printf ("%s (%s)", _ (leren_rule_get_parameter_meaning (rule, name)),
                          _ (leren_rule_get_parameter_unit (rule, name)));
  tool_print_item (first, text, MAX (30, tool_width (first)));
}

static void
print_rule (LerenRule *rule)
{
  g_auto (GStrv) parameters = leren_rule_list_parameters (rule);
  g_autofree char *source = g_strdup_printf (_ ("Source: %s"), leren_rule_get_source (rule));

  tool_printf ("%s – %s\n", leren_rule_get_id (rule), leren_rule_get_label (rule, tool_language));
  for (guint i = 0; parameters[i] != NULL; i++)
    print_parameter (rule, parameters[i]);
  tool_print_item ("    ", source, 4);
  tool_print ("\n");
}

static int
run (char **arguments)
{
  g_autoptr (GListModel) rules = NULL;

  if (arguments[0] == NULL)
    rules = leren_rule_list ();
  else if (arguments[1] != NULL)
    return tool_misuse (_ ("%s: one argument too many"), arguments[1]);
  else
    {
      LerenRule *rule = leren_rule_lookup (arguments[0]);
      GListStore *one = g_list_store_new (LEREN_TYPE_RULE);

      rules = G_LIST_MODEL (one);
      if (rule == NULL)
        return tool_refuse_text (_ ("ID: there is no rule “%s”; “leren rules” shows which there "
                                    "are"),
                                 arguments[0]);
      g_list_store_append (one, rule);
    }
  if (json)
    print_array (rules);
  else
    for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
      {
        g_autoptr (LerenRule) rule = g_list_model_get_item (rules, i);
        print_rule (rule);
      }
  return TOOL_DONE;
}

const ToolCommand command_rules = {
  .name = "rules",
  .needed = "",
  .usage = "[ID]",
  .more = TRUE,
  .summary = N_ ("show the rules of the diagnosis with parameters, defaults and sources"),
  .options = options,
  .run = run,
};
