/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-grouping-private.h"
#include "analysis/leren-groups-private.h"
#include "analysis/leren-people-private.h"
#include "analysis/leren-reading-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>

/* The coach or a manager owns the actions, which then are not the group's.
 *
 * An owner is outside by a role: coach, or else manager. Somebody with that role is one of the
 * group all the same where it is their own work that is at issue: they are a member of the team of
 * the action, and either have a role of those who do the work besides (professional, volunteer,
 * client, expert by experience, carer), or more than half of the team has that same role, as in a
 * meeting of coaches or a team of directors. Not so in a session that they facilitated: there they
 * were the coach.
 *
 * One finding for each of the two roles, on the team of the actions, or where they have none on
 * their practice or their case. An action that names neither a session nor a case is nobody's but its
 * owner's, such as a trainer's on the training itself, and does not count. Figure: of the actions of that group that have an owner and were
 * not dropped, the share owned from outside by that role; as with open loops, a scope does not make
 * the group smaller, only its period does. It is found from min-actions actions with an owner.
 * Severity: notice below advise-from or of one action, which happens; advice from there, warning
 * from warn-from where it is at least three actions. */

#define ADVICE_ACTIONS 2
#define WARNING_ACTIONS 3

typedef enum { NOT_OUTSIDE, COACH, MANAGER, N_KINDS } Kind;

static const LerenRuleParameter parameters[] = {
  { "min-actions", 1, 1, 1000, N_ ("actions"),
    N_ ("how many actions of a group must have an owner before anything is said of it") },
  { "advise-from", 0.25, 0, 1, N_ ("share of actions"),
    N_ ("from what share owned from outside it is advice") },
  { "warn-from", 0.5, 0, 1, N_ ("share of actions"),
    N_ ("from what share owned from outside it is a warning") },
  { NULL },
};

static const LerenNeed needs[] = {
  { "action", "owner" },
  { "team", "members" },
  { "session", "facilitator" },
  LEREN_NEEDS_OF_PEOPLE,
  { NULL },
};

#define COACH_EN                                                                                   \
  "What the coach takes on, the group does not try out for itself, and so it learns less from it."
#define COACH_NL                                                                                   \
  "Wat de coach op zich neemt, probeert de groep niet zelf uit, en dus leert ze er minder van."
#define MANAGER_EN                                                                                 \
  "What comes from above is carried out, but does not by itself become the group’s own."
#define MANAGER_NL                                                                                 \
  "Wat van boven komt, wordt uitgevoerd, maar wordt daarmee nog niet iets van de groep zelf."

static const LerenWording wordings[N_KINDS] = {
  [COACH] = { "share of actions",
              { [LEREN_ENGLISH] = { .many =
                                      "Of the {2} actions in this group that have an owner, {1} "
                                      "are with the coach. " COACH_EN,
                                    .one =
                                      "Of the {2} actions in this group that have an owner, one is "
                                      "with the coach. " COACH_EN,
                                    .all =
                                      "All {2} actions in this group that have an owner are with "
                                      "the coach. " COACH_EN },
                [LEREN_DUTCH] = { .many =
                                    "Van de {2} acties in deze groep met een eigenaar liggen er "
                                    "{1} bij de coach. " COACH_NL,
                                  .one =
                                    "Van de {2} acties in deze groep met een eigenaar ligt er één "
                                    "bij de coach. " COACH_NL,
                                  .all =
                                    "Alle {2} acties in deze groep die een eigenaar hebben, liggen "
                                    "bij de coach. " COACH_NL } } },
  [MANAGER] = { "share of actions",
                { [LEREN_ENGLISH] = { .many =
                                        "Of the {2} actions in this group that have an owner, {1} "
                                        "are with a manager. " MANAGER_EN,
                                      .one =
                                        "Of the {2} actions in this group that have an owner, one "
                                        "is with a manager. " MANAGER_EN,
                                      .all =
                                        "All {2} actions in this group that have an owner are with "
                                        "a manager. " MANAGER_EN },
                  [LEREN_DUTCH] = { .many =
                                      "Van de {2} acties in deze groep met een eigenaar liggen er "
                                      "{1} bij een leidinggevende. " MANAGER_NL,
                                    .one =
                                      "Van de {2} acties in deze groep met een eigenaar ligt er "
                                      "één bij een leidinggevende. " MANAGER_NL,
                                    .all = "Alle {2} acties in deze groep die een eigenaar hebben, "
                                           "liggen bij een leidinggevende. " MANAGER_NL } } },
};

/* where no other action of the group has an owner */
static const LerenWording only[N_KINDS] = {
  [COACH] = { "share of actions",
              { [LEREN_ENGLISH] = { "The one action in this group that has an owner is with the "
                                    "coach. " COACH_EN },
                [LEREN_DUTCH] = { "De enige actie in deze groep die een eigenaar heeft, ligt bij "
                                  "de coach. " COACH_NL } } },
  [MANAGER] = { "share of actions",
                { [LEREN_ENGLISH] = { "The one action in this group that has an owner is with a "
                                      "manager. " MANAGER_EN },
                  [LEREN_DUTCH] = { "De enige actie in deze groep die een eigenaar heeft, ligt bij "
                                    "een leidinggevende. " MANAGER_NL } } },
};

typedef struct {
  LerenGroups groups;
  const LerenRows *actions;
  const gint32 *owners;
  const gint32 *sessions; /* of the actions */
  const gint32 *facilitators;
  const LerenVector *members;
  guint8 *has_role[N_KINDS]; /* of each participant */
  guint8 *does_the_work;
  guint8 *majority[N_KINDS]; /* of each team */
  guint8 *kinds;             /* of each action */
  guint32 *n_owned;          /* by group */
  guint32 *n_outside[N_KINDS];
} Reading;

static void
reading_clear (Reading *reading)
{
  for (guint i = 0; i < N_KINDS; i++)
    {
      g_free (reading->has_role[i]);
      g_free (reading->majority[i]);
      g_free (reading->n_outside[i]);
    }
  g_free (reading->does_the_work);
  g_free (reading->kinds);
  g_free (reading->n_owned);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

/* the teams in which more than half of the members have a role */
static guint8 *
find_majorities (LerenSnapshot *snapshot, const LerenVector *members, const guint8 *has_role)
{
  const LerenRows *teams = _leren_snapshot_get_rows (snapshot, "team");
  guint8 *majority = g_new0 (guint8, MAX (teams->n_rows, 1));

  for (guint32 i = 0; i < teams->n_rows; i++)
    {
      guint32 n_with = 0;

      for (guint32 j = members->offsets[i]; j < members->offsets[i + 1]; j++)
        n_with += members->rows[j] >= 0 && has_role[members->rows[j]];
      majority[i] = 2 * n_with > members->offsets[i + 1] - members->offsets[i];
    }
  return majority;
}

static gboolean
is_member (const LerenVector *members, gint32 team, gint32 participant)
{
  for (guint32 i = members->offsets[team]; i < members->offsets[team + 1]; i++)
    if (members->rows[i] == participant)
      return TRUE;
  return FALSE;
}

/* by what role the owner of an action stands outside its group */
static Kind
find_kind (const Reading *reading, guint32 action)
{
  const gint32 owner = reading->owners[action];
  const gint32 team = reading->actions->belongs[LEREN_BELONGS_TO_TEAM][action];
  const gint32 session = reading->sessions[action];
  const Kind kind = reading->has_role[COACH][owner]     ? COACH
                    : reading->has_role[MANAGER][owner] ? MANAGER
                                                        : NOT_OUTSIDE;

  if (kind == NOT_OUTSIDE || team < 0 || !is_member (reading->members, team, owner) ||
      (session >= 0 && reading->facilitators[session] == owner))
    return kind;
  return reading->does_the_work[owner] || reading->majority[kind][team] ? NOT_OUTSIDE : kind;
}

/* agreed on in a session, or for a case that people work on */
static gboolean
is_of_a_group (const Reading *reading, guint32 action)
{
  return reading->sessions[action] >= 0 ||
         reading->actions->belongs[LEREN_BELONGS_TO_CASE][action] >= 0;
}

static void
count (Reading *reading, LerenSnapshot *snapshot)
{
  const LerenRows *actions = reading->actions;
  const guint8 *states = _leren_rows_get_codes (actions, "state");
  const guint8 dropped = _leren_rows_code_of (actions, "state", "dropped");

  reading->kinds = g_new0 (guint8, MAX (actions->n_rows, 1));
  reading->n_owned = g_new0 (guint32, MAX (reading->groups.n_groups, 1));
  for (Kind kind = COACH; kind < N_KINDS; kind++)
    reading->n_outside[kind] = g_new0 (guint32, MAX (reading->groups.n_groups, 1));
  for (guint32 i = 0; i < actions->n_rows; i++)
    {
      const gint32 group = _leren_groups_find (&reading->groups, actions, i);

      if (group < 0 || reading->owners[i] < 0 || states[i] == dropped ||
          !_leren_snapshot_in_period (snapshot, actions, i) || !is_of_a_group (reading, i))
        continue;
      reading->kinds[i] = find_kind (reading, i);
      reading->n_owned[group]++;
      if (reading->kinds[i] != NOT_OUTSIDE)
        reading->n_outside[reading->kinds[i]][group]++;
    }
}

static LerenSeverity
judge (LerenFindings *findings, double share, guint32 n_outside)
{
  if (share >= leren_findings_get_parameter (findings, "warn-from") && n_outside >= WARNING_ACTIONS)
    return LEREN_SEVERITY_WARNING;
  if (share >= leren_findings_get_parameter (findings, "advise-from") &&
      n_outside >= ADVICE_ACTIONS)
    return LEREN_SEVERITY_ADVICE;
  return LEREN_SEVERITY_NOTICE;
}

static void
find_all (const Reading *reading, LerenFindings *findings, Kind kind, LerenConcept *const *asked)
{
  const LerenRows *actions = reading->actions;
  const double min_actions = leren_findings_get_parameter (findings, "min-actions");
  g_autofree gint32 *keys = g_new (gint32, MAX (actions->n_rows, 1));
  g_auto (LerenBuckets) by_group = { 0 };

  for (guint32 i = 0; i < actions->n_rows; i++)
    keys[i] = reading->kinds[i] == kind && _leren_rows_in_scope (actions, i)
                ? _leren_groups_find (&reading->groups, actions, i)
                : -1;
  _leren_buckets_fill (&by_group, keys, NULL, actions->n_rows, reading->groups.n_groups);
  for (guint32 group = 0; group < reading->groups.n_groups; group++)
    {
      LerenFound found = { .wording = &wordings[kind] };

      if (_leren_buckets_size (&by_group, group) == 0 || reading->n_owned[group] < min_actions)
        continue;
      found.subject = _leren_groups_get_place (&reading->groups, group);
      found.counts[0] = reading->n_outside[kind][group];
      found.counts[1] = reading->n_owned[group];
      if (found.counts[1] == 1)
        found.wording = &only[kind];
      found.figure = (double) found.counts[0] / found.counts[1];
      found.severity = judge (findings, found.figure, found.counts[0]);
      for (guint i = 0; asked[i] != NULL; i++)
        found.asked[i] = asked[i];
      for (guint32 i = by_group.offsets[group]; i < by_group.offsets[group + 1]; i++)
        _leren_findings_add_evidence (findings, actions->type, by_group.items[i]);
      _leren_findings_add_found (findings, &found);
    }
}

/* What is asked goes with the step at which an owner is found, and with who holds on to it. */
static gboolean
find_questions (LerenTheory *theory, LerenConcept *asked[N_KINDS][3], GError **error)
{
  LerenConcept *step;

  if (_leren_require_framework (theory, "action-cycle", error) == NULL)
    return FALSE;
  step = _leren_find_corresponding (
    theory, leren_theory_find_concept (theory, "action-cycle", "owned"), "action-learning");
  for (Kind kind = COACH; kind < N_KINDS; kind++)
    {
      guint n = 0;

      if (step != NULL)
        asked[kind][n++] = step;
      asked[kind][n] = kind == COACH
                         ? leren_theory_find_concept (theory, "coach-roles", "facilitator")
                         : leren_theory_find_concept (theory, "space-tips", "co-owners");
    }
  return TRUE;
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  static const LerenBelongs whats[] = { LEREN_BELONGS_TO_TEAM, LEREN_BELONGS_TO_PRACTICE,
                                        LEREN_BELONGS_TO_CASE };
  static const char *const coach[] = { "coach", NULL }, *const manager[] = { "manager", NULL };
  static const char *const workers[] = { "professional",         "volunteer", "client",
                                         "expert-by-experience", "carer",     NULL };
  LerenConcept *asked[N_KINDS][3] = { { NULL } };
  g_auto (Reading) reading = { 0 };

  if (!find_questions (leren_snapshot_get_theory (snapshot), asked, error))
    return FALSE;
  _leren_groups_read (&reading.groups, snapshot, whats, G_N_ELEMENTS (whats));
  reading.actions = _leren_snapshot_get_rows (snapshot, "action");
  reading.owners = _leren_rows_get_references (reading.actions, "owner");
  reading.sessions = _leren_rows_get_references (reading.actions, "session");
  reading.facilitators =
    _leren_rows_get_references (_leren_snapshot_get_rows (snapshot, "session"), "facilitator");
  reading.members = _leren_rows_get_vector (_leren_snapshot_get_rows (snapshot, "team"), "members");
  reading.has_role[COACH] = _leren_find_people (snapshot, coach);
  reading.has_role[MANAGER] = _leren_find_people (snapshot, manager);
  reading.does_the_work = _leren_find_people (snapshot, workers);
  for (Kind kind = COACH; kind < N_KINDS; kind++)
    reading.majority[kind] = find_majorities (snapshot, reading.members, reading.has_role[kind]);

  count (&reading, snapshot);
  for (Kind kind = COACH; kind < N_KINDS; kind++)
    find_all (&reading, findings, kind, asked[kind]);
  return TRUE;
}

const LerenRuleSpec _leren_rule_owner_outside = {
  "owner-outside",
  { "Owner outside the group", "Eigenaar buiten de groep" },
  "Revans 1980; Jansen & Van Biene 2015 (LT2)",
  parameters,
  needs,
  run,
};
