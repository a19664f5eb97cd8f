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
  g_test_add_func ("/cycles/none", test_none);
  return g_test_run ();
}
