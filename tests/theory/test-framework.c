/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
/* Framework files of the user's own: what is read, written and loaded. */
#include "leren.h"

#include "framework-text.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static LerenFramework *
read_right (void)
{
  g_autofree char *text = json (right);
  g_autoptr (GError) error = NULL;
  LerenFramework *framework = leren_framework_from_json (text, -1, &error);

  g_assert_no_error (error);
  return framework;
}

static void
test_right (void)
{
  g_autoptr (LerenFramework) framework = read_right ();
  g_autoptr (LerenConcept) second = NULL;
  LerenConcept *concept = leren_framework_get_concept (framework, "to-people");
  JsonObject *attributes = leren_concept_get_attributes (concept);
  g_autofree char *id = NULL;
  LerenFrameworkKind kind;
  gboolean built_in;

  g_assert_cmpstr (leren_framework_get_id (framework), ==, "trust");
  g_assert_cmpint (leren_framework_get_kind (framework), ==, LEREN_FRAMEWORK_KIND_POLES);
  g_assert_false (leren_framework_is_built_in (framework));
  g_object_get (framework, "id", &id, "kind", &kind, "built-in", &built_in, NULL);
  g_assert_cmpstr (id, ==, "trust");
  g_assert_cmpint (kind, ==, LEREN_FRAMEWORK_KIND_POLES);
  g_assert_false (built_in);
  g_assert_cmpstr (leren_framework_get_citation (framework), ==, "Ada 1978 (LT2)");
  g_assert_cmpuint (leren_framework_get_n_concepts (framework), ==, 2);
  g_assert_null (leren_framework_get_concept (framework, "to-nobody"));

  g_assert_cmpuint (leren_concept_get_index (concept), ==, 0);
  g_assert_cmpstr (leren_concept_get_framework (concept), ==, "trust");
  g_assert_true (leren_concept_has_share (concept));
  g_assert_cmpfloat (leren_concept_get_share (concept), ==, 0.7);
  g_assert_cmpuint (leren_concept_get_n_poles (concept), ==, 2);
  g_assert_cmpstr (leren_concept_get_pole_label (concept, 0, "en"), ==, "Closed");
  g_assert_cmpstr (leren_concept_get_pole_label (concept, 1, "nl"), ==, "Open");
  g_assert_null (leren_concept_get_pole_label (concept, 2, "en"));
  g_assert_cmpint (json_object_get_int_member (attributes, "x"), ==, 1);
  g_assert_true (json_object_is_immutable (attributes));

  second = g_list_model_get_item (G_LIST_MODEL (framework), 1);
  g_assert_true (second == leren_framework_get_concept (framework, "to-rules"));
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (framework)) == LEREN_TYPE_CONCEPT);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (framework), 2));
  g_assert_false (leren_concept_has_share (second));
  g_assert_true (isnan (leren_concept_get_share (second)));
  g_assert_null (leren_concept_get_attributes (second));
  g_assert_null (leren_concept_get_description (second, "en"));
  g_assert_null (leren_concept_get_questions (second, "en")[0]);
}

/* A concept outlives its framework. */
static void
test_concept_alone (void)
{
  LerenFramework *framework = read_right ();
  g_autoptr (LerenConcept) concept = g_list_model_get_item (G_LIST_MODEL (framework), 0);

  g_object_unref (framework);
  g_assert_cmpstr (leren_concept_get_label (concept, "en"), ==, "To people");
  g_assert_cmpstr (leren_concept_get_questions (concept, "en")[1], ==, "When?");
  g_assert_cmpstr (leren_concept_get_framework (concept), ==, "trust");
}

static void
test_languages (void)
{
  static const struct {
    const char *language, *label;
  } asked[] = {
    { "en", "Trust" },
    { "nl", "Vertrouwen" },
    { "nl_NL.UTF-8", "Vertrouwen" },
    { "NL", "Vertrouwen" },
    { "nl-BE", "Vertrouwen" },
    { "nl_NL@euro", "Vertrouwen" },
    { "nl.UTF-8", "Vertrouwen" },
    { "n", "Trust" },
    { "nla", "Trust" },
    { "de", "Trust" },
    { "C", "Trust" },
    { "", "Trust" },
    { "_", "Trust" },
    { "-nl", "Trust" },
    { ".nl", "Trust" },
    { "en-Latn-NL", "Trust" },
  };
  g_autoptr (LerenFramework) framework = read_right ();
  LerenConcept *people = leren_framework_get_concept (framework, "to-people");
  LerenConcept *rules = leren_framework_get_concept (framework, "to-rules");

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    g_assert_cmpstr (leren_framework_get_label (framework, asked[i].language), ==, asked[i].label);
  /* what is in neither is given in what there is */
  g_assert_cmpstr (leren_concept_get_label (rules, "nl"), ==, "Aux règles");
  g_assert_cmpstr (leren_concept_get_description (people, "en"), ==, "Les gens.");
  /* an empty list is none */
  g_assert_cmpstr (leren_concept_get_questions (people, "nl")[0], ==, "Who?");
  g_assert_cmpuint (g_strv_length ((char **) leren_concept_get_questions (people, "nl")), ==, 2);

  g_setenv ("LANGUAGE", "de:nl_NL", TRUE);
  g_assert_cmpstr (leren_framework_get_label (framework, NULL), ==, "Vertrouwen");
  g_setenv ("LANGUAGE", "de", TRUE);
  g_assert_cmpstr (leren_framework_get_label (framework, NULL), ==, "Trust");
  g_setenv ("LANGUAGE", "C", TRUE);
  g_assert_cmpstr (leren_framework_get_label (framework, NULL), ==, "Trust");
  g_unsetenv ("LANGUAGE");
}

static void
test_round_trip (void)
{
  g_autoptr (LerenFramework) framework = read_right ();
  g_autofree char *written = leren_framework_to_json (framework);
  g_autoptr (LerenFramework) again = leren_framework_from_json (written, strlen (written), NULL);
  g_autofree char *written_again = leren_framework_to_json (again);
  g_autofree char *given = json (right);
  g_autoptr (JsonNode) before = json_from_string (given, NULL);
  g_autoptr (JsonNode) after = json_from_string (written, NULL);

  g_assert_null (strchr (written, '\n'));
  g_assert_nonnull (strstr (written, "\"share\":0.70,"));
  g_assert_nonnull (strstr (written, "\"org.example.more\":{\"number\":1.50,\"list\":[]}"));
  g_assert_true (json_node_equal (before, after));
  g_assert_cmpstr (written, ==, written_again);
}

typedef struct {
  char *folder;
  GFile *file;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  g_autofree char *path = NULL;

  place->folder = g_dir_make_tmp ("leren-XXXXXX", NULL);
  path = g_build_filename (place->folder, "trust.json", NULL);
  place->file = g_file_new_for_path (path);
}

static void
tear_down (Place *place, gconstpointer data)
{
  g_file_delete (place->file, NULL, NULL);
  g_rmdir (place->folder);
  g_object_unref (place->file);
  g_free (place->folder);
}

static void
put (Place *place, const char *text, gsize length)
{
  g_assert_true (g_file_set_contents (g_file_peek_path (place->file), text, length, NULL));
}

static void
test_load (Place *place, gconstpointer data)
{
  g_autofree char *given = json (right);
  g_autofree char *wrong = replaced ("'poles'", "'pole'");
  g_autofree char *large = g_strnfill (MAX_BYTES + 1, ' ');
  g_autoptr (LerenFramework) framework = NULL;
  g_autoptr (GFile) folder = g_file_new_for_path (place->folder);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (leren_framework_load (place->file, NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "trust.json: there is no such file"));
  g_clear_error (&error);

  put (place, given, strlen (given));
  framework = leren_framework_load (place->file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (leren_framework_get_id (framework), ==, "trust");

  put (place, wrong, strlen (wrong));
  g_assert_null (leren_framework_load (place->file, NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "trust.json: framework “trust”: kind is"));
  g_clear_error (&error);

  put (place, "", 0);
  g_assert_null (leren_framework_load (place->file, NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_SYNTAX);
  g_clear_error (&error);

  memcpy (large, given, strlen (given));
  put (place, large, MAX_BYTES);
  g_object_unref (leren_framework_load (place->file, NULL, NULL));
  put (place, large, MAX_BYTES + 1);
  g_assert_null (leren_framework_load (place->file, NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_LIMIT);
  g_clear_error (&error);

  g_assert_null (leren_framework_load (folder, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);

  g_cancellable_cancel (cancelled);
  g_assert_null (leren_framework_load (place->file, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static LerenFramework *
load_async (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  leren_framework_load_async (file, cancellable, on_loaded, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return leren_framework_load_finish (result, error);
}

static void
test_load_async (Place *place, gconstpointer data)
{
  g_autofree char *given = json (right);
  g_autoptr (LerenFramework) framework = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (load_async (place->file, NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
  g_clear_error (&error);

  put (place, given, strlen (given));
  framework = load_async (place->file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (leren_framework_get_id (framework), ==, "trust");

  g_cancellable_cancel (cancelled);
  g_assert_null (load_async (place->file, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What a binding makes with `new` does nothing, and breaks nothing. */
static void
test_without_content (void)
{
  g_autoptr (LerenFramework) framework = g_object_new (LEREN_TYPE_FRAMEWORK, NULL);
  g_autoptr (LerenConcept) concept = g_object_new (LEREN_TYPE_CONCEPT, NULL);
  g_autoptr (LerenTheory) theory = leren_theory_new ();
  g_autofree char *text = leren_framework_to_json (framework);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (text, ==, "{}");
  g_assert_cmpstr (leren_framework_get_id (framework), ==, "");
  g_assert_cmpstr (leren_framework_get_label (framework, NULL), ==, "");
  g_assert_null (leren_framework_get_description (framework, NULL));
  g_assert_null (leren_framework_get_citation (framework));
  g_assert_cmpuint (leren_framework_get_n_concepts (framework), ==, 0);
  g_assert_null (leren_framework_get_concept (framework, ""));
  g_assert_cmpstr (leren_concept_get_id (concept), ==, "");
  g_assert_cmpstr (leren_concept_get_framework (concept), ==, "");
  g_assert_cmpstr (leren_concept_get_label (concept, "nl"), ==, "");
  g_assert_null (leren_concept_get_questions (concept, "nl")[0]);
  g_assert_null (leren_concept_get_attributes (concept));
  g_assert_false (leren_concept_has_share (concept));
  g_assert_false (leren_theory_add_framework (theory, framework, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_unsetenv ("LANGUAGE");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/framework/right", test_right);
  g_test_add_func ("/framework/concept-alone", test_concept_alone);
  g_test_add_func ("/framework/languages", test_languages);
  g_test_add_func ("/framework/round-trip", test_round_trip);
  g_test_add ("/framework/load", Place, NULL, set_up, test_load, tear_down);
  g_test_add ("/framework/load-async", Place, NULL, set_up, test_load_async, tear_down);
  g_test_add_func ("/framework/without-content", test_without_content);
  return g_test_run ();
}
