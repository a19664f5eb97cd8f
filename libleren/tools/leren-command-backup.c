/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-cancel-private.h"
#include "tools/leren-tool-progress-private.h"

#include <glib/gi18n-lib.h>

static gboolean force;

static const GOptionEntry options[] = {
  { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("replace OUT where it is there already"), NULL },
  { NULL },
};

static void
show (goffset bytes, goffset total, gpointer data)
{
  tool_progress_show (data, -1, bytes, total);
}

static int
run (char **arguments)
{
  g_autoptr (GCancellable) cancellable = tool_interruptible ();
  g_autoptr (LerenStore) store = tool_open_to_change (arguments[0]);
  ToolProgress progress;
  GError *error = NULL;
  gboolean made;

  if (store == NULL)
    return TOOL_REFUSED;
  tool_progress_begin (&progress);
  made = leren_store_backup (store, arguments[1], force, cancellable, show, &progress, &error);
  tool_progress_end (&progress);
  return made ? TOOL_DONE : tool_refuse (error);
}

const ToolCommand command_backup = {
  .name = "backup",
  .needed = "FILE OUT",
  .usage = "FILE OUT",
  .summary = N_ ("copy a store as it is at one moment, while others write"),
  .description =
    N_ ("OUT appears whole or not at all, was checked, and can be read by its owner "
        "alone. The store remembers where its backups are: who is erased from it is to "
        "be erased from them too."),
  .options = options,
  .run = run,
};
