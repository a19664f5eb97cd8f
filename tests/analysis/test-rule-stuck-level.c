/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "stuck-level"

#define SAYS(id, level)                                                                            \
  "{'type':'reflection','id':'" id "','text':'what we saw','case':'barbecue','level':'" level "'}"
#define RATED(id, rating)                                                                          \
  "{'type':'action','id':'" id "','what':'try it','case':'barbecue','effect_rating':" #rating "}"

/* They talk of what they do, time and again, and it does not get better. */
static void
test_fires (void)
{
  const char *records[] = { STORY_TEAM,
                            SAYS ("r1", "behaviour"),
                            SAYS ("r2", "belief"),
                            SAYS ("r3", "behaviour"),
                            SAYS ("r4", "behaviour"),
                            SAYS ("r5", "behaviour"),
                            RATED ("a1", 5),
                            RATED ("a2", 5),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "barbecue", "r1 r3 r4 r5 a1 a2");

  g_assert_cmpfloat_with_epsilon (leren_finding_get_figure (finding), 0.8, 1e-12);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
  g_assert_cmpstr (leren_finding_get_subject_type (finding), ==, "case");
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "en"), "capability"));
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "nl"), "vaardigheden"));
}

/* the levels are those of a researcher's codings where the records have none */
static void
test_coded (void)
{
  const char *records[] = {
    STORY_TEAM,
    SAYS ("r1", "behaviour"),
    SAYS ("r2", "behaviour"),
    "{'type':'reflection','id':'r3','text':'again','case':'barbecue'}",
    "{'type':'coding','id':'k1','target':'r3','framework':'logical-levels','concept':'behaviour',"
    "'coder':'coach'}",
    NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "barbecue", "r1 r2 r3");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 1);
}

/* Who does not want to is asked about beliefs, or higher. */
static void
test_motivation (void)
{
  const char *records[] = {
    STORY_TEAM,
    SAYS ("r1", "environment"),
    SAYS ("r2", "environment"),
    SAYS ("r3", "environment"),
    "{'type':'rating','id':'m','value':2,'subject':'barbecue','framework':'behaviour-triad',"
    "'concept':'motivation'}",
    NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "barbecue", "r1 r2 r3");

  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "en"), "begin with belief"));
}

static void
test_near_miss (void)
{
  const char *rises[] = { STORY_TEAM,
                          SAYS ("r1", "behaviour"),
                          SAYS ("r2", "behaviour"),
                          SAYS ("r3", "behaviour"),
                          RATED ("a1", 4),
                          RATED ("a2", 6),
                          NULL };
  const char *moves_up[] = { STORY_TEAM,
                             SAYS ("r1", "behaviour"),
                             SAYS ("r2", "behaviour"),
                             SAYS ("r3", "behaviour"),
                             SAYS ("r4", "belief"),
                             NULL };
  const char *adopted[] = {
    STORY_TEAM,
    SAYS ("r1", "behaviour"),
    SAYS ("r2", "behaviour"),
    SAYS ("r3", "behaviour"),
    "{'type':'action','id':'a1','what':'ask','case':'barbecue','conclusion':'adopt'}",
    NULL
  };
  const char *at_the_top[] = { STORY_TEAM, SAYS ("r1", "meaning"), SAYS ("r2", "meaning"),
                               SAYS ("r3", "meaning"), NULL };

  g_assert_cmpuint (story_count (rises, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (moves_up, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (adopted, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (at_the_top, RULE, NULL, 0), ==, 0);
}

static void
test_too_little (void)
{
  const char *records[] = { STORY_TEAM, SAYS ("r1", "behaviour"), SAYS ("r2", "behaviour"), NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

static void
test_parameter (void)
{
  const char *records[] = { STORY_TEAM, SAYS ("r1", "behaviour"), SAYS ("r2", "belief"),
                            SAYS ("r3", "behaviour"), NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (records, RULE, "min-share", 0.6), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stuck-level/fires", test_fires);
  g_test_add_func ("/stuck-level/coded", test_coded);
  g_test_add_func ("/stuck-level/motivation", test_motivation);
  g_test_add_func ("/stuck-level/near-miss", test_near_miss);
  g_test_add_func ("/stuck-level/too-little", test_too_little);
  g_test_add_func ("/stuck-level/parameter", test_parameter);
  return g_test_run ();
}
