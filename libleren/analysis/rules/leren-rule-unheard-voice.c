/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-meetings-private.h"
#include "analysis/leren-reading-private.h"
#include "analysis/leren-turns-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>

/* Somebody who was there hardly speaks, the client's perspective is missing, or one role dominates.
 *
 * Looked at are sessions of at least min-turns turns. What somebody says is counted in seconds where
 * every turn of the session has them, otherwise in turns. An equal share is 1 divided by the number
 * of people present. Somebody hardly speaks whose share is below quiet-below of an equal one; the
 * facilitator of the session and people who only do research or teach are not expected to speak, and
 * with fewer than three people present nothing is said.
 *
 * Of a session, where people hardly speak: the figure is their share of those present. Notice,
 * advice from a third, warning from a half; one step more where a client or resident, an expert by
 * experience or an informal carer is among them.
 * Of a person who hardly speaks in at least min-sessions sessions of one group, and in at least
 * persistent-share of those attended: the figure is that share. Advice, warning from 0.9 with twice
 * min-sessions. Sessions say nothing more of such a person.
 * Of a group, or of a session that belongs to none, whose sessions on cases had nobody from the
 * client's side: the figure is the share of such sessions among those in which everybody present is
 * on record with a role; found from absent-share. Notice, advice from min-sessions on, warning from
 * twice as many where it is all of them.
 * Of a session in which people in one role say at least max-role-share, which is also at least twice
 * their share of those present, all with a role on record: the figure is what they say. Notice,
 * advice from 0.75, warning from 0.9. */

#define MIN_PRESENT 3
#define TIMES_THEIR_SHARE 2

static const LerenRuleParameter parameters[] = {
  { "min-turns", 8, 1, 1000, N_ ("turns"),
    N_ ("how many turns of a session must be on record before anything is said of it") },
  { "quiet-below", 0.25, 0, 1, N_ ("share of an equal share"),
    N_ ("below what part of an equal share somebody hardly speaks") },
  { "min-sessions", 3, 1, 1000, N_ ("sessions"),
    N_ ("in how many sessions before it weighs more heavily") },
  { "persistent-share", 0.67, 0, 1, N_ ("share of sessions"),
    N_ ("in what share of their sessions before it is said of a person") },
  { "absent-share", 0.75, 0, 1, N_ ("share of sessions"),
    N_ ("what share of the sessions on cases may lack the client’s side") },
  { "max-role-share", 0.6, 0, 1, N_ ("share of what is said"),
    N_ ("what share people in one role may say") },
  { NULL },
};

static const LerenNeed needs[] = { LEREN_NEEDS_OF_TURNS, { "session", "facilitator" }, { NULL } };

static const LerenWording quiet_once = {
  "share of people",
  { [LEREN_ENGLISH] = { .many =
                          "{1} of the {2} people in this session hardly said a word. What they see "
                          "can hardly count in what the group decides.",
                        .one =
                          "One of the {2} people in this session hardly said a word. What this "
                          "person sees can hardly count in what the group decides." },
    [LEREN_DUTCH] = { .many =
                        "{1} van de {2} aanwezigen zeiden in deze bijeenkomst bijna niets. Wat zij "
                        "zien, kan zo nauwelijks meetellen in wat de groep besluit.",
                      .one =
                        "Eén van de {2} aanwezigen zei in deze bijeenkomst bijna niets. Wat deze "
                        "persoon ziet, kan zo nauwelijks meetellen in wat de groep besluit." } }
};
static const LerenWording client_quiet = {
  "share of people",
  { [LEREN_ENGLISH] = { .many =
                          "{1} of the {2} people in this session hardly said a word, the client’s "
                          "side among them. That is talking in the client’s presence more than "
                          "with the client.",
                        .one =
                          "One of the {2} people in this session hardly said a word, and that was "
                          "somebody from the client’s side. That is talking in the client’s "
                          "presence more than with the client." },
    [LEREN_DUTCH] = { .many =
                        "{1} van de {2} aanwezigen zeiden in deze bijeenkomst bijna niets, onder "
                        "wie iemand van de kant van de cliënt. Zo wordt er eerder gepraat waar de "
                        "cliënt bij zit dan met de cliënt.",
                      .one =
                        "Eén van de {2} aanwezigen zei in deze bijeenkomst bijna niets, en dat was "
                        "iemand van de kant van de cliënt. Zo wordt er eerder gepraat waar de "
                        "cliënt bij zit dan met de cliënt." } }
};
static const LerenWording quiet_again = {
  "share of sessions",
  { [LEREN_ENGLISH] = { .many =
                          "In {1} of the {2} sessions this person attended, they hardly said a "
                          "word. Ask what would help them to join in.",
                        .all =
                          "In all {2} sessions this person attended, they hardly said a word. Ask "
                          "what would help them to join in." },
    [LEREN_DUTCH] = { .many =
                        "In {1} van de {2} bijeenkomsten waar deze deelnemer bij was, kwam er van "
                        "deze kant bijna geen woord. Vraag eens wat er nodig is om mee te praten.",
                      .all =
                        "In alle {2} bijeenkomsten waar deze deelnemer bij was, kwam er van deze "
                        "kant bijna geen woord. Vraag eens wat er nodig is om mee te praten." } }
};
static const LerenWording no_client = {
  "share of sessions",
  { [LEREN_ENGLISH] = { .many =
                          "In {1} of the {2} sessions on cases nobody from the client’s side was "
                          "there. The people concerned are talked about, and cannot put anything "
                          "right themselves.",
                        .all =
                          "In none of the {2} sessions on cases was anybody from the client’s side "
                          "there. The people concerned are talked about, and cannot put anything "
                          "right themselves." },
    [LEREN_DUTCH] = { .many =
                        "Bij {1} van de {2} bijeenkomsten over casussen was er niemand van de kant "
                        "van de cliënt. Er wordt over mensen gepraat die zelf niets kunnen "
                        "rechtzetten.",
                      .all =
                        "Bij geen van de {2} bijeenkomsten over casussen was er iemand van de kant "
                        "van de cliënt. Er wordt over mensen gepraat die zelf niets kunnen "
                        "rechtzetten." } }
};
static const LerenWording no_client_once = {
  "share of sessions",
  { [LEREN_ENGLISH] = { "A case was discussed, and nobody from the client’s side was there. The "
                        "people concerned could not put anything right themselves." },
    [LEREN_DUTCH] = { "Er werd een casus besproken, en er was niemand van de kant van de cliënt "
                      "bij. De mensen om wie het gaat, kunnen zo zelf niets rechtzetten." } }
};
static const LerenWording dominated = {
  "share of what is said",
  { [LEREN_ENGLISH] = { .many =
                          "{1} of the {2} people in this session share a role, and {3} per cent of "
                          "what was said came from them. That left little room for others.",
                        .one =
                          "{3} per cent of what was said in this session came from one of the {2} "
                          "people. That left little room for others." },
    [LEREN_DUTCH] = { .many =
                        "{1} van de {2} aanwezigen hebben dezelfde rol, en van hen kwam {3} "
                        "procent van wat er werd gezegd. Voor anderen bleef er weinig ruimte.",
                      .one =
                        "Van wat er in deze bijeenkomst werd gezegd, kwam {3} procent van één van "
                        "de {2} aanwezigen. Voor anderen bleef er weinig ruimte." } }
};

typedef struct {
  LerenSnapshot *snapshot;
  LerenFindings *findings;
  LerenTurns turns;
  LerenSpeakers voices;
  const gint32 *facilitators;
  const LerenVector *cases;
  const gint32 *case_of; /* of each turn */
  guint8 *sides;
  LerenConcept *dialogue, *heard, *about, *power;
  double min_turns, quiet_below, min_sessions, persistent_share, absent_share, max_role_share;
  /* of each participant, in the group looked at */
  guint32 *attended;
  guint8 *persistent;
} Listening;

static gboolean
is_expected_to_speak (const Listening *self, guint32 session, gint32 person)
{
  return person != self->facilitators[session] &&
         (self->sides[person] & ~LEREN_SIDE_OUTSIDE || self->sides[person] == LEREN_SIDE_UNKNOWN);
}

static gboolean
is_timed (const Listening *self, guint32 session)
{
  return self->voices.n_timed == _leren_buckets_size (&self->turns.by_session, session);
}

static double
amount_of (const Listening *self, gboolean timed, guint32 voice)
{
  return timed ? self->voices.seconds[voice] : self->voices.turns[voice];
}

static double
total_of (const Listening *self, gboolean timed)
{
  double total = 0;

  for (guint32 i = 0; i < self->voices.n; i++)
    total += amount_of (self, timed, i);
  return total;
}

/* FALSE where a session has too little to tell */
static gboolean
hear (Listening *self, guint32 session)
{
  if (_leren_buckets_size (&self->turns.by_session, session) < self->min_turns)
    return FALSE;
  _leren_speakers_hear (&self->voices, &self->turns, session);
  return self->voices.n >= 2;
}

static gboolean
is_quiet (const Listening *self, guint32 session, guint32 voice, gboolean timed, double total)
{
  return self->voices.n >= MIN_PRESENT && total > 0 &&
         is_expected_to_speak (self, session, self->voices.people[voice]) &&
         amount_of (self, timed, voice) * self->voices.n < self->quiet_below * total;
}

static LerenSeverity
step_up (LerenSeverity severity)
{
  return severity == LEREN_SEVERITY_NOTICE ? LEREN_SEVERITY_ADVICE : LEREN_SEVERITY_WARNING;
}

static void
judge_quiet (Listening *self, guint32 session)
{
  const gboolean timed = is_timed (self, session);
  const double total = total_of (self, timed);
  LerenFound found = { .wording = &quiet_once, .subject = { self->turns.sessions->type, session } };

  for (guint32 i = 0; i < self->voices.n; i++)
    {
      const gint32 person = self->voices.people[i];

      if (!is_quiet (self, session, i, timed, total) || self->persistent[person])
        continue;
      found.counts[0]++;
      if ((self->sides[person] & LEREN_SIDE_CLIENT) != 0)
        found.wording = &client_quiet;
      _leren_findings_add_evidence (self->findings, self->turns.people->type, person);
    }
  if (found.counts[0] == 0)
    return;
  found.counts[1] = self->voices.n;
  found.figure = (double) found.counts[0] / found.counts[1];
  found.severity = found.figure >= 1 / 2.   ? LEREN_SEVERITY_WARNING
                   : found.figure >= 1 / 3. ? LEREN_SEVERITY_ADVICE
                                            : LEREN_SEVERITY_NOTICE;
  if (found.wording == &client_quiet)
    found.severity = step_up (found.severity);
  found.asked[0] = found.wording == &client_quiet ? self->about : self->heard;
  found.asked[1] = self->dialogue;
  _leren_findings_add_found (self->findings, &found);
}

static gboolean
everybody_has_a_role (const Listening *self)
{
  for (guint32 i = 0; i < self->voices.n; i++)
    if (self->sides[self->voices.people[i]] == LEREN_SIDE_UNKNOWN)
      return FALSE;
  return TRUE;
}

/* the role in which people say the most, of those who say much beyond their number */
static void
judge_roles (Listening *self, guint32 session)
{
  const LerenVector *roles = _leren_rows_get_vector (self->turns.people, "roles");
  const gboolean timed = is_timed (self, session);
  const double total = total_of (self, timed);
  LerenFound found = { .wording = &dominated, .subject = { self->turns.sessions->type, session } };
  double said[256] = { 0 };
  guint32 people[256] = { 0 };
  guint role = 0;

  if (total <= 0 || !everybody_has_a_role (self))
    return;
  for (guint32 i = 0; i < self->voices.n; i++)
    {
      const gint32 person = self->voices.people[i];

      for (guint32 j = roles->offsets[person]; j < roles->offsets[person + 1]; j++)
        {
          said[roles->codes[j]] += amount_of (self, timed, i);
          people[roles->codes[j]]++;
        }
    }
  for (guint i = 1; i < G_N_ELEMENTS (said); i++)
    if (people[i] > 0 && said[i] / total >= self->max_role_share &&
        said[i] / total >= TIMES_THEIR_SHARE * (double) people[i] / self->voices.n &&
        said[i] > said[role])
      role = i;
  if (role == 0)
    return;
  for (guint32 i = 0; i < self->voices.n; i++)
    {
      const gint32 person = self->voices.people[i];
      gboolean has_role = FALSE;

      for (guint32 j = roles->offsets[person]; j < roles->offsets[person + 1]; j++)
        has_role = has_role || roles->codes[j] == role;
      if (has_role)
        _leren_findings_add_evidence (self->findings, self->turns.people->type, person);
    }
  found.counts[0] = people[role];
  found.counts[1] = self->voices.n;
  found.counts[2] = 100 * said[role] / total + 0.5;
  found.figure = said[role] / total;
  found.severity = found.figure >= 0.9    ? LEREN_SEVERITY_WARNING
                   : found.figure >= 0.75 ? LEREN_SEVERITY_ADVICE
                                          : LEREN_SEVERITY_NOTICE;
  found.asked[0] = self->power;
  found.asked[1] = self->dialogue;
  _leren_findings_add_found (self->findings, &found);
}

static gboolean
is_on_cases (const Listening *self, guint32 session)
{
  const LerenBuckets *said = &self->turns.by_session;

  if (self->cases->offsets[session] < self->cases->offsets[session + 1])
    return TRUE;
  for (guint32 i = said->offsets[session]; i < said->offsets[session + 1]; i++)
    if (self->case_of[said->items[i]] >= 0)
      return TRUE;
  return FALSE;
}

typedef enum { CANNOT_TELL, CLIENT_THERE, CLIENT_ABSENT } ClientThere;

static ClientThere
find_client (const Listening *self, guint32 session)
{
  for (guint32 i = 0; i < self->voices.n; i++)
    if ((self->sides[self->voices.people[i]] & LEREN_SIDE_CLIENT) != 0)
      return CLIENT_THERE;
  return self->voices.n_present > 0 && everybody_has_a_role (self) ? CLIENT_ABSENT : CANNOT_TELL;
}

/* @items: the sessions of one group, or one session that belongs to none */
static void
judge_client (Listening *self, LerenPlace subject, const guint32 *items, guint32 n)
{
  LerenFound found = { .wording = &no_client, .subject = subject };

  for (guint32 i = 0; i < n; i++)
    {
      ClientThere there;

      if (!is_on_cases (self, items[i]) || !hear (self, items[i]))
        continue;
      there = find_client (self, items[i]);
      found.counts[1] += there != CANNOT_TELL;
      if (there != CLIENT_ABSENT)
        continue;
      found.counts[0]++;
      _leren_findings_add_evidence (self->findings, self->turns.sessions->type, items[i]);
    }
  found.figure = found.counts[1] > 0 ? (double) found.counts[0] / found.counts[1] : 0;
  if (found.counts[1] == 1)
    found.wording = &no_client_once;
  if (found.counts[0] == 0 || found.figure < self->absent_share)
    {
      _leren_findings_forget_evidence (self->findings);
      return;
    }
  found.severity = found.counts[0] < self->min_sessions ? LEREN_SEVERITY_NOTICE
                   : found.figure >= 1 && found.counts[0] >= 2 * self->min_sessions
                     ? LEREN_SEVERITY_WARNING
                     : LEREN_SEVERITY_ADVICE;
  found.asked[0] = self->about;
  _leren_findings_add_found (self->findings, &found);
}

/* that somebody hardly spoke in a session of a group */
typedef struct {
  gint32 person;
  guint32 at; /* in the order of the group's sessions */
  guint32 session;
} Quiet;

static gint
compare_quiet (gconstpointer a, gconstpointer b)
{
  const Quiet *one = a, *other = b;

  return one->person != other->person ? (one->person > other->person ? 1 : -1)
         : one->at != other->at       ? (one->at > other->at ? 1 : -1)
                                      : 0;
}

/* @times: all those of one person */
static void
judge_person (Listening *self, const Quiet *times, guint32 n)
{
  const gint32 person = times->person;
  LerenFound found = { .wording = &quiet_again, .subject = { self->turns.people->type, person } };

  self->persistent[person] =
    n >= self->min_sessions && n >= self->persistent_share * self->attended[person];
  if (!self->persistent[person])
    return;
  found.counts[0] = n;
  found.counts[1] = self->attended[person];
  found.figure = (double) found.counts[0] / found.counts[1];
  for (guint32 i = 0; i < n; i++)
    _leren_findings_add_evidence (self->findings, self->turns.sessions->type, times[i].session);
  found.severity = found.figure >= 0.9 && n >= 2 * self->min_sessions ? LEREN_SEVERITY_WARNING
                                                                      : LEREN_SEVERITY_ADVICE;
  found.asked[0] = self->heard;
  found.asked[1] = self->dialogue;
  _leren_findings_add_found (self->findings, &found);
}

static void
count_quiet (Listening *self, GArray *times, guint32 at, guint32 session)
{
  const gboolean timed = is_timed (self, session);
  const double total = total_of (self, timed);

  for (guint32 i = 0; self->voices.n >= MIN_PRESENT && i < self->voices.n; i++)
    {
      const Quiet quiet = { self->voices.people[i], at, session };

      if (!is_expected_to_speak (self, session, quiet.person))
        continue;
      self->attended[quiet.person]++;
      if (is_quiet (self, session, i, timed, total))
        g_array_append_val (times, quiet);
    }
}

static void
forget (Listening *self)
{
  for (guint32 i = 0; i < self->voices.n; i++)
    self->attended[self->voices.people[i]] = self->persistent[self->voices.people[i]] = 0;
}

/* People are told of in the order in which they are stored, then sessions. */
static void
judge_group (Listening *self, GArray *times, const guint32 *items, guint32 n)
{
  g_array_set_size (times, 0);
  for (guint32 i = 0; i < n; i++)
    if (hear (self, items[i]))
      count_quiet (self, times, i, items[i]);
  g_array_sort (times, compare_quiet);
  for (guint32 first = 0, end; first < times->len; first = end)
    {
      const Quiet *of_one = &g_array_index (times, Quiet, first);

      for (end = first + 1; end < times->len; end++)
        if (g_array_index (times, Quiet, end).person != of_one->person)
          break;
      judge_person (self, of_one, end - first);
    }
  for (guint32 i = 0; i < n; i++)
    if (hear (self, items[i]))
      {
        judge_quiet (self, items[i]);
        judge_roles (self, items[i]);
      }
  for (guint32 i = 0; i < n; i++)
    if (hear (self, items[i]))
      forget (self);
}

static gboolean
find_questions (Listening *self, GError **error)
{
  LerenTheory *theory = leren_snapshot_get_theory (self->snapshot);
  LerenFramework *space = _leren_require_framework (theory, "development-space", error);
  LerenFramework *capital = _leren_require_framework (theory, "human-capital", error);
  LerenFramework *modes = _leren_require_framework (theory, "interaction-modes", error);
  LerenFramework *advice = _leren_require_framework (theory, "team-recommendations", error);

  if (space == NULL || capital == NULL || modes == NULL || advice == NULL)
    return FALSE;
  self->dialogue = leren_framework_get_concept (space, "dialogue");
  self->heard = leren_framework_get_concept (capital, "intellectual");
  self->about = leren_framework_get_concept (modes, "about");
  self->power = leren_framework_get_concept (advice, "interests-and-power");
  return TRUE;
}

static void
judge_all (Listening *self)
{
  const guint32 n_groups = _leren_count_groups (self->snapshot);
  const guint32 n_sessions = self->turns.sessions->n_rows;
  g_autofree gint32 *groups = _leren_read_groups (self->snapshot);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (Quiet));
  g_auto (LerenBuckets) by_group = { 0 };

  _leren_buckets_fill (&by_group, groups, NULL, n_sessions, n_groups);
  for (guint32 group = 0; group < n_groups; group++)
    {
      const guint32 *items = by_group.items + by_group.offsets[group];
      const guint32 n = _leren_buckets_size (&by_group, group);
      LerenPlace subject;

      if (n == 0)
        continue;
      subject.type = _leren_group_at (self->snapshot, group, &subject.row)->type;
      judge_group (self, times, items, n);
      judge_client (self, subject, items, n);
    }
  for (guint32 i = 0; i < n_sessions; i++)
    if (groups[i] < 0)
      {
        judge_group (self, times, &i, 1);
        judge_client (self, (LerenPlace){ self->turns.sessions->type, i }, &i, 1);
      }
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  Listening self = { .snapshot = snapshot, .findings = findings };
  guint32 n_people;

  if (!find_questions (&self, error))
    return FALSE;
  _leren_turns_read (&self.turns, snapshot, -1);
  _leren_speakers_init (&self.voices, &self.turns);
  self.sides = _leren_read_sides (self.turns.people);
  self.facilitators = _leren_rows_get_references (self.turns.sessions, "facilitator");
  self.cases = _leren_rows_get_vector (self.turns.sessions, "cases");
  self.case_of = _leren_rows_get_references (self.turns.turns, "case");
  self.min_turns = leren_findings_get_parameter (findings, "min-turns");
  self.quiet_below = leren_findings_get_parameter (findings, "quiet-below");
  self.min_sessions = leren_findings_get_parameter (findings, "min-sessions");
  self.persistent_share = leren_findings_get_parameter (findings, "persistent-share");
  self.absent_share = leren_findings_get_parameter (findings, "absent-share");
  self.max_role_share = leren_findings_get_parameter (findings, "max-role-share");
  n_people = MAX (self.turns.people->n_rows, 1);
  self.attended = g_new0 (guint32, n_people);
  self.persistent = g_new0 (guint8, n_people);
  judge_all (&self);
  g_free (self.attended);
  g_free (self.persistent);
  g_free (self.sides);
  _leren_speakers_clear (&self.voices);
  _leren_turns_clear (&self.turns);
  return TRUE;
}

const LerenRuleSpec _leren_rule_unheard_voice = {
  "unheard-voice",
  { "Unheard voice", "Ongehoorde stem" },
  "Overkamp & Gademan 2016 (LK); Huber & Stam 2015 (LT6)",
  parameters,
  needs,
  run,
};
