/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-grouping-private.h"
#include "analysis/leren-reading-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>

/* Knowledge that a team's cases ask for, and that nobody in the team has, or only one has.
 *
 * Figure: the cases of the team that are not closed and name the area among what they need. It is
 * found for an area that at least min-cases of them name, where at most one of the team's members
 * has it among their expertise, to a depth of at least min-depth (one that says no depth counts),
 * and no knowledge of that area is held by the team or more widely. Areas are compared without
 * regard to case. Nothing is said of a team of which fewer than two members, or fewer than the share
 * min-described of them, have any expertise on record: of the others it is not known what they know.
 * Severity: where one has it notice, and advice from three cases; where nobody has it advice, and a
 * warning from three cases. */

#define SERIOUS_FROM 3
#define MIN_MEMBERS 2

static const LerenRuleParameter parameters[] = {
  { "min-cases", 1, 1, 1000, N_ ("cases"),
    N_ ("how many cases of a team must ask for an area of knowledge") },
  { "min-depth", 1, 1, 5, N_ ("depth of expertise"),
    N_ ("how deep somebody's expertise must go to count; one that says no depth counts") },
  { "min-described", 0.5, 0, 1, N_ ("share of members"),
    N_ ("of what share of a team's members the expertise must be on record") },
  { NULL },
};

static const LerenNeed needs[] = {
  { "case", "needs" },       { "team", "members" },
  { "knowledge", "area" },   { "participant", "expertise" },
  { "knowledge", "holder" }, { NULL },
};

static const LerenWording nobody = {
  "cases",
  { [LEREN_ENGLISH] = { .many =
                          "{1} cases of this team ask for knowledge of “{w}”. None of the {2} team "
                          "members has it, as far as their expertise is on record.",
                        .one =
                          "A case of this team asks for knowledge of “{w}”. None of the {2} team "
                          "members has it, as far as their expertise is on record." },
    [LEREN_DUTCH] = { .many =
                        "{1} casussen van dit team vragen om kennis van “{w}”. Geen van de {2} "
                        "teamleden heeft die kennis, voor zover hun deskundigheid is vastgelegd.",
                      .one = "Een casus van dit team vraagt om kennis van “{w}”. Geen van de {2} "
                             "teamleden heeft die kennis, voor zover hun deskundigheid is "
                             "vastgelegd." } }
};
static const LerenWording only_one = {
  "cases",
  { [LEREN_ENGLISH] = { .many =
                          "{1} cases of this team ask for knowledge of “{w}”, and only one of the "
                          "{2} team members is on record as having it.",
                        .one =
                          "A case of this team asks for knowledge of “{w}”, and only one of the "
                          "{2} team members is on record as having it." },
    [LEREN_DUTCH] = { .many = "{1} casussen van dit team vragen om kennis van “{w}”, en voor zover "
                              "bekend heeft maar één van de {2} teamleden die kennis.",
                      .one =
                        "Een casus van dit team vraagt om kennis van “{w}”, en voor zover bekend "
                        "heeft maar één van de {2} teamleden die kennis." } }
};

/* The areas that cases ask for, in any writing of theirs, and which word of a column is which. */
typedef struct {
  GHashTable *numbers; /* an area without regard to case to its number and one more */
  GPtrArray *names;    /* as it was written first; the snapshot keeps them */
} Areas;

static guint32
number_of (Areas *self, const char *word, gboolean add)
{
  g_autofree char *stripped = g_strstrip (g_strdup (word));
  g_autofree char *folded = g_utf8_casefold (stripped, -1);
  guint32 number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, folded));

  if (number == 0 && add && *folded != '\0')
    {
      g_ptr_array_add (self->names, (gpointer) word);
      number = self->names->len;
      g_hash_table_insert (self->numbers, g_steal_pointer (&folded), GUINT_TO_POINTER (number));
    }
  return number;
}

/* from a word of a column to the number of its area and one more */
static guint32 *
map_areas (Areas *self, const LerenVector *vector, gboolean add)
{
  const guint n_words = vector->dictionary != NULL ? vector->dictionary->len : 0;
  guint32 *map = g_new0 (guint32, n_words + 1);

  for (guint i = 0; i < n_words; i++)
    map[i + 1] = number_of (self, g_ptr_array_index (vector->dictionary, i), add);
  return map;
}

/* What is known of one area in the team at hand. */
typedef struct {
  guint32 n_cases;
  guint32 n_holders;
  gint32 last_case; /* and one more */
  gint32 last_holder;
  gboolean shared;
  guint32 team; /* for which all this is, and one more */
} Area;

typedef struct {
  const LerenRows *cases, *teams, *participants, *knowledge;
  const LerenVector *asked, *members, *expertise;
  LerenBuckets cases_by_team, knowledge_by_team;
  guint32 *asked_map, *expertise_map, *known_map;
  Area *areas;
  GArray *touched; /* the areas that the team's cases ask for, in the order in which they do */
  gint32 *seen_in; /* by participant, the last team they were counted for, and one more */
  double min_depth;
} Reading;

static void
reading_clear (Reading *self)
{
  _leren_buckets_clear (&self->cases_by_team);
  _leren_buckets_clear (&self->knowledge_by_team);
  g_free (self->asked_map);
  g_free (self->expertise_map);
  g_free (self->known_map);
  g_free (self->areas);
  g_free (self->seen_in);
  g_clear_pointer (&self->touched, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

/* An area as the team at hand has it; what another team had is forgotten here, so that a team costs
 * what its own records are. */
static Area *
area_for (Reading *self, guint32 number, guint32 team)
{
  Area *area = &self->areas[number - 1];

  if (area->team != team + 1)
    *area = (Area){ .team = team + 1 };
  return area;
}

static void
group_by_team (const LerenRows *rows, const guint8 *left_out, guint8 left_out_code,
               LerenBuckets *by_team, guint32 n_teams)
{
  g_autofree gint32 *keys = g_new (gint32, MAX (rows->n_rows, 1));

  for (guint32 i = 0; i < rows->n_rows; i++)
    keys[i] = _leren_rows_in_scope (rows, i) && (left_out_code == 0 || left_out[i] != left_out_code)
                ? rows->belongs[LEREN_BELONGS_TO_TEAM][i]
                : -1;
  _leren_buckets_fill (by_team, keys, NULL, rows->n_rows, n_teams);
}

static void
ask_for (Reading *self, guint32 team, guint32 row)
{
  for (guint32 i = self->asked->offsets[row]; i < self->asked->offsets[row + 1]; i++)
    {
      const guint32 number = self->asked_map[self->asked->words[i]];
      Area *area;

      if (number == 0)
        continue;
      area = area_for (self, number, team);
      if (area->last_case == (gint32) row + 1)
        continue;
      area->last_case = row + 1;
      if (area->n_cases++ == 0)
        g_array_append_val (self->touched, number);
    }
}

static void
count_expertise (Reading *self, guint32 team, guint32 row)
{
  for (guint32 i = self->expertise->offsets[row]; i < self->expertise->offsets[row + 1]; i++)
    {
      const guint32 number = self->expertise_map[self->expertise->words[i]];
      const guint8 depth = self->expertise->depths[i];
      Area *area;

      if (number == 0 || (depth != 0 && depth < self->min_depth))
        continue;
      area = area_for (self, number, team);
      if (area->n_holders > 0 && area->last_holder == (gint32) row)
        continue;
      area->last_holder = row;
      area->n_holders++;
    }
}

/* how many members of a team have any expertise on record; @n_members: how many there are */
static guint32
count_members (Reading *self, guint32 team, guint32 *n_members)
{
  guint32 n_described = 0;

  *n_members = 0;
  for (guint32 i = self->members->offsets[team]; i < self->members->offsets[team + 1]; i++)
    {
      const gint32 member = self->members->rows[i];

      if (member < 0 || self->seen_in[member] == (gint32) team + 1)
        continue;
      self->seen_in[member] = team + 1;
      ++*n_members;
      if (self->expertise->offsets[member] == self->expertise->offsets[member + 1])
        continue;
      n_described++;
      count_expertise (self, team, member);
    }
  return n_described;
}

/* knowledge that more than one person holds is there for the team */
static void
mark_shared (Reading *self, guint32 team)
{
  const LerenVector *areas;
  const guint8 *holders;
  guint8 individual;

  if (self->knowledge->n_rows == 0)
    return;
  areas = _leren_rows_get_vector (self->knowledge, "area");
  holders = _leren_rows_get_codes (self->knowledge, "holder");
  individual = _leren_rows_code_of (self->knowledge, "holder", "individual");
  for (guint32 i = self->knowledge_by_team.offsets[team];
       i < self->knowledge_by_team.offsets[team + 1]; i++)
    {
      const guint32 row = self->knowledge_by_team.items[i];
      const guint32 number = self->known_map[areas->words[row]];

      if (number != 0 && holders[row] > individual)
        area_for (self, number, team)->shared = TRUE;
    }
}

static void
add_finding (Reading *self, LerenFindings *findings, LerenConcept *const asked[2], guint32 team,
             guint32 number, guint32 n_members, const char *name)
{
  const Area *area = &self->areas[number - 1];
  const gboolean serious = area->n_cases >= SERIOUS_FROM;
  LerenFound found = { .wording = area->n_holders == 0 ? &nobody : &only_one,
                       .subject = { self->teams->type, team },
                       .figure = area->n_cases,
                       .counts = { area->n_cases, n_members },
                       .asked = { asked[0], asked[1] },
                       .word = name };

  if (area->n_holders == 0)
    found.severity = serious ? LEREN_SEVERITY_WARNING : LEREN_SEVERITY_ADVICE;
  else
    found.severity = serious ? LEREN_SEVERITY_ADVICE : LEREN_SEVERITY_NOTICE;
  for (guint32 i = self->cases_by_team.offsets[team]; i < self->cases_by_team.offsets[team + 1];
       i++)
    {
      const guint32 row = self->cases_by_team.items[i];

      for (guint32 j = self->asked->offsets[row]; j < self->asked->offsets[row + 1]; j++)
        if (self->asked_map[self->asked->words[j]] == number)
          {
            _leren_findings_add_evidence (findings, self->cases->type, row);
            break;
          }
    }
  if (area->n_holders == 1)
    _leren_findings_add_evidence (findings, self->participants->type, area->last_holder);
  _leren_findings_add_found (findings, &found);
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  LerenTheory *theory = leren_snapshot_get_theory (snapshot);
  LerenFramework *profiles = _leren_require_framework (theory, "professional-profile", error);
  LerenFramework *advice = _leren_require_framework (theory, "team-recommendations", error);
  const double min_cases = leren_findings_get_parameter (findings, "min-cases");
  const double min_described = leren_findings_get_parameter (findings, "min-described");
  g_autoptr (GHashTable) numbers = NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_auto (Reading) reading = {
    .cases = _leren_snapshot_get_rows (snapshot, "case"),
    .teams = _leren_snapshot_get_rows (snapshot, "team"),
    .participants = _leren_snapshot_get_rows (snapshot, "participant"),
    .knowledge = _leren_snapshot_get_rows (snapshot, "knowledge"),
    .min_depth = leren_findings_get_parameter (findings, "min-depth"),
  };
  LerenConcept *asked[2];
  Areas areas;

  if (profiles == NULL || advice == NULL)
    return FALSE;
  if (reading.cases->n_rows == 0 || reading.teams->n_rows == 0 || reading.participants->n_rows == 0)
    return TRUE;

  asked[0] = leren_framework_get_concept (advice, "know-qualities");
  asked[1] = leren_framework_get_concept (profiles, "specialist");
  areas.numbers = numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  areas.names = names = g_ptr_array_new ();
  reading.asked = _leren_rows_get_vector (reading.cases, "needs");
  reading.members = _leren_rows_get_vector (reading.teams, "members");
  reading.expertise = _leren_rows_get_vector (reading.participants, "expertise");
  reading.asked_map = map_areas (&areas, reading.asked, TRUE);
  reading.expertise_map = map_areas (&areas, reading.expertise, FALSE);
  if (reading.knowledge->n_rows > 0)
    reading.known_map =
      map_areas (&areas, _leren_rows_get_vector (reading.knowledge, "area"), FALSE);
  reading.areas = g_new0 (Area, names->len + 1);
  reading.touched = g_array_new (FALSE, FALSE, sizeof (guint32));
  reading.seen_in = g_new0 (gint32, reading.participants->n_rows);
  group_by_team (reading.cases, _leren_rows_get_codes (reading.cases, "status"),
                 _leren_rows_code_of (reading.cases, "status", "closed"), &reading.cases_by_team,
                 reading.teams->n_rows);
  group_by_team (reading.knowledge, NULL, 0, &reading.knowledge_by_team, reading.teams->n_rows);

  for (guint32 team = 0; team < reading.teams->n_rows; team++)
    {
      guint32 n_members, n_described;

      g_array_set_size (reading.touched, 0);
      for (guint32 i = reading.cases_by_team.offsets[team];
           i < reading.cases_by_team.offsets[team + 1]; i++)
        ask_for (&reading, team, reading.cases_by_team.items[i]);
      if (reading.touched->len == 0)
        continue;
      n_described = count_members (&reading, team, &n_members);
      mark_shared (&reading, team);
      for (guint i = 0; i < reading.touched->len; i++)
        {
          const guint32 number = g_array_index (reading.touched, guint32, i);
          const Area *area = &reading.areas[number - 1];

          if (n_described >= MIN_MEMBERS && n_described >= min_described * n_members &&
              area->n_cases >= min_cases && area->n_holders <= 1 && !area->shared)
            add_finding (&reading, findings, asked, team, number, n_members,
                         g_ptr_array_index (names, number - 1));
        }
    }
  return TRUE;
}

const LerenRuleSpec _leren_rule_knowledge_gap = {
  "knowledge-gap",
  { "A gap in the team’s knowledge", "Een gat in de kennis van het team" },
  "Movisie 2018 (RL); Wilken & Stam 2015 (LT8)",
  parameters,
  needs,
  run,
};
