/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
/* The built-in frameworks, and theories to which others are added. */
#include "leren.h"

#include "theory/leren-theory-private.h"

#include <string.h>

/* The source tree: LEREN_SOURCE_ROOT, or seen from this file's folder */
static char *
source_path (const char *path)
{
  const char *root = g_getenv ("LEREN_SOURCE_ROOT");

  return root != NULL ? g_build_filename (root, path, NULL)
                      : g_test_build_filename (G_TEST_DIST, "..", "..", path, NULL);
}

static JsonNode *
read_source (const char *path)
{
  g_autofree char *full = source_path (path);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, full, &error);
  g_assert_no_error (error);
  return json_parser_steal_root (parser);
}

static LerenFramework *
framework_at (LerenTheory *theory, guint position)
{
  g_autoptr (LerenFramework) framework = g_list_model_get_item (G_LIST_MODEL (theory), position);

  return framework; /* the theory keeps it */
}

static LerenConcept *
concept_at (LerenFramework *framework, guint position)
{
  g_autoptr (LerenConcept) concept = g_list_model_get_item (G_LIST_MODEL (framework), position);

  return concept; /* the framework keeps it */
}

static LerenFramework *
make (const char *id, const char *concept, const char *crosswalk)
{
  g_autofree char *text = g_strdup_printf (
    "{\"format\": \"leren-framework\", \"version\": 1, \"id\": \"%s\", \"kind\": \"set\", "
    "\"label\": {\"en\": \"X\"}, \"concepts\": [{\"id\": \"%s\", \"label\": {\"en\": \"Y\"}}], "
    "\"crosswalk\": [%s]}",
    id, concept, crosswalk);
  g_autoptr (GError) error = NULL;
  LerenFramework *framework = leren_framework_from_json (text, -1, &error);

  g_assert_no_error (error);
  return framework;
}

/* The order of the design's table, its kinds and its concepts */
static void
test_table (void)
{
  g_autoptr (JsonNode) root = read_source ("tests/theory/table.json");
  LerenTheory *theory = leren_theory_get_default ();
  JsonArray *table;
  GEnumClass *kinds;

  kinds = g_type_class_ref (LEREN_TYPE_FRAMEWORK_KIND);
  table = json_object_get_array_member (json_node_get_object (root), "frameworks");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (theory)), ==,
                    json_array_get_length (table));
  for (guint i = 0; i < json_array_get_length (table); i++)
    {
      JsonArray *row = json_array_get_array_element (table, i);
      JsonArray *concepts = json_array_get_array_element (row, 2);
      LerenFramework *framework = framework_at (theory, i);
      const char *id = json_array_get_string_element (row, 0);
      GEnumValue *kind = g_enum_get_value (kinds, leren_framework_get_kind (framework));

      g_assert_cmpstr (leren_framework_get_id (framework), ==, id);
      g_assert_true (leren_framework_is_built_in (framework));
      g_assert_cmpstr (kind->value_nick, ==, json_array_get_string_element (row, 1));
      g_assert_true (leren_theory_get_framework (theory, id) == framework);
      g_assert_cmpuint (leren_framework_get_n_concepts (framework), ==,
                        json_array_get_length (concepts));
      for (guint j = 0; j < json_array_get_length (concepts); j++)
        {
          LerenConcept *concept = concept_at (framework, j);
          const char *concept_id = json_array_get_string_element (concepts, j);

          g_assert_cmpstr (leren_concept_get_id (concept), ==, concept_id);
          g_assert_cmpuint (leren_concept_get_index (concept), ==, j);
          g_assert_true (leren_theory_find_concept (theory, id, concept_id) == concept);
        }
    }
  g_type_class_unref (kinds);
}

/* A framework is a file and a line in libleren/theory/meson.build: this fails without the line. */
static void
test_every_file (void)
{
  g_autofree char *folder = source_path ("libleren/theory/frameworks");
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) directory = g_dir_open (folder, 0, &error);
  LerenTheory *theory = leren_theory_get_default ();
  const char *name;
  guint n_files = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename ("libleren/theory/frameworks", name, NULL);
      g_autofree char *id = NULL;
      g_autofree char *text = NULL;
      g_autoptr (JsonNode) before = NULL;
      g_autoptr (JsonNode) after = NULL;
      LerenFramework *framework;

      if (!g_str_has_suffix (name, ".json"))
        continue;
      id = g_strndup (name, strlen (name) - strlen (".json"));
      framework = leren_theory_get_framework (theory, id);
      if (framework == NULL)
        g_error ("%s is not in the list of libleren/theory/meson.build", name);
      n_files++;

      text = leren_framework_to_json (framework);
      before = read_source (path);
      after = json_from_string (text, NULL);
      g_assert_true (json_node_equal (before, after));
    }
  g_assert_cmpuint (n_files, ==, g_list_model_get_n_items (G_LIST_MODEL (theory)));
}

static void
assert_wording (const char *english, const char *dutch)
{
  g_assert_nonnull (english);
  g_assert_nonnull (dutch);
  g_assert_true (g_utf8_validate (english, -1, NULL) && *english != '\0');
  g_assert_true (g_utf8_validate (dutch, -1, NULL) && *dutch != '\0');
}

/* Everything is there in both languages. Which differs from which is for test-frameworks.py. */
static void
test_wording (void)
{
  LerenTheory *theory = leren_theory_get_default ();
  guint n_questions = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (theory)); i++)
    {
      LerenFramework *framework = framework_at (theory, i);

      assert_wording (leren_framework_get_label (framework, "en"),
                      leren_framework_get_label (framework, "nl"));
      assert_wording (leren_framework_get_description (framework, "en"),
                      leren_framework_get_description (framework, "nl"));
      g_assert_cmpstr (leren_framework_get_description (framework, "en"), !=,
                       leren_framework_get_description (framework, "nl"));
      g_assert_nonnull (leren_framework_get_citation (framework));
      for (guint j = 0; j < leren_framework_get_n_concepts (framework); j++)
        {
          LerenConcept *concept = concept_at (framework, j);
          const char *const *english = leren_concept_get_questions (concept, "en");
          const char *const *dutch = leren_concept_get_questions (concept, "nl");
          gboolean poles = leren_framework_get_kind (framework) == LEREN_FRAMEWORK_KIND_POLES;

          g_assert_cmpstr (leren_concept_get_framework (concept), ==,
                           leren_framework_get_id (framework));
          assert_wording (leren_concept_get_label (concept, "en"),
                          leren_concept_get_label (concept, "nl"));
          assert_wording (leren_concept_get_description (concept, "en"),
                          leren_concept_get_description (concept, "nl"));
          g_assert_cmpuint (leren_concept_get_n_poles (concept), ==, poles ? 2 : 0);
          for (guint k = 0; k < leren_concept_get_n_poles (concept); k++)
            assert_wording (leren_concept_get_pole_label (concept, k, "en"),
                            leren_concept_get_pole_label (concept, k, "nl"));
          g_assert_cmpuint (g_strv_length ((char **) english), ==, g_strv_length ((char **) dutch));
          for (guint k = 0; english[k] != NULL; k++, n_questions++)
            assert_wording (english[k], dutch[k]);
        }
    }
  g_assert_cmpuint (n_questions, >, 300);
}

static void
test_details (void)
{
  LerenTheory *theory = leren_theory_get_default ();
  LerenFramework *triad = leren_theory_get_framework (theory, "behaviour-triad");
  LerenConcept *practice = leren_theory_find_concept (theory, "workplace-mix", "practice");
  LerenConcept *pair = leren_theory_find_concept (theory, "mindset", "fixed-to-growth");
  LerenConcept *mode = leren_theory_find_concept (theory, "knowledge-conversion", "combination");

  g_assert_cmpstr (leren_framework_get_citation (triad), ==, "Poiesz 1999; Movisie 2018 (RL)");
  g_assert_cmpfloat (leren_concept_get_share (practice), ==, 0.7);
  g_assert_cmpstr (leren_concept_get_pole_label (pair, 0, "en"), !=,
                   leren_concept_get_pole_label (pair, 1, "en"));
  g_assert_cmpstr (json_object_get_string_member (leren_concept_get_attributes (mode), "yields"),
                   ==, "systemic");
  g_assert_null (leren_theory_get_framework (theory, "no-such"));
  g_assert_null (leren_theory_find_concept (theory, "no-such", "belief"));
  g_assert_null (leren_theory_find_concept (theory, "logical-levels", "no-such"));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (theory), 1000));
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (theory)) == LEREN_TYPE_FRAMEWORK);
}

static void
test_locale (void)
{
  LerenTheory *theory = leren_theory_get_default ();
  LerenConcept *belief = leren_theory_find_concept (theory, "logical-levels", "belief");

  g_setenv ("LANGUAGE", "nl_NL.UTF-8", TRUE);
  g_assert_cmpstr (leren_concept_get_label (belief, NULL), ==, "Overtuigingen");
  g_setenv ("LANGUAGE", "fr", TRUE);
  g_assert_cmpstr (leren_concept_get_label (belief, NULL), ==, "Belief");
  g_assert_cmpstr (leren_concept_get_label (belief, "nl_NL.UTF-8"), ==, "Overtuigingen");
  g_assert_cmpstr (leren_concept_get_label (belief, "fr"), ==, "Belief");
  g_assert_true (leren_concept_get_questions (belief, "fr") ==
                 leren_concept_get_questions (belief, "en"));
  g_unsetenv ("LANGUAGE");
}

static void
assert_correspond (LerenTheory *theory, const char *framework, const char *concept,
                   const char *expected)
{
  g_auto (GStrv) names = leren_theory_list_correspondences (theory, framework, concept);
  g_autofree char *joined = g_strjoinv (" ", names);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_correspondences (void)
{
  LerenTheory *theory = leren_theory_get_default ();
  guint n_entries = 0;

  assert_correspond (theory, "logical-levels", "belief",
                     "learning-loops/double learning-loops/triple");
  assert_correspond (theory, "learning-loops", "single",
                     "logical-levels/behaviour logical-levels/capability "
                     "defensive-reasoning/model-1");
  assert_correspond (theory, "logical-levels", "environment", "");
  assert_correspond (theory, "logical-levels", "no-such", "");
  assert_correspond (theory, "no-such", "belief", "");

  /* what one names, the other names back, and both exist */
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (theory)); i++)
    for (guint j = 0; j < leren_framework_get_n_concepts (framework_at (theory, i)); j++)
      {
        LerenConcept *concept = concept_at (framework_at (theory, i), j);
        const char *framework = leren_concept_get_framework (concept);
        const char *id = leren_concept_get_id (concept);
        g_autofree char *name = g_strconcat (framework, "/", id, NULL);
        g_auto (GStrv) names = leren_theory_list_correspondences (theory, framework, id);

        for (guint k = 0; names[k] != NULL; k++, n_entries++)
          {
            g_auto (GStrv) parts = g_strsplit (names[k], "/", 2);
            g_auto (GStrv) back = leren_theory_list_correspondences (theory, parts[0], parts[1]);

            g_assert_nonnull (leren_theory_find_concept (theory, parts[0], parts[1]));
            g_assert_true (g_strv_contains ((const char *const *) back, name));
          }
      }
  g_assert_cmpuint (n_entries, >, 80);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  guint *seen = data;

  g_assert_cmpuint (removed, ==, 0);
  g_assert_cmpuint (position + added, ==, g_list_model_get_n_items (model));
  *seen += added;
}

static void
refuse (LerenTheory *theory, LerenFramework *framework, LerenError code, const char *message)
{
  g_autoptr (GError) error = NULL;
  guint before = g_list_model_get_n_items (G_LIST_MODEL (theory));

  g_assert_false (leren_theory_add_framework (theory, framework, &error));
  g_assert_error (error, LEREN_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, message));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (theory)), ==, before);
}

#define ENTRY(from, to) "{\"from\": \"" from "\", \"to\": \"" to "\"}"

static void
test_add (void)
{
  g_autoptr (LerenTheory) theory = leren_theory_new ();
  g_autoptr (LerenFramework) own = make ("own", "a", ENTRY ("a", "pdca/plan"));
  g_autoptr (LerenFramework) same = make ("own", "a", ENTRY ("a", "pdca/plan"));
  g_autoptr (LerenFramework) other = make ("own", "b", "");
  g_autoptr (LerenFramework) built_in = make ("pdca", "a", "");
  g_autoptr (LerenFramework) no_framework = make ("two", "a", ENTRY ("a", "three/x"));
  g_autoptr (LerenFramework) no_concept = make ("two", "a", ENTRY ("a", "own/b"));
  g_autoptr (LerenFramework) on_own = make ("two", "a", ENTRY ("a", "own/a"));
  LerenFramework *pdca = leren_theory_get_framework (leren_theory_get_default (), "pdca");
  guint n_built_in = g_list_model_get_n_items (G_LIST_MODEL (leren_theory_get_default ()));
  g_autoptr (GError) error = NULL;
  guint seen = 0;

  g_signal_connect (theory, "items-changed", G_CALLBACK (on_items_changed), &seen);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (theory)), ==, n_built_in);
  g_assert_true (leren_theory_get_framework (theory, "pdca") == pdca);

  refuse (leren_theory_get_default (), own, LEREN_ERROR_STATE,
          "the default theory cannot be added");
  refuse (theory, built_in, LEREN_ERROR_EXISTS, "“pdca”: id is that of a built-in framework");
  refuse (
    theory, on_own, LEREN_ERROR_REFERENCE,
    "“two”: crosswalk[0].to names “own/a”, but there is no framework “own”; add that one first");
  g_assert_null (leren_theory_get_framework (theory, "two"));

  g_assert_true (leren_theory_add_framework (theory, own, &error));
  g_assert_no_error (error);
  g_assert_true (leren_theory_add_framework (theory, own, &error));
  g_assert_true (leren_theory_add_framework (theory, same, &error));
  g_assert_true (leren_theory_add_framework (theory, pdca, &error));
  g_assert_cmpuint (seen, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (theory)), ==, n_built_in + 1);
  g_assert_true (leren_theory_get_framework (theory, "own") == own);
  g_assert_null (leren_theory_get_framework (leren_theory_get_default (), "own"));

  refuse (theory, other, LEREN_ERROR_EXISTS, "“own”: id is that of another framework");
  refuse (theory, no_framework, LEREN_ERROR_REFERENCE, "there is no framework “three”");
  refuse (theory, no_concept, LEREN_ERROR_REFERENCE, "but framework “own” has no such concept");
  g_assert_true (leren_theory_add_framework (theory, on_own, &error));
  g_assert_cmpuint (seen, ==, 2);

  assert_correspond (theory, "own", "a", "pdca/plan two/a");
  assert_correspond (theory, "two", "a", "own/a");
  g_assert_true (
    g_str_has_suffix (leren_framework_get_id (framework_at (theory, n_built_in + 1)), "two"));
}

/* Several that name each other: all or none */
static void
test_add_all (void)
{
  g_autoptr (LerenTheory) theory = leren_theory_new ();
  g_autoptr (LerenFramework) one = make ("one", "a", ENTRY ("a", "two/b"));
  g_autoptr (LerenFramework) two = make ("two", "b", ENTRY ("b", "one/a"));
  g_autoptr (LerenFramework) wrong = make ("three", "c", ENTRY ("c", "one/b"));
  LerenFramework *all[] = { one, two, wrong };
  g_autoptr (GError) error = NULL;
  guint seen = 0;

  g_signal_connect (theory, "items-changed", G_CALLBACK (on_items_changed), &seen);
  g_assert_false (_leren_theory_add_all (theory, all, 3, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_REFERENCE);
  g_clear_error (&error);
  g_assert_null (leren_theory_get_framework (theory, "one"));
  g_assert_cmpuint (seen, ==, 0);

  g_assert_true (_leren_theory_add_all (theory, all, 2, &error));
  g_assert_cmpuint (seen, ==, 2);
  assert_correspond (theory, "one", "a", "two/b");
}

int
main (int argc, char **argv)
{
  g_unsetenv ("LANGUAGE");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/theory/table", test_table);
  g_test_add_func ("/theory/every-file", test_every_file);
  g_test_add_func ("/theory/wording", test_wording);
  g_test_add_func ("/theory/details", test_details);
  g_test_add_func ("/theory/locale", test_locale);
  g_test_add_func ("/theory/correspondences", test_correspondences);
  g_test_add_func ("/theory/add", test_add);
  g_test_add_func ("/theory/add-all", test_add_all);
  return g_test_run ();
}
