/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-finding-private.h"
#include "analysis/leren-writing-private.h"

#include "leren-enum-types.h"

#include <math.h>

/**
 * LerenFinding:
 *
 * What a rule found: on which record, how much it matters, by which records that can be seen, and
 * what to ask. A finding does not change.
 *
 * Since: 0.1
 */
struct _LerenFinding {
  GObject parent_instance;

  LerenFindingContent content;
};

G_DEFINE_FINAL_TYPE (LerenFinding, leren_finding, G_TYPE_OBJECT)

const char *const _leren_languages[] = { "en", "nl" };

LerenLanguage
_leren_language_of (const char *language)
{
  const char *const *locales = NULL;

  if (language == NULL)
    {
      locales = g_get_language_names ();
      language = locales[0];
    }
  if (g_str_has_prefix (language, "nl") && !g_ascii_isalpha (language[2]))
    return LEREN_DUTCH;
  return LEREN_ENGLISH;
}

enum {
  PROP_RULE = 1,
  PROP_SEVERITY,
  PROP_SUBJECT_TYPE,
  PROP_SUBJECT,
  PROP_EVIDENCE,
  PROP_FIGURE,
  PROP_UNIT,
  PROP_SOURCE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
leren_finding_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LerenFinding *self = LEREN_FINDING (object);

  switch (id)
    {
    case PROP_RULE:
      g_value_set_string (value, self->content.rule);
      break;
    case PROP_SEVERITY:
      g_value_set_enum (value, self->content.severity);
      break;
    case PROP_SUBJECT_TYPE:
      g_value_set_string (value, self->content.subject_type);
      break;
    case PROP_SUBJECT:
      g_value_set_string (value, self->content.subject);
      break;
    case PROP_EVIDENCE:
      g_value_set_boxed (value, self->content.evidence);
      break;
    case PROP_FIGURE:
      g_value_set_double (value, self->content.figure);
      break;
    case PROP_UNIT:
      g_value_set_string (value, self->content.unit);
      break;
    case PROP_SOURCE:
      g_value_set_string (value, self->content.source);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
leren_finding_finalize (GObject *object)
{
  LerenFindingContent *content = &LEREN_FINDING (object)->content;

  g_free (content->rule);
  g_free (content->subject_type);
  g_free (content->subject);
  g_strfreev (content->evidence);
  g_free (content->unit);
  g_free (content->source);
  for (guint i = 0; i < LEREN_N_LANGUAGES; i++)
    {
      g_free (content->explanations[i]);
      g_strfreev (content->questions[i]);
    }

  G_OBJECT_CLASS (leren_finding_parent_class)->finalize (object);
}

static void
leren_finding_class_init (LerenFindingClass *class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = leren_finding_get_property;
  object_class->finalize = leren_finding_finalize;

  /**
   * LerenFinding:rule:
   *
   * The id of the rule.
   *
   * Since: 0.1
   */
  properties[PROP_RULE] = g_param_spec_string ("rule", NULL, NULL, NULL, flags);
  /**
   * LerenFinding:severity:
   *
   * How much it matters.
   *
   * Since: 0.1
   */
  properties[PROP_SEVERITY] =
    g_param_spec_enum ("severity", NULL, NULL, LEREN_TYPE_SEVERITY, LEREN_SEVERITY_NOTICE, flags);
  /**
   * LerenFinding:subject-type:
   *
   * The type of the record it is about.
   *
   * Since: 0.1
   */
  properties[PROP_SUBJECT_TYPE] = g_param_spec_string ("subject-type", NULL, NULL, NULL, flags);
  /**
   * LerenFinding:subject:
   *
   * The id of the record it is about.
   *
   * Since: 0.1
   */
  properties[PROP_SUBJECT] = g_param_spec_string ("subject", NULL, NULL, NULL, flags);
  /**
   * LerenFinding:evidence:
   *
   * The ids of the records by which it can be seen.
   *
   * Since: 0.1
   */
  properties[PROP_EVIDENCE] = g_param_spec_boxed ("evidence", NULL, NULL, G_TYPE_STRV, flags);
  /**
   * LerenFinding:figure:
   *
   * The number that the rule judges by.
   *
   * Since: 0.1
   */
  properties[PROP_FIGURE] =
    g_param_spec_double ("figure", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  /**
   * LerenFinding:unit:
   *
   * What the figure counts.
   *
   * Since: 0.1
   */
  properties[PROP_UNIT] = g_param_spec_string ("unit", NULL, NULL, NULL, flags);
  /**
   * LerenFinding:source:
   *
   * The publications that the rule stands on.
   *
   * Since: 0.1
   */
  properties[PROP_SOURCE] = g_param_spec_string ("source", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
leren_finding_init (LerenFinding *self)
{
}

LerenFinding *
_leren_finding_new (const LerenFindingContent *content)
{
  LerenFinding *self = g_object_new (LEREN_TYPE_FINDING, NULL);

  self->content = *content;
  return self;
}

/**
 * leren_finding_get_rule:
 * @self: a finding
 *
 * Which rule found it.
 *
 * Returns: the id of the rule
 *
 * Since: 0.1
 */
const char *
leren_finding_get_rule (LerenFinding *self)
{
  g_return_val_if_fail (LEREN_IS_FINDING (self), NULL);
  return self->content.rule;
}

/**
 * leren_finding_get_severity:
 * @self: a finding
 *
 * How much it matters. It follows from the figure, as the rule says.
 *
 * Returns: the severity
 *
 * Since: 0.1
 */
LerenSeverity
leren_finding_get_severity (LerenFinding *self)
{
  g_return_val_if_fail (LEREN_IS_FINDING (self), LEREN_SEVERITY_NOTICE);
  return self->content.severity;
}

/**
 * leren_finding_get_subject_type:
 * @self: a finding
 *
 * The type of the record it is about.
 *
 * Returns: the name of the type, such as `case`
 *
 * Since: 0.1
 */
const char *
leren_finding_get_subject_type (LerenFinding *self)
{
  g_return_val_if_fail (LEREN_IS_FINDING (self), NULL);
  return self->content.subject_type;
}

/**
 * leren_finding_get_subject:
 * @self: a finding
 *
 * The record it is about.
 *
 * Returns: the id of the record
 *
 * Since: 0.1
 */
const char *
leren_finding_get_subject (LerenFinding *self)
{
  g_return_val_if_fail (LEREN_IS_FINDING (self), NULL);
  return self->content.subject;
}

/**
 * leren_finding_get_evidence:
 * @self: a finding
 *
 * The records by which it can be seen; there is at least one.
 *
 * Returns: (array zero-terminated=1) (transfer none): the ids of the records
 *
 * Since: 0.1
 */
const char *const *
leren_finding_get_evidence (LerenFinding *self)
{
  g_return_val_if_fail (LEREN_IS_FINDING (self), NULL);
  return (const char *const *) self->content.evidence;
}

/**
 * leren_finding_get_figure:
 * @self: a finding
 *
 * The number that the rule judges by; the documentation of the rule has its formula.
 *
 * Returns: the figure
 *
 * Since: 0.1
 */
double
leren_finding_get_figure (LerenFinding *self)
{
  g_return_val_if_fail (LEREN_IS_FINDING (self), NAN);
  return self->content.figure;
}

/**
 * leren_finding_get_unit:
 * @self: a finding
 *
 * What the figure counts, such as `share of actions`.
 *
 * Returns: the unit
 *
 * Since: 0.1
 */
const char *
leren_finding_get_unit (LerenFinding *self)
{
  g_return_val_if_fail (LEREN_IS_FINDING (self), NULL);
  return self->content.unit;
}

/**
 * leren_finding_get_n_disputed:
 * @self: a finding
 *
 * Of how many of the records it rests on codings by others disagree with the record’s own level or
 * loop, or with each other; the explanation says so too. leren_findings_get_weighing() says how such
 * codings are weighed.
 *
 * Returns: the number of records
 *
 * Since: 0.1
 */
guint
leren_finding_get_n_disputed (LerenFinding *self)
{
  g_return_val_if_fail (LEREN_IS_FINDING (self), 0);
  return self->content.n_disputed;
}

/**
 * leren_finding_get_explanation:
 * @self: a finding
 * @language: (nullable): `en` or `nl`, or %NULL for the current locale
 *
 * What was found, and why it matters, in a sentence or two.
 *
 * Returns: the explanation; English where the language is neither
 *
 * Since: 0.1
 */
const char *
leren_finding_get_explanation (LerenFinding *self, const char *language)
{
  g_return_val_if_fail (LEREN_IS_FINDING (self), NULL);
  return self->content.explanations[_leren_language_of (language)];
}

/**
 * leren_finding_get_questions:
 * @self: a finding
 * @language: (nullable): `en` or `nl`, or %NULL for the current locale
 *
 * What to ask, out of the frameworks.
 *
 * Returns: (array zero-terminated=1) (transfer none): the questions; English where the language is neither
 *
 * Since: 0.1
 */
const char *const *
leren_finding_get_questions (LerenFinding *self, const char *language)
{
  g_return_val_if_fail (LEREN_IS_FINDING (self), NULL);
  return (const char *const *) self->content.questions[_leren_language_of (language)];
}

/**
 * leren_finding_get_source:
 * @self: a finding
 *
 * The publications that the rule stands on, by author and year.
 *
 * Returns: the source
 *
 * Since: 0.1
 */
const char *
leren_finding_get_source (LerenFinding *self)
{
  g_return_val_if_fail (LEREN_IS_FINDING (self), NULL);
  return self->content.source;
}

static void
add_texts (JsonBuilder *builder, const char *name, char **values)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    json_builder_add_string_value (builder, values[i]);
  json_builder_end_array (builder);
}

/**
 * leren_finding_to_json:
 * @self: a finding
 *
 * The finding as JSON, in the form of one item of `leren diagnose --json`.
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 0.1
 */
JsonNode *
leren_finding_to_json (LerenFinding *self)
{
  static const char *const severities[] = { "notice", "advice", "warning" };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (LEREN_IS_FINDING (self), NULL);

  json_builder_begin_object (builder);
  _leren_write_text (builder, "rule", self->content.rule);
  _leren_write_text (builder, "severity", severities[self->content.severity]);
  json_builder_set_member_name (builder, "subject");
  json_builder_begin_object (builder);
  _leren_write_text (builder, "type", self->content.subject_type);
  _leren_write_text (builder, "id", self->content.subject);
  json_builder_end_object (builder);
  add_texts (builder, "evidence", self->content.evidence);
  json_builder_set_member_name (builder, "figure");
  json_builder_add_double_value (builder, self->content.figure);
  _leren_write_text (builder, "unit", self->content.unit);
  json_builder_set_member_name (builder, "disputed");
  json_builder_add_int_value (builder, self->content.n_disputed);
  json_builder_set_member_name (builder, "explanation");
  json_builder_begin_object (builder);
  for (guint i = 0; i < LEREN_N_LANGUAGES; i++)
    _leren_write_text (builder, _leren_languages[i], self->content.explanations[i]);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "questions");
  json_builder_begin_object (builder);
  for (guint i = 0; i < LEREN_N_LANGUAGES; i++)
    add_texts (builder, _leren_languages[i], self->content.questions[i]);
  json_builder_end_object (builder);
  _leren_write_text (builder, "source", self->content.source);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
