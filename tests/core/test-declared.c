/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "leren.h"

/* A type of one's own that nobody registered */

#define VISIT_TYPE (visit_get_type ())
G_DECLARE_FINAL_TYPE (Visit, visit, TEST, VISIT, LerenRecord)

struct _Visit {
  LerenRecord parent_instance;

  LerenReflectionLevel level;
};

G_DEFINE_FINAL_TYPE (Visit, visit, LEREN_TYPE_RECORD)

static void
visit_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TEST_VISIT (object)->level = g_value_get_enum (value);
}

static void
visit_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_enum (value, TEST_VISIT (object)->level);
}

static void
visit_class_init (VisitClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->set_property = visit_set_property;
  object_class->get_property = visit_get_property;
  g_object_class_install_property (
    object_class, 1,
    g_param_spec_enum ("level", NULL, NULL, LEREN_TYPE_REFLECTION_LEVEL, 0, G_PARAM_READWRITE));
}

static void
visit_init (Visit *self)
{
}

static const LerenField *
field_of (const char *record_type, const char *name)
{
  return leren_declaration_find_field (leren_declaration_lookup (record_type), name);
}

static void
test_lookup_type (void)
{
  static const struct {
    const char *name;
    const char *plural;
  } built_in[] = {
    { "practice", "practices" },       { "team", "teams" },
    { "participant", "participants" }, { "case", "cases" },
    { "session", "sessions" },         { "contribution", "contributions" },
    { "reflection", "reflections" },   { "action", "actions" },
    { "knowledge", "knowledge" },      { "conversion", "conversions" },
    { "tension", "tensions" },         { "rating", "ratings" },
    { "coding", "codings" },
  };
  const GType no_types[] = { G_TYPE_OBJECT, G_TYPE_STRING, G_TYPE_INVALID, LEREN_TYPE_RECORD,
                             LEREN_TYPE_UNKNOWN_RECORD };
  LerenDeclaration *declaration;

  for (gsize i = 0; i < G_N_ELEMENTS (built_in); i++)
    {
      g_autoptr (GError) error = NULL;

      declaration = leren_declaration_lookup (built_in[i].name);
      g_assert_cmpstr (leren_declaration_get_plural (declaration), ==, built_in[i].plural);
      g_assert_true (declaration == leren_declaration_lookup_type (
                                      leren_declaration_get_object_type (declaration), &error));
      g_assert_no_error (error);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (no_types); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (leren_declaration_lookup_type (no_types[i], &error));
      g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
      g_clear_error (&error);
      g_assert_null (leren_declaration_register (no_types[i], "org.example.none", &error));
      g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
    }
}

static void
test_lookup_own_type (void)
{
  g_autoptr (GError) error = NULL;
  LerenDeclaration *declaration = leren_declaration_lookup_type (VISIT_TYPE, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (leren_declaration_get_name (declaration), ==, "own.Visit");
  g_assert_null (leren_declaration_get_plural (declaration));
  g_assert_true (leren_declaration_lookup_type (VISIT_TYPE, NULL) == declaration);
  g_assert_cmpuint (leren_field_get_enum_type (leren_declaration_find_field (declaration, "level")),
                    ==, LEREN_TYPE_REFLECTION_LEVEL);
}

static void
test_enum_type (void)
{
  g_assert_cmpuint (leren_field_get_enum_type (field_of ("reflection", "level")), ==,
                    LEREN_TYPE_REFLECTION_LEVEL);
  g_assert_cmpuint (leren_field_get_enum_type (field_of ("participant", "roles")), ==,
                    LEREN_TYPE_ROLE);
  g_assert_cmpuint (leren_field_get_enum_type (field_of ("practice", "phase")), ==, G_TYPE_INVALID);
  g_assert_cmpuint (leren_field_get_enum_type (field_of ("case", "title")), ==, G_TYPE_INVALID);
}

static void
test_check_json (void)
{
  static const struct {
    const char *type;
    const char *member;
    const char *json;
    const char *said; /* NULL: it may be */
  } values[] = {
    { "case", "title", "\"The rent\"", NULL },
    { "case", "title", "4", "“title” is a number; it must be text" },
    { "case", "urgency", "5", NULL },
    { "case", "urgency", "6", "“urgency” is 6; it goes from 1 to 5" },
    { "case", "urgency", "4.5", "“urgency” is 4.5; it must be a whole number" },
    { "case", "domains", "[]", NULL },
    { "case", "domains", "[1]", "“domains” holds a number" },
    { "case", "attributes", "{\"a\": {\"b\": [1e2]}}", NULL },
    { "case", "attributes", "[]", "“attributes” is a list; it must be an object" },
    { "case", "attributes", "{\"a\": 1, \"a\": 2}", "“attributes” is not JSON" },
    { "case", "attributes", "{'a': 1}", "“attributes” is not JSON" },
    { "case", "attributes", "", "“attributes” is not JSON" },
    { "conversion", "results", "[]", "“results” is an empty list" },
    { "participant", "expertise", "[{\"area\": \"debt\", \"depth\": 5}]", NULL },
    { "participant", "expertise", "[{\"area\": \"debt\", \"depth\": 6}]", "from 1 to 5" },
    { "participant", "roles", "[\"coach\"]", NULL },
    { "participant", "roles", "[\"boss\"]", "“roles” is “boss”; it is one of client" },
    { "reflection", "level", "\"belief\"", NULL },
    { "reflection", "level", "\"none\"", "“level” is “none”; it is one of environment" },
    { "reflection", "at", "\"2015-03-01T14:00:00\"",
      "“at” is “2015-03-01T14:00:00”, which is not" },
    { "reflection", "at", "null", "“at” is null" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GError) error = NULL;
      const LerenField *field = field_of (values[i].type, values[i].member);

      if (leren_field_check_json (field, values[i].json, &error))
        {
          g_assert_no_error (error);
          g_assert_null (values[i].said);
        }
      else
        {
          g_assert_nonnull (error);
          g_assert_nonnull (values[i].said);
          if (strstr (error->message, values[i].said) == NULL)
            g_error ("“%s” does not say “%s”", error->message, values[i].said);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/declaration/lookup-type", test_lookup_type);
  g_test_add_func ("/declaration/lookup-type/own", test_lookup_own_type);
  g_test_add_func ("/field/enum-type", test_enum_type);
  g_test_add_func ("/field/check-json", test_check_json);
  return g_test_run ();
}
