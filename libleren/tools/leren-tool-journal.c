/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-tool-journal-private.h"

#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define MARGIN 6

static const char *const changes[] = {
  [LEREN_CHANGE_ADDED] = N_ ("added"),         [LEREN_CHANGE_CHANGED] = N_ ("changed"),
  [LEREN_CHANGE_DELETED] = N_ ("deleted"),     [LEREN_CHANGE_IMPORTED] = N_ ("imported"),
  [LEREN_CHANGE_FRAMEWORK] = N_ ("framework"),
};

static char *
value_text (GPtrArray *members, const char *name)
{
  const char *value = tool_find_member (members, name);

  return value != NULL ? tool_value_text (value) : g_strdup (_ ("absent"));
}

/* title: Rent → Rent arrears */
static void
print_members (LerenJournalEntry *entry)
{
  const char *before = leren_journal_entry_get_old (entry);
  const char *after = leren_journal_entry_get_new (entry);
  g_autoptr (GPtrArray) old = tool_members_of (before != NULL ? before : "{}");
  g_autoptr (GPtrArray) new = tool_members_of (after != NULL ? after : "{}");
  g_auto (GStrv) names = leren_journal_entry_list_members (entry);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *was = value_text (old, names[i]);
      g_autofree char *is = value_text (new, names[i]);
      g_autofree char *line = NULL;

      if (before == NULL || after == NULL)
        line = g_strdup_printf ("%s: %s", names[i], before == NULL ? is : was);
      else
        line = g_strdup_printf ("%s: %s → %s", names[i], was, is);
      tool_print_wrapped (line, MARGIN);
    }
}

void
tool_print_entry (LerenJournalEntry *entry, gboolean members)
{
  g_autofree char *at = g_date_time_format_iso8601 (leren_journal_entry_get_at (entry));
  const char *who = leren_journal_entry_get_who (entry);
  const char *change = _ (changes[leren_journal_entry_get_change (entry)]);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *plain = NULL;

  g_string_append_printf (line, "%" PRId64 "  %s  %s  %s", leren_journal_entry_get_number (entry),
                          at, who != NULL ? who : "-", change);
  if (leren_journal_entry_get_record (entry) == NULL)
    g_string_append_printf (line, _ (" (%" PRId64 " records)"),
                            leren_journal_entry_get_n_records (entry));
  else
    g_string_append_printf (line, "  %s %s", leren_journal_entry_get_record_type (entry),
                            leren_journal_entry_get_record (entry));
  plain = tool_one_line (line->str);
  tool_printf ("%s\n", plain);
  if (members)
    print_members (entry);
}

void
tool_print_entry_json (LerenJournalEntry *entry)
{
  g_autofree char *line = leren_journal_entry_to_json (entry);

  tool_printf ("%s\n", line);
}

int
tool_print_entries_of (LerenStore *store, const char *id, gboolean json)
{
  gint64 last = 0;
  guint n = 0;

  do
    {
      GError *error = NULL;
      g_autoptr (GListModel) page = leren_store_get_journal (store, id, last, 0, NULL, &error);

      if (page == NULL)
        return tool_refuse (error);
      n = g_list_model_get_n_items (page);
      if (n == 0 && last == 0)
        return tool_refuse_text (_ ("the journal of %s tells nothing of “%s”"),
                                 leren_store_get_location (store), id);
      for (guint i = 0; i < n; i++)
        {
          g_autoptr (LerenJournalEntry) entry = g_list_model_get_item (page, i);

          if (json)
            tool_print_entry_json (entry);
          else
            tool_print_entry (entry, TRUE);
          last = leren_journal_entry_get_number (entry);
        }
    }
  while (n > 0);
  return TOOL_DONE;
}
