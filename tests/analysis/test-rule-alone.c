/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "alone"

#define SEES(id, who, together)                                                                    \
  "{'type':'reflection','id':'" id "','text':'x','case':'barbecue','author':'" who                 \
  "','collective':" together "}"
#define PEOPLE                                                                                     \
  "{'type':'participant','id':'anna','roles':['professional']}",                                   \
    "{'type':'participant','id':'bilal','roles':['volunteer']}"
#define MET "{'type':'session','id':'lunch','team':'team','present':['anna','bilal']}"
#define OWNS(id, who)                                                                              \
  "{'type':'action','id':'" id "','what':'x','case':'barbecue','state':'owned','owner':'" who "'}"

/* Four of five reflections were somebody's own; of a sixth nobody wrote down whose. */
static void
test_reflections (void)
{
  const char *records[] = { STORY_TEAM,
                            PEOPLE,
                            SEES ("r1", "anna", "false"),
                            SEES ("r2", "bilal", "false"),
                            SEES ("r3", "worker", "false"),
                            SEES ("r4", "anna", "false"),
                            SEES ("r5", "coach", "true"),
                            "{'type':'reflection','id':'r6','text':'x','case':'barbecue'}",
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "team", "r1 r2 r3 r4");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 0.8);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_NOTICE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
  g_assert_cmpuint (story_count (records, RULE, "max-individual", 0.85), ==, 0);
}

/* Anna brings in the case, owns four actions of five and writes the rest herself: six of seven. */
static void
test_carried (void)
{
  const char *records[] = {
    STORY_TEAM,
    PEOPLE,
    MET,
    "{'type':'case','id':'garden','title':'x','team':'team','contributor':'anna'}",
    OWNS ("a1", "anna"),
    OWNS ("a2", "anna"),
    OWNS ("a3", "anna"),
    OWNS ("a4", "anna"),
    OWNS ("a5", "bilal"),
    "{'type':'action','id':'gone','what':'x','case':'barbecue','owner':'bilal','state':'dropped',"
    "'drop_reason':'y'}",
    SEES ("r1", "anna", "false"),
    SEES ("r2", "bilal", "true"),
    NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "team", "anna garden a1 a2 a3 a4 r1");

  g_assert_cmpfloat_with_epsilon (leren_finding_get_figure (finding), 6 / 7., 1e-12);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "en"), "one of 3 people"));
  g_assert_cmpuint (story_count (records, RULE, "max-carried", 0.9), ==, 0);
}

#define ABOUT(id, who, case)                                                                       \
  "{'type':'action','id':'" id "','what':'x','case':'" case "','state':'owned','owner':'" who "'}"

/* Of all there is to do Anna does six of twelve; of what is about debts, all six, on two cases. */
static void
test_one_field (void)
{
  const char *records[] = {
    STORY_TEAM,
    PEOPLE,
    MET,
    "{'type':'case','id':'bills','title':'x','team':'team','domains':['debts','housing']}",
    "{'type':'case','id':'bailiff','title':'x','team':'team','domains':['debts']}",
    "{'type':'case','id':'garden','title':'x','team':'team','domains':['housing']}",
    ABOUT ("a1", "anna", "bills"),
    ABOUT ("a2", "anna", "bills"),
    ABOUT ("a3", "anna", "bills"),
    ABOUT ("a4", "anna", "bailiff"),
    ABOUT ("a5", "anna", "bailiff"),
    ABOUT ("a6", "anna", "bailiff"),
    ABOUT ("b1", "bilal", "garden"),
    ABOUT ("b2", "bilal", "garden"),
    ABOUT ("b3", "bilal", "garden"),
    ABOUT ("b4", "bilal", "garden"),
    ABOUT ("b5", "worker", "garden"),
    ABOUT ("b6", "worker", "garden"),
    NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "team", "anna a1 a2 a3 a4 a5 a6");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 1);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "nl"), "“debts”"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
  g_assert_cmpuint (story_count (records, RULE, "min-tasks", 7), ==, 0);
}

/* What the coach takes on is for another rule: of what members took on, nobody has most. */
static void
test_near_miss (void)
{
  const char *records[] = { STORY_TEAM,
                            PEOPLE,
                            MET,
                            OWNS ("a1", "anna"),
                            OWNS ("a2", "bilal"),
                            OWNS ("a3", "worker"),
                            OWNS ("a4", "anna"),
                            OWNS ("a5", "bilal"),
                            OWNS ("a6", "worker"),
                            OWNS ("a7", "coach"),
                            OWNS ("a8", "coach"),
                            OWNS ("a9", "coach"),
                            SEES ("r1", "anna", "false"),
                            SEES ("r2", "anna", "true"),
                            SEES ("r3", "anna", "true"),
                            SEES ("r4", "anna", "true"),
                            SEES ("r5", "anna", "false"),
                            NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

/* Few tasks or reflections; and of a group of two, one of them carries it easily. */
static void
test_too_little (void)
{
  const char *few[] = { STORY_TEAM,
                        PEOPLE,
                        MET,
                        OWNS ("a1", "anna"),
                        OWNS ("a2", "anna"),
                        SEES ("r1", "anna", "false"),
                        SEES ("r2", "anna", "false"),
                        SEES ("r3", "anna", "false"),
                        NULL };
  const char *two[] = { STORY_TEAM,
                        PEOPLE,
                        OWNS ("a1", "anna"),
                        OWNS ("a2", "anna"),
                        OWNS ("a3", "anna"),
                        OWNS ("a4", "anna"),
                        OWNS ("a5", "anna"),
                        OWNS ("a6", "anna"),
                        NULL };
  const char *three[] = { STORY_TEAM,
                          PEOPLE,
                          MET,
                          OWNS ("a1", "anna"),
                          OWNS ("a2", "anna"),
                          OWNS ("a3", "anna"),
                          OWNS ("a4", "anna"),
                          OWNS ("a5", "anna"),
                          OWNS ("a6", "anna"),
                          NULL };

  g_assert_cmpuint (story_count (few, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (two, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (three, RULE, NULL, 0), ==, 1);
}

static void
test_parameter (void)
{
  const char *records[] = { STORY_TEAM, PEOPLE, SEES ("r1", "anna", "false"),
                            SEES ("r2", "bilal", "false"), NULL };
  g_autoptr (LerenFindings) findings = NULL;
  g_autoptr (LerenFinding) finding = NULL;

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
  findings = story_diagnose (records, RULE, "min-reflections", 1);
  finding = story_find (findings, "team", "r1 r2");
  /* all of them, and twice as many as are needed */
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_WARNING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alone/reflections", test_reflections);
  g_test_add_func ("/alone/carried", test_carried);
  g_test_add_func ("/alone/one-field", test_one_field);
  g_test_add_func ("/alone/near-miss", test_near_miss);
  g_test_add_func ("/alone/too-little", test_too_little);
  g_test_add_func ("/alone/parameter", test_parameter);
  return g_test_run ();
}
