/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#include <math.h>

static const char *const records[] = {
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
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
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
  g_autoptr (LerenSnapshot) snapshot = story_take (records);

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
  g_assert_cmpfloat (leren_profile_get_days (profile, 0, "open-questions"), ==, 2);
  g_assert_true (isnan (leren_profile_get_days (profile, 0, "act")));
  json = leren_profile_to_json (profile);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (json), "kind"), ==,
                   "cycle");
}

/* an action in a state has been through those before it */
static void
test_states (void)
{
  const char *actions[] = {
    STORY_TEAM, "{'type':'action','id':'a1','what':'x','case':'barbecue'}",
    "{'type':'action','id':'a2','what':'x','case':'barbecue','state':'concluded',"
    "'owner':'worker','undertaken':'2015-03-01','reviewed':'2015-03-02','effect':'y',"
    "'conclusion':'adopt'}",
    NULL
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenSnapshot) snapshot = story_take (actions);
  g_autoptr (LerenProfile) profile =
    leren_profile (snapshot, "action-cycle", LEREN_GROUPING_NONE, &error);
  g_auto (GStrv) skipped = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (leren_profile_get_turns (profile, 0), ==, 1);
  g_assert_cmpfloat (leren_profile_get_completeness (profile, 0), ==, 1);
  skipped = leren_profile_list_skipped (profile, 0);
  g_assert_null (skipped[0]);
}

static void
test_errors (void)
{
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
  g_autoptr (GError) error = NULL;

  g_assert_null (leren_profile (snapshot, "no-framework", LEREN_GROUPING_NONE, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (leren_profile (snapshot, "forces", LEREN_GROUPING_NONE, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile/ladder", test_ladder);
  g_test_add_func ("/profile/groupings", test_groupings);
  g_test_add_func ("/profile/cycle", test_cycle);
  g_test_add_func ("/profile/states", test_states);
  g_test_add_func ("/profile/errors", test_errors);
  return g_test_run ();
}
