/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-cancel-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-progress-private.h"
#include "tools/leren-tool-scope-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

static char *schedule, *on, *by;
static gboolean yes, json;

static const GOptionEntry options[] = {
  { "schedule", 0, 0, G_OPTION_ARG_FILENAME, &schedule,
    N_ ("how long what is kept, as JSON; docs/retention.md says how"), N_ ("SCHEDULE") },
  { "yes", 0, 0, G_OPTION_ARG_NONE, &yes, N_ ("do it; without this, nothing is changed"), NULL },
  { "on", 0, 0, G_OPTION_ARG_STRING, &on, N_ ("tell what goes on that day; today otherwise"),
    N_ ("DATE") },
  { "by", 0, 0, G_OPTION_ARG_STRING, &by, N_ ("who deletes, as the receipt is to say"),
    N_ ("PARTICIPANT") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &json,
    N_ ("print the plan with all ids, or the receipt, as JSON"), NULL },
  { NULL },
};

static LerenRetention *
read_schedule (void)
{
  g_autofree char *text = NULL;
  LerenRetention *retention = NULL;
  GError *error = NULL;
  gsize length;

  if (g_file_get_contents (schedule, &text, &length, &error))
    {
      retention = leren_retention_from_json (text, length, &error);
      if (retention == NULL)
        g_prefix_error (&error, "%s: ", schedule);
    }
  if (retention == NULL)
    tool_refuse (error);
  return retention;
}

static const char *
text_of (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, "");
}

/* "closed", or "with case" */
static char *
rule_text (JsonObject *group)
{
  if (json_object_has_member (group, "with"))
    return g_strdup_printf (_ ("with its %s"), text_of (group, "with"));
  return g_strdup (text_of (group, "after"));
}

static void
print_groups (JsonArray *groups)
{
  const char *const headings[] = { _ ("type"),  _ ("practice"), _ ("after"), _ ("records"),
                                   _ ("first"), _ ("last"),     NULL };
  ToolTable *table;

  if (json_array_get_length (groups) == 0)
    return;
  table = tool_table_new (headings);
  for (guint i = 0; i < json_array_get_length (groups); i++)
    {
      JsonObject *group = json_array_get_object_element (groups, i);
      g_autofree char *rule = rule_text (group);
      g_autofree char *n =
        g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (group, "records"));
      const char *const cells[] = { text_of (group, "type"),  text_of (group, "practice"), rule, n,
                                    text_of (group, "first"), text_of (group, "last"),     NULL };

      tool_table_add (table, cells);
    }
  tool_table_print (table, 1);
}

static void
print_files (JsonArray *files)
{
  for (guint i = 0; i < json_array_get_length (files); i++)
    {
      g_autofree char *line = tool_one_line (json_array_get_string_element (files, i));

      tool_printf (yes ? _ ("removed %s\n") : _ ("goes too: %s\n"), line);
    }
}

static void
print_plan (LerenRetentionPlan *plan, JsonObject *told)
{
  const gint64 n = leren_retention_plan_get_n_expired (plan);
  const gint64 held = leren_retention_plan_get_n_held (plan);
  const gint64 reads = json_object_get_int_member (told, "audit");
  const gint64 undated = leren_retention_plan_get_n_undated (plan);

  if (n + reads == 0)
    tool_printf ("%s\n", _ ("Nothing was kept for longer than the schedule says."));
  print_groups (json_object_get_array_member (told, "expired"));
  if (reads > 0)
    tool_printf (g_dngettext (GETTEXT_PACKAGE, "%" PRId64 " entry of the list of who reads\n",
                              "%" PRId64 " entries of the list of who reads\n", reads),
                 reads);
  if (held > 0)
    tool_printf (g_dngettext (GETTEXT_PACKAGE,
                              "%" PRId64 " record stays, as another that stays refers to it\n",
                              "%" PRId64 " records stay, as others that stay refer to them\n",
                              held),
                 held);
  if (undated > 0)
    tool_printf (g_dngettext (GETTEXT_PACKAGE,
                              "%" PRId64 " record stays, as it does not say from when to count\n",
                              "%" PRId64 " records stay, as they do not say from when to count\n",
                              undated),
                 undated);
  if (n + reads > 0)
    print_files (json_object_get_array_member (told, "files"));
  if (n + reads > 0 && !yes)
    tool_printf ("%s\n",
                 _ ("Nothing was changed. Add --yes to delete them; this cannot be undone."));
  if (n + reads > 0 && yes)
    tool_printf ("%s\n", _ ("They are deleted. The receipt is in the store. Make a new backup, and "
                            "remove what copies there are elsewhere."));
}

static void
print (LerenRetentionPlan *plan)
{
  g_autofree char *text = leren_retention_plan_to_json (plan);
  const char *receipt = leren_retention_plan_get_receipt (plan);
  g_autoptr (JsonNode) node = json_from_string (json && receipt != NULL ? receipt : text, NULL);

  if (json)
    tool_print_json (node);
  else
    print_plan (plan, json_node_get_object (node));
}

static void
show (goffset records, goffset total, gpointer data)
{
  tool_progress_show (data, records, records, total);
}

static int
run (char **arguments)
{
  g_autoptr (GCancellable) cancellable = NULL;
  g_autoptr (LerenRetention) retention = NULL;
  g_autoptr (LerenRetentionPlan) plan = NULL;
  g_autoptr (LerenStore) store = NULL;
  ToolProgress progress;
  GError *error = NULL;
  GDate day;

  if (schedule == NULL)
    return tool_misuse (_ ("--schedule SCHEDULE: missing"));
  if (on != NULL && yes)
    return tool_misuse (_ ("--on: is for looking ahead; --yes deletes what is to go today"));
  if (on != NULL && !tool_read_date (on, &day))
    return tool_misuse (_ ("--on: “%s” is no day; give one as 2025-03-01"), on);
  retention = read_schedule ();
  if (retention == NULL)
    return TOOL_REFUSED;
  cancellable = tool_interruptible ();
  store = yes ? tool_open_to_change (arguments[0]) : tool_open (arguments[0]);
  if (store == NULL)
    return TOOL_REFUSED;
  tool_progress_begin (&progress);
  plan = yes ? leren_retention_delete (retention, store, by, cancellable, show, &progress, &error)
             : leren_retention_look (retention, store, on != NULL ? &day : NULL, cancellable, show,
                                     &progress, &error);
  tool_progress_end (&progress);
  if (plan == NULL)
    return tool_refuse (error);
  print (plan);
  if (!json && leren_retention_plan_get_receipt (plan) != NULL)
    tool_tell_of_server (arguments[0]);
  return TOOL_DONE;
}

const ToolCommand command_retain = {
  .name = "retain",
  .needed = "FILE",
  .usage = "FILE --schedule SCHEDULE",
  .summary = N_ ("tell what was kept for long enough, and delete it with --yes"),
  .description =
    N_ ("The schedule says for each type, and for practices that have their own rules, how long "
        "records are kept. What has no rule stays, and so does what is referred to by what stays. "
        "What goes, goes from the journal too, and with the backups that leren made."),
  .options = options,
  .run = run,
};
