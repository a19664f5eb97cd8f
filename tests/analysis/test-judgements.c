/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "agreement-fixture.h"
#include "story.h"

static void
assert_table (const char *text, const char *units, const char *coders)
{
  g_autoptr (LerenJudgements) judgements = table_read (text);
  g_auto (GStrv) all_units = leren_judgements_list_units (judgements);
  g_auto (GStrv) all_coders = leren_judgements_list_coders (judgements);
  g_autofree char *found_units = g_strjoinv ("|", all_units);
  g_autofree char *found_coders = g_strjoinv ("|", all_coders);

  g_assert_cmpstr (found_units, ==, units);
  g_assert_cmpstr (found_coders, ==, coders);
  g_assert_cmpuint (leren_judgements_get_n_units (judgements), ==, g_strv_length (all_units));
  g_assert_cmpuint (leren_judgements_get_n_coders (judgements), ==, g_strv_length (all_coders));
}

static void
test_forms_of_tables (void)
{
  assert_table ("unit,An,Bo\na,1,2\nb,,3\n", "a|b", "An|Bo");
  assert_table ("An,Bo\n1,2\n3,4", "1|2", "An|Bo");
  assert_table ("unit,An,Bo\r\na,1,2\r\n\r\nb,1,2\r\n", "a|b", "An|Bo");
  assert_table ("\xef\xbb\xbfunit,An,Bo\na,1,2\n", "a", "An|Bo");
  assert_table ("unit;An;Bo\na;1;2\n", "a", "An|Bo");
  assert_table ("Unit\tAn\tBo\na\t\t2\n", "a", "An|Bo");
  assert_table ("\"unit\",\"Jansen, An\",\"the \"\"other\"\"\"\n\"two\nlines\",1,2\n", "two\nlines",
                "Jansen, An|the \"other\"");
  assert_table ("unit,\"An;Bo\",Cas\na,1,2\n", "a", "An;Bo|Cas");
  assert_table ("An\n1\n", "1", "An");
  assert_table ("An,Bo\n", "", "An|Bo");
}

static void
test_values_of_a_table (void)
{
  g_autoptr (LerenJudgements) judgements =
    table_read ("unit,An,Bo\na, zorg op maat ,\"\"\nb,\"één, twee\",\n");

  g_assert_cmpstr (leren_judgements_get (judgements, "a", "An"), ==, "zorg op maat");
  g_assert_null (leren_judgements_get (judgements, "a", "Bo"));
  g_assert_cmpstr (leren_judgements_get (judgements, "b", "An"), ==, "één, twee");
  g_assert_null (leren_judgements_get (judgements, "b", "Bo"));
  g_assert_null (leren_judgements_get (judgements, "nobody", "An"));
}

static void
test_faults_of_tables (void)
{
  static const struct {
    const char *table;
    LerenError code;
    const char *says;
  } cases[] = {
    { "", LEREN_ERROR_SYNTAX, "table.csv: is empty" },
    { "\n\n", LEREN_ERROR_SYNTAX, "is empty" },
    { "unit\na\n", LEREN_ERROR_SYNTAX, "line 1: no coder" },
    { "unit,An,\na,1,2\n", LEREN_ERROR_SYNTAX, "line 1, column 3: no name" },
    { "An,An\n1,2\n", LEREN_ERROR_DUPLICATE, "line 1, column 2: coder “An”" },
    { "unit,An,Bo\na,1,2\nb,1\n", LEREN_ERROR_SYNTAX,
      "line 3: 2 fields, where the first row has 3" },
    { "unit,An,Bo\na,1,2,3\n", LEREN_ERROR_SYNTAX, "line 2: 4 fields" },
    { "unit,An\na,1\nb,1\na,2\n", LEREN_ERROR_DUPLICATE, "line 4: unit “a” has line 2 already" },
    { "unit,An\na,1\n,2\n", LEREN_ERROR_MISSING, "line 3, column 1" },
    { "unit,An\na,1\nb,\"x\ny\nz", LEREN_ERROR_SYNTAX, "line 3: the file ends within quotation" },
    { "unit,An\na,1\nb,x\"y\n", LEREN_ERROR_SYNTAX, "line 3: a quotation mark at character 4" },
    { "unit,An\na,\xff\n", LEREN_ERROR_SYNTAX, "line 2: this is not UTF-8" },
    { "unit,An\n\"a\nb\",1\nc\n", LEREN_ERROR_SYNTAX, "line 4: 1 fields" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (table_try (cases[i].table, &error));
      g_assert_error (error, LEREN_ERROR, (int) cases[i].code);
      if (strstr (error->message, cases[i].says) == NULL || strchr (error->message, '\n') != NULL)
        g_error ("%s", error->message);
    }
}

/* What cannot be read leaves the table as it was. */
static void
test_reading_replaces_or_nothing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenJudgements) judgements = table_read ("unit,An\nold,1\n");
  g_autoptr (GInputStream) bad = g_memory_input_stream_new_from_data ("unit,An\nnew\n", -1, NULL);
  g_autoptr (GInputStream) good =
    g_memory_input_stream_new_from_data ("unit,Bo\nnew,2\n", -1, NULL);
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nowhere/table.csv");

  g_assert_false (leren_judgements_read_stream (judgements, bad, "bad.csv", NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_SYNTAX);
  g_clear_error (&error);
  g_assert_false (leren_judgements_read_file (judgements, nowhere, NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "/nowhere/table.csv"));
  g_clear_error (&error);
  g_assert_cmpstr (leren_judgements_get (judgements, "old", "An"), ==, "1");

  g_assert_true (leren_judgements_read_stream (judgements, good, "good.csv", NULL, &error));
  g_assert_null (leren_judgements_get (judgements, "old", "An"));
  g_assert_cmpstr (leren_judgements_get (judgements, "new", "Bo"), ==, "2");
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_async (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenJudgements) judgements = leren_judgements_new ();
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data ("unit,Bo\nnew,2\n", -1, NULL);
  g_autofree char *path = g_build_filename (g_getenv ("LEREN_SOURCE_ROOT"), "tests", "data",
                                            "agreement", "krippendorff-2011.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) first = NULL, second = NULL;

  leren_judgements_read_stream_async (judgements, stream, "t.csv", NULL, keep_result, &first);
  while (first == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (leren_judgements_get_n_units (judgements), ==, 0);
  g_assert_true (leren_judgements_read_stream_finish (judgements, first, &error));
  g_assert_cmpuint (leren_judgements_get_n_units (judgements), ==, 1);
  leren_judgements_read_file_async (judgements, file, NULL, keep_result, &second);
  while (second == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (leren_judgements_read_file_finish (judgements, second, &error));
  g_assert_cmpuint (leren_judgements_get_n_units (judgements), ==, 12);
}

static void
test_filling (void)
{
  const char *const words[] = { "yes", "", "no", NULL };
  const double numbers[] = { 0.1, NAN, -0.0, 3 };
  g_autoptr (LerenJudgements) judgements = leren_judgements_new ();
  g_autoptr (LerenTable) table = NULL;
  g_autofree char *unit = NULL;
  g_autofree char *value = NULL;

  leren_judgements_set_coder (judgements, "An", words);
  leren_judgements_set_coder_numbers (judgements, "Bo", numbers, G_N_ELEMENTS (numbers));
  leren_judgements_set (judgements, "later", "Cas", "yes");
  leren_judgements_set (judgements, "later", "Cas", "no");
  leren_judgements_set (judgements, "1", "An", NULL);
  g_assert_null (leren_judgements_get (judgements, "1", "An"));
  g_assert_null (leren_judgements_get (judgements, "2", "An"));
  g_assert_cmpstr (leren_judgements_get (judgements, "3", "An"), ==, "no");
  g_assert_cmpstr (leren_judgements_get (judgements, "1", "Bo"), ==, "0.1");
  g_assert_null (leren_judgements_get (judgements, "2", "Bo"));
  g_assert_cmpstr (leren_judgements_get (judgements, "3", "Bo"), ==, "0");
  g_assert_cmpstr (leren_judgements_get (judgements, "4", "Bo"), ==, "3");
  g_assert_cmpstr (leren_judgements_get (judgements, "later", "Cas"), ==, "no");
  g_assert_cmpuint (leren_judgements_get_n_units (judgements), ==, 5);

  table = leren_judgements_get_table (judgements);
  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 5);
  g_assert_cmpint (leren_table_find_column (table, "Cas"), ==, 3);
  unit = leren_table_dup_text (table, 0, 4);
  g_assert_cmpstr (unit, ==, "later");
  value = leren_table_dup_text (table, 3, 4);
  g_assert_cmpstr (value, ==, "no");
  g_assert_false (leren_table_is_present (table, 1, 4));
}

/* Two members of the team code what they said at the barbecue; one of them cannot choose. */
#define CODED                                                                                      \
  STORY_TEAM, "{'type':'participant','id':'an','name':'An'}",                                      \
    "{'type':'participant','id':'bo','name':'Bo'}",                                                \
    "{'type':'reflection','id':'r1','text':'They only watch us cook.','case':'barbecue'}",         \
    "{'type':'reflection','id':'r2','text':'I believe they can do it.'}",                          \
    "{'type':'reflection','id':'r3','text':'Who am I then?'}",                                     \
    CODING ("1", "r1", "behaviour", "an"), CODING ("2", "r1", "behaviour", "bo"),                  \
    CODING ("3", "r2", "belief", "an"), CODING ("4", "r2", "identity", "bo"),                      \
    CODING ("5", "r3", "identity", "an"), CODING ("6", "r3", "identity", "bo"),                    \
    CODING ("7", "r3", "belief", "bo"), CODING ("8", "r3", "belief", "bo"),                        \
    "{'type':'coding','id':'9','target':'r1','framework':'learning-loops','concept':'single',"     \
    "'coder':'an'}",                                                                               \
    "{'type':'coding','id':'10','target':'r1','framework':'logical-levels',"                       \
    "'concept':'environment','coder':'an','start':0,'end':4,'weight':0.5}"
#define CODING(id, target, concept, coder)                                                         \
  "{'type':'coding','id':'" id "','target':'" target "','framework':'logical-levels',"             \
  "'concept':'" concept "','coder':'" coder "'}"

static void
test_codings (void)
{
  static const char *const records[] = { CODED, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
  g_autoptr (LerenJudgements) judgements = leren_judgements_new ();
  g_autoptr (LerenAgreement) nominal = NULL, ordinal = NULL;
  g_auto (GStrv) scale = NULL;
  g_autofree char *levels = NULL;

  g_assert_true (leren_judgements_read_codings (judgements, snapshot, "logical-levels", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (leren_judgements_get_n_units (judgements), ==, 4);
  g_assert_cmpuint (leren_judgements_get_n_coders (judgements), ==, 2);
  g_assert_cmpstr (leren_judgements_get (judgements, "r1", "an"), ==, "behaviour");
  g_assert_cmpstr (leren_judgements_get (judgements, "r1:0-4", "an"), ==, "environment");
  g_assert_null (leren_judgements_get (judgements, "r1:0-4", "bo"));
  /* in the order of the framework, and each once */
  g_assert_cmpstr (leren_judgements_get (judgements, "r3", "bo"), ==, "belief + identity");
  scale = leren_judgements_list_scale (judgements);
  levels = g_strjoinv (" ", scale);
  g_assert_cmpstr (levels, ==, "environment behaviour capability belief identity meaning");

  nominal = table_measure (judgements, LEREN_METRIC_NOMINAL);
  g_assert_cmpuint (leren_agreement_get_n_pairable (nominal), ==, 6);
  g_assert_cmpuint (leren_agreement_get_n_set_aside (nominal), ==, 0);
  g_assert_cmpfloat_with_epsilon (leren_agreement_get_percent_agreement (nominal), 1 / 3.0, 1e-15);
  /* by place on the ladder: both who could not choose and what cannot be paired stay out */
  ordinal = table_measure (judgements, LEREN_METRIC_ORDINAL);
  g_assert_cmpuint (leren_agreement_get_n_pairable (ordinal), ==, 4);
  g_assert_cmpuint (leren_agreement_get_n_set_aside (ordinal), ==, 1);
  /* behaviour twice, belief and identity once: ranks 1, 2.5 and 3.5; D_o = 2 / 4,
   * D_e = 2 (2 1.5² + 2 2.5² + 1) / 12 */
  g_assert_cmpfloat_with_epsilon (leren_agreement_get_alpha (ordinal),
                                  1 - (2 / 4.0) / (2 * (4.5 + 12.5 + 1) / 12), 1e-12);

  g_assert_false (leren_judgements_read_codings (judgements, snapshot, "nonsense", &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
  g_assert_cmpuint (leren_judgements_get_n_units (judgements), ==, 4);
}

static void
test_weights (void)
{
  static const char *const records[] = {
    STORY_TEAM,
    "{'type':'coding','id':'1','target':'barbecue','framework':'logical-levels','concept':'belief',"
    "'coder':'worker','weight':2}",
    "{'type':'coding','id':'2','target':'barbecue','framework':'logical-levels','concept':'belief',"
    "'coder':'coach','weight':3}",
    "{'type':'coding','id':'3','target':'barbecue','framework':'logical-levels','concept':'meaning',"
    "'coder':'coach','weight':1}",
    "{'type':'coding','id':'4','target':'barbecue','framework':'logical-levels','concept':'meaning',"
    "'coder':'worker'}",
    "{'type':'coding','id':'5','target':'practice','framework':'logical-levels','concept':'belief',"
    "'coder':'worker','weight':1}",
    "{'type':'coding','id':'6','target':'practice','framework':'logical-levels','concept':'belief',"
    "'coder':'worker','weight':1.5}",
    NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
  g_autoptr (LerenJudgements) judgements = leren_judgements_new ();
  g_autoptr (LerenAgreement) agreement = NULL;

  g_assert_true (leren_judgements_read_weights (judgements, snapshot, "logical-levels", &error));
  g_assert_cmpstr (leren_judgements_get (judgements, "barbecue/belief", "coach"), ==, "3");
  g_assert_cmpstr (leren_judgements_get (judgements, "barbecue/meaning", "coach"), ==, "1");
  g_assert_null (leren_judgements_get (judgements, "barbecue/meaning", "worker"));
  agreement = table_measure (judgements, LEREN_METRIC_RATIO);
  g_assert_cmpuint (leren_agreement_get_n_pairable (agreement), ==, 2);
  g_assert_cmpuint (leren_agreement_get_n_set_aside (agreement), ==, 1);
  g_assert_cmpfloat_with_epsilon (leren_agreement_get_observed_disagreement (agreement), 1 / 25.0,
                                  1e-15);
}

/* Only what belongs to the scope is compared; without codings there is nothing to say. */
static void
test_scope (void)
{
  static const char *const records[] = { CODED, NULL };
  static const char *const none[] = { STORY_TEAM, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = story_tell (records);
  g_autoptr (LerenScope) scope = leren_scope_new ();
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_autoptr (LerenSnapshot) empty = story_take (none);
  g_autoptr (LerenJudgements) judgements = leren_judgements_new ();
  g_autoptr (LerenAgreement) agreement = NULL;

  leren_scope_set_case (scope, "barbecue");
  snapshot = leren_snapshot_take (store, scope, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (leren_judgements_read_codings (judgements, snapshot, "logical-levels", &error));
  g_assert_cmpuint (leren_judgements_get_n_units (judgements), ==, 2);
  g_assert_cmpstr (leren_judgements_get (judgements, "r1", "bo"), ==, "behaviour");

  g_assert_true (leren_judgements_read_codings (judgements, empty, "logical-levels", &error));
  agreement = table_measure (judgements, LEREN_METRIC_ORDINAL);
  assert_undefined (leren_agreement_get_alpha (agreement));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/judgements/forms-of-tables", test_forms_of_tables);
  g_test_add_func ("/judgements/values-of-a-table", test_values_of_a_table);
  g_test_add_func ("/judgements/faults-of-tables", test_faults_of_tables);
  g_test_add_func ("/judgements/reading-replaces-or-nothing", test_reading_replaces_or_nothing);
  g_test_add_func ("/judgements/async", test_async);
  g_test_add_func ("/judgements/filling", test_filling);
  g_test_add_func ("/judgements/codings", test_codings);
  g_test_add_func ("/judgements/weights", test_weights);
  g_test_add_func ("/judgements/scope", test_scope);
  return g_test_run ();
}
