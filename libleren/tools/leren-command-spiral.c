/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-language-private.h"
#include "tools/leren-tool-scope-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>

/* how much of a list people are shown; --json has it all */
#define MAX_SHOWN 10
#define MAX_CHAINS_SHOWN 5

static gboolean json;

static const GOptionEntry options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("as JSON"), NULL },
  { NULL },
};

static void
print_more (guint n_left)
{
  if (n_left > 0)
    tool_printf (g_dngettext (GETTEXT_PACKAGE, "  and %u more\n", "  and %u more\n", n_left),
                 n_left);
}

static void
print_modes (LerenStore *store, LerenSpiral *spiral)
{
  LerenFramework *framework =
    leren_theory_get_framework (leren_store_get_theory (store), "knowledge-conversion");
  g_autoptr (GEnumClass) modes = g_type_class_ref (LEREN_TYPE_CONVERSION_MODE);
  guint n = leren_framework_get_n_concepts (framework), width = tool_width (_ ("Not known"));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LerenConcept) concept = g_list_model_get_item (G_LIST_MODEL (framework), i);

      width = MAX (width, tool_width (leren_concept_get_label (concept, tool_language)));
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LerenConcept) concept = g_list_model_get_item (G_LIST_MODEL (framework), i);
      const char *label = leren_concept_get_label (concept, tool_language);
      GEnumValue *mode = g_enum_get_value_by_nick (modes, leren_concept_get_id (concept));

      if (mode != NULL)
        tool_printf ("  %s%*s%6u\n", label, (int) (width - tool_width (label)), "",
                     leren_spiral_get_n_of_mode (spiral, mode->value));
    }
  if (leren_spiral_get_n_of_mode (spiral, LEREN_CONVERSION_MODE_NONE) > 0)
    tool_printf ("  %s%*s%6u\n", _ ("Not known"), (int) (width - tool_width (_ ("Not known"))), "",
                 leren_spiral_get_n_of_mode (spiral, LEREN_CONVERSION_MODE_NONE));
}

static void
print_chains (LerenSpiral *spiral, guint n, char **(*list) (LerenSpiral *, guint))
{
  for (guint i = 0; i < MIN (n, MAX_CHAINS_SHOWN); i++)
    {
      g_auto (GStrv) ids = list (spiral, i);
      g_autofree char *chain = g_strjoinv (" → ", ids);

      tool_print_item ("  ", chain, 4);
    }
  print_more (n - MIN (n, MAX_CHAINS_SHOWN));
}

static void
print_reach (LerenSpiral *spiral)
{
  static const struct {
    LerenHolder holder;
    const char *name;
  } holders[] = {
    { LEREN_HOLDER_TEAM, N_ ("a team") },
    { LEREN_HOLDER_ORGANISATION, N_ ("an organisation") },
    { LEREN_HOLDER_NETWORK, N_ ("a network") },
  };
  guint n = leren_spiral_get_reach (spiral, LEREN_HOLDER_INDIVIDUAL, LEREN_HOLDER_INDIVIDUAL);

  if (n == 0)
    return;
  tool_printf (g_dngettext (GETTEXT_PACKAGE, "Held by one person: %u piece, of which reached\n",
                            "Held by one person: %u pieces, of which reached\n", n),
               n);
  for (guint i = 0; i < G_N_ELEMENTS (holders); i++)
    tool_printf ("  %s%*s%6u\n", _ (holders[i].name), (int) (18 - tool_width (_ (holders[i].name))),
                 "", leren_spiral_get_reach (spiral, LEREN_HOLDER_INDIVIDUAL, holders[i].holder));
}

/* Takes @ids. */
static void
print_knowledge (LerenStore *store, const char *heading, char **ids)
{
  guint n = g_strv_length (ids);

  tool_printf ("%s: %u\n", heading, n);
  for (guint i = 0; i < MIN (n, MAX_SHOWN); i++)
    {
      g_autoptr (LerenRecord) record = leren_store_get (store, ids[i], NULL, NULL);
      const char *title = record != NULL ? leren_record_get_title (record) : NULL;
      g_autofree char *plain = tool_one_line (title != NULL ? title : "");
      g_autofree char *item = g_strdup_printf ("%s: %s", ids[i], plain);

      tool_print_item ("  ", item, 4);
    }
  print_more (n - MIN (n, MAX_SHOWN));
  g_strfreev (ids);
}

static void
print_spiral (LerenStore *store, LerenSpiral *spiral)
{
  guint n_pieces = leren_spiral_get_n_knowledge (spiral);
  guint n_conversions = leren_spiral_get_n_conversions (spiral);
  guint n_turns = leren_spiral_get_n_full_turns (spiral);
  guint longest = leren_spiral_get_longest (spiral);

  tool_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u piece of knowledge\n", "%u pieces of knowledge\n", n_pieces),
    n_pieces);
  tool_printf (g_dngettext (GETTEXT_PACKAGE, "%u conversion of knowledge\n",
                            "%u conversions of knowledge\n", n_conversions),
               n_conversions);
  print_modes (store, spiral);
  tool_printf (_ ("Full turns, through all modes and back to tacit: %u\n"), n_turns);
  print_chains (spiral, n_turns, leren_spiral_list_turn_knowledge);
  if (longest > 0)
    {
      tool_printf (g_dngettext (GETTEXT_PACKAGE, "Longest chain: %u step\n",
                                "Longest chain: %u steps\n", longest),
                   longest);
      print_chains (spiral, leren_spiral_get_n_longest (spiral),
                    leren_spiral_list_longest_knowledge);
    }
  if (leren_spiral_get_n_circles (spiral) > 0)
    {
      tool_printf (_ ("Circles, back to where knowledge began; each is one place in a chain: %u\n"),
                   leren_spiral_get_n_circles (spiral));
      print_chains (spiral, leren_spiral_get_n_circles (spiral), leren_spiral_list_circle);
    }
  print_reach (spiral);
  print_knowledge (store, _ ("Nothing was made from it"), leren_spiral_list_dead_ends (spiral));
  print_knowledge (store, _ ("Tacit, and never put into words"),
                   leren_spiral_list_never_externalised (spiral));
  print_knowledge (store, _ ("Explicit, and never made one's own"),
                   leren_spiral_list_never_internalised (spiral));
}

static int
run (char **arguments)
{
  GError *error = NULL;
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_autoptr (LerenSpiral) spiral = NULL;
  int status;

  status = tool_take_snapshot (arguments[0], &store, &snapshot);
  if (status != TOOL_DONE)
    return status;
  spiral = leren_spiral (snapshot, &error);
  if (spiral == NULL)
    return tool_refuse (error);
  if (json)
    {
      g_autoptr (JsonNode) node = leren_spiral_to_json (spiral);
      tool_print_json (node);
    }
  else
    print_spiral (store, spiral);
  return TOOL_DONE;
}

const ToolCommand command_spiral = {
  .name = "spiral",
  .needed = "FILE",
  .usage = "FILE",
  .summary = N_ ("show how knowledge turned into knowledge, and where it stopped"),
  .options = options,
  .scoped = TRUE,
  .run = run,
};
