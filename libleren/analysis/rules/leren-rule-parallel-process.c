/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-grouping-private.h"
#include "analysis/leren-reading-private.h"
#include "analysis/leren-turns-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>

/* The same way of relating to the other shows between those who lead and the team, and between the
 * team and its clients.
 *
 * How people relate is known of contributions, reflections, actions, tensions and sessions that were
 * coded with a mode of interaction-modes; of a record coded more than once, the mode that most of its
 * coders name. Between whom follows from the roles of the people involved: of a contribution the
 * speaker and whoever it answers; of a reflection its author and the people involved in what it looks
 * at; of an action its owner; of a tension its author and its parties; of a session those present.
 * Leading are managers, coaches and policy makers; the team are professionals and volunteers; clients
 * are clients or residents, experts by experience and informal carers. Researchers and educators, and
 * people with roles of more than one side, are left out.
 * A record with people who lead and people of the team, and no client, lies at the upper level; one
 * with people of the team and clients, and nobody who leads, at the lower. So does one with people of
 * the team alone where it is about a case: whom it is about is not at the table, but is meant. Any
 * other lies at neither.
 *
 * Of a practice with at least min-records at each level, the figure is, for the mode for which it is
 * the greatest, the smaller of its shares at the two levels. Found from min-share. Notice, advice
 * from 0.6, warning from 0.8 with twice min-records at each level; of with, the last mode, there is
 * nothing to worry about, and it is a notice. */

static const LerenRuleParameter parameters[] = {
  { "min-records", 3, 1, 1000, N_ ("records"),
    N_ ("how many records at each level must be coded with how people relate") },
  { "min-share", 0.5, 0, 1, N_ ("share of records"),
    N_ ("what share of them must show the same, at each level") },
  { NULL },
};

static const LerenNeed needs[] = {
  LEREN_NEEDS_OF_CODINGS,     LEREN_NEEDS_OF_TURNS,
  { "reflection", "author" }, { "action", "owner" },
  { "tension", "author" },    { "tension", "parties" },
  { "session", "present" },   { NULL },
};

static const LerenWording same = {
  "smaller share of two levels",
  { [LEREN_ENGLISH] = { .many =
                          "“{a}” is how those who lead deal with the team in {1} of {2} records, "
                          "and how the team deals with clients in {3} of {4}. Teams often pass on "
                          "what is done to them." },
    [LEREN_DUTCH] = { .many =
                        "“{a}”: zo gaat de leiding met het team om in {1} van de {2} vastgelegde "
                        "situaties, en zo gaat het team met cliënten om in {3} van de {4}. Vaak "
                        "geeft een team door wat het zelf ondergaat." } }
};
static const LerenWording same_well = {
  "smaller share of two levels",
  { [LEREN_ENGLISH] = { .many =
                          "“{a}” is how those who lead deal with the team in {1} of {2} records, "
                          "and how the team deals with clients in {3} of {4}. What leaders show "
                          "seems to reach clients too: keep it up." },
    [LEREN_DUTCH] = { .many =
                        "“{a}”: zo gaat de leiding met het team om in {1} van de {2} vastgelegde "
                        "situaties, en zo gaat het team met cliënten om in {3} van de {4}. Het "
                        "goede voorbeeld lijkt door te werken tot bij cliënten: houd dat vast." } }
};

typedef enum { UPPER, LOWER, NEITHER } Level;

typedef struct {
  LerenPlace place;
  gint32 practice;
  guint8 level;
  guint8 mode; /* its place */
} Seen;

typedef struct {
  LerenSnapshot *snapshot;
  const LerenRows *turns, *reflections, *actions, *tensions, *sessions;
  const gint32 *speakers, *answered, *makers, *owners, *feelers;
  const LerenVector *subjects, *parties, *present;
  guint8 *sides;
  GArray *seen; /* Seen */
} Reading;

static guint8
side_of (const Reading *self, gint32 person)
{
  const guint8 side = person >= 0 ? self->sides[person] : LEREN_SIDE_UNKNOWN;

  return side == LEREN_SIDE_CLIENT || side == LEREN_SIDE_TEAM || side == LEREN_SIDE_LEADING
           ? side
           : LEREN_SIDE_UNKNOWN;
}

static guint8
sides_of_list (const Reading *self, const LerenVector *list, guint32 row)
{
  guint8 sides = 0;

  for (guint32 i = list->offsets[row]; i < list->offsets[row + 1]; i++)
    sides |= side_of (self, list->rows[i]);
  return sides;
}

/* the sides of the people involved; a reflection on a reflection is looked at no further */
static guint8
sides_involved (const Reading *self, guint type, guint32 row)
{
  if (type == self->turns->type)
    return side_of (self, self->speakers[row]) |
           (self->answered[row] >= 0 ? side_of (self, self->speakers[self->answered[row]]) : 0);
  if (type == self->actions->type)
    return side_of (self, self->owners[row]);
  if (type == self->tensions->type)
    return side_of (self, self->feelers[row]) | sides_of_list (self, self->parties, row);
  if (type == self->sessions->type)
    return sides_of_list (self, self->present, row);
  if (type == self->reflections->type)
    return side_of (self, self->makers[row]);
  return 0;
}

static Level
level_of (const Reading *self, const LerenRows *rows, guint32 row)
{
  guint8 sides = sides_involved (self, rows->type, row);

  if (rows == self->reflections && self->subjects->rows[row] >= 0)
    sides |= sides_involved (self, self->subjects->types[row], self->subjects->rows[row]);
  if (sides == (LEREN_SIDE_LEADING | LEREN_SIDE_TEAM))
    return UPPER;
  if (sides == (LEREN_SIDE_TEAM | LEREN_SIDE_CLIENT) ||
      (sides == LEREN_SIDE_TEAM && rows->belongs[LEREN_BELONGS_TO_CASE][row] >= 0))
    return LOWER;
  return NEITHER;
}

static void
add_seen (Reading *self, LerenFindings *findings, const LerenRows *rows, LerenFramework *modes)
{
  g_autofree guint8 *places = _leren_findings_read_concepts (findings, rows, NULL, modes);

  for (guint32 i = 0; i < rows->n_rows; i++)
    {
      Seen seen = { { rows->type, i } };

      if (places[i] == 0 || rows->belongs[LEREN_BELONGS_TO_PRACTICE][i] < 0 ||
          !_leren_rows_in_scope (rows, i))
        continue;
      seen.practice = rows->belongs[LEREN_BELONGS_TO_PRACTICE][i];
      seen.level = level_of (self, rows, i);
      seen.mode = places[i] - 1;
      if (seen.level != NEITHER)
        g_array_append_val (self->seen, seen);
    }
}

static void
read_all (Reading *self, LerenFindings *findings, LerenFramework *modes)
{
  self->turns = _leren_snapshot_get_rows (self->snapshot, "contribution");
  self->reflections = _leren_snapshot_get_rows (self->snapshot, "reflection");
  self->actions = _leren_snapshot_get_rows (self->snapshot, "action");
  self->tensions = _leren_snapshot_get_rows (self->snapshot, "tension");
  self->sessions = _leren_snapshot_get_rows (self->snapshot, "session");
  self->speakers = _leren_rows_get_references (self->turns, "speaker");
  self->answered = _leren_rows_get_references (self->turns, "in_reply_to");
  self->makers = _leren_rows_get_references (self->reflections, "author");
  self->subjects = _leren_rows_get_vector (self->reflections, "subject");
  self->owners = _leren_rows_get_references (self->actions, "owner");
  self->feelers = _leren_rows_get_references (self->tensions, "author");
  self->parties = _leren_rows_get_vector (self->tensions, "parties");
  self->present = _leren_rows_get_vector (self->sessions, "present");
  self->sides = _leren_read_sides (_leren_snapshot_get_rows (self->snapshot, "participant"));
  self->seen = g_array_new (FALSE, FALSE, sizeof (Seen));
  add_seen (self, findings, self->sessions, modes);
  add_seen (self, findings, self->turns, modes);
  add_seen (self, findings, self->reflections, modes);
  add_seen (self, findings, self->actions, modes);
  add_seen (self, findings, self->tensions, modes);
}

static void
judge (Reading *self, LerenFindings *findings, LerenFramework *modes,
       const LerenBuckets *by_practice, LerenPlace subject)
{
  const double min_records = leren_findings_get_parameter (findings, "min-records");
  const guint32 first = by_practice->offsets[subject.row];
  const guint32 end = by_practice->offsets[subject.row + 1];
  LerenFramework *roles =
    leren_theory_get_framework (leren_snapshot_get_theory (self->snapshot), "coach-roles");
  LerenConcept *with = leren_framework_get_concept (modes, "with");
  LerenFound found = { .wording = &same, .subject = subject };
  guint32 counts[2][256] = { 0 }, totals[2] = { 0 };
  guint most = 0;

  for (guint32 i = first; i < end; i++)
    {
      const Seen *seen = &g_array_index (self->seen, Seen, by_practice->items[i]);

      counts[seen->level][seen->mode]++;
      totals[seen->level]++;
    }
  if (totals[UPPER] < min_records || totals[LOWER] < min_records)
    return;
  for (guint mode = 0; mode < leren_framework_get_n_concepts (modes) && mode < 256; mode++)
    {
      const double smaller = MIN ((double) counts[UPPER][mode] / totals[UPPER],
                                  (double) counts[LOWER][mode] / totals[LOWER]);

      if (smaller > found.figure)
        {
          found.figure = smaller;
          most = mode;
        }
    }
  if (found.figure <= 0 || found.figure < leren_findings_get_parameter (findings, "min-share"))
    return;
  found.counts[0] = counts[UPPER][most];
  found.counts[1] = totals[UPPER];
  found.counts[2] = counts[LOWER][most];
  found.counts[3] = totals[LOWER];
  found.concepts[0] = found.asked[0] = _leren_concept_at (modes, most);
  found.severity =
    found.figure >= 0.8 && totals[UPPER] >= 2 * min_records && totals[LOWER] >= 2 * min_records
      ? LEREN_SEVERITY_WARNING
    : found.figure >= 0.6 ? LEREN_SEVERITY_ADVICE
                          : LEREN_SEVERITY_NOTICE;
  if (found.concepts[0] == with)
    {
      found.wording = &same_well;
      found.severity = LEREN_SEVERITY_NOTICE;
    }
  found.asked[1] = roles != NULL ? leren_framework_get_concept (roles, "role-model") : NULL;
  for (guint32 i = first; i < end; i++)
    {
      const Seen *seen = &g_array_index (self->seen, Seen, by_practice->items[i]);

      if (seen->mode == most)
        _leren_findings_add_evidence (findings, seen->place.type, seen->place.row);
    }
  _leren_findings_add_found (findings, &found);
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  LerenFramework *modes =
    _leren_require_framework (leren_snapshot_get_theory (snapshot), "interaction-modes", error);
  const LerenRows *practices = _leren_snapshot_get_rows (snapshot, "practice");
  Reading self = { .snapshot = snapshot };
  g_auto (LerenBuckets) by_practice = { 0 };
  g_autofree gint32 *keys = NULL;

  if (modes == NULL)
    return FALSE;
  read_all (&self, findings, modes);
  keys = g_new (gint32, MAX (self.seen->len, 1));
  for (guint32 i = 0; i < self.seen->len; i++)
    keys[i] = g_array_index (self.seen, Seen, i).practice;
  _leren_buckets_fill (&by_practice, keys, NULL, self.seen->len, practices->n_rows);
  for (guint32 i = 0; i < practices->n_rows; i++)
    if (_leren_buckets_size (&by_practice, i) > 0)
      judge (&self, findings, modes, &by_practice, (LerenPlace){ practices->type, i });
  g_array_unref (self.seen);
  g_free (self.sides);
  return TRUE;
}

const LerenRuleSpec _leren_rule_parallel_process = {
  "parallel-process",
  { "Parallel process", "Parallel proces" },
  "McCold & Wachtel 2003; Van der Mei & Gademan 2015 (LT5); Wilken & Stam 2015 (LT8)",
  parameters,
  needs,
  run,
};
