/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-tool-profile-private.h"

#include "tools/leren-tool-language-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LINE_COLUMNS 21

static LerenConcept *
concept_at (LerenProfile *profile, guint i)
{
  /* the framework keeps it */
  g_autoptr (LerenConcept) concept =
    g_list_model_get_item (G_LIST_MODEL (leren_profile_get_framework (profile)), i);

  return concept;
}

static guint
count_concepts (LerenProfile *profile)
{
  return leren_framework_get_n_concepts (leren_profile_get_framework (profile));
}

static const char *
label_of (LerenConcept *concept)
{
  return leren_concept_get_label (concept, tool_language);
}

/* What stands behind the bar of a concept */
static void
print_remarks (LerenProfile *profile, guint group, const char *id)
{
  const guint n_ratings = leren_profile_get_n_ratings (profile, group, id);
  const double target = leren_profile_get_figure (profile, group, LEREN_FIGURE_TARGET, id);
  const double days = leren_profile_get_figure (profile, group, LEREN_FIGURE_DAYS, id);

  if (!isnan (target))
    tool_printf (_ ("   target %.0f %%"), 100 * target);
  if (!isnan (days))
    tool_printf (_ ("   %.1f days"), days);
  if (n_ratings > 0)
    tool_printf (_ ("   rated %.0f %% (%u)"), 100 * leren_profile_get_rating (profile, group, id),
                 n_ratings);
}

/* Where a pair stands, between its poles */
static void
print_pair (LerenProfile *profile, guint group, LerenConcept *concept)
{
  const char *id = leren_concept_get_id (concept);
  const double position = leren_profile_get_figure (profile, group, LEREN_FIGURE_POSITION, id);
  const double shift = leren_profile_get_figure (profile, group, LEREN_FIGURE_SHIFT, id);
  const double gap = leren_profile_get_figure (profile, group, LEREN_FIGURE_GAP, id);
  const guint espoused =
    (guint) fmax (leren_profile_get_figure (profile, group, LEREN_FIGURE_ESPOUSED_COUNT, id), 0);
  const guint in_use =
    (guint) fmax (leren_profile_get_figure (profile, group, LEREN_FIGURE_IN_USE_COUNT, id), 0);

  if (!isnan (position))
    {
      tool_printf ("    %s ", leren_concept_get_pole_label (concept, 0, tool_language));
      for (gint i = 0; i < LINE_COLUMNS; i++)
        tool_print (i == lround (position * (LINE_COLUMNS - 1)) ? "●" : "─");
      tool_printf (" %s\n", leren_concept_get_pole_label (concept, 1, tool_language));
    }
  if (!isnan (shift))
    tool_printf (_ ("    shift in time: %+.0f %% of the way\n"), 100 * shift);
  if (!isnan (gap))
    tool_printf (_ ("    in use compared with what is said: %+.0f %% of the way\n"), 100 * gap);
  if (espoused > 0 || in_use > 0)
    tool_printf (_ ("    said of what we say we do: %u, of what we do: %u\n"), espoused, in_use);
}

static void
print_concepts (LerenProfile *profile, guint group)
{
  const guint n = count_concepts (profile);
  guint most = 0, width = 0;

  for (guint i = 0; i < n; i++)
    {
      LerenConcept *concept = concept_at (profile, i);
      const guint count = leren_profile_get_count (profile, group, leren_concept_get_id (concept));

      most = MAX (most, count);
      width = MAX (width, tool_width (label_of (concept)));
    }
  for (guint i = 0; i < n; i++)
    {
      LerenConcept *concept = concept_at (profile, i);
      const char *id = leren_concept_get_id (concept);
      const guint count = leren_profile_get_count (profile, group, id);

      tool_printf ("  %s%*s ", label_of (concept), (int) (width - tool_width (label_of (concept))),
                   "");
      tool_print_bar (most > 0 ? (double) count / most : 0);
      tool_printf (" %5u", count);
      if (leren_profile_get_total (profile, group) > 0)
        tool_printf (" %4.0f %%", 100 * leren_profile_get_share (profile, group, id));
      print_remarks (profile, group, id);
      tool_print ("\n");
      print_pair (profile, group, concept);
    }
}

static void
print_concept (const char *name, LerenConcept *concept)
{
  if (concept != NULL)
    tool_printf ("  %s: %s\n", name, label_of (concept));
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

static void
print_share (const char *name, double share)
{
  if (!isnan (share))
    tool_printf ("  %s: %.0f %%\n", name, 100 * share);
}

/* @ids of concepts: by their labels, in lines that are not too wide */
static void
print_list (LerenProfile *profile, const char *name, char **ids)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *first = g_strdup_printf ("  %s: ", name);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    g_string_append_printf (
      list, "%s%s", i > 0 ? ", " : "",
      label_of (leren_framework_get_concept (leren_profile_get_framework (profile), ids[i])));
  if (list->len > 0)
    tool_print_item (first, list->str, 4);
}

static void
print_transitions (LerenProfile *profile, guint group)
{
  const guint n = count_concepts (profile);
  guint up = 0, same = 0, down = 0;

  for (guint from = 0; from < n; from++)
    for (guint to = 0; to < n; to++)
      {
        const int count = leren_profile_get_n_transitions (
          profile, group, leren_concept_get_id (concept_at (profile, from)),
          leren_concept_get_id (concept_at (profile, to)));

        *(to > from ? &up : to < from ? &down : &same) += count;
      }
  if (up + same + down == 0)
    return;
  tool_printf (_ ("  from one record to the next: %u up, %u at the same place, %u down\n"), up,
               same, down);
  for (guint from = 0; from < n; from++)
    for (guint to = 0; to < n; to++)
      {
        LerenConcept *one = concept_at (profile, from), *other = concept_at (profile, to);
        const int count = leren_profile_get_n_transitions (
          profile, group, leren_concept_get_id (one), leren_concept_get_id (other));

        if (count > 0 && from != to)
          tool_printf ("    %s → %s: %d\n", label_of (one), label_of (other), count);
      }
}

static void
print_stages (LerenProfile *profile, guint group)
{
  g_auto (GStrv) skipped = leren_profile_list_skipped (profile, group);

  print_share (_ ("progress, by the step seen last"), leren_profile_get_progress (profile, group));
  print_share (_ ("completeness, the share of steps seen"),
               leren_profile_get_completeness (profile, group));
  print_list (profile, _ ("skipped"), skipped);
}

static void
print_reach (LerenProfile *profile, guint group)
{
  static const char *const holders[] = { N_ ("one person"), N_ ("a team"), N_ ("an organisation"),
                                         N_ ("a network") };
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (holders); i++)
    g_string_append_printf (list, "%s%s %d", i > 0 ? ", " : "", _ (holders[i]),
                            leren_profile_get_reach (profile, group, LEREN_HOLDER_INDIVIDUAL + i));
  tool_printf ("  %s: %s\n", _ ("the knowledge it yields is held by"), list->str);
}

static void
print_set (LerenProfile *profile, guint group)
{
  g_auto (GStrv) absent = leren_profile_list_absent (profile, group);

  print_share (_ ("covered"), leren_profile_get_coverage (profile, group));
  print_number (_ ("evenness, from 0 (all in one) to 1 (all alike)"),
                leren_profile_get_evenness (profile, group), "%.2f");
  print_share (_ ("would have to lie elsewhere to meet the targets"),
               leren_profile_get_distance (profile, group));
  print_list (profile, _ ("absent"), absent);
}

static void
print_gate (LerenProfile *profile, guint group)
{
  LerenConcept *weakest = leren_profile_get_weakest (profile, group);

  print_concept (_ ("weakest"), weakest);
  switch (leren_profile_get_gate (profile, group))
    {
    case LEREN_GATE_OPEN:
      tool_printf ("  %s\n", _ ("the gate is open: nothing lies below half its scale"));
      break;
    case LEREN_GATE_CLOSED:
      tool_printf ("  %s\n", _ ("the gate is closed: something lies below half its scale"));
      break;
    case LEREN_GATE_UNKNOWN:
      if (weakest != NULL)
        tool_printf ("  %s\n",
                     _ ("whether the gate is open is not known: not everything was rated"));
      break;
    }
}

void
tool_print_profile_group (LerenProfile *profile, guint group)
{
  print_concepts (profile, group);
  switch (leren_framework_get_kind (leren_profile_get_framework (profile)))
    {
    case LEREN_FRAMEWORK_KIND_LADDER:
      print_concept (_ ("highest"), leren_profile_get_highest (profile, group));
      print_concept (_ ("median"), leren_profile_get_median (profile, group));
      print_number (_ ("trend, in steps, of the later half against the earlier half"),
                    leren_profile_get_trend (profile, group), "%+.2f");
      print_concept (_ ("stuck at"), leren_profile_get_stuck (profile, group));
      print_concept (_ ("one level up"), leren_profile_get_next (profile, group));
      print_transitions (profile, group);
      break;
    case LEREN_FRAMEWORK_KIND_CYCLE:
      print_stages (profile, group);
      tool_printf ("  %s: %d\n", _ ("full turns"), leren_profile_get_turns (profile, group));
      break;
    case LEREN_FRAMEWORK_KIND_SPIRAL:
      print_stages (profile, group);
      tool_printf ("  %s: %d\n", _ ("full turns"), leren_profile_get_turns (profile, group));
      print_reach (profile, group);
      break;
    case LEREN_FRAMEWORK_KIND_PHASES:
      print_stages (profile, group);
      tool_printf ("  %s: %d\n", _ ("steps back"), leren_profile_get_violations (profile, group));
      break;
    case LEREN_FRAMEWORK_KIND_SET:
      print_set (profile, group);
      break;
    case LEREN_FRAMEWORK_KIND_GATE:
      print_gate (profile, group);
      break;
    case LEREN_FRAMEWORK_KIND_POLES:
      break;
    }
}
