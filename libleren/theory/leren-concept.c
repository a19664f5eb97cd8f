/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "theory/leren-concept-private.h"
#include "theory/leren-wording-private.h"

#include <math.h>

#define N_POLES 2

/**
 * LerenConcept:
 *
 * One concept of a #LerenFramework: a rung of a ladder, a stage of a cycle, a pair of opposites.
 * It has a label, and mostly a description and guiding questions, in one or more languages.
 *
 * The functions that give wording take the language as a locale (`nl_NL.UTF-8`) or a language tag
 * (`nl`, `pt-BR`), or %NULL for the current locale, as g_get_language_names() has it. What was not
 * written in that language is given in English, and what is not there in English in the first
 * language of the framework file.
 *
 * A concept does not change, and is safe to use from several threads.
 *
 * Since: 0.1
 */
struct _LerenConcept {
  GObject parent_instance;

  JsonObject *object; /* all texts point into it */
  char *framework;
  const char *id;
  guint index;
  LerenWording *label;
  LerenWording *description;
  LerenWording *questions;
  LerenWording *poles[N_POLES];
  guint n_poles;
};

G_DEFINE_FINAL_TYPE (LerenConcept, leren_concept, G_TYPE_OBJECT)

enum { PROP_ID = 1, PROP_FRAMEWORK, PROP_INDEX, N_PROPERTIES };

static GParamSpec *properties[N_PROPERTIES];

static void
leren_concept_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  LerenConcept *self = LEREN_CONCEPT (object);

  switch (property)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_FRAMEWORK:
      g_value_set_string (value, self->framework);
      break;
    case PROP_INDEX:
      g_value_set_uint (value, self->index);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
leren_concept_finalize (GObject *object)
{
  LerenConcept *self = LEREN_CONCEPT (object);

  for (guint i = 0; i < N_POLES; i++)
    _leren_wording_free (self->poles[i]);
  _leren_wording_free (self->questions);
  _leren_wording_free (self->description);
  _leren_wording_free (self->label);
  g_free (self->framework);
  g_clear_pointer (&self->object, json_object_unref);
  G_OBJECT_CLASS (leren_concept_parent_class)->finalize (object);
}

static void
leren_concept_class_init (LerenConceptClass *class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (class)->get_property = leren_concept_get_property;
  G_OBJECT_CLASS (class)->finalize = leren_concept_finalize;

  /**
   * LerenConcept:id:
   *
   * The id of the concept, unique in its framework.
   *
   * Since: 0.1
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  /**
   * LerenConcept:framework:
   *
   * The id of the framework that the concept is part of.
   *
   * Since: 0.1
   */
  properties[PROP_FRAMEWORK] = g_param_spec_string ("framework", NULL, NULL, NULL, flags);
  /**
   * LerenConcept:index:
   *
   * The place of the concept in its framework, counted from 0.
   *
   * Since: 0.1
   */
  properties[PROP_INDEX] = g_param_spec_uint ("index", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPERTIES, properties);
}

static void
leren_concept_init (LerenConcept *self)
{
  self->id = "";
  self->framework = g_strdup ("");
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  return json_object_has_member (object, name) ? json_object_get_object_member (object, name)
                                               : NULL;
}

LerenConcept *
_leren_concept_new (const char *framework, guint index, JsonObject *object)
{
  LerenConcept *self = g_object_new (LEREN_TYPE_CONCEPT, NULL);

  self->object = json_object_ref (object);
  g_free (self->framework);
  self->framework = g_strdup (framework);
  self->id = json_object_get_string_member (object, "id");
  self->index = index;
  self->label = _leren_wording_new (get_object (object, "label"));
  self->description = _leren_wording_new (get_object (object, "description"));
  self->questions = _leren_wording_new (get_object (object, "questions"));
  if (json_object_has_member (object, "poles"))
    {
      JsonArray *poles = json_object_get_array_member (object, "poles");

      self->n_poles = N_POLES;
      for (guint i = 0; i < N_POLES; i++)
        {
          JsonObject *pole = json_array_get_object_element (poles, i);
          self->poles[i] = _leren_wording_new (get_object (pole, "label"));
        }
    }
  return self;
}

/**
 * leren_concept_get_id: (get-property id)
 * @self: a concept
 *
 * The id of the concept, unique in its framework. It is what records, columns and queries name the
 * concept by.
 *
 * Returns: (transfer none): the id, such as `belief`
 *
 * Since: 0.1
 */
const char *
leren_concept_get_id (LerenConcept *self)
{
  g_return_val_if_fail (LEREN_IS_CONCEPT (self), NULL);
  return self->id;
}

/**
 * leren_concept_get_framework: (get-property framework)
 * @self: a concept
 *
 * The framework that the concept is part of.
 *
 * Returns: (transfer none): the id of the framework, such as `logical-levels`
 *
 * Since: 0.1
 */
const char *
leren_concept_get_framework (LerenConcept *self)
{
  g_return_val_if_fail (LEREN_IS_CONCEPT (self), NULL);
  return self->framework;
}

/**
 * leren_concept_get_index: (get-property index)
 * @self: a concept
 *
 * The place of the concept in its framework. Whether the order means something depends on the kind
 * of the framework.
 *
 * Returns: the place, counted from 0
 *
 * Since: 0.1
 */
guint
leren_concept_get_index (LerenConcept *self)
{
  g_return_val_if_fail (LEREN_IS_CONCEPT (self), 0);
  return self->index;
}

/**
 * leren_concept_get_label:
 * @self: a concept
 * @language: (nullable): the language, such as `nl` or `nl_NL.UTF-8`, or %NULL for the current locale
 *
 * What people call the concept.
 *
 * Returns: (transfer none): the label, in another language where it is not there in this one
 *
 * Since: 0.1
 */
const char *
leren_concept_get_label (LerenConcept *self, const char *language)
{
  const char *label;

  g_return_val_if_fail (LEREN_IS_CONCEPT (self), NULL);

  label = _leren_wording_get_text (self->label, language);
  return label != NULL ? label : self->id;
}

/**
 * leren_concept_get_description:
 * @self: a concept
 * @language: (nullable): the language, such as `nl` or `nl_NL.UTF-8`, or %NULL for the current locale
 *
 * What the concept means.
 *
 * Returns: (nullable) (transfer none): the description, in another language where it is not there in
 *   this one, or %NULL where there is none
 *
 * Since: 0.1
 */
const char *
leren_concept_get_description (LerenConcept *self, const char *language)
{
  g_return_val_if_fail (LEREN_IS_CONCEPT (self), NULL);
  return _leren_wording_get_text (self->description, language);
}

/**
 * leren_concept_get_questions:
 * @self: a concept
 * @language: (nullable): the language, such as `nl` or `nl_NL.UTF-8`, or %NULL for the current locale
 *
 * Questions a coach can ask to explore the concept in a case.
 *
 * Returns: (array zero-terminated=1) (transfer none): the questions, in another language where there
 *   are none in this one; empty where there are none at all
 *
 * Since: 0.1
 */
const char *const *
leren_concept_get_questions (LerenConcept *self, const char *language)
{
  g_return_val_if_fail (LEREN_IS_CONCEPT (self), NULL);
  return _leren_wording_get_list (self->questions, language);
}

/**
 * leren_concept_get_n_poles:
 * @self: a concept
 *
 * How many poles the concept has: two in a framework of kind %LEREN_FRAMEWORK_KIND_POLES, where a
 * concept is a pair of opposites, and none in any other.
 *
 * Returns: 2 or 0
 *
 * Since: 0.1
 */
guint
leren_concept_get_n_poles (LerenConcept *self)
{
  g_return_val_if_fail (LEREN_IS_CONCEPT (self), 0);
  return self->n_poles;
}

/**
 * leren_concept_get_pole_label:
 * @self: a concept
 * @index: which pole: 0 for the one that the lowest rating stands for, 1 for its opposite
 * @language: (nullable): the language, such as `nl` or `nl_NL.UTF-8`, or %NULL for the current locale
 *
 * What people call one of the two opposites.
 *
 * Returns: (nullable) (transfer none): the label, in another language where it is not there in this
 *   one, or %NULL where there is no such pole
 *
 * Since: 0.1
 */
const char *
leren_concept_get_pole_label (LerenConcept *self, guint index, const char *language)
{
  g_return_val_if_fail (LEREN_IS_CONCEPT (self), NULL);
  return index < self->n_poles ? _leren_wording_get_text (self->poles[index], language) : NULL;
}

/**
 * leren_concept_has_share:
 * @self: a concept
 *
 * Whether the source of the framework says what share of the whole the concept should have.
 *
 * Returns: %TRUE if it does
 *
 * Since: 0.1
 */
gboolean
leren_concept_has_share (LerenConcept *self)
{
  g_return_val_if_fail (LEREN_IS_CONCEPT (self), FALSE);
  return self->object != NULL && json_object_has_member (self->object, "share");
}

/**
 * leren_concept_get_share:
 * @self: a concept
 *
 * The share of the whole that the concept should have by the source of its framework, as the 0.7 of
 * practice in `workplace-mix`.
 *
 * Returns: the share, from 0 to 1; NaN where the source gives none, which leren_concept_has_share()
 *   tells
 *
 * Since: 0.1
 */
double
leren_concept_get_share (LerenConcept *self)
{
  g_return_val_if_fail (LEREN_IS_CONCEPT (self), NAN);
  return leren_concept_has_share (self) ? json_object_get_double_member (self->object, "share")
                                        : NAN;
}

/**
 * leren_concept_get_attributes:
 * @self: a concept
 *
 * What else the framework file says of the concept, for programs that know of it: `yields` in
 * `knowledge-conversion`, or members of the user's own. `named_by` says by which words of members the concept is
 * named that are not its id, such as `{"reflection.certainty": ["uncertain"]}`; leren_profile() counts
 * them.
 *
 * Returns: (nullable) (transfer none): the attributes, which cannot be changed, or %NULL where there
 *   are none
 *
 * Since: 0.1
 */
JsonObject *
leren_concept_get_attributes (LerenConcept *self)
{
  g_return_val_if_fail (LEREN_IS_CONCEPT (self), NULL);
  return self->object != NULL ? get_object (self->object, "attributes") : NULL;
}
