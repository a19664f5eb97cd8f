/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-depth-private.h"
#include "analysis/leren-grouping-private.h"
#include "analysis/leren-ratings-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The level at which the reflections on a case keep circling while the effects do not rise.
 *
 * Figure: of the reflections on the case that name a level, the share at the level most of them
 * name. It is found where that share is at least min-share, there are at least min-reflections, the
 * latest of them lies no higher, there is a level above, and the effects do not rise: the mean of
 * the later half of the effect ratings of the case's actions lies less than min-rise above that of
 * the earlier half. With fewer than two ratings, an action that was adopted counts as a rise.
 * Severity: notice below a share of 0.8, advice from there, warning from 0.9 with twice the
 * reflections needed. The level asked about is the next one up; where motivation (ratings of
 * behaviour-triad/motivation, on a scale from 0 to 1) is below low-motivation, it is at least the
 * first that the crosswalk connects with a loop above the lowest. */

#define NOTICE_BELOW 0.8
#define WARNING_FROM 0.9

static const LerenRuleParameter parameters[] = {
  { "min-reflections", LEREN_STUCK_MIN_REFLECTIONS, 2, 1000, N_ ("reflections"),
    N_ ("how many reflections on a case must name a level before anything is said of it") },
  { "min-share", LEREN_STUCK_MIN_SHARE, 0.5, 1, N_ ("share of reflections"),
    N_ ("what share of them must name the same level") },
  { "min-rise", 1, 0, 9, N_ ("points of ten"),
    N_ ("by how much the effect ratings must rise for a case not to be stuck") },
  { "low-motivation", 0.5, 0, 1, N_ ("share of the scale"),
    N_ ("below what mean motivation the questions begin higher up") },
  { NULL },
};

static const LerenNeed needs[] = {
  { "action", "effect_rating" },
  LEREN_NEEDS_OF_RATINGS,
  LEREN_NEEDS_OF_CODINGS,
  { NULL },
};

#define SOME_EN "{1} of the {2} reflections on this case stay at the level of {a}, "
#define ALL_EN "All {2} reflections on this case stay at the level of {a}, "
#define SOME_NL "{1} van de {2} reflecties op deze casus blijven hangen op het niveau van {a}, "
#define ALL_NL "Alle {2} reflecties op deze casus blijven hangen op het niveau van {a}, "
#define UNRATED_EN                                                                                 \
  "and no action on it has yet been kept as one that works. Whoever is stuck mostly gets moving "  \
  "again by looking one level higher: ask about {b}."
#define UNRATED_NL                                                                                 \
  "en er is bij deze casus nog geen actie die de groep heeft vastgehouden omdat ze werkt. Wie "    \
  "vastzit, komt meestal weer in beweging door een niveau hoger te kijken: vraag naar {b}."
#define RATED_EN                                                                                   \
  "while the marks for what was tried do not rise. Whoever is stuck mostly gets moving again by "  \
  "looking one level higher: ask about {b}."
#define RATED_NL                                                                                   \
  "terwijl de cijfers voor wat er is geprobeerd niet stijgen. Wie vastzit, komt meestal weer in "  \
  "beweging door een niveau hoger te kijken: vraag naar {b}."
#define UNMOTIVATED_EN                                                                             \
  "and motivation is low. The less people want to, the higher up the obstacle tends to be: begin " \
  "with {b}."
#define UNMOTIVATED_NL                                                                             \
  "en de motivatie is laag. Hoe minder zin mensen hebben, hoe hoger de belemmering meestal zit: "  \
  "begin bij {b}."

static const LerenWording unrated = {
  "share of reflections",
  { [LEREN_ENGLISH] = { .many = SOME_EN UNRATED_EN, .all = ALL_EN UNRATED_EN },
    [LEREN_DUTCH] = { .many = SOME_NL UNRATED_NL, .all = ALL_NL UNRATED_NL } }
};
static const LerenWording rated = {
  "share of reflections",
  { [LEREN_ENGLISH] = { .many = SOME_EN RATED_EN, .all = ALL_EN RATED_EN },
    [LEREN_DUTCH] = { .many = SOME_NL RATED_NL, .all = ALL_NL RATED_NL } }
};
static const LerenWording unmotivated = {
  "share of reflections",
  { [LEREN_ENGLISH] = { .many = SOME_EN UNMOTIVATED_EN, .all = ALL_EN UNMOTIVATED_EN },
    [LEREN_DUTCH] = { .many = SOME_NL UNMOTIVATED_NL, .all = ALL_NL UNMOTIVATED_NL } }
};

typedef struct {
  double sum;
  guint32 n;
} Mean;

/* mean motivation by case, from 0 to 1 */
static Mean *
read_motivation (LerenSnapshot *snapshot, LerenFramework *triad, guint32 n_cases)
{
  LerenConcept *motivation = leren_framework_get_concept (triad, "motivation");
  g_auto (LerenRatings) ratings = { 0 };
  Mean *means = g_new0 (Mean, MAX (n_cases, 1));

  _leren_ratings_read (&ratings, snapshot, triad);
  for (guint32 i = 0; motivation != NULL && i < ratings.rows->n_rows; i++)
    {
      const gint32 at = ratings.rows->belongs[LEREN_BELONGS_TO_CASE][i];
      double share;

      if (at < 0 || !_leren_rows_in_scope (ratings.rows, i) ||
          _leren_ratings_get_place (&ratings, i) != leren_concept_get_index (motivation) + 1)
        continue;
      share = _leren_ratings_get_share (&ratings, i);
      if (isnan (share))
        continue;
      means[at].sum += share;
      means[at].n++;
    }
  return means;
}

/* The actions of each case that say something of an effect: a rating, or that they were adopted. */
static void
group_actions (const LerenRows *actions, LerenBuckets *by_case, guint32 n_cases)
{
  const gint64 *ratings = _leren_rows_get_vector (actions, "effect_rating")->integers;
  const guint8 *conclusions = _leren_rows_get_codes (actions, "conclusion");
  const guint8 adopt = _leren_rows_code_of (actions, "conclusion", "adopt");
  g_autofree gint32 *keys = g_new (gint32, MAX (actions->n_rows, 1));
  g_autofree guint32 *order = _leren_order_in_time (actions->moments, actions->n_rows);

  for (guint32 i = 0; i < actions->n_rows; i++)
    {
      const gboolean tells = ratings[i] != LEREN_ABSENT_TIME || conclusions[i] == adopt;
      keys[i] = tells && _leren_rows_in_scope (actions, i)
                  ? actions->belongs[LEREN_BELONGS_TO_CASE][i]
                  : -1;
    }
  _leren_buckets_fill (by_case, keys, order, actions->n_rows, n_cases);
}

/* Whether what a case's actions tell rises; @n_rated: how many of them are rated. */
static gboolean
effects_rise (const LerenRows *actions, const LerenBuckets *by_case, guint32 at, double min_rise,
              guint32 *n_rated)
{
  const gint64 *ratings = _leren_rows_get_vector (actions, "effect_rating")->integers;
  const guint32 first = by_case->offsets[at], end = by_case->offsets[at + 1];
  Mean earlier = { 0 }, later = { 0 };
  guint32 seen = 0;

  *n_rated = 0;
  for (guint32 i = first; i < end; i++)
    *n_rated += ratings[by_case->items[i]] != LEREN_ABSENT_TIME;
  if (*n_rated < 2)
    {
      const guint8 *conclusions = _leren_rows_get_codes (actions, "conclusion");
      const guint8 adopt = _leren_rows_code_of (actions, "conclusion", "adopt");

      for (guint32 i = first; i < end; i++)
        if (conclusions[by_case->items[i]] == adopt)
          return TRUE;
      return FALSE;
    }
  for (guint32 i = first; i < end; i++)
    if (ratings[by_case->items[i]] != LEREN_ABSENT_TIME)
      {
        Mean *half = seen++ < *n_rated / 2 ? &earlier : &later;
        half->sum += ratings[by_case->items[i]];
        half->n++;
      }
  return later.sum / later.n - earlier.sum / earlier.n >= min_rise;
}

static LerenSeverity
judge (double share, guint32 total, guint32 min_reflections)
{
  if (share >= WARNING_FROM && total >= 2 * min_reflections)
    return LEREN_SEVERITY_WARNING;
  return share >= NOTICE_BELOW ? LEREN_SEVERITY_ADVICE : LEREN_SEVERITY_NOTICE;
}

static void
add_evidence (LerenFindings *findings, const LerenRows *reflections, const LerenBuckets *by_case,
              const guint8 *places, guint32 at, guint8 stuck)
{
  for (guint32 i = by_case->offsets[at]; i < by_case->offsets[at + 1]; i++)
    if (places[by_case->items[i]] == stuck + 1)
      _leren_findings_add_evidence (findings, reflections->type, by_case->items[i]);
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  LerenTheory *theory = leren_snapshot_get_theory (snapshot);
  LerenFramework *levels = _leren_require_framework (theory, "logical-levels", error);
  LerenFramework *loops =
    levels != NULL ? _leren_require_framework (theory, "learning-loops", error) : NULL;
  LerenFramework *triad =
    loops != NULL ? _leren_require_framework (theory, "behaviour-triad", error) : NULL;
  const LerenRows *cases = _leren_snapshot_get_rows (snapshot, "case");
  const LerenRows *reflections = _leren_snapshot_get_rows (snapshot, "reflection");
  const LerenRows *actions = _leren_snapshot_get_rows (snapshot, "action");
  const guint32 min_reflections = leren_findings_get_parameter (findings, "min-reflections");
  const double min_share = leren_findings_get_parameter (findings, "min-share");
  const double min_rise = leren_findings_get_parameter (findings, "min-rise");
  const double low = leren_findings_get_parameter (findings, "low-motivation");
  g_auto (LerenBuckets) by_case = { 0 }, actions_by_case = { 0 };
  g_autofree guint8 *places = NULL;
  g_autofree gint32 *keys = NULL;
  g_autofree guint32 *order = NULL;
  g_autofree Mean *motivation = NULL;
  guint n_levels, deep;

  if (triad == NULL)
    return FALSE;
  n_levels = leren_framework_get_n_concepts (levels);
  deep = _leren_find_deep_level (theory, levels, loops);
  places = _leren_findings_read_concepts (findings, reflections, "level", levels);
  keys = g_new (gint32, MAX (reflections->n_rows, 1));
  for (guint32 i = 0; i < reflections->n_rows; i++)
    keys[i] = places[i] != 0 && _leren_rows_in_scope (reflections, i)
                ? reflections->belongs[LEREN_BELONGS_TO_CASE][i]
                : -1;
  order = _leren_order_in_time (reflections->moments, reflections->n_rows);
  _leren_buckets_fill (&by_case, keys, order, reflections->n_rows, cases->n_rows);
  group_actions (actions, &actions_by_case, cases->n_rows);
  motivation = read_motivation (snapshot, triad, cases->n_rows);

  for (guint32 at = 0; at < cases->n_rows; at++)
    {
      const guint32 total = _leren_buckets_size (&by_case, at);
      const gboolean unwilling =
        motivation[at].n > 0 && motivation[at].sum / motivation[at].n < low;
      LerenFound found = { .wording = &unrated, .subject = { cases->type, at } };
      guint32 counts[256] = { 0 }, n_rated;
      gint stuck;
      guint next;

      if (total < min_reflections)
        continue;
      for (guint32 i = by_case.offsets[at]; i < by_case.offsets[at + 1]; i++)
        counts[places[by_case.items[i]] - 1]++;
      stuck = _leren_ladder_find_stuck (counts, n_levels,
                                        places[by_case.items[by_case.offsets[at + 1] - 1]] - 1,
                                        min_reflections, min_share);
      if (stuck < 0 || (guint) stuck + 1 >= n_levels ||
          effects_rise (actions, &actions_by_case, at, min_rise, &n_rated))
        continue;

      next = unwilling ? MAX ((guint) stuck + 1, deep) : (guint) stuck + 1;
      if (unwilling)
        found.wording = &unmotivated;
      else if (n_rated >= 2)
        found.wording = &rated;
      found.figure = (double) counts[stuck] / total;
      found.severity = judge (found.figure, total, min_reflections);
      found.counts[0] = counts[stuck];
      found.counts[1] = total;
      found.concepts[0] = _leren_concept_at (levels, stuck);
      found.concepts[1] = found.asked[0] = _leren_concept_at (levels, next);
      add_evidence (findings, reflections, &by_case, places, at, stuck);
      for (guint32 i = actions_by_case.offsets[at]; i < actions_by_case.offsets[at + 1]; i++)
        _leren_findings_add_evidence (findings, actions->type, actions_by_case.items[i]);
      _leren_findings_add_found (findings, &found);
    }
  return TRUE;
}

const LerenRuleSpec _leren_rule_stuck_level = {
  "stuck-level",
  { "Stuck at a level", "Vast op een niveau" },
  "Bateson 1979; Dilts 1990; Van der Mei & Gademan 2015 (LT5); Overkamp & Gademan 2016 (LK)",
  parameters,
  needs,
  run,
};
