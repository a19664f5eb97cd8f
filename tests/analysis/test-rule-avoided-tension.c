/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#define RULE "avoided-tension"

/* How far to go in taking over: everybody feels it, in March. */
#define TENSION(more)                                                                              \
  "{'type':'tension','id':'tension','description':'take over, or leave be','case':'barbecue',"     \
  "'status':'surfaced','surfaced':'2015-03-02'" more "}"
#define SESSION(id, date, more)                                                                    \
  "{'type':'session','id':'" id "','team':'team','started':'" date "T10:00:00+01:00'" more "}"

/* looked at from the end of a day, so that days can be counted */
static LerenFindings *
look_until (const char *const *records, int year, int month, int day, const char *parameter,
            double value)
{
  g_autoptr (LerenScope) scope = leren_scope_new ();
  g_autoptr (GDateTime) until = g_date_time_new_utc (year, month, day, 0, 0, 0);

  leren_scope_set_until (scope, until);
  return story_diagnose_part (records, scope, RULE, parameter, value);
}

static guint
count_until (const char *const *records, int year, int month, int day)
{
  g_autoptr (LerenFindings) findings = look_until (records, year, month, day, NULL, 0);

  return g_list_model_get_n_items (G_LIST_MODEL (findings));
}

/* They met in March, when it came up, and twice after that about something else. From 2 March to 1
 * July are 121 days. */
static void
test_fires (void)
{
  const char *records[] = {
    STORY_TEAM,
    TENSION (",'contradiction':'tertiary'"),
    "{'type':'case','id':'garden','title':'A garden nobody tends','team':'team'}",
    SESSION ("came-up", "2015-03-02", ",'cases':['barbecue']"),
    SESSION ("later", "2015-04-13", ",'cases':['garden']"),
    SESSION ("off", "2015-04-27", ",'cases':['barbecue'],'cancelled':true"),
    SESSION ("latest", "2015-05-11", ",'cases':['garden']"),
    SESSION ("to-come", "2015-07-06", ",'cases':['barbecue']"),
    "{'type':'reflection','id':'before','text':'all is well','case':'barbecue',"
    "'at':'2015-02-16T10:00:00Z'}",
    NULL
  };
  g_autoptr (LerenFindings) findings = look_until (records, 2015, 7, 1, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "tension", "tension later latest");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1);
  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 121);
  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_NOTICE);
  g_assert_cmpstr (leren_finding_get_subject_type (finding), ==, "tension");
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "en"), "met 2 times"));
  /* those of tensions in general, and those of this kind of contradiction */
  g_assert_cmpuint (g_strv_length ((char **) leren_finding_get_questions (finding, "nl")), ==, 4);
}

/* 90 days on it is a notice, after 180 advice, after 360 a warning; and nothing the day before */
static void
test_severity (void)
{
  const char *records[] = { STORY_TEAM, TENSION (""), NULL };
  const struct {
    int month, day, year;
    LerenSeverity severity;
  } ends[] = { { 5, 31, 2015, LEREN_SEVERITY_NOTICE },
               { 8, 29, 2015, LEREN_SEVERITY_ADVICE },
               { 2, 25, 2016, LEREN_SEVERITY_WARNING } };
  const double days[] = { 90, 180, 360 };

  g_assert_cmpuint (count_until (records, 2015, 5, 30), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (LerenFindings) findings =
        look_until (records, ends[i].year, ends[i].month, ends[i].day, NULL, 0);
      g_autoptr (LerenFinding) finding = story_find (findings, "tension", "tension");

      g_assert_cmpfloat (leren_finding_get_figure (finding), ==, days[i]);
      g_assert_cmpint (leren_finding_get_severity (finding), ==, ends[i].severity);
    }
}

/* without a scope it is looked at from now; a status that nobody gave is felt */
static void
test_now (void)
{
  const char *records[] = {
    STORY_TEAM,
    "{'type':'tension','id':'steering','description':'from above or from below',"
    "'practice':'practice','surfaced':'2015-03-02'}",
    NULL
  };
  g_autoptr (LerenFindings) findings = story_diagnose (records, RULE, NULL, 0);
  g_autoptr (LerenFinding) finding = story_find (findings, "steering", "steering");

  g_assert_cmpint (leren_finding_get_severity (finding), ==, LEREN_SEVERITY_WARNING);
}

/* Anything done with it is enough. */
static void
test_near_miss (void)
{
  static const char *const done[] = {
    "{'type':'reflection','id':'r','text':'we do both','subject':'tension',"
    "'at':'2015-03-09T10:00:00Z'}",
    "{'type':'reflection','id':'r','text':'it is hard','case':'barbecue',"
    "'at':'2015-03-09T10:00:00Z'}",
    "{'type':'action','id':'a','what':'wait','case':'barbecue','owner':'worker',"
    "'state':'undertaken','undertaken':'2015-03-09'}",
    SESSION ("s", "2015-03-09", ",'cases':['barbecue']"),
    /* when it was made does not matter for what is about the tension itself */
    "{'type':'reflection','id':'r','text':'we do both','subject':'tension'}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (done); i++)
    {
      const char *records[] = { STORY_TEAM, TENSION (""), done[i], NULL };

      g_test_message ("%s", done[i]);
      g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
    }
}

static void
test_settled (void)
{
  static const char *const statuses[] = { "felt", "surfaced", "explored", "used", "settled" };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *tension = g_strdup_printf (
        "{'type':'tension','id':'t','description':'d','case':'barbecue','status':'%s',"
        "'surfaced':'2015-03-02'}",
        statuses[i]);
      const char *records[] = { STORY_TEAM, tension, NULL };

      g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, i < 2);
    }
}

/* A book that gives no dates: how long it was left is not known, nor what came after it. */
static void
test_undated (void)
{
  static const char *const format =
    "{\"type\":\"practice\",\"id\":\"p\",\"name\":\"n\"}\n"
    "{\"type\":\"case\",\"id\":\"c\",\"title\":\"t\",\"practice\":\"p\"}\n"
    "{\"type\":\"tension\",\"id\":\"t\",\"description\":\"d\",\"case\":\"c\"%s}\n"
    "{\"type\":\"%s\",\"id\":\"r\",\"%s\":\"what we saw\",\"case\":\"c\"}\n";
  const char *rules[] = { RULE, NULL };
  const struct {
    const char *surfaced, *type, *member;
    guint n_found;
  } tellings[] = { { "", "knowledge\",\"form\":\"tacit", "statement", 0 },
                   { ",\"surfaced\":\"2015-03-02\"", "knowledge\",\"form\":\"tacit", "statement",
                     1 },
                   { ",\"surfaced\":\"2015-03-02\"", "reflection", "text", 0 },
                   { ",\"surfaced\":\"2015-03-02\"", "action", "what", 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (tellings); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *lines =
        g_strdup_printf (format, tellings[i].surfaced, tellings[i].type, tellings[i].member);
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

/* a practice that is over does not avoid anything any longer */
static void
test_ended (void)
{
  const char *records[] = {
    "{'type':'practice','id':'p','name':'a trial','ended':'2015-04-30'}",
    "{'type':'tension','id':'t','description':'d','practice':'p','surfaced':'2015-03-02'}", NULL
  };

  g_assert_cmpuint (story_count (records, RULE, NULL, 0), ==, 0);
  g_assert_cmpuint (story_count (records, RULE, "min-days", 60), ==, 1);
}

static void
test_parameter (void)
{
  const char *records[] = { STORY_TEAM, TENSION (""), SESSION ("later", "2015-04-13", ""), NULL };
  g_autoptr (LerenFindings) findings = look_until (records, 2015, 5, 1, "min-days", 60);
  g_autoptr (LerenFinding) finding = story_find (findings, "tension", "tension later");

  g_assert_cmpfloat (leren_finding_get_figure (finding), ==, 60);
  g_assert_cmpuint (count_until (records, 2015, 5, 1), ==, 0);
  g_assert_cmpuint (story_count (records, RULE, "min-sessions", 1), ==, 1);
  g_assert_cmpuint (story_count (records, RULE, "min-sessions", 2), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avoided-tension/fires", test_fires);
  g_test_add_func ("/avoided-tension/severity", test_severity);
  g_test_add_func ("/avoided-tension/now", test_now);
  g_test_add_func ("/avoided-tension/near-miss", test_near_miss);
  g_test_add_func ("/avoided-tension/settled", test_settled);
  g_test_add_func ("/avoided-tension/undated", test_undated);
  g_test_add_func ("/avoided-tension/ended", test_ended);
  g_test_add_func ("/avoided-tension/parameter", test_parameter);
  return g_test_run ();
}
