/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "open-loop"

#define SESSIONS                                                                                   \
  "{'type':'session','id':'first','team':'team','started':'2015-03-02T10:00:00+01:00'}",           \
    "{'type':'session','id':'off','team':'team','started':'2015-03-09T10:00:00+01:00',"            \
    "'cancelled':true}",                                                                           \
    "{'type':'session','id':'second','team':'team','started':'2015-03-16T10:00:00+01:00'}",        \
    "{'type':'session','id':'third','team':'team','started':'2015-03-30T10:00:00+02:00'}"
#define CLOSED(id)                                                                                 \
  "{'type':'reflection','id':'seen-" id "','text':'it worked'}",                                   \
    "{'type':'action','id':'" id "','what':'ask first','case':'barbecue','owner':'worker',"        \
    "'state':'concluded','undertaken':'2015-03-03','effect':'they told us',"                       \
    "'reviewed':'2015-03-16','conclusion':'adopt','reflection':'seen-" id "'}"

/* Four ways to leave a promise open. */
static void
test_fires (void)
{
  const char *records[] = {
    STORY_TEAM,
    SESSIONS,
    CLOSED ("closed"),
    "{'type':'action','id':'nobody','what':'somebody should','case':'barbecue'}",
    "{'type':'action','id':'tried','what':'go there','case':'barbecue','owner':'worker',"
    "'state':'undertaken','undertaken':'2015-03-05'}",
    "{'type':'action','id':'effect-only','what':'go again','case':'barbecue','owner':'worker',"
    "'effect':'clients looked on'}",
    "{'type':'action','id':'forgotten','what':'invite them','case':'barbecue','owner':'worker',"
    "'session':'first','state':'owned'}",
    "{'type':'reflection','id':'late','text':'at last'}",
    "{'type':'action','id':'skipped','what':'ring them','case':'barbecue','owner':'worker',"
    "'session':'first','effect':'no answer','review_session':'third','reflection':'late'}",
    "{'type':'reflection','id':'later','text':'after all'}",
    "{'type':'action','id':'days-late','what':'write them','case':'barbecue','owner':'worker',"
    "'session':'first','effect':'an answer','reviewed':'2015-03-20','reflection':'later'}",
    NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) nobody = story_find (findings, "barbecue", "nobody");
  g_autoptr (LerenFinding) tried = story_find (findings, "barbecue", "tried");
  g_autoptr (LerenFinding) effect = story_find (findings, "barbecue", "effect-only");
  g_autoptr (LerenFinding) forgotten =
    story_find (findings, "barbecue", "forgotten skipped days-late");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 4);
  g_assert_cmpfloat_with_epsilon (leren_finding_get_figure (nobody), 1.0 / 7, 1e-12);
  g_assert_cmpint (leren_finding_get_severity (nobody), ==, LEREN_SEVERITY_WARNING);
  g_assert_cmpint (leren_finding_get_severity (tried), ==, LEREN_SEVERITY_WARNING);
  g_assert_cmpint (leren_finding_get_severity (forgotten), ==, LEREN_SEVERITY_WARNING);
  g_assert_cmpint (leren_finding_get_severity (effect), ==, LEREN_SEVERITY_ADVICE);
}

/* without a case it is said of the team, without a team of the practice */
static void
test_subject (void)
{
  const char *records[] = { STORY_TEAM,
                            SESSIONS,
                            "{'type':'action','id':'a1','what':'one','session':'first'}",
                            "{'type':'action','id':'a2','what':'two','session':'first'}",
                            "{'type':'action','id':'a3','what':'three','practice':'practice'}",
                            "{'type':'action','id':'a4','what':'four','practice':'practice'}",
                            NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) team = story_find (findings, "team", "a1 a2");
  g_autoptr (LerenFinding) practice = story_find (findings, "practice", "a3 a4");

  g_assert_cmpstr (leren_finding_get_subject_type (team), ==, "team");
  g_assert_cmpstr (leren_finding_get_subject_type (practice), ==, "practice");
}

static void
test_near_miss (void)
{
  const char *records[] = {
    STORY_TEAM, SESSIONS, CLOSED ("closed"),
    /* agreed in the last session: the next one is still to come */
    "{'type':'action','id':'fresh','what':'go','case':'barbecue','owner':'worker',"
    "'session':'third','state':'owned'}",
    "{'type':'action','id':'let-go','what':'shop','case':'barbecue','state':'dropped',"
    "'drop_reason':'no time'}",
    /* what was seen of a later cycle of the chain was seen of this one */
    "{'type':'action','id':'before','what':'try','case':'barbecue','owner':'worker',"
    "'effect':'half','conclusion':'adapt'}",
    "{'type':'reflection','id':'r','text':'we saw why','subject':'after'}",
    "{'type':'action','id':'after','what':'try again','case':'barbecue','owner':'worker',"
    "'previous':'before','effect':'better'}",
    /* what was learnt was laid down as knowledge in the session that looked back */
    "{'type':'knowledge','id':'k','statement':'how to ask','form':'explicit'}",
    "{'type':'conversion','id':'c','results':['k'],'session':'second'}",
    "{'type':'action','id':'laid-down','what':'ask','case':'barbecue','owner':'worker',"
    "'session':'first','effect':'good','review_session':'second'}",
    NULL
  };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

static void
test_too_little (void)
{
  const char *records[] = { STORY_TEAM,
                            "{'type':'action','id':'one','what':'go','case':'barbecue'}", NULL };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
}

/* Sessions whose times nobody wrote down, as in a book: which came next is not known, and nothing
 * is said of it. With times, the same records are a finding. */
static void
test_undated_sessions (void)
{
  static const char *const format =
    "{\"type\":\"practice\",\"id\":\"p\",\"name\":\"n\"}\n"
    "{\"type\":\"participant\",\"id\":\"worker\"}\n"
    "{\"type\":\"team\",\"id\":\"t\",\"name\":\"n\",\"practice\":\"p\"}\n"
    "{\"type\":\"session\",\"id\":\"s1\",\"team\":\"t\"%s}\n"
    "{\"type\":\"session\",\"id\":\"s2\",\"team\":\"t\"%s}\n"
    "{\"type\":\"action\",\"id\":\"a1\",\"what\":\"w\",\"session\":\"s1\",\"owner\":\"worker\"}\n"
    "{\"type\":\"action\",\"id\":\"a2\",\"what\":\"w\",\"session\":\"s1\",\"owner\":\"worker\"}\n";
  const char *rules[] = { RULE, NULL };

  for (guint dated = 0; dated < 2; dated++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *lines =
        g_strdup_printf (format, dated ? ",\"started\":\"2015-03-02T10:00:00Z\"" : "",
                         dated ? ",\"started\":\"2015-03-16T10:00:00Z\"" : "");
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
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, dated);
    }
}

static void
test_parameter (void)
{
  const char *records[] = { STORY_TEAM,
                            "{'type':'action','id':'one','what':'go','case':'barbecue'}", NULL };
  const char *half[] = { STORY_TEAM, CLOSED ("closed"),
                         "{'type':'action','id':'open','what':'go','case':'barbecue'}", NULL };
  g_autoptr (LerenFindings) findings = story_diagnose (half, RULE, "warn-below", 0.6);
  g_autoptr (LerenFinding) finding = story_find (findings, "barbecue", "open");

  g_assert_cmpuint (story_count (records, RULE, "min-actions", 1), ==, 1);
  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 0.5);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_WARNING);
}

/* Looking at one case does not make its group smaller: the share is the group's, and so is the
 * question whether enough is known of it. */
static void
test_case_of_a_group (void)
{
  const char *records[] = {
    STORY_TEAM,
    SESSIONS,
    "{'type':'case','id':'other','title':'A garden nobody tends','team':'team'}",
    "{'type':'action','id':'elsewhere','what':'dig','case':'other','owner':'worker',"
    "'effect':'dug','conclusion':'adopt'}",
    "{'type':'action','id':'forgotten','what':'invite them','case':'barbecue','owner':'worker',"
    "'session':'first','state':'owned'}",
    NULL
  };
  g_autoptr (LerenScope) scope = leren_scope_new ();
  g_autoptr (LerenFindings) findings = NULL;
  g_autoptr (LerenFinding) finding = NULL;

  leren_scope_set_case (scope, "barbecue");
  findings = story_diagnose_part (records, scope, RULE, NULL, 0);
  finding = story_find (findings, "barbecue", "forgotten");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 0.5);
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "en"), "1 of 2"));
}

/* What is looked at ends where the scope ends: the next session was still to come, and nothing was
 * late. */
static void
test_until (void)
{
  const char *records[] = {
    STORY_TEAM, SESSIONS,
    "{'type':'action','id':'a1','what':'invite them','case':'barbecue','owner':'worker',"
    "'session':'first','state':'undertaken','undertaken':'2015-03-03'}",
    "{'type':'action','id':'a2','what':'ring them','case':'barbecue','owner':'worker',"
    "'state':'undertaken','undertaken':'2015-03-04'}",
    NULL
  };

  for (guint march = 0; march < 2; march++)
    {
      g_autoptr (LerenScope) scope = leren_scope_new ();
      g_autoptr (GDateTime) until = march ? g_date_time_new_utc (2015, 3, 10, 0, 0, 0)
                                          : g_date_time_new_utc (2015, 6, 1, 0, 0, 0);
      g_autoptr (LerenFindings) findings = NULL;

      leren_scope_set_until (scope, until);
      findings = story_diagnose_part (records, scope, RULE, NULL, 0);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, (march ? 0 : 2));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/open-loop/fires", test_fires);
  g_test_add_func ("/open-loop/subject", test_subject);
  g_test_add_func ("/open-loop/near-miss", test_near_miss);
  g_test_add_func ("/open-loop/too-little", test_too_little);
  g_test_add_func ("/open-loop/undated-sessions", test_undated_sessions);
  g_test_add_func ("/open-loop/parameter", test_parameter);
  g_test_add_func ("/open-loop/case-of-a-group", test_case_of_a_group);
  g_test_add_func ("/open-loop/until", test_until);
  return g_test_run ();
}
