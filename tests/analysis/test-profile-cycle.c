/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "profile-story.h"

#define CODED(id, target, concept)                                                                 \
  "{'type':'reflection','id':'" target "'," id ",'text':'x','case':'barbecue'}",                   \
    "{'type':'coding','id':'k-" target "','target':'" target                                       \
    "','framework':'pdca','concept':'" concept "','coder':'coach'}"

/* Two reflections on planning, a week and three days before the first on doing: the plan took ten
 * days, and not three. A second stay took two. */
static void
test_stays (void)
{
  const char *const records[] = {
    STORY_TEAM,
    CODED ("'at':'2015-03-01T10:00:00Z'", "r1", "plan"),
    CODED ("'at':'2015-03-08T10:00:00Z'", "r2", "plan"),
    CODED ("'at':'2015-03-11T10:00:00Z'", "r3", "do"),
    CODED ("'at':'2015-03-12T10:00:00Z'", "r4", "plan"),
    CODED ("'at':'2015-03-14T10:00:00Z'", "r5", "check"),
    NULL,
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "pdca", LEREN_GROUPING_CASE);
  g_autoptr (LerenTable) table = leren_profile_get_table (profile);
  g_autoptr (LerenTable) groups = leren_profile_get_group_table (profile);

  assert_near (leren_profile_get_figure (profile, 0, LEREN_FIGURE_DAYS, "plan"), 6);
  assert_near (leren_profile_get_figure (profile, 0, LEREN_FIGURE_DAYS, "do"), 1);
  g_assert_true (isnan (leren_profile_get_figure (profile, 0, LEREN_FIGURE_DAYS, "check")));
  assert_near (leren_profile_get_progress (profile, 0), 0.75);
  assert_near (leren_profile_get_completeness (profile, 0), 0.75);
  g_assert_cmpint (leren_profile_get_turns (profile, 0), ==, 0);
  assert_ids (leren_profile_list_skipped (profile, 0), "");
  assert_near (cell_of (table, "days", 0), 6);
  g_assert_true (isnan (cell_of (table, "days", 3)));
  assert_near (cell_of (groups, "progress", 0), 0.75);
  assert_near (cell_of (groups, "turns", 0), 0);
}

/* The circle is full when every stage was seen since the last time it was, in whatever order. */
static void
test_turns (void)
{
  const char *const records[] = {
    STORY_TEAM,
    CODED ("'at':'2015-03-01T10:00:00Z'", "r1", "do"),
    CODED ("'at':'2015-03-02T10:00:00Z'", "r2", "plan"),
    CODED ("'at':'2015-03-03T10:00:00Z'", "r3", "check"),
    CODED ("'at':'2015-03-04T10:00:00Z'", "r4", "act"),
    CODED ("'at':'2015-03-05T10:00:00Z'", "r5", "plan"),
    CODED ("'at':'2015-03-06T10:00:00Z'", "r6", "do"),
    CODED ("'at':'2015-03-07T10:00:00Z'", "r7", "check"),
    NULL,
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "pdca", LEREN_GROUPING_TEAM);

  g_assert_cmpint (leren_profile_get_turns (profile, 0), ==, 1);
  assert_near (leren_profile_get_completeness (profile, 0), 1);
  assert_near (leren_profile_get_progress (profile, 0), 0.75);
}

/* Each promise goes round by itself: one is proposed, though it does not say so, one owned, and one
 * concluded. When they came there is not told by the day on which they were tried. */
static void
test_states (void)
{
  const char *const records[] = {
    STORY_TEAM,
    "{'type':'action','id':'a1','what':'ask the neighbours','case':'barbecue'}",
    "{'type':'action','id':'a2','what':'ask the baker','case':'barbecue','state':'owned',"
    "'owner':'worker'}",
    "{'type':'action','id':'a3','what':'light it together','case':'barbecue','state':'concluded',"
    "'owner':'worker','undertaken':'2015-03-01','reviewed':'2015-03-02','effect':'they stayed',"
    "'conclusion':'adopt'}",
    "{'type':'action','id':'a4','what':'sing','case':'barbecue','state':'dropped',"
    "'drop_reason':'nobody dared'}",
    NULL,
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "action-cycle", LEREN_GROUPING_NONE);

  g_assert_cmpuint (leren_profile_get_total (profile, 0), ==, 3);
  g_assert_cmpuint (leren_profile_get_count (profile, 0, "proposed"), ==, 1);
  g_assert_cmpuint (leren_profile_get_count (profile, 0, "undertaken"), ==, 0);
  /* 1, 2 and 5 of 5 */
  assert_near (leren_profile_get_progress (profile, 0), 8 / 15.0);
  assert_near (leren_profile_get_completeness (profile, 0), 1);
  assert_ids (leren_profile_list_skipped (profile, 0), "");
  g_assert_cmpint (leren_profile_get_turns (profile, 0), ==, 1);
  g_assert_true (isnan (leren_profile_get_figure (profile, 0, LEREN_FIGURE_DAYS, "concluded")));
}

/* Nobody went through it: a rating alone says nothing of how far people came. */
static void
test_rated_only (void)
{
  const char *const records[] = {
    STORY_TEAM,
    "{'type':'rating','id':'q','value':1,'subject':'barbecue','framework':'pdca',"
    "'concept':'check'}",
    NULL,
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "pdca", LEREN_GROUPING_CASE);

  g_assert_cmpuint (leren_profile_get_total (profile, 0), ==, 0);
  g_assert_cmpuint (leren_profile_get_n_ratings (profile, 0, "check"), ==, 1);
  assert_near (leren_profile_get_rating (profile, 0, "check"), 0);
  g_assert_true (isnan (leren_profile_get_progress (profile, 0)));
  assert_near (leren_profile_get_completeness (profile, 0), 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile-cycle/stays", test_stays);
  g_test_add_func ("/profile-cycle/turns", test_turns);
  g_test_add_func ("/profile-cycle/states", test_states);
  g_test_add_func ("/profile-cycle/rated-only", test_rated_only);
  return g_test_run ();
}
