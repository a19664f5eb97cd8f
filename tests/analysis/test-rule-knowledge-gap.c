/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "knowledge-gap"

/* Two of the team's members said what they know; some of their cases ask for more. */
#define NEIGHBOURS                                                                                 \
  "{'type':'practice','id':'practice','name':'Working in the neighbourhood'}",                     \
    "{'type':'participant','id':'sara','roles':['professional'],'expertise':"                      \
    "[{'area':'youth','depth':4},{'area':'debts','depth':2}]}",                                    \
    "{'type':'participant','id':'omar','roles':['professional'],'expertise':"                      \
    "[{'area':'housing'}]}",                                                                       \
    "{'type':'team','id':'team','name':'the team','practice':'practice',"                          \
    "'members':['sara','omar']}"
#define CASE(id, needs)                                                                            \
  "{'type':'case','id':'" id "','title':'a household','team':'team','needs':" needs "}"

static void
test_nobody (void)
{
  const char *records[] = { NEIGHBOURS, CASE ("c1", "['addiction','youth']"),
                            CASE ("c2", "['Addiction ']"), CASE ("c3", "['addiction','addiction']"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "team", "c1 c2 c3");
  g_autoptr (LerenFinding) one = story_find (findings, "team", "c1 sara");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 2);
  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 3);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_WARNING);
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "en"), "“addiction”"));
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "nl"), "“addiction”"));
  g_assert_cmpfloat (leren_finding_get_figure (one), ==, 1);
  g_assert_cmpint (leren_finding_get_severity (one), ==, LEREN_SEVERITY_NOTICE);
}

/* who is the only one to know is asked more than others, the more cases there are */
static void
test_only_one (void)
{
  const char *records[] = { NEIGHBOURS, CASE ("c1", "['debts']"), CASE ("c2", "['DEBTS']"),
                            CASE ("c3", "['debts']"), NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "team", "c1 c2 c3 sara");

  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "en"), "only one of the 2"));
}

static void
test_near_miss (void)
{
  const char *two_have_it[] = {
    NEIGHBOURS, "{'type':'participant','id':'lin','expertise':[{'area':'Debts','depth':1}]}",
    "{'type':'team','id':'other','name':'the other team','practice':'practice',"
    "'members':['sara','lin','omar']}",
    "{'type':'case','id':'c1','title':'a household','team':'other','needs':['debts']}", NULL
  };
  const char *laid_down[] = {
    NEIGHBOURS, CASE ("c1", "['addiction']"),
    "{'type':'knowledge','id':'k1','statement':'whom to ring','form':'explicit','area':'addiction',"
    "'holder':'team','team':'team'}",
    NULL
  };
  const char *closed[] = {
    NEIGHBOURS,
    "{'type':'case','id':'c1','title':'a household','team':'team','needs':['addiction'],"
    "'status':'closed'}",
    NULL
  };

  g_assert_cmpuint (story_count (two_have_it, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (laid_down, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (closed, RULE, NULL, 0), ==, 0);
}

/* what one person holds, or another team, is not there for this one */
static void
test_held_elsewhere (void)
{
  const char *records[] = {
    NEIGHBOURS,
    CASE ("c1", "['addiction']"),
    "{'type':'team','id':'other','name':'the other team','practice':'practice'}",
    "{'type':'knowledge','id':'k1','statement':'whom to ring','form':'tacit','area':'addiction',"
    "'holder':'individual','team':'team'}",
    "{'type':'knowledge','id':'k2','statement':'whom to ring','form':'explicit','area':'addiction',"
    "'holder':'team','team':'other'}",
    NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "team", "c1");

  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
}

/* of whom nothing is on record it is not known what they know */
static void
test_too_little (void)
{
  const char *records[] = {
    "{'type':'practice','id':'practice','name':'Working in the neighbourhood'}",
    "{'type':'participant','id':'sara','expertise':[{'area':'youth'}]}",
    "{'type':'participant','id':'omar','expertise':[]}",
    "{'type':'participant','id':'lin'}",
    "{'type':'team','id':'team','name':'the team','members':['sara','omar','lin']}",
    CASE ("c1", "['addiction']"),
    NULL
  };
  const char *no_team[] = { NEIGHBOURS,
                            "{'type':'case','id':'c1','title':'a household','needs':['addiction']}",
                            NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (no_team, RULE, NULL, 0), ==, 0);
}

/* somebody who is in two teams is one of each */
static void
test_two_teams (void)
{
  const char *records[] = {
    NEIGHBOURS,
    "{'type':'team','id':'other','name':'the other team','members':['sara','omar','sara']}",
    CASE ("c1", "['debts']"),
    "{'type':'case','id':'c2','title':'a household','team':'other','needs':['debts']}", NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) one = story_find (findings, "team", "c1 sara");
  g_autoptr (LerenFinding) other = story_find (findings, "other", "c2 sara");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 2);
}

static void
test_parameters (void)
{
  const char *records[] = { NEIGHBOURS, CASE ("c1", "['debts']"), NULL };
  const char *half[] = {
    NEIGHBOURS, "{'type':'participant','id':'lin'}",
    "{'type':'team','id':'other','name':'the other team','members':['sara','lin','omar']}",
    "{'type':'case','id':'c1','title':'a household','team':'other','needs':['addiction']}", NULL
  };
  g_autoptr (LerenFindings) deeper = story_diagnose (records, RULE, "min-depth", 3);
  g_autoptr (LerenFinding) finding = story_find (deeper, "team", "c1");

  g_assert_cmpuint (story_count (records, RULE, "min-cases", 2), ==, 0);
  g_assert_cmpuint (story_count (half, RULE, NULL, 0), ==, 1);
  g_assert_cmpuint (story_count (half, RULE, "min-described", 0.7), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rule/knowledge-gap/nobody", test_nobody);
  g_test_add_func ("/rule/knowledge-gap/only-one", test_only_one);
  g_test_add_func ("/rule/knowledge-gap/near-miss", test_near_miss);
  g_test_add_func ("/rule/knowledge-gap/held-elsewhere", test_held_elsewhere);
  g_test_add_func ("/rule/knowledge-gap/too-little", test_too_little);
  g_test_add_func ("/rule/knowledge-gap/two-teams", test_two_teams);
  g_test_add_func ("/rule/knowledge-gap/parameters", test_parameters);
  return g_test_run ();
}
