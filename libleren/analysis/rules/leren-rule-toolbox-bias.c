/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-depth-private.h"
#include "analysis/leren-grouping-private.h"
#include "analysis/leren-groups-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>

/* Actions mostly aim at what people do and are able to do, while what troubles them lies deeper.
 *
 * A level is one of the toolbox where the crosswalk connects it with the first loop only, and
 * deep where it connects it with a loop above. A level that goes with no loop, such as the
 * environment, is neither, and counts in what the shares are of. A reflection lies where its level
 * says, or where it has none its loop; a tension, where a researcher coded it with a level or a
 * loop: its record has none of its own.
 *
 * A bias shows over cases: one case seldom has more than a few actions. So it is said of a
 * practice; of records without one, of their team or their case. Figure: of the actions whose level
 * is known and that were not dropped, the share that aims at the toolbox. It is found from
 * min-actions actions and min-reflections reflections and tensions whose level is known, where the
 * figure is at least min-toolbox and at least min-deep of those reflections and tensions is deep.
 * Severity: notice below 0.8, advice from there, warning from 0.9 with twice as many of both as are
 * needed. */

#define NOTICE_BELOW 0.8
#define WARNING_FROM 0.9

static const LerenRuleParameter parameters[] = {
  { "min-actions", 3, 1, 1000, N_ ("actions"),
    N_ ("of how many actions the level must be known before anything is said") },
  { "min-reflections", 3, 1, 1000, N_ ("reflections and tensions"),
    N_ ("of how many reflections and tensions the level must be known before anything is said") },
  { "min-toolbox", 0.7, 0, 1, N_ ("share of actions"),
    N_ ("what share of the actions must aim at what people do and are able to do") },
  { "min-deep", 0.5, 0, 1, N_ ("share of reflections and tensions"),
    N_ ("what share of the reflections and tensions must lie deeper") },
  { NULL },
};

static const LerenNeed needs[] = { LEREN_NEEDS_OF_CODINGS, { NULL } };

#define DEEP_EN                                                                                    \
  "while {3} of {4} reflections and tensions are about {a} or deeper. New skills do not solve "    \
  "what lies beneath them: ask about {a} before the next action is agreed on."
#define DEEP_NL                                                                                    \
  "terwijl {3} van de {4} reflecties en spanningen gaan over {a} of dieper. Nieuwe vaardigheden "  \
  "lossen niet op wat eronder zit: vraag naar {a} voordat er een volgende actie wordt afgesproken."

static const LerenWording wording = {
  "share of actions",
  { [LEREN_ENGLISH] = { .many =
                          "{1} of {2} actions aim at what people do and are able to do, " DEEP_EN,
                        .all =
                          "All {1} actions aim at what people do and are able to do, " DEEP_EN },
    [LEREN_DUTCH] = { .many =
                        "{1} van de {2} acties richten zich op wat mensen doen en kunnen, " DEEP_NL,
                      .all =
                        "Alle {1} acties richten zich op wat mensen doen en kunnen, " DEEP_NL } }
};

typedef enum { UNKNOWN, NEITHER, TOOLBOX, DEEP, N_LAYERS } Layer;

typedef struct {
  LerenGroups groups;
  const LerenRows *actions;
  guint8 *action_layers;
  const LerenRows *spoken[2]; /* reflections and tensions */
  guint8 *spoken_layers[2];
  guint32 *n_actions; /* by group and layer */
  guint32 *n_spoken;
} Reading;

static void
reading_clear (Reading *reading)
{
  g_free (reading->action_layers);
  for (guint i = 0; i < G_N_ELEMENTS (reading->spoken); i++)
    g_free (reading->spoken_layers[i]);
  g_free (reading->n_actions);
  g_free (reading->n_spoken);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

/* from a level's or a loop's place to the layer it lies in */
static Layer
layer_of (guint8 place, guint8 loop)
{
  if (place == 0)
    return UNKNOWN;
  return loop == 0 ? NEITHER : loop == 1 ? TOOLBOX : DEEP;
}

static guint8 *
read_layers (LerenSnapshot *snapshot, LerenFindings *findings, const LerenRows *rows,
             const char *level, const char *loop, gboolean loops_tell, LerenFramework *levels,
             LerenFramework *loops)
{
  g_autofree guint8 *places = _leren_findings_read_concepts (findings, rows, level, levels);
  g_autofree guint8 *stated =
    loops_tell ? _leren_findings_read_concepts (findings, rows, loop, loops) : NULL;
  guint8 *layers = g_new0 (guint8, MAX (rows->n_rows, 1));
  LerenDepthMap depths;

  _leren_map_depths (leren_snapshot_get_theory (snapshot), levels, loops, depths);
  for (guint32 i = 0; i < rows->n_rows; i++)
    layers[i] = places[i] != 0 ? layer_of (places[i], depths[places[i]])
                : loops_tell   ? layer_of (stated[i], stated[i])
                               : UNKNOWN;
  return layers;
}

/* what does not count has no layer */
static void
leave_out (LerenSnapshot *snapshot, const LerenRows *rows, guint8 *layers)
{
  const gboolean is_action = rows == _leren_snapshot_get_rows (snapshot, "action");
  const guint8 *states = is_action ? _leren_rows_get_codes (rows, "state") : NULL;
  const guint8 dropped = is_action ? _leren_rows_code_of (rows, "state", "dropped") : 0;

  for (guint32 i = 0; i < rows->n_rows; i++)
    if (!_leren_rows_in_scope (rows, i) || (is_action && states[i] == dropped))
      layers[i] = UNKNOWN;
}

static void
count (const LerenGroups *groups, const LerenRows *rows, const guint8 *layers, guint32 *counts)
{
  for (guint32 i = 0; i < rows->n_rows; i++)
    {
      const gint32 group = layers[i] != UNKNOWN ? _leren_groups_find (groups, rows, i) : -1;

      if (group >= 0)
        counts[(gsize) group * N_LAYERS + layers[i]]++;
    }
}

static void
read_all (Reading *reading, LerenSnapshot *snapshot, LerenFindings *findings,
          LerenFramework *levels, LerenFramework *loops)
{
  static const LerenBelongs whats[] = { LEREN_BELONGS_TO_PRACTICE, LEREN_BELONGS_TO_TEAM,
                                        LEREN_BELONGS_TO_CASE };
  gsize n_counts;

  _leren_groups_read (&reading->groups, snapshot, whats, G_N_ELEMENTS (whats));
  reading->actions = _leren_snapshot_get_rows (snapshot, "action");
  reading->spoken[0] = _leren_snapshot_get_rows (snapshot, "reflection");
  reading->spoken[1] = _leren_snapshot_get_rows (snapshot, "tension");
  reading->action_layers =
    read_layers (snapshot, findings, reading->actions, "level", NULL, FALSE, levels, loops);
  reading->spoken_layers[0] =
    read_layers (snapshot, findings, reading->spoken[0], "level", "loop", TRUE, levels, loops);
  reading->spoken_layers[1] =
    read_layers (snapshot, findings, reading->spoken[1], NULL, NULL, TRUE, levels, loops);

  n_counts = MAX ((gsize) reading->groups.n_groups * N_LAYERS, 1);
  reading->n_actions = g_new0 (guint32, n_counts);
  reading->n_spoken = g_new0 (guint32, n_counts);
  leave_out (snapshot, reading->actions, reading->action_layers);
  count (&reading->groups, reading->actions, reading->action_layers, reading->n_actions);
  for (guint i = 0; i < G_N_ELEMENTS (reading->spoken); i++)
    {
      leave_out (snapshot, reading->spoken[i], reading->spoken_layers[i]);
      count (&reading->groups, reading->spoken[i], reading->spoken_layers[i], reading->n_spoken);
    }
}

static void
fill (const Reading *reading, const LerenRows *rows, const guint8 *layers, Layer layer,
      LerenBuckets *by_group)
{
  g_autofree gint32 *keys = g_new (gint32, MAX (rows->n_rows, 1));

  for (guint32 i = 0; i < rows->n_rows; i++)
    keys[i] = layers[i] == layer ? _leren_groups_find (&reading->groups, rows, i) : -1;
  _leren_buckets_fill (by_group, keys, NULL, rows->n_rows, reading->groups.n_groups);
}

static void
add_evidence (LerenFindings *findings, const LerenRows *rows, const LerenBuckets *by_group,
              guint32 group)
{
  for (guint32 i = by_group->offsets[group]; i < by_group->offsets[group + 1]; i++)
    _leren_findings_add_evidence (findings, rows->type, by_group->items[i]);
}

static guint32
total_of (const guint32 *counts)
{
  return counts[NEITHER] + counts[TOOLBOX] + counts[DEEP];
}

static LerenSeverity
judge (double share, gboolean plenty)
{
  if (share >= WARNING_FROM && plenty)
    return LEREN_SEVERITY_WARNING;
  return share >= NOTICE_BELOW ? LEREN_SEVERITY_ADVICE : LEREN_SEVERITY_NOTICE;
}

static void
find_all (const Reading *reading, LerenFindings *findings, LerenFramework *levels, guint deep)
{
  const double min_actions = leren_findings_get_parameter (findings, "min-actions");
  const double min_reflections = leren_findings_get_parameter (findings, "min-reflections");
  const double min_toolbox = leren_findings_get_parameter (findings, "min-toolbox");
  const double min_deep = leren_findings_get_parameter (findings, "min-deep");
  g_auto (LerenBuckets) actions = { 0 }, reflections = { 0 }, tensions = { 0 };

  fill (reading, reading->actions, reading->action_layers, TOOLBOX, &actions);
  fill (reading, reading->spoken[0], reading->spoken_layers[0], DEEP, &reflections);
  fill (reading, reading->spoken[1], reading->spoken_layers[1], DEEP, &tensions);
  for (guint32 group = 0; group < reading->groups.n_groups; group++)
    {
      const guint32 *aims = reading->n_actions + (gsize) group * N_LAYERS;
      const guint32 *spoken = reading->n_spoken + (gsize) group * N_LAYERS;
      LerenFound found = { .wording = &wording };

      found.counts[0] = aims[TOOLBOX];
      found.counts[1] = total_of (aims);
      found.counts[2] = spoken[DEEP];
      found.counts[3] = total_of (spoken);
      if (aims[TOOLBOX] == 0 || spoken[DEEP] == 0 || found.counts[1] < min_actions ||
          found.counts[3] < min_reflections || spoken[DEEP] < min_deep * found.counts[3])
        continue;
      found.figure = (double) aims[TOOLBOX] / found.counts[1];
      if (found.figure < min_toolbox)
        continue;
      found.subject = _leren_groups_get_place (&reading->groups, group);
      found.severity = judge (found.figure, found.counts[1] >= 2 * min_actions &&
                                              found.counts[3] >= 2 * min_reflections);
      /* those of the first level beneath are enough for one conversation */
      found.concepts[0] = found.asked[0] = _leren_concept_at (levels, deep);
      add_evidence (findings, reading->actions, &actions, group);
      add_evidence (findings, reading->spoken[0], &reflections, group);
      add_evidence (findings, reading->spoken[1], &tensions, group);
      _leren_findings_add_found (findings, &found);
    }
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  LerenTheory *theory = leren_snapshot_get_theory (snapshot);
  LerenFramework *levels = _leren_require_framework (theory, "logical-levels", error);
  LerenFramework *loops =
    levels != NULL ? _leren_require_framework (theory, "learning-loops", error) : NULL;
  g_auto (Reading) reading = { 0 };

  if (loops == NULL)
    return FALSE;
  read_all (&reading, snapshot, findings, levels, loops);
  find_all (&reading, findings, levels, _leren_find_deep_level (theory, levels, loops));
  return TRUE;
}

const LerenRuleSpec _leren_rule_toolbox_bias = {
  "toolbox-bias",
  { "Toolbox bias", "Vooral gereedschap" },
  "Bateson 1979; Wierdsma & Swieringa 2011; Overkamp & Gademan 2016 (LK)",
  parameters,
  needs,
  run,
};
