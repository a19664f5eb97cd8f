/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-cancel-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-progress-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdio.h>

#define MARGIN 4

static char *prefer;
static gboolean ask, dry_run, json;

static const GOptionEntry options[] = {
  { "prefer", 0, 0, G_OPTION_ARG_STRING, &prefer,
    N_ ("what holds where both changed the same: later (where it is not given), ours (FILE) or "
        "theirs (OTHER)"),
    "later|ours|theirs" },
  { "ask", 0, 0, G_OPTION_ARG_NONE, &ask, N_ ("ask of each conflict what holds"), NULL },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run,
    N_ ("show what would come of it, and change nothing"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("as JSON"), NULL },
  { NULL },
};

static const char *const reasons[] = {
  [LEREN_MERGE_REASON_CHANGED] = N_ ("both changed it"),
  [LEREN_MERGE_REASON_DELETED] = N_ ("one deleted it, the other changed it; it stays"),
  [LEREN_MERGE_REASON_NAMED] = N_ ("one deleted it, the other names it; it stays"),
  [LEREN_MERGE_REASON_UNSOUND] =
    N_ ("what both say cannot be true together; all is taken from one"),
};

/* The values of an option, as LerenMergeRule counts them */
static const char *const rules[] = { "later", "ours", "theirs", NULL };

static char *
describe_side (LerenMergeConflict *conflict, LerenMergeSide side)
{
  const char *value = leren_merge_conflict_get_value (conflict, side);
  GDateTime *at = leren_merge_conflict_get_at (conflict, side);
  const char *who = leren_merge_conflict_get_who (conflict, side);
  g_autofree char *time = at != NULL ? g_date_time_format_iso8601 (at) : g_strdup ("-");
  g_autofree char *text = NULL;

  if (value == NULL)
    text = g_strdup (_ ("absent"));
  else
    text = leren_merge_conflict_get_member (conflict) != NULL ? tool_value_text (value)
                                                              : g_strdup (value);
  return g_strdup_printf ("%s %s  %s  %s",
                          side == LEREN_MERGE_SIDE_OURS ? _ ("ours:") : _ ("theirs:"), time,
                          who != NULL ? who : "-", text);
}

/* case huur, title: both changed it */
static char *
describe_conflict (LerenMergeConflict *conflict)
{
  const char *member = leren_merge_conflict_get_member (conflict);

  return g_strdup_printf ("%s %s%s%s: %s", leren_merge_conflict_get_record_type (conflict),
                          leren_merge_conflict_get_record (conflict), member != NULL ? ", " : "",
                          member != NULL ? member : "",
                          _ (reasons[leren_merge_conflict_get_reason (conflict)]));
}

static void
print_conflict (LerenMergeConflict *conflict)
{
  g_autofree char *head = describe_conflict (conflict);
  g_autofree char *plain = tool_one_line (head);

  tool_printf ("%s\n", plain);
  for (guint i = LEREN_MERGE_SIDE_OURS; i <= LEREN_MERGE_SIDE_THEIRS; i++)
    {
      g_autofree char *line = describe_side (conflict, i);
      const gboolean taken = leren_merge_conflict_get_taken (conflict) == i;

      tool_print_item (taken ? "  *" : "   ", line, MARGIN);
    }
}

static int
print_merge (LerenMerge *merge)
{
  GListModel *conflicts = leren_merge_get_conflicts (merge);
  const guint n = g_list_model_get_n_items (conflicts);

  if (json)
    {
      g_autofree char *text = leren_merge_to_json (merge);
      g_autoptr (JsonNode) node = json_from_string (text, NULL);

      tool_print_json (node);
      return TOOL_DONE;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LerenMergeConflict) conflict = g_list_model_get_item (conflicts, i);

      print_conflict (conflict);
    }
  tool_printf (_ ("records: %" PRId64 " added, %" PRId64 " changed, %" PRId64 " deleted; "
                  "conflicts: %u\n"),
               leren_merge_get_n_added (merge), leren_merge_get_n_changed (merge),
               leren_merge_get_n_deleted (merge), n);
  return TOOL_DONE;
}

/* FALSE where there is nobody who answers */
static gboolean
ask_about (LerenMergeConflict *conflict)
{
  g_autofree char *head = describe_conflict (conflict);
  char answer[16];

  tool_say ("%s", head);
  for (guint i = LEREN_MERGE_SIDE_OURS; i <= LEREN_MERGE_SIDE_THEIRS; i++)
    {
      g_autofree char *line = describe_side (conflict, i);

      tool_say ("  %s", line);
    }
  for (;;)
    {
      /* Translators: the letters stay as they are */
      tool_say ("%s", _ ("which holds? o: ours, t: theirs, or nothing for what the rule says"));
      if (fgets (answer, sizeof answer, stdin) == NULL)
        return FALSE;
      g_strstrip (answer);
      if (g_str_equal (answer, "o"))
        leren_merge_conflict_choose (conflict, LEREN_MERGE_SIDE_OURS);
      if (g_str_equal (answer, "t"))
        leren_merge_conflict_choose (conflict, LEREN_MERGE_SIDE_THEIRS);
      if (g_str_equal (answer, "o") || g_str_equal (answer, "t") || answer[0] == '\0')
        return TRUE;
    }
}

static gboolean
ask_about_all (LerenMerge *tried)
{
  GListModel *conflicts = leren_merge_get_conflicts (tried);

  for (guint i = 0; i < g_list_model_get_n_items (conflicts); i++)
    {
      g_autoptr (LerenMergeConflict) conflict = g_list_model_get_item (conflicts, i);

      if (leren_merge_conflict_can_choose (conflict) && !ask_about (conflict))
        return FALSE;
    }
  return TRUE;
}

static void
show (goffset done, goffset total, gpointer data)
{
  tool_progress_show (data, done, done, total);
}

static LerenMerge *
merge (LerenStore *store, LerenStore *other, LerenMergeRule rule, LerenMerge *decided,
       gboolean only_try)
{
  g_autoptr (GCancellable) cancellable = tool_interruptible ();
  LerenMerge *merged;
  ToolProgress progress;
  GError *error = NULL;

  tool_progress_begin (&progress);
  merged =
    leren_store_merge (store, other, rule, decided, only_try, cancellable, show, &progress, &error);
  tool_progress_end (&progress);
  if (merged == NULL)
    tool_refuse (error);
  return merged;
}

static int
run (char **arguments)
{
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (LerenStore) other = NULL;
  g_autoptr (LerenMerge) tried = NULL;
  g_autoptr (LerenMerge) merged = NULL;
  LerenMergeRule rule = LEREN_MERGE_RULE_LATER;

  while (prefer != NULL && rules[rule] != NULL && !g_str_equal (prefer, rules[rule]))
    rule++;
  if (rules[rule] == NULL)
    return tool_misuse (_ ("--prefer: “%s” is none of later, ours and theirs"), prefer);
  store = tool_open_to_change (arguments[0]);
  other = store != NULL ? tool_open (arguments[1]) : NULL;
  if (other == NULL)
    return TOOL_REFUSED;
  if (ask)
    {
      tried = merge (store, other, rule, NULL, TRUE);
      if (tried == NULL)
        return TOOL_REFUSED;
      if (!ask_about_all (tried))
        return tool_refuse_text (_ ("--ask: nobody answers; nothing was merged"));
    }
  merged = merge (store, other, rule, tried, dry_run);
  return merged != NULL ? print_merge (merged) : TOOL_REFUSED;
}

const ToolCommand command_merge = {
  .name = "merge",
  .needed = "FILE OTHER",
  .usage = "FILE OTHER",
  .summary = N_ ("bring a copy of a store that went its own way back into it"),
  .description =
    N_ ("What was done in OTHER since the two parted is done in FILE too; OTHER stays as it is. "
        "What both changed differently is listed, with what holds marked by a star. The result is "
        "the same in either order, and merging again changes nothing."),
  .options = options,
  .run = run,
};
