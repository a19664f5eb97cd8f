/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "profile-story.h"

static const char *const levels[] = {
  STORY_TEAM,
  "{'type':'case','id':'other','title':'another case','team':'team'}",
  "{'type':'session','id':'s','team':'team'}",
  "{'type':'reflection','id':'r1','text':'x','case':'barbecue','level':'environment',"
  "'at':'2015-03-01T10:00:00Z','author':'worker'}",
  "{'type':'reflection','id':'r3','text':'x','case':'barbecue','level':'behaviour',"
  "'at':'2015-04-03T10:00:00Z','author':'coach'}",
  "{'type':'reflection','id':'r2','text':'x','case':'barbecue','level':'behaviour',"
  "'at':'2015-03-02T10:00:00Z','author':'worker'}",
  "{'type':'reflection','id':'r4','text':'x','case':'barbecue',"
  "'at':'2015-04-04T10:00:00Z'}",
  "{'type':'reflection','id':'r5','text':'x','level':'meaning'}",
  "{'type':'action','id':'a','what':'x','case':'other','level':'capability'}",
  "{'type':'coding','id':'k','target':'r4','framework':'logical-levels','concept':'behaviour',"
  "'coder':'coach'}",
  "{'type':'rating','id':'q1','value':1,'subject':'barbecue','framework':'logical-levels',"
  "'concept':'belief'}",
  "{'type':'rating','id':'q2','value':3,'minimum':1,'maximum':3,'subject':'barbecue',"
  "'framework':'logical-levels','concept':'belief'}",
  NULL
};

static void
test_ladder (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenSnapshot) snapshot = story_take (levels);
  g_autoptr (LerenProfile) profile =
    leren_profile (snapshot, "logical-levels", LEREN_GROUPING_CASE, &error);
  g_autoptr (LerenTable) table = NULL;
  g_autoptr (JsonNode) json = NULL;
  int group;

  g_assert_no_error (error);
  g_assert_cmpuint (leren_profile_get_n_groups (profile), ==, 3);
  group = leren_profile_find_group (profile, "barbecue");
  g_assert_cmpuint (leren_profile_get_total (profile, group), ==, 4);
  g_assert_cmpuint (leren_profile_get_count (profile, group, "behaviour"), ==, 3);
  g_assert_cmpfloat (leren_profile_get_share (profile, group, "behaviour"), ==, 0.75);
  g_assert_cmpuint (leren_profile_get_n_ratings (profile, group, "belief"), ==, 2);
  g_assert_cmpfloat (leren_profile_get_rating (profile, group, "belief"), ==, 0.5);
  g_assert_true (isnan (leren_profile_get_rating (profile, group, "meaning")));
  g_assert_cmpstr (leren_concept_get_id (leren_profile_get_highest (profile, group)), ==,
                   "behaviour");
  g_assert_cmpstr (leren_concept_get_id (leren_profile_get_median (profile, group)), ==,
                   "behaviour");
  g_assert_cmpstr (leren_concept_get_id (leren_profile_get_stuck (profile, group)), ==,
                   "behaviour");
  g_assert_cmpstr (leren_concept_get_id (leren_profile_get_next (profile, group)), ==,
                   "capability");
  /* environment, behaviour | behaviour, behaviour in the order in time */
  g_assert_cmpfloat (leren_profile_get_trend (profile, group), ==, 0.5);

  group = leren_profile_find_group (profile, "other");
  g_assert_cmpuint (leren_profile_get_total (profile, group), ==, 1);
  g_assert_null (leren_profile_get_stuck (profile, group));
  g_assert_true (isnan (leren_profile_get_trend (profile, group)));
  /* what belongs to no case comes last */
  g_assert_cmpint (leren_profile_find_group (profile, NULL), ==, 2);
  g_assert_null (leren_profile_get_group (profile, 2));

  table = leren_profile_get_table (profile);
  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 18);
  json = leren_profile_to_json (profile);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (json), "kind"), ==,
                   "ladder");
}

static void
test_groupings (void)
{
  static const struct {
    LerenGrouping by;
    const char *group;
    guint total;
  } cases[] = {
    { LEREN_GROUPING_NONE, NULL, 6 },           { LEREN_GROUPING_TEAM, "team", 5 },
    { LEREN_GROUPING_PRACTICE, "practice", 5 }, { LEREN_GROUPING_PARTICIPANT, "worker", 2 },
    { LEREN_GROUPING_PARTICIPANT, "coach", 1 }, { LEREN_GROUPING_MONTH, "2015-03", 2 },
    { LEREN_GROUPING_MONTH, "2015-04", 2 },
  };
  g_autoptr (LerenSnapshot) snapshot = story_take (levels);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LerenProfile) profile =
        leren_profile (snapshot, "logical-levels", cases[i].by, &error);
      int group;

      g_assert_no_error (error);
      group = leren_profile_find_group (profile, cases[i].group);
      g_assert_cmpint (group, >=, 0);
      g_assert_cmpuint (leren_profile_get_total (profile, group), ==, cases[i].total);
    }
}

/* a session that went round once and began again, without ever naming an owner the second time */
static void
test_cycle (void)
{
#define TURN(id, stage, time)                                                                      \
  "{'type':'contribution','id':'" id "','session':'s','case':'barbecue','speaker':'worker',"       \
  "'kind':'story','stage':'" stage "','at':'2015-03-0" time "T10:00:00Z'}"
  const char *turns[] = { STORY_TEAM,
                          "{'type':'session','id':'s','team':'team'}",
                          "{'type':'session','id':'else','team':'team','protocol':'board-session'}",
                          TURN ("t1", "bring-in", "1"),
                          TURN ("t2", "open-questions", "2"),
                          TURN ("t3", "directions", "4"),
                          TURN ("t4", "act", "5"),
                          NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenSnapshot) snapshot = story_take (turns);
  g_autoptr (LerenProfile) profile =
    leren_profile (snapshot, "action-learning", LEREN_GROUPING_NONE, &error);
  g_autoptr (JsonNode) json = NULL;
  g_auto (GStrv) skipped = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (leren_profile_get_total (profile, 0), ==, 4);
  g_assert_cmpfloat (leren_profile_get_progress (profile, 0), ==, 1);
  g_assert_cmpfloat (leren_profile_get_completeness (profile, 0), ==, 0.8);
  g_assert_cmpuint (leren_profile_get_turns (profile, 0), ==, 0);
  skipped = leren_profile_list_skipped (profile, 0);
  g_assert_cmpstr (skipped[0], ==, "appoint-owner");
  g_assert_null (skipped[1]);
  g_assert_cmpfloat (leren_profile_get_figure (profile, 0, LEREN_FIGURE_DAYS, "open-questions"), ==,
                     2);
  g_assert_true (isnan (leren_profile_get_figure (profile, 0, LEREN_FIGURE_DAYS, "act")));
  json = leren_profile_to_json (profile);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (json), "kind"), ==,
                   "cycle");
}

/* Each source in each grouping: a record's own member, a coding of a record, a rating. What is coded
 * counts where, by whom and when it was, and not the coding. */
#define CODING_AND_RATING(framework, concept)                                                      \
  "{'type':'coding','id':'k','target':'r','framework':'" framework "','concept':'" concept "',"    \
  "'coder':'coach','at':'2016-01-01T00:00:00Z'}",                                                  \
    "{'type':'rating','id':'q','value':10,'subject':'r','framework':'" framework "',"              \
    "'concept':'" concept "','participant':'manager','at':'2015-12-31T23:59:59Z'}"
#define STORY_OF_SOURCES                                                                           \
  STORY_TEAM, "{'type':'participant','id':'manager'}",                                             \
    "{'type':'session','id':'s','team':'team','started':'2015-06-01T10:00:00Z'}",                  \
    "{'type':'reflection','id':'r','text':'x','case':'barbecue','session':'s','author':'worker'}"

static void
check_sources (const char *const *records, const char *framework, const char *concept,
               guint n_members, const char *member_author)
{
  static const struct {
    LerenGrouping by;
    const char *group; /* of the coded record and of the member */
    const char *rated; /* of the rating */
  } cases[] = {
    { LEREN_GROUPING_NONE, NULL, NULL },
    { LEREN_GROUPING_CASE, "barbecue", "barbecue" },
    { LEREN_GROUPING_TEAM, "team", "team" },
    { LEREN_GROUPING_PRACTICE, "practice", "practice" },
    { LEREN_GROUPING_PARTICIPANT, "worker", "manager" },
    { LEREN_GROUPING_MONTH, "2015-06", "2015-12" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LerenProfile) profile = profile_of (records, framework, cases[i].by);
      const guint group = group_of (profile, cases[i].group);
      const guint rated = group_of (profile, cases[i].rated);
      const gboolean together =
        cases[i].by != LEREN_GROUPING_PARTICIPANT || g_str_equal (member_author, "worker");

      g_assert_cmpuint (leren_profile_get_total (profile, group), ==,
                        1 + (together ? n_members : 0));
      if (!together)
        g_assert_cmpuint (
          leren_profile_get_count (profile, group_of (profile, member_author), concept), ==,
          n_members);
      g_assert_cmpuint (leren_profile_get_n_ratings (profile, rated, concept), ==, 1);
      assert_near (leren_profile_get_rating (profile, rated, concept), 1);
      g_assert_cmpuint (leren_profile_get_n_groups (profile), ==, 1 + (group != rated) + !together);
    }
}

static void
test_sources (void)
{
  const char *const ladder[] = {
    STORY_OF_SOURCES,
    "{'type':'action','id':'a','what':'x','case':'barbecue','session':'s','level':'belief',"
    "'owner':'worker','state':'owned','author':'coach'}",
    CODING_AND_RATING ("logical-levels", "belief"), NULL
  };
  const char *const cycle[] = {
    STORY_OF_SOURCES,
    "{'type':'contribution','id':'c','session':'s','case':'barbecue','speaker':'coach',"
    "'kind':'story','stage':'directions','author':'worker'}",
    CODING_AND_RATING ("action-learning", "directions"), NULL
  };
  const char *const phases[] = {
    STORY_OF_SOURCES,
    "{'type':'tension','id':'t','description':'x','case':'barbecue','contradiction':'primary',"
    "'surfaced':'2015-06-30','author':'worker'}",
    CODING_AND_RATING ("contradictions", "primary"), NULL
  };
  const char *const set[] = {
    STORY_OF_SOURCES,
    "{'type':'tension','id':'t','description':'x','case':'barbecue','elements':['rules'],"
    "'surfaced':'2015-06-30','author':'worker'}",
    CODING_AND_RATING ("activity-system", "rules"), NULL
  };
  const char *const spiral[] = {
    STORY_OF_SOURCES,
    "{'type':'knowledge','id':'w','statement':'x','form':'explicit','case':'barbecue'}",
    "{'type':'conversion','id':'v','results':['w'],'mode':'combination','session':'s',"
    "'author':'worker'}",
    CODING_AND_RATING ("knowledge-conversion", "combination"), NULL
  };
  const char *const poles[] = {
    STORY_OF_SOURCES,
    "{'type':'tension','id':'t','description':'x','case':'barbecue','pair':'problem-to-strength',"
    "'surfaced':'2015-06-30','author':'worker'}",
    CODING_AND_RATING ("shifts", "problem-to-strength"), NULL
  };
  const char *const gate[] = { STORY_OF_SOURCES, CODING_AND_RATING ("behaviour-triad", "capacity"),
                               NULL };
  g_autoptr (LerenProfile) by_team = NULL;

  check_sources (ladder, "logical-levels", "belief", 1, "worker");
  check_sources (cycle, "action-learning", "directions", 1, "coach");
  check_sources (phases, "contradictions", "primary", 1, "worker");
  check_sources (set, "activity-system", "rules", 1, "worker");
  check_sources (poles, "shifts", "problem-to-strength", 1, "worker");
  check_sources (gate, "behaviour-triad", "capacity", 0, "worker");
  /* a conversion belongs to no case */
  by_team = profile_of (spiral, "knowledge-conversion", LEREN_GROUPING_TEAM);
  g_assert_cmpuint (leren_profile_get_total (by_team, group_of (by_team, "team")), ==, 2);
}

/* who a record is of: the one who brought a case, a participant itself */
static void
test_participants (void)
{
  const char *const records[] = {
    "{'type':'participant','id':'neighbour','force':'citizen','author':'scribe'}",
    "{'type':'participant','id':'scribe'}",
    "{'type':'case','id':'c','title':'x','contributor':'neighbour','author':'scribe'}",
    "{'type':'knowledge','id':'w','statement':'x','form':'tacit','author':'scribe'}",
    "{'type':'coding','id':'k1','target':'c','framework':'forces','concept':'learning',"
    "'coder':'scribe'}",
    "{'type':'coding','id':'k2','target':'w','framework':'forces','concept':'learning',"
    "'coder':'neighbour'}",
    NULL
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "forces", LEREN_GROUPING_PARTICIPANT);

  g_assert_cmpuint (leren_profile_get_n_groups (profile), ==, 2);
  g_assert_cmpuint (leren_profile_get_total (profile, group_of (profile, "neighbour")), ==, 2);
  g_assert_cmpuint (leren_profile_get_count (profile, group_of (profile, "scribe"), "learning"), ==,
                    1);
}

#define OWN(id, kind, poles)                                                                       \
  "{'format':'leren-framework','version':1,'id':'" id "','kind':'" kind "','label':{'en':'Own'},"  \
  "'description':{'en':'My own.'},'sources':[{'author':'Me'}],'concepts':["                        \
  "{'id':'one','label':{'en':'One'}" poles "},{'id':'two','label':{'en':'Two'}" poles "}]}"
#define POLES ",'poles':[{'label':{'en':'Left'}},{'label':{'en':'Right'}}]"
#define ON(framework)                                                                              \
  "{'type':'coding','id':'k-" framework "','target':'barbecue','framework':'" framework "',"       \
  "'concept':'two','coder':'coach'}",                                                              \
    "{'type':'rating','id':'q-" framework "','value':7.75,'subject':'barbecue',"                   \
    "'framework':'" framework "','concept':'two'}"

/* A user's own framework of every kind, read from JSON, answers through codings and ratings. */
static void
test_own_frameworks (void)
{
  static const char *const names[] = { "own-ladder", "own-cycle", "own-spiral", "own-phases",
                                       "own-set",    "own-gate",  "own-poles" };
  const char *const records[] = { OWN ("own-ladder", "ladder", ""),
                                  OWN ("own-cycle", "cycle", ""),
                                  OWN ("own-spiral", "spiral", ""),
                                  OWN ("own-phases", "phases", ""),
                                  OWN ("own-set", "set", ""),
                                  OWN ("own-gate", "gate", ""),
                                  OWN ("own-poles", "poles", POLES),
                                  STORY_TEAM,
                                  ON ("own-ladder"),
                                  ON ("own-cycle"),
                                  ON ("own-spiral"),
                                  ON ("own-phases"),
                                  ON ("own-set"),
                                  ON ("own-gate"),
                                  ON ("own-poles"),
                                  NULL };
  g_autoptr (LerenSnapshot) snapshot = profile_take (records, NULL);
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      LerenProfile *profile = leren_profile (snapshot, names[i], LEREN_GROUPING_CASE, &error);
      g_autoptr (LerenTable) table = NULL;
      g_autoptr (LerenTable) groups = NULL;
      g_autoptr (JsonNode) json = NULL;

      g_assert_no_error (error);
      g_ptr_array_add (profiles, profile);
      g_assert_cmpuint (leren_profile_get_count (profile, 0, "two"), ==, 1);
      assert_near (leren_profile_get_rating (profile, 0, "two"), 0.75);
      table = leren_profile_get_table (profile);
      g_assert_cmpuint (leren_table_get_n_rows (table), ==, 2);
      groups = leren_profile_get_group_table (profile);
      g_assert_cmpuint (leren_table_get_n_rows (groups), ==, 1);
      json = leren_profile_to_json (profile);
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (json), "kind"), ==,
                       names[i] + strlen ("own-"));
    }
  assert_concept (leren_profile_get_highest (profiles->pdata[0], 0), "two");
  assert_near (leren_profile_get_progress (profiles->pdata[1], 0), 1);
  assert_near (leren_profile_get_completeness (profiles->pdata[2], 0), 0.5);
  assert_ids (leren_profile_list_skipped (profiles->pdata[3], 0), "one");
  assert_ids (leren_profile_list_absent (profiles->pdata[4], 0), "one");
  assert_concept (leren_profile_get_weakest (profiles->pdata[5], 0), "two");
  assert_near (leren_profile_get_figure (profiles->pdata[6], 0, LEREN_FIGURE_POSITION, "two"),
               0.75);
}

/* A user's own protocol: what is said in a session lies on its stages. */
static void
test_own_protocol (void)
{
  const char *const records[] = {
    OWN ("own-cycle", "cycle", ""),
    STORY_TEAM,
    "{'type':'session','id':'s','team':'team','protocol':'own-cycle'}",
    "{'type':'contribution','id':'c1','session':'s','speaker':'worker','kind':'story',"
    "'stage':'one'}",
    "{'type':'contribution','id':'c2','session':'s','speaker':'worker','kind':'story',"
    "'stage':'two'}",
    NULL
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "own-cycle", LEREN_GROUPING_TEAM);

  g_assert_cmpint (leren_profile_get_turns (profile, group_of (profile, "team")), ==, 1);
}

/* A framework may name words of members; what is no such list is the user's own and is left alone. */
static void
test_named_by (void)
{
  const char *const records[] = {
    "{'format':'leren-framework','version':1,'id':'own','kind':'set','label':{'en':'Own'},"
    "'description':{'en':'My own.'},'sources':[{'author':'Me'}],'concepts':["
    "{'id':'asking','label':{'en':'Asking'},'attributes':{'named_by':"
    "{'contribution.kind':['open-question','closed-question','no-such-word',7]}}},"
    "{'id':'people','label':{'en':'People'},'attributes':{'named_by':"
    "{'participant.roles':['client']}}},"
    "{'id':'odd','label':{'en':'Odd'},'attributes':{'named_by':'me'}},"
    "{'id':'odder','label':{'en':'Odder'},'attributes':{'named_by':{'case.status':'open'}}}]}",
    STORY_TEAM,
    "{'type':'participant','id':'client','roles':['client','volunteer']}",
    "{'type':'session','id':'s'}",
    "{'type':'contribution','id':'c1','session':'s','speaker':'client','kind':'open-question'}",
    "{'type':'contribution','id':'c2','session':'s','speaker':'client','kind':'closed-question'}",
    "{'type':'contribution','id':'c3','session':'s','speaker':'client','kind':'advice'}",
    "{'type':'case','id':'open','title':'x','status':'open'}",
    NULL
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "own", LEREN_GROUPING_NONE);

  g_assert_cmpuint (leren_profile_get_count (profile, 0, "asking"), ==, 2);
  g_assert_cmpuint (leren_profile_get_count (profile, 0, "people"), ==, 1);
  g_assert_cmpuint (leren_profile_get_total (profile, 0), ==, 3);
}

static void
test_empty (void)
{
  static const char *const frameworks[] = { "logical-levels",  "pdca",   "knowledge-conversion",
                                            "contradictions",  "forces", "behaviour-triad",
                                            "espoused-and-use" };
  const char *const records[] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (frameworks); i++)
    for (LerenGrouping by = LEREN_GROUPING_NONE; by <= LEREN_GROUPING_MONTH; by++)
      {
        g_autoptr (LerenProfile) profile = profile_of (records, frameworks[i], by);
        g_autoptr (LerenTable) table = leren_profile_get_table (profile);
        g_autoptr (LerenTable) groups = leren_profile_get_group_table (profile);
        g_autoptr (LerenTable) transitions = leren_profile_get_transition_table (profile);
        g_autoptr (JsonNode) json = leren_profile_to_json (profile);

        g_assert_cmpuint (leren_profile_get_n_groups (profile), ==, 0);
        g_assert_cmpuint (leren_table_get_n_rows (table), ==, 0);
        g_assert_cmpuint (leren_table_get_n_rows (groups), ==, 0);
        g_assert_cmpuint (leren_table_get_n_rows (transitions), ==, 0);
        g_assert_nonnull (json);
      }
}

/* Codings are in the scope where what was coded is, whenever and by whomever it was coded. */
static void
test_scope (void)
{
  const char *const coded[] = {
    STORY_TEAM,
    "{'type':'reflection','id':'r','text':'x','case':'barbecue','author':'worker',"
    "'at':'2015-06-01T10:00:00Z'}",
    "{'type':'coding','id':'k','target':'r','framework':'pdca','concept':'do','coder':'coach',"
    "'at':'2020-01-01T00:00:00Z'}",
    "{'type':'case','id':'other','title':'x'}",
    "{'type':'coding','id':'k2','target':'other','framework':'pdca','concept':'act',"
    "'coder':'coach'}",
    NULL
  };
  g_autoptr (LerenScope) scope = leren_scope_new ();
  g_autoptr (GDateTime) until = g_date_time_new_utc (2016, 1, 1, 0, 0, 0);
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_autoptr (LerenProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  leren_scope_set_team (scope, "team");
  leren_scope_set_until (scope, until);
  snapshot = profile_take (coded, scope);
  profile = leren_profile (snapshot, "pdca", LEREN_GROUPING_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (leren_profile_get_total (profile, 0), ==, 1);
  g_assert_cmpuint (leren_profile_get_count (profile, 0, "do"), ==, 1);
}

static char *
framework_of (guint n_concepts)
{
  GString *text = g_string_new ("{'format':'leren-framework','version':1,'id':'many','kind':'set',"
                                "'label':{'en':'Many'},'description':{'en':'Many.'},"
                                "'sources':[{'author':'Me'}],'concepts':[");

  for (guint i = 0; i < n_concepts; i++)
    g_string_append_printf (text, "%s{'id':'c%u','label':{'en':'C%u'}}", i > 0 ? "," : "", i, i);
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

/* one concept, as many as there may be, and one more */
static void
test_sizes (void)
{
  static const guint sizes[] = { 1, 255, 256, 300 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *framework = framework_of (sizes[i]);
      g_autofree char *last = g_strdup_printf ("c%u", sizes[i] - 1);
      g_autofree char *coding =
        g_strdup_printf ("{'type':'coding','id':'k','target':'barbecue','framework':'many',"
                         "'concept':'%s','coder':'coach'}",
                         last);
      const char *records[] = { framework, STORY_TEAM, coding, NULL };
      g_autoptr (LerenSnapshot) snapshot = profile_take (records, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (LerenProfile) profile =
        leren_profile (snapshot, "many", LEREN_GROUPING_NONE, &error);

      if (sizes[i] > 255)
        {
          g_assert_null (profile);
          g_assert_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (leren_profile_get_count (profile, 0, last), ==, 1);
      assert_near (leren_profile_get_coverage (profile, 0), 1.0 / sizes[i]);
      /* of one concept there is no balance */
      g_assert_true (sizes[i] == 1 ? isnan (leren_profile_get_evenness (profile, 0))
                                   : leren_profile_get_evenness (profile, 0) == 0);
    }
}

static void
test_unknown (void)
{
  g_autoptr (LerenSnapshot) snapshot = story_take (levels);
  g_autoptr (GError) error = NULL;

  g_assert_null (leren_profile (snapshot, "no-framework", LEREN_GROUPING_NONE, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "no-framework"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile/ladder", test_ladder);
  g_test_add_func ("/profile/groupings", test_groupings);
  g_test_add_func ("/profile/cycle", test_cycle);
  g_test_add_func ("/profile/sources", test_sources);
  g_test_add_func ("/profile/participants", test_participants);
  g_test_add_func ("/profile/own-frameworks", test_own_frameworks);
  g_test_add_func ("/profile/own-protocol", test_own_protocol);
  g_test_add_func ("/profile/named-by", test_named_by);
  g_test_add_func ("/profile/empty", test_empty);
  g_test_add_func ("/profile/scope", test_scope);
  g_test_add_func ("/profile/sizes", test_sizes);
  g_test_add_func ("/profile/unknown", test_unknown);
  return g_test_run ();
}
