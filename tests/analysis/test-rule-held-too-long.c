/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "held-too-long"

#define RULE_OF_HOUSE(more)                                                                        \
  "{'type':'knowledge','id':'rule','statement':'the shopping is done by one','form':'explicit',"   \
  "'case':'barbecue','created':'2015-01-01T10:00:00Z'" more "}"
#define SEEN(id, day, mark, more)                                                                  \
  "{'type':'action','id':'" id "','what':'x','case':'barbecue','owner':'worker',"                  \
  "'state':'reviewed','undertaken':'" day "','reviewed':'" day "','effect_rating':" mark more "}"
#define UNTIL ",'valid_until':'2015-02-01'"

/* The rule was to hold until February; what was done since went badly, and it is still there. */
static void
test_fires (void)
{
  const char *records[] = { STORY_TEAM,
                            RULE_OF_HOUSE (UNTIL),
                            SEEN ("a1", "2015-01-10", "9", ""),
                            SEEN ("a2", "2015-02-10", "3", ""),
                            SEEN ("a3", "2015-03-10", "8", ""),
                            SEEN ("a4", "2015-04-10", "4", ""),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "rule", "a4 a2");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
  g_assert_cmpfloat_with_epsilon (leren_finding_get_figure (finding), 2.0 / 3, 1e-9);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
}

/* Three times in a row, the last abandoned. */
static void
test_warning (void)
{
  const char *records[] = {
    STORY_TEAM,
    RULE_OF_HOUSE (UNTIL),
    SEEN ("a1", "2015-01-10", "9", ""),
    SEEN ("a2", "2015-02-10", "3", ""),
    SEEN ("a3", "2015-03-10", "2", ""),
    "{'type':'action','id':'a4','what':'x','case':'barbecue','owner':'worker',"
    "'state':'concluded','undertaken':'2015-04-01','effect':'quarrels',"
    "'reviewed':'2015-04-02','conclusion':'abandon'}",
    NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "rule", "a4 a3 a2");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 1);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_WARNING);
}

/* Without a day of its own it is judged by what is about it: marks, reviews, its own session. */
static void
test_direct (void)
{
  const char *records[] = {
    STORY_TEAM,
    RULE_OF_HOUSE (""),
    "{'type':'session','id':'house-meeting','team':'team','started':'2015-01-01T10:00:00Z'}",
    "{'type':'conversion','id':'agreed','results':['rule'],'session':'house-meeting'}",
    "{'type':'reflection','id':'review','text':'it does not work','subject':'rule'}",
    "{'type':'rating','id':'mark','subject':'rule','value':1,'minimum':1,'maximum':5,"
    "'at':'2015-05-01T10:00:00Z'}",
    SEEN ("reviewed", "2015-04-01", "2", ",'reflection':'review'"),
    SEEN ("in-session", "2015-03-01", "2", ",'session':'house-meeting'"),
    SEEN ("on-the-case", "2015-06-01", "9", ""),
    NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "rule", "mark reviewed in-session");

  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
}

/* It went badly at first and well of late. */
static void
test_near_miss (void)
{
  const char *records[] = { STORY_TEAM,
                            RULE_OF_HOUSE (UNTIL),
                            SEEN ("a1", "2015-01-10", "2", ""),
                            SEEN ("a2", "2015-02-10", "2", ""),
                            SEEN ("a3", "2015-03-10", "7", ""),
                            SEEN ("a4", "2015-04-10", "5", ""),
                            NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

/* What has been replaced, what was done before, or at a time nobody wrote down, says nothing of it;
 * nor does an action that was let go, or one that was adopted with a low mark. */
static void
test_no_evidence (void)
{
  const char *replaced[] = { STORY_TEAM,
                             "{'type':'knowledge','id':'new','statement':'it goes round',"
                             "'form':'explicit'}",
                             RULE_OF_HOUSE (UNTIL ",'superseded_by':'new'"),
                             SEEN ("a1", "2015-02-10", "2", ""),
                             SEEN ("a2", "2015-03-10", "2", ""),
                             NULL };
  const char *before[] = { STORY_TEAM, RULE_OF_HOUSE (UNTIL), SEEN ("a1", "2014-02-10", "2", ""),
                           SEEN ("a2", "2014-03-10", "2", ""), NULL };
  const char *undated[] = {
    STORY_TEAM, RULE_OF_HOUSE (UNTIL),
    "{'type':'action','id':'a1','what':'x','case':'barbecue','effect_rating':1}",
    "{'type':'action','id':'a2','what':'x','case':'barbecue','effect_rating':1}", NULL
  };
  const char *let_go[] = {
    STORY_TEAM,
    RULE_OF_HOUSE (UNTIL),
    SEEN ("a1", "2015-02-10", "2", ",'conclusion':'adopt'"),
    SEEN ("a2", "2015-02-11", "2", ",'conclusion':'adopt'"),
    "{'type':'action','id':'a3','what':'x','case':'barbecue','state':'dropped',"
    "'drop_reason':'no time','effect_rating':1,'reviewed':'2015-03-01'}",
    "{'type':'action','id':'a4','what':'x','case':'barbecue','state':'dropped',"
    "'drop_reason':'no time','effect_rating':1,'reviewed':'2015-03-02'}",
    NULL
  };

  g_assert_cmpuint (story_count (replaced, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (before, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (undated, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (let_go, RULE, NULL, 0), ==, 0);
}

/* Effects on a case do not contradict what the group never called provisional. */
static void
test_case_alone (void)
{
  const char *records[] = { STORY_TEAM,
                            RULE_OF_HOUSE (""),
                            SEEN ("a1", "2015-02-10", "2", ""),
                            SEEN ("a2", "2015-03-10", "2", ""),
                            SEEN ("a3", "2015-04-10", "2", ""),
                            NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

/* Written down long afterwards: what came after its day is after it all the same. */
static void
test_written_later (void)
{
  const char *records[] = {
    STORY_TEAM,
    "{'type':'knowledge','id':'rule','statement':'one does the shopping','form':'explicit',"
    "'case':'barbecue','valid_until':'2015-02-01'}",
    SEEN ("on-the-day", "2015-02-01", "2", ""),
    SEEN ("a1", "2015-02-10", "2", ""),
    SEEN ("a2", "2015-03-10", "2", ""),
    NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "rule", "a2 a1");

  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
}

static void
test_too_little (void)
{
  const char *records[] = { STORY_TEAM, RULE_OF_HOUSE (UNTIL), SEEN ("a1", "2015-02-10", "1", ""),
                            NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

static void
test_parameter (void)
{
  const char *records[] = { STORY_TEAM, RULE_OF_HOUSE (UNTIL), SEEN ("a1", "2015-02-10", "5", ""),
                            SEEN ("a2", "2015-03-10", "5", ""), NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, "max-effect", 5);
  g_autoptr (LerenFinding) finding = story_find (findings, "rule", "a2 a1");

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/held-too-long/fires", test_fires);
  g_test_add_func ("/held-too-long/warning", test_warning);
  g_test_add_func ("/held-too-long/direct", test_direct);
  g_test_add_func ("/held-too-long/near-miss", test_near_miss);
  g_test_add_func ("/held-too-long/no-evidence", test_no_evidence);
  g_test_add_func ("/held-too-long/case-alone", test_case_alone);
  g_test_add_func ("/held-too-long/written-later", test_written_later);
  g_test_add_func ("/held-too-long/too-little", test_too_little);
  g_test_add_func ("/held-too-long/parameter", test_parameter);
  return g_test_run ();
}
