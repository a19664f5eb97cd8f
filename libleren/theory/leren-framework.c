/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "theory/leren-framework-private.h"

#include "core/leren-json-compact-private.h"
#include "core/leren-json-reader-private.h"
#include "leren-enum-types.h"
#include "theory/leren-concept-private.h"
#include "theory/leren-wording-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * LerenFramework:
 *
 * What the theory says, as data: a kind, a source, and ordered concepts with labels, descriptions
 * and guiding questions in English and Dutch. The built-in frameworks are in a #LerenTheory. A
 * framework of the user's own is a file in the same form, in any languages; it is read with
 * leren_framework_load() or leren_framework_from_json().
 *
 * A framework is a #GListModel of #LerenConcept. It does not change, and is safe to use from several
 * threads.
 *
 * Since: 0.1
 */
struct _LerenFramework {
  GObject parent_instance;

  GBytes *json;
  JsonNode *root; /* all texts point into it */
  const char *id;
  LerenFrameworkKind kind;
  gboolean built_in;
  LerenWording *label;
  LerenWording *description;
  char *citation;
  GPtrArray *concepts;
  GHashTable *by_id;
  LerenCrosswalkEntry *crosswalk;
  guint n_crosswalk;
};

static GType
get_item_type (GListModel *model)
{
  return LEREN_TYPE_CONCEPT;
}

static guint
get_n_items (GListModel *model)
{
  return LEREN_FRAMEWORK (model)->concepts->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *concepts = LEREN_FRAMEWORK (model)->concepts;

  return position < concepts->len ? g_object_ref (g_ptr_array_index (concepts, position)) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LerenFramework, leren_framework, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum { PROP_ID = 1, PROP_KIND, PROP_BUILT_IN, N_PROPERTIES };

static GParamSpec *properties[N_PROPERTIES];

static void
leren_framework_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  LerenFramework *self = LEREN_FRAMEWORK (object);

  switch (property)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_BUILT_IN:
      g_value_set_boolean (value, self->built_in);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
leren_framework_finalize (GObject *object)
{
  LerenFramework *self = LEREN_FRAMEWORK (object);

  g_free (self->crosswalk);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->concepts);
  g_free (self->citation);
  _leren_wording_free (self->description);
  _leren_wording_free (self->label);
  g_clear_pointer (&self->root, json_node_unref);
  g_clear_pointer (&self->json, g_bytes_unref);
  G_OBJECT_CLASS (leren_framework_parent_class)->finalize (object);
}

static void
leren_framework_class_init (LerenFrameworkClass *class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (class)->get_property = leren_framework_get_property;
  G_OBJECT_CLASS (class)->finalize = leren_framework_finalize;

  /**
   * LerenFramework:id:
   *
   * The id of the framework.
   *
   * Since: 0.1
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  /**
   * LerenFramework:kind:
   *
   * How the concepts hang together.
   *
   * Since: 0.1
   */
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, LEREN_TYPE_FRAMEWORK_KIND,
                                             LEREN_FRAMEWORK_KIND_LADDER, flags);
  /**
   * LerenFramework:built-in:
   *
   * Whether the framework is one of the library's own.
   *
   * Since: 0.1
   */
  properties[PROP_BUILT_IN] = g_param_spec_boolean ("built-in", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPERTIES, properties);
}

static void
leren_framework_init (LerenFramework *self)
{
  self->id = "";
  self->concepts = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

static char *
cite (JsonArray *sources)
{
  GString *citation;

  if (json_array_get_length (sources) == 0)
    return NULL;
  citation = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (sources); i++)
    {
      JsonObject *source = json_array_get_object_element (sources, i);

      if (i > 0)
        g_string_append (citation, "; ");
      g_string_append (citation, json_object_get_string_member (source, "author"));
      if (json_object_has_member (source, "year"))
        g_string_append_printf (citation, " %" G_GINT64_FORMAT,
                                json_object_get_int_member (source, "year"));
      if (json_object_has_member (source, "key"))
        g_string_append_printf (citation, " (%s)", json_object_get_string_member (source, "key"));
    }
  return g_string_free (citation, FALSE);
}

static void
add_concepts (LerenFramework *self, JsonArray *concepts)
{
  for (guint i = 0; i < json_array_get_length (concepts); i++)
    {
      JsonObject *object = json_array_get_object_element (concepts, i);
      LerenConcept *concept = _leren_concept_new (self->id, i, object);

      g_ptr_array_add (self->concepts, concept);
      g_hash_table_insert (self->by_id, (char *) leren_concept_get_id (concept), concept);
    }
}

static void
add_crosswalk (LerenFramework *self, JsonArray *crosswalk)
{
  self->n_crosswalk = json_array_get_length (crosswalk);
  self->crosswalk = g_new (LerenCrosswalkEntry, self->n_crosswalk);
  for (guint i = 0; i < self->n_crosswalk; i++)
    {
      JsonObject *entry = json_array_get_object_element (crosswalk, i);

      self->crosswalk[i].from = json_object_get_string_member (entry, "from");
      self->crosswalk[i].to = json_object_get_string_member (entry, "to");
    }
}

LerenFramework *
_leren_framework_new (GBytes *json, gboolean built_in, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  LerenFramework *self;
  JsonObject *object;
  const char *text;
  gsize length;

  text = g_bytes_get_data (json, &length);
  if (length > LEREN_FRAMEWORK_MAX_BYTES)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_LIMIT,
                   _ ("a framework file of more than %d MiB; divide it into several frameworks"),
                   LEREN_FRAMEWORK_MAX_BYTES / (1024 * 1024));
      return NULL;
    }
  root = _leren_json_reader_parse_node (text != NULL ? text : "", length, error);
  if (root == NULL || !_leren_framework_check (root, error))
    return NULL;
  /* nobody changes what several threads read */
  json_node_seal (root);

  object = json_node_get_object (root);
  self = g_object_new (LEREN_TYPE_FRAMEWORK, NULL);
  self->json = g_bytes_ref (json);
  self->root = g_steal_pointer (&root);
  self->built_in = built_in;
  self->id = json_object_get_string_member (object, "id");
  self->kind = _leren_framework_kind_of (json_object_get_string_member (object, "kind"));
  self->label = _leren_wording_new (json_object_get_object_member (object, "label"));
  if (json_object_has_member (object, "description"))
    self->description = _leren_wording_new (json_object_get_object_member (object, "description"));
  if (json_object_has_member (object, "sources"))
    self->citation = cite (json_object_get_array_member (object, "sources"));
  add_concepts (self, json_object_get_array_member (object, "concepts"));
  if (json_object_has_member (object, "crosswalk"))
    add_crosswalk (self, json_object_get_array_member (object, "crosswalk"));
  return self;
}

const LerenCrosswalkEntry *
_leren_framework_get_crosswalk (LerenFramework *self, guint *n_entries)
{
  *n_entries = self->n_crosswalk;
  return self->crosswalk;
}

gboolean
_leren_framework_equal (LerenFramework *self, LerenFramework *other)
{
  return self == other ||
         (self->root != NULL && other->root != NULL && json_node_equal (self->root, other->root));
}

/**
 * leren_framework_from_json:
 * @json: a framework file's JSON
 * @length: its length in bytes, or -1 if it ends with a NUL
 * @error: return location for a #GError
 *
 * Makes a framework of the user's own out of JSON, read strictly. Members that are not known are
 * kept. Concepts of other frameworks that its crosswalk names are looked for when it is added to a
 * theory.
 *
 * Returns: (transfer full): the framework, or %NULL with an error of #LEREN_ERROR that names the
 *   framework and the member
 *
 * Since: 0.1
 */
LerenFramework *
leren_framework_from_json (const char *json, gssize length, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  bytes = g_bytes_new (json, length < 0 ? strlen (json) : (gsize) length);
  return _leren_framework_new (bytes, FALSE, error);
}

/**
 * leren_framework_to_json:
 * @self: a framework
 *
 * Writes the framework in the form of a framework file, on one line: all that was read, members that
 * are not known and numbers as they were given included.
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 0.1
 */
char *
leren_framework_to_json (LerenFramework *self)
{
  const char *text;
  char *json;
  gsize length, compact_length;

  g_return_val_if_fail (LEREN_IS_FRAMEWORK (self), NULL);

  if (self->json == NULL)
    return g_strdup ("{}");
  text = g_bytes_get_data (self->json, &length);
  compact_length = _leren_json_compact_length (text, length);
  json = g_malloc (compact_length + 1);
  _leren_json_compact (text, length, json);
  json[compact_length] = '\0';
  return json;
}

/**
 * leren_framework_get_id: (get-property id)
 * @self: a framework
 *
 * The id of the framework, unique in a theory.
 *
 * Returns: (transfer none): the id, such as `logical-levels`
 *
 * Since: 0.1
 */
const char *
leren_framework_get_id (LerenFramework *self)
{
  g_return_val_if_fail (LEREN_IS_FRAMEWORK (self), NULL);
  return self->id;
}

/**
 * leren_framework_get_kind: (get-property kind)
 * @self: a framework
 *
 * How the concepts hang together, which decides which general analysis fits the framework.
 *
 * Returns: the kind
 *
 * Since: 0.1
 */
LerenFrameworkKind
leren_framework_get_kind (LerenFramework *self)
{
  g_return_val_if_fail (LEREN_IS_FRAMEWORK (self), LEREN_FRAMEWORK_KIND_LADDER);
  return self->kind;
}

gboolean
_leren_framework_is_ordered (LerenFramework *self)
{
  switch (self->kind)
    {
    case LEREN_FRAMEWORK_KIND_LADDER:
    case LEREN_FRAMEWORK_KIND_CYCLE:
    case LEREN_FRAMEWORK_KIND_SPIRAL:
    case LEREN_FRAMEWORK_KIND_PHASES:
      return TRUE;
    case LEREN_FRAMEWORK_KIND_SET:
    case LEREN_FRAMEWORK_KIND_GATE:
    case LEREN_FRAMEWORK_KIND_POLES:
      return FALSE;
    }
  g_assert_not_reached ();
}

/**
 * leren_framework_is_built_in: (get-property built-in)
 * @self: a framework
 *
 * Whether the framework is one of the library's own.
 *
 * Returns: %TRUE if it is
 *
 * Since: 0.1
 */
gboolean
leren_framework_is_built_in (LerenFramework *self)
{
  g_return_val_if_fail (LEREN_IS_FRAMEWORK (self), FALSE);
  return self->built_in;
}

/**
 * leren_framework_get_label:
 * @self: a framework
 * @language: (nullable): the language, such as `nl` or `nl_NL.UTF-8`, or %NULL for the current locale
 *
 * What people call the framework.
 *
 * Returns: (transfer none): the label, in another language where it is not there in this one
 *
 * Since: 0.1
 */
const char *
leren_framework_get_label (LerenFramework *self, const char *language)
{
  const char *label;

  g_return_val_if_fail (LEREN_IS_FRAMEWORK (self), NULL);

  label = _leren_wording_get_text (self->label, language);
  return label != NULL ? label : self->id;
}

/**
 * leren_framework_get_description:
 * @self: a framework
 * @language: (nullable): the language, such as `nl` or `nl_NL.UTF-8`, or %NULL for the current locale
 *
 * What the framework is about, and what a team has in it.
 *
 * Returns: (nullable) (transfer none): the description, in another language where it is not there in
 *   this one, or %NULL where there is none
 *
 * Since: 0.1
 */
const char *
leren_framework_get_description (LerenFramework *self, const char *language)
{
  g_return_val_if_fail (LEREN_IS_FRAMEWORK (self), NULL);
  return _leren_wording_get_text (self->description, language);
}

/**
 * leren_framework_get_citation:
 * @self: a framework
 *
 * Where the framework comes from: its sources by author and year, such as
 * `Poiesz 1999; Movisie 2018 (RL)`. What stands in parentheses is the short key of a publication
 * that `docs/theory.md` names in full.
 *
 * Returns: (nullable) (transfer none): the sources, or %NULL where the framework names none
 *
 * Since: 0.1
 */
const char *
leren_framework_get_citation (LerenFramework *self)
{
  g_return_val_if_fail (LEREN_IS_FRAMEWORK (self), NULL);
  return self->citation;
}

/**
 * leren_framework_get_n_concepts:
 * @self: a framework
 *
 * How many concepts the framework has.
 *
 * Returns: the number of concepts
 *
 * Since: 0.1
 */
guint
leren_framework_get_n_concepts (LerenFramework *self)
{
  g_return_val_if_fail (LEREN_IS_FRAMEWORK (self), 0);
  return self->concepts->len;
}

/**
 * leren_framework_get_concept:
 * @self: a framework
 * @id: the id of a concept, such as `belief`
 *
 * Finds a concept by its id. The concept at a place is given by g_list_model_get_item().
 *
 * Returns: (nullable) (transfer none): the concept, or %NULL where there is none of that id
 *
 * Since: 0.1
 */
LerenConcept *
leren_framework_get_concept (LerenFramework *self, const char *id)
{
  g_return_val_if_fail (LEREN_IS_FRAMEWORK (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);
  return g_hash_table_lookup (self->by_id, id);
}
