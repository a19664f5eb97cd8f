/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/rules/leren-rules-private.h"

static const LerenRuleSpec *const specs[] = {
#define LEREN_RULE(name) &_leren_rule_##name,
#include "analysis/rules/leren-rules-list-private.h"
#undef LEREN_RULE
};

/* When the library is loaded: the snapshot does not know this room. */
__attribute__ ((constructor)) static void
hand_in (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    _leren_snapshot_add_needs (specs[i]->needs);
}

static GListModel *
built_in (void)
{
  static gsize made;
  static GListStore *rules;

  if (g_once_init_enter (&made))
    {
      rules = g_list_store_new (LEREN_TYPE_RULE);
      for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
        {
          g_autoptr (LerenRule) rule = _leren_rule_new_built_in (specs[i]);
          g_list_store_append (rules, rule);
        }
      g_once_init_leave (&made, 1);
    }
  return G_LIST_MODEL (rules);
}

/**
 * leren_rule_list:
 *
 * The built-in rules.
 *
 * Returns: (transfer none): a #GListModel of #LerenRule
 *
 * Since: 0.1
 */
GListModel *
leren_rule_list (void)
{
  return built_in ();
}

/**
 * leren_rule_lookup:
 * @id: the id of a built-in rule, such as `stuck-level`
 *
 * Finds a built-in rule.
 *
 * Returns: (nullable) (transfer none): the rule, or %NULL where there is none of that id
 *
 * Since: 0.1
 */
LerenRule *
leren_rule_lookup (const char *id)
{
  GListModel *rules = built_in ();

  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      /* the list keeps it */
      g_autoptr (LerenRule) rule = g_list_model_get_item (rules, i);
      if (g_str_equal (leren_rule_get_id (rule), id))
        return rule;
    }
  return NULL;
}
