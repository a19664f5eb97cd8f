/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "unheard-voice"

/* A circle of residents and workers; nobody has to know everybody. */
#define CIRCLE                                                                                     \
  STORY_TEAM, "{'type':'participant','id':'resident','roles':['client']}",                         \
    "{'type':'participant','id':'newcomer','roles':['professional']}",                             \
    "{'type':'participant','id':'leader','roles':['manager']}",                                    \
    "{'type':'participant','id':'researcher','roles':['researcher']}"
#define MEETING(id, present, more)                                                                 \
  "{'type':'session','id':'" id "','team':'team','present':[" present "]" more "}"
#define SAYS(in, id, who)                                                                          \
  "{'type':'contribution','id':'" in id "','session':'" in "','speaker':'" who "','kind':'story'}"
#define TAKES(in, id, who, seconds)                                                                \
  "{'type':'contribution','id':'" in id "','session':'" in "','speaker':'" who                     \
  "','kind':'story','seconds':" seconds "}"
/* eight turns of three people */
#define TALK(in)                                                                                   \
  SAYS (in, "1", "worker"), SAYS (in, "2", "coach"), SAYS (in, "3", "resident"),                   \
    SAYS (in, "4", "worker"), SAYS (in, "5", "coach"), SAYS (in, "6", "resident"),                 \
    SAYS (in, "7", "worker"), SAYS (in, "8", "coach")

/* The newcomer was there and said nothing: one of four people. */
static void
test_somebody_is_quiet (void)
{
  const char *records[] = { CIRCLE, MEETING ("lunch", "'worker','coach','resident','newcomer'", ""),
                            TALK ("lunch"), NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "lunch", "newcomer");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 0.25);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_NOTICE);
  g_assert_cmpstr (leren_finding_get_subject_type (finding), ==, "session");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
}

/* The resident sat there while the others talked: that weighs more. */
static void
test_client_is_quiet (void)
{
  const char *records[] = { CIRCLE,
                            MEETING ("lunch", "'worker','coach','resident','newcomer'", ""),
                            SAYS ("lunch", "1", "worker"),
                            SAYS ("lunch", "2", "coach"),
                            SAYS ("lunch", "3", "newcomer"),
                            SAYS ("lunch", "4", "worker"),
                            SAYS ("lunch", "5", "coach"),
                            SAYS ("lunch", "6", "newcomer"),
                            SAYS ("lunch", "7", "worker"),
                            SAYS ("lunch", "8", "coach"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "lunch", "resident");

  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "nl"), "cliënt"));
}

/* By the clock, where it ran: one long turn is enough to be heard, many short ones are not. */
static void
test_by_the_clock (void)
{
  const char *records[] = { CIRCLE,
                            MEETING ("lunch", "'worker','coach','resident','newcomer'", ""),
                            TAKES ("lunch", "1", "worker", "100"),
                            TAKES ("lunch", "2", "resident", "1"),
                            TAKES ("lunch", "3", "coach", "100"),
                            TAKES ("lunch", "4", "resident", "1"),
                            TAKES ("lunch", "5", "newcomer", "100"),
                            TAKES ("lunch", "6", "resident", "1"),
                            TAKES ("lunch", "7", "coach", "100"),
                            TAKES ("lunch", "8", "resident", "1"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "lunch", "resident");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
  g_assert_nonnull (finding);
}

/* Three weeks in a row: it is said of the person then, and not of each session again. */
static void
test_again_and_again (void)
{
  const char *records[] = { CIRCLE,
                            MEETING ("one", "'worker','coach','resident','newcomer'", ""),
                            MEETING ("two", "'worker','coach','resident','newcomer'", ""),
                            MEETING ("three", "'worker','coach','resident','newcomer'", ""),
                            TALK ("one"),
                            TALK ("two"),
                            TALK ("three"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "newcomer", "one two three");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 1);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
  g_assert_cmpstr (leren_finding_get_subject_type (finding), ==, "participant");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
  /* with four as the line, each session says it */
  g_assert_cmpuint (story_count (records, RULE, "min-sessions", 4), ==, 3);
}

/* A case on the table, and nobody there whom it is about. */
static void
test_client_is_absent (void)
{
#define AMONG_WORKERS(id) MEETING (id, "'worker','coach'", ",'cases':['barbecue']")
#define WORKERS_TALK(in)                                                                           \
  SAYS (in, "1", "worker"), SAYS (in, "2", "coach"), SAYS (in, "3", "worker"),                     \
    SAYS (in, "4", "coach"), SAYS (in, "5", "worker"), SAYS (in, "6", "coach"),                    \
    SAYS (in, "7", "worker"), SAYS (in, "8", "coach")
  const char *once[] = { CIRCLE, AMONG_WORKERS ("one"), WORKERS_TALK ("one"), NULL };
  const char *thrice[] = { CIRCLE,
                           AMONG_WORKERS ("one"),
                           AMONG_WORKERS ("two"),
                           AMONG_WORKERS ("three"),
                           MEETING ("four", "'worker','coach','resident'", ",'cases':['barbecue']"),
                           WORKERS_TALK ("one"),
                           WORKERS_TALK ("two"),
                           WORKERS_TALK ("three"),
                           TALK ("four"),
                           NULL };
  g_autoptr (LerenFindings) first = story_diagnose (once, RULE, NULL, 0);
  g_autoptr (LerenFinding) notice = story_find (first, "team", "one");
  g_autoptr (LerenFindings) findings = story_diagnose (thrice, RULE, NULL, 0);
  g_autoptr (LerenFinding) advice = story_find (findings, "team", "one two three");

  g_assert_cmpint (leren_finding_get_severity (notice), ==, LEREN_SEVERITY_NOTICE);
  g_assert_cmpfloat (leren_finding_get_figure (notice), ==, 1);
  g_assert_cmpint (leren_finding_get_severity (advice), ==, LEREN_SEVERITY_ADVICE);
  g_assert_cmpfloat (leren_finding_get_figure (advice), ==, 0.75);
  g_assert_cmpuint (story_count (thrice, RULE, "absent-share", 0.8), ==, 0);
}

/* Somebody there of whom no role is known may be a resident. */
static void
test_role_unknown (void)
{
  const char *records[] = { CIRCLE,
                            "{'type':'participant','id':'somebody'}",
                            MEETING ("one", "'worker','coach','somebody'", ",'cases':['barbecue']"),
                            SAYS ("one", "1", "worker"),
                            SAYS ("one", "2", "coach"),
                            SAYS ("one", "3", "worker"),
                            SAYS ("one", "4", "coach"),
                            SAYS ("one", "5", "worker"),
                            SAYS ("one", "6", "coach"),
                            SAYS ("one", "7", "somebody"),
                            SAYS ("one", "8", "somebody"),
                            NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

/* The leader takes seven of ten turns: one of four people. */
static void
test_dominated (void)
{
  const char *records[] = { CIRCLE,
                            MEETING ("review", "'worker','newcomer','resident','leader'", ""),
                            SAYS ("review", "0", "leader"),
                            SAYS ("review", "1", "leader"),
                            SAYS ("review", "2", "worker"),
                            SAYS ("review", "3", "leader"),
                            SAYS ("review", "4", "newcomer"),
                            SAYS ("review", "5", "leader"),
                            SAYS ("review", "6", "resident"),
                            SAYS ("review", "7", "leader"),
                            SAYS ("review", "8", "leader"),
                            SAYS ("review", "9", "leader"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "review", "leader");

  g_assert_cmpfloat_with_epsilon (leren_finding_get_figure (finding), 0.7, 1e-12);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_NOTICE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
  g_assert_cmpuint (story_count (records, RULE, "max-role-share", 0.75), ==, 0);
}

/* Everybody speaks. Who only leads the meeting, or only studies it, need not. Most are workers, so
 * most of what is said is said by workers. */
static void
test_near_miss (void)
{
  const char *records[] = { CIRCLE,
                            MEETING ("lunch", "'worker','newcomer','resident','researcher','coach'",
                                     ",'facilitator':'coach','cases':['barbecue']"),
                            SAYS ("lunch", "1", "worker"),
                            SAYS ("lunch", "2", "newcomer"),
                            SAYS ("lunch", "3", "worker"),
                            SAYS ("lunch", "4", "newcomer"),
                            SAYS ("lunch", "5", "worker"),
                            SAYS ("lunch", "6", "newcomer"),
                            SAYS ("lunch", "7", "resident"),
                            SAYS ("lunch", "8", "resident"),
                            NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

static void
test_too_little (void)
{
  const char *few_turns[] = { CIRCLE,
                              MEETING ("lunch", "'worker','coach','resident','newcomer'", ""),
                              SAYS ("lunch", "1", "worker"),
                              SAYS ("lunch", "2", "coach"),
                              SAYS ("lunch", "3", "worker"),
                              SAYS ("lunch", "4", "coach"),
                              SAYS ("lunch", "5", "worker"),
                              SAYS ("lunch", "6", "coach"),
                              SAYS ("lunch", "7", "worker"),
                              NULL };
  const char *no_turns[] = {
    CIRCLE, MEETING ("lunch", "'worker','coach','newcomer'", ",'cases':['barbecue']"), NULL
  };

  g_assert_cmpuint (story_count (few_turns, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (no_turns, RULE, NULL, 0), ==, 0);
}

static void
test_parameter (void)
{
  const char *records[] = { CIRCLE, MEETING ("lunch", "'worker','coach','resident','newcomer'", ""),
                            TALK ("lunch"), SAYS ("lunch", "9", "newcomer"), NULL };

  /* one turn of nine, where two and a quarter would be an equal share */
  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (records, RULE, "quiet-below", 0.5), ==, 1);
  g_assert_cmpuint (story_count (records, RULE, "quiet-below", 0.4), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unheard-voice/somebody-is-quiet", test_somebody_is_quiet);
  g_test_add_func ("/unheard-voice/client-is-quiet", test_client_is_quiet);
  g_test_add_func ("/unheard-voice/by-the-clock", test_by_the_clock);
  g_test_add_func ("/unheard-voice/again-and-again", test_again_and_again);
  g_test_add_func ("/unheard-voice/client-is-absent", test_client_is_absent);
  g_test_add_func ("/unheard-voice/role-unknown", test_role_unknown);
  g_test_add_func ("/unheard-voice/dominated", test_dominated);
  g_test_add_func ("/unheard-voice/near-miss", test_near_miss);
  g_test_add_func ("/unheard-voice/too-little", test_too_little);
  g_test_add_func ("/unheard-voice/parameter", test_parameter);
  return g_test_run ();
}
