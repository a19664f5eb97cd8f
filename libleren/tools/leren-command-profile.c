/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-grouping-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-language-private.h"
#include "tools/leren-tool-profile-private.h"
#include "tools/leren-tool-scope-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>

static gboolean json;
static char *by;

static const GOptionEntry options[] = {
  { "by", 0, 0, G_OPTION_ARG_STRING, &by, N_ ("in groups"), TOOL_GROUPINGS },
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("as JSON"), NULL },
  { NULL },
};

static void
print_profile (LerenStore *store, LerenProfile *profile, LerenGrouping grouping)
{
  LerenFramework *framework = leren_profile_get_framework (profile);

  tool_printf ("%s\n\n", leren_framework_get_label (framework, tool_language));
  if (leren_profile_get_n_groups (profile) == 0)
    tool_printf ("%s\n", _ ("no record, coding or rating names anything of it"));
  for (guint i = 0; i < leren_profile_get_n_groups (profile); i++)
    {
      g_autofree char *group = tool_name_group (store, leren_profile_get_group (profile, i));

      if (grouping != LEREN_GROUPING_NONE)
        tool_printf ("%s\n", group);
      tool_print_profile_group (profile, i);
      tool_print ("\n");
    }
}

static int
run (char **arguments)
{
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_autoptr (LerenProfile) profile = NULL;
  LerenGrouping grouping;
  GError *error = NULL;
  int status;

  if (!tool_read_grouping (by, &grouping))
    return TOOL_MISUSED;
  status = tool_take_snapshot (arguments[0], &store, &snapshot);
  if (status != TOOL_DONE)
    return status;
  profile = leren_profile (snapshot, arguments[1], grouping, &error);
  if (profile == NULL)
    return tool_refuse (error);
  if (json)
    {
      g_autoptr (JsonNode) node = leren_profile_to_json (profile);
      tool_print_json (node);
    }
  else
    print_profile (store, profile, grouping);
  return TOOL_DONE;
}

const ToolCommand command_profile = {
  .name = "profile",
  .needed = "FILE FRAMEWORK",
  .usage = "FILE FRAMEWORK",
  .summary = N_ ("show where reflections, codings and ratings lie on a framework"),
  .description = N_ ("“leren frameworks” shows the frameworks."),
  .options = options,
  .scoped = TRUE,
  .run = run,
};
