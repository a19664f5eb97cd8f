/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-grouping-private.h"
#include "analysis/leren-meetings-private.h"
#include "analysis/leren-reading-private.h"
#include "analysis/leren-turns-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>

/* People learn alone: reflections are nearly all individual, or one member carries a whole field.
 *
 * Said of a team, or of what belongs to no team of its practice.
 *
 * Individual: of the reflections that say whether the group made them together, the figure is the
 * share that it did not. Found with at least min-reflections of them, from max-individual. Notice,
 * advice from 0.9, warning where all are individual and there are twice min-reflections.
 * Carried by one: what people take on is the cases they bring in, the actions they own that were not
 * let go, and the reflections they make by themselves. The figure is the share of the one who takes
 * on the most; of two with as many, the one stored first. People who are only manager, coach, policy
 * maker, researcher or educator are left out, with what they take on. Found with at least min-tasks,
 * from max-carried, where at least three people are there to take something on: members of the team,
 * those present at its sessions, and those who did. Where nobody carries all of it, the same is said
 * of each life domain of the cases that it is about. Notice, advice from 0.85, warning from 0.95 with
 * twice min-tasks. */

#define MIN_PEOPLE 3

static const LerenRuleParameter parameters[] = {
  { "min-reflections", 5, 1, 1000, N_ ("reflections"),
    N_ ("how many reflections must say whether the group made them together") },
  { "max-individual", 0.8, 0, 1, N_ ("share of reflections"),
    N_ ("from what share of individual reflections on it is said") },
  { "min-tasks", 6, 2, 1000, N_ ("cases, actions and reflections"),
    N_ ("how much people must have taken on before anything is said of who carries it") },
  { "max-carried", 0.75, 0, 1, N_ ("share of cases, actions and reflections"),
    N_ ("from what share of one person on it is said") },
  { NULL },
};

static const LerenNeed needs[] = {
  { "reflection", "collective" }, { "reflection", "author" }, { "case", "contributor" },
  { "case", "domains" },          { "action", "owner" },      { "session", "present" },
  { "team", "members" },          { "participant", "roles" }, { NULL },
};

static const LerenWording individual = {
  "share of reflections",
  { [LEREN_ENGLISH] = { .many =
                          "{1} of the {2} reflections here were made by one person alone. What "
                          "others would have seen in it stays out of sight.",
                        .all =
                          "All {2} reflections here were made by one person alone. What others "
                          "would have seen in it stays out of sight." },
    [LEREN_DUTCH] = { .many =
                        "{1} van de {2} reflecties zijn door iemand alleen gemaakt. Wat anderen "
                        "erin zouden zien, blijft zo buiten beeld.",
                      .all =
                        "Alle {2} reflecties zijn door iemand alleen gemaakt. Wat anderen erin "
                        "zouden zien, blijft zo buiten beeld." } }
};
static const LerenWording carried = {
  "share of cases, actions and reflections",
  { [LEREN_ENGLISH] = { .many =
                          "{1} of the {2} cases, actions and reflections here come from one of {3} "
                          "people. If this person drops out, the work may come to a halt, and "
                          "meanwhile the others learn little from it.",
                        .all = "All {2} cases, actions and reflections here come from one of {3} "
                               "people. If this person drops out, the work may come to a halt, and "
                               "meanwhile the others learn little from it." },
    [LEREN_DUTCH] = { .many =
                        "{1} van de {2} casussen, acties en reflecties komen van één persoon, in "
                        "een groep van {3} mensen. Valt deze persoon weg, dan kan het werk "
                        "stilvallen, en intussen leren de anderen er weinig van.",
                      .all =
                        "Alle {2} casussen, acties en reflecties komen van één persoon, in een "
                        "groep van {3} mensen. Valt deze persoon weg, dan kan het werk stilvallen, "
                        "en intussen leren de anderen er weinig van." } }
};

static const LerenWording carried_field = {
  "share of cases, actions and reflections",
  { [LEREN_ENGLISH] = { .many =
                          "On “{w}”, {1} of the {2} cases, actions and reflections come from one "
                          "of {3} people. If this person drops out, much of what is known of it "
                          "goes too.",
                        .all =
                          "On “{w}”, all {2} cases, actions and reflections come from one of {3} "
                          "people. If this person drops out, much of what is known of it goes "
                          "too." },
    [LEREN_DUTCH] = { .many =
                        "Over “{w}” komen {1} van de {2} casussen, acties en reflecties van één "
                        "persoon, in een groep van {3} mensen. Valt deze persoon weg, dan "
                        "verdwijnt veel van wat hierover bekend is.",
                      .all =
                        "Over “{w}” komen alle {2} casussen, acties en reflecties van één persoon, "
                        "in een groep van {3} mensen. Valt deze persoon weg, dan verdwijnt veel "
                        "van wat hierover bekend is." } }
};

/* something that somebody took on */
typedef struct {
  LerenPlace place;
  gint32 person;
  gint32 group;
  gint32 about; /* a case, or -1 */
} Task;

typedef struct {
  LerenSnapshot *snapshot;
  LerenFindings *findings;
  const LerenRows *people;
  const LerenRows *reflections;
  const LerenRows *sessions;
  const LerenRows *teams;
  const guint8 *collective;
  guint8 *sides;
  GArray *tasks;              /* Task */
  LerenBuckets by_group;      /* tasks */
  LerenBuckets reflected;     /* reflections that say whether the group made them together */
  LerenBuckets met;           /* sessions */
  const LerenVector *domains; /* of each case */
  guint32 *counts;            /* of each participant: tasks among those looked at */
  guint32 *counted;           /* when they were last counted */
  guint32 n_countings;
  guint32 *seen_in; /* of each participant: the last group in which it was seen, and one more */
  LerenConcept *alone, *together;
} Reading;

/* 1 is false, 2 true */
enum { ON_ONES_OWN = 1, TOGETHER = 2 };

static void
add_tasks (Reading *self, const LerenRows *rows, const gint32 *people)
{
  g_autofree gint32 *owners = _leren_read_owners (self->snapshot, rows);

  for (guint32 i = 0; i < rows->n_rows; i++)
    {
      const Task task = {
        { rows->type, i }, people[i], owners[i], rows->belongs[LEREN_BELONGS_TO_CASE][i]
      };

      if (owners[i] < 0 || people[i] < 0 || !_leren_rows_in_scope (rows, i))
        continue;
      /* no role on record says nothing against being a member */
      if (self->sides[people[i]] != LEREN_SIDE_UNKNOWN &&
          (self->sides[people[i]] & (LEREN_SIDE_CLIENT | LEREN_SIDE_TEAM)) == 0)
        continue;
      g_array_append_val (self->tasks, task);
    }
}

static void
find_tasks (Reading *self)
{
  const LerenRows *cases = _leren_snapshot_get_rows (self->snapshot, "case");
  const LerenRows *actions = _leren_snapshot_get_rows (self->snapshot, "action");
  const gint32 *owners = _leren_rows_get_references (actions, "owner");
  const gint32 *authors = _leren_rows_get_references (self->reflections, "author");
  const guint8 *states = _leren_rows_get_codes (actions, "state");
  const guint8 dropped = _leren_rows_code_of (actions, "state", "dropped");
  g_autofree gint32 *takers = g_new (gint32, MAX (actions->n_rows, 1));
  g_autofree gint32 *makers = g_new (gint32, MAX (self->reflections->n_rows, 1));
  g_autofree gint32 *keys = NULL;

  self->tasks = g_array_new (FALSE, FALSE, sizeof (Task));
  add_tasks (self, cases, _leren_rows_get_references (cases, "contributor"));
  for (guint32 i = 0; i < actions->n_rows; i++)
    takers[i] = states[i] != dropped ? owners[i] : -1;
  add_tasks (self, actions, takers);
  for (guint32 i = 0; i < self->reflections->n_rows; i++)
    makers[i] = self->collective[i] != TOGETHER ? authors[i] : -1;
  add_tasks (self, self->reflections, makers);
  keys = g_new (gint32, MAX (self->tasks->len, 1));
  for (guint32 i = 0; i < self->tasks->len; i++)
    keys[i] = g_array_index (self->tasks, Task, i).group;
  _leren_buckets_fill (&self->by_group, keys, NULL, self->tasks->len,
                       _leren_count_groups (self->snapshot));
}

static void
group (Reading *self)
{
  const guint32 n_groups = _leren_count_groups (self->snapshot);
  g_autofree gint32 *owners = _leren_read_owners (self->snapshot, self->reflections);
  g_autofree gint32 *meet = _leren_read_owners (self->snapshot, self->sessions);

  for (guint32 i = 0; i < self->reflections->n_rows; i++)
    if (self->collective[i] == 0 || !_leren_rows_in_scope (self->reflections, i))
      owners[i] = -1;
  _leren_buckets_fill (&self->reflected, owners, NULL, self->reflections->n_rows, n_groups);
  _leren_buckets_fill (&self->met, meet, NULL, self->sessions->n_rows, n_groups);
}

static void
judge_reflections (Reading *self, LerenPlace subject, guint32 at)
{
  const double min = leren_findings_get_parameter (self->findings, "min-reflections");
  const guint32 first = self->reflected.offsets[at], end = self->reflected.offsets[at + 1];
  LerenFound found = { .wording = &individual, .subject = subject };

  found.counts[1] = end - first;
  for (guint32 i = first; i < end; i++)
    found.counts[0] += self->collective[self->reflected.items[i]] == ON_ONES_OWN;
  if (found.counts[0] == 0 || found.counts[1] < min)
    return;
  found.figure = (double) found.counts[0] / found.counts[1];
  if (found.figure < leren_findings_get_parameter (self->findings, "max-individual"))
    return;
  found.severity = found.figure >= 1 && found.counts[1] >= 2 * min ? LEREN_SEVERITY_WARNING
                   : found.figure >= 0.9                           ? LEREN_SEVERITY_ADVICE
                                                                   : LEREN_SEVERITY_NOTICE;
  found.asked[0] = self->together;
  found.asked[1] = self->alone;
  for (guint32 i = first; i < end; i++)
    if (self->collective[self->reflected.items[i]] == ON_ONES_OWN)
      _leren_findings_add_evidence (self->findings, self->reflections->type,
                                    self->reflected.items[i]);
  _leren_findings_add_found (self->findings, &found);
}

static guint32
see (Reading *self, guint32 at, const gint32 *people, guint32 n)
{
  guint32 n_new = 0;

  for (guint32 i = 0; i < n; i++)
    if (people[i] >= 0 && self->seen_in[people[i]] != at + 1)
      {
        self->seen_in[people[i]] = at + 1;
        n_new++;
      }
  return n_new;
}

static guint32
see_list (Reading *self, guint32 at, const LerenVector *list, guint32 row)
{
  return see (self, at, list->rows + list->offsets[row],
              list->offsets[row + 1] - list->offsets[row]);
}

static const Task *
task_at (const Reading *self, guint32 task)
{
  return &g_array_index (self->tasks, Task, task);
}

/* how many people there are in a group to take something on */
static guint32
count_people (Reading *self, guint32 at)
{
  const LerenVector *members = _leren_rows_get_vector (self->teams, "members");
  const LerenVector *present = _leren_rows_get_vector (self->sessions, "present");
  guint32 n = 0;

  for (guint32 i = self->by_group.offsets[at]; i < self->by_group.offsets[at + 1]; i++)
    n += see (self, at, &task_at (self, self->by_group.items[i])->person, 1);
  if (at < self->teams->n_rows)
    n += see_list (self, at, members, at);
  for (guint32 i = self->met.offsets[at]; i < self->met.offsets[at + 1]; i++)
    n += see_list (self, at, present, self->met.items[i]);
  return n;
}

/* who takes on the most of some tasks, and how many in @most */
static gint32
find_carrier (Reading *self, const guint32 *tasks, guint32 n, guint32 *most)
{
  gint32 carrier = -1;

  *most = 0;
  self->n_countings++;
  for (guint32 i = 0; i < n; i++)
    {
      const gint32 person = task_at (self, tasks[i])->person;

      if (self->counted[person] != self->n_countings)
        self->counts[person] = 0;
      self->counted[person] = self->n_countings;
      self->counts[person]++;
      if (self->counts[person] > *most || (self->counts[person] == *most && person < carrier))
        {
          carrier = person;
          *most = self->counts[person];
        }
    }
  return carrier;
}

/* @domain: NULL for all that a group does */
static gboolean
judge_carrier (Reading *self, LerenPlace subject, const guint32 *tasks, guint32 n, guint32 n_people,
               const char *domain)
{
  const double min = leren_findings_get_parameter (self->findings, "min-tasks");
  LerenFound found = { .wording = domain != NULL ? &carried_field : &carried,
                       .subject = subject,
                       .word = domain };
  gint32 carrier;

  if (n < min || n_people < MIN_PEOPLE)
    return FALSE;
  carrier = find_carrier (self, tasks, n, &found.counts[0]);
  found.counts[1] = n;
  found.counts[2] = n_people;
  found.figure = (double) found.counts[0] / n;
  if (found.figure < leren_findings_get_parameter (self->findings, "max-carried"))
    return FALSE;
  found.severity = found.figure >= 0.95 && n >= 2 * min ? LEREN_SEVERITY_WARNING
                   : found.figure >= 0.85               ? LEREN_SEVERITY_ADVICE
                                                        : LEREN_SEVERITY_NOTICE;
  found.asked[0] = self->alone;
  found.asked[1] = self->together;
  _leren_findings_add_evidence (self->findings, self->people->type, carrier);
  for (guint32 i = 0; i < n; i++)
    if (task_at (self, tasks[i])->person == carrier)
      _leren_findings_add_evidence (self->findings, task_at (self, tasks[i])->place.type,
                                    task_at (self, tasks[i])->place.row);
  _leren_findings_add_found (self->findings, &found);
  return TRUE;
}

/* The tasks of a group by the domains of their cases: a case with two domains counts in both. */
static void
judge_domains (Reading *self, LerenPlace subject, guint32 at, guint32 n_people)
{
  g_autoptr (GArray) tasks = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autofree guint32 *order = NULL;
  g_autofree guint32 *sorted = NULL;

  for (guint32 i = self->by_group.offsets[at]; i < self->by_group.offsets[at + 1]; i++)
    {
      const guint32 task = self->by_group.items[i];
      const gint32 about = task_at (self, task)->about;

      for (guint32 j = about >= 0 ? self->domains->offsets[about] : 0;
           about >= 0 && j < self->domains->offsets[about + 1]; j++)
        {
          const guint64 word = self->domains->words[j];

          g_array_append_val (tasks, task);
          g_array_append_val (words, word);
        }
    }
  order = g_new (guint32, MAX (tasks->len, 1));
  sorted = g_new (guint32, MAX (tasks->len, 1));
  for (guint32 i = 0; i < tasks->len; i++)
    order[i] = i;
  _leren_sort_by_keys (order, (const guint64 *) words->data, tasks->len);
  for (guint32 i = 0; i < tasks->len; i++)
    sorted[i] = g_array_index (tasks, guint32, order[i]);
  for (guint32 first = 0, end; first < tasks->len; first = end)
    {
      const guint64 word = g_array_index (words, guint64, order[first]);

      for (end = first + 1; end < tasks->len; end++)
        if (g_array_index (words, guint64, order[end]) != word)
          break;
      if (word != 0)
        judge_carrier (self, subject, sorted + first, end - first, n_people,
                       g_ptr_array_index (self->domains->dictionary, word - 1));
    }
}

static void
judge_group (Reading *self, LerenPlace subject, guint32 at)
{
  const guint32 n = _leren_buckets_size (&self->by_group, at);
  guint32 n_people;

  if (n < leren_findings_get_parameter (self->findings, "min-tasks"))
    return;
  n_people = count_people (self, at);
  if (!judge_carrier (self, subject, self->by_group.items + self->by_group.offsets[at], n, n_people,
                      NULL))
    judge_domains (self, subject, at, n_people);
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  LerenTheory *theory = leren_snapshot_get_theory (snapshot);
  LerenFramework *barriers = _leren_require_framework (theory, "barriers", error);
  LerenFramework *tips = _leren_require_framework (theory, "space-tips", error);
  Reading self = { .snapshot = snapshot, .findings = findings };

  if (barriers == NULL || tips == NULL)
    return FALSE;
  self.alone = leren_framework_get_concept (barriers, "thrown-back");
  self.together = leren_framework_get_concept (tips, "learn-from-each-other");
  self.people = _leren_snapshot_get_rows (snapshot, "participant");
  self.reflections = _leren_snapshot_get_rows (snapshot, "reflection");
  self.sessions = _leren_snapshot_get_rows (snapshot, "session");
  self.teams = _leren_snapshot_get_rows (snapshot, "team");
  self.collective = _leren_rows_get_codes (self.reflections, "collective");
  self.sides = _leren_read_sides (self.people);
  self.counts = g_new0 (guint32, MAX (self.people->n_rows, 1));
  self.counted = g_new0 (guint32, MAX (self.people->n_rows, 1));
  self.domains = _leren_rows_get_vector (_leren_snapshot_get_rows (snapshot, "case"), "domains");
  self.seen_in = g_new0 (guint32, MAX (self.people->n_rows, 1));
  find_tasks (&self);
  group (&self);
  for (guint32 at = 0; at < _leren_count_groups (snapshot); at++)
    {
      LerenPlace subject;

      subject.type = _leren_group_at (snapshot, at, &subject.row)->type;
      judge_reflections (&self, subject, at);
      judge_group (&self, subject, at);
    }
  g_array_unref (self.tasks);
  g_free (self.sides);
  g_free (self.counts);
  g_free (self.counted);
  g_free (self.seen_in);
  _leren_buckets_clear (&self.by_group);
  _leren_buckets_clear (&self.reflected);
  _leren_buckets_clear (&self.met);
  return TRUE;
}

const LerenRuleSpec _leren_rule_alone = {
  "alone",
  { "Alone", "Alleen" },
  "Overkamp & Gademan 2016 (LK); Wmo-werkplaats Utrecht (KP)",
  parameters,
  needs,
  run,
};
