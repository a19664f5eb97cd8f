/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "owner-outside"

#define OWNS(id, owner, more)                                                                      \
  "{'type':'action','id':'" id "','what':'ask first','case':'barbecue','owner':'" owner "'" more "}"
#define LEADER "{'type':'participant','id':'leader','name':'a team leader','roles':['manager']}"

/* The coach, who means well, takes one action of four home, and the team leader two. */
static void
test_fires (void)
{
  const char *records[] = { STORY_TEAM,
                            LEADER,
                            OWNS ("own", "worker", ""),
                            OWNS ("coached", "coach", ""),
                            OWNS ("led", "leader", ""),
                            OWNS ("led-too", "leader", ""),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) coached = story_find (findings, "team", "coached");
  g_autoptr (LerenFinding) led = story_find (findings, "team", "led led-too");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 2);
  g_assert_cmpfloat (leren_finding_get_figure (coached), ==, 0.25);
  /* once is no habit */
  g_assert_cmpint (leren_finding_get_severity (coached), ==, LEREN_SEVERITY_NOTICE);
  g_assert_cmpfloat (leren_finding_get_figure (led), ==, 0.5);
  /* half of them, and yet no more than two */
  g_assert_cmpint (leren_finding_get_severity (led), ==, LEREN_SEVERITY_ADVICE);
  g_assert_nonnull (strstr (leren_finding_get_explanation (led, "nl"), "leidinggevende"));
}

static void
test_severity (void)
{
  const char *all[] = { STORY_TEAM, OWNS ("a1", "coach", ""), OWNS ("a2", "coach", ""),
                        OWNS ("a3", "coach", ""), NULL };
  const char *few[] = { STORY_TEAM,
                        OWNS ("a1", "coach", ""),
                        OWNS ("a2", "worker", ""),
                        OWNS ("a3", "worker", ""),
                        OWNS ("a4", "worker", ""),
                        OWNS ("a5", "worker", ""),
                        NULL };
  g_autoptr (LerenFindings) of_all = story_diagnose (all, RULE, NULL, 0);
  g_autoptr (LerenFindings) of_few = story_diagnose (few, RULE, NULL, 0);
  g_autoptr (LerenFinding) warning = story_find (of_all, "team", "a1 a2 a3");
  g_autoptr (LerenFinding) notice = story_find (of_few, "team", "a1");

  g_assert_cmpint (leren_finding_get_severity (warning), ==, LEREN_SEVERITY_WARNING);
  g_assert_cmpint (leren_finding_get_severity (notice), ==, LEREN_SEVERITY_NOTICE);
  g_assert_cmpfloat (leren_finding_get_figure (notice), ==, 0.2);
}

#define MIXED                                                                                      \
  "{'type':'participant','id':'peer','name':'a colleague who coaches',"                            \
  "'roles':['professional','coach']}",                                                             \
    "{'type':'participant','id':'player','name':'a leader who does cases',"                        \
    "'roles':['manager','professional']}",                                                         \
    "{'type':'team','id':'north','name':'the team in the north','practice':'practice',"            \
    "'members':['worker','peer']}",                                                                \
    "{'type':'case','id':'garden','title':'A garden nobody tends','team':'north'}"

/* A colleague who coaches is one of the group in their own team: not so in another team, and not in
 * the session that they facilitated. A leader who does cases elsewhere is no member here. */
static void
test_members (void)
{
  const char *records[] = {
    STORY_TEAM,
    MIXED,
    "{'type':'session','id':'by-peer','team':'north','facilitator':'peer'}",
    "{'type':'action','id':'colleague','what':'dig','case':'garden','owner':'peer'}",
    "{'type':'action','id':'facilitator','what':'sow','case':'garden','owner':'peer',"
    "'session':'by-peer'}",
    "{'type':'action','id':'not-here','what':'mow','case':'garden','owner':'player'}",
    OWNS ("guest", "peer", ""),
    NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) facilitator = story_find (findings, "north", "facilitator");
  g_autoptr (LerenFinding) leader = story_find (findings, "north", "not-here");
  g_autoptr (LerenFinding) guest = story_find (findings, "team", "guest");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 3);
  g_assert_cmpfloat_with_epsilon (leren_finding_get_figure (leader), 1.0 / 3, 1e-12);
}

static void
test_near_miss (void)
{
  /* directors among themselves, and coaches who learn from each other: they are the group */
  const char *among_equals[] = {
    STORY_TEAM,
    LEADER,
    "{'type':'participant','id':'director','name':'a director','roles':['manager']}",
    "{'type':'team','id':'board','name':'the initiative','practice':'practice',"
    "'members':['leader','director','worker']}",
    "{'type':'action','id':'interviews','what':'go round','owner':'leader','practice':'practice',"
    "'case':'plan'}",
    "{'type':'case','id':'plan','title':'How to begin','team':'board'}",
    NULL
  };
  /* what a coach prepares for the training is no promise of the group */
  const char *about_the_training[] = {
    STORY_TEAM,
    "{'type':'action','id':'a1','what':'find a room','owner':'coach','practice':'practice'}",
    "{'type':'action','id':'a2','what':'write a guide','owner':'coach','practice':'practice'}", NULL
  };
  const char *own[] = { STORY_TEAM, OWNS ("a1", "worker", ""), OWNS ("a2", "worker", ""), NULL };
  const char *dropped[] = { STORY_TEAM,
                            OWNS ("a1", "coach", ",'state':'dropped','drop_reason':'not ours'"),
                            OWNS ("a2", "worker", ""), NULL };

  g_assert_cmpuint (story_count (among_equals, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (about_the_training, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (own, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (dropped, RULE, NULL, 0), ==, 0);
}

/* nobody owns them, or nobody knows what the owner is there for */
static void
test_too_little (void)
{
  const char *records[] = { STORY_TEAM, "{'type':'participant','id':'somebody','name':'somebody'}",
                            OWNS ("a1", "somebody", ""),
                            "{'type':'action','id':'a2','what':'ask','case':'barbecue'}", NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

static void
test_parameter (void)
{
  const char *records[] = { STORY_TEAM, OWNS ("a1", "coach", ""), OWNS ("a2", "coach", ""), NULL };
  g_autoptr (LerenFindings) strict = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) advice = story_find (strict, "team", "a1 a2");
  const char *shared[] = { STORY_TEAM, OWNS ("a1", "coach", ""), OWNS ("a2", "coach", ""),
                           OWNS ("a3", "worker", ""), NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (shared, RULE, "advise-from", 0.7);
  g_autoptr (LerenFinding) notice = story_find (findings, "team", "a1 a2");

  g_assert_cmpint (leren_finding_get_severity (advice), ==, LEREN_SEVERITY_ADVICE);
  g_assert_cmpint (leren_finding_get_severity (notice), ==, LEREN_SEVERITY_NOTICE);
  g_assert_cmpuint (story_count (records, RULE, "min-actions", 3), ==, 0);
}

/* the share stays the group's when one case is looked at */
static void
test_scope (void)
{
  const char *records[] = {
    STORY_TEAM,
    "{'type':'case','id':'garden','title':'A garden nobody tends','team':'team'}",
    OWNS ("a1", "coach", ""),
    "{'type':'action','id':'a2','what':'dig','case':'garden','owner':'coach'}",
    "{'type':'action','id':'a3','what':'sow','case':'garden','owner':'worker'}",
    NULL
  };
  g_autoptr (LerenScope) scope = leren_scope_new ();
  g_autoptr (LerenFindings) findings = NULL;
  g_autoptr (LerenFinding) finding = NULL;

  leren_scope_set_case (scope, "barbecue");
  findings = story_diagnose_part (records, scope, RULE, NULL, 0);
  finding = story_find (findings, "team", "a1");
  g_assert_cmpfloat_with_epsilon (leren_finding_get_figure (finding), 2.0 / 3, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/owner-outside/fires", test_fires);
  g_test_add_func ("/owner-outside/severity", test_severity);
  g_test_add_func ("/owner-outside/members", test_members);
  g_test_add_func ("/owner-outside/near-miss", test_near_miss);
  g_test_add_func ("/owner-outside/too-little", test_too_little);
  g_test_add_func ("/owner-outside/parameter", test_parameter);
  g_test_add_func ("/owner-outside/scope", test_scope);
  return g_test_run ();
}
