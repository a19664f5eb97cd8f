/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "toolbox-bias"

#define DOES(id, level)                                                                            \
  "{'type':'action','id':'" id "','what':'try it','case':'barbecue','level':'" level "'}"
#define SAYS(id, level)                                                                            \
  "{'type':'reflection','id':'" id "','text':'what we saw','case':'barbecue','level':'" level "'}"
#define TENSION "{'type':'tension','id':'care','description':'care or leave be','case':'barbecue'}"
#define CODED(id, target, framework, concept)                                                      \
  "{'type':'coding','id':'" id "','target':'" target "','framework':'" framework                   \
  "','concept':'" concept "','coder':'coach'}"

/* The team trains how to talk with residents; what troubles it is whether residents can do without
 * its care. Five actions of six are of the toolbox, two reflections and a tension of four lie
 * deeper. */
static void
test_fires (void)
{
  const char *records[] = { STORY_TEAM,
                            DOES ("talk", "capability"),
                            DOES ("talk-again", "capability"),
                            DOES ("visit", "behaviour"),
                            DOES ("ring", "behaviour"),
                            DOES ("course", "capability"),
                            DOES ("who-we-are", "identity"),
                            SAYS ("r1", "belief"),
                            SAYS ("r2", "capability"),
                            SAYS ("r3", "meaning"),
                            TENSION,
                            CODED ("k", "care", "logical-levels", "belief"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding =
    story_find (findings, "practice", "talk talk-again visit ring course r1 r3 care");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
  g_assert_cmpfloat_with_epsilon (leren_finding_get_figure (finding), 5.0 / 6, 1e-12);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
  g_assert_cmpstr (leren_finding_get_subject_type (finding), ==, "practice");
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "en"), "3 of 4"));
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "nl"), "overtuigingen"));
}

/* With much of it on record it is a warning; a loop tells where a level is not known, also of a
 * tension. */
static void
test_plenty (void)
{
  const char *records[] = {
    STORY_TEAM,
    DOES ("a1", "behaviour"),
    DOES ("a2", "behaviour"),
    DOES ("a3", "behaviour"),
    DOES ("a4", "behaviour"),
    DOES ("a5", "capability"),
    DOES ("a6", "capability"),
    SAYS ("r1", "belief"),
    SAYS ("r2", "belief"),
    SAYS ("r3", "belief"),
    SAYS ("r4", "belief"),
    "{'type':'reflection','id':'why','text':'why do we?','case':'barbecue','loop':'double'}",
    TENSION,
    CODED ("k", "care", "learning-loops", "triple"),
    NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding =
    story_find (findings, "practice", "a1 a2 a3 a4 a5 a6 r1 r2 r3 r4 why care");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 1);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_WARNING);
  g_assert_true (g_str_has_prefix (leren_finding_get_explanation (finding, "en"), "All 6 actions"));
}

static void
test_near_miss (void)
{
  /* two actions of three: below the line */
  const char *deeper_too[] = { STORY_TEAM,
                               DOES ("a1", "behaviour"),
                               DOES ("a2", "behaviour"),
                               DOES ("a3", "belief"),
                               SAYS ("r1", "belief"),
                               SAYS ("r2", "belief"),
                               SAYS ("r3", "belief"),
                               NULL };
  /* what troubles them is of the toolbox as well */
  const char *fitting[] = { STORY_TEAM,
                            DOES ("a1", "behaviour"),
                            DOES ("a2", "behaviour"),
                            DOES ("a3", "behaviour"),
                            SAYS ("r1", "belief"),
                            SAYS ("r2", "behaviour"),
                            SAYS ("r3", "capability"),
                            NULL };
  /* the environment is no toolbox: it is not about what people do or can */
  const char *around_them[] = { STORY_TEAM,
                                DOES ("a1", "environment"),
                                DOES ("a2", "environment"),
                                DOES ("a3", "behaviour"),
                                SAYS ("r1", "belief"),
                                SAYS ("r2", "belief"),
                                SAYS ("r3", "belief"),
                                NULL };
  /* what was dropped is not aimed at */
  const char *dropped[] = {
    STORY_TEAM,
    DOES ("a1", "behaviour"),
    DOES ("a2", "behaviour"),
    "{'type':'action','id':'a3','what':'go','case':'barbecue','level':'behaviour',"
    "'state':'dropped','drop_reason':'no time'}",
    SAYS ("r1", "belief"),
    SAYS ("r2", "belief"),
    SAYS ("r3", "belief"),
    NULL
  };

  g_assert_cmpuint (story_count (deeper_too, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (fitting, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (around_them, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (dropped, RULE, NULL, 0), ==, 0);
}

static void
test_too_little (void)
{
  const char *two_actions[] = { STORY_TEAM,
                                DOES ("a1", "behaviour"),
                                DOES ("a2", "behaviour"),
                                SAYS ("r1", "belief"),
                                SAYS ("r2", "belief"),
                                SAYS ("r3", "belief"),
                                NULL };
  /* a tension that nobody coded lies nowhere */
  const char *two_reflections[] = { STORY_TEAM,
                                    DOES ("a1", "behaviour"),
                                    DOES ("a2", "behaviour"),
                                    DOES ("a3", "behaviour"),
                                    SAYS ("r1", "belief"),
                                    SAYS ("r2", "belief"),
                                    TENSION,
                                    NULL };

  g_assert_cmpuint (story_count (two_actions, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (two_reflections, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (two_actions, RULE, "min-actions", 2), ==, 1);
}

static void
test_parameter (void)
{
  const char *records[] = { STORY_TEAM,
                            DOES ("a1", "behaviour"),
                            DOES ("a2", "behaviour"),
                            DOES ("a3", "belief"),
                            SAYS ("r1", "belief"),
                            SAYS ("r2", "belief"),
                            SAYS ("r3", "behaviour"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, "min-toolbox", 0.6);
  g_autoptr (LerenFinding) finding = story_find (findings, "practice", "a1 a2 r1 r2");

  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_NOTICE);
  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

/* what another case brings in is left out of a scope */
static void
test_scope (void)
{
  const char *records[] = {
    STORY_TEAM,
    "{'type':'case','id':'garden','title':'A garden nobody tends','team':'team'}",
    DOES ("a1", "behaviour"),
    DOES ("a2", "behaviour"),
    DOES ("a3", "behaviour"),
    SAYS ("r1", "belief"),
    SAYS ("r2", "belief"),
    "{'type':'reflection','id':'r3','text':'why garden?','case':'garden','level':'belief'}",
    NULL
  };
  g_autoptr (LerenScope) scope = leren_scope_new ();
  g_autoptr (LerenFindings) findings = NULL;

  leren_scope_set_case (scope, "barbecue");
  findings = story_diagnose_part (records, scope, RULE, NULL, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 0);
  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toolbox-bias/fires", test_fires);
  g_test_add_func ("/toolbox-bias/plenty", test_plenty);
  g_test_add_func ("/toolbox-bias/near-miss", test_near_miss);
  g_test_add_func ("/toolbox-bias/too-little", test_too_little);
  g_test_add_func ("/toolbox-bias/parameter", test_parameter);
  g_test_add_func ("/toolbox-bias/scope", test_scope);
  return g_test_run ();
}
