/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-arguments-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>

#define MOST_SHOWN 3
#define TITLE_COLUMNS 60

static gboolean json;

static const GOptionEntry options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("as JSON"), NULL },
  { NULL },
};

/* What is worth a column, next to id and title */
static const struct {
  const char *type;
  const char *members[MOST_SHOWN + 1];
} shown_members[] = {
  { "practice", { "phase", "started", "ended" } },
  { "team", { "organisation", "practice" } },
  { "participant", { "roles", "organisation" } },
  { "case", { "status", "urgency", "team" } },
  { "session", { "started", "protocol", "team" } },
  { "contribution", { "kind", "session", "speaker" } },
  { "reflection", { "level", "loop", "case" } },
  { "action", { "state", "due", "owner" } },
  { "knowledge", { "form", "holder", "case" } },
  { "conversion", { "mode", "session", "results" } },
  { "tension", { "status", "contradiction", "case" } },
  { "rating", { "value", "concept", "subject" } },
  { "coding", { "framework", "concept", "target" } },
};

static const char *const *
members_for (const char *type)
{
  static const char *const none[] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (shown_members); i++)
    if (g_str_equal (shown_members[i].type, type))
      return shown_members[i].members;
  return none;
}

static LerenComparison
comparison_for (const LerenField *field)
{
  switch (leren_field_get_kind (field))
    {
    case LEREN_FIELD_KIND_TEXTS:
    case LEREN_FIELD_KIND_WORDS:
    case LEREN_FIELD_KIND_CONCEPTS:
    case LEREN_FIELD_KIND_REFERENCES:
      return LEREN_COMPARISON_CONTAINS;
    default:
      return LEREN_COMPARISON_EQUAL;
    }
}

/* What the store would say of a member that is not there is as good as anything said here. */
static gboolean
filter (LerenQuery *query, const char *type, GPtrArray *assignments, GError **error)
{
  const LerenDeclaration *declaration = leren_declaration_lookup (type);

  for (guint i = 0; i < assignments->len; i++)
    {
      const ToolAssignment *assignment = g_ptr_array_index (assignments, i);
      const LerenField *field =
        declaration != NULL ? leren_declaration_find_field (declaration, assignment->name) : NULL;
      LerenComparison comparison = field != NULL ? comparison_for (field) : LEREN_COMPARISON_EQUAL;

      if (*assignment->value == '\0')
        comparison = LEREN_COMPARISON_ABSENT;
      if (!leren_query_filter (query, assignment->name, comparison, assignment->value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
print_records (GListModel *records, GError **error)
{
  tool_print ("[");
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (LerenRecord) record = g_list_model_get_item (records, i);
      g_autofree char *text = leren_record_to_json (record, error);

      if (text == NULL)
        return FALSE;
      tool_print (i > 0 ? ",\n" : "\n");
      tool_print (text);
    }
  tool_print ("\n]\n");
  return TRUE;
}

static gboolean
add_row (ToolTable *table, LerenRecord *record, const char *const *shown, GError **error)
{
  g_autofree char *text = leren_record_to_json (record, error);
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  const char *title = leren_record_get_title (record);

  if (text == NULL)
    return FALSE;
  members = tool_members_of (text);
  g_ptr_array_add (cells, g_strdup (leren_record_get_id (record)));
  for (guint i = 0; shown[i] != NULL; i++)
    {
      const char *value = tool_find_member (members, shown[i]);
      g_ptr_array_add (cells, value != NULL ? tool_value_text (value) : g_strdup ("–"));
    }
  g_ptr_array_add (cells, tool_shorten (title != NULL ? title : "", TITLE_COLUMNS));
  tool_table_add (table, (const char *const *) cells->pdata);
  return TRUE;
}

static gboolean
print_table (GListModel *records, const char *type, GError **error)
{
  const char *const *shown = members_for (type);
  const char *headings[MOST_SHOWN + 3] = { "id" };
  guint n = g_list_model_get_n_items (records), n_columns = 1;
  ToolTable *table;

  for (guint i = 0; shown[i] != NULL; i++)
    headings[n_columns++] = shown[i];
  headings[n_columns] = _ ("title");
  table = tool_table_new (headings);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LerenRecord) record = g_list_model_get_item (records, i);

      if (!add_row (table, record, shown, error))
        return FALSE;
    }
  tool_table_print (table, n_columns);
  return TRUE;
}

static int
run (char **arguments)
{
  g_autoptr (GPtrArray) assignments = tool_read_assignments (arguments + 2, FALSE);
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (LerenQuery) query = NULL;
  g_autoptr (GListModel) records = NULL;
  GError *error = NULL;

  if (assignments == NULL)
    return TOOL_MISUSED;
  store = tool_open (arguments[0]);
  if (store == NULL)
    return TOOL_REFUSED;
  query = leren_store_query (store, arguments[1], &error);
  if (query == NULL || !filter (query, arguments[1], assignments, &error))
    return tool_refuse (error);
  records = leren_query_run (query, NULL, &error);
  if (records == NULL ||
      !(json ? print_records (records, &error) : print_table (records, arguments[1], &error)))
    return tool_refuse (error);
  return TOOL_DONE;
}

const ToolCommand command_list = {
  .name = "list",
  .needed = "FILE TYPE",
  .usage = N_ ("FILE TYPE [NAME=VALUE…]"),
  .more = TRUE,
  .summary = N_ ("list the records of one type"),
  .description = N_ ("NAME=VALUE keeps those of which a member has this value, or whose list "
                     "contains it; NAME= those without it."),
  .options = options,
  .run = run,
};
