/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"

#include <glib/gi18n-lib.h>

static int
run (char **arguments)
{
  g_autoptr (LerenStore) store = NULL;
  GError *error = NULL;

  store = leren_store_open (arguments[0], LEREN_STORE_FLAGS_NEW, NULL, &error);
  return store != NULL ? TOOL_DONE : tool_refuse (error);
}

const ToolCommand command_init = {
  .name = "init",
  .needed = "FILE",
  .usage = "FILE",
  .summary = N_ ("make an empty store"),
  .description = N_ ("What is there already is never overwritten."),
  .run = run,
};
