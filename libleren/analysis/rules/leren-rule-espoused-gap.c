/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-stances-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>

/* Of one subject, what is espoused and what is in use differ.
 *
 * Compared are the reflections on one record, or where they name none on one case, that tell of
 * what is espoused, and those that tell of what is in use: by their levels and loops; by what they
 * were coded with of a ladder, or of a set of which one concept shuts out the others; by the
 * ratings of one concept that are about them. Figure: the widest gap between the two sides, from 0
 * to 1: the distance between their means on a ladder or a scale, as a share of its length; of a
 * set, half of the sum of the differences between the shares of its concepts. It is found from
 * min-each reflections or ratings on either side, where the gap is at least min-gap: of the six
 * levels, two steps; of the three loops, one. Severity: notice below 0.5, advice from there,
 * warning from 0.75 with two or more on either side. */

#define ADVICE_FROM 0.5
#define WARNING_FROM 0.75
#define WARNING_EACH 2
/* two distances that are the same on paper are so here */
#define TOLERANCE 1e-9

static const LerenRuleParameter parameters[] = {
  { "min-each", 1, 1, 1000, N_ ("reflections"),
    N_ ("how many reflections or ratings there must be on either side") },
  { "min-gap", 0.25, 0, 1, N_ ("share of the scale"),
    N_ ("how far what is said and what is done must lie apart") },
  { NULL },
};

static const LerenNeed needs[] = { LEREN_NEEDS_OF_STANCES, { NULL } };

#define UNSEEN_EN "People rarely see that in themselves: lay the two side by side, without blame."
#define UNSEEN_NL "Van jezelf zie je dat zelden: leg de twee naast elkaar, zonder verwijt."

/* the labels stand in quotes: some are a word such as “about” */
static const LerenWording placed = {
  "gap, from 0 to 1",
  { [LEREN_ENGLISH] = { "What people say about this and what they turn out to do are some way "
                        "apart: their words mostly point to “{a}”, and what they do to "
                        "“{b}”. " UNSEEN_EN },
    [LEREN_DUTCH] = { "Wat mensen hierover zeggen en wat ze blijken te doen, ligt uit elkaar: hun "
                      "woorden wijzen vooral op “{a}”, en wat ze doen op “{b}”. " UNSEEN_NL } }
};
static const LerenWording apart = {
  "gap, from 0 to 1",
  { [LEREN_ENGLISH] = { "What people say about this and what they turn out to do are some way "
                        "apart, although both mostly point to “{a}”. " UNSEEN_EN },
    [LEREN_DUTCH] = { "Wat mensen hierover zeggen en wat ze blijken te doen, ligt uit elkaar, ook "
                      "al wijzen ze allebei vooral op “{a}”. " UNSEEN_NL } }
};
static const LerenWording rated = {
  "gap, from 0 to 1",
  { [LEREN_ENGLISH] = { "On “{a}”, what people say about this is rated differently from what they "
                        "turn out to do. " UNSEEN_EN },
    [LEREN_DUTCH] = { "Op “{a}” krijgt wat mensen hierover zeggen een ander cijfer dan wat ze "
                      "blijken te doen. " UNSEEN_NL } }
};

static LerenSeverity
judge (const LerenGap *gap)
{
  const guint32 fewest = MIN (gap->n[LEREN_SAID], gap->n[LEREN_DONE]);

  if (gap->gap >= WARNING_FROM - TOLERANCE && fewest >= WARNING_EACH)
    return LEREN_SEVERITY_WARNING;
  return gap->gap >= ADVICE_FROM - TOLERANCE ? LEREN_SEVERITY_ADVICE : LEREN_SEVERITY_NOTICE;
}

/* what is espoused first, then what is in use; of ratings, the reflection and then its ratings */
static void
add_evidence (const LerenStances *stances, LerenFindings *findings, guint32 subject,
              const LerenGap *gap)
{
  const LerenBuckets *by_subject =
    gap->aspect != NULL ? &stances->by_subject : &stances->rated_by_subject;

  for (LerenSide side = LEREN_SAID; side < LEREN_N_SIDES; side++)
    for (guint32 i = by_subject->offsets[subject]; i < by_subject->offsets[subject + 1]; i++)
      {
        const guint32 row = by_subject->items[i];

        if (gap->aspect != NULL)
          {
            if (gap->aspect->places[row] != 0 && stances->stances[row] == side + 1)
              _leren_findings_add_evidence (findings, stances->reflections->type, row);
          }
        else if (_leren_stances_is_compared (stances, gap, row) &&
                 _leren_stances_of_rating (stances, row) == side)
          {
            _leren_findings_add_evidence (findings, stances->reflections->type,
                                          stances->ratings.subjects->rows[row]);
            _leren_findings_add_evidence (findings, stances->ratings.rows->type, row);
          }
      }
}

static LerenConcept *
find_rated (const LerenStances *stances, const LerenGap *gap)
{
  const LerenRows *ratings = stances->ratings.rows;
  const GPtrArray *frameworks = _leren_rows_get_vector (ratings, "framework")->dictionary;
  const GPtrArray *concepts = _leren_rows_get_vector (ratings, "concept")->dictionary;

  return leren_theory_find_concept (
    leren_snapshot_get_theory (stances->snapshot),
    g_ptr_array_index (frameworks, stances->ratings.frameworks[gap->rating] - 1),
    g_ptr_array_index (concepts, stances->ratings.concepts[gap->rating] - 1));
}

/* the concepts that are named; FALSE where the theory does not have them */
static gboolean
name (const LerenStances *stances, const LerenGap *gap, LerenFound *found)
{
  if (gap->aspect == NULL)
    {
      found->wording = &rated;
      found->concepts[0] = find_rated (stances, gap);
      return found->concepts[0] != NULL;
    }
  for (LerenSide side = LEREN_SAID; side < LEREN_N_SIDES; side++)
    found->concepts[side] = _leren_concept_at (gap->aspect->framework, gap->most[side]);
  found->wording = gap->most[LEREN_SAID] == gap->most[LEREN_DONE] ? &apart : &placed;
  return TRUE;
}

static LerenPlace
place_of (const LerenStances *stances, guint32 subject)
{
  guint type = 0;

  while (stances->starts[type + 1] <= stances->keys[subject])
    type++;
  return (LerenPlace){ type, stances->keys[subject] - stances->starts[type] };
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  LerenFramework *poles =
    _leren_require_framework (leren_snapshot_get_theory (snapshot), "espoused-and-use", error);
  const guint32 min_each = leren_findings_get_parameter (findings, "min-each");
  const double min_gap = leren_findings_get_parameter (findings, "min-gap");
  g_auto (LerenStances) stances = { 0 };

  if (poles == NULL || !_leren_stances_read (&stances, snapshot, findings, FALSE, error))
    return FALSE;
  for (guint32 subject = 0; subject < stances.n_subjects; subject++)
    {
      LerenFound found = { 0 };
      LerenGap gap;

      if (!_leren_stances_compare (&stances, subject, min_each, &gap) || gap.gap <= 0 ||
          gap.gap < min_gap - TOLERANCE || !name (&stances, &gap, &found))
        continue;
      found.subject = place_of (&stances, subject);
      found.figure = gap.gap;
      found.severity = judge (&gap);
      for (guint i = 0; i < leren_framework_get_n_concepts (poles) && i < LEREN_MAX_ASKED; i++)
        found.asked[i] = _leren_concept_at (poles, i);
      add_evidence (&stances, findings, subject, &gap);
      _leren_findings_add_found (findings, &found);
    }
  return TRUE;
}

const LerenRuleSpec _leren_rule_espoused_gap = {
  "espoused-gap",
  { "Said and done", "Gezegd en gedaan" },
  "Argyris & Schön 1978; De Waal 2015 (LT9); Jansen & Van Biene 2015 (LT2)",
  parameters,
  needs,
  run,
};
