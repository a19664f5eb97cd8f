/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-grouping-private.h"
#include "analysis/leren-groups-private.h"
#include "analysis/leren-reading-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>

/* A tension that is felt or surfaced, and with which nothing is done for long.
 *
 * Something is done with it by a reflection that is about it, whenever that was made; and from
 * the day on which it surfaced, by a reflection or an action on its case; and from the day after,
 * by a session that discusses its case and was not called off: that of the day itself is where it
 * came up. A tension that names no case but a practice goes by the reflections and actions of that
 * practice that name no case either. What has no time, not even that of its session, may have been
 * later, so nothing is said then; nor of a tension of which nobody knows since when it is there,
 * for the order in which records are kept tells nothing of it.
 *
 * Figure: the days from when the tension surfaced, or where that is not known its record was
 * made, to the end of the scope, of the practice, or now, whichever is first. It is found from
 * min-days on, and where its team, or else its practice, has met since at least min-sessions times.
 * These sessions are evidence too, the first of them. Severity: notice, advice from twice min-days,
 * warning from four times. */

#define ADVICE_TIMES 2
#define WARNING_TIMES 4
#define MAX_SESSIONS 10

static const LerenRuleParameter parameters[] = {
  { "min-days", 90, 1, 36500, N_ ("days"),
    N_ ("how long nothing must have been done with a tension") },
  { "min-sessions", 0, 0, 1000, N_ ("sessions"),
    N_ ("how often the group must have met since, with a date on record") },
  { NULL },
};

static const LerenNeed needs[] = {
  { "practice", "ended" },
  { "session", "cancelled" },
  { NULL },
};

#define WHERE_EN                                                                                   \
  "There is no record that anything was done with it. What chafes shows where the practice could " \
  "move, as long as it is talked about."
#define WHERE_NL                                                                                   \
  "Nergens staat dat er iets mee is gedaan. Waar het schuurt, kan de praktijk in beweging komen, " \
  "als er tenminste over wordt gepraat."

static const LerenWording unmet = {
  "days",
  { [LEREN_ENGLISH] = { "This tension has been there for {1} days. " WHERE_EN },
    [LEREN_DUTCH] = { "Deze spanning is er al {1} dagen. " WHERE_NL } }
};
static const LerenWording met_once = {
  "days",
  { [LEREN_ENGLISH] = { "This tension has been there for {1} days, and the group has met since. " WHERE_EN },
    [LEREN_DUTCH] = { "Deze spanning is er al {1} dagen, en de groep is sindsdien bij elkaar "
                      "geweest. " WHERE_NL } }
};
static const LerenWording met = {
  "days",
  { [LEREN_ENGLISH] = { "This tension has been there for {1} days, and the group has met {2} "
                        "times since. " WHERE_EN },
    [LEREN_DUTCH] = { "Deze spanning is er al {1} dagen, en de groep is sindsdien {2} keer bij "
                      "elkaar geweest. " WHERE_NL } }
};

/* when something was last done on one case, or in one practice apart from cases */
typedef struct {
  gint64 session;
  gint64 other;
  gboolean undated;
} Attention;

typedef struct {
  LerenGroups groups; /* cases, then practices */
  const LerenRows *tensions;
  const LerenRows *sessions;
  const guint8 *cancelled;
  Attention *attention; /* by group */
  guint8 *reflected;    /* whether a reflection is about each tension */
  LerenBuckets by_team; /* sessions, in time */
  LerenBuckets by_practice;
  const gint32 *ended; /* of practices */
  gint64 end;
} Reading;

static void
reading_clear (Reading *reading)
{
  g_free (reading->attention);
  g_free (reading->reflected);
  _leren_buckets_clear (&reading->by_team);
  _leren_buckets_clear (&reading->by_practice);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

/* a session that took place, or of which nobody knows when it does */
static gboolean
took_place (const Reading *reading, guint32 session)
{
  /* 1 is false, 2 true */
  return reading->cancelled[session] != 2 &&
         (reading->sessions->moments[session] < reading->end ||
          reading->sessions->moments[session] == LEREN_ABSENT_TIME);
}

static void
note (const Reading *reading, gint64 moment, gint64 *latest, gboolean *undated)
{
  if (moment == LEREN_ABSENT_TIME)
    *undated = TRUE;
  else if (moment < reading->end)
    *latest = MAX (*latest, moment);
}

static void
note_sessions (Reading *reading)
{
  const LerenVector *cases = _leren_rows_get_vector (reading->sessions, "cases");

  for (guint32 i = 0; i < reading->sessions->n_rows; i++)
    for (guint32 j = cases->offsets[i]; j < cases->offsets[i + 1] && took_place (reading, i); j++)
      if (cases->rows[j] >= 0)
        {
          Attention *attention = &reading->attention[cases->rows[j]];
          note (reading, reading->sessions->moments[i], &attention->session, &attention->undated);
        }
}

/* What records of a type did; what has no time of its own was done at its session. */
static void
note_records (Reading *reading, const LerenRows *rows, gboolean in_session)
{
  const gint32 *sessions = _leren_rows_get_references (rows, "session");

  for (guint32 i = 0; i < rows->n_rows; i++)
    {
      const gint32 group = _leren_groups_find (&reading->groups, rows, i);
      gint64 moment = rows->moments[i];

      if (group < 0 || (in_session && rows->belongs[LEREN_BELONGS_TO_CASE][i] < 0))
        continue;
      if (moment == LEREN_ABSENT_TIME && sessions[i] >= 0)
        moment = reading->sessions->moments[sessions[i]];
      note (reading, moment,
            in_session ? &reading->attention[group].session : &reading->attention[group].other,
            &reading->attention[group].undated);
    }
}

static void
find_reflected (Reading *reading, const LerenRows *reflections)
{
  const LerenVector *subjects = _leren_rows_get_vector (reflections, "subject");

  reading->reflected = g_new0 (guint8, MAX (reading->tensions->n_rows, 1));
  for (guint32 i = 0; i < reflections->n_rows; i++)
    if (subjects->rows[i] >= 0 && subjects->types[i] == reading->tensions->type &&
        (reflections->moments[i] == LEREN_ABSENT_TIME || reflections->moments[i] < reading->end))
      reading->reflected[subjects->rows[i]] = TRUE;
}

/* the dated sessions of each team, and of each practice */
static void
group_sessions (Reading *reading, LerenSnapshot *snapshot)
{
  const LerenRows *sessions = reading->sessions;
  g_autofree guint32 *order = _leren_order_in_time (sessions->moments, sessions->n_rows);
  g_autofree gint32 *teams = g_new (gint32, MAX (sessions->n_rows, 1));
  g_autofree gint32 *practices = g_new (gint32, MAX (sessions->n_rows, 1));

  for (guint32 i = 0; i < sessions->n_rows; i++)
    {
      const gboolean counts = sessions->moments[i] != LEREN_ABSENT_TIME && took_place (reading, i);

      teams[i] = counts ? sessions->belongs[LEREN_BELONGS_TO_TEAM][i] : -1;
      practices[i] = counts ? sessions->belongs[LEREN_BELONGS_TO_PRACTICE][i] : -1;
    }
  _leren_buckets_fill (&reading->by_team, teams, order, sessions->n_rows,
                       _leren_snapshot_get_rows (snapshot, "team")->n_rows);
  _leren_buckets_fill (&reading->by_practice, practices, order, sessions->n_rows,
                       _leren_snapshot_get_rows (snapshot, "practice")->n_rows);
}

/* The sessions of a group from a moment on; returns how many. */
static guint32
find_since (const Reading *reading, guint32 tension, gint64 moment, const guint32 **sessions)
{
  const gint32 team = reading->tensions->belongs[LEREN_BELONGS_TO_TEAM][tension];
  const gint32 practice = reading->tensions->belongs[LEREN_BELONGS_TO_PRACTICE][tension];
  const LerenBuckets *buckets = team >= 0 ? &reading->by_team : &reading->by_practice;
  const gint32 key = team >= 0 ? team : practice;
  guint32 low, high;

  *sessions = NULL;
  if (key < 0)
    return 0;
  low = buckets->offsets[key];
  high = buckets->offsets[key + 1];
  while (low < high)
    {
      const guint32 middle = low + (high - low) / 2;

      if (reading->sessions->moments[buckets->items[middle]] < moment)
        low = middle + 1;
      else
        high = middle;
    }
  *sessions = buckets->items + low;
  return buckets->offsets[key + 1] - low;
}

static gboolean
was_attended_to (const Reading *reading, guint32 tension)
{
  const gint64 moment = reading->tensions->moments[tension];
  const gint32 group = _leren_groups_find (&reading->groups, reading->tensions, tension);
  const Attention *attention;

  if (reading->reflected[tension])
    return TRUE;
  if (group < 0)
    return FALSE;
  attention = &reading->attention[group];
  return attention->undated || attention->other >= moment ||
         attention->session >= moment + G_TIME_SPAN_DAY;
}

/* the end of what can be said of a tension: that of its practice, where that has ended */
static gint64
end_of (const Reading *reading, guint32 tension)
{
  const gint32 practice = reading->tensions->belongs[LEREN_BELONGS_TO_PRACTICE][tension];

  if (practice < 0 || reading->ended[practice] == LEREN_ABSENT_DATE)
    return reading->end;
  return MIN (reading->end, ((gint64) reading->ended[practice] + 1) * G_TIME_SPAN_DAY);
}

static LerenSeverity
judge (double days, double min_days)
{
  if (days >= WARNING_TIMES * min_days)
    return LEREN_SEVERITY_WARNING;
  return days >= ADVICE_TIMES * min_days ? LEREN_SEVERITY_ADVICE : LEREN_SEVERITY_NOTICE;
}

static void
find_all (const Reading *reading, LerenSnapshot *snapshot, LerenFindings *findings)
{
  const double min_days = leren_findings_get_parameter (findings, "min-days");
  const double min_sessions = leren_findings_get_parameter (findings, "min-sessions");
  LerenTheory *theory = leren_snapshot_get_theory (snapshot);
  LerenConcept *flywheel =
    leren_theory_find_concept (theory, "transformation-principles", "tensions-as-flywheel");
  LerenFramework *contradictions = leren_theory_get_framework (theory, "contradictions");
  const LerenRows *tensions = reading->tensions;
  const guint8 *statuses = _leren_rows_get_codes (tensions, "status");
  const guint8 felt = _leren_rows_code_of (tensions, "status", "felt");
  const guint8 surfaced = _leren_rows_code_of (tensions, "status", "surfaced");
  g_autofree guint8 *kinds =
    _leren_findings_read_concepts (findings, tensions, "contradiction", contradictions);

  for (guint32 i = 0; i < tensions->n_rows; i++)
    {
      const gint64 moment = tensions->moments[i];
      LerenFound found = { .subject = { tensions->type, i }, .asked = { flywheel } };
      const guint32 *sessions;

      /* one whose record names no status is felt */
      if ((statuses[i] != 0 && statuses[i] != felt && statuses[i] != surfaced) ||
          moment == LEREN_ABSENT_TIME || !_leren_rows_in_scope (tensions, i) ||
          was_attended_to (reading, i))
        continue;
      found.figure = (double) ((end_of (reading, i) - moment) / G_TIME_SPAN_DAY);
      found.counts[1] = find_since (reading, i, moment + G_TIME_SPAN_DAY, &sessions);
      if (found.figure < min_days || found.counts[1] < min_sessions)
        continue;
      found.counts[0] = found.figure;
      found.wording = found.counts[1] == 0 ? &unmet : found.counts[1] == 1 ? &met_once : &met;
      found.severity = judge (found.figure, min_days);
      if (kinds[i] != 0)
        found.asked[1] = _leren_concept_at (contradictions, kinds[i] - 1);
      _leren_findings_add_evidence (findings, tensions->type, i);
      for (guint32 j = 0; j < MIN (found.counts[1], MAX_SESSIONS); j++)
        _leren_findings_add_evidence (findings, reading->sessions->type, sessions[j]);
      _leren_findings_add_found (findings, &found);
    }
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  static const LerenBelongs whats[] = { LEREN_BELONGS_TO_CASE, LEREN_BELONGS_TO_PRACTICE };
  LerenTheory *theory = leren_snapshot_get_theory (snapshot);
  g_auto (Reading) reading = { 0 };

  if (_leren_require_framework (theory, "transformation-principles", error) == NULL ||
      _leren_require_framework (theory, "contradictions", error) == NULL)
    return FALSE;
  _leren_groups_read (&reading.groups, snapshot, whats, G_N_ELEMENTS (whats));
  reading.tensions = _leren_snapshot_get_rows (snapshot, "tension");
  reading.sessions = _leren_snapshot_get_rows (snapshot, "session");
  reading.cancelled = _leren_rows_get_codes (reading.sessions, "cancelled");
  reading.ended = _leren_rows_get_dates (_leren_snapshot_get_rows (snapshot, "practice"), "ended");
  reading.end = _leren_snapshot_get_end (snapshot);
  reading.attention = g_new (Attention, MAX (reading.groups.n_groups, 1));
  for (guint32 i = 0; i < reading.groups.n_groups; i++)
    reading.attention[i] = (Attention){ G_MININT64, G_MININT64, FALSE };

  note_sessions (&reading);
  note_records (&reading, _leren_snapshot_get_rows (snapshot, "contribution"), TRUE);
  note_records (&reading, _leren_snapshot_get_rows (snapshot, "reflection"), FALSE);
  note_records (&reading, _leren_snapshot_get_rows (snapshot, "action"), FALSE);
  find_reflected (&reading, _leren_snapshot_get_rows (snapshot, "reflection"));
  group_sessions (&reading, snapshot);
  find_all (&reading, snapshot, findings);
  return TRUE;
}

const LerenRuleSpec _leren_rule_avoided_tension = {
  "avoided-tension",
  { "Avoided tension", "Vermeden spanning" },
  "Engeström 1987; Stam & Wilken 2015 (LT7); Huber & Stam 2015 (LT6)",
  parameters,
  needs,
  run,
};
