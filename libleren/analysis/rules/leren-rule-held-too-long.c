/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-grouping-private.h"
#include "analysis/leren-knowledge-private.h"
#include "analysis/leren-promises-private.h"
#include "analysis/leren-ratings-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Knowledge or rules that still stand while the latest effects contradict them.
 *
 * What bears on a piece of knowledge: ratings of it; what became of actions whose review, a
 * reflection, is about it; of actions agreed on in the session of a conversion that yielded it; and,
 * where the group itself gave it a day until which it is valid, of the actions on its case. An
 * effect speaks against it where the action was abandoned, or not adopted and rated at most
 * max-effect of ten; a rating where it lies as low on its own scale. Only effects with a date count,
 * and only those from after the piece was laid down: when it was written down, or else when the
 * first conversion yielded it, and at the latest at the end of the day until which it was valid.
 *
 * Figure: of the latest of these effects, as many as latest, the share that speaks against it. It is
 * found for a piece that nothing took the place of, with at least min-effects of them, where the
 * figure is at least min-share.
 * Severity: notice; advice where the day until which it was valid has passed, or where all of as
 * many as latest speak against it; warning for both. */

static const LerenRuleParameter parameters[] = {
  { "min-effects", 2, 1, 16, N_ ("effects"),
    N_ ("how many effects from after it was laid down must bear on a piece of knowledge") },
  { "latest", 3, 1, 16, N_ ("effects"), N_ ("how many of the latest effects are looked at") },
  { "min-share", 0.6, 0, 1, N_ ("share of effects"),
    N_ ("what share of them must speak against it") },
  { "max-effect", 4, 1, 9, N_ ("points of ten"),
    N_ ("up to what mark an effect speaks against what was thought") },
  { NULL },
};

#define MAX_LATEST 16

static const LerenNeed needs[] = {
  LEREN_NEEDS_OF_KNOWLEDGE,
  LEREN_NEEDS_OF_PROMISES,
  { "knowledge", "valid_until" },
  LEREN_NEEDS_OF_RATINGS,
  { NULL },
};

static const LerenWording standing = {
  "share of effects",
  { [LEREN_ENGLISH] = { .many =
                          "Of the {2} latest effects since this was laid down, {1} speak against "
                          "it, and it still stands. See whether it is still of use.",
                        .all =
                          "The {2} latest effects since this was laid down all speak against it, "
                          "and it still stands. See whether it is still of use." },
    [LEREN_DUTCH] = { .many =
                        "Van de laatste {2} effecten sinds dit is vastgelegd, wijzen er {1} de "
                        "andere kant op, en toch blijft het staan. Ga na of jullie er nog iets aan "
                        "hebben.",
                      .all =
                        "De laatste {2} effecten sinds dit is vastgelegd, wijzen allemaal de "
                        "andere kant op, en toch blijft het staan. Ga na of jullie er nog iets aan "
                        "hebben." } }
};
static const LerenWording overdue = {
  "share of effects",
  { [LEREN_ENGLISH] = { .many =
                          "This was meant to hold until a day that has now passed, and nothing has "
                          "taken its place. Of the {2} latest effects, {1} speak against it: is it "
                          "time for something else?",
                        .all =
                          "This was meant to hold until a day that has now passed, and nothing has "
                          "taken its place. The {2} latest effects all speak against it: is it "
                          "time for something else?" },
    [LEREN_DUTCH] = { .many =
                        "De datum tot wanneer dit zou gelden, is voorbij, en er is niets voor in "
                        "de plaats gekomen. Van de laatste {2} effecten wijzen er {1} de andere "
                        "kant op: is het tijd voor iets anders?",
                      .all =
                        "De datum tot wanneer dit zou gelden, is voorbij, en er is niets voor in "
                        "de plaats gekomen. De laatste {2} effecten wijzen allemaal de andere kant "
                        "op: is het tijd voor iets anders?" } }
};

/* What was seen of something, and when */
typedef struct {
  LerenPlace place;
  gint64 moment;
  gboolean against;
  gint32 knowledge, at_case, session; /* what it bears on, or -1 */
} Effect;

typedef struct {
  LerenKnowledgeGraph graph;
  LerenPromises promises;
  GArray *effects;                                /* Effect */
  LerenBuckets by_knowledge, by_case, by_session; /* in the order in time */
  const gint32 *valid_until;
  const gint32 *made_in; /* of each conversion */
  guint32 n_latest;
  double max_effect;
} Reading;

static void
reading_clear (Reading *reading)
{
  _leren_knowledge_clear (&reading->graph);
  _leren_promises_clear (&reading->promises);
  g_clear_pointer (&reading->effects, g_array_unref);
  _leren_buckets_clear (&reading->by_knowledge);
  _leren_buckets_clear (&reading->by_case);
  _leren_buckets_clear (&reading->by_session);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gint64
begin_of (gint32 day)
{
  return (gint64) day * G_TIME_SPAN_DAY;
}

/* when the effect of an action was seen, as far as is known */
static gint64
seen_at (const LerenPromises *promises, guint32 action)
{
  const gint32 session = promises->review_sessions[action];

  if (promises->reviewed[action] != LEREN_ABSENT_DATE)
    return begin_of (promises->reviewed[action]);
  if (session >= 0 && promises->sessions->moments[session] != LEREN_ABSENT_TIME)
    return promises->sessions->moments[session];
  return promises->undertaken[action] != LEREN_ABSENT_DATE ? begin_of (promises->undertaken[action])
                                                           : LEREN_ABSENT_TIME;
}

static void
read_actions (Reading *reading, LerenSnapshot *snapshot)
{
  const LerenPromises *promises = &reading->promises;
  const LerenRows *actions = promises->actions;
  const LerenRows *reflections = _leren_snapshot_get_rows (snapshot, "reflection");
  const LerenVector *subjects = _leren_rows_get_vector (reflections, "subject");
  const guint8 adopt = _leren_rows_code_of (actions, "conclusion", "adopt");
  const guint8 abandon = _leren_rows_code_of (actions, "conclusion", "abandon");

  for (guint32 i = 0; i < actions->n_rows; i++)
    {
      const guint8 conclusion = promises->conclusions[i];
      const gint64 rating = promises->effect_ratings[i];
      const gint32 review = promises->reflections[i];
      Effect effect = { { actions->type, i }, seen_at (promises, i), FALSE, -1, -1, -1 };

      if (effect.moment == LEREN_ABSENT_TIME || _leren_promise_is_dropped (promises, i) ||
          !_leren_rows_in_scope (actions, i) ||
          (conclusion != adopt && conclusion != abandon && rating == LEREN_ABSENT_TIME))
        continue;
      effect.against =
        conclusion == abandon || (conclusion != adopt && (double) rating <= reading->max_effect);
      if (review >= 0 && subjects->rows[review] >= 0 &&
          subjects->types[review] == reading->graph.knowledge->type)
        effect.knowledge = subjects->rows[review];
      effect.at_case = actions->belongs[LEREN_BELONGS_TO_CASE][i];
      effect.session = promises->agreed_in[i];
      g_array_append_val (reading->effects, effect);
    }
}

static void
read_ratings (Reading *reading, LerenSnapshot *snapshot)
{
  g_auto (LerenRatings) ratings = { 0 };

  _leren_ratings_read (&ratings, snapshot, NULL);
  for (guint32 i = 0; i < ratings.rows->n_rows; i++)
    {
      const double share = _leren_ratings_get_share (&ratings, i);
      Effect effect = { { ratings.rows->type, i }, ratings.rows->moments[i], FALSE, -1, -1, -1 };

      if (ratings.subjects->rows[i] < 0 ||
          ratings.subjects->types[i] != reading->graph.knowledge->type ||
          effect.moment == LEREN_ABSENT_TIME || isnan (share) ||
          !_leren_rows_in_scope (ratings.rows, i))
        continue;
      effect.against = share <= (reading->max_effect - 1) / 9;
      effect.knowledge = ratings.subjects->rows[i];
      g_array_append_val (reading->effects, effect);
    }
}

static void
group_effects (Reading *reading, LerenSnapshot *snapshot)
{
  const guint32 n = reading->effects->len;
  const Effect *effects = (const Effect *) reading->effects->data;
  g_autofree gint64 *moments = g_new (gint64, MAX (n, 1));
  g_autofree gint32 *keys = g_new (gint32, MAX (n, 1));
  g_autofree guint32 *order = NULL;

  for (guint32 i = 0; i < n; i++)
    moments[i] = effects[i].moment;
  order = _leren_order_in_time (moments, n);
  for (guint32 i = 0; i < n; i++)
    keys[i] = effects[i].knowledge;
  _leren_buckets_fill (&reading->by_knowledge, keys, order, n, reading->graph.knowledge->n_rows);
  for (guint32 i = 0; i < n; i++)
    keys[i] = effects[i].at_case;
  _leren_buckets_fill (&reading->by_case, keys, order, n,
                       _leren_snapshot_get_rows (snapshot, "case")->n_rows);
  for (guint32 i = 0; i < n; i++)
    keys[i] = effects[i].session;
  _leren_buckets_fill (&reading->by_session, keys, order, n, reading->promises.sessions->n_rows);
}

/* Since when a piece stood to be tried, or LEREN_ABSENT_TIME */
static gint64
laid_down (const Reading *reading, guint32 piece)
{
  const LerenKnowledgeGraph *graph = &reading->graph;
  const gint64 written = graph->knowledge->moments[piece];
  gint64 first = written != LEREN_ABSENT_TIME ? written : G_MAXINT64;

  for (guint32 e = 0; e < _leren_links_size (&graph->makers, piece); e++)
    {
      const guint32 row = graph->makers.items[graph->makers.offsets[piece] + e];

      if (written == LEREN_ABSENT_TIME && graph->conversions->moments[row] != LEREN_ABSENT_TIME)
        first = MIN (first, graph->conversions->moments[row]);
    }
  /* who writes it down later still speaks of what was there by then */
  if (reading->valid_until[piece] != LEREN_ABSENT_DATE)
    first = MIN (first, begin_of (reading->valid_until[piece] + 1));
  return first != G_MAXINT64 ? first : LEREN_ABSENT_TIME;
}

/* The latest effects that bear on one piece, the latest first */
typedef struct {
  const Effect *items[MAX_LATEST];
  guint32 n;
} Latest;

static void
keep (Latest *latest, const Effect *effect, guint32 n_latest)
{
  guint32 at = latest->n;

  for (guint32 i = 0; i < latest->n; i++)
    if (latest->items[i] == effect)
      return;
  while (at > 0 && latest->items[at - 1]->moment < effect->moment)
    at--;
  if (at >= n_latest)
    return;
  if (latest->n < n_latest)
    latest->n++;
  for (guint32 i = latest->n - 1; i > at; i--)
    latest->items[i] = latest->items[i - 1];
  latest->items[at] = effect;
}

static void
keep_latest_of (const Reading *reading, Latest *latest, const LerenBuckets *effects, gint32 key,
                gint64 since)
{
  guint32 n = 0;

  if (key < 0)
    return;
  for (guint32 i = effects->offsets[key + 1]; i > effects->offsets[key] && n < reading->n_latest;
       i--, n++)
    {
      const Effect *effect = &g_array_index (reading->effects, Effect, effects->items[i - 1]);

      if (effect->moment <= since)
        break;
      keep (latest, effect, reading->n_latest);
    }
}

static void
judge (LerenSnapshot *snapshot, LerenFindings *findings, const Reading *reading, guint32 piece)
{
  const LerenKnowledgeGraph *graph = &reading->graph;
  const gint32 until = reading->valid_until[piece];
  const gint64 since = laid_down (reading, piece);
  const gboolean passed =
    until != LEREN_ABSENT_DATE && begin_of (until + 1) <= _leren_snapshot_get_moment (snapshot);
  LerenTheory *theory = leren_snapshot_get_theory (snapshot);
  LerenFound found = { .subject = { graph->knowledge->type, piece } };
  Latest latest = { .n = 0 };
  gboolean strong;

  if (since == LEREN_ABSENT_TIME)
    return;
  keep_latest_of (reading, &latest, &reading->by_knowledge, piece, since);
  for (guint32 e = 0; e < _leren_links_size (&graph->makers, piece); e++)
    keep_latest_of (reading, &latest, &reading->by_session,
                    reading->made_in[graph->makers.items[graph->makers.offsets[piece] + e]], since);
  if (until != LEREN_ABSENT_DATE)
    keep_latest_of (reading, &latest, &reading->by_case,
                    graph->knowledge->belongs[LEREN_BELONGS_TO_CASE][piece], since);
  for (guint32 i = 0; i < latest.n; i++)
    found.counts[0] += latest.items[i]->against;
  found.counts[1] = latest.n;
  if (found.counts[0] == 0 || latest.n < leren_findings_get_parameter (findings, "min-effects"))
    return;
  found.figure = (double) found.counts[0] / found.counts[1];
  if (found.figure < leren_findings_get_parameter (findings, "min-share"))
    return;
  strong = found.figure == 1 && latest.n == reading->n_latest;
  found.severity = passed && strong   ? LEREN_SEVERITY_WARNING
                   : passed || strong ? LEREN_SEVERITY_ADVICE
                                      : LEREN_SEVERITY_NOTICE;
  found.wording = passed ? &overdue : &standing;
  found.asked[0] = leren_theory_find_concept (theory, "learning-loops", "double");
  found.asked[1] = leren_theory_find_concept (theory, "middle-manager-tasks", "spot-knowledge");
  for (guint32 i = 0; i < latest.n; i++)
    if (latest.items[i]->against)
      _leren_findings_add_evidence (findings, latest.items[i]->place.type,
                                    latest.items[i]->place.row);
  _leren_findings_add_found (findings, &found);
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  LerenTheory *theory = leren_snapshot_get_theory (snapshot);
  g_auto (Reading) reading = { .effects = g_array_new (FALSE, FALSE, sizeof (Effect)) };
  const LerenRows *knowledge;

  if (_leren_require_framework (theory, "learning-loops", error) == NULL ||
      _leren_require_framework (theory, "middle-manager-tasks", error) == NULL ||
      !_leren_knowledge_read (&reading.graph, snapshot, error))
    return FALSE;
  knowledge = reading.graph.knowledge;
  _leren_promises_read (&reading.promises, snapshot);
  reading.valid_until = _leren_rows_get_dates (knowledge, "valid_until");
  reading.made_in = _leren_rows_get_references (reading.graph.conversions, "session");
  reading.n_latest = leren_findings_get_parameter (findings, "latest");
  reading.max_effect = leren_findings_get_parameter (findings, "max-effect");
  read_actions (&reading, snapshot);
  read_ratings (&reading, snapshot);
  group_effects (&reading, snapshot);
  for (guint32 i = 0; i < knowledge->n_rows; i++)
    if (_leren_rows_in_scope (knowledge, i) && reading.graph.superseded[i] < 0)
      judge (snapshot, findings, &reading, i);
  return TRUE;
}

const LerenRuleSpec _leren_rule_held_too_long = {
  "held-too-long",
  { "Held too long", "Te lang vastgehouden" },
  "Huber & Stam 2015 (LT6); Ichijo 2007; De Waal 2015 (LT9)",
  parameters,
  needs,
  run,
};
