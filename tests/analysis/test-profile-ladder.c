/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "profile-story.h"

#define REFLECTION(id, level, more)                                                                \
  "{'type':'reflection','id':'" id "','text':'x','case':'barbecue','level':'" level "'" more "}"
#define CODED(id, target, concept, coder)                                                          \
  "{'type':'coding','id':'" id "','target':'" target                                               \
  "','framework':'logical-levels','concept':'" concept "','coder':'" coder "'}"

/* The team of the barbecue talks of behaviour, touches a belief, falls back, and comes again. */
static void
test_transitions (void)
{
  const char *const records[] = {
    STORY_TEAM,
    REFLECTION ("march", "behaviour", ",'at':'2015-03-01T10:00:00Z'"),
    REFLECTION ("june", "behaviour", ",'at':'2015-06-01T10:00:00Z'"),
    REFLECTION ("april", "behaviour", ",'at':'2015-04-01T10:00:00Z'"),
    REFLECTION ("may", "belief", ",'at':'2015-05-01T10:00:00Z'"),
    REFLECTION ("july", "belief", ",'at':'2015-07-01T10:00:00Z'"),
    NULL,
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "logical-levels", LEREN_GROUPING_CASE);
  g_autoptr (LerenTable) table = leren_profile_get_transition_table (profile);

  g_assert_cmpint (leren_profile_get_n_transitions (profile, 0, "behaviour", "behaviour"), ==, 1);
  g_assert_cmpint (leren_profile_get_n_transitions (profile, 0, "behaviour", "belief"), ==, 2);
  g_assert_cmpint (leren_profile_get_n_transitions (profile, 0, "belief", "behaviour"), ==, 1);
  g_assert_cmpint (leren_profile_get_n_transitions (profile, 0, "belief", "belief"), ==, 0);
  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 3);
  /* of three times that behaviour led on, two led to belief */
  assert_near (cell_of (table, "count", 1), 2);
  assert_near (cell_of (table, "share", 1), 2 / 3.0);
  assert_near (cell_of (table, "from", 2), 3);
  assert_near (cell_of (table, "to", 2), 1);
}

/* Where nobody wrote down when, the order in which records were stored is no evidence. */
static void
test_undated (void)
{
  const char *const records[] = {
    STORY_TEAM,
    "{'type':'session','id':'s','team':'team'}",
    REFLECTION ("one", "behaviour", ""),
    REFLECTION ("two", "belief", ""),
    /* but within a session it is */
    REFLECTION ("three", "identity", ",'session':'s'"),
    REFLECTION ("four", "meaning", ",'session':'s'"),
    NULL,
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "logical-levels", LEREN_GROUPING_NONE);
  g_autoptr (LerenTable) table = leren_profile_get_transition_table (profile);

  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 1);
  g_assert_cmpint (leren_profile_get_n_transitions (profile, 0, "identity", "meaning"), ==, 1);
  g_assert_cmpint (leren_profile_get_n_transitions (profile, 0, "behaviour", "belief"), ==, 0);
}

/* Two reflections of one moment: nobody knows which came first. */
static void
test_same_moment (void)
{
  const char *const records[] = {
    STORY_TEAM,
    REFLECTION ("one", "behaviour", ",'at':'2015-03-01T10:00:00Z'"),
    REFLECTION ("two", "belief", ",'at':'2015-03-01T10:00:00Z'"),
    NULL,
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "logical-levels", LEREN_GROUPING_NONE);
  g_autoptr (LerenTable) table = leren_profile_get_transition_table (profile);

  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 0);
}

/* A record stands at one place, where most say it does: its own member is one voice, each coder
 * another. */
static void
test_coders (void)
{
  const char *const records[] = {
    STORY_TEAM,
    /* one against one: the record's own stands */
    REFLECTION ("one", "behaviour", ",'at':'2015-03-01T10:00:00Z'"),
    CODED ("k1", "one", "meaning", "coach"),
    /* two coders who differ: nobody knows */
    "{'type':'reflection','id':'two','text':'x','case':'barbecue','at':'2015-03-02T10:00:00Z'}",
    CODED ("k3", "two", "environment", "coach"),
    CODED ("k4", "two", "capability", "worker"),
    /* two against one */
    REFLECTION ("three", "belief", ",'at':'2015-03-03T10:00:00Z'"),
    CODED ("k5", "three", "identity", "coach"),
    CODED ("k6", "three", "identity", "worker"),
    NULL,
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "logical-levels", LEREN_GROUPING_NONE);
  g_autoptr (LerenTable) table = leren_profile_get_transition_table (profile);

  g_assert_cmpuint (leren_profile_get_total (profile, 0), ==, 7);
  g_assert_cmpuint (leren_profile_get_count (profile, 0, "identity"), ==, 2);
  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 1);
  g_assert_cmpint (leren_profile_get_n_transitions (profile, 0, "behaviour", "identity"), ==, 1);
}

/* One coder who marks three sentences of a reflection has said one thing; a second coder another. */
static void
test_spans (void)
{
#define SPAN(id, coder, start, end, weight)                                                        \
  "{'type':'coding','id':'" id "','target':'one','framework':'logical-levels','concept':'belief'," \
  "'coder':'" coder "','start':" start ",'end':" end ",'weight':" weight "}"
  const char *const records[] = {
    STORY_TEAM,
    "{'type':'reflection','id':'one','text':'I thought so, and so, and so','case':'barbecue'}",
    SPAN ("k1", "coach", "0", "3", "0.1"),
    SPAN ("k2", "coach", "5", "8", "9"),
    SPAN ("k3", "coach", "10", "12", "0"),
    SPAN ("k4", "worker", "0", "12", "1"),
    CODED ("k5", "one", "identity", "coach"),
    NULL,
  };
  g_autoptr (LerenProfile) profile = profile_of (records, "logical-levels", LEREN_GROUPING_CASE);

  g_assert_cmpuint (leren_profile_get_count (profile, 0, "belief"), ==, 2);
  g_assert_cmpuint (leren_profile_get_count (profile, 0, "identity"), ==, 1);
}

/* what other kinds have, a ladder has not */
static void
test_other_kinds (void)
{
  const char *const records[] = { STORY_TEAM, REFLECTION ("one", "behaviour", ""), NULL };
  g_autoptr (LerenProfile) profile = profile_of (records, "logical-levels", LEREN_GROUPING_NONE);

  g_assert_true (isnan (leren_profile_get_progress (profile, 0)));
  g_assert_true (isnan (leren_profile_get_completeness (profile, 0)));
  g_assert_true (isnan (leren_profile_get_coverage (profile, 0)));
  g_assert_true (isnan (leren_profile_get_evenness (profile, 0)));
  g_assert_true (isnan (leren_profile_get_distance (profile, 0)));
  g_assert_null (leren_profile_list_skipped (profile, 0));
  g_assert_null (leren_profile_list_absent (profile, 0));
  g_assert_null (leren_profile_get_weakest (profile, 0));
  g_assert_cmpint (leren_profile_get_turns (profile, 0), ==, -1);
  g_assert_cmpint (leren_profile_get_violations (profile, 0), ==, -1);
  g_assert_cmpint (leren_profile_get_reach (profile, 0, LEREN_HOLDER_TEAM), ==, -1);
  g_assert_cmpint (leren_profile_get_gate (profile, 0), ==, LEREN_GATE_UNKNOWN);
  for (guint figure = 0; figure <= LEREN_FIGURE_GAP; figure++)
    g_assert_true (isnan (leren_profile_get_figure (profile, 0, figure, "behaviour")));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile-ladder/transitions", test_transitions);
  g_test_add_func ("/profile-ladder/undated", test_undated);
  g_test_add_func ("/profile-ladder/same-moment", test_same_moment);
  g_test_add_func ("/profile-ladder/coders", test_coders);
  g_test_add_func ("/profile-ladder/spans", test_spans);
  g_test_add_func ("/profile-ladder/other-kinds", test_other_kinds);
  return g_test_run ();
}
