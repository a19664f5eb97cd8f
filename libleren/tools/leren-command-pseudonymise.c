/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-cancel-private.h"
#include "tools/leren-tool-file-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-language-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>

static char *key, *names;
static gboolean strict, json;

static const GOptionEntry options[] = {
  { "key", 0, 0, G_OPTION_ARG_FILENAME, &key,
    N_ (
      "the key on which pseudonyms stand; FILE.key where it is not given; made where there is none"),
    N_ ("KEY") },
  { "names", 0, 0, G_OPTION_ARG_FILENAME, &names,
    N_ ("a file with more names to replace, one a line"), N_ ("NAMES") },
  { "strict", 0, 0, G_OPTION_ARG_NONE, &strict, N_ ("replace also what only looks like a name"),
    NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("print what was replaced, and left, as JSON"),
    NULL },
  { NULL },
};

static gboolean
read_names (LerenPseudonymiser *pseudonymiser, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  const char *wrong;
  gsize length;

  if (names == NULL)
    return TRUE;
  if (!g_file_get_contents (names, &text, &length, error))
    return FALSE;
  if (!g_utf8_validate (text, length, &wrong))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_SYNTAX,
                   _ ("%s: is no text in UTF-8; write one name a line"), names);
      return FALSE;
    }
  lines = g_strsplit (text, "\n", -1);
  leren_pseudonymiser_set_names (pseudonymiser, (const char *const *) lines);
  return TRUE;
}

static int
export_to (LerenPseudonymiser *pseudonymiser, LerenStore *store, const char *file, const char *out,
           GCancellable *cancellable)
{
  LerenFormat format =
    g_str_has_suffix (out, ".jsonl") ? LEREN_FORMAT_JSON_LINES : LEREN_FORMAT_JSON;
  ToolFile *written = tool_file_new (out, file);
  GError *error = NULL;

  if (written == NULL)
    return TOOL_REFUSED;
  if (!leren_pseudonymiser_export (pseudonymiser, store, tool_file_get_stream (written), format,
                                   cancellable, &error))
    {
      tool_file_drop (written);
      return tool_refuse (error);
    }
  return tool_file_finish (written, &error) ? TOOL_DONE : tool_refuse (error);
}

static int
copy_to (LerenPseudonymiser *pseudonymiser, LerenStore *store, const char *out,
         GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (LerenStore) copy = leren_store_open (out, LEREN_STORE_FLAGS_NEW, cancellable, &error);

  if (copy == NULL)
    return tool_refuse (error);
  if (leren_pseudonymiser_copy (pseudonymiser, store, copy, cancellable, &error))
    return TOOL_DONE;
  /* it was made just now, and is of no use */
  leren_store_close (copy, NULL);
  g_unlink (out);
  return tool_refuse (error);
}

static void
print_counts (JsonObject *report)
{
  JsonObject *replaced = json_object_get_object_member (report, "replaced");
  g_autoptr (GList) kinds = json_object_get_members (replaced);

  tool_printf (g_dngettext (GETTEXT_PACKAGE, "%" PRId64 " record", "%" PRId64 " records",
                            json_object_get_int_member (report, "records")),
               json_object_get_int_member (report, "records"));
  tool_print ("\n");
  for (GList *kind = kinds; kind != NULL; kind = kind->next)
    tool_printf ("  %-14s %" G_GINT64_FORMAT "\n", (const char *) kind->data,
                 json_object_get_int_member (replaced, kind->data));
}

static void
print_left (JsonArray *left)
{
  const char *const headings[] = { _ ("word"), _ ("type"), _ ("member"), _ ("record"), NULL };
  ToolTable *table;

  if (json_array_get_length (left) == 0)
    return;
  tool_printf ("\n%s\n", _ ("These look like names and were left; look at them before you give the "
                            "copy away:"));
  table = tool_table_new (headings);
  for (guint i = 0; i < json_array_get_length (left); i++)
    {
      JsonObject *name = json_array_get_object_element (left, i);
      const char *const cells[] = { json_object_get_string_member (name, "word"),
                                    json_object_get_string_member (name, "type"),
                                    json_object_get_string_member (name, "member"),
                                    json_object_get_string_member (name, "id"), NULL };

      tool_table_add (table, cells);
    }
  tool_table_print (table, 0);
}

static void
print_report (LerenPseudonymiser *pseudonymiser)
{
  g_autofree char *text = leren_pseudonymiser_to_json (pseudonymiser);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  if (json)
    {
      tool_print_json (node);
      return;
    }
  print_counts (json_node_get_object (node));
  print_left (json_object_get_array_member (json_node_get_object (node), "left"));
}

static int
run (char **arguments)
{
  const char *file = arguments[0], *out = arguments[1];
  g_autofree char *beside = g_strconcat (file, ".key", NULL);
  g_autoptr (GCancellable) cancellable = NULL;
  g_autoptr (LerenPseudonymiser) pseudonymiser = NULL;
  g_autoptr (LerenStore) store = NULL;
  GError *error = NULL;
  int status;

  cancellable = tool_interruptible ();
  if (key == NULL && strstr (file, "://") != NULL)
    return tool_misuse (_ ("--key KEY: missing; a store on a server has no folder to keep it in"));
  pseudonymiser = leren_pseudonymiser_new (key != NULL ? key : beside);
  leren_pseudonymiser_set_language (pseudonymiser, tool_language, NULL);
  leren_pseudonymiser_set_strict (pseudonymiser, strict);
  if (!read_names (pseudonymiser, &error))
    return tool_refuse (error);
  store = tool_open (file);
  if (store == NULL)
    return TOOL_REFUSED;
  status = g_str_has_suffix (out, ".json") || g_str_has_suffix (out, ".jsonl")
             ? export_to (pseudonymiser, store, file, out, cancellable)
             : copy_to (pseudonymiser, store, out, cancellable);
  if (status == TOOL_DONE)
    {
      print_report (pseudonymiser);
      tool_say (_ ("The key is %s: keep it where those who get %s do not come."),
                leren_pseudonymiser_get_key_file (pseudonymiser), out);
    }
  return status;
}

const ToolCommand command_pseudonymise = {
  .name = "pseudonymise",
  .needed = "FILE OUT",
  .usage = "FILE OUT",
  .summary = N_ ("make a copy in which nobody is named"),
  .description = N_ (
    "OUT is a new store, or JSON or JSON Lines where its name ends in .json or .jsonl. People, "
    "organisations, teams and places get pseudonyms, in texts too; dates are moved. It says what "
    "looks like a name and was left. Who knows the situation may still recognise somebody."),
  .options = options,
  .run = run,
};
