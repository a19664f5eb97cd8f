/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "triad-gate"

#define RATES(id, factor, rating, more)                                                            \
  "{'type':'rating','id':'" id "','framework':'behaviour-triad','concept':'" factor                \
  "','value':" #rating more "}"
#define OF_CASE ",'subject':'barbecue'"

/* They want to, they are able to, and nobody gives them the room: 3 on a scale from 1 to 10. */
static void
test_fires (void)
{
  const char *records[] = { STORY_TEAM, RATES ("m", "motivation", 8, OF_CASE),
                            RATES ("c", "capacity", 7, OF_CASE),
                            RATES ("o", "opportunity", 3, OF_CASE), NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "barbecue", "o");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
  g_assert_cmpfloat_with_epsilon (leren_finding_get_figure (finding), 2.0 / 9, 1e-12);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_WARNING);
  g_assert_cmpstr (leren_finding_get_subject_type (finding), ==, "case");
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "en"), "opportunity"));
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "nl"), "gelegenheid"));
}

/* Where more is lacking, the weakest comes first: in the words, the questions and the evidence.
 * Each rating is on a scale of its own. */
static void
test_weakest_first (void)
{
  const char *records[] = { STORY_TEAM,
                            RATES ("m1", "motivation", 2, OF_CASE ",'minimum':0,'maximum':5"),
                            RATES ("m2", "motivation", 1, OF_CASE ",'minimum':1,'maximum':5"),
                            RATES ("c", "capacity", 7, OF_CASE),
                            RATES ("o", "opportunity", 45, OF_CASE ",'minimum':0,'maximum':100"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "barbecue", "m1 m2 o");
  const char *said = leren_finding_get_explanation (finding, "en");

  /* (2/5 + 0) / 2 */
  g_assert_cmpfloat_with_epsilon (leren_finding_get_figure (finding), 0.2, 1e-12);
  g_assert_true (strstr (said, "motivation lowest") < strstr (said, "opportunity"));
  g_assert_nonnull (strstr (said, "motivation lowest"));
  g_assert_nonnull (strstr (leren_finding_get_questions (finding, "en")[0], "in it for you"));
  g_assert_cmpuint (g_strv_length ((char **) leren_finding_get_questions (finding, "en")), ==, 4);
}

/* Who grew in it is not held to what was so in spring, whatever was written down first. */
static void
test_latest (void)
{
  const char *records[] = {
    STORY_TEAM,
    RATES ("spring", "capacity", 2, OF_CASE ",'participant':'worker','at':'2015-03-02T10:00:00Z'"),
    RATES ("autumn", "capacity", 8, OF_CASE ",'participant':'worker','at':'2015-09-02T10:00:00Z'"),
    RATES ("also", "motivation", 8, OF_CASE ",'participant':'worker'"), NULL
  };
  const char *fell[] = {
    STORY_TEAM,
    RATES ("autumn", "capacity", 2, OF_CASE ",'participant':'worker','at':'2015-09-02T10:00:00Z'"),
    RATES ("spring", "capacity", 8, OF_CASE ",'participant':'worker','at':'2015-03-02T10:00:00Z'"),
    RATES ("also", "motivation", 8, OF_CASE ",'participant':'worker'"), NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (fell, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "barbecue", "autumn");

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
  g_assert_cmpfloat_with_epsilon (leren_finding_get_figure (finding), 1.0 / 9, 1e-12);
}

/* what somebody says without naming a record, they say of themselves */
static void
test_oneself (void)
{
  const char *records[] = { STORY_TEAM,
                            RATES ("m", "motivation", 4, ",'participant':'worker'"),
                            RATES ("c", "capacity", 9, ",'participant':'worker'"),
                            RATES ("x", "motivation", 1, ",'participant':'coach','subject':'team'"),
                            RATES ("y", "capacity", 5, ",'participant':'coach','subject':'team'"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) worker = story_find (findings, "worker", "m");
  g_autoptr (LerenFinding) team = story_find (findings, "team", "x y");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 2);
  g_assert_cmpint (leren_finding_get_severity (worker), ==, LEREN_SEVERITY_ADVICE);
  g_assert_cmpfloat (leren_finding_get_figure (team), ==, 0);
}

static void
test_near_miss (void)
{
  /* half way is not too low: 5.5 lies in the middle of 1 to 10 */
  const char *half_way[] = { STORY_TEAM, RATES ("m", "motivation", 5.5, OF_CASE),
                             RATES ("c", "capacity", 6, OF_CASE),
                             RATES ("o", "opportunity", 6, OF_CASE), NULL };
  /* two see it otherwise, and together they are half way */
  const char *divided[] = {
    STORY_TEAM,
    RATES ("yes", "opportunity", 1, OF_CASE ",'participant':'worker','minimum':0,'maximum':1"),
    RATES ("no", "opportunity", 0, OF_CASE ",'participant':'coach','minimum':0,'maximum':1"), NULL
  };
  /* a low mark for something else, and a coding, which is no mark */
  const char *other[] = {
    STORY_TEAM,
    "{'type':'rating','id':'e','value':1,'subject':'barbecue'}",
    "{'type':'rating','id':'s','value':1,'subject':'barbecue','framework':'shifts',"
    "'concept':'vertical-to-horizontal'}",
    "{'type':'reflection','id':'r','text':'I do not feel like it','case':'barbecue'}",
    "{'type':'coding','id':'k','target':'r','framework':'behaviour-triad',"
    "'concept':'motivation','coder':'coach','weight':0.1}",
    RATES ("m", "motivation", 9, OF_CASE),
    NULL
  };

  g_assert_cmpuint (story_count (half_way, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (divided, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (other, RULE, NULL, 0), ==, 0);
}

static void
test_too_little (void)
{
  const char *records[] = { STORY_TEAM, RATES ("m", "motivation", 1, OF_CASE), NULL };
  /* ratings of different things do not add up */
  const char *apart[] = { STORY_TEAM, RATES ("m", "motivation", 1, OF_CASE),
                          RATES ("o", "motivation", 1, ",'subject':'team'"), NULL };
  const char *twice[] = { STORY_TEAM,
                          RATES ("m", "motivation", 1, OF_CASE ",'participant':'worker'"),
                          RATES ("a", "motivation", 1, OF_CASE ",'participant':'worker'"), NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (apart, RULE, NULL, 0), ==, 0);
  /* twice from one participant is one, the latest */
  g_assert_cmpuint (story_count (twice, RULE, NULL, 0), ==, 0);
}

static void
test_parameter (void)
{
  const char *records[] = { STORY_TEAM, RATES ("m", "motivation", 6, OF_CASE),
                            RATES ("c", "capacity", 8, OF_CASE), NULL };
  const char *single[] = { STORY_TEAM, RATES ("m", "motivation", 1, OF_CASE), NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, "low", 0.6);
  g_autoptr (LerenFinding) finding = story_find (findings, "barbecue", "m");

  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_NOTICE);
  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (single, RULE, "min-ratings", 1), ==, 1);
}

static void
test_scope (void)
{
  const char *records[] = {
    STORY_TEAM,
    "{'type':'case','id':'garden','title':'A garden nobody tends','team':'team'}",
    RATES ("m", "motivation", 1, ",'subject':'garden'"),
    RATES ("c", "capacity", 8, ",'subject':'garden'"),
    RATES ("o", "opportunity", 2, OF_CASE),
    RATES ("p", "capacity", 7, OF_CASE),
    NULL
  };
  g_autoptr (LerenScope) scope = leren_scope_new ();
  g_autoptr (LerenFindings) findings = NULL;
  g_autoptr (LerenFinding) finding = NULL;

  leren_scope_set_case (scope, "barbecue");
  findings = story_diagnose_part (records, scope, RULE, NULL, 0);
  finding = story_find (findings, "barbecue", "o");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/triad-gate/fires", test_fires);
  g_test_add_func ("/triad-gate/weakest-first", test_weakest_first);
  g_test_add_func ("/triad-gate/latest", test_latest);
  g_test_add_func ("/triad-gate/oneself", test_oneself);
  g_test_add_func ("/triad-gate/near-miss", test_near_miss);
  g_test_add_func ("/triad-gate/too-little", test_too_little);
  g_test_add_func ("/triad-gate/parameter", test_parameter);
  g_test_add_func ("/triad-gate/scope", test_scope);
  return g_test_run ();
}
