/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

static char *who, *record;
static gboolean on, off, json;

static const GOptionEntry options[] = {
  { "on", 0, 0, G_OPTION_ARG_NONE, &on, N_ ("write down who reads, from now on"), NULL },
  { "off", 0, 0, G_OPTION_ARG_NONE, &off, N_ ("do so no more; what was written down stays"), NULL },
  { "who", 0, 0, G_OPTION_ARG_STRING, &who, N_ ("only what this participant read"),
    N_ ("PARTICIPANT") },
  { "record", 0, 0, G_OPTION_ARG_STRING, &record, N_ ("only who read this record"), N_ ("ID") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("as JSON Lines"), NULL },
  { NULL },
};

static const char *
text_of (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, "-");
}

/* its id, or how many there were */
static char *
what_was_read (JsonObject *entry)
{
  const gint64 n = json_object_get_int_member_with_default (entry, "records", -1);
  g_autoptr (GString) text = g_string_new (text_of (entry, "type"));

  if (n < 0)
    g_string_append (text, _ (" (all that may be read)"));
  else if (n == 1 && json_object_has_member (entry, "ids") &&
           json_array_get_length (json_object_get_array_member (entry, "ids")) == 1)
    g_string_append_printf (
      text, " %s", json_array_get_string_element (json_object_get_array_member (entry, "ids"), 0));
  else if (n > 0)
    g_string_append_printf (text, _ (" (%" PRId64 " records)"), n);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
print_entry (JsonObject *entry)
{
  g_autofree char *what = what_was_read (entry);
  g_autofree char *line =
    g_strdup_printf ("%" PRId64 "  %s  %s  %s  %s  %s",
                     json_object_get_int_member (entry, "number"), text_of (entry, "at"),
                     text_of (entry, "who"), text_of (entry, "user"), text_of (entry, "how"), what);
  g_autofree char *plain = tool_one_line (line);

  tool_printf ("%s\n", plain);
}

/* By pages: the list can be longer than memory. */
static int
print_reads (LerenStore *store)
{
  gint64 last = 0;
  guint n;

  do
    {
      GError *error = NULL;
      g_auto (GStrv) entries = leren_store_list_reads (store, who, record, last, 0, NULL, &error);

      if (entries == NULL)
        return tool_refuse (error);
      n = g_strv_length (entries);
      for (guint i = 0; i < n; i++)
        {
          g_autoptr (JsonNode) node = json_from_string (entries[i], NULL);
          JsonObject *entry = json_node_get_object (node);

          last = json_object_get_int_member (entry, "number");
          if (json)
            tool_printf ("%s\n", entries[i]);
          else
            print_entry (entry);
        }
    }
  while (n > 0);
  return TOOL_DONE;
}

static int
run (char **arguments)
{
  g_autoptr (LerenStore) store = NULL;
  GError *error = NULL;

  if (on && off)
    return tool_misuse (_ ("--on, --off: only one of these"));
  if ((on || off) && (who != NULL || record != NULL || json))
    return tool_misuse (_ ("--on and --off go without other options"));
  store = on || off ? tool_open_to_change (arguments[0]) : tool_open (arguments[0]);
  if (store == NULL)
    return TOOL_REFUSED;
  if (!on && !off)
    return print_reads (store);
  if (!leren_store_set_auditing (store, on, NULL, &error))
    return tool_refuse (error);
  tool_say (on ? _ ("From now on %s tells who reads it.") : _ ("%s tells no more who reads it."),
            arguments[0]);
  return TOOL_DONE;
}

const ToolCommand command_audit = {
  .name = "audit",
  .needed = "FILE",
  .usage = "FILE",
  .summary = N_ ("tell who looked at what, or have it written down"),
  .description =
    N_ ("One line for each time that somebody read records which say who people are, the oldest "
        "first: its number, when, who, with which login, how, and what. It is written down from "
        "--on until --off, whichever program reads."),
  .options = options,
  .run = run,
};
