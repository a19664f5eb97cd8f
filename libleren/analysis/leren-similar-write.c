/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-similar-private.h"
#include "analysis/leren-writing-private.h"

#include "snapshot/leren-table-private.h"

#include <math.h>

static const char *const whens[] = { "unknown", "earlier", "later", NULL };

/**
 * leren_similar_get_case:
 * @self: similar cases
 *
 * The case that was asked for.
 *
 * Returns: (nullable): its id, or %NULL where a text was asked for
 *
 * Since: 0.1
 */
const char *
leren_similar_get_case (LerenSimilar *self)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR (self), NULL);
  return self->case_id;
}

/**
 * leren_similar_get_text:
 * @self: similar cases
 *
 * The text that was asked for.
 *
 * Returns: (nullable): the text, or %NULL where a case was asked for
 *
 * Since: 0.1
 */
const char *
leren_similar_get_text (LerenSimilar *self)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR (self), NULL);
  return self->text;
}

/**
 * leren_similar_get_weight:
 * @self: similar cases
 * @part: what cases are compared by
 *
 * The weight of a part among those that the asked case has, which are 1 together. Where the asked case
 * has no part at all, it cannot be compared, and no case is found.
 *
 * Returns: the weight, from 0 to 1; NaN where cases are not compared by this part
 *
 * Since: 0.1
 */
double
leren_similar_get_weight (LerenSimilar *self, LerenSimilarPart part)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR (self), NAN);
  g_return_val_if_fail ((guint) part < LEREN_N_SIMILAR_PARTS, NAN);
  return self->weights[part];
}

/**
 * leren_similar_get_n_candidates:
 * @self: similar cases
 *
 * How many cases were compared with the asked one.
 *
 * Returns: the number of cases
 *
 * Since: 0.1
 */
guint
leren_similar_get_n_candidates (LerenSimilar *self)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR (self), 0);
  return self->n_candidates;
}

/**
 * leren_similar_get_n_later:
 * @self: similar cases
 *
 * How many cases were left out because they came after the asked one.
 *
 * Returns: the number of cases
 *
 * Since: 0.1
 */
guint
leren_similar_get_n_later (LerenSimilar *self)
{
  g_return_val_if_fail (LEREN_IS_SIMILAR (self), 0);
  return self->n_later;
}

/**
 * leren_similar_get_table:
 * @self: similar cases
 *
 * A row for each case that was found, in their order, with the columns `case`, `title`, `similarity`,
 * `score`, `when`, `moment`, `worked_through`, `actions` (how many), and for each part a column with its
 * name that has the local similarity, absent where the asked case has nothing of it.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_similar_get_table (LerenSimilar *self)
{
  guint id, title, similarity, score, when, moment, worked_through, actions;
  guint parts[LEREN_N_SIMILAR_PARTS];
  LerenTable *table;

  g_return_val_if_fail (LEREN_IS_SIMILAR (self), NULL);

  table = _leren_table_new ();
  id = _leren_table_add_column (table, "case", LEREN_COLUMN_KIND_TEXT, NULL);
  title = _leren_table_add_column (table, "title", LEREN_COLUMN_KIND_TEXT, NULL);
  similarity = _leren_table_add_column (table, "similarity", LEREN_COLUMN_KIND_NUMBER, NULL);
  score = _leren_table_add_column (table, "score", LEREN_COLUMN_KIND_NUMBER, NULL);
  when = _leren_table_add_column (table, "when", LEREN_COLUMN_KIND_CATEGORY, whens);
  moment = _leren_table_add_column (table, "moment", LEREN_COLUMN_KIND_TIME, NULL);
  worked_through =
    _leren_table_add_column (table, "worked_through", LEREN_COLUMN_KIND_BOOLEAN, NULL);
  actions = _leren_table_add_column (table, "actions", LEREN_COLUMN_KIND_INTEGER, NULL);
  for (guint part = 0; part < LEREN_N_SIMILAR_PARTS; part++)
    parts[part] = _leren_table_add_column (table, _leren_similar_name_part (part),
                                           LEREN_COLUMN_KIND_NUMBER, NULL);
  for (guint i = 0; i < self->hits->len; i++)
    {
      LerenSimilarCase *hit = g_ptr_array_index (self->hits, i);
      GDateTime *time = leren_similar_case_get_moment (hit);

      _leren_table_add_text (table, id, leren_similar_case_get_id (hit), -1);
      _leren_table_add_text (table, title, leren_similar_case_get_title (hit), -1);
      _leren_table_add_number (table, similarity, leren_similar_case_get_similarity (hit));
      _leren_table_add_number (table, score, leren_similar_case_get_score (hit));
      _leren_table_add_integer (table, when, leren_similar_case_get_when (hit));
      if (time != NULL)
        _leren_table_add_integer (table, moment,
                                  g_date_time_to_unix (time) * G_USEC_PER_SEC +
                                    g_date_time_get_microsecond (time));
      else
        _leren_table_add_absent (table, moment);
      _leren_table_add_integer (table, worked_through, leren_similar_case_is_worked_through (hit));
      _leren_table_add_integer (table, actions,
                                g_list_model_get_n_items (leren_similar_case_get_actions (hit)));
      for (guint part = 0; part < LEREN_N_SIMILAR_PARTS; part++)
        if (isnan (self->weights[part]))
          _leren_table_add_absent (table, parts[part]);
        else
          _leren_table_add_number (table, parts[part],
                                   leren_similar_case_get_part_similarity (hit, part));
    }
  _leren_table_seal (table, self->hits->len);
  return table;
}

static void
write_parts (LerenSimilarCase *hit, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (guint part = 0; part < LEREN_N_SIMILAR_PARTS; part++)
    {
      const char *const *shared = leren_similar_case_get_shared (hit, part);

      if (isnan (leren_similar_case_get_part_weight (hit, part)))
        continue;
      json_builder_begin_object (builder);
      _leren_write_text (builder, "part", _leren_similar_name_part (part));
      _leren_write_number (builder, "similarity",
                           leren_similar_case_get_part_similarity (hit, part));
      _leren_write_number (builder, "weight", leren_similar_case_get_part_weight (hit, part));
      _leren_write_number (builder, "contribution",
                           leren_similar_case_get_part_contribution (hit, part));
      json_builder_set_member_name (builder, "shared");
      json_builder_begin_array (builder);
      for (; *shared != NULL; shared++)
        json_builder_add_string_value (builder, *shared);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* a member of a record as its word, or null where it is absent */
static void
write_word (JsonBuilder *builder, LerenRecord *record, const char *name, GType type)
{
  g_autoptr (GEnumClass) words = g_type_class_ref (type);
  int value;

  json_builder_set_member_name (builder, name);
  if (!leren_record_is_set (record, name))
    {
      json_builder_add_null_value (builder);
      return;
    }
  g_object_get (record, name, &value, NULL);
  json_builder_add_string_value (builder, g_enum_get_value (words, value)->value_nick);
}

static void
write_actions (LerenSimilarCase *hit, JsonBuilder *builder)
{
  GListModel *actions = leren_similar_case_get_actions (hit);

  json_builder_set_member_name (builder, "actions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (actions); i++)
    {
      g_autoptr (LerenAction) action = g_list_model_get_item (actions, i);
      LerenRecord *record = LEREN_RECORD (action);

      json_builder_begin_object (builder);
      _leren_write_text (builder, "id", leren_record_get_id (record));
      _leren_write_text (builder, "what", leren_action_get_what (action));
      _leren_write_text (builder, "intended_effect", leren_action_get_intended_effect (action));
      write_word (builder, record, "state", LEREN_TYPE_ACTION_STATE);
      _leren_write_text (builder, "effect", leren_action_get_effect (action));
      json_builder_set_member_name (builder, "effect_rating");
      if (leren_record_is_set (record, "effect_rating"))
        json_builder_add_int_value (builder, leren_action_get_effect_rating (action));
      else
        json_builder_add_null_value (builder);
      write_word (builder, record, "conclusion", LEREN_TYPE_CONCLUSION);
      _leren_write_text (builder, "drop_reason", leren_action_get_drop_reason (action));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_case (LerenSimilarCase *hit, JsonBuilder *builder)
{
  GDateTime *moment = leren_similar_case_get_moment (hit);
  g_autofree char *time = moment != NULL ? g_date_time_format_iso8601 (moment) : NULL;
  LerenCase *record = leren_similar_case_get_record (hit);

  json_builder_begin_object (builder);
  _leren_write_text (builder, "case", leren_similar_case_get_id (hit));
  _leren_write_text (builder, "title", leren_similar_case_get_title (hit));
  if (record != NULL)
    write_word (builder, LEREN_RECORD (record), "status", LEREN_TYPE_CASE_STATUS);
  else
    _leren_write_text (builder, "status", NULL);
  _leren_write_number (builder, "similarity", leren_similar_case_get_similarity (hit));
  _leren_write_number (builder, "score", leren_similar_case_get_score (hit));
  _leren_write_text (builder, "when", whens[leren_similar_case_get_when (hit)]);
  _leren_write_text (builder, "moment", time);
  json_builder_set_member_name (builder, "worked_through");
  json_builder_add_boolean_value (builder, leren_similar_case_is_worked_through (hit));
  write_parts (hit, builder);
  write_actions (hit, builder);
  json_builder_end_object (builder);
}

/**
 * leren_similar_to_json:
 * @self: similar cases
 *
 * All of it as JSON, in the form of `leren similar --json`: `case` and `text` (what was asked for, the
 * other is null), `candidates` and `later` (how many cases were looked at, and left out because they came
 * later), `bonus`, `weights` (of each part, null where the asked case has nothing of it), and `cases`. Each
 * of these has `case`, `title`, `status`, `similarity`, `score`, `when` (`earlier`, `later` or `unknown`),
 * `moment`, `worked_through`, `parts` and `actions`. A part has `part` (its name), `similarity`, `weight`,
 * `contribution` and `shared`; an action `id`, `what`, `intended_effect`, `state`, `effect`,
 * `effect_rating`, `conclusion` and `drop_reason`, null where absent.
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 0.1
 */
JsonNode *
leren_similar_to_json (LerenSimilar *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (LEREN_IS_SIMILAR (self), NULL);

  json_builder_begin_object (builder);
  _leren_write_text (builder, "case", self->case_id);
  _leren_write_text (builder, "text", self->text);
  json_builder_set_member_name (builder, "candidates");
  json_builder_add_int_value (builder, self->n_candidates);
  json_builder_set_member_name (builder, "later");
  json_builder_add_int_value (builder, self->n_later);
  _leren_write_number (builder, "bonus", self->rule.bonus);
  json_builder_set_member_name (builder, "weights");
  json_builder_begin_object (builder);
  for (guint part = 0; part < LEREN_N_SIMILAR_PARTS; part++)
    {
      json_builder_set_member_name (builder, _leren_similar_name_part (part));
      if (isnan (self->weights[part]))
        json_builder_add_null_value (builder);
      else
        json_builder_add_double_value (builder, self->weights[part]);
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "cases");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->hits->len; i++)
    write_case (g_ptr_array_index (self->hits, i), builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
