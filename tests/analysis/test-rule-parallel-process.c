/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "parallel-process"

#define PEOPLE                                                                                     \
  "{'type':'participant','id':'leader','roles':['manager']}",                                      \
    "{'type':'participant','id':'resident','roles':['client']}",                                   \
    "{'type':'participant','id':'both','roles':['professional','coach']}",                         \
    "{'type':'participant','id':'researcher','roles':['researcher']}"
#define FRICTION(id, parties, mode)                                                                \
  "{'type':'tension','id':'" id "','description':'x','practice':'practice','parties':[" parties    \
  "]}",                                                                                            \
    "{'type':'coding','id':'c-" id "','target':'" id                                               \
    "','framework':'interaction-modes','concept':'" mode "','coder':'researcher'}"
#define SEES(id, who, mode)                                                                        \
  "{'type':'reflection','id':'" id "','text':'x','case':'barbecue','author':'" who "'}",           \
    "{'type':'coding','id':'c-" id "','target':'" id                                               \
    "','framework':'interaction-modes','concept':'" mode "','coder':'researcher'}"

/* The leader arranges things for the team, the team for residents: three of four at the upper level,
 * two of three at the lower. A reflection of a worker on the case is about a resident. */
#define TAKING_OVER                                                                                \
  STORY_TEAM, PEOPLE, FRICTION ("u1", "'leader','worker'", "in-place-of"),                         \
    FRICTION ("u2", "'leader','worker'", "in-place-of"),                                           \
    FRICTION ("u3", "'coach','worker'", "in-place-of"),                                            \
    FRICTION ("u4", "'leader','worker'", "about"),                                                 \
    FRICTION ("l1", "'worker','resident'", "in-place-of"), SEES ("l2", "worker", "in-place-of"),   \
    SEES ("l3", "worker", "with")

static void
test_fires (void)
{
  const char *records[] = { TAKING_OVER, NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "practice", "l2 u1 u2 u3 l1");

  g_assert_cmpfloat_with_epsilon (leren_finding_get_figure (finding), 2 / 3., 1e-12);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "en"), "3 of 4"));
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "nl"), "2 van de 3"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
}

/* What is good comes back too. */
static void
test_with (void)
{
  const char *records[] = { STORY_TEAM,
                            PEOPLE,
                            FRICTION ("u1", "'leader','worker'", "with"),
                            FRICTION ("u2", "'leader','worker'", "with"),
                            FRICTION ("u3", "'leader','worker'", "with"),
                            SEES ("l1", "worker", "with"),
                            SEES ("l2", "worker", "with"),
                            SEES ("l3", "worker", "with"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "practice", "l1 l2 l3 u1 u2 u3");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 1);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_NOTICE);
}

/* The team does otherwise than the leader. */
static void
test_near_miss (void)
{
  const char *records[] = { STORY_TEAM,
                            PEOPLE,
                            FRICTION ("u1", "'leader','worker'", "in-place-of"),
                            FRICTION ("u2", "'leader','worker'", "in-place-of"),
                            FRICTION ("u3", "'leader','worker'", "in-place-of"),
                            SEES ("l1", "worker", "with"),
                            SEES ("l2", "worker", "with"),
                            SEES ("l3", "worker", "in-place-of"),
                            NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

/* Who is on both sides, only studies it, or where all three were there, shows neither level. */
static void
test_too_little (void)
{
  const char *records[] = { STORY_TEAM,
                            PEOPLE,
                            FRICTION ("u1", "'leader','worker'", "in-place-of"),
                            FRICTION ("u2", "'leader','worker'", "in-place-of"),
                            FRICTION ("u3", "'both','worker'", "in-place-of"),
                            FRICTION ("u4", "'leader','worker','resident'", "in-place-of"),
                            SEES ("l1", "worker", "in-place-of"),
                            SEES ("l2", "worker", "in-place-of"),
                            SEES ("l3", "researcher", "in-place-of"),
                            NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (records, RULE, "min-records", 2), ==, 1);
}

/* What somebody saw in what others did shows how those others relate. */
static void
test_subject (void)
{
  const char *records[] = {
    STORY_TEAM,
    PEOPLE,
    "{'type':'session','id':'talk','practice':'practice'}",
    "{'type':'contribution','id':'order','session':'talk','speaker':'leader','kind':'advice'}",
    "{'type':'reflection','id':'r1','text':'x','subject':'order','author':'worker'}",
    "{'type':'coding','id':'c1','target':'r1','framework':'interaction-modes',"
    "'concept':'in-place-of','coder':'researcher'}",
    SEES ("l1", "worker", "in-place-of"),
    NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, "min-records", 1);
  g_autoptr (LerenFinding) finding = story_find (findings, "practice", "r1 l1");

  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
}

static void
test_parameter (void)
{
  const char *records[] = { TAKING_OVER, NULL };

  g_assert_cmpuint (story_count (records, RULE, "min-share", 0.6), ==, 1);
  g_assert_cmpuint (story_count (records, RULE, "min-share", 0.7), ==, 0);
  g_assert_cmpuint (story_count (records, RULE, "min-records", 4), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parallel-process/fires", test_fires);
  g_test_add_func ("/parallel-process/with", test_with);
  g_test_add_func ("/parallel-process/near-miss", test_near_miss);
  g_test_add_func ("/parallel-process/too-little", test_too_little);
  g_test_add_func ("/parallel-process/subject", test_subject);
  g_test_add_func ("/parallel-process/parameter", test_parameter);
  return g_test_run ();
}
