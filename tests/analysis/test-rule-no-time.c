/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "no-time"

#define ON(id, day, more)                                                                          \
  "{'type':'session','id':'" id "','team':'team','started':'" day "T10:00:00Z'" more "}"
#define CANCELLED ",'cancelled':true"

/* Every two weeks at first, then after six and seven weeks: 14, 14 days, then 42 and 49. */
static void
test_drift (void)
{
  const char *records[] = { STORY_TEAM,
                            ON ("s1", "2015-01-05", ""),
                            ON ("s2", "2015-01-19", ""),
                            ON ("s3", "2015-02-02", ""),
                            ON ("s4", "2015-03-16", ""),
                            ON ("s5", "2015-05-04", ""),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "team", "s3 s4 s5");

  /* the median of two by the nearest rank is the lower one: 42 against 14 */
  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 3);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_WARNING);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
  g_assert_cmpuint (story_count (records, RULE, "min-growth", 3.5), ==, 0);
  g_assert_cmpuint (story_count (records, RULE, "min-days", 40), ==, 0);
}

/* Two of five were called off: 0.4. */
static void
test_called_off (void)
{
  const char *records[] = { STORY_TEAM,
                            ON ("s1", "2015-01-05", ""),
                            ON ("s2", "2015-01-12", CANCELLED),
                            ON ("s3", "2015-01-19", ""),
                            ON ("s4", "2015-01-26", CANCELLED),
                            ON ("s5", "2015-02-02", ""),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "team", "s2 s4");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 0.4);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
  g_assert_cmpuint (story_count (records, RULE, "max-cancelled", 0.5), ==, 0);
  g_assert_cmpuint (story_count (records, RULE, "min-cancelled", 3), ==, 0);
}

#define PROMISE(id, more)                                                                          \
  "{'type':'action','id':'" id                                                                     \
  "','what':'x','case':'barbecue','session':'s1','owner':'worker'" more "}"
#define WEEK STORY_TEAM, ON ("s1", "2015-01-05", ""), ON ("s2", "2015-01-19", "")

/* Two of three were not tried before the next session; one of them was tried after it. One was let
 * go, one was due later, one has no date: nobody can hold those against the group. */
static void
test_no_room (void)
{
  const char *records[] = {
    WEEK,
    PROMISE ("a1", ",'state':'owned','due':'2015-01-12'"),
    PROMISE ("a2", ",'state':'undertaken','due':'2015-01-12','undertaken':'2015-01-20'"),
    PROMISE ("a3", ",'state':'undertaken','due':'2015-01-12','undertaken':'2015-01-19'"),
    PROMISE ("gone", ",'state':'dropped','due':'2015-01-12','drop_reason':'moved'"),
    PROMISE ("later", ",'state':'owned','due':'2015-01-20'"),
    PROMISE ("open", ",'state':'owned'"),
    NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "team", "a1 a2");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 2 / 3.);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_NOTICE);
  g_assert_cmpuint (story_count (records, RULE, "min-actions", 4), ==, 0);
  g_assert_cmpuint (story_count (records, RULE, "max-untried", 0.7), ==, 0);
}

/* What has an effect was tried, though nobody wrote down when. */
static void
test_tried_some_day (void)
{
  const char *records[] = { WEEK,
                            PROMISE ("a1", ",'due':'2015-01-12','effect':'they stayed to eat'"),
                            PROMISE ("a2", ",'due':'2015-01-12','effect_rating':7"),
                            PROMISE ("a3", ",'due':'2015-01-12','state':'owned'"), NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

/* A busy month, in which they kept to their rhythm: 14, 14, 14 and 20 days. A session on the same
 * day, and one called off between, change nothing of it. */
static void
test_near_miss (void)
{
  const char *records[] = { STORY_TEAM,
                            ON ("s1", "2015-01-05", ""),
                            ON ("s1b", "2015-01-05", ""),
                            ON ("s2", "2015-01-19", ""),
                            ON ("s3", "2015-02-02", ""),
                            ON ("off", "2015-02-09", CANCELLED),
                            ON ("s4", "2015-02-16", ""),
                            ON ("s5", "2015-03-08", ""),
                            NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

/* The order in which undated sessions were written down says nothing of time; neither do a few. */
static void
test_too_little (void)
{
  const char *undated[] = { STORY_TEAM,
                            "{'type':'session','id':'s1','team':'team','cancelled':true}",
                            "{'type':'session','id':'s2','team':'team','cancelled':true}",
                            "{'type':'session','id':'s3','team':'team'}", NULL };
  const char *four[] = { STORY_TEAM,
                         ON ("s1", "2015-01-05", ""),
                         ON ("s2", "2015-01-19", ""),
                         ON ("s3", "2015-02-02", ""),
                         ON ("s4", "2015-06-01", ""),
                         NULL };
  const char *to_come[] = { STORY_TEAM,
                            ON ("s1", "2015-01-05", ""),
                            ON ("s2", "2015-01-19", ""),
                            ON ("s3", "2015-02-02", ""),
                            ON ("s4", "2015-02-16", ""),
                            ON ("far", "2999-01-01", ""),
                            NULL };

  g_assert_cmpuint (story_count (undated, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (four, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (to_come, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (four, RULE, "min-sessions", 4), ==, 1);
}

/* Another team's rhythm is its own. */
static void
test_two_teams (void)
{
  const char *records[] = {
    STORY_TEAM,
    "{'type':'team','id':'other','name':'the other team','practice':'practice'}",
    ON ("s1", "2015-01-05", ""),
    ON ("s2", "2015-01-12", ""),
    ON ("s3", "2015-01-19", ""),
    "{'type':'session','id':'o1','team':'other','started':'2015-05-01T10:00:00Z'}",
    "{'type':'session','id':'o2','team':'other','started':'2015-09-01T10:00:00Z'}",
    NULL
  };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/no-time/drift", test_drift);
  g_test_add_func ("/no-time/called-off", test_called_off);
  g_test_add_func ("/no-time/no-room", test_no_room);
  g_test_add_func ("/no-time/tried-some-day", test_tried_some_day);
  g_test_add_func ("/no-time/near-miss", test_near_miss);
  g_test_add_func ("/no-time/too-little", test_too_little);
  g_test_add_func ("/no-time/two-teams", test_two_teams);
  return g_test_run ();
}
