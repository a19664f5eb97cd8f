/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "profile-story.h"

#define PAIR "organisation-to-network"
#define RATED(id, value, more)                                                                     \
  "{'type':'rating','id':'" id "','value':" value ",'minimum':1,'maximum':5,"                      \
  "'framework':'shifts','concept':'" PAIR "'" more "}"
#define ABOUT(subject) ",'subject':'" subject "'"
#define AT(day) ",'at':'2015-03-" day "T10:00:00Z'"

static double
figure (LerenProfile *profile, LerenFigure which)
{
  return leren_profile_get_figure (profile, 0, which, PAIR);
}

/* Three answers on the first day, two later on: ratings of one day stay together. */
static void
test_shift (void)
{
  const char *const records[] = {
    STORY_TEAM,
    RATED ("q5", "5", AT ("20")),
    RATED ("q1", "1", AT ("01")),
    RATED ("q2", "2", AT ("01")),
    RATED ("q3", "3", AT ("01")),
    RATED ("q4", "3", AT ("10")),
    /* nobody knows when: part of the position, not of the shift */
    RATED ("q6", "5", ""),
    NULL,
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "shifts", LEREN_GROUPING_NONE);
  g_autoptr (LerenTable) table = leren_profile_get_table (profile);

  /* 0, 0.25, 0.5, 0.5, 1 and 1 */
  assert_near (figure (profile, LEREN_FIGURE_POSITION), 3.25 / 6);
  /* 0.5 and 1 after 0, 0.25 and 0.5 */
  assert_near (figure (profile, LEREN_FIGURE_SHIFT), 0.75 - 0.25);
  g_assert_true (isnan (figure (profile, LEREN_FIGURE_GAP)));
  assert_near (cell_of (table, "shift", 3), 0.5);
  g_assert_true (isnan (cell_of (table, "position", 0)));
}

/* Everybody answered on one day: there is no movement to speak of. */
static void
test_one_moment (void)
{
  const char *const records[] = { STORY_TEAM, RATED ("q1", "1", AT ("01")),
                                  RATED ("q2", "5", AT ("01")), NULL };
  g_autoptr (LerenProfile) profile = profile_of (records, "shifts", LEREN_GROUPING_NONE);

  assert_near (figure (profile, LEREN_FIGURE_POSITION), 0.5);
  g_assert_true (isnan (figure (profile, LEREN_FIGURE_SHIFT)));
}

/* The team says that it works with the network, and on the day itself it rings the office. */
static const char *const says_and_does[] = {
  STORY_TEAM,
  "{'type':'reflection','id':'says','text':'x','case':'barbecue','stance':'espoused'}",
  "{'type':'reflection','id':'does','text':'x','case':'barbecue','stance':'in-use'}",
  "{'type':'reflection','id':'plain','text':'x','case':'barbecue'}",
  RATED ("q1", "5", ABOUT ("says")),
  RATED ("q2", "4", ABOUT ("says")),
  RATED ("q3", "2", ABOUT ("does")),
  RATED ("q4", "3", ABOUT ("plain")),
  "{'type':'coding','id':'k','target':'does','framework':'shifts','concept':'" PAIR "',"
  "'coder':'coach','weight':-3}",
  "{'type':'tension','id':'t','description':'x','case':'barbecue','pair':'" PAIR "'}",
  NULL,
};

static void
test_gap (void)
{
  g_autoptr (LerenProfile) profile = profile_of (says_and_does, "shifts", LEREN_GROUPING_CASE);

  assert_near (figure (profile, LEREN_FIGURE_ESPOUSED), 0.875);
  assert_near (figure (profile, LEREN_FIGURE_IN_USE), 0.25);
  assert_near (figure (profile, LEREN_FIGURE_GAP), -0.625);
  /* 1, 0.75, 0.25 and 0.5; a coding and a tension say that the pair is at stake, not where */
  assert_near (figure (profile, LEREN_FIGURE_POSITION), 2.5 / 4);
  g_assert_cmpuint (leren_profile_get_total (profile, 0), ==, 2);
  assert_near (figure (profile, LEREN_FIGURE_ESPOUSED_COUNT), 0);
  assert_near (figure (profile, LEREN_FIGURE_IN_USE_COUNT), 1);
}

/* One side alone is no gap. */
static void
test_no_gap (void)
{
  const char *const records[] = {
    STORY_TEAM,
    "{'type':'reflection','id':'says','text':'x','case':'barbecue','stance':'espoused'}",
    RATED ("q1", "5", ABOUT ("says")),
    NULL,
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "shifts", LEREN_GROUPING_CASE);

  assert_near (figure (profile, LEREN_FIGURE_ESPOUSED), 1);
  g_assert_true (isnan (figure (profile, LEREN_FIGURE_IN_USE)));
  g_assert_true (isnan (figure (profile, LEREN_FIGURE_GAP)));
}

/* Reflections take a stance, whatever they are about. */
static void
test_stances (void)
{
  g_autoptr (LerenProfile) profile =
    profile_of (says_and_does, "espoused-and-use", LEREN_GROUPING_NONE);

  g_assert_cmpuint (leren_profile_get_total (profile, 0), ==, 2);
  assert_near (leren_profile_get_figure (profile, 0, LEREN_FIGURE_ESPOUSED_COUNT, "theory"), 1);
  assert_near (leren_profile_get_figure (profile, 0, LEREN_FIGURE_IN_USE_COUNT, "theory"), 1);
  g_assert_true (isnan (leren_profile_get_figure (profile, 0, LEREN_FIGURE_POSITION, "theory")));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile-poles/shift", test_shift);
  g_test_add_func ("/profile-poles/one-moment", test_one_moment);
  g_test_add_func ("/profile-poles/gap", test_gap);
  g_test_add_func ("/profile-poles/no-gap", test_no_gap);
  g_test_add_func ("/profile-poles/stances", test_stances);
  return g_test_run ();
}
