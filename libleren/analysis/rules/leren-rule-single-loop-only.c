/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-depth-private.h"
#include "analysis/leren-grouping-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>

/* Nobody asks why or what for, over a period, in a practice that is transforming.
 *
 * A reflection asks how deep its loop says, its own or the one it was coded with; where it has none,
 * its level says so through the crosswalk. Looked at are the reflections of a practice that has not
 * ended, in the period-days before the last dated one; those without a moment count too. Figure: of
 * those whose depth is known, the share that goes deeper than the first loop. It is found where at
 * least min-reflections stay in the first loop, no loop that is stated goes deeper, neither of a
 * reflection nor in the coding of another record, and the figure is at most max-deeper.
 * Severity: notice where the levels tell of some depth, otherwise advice, and warning from twice
 * min-reflections. */

static const LerenRuleParameter parameters[] = {
  { "min-reflections", 3, 1, 1000, N_ ("reflections"),
    N_ ("how many reflections must stay in the first loop") },
  { "max-deeper", 0.25, 0, 1, N_ ("share of reflections"),
    N_ ("what share may lie at a level that goes with a deeper loop") },
  { "period-days", 365, 1, 36500, N_ ("days"),
    N_ ("how long before the last reflection the period begins") },
  { NULL },
};

static const LerenNeed needs[] = { { "practice", "ended" }, LEREN_NEEDS_OF_CODINGS, { NULL } };

static const LerenWording shallow = {
  "share of reflections",
  { [LEREN_ENGLISH] = { "All {1} reflections of this practice whose depth is known ask how things "
                        "can be done better; why and what for are not asked. A practice that is "
                        "being reinvented does not get there by improving its rules alone." },
    [LEREN_DUTCH] = { "Alle {1} reflecties uit deze praktijk waarvan de diepte bekend is, gaan over "
                      "de vraag hoe het beter kan; naar waarom en waartoe vraagt niemand. Een "
                      "praktijk die zichzelf opnieuw uitvindt, redt het niet met betere regels "
                      "alleen." } }
};
static const LerenWording nearly = {
  "share of reflections",
  { [LEREN_ENGLISH] = { "{1} of the {2} reflections of this practice whose depth is known ask how "
                        "things can be done better. Some touch deeper levels, but nowhere is it on "
                        "record that somebody asked why or what for." },
    [LEREN_DUTCH] = { "{1} van de {2} reflecties uit deze praktijk waarvan de diepte bekend is, "
                      "gaan over de vraag hoe het beter kan. Soms raken ze een diepere laag, maar "
                      "nergens staat dat iemand naar waarom of waartoe vroeg." } }
};

/* up to the third as a depth map has them */
typedef enum { UNKNOWN, SINGLE, DEEPER_BY_LEVEL, DEEPER } Depth;

/* how deep each reflection goes */
static guint8 *
read_depths (LerenSnapshot *snapshot, LerenFindings *findings, const LerenRows *reflections,
             LerenFramework *loops, LerenFramework *levels)
{
  LerenTheory *theory = leren_snapshot_get_theory (snapshot);
  g_autofree guint8 *stated = _leren_findings_read_concepts (findings, reflections, "loop", loops);
  g_autofree guint8 *places =
    _leren_findings_read_concepts (findings, reflections, "level", levels);
  guint8 *depths = g_new0 (guint8, MAX (reflections->n_rows, 1));
  LerenDepthMap by_level;

  _leren_map_depths (theory, levels, loops, by_level);
  for (guint32 i = 0; i < reflections->n_rows; i++)
    if (stated[i] != 0)
      depths[i] = stated[i] == 1 ? SINGLE : DEEPER;
    else
      depths[i] = MIN (by_level[places[i]], DEEPER_BY_LEVEL);
  return depths;
}

/* marks the practices in which another record was coded with a deeper loop */
static void
mark_coded (LerenSnapshot *snapshot, LerenFramework *loops, guint8 *asks)
{
  const LerenRows *codings = _leren_snapshot_get_rows (snapshot, "coding");
  const LerenVector *frameworks = _leren_rows_get_vector (codings, "framework");
  const LerenVector *concepts = _leren_rows_get_vector (codings, "concept");
  const guint32 wanted = _leren_find_word (frameworks, leren_framework_get_id (loops));
  g_autofree guint8 *map = _leren_map_words (concepts, loops);

  for (guint32 i = 0; wanted != 0 && i < codings->n_rows; i++)
    {
      const gint32 practice = codings->belongs[LEREN_BELONGS_TO_PRACTICE][i];

      if (practice >= 0 && frameworks->words[i] == wanted && map[concepts->words[i]] > 1 &&
          _leren_rows_in_scope (codings, i))
        asks[practice] = TRUE;
    }
}

static gint64
find_last (const LerenRows *reflections, const LerenBuckets *by_practice, guint32 practice)
{
  gint64 last = LEREN_ABSENT_TIME;

  for (guint32 i = by_practice->offsets[practice]; i < by_practice->offsets[practice + 1]; i++)
    last = MAX (last, reflections->moments[by_practice->items[i]]);
  return last;
}

static void
judge (LerenSnapshot *snapshot, LerenFindings *findings, const LerenBuckets *by_practice,
       const guint8 *depths, LerenFramework *loops, guint32 practice)
{
  const LerenRows *practices = _leren_snapshot_get_rows (snapshot, "practice");
  const LerenRows *reflections = _leren_snapshot_get_rows (snapshot, "reflection");
  const guint32 first = by_practice->offsets[practice], end = by_practice->offsets[practice + 1];
  const double period = leren_findings_get_parameter (findings, "period-days");
  const double min_reflections = leren_findings_get_parameter (findings, "min-reflections");
  const gint64 last = find_last (reflections, by_practice, practice);
  const gint64 since =
    last != LEREN_ABSENT_TIME ? last - (gint64) (period * (double) G_TIME_SPAN_DAY) : G_MININT64;
  LerenFound found = { .subject = { practices->type, practice } };
  guint32 counts[DEEPER + 1] = { 0 };

  for (guint32 i = first; i < end; i++)
    {
      const guint32 row = by_practice->items[i];

      if (reflections->moments[row] == LEREN_ABSENT_TIME || reflections->moments[row] >= since)
        counts[depths[row]]++;
    }
  if (counts[DEEPER] > 0 || counts[SINGLE] < min_reflections)
    return;
  found.counts[0] = counts[SINGLE];
  found.counts[1] = counts[SINGLE] + counts[DEEPER_BY_LEVEL];
  found.figure = (double) counts[DEEPER_BY_LEVEL] / found.counts[1];
  if (found.figure > leren_findings_get_parameter (findings, "max-deeper"))
    return;

  found.wording = found.figure > 0 ? &nearly : &shallow;
  found.severity = found.figure > 0                        ? LEREN_SEVERITY_NOTICE
                   : counts[SINGLE] >= 2 * min_reflections ? LEREN_SEVERITY_WARNING
                                                           : LEREN_SEVERITY_ADVICE;
  for (guint i = 1; i < leren_framework_get_n_concepts (loops) && i <= LEREN_MAX_ASKED; i++)
    found.asked[i - 1] = _leren_concept_at (loops, i);
  for (guint32 i = first; i < end; i++)
    {
      const guint32 row = by_practice->items[i];

      if (depths[row] == SINGLE &&
          (reflections->moments[row] == LEREN_ABSENT_TIME || reflections->moments[row] >= since))
        _leren_findings_add_evidence (findings, reflections->type, row);
    }
  _leren_findings_add_found (findings, &found);
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  LerenTheory *theory = leren_snapshot_get_theory (snapshot);
  LerenFramework *loops = _leren_require_framework (theory, "learning-loops", error);
  LerenFramework *levels = _leren_require_framework (theory, "logical-levels", error);
  const LerenRows *practices = _leren_snapshot_get_rows (snapshot, "practice");
  const LerenRows *reflections = _leren_snapshot_get_rows (snapshot, "reflection");
  const gint32 *ended = _leren_rows_get_dates (practices, "ended");
  const gint64 now = _leren_snapshot_get_end (snapshot);
  g_auto (LerenBuckets) by_practice = { 0 };
  g_autofree gint32 *keys = g_new (gint32, MAX (reflections->n_rows, 1));
  g_autofree guint8 *asks = g_new0 (guint8, MAX (practices->n_rows, 1));
  g_autofree guint8 *depths = NULL;

  if (loops == NULL || levels == NULL)
    return FALSE;
  depths = read_depths (snapshot, findings, reflections, loops, levels);
  mark_coded (snapshot, loops, asks);
  for (guint32 i = 0; i < reflections->n_rows; i++)
    keys[i] = depths[i] != UNKNOWN && _leren_rows_in_scope (reflections, i)
                ? reflections->belongs[LEREN_BELONGS_TO_PRACTICE][i]
                : -1;
  _leren_buckets_fill (&by_practice, keys, NULL, reflections->n_rows, practices->n_rows);
  for (guint32 i = 0; i < practices->n_rows; i++)
    if (!asks[i] && (ended[i] == LEREN_ABSENT_DATE || (ended[i] + 1) * G_TIME_SPAN_DAY > now))
      judge (snapshot, findings, &by_practice, depths, loops, i);
  return TRUE;
}

const LerenRuleSpec _leren_rule_single_loop_only = {
  "single-loop-only",
  { "Single loop only", "Alleen enkelslag" },
  "Argyris & Schön 1978; Wierdsma & Swieringa 2011; Overkamp & Gademan 2016 (LK); Movisie 2018 "
  "(RL); Kooiman 2015 (LT4)",
  parameters,
  needs,
  run,
};
