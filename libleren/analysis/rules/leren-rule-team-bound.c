/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-grouping-private.h"
#include "analysis/leren-knowledge-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>

/* Knowledge that never left the team in which it was made.
 *
 * A piece is made in the team that it names, or where it names none in that of its case. It left
 * that team where an organisation or a network holds it; where something of which that is true, or
 * that was made in another team, was made from it by any number of conversions, or took its place;
 * or where others worked with it or with what came of it: in a conversion that starts from it, in a
 * session of another team or with somebody who is a member of another team only, or in a reflection
 * on it that belongs to another team.
 *
 * Figure: of the pieces made in a team that nothing took the place of, the share that never left
 * it. Pieces that were written down less than min-days ago do not count. It is found for a team with at least
 * min-knowledge pieces where the figure is at least min-share.
 * Severity: notice, advice from a share of 0.8 of three pieces or more, warning where none of six or
 * more left. */

#define ADVICE_FROM 0.8
#define ADVICE_PIECES 3
#define WARNING_PIECES 6

static const LerenRuleParameter parameters[] = {
  { "min-knowledge", 2, 1, 1000, N_ ("pieces of knowledge"),
    N_ ("how many pieces must have been made in a team before anything is said of it") },
  { "min-share", 0.6, 0, 1, N_ ("share of knowledge"),
    N_ ("what share of them must never have left the team") },
  { "min-days", 0, 0, 10000, N_ ("days"),
    N_ ("how long ago a piece must have been written down to count; one without a date counts") },
  { NULL },
};

static const LerenNeed needs[] = {
  LEREN_NEEDS_OF_KNOWLEDGE,    { "knowledge", "holder" }, { "conversion", "participants" },
  { "reflection", "subject" }, { "team", "members" },     { NULL },
};

#define ELSEWHERE_EN "another team, an organisation or a network."
#define ELSEWHERE_NL "een ander team, een organisatie of een netwerk."

static const LerenWording bound = {
  "share of knowledge",
  { [LEREN_ENGLISH] = { .many = "Of the {2} things this team found out, {1} have stayed within the "
                                "team: nothing on record shows that they reached " ELSEWHERE_EN,
                        .all = "Nothing on record shows that any of the {2} things this team found "
                               "out reached " ELSEWHERE_EN },
    [LEREN_DUTCH] = { .many = "Van de {2} dingen die dit team heeft ontdekt, zijn er {1} binnen "
                              "het "
                              "team gebleven: nergens blijkt dat ze terechtkwamen "
                              "bij " ELSEWHERE_NL,
                      .all = "Nergens blijkt dat een van de {2} dingen die dit team heeft ontdekt, "
                             "terechtkwam bij " ELSEWHERE_NL } }
};

/* Which teams a piece came to: none known, one (its row and one more), or more than that */
#define NO_TEAM 0
#define BEYOND G_MAXUINT32

typedef struct {
  LerenKnowledgeGraph graph;
  guint32 *came_to; /* of each piece */
  GArray *changed;  /* pieces whose teams are to be carried back */
} Reading;

static void
reading_clear (Reading *reading)
{
  _leren_knowledge_clear (&reading->graph);
  g_clear_pointer (&reading->came_to, g_free);
  g_clear_pointer (&reading->changed, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static void
join (Reading *reading, gint32 piece, guint32 teams)
{
  guint32 joined;

  if (piece < 0 || teams == NO_TEAM)
    return;
  joined = reading->came_to[piece] == NO_TEAM || reading->came_to[piece] == teams ? teams : BEYOND;
  if (joined == reading->came_to[piece])
    return;
  reading->came_to[piece] = joined;
  g_array_append_val (reading->changed, piece);
}

/* the one team somebody is a member of; of several it is not known for which they came */
static guint32 *
find_only_teams (LerenSnapshot *snapshot)
{
  const LerenRows *teams = _leren_snapshot_get_rows (snapshot, "team");
  const LerenVector *members = _leren_rows_get_vector (teams, "members");
  guint32 *only =
    g_new0 (guint32, MAX (_leren_snapshot_get_rows (snapshot, "participant")->n_rows, 1));

  for (guint32 team = 0; team < teams->n_rows; team++)
    for (guint32 i = members->offsets[team]; i < members->offsets[team + 1]; i++)
      if (members->rows[i] >= 0)
        {
          guint32 *own = &only[members->rows[i]];

          *own = *own == NO_TEAM || *own == team + 1 ? team + 1 : BEYOND;
        }
  return only;
}

static void
read_uses (Reading *reading, LerenSnapshot *snapshot)
{
  const LerenKnowledgeGraph *graph = &reading->graph;
  const LerenRows *conversions = graph->conversions;
  const LerenVector *participants = _leren_rows_get_vector (conversions, "participants");
  const gint32 *teams = conversions->belongs[LEREN_BELONGS_TO_TEAM];
  g_autofree guint32 *only = find_only_teams (snapshot);

  for (guint32 row = 0; row < conversions->n_rows; row++)
    {
      guint32 there = teams[row] >= 0 ? (guint32) teams[row] + 1 : NO_TEAM;

      for (guint32 i = participants->offsets[row]; i < participants->offsets[row + 1]; i++)
        {
          const guint32 own = participants->rows[i] >= 0 ? only[participants->rows[i]] : NO_TEAM;

          if (own != NO_TEAM && own != BEYOND)
            there = there == NO_TEAM || there == own ? own : BEYOND;
        }
      for (guint32 i = graph->sources->offsets[row]; i < graph->sources->offsets[row + 1]; i++)
        join (reading, graph->sources->rows[i], there);
    }
}

static void
read_reflections (Reading *reading, LerenSnapshot *snapshot)
{
  const LerenRows *reflections = _leren_snapshot_get_rows (snapshot, "reflection");
  const LerenVector *subjects = _leren_rows_get_vector (reflections, "subject");
  const gint32 *teams = reflections->belongs[LEREN_BELONGS_TO_TEAM];

  for (guint32 i = 0; i < reflections->n_rows; i++)
    if (subjects->rows[i] >= 0 && subjects->types[i] == reading->graph.knowledge->type &&
        teams[i] >= 0)
      join (reading, subjects->rows[i], (guint32) teams[i] + 1);
}

/* What a piece came to, what it was made from and what it took the place of came to as well. Each
 * piece changes twice at most. */
static void
carry_back (Reading *reading)
{
  const LerenKnowledgeGraph *graph = &reading->graph;
  const guint32 n = graph->knowledge->n_rows;
  g_auto (LerenBuckets) replaced = { 0 };

  if (n == 0)
    return;
  _leren_buckets_fill (&replaced, graph->superseded, NULL, n, n);
  while (reading->changed->len > 0)
    {
      const guint32 piece = g_array_index (reading->changed, guint32, reading->changed->len - 1);
      const guint32 teams = reading->came_to[piece];

      g_array_set_size (reading->changed, reading->changed->len - 1);
      for (guint32 i = replaced.offsets[piece]; i < replaced.offsets[piece + 1]; i++)
        join (reading, replaced.items[i], teams);
      for (guint32 e = 0; e < _leren_links_size (&graph->makers, piece); e++)
        {
          const guint32 row = graph->makers.items[graph->makers.offsets[piece] + e];

          for (guint32 i = graph->sources->offsets[row]; i < graph->sources->offsets[row + 1]; i++)
            join (reading, graph->sources->rows[i], teams);
        }
    }
}

static void
find_where_they_came (Reading *reading, LerenSnapshot *snapshot)
{
  const LerenRows *knowledge = reading->graph.knowledge;
  const guint8 *holders = _leren_rows_get_codes (knowledge, "holder");
  const guint8 organisation = _leren_rows_code_of (knowledge, "holder", "organisation");
  const guint8 network = _leren_rows_code_of (knowledge, "holder", "network");
  const gint32 *teams = knowledge->belongs[LEREN_BELONGS_TO_TEAM];

  reading->came_to = g_new0 (guint32, MAX (knowledge->n_rows, 1));
  reading->changed = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 i = 0; i < knowledge->n_rows; i++)
    if (holders[i] != 0 && (holders[i] == organisation || holders[i] == network))
      join (reading, i, BEYOND);
    else if (teams[i] >= 0)
      join (reading, i, (guint32) teams[i] + 1);
  read_uses (reading, snapshot);
  read_reflections (reading, snapshot);
  carry_back (reading);
}

static void
judge (LerenSnapshot *snapshot, LerenFindings *findings, const Reading *reading,
       const LerenBuckets *by_team, guint32 team)
{
  const LerenRows *knowledge = reading->graph.knowledge;
  LerenTheory *theory = leren_snapshot_get_theory (snapshot);
  const guint32 min_knowledge = leren_findings_get_parameter (findings, "min-knowledge");
  LerenFound found = { .wording = &bound,
                       .subject = { _leren_snapshot_get_rows (snapshot, "team")->type, team } };

  found.counts[1] = _leren_buckets_size (by_team, team);
  for (guint32 i = by_team->offsets[team]; i < by_team->offsets[team + 1]; i++)
    found.counts[0] += reading->came_to[by_team->items[i]] != BEYOND;
  if (found.counts[0] == 0 || found.counts[1] < min_knowledge)
    return;
  found.figure = (double) found.counts[0] / found.counts[1];
  if (found.figure < leren_findings_get_parameter (findings, "min-share"))
    return;
  found.severity = LEREN_SEVERITY_NOTICE;
  if (found.figure >= ADVICE_FROM && found.counts[1] >= ADVICE_PIECES)
    found.severity = LEREN_SEVERITY_ADVICE;
  if (found.figure == 1 && found.counts[1] >= WARNING_PIECES)
    found.severity = LEREN_SEVERITY_WARNING;
  found.asked[0] = leren_theory_find_concept (theory, "learning-infrastructure", "exchange");
  found.asked[1] =
    leren_theory_find_concept (theory, "transformation-principles", "boundary-crossing");
  for (guint32 i = by_team->offsets[team]; i < by_team->offsets[team + 1]; i++)
    if (reading->came_to[by_team->items[i]] != BEYOND)
      _leren_findings_add_evidence (findings, knowledge->type, by_team->items[i]);
  _leren_findings_add_found (findings, &found);
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  LerenTheory *theory = leren_snapshot_get_theory (snapshot);
  const guint32 n_teams = _leren_snapshot_get_rows (snapshot, "team")->n_rows;
  const gint64 newest =
    _leren_snapshot_get_moment (snapshot) -
    (gint64) (leren_findings_get_parameter (findings, "min-days") * (double) G_TIME_SPAN_DAY);
  g_auto (Reading) reading = { 0 };
  g_auto (LerenBuckets) by_team = { 0 };
  g_autofree gint32 *keys = NULL;
  const LerenRows *knowledge;

  if (_leren_require_framework (theory, "learning-infrastructure", error) == NULL ||
      _leren_require_framework (theory, "transformation-principles", error) == NULL ||
      !_leren_knowledge_read (&reading.graph, snapshot, error))
    return FALSE;
  knowledge = reading.graph.knowledge;
  find_where_they_came (&reading, snapshot);
  keys = g_new (gint32, MAX (knowledge->n_rows, 1));
  for (guint32 i = 0; i < knowledge->n_rows; i++)
    keys[i] = _leren_rows_in_scope (knowledge, i) && knowledge->moments[i] <= newest &&
                  reading.graph.superseded[i] < 0
                ? knowledge->belongs[LEREN_BELONGS_TO_TEAM][i]
                : -1;
  _leren_buckets_fill (&by_team, keys, NULL, knowledge->n_rows, n_teams);
  for (guint32 team = 0; team < n_teams; team++)
    judge (snapshot, findings, &reading, &by_team, team);
  return TRUE;
}

const LerenRuleSpec _leren_rule_team_bound = {
  "team-bound",
  { "Bound to the team", "Gebonden aan het team" },
  "Jansen & Van Biene 2015 (LT2); Stam & Wilken 2015 (LT7); Wilken & Stam 2015 (LT8)",
  parameters,
  needs,
  run,
};
