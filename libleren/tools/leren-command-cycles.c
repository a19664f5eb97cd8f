/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-grouping-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-language-private.h"
#include "tools/leren-tool-scope-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* the day of which a sentence tells how many were still open */
#define TOLD_DAY 30
#define MOST_ROWS 12

static gboolean json;
static char *by;

static const GOptionEntry options[] = {
  { "by", 0, 0, G_OPTION_ARG_STRING, &by, N_ ("in groups"), TOOL_GROUPINGS },
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
    tool_printf (g_dngettext (GETTEXT_PACKAGE,
                              "%s: median %.0f days, nine out of ten within %.0f (%u action)\n",
                              "%s: median %.0f days, nine out of ten within %.0f (%u actions)\n",
                              n),
                 name, median, p90, n);
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
print_follow_up (LerenCycles *cycles)
{
  guint n_followed_up, n_known, n_unknown = leren_cycles_get_n_follow_up_unknown (cycles);
  const double share = leren_cycles_get_follow_up_share (cycles, &n_followed_up, &n_known);

  if (n_known > 0)
    tool_printf (_ ("Looked back on in the next session of the group: %u of %u (%.0f %%)\n"),
                 n_followed_up, n_known, 100 * share);
  if (n_unknown > 0)
    tool_printf (
      g_dngettext (GETTEXT_PACKAGE, "  of %u more, nobody wrote down when it was looked back on\n",
                   "  of %u more, nobody wrote down when they were looked back on\n", n_unknown),
      n_unknown);
}

/* A step between the rows of the curve that a calendar knows, so that there are not too many */
static guint
choose_step (guint n_days)
{
  static const guint steps[] = { 1, 2, 7, 14, 30, 60, 90, 180, 365 };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (n_days / steps[i] < MOST_ROWS)
      return steps[i];
  return (n_days / MOST_ROWS / 365 + 1) * 365;
}

static void
print_curve (LerenSurvival *survival, guint group)
{
  const guint n_days = leren_survival_get_n_days (survival, group);
  const guint step = choose_step (n_days);

  tool_printf (
    "%s\n",
    _ (
      "Not yet looked back on, by days since it was agreed (and how many were followed for so long):"));
  for (guint day = 0; day <= n_days; day += step)
    {
      const double share = leren_survival_get_open_share (survival, group, day, NULL, NULL);

      tool_printf ("  %5u ", day);
      tool_print_bar (share);
      tool_printf (" %3.0f %%   (%u)\n", 100 * share,
                   leren_survival_get_n_at_risk (survival, group, day));
    }
}

static void
print_open_share (LerenSurvival *survival, guint group)
{
  const guint day = MIN (TOLD_DAY, leren_survival_get_n_days (survival, group));
  double low, high, share = leren_survival_get_open_share (survival, group, day, &low, &high);

  if (isnan (low))
    tool_printf (g_dngettext (GETTEXT_PACKAGE,
                              "After %u day, %.0f of 100 promises had not been looked back on.\n",
                              "After %u days, %.0f of 100 promises had not been looked back on.\n",
                              day),
                 day, 100 * share);
  else
    tool_printf (g_dngettext (GETTEXT_PACKAGE,
                              "After %u day, %.0f of 100 promises had not been looked back on "
                              "(95 %% interval: %.0f to %.0f).\n",
                              "After %u days, %.0f of 100 promises had not been looked back on "
                              "(95 %% interval: %.0f to %.0f).\n",
                              day),
                 day, 100 * share, 100 * low, 100 * high);
}

/* “23 days (14 to 40)”; freed by the caller */
static char *
tell_median (LerenSurvival *survival, guint group)
{
  double low, high, median = leren_survival_get_median (survival, group, &low, &high);

  if (isnan (median))
    return g_strdup (_ ("more than was seen"));
  if (isnan (high) && isnan (low))
    return g_strdup_printf (_ ("%.0f days"), median);
  if (isnan (high))
    return g_strdup_printf (_ ("%.0f days (at least %.0f)"), median, low);
  return g_strdup_printf (_ ("%.0f days (%.0f to %.0f)"), median, low, high);
}

static void
print_survival (LerenSurvival *survival)
{
  const guint n = leren_survival_get_n_actions (survival, 0);
  const guint n_undated = leren_survival_get_n_undated (survival, 0);
  const guint n_created = leren_survival_get_n_from_created (survival, 0);

  if (n > 0)
    {
      g_autofree char *median = tell_median (survival, 0);

      tool_print ("\n");
      print_curve (survival, 0);
      print_open_share (survival, 0);
      tool_printf (_ ("Half of them were looked back on within: %s\n"), median);
      tool_printf (_ ("This stands on %u actions: %u looked back on, %u dropped, %u still open.\n"),
                   n, leren_survival_get_n_reviewed (survival, 0),
                   leren_survival_get_n_dropped (survival, 0),
                   n - leren_survival_get_n_reviewed (survival, 0) -
                     leren_survival_get_n_dropped (survival, 0));
    }
  if (n_created > 0)
    tool_printf (g_dngettext (GETTEXT_PACKAGE,
                              "Of %u, the day on which it was written down counts as the day on "
                              "which it was agreed.\n",
                              "Of %u, the day on which they were written down counts as the day on "
                              "which they were agreed.\n",
                              n_created),
                 n_created);
  if (n_undated > 0)
    tool_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "How long it took is not known of %u action: its days are not on record.\n",
                   "How long it took is not known of %u actions: their days are not on record.\n",
                   n_undated),
      n_undated);
}

/* only the groups of which it is known how long something took */
static void
print_groups (LerenStore *store, LerenSurvival *survival)
{
  const char *const headings[] = {
    _ ("group"), _ ("actions"), _ ("looked back on"), _ ("half within"), _ ("open after 30 days"),
    NULL
  };
  ToolTable *table;
  guint n_known = 0;

  for (guint i = 0; i < leren_survival_get_n_groups (survival); i++)
    n_known += leren_survival_get_n_actions (survival, i) > 0;
  if (n_known == 0)
    return;
  table = tool_table_new (headings);
  for (guint i = 0; i < leren_survival_get_n_groups (survival); i++)
    {
      const guint n_actions = leren_survival_get_n_actions (survival, i);
      const double share = leren_survival_get_open_share (survival, i, TOLD_DAY, NULL, NULL);
      g_autofree char *name = tool_name_group (store, leren_survival_get_group (survival, i));
      g_autofree char *n = g_strdup_printf ("%u", n_actions);
      g_autofree char *seen = g_strdup_printf ("%u", leren_survival_get_n_reviewed (survival, i));
      g_autofree char *median = n_actions > 0 ? tell_median (survival, i) : NULL;
      g_autofree char *open =
        isnan (share) ? g_strdup ("") : g_strdup_printf ("%.0f %%", 100 * share);
      const char *const cells[] = { name, n, seen, median, open, NULL };

      if (n_actions > 0)
        tool_table_add (table, cells);
    }
  tool_print ("\n");
  tool_table_print (table, 0);
}

static void
print_cycles (LerenStore *store, LerenCycles *cycles)
{
  guint total = leren_cycles_get_total (cycles);

  tool_printf (g_dngettext (GETTEXT_PACKAGE, "%u action\n", "%u actions\n", total), total);
  print_states (store, cycles);
  if (!isnan (leren_cycles_get_closed_share (cycles)))
    tool_printf (
      _ (
        "Closed, with a decision to keep, change or stop: %u of the %u that were not dropped (%.0f %%)\n"),
      leren_cycles_get_n_closed (cycles),
      total - leren_cycles_get_n_in_state (cycles, LEREN_ACTION_STATE_DROPPED),
      100 * leren_cycles_get_closed_share (cycles));
  print_follow_up (cycles);
  tool_printf (_ ("Owned by a coach: %u\n"), leren_cycles_get_n_owned_by_coach (cycles));
  print_days (cycles, LEREN_TRANSITION_OWNED_TO_UNDERTAKEN, _ ("From agreed to tried"));
  print_days (cycles, LEREN_TRANSITION_UNDERTAKEN_TO_REVIEWED, _ ("From tried to looked back on"));
  print_days (cycles, LEREN_TRANSITION_OWNED_TO_REVIEWED, _ ("From agreed to looked back on"));
  print_chains (cycles);
  print_survival (leren_cycles_get_survival (cycles));
}

static void
print_json (LerenCycles *cycles, LerenSurvival *groups)
{
  g_autoptr (JsonNode) node = leren_cycles_to_json (cycles);

  if (groups != NULL)
    {
      g_autoptr (JsonNode) divided = leren_survival_to_json (groups);

      json_object_set_member (
        json_node_get_object (node), "groups",
        json_node_copy (json_object_get_member (json_node_get_object (divided), "groups")));
    }
  tool_print_json (node);
}

static int
run (char **arguments)
{
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_autoptr (LerenCycles) cycles = NULL;
  g_autoptr (LerenSurvival) groups = NULL;
  LerenGrouping grouping;
  int status;

  if (!tool_read_grouping (by, &grouping))
    return TOOL_MISUSED;
  status = tool_take_snapshot (arguments[0], &store, &snapshot);
  if (status != TOOL_DONE)
    return status;
  cycles = leren_cycles (snapshot);
  if (grouping != LEREN_GROUPING_NONE)
    groups = leren_survival (snapshot, grouping);
  if (json)
    {
      print_json (cycles, groups);
      return TOOL_DONE;
    }
  print_cycles (store, cycles);
  if (groups != NULL)
    print_groups (store, groups);
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
