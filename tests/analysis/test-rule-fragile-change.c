/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "fragile-change"

#define ADOPTED                                                                                    \
  "{'type':'session','id':'meeting','team':'team'}",                                               \
    "{'type':'action','id':'coach-more','what':'coach instead of taking over',"                    \
    "'case':'barbecue','session':'meeting','level':'capability','conclusion':'adopt'}"
#define SAYS(id, level, more)                                                                      \
  "{'type':'reflection','id':'" id "','text':'what we saw','case':'barbecue','level':'" level      \
  "'" more "}"

/* A skill was adopted, and nobody has looked at what people believe. */
static void
test_bare (void)
{
  const char *records[] = { STORY_TEAM, ADOPTED, SAYS ("r1", "behaviour", ""),
                            SAYS ("r2", "capability", ""), NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "coach-more", "r2 r1");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 0);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_NOTICE);
  g_assert_cmpstr (leren_finding_get_subject_type (finding), ==, "action");
}

/* Deep down they still think like an institution. */
static void
test_contradicted (void)
{
  const char *records[] = { STORY_TEAM,
                            ADOPTED,
                            SAYS ("wish", "behaviour", ",'stance':'espoused'"),
                            SAYS ("deep", "belief", ",'stance':'in-use'"),
                            SAYS ("deeper", "identity", ",'stance':'in-use'"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "coach-more", "deeper deep wish");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, -2);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_WARNING);
}

/* an action without a case goes with what was seen when looking back on it */
static void
test_alone (void)
{
  const char *records[] = {
    STORY_TEAM,
    "{'type':'reflection','id':'r1','text':'it went well','subject':'ask','level':'behaviour'}",
    "{'type':'reflection','id':'r2','text':'so we go on','level':'behaviour'}",
    "{'type':'action','id':'ask','what':'ask more','practice':'practice','level':'behaviour',"
    "'conclusion':'adopt','reflection':'r2'}",
    NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "ask", "r1 r2");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 0);
}

static void
test_near_miss (void)
{
  const char *believed[] = { STORY_TEAM, ADOPTED, SAYS ("r1", "capability", ""),
                             SAYS ("r2", "belief", ""), NULL };
  const char *in_the_session[] = {
    STORY_TEAM,
    ADOPTED,
    SAYS ("r1", "capability", ""),
    SAYS ("r2", "capability", ""),
    "{'type':'reflection','id':'r3','text':'what we stand for','session':'meeting',"
    "'level':'belief'}",
    NULL
  };
  const char *only_in_use[] = { STORY_TEAM, ADOPTED, SAYS ("r1", "capability", ""),
                                SAYS ("r2", "belief", ",'stance':'in-use'"), NULL };

  g_assert_cmpuint (story_count (believed, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (in_the_session, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (only_in_use, RULE, NULL, 0), ==, 0);
}

static void
test_too_little (void)
{
  const char *records[] = { STORY_TEAM, ADOPTED, SAYS ("r1", "capability", ""), NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

static void
test_parameter (void)
{
  const char *records[] = { STORY_TEAM, ADOPTED, SAYS ("r1", "capability", ""),
                            SAYS ("r2", "belief", ""), NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, "min-support", 2);
  g_autoptr (LerenFinding) finding = story_find (findings, "coach-more", "r2 r1");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 1);
  g_assert_cmpuint (story_count (records, RULE, "min-reflections", 3), ==, 0);
}

#define CODED(id, target, concept)                                                                 \
  "{'type':'coding','id':'" id "','target':'" target "','framework':'interaction-modes',"          \
  "'concept':'" concept "','coder':'coach'}"

/* What they hold to deep down is what they say: both were coded as working with people. Then it
 * carries the change; what was coded as working in their place pulls the other way. */
static void
test_compared (void)
{
  const char *kept[] = { STORY_TEAM,
                         ADOPTED,
                         SAYS ("wish", "behaviour", ",'stance':'espoused'"),
                         SAYS ("deep", "belief", ",'stance':'in-use'"),
                         CODED ("k1", "wish", "with"),
                         CODED ("k2", "deep", "with"),
                         NULL };
  const char *broken[] = { STORY_TEAM,
                           ADOPTED,
                           SAYS ("wish", "behaviour", ",'stance':'espoused'"),
                           SAYS ("deep", "belief", ",'stance':'in-use'"),
                           CODED ("k1", "wish", "with"),
                           CODED ("k2", "deep", "in-place-of"),
                           NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (broken, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "coach-more", "deep wish");

  g_assert_cmpuint (story_count (kept, RULE, NULL, 0), ==, 0);
  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, -1);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
}

/* marks that lie a little apart do for one reader and not for another: 7/9 against 4/9 */
static void
test_gap (void)
{
  const char *records[] = { STORY_TEAM,
                            ADOPTED,
                            SAYS ("wish", "behaviour", ",'stance':'espoused'"),
                            SAYS ("deep", "belief", ",'stance':'in-use'"),
                            "{'type':'rating','id':'m1','subject':'wish','value':8,"
                            "'framework':'shifts','concept':'caring-for-to-making-sure'}",
                            "{'type':'rating','id':'m2','subject':'deep','value':5,"
                            "'framework':'shifts','concept':'caring-for-to-making-sure'}",
                            NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 1);
  g_assert_cmpuint (story_count (records, RULE, "min-gap", 0.4), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fragile-change/bare", test_bare);
  g_test_add_func ("/fragile-change/contradicted", test_contradicted);
  g_test_add_func ("/fragile-change/alone", test_alone);
  g_test_add_func ("/fragile-change/near-miss", test_near_miss);
  g_test_add_func ("/fragile-change/too-little", test_too_little);
  g_test_add_func ("/fragile-change/parameter", test_parameter);
  g_test_add_func ("/fragile-change/compared", test_compared);
  g_test_add_func ("/fragile-change/gap", test_gap);
  return g_test_run ();
}
