/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
/* Enums and fields have the concepts of the frameworks, whoever asks first. */
#include "leren.h"

#include "core/leren-declaration-private.h"

static LerenConcept *
concept_at (LerenFramework *framework, guint position)
{
  g_autoptr (LerenConcept) concept = g_list_model_get_item (G_LIST_MODEL (framework), position);

  return concept; /* the framework keeps it */
}

static void
test_enums (void)
{
  const struct {
    GType type;
    const char *framework, *extra;
  } enums[] = {
    { LEREN_TYPE_REFLECTION_LEVEL, "logical-levels", NULL },
    { LEREN_TYPE_LEARNING_LOOP, "learning-loops", NULL },
    { LEREN_TYPE_KNOWLEDGE_FORM, "knowledge-forms", NULL },
    { LEREN_TYPE_CONVERSION_MODE, "knowledge-conversion", NULL },
    { LEREN_TYPE_ACTION_STATE, "action-cycle", "dropped" },
  };
  LerenTheory *theory = leren_theory_get_default ();

  for (guint i = 0; i < G_N_ELEMENTS (enums); i++)
    {
      GEnumClass *class = g_type_class_ref (enums[i].type);
      LerenFramework *framework = leren_theory_get_framework (theory, enums[i].framework);
      guint n_concepts = leren_framework_get_n_concepts (framework);

      g_assert_cmpuint (class->n_values, ==, 1 + n_concepts + (enums[i].extra != NULL));
      g_assert_cmpstr (g_enum_get_value (class, 0)->value_nick, ==, "none");
      for (guint j = 0; j < n_concepts; j++)
        g_assert_cmpstr (g_enum_get_value (class, j + 1)->value_nick, ==,
                         leren_concept_get_id (concept_at (framework, j)));
      if (enums[i].extra != NULL)
        g_assert_cmpstr (g_enum_get_value (class, n_concepts + 1)->value_nick, ==, enums[i].extra);
      g_type_class_unref (class);
    }
}

/* The fields of records know their concepts by the lookup that the theory hands to the core. */
static void
test_fields (void)
{
  g_autoptr (GPtrArray) declarations = _leren_declaration_list ();
  guint n_fields = 0;

  for (guint i = 0; i < declarations->len; i++)
    {
      LerenDeclaration *declaration = g_ptr_array_index (declarations, i);

      for (guint j = 0; j < leren_declaration_get_n_fields (declaration); j++)
        {
          const LerenField *field = leren_declaration_get_field (declaration, j);
          const char *const *words = leren_field_get_words (field);
          const char *id = leren_field_get_framework (field);
          LerenFramework *framework;

          if (id == NULL || leren_field_get_kind (field) == LEREN_FIELD_KIND_ENUM)
            continue;
          n_fields++;
          framework = leren_theory_get_framework (leren_theory_get_default (), id);
          g_assert_nonnull (framework);
          g_assert_nonnull (words);
          g_assert_cmpuint (g_strv_length ((char **) words), ==,
                            leren_framework_get_n_concepts (framework));
          for (guint k = 0; words[k] != NULL; k++)
            {
              g_assert_cmpstr (words[k], ==, leren_concept_get_id (concept_at (framework, k)));
              g_assert_true (words[k] == g_intern_string (words[k]));
            }
        }
    }
  g_assert_cmpuint (n_fields, >=, 6);
}

/* A class that asks for the theory while it is made, as a program's own may, when others are about
 * to ask for it as well: neither may wait for the other. */
typedef struct {
  GObjectClass parent_class;
  LerenTheory *theory;
} AskerClass;

typedef GObject Asker;

static gint making;

static GType asker_get_type (void);

G_DEFINE_TYPE (Asker, asker, G_TYPE_OBJECT)

static void
asker_class_init (AskerClass *class)
{
  g_atomic_int_set (&making, 1);
  g_usleep (G_USEC_PER_SEC / 20);
  class->theory = leren_theory_get_default ();
}

static void
asker_init (Asker *self)
{
}

static gpointer
ask (gpointer data)
{
  while (g_atomic_int_get (&making) == 0)
    g_thread_yield ();
  g_assert_nonnull (leren_theory_find_concept (leren_theory_get_default (), "pdca", "plan"));
  g_assert_nonnull (leren_declaration_lookup ("tension"));
  return leren_theory_get_default ();
}

static void
test_threads (void)
{
  GThread *threads[8];
  AskerClass *class;

  /* GObject itself locks all classes where a type with an interface is registered */
  g_type_ensure (LEREN_TYPE_FRAMEWORK);
  g_type_class_unref (g_type_class_ref (LEREN_TYPE_THEORY));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("asks", ask, NULL);
  class = g_type_class_ref (asker_get_type ());
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (g_thread_join (threads[i]) == class->theory);
  g_type_class_unref (class);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  /* first: it wants a theory that nobody has asked for yet */
  g_test_add_func ("/concepts/threads", test_threads);
  g_test_add_func ("/concepts/enums", test_enums);
  g_test_add_func ("/concepts/fields", test_fields);
  return g_test_run ();
}
