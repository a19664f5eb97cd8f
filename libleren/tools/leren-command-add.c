/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-arguments-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>

/* The record as JSON, for the strict reader to judge. NULL with a line on standard error. */
static char *
write_record (const char *type, GPtrArray *assignments)
{
  g_autoptr (GString) json = g_string_new ("{\"type\":");
  gboolean has_id = FALSE;

  tool_append_json_text (json, type);
  for (guint i = 0; i < assignments->len; i++)
    {
      const ToolAssignment *assignment = g_ptr_array_index (assignments, i);

      if (assignment->json && !tool_is_one_json_value (assignment->value))
        {
          tool_refuse_text (_ ("member “%s”: is no JSON value; text is given with = and without "
                               "quotes"),
                            assignment->name);
          return NULL;
        }
      has_id = has_id || g_str_equal (assignment->name, "id");
      g_string_append_c (json, ',');
      tool_append_json_text (json, assignment->name);
      g_string_append_c (json, ':');
      if (assignment->json)
        g_string_append (json, assignment->value);
      else
        tool_append_json_text (json, assignment->value);
    }
  if (!has_id)
    {
      g_autofree char *id = g_uuid_string_random ();

      g_string_append (json, ",\"id\":");
      tool_append_json_text (json, id);
    }
  g_string_append_c (json, '}');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

/* Adds the record, and never puts it in the place of another. */
static gboolean
add (LerenStore *store, LerenRecord *record, GError **error)
{
  g_autoptr (LerenTransaction) transaction = leren_store_begin (store, error);
  g_autoptr (LerenRecord) there = NULL;

  if (transaction == NULL)
    return FALSE;
  there = leren_store_get (store, leren_record_get_id (record), NULL, NULL);
  if (there != NULL)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_DUPLICATE,
                   _ ("%s “%s”: there is a record with this id already; choose another"),
                   leren_record_get_record_type (record), leren_record_get_id (record));
      return FALSE;
    }
  return leren_store_save (store, record, NULL, error) &&
         leren_transaction_commit (transaction, error);
}

static int
run (char **arguments)
{
  g_autoptr (GPtrArray) assignments = tool_read_assignments (arguments + 2, TRUE);
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (LerenRecord) record = NULL;
  g_autofree char *json = NULL;
  GError *error = NULL;

  if (assignments == NULL)
    return TOOL_MISUSED;
  if (leren_declaration_lookup (arguments[1]) == NULL)
    {
      g_auto (GStrv) types = leren_declaration_list_types ();
      g_autofree char *list = g_strjoinv (", ", types);

      return tool_refuse_text (_ ("TYPE: record type “%s” does not exist; there are %s"),
                               arguments[1], list);
    }
  store = tool_open_to_change (arguments[0]);
  if (store == NULL)
    return TOOL_REFUSED;
  json = write_record (arguments[1], assignments);
  if (json == NULL)
    return TOOL_REFUSED;
  record = leren_record_from_json (json, -1, &error);
  if (record == NULL || !add (store, record, &error))
    return tool_refuse (error);
  tool_printf ("%s\n", leren_record_get_id (record));
  return TOOL_DONE;
}

const ToolCommand command_add = {
  .name = "add",
  .needed = "FILE TYPE",
  .usage = N_ ("FILE TYPE NAME=VALUE… NAME:=JSON…"),
  .more = TRUE,
  .summary = N_ ("add one record; prints its id"),
  .description = N_ ("= gives text (and dates, times, words and ids), := anything else: "
                     "urgency:=3 'domains:=[\"money\"]'. An id is made where none is given."),
  .run = run,
};
