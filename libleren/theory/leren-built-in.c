/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "theory/leren-built-in-private.h"

#include "core/leren-field-private.h"
#include "theory/leren-frameworks.h"
#include "theory/leren-framework-names-private.h"
#include "theory/leren-framework-private.h"

static const char *const names[] = { LEREN_BUILT_IN_FRAMEWORKS };

static GBytes *
get_data (const char *name)
{
  g_autofree char *path = g_strconcat ("/org/leren/frameworks/", name, ".json", NULL);
  g_autoptr (GError) error = NULL;
  GBytes *data;

  /* asking the resource itself works before it is registered */
  data = g_resource_lookup_data (_leren_frameworks_get_resource (), path,
                                 G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (data == NULL)
    g_error ("built-in framework “%s”: %s", name, error->message);
  return data;
}

LerenFramework *const *
_leren_built_in_get (guint *n_frameworks)
{
  static LerenFramework *frameworks[G_N_ELEMENTS (names)];
  static gsize done;

  /* Who makes a class holds the lock on all classes, and may ask for the theory; so no class may be
   * made in here, while others wait. */
  g_type_class_unref (g_type_class_ref (LEREN_TYPE_CONCEPT));
  g_type_class_unref (g_type_class_ref (LEREN_TYPE_FRAMEWORK));
  if (g_once_init_enter (&done))
    {
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        {
          g_autoptr (GBytes) data = get_data (names[i]);
          g_autoptr (GError) error = NULL;

          frameworks[i] = _leren_framework_new (data, TRUE, &error);
          if (frameworks[i] == NULL)
            g_error ("built-in framework “%s”: %s", names[i], error->message);
        }
      g_once_init_leave (&done, 1);
    }
  *n_frameworks = G_N_ELEMENTS (names);
  return frameworks;
}

static const char *const *
read_concepts (const char *framework)
{
  g_autoptr (GBytes) data = get_data (framework);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *ids = g_ptr_array_new ();
  JsonArray *concepts;

  root =
    _leren_json_reader_parse_node (g_bytes_get_data (data, NULL), g_bytes_get_size (data), &error);
  if (root == NULL)
    g_error ("built-in framework “%s”: %s", framework, error->message);
  concepts = json_object_get_array_member (json_node_get_object (root), "concepts");
  for (guint i = 0; i < json_array_get_length (concepts); i++)
    {
      JsonObject *concept = json_array_get_object_element (concepts, i);
      const char *id = json_object_get_string_member (concept, "id");

      g_ptr_array_add (ids, (char *) g_intern_string (id));
    }
  g_ptr_array_add (ids, NULL);
  return (const char *const *) g_ptr_array_free (ids, FALSE);
}

/* Called while classes of records are made; it reads the one file that is asked for, and makes no
 * object. */
static const char *const *
look_up_concepts (const char *framework)
{
  static GMutex lock;
  static const char *const *known[G_N_ELEMENTS (names)];
  const char *const *found = NULL;

  g_mutex_lock (&lock);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], framework))
      {
        if (known[i] == NULL)
          known[i] = read_concepts (framework);
        found = known[i];
      }
  g_mutex_unlock (&lock);
  return found;
}

/* Runs when the library is loaded: the core finds concepts without knowing this room. */
__attribute__ ((constructor)) static void
hand_in (void)
{
  _leren_field_set_concept_lookup (look_up_concepts);
}
