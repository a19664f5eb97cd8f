/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-grouping-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-language-private.h"
#include "tools/leren-tool-scope-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean json;
static char *by;

static const GOptionEntry options[] = {
  { "by", 0, 0, G_OPTION_ARG_STRING, &by, N_ ("in groups"), TOOL_GROUPINGS },
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("as JSON"), NULL },
  { NULL },
};

static void
print_concepts (LerenProfile *profile, guint group)
{
  LerenFramework *framework = leren_profile_get_framework (profile);
  guint n = leren_framework_get_n_concepts (framework), most = 0, width = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LerenConcept) concept = g_list_model_get_item (G_LIST_MODEL (framework), i);
      guint count = leren_profile_get_count (profile, group, leren_concept_get_id (concept));

      most = MAX (most, count);
      width = MAX (width, tool_width (leren_concept_get_label (concept, tool_language)));
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LerenConcept) concept = g_list_model_get_item (G_LIST_MODEL (framework), i);
      const char *id = leren_concept_get_id (concept);
      const char *label = leren_concept_get_label (concept, tool_language);
      guint count = leren_profile_get_count (profile, group, id);
      guint n_ratings = leren_profile_get_n_ratings (profile, group, id);

      tool_printf ("  %s%*s ", label, (int) (width - tool_width (label)), "");
      tool_print_bar (most > 0 ? (double) count / most : 0);
      tool_printf (" %5u", count);
      if (leren_profile_get_total (profile, group) > 0)
        tool_printf (" %4.0f %%", 100 * leren_profile_get_share (profile, group, id));
      if (n_ratings > 0)
        tool_printf (_ ("   rated %.0f %% (%u)"),
                     100 * leren_profile_get_rating (profile, group, id), n_ratings);
      tool_print ("\n");
    }
}

static void
print_concept (const char *name, LerenConcept *concept)
{
  if (concept != NULL)
    tool_printf ("  %s: %s\n", name, leren_concept_get_label (concept, tool_language));
}

static void
print_number (const char *name, double value, const char *format)
{
  if (!isnan (value))
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];
      tool_printf ("  %s: %s\n", name, g_ascii_formatd (text, sizeof text, format, value));
    }
}

/* What the framework's kind has to say besides */
static void
print_movement (LerenProfile *profile, guint group)
{
  g_auto (GStrv) skipped = NULL;

  switch (leren_framework_get_kind (leren_profile_get_framework (profile)))
    {
    case LEREN_FRAMEWORK_KIND_LADDER:
      print_concept (_ ("highest"), leren_profile_get_highest (profile, group));
      print_concept (_ ("median"), leren_profile_get_median (profile, group));
      print_number (_ ("trend, in steps"), leren_profile_get_trend (profile, group), "%+.2f");
      print_concept (_ ("stuck at"), leren_profile_get_stuck (profile, group));
      print_concept (_ ("next"), leren_profile_get_next (profile, group));
      break;
    case LEREN_FRAMEWORK_KIND_CYCLE:
      print_number (_ ("progress"), leren_profile_get_progress (profile, group), "%.2f");
      print_number (_ ("completeness"), leren_profile_get_completeness (profile, group), "%.2f");
      tool_printf ("  %s: %u\n", _ ("full turns"), leren_profile_get_turns (profile, group));
      skipped = leren_profile_list_skipped (profile, group);
      if (skipped != NULL && skipped[0] != NULL)
        {
          g_autofree char *list = g_strjoinv (", ", skipped);
          tool_printf ("  %s: %s\n", _ ("skipped"), list);
        }
      break;
    default:
      break;
    }
}

static void
print_profile (LerenStore *store, LerenProfile *profile, LerenGrouping grouping)
{
  LerenFramework *framework = leren_profile_get_framework (profile);

  tool_printf ("%s\n\n", leren_framework_get_label (framework, tool_language));
  for (guint i = 0; i < leren_profile_get_n_groups (profile); i++)
    {
      g_autofree char *group = tool_name_group (store, leren_profile_get_group (profile, i));

      if (grouping != LEREN_GROUPING_NONE)
        tool_printf ("%s\n", group);
      print_concepts (profile, i);
      print_movement (profile, i);
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
