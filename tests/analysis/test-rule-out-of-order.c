/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "out-of-order"

/* A reflection of a day, that somebody coded with a phase of expansive learning. */
#define SEEN(id, date, phase)                                                                      \
  "{'type':'reflection','id':'" id "','text':'what we saw','case':'barbecue',"                     \
  "'at':'" date "T10:00:00Z'}",                                                                    \
    CODED ("k-" id, id, "expansive-learning", phase)
#define CODED(id, target, framework, phase)                                                        \
  "{'type':'coding','id':'" id "','target':'" target "','framework':'" framework                   \
  "','concept':'" phase "','coder':'coach'}"
#define SAID(id, stage, more)                                                                      \
  "{'type':'contribution','id':'" id "','session':'meeting','speaker':'worker','kind':'idea',"     \
  "'stage':'" stage "'" more "}"
#define MEETING "{'type':'session','id':'meeting','team':'team'}"

static LerenFindings *
look_until (const char *const *records, int year, int month, int day)
{
  g_autoptr (LerenScope) scope = leren_scope_new ();
  g_autoptr (GDateTime) until = g_date_time_new_utc (year, month, day, 0, 0, 0);

  leren_scope_set_until (scope, until);
  return story_diagnose_part (records, scope, RULE, NULL, 0);
}

static guint
count_until (const char *const *records, int year, int month, int day)
{
  g_autoptr (LerenFindings) findings = look_until (records, year, month, day);

  return g_list_model_get_n_items (G_LIST_MODEL (findings));
}

/* The new intake was brought in for all in April; in May somebody held it against a hard case. */
static void
test_untried (void)
{
  const char *records[] = { STORY_TEAM,
                            SEEN ("doubt", "2015-01-12", "questioning"),
                            SEEN ("sketch", "2015-02-09", "modelling"),
                            SEEN ("history", "2015-01-26", "analysis"),
                            SEEN ("for-all", "2015-04-13", "implementing"),
                            SEEN ("hard-case", "2015-05-11", "examining"),
                            NULL };
  g_autoptr (LerenFindings) findings = look_until (records, 2015, 6, 1);
  g_autoptr (LerenFinding) finding = story_find (findings, "barbecue", "for-all hard-case");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 1);
  /* one step, and it is that of trying out */
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_ADVICE);
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "en"),
                            "“implementing” came before “examining the model”"));
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "nl"), "ontwerp beproeven"));
}

/* From what is wrong straight to what is done about it: two phases are on no record. */
static void
test_passed_over (void)
{
  const char *records[] = { STORY_TEAM,
                            SEEN ("doubt", "2015-01-12", "questioning"),
                            SEEN ("history", "2015-01-26", "analysis"),
                            SEEN ("for-all", "2015-04-13", "implementing"),
                            CODED ("again", "for-all", "expansive-learning", "implementing"),
                            NULL };
  g_autoptr (LerenFindings) findings = look_until (records, 2015, 6, 1);
  g_autoptr (LerenFinding) finding = story_find (findings, "barbecue", "doubt history for-all");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 2);
  /* two steps, and trying out among them */
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_WARNING);
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "en"), "2 steps"));
}

/* It works, and it is laid down nowhere: from 15 January, when they looked back, to 1 September are
 * 229 days. */
static void
test_not_consolidated (void)
{
  const char *records[] = { STORY_TEAM,
                            SEEN ("doubt", "2014-09-01", "questioning"),
                            SEEN ("history", "2014-09-15", "analysis"),
                            SEEN ("sketch", "2014-10-06", "modelling"),
                            SEEN ("trial", "2014-10-20", "examining"),
                            SEEN ("for-all", "2014-11-03", "implementing"),
                            SEEN ("look-back", "2015-01-15", "reflecting"),
                            NULL };
  g_autoptr (LerenFindings) findings = look_until (records, 2015, 9, 2);
  g_autoptr (LerenFinding) finding = story_find (findings, "barbecue", "for-all look-back");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 229);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_NOTICE);
  /* 180 days are 14 July, 360 are 10 January */
  g_assert_cmpuint (count_until (records, 2015, 7, 14), ==, 0);
  {
    g_autoptr (LerenFindings) later = look_until (records, 2016, 1, 12);
    g_autoptr (LerenFinding) advice = story_find (later, "barbecue", "for-all look-back");

    g_assert_cmpint (leren_finding_get_severity (advice), ==, LEREN_SEVERITY_ADVICE);
  }
}

/* A practice that has ended consolidates nothing any more: then it was passed over, whether or not
 * anybody knows when things were. */
static void
test_ended (void)
{
  const char *records[] = { "{'type':'practice','id':'p','name':'a trial','ended':'2015-04-30'}",
                            "{'type':'participant','id':'coach','roles':['coach']}",
                            "{'type':'reflection','id':'r1','text':'away with it','practice':'p'}",
                            "{'type':'reflection','id':'r2','text':'we do it so','practice':'p'}",
                            CODED ("k1", "r1", "planned-change", "unfreeze"),
                            CODED ("k2", "r2", "planned-change", "change"),
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "p", "r1 r2");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 1);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_NOTICE);
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "nl"), "bevriezen"));
}

/* In a session the turns tell: directions, and an owner, before anybody asked. Where all have a
 * time, that is the order, and not how they were stored. */
static void
test_session (void)
{
  const char *stored[] = { STORY_TEAM,
                           MEETING,
                           SAID ("case", "bring-in", ""),
                           SAID ("way", "directions", ""),
                           SAID ("name", "appoint-owner", ""),
                           SAID ("ask", "open-questions", ""),
                           NULL };
  const char *timed[] = { STORY_TEAM,
                          MEETING,
                          SAID ("way", "directions", ",'at':'2015-03-02T10:20:00Z'"),
                          SAID ("name", "appoint-owner", ",'at':'2015-03-02T10:30:00Z'"),
                          SAID ("ask", "open-questions", ",'at':'2015-03-02T10:10:00Z'"),
                          SAID ("case", "bring-in", ",'at':'2015-03-02T10:00:00Z'"),
                          NULL };
  const char *passed[] = { STORY_TEAM,
                           MEETING,
                           SAID ("case", "bring-in", ""),
                           SAID ("way", "directions", ""),
                           SAID ("name", "appoint-owner", ""),
                           NULL };
  g_autoptr (LerenFindings) late = story_diagnose (stored, RULE, NULL, 0);
  g_autoptr (LerenFinding) first = story_find (late, "meeting", "way ask");
  g_autoptr (LerenFindings) over = story_diagnose (passed, RULE, NULL, 0);
  g_autoptr (LerenFinding) second = story_find (over, "meeting", "case way name");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (late)), ==, 1);
  g_assert_cmpint (leren_finding_get_severity (first), ==, LEREN_SEVERITY_NOTICE);
  g_assert_cmpstr (leren_finding_get_subject_type (first), ==, "session");
  g_assert_nonnull (strstr (leren_finding_get_explanation (second, "en"), "open questions"));
  g_assert_cmpuint (story_count (timed, RULE, NULL, 0), ==, 0);
}

static void
test_near_miss (void)
{
  /* back to an earlier phase, after it had its turn */
  const char *back[] = { STORY_TEAM,
                         SEEN ("r1", "2015-01-12", "modelling"),
                         SEEN ("r2", "2015-02-09", "examining"),
                         SEEN ("r3", "2015-03-09", "modelling"),
                         SEEN ("r4", "2015-04-13", "examining"),
                         NULL };
  /* a new turn begins where the last one ended, and one may begin half way */
  const char *next_turn[] = { STORY_TEAM,
                              SEEN ("r1", "2015-01-12", "reflecting"),
                              SEEN ("r2", "2015-02-09", "consolidating"),
                              SEEN ("r3", "2015-03-09", "questioning"),
                              SEEN ("r4", "2015-04-13", "analysis"),
                              NULL };
  /* a group looks back on last time's plan first: that closes the turn before */
  const char *looks_back[] = { STORY_TEAM,
                               "{'type':'session','id':'meeting','team':'team','protocol':'pdca'}",
                               SAID ("c1", "check", ""), SAID ("c2", "plan", ""), NULL };
  /* on one day there is no telling which came first */
  const char *one_day[] = {
    STORY_TEAM,
    SEEN ("r1", "2015-01-12", "questioning"),
    "{'type':'reflection','id':'r2','text':'t','case':'barbecue','at':'2015-01-12T09:00:00Z'}",
    "{'type':'reflection','id':'r3','text':'t','case':'barbecue','at':'2015-01-12T11:00:00Z'}",
    CODED ("k2", "r2", "expansive-learning", "modelling"),
    CODED ("k3", "r3", "expansive-learning", "analysis"),
    NULL
  };
  /* what a tension shows was there, nobody passed over */
  const char *tense[] = {
    STORY_TEAM,
    SEEN ("r1", "2015-01-12", "questioning"),
    "{'type':'tension','id':'t','description':'d','case':'barbecue','contradiction':'secondary',"
    "'status':'explored','surfaced':'2015-01-20'}",
    SEEN ("r3", "2015-02-09", "modelling"),
    SEEN ("r4", "2015-03-09", "examining"),
    NULL
  };
  /* the phases of two cases are not those of one */
  const char *two_cases[] = {
    STORY_TEAM,
    "{'type':'case','id':'garden','title':'A garden nobody tends','team':'team'}",
    "{'type':'reflection','id':'g','text':'t','case':'garden','at':'2015-01-05T09:00:00Z'}",
    CODED ("kg", "g", "expansive-learning", "implementing"),
    SEEN ("r1", "2015-02-09", "modelling"),
    SEEN ("r2", "2015-03-09", "examining"),
    NULL
  };

  g_assert_cmpuint (count_until (back, 2015, 6, 1), ==, 0);
  g_assert_cmpuint (count_until (next_turn, 2015, 6, 1), ==, 0);
  g_assert_cmpuint (story_count (looks_back, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (count_until (one_day, 2015, 6, 1), ==, 0);
  g_assert_cmpuint (count_until (tense, 2015, 6, 1), ==, 0);
  g_assert_cmpuint (count_until (two_cases, 2015, 6, 1), ==, 0);
}

/* Kolb lets a learner begin anywhere; contradictions are nothing to go through. */
static void
test_not_read (void)
{
  const char *records[] = {
    STORY_TEAM,
    "{'type':'reflection','id':'r1','text':'t','case':'barbecue','at':'2015-01-12T10:00:00Z'}",
    "{'type':'reflection','id':'r2','text':'t','case':'barbecue','at':'2015-02-12T10:00:00Z'}",
    CODED ("k1", "r1", "experiential-learning", "reflective-observation"),
    CODED ("k2", "r2", "experiential-learning", "concrete-experience"),
    CODED ("k3", "r1", "contradictions", "quaternary"),
    CODED ("k4", "r2", "contradictions", "primary"),
    NULL
  };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

static void
test_too_little (void)
{
  /* two phases are not enough to miss one of seven */
  const char *two[] = { STORY_TEAM, SEEN ("r1", "2015-01-12", "questioning"),
                        SEEN ("r2", "2015-02-09", "implementing"), NULL };

  g_assert_cmpuint (count_until (two, 2015, 6, 1), ==, 0);
  g_assert_cmpuint (story_count (two, RULE, "min-phases", 2), ==, 2);
}

/* As in a book: which came first is not known, but what is on no record is still on none. */
static void
test_undated (void)
{
  static const char *const format =
    "{\"type\":\"practice\",\"id\":\"p\",\"name\":\"n\"}\n"
    "{\"type\":\"participant\",\"id\":\"c\"}\n"
    "{\"type\":\"reflection\",\"id\":\"r1\",\"text\":\"t\",\"practice\":\"p\"}\n"
    "{\"type\":\"reflection\",\"id\":\"r2\",\"text\":\"t\",\"practice\":\"p\"}\n"
    "{\"type\":\"reflection\",\"id\":\"r3\",\"text\":\"t\",\"practice\":\"p\"}\n"
    "{\"type\":\"coding\",\"id\":\"k1\",\"target\":\"r1\",\"framework\":\"expansive-learning\","
    "\"concept\":\"%s\",\"coder\":\"c\"}\n"
    "{\"type\":\"coding\",\"id\":\"k2\",\"target\":\"r2\",\"framework\":\"expansive-learning\","
    "\"concept\":\"%s\",\"coder\":\"c\"}\n"
    "{\"type\":\"coding\",\"id\":\"k3\",\"target\":\"r3\",\"framework\":\"expansive-learning\","
    "\"concept\":\"%s\",\"coder\":\"c\"}\n";
  const char *rules[] = { RULE, NULL };
  const struct {
    const char *phases[3];
    guint n_found;
  } tellings[] = { { { "implementing", "examining", "modelling" }, 0 },
                   { { "implementing", "modelling", "analysis" }, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (tellings); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *lines = g_strdup_printf (format, tellings[i].phases[0],
                                                tellings[i].phases[1], tellings[i].phases[2]);
      g_autoptr (GInputStream) stream =
        g_memory_input_stream_new_from_data (lines, strlen (lines), NULL);
      g_autoptr (LerenStore) store =
        leren_store_open (":memory:", LEREN_STORE_FLAGS_NONE, NULL, &error);
      g_autoptr (LerenImporter) importer = leren_importer_new (store);
      g_autoptr (LerenDiagnosis) diagnosis = leren_diagnosis_new ();
      g_autoptr (LerenSnapshot) snapshot = NULL;
      g_autoptr (LerenFindings) findings = NULL;

      leren_importer_add_stream (importer, stream, "book", LEREN_FORMAT_JSON_LINES);
      leren_importer_run (importer, NULL, &error);
      g_assert_no_error (error);
      snapshot = leren_snapshot_take (store, NULL, NULL, &error);
      g_assert_no_error (error);
      leren_diagnosis_select (diagnosis, rules, &error);
      findings = leren_diagnosis_run (diagnosis, snapshot, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==,
                        tellings[i].n_found);
    }
}

/* What is absent is absent from all of the period; what another case shows is left out of a
 * scope. */
static void
test_scope (void)
{
  const char *records[] = { STORY_TEAM,
                            SEEN ("doubt", "2015-01-12", "questioning"),
                            SEEN ("history", "2015-01-26", "analysis"),
                            SEEN ("sketch", "2015-02-09", "modelling"),
                            SEEN ("trial", "2015-03-09", "examining"),
                            SEEN ("for-all", "2015-04-13", "implementing"),
                            "{'type':'case','id':'garden','title':'A garden','team':'team'}",
                            NULL };
  g_autoptr (LerenScope) scope = leren_scope_new ();
  g_autoptr (GDateTime) since = g_date_time_new_utc (2015, 2, 1, 0, 0, 0);
  g_autoptr (GDateTime) until = g_date_time_new_utc (2016, 6, 1, 0, 0, 0);
  g_autoptr (LerenFindings) open = NULL;
  g_autoptr (LerenFindings) of_garden = NULL;
  g_autoptr (LerenFinding) finding = NULL;

  leren_scope_set_since (scope, since);
  leren_scope_set_until (scope, until);
  open = story_diagnose_part (records, scope, RULE, NULL, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (open)), ==, 1);
  finding = story_find (open, "barbecue", "for-all");

  leren_scope_set_case (scope, "garden");
  of_garden = story_diagnose_part (records, scope, RULE, NULL, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (of_garden)), ==, 0);
}

static void
test_parameter (void)
{
  const char *records[] = { STORY_TEAM, SEEN ("doubt", "2015-01-12", "questioning"),
                            SEEN ("history", "2015-01-26", "analysis"),
                            SEEN ("for-all", "2015-04-13", "implementing"), NULL };
  g_autoptr (LerenScope) scope = leren_scope_new ();
  g_autoptr (GDateTime) until = g_date_time_new_utc (2015, 6, 1, 0, 0, 0);
  g_autoptr (LerenFindings) strict = NULL;
  g_autoptr (LerenFindings) impatient = NULL;

  leren_scope_set_until (scope, until);
  strict = story_diagnose_part (records, scope, RULE, "min-phases", 4);
  impatient = story_diagnose_part (records, scope, RULE, "min-days", 30);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (strict)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (impatient)), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/out-of-order/untried", test_untried);
  g_test_add_func ("/out-of-order/passed-over", test_passed_over);
  g_test_add_func ("/out-of-order/not-consolidated", test_not_consolidated);
  g_test_add_func ("/out-of-order/ended", test_ended);
  g_test_add_func ("/out-of-order/session", test_session);
  g_test_add_func ("/out-of-order/near-miss", test_near_miss);
  g_test_add_func ("/out-of-order/not-read", test_not_read);
  g_test_add_func ("/out-of-order/too-little", test_too_little);
  g_test_add_func ("/out-of-order/undated", test_undated);
  g_test_add_func ("/out-of-order/scope", test_scope);
  g_test_add_func ("/out-of-order/parameter", test_parameter);
  return g_test_run ();
}
