/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-language-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>

#define MARGIN 4

static gboolean json;
static char **added;

static const GOptionEntry options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("as JSON"), NULL },
  { "add", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &added,
    N_ ("check a framework of your own, and take it in"), N_ ("FILE.json") },
  { NULL },
};

static const char *
kind_of (LerenFramework *framework)
{
  g_autoptr (GEnumClass) words = g_type_class_ref (LEREN_TYPE_FRAMEWORK_KIND);
  return g_enum_get_value (words, leren_framework_get_kind (framework))->value_nick;
}

/* The frameworks to show: those that were added, or the one asked for, or all. */
static gboolean
choose (LerenTheory *theory, GPtrArray *own, const char *id, GPtrArray *chosen)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (theory));

  if (id != NULL)
    {
      LerenFramework *framework = leren_theory_get_framework (theory, id);

      if (framework == NULL)
        {
          tool_refuse_text (_ ("ID: there is no framework “%s”; “leren frameworks” shows which "
                               "there are"),
                            id);
          return FALSE;
        }
      g_ptr_array_add (chosen, g_object_ref (framework));
    }
  else if (own->len > 0)
    for (guint i = 0; i < own->len; i++)
      g_ptr_array_add (chosen, g_object_ref (g_ptr_array_index (own, i)));
  else
    for (guint i = 0; i < n; i++)
      g_ptr_array_add (chosen, g_list_model_get_item (G_LIST_MODEL (theory), i));
  return TRUE;
}

static void
print_array (GPtrArray *chosen)
{
  tool_print ("[");
  for (guint i = 0; i < chosen->len; i++)
    {
      g_autofree char *text = leren_framework_to_json (g_ptr_array_index (chosen, i));

      tool_print (i > 0 ? ",\n" : "\n");
      tool_print (g_strchomp (text));
    }
  tool_print ("\n]\n");
}

static void
print_table (GPtrArray *chosen)
{
  const char *headings[] = { "id", _ ("kind"), _ ("concepts"), _ ("name"), _ ("source"), NULL };
  ToolTable *table = tool_table_new (headings);

  for (guint i = 0; i < chosen->len; i++)
    {
      LerenFramework *framework = g_ptr_array_index (chosen, i);
      g_autofree char *n = g_strdup_printf ("%u", leren_framework_get_n_concepts (framework));
      const char *citation = leren_framework_get_citation (framework);
      const char *cells[] = {
        leren_framework_get_id (framework),
        kind_of (framework),
        n,
        leren_framework_get_label (framework, tool_language),
        citation,
      };

      tool_table_add (table, cells);
    }
  tool_table_print (table, 4);
}

static void
print_concept (LerenConcept *concept)
{
  const char *const *questions = leren_concept_get_questions (concept, tool_language);
  const char *description = leren_concept_get_description (concept, tool_language);

  tool_printf ("\n%s – %s\n", leren_concept_get_id (concept),
               leren_concept_get_label (concept, tool_language));
  if (description != NULL)
    tool_print_item ("    ", description, MARGIN);
  for (guint i = 0; questions[i] != NULL; i++)
    tool_print_item ("    ? ", questions[i], MARGIN + 2);
}

static void
print_whole (LerenFramework *framework)
{
  const char *description = leren_framework_get_description (framework, tool_language);
  const char *citation = leren_framework_get_citation (framework);

  tool_printf ("%s – %s (%s)\n", leren_framework_get_id (framework),
               leren_framework_get_label (framework, tool_language), kind_of (framework));
  if (description != NULL)
    tool_print_item ("", description, 0);
  if (citation != NULL)
    {
      g_autofree char *source = g_strdup_printf (_ ("Source: %s"), citation);
      tool_print_item ("", source, 0);
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (framework)); i++)
    {
      g_autoptr (LerenConcept) concept = g_list_model_get_item (G_LIST_MODEL (framework), i);
      print_concept (concept);
    }
}

static gboolean
add (LerenTheory *theory, GPtrArray *own, GError **error)
{
  for (guint i = 0; added != NULL && added[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (added[i]);
      g_autoptr (LerenFramework) framework = leren_framework_load (file, NULL, error);

      if (framework == NULL)
        return FALSE;
      if (!leren_theory_add_framework (theory, framework, error))
        {
          g_prefix_error (error, "%s: ", added[i]);
          return FALSE;
        }
      g_ptr_array_add (own, g_steal_pointer (&framework));
    }
  return TRUE;
}

static int
run (char **arguments)
{
  g_autoptr (LerenTheory) theory = leren_theory_new ();
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;

  if (arguments[0] != NULL && arguments[1] != NULL)
    return tool_misuse (_ ("%s: one argument too many"), arguments[1]);
  if (!add (theory, own, &error))
    return tool_refuse (error);
  if (!choose (theory, own, arguments[0], chosen))
    return TOOL_REFUSED;
  if (json)
    print_array (chosen);
  else if (chosen->len == 1)
    print_whole (g_ptr_array_index (chosen, 0));
  else
    print_table (chosen);
  return TOOL_DONE;
}

const ToolCommand command_frameworks = {
  .name = "frameworks",
  .needed = "",
  .usage = "[ID]",
  .more = TRUE,
  .summary = N_ ("show the theory: the frameworks with their concepts, questions and sources"),
  .description = N_ ("With --add those that were added are shown. To keep one in a store, import "
                     "it."),
  .options = options,
  .run = run,
};
