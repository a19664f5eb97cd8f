/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-similar-private.h"

#include "core/leren-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/**
 * LerenSimilarSettings:
 *
 * How cases are compared: how much each part weighs, how much more a case counts of which was learnt,
 * and whether later cases are looked at too.
 *
 * The weights are 6 for the text, 3 for the domains and for the tensions, 2 for the needs and for the
 * levels, and 1 for the loops, for the elements and for the people; the bonus is 0.1. The text weighs
 * most because texts are seldom alike by more than a quarter, where a set often is by half.
 *
 * Since: 0.1
 */
struct _LerenSimilarSettings {
  GObject parent_instance;

  LerenSimilarRule rule;
};

G_DEFINE_FINAL_TYPE (LerenSimilarSettings, leren_similar_settings, G_TYPE_OBJECT)

const LerenSimilarRule _leren_similar_default_rule = {
  .weights = {
    [LEREN_SIMILAR_PART_TEXT] = 6,
    [LEREN_SIMILAR_PART_DOMAINS] = 3,
    [LEREN_SIMILAR_PART_NEEDS] = 2,
    [LEREN_SIMILAR_PART_LEVELS] = 2,
    [LEREN_SIMILAR_PART_LOOPS] = 1,
    [LEREN_SIMILAR_PART_TENSIONS] = 3,
    [LEREN_SIMILAR_PART_ELEMENTS] = 1,
    [LEREN_SIMILAR_PART_PEOPLE] = 1,
  },
  .bonus = 0.1,
};

enum { PROP_BONUS = 1, PROP_INCLUDE_LATER, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void
leren_similar_settings_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LerenSimilarSettings *self = LEREN_SIMILAR_SETTINGS (object);

  switch (id)
    {
    case PROP_BONUS:
      g_value_set_double (value, self->rule.bonus);
      break;
    case PROP_INCLUDE_LATER:
      g_value_set_boolean (value, self->rule.include_later);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
leren_similar_settings_set_property (GObject *object, guint id, const GValue *value,
                                     GParamSpec *pspec)
{
  LerenSimilarSettings *self = LEREN_SIMILAR_SETTINGS (object);

  switch (id)
    {
    case PROP_BONUS:
      leren_similar_settings_set_bonus (self, g_value_get_double (value), NULL);
      break;
    case PROP_INCLUDE_LATER:
      leren_similar_settings_set_include_later (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
leren_similar_settings_class_init (LerenSimilarSettingsClass *class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = leren_similar_settings_get_property;
  object_class->set_property = leren_similar_settings_set_property;

  /**
   * LerenSimilarSettings:bonus:
   *
   * How much more a closed case counts of which an action was looked back on.
   *
   * Since: 0.1
   */
  properties[PROP_BONUS] = g_param_spec_double ("bonus", NULL, NULL, 0, LEREN_MOST_SIMILAR_WEIGHT,
                                                _leren_similar_default_rule.bonus, flags);

  /**
   * LerenSimilarSettings:include-later:
   *
   * Whether cases that came after the asked one are looked at too.
   *
   * Since: 0.1
   */
  properties[PROP_INCLUDE_LATER] = g_param_spec_boolean ("include-later", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
leren_similar_settings_init (LerenSimilarSettings *self)
{
  self->rule = _leren_similar_default_rule;
}

const LerenSimilarRule *
_leren_similar_settings_get_rule (LerenSimilarSettings *self)
{
  return self != NULL ? &self->rule : &_leren_similar_default_rule;
}

const char *
_leren_similar_name_part (LerenSimilarPart part)
{
  static const char *const names[] = {
    [LEREN_SIMILAR_PART_TEXT] = "text",         [LEREN_SIMILAR_PART_DOMAINS] = "domains",
    [LEREN_SIMILAR_PART_NEEDS] = "needs",       [LEREN_SIMILAR_PART_LEVELS] = "levels",
    [LEREN_SIMILAR_PART_LOOPS] = "loops",       [LEREN_SIMILAR_PART_TENSIONS] = "tensions",
    [LEREN_SIMILAR_PART_ELEMENTS] = "elements", [LEREN_SIMILAR_PART_PEOPLE] = "people",
  };

  return names[part];
}

static gboolean
check_amount (const char *what, double value, GError **error)
{
  if (value >= 0 && value <= LEREN_MOST_SIMILAR_WEIGHT)
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
               _ ("“%s” cannot be %g; it must lie from 0 to %g"), what, value,
               LEREN_MOST_SIMILAR_WEIGHT);
  return FALSE;
}

/**
 * leren_similar_settings_new:
 *
 * Makes settings as they are where none are given.
 *
 * Returns: (transfer full): the settings
 *
 * Since: 0.1
 */
LerenSimilarSettings *
leren_similar_settings_new (void)
{
  return g_object_new (LEREN_TYPE_SIMILAR_SETTINGS, NULL);
}

/**
 * leren_similar_settings_get_weight:
 * @self: settings
 * @part: what cases are compared by
 *
 * How much a part weighs against the others.
 *
 * Returns: the weight, from 0 to 1000
 *
 * Since: 0.1
 */
double
leren_similar_settings_get_weight (LerenSimilarSettings *self, LerenSimilarPart part)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR_SETTINGS (self), NAN);
  g_return_val_if_fail ((guint) part < LEREN_N_SIMILAR_PARTS, NAN);
  return self->rule.weights[part];
}

/**
 * leren_similar_settings_set_weight:
 * @self: settings
 * @part: what cases are compared by
 * @weight: how much it weighs against the others, from 0 (not at all) to 1000
 * @error: return location for a #GError
 *
 * Lets a part weigh more or less. What counts is how the weights relate, not how large they are.
 *
 * Returns: %TRUE if it was set; otherwise %FALSE with #LEREN_ERROR_INVALID, and it is as it was
 *
 * Since: 0.1
 */
gboolean
leren_similar_settings_set_weight (LerenSimilarSettings *self, LerenSimilarPart part, double weight,
                                   GError **error)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR_SETTINGS (self), FALSE);
  g_return_val_if_fail ((guint) part < LEREN_N_SIMILAR_PARTS, FALSE);

  if (!check_amount (_leren_similar_name_part (part), weight, error))
    return FALSE;
  self->rule.weights[part] = weight;
  return TRUE;
}

/**
 * leren_similar_settings_get_bonus:
 * @self: settings
 *
 * How much more a closed case counts of which an action was looked back on.
 *
 * Returns: the bonus, from 0 to 1000
 *
 * Since: 0.1
 */
double
leren_similar_settings_get_bonus (LerenSimilarSettings *self)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR_SETTINGS (self), NAN);
  return self->rule.bonus;
}

/**
 * leren_similar_settings_set_bonus:
 * @self: settings
 * @bonus: from 0 (no more than another) to 1000
 * @error: return location for a #GError
 *
 * Lets a case count more from which can be seen how it ended: it is closed, and at least one of its
 * actions was looked back on and not dropped. Its similarity is multiplied by one and the bonus, and by
 * the result the cases are ordered.
 *
 * Returns: %TRUE if it was set; otherwise %FALSE with #LEREN_ERROR_INVALID, and it is as it was
 *
 * Since: 0.1
 */
gboolean
leren_similar_settings_set_bonus (LerenSimilarSettings *self, double bonus, GError **error)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR_SETTINGS (self), FALSE);

  if (!check_amount ("bonus", bonus, error))
    return FALSE;
  if (self->rule.bonus != bonus)
    {
      self->rule.bonus = bonus;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BONUS]);
    }
  return TRUE;
}

/**
 * leren_similar_settings_get_include_later:
 * @self: settings
 *
 * Whether cases that came after the asked one are looked at too.
 *
 * Returns: %TRUE if they are
 *
 * Since: 0.1
 */
gboolean
leren_similar_settings_get_include_later (LerenSimilarSettings *self)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR_SETTINGS (self), FALSE);
  return self->rule.include_later;
}

/**
 * leren_similar_settings_set_include_later:
 * @self: settings
 * @include_later: whether to look at later cases too
 *
 * Chooses whether cases that came after the asked one are looked at too.
 *
 * Since: 0.1
 */
void
leren_similar_settings_set_include_later (LerenSimilarSettings *self, gboolean include_later)
{
  g_return_if_fail (LEREN_IS_SIMILAR_SETTINGS (self));

  include_later = include_later != FALSE;
  if (self->rule.include_later == include_later)
    return;
  self->rule.include_later = include_later;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INCLUDE_LATER]);
}
