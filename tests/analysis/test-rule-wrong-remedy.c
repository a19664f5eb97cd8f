/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "wrong-remedy"

#define SESSION                                                                                    \
  "{'type':'session','id':'s','team':'team','started':'2015-03-01T10:00:00Z',"                     \
  "'cases':['barbecue']}"
#define FEELS(id, certainty, more)                                                                 \
  "{'type':'reflection','id':'" id "','text':'what is meant by own strength?','certainty':"        \
  "'" certainty "'" more "}"
#define TURN(id, kind) TURN_MORE (id, kind, "")
#define TURN_MORE(id, kind, more)                                                                  \
  "{'type':'contribution','id':'" id "','session':'s','speaker':'worker','kind':'" kind "'" more "}"

/* Everybody means something else by own strength, and the vision is explained once more. */
static void
test_ambiguity_told (void)
{
  const char *records[] = { STORY_TEAM,
                            SESSION,
                            FEELS ("confusion", "ambiguous", ",'session':'s'"),
                            TURN ("t1", "summary"),
                            TURN ("t2", "advice"),
                            TURN ("t3", "story"),
                            TURN ("t4", "decision"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "s", "confusion t1 t2 t4");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 0.75);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_NOTICE);
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "en"), "readings"));
}

/* Nobody knows whether the budget goes on, and they talk about it for an hour. */
static void
test_uncertainty_talked (void)
{
  const char *records[] = { STORY_TEAM,
                            SESSION,
                            FEELS ("budget", "uncertain", ",'session':'s'"),
                            TURN ("t1", "feeling"),
                            TURN ("t2", "assumption"),
                            TURN ("t3", "idea"),
                            TURN ("t4", "open-question"),
                            TURN ("t5", "story"),
                            TURN ("t6", "feeling"),
                            TURN ("t7", "assumption"),
                            TURN ("t8", "feeling"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "s", "budget t1 t2 t3 t4 t5 t6 t7 t8");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 1);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_WARNING);
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "en"), "facts"));
}

/* What a researcher calls ambiguity counts where the reflection itself does not say. */
static void
test_coded (void)
{
  const char *records[] = {
    STORY_TEAM,
    SESSION,
    "{'type':'reflection','id':'r','text':'what is meant?','session':'s'}",
    "{'type':'coding','id':'code','target':'r','framework':'not-knowing','concept':'ambiguity',"
    "'coder':'coach'}",
    TURN ("t1", "advice"),
    TURN ("t2", "advice"),
    TURN ("t3", "closed-question"),
    TURN ("t4", "observation"),
    NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "s", "r t1 t2 t3 t4");

  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
}

/* What came up at home is answered in the next session on the case, and not in one that was called
 * off, nor in an earlier one. */
static void
test_next_session (void)
{
  const char *records[] = {
    STORY_TEAM,
    "{'type':'session','id':'before','started':'2015-02-01T10:00:00Z','cases':['barbecue']}",
    "{'type':'session','id':'off','started':'2015-02-20T10:00:00Z','cases':['barbecue'],"
    "'cancelled':true}",
    SESSION,
    FEELS ("confusion", "ambiguous", ",'case':'barbecue','at':'2015-02-10T20:00:00Z'"),
    FEELS ("undated", "ambiguous", ",'case':'barbecue'"),
    TURN ("t1", "advice"),
    TURN ("t2", "advice"),
    TURN ("t3", "advice"),
    TURN ("t4", "advice"),
    NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "s", "confusion t1 t2 t3 t4");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 1);
}

/* Half of the turns let people tell what it means to them. */
static void
test_near_miss (void)
{
  const char *records[] = { STORY_TEAM,
                            SESSION,
                            FEELS ("confusion", "ambiguous", ",'session':'s'"),
                            TURN ("t1", "summary"),
                            TURN ("t2", "advice"),
                            TURN ("t3", "story"),
                            TURN ("t4", "open-question"),
                            NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

/* The same turns are right where facts are missing; and where both are, none can be called wrong. */
static void
test_right_remedy (void)
{
  const char *records[] = { STORY_TEAM,
                            SESSION,
                            FEELS ("budget", "uncertain", ",'session':'s'"),
                            TURN ("t1", "summary"),
                            TURN ("t2", "observation"),
                            TURN ("t3", "closed-question"),
                            TURN ("t4", "decision"),
                            NULL };
  const char *both[] = { STORY_TEAM,
                         SESSION,
                         FEELS ("budget", "uncertain", ",'session':'s'"),
                         FEELS ("confusion", "ambiguous", ",'session':'s'"),
                         TURN ("t1", "summary"),
                         TURN ("t2", "observation"),
                         TURN ("t3", "closed-question"),
                         TURN ("t4", "decision"),
                         NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (both, RULE, NULL, 0), ==, 0);
}

/* What was said before, or on another case, is no answer. */
static void
test_other_turns (void)
{
  const char *records[] = { STORY_TEAM,
                            "{'type':'case','id':'rent','title':'The rent','team':'team'}",
                            SESSION,
                            FEELS ("confusion", "ambiguous",
                                   ",'session':'s','case':'barbecue','at':'2015-03-01T10:30:00Z'"),
                            TURN_MORE ("early", "advice", ",'at':'2015-03-01T10:10:00Z'"),
                            TURN_MORE ("elsewhere", "advice", ",'case':'rent'"),
                            TURN_MORE ("t1", "advice", ",'at':'2015-03-01T10:40:00Z'"),
                            TURN_MORE ("t2", "advice", ",'case':'barbecue'"),
                            TURN ("t3", "advice"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, "min-turns", 3);
  g_autoptr (LerenFinding) finding = story_find (findings, "s", "confusion t1 t2 t3");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 1);
  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

static void
test_too_little (void)
{
  const char *records[] = { STORY_TEAM,
                            SESSION,
                            FEELS ("confusion", "ambiguous", ",'session':'s'"),
                            TURN ("t1", "advice"),
                            TURN ("t2", "advice"),
                            TURN ("t3", "advice"),
                            NULL };
  const char *known[] = { STORY_TEAM,
                          SESSION,
                          FEELS ("clear", "known", ",'session':'s'"),
                          TURN ("t1", "advice"),
                          TURN ("t2", "advice"),
                          TURN ("t3", "advice"),
                          TURN ("t4", "advice"),
                          NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (known, RULE, NULL, 0), ==, 0);
}

static void
test_parameter (void)
{
  const char *records[] = { STORY_TEAM,
                            SESSION,
                            FEELS ("confusion", "ambiguous", ",'session':'s'"),
                            TURN ("t1", "summary"),
                            TURN ("t2", "advice"),
                            TURN ("t3", "story"),
                            TURN ("t4", "decision"),
                            NULL };

  g_assert_cmpuint (story_count (records, RULE, "min-share", 0.75), ==, 1);
  g_assert_cmpuint (story_count (records, RULE, "min-share", 0.8), ==, 0);
  g_assert_cmpuint (story_count (records, RULE, "min-reflections", 2), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wrong-remedy/ambiguity-told", test_ambiguity_told);
  g_test_add_func ("/wrong-remedy/uncertainty-talked", test_uncertainty_talked);
  g_test_add_func ("/wrong-remedy/coded", test_coded);
  g_test_add_func ("/wrong-remedy/next-session", test_next_session);
  g_test_add_func ("/wrong-remedy/near-miss", test_near_miss);
  g_test_add_func ("/wrong-remedy/right-remedy", test_right_remedy);
  g_test_add_func ("/wrong-remedy/other-turns", test_other_turns);
  g_test_add_func ("/wrong-remedy/too-little", test_too_little);
  g_test_add_func ("/wrong-remedy/parameter", test_parameter);
  return g_test_run ();
}
