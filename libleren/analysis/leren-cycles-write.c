/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-cycles-private.h"

#include "analysis/leren-profile-private.h"
#include "analysis/leren-writing-private.h"
#include "snapshot/leren-table-private.h"

static const char *const transitions[] = {
  [LEREN_TRANSITION_OWNED_TO_UNDERTAKEN] = "owned_to_undertaken",
  [LEREN_TRANSITION_UNDERTAKEN_TO_REVIEWED] = "undertaken_to_reviewed",
  [LEREN_TRANSITION_OWNED_TO_REVIEWED] = "owned_to_reviewed",
};

/**
 * leren_cycles_get_table:
 * @self: action cycles
 *
 * A row for each action, with the columns `action`, `state`, `owned_by_coach`, `looked_back_on`,
 * `closed` and `chain`: the chain it belongs to, counted from 0.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_cycles_get_table (LerenCycles *self)
{
  const LerenRows *actions;
  LerenTable *table;
  guint action, state, coach, seen, closed, chain;

  g_return_val_if_fail (LEREN_IS_CYCLES (self), NULL);

  actions = self->promises.actions;
  table = _leren_table_new ();
  action = _leren_table_add_column (table, "action", LEREN_COLUMN_KIND_TEXT, NULL);
  state = _leren_table_add_column (
    table, "state", LEREN_COLUMN_KIND_CATEGORY,
    actions->declaration != NULL ? _leren_rows_get_vector (actions, "state")->field->words : NULL);
  _leren_table_set_ordered (table, state, TRUE);
  coach = _leren_table_add_column (table, "owned_by_coach", LEREN_COLUMN_KIND_BOOLEAN, NULL);
  seen = _leren_table_add_column (table, "looked_back_on", LEREN_COLUMN_KIND_BOOLEAN, NULL);
  closed = _leren_table_add_column (table, "closed", LEREN_COLUMN_KIND_BOOLEAN, NULL);
  chain = _leren_table_add_column (table, "chain", LEREN_COLUMN_KIND_INTEGER, NULL);
  for (guint32 i = 0; i < actions->n_rows; i++)
    {
      const guint8 code = self->promises.states[i];

      if (!_leren_cycles_counts (self, i))
        continue;
      _leren_table_add_id (table, action, actions, i);
      _leren_table_add_integer (table, state, (code != 0 ? code : self->first_state) - 1);
      _leren_table_add_integer (table, coach, self->by_coach[i]);
      _leren_table_add_integer (table, seen, _leren_promise_is_looked_back_on (&self->promises, i));
      _leren_table_add_integer (table, closed,
                                _leren_promise_is_closed (&self->promises, i) &&
                                  !_leren_promise_is_dropped (&self->promises, i));
      if (self->chain_of[i] >= 0)
        _leren_table_add_integer (table, chain, self->chain_of[i]);
      else
        _leren_table_add_absent (table, chain);
    }
  _leren_table_seal (table, self->total);
  return table;
}

static void
write_days (LerenCycles *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "days");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (transitions); i++)
    {
      double median, p90;

      leren_cycles_get_days (self, i, &median, &p90);
      json_builder_set_member_name (builder, transitions[i]);
      json_builder_begin_object (builder);
      _leren_write_number (builder, "median", median);
      _leren_write_number (builder, "p90", p90);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
write_chains (LerenCycles *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "chains");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->chains->len; i++)
    {
      json_builder_begin_array (builder);
      for (char **id = g_ptr_array_index (self->chains, i); *id != NULL; id++)
        json_builder_add_string_value (builder, *id);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

static void
write_follow_up (LerenCycles *self, JsonBuilder *builder)
{
  guint n_followed_up, n_known;
  const double share = leren_cycles_get_follow_up_share (self, &n_followed_up, &n_known);

  json_builder_set_member_name (builder, "follow_up");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "actions");
  json_builder_add_int_value (builder, n_known);
  json_builder_set_member_name (builder, "followed_up");
  json_builder_add_int_value (builder, n_followed_up);
  json_builder_set_member_name (builder, "unknown");
  json_builder_add_int_value (builder, self->n_follow_up_unknown);
  _leren_write_number (builder, "share", share);
  json_builder_end_object (builder);
}

/**
 * leren_cycles_to_json:
 * @self: action cycles
 *
 * All of it as JSON, in the form of `leren cycles --json`.
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 0.1
 */
JsonNode *
leren_cycles_to_json (LerenCycles *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const LerenRows *actions;

  g_return_val_if_fail (LEREN_IS_CYCLES (self), NULL);

  actions = self->promises.actions;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "total");
  json_builder_add_int_value (builder, self->total);
  json_builder_set_member_name (builder, "states");
  json_builder_begin_object (builder);
  if (actions->declaration != NULL)
    {
      const LerenField *field = _leren_rows_get_vector (actions, "state")->field;

      for (guint i = 0; i < field->n_words; i++)
        {
          json_builder_set_member_name (builder, field->words[i]);
          json_builder_add_int_value (builder, self->states[i + 1]);
        }
    }
  json_builder_end_object (builder);
  _leren_write_number (builder, "closed_share", leren_cycles_get_closed_share (self));
  json_builder_set_member_name (builder, "owned_by_coach");
  json_builder_add_int_value (builder, self->n_by_coach);
  write_days (self, builder);
  write_chains (self, builder);
  write_follow_up (self, builder);
  _leren_survival_write (self->survival, 0, builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
