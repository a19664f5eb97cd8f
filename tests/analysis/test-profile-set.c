/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "profile-story.h"

#define LEARNT(id, concept)                                                                        \
  "{'type':'reflection','id':'" id "','text':'x','case':'barbecue'}",                              \
    "{'type':'coding','id':'k-" id "','target':'" id                                               \
    "','framework':'workplace-mix','concept':'" concept "','coder':'coach'}"

/* Two lessons from a course, one from practice, one from a colleague: far from 70, 20 and 10. */
static void
test_targets (void)
{
  const char *const records[] = {
    STORY_TEAM,
    LEARNT ("r1", "formal"),
    LEARNT ("r2", "formal"),
    LEARNT ("r3", "practice"),
    LEARNT ("r4", "others"),
    NULL,
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "workplace-mix", LEREN_GROUPING_CASE);
  g_autoptr (LerenTable) table = leren_profile_get_table (profile);
  g_autoptr (LerenTable) groups = leren_profile_get_group_table (profile);

  assert_near (leren_profile_get_coverage (profile, 0), 1);
  assert_ids (leren_profile_list_absent (profile, 0), "");
  /* 0.45 too little, 0.05 and 0.4 too much */
  assert_near (leren_profile_get_distance (profile, 0), 0.45);
  assert_near (leren_profile_get_evenness (profile, 0), 1.5 * log (2) / log (3));
  assert_near (leren_profile_get_figure (profile, 0, LEREN_FIGURE_TARGET, "practice"), 0.7);
  assert_near (cell_of (table, "target", 2), 0.1);
  assert_near (cell_of (groups, "distance", 0), 0.45);
}

/* Participants bring forces: two of five are there, and a third was spoken of in a rating. */
static void
test_coverage (void)
{
  const char *const records[] = {
    "{'type':'participant','id':'p1','force':'citizen'}",
    "{'type':'participant','id':'p2','force':'professional'}",
    "{'type':'participant','id':'p3','force':'professional'}",
    "{'type':'rating','id':'q','value':4,'framework':'forces','concept':'learning',"
    "'participant':'p1'}",
    NULL,
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "forces", LEREN_GROUPING_NONE);

  assert_near (leren_profile_get_coverage (profile, 0), 0.6);
  assert_ids (leren_profile_list_absent (profile, 0), "organisational entrepreneurial");
  assert_near (leren_profile_get_evenness (profile, 0),
               -(log (1 / 3.0) / 3 + 2 * log (2 / 3.0) / 3) / log (5));
  g_assert_true (isnan (leren_profile_get_distance (profile, 0)));
  g_assert_true (isnan (leren_profile_get_figure (profile, 0, LEREN_FIGURE_TARGET, "citizen")));
}

/* all in one is as uneven as it gets, and ratings alone have no balance */
static void
test_extremes (void)
{
  const char *const one[] = { "{'type':'participant','id':'p1','force':'citizen'}", NULL };
  const char *const rated[] = {
    "{'type':'rating','id':'q','value':4,'framework':'workplace-mix','concept':'formal'}", NULL
  };
  g_autoptr (LerenProfile) uneven = profile_of (one, "forces", LEREN_GROUPING_NONE);
  g_autoptr (LerenProfile) uncounted = profile_of (rated, "workplace-mix", LEREN_GROUPING_NONE);

  assert_near (leren_profile_get_evenness (uneven, 0), 0);
  g_assert_true (isnan (leren_profile_get_evenness (uncounted, 0)));
  g_assert_true (isnan (leren_profile_get_distance (uncounted, 0)));
  assert_near (leren_profile_get_coverage (uncounted, 0), 1 / 3.0);
}

/* A concept is named by the words of other members, where its framework says so; a list of concepts
 * counts for each. */
static void
test_other_members (void)
{
  const char *const records[] = {
    STORY_TEAM,
    "{'type':'reflection','id':'r1','text':'x','certainty':'uncertain'}",
    "{'type':'reflection','id':'r2','text':'x','certainty':'ambiguous'}",
    "{'type':'reflection','id':'r3','text':'x','certainty':'ambiguous'}",
    "{'type':'reflection','id':'r4','text':'x','certainty':'known'}",
    "{'type':'tension','id':'t','description':'x','elements':['rules','community']}",
    NULL,
  };
  g_autoptr (LerenProfile) unknown = profile_of (records, "not-knowing", LEREN_GROUPING_NONE);
  g_autoptr (LerenProfile) system = profile_of (records, "activity-system", LEREN_GROUPING_NONE);

  g_assert_cmpuint (leren_profile_get_count (unknown, 0, "uncertainty"), ==, 1);
  g_assert_cmpuint (leren_profile_get_count (unknown, 0, "ambiguity"), ==, 2);
  g_assert_cmpuint (leren_profile_get_total (system, 0), ==, 2);
  assert_near (leren_profile_get_share (system, 0, "rules"), 0.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile-set/targets", test_targets);
  g_test_add_func ("/profile-set/coverage", test_coverage);
  g_test_add_func ("/profile-set/extremes", test_extremes);
  g_test_add_func ("/profile-set/other-members", test_other_members);
  return g_test_run ();
}
