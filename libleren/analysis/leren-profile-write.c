/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-profile-private.h"

#include "snapshot/leren-table-private.h"

#include <math.h>

void
_leren_profile_write_concept (JsonBuilder *builder, const char *name, LerenFramework *framework,
                              gint place)
{
  json_builder_set_member_name (builder, name);
  if (place < 0)
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder,
                                   leren_concept_get_id (_leren_concept_at (framework, place)));
}

void
_leren_profile_write_number (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  if (isnan (value))
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, value);
}

static void
write_concepts (LerenProfile *self, const LerenProfileGroup *group, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "concepts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->n_concepts; i++)
    {
      json_builder_begin_object (builder);
      _leren_profile_write_concept (builder, "id", self->framework, i);
      json_builder_set_member_name (builder, "count");
      json_builder_add_int_value (builder, group->counts[i]);
      _leren_profile_write_number (
        builder, "share", group->total > 0 ? (double) group->counts[i] / group->total : NAN);
      if (group->n_ratings[i] > 0)
        {
          json_builder_set_member_name (builder, "ratings");
          json_builder_add_int_value (builder, group->n_ratings[i]);
          _leren_profile_write_number (builder, "rating",
                                       group->rating_sums[i] / group->n_ratings[i]);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * leren_profile_to_json:
 * @self: a profile
 *
 * The profile as JSON, in the form of `leren profile --json`. A concept that was rated also has the
 * number of `ratings` and their mean as the share of the scale, `rating`.
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 0.1
 */
JsonNode *
leren_profile_to_json (LerenProfile *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (LEREN_IS_PROFILE (self), NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "framework");
  json_builder_add_string_value (builder, leren_framework_get_id (self->framework));
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (
    builder, _leren_profile_name_kind (leren_framework_get_kind (self->framework)));
  json_builder_set_member_name (builder, "groups");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->groups->len; i++)
    {
      const LerenProfileGroup *group = _leren_profile_group (self, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "group");
      if (group->id != NULL)
        json_builder_add_string_value (builder, group->id);
      else
        json_builder_add_null_value (builder);
      json_builder_set_member_name (builder, "total");
      json_builder_add_int_value (builder, group->total);
      write_concepts (self, group, builder);
      self->kind->write (group, self->framework, builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/**
 * leren_profile_get_table:
 * @self: a profile
 *
 * The profile as a table: a row for each group and concept, with the columns `group`, `concept`,
 * `count`, `share`, `ratings` and `rating`.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_profile_get_table (LerenProfile *self)
{
  LerenTable *table;
  g_autofree const char **words = NULL;
  guint group_column, concept_column, count, share, n_ratings, rating;

  g_return_val_if_fail (LEREN_IS_PROFILE (self), NULL);

  words = g_new0 (const char *, self->n_concepts + 1);
  for (guint i = 0; i < self->n_concepts; i++)
    words[i] = leren_concept_get_id (_leren_concept_at (self->framework, i));
  table = _leren_table_new ();
  group_column = _leren_table_add_column (table, "group", LEREN_COLUMN_KIND_TEXT, NULL);
  concept_column = _leren_table_add_column (table, "concept", LEREN_COLUMN_KIND_CATEGORY, words);
  count = _leren_table_add_column (table, "count", LEREN_COLUMN_KIND_INTEGER, NULL);
  share = _leren_table_add_column (table, "share", LEREN_COLUMN_KIND_NUMBER, NULL);
  n_ratings = _leren_table_add_column (table, "ratings", LEREN_COLUMN_KIND_INTEGER, NULL);
  rating = _leren_table_add_column (table, "rating", LEREN_COLUMN_KIND_NUMBER, NULL);
  for (guint i = 0; i < self->groups->len; i++)
    for (guint j = 0; j < self->n_concepts; j++)
      {
        const LerenProfileGroup *group = _leren_profile_group (self, i);

        _leren_table_add_text (table, group_column, group->id, -1);
        _leren_table_add_integer (table, concept_column, j);
        _leren_table_add_integer (table, count, group->counts[j]);
        _leren_table_add_figure (table, share,
                                 group->total > 0 ? (double) group->counts[j] / group->total : NAN);
        _leren_table_add_integer (table, n_ratings, group->n_ratings[j]);
        _leren_table_add_figure (
          table, rating,
          group->n_ratings[j] > 0 ? group->rating_sums[j] / group->n_ratings[j] : NAN);
      }
  _leren_table_seal (table, self->groups->len * self->n_concepts);
  return table;
}
