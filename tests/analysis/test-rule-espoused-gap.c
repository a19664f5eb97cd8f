/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "espoused-gap"

#define SAYS(id, stance, more)                                                                     \
  "{'type':'reflection','id':'" id "','text':'what we saw','case':'barbecue','stance':'" stance    \
  "'" more "}"
#define CODED(id, target, concept)                                                                 \
  "{'type':'coding','id':'" id "','target':'" target "','framework':'interaction-modes',"          \
  "'concept':'" concept "','coder':'coach'}"
#define RATED(id, target, rating)                                                                  \
  "{'type':'rating','id':'" id "','subject':'" target "','framework':'shifts',"                    \
  "'concept':'vertical-to-horizontal','value':" #rating "}"

/* They say that residents are people with plans of their own, and they set the tables for them.
 * Four of the five steps of the ladder lie between. */
static void
test_fires (void)
{
  const char *records[] = { STORY_TEAM, SAYS ("tables", "in-use", ",'level':'behaviour'"),
                            SAYS ("plans", "espoused", ",'level':'meaning'"), NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "barbecue", "plans tables");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
  g_assert_cmpfloat_with_epsilon (leren_finding_get_figure (finding), 0.8, 1e-12);
  /* one on either side is too thin for a warning */
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "en"), "behaviour"));
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "nl"), "zingeving"));
}

/* What was said is taken per record that it is about; the widest gap counts: here that of the ways
 * of dealing with people, which share nothing, and not that of the levels, which are the same. */
static void
test_coded (void)
{
  const char *records[] = { STORY_TEAM,
                            SAYS ("e1", "espoused", ",'subject':'team','level':'belief'"),
                            SAYS ("e2", "espoused", ",'subject':'team','level':'belief'"),
                            SAYS ("u1", "in-use", ",'subject':'team','level':'belief'"),
                            SAYS ("u2", "in-use", ",'subject':'team'"),
                            CODED ("k1", "e1", "with"),
                            CODED ("k2", "e2", "with"),
                            CODED ("k3", "u1", "in-place-of"),
                            CODED ("k4", "u2", "about"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "team", "e1 e2 u1 u2");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 1);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_WARNING);
  g_assert_cmpstr (leren_finding_get_subject_type (finding), ==, "team");
}

/* Both lie mostly on one way; one of the three in use lies on another: a third. */
static void
test_mostly_the_same (void)
{
  const char *records[] = { STORY_TEAM,
                            SAYS ("e1", "espoused", ""),
                            SAYS ("u1", "in-use", ""),
                            SAYS ("u2", "in-use", ""),
                            SAYS ("u3", "in-use", ""),
                            CODED ("k1", "e1", "with"),
                            CODED ("k2", "u1", "with"),
                            CODED ("k3", "u2", "with"),
                            CODED ("k4", "u3", "about"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "barbecue", "e1 u1 u2 u3");

  g_assert_cmpfloat_with_epsilon (leren_finding_get_figure (finding), 1.0 / 3, 1e-12);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_NOTICE);
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "en"), "both mostly"));
}

/* marks for what is said and for what is done: (8-1)/9 against the mean of (2-1)/9 and (5-1)/9 */
static void
test_rated (void)
{
  const char *records[] = { STORY_TEAM,
                            SAYS ("said", "espoused", ""),
                            SAYS ("done", "in-use", ""),
                            RATED ("m1", "done", 2),
                            RATED ("m2", "said", 8),
                            RATED ("m3", "done", 5),
                            "{'type':'rating','id':'e','subject':'done','value':1}",
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "barbecue", "said m2 done m1 done m3");

  g_assert_cmpfloat_with_epsilon (leren_finding_get_figure (finding), 4.5 / 9, 1e-12);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
}

static void
test_near_miss (void)
{
  /* one step apart is within what two readers would differ by */
  const char *one_step[] = { STORY_TEAM, SAYS ("e", "espoused", ",'level':'identity'"),
                             SAYS ("u", "in-use", ",'level':'belief'"), NULL };
  const char *same_loop[] = { STORY_TEAM, SAYS ("e", "espoused", ",'loop':'double'"),
                              SAYS ("u", "in-use", ",'loop':'double'"), NULL };
  /* what is said of one thing and done in another */
  const char *elsewhere[] = { STORY_TEAM,
                              SAYS ("e", "espoused", ",'level':'meaning','subject':'practice'"),
                              SAYS ("u", "in-use", ",'level':'behaviour','subject':'team'"), NULL };
  /* two elements of one activity system are no contrast */
  const char *aspects[] = {
    STORY_TEAM,
    SAYS ("e", "espoused", ""),
    SAYS ("u", "in-use", ""),
    "{'type':'coding','id':'k1','target':'e','framework':'activity-system','concept':'rules',"
    "'coder':'coach'}",
    "{'type':'coding','id':'k2','target':'u','framework':'activity-system',"
    "'concept':'community','coder':'coach'}",
    NULL
  };

  g_assert_cmpuint (story_count (one_step, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (same_loop, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (elsewhere, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (aspects, RULE, NULL, 0), ==, 0);
}

static void
test_too_little (void)
{
  /* one side only, or nothing by which to compare */
  const char *one_side[] = { STORY_TEAM, SAYS ("e1", "espoused", ",'level':'meaning'"),
                             SAYS ("e2", "espoused", ",'level':'behaviour'"), NULL };
  const char *no_level[] = { STORY_TEAM, SAYS ("e", "espoused", ",'level':'meaning'"),
                             SAYS ("u", "in-use", ""), NULL };
  const char *no_stance[] = {
    STORY_TEAM, SAYS ("e", "espoused", ",'level':'meaning'"),
    "{'type':'reflection','id':'u','text':'t','case':'barbecue','level':'behaviour'}", NULL
  };

  g_assert_cmpuint (story_count (one_side, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (no_level, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (no_stance, RULE, NULL, 0), ==, 0);
}

static void
test_parameter (void)
{
  const char *records[] = { STORY_TEAM, SAYS ("e", "espoused", ",'level':'identity'"),
                            SAYS ("u", "in-use", ",'level':'belief'"), NULL };
  const char *wide[] = { STORY_TEAM, SAYS ("e", "espoused", ",'level':'meaning'"),
                         SAYS ("u", "in-use", ",'level':'behaviour'"), NULL };

  g_assert_cmpuint (story_count (records, RULE, "min-gap", 0.2), ==, 1);
  g_assert_cmpuint (story_count (wide, RULE, "min-each", 2), ==, 0);
  /* without any gap there is nothing to say, however low the line */
  {
    const char *same[] = { STORY_TEAM, SAYS ("e", "espoused", ",'level':'belief'"),
                           SAYS ("u", "in-use", ",'level':'belief'"), NULL };
    g_assert_cmpuint (story_count (same, RULE, "min-gap", 0), ==, 0);
  }
}

static void
test_scope (void)
{
  const char *records[] = {
    STORY_TEAM, SAYS ("early", "espoused", ",'level':'meaning','at':'2014-05-01T10:00:00Z'"),
    SAYS ("late", "in-use", ",'level':'behaviour','at':'2015-05-01T10:00:00Z'"), NULL
  };
  g_autoptr (LerenScope) scope = leren_scope_new ();
  g_autoptr (GDateTime) since = g_date_time_new_utc (2015, 1, 1, 0, 0, 0);
  g_autoptr (LerenFindings) findings = NULL;

  leren_scope_set_since (scope, since);
  findings = story_diagnose_part (records, scope, RULE, NULL, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 0);
  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/espoused-gap/fires", test_fires);
  g_test_add_func ("/espoused-gap/coded", test_coded);
  g_test_add_func ("/espoused-gap/mostly-the-same", test_mostly_the_same);
  g_test_add_func ("/espoused-gap/rated", test_rated);
  g_test_add_func ("/espoused-gap/near-miss", test_near_miss);
  g_test_add_func ("/espoused-gap/too-little", test_too_little);
  g_test_add_func ("/espoused-gap/parameter", test_parameter);
  g_test_add_func ("/espoused-gap/scope", test_scope);
  return g_test_run ();
}
