/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "team-bound"

#define KNOWS(id, more)                                                                            \
  "{'type':'knowledge','id':'" id "','statement':'what we found out','form':'explicit'" more "}"
#define OURS(id) KNOWS (id, ",'team':'team'")
#define OURS_SINCE(id) KNOWS (id, ",'team':'team','created':'2015-01-01T10:00:00Z'")
#define TURNS(id, from, to, more)                                                                  \
  "{'type':'conversion','id':'" id "','sources':['" from "'],'results':['" to "']" more "}"
#define NEIGHBOURS                                                                                 \
  "{'type':'participant','id':'neighbour','name':'a colleague from the next neighbourhood'}",      \
    "{'type':'team','id':'next','name':'the next team','practice':'practice',"                     \
    "'members':['neighbour']}"
#define THREE OURS ("doorbell"), OURS ("ask-first"), OURS ("kitchen-table")

/* What the team learnt at the kitchen table is nowhere else; one thing came to the organisation. */
static void
test_fires (void)
{
  const char *records[] = { STORY_TEAM,
                            THREE,
                            OURS ("draft"),
                            KNOWS ("guideline", ",'holder':'organisation'"),
                            TURNS ("written", "draft", "guideline", ""),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding =
    story_find (findings, "team", "doorbell ask-first kitchen-table");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 0.75);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_NOTICE);
}

/* Nothing of six: that is worth a warning. What belongs to the team by its case counts. */
static void
test_nothing_left (void)
{
  const char *records[] = {
    STORY_TEAM, THREE, OURS ("fourth"), OURS ("fifth"), KNOWS ("sixth", ",'case':'barbecue'"), NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding =
    story_find (findings, "team", "doorbell ask-first kitchen-table fourth fifth sixth");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 1);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_WARNING);
}

/* It left by each of the ways there are. */
static void
test_ways_out (void)
{
  const char *records[] = {
    STORY_TEAM,
    NEIGHBOURS,
    "{'type':'session','id':'visit','team':'next'}",
    OURS ("by-session"),
    OURS ("by-person"),
    OURS ("by-result"),
    OURS ("by-reflection"),
    OURS ("by-successor"),
    KNOWS ("policy", ",'holder':'network'"),
    KNOWS ("draft", ",'superseded_by':'policy'"),
    OURS ("on-the-way"),
    KNOWS ("theirs", ",'team':'next'"),
    KNOWS ("loose", ""),
    TURNS ("c1", "by-session", "loose", ",'session':'visit'"),
    TURNS ("c2", "by-person", "loose", ",'participants':['worker','neighbour']"),
    TURNS ("c3", "by-result", "on-the-way", ""),
    TURNS ("c4", "on-the-way", "theirs", ""),
    TURNS ("c5", "by-successor", "draft", ""),
    "{'type':'reflection','id':'r','text':'we use it too','subject':'by-reflection',"
    "'session':'visit'}",
    NULL
  };

  g_assert_cmpuint (story_count (records, RULE, "min-share", 0), ==, 0);
}

/* Somebody of two teams, a client, or a session of the team itself carries nothing out. */
static void
test_no_way_out (void)
{
  const char *records[] = {
    STORY_TEAM,
    "{'type':'participant','id':'client','name':'a client','roles':['client']}",
    "{'type':'team','id':'next','name':'the next team','members':['worker']}",
    "{'type':'session','id':'own','team':'team'}",
    THREE,
    TURNS ("c1", "doorbell", "ask-first", ",'participants':['worker','client']"),
    TURNS ("c2", "ask-first", "kitchen-table", ",'session':'own'"),
    NULL
  };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 1);
}

/* Two of four that went out: the team does share. */
static void
test_near_miss (void)
{
  const char *records[] = { STORY_TEAM,
                            NEIGHBOURS,
                            THREE,
                            OURS ("fourth"),
                            KNOWS ("theirs", ",'team':'next'"),
                            TURNS ("c1", "doorbell", "theirs", ""),
                            TURNS ("c2", "ask-first", "theirs", ""),
                            NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

/* What another thing took the place of need not go anywhere any more. */
static void
test_too_little (void)
{
  const char *records[] = { STORY_TEAM, OURS ("doorbell"),
                            KNOWS ("former", ",'team':'team','superseded_by':'doorbell'"),
                            KNOWS ("of-no-team", ""), NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

/* What was written down today may be given time to go somewhere. */
static void
test_young (void)
{
  const char *records[] = { STORY_TEAM, THREE, NULL }; /* written down as they are saved */
  const char *old[] = { STORY_TEAM, OURS_SINCE ("doorbell"), OURS_SINCE ("ask-first"),
                        OURS_SINCE ("kitchen-table"), NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 1);
  g_assert_cmpuint (story_count (records, RULE, "min-days", 30), ==, 0);
  g_assert_cmpuint (story_count (old, RULE, "min-days", 30), ==, 1);
}

static void
test_parameter (void)
{
  const char *records[] = { STORY_TEAM, OURS ("doorbell"), OURS ("ask-first"), NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 1);
  g_assert_cmpuint (story_count (records, RULE, "min-knowledge", 3), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/team-bound/fires", test_fires);
  g_test_add_func ("/team-bound/nothing-left", test_nothing_left);
  g_test_add_func ("/team-bound/ways-out", test_ways_out);
  g_test_add_func ("/team-bound/no-way-out", test_no_way_out);
  g_test_add_func ("/team-bound/near-miss", test_near_miss);
  g_test_add_func ("/team-bound/too-little", test_too_little);
  g_test_add_func ("/team-bound/young", test_young);
  g_test_add_func ("/team-bound/parameter", test_parameter);
  return g_test_run ();
}
