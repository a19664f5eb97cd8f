/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#include <math.h>

#define CONCLUDED(id, owner, tried, seen, more)                                                    \
  "{'type':'action','id':'" id "','what':'x','case':'barbecue','session':'s','owner':'" owner      \
  "','state':'concluded','undertaken':'" tried "','reviewed':'" seen                               \
  "','effect':'y','conclusion':'adapt'" more "}"

/* A line of development: two cycles that led to a third, and a promise that was let go. */
static void
test_cycles (void)
{
  const char *records[] = {
    STORY_TEAM,
    "{'type':'session','id':'s','team':'team','started':'2015-03-01T10:00:00Z'}",
    CONCLUDED ("a1", "worker", "2015-03-02", "2015-03-12", ""),
    CONCLUDED ("a2", "worker", "2015-03-04", "2015-03-16", ",'previous':'a1'"),
    CONCLUDED ("a3", "coach", "2015-03-11", "2015-03-31", ",'previous':'a2'"),
    "{'type':'action','id':'branch','what':'x','case':'barbecue','previous':'a1'}",
    "{'type':'action','id':'told','what':'x','case':'barbecue','effect':'z',"
    "'conclusion':'adopt'}",
    "{'type':'action','id':'gone','what':'x','case':'barbecue','state':'dropped',"
    "'drop_reason':'no time'}",
    NULL
  };
  const char *chain[] = { "a1", "a2", "a3", NULL };
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
  g_autoptr (LerenCycles) cycles = leren_cycles (snapshot);
  g_autoptr (LerenTable) table = leren_cycles_get_table (cycles);
  g_autoptr (JsonNode) json = leren_cycles_to_json (cycles);
  JsonObject *object = json_node_get_object (json);
  double median, p90;

  g_assert_cmpuint (leren_cycles_get_total (cycles), ==, 6);
  g_assert_cmpuint (leren_cycles_get_n_in_state (cycles, LEREN_ACTION_STATE_CONCLUDED), ==, 3);
  g_assert_cmpuint (leren_cycles_get_n_in_state (cycles, LEREN_ACTION_STATE_PROPOSED), ==, 2);
  g_assert_cmpuint (leren_cycles_get_n_in_state (cycles, LEREN_ACTION_STATE_DROPPED), ==, 1);
  g_assert_cmpuint (leren_cycles_get_n_closed (cycles), ==, 4);
  g_assert_cmpfloat (leren_cycles_get_closed_share (cycles), ==, 0.8);
  g_assert_cmpuint (leren_cycles_get_n_owned_by_coach (cycles), ==, 1);

  g_assert_cmpuint (
    leren_cycles_get_days (cycles, LEREN_TRANSITION_OWNED_TO_UNDERTAKEN, &median, &p90), ==, 3);
  g_assert_cmpfloat (median, ==, 3);
  g_assert_cmpfloat (p90, ==, 10);
  g_assert_cmpuint (
    leren_cycles_get_days (cycles, LEREN_TRANSITION_UNDERTAKEN_TO_REVIEWED, &median, &p90), ==, 3);
  g_assert_cmpfloat (median, ==, 12);
  g_assert_cmpfloat (p90, ==, 20);

  g_assert_cmpuint (leren_cycles_get_n_chains (cycles), ==, 1);
  g_assert_true (g_strv_equal (leren_cycles_get_chain (cycles, 0), chain));
  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 6);
  g_assert_cmpfloat (json_object_get_double_member (object, "closed_share"), ==, 0.8);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "chains")), ==, 1);
}

#define SESSION(id, day, more)                                                                     \
  "{'type':'session','id':'" id "','team':'team','started':'2015-03-" day "T10:00:00Z'" more "}"
#define AGREED(id, more) "{'type':'action','id':'" id "','what':'x','session':'first'" more "}"

/* Did the group come back to its promises when it met again? */
static void
test_follow_up (void)
{
  const char *records[] = {
    STORY_TEAM, SESSION ("first", "02", ""), SESSION ("off", "09", ",'cancelled':true"),
    SESSION ("second", "16", ""), SESSION ("third", "30", ""),
    "{'type':'session','id':'theirs','started':'2015-03-03T10:00:00Z'}",
    AGREED ("in-time", ",'effect':'y','review_session':'second'"),
    AGREED ("between", ",'effect':'y','reviewed':'2015-03-10'"),
    AGREED ("too-late", ",'effect':'y','review_session':'third','reviewed':'2015-03-16'"),
    AGREED ("late-day", ",'effect':'y','reviewed':'2015-03-17'"), AGREED ("never", ""),
    AGREED ("some-day", ",'effect':'y'"),
    AGREED ("let-go", ",'state':'dropped','drop_reason':'no time'"),
    /* no next session yet, no session, and a session of no group */
    "{'type':'action','id':'fresh','what':'x','session':'third'}",
    "{'type':'action','id':'loose','what':'x'}",
    "{'type':'action','id':'elsewhere','what':'x','session':'theirs'}", NULL
  };
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
  g_autoptr (LerenCycles) cycles = leren_cycles (snapshot);
  g_autoptr (JsonNode) json = leren_cycles_to_json (cycles);
  JsonObject *follow_up = json_object_get_object_member (json_node_get_object (json), "follow_up");
  guint n_followed_up, n_known;

  g_assert_cmpfloat (leren_cycles_get_follow_up_share (cycles, &n_followed_up, &n_known), ==, 0.4);
  g_assert_cmpuint (n_followed_up, ==, 2);
  g_assert_cmpuint (n_known, ==, 5);
  g_assert_cmpuint (leren_cycles_get_n_follow_up_unknown (cycles), ==, 1);
  g_assert_cmpint (json_object_get_int_member (follow_up, "actions"), ==, 5);
  g_assert_cmpfloat (json_object_get_double_member (follow_up, "share"), ==, 0.4);
}

/* Until the second session is over the group had no occasion to come back. */
static void
test_follow_up_in_period (void)
{
  const char *records[] = { STORY_TEAM, SESSION ("first", "02", ""), SESSION ("second", "16", ""),
                            AGREED ("in-time", ",'effect':'y','review_session':'second'"), NULL };
  const guint days[] = { 15, 17 };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LerenStore) store = story_tell (records);
      g_autoptr (LerenScope) scope = leren_scope_new ();
      g_autoptr (GDateTime) end = g_date_time_new_utc (2015, 3, days[i], 0, 0, 0);
      g_autoptr (LerenSnapshot) snapshot = NULL;
      g_autoptr (LerenCycles) cycles = NULL;
      guint n_known;

      leren_scope_set_until (scope, end);
      snapshot = leren_snapshot_take (store, scope, NULL, &error);
      g_assert_no_error (error);
      cycles = leren_cycles (snapshot);
      leren_cycles_get_follow_up_share (cycles, NULL, &n_known);
      g_assert_cmpuint (n_known, ==, i);
    }
}

/* Two lines that part, each of two more cycles; and what is out of the scope ends a line. */
static void
test_branching (void)
{
  const char *records[] = {
    STORY_TEAM,
    "{'type':'case','id':'other','title':'t','team':'team'}",
    "{'type':'action','id':'root','what':'x','case':'other'}",
    "{'type':'action','id':'left','what':'x','case':'barbecue','previous':'root'}",
    "{'type':'action','id':'right','what':'x','case':'barbecue','previous':'root'}",
    "{'type':'action','id':'left-2','what':'x','case':'barbecue','previous':'left'}",
    "{'type':'action','id':'right-2','what':'x','case':'barbecue','previous':'right'}",
    NULL
  };
  const char *whole[] = { "root", "left", "left-2", NULL };
  const char *left[] = { "left", "left-2", NULL };
  const char *right[] = { "right", "right-2", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = story_tell (records);
  g_autoptr (LerenScope) scope = leren_scope_new ();
  g_autoptr (LerenSnapshot) all = leren_snapshot_take (store, NULL, NULL, &error);
  g_autoptr (LerenSnapshot) narrow = NULL;
  g_autoptr (LerenCycles) cycles = leren_cycles (all);
  g_autoptr (LerenCycles) fewer = NULL;

  g_assert_cmpuint (leren_cycles_get_n_chains (cycles), ==, 2);
  g_assert_true (g_strv_equal (leren_cycles_get_chain (cycles, 0), whole));
  g_assert_true (g_strv_equal (leren_cycles_get_chain (cycles, 1), right));

  leren_scope_set_case (scope, "barbecue");
  narrow = leren_snapshot_take (store, scope, NULL, &error);
  g_assert_no_error (error);
  fewer = leren_cycles (narrow);
  g_assert_cmpuint (leren_cycles_get_total (fewer), ==, 4);
  g_assert_cmpuint (leren_cycles_get_n_chains (fewer), ==, 2);
  g_assert_true (g_strv_equal (leren_cycles_get_chain (fewer, 0), left));
  g_assert_true (g_strv_equal (leren_cycles_get_chain (fewer, 1), right));
}

static void
test_none (void)
{
  const char *records[] = { STORY_TEAM, NULL };
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
  g_autoptr (LerenCycles) cycles = leren_cycles (snapshot);
  g_autoptr (LerenTable) table = leren_cycles_get_table (cycles);
  g_autoptr (JsonNode) json = leren_cycles_to_json (cycles);
  double median;

  g_assert_cmpuint (leren_cycles_get_total (cycles), ==, 0);
  g_assert_true (isnan (leren_cycles_get_closed_share (cycles)));
  leren_cycles_get_days (cycles, LEREN_TRANSITION_OWNED_TO_REVIEWED, &median, NULL);
  g_assert_true (isnan (median));
  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 0);
  g_assert_true (json_object_get_null_member (json_node_get_object (json), "closed_share"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cycles/cycles", test_cycles);
  g_test_add_func ("/cycles/follow-up", test_follow_up);
  g_test_add_func ("/cycles/follow-up-in-period", test_follow_up_in_period);
  g_test_add_func ("/cycles/branching", test_branching);
  g_test_add_func ("/cycles/none", test_none);
  return g_test_run ();
}
