/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "single-loop-only"

#define ASKS(id, loop)                                                                             \
  "{'type':'reflection','id':'" id "','text':'what we asked','case':'barbecue','loop':'" loop "'}"
#define LIES(id, level)                                                                            \
  "{'type':'reflection','id':'" id "','text':'what we saw','case':'barbecue','level':'" level "'}"

/* How can it be done better, and never what for. */
static void
test_fires (void)
{
  const char *records[] = { STORY_TEAM,
                            ASKS ("r1", "single"),
                            ASKS ("r2", "single"),
                            LIES ("r3", "behaviour"),
                            LIES ("r4", "environment"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "practice", "r1 r2 r3");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 0);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
}

static void
test_nearly (void)
{
  const char *records[] = { STORY_TEAM,
                            ASKS ("r1", "single"),
                            ASKS ("r2", "single"),
                            ASKS ("r3", "single"),
                            LIES ("r4", "meaning"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "practice", "r1 r2 r3");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 0.25);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_NOTICE);
}

static void
test_near_miss (void)
{
  const char *asked_why[] = { STORY_TEAM,
                              ASKS ("r1", "single"),
                              ASKS ("r2", "single"),
                              ASKS ("r3", "single"),
                              ASKS ("r4", "double"),
                              NULL };
  const char *coded[] = {
    STORY_TEAM,
    ASKS ("r1", "single"),
    ASKS ("r2", "single"),
    ASKS ("r3", "single"),
    "{'type':'coding','id':'k','target':'practice','framework':'learning-loops',"
    "'concept':'triple','coder':'coach'}",
    NULL
  };
  const char *ended[] = {
    "{'type':'practice','id':'old','name':'an old one','ended':'2014-12-31'}",
    "{'type':'reflection','id':'r1','text':'x','practice':'old','loop':'single'}",
    "{'type':'reflection','id':'r2','text':'x','practice':'old','loop':'single'}",
    "{'type':'reflection','id':'r3','text':'x','practice':'old','loop':'single'}", NULL
  };

  g_assert_cmpuint (story_count (asked_why, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (coded, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (ended, RULE, NULL, 0), ==, 0);
}

static void
test_too_little (void)
{
  const char *records[] = { STORY_TEAM, ASKS ("r1", "single"), ASKS ("r2", "single"), NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

/* A why that was asked long ago lies outside the period. */
static void
test_parameter (void)
{
#define ON(id, loop, day)                                                                          \
  "{'type':'reflection','id':'" id "','text':'x','case':'barbecue','loop':'" loop "','at':'" day   \
  "T10:00:00Z'}"
  const char *records[] = { STORY_TEAM,
                            ON ("old", "double", "2014-06-01"),
                            ON ("r1", "single", "2015-03-01"),
                            ON ("r2", "single", "2015-03-02"),
                            ON ("r3", "single", "2015-03-03"),
                            NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (records, RULE, "period-days", 90), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/single-loop-only/fires", test_fires);
  g_test_add_func ("/single-loop-only/nearly", test_nearly);
  g_test_add_func ("/single-loop-only/near-miss", test_near_miss);
  g_test_add_func ("/single-loop-only/too-little", test_too_little);
  g_test_add_func ("/single-loop-only/parameter", test_parameter);
  return g_test_run ();
}
