/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-stances-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>

/* A change that was adopted at a level for which reflections at a higher level are absent, or
 * contradict it.
 *
 * Looked at are the reflections of the action's case, or where it has none those on the action
 * itself; at least min-reflections of them must name a level. Where none of them lies above the
 * action's level, one that does and was made in the session that agreed on the action supports it.
 * A reflection above the action's level contradicts the change where it tells of what is in use
 * while another of them tells of what is espoused: people say the one and hold to the other. Not so
 * where the two can be compared by what they say, in the codings or the ratings of reflections on one
 * subject, and lie less than min-gap apart: then people hold to what they say. Otherwise it supports
 * it. Figure: those that support it less those that contradict it. It is found
 * where the figure is below min-support.
 * Severity: notice at 0 or more, advice at -1, warning from -2 down. */

/* the evidence of one finding; the latest count */
#define MAX_EVIDENCE 50

static const LerenRuleParameter parameters[] = {
  { "min-reflections", 2, 1, 1000, N_ ("reflections"),
    N_ ("how many reflections that go with the change must name a level before anything is said "
        "of it") },
  { "min-support", 1, -100, 100, N_ ("reflections"),
    N_ ("by how many the reflections above that support the change must outnumber the contrary "
        "ones") },
  { "min-gap", 0.25, 0, 1, N_ ("share of the scale"),
    N_ ("how far what is said and what is done must lie apart, where they can be compared") },
  { NULL },
};

static const LerenNeed needs[] = {
  { "action", "reflection" },
  LEREN_NEEDS_OF_STANCES,
  { NULL },
};

static const LerenWording bare = {
  "reflections",
  { [LEREN_ENGLISH] = { "This change was adopted at the level of {a}, and none of the {1} "
                        "reflections that go with it looks any higher. A change that nothing on a "
                        "higher level supports may slip back into the old pattern: ask about "
                        "{b}." },
    [LEREN_DUTCH] = { "Deze verandering is overgenomen op het niveau van {a}, en geen van de {1} "
                      "reflecties erbij kijkt hoger. Een verandering die op een hoger niveau door "
                      "niets wordt gedragen, kan terugzakken in het oude patroon: vraag naar "
                      "{b}." } }
};
static const LerenWording thin = {
  "reflections",
  { [LEREN_ENGLISH] = { "This change was adopted at the level of {a}; of the reflections that go "
                        "with it, few look higher. Ask about {b} before the old pattern comes "
                        "back." },
    [LEREN_DUTCH] = { "Deze verandering is overgenomen op het niveau van {a}; van de reflecties "
                      "erbij kijken er weinig hoger. Vraag naar {b}, voordat het oude patroon "
                      "terugkomt." } }
};
static const LerenWording contradicted = {
  "reflections",
  { [LEREN_ENGLISH] = { "This change was adopted at the level of {a}, but {1} reflections on a "
                        "higher level show people holding to something else than what they say "
                        "they want. As long as that pulls the other way, the change may not last: "
                        "ask about {b}.",
                        "This change was adopted at the level of {a}, but a reflection on a higher "
                        "level shows people holding to something else than what they say they "
                        "want. As long as that pulls the other way, the change may not last: ask "
                        "about {b}." },
    [LEREN_DUTCH] = { "Deze verandering is overgenomen op het niveau van {a}, maar {1} reflecties "
                      "op een hoger niveau laten zien dat mensen aan iets anders vasthouden dan ze "
                      "zeggen te willen. Zolang dat de andere kant op trekt, is het de vraag of de "
                      "verandering beklijft: vraag naar {b}.",
                      "Deze verandering is overgenomen op het niveau van {a}, maar een reflectie "
                      "op een hoger niveau laat zien dat mensen aan iets anders vasthouden dan ze "
                      "zeggen te willen. Zolang dat de andere kant op trekt, is het de vraag of de "
                      "verandering beklijft: vraag naar {b}." } }
};

typedef struct {
  LerenFramework *levels;
  const LerenRows *actions;
  const LerenRows *reflections;
  guint8 *places; /* level of each reflection and one more */
  const guint8 *stances;
  guint8 espoused, in_use;
  guint8 *kept; /* whether what each reflection tells is in use is what people say as well */
  const gint32 *agreed_in; /* sessions */
  guint8 *highest;         /* level and one more of each session's reflections */
  gint32 *newest_of_case;  /* the latest stored reflection, and of each the one before */
  gint32 *newest_of_action;
  gint32 *before_in_case;
  gint32 *before_in_action;
} Reading;

/* What goes with one change: how many reflections name each level, and then how many of these tell
 * of what is in use and is not what people say; before them how many there are, and how many tell of what is espoused */
enum { ALL, ESPOUSED, BY_LEVEL };

static void
reading_clear (Reading *reading)
{
  g_free (reading->places);
  g_free (reading->kept);
  g_free (reading->highest);
  g_free (reading->newest_of_case);
  g_free (reading->newest_of_action);
  g_free (reading->before_in_case);
  g_free (reading->before_in_action);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gint32 *
filled (guint32 n)
{
  gint32 *rows = g_new (gint32, MAX (n, 1));

  for (guint32 i = 0; i < n; i++)
    rows[i] = -1;
  return rows;
}

/* Where what is said and what is done on one subject can be compared by what they say, and are near
 * enough, what is in use contradicts nothing. */
static gboolean
compare_stances (Reading *reading, LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  const double min_gap = leren_findings_get_parameter (findings, "min-gap");
  g_auto (LerenStances) stances = { 0 };

  if (!_leren_stances_read (&stances, snapshot, findings, TRUE, error))
    return FALSE;
  reading->kept = g_new0 (guint8, MAX (reading->reflections->n_rows, 1));
  for (guint32 subject = 0; subject < stances.n_subjects; subject++)
    {
      LerenGap gap;

      if (!_leren_stances_compare (&stances, subject, 1, &gap) || gap.gap >= min_gap)
        continue;
      for (guint32 i = stances.by_subject.offsets[subject];
           i < stances.by_subject.offsets[subject + 1]; i++)
        reading->kept[stances.by_subject.items[i]] =
          reading->stances[stances.by_subject.items[i]] == reading->in_use;
    }
  return TRUE;
}

static gboolean
is_contrary (const Reading *reading, guint32 row)
{
  return reading->stances[row] == reading->in_use && !reading->kept[row];
}

/* chains the reflections of each case, and those on each action, from the latest back */
static void
chain (Reading *reading, LerenSnapshot *snapshot)
{
  const LerenRows *reflections = reading->reflections;
  const LerenVector *subjects = _leren_rows_get_vector (reflections, "subject");
  const gint32 *cases = reflections->belongs[LEREN_BELONGS_TO_CASE];
  const gint32 *sessions = _leren_rows_get_references (reflections, "session");

  reading->highest = g_new0 (guint8, _leren_snapshot_get_rows (snapshot, "session")->n_rows + 1);
  reading->newest_of_case = filled (_leren_snapshot_get_rows (snapshot, "case")->n_rows);
  reading->newest_of_action = filled (reading->actions->n_rows);
  reading->before_in_case = filled (reflections->n_rows);
  reading->before_in_action = filled (reflections->n_rows);
  for (guint32 i = 0; i < reflections->n_rows; i++)
    {
      if (reading->places[i] == 0 || !_leren_rows_in_scope (reflections, i))
        continue;
      if (sessions[i] >= 0 && !is_contrary (reading, i))
        reading->highest[sessions[i]] = MAX (reading->highest[sessions[i]], reading->places[i]);
      if (cases[i] >= 0)
        {
          reading->before_in_case[i] = reading->newest_of_case[cases[i]];
          reading->newest_of_case[cases[i]] = i;
        }
      if (subjects->rows[i] >= 0 && subjects->types[i] == reading->actions->type)
        {
          reading->before_in_action[i] = reading->newest_of_action[subjects->rows[i]];
          reading->newest_of_action[subjects->rows[i]] = i;
        }
    }
}

static void
count (const Reading *reading, guint32 *sum, guint32 row)
{
  const guint n_levels = leren_framework_get_n_concepts (reading->levels);
  const guint8 level = reading->places[row] - 1;

  sum[ALL]++;
  sum[ESPOUSED] += reading->stances[row] == reading->espoused;
  sum[BY_LEVEL + level]++;
  sum[BY_LEVEL + n_levels + level] += is_contrary (reading, row);
}

static void
find_contradiction (const guint32 *sum, guint level, guint n_levels, guint32 *above,
                    guint32 *contrary)
{
  *above = *contrary = 0;
  for (guint i = level + 1; i < n_levels; i++)
    {
      *above += sum[BY_LEVEL + i];
      if (sum[ESPOUSED] > 0)
        *contrary += sum[BY_LEVEL + n_levels + i];
    }
}

/* The reflections that contradict the change, or where none does all that go with it */
static void
add_evidence (const Reading *reading, LerenFindings *findings, gint32 newest, const gint32 *before,
              gint32 own, guint level, gboolean contrary)
{
  guint32 n_added = 0;

  for (gint32 row = newest; row >= 0 && n_added < MAX_EVIDENCE; row = before[row])
    if (!contrary || (reading->places[row] > level + 1 && is_contrary (reading, row)) ||
        reading->stances[row] == reading->espoused)
      {
        _leren_findings_add_evidence (findings, reading->reflections->type, row);
        n_added++;
      }
  if (own >= 0)
    _leren_findings_add_evidence (findings, reading->reflections->type, own);
}

static void
judge (const Reading *reading, LerenFindings *findings, guint32 action, guint level,
       const guint32 *sum, gint32 newest, const gint32 *before, gint32 own)
{
  const guint n_levels = leren_framework_get_n_concepts (reading->levels);
  const double min_reflections = leren_findings_get_parameter (findings, "min-reflections");
  const double min_support = leren_findings_get_parameter (findings, "min-support");
  LerenFound found = { .subject = { reading->actions->type, action } };
  guint32 above, contrary;
  gint support;

  if (sum[ALL] < min_reflections)
    return;
  find_contradiction (sum, level, n_levels, &above, &contrary);
  if (above == 0 && reading->agreed_in[action] >= 0 &&
      reading->highest[reading->agreed_in[action]] > level + 1)
    above = 1;
  support = (gint) (above - contrary) - (gint) contrary;
  if (support >= min_support)
    return;

  found.figure = support;
  found.severity = support >= 0    ? LEREN_SEVERITY_NOTICE
                   : support == -1 ? LEREN_SEVERITY_ADVICE
                                   : LEREN_SEVERITY_WARNING;
  found.wording = contrary > 0 ? &contradicted : above > 0 ? &thin : &bare;
  found.counts[0] = contrary > 0 ? contrary : sum[ALL];
  found.concepts[0] = _leren_concept_at (reading->levels, level);
  /* the level that the sentence names: its questions are enough for one conversation */
  found.concepts[1] = found.asked[0] = _leren_concept_at (reading->levels, level + 1);
  add_evidence (reading, findings, newest, before, own, level, contrary > 0);
  _leren_findings_add_found (findings, &found);
}

/* A change without a case: what is said of it is what was seen when looking back on it. */
static void
judge_alone (const Reading *reading, LerenFindings *findings, guint32 action, guint level,
             gint32 own)
{
  const guint n_levels = leren_framework_get_n_concepts (reading->levels);
  g_autofree guint32 *sum = g_new0 (guint32, BY_LEVEL + 2 * n_levels);

  for (gint32 row = reading->newest_of_action[action]; row >= 0;
       row = reading->before_in_action[row])
    {
      count (reading, sum, row);
      if (row == own)
        own = -1;
    }
  if (own >= 0 && reading->places[own] == 0)
    own = -1;
  if (own >= 0)
    count (reading, sum, own);
  judge (reading, findings, action, level, sum, reading->newest_of_action[action],
         reading->before_in_action, own);
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  LerenTheory *theory = leren_snapshot_get_theory (snapshot);
  const LerenRows *actions = _leren_snapshot_get_rows (snapshot, "action");
  const LerenRows *reflections = _leren_snapshot_get_rows (snapshot, "reflection");
  const guint32 n_cases = _leren_snapshot_get_rows (snapshot, "case")->n_rows;
  const guint8 *conclusions = _leren_rows_get_codes (actions, "conclusion");
  const guint8 adopt = _leren_rows_code_of (actions, "conclusion", "adopt");
  const gint32 *own = _leren_rows_get_references (actions, "reflection");
  g_auto (Reading) reading = { .actions = actions, .reflections = reflections };
  g_autofree guint32 *sums = NULL;
  g_autofree guint8 *aims = NULL;
  gsize width;
  guint n_levels;

  reading.levels = _leren_require_framework (theory, "logical-levels", error);
  if (reading.levels == NULL)
    return FALSE;
  n_levels = leren_framework_get_n_concepts (reading.levels);
  reading.places = _leren_findings_read_concepts (findings, reflections, "level", reading.levels);
  reading.agreed_in = _leren_rows_get_references (actions, "session");
  reading.stances = _leren_rows_get_codes (reflections, "stance");
  reading.espoused = _leren_rows_code_of (reflections, "stance", "espoused");
  reading.in_use = _leren_rows_code_of (reflections, "stance", "in-use");
  if (!compare_stances (&reading, snapshot, findings, error))
    return FALSE;
  chain (&reading, snapshot);
  aims = _leren_findings_read_concepts (findings, actions, "level", reading.levels);

  width = BY_LEVEL + 2 * n_levels;
  sums = g_new0 (guint32, MAX (n_cases, 1) * width);
  for (guint32 at = 0; at < n_cases; at++)
    for (gint32 row = reading.newest_of_case[at]; row >= 0; row = reading.before_in_case[row])
      count (&reading, sums + at * width, row);

  for (guint32 i = 0; i < actions->n_rows; i++)
    {
      const gint32 at = actions->belongs[LEREN_BELONGS_TO_CASE][i];

      if (conclusions[i] != adopt || aims[i] == 0 || aims[i] >= n_levels ||
          !_leren_rows_in_scope (actions, i))
        continue;
      if (at >= 0)
        judge (&reading, findings, i, aims[i] - 1, sums + at * width, reading.newest_of_case[at],
               reading.before_in_case, -1);
      else
        judge_alone (&reading, findings, i, aims[i] - 1, own[i]);
    }
  return TRUE;
}

const LerenRuleSpec _leren_rule_fragile_change = {
  "fragile-change",
  { "Fragile change", "Kwetsbare verandering" },
  "Bateson 1979; Overkamp & Gademan 2016 (LK)",
  parameters,
  needs,
  run,
};
