/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-meetings-private.h"
#include "analysis/leren-grouping-private.h"
#include "analysis/leren-promises-private.h"
#include "analysis/leren-reading-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>

/* Sessions drift apart or are called off, or there is no room between them.
 *
 * Said of a team, or of a practice that has none. Only sessions that have a time and are not still
 * to come count; several on one day (in UTC) count as one.
 *
 * Drift: with at least min-sessions days of sessions that took place, the figure is the median
 * number of days between two in the later half of the intervals, divided by that in the earlier
 * half; of an odd number the one in the middle belongs to neither. Found from min-growth, where it
 * is at least min-days more. Notice, advice from twice as long, warning from three times.
 * Called off: the figure is the share of sessions that were. Found where at least min-cancelled are
 * and the share is at least max-cancelled. Notice, advice from 0.4, warning from 0.6.
 * No room: of the actions that a session agreed on, that have an owner, were not let go and were due
 * by the next session of the group, the figure is the share that nobody had tried by then. One with
 * an effect was tried, whatever day. Found where there are at least min-actions and the share is at
 * least max-untried. Notice, advice from 0.67, warning from 0.9. */

static const LerenRuleParameter parameters[] = {
  { "min-sessions", 5, 3, 1000, N_ ("sessions"),
    N_ ("how many days with a session there must be before anything is said of the time between") },
  { "min-growth", 1.5, 1, 100, N_ ("times as long"),
    N_ ("how many times as long the time between sessions must have become") },
  { "min-days", 7, 0, 3650, N_ ("days"),
    N_ ("how many days longer the time between sessions must have become") },
  { "min-cancelled", 2, 1, 1000, N_ ("sessions"),
    N_ ("how many sessions must have been called off") },
  { "max-cancelled", 0.25, 0, 1, N_ ("share of sessions"),
    N_ ("from what share of sessions called off on it is said") },
  { "min-actions", 3, 1, 1000, N_ ("actions"),
    N_ ("how many actions must have been due by the next session") },
  { "max-untried", 0.5, 0, 1, N_ ("share of actions"),
    N_ ("from what share of actions that nobody could try on it is said") },
  { NULL },
};

static const LerenNeed needs[] = { LEREN_NEEDS_OF_PROMISES, { NULL } };

static const LerenWording drifting = {
  "times as long",
  { [LEREN_ENGLISH] = { .many =
                          "At first there were about {1} days between two sessions, lately about "
                          "{2}. Learning that has to wait for a quiet week tends not to happen.",
                        .one =
                          "At first there was a session about every day, lately every {2} days. "
                          "Learning that has to wait for a quiet week tends not to happen." },
    [LEREN_DUTCH] = { .many =
                        "Eerst zaten er zo’n {1} dagen tussen twee bijeenkomsten, de laatste tijd "
                        "zo’n {2}. Leren dat op een rustige week moet wachten, komt er meestal "
                        "niet van.",
                      .one =
                        "Eerst was er ongeveer elke dag een bijeenkomst, de laatste tijd om de {2} "
                        "dagen. Leren dat op een rustige week moet wachten, komt er meestal niet "
                        "van." } }
};
static const LerenWording called_off = {
  "share of sessions",
  { [LEREN_ENGLISH] = { .many =
                          "{1} of the {2} sessions were called off. What is dropped first when it "
                          "gets busy has no real place yet.",
                        .one =
                          "One of the {2} sessions was called off. What is dropped first when it "
                          "gets busy has no real place yet.",
                        .all =
                          "All {2} sessions were called off. What is dropped first when it gets "
                          "busy has no real place yet." },
    [LEREN_DUTCH] = { .many =
                        "{1} van de {2} bijeenkomsten gingen niet door. Wat bij drukte als eerste "
                        "afvalt, heeft nog geen vaste plek.",
                      .one =
                        "Eén van de {2} bijeenkomsten ging niet door. Wat bij drukte als eerste "
                        "afvalt, heeft nog geen vaste plek.",
                      .all = "Geen van de {2} bijeenkomsten ging door. Wat bij drukte als eerste "
                             "afvalt, heeft nog geen vaste plek." } }
};
static const LerenWording no_room = {
  "share of actions",
  { [LEREN_ENGLISH] = { .many =
                          "{1} of the {2} actions that were due by the next session had not been "
                          "tried by then. Between the sessions there seems to be no room to try "
                          "things.",
                        .one =
                          "One of the {2} actions that were due by the next session had not been "
                          "tried by then.",
                        .all =
                          "None of the {2} actions that were due by the next session had been "
                          "tried by then. Between the sessions there seems to be no room to try "
                          "things." },
    [LEREN_DUTCH] = { .many =
                        "Van de {2} acties die voor de volgende bijeenkomst aan de beurt waren, "
                        "waren er {1} toen nog niet geprobeerd. Tussen de bijeenkomsten door lijkt "
                        "er geen ruimte om iets uit te proberen.",
                      .one =
                        "Van de {2} acties die voor de volgende bijeenkomst aan de beurt waren, "
                        "was er één toen nog niet geprobeerd.",
                      .all =
                        "Van de {2} acties die voor de volgende bijeenkomst aan de beurt waren, "
                        "was er toen nog geen enkele geprobeerd. Tussen de bijeenkomsten door "
                        "lijkt er geen ruimte om iets uit te proberen." } }
};

typedef struct {
  LerenSnapshot *snapshot;
  LerenFindings *findings;
  LerenPromises promises;
  const guint8 *cancelled;
  const gint64 *started;
  LerenBuckets sessions; /* by group, in the order in time */
  LerenBuckets actions;  /* by the group of the session that agreed on them */
  gint64 now;
  LerenConcept *too_little_time, *time_to_learn, *organise;
  GArray *rows;      /* guint32: sessions, the first of each day */
  GArray *intervals; /* gint64, days */
} Reading;

static gint32
day_of (gint64 moment)
{
  return moment / G_TIME_SPAN_DAY - (moment % G_TIME_SPAN_DAY < 0);
}

/* 1 is false, 2 true */
static gboolean
was_called_off (const Reading *self, guint32 session)
{
  return self->cancelled[session] == 2;
}

static LerenSeverity
judge (double figure, double advise_from, double warn_from)
{
  return figure >= warn_from     ? LEREN_SEVERITY_WARNING
         : figure >= advise_from ? LEREN_SEVERITY_ADVICE
                                 : LEREN_SEVERITY_NOTICE;
}

static void
add (Reading *self, LerenFound *found)
{
  found->asked[0] = self->too_little_time;
  found->asked[1] = self->time_to_learn;
  found->asked[2] = self->organise;
  _leren_findings_add_found (self->findings, found);
}

static void
judge_drift (Reading *self, LerenPlace subject, const guint32 *items, guint32 n)
{
  LerenFound found = { .wording = &drifting, .subject = subject };
  const gint64 *intervals;
  double before, after;
  guint32 half;

  g_array_set_size (self->rows, 0);
  g_array_set_size (self->intervals, 0);
  for (guint32 i = 0, last = 0; i < n; i++)
    {
      gint64 days;

      if (was_called_off (self, items[i]))
        continue;
      days =
        self->rows->len > 0 ? day_of (self->started[items[i]]) - day_of (self->started[last]) : 0;
      if (self->rows->len > 0 && days == 0)
        continue;
      if (self->rows->len > 0)
        g_array_append_val (self->intervals, days);
      g_array_append_val (self->rows, items[i]);
      last = items[i];
    }
  if (self->rows->len < leren_findings_get_parameter (self->findings, "min-sessions"))
    return;
  half = self->intervals->len / 2;
  intervals = (const gint64 *) self->intervals->data;
  before = _leren_quantile (intervals, half, 0.5);
  after = _leren_quantile (intervals + self->intervals->len - half, half, 0.5);
  found.figure = after / before;
  if (found.figure < leren_findings_get_parameter (self->findings, "min-growth") ||
      after - before < leren_findings_get_parameter (self->findings, "min-days") || after <= before)
    return;
  found.counts[0] = before;
  found.counts[1] = after;
  found.severity = judge (found.figure, 2, 3);
  /* the sessions between which the later intervals lie */
  for (guint32 i = self->rows->len - half - 1; i < self->rows->len; i++)
    _leren_findings_add_evidence (self->findings, self->promises.sessions->type,
                                  g_array_index (self->rows, guint32, i));
  add (self, &found);
}

static void
judge_called_off (Reading *self, LerenPlace subject, const guint32 *items, guint32 n)
{
  LerenFound found = { .wording = &called_off, .subject = subject };

  for (guint32 i = 0; i < n; i++)
    found.counts[0] += was_called_off (self, items[i]);
  found.counts[1] = n;
  found.figure = n > 0 ? (double) found.counts[0] / n : 0;
  if (found.counts[0] == 0 ||
      found.counts[0] < leren_findings_get_parameter (self->findings, "min-cancelled") ||
      found.figure < leren_findings_get_parameter (self->findings, "max-cancelled"))
    return;
  found.severity = judge (found.figure, 0.4, 0.6);
  for (guint32 i = 0; i < n; i++)
    if (was_called_off (self, items[i]))
      _leren_findings_add_evidence (self->findings, self->promises.sessions->type, items[i]);
  add (self, &found);
}

typedef enum { NOT_DUE, TRIED, NOT_TRIED } Tried;

static Tried
was_tried (const Reading *self, guint32 action)
{
  const LerenPromises *promises = &self->promises;
  const gint32 next = _leren_promise_next_session (promises, action, self->now);
  gint32 day;

  if (next < 0 || promises->owners[action] < 0 || _leren_promise_is_dropped (promises, action))
    return NOT_DUE;
  if (self->started[next] == LEREN_ABSENT_TIME)
    return NOT_DUE;
  day = day_of (self->started[next]);
  if (promises->due[action] == LEREN_ABSENT_DATE || promises->due[action] > day)
    return NOT_DUE;
  if (promises->undertaken[action] != LEREN_ABSENT_DATE)
    return promises->undertaken[action] <= day ? TRIED : NOT_TRIED;
  return _leren_promise_is_looked_back_on (promises, action) ? TRIED : NOT_TRIED;
}

static void
judge_room (Reading *self, LerenPlace subject, const guint32 *actions, guint32 n)
{
  LerenFound found = { .wording = &no_room, .subject = subject };

  for (guint32 i = 0; i < n; i++)
    {
      const Tried tried = was_tried (self, actions[i]);

      found.counts[0] += tried == NOT_TRIED;
      found.counts[1] += tried != NOT_DUE;
    }
  found.figure = found.counts[1] > 0 ? (double) found.counts[0] / found.counts[1] : 0;
  if (found.counts[0] == 0 ||
      found.counts[1] < leren_findings_get_parameter (self->findings, "min-actions") ||
      found.figure < leren_findings_get_parameter (self->findings, "max-untried"))
    return;
  found.severity = judge (found.figure, 0.67, 0.9);
  for (guint32 i = 0; i < n; i++)
    if (was_tried (self, actions[i]) == NOT_TRIED)
      _leren_findings_add_evidence (self->findings, self->promises.actions->type, actions[i]);
  add (self, &found);
}

static void
group (Reading *self)
{
  const LerenRows *sessions = self->promises.sessions, *actions = self->promises.actions;
  const guint32 n_groups = _leren_count_groups (self->snapshot);
  g_autofree gint32 *groups = _leren_read_groups (self->snapshot);
  g_autofree gint32 *keys = g_new (gint32, MAX (sessions->n_rows, 1));
  g_autofree gint32 *action_keys = g_new (gint32, MAX (actions->n_rows, 1));
  g_autofree guint32 *order = _leren_order_in_time (self->started, sessions->n_rows);

  for (guint32 i = 0; i < sessions->n_rows; i++)
    keys[i] = self->started[i] != LEREN_ABSENT_TIME && self->started[i] <= self->now &&
                  _leren_rows_in_scope (sessions, i)
                ? groups[i]
                : -1;
  for (guint32 i = 0; i < actions->n_rows; i++)
    action_keys[i] = self->promises.agreed_in[i] >= 0 && _leren_rows_in_scope (actions, i)
                       ? groups[self->promises.agreed_in[i]]
                       : -1;
  _leren_buckets_fill (&self->sessions, keys, order, sessions->n_rows, n_groups);
  _leren_buckets_fill (&self->actions, action_keys, NULL, actions->n_rows, n_groups);
}

static gboolean
find_questions (Reading *self, GError **error)
{
  LerenTheory *theory = leren_snapshot_get_theory (self->snapshot);
  LerenFramework *barriers = _leren_require_framework (theory, "barriers", error);
  LerenFramework *advice = _leren_require_framework (theory, "team-recommendations", error);
  LerenFramework *tips = _leren_require_framework (theory, "space-tips", error);

  if (barriers == NULL || advice == NULL || tips == NULL)
    return FALSE;
  self->too_little_time = leren_framework_get_concept (barriers, "too-little-time");
  self->time_to_learn = leren_framework_get_concept (advice, "time-to-learn");
  self->organise = leren_framework_get_concept (tips, "organise-learning");
  return TRUE;
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  Reading self = { .snapshot = snapshot, .findings = findings };

  if (!find_questions (&self, error))
    return FALSE;
  self.now = _leren_snapshot_get_end (snapshot);
  self.rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  self.intervals = g_array_new (FALSE, FALSE, sizeof (gint64));
  _leren_promises_read (&self.promises, snapshot);
  self.started = _leren_rows_get_vector (self.promises.sessions, "started")->integers;
  self.cancelled = _leren_rows_get_codes (self.promises.sessions, "cancelled");
  group (&self);
  for (guint32 i = 0; i < _leren_count_groups (snapshot); i++)
    {
      const guint32 *sessions = self.sessions.items + self.sessions.offsets[i];
      const guint32 n = _leren_buckets_size (&self.sessions, i);
      LerenPlace subject;

      subject.type = _leren_group_at (snapshot, i, &subject.row)->type;
      judge_drift (&self, subject, sessions, n);
      judge_called_off (&self, subject, sessions, n);
      judge_room (&self, subject, self.actions.items + self.actions.offsets[i],
                  _leren_buckets_size (&self.actions, i));
    }
  g_array_unref (self.rows);
  g_array_unref (self.intervals);
  _leren_buckets_clear (&self.sessions);
  _leren_buckets_clear (&self.actions);
  _leren_promises_clear (&self.promises);
  return TRUE;
}

const LerenRuleSpec _leren_rule_no_time = {
  "no-time",
  { "No time", "Geen tijd" },
  "Overkamp & Gademan 2016 (LK); Wmo-werkplaats Utrecht (KP); Movisie 2018 (RL)",
  parameters,
  needs,
  run,
};
