/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-cancel-private.h"
#include "tools/leren-tool-file-private.h"
#include "tools/leren-tool-language-private.h"
#include "tools/leren-tool-scope-private.h"

#include <glib/gi18n-lib.h>

static char *out, *key;
static gboolean pseudonymous;

static const GOptionEntry options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_ ("where to write; - is standard output"),
    N_ ("OUT.html") },
  { "pseudonymous", 0, 0, G_OPTION_ARG_NONE, &pseudonymous,
    N_ ("call people by their role and a number"), NULL },
  { "key", 0, 0, G_OPTION_ARG_FILENAME, &key,
    N_ ("call people, organisations, teams and places as leren pseudonymise does with this key; "
        "made where there is none"),
    N_ ("KEY") },
  { NULL },
};

static gboolean
write_report (LerenStore *store, LerenScope *scope, ToolFile *file, GCancellable *cancellable,
              GError **error)
{
  g_autoptr (LerenPseudonymiser) pseudonymiser = NULL;

  if (key == NULL)
    return leren_report_write (store, scope, tool_language, pseudonymous,
                               tool_file_get_stream (file), cancellable, error);
  pseudonymiser = leren_pseudonymiser_new (key);
  leren_pseudonymiser_set_language (pseudonymiser, tool_language, NULL);
  return leren_report_write_pseudonymous (store, scope, tool_language, pseudonymiser,
                                          tool_file_get_stream (file), cancellable, error);
}

static int
run (char **arguments)
{
  g_autoptr (GCancellable) cancellable = NULL;
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (LerenScope) scope = NULL;
  GError *error = NULL;
  ToolFile *file;
  int status;

  if (out == NULL)
    return tool_misuse (_ ("-o OUT.html: missing"));
  cancellable = tool_interruptible ();
  store = tool_open (arguments[0]);
  if (store == NULL)
    return TOOL_REFUSED;
  scope = tool_scope_new (store, &status);
  if (scope == NULL)
    return status;
  file = tool_file_new (out, arguments[0]);
  if (file == NULL)
    return TOOL_REFUSED;
  if (!write_report (store, scope, file, cancellable, &error))
    {
      tool_file_drop (file);
      g_prefix_error (&error, "%s: ", out);
      return tool_refuse (error);
    }
  return tool_file_finish (file, &error) ? TOOL_DONE : tool_refuse (error);
}

const ToolCommand command_report = {
  .name = "report",
  .needed = "FILE",
  .usage = "FILE -o OUT.html",
  .summary = N_ ("write a page to read and print: findings, questions, open actions, levels"),
  .description =
    N_ ("One file of HTML without scripts. It says on itself whether it names people."),
  .options = options,
  .scoped = TRUE,
  .run = run,
};
