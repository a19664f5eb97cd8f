/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-profile-private.h"

#include "core/leren-enums.h"

/* A spiral: what a cycle has, and how far its turns reach. The reach counts the knowledge that the
 * conversions of a group yield, and knowledge that was coded itself, each piece once, by who holds
 * it; a piece whose record names no holder is not counted. */

typedef struct {
  const LerenRows *knowledge;
  const guint8 *holders;
  const guint8 *to_reach; /* from the code of a holder to the place in @reach */
  guint32 *stamps;        /* of each piece: the last group that counted it, and one more */
} Reaching;

static void
reach_piece (LerenProfileGroup *group, const Reaching *reaching, gint32 piece, guint32 stamp)
{
  if (piece < 0 || reaching->stamps[piece] == stamp)
    return;
  reaching->stamps[piece] = stamp;
  if (reaching->holders[piece] != 0)
    group->reach[reaching->to_reach[reaching->holders[piece]]]++;
}

static void
measure (LerenProfileGroup *group, LerenProfileInput *input)
{
  const LerenRows *knowledge = _leren_snapshot_get_rows (input->snapshot, "knowledge");
  const LerenRows *conversions = _leren_snapshot_get_rows (input->snapshot, "conversion");
  const LerenVector *results = _leren_rows_get_vector (conversions, "results");
  g_autoptr (GEnumClass) words = g_type_class_ref (LEREN_TYPE_HOLDER);
  guint8 to_reach[256] = { 0 };
  Reaching reaching = { knowledge, _leren_rows_get_codes (knowledge, "holder"), to_reach, NULL };

  _leren_profile_measure_cycle (group, input);
  group->reach = g_new0 (guint32, words->n_values);
  if (knowledge->n_rows == 0)
    return;
  for (guint i = LEREN_HOLDER_INDIVIDUAL; i < words->n_values; i++)
    to_reach[_leren_rows_code_of (knowledge, "holder", words->values[i].value_nick)] = i;
  if (input->scratch == NULL)
    input->scratch = g_new0 (guint32, knowledge->n_rows);
  reaching.stamps = input->scratch;
  for (guint32 i = 0; i < input->n_observations; i++)
    {
      const LerenObservation *each = input->observations[i];

      if (each->type == knowledge->type)
        reach_piece (group, &reaching, each->row, input->n_measured + 1);
      else if (conversions->n_rows > 0 && each->type == conversions->type)
        for (guint32 j = results->offsets[each->row]; j < results->offsets[each->row + 1]; j++)
          reach_piece (group, &reaching, results->rows[j], input->n_measured + 1);
    }
}

static void
write_group (const LerenProfileGroup *group, LerenFramework *framework, JsonBuilder *builder)
{
  g_autoptr (GEnumClass) words = g_type_class_ref (LEREN_TYPE_HOLDER);

  _leren_profile_write_days (group, framework, builder);
  json_builder_set_member_name (builder, "reach");
  json_builder_begin_object (builder);
  for (guint i = LEREN_HOLDER_INDIVIDUAL; i < words->n_values; i++)
    {
      json_builder_set_member_name (builder, words->values[i].value_nick);
      json_builder_add_int_value (builder, group->reach[i]);
    }
  json_builder_end_object (builder);
}

static const LerenProfileValue values[] = {
  { "progress", LEREN_PROFILE_NUMBER, G_STRUCT_OFFSET (LerenProfileGroup, progress) },
  { "completeness", LEREN_PROFILE_NUMBER, G_STRUCT_OFFSET (LerenProfileGroup, completeness) },
  { "skipped", LEREN_PROFILE_PLACES, G_STRUCT_OFFSET (LerenProfileGroup, missing) },
  { "turns", LEREN_PROFILE_COUNT, G_STRUCT_OFFSET (LerenProfileGroup, turns) },
  { NULL },
};

const LerenProfileKind _leren_profile_spiral = { LEREN_FRAMEWORK_KIND_SPIRAL, values,
                                                 1 << LEREN_FIGURE_DAYS, measure, write_group };
