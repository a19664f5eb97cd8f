/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-reading-private.h"
#include "analysis/leren-turns-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>

/* Advice before open questions, or more advice than questions, in a session.
 *
 * Figure: the share of advice in all turns that are advice or a question, open or closed. It is
 * found in a session of at least min-turns turns, of which at least min-advice are advice, where
 * advice came before the first open question or the figure is above max-share.
 * Severity: notice up to max-share (only the order was wrong), advice above it, warning from 0.8. */

#define WARNING_FROM 0.8

static const LerenRuleParameter parameters[] = {
  { "min-turns", 3, 1, 1000, N_ ("turns"),
    N_ ("how many turns of a session must be on record before anything is said of it") },
  { "min-advice", 2, 1, 1000, N_ ("turns"), N_ ("how many of them must be advice") },
  { "max-share", 0.5, 0, 1, N_ ("share of turns"),
    N_ ("what share of advice, in advice and questions together, a session can bear") },
  { NULL },
};

static const LerenNeed needs[] = { LEREN_NEEDS_OF_TURNS, { NULL } };

static const LerenWording no_question = {
  "share of advice in advice and questions",
  { [LEREN_ENGLISH] = { .many =
                          "{2} pieces of advice were given in this session, and not one open "
                          "question was asked. Solutions came before the situation itself was "
                          "explored." },
    [LEREN_DUTCH] = { .many =
                        "In deze bijeenkomst werd {2} keer advies gegeven en geen enkele open "
                        "vraag gesteld. De oplossingen kwamen voordat de situatie zelf was "
                        "verkend." } }
};
static const LerenWording early = {
  "share of advice in advice and questions",
  { [LEREN_ENGLISH] = { .many =
                          "{1} pieces of advice came before the first open question; of the {3} "
                          "turns that advised or asked, {2} were advice. Asking first helps to "
                          "find out what it is really about.",
                        .one =
                          "A piece of advice came before the first open question; of the {3} turns "
                          "that advised or asked, {2} were advice. Asking first helps to find out "
                          "what it is really about." },
    [LEREN_DUTCH] = { .many =
                        "Er waren al {1} adviezen gegeven voordat de eerste open vraag kwam; van "
                        "de {3} beurten waarin iemand adviseerde of vroeg, waren er {2} een "
                        "advies. Wie eerst vraagt, hoort waar het om gaat.",
                      .one =
                        "Er was al een advies gegeven voordat de eerste open vraag kwam; van de "
                        "{3} beurten waarin iemand adviseerde of vroeg, waren er {2} een advies. "
                        "Wie eerst vraagt, hoort waar het om gaat." } }
};
static const LerenWording plenty = {
  "share of advice in advice and questions",
  { [LEREN_ENGLISH] = { .many = "Of the {3} turns in this session that advised or asked, {2} were "
                                "advice. Where advice has the upper hand, there is little room for "
                                "doubt." },
    [LEREN_DUTCH] = { .many =
                        "Van de {3} beurten in deze bijeenkomst waarin iemand adviseerde of vroeg, "
                        "waren er {2} een advies. Waar adviezen de boventoon voeren, blijft er "
                        "weinig ruimte voor twijfel." } }
};

static void
judge (LerenSnapshot *snapshot, LerenFindings *findings, const LerenTurns *turns, guint32 session)
{
  const LerenBuckets *said = &turns->by_session;
  const double max_share = leren_findings_get_parameter (findings, "max-share");
  const LerenAsking asking = _leren_turns_count_asking (turns, session);
  const guint32 total = asking.n_advice + asking.n_open + asking.n_closed;
  LerenFound found = { .subject = { turns->sessions->type, session } };

  if (asking.n_advice < leren_findings_get_parameter (findings, "min-advice"))
    return;
  found.figure = (double) asking.n_advice / total;
  if (asking.n_early == 0 && found.figure <= max_share)
    return;

  found.severity = found.figure <= max_share      ? LEREN_SEVERITY_NOTICE
                   : found.figure >= WARNING_FROM ? LEREN_SEVERITY_WARNING
                                                  : LEREN_SEVERITY_ADVICE;
  found.wording = asking.n_open == 0 ? &no_question : asking.n_early > 0 ? &early : &plenty;
  found.counts[0] = asking.n_early;
  found.counts[1] = asking.n_advice;
  found.counts[2] = total;
  found.asked[0] = leren_theory_find_concept (leren_snapshot_get_theory (snapshot),
                                              "action-learning", "open-questions");
  for (guint32 i = said->offsets[session]; i < said->offsets[session + 1]; i++)
    if (turns->kinds[said->items[i]] == turns->advice)
      _leren_findings_add_evidence (findings, turns->turns->type, said->items[i]);
  _leren_findings_add_found (findings, &found);
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  const double min_turns = leren_findings_get_parameter (findings, "min-turns");
  g_auto (LerenTurns) turns = { 0 };

  if (_leren_require_framework (leren_snapshot_get_theory (snapshot), "action-learning", error) ==
      NULL)
    return FALSE;
  _leren_turns_read (&turns, snapshot, -1);
  for (guint32 session = 0; session < turns.sessions->n_rows; session++)
    if (_leren_buckets_size (&turns.by_session, session) >= min_turns)
      judge (snapshot, findings, &turns, session);
  return TRUE;
}

const LerenRuleSpec _leren_rule_advice_too_soon = {
  "advice-too-soon",
  { "Advice too soon", "Te snel advies" },
  "Revans 1980; Jansen & Van Biene 2015 (LT2); Van der Mei & Gademan 2015 (LT5); Movisie 2018 (RL)",
  parameters,
  needs,
  run,
};
