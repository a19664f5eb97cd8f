/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "profile-story.h"

#define RATED(id, factor, value)                                                                   \
  "{'type':'rating','id':'" id "','value':" value ",'subject':'barbecue',"                         \
  "'framework':'behaviour-triad','concept':'" factor "','participant':'worker'}"

static LerenProfile *
profile_of_ratings (const char *motivation, const char *capacity, const char *opportunity)
{
  const char *records[] = { STORY_TEAM, motivation, capacity, opportunity, NULL };

  return profile_of (records, "behaviour-triad", LEREN_GROUPING_CASE);
}

/* People want to and can, and are not allowed to. */
static void
test_closed (void)
{
  g_autoptr (LerenProfile) profile =
    profile_of_ratings (RATED ("q1", "motivation", "9"), RATED ("q2", "capacity", "7"),
                        RATED ("q3", "opportunity", "5"));
  g_autoptr (LerenTable) groups = leren_profile_get_group_table (profile);

  assert_concept (leren_profile_get_weakest (profile, 0), "opportunity");
  g_assert_cmpint (leren_profile_get_gate (profile, 0), ==, LEREN_GATE_CLOSED);
  assert_near (cell_of (groups, "open", 0), 0);
  assert_near (cell_of (groups, "weakest", 0), 2);
}

/* 5.5 out of ten is half the scale, and enough; of two as weak the first is named. */
static void
test_open (void)
{
  g_autoptr (LerenProfile) profile =
    profile_of_ratings (RATED ("q1", "motivation", "9"), RATED ("q2", "capacity", "5.5"),
                        RATED ("q3", "opportunity", "5.5"));
  g_autoptr (LerenTable) groups = leren_profile_get_group_table (profile);

  assert_concept (leren_profile_get_weakest (profile, 0), "capacity");
  g_assert_cmpint (leren_profile_get_gate (profile, 0), ==, LEREN_GATE_OPEN);
  assert_near (cell_of (groups, "open", 0), 1);
}

/* Two answers on one factor: the mean counts. One factor is not rated, and yet too little is said
 * to open the gate, or enough to know it closed. */
static void
test_not_all_rated (void)
{
  g_autoptr (LerenProfile) unknown =
    profile_of_ratings (RATED ("q1", "motivation", "3"), RATED ("q2", "motivation", "9"),
                        RATED ("q3", "capacity", "8"));
  g_autoptr (LerenProfile) closed =
    profile_of_ratings (RATED ("q1", "motivation", "3"), RATED ("q2", "motivation", "7"),
                        RATED ("q3", "capacity", "8"));
  g_autoptr (LerenTable) groups = leren_profile_get_group_table (unknown);

  assert_concept (leren_profile_get_weakest (unknown, 0), "motivation");
  g_assert_cmpint (leren_profile_get_gate (unknown, 0), ==, LEREN_GATE_UNKNOWN);
  g_assert_true (isnan (cell_of (groups, "open", 0)));
  g_assert_cmpint (leren_profile_get_gate (closed, 0), ==, LEREN_GATE_CLOSED);
}

/* Somebody coded a factor: that it was spoken of does not say how strong it is. */
static void
test_without_ratings (void)
{
  const char *const records[] = {
    STORY_TEAM,
    "{'type':'coding','id':'k','target':'barbecue','framework':'behaviour-triad',"
    "'concept':'opportunity','coder':'coach'}",
    NULL,
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "behaviour-triad", LEREN_GROUPING_CASE);

  g_assert_cmpuint (leren_profile_get_count (profile, 0, "opportunity"), ==, 1);
  g_assert_null (leren_profile_get_weakest (profile, 0));
  g_assert_cmpint (leren_profile_get_gate (profile, 0), ==, LEREN_GATE_UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile-gate/closed", test_closed);
  g_test_add_func ("/profile-gate/open", test_open);
  g_test_add_func ("/profile-gate/not-all-rated", test_not_all_rated);
  g_test_add_func ("/profile-gate/without-ratings", test_without_ratings);
  return g_test_run ();
}
