/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"

#include <glib/gi18n-lib.h>

static int
run (char **arguments)
{
  g_autoptr (LerenStore) store = NULL;

  if (tool_reader != NULL)
    return tool_misuse (_ ("--as: a new store has no participants"));
  store = tool_open_with (arguments[0], LEREN_STORE_FLAGS_NEW);
  return store != NULL ? TOOL_DONE : TOOL_REFUSED;
}

const ToolCommand command_init = {
  .name = "init",
  .needed = "FILE",
  .usage = "FILE",
  .summary = N_ ("make an empty store"),
  .description = N_ ("What is there already is never overwritten."),
  .run = run,
};
