/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-grouping-private.h"
#include "analysis/leren-promises-private.h"
#include "analysis/leren-reading-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>

/* Action cycles that stay open: without an owner, tried or due and not looked back on, looked back
 * on without a reflection, or not looked back on in the next session of the group.
 *
 * A reflection goes with an action where the action names it or it is about the action, also where
 * that action is a later one of the same chain; knowledge that was converted in the session that
 * agreed on it or looked back on it counts as one.
 *
 * One finding for each kind, on the case of the actions, or where they have none on their team or
 * their practice. Figure: of the cycles of the group that were not dropped, the share that is
 * closed. The group is the team, or where there is none the practice; it says nothing of a group
 * with fewer than min-actions cycles. A scope narrows what is found, not the group: only its period
 * does. Nothing is late after the end of the scope. Severity: warning below warn-below, advice below advise-below,
 * notice otherwise; of actions that were looked back on, one step milder. */

typedef enum { WITHOUT_OWNER, WITHOUT_REVIEW, WITHOUT_REFLECTION, NOT_NEXT_TIME, N_KINDS } Kind;

static const LerenRuleParameter parameters[] = {
  { "min-actions", 2, 1, 1000, N_ ("actions"),
    N_ ("how many action cycles a group must have before anything is said of it") },
  { "review-days", 42, 0, 3650, N_ ("days"),
    N_ ("how long after it was tried an action may wait to be looked back on") },
  { "warn-below", 0.25, 0, 1, N_ ("share of actions"),
    N_ ("below what closed share it is a warning") },
  { "advise-below", 0.75, 0, 1, N_ ("share of actions"),
    N_ ("below what closed share it is advice") },
  { NULL },
};

static const LerenNeed needs[] = { LEREN_NEEDS_OF_PROMISES, { NULL } };

#define CLOSED_EN "Closed in this group: {2} of {3} action cycles."
#define CLOSED_NL "Rond in deze groep: {2} van de {3} actiecycli."
#define LOOP(many_en, one_en, many_nl, one_nl)                                                     \
  {                                                                                                \
    "share of actions closed",                                                                     \
    {                                                                                              \
      [LEREN_ENGLISH] = { .many = many_en CLOSED_EN, .one = one_en CLOSED_EN },                    \
      [LEREN_DUTCH] = { .many = many_nl CLOSED_NL, .one = one_nl CLOSED_NL },                      \
    }                                                                                              \
  }

/* clang-format off */
static const LerenWording wordings[N_KINDS] = {
  [WITHOUT_OWNER] = LOOP (
    "{1} actions have no owner on record. What is everybody’s is easily left undone. ",
    "One action has no owner on record. What is everybody’s is easily left undone. ",
    "Bij {1} acties staat geen eigenaar genoteerd. Wat van iedereen is, blijft makkelijk "
    "liggen. ",
    "Bij één actie staat geen eigenaar genoteerd. Wat van iedereen is, blijft makkelijk "
    "liggen. "),
  [WITHOUT_REVIEW] = LOOP (
    "{1} actions were tried, or should have been by now, and nobody is on record as having "
    "looked back on them. ",
    "One action was tried, or should have been by now, and nobody is on record as having "
    "looked back on it. ",
    "{1} acties zijn geprobeerd, of hadden dat al moeten zijn, zonder dat er een terugblik "
    "is vastgelegd. ",
    "Eén actie is geprobeerd, of had dat al moeten zijn, zonder dat er een terugblik is "
    "vastgelegd. "),
  [WITHOUT_REFLECTION] = LOOP (
    "Of {1} actions the effect is on record, but no reflection goes with it. That leaves "
    "open what the group makes of it. ",
    "Of one action the effect is on record, but no reflection goes with it. That leaves open "
    "what the group makes of it. ",
    "Van {1} acties staat het effect genoteerd, maar er hoort geen reflectie bij. Zo blijft "
    "open wat de groep ervan leert. ",
    "Van één actie staat het effect genoteerd, maar er hoort geen reflectie bij. Zo blijft "
    "open wat de groep ervan leert. "),
  [NOT_NEXT_TIME] = LOOP (
    "Nothing on record shows the group coming back to {1} actions in its next session. Good "
    "intentions lose out to what is urgent when nobody asks after them. ",
    "Nothing on record shows the group coming back to one action in its next session. Good "
    "intentions lose out to what is urgent when nobody asks after them. ",
    "Nergens is vastgelegd dat de groep in de volgende bijeenkomst op {1} acties is "
    "teruggekomen. Goede voornemens leggen het af tegen wat urgent is als niemand ernaar "
    "vraagt. ",
    "Nergens is vastgelegd dat de groep in de volgende bijeenkomst op één actie is "
    "teruggekomen. Goede voornemens leggen het af tegen wat urgent is als niemand ernaar "
    "vraagt. "),
};
/* clang-format on */

typedef struct {
  LerenPromises promises;
  LerenConcept *asked[N_KINDS];
  guint32 *n_counted; /* cycles by group that were not dropped */
  guint32 *n_closed;
  guint32 n_cases, n_teams, n_practices;
  guint32 min_actions;
  gint64 review_time;
  double warn_below, advise_below;
  gint64 now;
} Reading;

/* group and subject as one number: cases come first, then teams, then practices */
static gint32
group_of (const Reading *reading, guint32 action)
{
  const LerenRows *actions = reading->promises.actions;
  const gint32 team = actions->belongs[LEREN_BELONGS_TO_TEAM][action];
  const gint32 practice = actions->belongs[LEREN_BELONGS_TO_PRACTICE][action];

  if (team >= 0)
    return reading->n_cases + team;
  return practice >= 0 ? (gint32) (reading->n_cases + reading->n_teams + practice) : -1;
}

static gint32
subject_of (const Reading *reading, guint32 action)
{
  const gint32 at = reading->promises.actions->belongs[LEREN_BELONGS_TO_CASE][action];

  return at >= 0 ? at : group_of (reading, action);
}

/* of the whole group, also where the scope is one of its cases */
static void
count_groups (Reading *reading, LerenSnapshot *snapshot)
{
  const LerenRows *actions = reading->promises.actions;

  for (guint32 i = 0; i < actions->n_rows; i++)
    {
      const gint32 group = group_of (reading, i);

      if (group < 0 || !_leren_snapshot_in_period (snapshot, actions, i) ||
          _leren_promise_is_dropped (&reading->promises, i))
        continue;
      reading->n_counted[group]++;
      reading->n_closed[group] += _leren_promise_is_closed (&reading->promises, i);
    }
}

static gboolean
is_late (const Reading *reading, guint32 action)
{
  const LerenPromises *promises = &reading->promises;
  const gint32 tried = promises->undertaken[action], due = promises->due[action];

  if (tried != LEREN_ABSENT_DATE)
    return tried * G_TIME_SPAN_DAY + reading->review_time < reading->now;
  return due != LEREN_ABSENT_DATE && (due + 1) * G_TIME_SPAN_DAY < reading->now;
}

/* which kinds of open loop one action is, as bits */
static guint
find_kinds (const Reading *reading, guint32 action)
{
  const LerenPromises *promises = &reading->promises;
  const gboolean seen = _leren_promise_is_looked_back_on (promises, action);
  const LerenFollowUp follow_up = _leren_promise_follow_up (promises, action, reading->now);
  guint kinds = 0;

  if (_leren_promise_is_dropped (promises, action))
    return 0;
  if (seen)
    {
      if (!promises->has_reflection[action])
        kinds |= 1 << WITHOUT_REFLECTION;
      /* it was looked back on, but later than it could have been */
      if (follow_up == LEREN_FOLLOW_UP_MISSED)
        kinds |= 1 << NOT_NEXT_TIME;
      return kinds;
    }
  if (promises->owners[action] < 0)
    return 1 << WITHOUT_OWNER;
  if (follow_up == LEREN_FOLLOW_UP_MISSED)
    return 1 << NOT_NEXT_TIME;
  return is_late (reading, action) ? 1 << WITHOUT_REVIEW : 0;
}

static LerenSeverity
judge (const Reading *reading, double share, Kind kind)
{
  LerenSeverity severity = share < reading->warn_below     ? LEREN_SEVERITY_WARNING
                           : share < reading->advise_below ? LEREN_SEVERITY_ADVICE
                                                           : LEREN_SEVERITY_NOTICE;

  if (kind == WITHOUT_REFLECTION && severity > LEREN_SEVERITY_NOTICE)
    severity--;
  return severity;
}

static LerenPlace
place_of (const Reading *reading, LerenSnapshot *snapshot, guint32 subject)
{
  if (subject < reading->n_cases)
    return (LerenPlace){ _leren_snapshot_get_rows (snapshot, "case")->type, subject };
  subject -= reading->n_cases;
  if (subject < reading->n_teams)
    return (LerenPlace){ _leren_snapshot_get_rows (snapshot, "team")->type, subject };
  return (LerenPlace){ _leren_snapshot_get_rows (snapshot, "practice")->type,
                       subject - reading->n_teams };
}

static void
add (const Reading *reading, LerenSnapshot *snapshot, LerenFindings *findings, Kind kind,
     const LerenBuckets *by_subject, guint32 subject)
{
  const guint32 first = by_subject->offsets[subject], end = by_subject->offsets[subject + 1];
  const gint32 group = group_of (reading, by_subject->items[first]);
  LerenFound found = { .wording = &wordings[kind] };

  found.subject = place_of (reading, snapshot, subject);
  found.counts[0] = end - first;
  found.counts[1] = reading->n_closed[group];
  found.counts[2] = reading->n_counted[group];
  found.figure = (double) found.counts[1] / found.counts[2];
  found.severity = judge (reading, found.figure, kind);
  found.asked[0] = reading->asked[kind];
  for (guint32 i = first; i < end; i++)
    _leren_findings_add_evidence (findings, reading->promises.actions->type, by_subject->items[i]);
  _leren_findings_add_found (findings, &found);
}

/* What is asked follows from the step that is missing, through the crosswalk. */
static gboolean
find_questions (Reading *reading, LerenTheory *theory, GError **error)
{
  LerenConcept *owned, *reviewed;

  if (_leren_require_framework (theory, "action-cycle", error) == NULL)
    return FALSE;
  owned = leren_theory_find_concept (theory, "action-cycle", "owned");
  reviewed = leren_theory_find_concept (theory, "action-cycle", "reviewed");
  reading->asked[WITHOUT_OWNER] = _leren_find_corresponding (theory, owned, "action-learning");
  reading->asked[WITHOUT_REVIEW] = reviewed;
  reading->asked[WITHOUT_REFLECTION] =
    _leren_find_corresponding (theory, reviewed, "experiential-learning");
  reading->asked[NOT_NEXT_TIME] = _leren_find_corresponding (theory, reviewed, "action-learning");
  return TRUE;
}

static void
find_all (const Reading *reading, LerenSnapshot *snapshot, LerenFindings *findings)
{
  const LerenRows *actions = reading->promises.actions;
  const guint32 n_subjects = reading->n_cases + reading->n_teams + reading->n_practices;
  LerenBuckets by_subject[N_KINDS] = { 0 };
  g_autofree guint8 *kinds = g_new0 (guint8, MAX (actions->n_rows, 1));
  g_autofree gint32 *keys = g_new (gint32, MAX (actions->n_rows, 1));

  for (guint32 i = 0; i < actions->n_rows; i++)
    {
      const gint32 group = group_of (reading, i);

      if (group >= 0 && _leren_rows_in_scope (actions, i) &&
          reading->n_counted[group] >= reading->min_actions)
        kinds[i] = find_kinds (reading, i);
    }
  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      for (guint32 i = 0; i < actions->n_rows; i++)
        keys[i] = (kinds[i] & 1 << kind) != 0 ? subject_of (reading, i) : -1;
      _leren_buckets_fill (&by_subject[kind], keys, NULL, actions->n_rows, n_subjects);
    }
  for (guint32 subject = 0; subject < n_subjects; subject++)
    for (guint kind = 0; kind < N_KINDS; kind++)
      if (_leren_buckets_size (&by_subject[kind], subject) > 0)
        add (reading, snapshot, findings, kind, &by_subject[kind], subject);
  for (guint kind = 0; kind < N_KINDS; kind++)
    _leren_buckets_clear (&by_subject[kind]);
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  Reading reading = { 0 };
  guint32 n_groups;

  if (!find_questions (&reading, leren_snapshot_get_theory (snapshot), error))
    return FALSE;
  reading.n_cases = _leren_snapshot_get_rows (snapshot, "case")->n_rows;
  reading.n_teams = _leren_snapshot_get_rows (snapshot, "team")->n_rows;
  reading.n_practices = _leren_snapshot_get_rows (snapshot, "practice")->n_rows;
  reading.min_actions = leren_findings_get_parameter (findings, "min-actions");
  reading.review_time =
    leren_findings_get_parameter (findings, "review-days") * (double) G_TIME_SPAN_DAY;
  reading.warn_below = leren_findings_get_parameter (findings, "warn-below");
  reading.advise_below = leren_findings_get_parameter (findings, "advise-below");
  reading.now = _leren_snapshot_get_end (snapshot);
  n_groups = reading.n_cases + reading.n_teams + reading.n_practices;
  reading.n_counted = g_new0 (guint32, MAX (n_groups, 1));
  reading.n_closed = g_new0 (guint32, MAX (n_groups, 1));
  _leren_promises_read (&reading.promises, snapshot);

  count_groups (&reading, snapshot);
  find_all (&reading, snapshot, findings);

  _leren_promises_clear (&reading.promises);
  g_free (reading.n_counted);
  g_free (reading.n_closed);
  return TRUE;
}

const LerenRuleSpec _leren_rule_open_loop = {
  "open-loop",
  { "Open loop", "Open eind" },
  "Revans 1980; Kolb 1984; Overkamp & Gademan 2016 (LK); Movisie 2018 (RL); Kooiman 2015 (LT4)",
  parameters,
  needs,
  run,
};
