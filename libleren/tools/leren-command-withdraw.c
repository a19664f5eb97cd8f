/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"

#include <glib/gi18n-lib.h>

static int
run (char **arguments)
{
  g_autoptr (LerenStore) store = tool_open_to_change (arguments[0]);
  GError *error = NULL;

  if (store == NULL)
    return TOOL_REFUSED;
  return leren_store_withdraw (store, arguments[1], NULL, &error) ? TOOL_DONE : tool_refuse (error);
}

const ToolCommand command_withdraw = {
  .name = "withdraw",
  .needed = "FILE ROLE",
  .usage = "FILE ROLE",
  .summary = N_ ("let a role of a server in to a store no more"),
  .description = N_ ("Who is connected with it finds nothing from then on."),
  .run = run,
};
