/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-language-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>

#define MARGIN 18

static gboolean json;

static const GOptionEntry options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("as JSON"), NULL },
  { NULL },
};

/* What people call what @field names: a concept, or another record. NULL where it names nothing. */
static char *
label_of (LerenStore *store, const LerenField *field, const char *value)
{
  const char *framework = leren_field_get_framework (field);
  g_autoptr (LerenRecord) named = NULL;
  LerenConcept *concept;

  if (framework != NULL)
    {
      concept = leren_theory_find_concept (leren_store_get_theory (store), framework, value);
      return concept != NULL ? g_strdup (leren_concept_get_label (concept, tool_language)) : NULL;
    }
  switch (leren_field_get_kind (field))
    {
    case LEREN_FIELD_KIND_REFERENCE:
    case LEREN_FIELD_KIND_REFERENCES:
      named = leren_store_get (store, value, NULL, NULL);
      return named != NULL ? g_strdup (leren_record_get_title (named)) : NULL;
    default:
      return NULL;
    }
}

static void
print_value (LerenStore *store, const LerenField *field, const char *name, const char *value)
{
  g_autofree char *first = g_strconcat (name, " ", NULL);
  g_autofree char *label = field != NULL ? label_of (store, field, value) : NULL;
  g_autofree char *text = NULL;

  text = label != NULL ? g_strdup_printf ("%s (%s)", value, label) : g_strdup (value);
  tool_print_item (first, text, MARGIN);
}

/* Each reference of a list on a line of its own */
static void
print_member (LerenStore *store, const LerenDeclaration *declaration, const ToolMember *member)
{
  const LerenField *field =
    declaration != NULL ? leren_declaration_find_field (declaration, member->name) : NULL;
  g_autofree char *text = tool_value_text (member->value);

  if (field != NULL && leren_field_get_kind (field) == LEREN_FIELD_KIND_REFERENCES)
    {
      g_auto (GStrv) ids = g_strsplit (text, ", ", -1);

      for (guint i = 0; ids[i] != NULL; i++)
        print_value (store, field, i == 0 ? member->name : "", ids[i]);
    }
  else
    print_value (store, field, member->name, text);
}

static void
print_record (LerenStore *store, LerenRecord *record, const char *text)
{
  g_autoptr (GPtrArray) members = tool_members_of (text);
  const LerenDeclaration *declaration =
    LEREN_IS_UNKNOWN_RECORD (record) ? NULL : leren_record_get_declaration (record);

  for (guint i = 0; i < members->len; i++)
    print_member (store, declaration, g_ptr_array_index (members, i));
}

static int
run (char **arguments)
{
  g_autoptr (LerenStore) store = tool_open (arguments[0]);
  g_autoptr (LerenRecord) record = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  if (store == NULL)
    return TOOL_REFUSED;
  record = leren_store_get (store, arguments[1], NULL, &error);
  text = record != NULL ? leren_record_to_json (record, &error) : NULL;
  if (text == NULL)
    return tool_refuse (error);
  if (json)
    tool_printf ("%s\n", text);
  else
    print_record (store, record, text);
  return TOOL_DONE;
}

const ToolCommand command_show = {
  .name = "show",
  .needed = "FILE ID",
  .usage = "FILE ID",
  .summary = N_ ("show one record"),
  .options = options,
  .run = run,
};
