/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-profile-private.h"
#include "analysis/leren-writing-private.h"

#include "leren-enum-types.h"

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

const char *
_leren_profile_name_value (GType type, gint value)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (type);

  return g_enum_get_value (class, value)->value_nick;
}

static const char *
id_at (LerenProfile *self, guint place)
{
  return leren_concept_get_id (_leren_concept_at (self->framework, place));
}

/* The days of a stage stand in an object of their own, all others with their concept. */
static void
write_figures (LerenProfile *self, const LerenProfileGroup *group, guint place,
               JsonBuilder *builder)
{
  for (guint figure = 0; figure < LEREN_N_PROFILE_FIGURES; figure++)
    {
      const char *nick;
      g_autofree char *name = NULL;

      if ((self->kind->figures & 1 << figure) == 0 || figure == LEREN_FIGURE_DAYS ||
          (figure == LEREN_FIGURE_TARGET && isnan (group->figures[figure][place])))
        continue;
      nick = _leren_profile_name_value (LEREN_TYPE_FIGURE, figure);
      name = g_strdelimit (g_strdup (nick), "-", '_');
      _leren_write_number (builder, name, group->figures[figure][place]);
    }
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
      _leren_write_number (builder, "share", _leren_profile_share (group, i));
      if (group->n_ratings[i] > 0)
        {
          json_builder_set_member_name (builder, "ratings");
          json_builder_add_int_value (builder, group->n_ratings[i]);
          _leren_write_number (builder, "rating", _leren_profile_rating (group, i));
        }
      write_figures (self, group, i, builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_places (LerenProfile *self, const char *name, const guint8 *places, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->n_concepts; i++)
    if (places[i])
      json_builder_add_string_value (builder, id_at (self, i));
  json_builder_end_array (builder);
}

static void
write_value (LerenProfile *self, const LerenProfileGroup *group, const LerenProfileValue *value,
             JsonBuilder *builder)
{
  gconstpointer at = G_STRUCT_MEMBER_P (group, value->offset);

  switch (value->kind)
    {
    case LEREN_PROFILE_NUMBER:
      _leren_write_number (builder, value->name, *(const double *) at);
      break;
    case LEREN_PROFILE_COUNT:
      json_builder_set_member_name (builder, value->name);
      json_builder_add_int_value (builder, *(const gint *) at);
      break;
    case LEREN_PROFILE_PLACE:
      _leren_profile_write_concept (builder, value->name, self->framework, *(const gint *) at);
      break;
    case LEREN_PROFILE_PLACES:
      write_places (self, value->name, *(guint8 *const *) at, builder);
      break;
    case LEREN_PROFILE_GATE:
      json_builder_set_member_name (builder, value->name);
      if (*(const LerenGate *) at == LEREN_GATE_UNKNOWN)
        json_builder_add_null_value (builder);
      else
        json_builder_add_boolean_value (builder, *(const LerenGate *) at == LEREN_GATE_OPEN);
      break;
    }
}

/**
 * leren_profile_to_json:
 * @self: a profile
 *
 * The profile as JSON, in the form of `leren profile --json`. A concept that was rated also has the
 * number of `ratings` and their mean as the share of the scale, `rating`; of poles it has `position`,
 * `shift`, `espoused`, `espoused_count`, `in_use`, `in_use_count` and `gap`, and of a set its `target`
 * where there is one.
 *
 * A group also has, by kind: of a ladder `highest`, `median`, `trend`, `stuck`, `next` and
 * `transitions`, those that occur, each with `from`, `to` and `count`; of a cycle `progress`,
 * `completeness`, `skipped`, `turns` and `days`, the latter by concept; of a spiral the same and
 * `reach`, by holder; of phases `progress`, `completeness`, `skipped`, `violations` and `days`; of a
 * set `coverage`, `evenness`, `absent` and `distance`; of a gate `weakest` and `open`, which is true,
 * false or null. What is not known is null.
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
    builder, _leren_profile_name_value (LEREN_TYPE_FRAMEWORK_KIND,
                                        leren_framework_get_kind (self->framework)));
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
      for (const LerenProfileValue *value = self->kind->values; value->name != NULL; value++)
        write_value (self, group, value, builder);
      if (self->kind->write != NULL)
        self->kind->write (group, self->framework, builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
