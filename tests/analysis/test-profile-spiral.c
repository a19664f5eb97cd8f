/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "profile-story.h"

#define PIECE(id, form, more)                                                                      \
  "{'type':'knowledge','id':'" id "','statement':'x','form':'" form "','team':'team'" more "}"
#define STEP(id, from, to, more)                                                                   \
  "{'type':'conversion','id':'" id "','sources':[" from "],'results':[" to "]" more "}"

/* What one worker feels becomes a story of the team, a leaflet for the network, and routine. Most
 * conversions do not say their mode: it follows from the forms. */
static const char *const records[] = {
  STORY_TEAM,
  PIECE ("feel", "tacit", ",'holder':'individual'"),
  PIECE ("shared", "tacit", ",'holder':'team'"),
  PIECE ("story", "explicit", ",'holder':'team'"),
  PIECE ("leaflet", "explicit", ",'holder':'network'"),
  PIECE ("routine", "tacit", ",'holder':'organisation'"),
  PIECE ("nobody", "tacit", ""),
  STEP ("c1", "'feel'", "'shared'", ",'at':'2015-03-01T10:00:00Z'"),
  STEP ("c2", "'shared'", "'story'", ",'at':'2015-03-03T10:00:00Z'"),
  STEP ("c3", "'story'", "'leaflet'", ",'at':'2015-03-07T10:00:00Z'"),
  STEP ("c4", "'leaflet'", "'routine','nobody'",
        ",'at':'2015-03-15T10:00:00Z','mode':'internalisation'"),
  /* the same story once more, which is no new piece */
  STEP ("c5", "'feel'", "'story'", ",'at':'2015-03-16T10:00:00Z'"),
  NULL,
};

static void
test_turn_and_reach (void)
{
  g_autoptr (LerenProfile) profile =
    profile_of (records, "knowledge-conversion", LEREN_GROUPING_NONE);
  g_autoptr (LerenTable) groups = leren_profile_get_group_table (profile);
  g_autoptr (JsonNode) json = leren_profile_to_json (profile);
  JsonObject *group = json_array_get_object_element (
    json_object_get_array_member (json_node_get_object (json), "groups"), 0);

  g_assert_cmpuint (leren_profile_get_total (profile, 0), ==, 5);
  g_assert_cmpuint (leren_profile_get_count (profile, 0, "socialisation"), ==, 1);
  g_assert_cmpuint (leren_profile_get_count (profile, 0, "externalisation"), ==, 2);
  g_assert_cmpuint (leren_profile_get_count (profile, 0, "combination"), ==, 1);
  g_assert_cmpuint (leren_profile_get_count (profile, 0, "internalisation"), ==, 1);
  g_assert_cmpint (leren_profile_get_turns (profile, 0), ==, 1);
  assert_near (leren_profile_get_progress (profile, 0), 0.5);
  assert_near (leren_profile_get_completeness (profile, 0), 1);
  assert_near (leren_profile_get_figure (profile, 0, LEREN_FIGURE_DAYS, "combination"), 8);
  /* what people started from is not counted, only what the conversions yield */
  g_assert_cmpint (leren_profile_get_reach (profile, 0, LEREN_HOLDER_INDIVIDUAL), ==, 0);
  g_assert_cmpint (leren_profile_get_reach (profile, 0, LEREN_HOLDER_TEAM), ==, 2);
  g_assert_cmpint (leren_profile_get_reach (profile, 0, LEREN_HOLDER_ORGANISATION), ==, 1);
  g_assert_cmpint (leren_profile_get_reach (profile, 0, LEREN_HOLDER_NETWORK), ==, 1);
  assert_near (cell_of (groups, "team", 0), 2);
  assert_near (cell_of (groups, "network", 0), 1);
  g_assert_cmpint (
    json_object_get_int_member (json_object_get_object_member (group, "reach"), "team"), ==, 2);
}

static void
test_by_month (void)
{
  const char *const other[] = {
    STORY_TEAM,
    PIECE ("feel", "tacit", ",'holder':'individual'"),
    PIECE ("story", "explicit", ",'holder':'team'"),
    STEP ("c1", "'feel'", "'story'", ",'at':'2015-03-31T23:30:00-01:00'"),
    STEP ("c2", "'feel'", "'story'", ",'at':'2015-05-01T10:00:00Z'"),
    NULL,
  };
  g_autoptr (LerenProfile) profile =
    profile_of (other, "knowledge-conversion", LEREN_GROUPING_MONTH);

  /* half past eleven in the evening of the 31st, an hour west: April in UTC */
  g_assert_cmpint (leren_profile_find_group (profile, "2015-03"), ==, -1);
  /* each month yields the story once */
  g_assert_cmpint (
    leren_profile_get_reach (profile, group_of (profile, "2015-04"), LEREN_HOLDER_TEAM), ==, 1);
  g_assert_cmpint (
    leren_profile_get_reach (profile, group_of (profile, "2015-05"), LEREN_HOLDER_TEAM), ==, 1);
}

/* Where the forms are mixed, the mode is as stated, and without one there is none. */
static void
test_mixed (void)
{
  const char *const other[] = {
    STORY_TEAM,
    PIECE ("feel", "tacit", ""),
    PIECE ("story", "explicit", ""),
    PIECE ("leaflet", "explicit", ""),
    STEP ("c1", "'feel','story'", "'leaflet'", ",'mode':'combination'"),
    STEP ("c2", "'feel','story'", "'leaflet'", ""),
    /* knowledge may be coded too, and then reaches its own holder */
    PIECE ("rule", "explicit", ",'holder':'organisation'"),
    "{'type':'coding','id':'k','target':'rule','framework':'knowledge-conversion',"
    "'concept':'combination','coder':'coach'}",
    NULL,
  };
  g_autoptr (LerenProfile) profile =
    profile_of (other, "knowledge-conversion", LEREN_GROUPING_NONE);

  g_assert_cmpuint (leren_profile_get_total (profile, 0), ==, 2);
  g_assert_cmpuint (leren_profile_get_count (profile, 0, "combination"), ==, 2);
  g_assert_cmpint (leren_profile_get_reach (profile, 0, LEREN_HOLDER_ORGANISATION), ==, 1);
  g_assert_cmpint (leren_profile_get_reach (profile, 0, LEREN_HOLDER_NETWORK), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile-spiral/turn-and-reach", test_turn_and_reach);
  g_test_add_func ("/profile-spiral/by-month", test_by_month);
  g_test_add_func ("/profile-spiral/mixed", test_mixed);
  return g_test_run ();
}
