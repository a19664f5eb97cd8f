/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-rule-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

const LerenRuleParameter *
_leren_rule_find_parameter (LerenRule *self, const char *name)
{
  GArray *parameters = _leren_rule_get_parameters (self);

  for (guint i = 0; i < parameters->len; i++)
    if (g_str_equal (g_array_index (parameters, LerenRuleParameter, i).name, name))
      return &g_array_index (parameters, LerenRuleParameter, i);
  return NULL;
}

/**
 * leren_rule_add_parameter:
 * @self: an own rule
 * @name: what it is called
 * @value: the value it has where nobody sets another
 * @minimum: the lowest value it may have
 * @maximum: the highest value it may have
 * @unit: what it counts
 * @meaning: what it decides, in a sentence
 * @error: return location for a #GError
 *
 * Gives the rule a parameter, by which its line can be moved.
 *
 * Returns: %TRUE if it was added; otherwise %FALSE with #LEREN_ERROR_EXISTS, or with
 *   #LEREN_ERROR_INVALID where the value is out of its range
 *
 * Since: 0.1
 */
gboolean
leren_rule_add_parameter (LerenRule *self, const char *name, double value, double minimum,
                          double maximum, const char *unit, const char *meaning, GError **error)
{
  LerenRuleParameter parameter = { NULL, value, minimum, maximum, NULL, NULL };

  g_return_val_if_fail (LEREN_IS_RULE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (unit != NULL, FALSE);
  g_return_val_if_fail (meaning != NULL, FALSE);

  if (_leren_rule_find_parameter (self, name) != NULL)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_EXISTS,
                   _ ("rule “%s” has a parameter “%s” already"), leren_rule_get_id (self), name);
      return FALSE;
    }
  if (!(value >= minimum && value <= maximum))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("parameter “%s” of rule “%s” is %g; it must lie from %g to %g"), name,
                   leren_rule_get_id (self), value, minimum, maximum);
      return FALSE;
    }
  parameter.name = g_strdup (name);
  parameter.unit = g_strdup (unit);
  parameter.meaning = g_strdup (meaning);
  g_array_append_val (_leren_rule_get_parameters (self), parameter);
  return TRUE;
}

/**
 * leren_rule_list_parameters:
 * @self: a rule
 *
 * The names of the rule's parameters.
 *
 * Returns: (array zero-terminated=1) (transfer full): the names
 *
 * Since: 0.1
 */
char **
leren_rule_list_parameters (LerenRule *self)
{
  GArray *parameters;
  char **names;

  g_return_val_if_fail (LEREN_IS_RULE (self), NULL);

  parameters = _leren_rule_get_parameters (self);
  names = g_new0 (char *, parameters->len + 1);
  for (guint i = 0; i < parameters->len; i++)
    names[i] = g_strdup (g_array_index (parameters, LerenRuleParameter, i).name);
  return names;
}

/**
 * leren_rule_get_parameter:
 * @self: a rule
 * @name: the name of a parameter
 * @value: (out) (optional): the value it has where nobody sets another
 * @minimum: (out) (optional): the lowest value it may have
 * @maximum: (out) (optional): the highest value it may have
 *
 * One parameter of the rule.
 *
 * Returns: %TRUE if the rule has that parameter
 *
 * Since: 0.1
 */
gboolean
leren_rule_get_parameter (LerenRule *self, const char *name, double *value, double *minimum,
                          double *maximum)
{
  const LerenRuleParameter *parameter;

  g_return_val_if_fail (LEREN_IS_RULE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  parameter = _leren_rule_find_parameter (self, name);
  if (value != NULL)
    *value = parameter != NULL ? parameter->value : NAN;
  if (minimum != NULL)
    *minimum = parameter != NULL ? parameter->minimum : NAN;
  if (maximum != NULL)
    *maximum = parameter != NULL ? parameter->maximum : NAN;
  return parameter != NULL;
}

/**
 * leren_rule_get_parameter_unit:
 * @self: a rule
 * @name: the name of a parameter
 *
 * What a parameter counts.
 *
 * Returns: (nullable): the unit, or %NULL where the rule has no such parameter
 *
 * Since: 0.1
 */
const char *
leren_rule_get_parameter_unit (LerenRule *self, const char *name)
{
  const LerenRuleParameter *parameter;

  g_return_val_if_fail (LEREN_IS_RULE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  parameter = _leren_rule_find_parameter (self, name);
  return parameter != NULL ? parameter->unit : NULL;
}

/**
 * leren_rule_get_parameter_meaning:
 * @self: a rule
 * @name: the name of a parameter
 *
 * What a parameter decides.
 *
 * Returns: (nullable): the meaning, in a sentence, or %NULL where the rule has no such parameter
 *
 * Since: 0.1
 */
const char *
leren_rule_get_parameter_meaning (LerenRule *self, const char *name)
{
  const LerenRuleParameter *parameter;

  g_return_val_if_fail (LEREN_IS_RULE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  parameter = _leren_rule_find_parameter (self, name);
  return parameter != NULL ? parameter->meaning : NULL;
}
