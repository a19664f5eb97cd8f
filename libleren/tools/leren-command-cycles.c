/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-language-private.h"
#include "tools/leren-tool-scope-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean json;

static const GOptionEntry options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("as JSON"), NULL },
  { NULL },
};

static void
print_states (LerenStore *store, LerenCycles *cycles)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (LEREN_TYPE_ACTION_STATE);

  for (int state = LEREN_ACTION_STATE_PROPOSED; state <= LEREN_ACTION_STATE_DROPPED; state++)
    {
      const char *nick = g_enum_get_value (states, state)->value_nick;
      LerenConcept *concept =
        leren_theory_find_concept (leren_store_get_theory (store), "action-cycle", nick);
      const char *label = concept != NULL ? leren_concept_get_label (concept, tool_language)
                          : state == LEREN_ACTION_STATE_DROPPED ? _ ("Dropped")
                                                                : nick;

      tool_printf ("  %s%*s%5u\n", label, (int) (16 - tool_width (label)), "",
                   leren_cycles_get_n_in_state (cycles, state));
    }
}

static void
print_days (LerenCycles *cycles, LerenTransition transition, const char *name)
{
  double median, p90;
  guint n = leren_cycles_get_days (cycles, transition, &median, &p90);

  if (n > 0)
    tool_printf (_ ("%s: median %.0f days, nine out of ten within %.0f (%u actions)\n"), name,
                 median, p90, n);
}

static void
print_chains (LerenCycles *cycles)
{
  guint n = leren_cycles_get_n_chains (cycles);

  if (n > 0)
    tool_printf ("%s\n", _ ("Lines of development:"));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *chain = g_strjoinv (" → ", (char **) leren_cycles_get_chain (cycles, i));
      tool_print_item ("  ", chain, 4);
    }
}

static void
print_cycles (LerenStore *store, LerenCycles *cycles)
{
  guint total = leren_cycles_get_total (cycles);

  tool_printf (g_dngettext (GETTEXT_PACKAGE, "%u action\n", "%u actions\n", total), total);
  print_states (store, cycles);
  if (!isnan (leren_cycles_get_closed_share (cycles)))
    tool_printf (_ ("Looked back on: %u of %u (%.0f %%)\n"), leren_cycles_get_n_closed (cycles),
                 total, 100 * leren_cycles_get_closed_share (cycles));
  tool_printf (_ ("Owned by a coach: %u\n"), leren_cycles_get_n_owned_by_coach (cycles));
  print_days (cycles, LEREN_TRANSITION_OWNED_TO_UNDERTAKEN, _ ("From agreed to tried"));
  print_days (cycles, LEREN_TRANSITION_UNDERTAKEN_TO_REVIEWED, _ ("From tried to looked back on"));
  print_days (cycles, LEREN_TRANSITION_OWNED_TO_REVIEWED, _ ("From agreed to looked back on"));
  print_chains (cycles);
}

static int
run (char **arguments)
{
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_autoptr (LerenCycles) cycles = NULL;
  int status;

  status = tool_take_snapshot (arguments[0], &store, &snapshot);
  if (status != TOOL_DONE)
    return status;
  cycles = leren_cycles (snapshot);
  if (json)
    {
      g_autoptr (JsonNode) node = leren_cycles_to_json (cycles);
      tool_print_json (node);
    }
  else
    print_cycles (store, cycles);
  return TOOL_DONE;
}

const ToolCommand command_cycles = {
  .name = "cycles",
  .needed = "FILE",
  .usage = "FILE",
  .summary = N_ ("show how far action cycles came, and how long that took"),
  .options = options,
  .scoped = TRUE,
  .run = run,
};
