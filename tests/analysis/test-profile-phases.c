/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "profile-story.h"

#define TENSION(id, contradiction, day)                                                            \
  "{'type':'tension','id':'" id                                                                    \
  "','description':'x','case':'barbecue','contradiction':'" contradiction "','surfaced':'" day     \
  "'}"

/* The new way meets resistance before anybody has named the bind; then people are back in need. */
static void
test_order (void)
{
  const char *const records[] = {
    STORY_TEAM,
    TENSION ("need", "primary", "2015-01-01"),
    TENSION ("resistance", "tertiary", "2015-01-11"),
    TENSION ("again", "primary", "2015-01-12"),
    TENSION ("more", "tertiary", "2015-01-15"),
    TENSION ("yet", "tertiary", "2015-01-20"),
    NULL,
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "contradictions", LEREN_GROUPING_CASE);
  g_autoptr (LerenTable) groups = leren_profile_get_group_table (profile);

  assert_near (leren_profile_get_progress (profile, 0), 0.75);
  assert_near (leren_profile_get_completeness (profile, 0), 0.5);
  assert_ids (leren_profile_list_skipped (profile, 0), "secondary");
  g_assert_cmpint (leren_profile_get_violations (profile, 0), ==, 1);
  /* ten days, and three */
  assert_near (leren_profile_get_figure (profile, 0, LEREN_FIGURE_DAYS, "primary"), 6.5);
  assert_near (leren_profile_get_figure (profile, 0, LEREN_FIGURE_DAYS, "tertiary"), 1);
  assert_near (cell_of (groups, "violations", 0), 1);
  g_assert_cmpint (leren_profile_get_turns (profile, 0), ==, -1);
}

/* Nobody wrote down when, or it was the same day: no claim about the order. */
static void
test_unknown_order (void)
{
  const char *const records[] = {
    STORY_TEAM,
    TENSION ("resistance", "tertiary", "2015-01-11"),
    TENSION ("need", "primary", "2015-01-11"),
    "{'type':'tension','id':'late','description':'x','case':'barbecue','contradiction':'primary'}",
    NULL,
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "contradictions", LEREN_GROUPING_CASE);

  g_assert_cmpint (leren_profile_get_violations (profile, 0), ==, 0);
  assert_near (leren_profile_get_progress (profile, 0), 0.75);
}

/* A board session that plans before it has checked in: the turns stand in the order in which they
 * were taken. Another session begins anew, which is no step back. */
static void
test_protocol (void)
{
#define TURN(id, session, stage)                                                                   \
  "{'type':'contribution','id':'" id "','session':'" session "','speaker':'worker',"               \
  "'kind':'story','stage':'" stage "'}"
  const char *const records[] = {
    STORY_TEAM,
    "{'type':'session','id':'s1','team':'team','protocol':'board-session'}",
    "{'type':'session','id':'s2','team':'team','protocol':'board-session'}",
    TURN ("t1", "s1", "planning"),
    TURN ("t2", "s1", "check-in"),
    TURN ("t3", "s1", "actions"),
    TURN ("t4", "s2", "check-in"),
    NULL,
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "board-session", LEREN_GROUPING_TEAM);

  g_assert_cmpuint (leren_profile_get_total (profile, 0), ==, 4);
  g_assert_cmpint (leren_profile_get_violations (profile, 0), ==, 1);
  assert_ids (leren_profile_list_skipped (profile, 0), "successes goals");
}

/* A programme that is being rolled out has been dreamt and elaborated; when, nobody says. */
static void
test_state (void)
{
  const char *const records[] = {
    "{'type':'practice','id':'venlo','name':'x','phase':'roll-out','started':'2012-01-01'}",
    "{'type':'practice','id':'else','name':'x','phase':'dream','started':'2013-01-01'}",
    NULL,
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "programme-phases", LEREN_GROUPING_NONE);

  assert_near (leren_profile_get_progress (profile, 0), 0.8);
  assert_near (leren_profile_get_completeness (profile, 0), 0.8);
  assert_ids (leren_profile_list_skipped (profile, 0), "");
  g_assert_cmpint (leren_profile_get_violations (profile, 0), ==, 0);
  g_assert_true (isnan (leren_profile_get_figure (profile, 0, LEREN_FIGURE_DAYS, "roll-out")));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile-phases/order", test_order);
  g_test_add_func ("/profile-phases/unknown-order", test_unknown_order);
  g_test_add_func ("/profile-phases/protocol", test_protocol);
  g_test_add_func ("/profile-phases/state", test_state);
  return g_test_run ();
}
