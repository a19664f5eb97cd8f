/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-journal-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>

static gboolean json;
static gint64 since;

static const GOptionEntry options[] = {
  { "since", 0, 0, G_OPTION_ARG_INT64, &since,
    N_ ("only what came after the entry with this number"), N_ ("N") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("as JSON Lines, with what was and what became"),
    NULL },
  { NULL },
};

/* By pages: a journal can be longer than memory. */
static int
print_pages (LerenStore *store)
{
  gint64 last = since;
  guint n = 0;

  do
    {
      GError *error = NULL;
      g_autoptr (GListModel) page = leren_store_get_journal (store, NULL, last, 0, NULL, &error);

      if (page == NULL)
        return tool_refuse (error);
      n = g_list_model_get_n_items (page);
      for (guint i = 0; i < n; i++)
        {
          g_autoptr (LerenJournalEntry) entry = g_list_model_get_item (page, i);

          if (json)
            tool_print_entry_json (entry);
          else
            tool_print_entry (entry, FALSE);
          last = leren_journal_entry_get_number (entry);
        }
    }
  while (n > 0);
  return TOOL_DONE;
}

static int
run (char **arguments)
{
  g_autoptr (LerenStore) store = NULL;

  if (since < 0)
    return tool_misuse (_ ("--since: %d is no number of an entry; they begin with 1"), (int) since);
  store = tool_open (arguments[0]);
  return store != NULL ? print_pages (store) : TOOL_REFUSED;
}

const ToolCommand command_journal = {
  .name = "journal",
  .needed = "FILE",
  .usage = "FILE",
  .summary = N_ ("tell who changed what when"),
  .description = N_ ("One line for each change, the oldest first: its number, when, who, what. "
                     "leren history tells what one record said."),
  .options = options,
  .run = run,
};
