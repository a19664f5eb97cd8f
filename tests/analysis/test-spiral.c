/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

/* What becomes of what a team knows, piece by piece. */

#define KNOWS(id, form) KNOWS_MORE (id, form, "")
#define KNOWS_MORE(id, form, more)                                                                 \
  "{'type':'knowledge','id':'" id "','statement':'what we know','form':'" form "'" more "}"
#define HELD(id, form, holder) KNOWS_MORE (id, form, ",'holder':'" holder "'")
/* @sources and @results: ids with quotes, and commas between them */
#define TURNS(id, sources, results)                                                                \
  "{'type':'conversion','id':'" id "','sources':[" sources "],'results':[" results "]}"

static LerenSpiral *
spiral_of (const char *const *records)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
  LerenSpiral *spiral = leren_spiral (snapshot, &error);

  g_assert_no_error (error);
  return spiral;
}

/* Takes @ids; @expected has blanks between them. */
static void
assert_ids (char **ids, const char *expected)
{
  g_autofree char *joined = g_strjoinv (" ", ids);

  g_assert_cmpstr (joined, ==, expected);
  g_strfreev (ids);
}

/* How to hold one's tongue: seen from a colleague, told, put into a guideline, made one's own. */
#define ROUND                                                                                      \
  HELD ("tongue", "tacit", "individual"), HELD ("seen", "tacit", "team"),                          \
    HELD ("told", "explicit", "team"), HELD ("guideline", "explicit", "organisation"),             \
    HELD ("habit", "tacit", "individual"), TURNS ("going-along", "'tongue'", "'seen'"),            \
    TURNS ("reflecting", "'seen'", "'told'"), TURNS ("writing", "'told'", "'guideline'"),          \
    TURNS ("working", "'guideline'", "'habit'")

static void
test_full_turn (void)
{
  const char *records[] = { STORY_TEAM, ROUND, NULL };
  g_autoptr (LerenSpiral) spiral = spiral_of (records);

  g_assert_cmpuint (leren_spiral_get_n_knowledge (spiral), ==, 5);
  g_assert_cmpuint (leren_spiral_get_n_conversions (spiral), ==, 4);
  for (guint mode = LEREN_CONVERSION_MODE_SOCIALISATION;
       mode <= LEREN_CONVERSION_MODE_INTERNALISATION; mode++)
    g_assert_cmpuint (leren_spiral_get_n_of_mode (spiral, mode), ==, 1);
  g_assert_cmpuint (leren_spiral_get_n_of_mode (spiral, LEREN_CONVERSION_MODE_NONE), ==, 0);
  g_assert_cmpuint (leren_spiral_get_n_full_turns (spiral), ==, 1);
  assert_ids (leren_spiral_list_turn_knowledge (spiral, 0), "tongue seen told guideline habit");
  assert_ids (leren_spiral_list_turn_conversions (spiral, 0),
              "going-along reflecting writing working");
  g_assert_cmpuint (leren_spiral_get_longest (spiral), ==, 4);
  g_assert_cmpuint (leren_spiral_get_n_longest (spiral), ==, 1);
  assert_ids (leren_spiral_list_longest_knowledge (spiral, 0), "tongue seen told guideline habit");
  assert_ids (leren_spiral_list_longest_conversions (spiral, 0),
              "going-along reflecting writing working");
  g_assert_cmpuint (leren_spiral_get_n_circles (spiral), ==, 0);
  assert_ids (leren_spiral_list_dead_ends (spiral), "habit");
  assert_ids (leren_spiral_list_never_externalised (spiral), "");
  assert_ids (leren_spiral_list_never_internalised (spiral), "");
}

/* Of the two that somebody has alone one comes to the team and the organisation, none to a network. */
static void
test_reach (void)
{
  const char *records[] = { STORY_TEAM, ROUND, NULL };
  g_autoptr (LerenSpiral) spiral = spiral_of (records);

  g_assert_cmpuint (
    leren_spiral_get_reach (spiral, LEREN_HOLDER_INDIVIDUAL, LEREN_HOLDER_INDIVIDUAL), ==, 2);
  g_assert_cmpuint (leren_spiral_get_reach (spiral, LEREN_HOLDER_INDIVIDUAL, LEREN_HOLDER_TEAM), ==,
                    1);
  g_assert_cmpuint (
    leren_spiral_get_reach (spiral, LEREN_HOLDER_INDIVIDUAL, LEREN_HOLDER_ORGANISATION), ==, 1);
  g_assert_cmpuint (leren_spiral_get_reach (spiral, LEREN_HOLDER_INDIVIDUAL, LEREN_HOLDER_NETWORK),
                    ==, 0);
  g_assert_cmpuint (leren_spiral_get_reach (spiral, LEREN_HOLDER_NONE, LEREN_HOLDER_TEAM), ==, 0);
  g_assert_cmpuint (leren_spiral_get_reach (spiral, LEREN_HOLDER_TEAM, LEREN_HOLDER_NONE), ==, 0);
  g_assert_cmpuint (leren_spiral_get_reach (spiral, LEREN_HOLDER_TEAM, LEREN_HOLDER_INDIVIDUAL), ==,
                    2);
}

/* Three modes of four, and all four that end with words, are no turn. */
static void
test_no_turn (void)
{
  const char *records[] = { STORY_TEAM,
                            KNOWS ("t1", "tacit"),
                            KNOWS ("t2", "tacit"),
                            KNOWS ("e1", "explicit"),
                            KNOWS ("t3", "tacit"),
                            KNOWS ("e2", "explicit"),
                            KNOWS ("e3", "explicit"),
                            TURNS ("s", "'t1'", "'t2'"),
                            TURNS ("e", "'t2'", "'e1'"),
                            TURNS ("i", "'e1'", "'t3'"),
                            TURNS ("e-again", "'t3'", "'e2'"),
                            TURNS ("c", "'e2'", "'e3'"),
                            NULL };
  g_autoptr (LerenSpiral) spiral = spiral_of (records);

  g_assert_cmpuint (leren_spiral_get_n_full_turns (spiral), ==, 0);
  g_assert_cmpuint (leren_spiral_get_longest (spiral), ==, 5);
}

/* A team that begins by speaking out comes round when it goes along with each other; what comes
 * after that begins a turn of its own. */
static void
test_turn_from_words (void)
{
  const char *records[] = { STORY_TEAM,
                            KNOWS ("t1", "tacit"),
                            KNOWS ("e1", "explicit"),
                            KNOWS ("e2", "explicit"),
                            KNOWS ("t2", "tacit"),
                            KNOWS ("t3", "tacit"),
                            KNOWS ("e3", "explicit"),
                            KNOWS ("e4", "explicit"),
                            KNOWS ("t4", "tacit"),
                            TURNS ("e", "'t1'", "'e1'"),
                            TURNS ("c", "'e1'", "'e2'"),
                            TURNS ("i", "'e2'", "'t2'"),
                            TURNS ("s", "'t2'", "'t3'"),
                            TURNS ("e-2", "'t3'", "'e3'"),
                            TURNS ("c-2", "'e3'", "'e4'"),
                            TURNS ("i-2", "'e4'", "'t4'"),
                            NULL };
  g_autoptr (LerenSpiral) spiral = spiral_of (records);

  g_assert_cmpuint (leren_spiral_get_n_full_turns (spiral), ==, 2);
  assert_ids (leren_spiral_list_turn_conversions (spiral, 0), "e c i s");
  assert_ids (leren_spiral_list_turn_knowledge (spiral, 0), "t1 e1 e2 t2 t3");
  assert_ids (leren_spiral_list_turn_conversions (spiral, 1), "s e-2 c-2 i-2");
}

/* A practice that feeds on itself: one turn, in a circle. */
static void
test_circle (void)
{
  const char *records[] = { STORY_TEAM,
                            KNOWS ("t1", "tacit"),
                            KNOWS ("t2", "tacit"),
                            KNOWS ("e1", "explicit"),
                            KNOWS ("e2", "explicit"),
                            KNOWS ("out", "explicit"),
                            TURNS ("s", "'t1'", "'t2'"),
                            TURNS ("e", "'t2'", "'e1'"),
                            TURNS ("c", "'e1'", "'e2','out'"),
                            TURNS ("i", "'e2'", "'t1'"),
                            NULL };
  g_autoptr (LerenSpiral) spiral = spiral_of (records);

  g_assert_cmpuint (leren_spiral_get_n_full_turns (spiral), ==, 1);
  assert_ids (leren_spiral_list_turn_conversions (spiral, 0), "s e c i");
  g_assert_cmpuint (leren_spiral_get_n_circles (spiral), ==, 1);
  assert_ids (leren_spiral_list_circle (spiral, 0), "t1 t2 e1 e2");
  g_assert_cmpuint (leren_spiral_get_longest (spiral), ==, 1);
  assert_ids (leren_spiral_list_longest_conversions (spiral, 0), "c");
  assert_ids (leren_spiral_list_dead_ends (spiral), "out");
  assert_ids (leren_spiral_list_never_internalised (spiral), "out");
}

static void
test_self_loop (void)
{
  const char *records[] = { STORY_TEAM,
                            KNOWS ("before", "explicit"),
                            KNOWS ("list", "explicit"),
                            KNOWS ("after", "explicit"),
                            TURNS ("begun", "'before'", "'list'"),
                            TURNS ("revised", "'list'", "'list'"),
                            TURNS ("handed-on", "'list'", "'after'"),
                            NULL };
  g_autoptr (LerenSpiral) spiral = spiral_of (records);

  g_assert_cmpuint (leren_spiral_get_n_circles (spiral), ==, 1);
  assert_ids (leren_spiral_list_circle (spiral, 0), "list");
  g_assert_cmpuint (leren_spiral_get_longest (spiral), ==, 2);
  assert_ids (leren_spiral_list_longest_knowledge (spiral, 0), "before list after");
  assert_ids (leren_spiral_list_longest_conversions (spiral, 0), "begun handed-on");
}

/* Two ways from one to another, one of them longer, and a second end that lies as far. */
static void
test_diamond (void)
{
  const char *records[] = { STORY_TEAM,
                            KNOWS ("top", "explicit"),
                            KNOWS ("left", "explicit"),
                            KNOWS ("right", "explicit"),
                            KNOWS ("further", "explicit"),
                            KNOWS ("bottom", "explicit"),
                            KNOWS ("twin", "explicit"),
                            TURNS ("c1", "'top'", "'left','right'"),
                            TURNS ("c2", "'right'", "'further'"),
                            TURNS ("c3", "'left','further'", "'bottom','twin'"),
                            NULL };
  g_autoptr (LerenSpiral) spiral = spiral_of (records);

  g_assert_cmpuint (leren_spiral_get_longest (spiral), ==, 3);
  g_assert_cmpuint (leren_spiral_get_n_longest (spiral), ==, 2);
  assert_ids (leren_spiral_list_longest_knowledge (spiral, 0), "top right further bottom");
  assert_ids (leren_spiral_list_longest_knowledge (spiral, 1), "top right further twin");
  assert_ids (leren_spiral_list_longest_conversions (spiral, 1), "c1 c2 c3");
}

/* Forms that are mixed, and sources that nobody wrote down: the mode is as stated, or not known. */
static void
test_modes_as_stated (void)
{
  const char *records[] = {
    STORY_TEAM,
    KNOWS ("t", "tacit"),
    KNOWS ("t2", "tacit"),
    KNOWS ("e", "explicit"),
    KNOWS ("e2", "explicit"),
    KNOWS ("t3", "tacit"),
    "{'type':'conversion','id':'dream','results':['t'],'mode':'socialisation'}",
    TURNS ("silent", "'t','e2'", "'t2','e'"),
    "{'type':'conversion','id':'said','sources':['t','e2'],'results':['e'],"
    "'mode':'externalisation'}",
    TURNS ("joined", "'e'", "'e2'"),
    TURNS ("done", "'e2'", "'t3'"),
    NULL
  };
  g_autoptr (LerenSpiral) spiral = spiral_of (records);

  g_assert_cmpuint (leren_spiral_get_n_of_mode (spiral, LEREN_CONVERSION_MODE_NONE), ==, 1);
  g_assert_cmpuint (leren_spiral_get_n_of_mode (spiral, LEREN_CONVERSION_MODE_SOCIALISATION), ==,
                    1);
  g_assert_cmpuint (leren_spiral_get_n_of_mode (spiral, LEREN_CONVERSION_MODE_EXTERNALISATION), ==,
                    1);
  g_assert_cmpuint (leren_spiral_get_n_full_turns (spiral), ==, 1);
  assert_ids (leren_spiral_list_turn_knowledge (spiral, 0), "t e e2 t3");
  assert_ids (leren_spiral_list_turn_conversions (spiral, 0), "dream said joined done");
}

/* What took the place of something is where that went. */
static void
test_superseded (void)
{
  const char *records[] = { STORY_TEAM, KNOWS ("rotates", "explicit"),
                            KNOWS_MORE ("fixed", "explicit", ",'superseded_by':'rotates'"),
                            KNOWS ("unsaid", "tacit"), NULL };
  g_autoptr (LerenSpiral) spiral = spiral_of (records);

  assert_ids (leren_spiral_list_dead_ends (spiral), "rotates unsaid");
  assert_ids (leren_spiral_list_never_internalised (spiral), "rotates");
  assert_ids (leren_spiral_list_never_externalised (spiral), "unsaid");
  g_assert_cmpuint (leren_spiral_get_n_longest (spiral), ==, 0);
}

/* A team is asked about what it knows; what became of it elsewhere is seen as well. */
static void
test_scope (void)
{
  const char *records[] = { STORY_TEAM,
                            KNOWS_MORE ("ours", "tacit", ",'team':'team','holder':'individual'"),
                            HELD ("theirs", "explicit", "network"),
                            KNOWS ("loose", "tacit"),
                            TURNS ("told", "'ours'", "'theirs'"),
                            NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = story_tell (records);
  g_autoptr (LerenScope) scope = g_object_new (LEREN_TYPE_SCOPE, "team", "team", NULL);
  g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, scope, NULL, &error);
  g_autoptr (LerenSpiral) spiral = leren_spiral (snapshot, &error);
  g_autoptr (LerenTable) table = leren_spiral_get_knowledge_table (spiral);

  g_assert_no_error (error);
  g_assert_cmpuint (leren_spiral_get_n_knowledge (spiral), ==, 1);
  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 1);
  assert_ids (leren_spiral_list_dead_ends (spiral), "");
  assert_ids (leren_spiral_list_never_externalised (spiral), "");
  g_assert_cmpuint (leren_spiral_get_reach (spiral, LEREN_HOLDER_INDIVIDUAL, LEREN_HOLDER_NETWORK),
                    ==, 1);
}

static void
test_none (void)
{
  const char *records[] = { STORY_TEAM, NULL };
  g_autoptr (LerenSpiral) spiral = spiral_of (records);
  g_autoptr (LerenTable) knowledge = leren_spiral_get_knowledge_table (spiral);
  g_autoptr (LerenTable) conversions = leren_spiral_get_conversion_table (spiral);
  g_autoptr (JsonNode) json = leren_spiral_to_json (spiral);

  g_assert_cmpuint (leren_spiral_get_n_full_turns (spiral), ==, 0);
  g_assert_cmpuint (leren_spiral_get_longest (spiral), ==, 0);
  g_assert_cmpuint (leren_table_get_n_rows (knowledge), ==, 0);
  g_assert_cmpuint (leren_table_get_n_rows (conversions), ==, 0);
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (json_node_get_object (json), "chains")),
    ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spiral/full-turn", test_full_turn);
  g_test_add_func ("/spiral/reach", test_reach);
  g_test_add_func ("/spiral/no-turn", test_no_turn);
  g_test_add_func ("/spiral/turn-from-words", test_turn_from_words);
  g_test_add_func ("/spiral/circle", test_circle);
  g_test_add_func ("/spiral/self-loop", test_self_loop);
  g_test_add_func ("/spiral/diamond", test_diamond);
  g_test_add_func ("/spiral/modes-as-stated", test_modes_as_stated);
  g_test_add_func ("/spiral/superseded", test_superseded);
  g_test_add_func ("/spiral/scope", test_scope);
  g_test_add_func ("/spiral/none", test_none);
  return g_test_run ();
}
