/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-journal-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-language-private.h"
#include "tools/leren-tool-scope-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>

#define USUAL_REFLECTIONS 3
#define USUAL_STEPS 1
#define USUAL_CHANCE 0.01
#define MARGIN 7

static gboolean json;
static int min_reflections = USUAL_REFLECTIONS;
static int min_steps = USUAL_STEPS;
static double max_chance = USUAL_CHANCE;

static const GOptionEntry options[] = {
  { "reflections", 0, 0, G_OPTION_ARG_INT, &min_reflections,
    N_ ("how many reflections are looked at together, at least; 3 where it is not given"),
    N_ ("N") },
  { "steps", 0, 0, G_OPTION_ARG_INT, &min_steps,
    N_ ("by how many steps they have to move to be a turning point; 1 where it is not given"),
    N_ ("N") },
  { "chance", 0, 0, G_OPTION_ARG_DOUBLE, &max_chance,
    N_ ("how probable it may be that they moved by chance; 0.01 where it is not given"), N_ ("P") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("as JSON"), NULL },
  { NULL },
};

/* The locale of the language may not be there, so its names of the months are ours. */
static const char *const months[] = {
  N_ ("January"),   N_ ("February"), N_ ("March"),    N_ ("April"),
  N_ ("May"),       N_ ("June"),     N_ ("July"),     N_ ("August"),
  N_ ("September"), N_ ("October"),  N_ ("November"), N_ ("December"),
};

static const char *const kinds[] = {
  [LEREN_HISTORY_KIND_BEGAN] = N_ ("Beginning"),
  [LEREN_HISTORY_KIND_PHASE] = N_ ("Phase"),
  [LEREN_HISTORY_KIND_SESSION] = N_ ("Session"),
  [LEREN_HISTORY_KIND_TENSION] = N_ ("Tension"),
  [LEREN_HISTORY_KIND_SETTLED] = N_ ("Tension settled"),
  [LEREN_HISTORY_KIND_KNOWLEDGE] = N_ ("Knowledge"),
  [LEREN_HISTORY_KIND_CONCLUSION] = N_ ("Turning point"),
  [LEREN_HISTORY_KIND_SHIFT] = N_ ("Turning point"),
  [LEREN_HISTORY_KIND_ENDED] = N_ ("End"),
};

/* Its title, or where its record is the practice itself, what there is to say */
static void
print_event (LerenHistoryEvent *event, const char *first)
{
  const char *kind = _ (kinds[leren_history_event_get_kind (event)]);
  const char *explanation = leren_history_event_get_explanation (event, tool_language);
  const gboolean about_practice =
    g_str_equal (leren_history_event_get_record_type (event), "practice");
  const char *title = about_practice ? explanation : leren_history_event_get_title (event);
  g_autofree char *head = NULL;

  if (title == NULL)
    title = leren_history_event_get_record (event);
  head = leren_history_event_get_dating (event) == LEREN_HISTORY_DATING_CREATED
           ? g_strdup_printf (_ ("%s: %s (written down on this day)"), kind, title)
           : g_strdup_printf ("%s: %s", kind, title);
  tool_print_item (first, head, MARGIN);
  if (explanation != NULL && title != explanation)
    tool_print_wrapped (explanation, MARGIN);
}

static void
print_dated (LerenHistory *history)
{
  int month = -1;

  for (guint i = 0; i < leren_history_get_n_dated (history); i++)
    {
      g_autoptr (LerenHistoryEvent) event = g_list_model_get_item (G_LIST_MODEL (history), i);
      GDateTime *moment = leren_history_event_get_moment (event);
      const int its_month = 12 * g_date_time_get_year (moment) + g_date_time_get_month (moment) - 1;
      g_autofree char *first =
        g_strdup_printf ("  %s %2d", leren_history_event_is_turning_point (event) ? "★" : " ",
                         g_date_time_get_day_of_month (moment));

      if (its_month != month)
        tool_printf ("\n%s %d\n", _ (months[its_month % 12]), its_month / 12);
      month = its_month;
      print_event (event, first);
    }
}

static void
print_history (LerenHistory *history)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (history));
  const char *title = leren_history_get_title (history);
  g_autofree char *plain =
    tool_one_line (title != NULL ? title : leren_history_get_practice (history));

  tool_printf (_ ("Learning history of %s (%s)\n"), plain, leren_history_get_practice (history));
  print_dated (history);
  if (leren_history_get_n_dated (history) < n)
    tool_printf ("\n%s\n", _ ("Without a date, in the order in which they were written down:"));
  for (guint i = leren_history_get_n_dated (history); i < n; i++)
    {
      g_autoptr (LerenHistoryEvent) event = g_list_model_get_item (G_LIST_MODEL (history), i);

      print_event (event, leren_history_event_is_turning_point (event) ? "  ★  -" : "     -");
    }
  if (n == 0)
    tool_printf ("\n%s\n", _ ("Nothing of what happened in it is on record yet."));
}

/* What is no practice, or no more, has the history that its entries in the journal tell. What nothing
 * is known of is left to those who look for a practice. */
static int
tell_of_a_record (const char *location, const char *id, gboolean *told)
{
  g_autoptr (LerenStore) store = tool_open (location);
  g_autoptr (LerenRecord) record = NULL;
  g_autoptr (GListModel) entries = NULL;

  *told = store == NULL;
  if (store == NULL)
    return TOOL_REFUSED;
  record = leren_store_get (store, id, NULL, NULL);
  if (record != NULL && g_str_equal (leren_record_get_record_type (record), "practice"))
    return TOOL_DONE;
  entries = leren_store_get_journal (store, id, 0, 1, NULL, NULL);
  if (entries == NULL || g_list_model_get_n_items (entries) == 0)
    return TOOL_DONE;
  *told = TRUE;
  if (tool_scope_is_given ())
    return tool_misuse (_ ("“%s” is no practice; only of a practice a part can be told"), id);
  return tool_print_entries_of (store, id, json);
}

static int
run (char **arguments)
{
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_autoptr (LerenHistory) history = NULL;
  GError *error = NULL;
  int status;
  gboolean told;

  if (min_reflections < 1)
    return tool_misuse (_ ("--reflections: %d is too few; it takes 1 at least"), min_reflections);
  if (min_steps < 1 || min_steps > G_MAXUINT8)
    return tool_misuse (_ ("--steps: %d is out of range; it is 1 to 255"), min_steps);
  if (!(max_chance > 0 && max_chance <= 1))
    return tool_misuse (_ ("--chance: %g is out of range; it is above 0 and up to 1"), max_chance);
  status = tell_of_a_record (arguments[0], arguments[1], &told);
  if (told)
    return status;
  status = tool_take_snapshot (arguments[0], &store, &snapshot);
  if (status != TOOL_DONE)
    return status;
  history = leren_history_tell (snapshot, arguments[1], min_reflections, min_steps, max_chance,
                                NULL, &error);
  if (history == NULL)
    return tool_refuse (error);
  if (json)
    {
      g_autoptr (JsonNode) node = leren_history_to_json (history);
      tool_print_json (node);
    }
  else
    print_history (history);
  return TOOL_DONE;
}

const ToolCommand command_history = {
  .name = "history",
  .needed = "FILE ID",
  .usage = "FILE ID",
  .summary = N_ ("tell the learning history of a practice, or what became of a record"),
  .description = N_ ("A star marks a turning point: reflections moved to another level or loop and "
                     "stayed there, or a line of action cycles came to its end. "
                     "Of any other record it is told who changed what when."),
  .options = options,
  .scoped = TRUE,
  .run = run,
};
