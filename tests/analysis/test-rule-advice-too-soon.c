/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "advice-too-soon"

#define SESSION "{'type':'session','id':'lunch','team':'team'}"
#define SAYS(id, kind)                                                                             \
  "{'type':'contribution','id':'" id "','session':'lunch','speaker':'worker','kind':'" kind "'}"

/* At lunch everybody knows what should be done. */
static void
test_fires (void)
{
  const char *records[] = { STORY_TEAM,
                            SESSION,
                            SAYS ("t1", "story"),
                            SAYS ("t2", "advice"),
                            SAYS ("t3", "advice"),
                            SAYS ("t4", "advice"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "lunch", "t2 t3 t4");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 1);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_WARNING);
  g_assert_cmpstr (leren_finding_get_subject_type (finding), ==, "session");
}

/* The order is that of the clock, where it is known. */
static void
test_order (void)
{
  const char *records[] = {
    STORY_TEAM,
    SESSION,
    "{'type':'contribution','id':'q','session':'lunch','speaker':'worker','kind':'open-question',"
    "'at':'2015-03-02T10:20:00Z'}",
    "{'type':'contribution','id':'q2','session':'lunch','speaker':'worker','kind':'open-question',"
    "'at':'2015-03-02T10:21:00Z'}",
    "{'type':'contribution','id':'a1','session':'lunch','speaker':'worker','kind':'advice',"
    "'at':'2015-03-02T10:00:00Z'}",
    "{'type':'contribution','id':'a2','session':'lunch','speaker':'worker','kind':'advice',"
    "'at':'2015-03-02T10:30:00Z'}",
    NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "lunch", "a1 a2");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 0.5);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_NOTICE);
}

static void
test_near_miss (void)
{
  const char *records[] = { STORY_TEAM,
                            SESSION,
                            SAYS ("t1", "open-question"),
                            SAYS ("t2", "closed-question"),
                            SAYS ("t3", "advice"),
                            SAYS ("t4", "advice"),
                            NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

static void
test_too_little (void)
{
  const char *two_turns[] = { STORY_TEAM, SESSION, SAYS ("t1", "advice"), SAYS ("t2", "advice"),
                              NULL };
  const char *one_advice[] = {
    STORY_TEAM, SESSION, SAYS ("t1", "advice"), SAYS ("t2", "story"), SAYS ("t3", "idea"), NULL
  };

  g_assert_cmpuint (story_count (two_turns, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (one_advice, RULE, NULL, 0), ==, 0);
}

static void
test_parameter (void)
{
  const char *records[] = { STORY_TEAM,
                            SESSION,
                            SAYS ("t1", "open-question"),
                            SAYS ("t2", "open-question"),
                            SAYS ("t3", "advice"),
                            SAYS ("t4", "advice"),
                            NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (records, RULE, "max-share", 0.4), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/advice-too-soon/fires", test_fires);
  g_test_add_func ("/advice-too-soon/order", test_order);
  g_test_add_func ("/advice-too-soon/near-miss", test_near_miss);
  g_test_add_func ("/advice-too-soon/too-little", test_too_little);
  g_test_add_func ("/advice-too-soon/parameter", test_parameter);
  return g_test_run ();
}
