/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-cancel-private.h"
#include "tools/leren-tool-file-private.h"
#include "tools/leren-tool-format-private.h"
#include "tools/leren-tool-language-private.h"

#include <glib/gi18n-lib.h>

static char *format_name, *out, *key;
static gboolean salvage, identifying;

static const GOptionEntry options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &format_name,
    N_ ("the format to write; JSON where it is not given"), "json|jsonl" },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out,
    N_ ("where to write; standard output where it is not given"), N_ ("OUT") },
  { "salvage", 0, 0, G_OPTION_ARG_NONE, &salvage,
    N_ ("write what can be read of a damaged store, and say what could not"), NULL },
  { "identifying", 0, 0, G_OPTION_ARG_NONE, &identifying,
    N_ ("name people also in a format of others, where they get pseudonyms otherwise"), NULL },
  { "key", 0, 0, G_OPTION_ARG_FILENAME, &key,
    N_ ("name nobody, in whatever format: people are called as leren pseudonymise calls them with "
        "this key; made where there is none"),
    N_ ("KEY") },
  { NULL },
};

static void
say_losses (LerenStore *store)
{
  g_auto (GStrv) losses = leren_store_list_losses (store);

  for (guint i = 0; losses[i] != NULL; i++)
    tool_say ("%s", losses[i]);
}

static gboolean
write_export (LerenStore *store, ToolFile *file, LerenFormat format, GCancellable *cancellable,
              GError **error)
{
  GOutputStream *stream = tool_file_get_stream (file);
  g_autoptr (LerenPseudonymiser) pseudonymiser = NULL;

  if (identifying)
    return leren_store_export_identifying (store, stream, format, cancellable, error);
  if (key == NULL)
    return leren_store_export (store, stream, format, cancellable, error);
  pseudonymiser = leren_pseudonymiser_new (key);
  leren_pseudonymiser_set_language (pseudonymiser, tool_language, NULL);
  return leren_pseudonymiser_export (pseudonymiser, store, stream, format, cancellable, error);
}

static int
run (char **arguments)
{
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (GCancellable) cancellable = NULL;
  const char *path = out != NULL ? out : "-";
  LerenFormat format;
  GError *error = NULL;
  ToolFile *file;

  if (key != NULL && (identifying || salvage))
    return tool_misuse (_ ("--key KEY: names nobody; leave out %s"),
                        identifying ? "--identifying" : "--salvage");
  if (!tool_read_format (format_name, LEREN_FORMAT_JSON, &format))
    return TOOL_MISUSED;
  cancellable = tool_interruptible ();
  store =
    salvage ? tool_open_with (arguments[0], LEREN_STORE_FLAGS_DAMAGED) : tool_open (arguments[0]);
  if (store == NULL)
    return TOOL_REFUSED;
  file = tool_file_new (path, arguments[0]);
  if (file == NULL)
    return TOOL_REFUSED;
  if (!write_export (store, file, format, cancellable, &error))
    {
      tool_file_drop (file);
      g_prefix_error (&error, "%s: ", path);
      return tool_refuse (error);
    }
  if (!tool_file_finish (file, &error))
    return tool_refuse (error);
  say_losses (store);
  return TOOL_DONE;
}

const ToolCommand command_export = {
  .name = "export",
  .needed = "FILE",
  .usage = "FILE",
  .summary = N_ ("write all that is in a store"),
  .description = N_ ("OUT appears whole or not at all, and can be read by its owner alone. These "
                     "formats carry everything."),
  .options = options,
  .run = run,
};
