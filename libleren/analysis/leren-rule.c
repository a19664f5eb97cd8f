/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-rule-private.h"

#include <glib/gi18n-lib.h>

/**
 * LerenRule:
 *
 * One thing that can be seen in the records of a practice. The built-in rules are listed by
 * leren_rule_list(); own rules derive from this class, in C, Python or JavaScript, and are added to
 * a #LerenDiagnosis. A rule says of itself what it is called, on what publications it stands, and
 * by which parameters its line can be moved.
 *
 * An own rule runs on the thread that runs the diagnosis, or, with leren_diagnosis_run_async(), on
 * the one that started it.
 *
 * Since: 0.1
 */

typedef struct {
  const LerenRuleSpec *spec; /* NULL: an own rule */
  char *id;
  char *source;
  char *labels[LEREN_N_LANGUAGES];
  GArray *parameters; /* LerenRuleParameter */
} LerenRulePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (LerenRule, leren_rule, G_TYPE_OBJECT)

enum { PROP_ID = 1, PROP_SOURCE, N_PROPS };

static GParamSpec *properties[N_PROPS];

static LerenRulePrivate *
private_of (LerenRule *self)
{
  return leren_rule_get_instance_private (self);
}

static gboolean
leren_rule_real_run (LerenRule *self, LerenSnapshot *snapshot, LerenFindings *findings,
                     GError **error)
{
  LerenRulePrivate *priv = private_of (self);

  if (priv->spec != NULL)
    return priv->spec->run (snapshot, findings, error);
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
               _ ("rule “%s” does not say how it runs; implement LerenRule’s run()"), priv->id);
  return FALSE;
}

static void
leren_rule_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LerenRulePrivate *priv = private_of (LEREN_RULE (object));

  switch (id)
    {
    case PROP_ID:
      priv->id = g_value_dup_string (value);
      break;
    case PROP_SOURCE:
      priv->source = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
leren_rule_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LerenRule *self = LEREN_RULE (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, leren_rule_get_id (self));
      break;
    case PROP_SOURCE:
      g_value_set_string (value, leren_rule_get_source (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
parameter_clear (gpointer data)
{
  LerenRuleParameter *parameter = data;

  g_free ((char *) parameter->name);
  g_free ((char *) parameter->unit);
  g_free ((char *) parameter->meaning);
}

static void
leren_rule_finalize (GObject *object)
{
  LerenRulePrivate *priv = private_of (LEREN_RULE (object));

  g_free (priv->id);
  g_free (priv->source);
  for (guint i = 0; i < LEREN_N_LANGUAGES; i++)
    g_free (priv->labels[i]);
  g_array_unref (priv->parameters);

  G_OBJECT_CLASS (leren_rule_parent_class)->finalize (object);
}

static void
leren_rule_class_init (LerenRuleClass *class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->set_property = leren_rule_set_property;
  object_class->get_property = leren_rule_get_property;
  object_class->finalize = leren_rule_finalize;
  class->run = leren_rule_real_run;

  /**
   * LerenRule:id:
   *
   * What the rule is called in files and commands. That of an own rule holds a dot, as in
   * `org.example.silence`.
   *
   * Since: 0.1
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, "own.rule", flags);
  /**
   * LerenRule:source:
   *
   * The publications that the rule stands on, by author and year.
   *
   * Since: 0.1
   */
  properties[PROP_SOURCE] = g_param_spec_string ("source", NULL, NULL, "", flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
leren_rule_init (LerenRule *self)
{
  LerenRulePrivate *priv = private_of (self);

  priv->parameters = g_array_new (FALSE, FALSE, sizeof (LerenRuleParameter));
  g_array_set_clear_func (priv->parameters, parameter_clear);
}

GArray *
_leren_rule_get_parameters (LerenRule *self)
{
  return private_of (self)->parameters;
}

LerenRule *
_leren_rule_new_built_in (const LerenRuleSpec *spec)
{
  LerenRule *self = g_object_new (LEREN_TYPE_RULE, "id", spec->id, "source", spec->source, NULL);

  private_of (self)->spec = spec;
  for (guint i = 0; i < LEREN_N_LANGUAGES; i++)
    leren_rule_set_label (self, _leren_languages[i], spec->labels[i]);
  for (const LerenRuleParameter *each = spec->parameters; each->name != NULL; each++)
    leren_rule_add_parameter (self, each->name, each->value, each->minimum, each->maximum,
                              each->unit, each->meaning, NULL);
  return self;
}

/**
 * leren_rule_get_id:
 * @self: a rule
 *
 * What the rule is called in files and commands.
 *
 * Returns: the id
 *
 * Since: 0.1
 */
const char *
leren_rule_get_id (LerenRule *self)
{
  g_return_val_if_fail (LEREN_IS_RULE (self), NULL);
  return private_of (self)->id;
}

/**
 * leren_rule_get_source:
 * @self: a rule
 *
 * The publications that the rule stands on, by author and year.
 *
 * Returns: the source
 *
 * Since: 0.1
 */
const char *
leren_rule_get_source (LerenRule *self)
{
  g_return_val_if_fail (LEREN_IS_RULE (self), NULL);
  return private_of (self)->source;
}

/**
 * leren_rule_get_label:
 * @self: a rule
 * @language: (nullable): `en` or `nl`, or %NULL for the current locale
 *
 * What people call the rule.
 *
 * Returns: the label; its id where it has none
 *
 * Since: 0.1
 */
const char *
leren_rule_get_label (LerenRule *self, const char *language)
{
  LerenRulePrivate *priv;

  g_return_val_if_fail (LEREN_IS_RULE (self), NULL);

  priv = private_of (self);
  if (priv->labels[_leren_language_of (language)] != NULL)
    return priv->labels[_leren_language_of (language)];
  return priv->labels[LEREN_ENGLISH] != NULL ? priv->labels[LEREN_ENGLISH] : priv->id;
}

/**
 * leren_rule_set_label:
 * @self: an own rule
 * @language: `en` or `nl`
 * @label: what people call the rule
 *
 * Sets what people call the rule in one language.
 *
 * Since: 0.1
 */
void
leren_rule_set_label (LerenRule *self, const char *language, const char *label)
{
  char **kept;

  g_return_if_fail (LEREN_IS_RULE (self));
  g_return_if_fail (language != NULL);
  g_return_if_fail (label != NULL);

  kept = &private_of (self)->labels[_leren_language_of (language)];
  g_free (*kept);
  *kept = g_strdup (label);
}

/**
 * leren_rule_is_built_in:
 * @self: a rule
 *
 * Whether the rule is one of the library's own.
 *
 * Returns: %TRUE if it is
 *
 * Since: 0.1
 */
gboolean
leren_rule_is_built_in (LerenRule *self)
{
  g_return_val_if_fail (LEREN_IS_RULE (self), FALSE);
  return private_of (self)->spec != NULL;
}

/**
 * leren_rule_run:
 * @self: a rule
 * @snapshot: what it looks at
 * @findings: what it adds to
 * @error: return location for a #GError
 *
 * Runs the rule. A #LerenDiagnosis calls this; a program rarely does.
 *
 * Returns: %TRUE if it ran; otherwise %FALSE with an error, also where the rule gave none
 *
 * Since: 0.1
 */
gboolean
leren_rule_run (LerenRule *self, LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  GError *local_error = NULL;
  gboolean done;

  g_return_val_if_fail (LEREN_IS_RULE (self), FALSE);
  g_return_val_if_fail (LEREN_IS_SNAPSHOT (snapshot), FALSE);
  g_return_val_if_fail (LEREN_IS_FINDINGS (findings), FALSE);

  done = LEREN_RULE_GET_CLASS (self)->run (self, snapshot, findings, &local_error);
  if (local_error == NULL && !done)
    g_set_error (&local_error, LEREN_ERROR, LEREN_ERROR_FAILED,
                 _ ("rule “%s” failed and did not say why"), leren_rule_get_id (self));
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return done && local_error == NULL;
}

/**
 * leren_rule_to_json:
 * @self: a rule
 *
 * What the rule says of itself as JSON, in the form of one item of `leren rules --json`.
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 0.1
 */
JsonNode *
leren_rule_to_json (LerenRule *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  LerenRulePrivate *priv;

  g_return_val_if_fail (LEREN_IS_RULE (self), NULL);

  priv = private_of (self);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, priv->id);
  json_builder_set_member_name (builder, "label");
  json_builder_begin_object (builder);
  for (guint i = 0; i < LEREN_N_LANGUAGES; i++)
    {
      json_builder_set_member_name (builder, _leren_languages[i]);
      json_builder_add_string_value (builder, leren_rule_get_label (self, _leren_languages[i]));
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "source");
  json_builder_add_string_value (builder, priv->source);
  json_builder_set_member_name (builder, "parameters");
  json_builder_begin_array (builder);
  for (guint i = 0; i < priv->parameters->len; i++)
    {
      const LerenRuleParameter *each = &g_array_index (priv->parameters, LerenRuleParameter, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, each->name);
      json_builder_set_member_name (builder, "default");
      json_builder_add_double_value (builder, each->value);
      json_builder_set_member_name (builder, "unit");
      json_builder_add_string_value (builder, each->unit);
      json_builder_set_member_name (builder, "meaning");
      json_builder_add_string_value (builder, each->meaning);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
