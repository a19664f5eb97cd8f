/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "tacit-stays-tacit"

#define KNOWS(id, form)                                                                            \
  "{'type':'knowledge','id':'" id "','statement':'what we know','form':'" form "','team':'team'}"
#define TURNS(id, from, to)                                                                        \
  "{'type':'conversion','id':'" id "','sources':['" from "'],'results':['" to                      \
  "'],'practice':'practice'}"

/* What residents learn from each other stays unspoken; the guideline lies in the drawer. */
static void
test_fires (void)
{
  const char *records[] = { STORY_TEAM,
                            KNOWS ("unspoken", "tacit"),
                            KNOWS ("porridge", "tacit"),
                            KNOWS ("knack", "tacit"),
                            KNOWS ("feel", "tacit"),
                            KNOWS ("list", "explicit"),
                            KNOWS ("study", "explicit"),
                            KNOWS ("reader", "explicit"),
                            KNOWS ("guideline", "explicit"),
                            TURNS ("said", "knack", "list"),
                            TURNS ("drawn", "feel", "study"),
                            TURNS ("joined", "list", "guideline"),
                            TURNS ("added", "study", "guideline"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) tacit = story_find (findings, "practice", "unspoken porridge");
  g_autoptr (LerenFinding) explicit = story_find (findings, "practice", "reader guideline");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 2);
  g_assert_cmpfloat (leren_finding_get_figure (tacit), ==, 0.5);
  g_assert_cmpint (leren_finding_get_severity (tacit), ==, LEREN_SEVERITY_ADVICE);
  g_assert_cmpfloat (leren_finding_get_figure (explicit), ==, 0.5);
  g_assert_cmpint (leren_finding_get_severity (explicit), ==, LEREN_SEVERITY_NOTICE);
}

/* A spiral that came round says so, and by which conversion, beside what it leaves lying. */
static void
test_full_turn (void)
{
  const char *records[] = { STORY_TEAM,
                            KNOWS ("one", "tacit"),
                            KNOWS ("shared", "tacit"),
                            KNOWS ("words", "explicit"),
                            KNOWS ("tool", "explicit"),
                            KNOWS ("routine", "tacit"),
                            KNOWS ("loose", "tacit"),
                            KNOWS ("hunch", "tacit"),
                            TURNS ("c1", "one", "shared"),
                            TURNS ("c2", "shared", "words"),
                            TURNS ("c3", "words", "tool"),
                            TURNS ("c4", "tool", "routine"),
                            TURNS ("c5", "routine", "one"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "practice", "loose hunch c4");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 0.4);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_NOTICE);
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "en"), "own: 1."));
}

static void
test_missing_mode (void)
{
  const char *records[] = { STORY_TEAM,
                            KNOWS ("k1", "tacit"),
                            KNOWS ("k2", "explicit"),
                            KNOWS ("k3", "explicit"),
                            KNOWS ("k4", "tacit"),
                            TURNS ("c1", "k1", "k2"),
                            TURNS ("c2", "k2", "k3"),
                            TURNS ("c3", "k3", "k4"),
                            TURNS ("c4", "k2", "k4"),
                            TURNS ("c5", "k1", "k3"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "practice", "c1 c2 c3 c4 c5");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 3);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_NOTICE);
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "nl"), "socialisatie"));
}

static void
test_near_miss (void)
{
  const char *records[] = {
    STORY_TEAM,
    KNOWS ("k1", "tacit"),
    KNOWS ("k2", "explicit"),
    KNOWS ("k3", "tacit"),
    KNOWS ("k4", "tacit"),
    KNOWS ("k5", "tacit"),
    KNOWS ("k6", "explicit"),
    KNOWS ("k7", "explicit"),
    KNOWS ("k8", "explicit"),
    TURNS ("c1", "k1", "k2"),
    TURNS ("c2", "k2", "k3"),
    TURNS ("c3", "k4", "k6"),
    TURNS ("c4", "k6", "k5"),
    TURNS ("c5", "k6", "k7"),
    TURNS ("c6", "k7", "k5"),
    TURNS ("c7", "k8", "k5"),
    TURNS ("c8", "k5", "k1"),
    "{'type':'knowledge','id':'old','statement':'the former rule','form':'explicit',"
    "'team':'team','superseded_by':'k2'}",
    NULL
  };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

static void
test_too_little (void)
{
  const char *records[] = { STORY_TEAM,
                            KNOWS ("k1", "tacit"),
                            KNOWS ("k2", "tacit"),
                            KNOWS ("k3", "tacit"),
                            KNOWS ("k4", "explicit"),
                            NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

static void
test_parameter (void)
{
  const char *records[] = { STORY_TEAM, KNOWS ("k1", "tacit"), KNOWS ("k2", "explicit"), NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, "min-knowledge", 1);
  g_autoptr (LerenFinding) tacit = story_find (findings, "practice", "k1");

  g_assert_cmpint (leren_finding_get_severity (tacit), ==, LEREN_SEVERITY_WARNING);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 2);
}

/* One piece of four that nobody spoke of is no pattern. */
static void
test_small_share (void)
{
  const char *records[] = { STORY_TEAM,
                            KNOWS ("k1", "tacit"),
                            KNOWS ("k2", "tacit"),
                            KNOWS ("k3", "tacit"),
                            KNOWS ("k4", "tacit"),
                            KNOWS ("list", "explicit"),
                            TURNS ("c1", "k1", "list"),
                            TURNS ("c2", "k2", "list"),
                            TURNS ("c3", "k3", "list"),
                            NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (records, RULE, "min-share", 0.25), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tacit-stays-tacit/fires", test_fires);
  g_test_add_func ("/tacit-stays-tacit/full-turn", test_full_turn);
  g_test_add_func ("/tacit-stays-tacit/missing-mode", test_missing_mode);
  g_test_add_func ("/tacit-stays-tacit/near-miss", test_near_miss);
  g_test_add_func ("/tacit-stays-tacit/too-little", test_too_little);
  g_test_add_func ("/tacit-stays-tacit/parameter", test_parameter);
  g_test_add_func ("/tacit-stays-tacit/small-share", test_small_share);
  return g_test_run ();
}
