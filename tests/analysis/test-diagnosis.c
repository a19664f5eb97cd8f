/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#include <math.h>

/* An own rule: a team whose practice has no goal on record. */
#define TEST_TYPE_RULE (test_rule_get_type ())
G_DECLARE_FINAL_TYPE (TestRule, test_rule, TEST, RULE, LerenRule)

typedef enum { FINDS, FAILS_SILENTLY, NO_EVIDENCE, UNKNOWN_RECORD } TestManner;

struct _TestRule {
  LerenRule parent_instance;

  TestManner manner;
  GThread *ran_on;
};

G_DEFINE_FINAL_TYPE (TestRule, test_rule, LEREN_TYPE_RULE)

static gboolean
test_rule_run (LerenRule *rule, LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  TestRule *self = TEST_RULE (rule);
  const char *evidence[] = { self->manner == UNKNOWN_RECORD ? "nothing" : "team", NULL };
  const char *questions[] = { "To what end?", NULL };

  self->ran_on = g_thread_self ();
  if (self->manner == FAILS_SILENTLY)
    return FALSE;
  if (self->manner == NO_EVIDENCE)
    evidence[0] = NULL;
  return leren_findings_add (findings, LEREN_SEVERITY_WARNING, "practice", evidence,
                             leren_findings_get_parameter (findings, "line"), "goals",
                             "The goal is not on record.", "Het doel is niet vastgelegd.",
                             questions, NULL, error);
}

static void
test_rule_class_init (TestRuleClass *class)
{
  LEREN_RULE_CLASS (class)->run = test_rule_run;
}

static void
test_rule_init (TestRule *self)
{
}

static TestRule *
own_rule (TestManner manner)
{
  TestRule *rule =
    g_object_new (TEST_TYPE_RULE, "id", "org.example.goal", "source", "Somebody 2020", NULL);

  rule->manner = manner;
  leren_rule_set_label (LEREN_RULE (rule), "nl", "Doel ontbreekt");
  g_assert_true (leren_rule_add_parameter (LEREN_RULE (rule), "line", 3, 0, 9, "goals",
                                           "how many there should be", NULL));
  return rule;
}

static const char *const stuck[] = {
  STORY_TEAM,
  "{'type':'reflection','id':'r1','text':'x','case':'barbecue','level':'behaviour'}",
  "{'type':'reflection','id':'r2','text':'x','case':'barbecue','level':'behaviour'}",
  "{'type':'reflection','id':'r3','text':'x','case':'barbecue','level':'behaviour'}",
  "{'type':'reflection','id':'r4','text':'x','case':'barbecue','loop':'double'}",
  NULL
};

static void
test_rules (void)
{
  GListModel *rules = leren_rule_list ();

  g_assert_cmpuint (g_list_model_get_n_items (rules), >=, 6);
  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (LerenRule) rule = g_list_model_get_item (rules, i);
      g_autoptr (JsonNode) json = leren_rule_to_json (rule);
      g_auto (GStrv) parameters = leren_rule_list_parameters (rule);

      g_assert_true (leren_rule_is_built_in (rule));
      g_assert_true (leren_rule_lookup (leren_rule_get_id (rule)) == rule);
      g_assert_cmpstr (leren_rule_get_label (rule, "en"), !=, leren_rule_get_label (rule, "nl"));
      g_assert_nonnull (strstr (leren_rule_get_source (rule), "20"));
      g_assert_cmpuint (g_strv_length (parameters), >=, 2);
      g_assert_cmpuint (json_array_get_length (
                          json_object_get_array_member (json_node_get_object (json), "parameters")),
                        ==, g_strv_length (parameters));
      for (guint j = 0; parameters[j] != NULL; j++)
        {
          double value, minimum, maximum;

          g_assert_true (
            leren_rule_get_parameter (rule, parameters[j], &value, &minimum, &maximum));
          g_assert_true (value >= minimum && value <= maximum);
          g_assert_nonnull (leren_rule_get_parameter_unit (rule, parameters[j]));
          g_assert_nonnull (leren_rule_get_parameter_meaning (rule, parameters[j]));
        }
    }
  g_assert_null (leren_rule_lookup ("no-such-rule"));
}

/* warnings first, an own rule among the others */
static void
test_own (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenSnapshot) snapshot = story_take (stuck);
  g_autoptr (LerenDiagnosis) diagnosis = leren_diagnosis_new ();
  g_autoptr (TestRule) rule = own_rule (FINDS);
  g_autoptr (LerenFindings) findings = NULL;
  g_autoptr (LerenFinding) first = NULL;
  g_autoptr (LerenFinding) second = NULL;
  g_autoptr (JsonNode) json = NULL;

  g_assert_true (leren_diagnosis_add_rule (diagnosis, LEREN_RULE (rule), &error));
  g_assert_no_error (error);
  leren_diagnosis_set_parameter (diagnosis, "org.example.goal", "line", 4, &error);
  g_assert_no_error (error);
  findings = leren_diagnosis_run (diagnosis, snapshot, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rule->ran_on == g_thread_self ());

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 2);
  first = g_list_model_get_item (G_LIST_MODEL (findings), 0);
  second = g_list_model_get_item (G_LIST_MODEL (findings), 1);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (findings), 2));
  g_assert_cmpstr (leren_finding_get_rule (first), ==, "org.example.goal");
  g_assert_cmpfloat (leren_finding_get_figure (first), ==, 4);
  g_assert_cmpstr (leren_finding_get_explanation (first, "nl"), ==, "Het doel is niet vastgelegd.");
  g_assert_cmpstr (leren_finding_get_explanation (first, "nl_NL.UTF-8"), ==,
                   "Het doel is niet vastgelegd.");
  g_assert_cmpstr (leren_finding_get_questions (first, "nl")[0], ==, "To what end?");
  g_assert_cmpstr (leren_finding_get_source (first), ==, "Somebody 2020");
  g_assert_cmpstr (leren_finding_get_rule (second), ==, "stuck-level");

  json = leren_findings_to_json (findings);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (json), "records"), ==, 9);
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (json_node_get_object (json), "findings")),
    ==, 2);

  g_assert_false (leren_diagnosis_add_rule (diagnosis, LEREN_RULE (rule), &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_EXISTS);
}

static void
test_own_fails (void)
{
  static const int codes[] = { [FAILS_SILENTLY] = LEREN_ERROR_FAILED,
                               [NO_EVIDENCE] = LEREN_ERROR_MISSING,
                               [UNKNOWN_RECORD] = LEREN_ERROR_REFERENCE };
  g_autoptr (LerenSnapshot) snapshot = story_take (stuck);

  for (guint manner = FAILS_SILENTLY; manner <= UNKNOWN_RECORD; manner++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LerenDiagnosis) diagnosis = leren_diagnosis_new ();
      g_autoptr (TestRule) rule = own_rule (manner);

      leren_diagnosis_add_rule (diagnosis, LEREN_RULE (rule), NULL);
      g_assert_null (leren_diagnosis_run (diagnosis, snapshot, NULL, &error));
      g_assert_error (error, LEREN_ERROR, codes[manner]);
      g_assert_nonnull (strstr (error->message, "org.example.goal"));
    }
}

/* a rule that does not say how it runs */
static void
test_no_run (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenSnapshot) snapshot = story_take (stuck);
  g_autoptr (LerenDiagnosis) diagnosis = leren_diagnosis_new ();
  g_autoptr (LerenRule) rule = g_object_new (LEREN_TYPE_RULE, "id", "org.example.empty", NULL);

  leren_diagnosis_add_rule (diagnosis, rule, NULL);
  g_assert_null (leren_diagnosis_run (diagnosis, snapshot, NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED);
}

static void
test_wrong_names (void)
{
  g_autoptr (LerenDiagnosis) diagnosis = leren_diagnosis_new ();
  const char *unknown[] = { "stuck-level", "stuk-level", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_false (leren_diagnosis_select (diagnosis, unknown, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (leren_diagnosis_set_parameter (diagnosis, "no-rule", "x", 1, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (leren_diagnosis_set_parameter (diagnosis, "stuck-level", "x", 1, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "min-reflections"));
  g_clear_error (&error);
  g_assert_false (leren_diagnosis_set_parameter (diagnosis, "stuck-level", "min-share", 2, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (
    leren_diagnosis_set_parameter (diagnosis, "stuck-level", "min-share", NAN, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
}

static void
ran (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(LerenFindings **) data = leren_diagnosis_run_finish (LEREN_DIAGNOSIS (source), result, &error);
  g_assert_no_error (error);
}

static void
test_async (void)
{
  g_autoptr (LerenSnapshot) snapshot = story_take (stuck);
  g_autoptr (LerenDiagnosis) diagnosis = leren_diagnosis_new ();
  g_autoptr (TestRule) rule = own_rule (FINDS);
  g_autoptr (LerenFindings) findings = NULL;

  leren_diagnosis_add_rule (diagnosis, LEREN_RULE (rule), NULL);
  leren_diagnosis_run_async (diagnosis, snapshot, NULL, ran, &findings);
  while (findings == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (rule->ran_on == g_thread_self ());
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 2);
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenSnapshot) snapshot = story_take (stuck);
  g_autoptr (LerenDiagnosis) diagnosis = leren_diagnosis_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (leren_diagnosis_run (diagnosis, snapshot, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* nothing to look at, nothing found */
static void
test_empty (void)
{
  const char *records[] = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
  g_autoptr (LerenDiagnosis) diagnosis = leren_diagnosis_new ();
  g_autoptr (LerenFindings) findings = leren_diagnosis_run (diagnosis, snapshot, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 0);
  g_assert_cmpint (leren_findings_get_n_records (findings), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diagnosis/rules", test_rules);
  g_test_add_func ("/diagnosis/own", test_own);
  g_test_add_func ("/diagnosis/own-fails", test_own_fails);
  g_test_add_func ("/diagnosis/no-run", test_no_run);
  g_test_add_func ("/diagnosis/wrong-names", test_wrong_names);
  g_test_add_func ("/diagnosis/async", test_async);
  g_test_add_func ("/diagnosis/cancelled", test_cancelled);
  g_test_add_func ("/diagnosis/empty", test_empty);
  return g_test_run ();
}
