/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

/* Two researchers read the reflections of a team again, and do not see what the team saw. */

#define SAYS(id, level)                                                                            \
  "{'type':'reflection','id':'" id "','text':'what we saw','case':'barbecue','level':'" level "'}"
#define SAYS_NOT(id) "{'type':'reflection','id':'" id "','text':'what we saw','case':'barbecue'}"
#define CODED(id, target, level, coder)                                                            \
  "{'type':'coding','id':'" id "','target':'" target                                               \
  "','framework':'logical-levels','concept':'" level "','coder':'" coder "'}"

#define STORY_STUCK                                                                                \
  STORY_TEAM, "{'type':'participant','id':'anna'}", "{'type':'participant','id':'bram'}",          \
    SAYS ("r1", "behaviour"), SAYS ("r2", "behaviour"), SAYS ("r3", "behaviour")

static LerenFindings *
diagnose (const char *const *records)
{
  return story_diagnose (records, "stuck-level", NULL, 0);
}

static void
test_nobody_coded (void)
{
  const char *records[] = { STORY_STUCK, NULL };
  g_autoptr (LerenFindings) findings = diagnose (records);
  g_autoptr (LerenFinding) finding = story_find (findings, "barbecue", "r1 r2 r3");
  guint n_overruled = 7;

  g_assert_cmpuint (leren_findings_get_weighing (findings, &n_overruled), ==, 0);
  g_assert_cmpuint (n_overruled, ==, 0);
  g_assert_cmpuint (leren_finding_get_n_disputed (finding), ==, 0);
}

static void
test_agrees (void)
{
  const char *records[] = { STORY_STUCK, CODED ("k1", "r1", "behaviour", "anna"), NULL };
  g_autoptr (LerenFindings) findings = diagnose (records);

  g_assert_cmpuint (leren_findings_get_weighing (findings, NULL), ==, 0);
}

/* one against one: what the team wrote stands, and the finding says that it is disputed */
static void
test_one_against_one (void)
{
  const char *records[] = { STORY_STUCK, CODED ("k1", "r1", "belief", "anna"), NULL };
  g_autoptr (LerenFindings) findings = diagnose (records);
  g_autoptr (LerenFinding) finding = story_find (findings, "barbecue", "r1 r2 r3");
  guint n_overruled;

  g_assert_cmpuint (leren_findings_get_weighing (findings, &n_overruled), ==, 1);
  g_assert_cmpuint (n_overruled, ==, 0);
  g_assert_cmpuint (leren_finding_get_n_disputed (finding), ==, 1);
  g_assert_nonnull (
    strstr (leren_finding_get_explanation (finding, "en"), " 1 of the records it rests on was"));
  g_assert_nonnull (strstr (leren_finding_get_explanation (finding, "nl"),
                            " 1 van de stukken waarop dit rust, is"));
}

/* two against one: the record is read as the researchers do, and the team is not stuck there */
static void
test_two_against_one (void)
{
  const char *records[] = { STORY_STUCK, CODED ("k1", "r3", "belief", "anna"),
                            CODED ("k2", "r3", "belief", "bram"), NULL };
  g_autoptr (LerenFindings) findings = diagnose (records);
  guint n_overruled;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 0);
  g_assert_cmpuint (leren_findings_get_weighing (findings, &n_overruled), ==, 1);
  g_assert_cmpuint (n_overruled, ==, 1);
}

/* one person has one voice for a concept, however many spans of the text carry it */
static void
test_one_voice_each (void)
{
  const char *records[] = { STORY_STUCK,
                            CODED ("k1", "r3", "belief", "anna"),
                            CODED ("k2", "r2", "belief", "bram"),
                            CODED ("k3", "r3", "belief", "anna"),
                            CODED ("k4", "r3", "belief", "anna"),
                            NULL };
  g_autoptr (LerenFindings) findings = diagnose (records);
  g_autoptr (LerenFinding) finding = story_find (findings, "barbecue", "r1 r2 r3");
  guint n_overruled;

  g_assert_cmpuint (leren_findings_get_weighing (findings, &n_overruled), ==, 2);
  g_assert_cmpuint (n_overruled, ==, 0);
  g_assert_cmpuint (leren_finding_get_n_disputed (finding), ==, 2);
}

/* where the record itself says nothing, two who disagree leave it unread; a third decides */
static void
test_record_without_a_level (void)
{
  const char *equal[] = { STORY_TEAM,
                          "{'type':'participant','id':'anna'}",
                          "{'type':'participant','id':'bram'}",
                          SAYS ("r1", "behaviour"),
                          SAYS ("r2", "behaviour"),
                          SAYS_NOT ("r3"),
                          CODED ("k1", "r3", "behaviour", "anna"),
                          CODED ("k2", "r3", "belief", "bram"),
                          NULL };
  const char *decided[] = { STORY_TEAM,
                            "{'type':'participant','id':'anna'}",
                            "{'type':'participant','id':'bram'}",
                            SAYS ("r1", "behaviour"),
                            SAYS ("r2", "behaviour"),
                            SAYS_NOT ("r3"),
                            CODED ("k1", "r3", "behaviour", "anna"),
                            CODED ("k2", "r3", "belief", "bram"),
                            CODED ("k3", "r3", "behaviour", "coach"),
                            NULL };
  g_autoptr (LerenFindings) none = diagnose (equal);
  g_autoptr (LerenFindings) some = diagnose (decided);
  g_autoptr (LerenFinding) finding = story_find (some, "barbecue", "r1 r2 r3");
  guint n_overruled;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (none)), ==, 0);
  g_assert_cmpuint (leren_findings_get_weighing (none, &n_overruled), ==, 1);
  g_assert_cmpuint (n_overruled, ==, 0);
  g_assert_cmpuint (leren_finding_get_n_disputed (finding), ==, 1);
}

/* the same record read by two rules counts once */
static void
test_whole_diagnosis (void)
{
  const char *records[] = { STORY_STUCK, CODED ("k1", "r1", "belief", "anna"), NULL };
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
  g_autoptr (LerenDiagnosis) diagnosis = leren_diagnosis_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenFindings) findings = leren_diagnosis_run (diagnosis, snapshot, NULL, &error);
  g_autoptr (JsonNode) json = leren_findings_to_json (findings);
  JsonObject *weighing = json_object_get_object_member (json_node_get_object (json), "weighing");

  g_assert_no_error (error);
  g_assert_cmpint (json_object_get_int_member (weighing, "disputed"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (weighing, "overruled"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/weighing/nobody-coded", test_nobody_coded);
  g_test_add_func ("/weighing/agrees", test_agrees);
  g_test_add_func ("/weighing/one-against-one", test_one_against_one);
  g_test_add_func ("/weighing/two-against-one", test_two_against_one);
  g_test_add_func ("/weighing/one-voice-each", test_one_voice_each);
  g_test_add_func ("/weighing/record-without-a-level", test_record_without_a_level);
  g_test_add_func ("/weighing/whole-diagnosis", test_whole_diagnosis);
  return g_test_run ();
}
