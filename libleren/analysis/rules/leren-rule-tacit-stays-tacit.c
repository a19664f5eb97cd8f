/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-grouping-private.h"
#include "analysis/leren-knowledge-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>

/* Knowledge that never goes on: tacit and never put into words, explicit and never made one's own,
 * and modes of conversion that never happen.
 *
 * Up to three findings on a practice that has at least min-knowledge pieces of knowledge in that
 * form, or at least min-conversions conversions; knowledge that belongs to no practice is left out.
 * Figure: of its tacit pieces the share with which the trail ends, no conversion taking them
 * further, but for those that came about by internalisation; of its explicit pieces that were not
 * superseded the share with which it ends; of the modes, the number that happened.
 * Nothing is said of a share below min-share.
 * Severity: of tacit knowledge notice, advice from advise-from, warning from warn-from. Explicit
 * knowledge can be taken up by people of whom nothing is on record, so of that notice, and advice
 * from warn-from. Of the modes: notice where one is missing, advice for two, warning for three. Of a
 * share it also says how many conversions of the practice completed a full turn, through all modes
 * and back to tacit, and names these at the end of the evidence. */

static const LerenRuleParameter parameters[] = {
  { "min-knowledge", 4, 1, 1000, N_ ("pieces of knowledge"),
    N_ ("how many pieces in one form a practice must have before anything is said of them") },
  { "min-conversions", 5, 1, 1000, N_ ("conversions"),
    N_ ("how many conversions a practice must have before a missing mode is spoken of") },
  { "min-share", 0.3, 0, 1, N_ ("share of knowledge"), N_ ("below what share nothing is said") },
  { "advise-from", 0.5, 0, 1, N_ ("share of knowledge"),
    N_ ("from what share of tacit knowledge on it is advice") },
  { "warn-from", 0.8, 0, 1, N_ ("share of knowledge"),
    N_ ("from what share on it is a warning, and of explicit knowledge advice") },
  { NULL },
};

static const LerenNeed needs[] = { LEREN_NEEDS_OF_KNOWLEDGE, { NULL } };

#define TURNS_EN                                                                                   \
  "Times that knowledge went the whole way round, from shared and put into words to combined and " \
  "made people’s own: {3}."
#define TURNS_NL                                                                                   \
  "Aantal keren dat kennis de hele ronde maakte, van delen en verwoorden tot verbinden en eigen "  \
  "maken: {3}."

static const LerenWording never_said = {
  "share of tacit knowledge",
  { [LEREN_ENGLISH] = { .many =
                          "Of the {2} pieces of tacit knowledge in this practice {1} go no further "
                          "than the people who have them: nothing on record puts them into "
                          "words. " TURNS_EN,
                        .one =
                          "Of the {2} pieces of tacit knowledge in this practice one goes no "
                          "further than the people who have it: nothing on record puts it into "
                          "words. " TURNS_EN,
                        .all =
                          "None of the {2} pieces of tacit knowledge in this practice goes further "
                          "than the people who have it: nothing on record puts them into "
                          "words. " TURNS_EN },
    [LEREN_DUTCH] = { .many =
                        "Van de {2} stukken stilzwijgende kennis in deze praktijk komen er {1} "
                        "niet verder dan de mensen die ze hebben: nergens is vastgelegd dat iemand "
                        "ze onder woorden bracht. " TURNS_NL,
                      .one =
                        "Van de {2} stukken stilzwijgende kennis in deze praktijk komt er één niet "
                        "verder dan de mensen die het hebben: nergens is vastgelegd dat iemand het "
                        "onder woorden bracht. " TURNS_NL,
                      .all =
                        "Geen van de {2} stukken stilzwijgende kennis in deze praktijk komt verder "
                        "dan de mensen die ze hebben: nergens is vastgelegd dat iemand ze onder "
                        "woorden bracht. " TURNS_NL } }
};
static const LerenWording never_done = {
  "share of explicit knowledge",
  { [LEREN_ENGLISH] = { .many =
                          "Of the {2} pieces of explicit knowledge in this practice {1} are where "
                          "the trail ends: nothing on record shows people making them their own by "
                          "working with them. " TURNS_EN,
                        .one =
                          "Of the {2} pieces of explicit knowledge in this practice one is where "
                          "the trail ends: nothing on record shows people making it their own by "
                          "working with it. " TURNS_EN,
                        .all =
                          "With each of the {2} pieces of explicit knowledge in this practice the "
                          "trail ends: nothing on record shows people making them their own by "
                          "working with them. " TURNS_EN },
    [LEREN_DUTCH] = { .many =
                        "Van de {2} stukken vastgelegde kennis in deze praktijk loopt bij {1} het "
                        "spoor dood: nergens blijkt dat mensen ze zich al werkend eigen "
                        "maken. " TURNS_NL,
                      .one =
                        "Van de {2} stukken vastgelegde kennis in deze praktijk loopt bij één het "
                        "spoor dood: nergens blijkt dat mensen het zich al werkend eigen "
                        "maken. " TURNS_NL,
                      .all =
                        "Bij alle {2} stukken vastgelegde kennis in deze praktijk loopt het spoor "
                        "dood: nergens blijkt dat mensen ze zich al werkend eigen "
                        "maken. " TURNS_NL } }
};
static const LerenWording never_one = {
  "modes that happened",
  { [LEREN_ENGLISH] = { .many =
                          "Of the {2} times on record in this practice that knowledge was passed "
                          "on or took another form, none was {a}. Without it the circle of "
                          "learning stays open." },
    [LEREN_DUTCH] = { .many =
                        "Van de {2} keer dat kennis in deze praktijk werd doorgegeven of een "
                        "andere vorm kreeg, was er voor zover vastgelegd geen enkele keer {a}. "
                        "Zonder die stap blijft de leercirkel open." } }
};
static const LerenWording never_some = {
  "modes that happened",
  { [LEREN_ENGLISH] = { .many =
                          "In the {2} times on record in this practice that knowledge was passed "
                          "on or took another form, {1} of the four ways in which that happens are "
                          "missing, {a} and {b} among them. Without them the circle of learning "
                          "stays open." },
    [LEREN_DUTCH] = { .many =
                        "Bij de {2} keer dat kennis in deze praktijk werd doorgegeven of een "
                        "andere vorm kreeg, ontbreken {1} van de vier manieren waarop dat kan, "
                        "waaronder {a} en {b}. Zonder die stappen blijft de leercirkel open." } }
};

typedef struct {
  LerenKnowledgeGraph graph;
  LerenFullTurns turns;
  LerenBuckets knowledge; /* by practice */
  LerenBuckets conversions;
  guint practice_type;
  double min_knowledge, min_conversions, min_share, advise_from, warn_from;
} Reading;

/* A piece with which a trail ends short of the conversion that its form is waiting for. */
static gboolean
is_stranded (const LerenKnowledgeGraph *graph, guint32 piece, gboolean tacit)
{
  const guint8 home = 1 << (graph->explicit_to_tacit - 1);

  /* another conversion takes it further: if it strands, it strands there */
  if (graph->reached[piece] != 0)
    return FALSE;
  /* what was made one's own out of something explicit has its words there */
  return !tacit || (graph->came_by[piece] & home) == 0;
}

static LerenSeverity
judge (const Reading *reading, double share, gboolean tacit)
{
  if (share >= reading->warn_from)
    return tacit ? LEREN_SEVERITY_WARNING : LEREN_SEVERITY_ADVICE;
  return tacit && share >= reading->advise_from ? LEREN_SEVERITY_ADVICE : LEREN_SEVERITY_NOTICE;
}

/* The conversions of a practice by which a full turn came round: how many, and as evidence */
static guint32
tell_turns (const Reading *reading, LerenFindings *findings, guint32 practice)
{
  const LerenBuckets *conversions = &reading->conversions;
  guint32 n = 0;

  for (guint32 i = conversions->offsets[practice]; i < conversions->offsets[practice + 1]; i++)
    if (reading->turns.completed[conversions->items[i]] != 0)
      {
        _leren_findings_add_evidence (findings, reading->graph.conversions->type,
                                      conversions->items[i]);
        n++;
      }
  return n;
}

static void
judge_pieces (const Reading *reading, LerenFindings *findings, guint32 practice, gboolean tacit)
{
  const LerenKnowledgeGraph *graph = &reading->graph;
  const LerenBuckets *pieces = &reading->knowledge;
  const gint32 *superseded = _leren_rows_get_references (graph->knowledge, "superseded_by");
  const guint8 form = tacit ? graph->tacit : graph->explicit;
  const guint mode = tacit ? graph->tacit_to_explicit : graph->explicit_to_tacit;
  LerenFound found = { .wording = tacit ? &never_said : &never_done };

  for (guint32 i = pieces->offsets[practice]; i < pieces->offsets[practice + 1]; i++)
    {
      const guint32 piece = pieces->items[i];

      if (graph->forms[piece] != form || (!tacit && superseded[piece] >= 0))
        continue;
      found.counts[1]++;
      found.counts[0] += is_stranded (graph, piece, tacit);
    }
  if (found.counts[0] == 0 || found.counts[1] < reading->min_knowledge ||
      found.counts[0] < reading->min_share * found.counts[1])
    return;
  for (guint32 i = pieces->offsets[practice]; i < pieces->offsets[practice + 1]; i++)
    if (graph->forms[pieces->items[i]] == form && is_stranded (graph, pieces->items[i], tacit) &&
        (tacit || superseded[pieces->items[i]] < 0))
      _leren_findings_add_evidence (findings, graph->knowledge->type, pieces->items[i]);
  found.subject = (LerenPlace){ reading->practice_type, practice };
  found.counts[2] = tell_turns (reading, findings, practice);
  found.figure = (double) found.counts[0] / found.counts[1];
  found.severity = judge (reading, found.figure, tacit);
  found.asked[0] = _leren_concept_at (graph->framework, mode - 1);
  _leren_findings_add_found (findings, &found);
}

static void
judge_modes (const Reading *reading, LerenFindings *findings, guint32 practice)
{
  const LerenKnowledgeGraph *graph = &reading->graph;
  const LerenBuckets *conversions = &reading->conversions;
  LerenFound found = { .subject = { reading->practice_type, practice } };
  guint happened = 0, n_missing = 0;

  found.counts[1] = _leren_buckets_size (conversions, practice);
  if (found.counts[1] < reading->min_conversions)
    return;
  for (guint32 i = conversions->offsets[practice]; i < conversions->offsets[practice + 1]; i++)
    {
      const guint mode = graph->modes[conversions->items[i]];

      if (mode != 0)
        happened |= 1 << (mode - 1);
      _leren_findings_add_evidence (findings, graph->conversions->type, conversions->items[i]);
    }
  for (guint i = 0; i < LEREN_N_MODES; i++)
    if ((happened & 1 << i) == 0)
      {
        LerenConcept *mode = _leren_concept_at (graph->framework, i);

        if (n_missing < LEREN_MAX_CONCEPTS)
          found.concepts[n_missing] = mode;
        found.asked[n_missing++] = mode;
      }
  if (n_missing == 0)
    {
      _leren_findings_forget_evidence (findings);
      return;
    }
  found.wording = n_missing == 1 ? &never_one : &never_some;
  found.counts[0] = n_missing;
  found.figure = LEREN_N_MODES - n_missing;
  found.severity = n_missing == 1   ? LEREN_SEVERITY_NOTICE
                   : n_missing == 2 ? LEREN_SEVERITY_ADVICE
                                    : LEREN_SEVERITY_WARNING;
  _leren_findings_add_found (findings, &found);
}

static void
group_by_practice (const LerenRows *rows, LerenBuckets *buckets, guint32 n_practices)
{
  g_autofree gint32 *keys = g_new (gint32, MAX (rows->n_rows, 1));

  for (guint32 i = 0; i < rows->n_rows; i++)
    keys[i] = _leren_rows_in_scope (rows, i) ? rows->belongs[LEREN_BELONGS_TO_PRACTICE][i] : -1;
  _leren_buckets_fill (buckets, keys, NULL, rows->n_rows, n_practices);
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  const LerenRows *practices = _leren_snapshot_get_rows (snapshot, "practice");
  Reading reading = { .practice_type = practices->type };

  if (!_leren_knowledge_read (&reading.graph, snapshot, error))
    return FALSE;
  _leren_full_turns_find (&reading.turns, &reading.graph);
  reading.min_knowledge = leren_findings_get_parameter (findings, "min-knowledge");
  reading.min_conversions = leren_findings_get_parameter (findings, "min-conversions");
  reading.min_share = leren_findings_get_parameter (findings, "min-share");
  reading.advise_from = leren_findings_get_parameter (findings, "advise-from");
  reading.warn_from = leren_findings_get_parameter (findings, "warn-from");
  group_by_practice (reading.graph.knowledge, &reading.knowledge, practices->n_rows);
  group_by_practice (reading.graph.conversions, &reading.conversions, practices->n_rows);
  for (guint32 i = 0; i < practices->n_rows; i++)
    {
      judge_pieces (&reading, findings, i, TRUE);
      judge_pieces (&reading, findings, i, FALSE);
      judge_modes (&reading, findings, i);
    }
  _leren_buckets_clear (&reading.knowledge);
  _leren_buckets_clear (&reading.conversions);
  _leren_full_turns_clear (&reading.turns);
  _leren_knowledge_clear (&reading.graph);
  return TRUE;
}

const LerenRuleSpec _leren_rule_tacit_stays_tacit = {
  "tacit-stays-tacit",
  { "Tacit stays tacit", "Stilzwijgend blijft stilzwijgend" },
  "Nonaka & Takeuchi 1995; Stam & Wilken 2015 (LT7); De Waal 2015 (LT9); Huber & Stam 2015 (LT6)",
  parameters,
  needs,
  run,
};
