/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-profile-private.h"

#include "leren-enum-types.h"
#include "snapshot/leren-table-private.h"
#include "theory/leren-framework-private.h"

/* The profile as tables: of concepts, of groups, of transitions. */

static void
add_place_or_absent (LerenTable *table, guint column, gint place)
{
  if (place < 0)
    _leren_table_add_absent (table, column);
  else
    _leren_table_add_integer (table, column, place);
}

/* the ids of all concepts; freed by the caller, the ids belong to them */
static const char **
list_ids (LerenProfile *self)
{
  const char **ids = g_new0 (const char *, self->n_concepts + 1);

  for (guint i = 0; i < self->n_concepts; i++)
    ids[i] = leren_concept_get_id (_leren_concept_at (self->framework, i));
  return ids;
}

static guint
add_concept_column (LerenProfile *self, LerenTable *table, const char *name, const char *const *ids)
{
  const guint column = _leren_table_add_column (table, name, LEREN_COLUMN_KIND_CATEGORY, ids);

  _leren_table_set_ordered (table, column, _leren_framework_is_ordered (self->framework));
  return column;
}

static guint
add_figure_column (LerenTable *table, guint figure)
{
  g_autofree char *name =
    g_strdelimit (g_strdup (_leren_profile_name_value (LEREN_TYPE_FIGURE, figure)), "-", '_');

  return _leren_table_add_column (table, name, LEREN_COLUMN_KIND_NUMBER, NULL);
}

/**
 * leren_profile_get_table:
 * @self: a profile
 *
 * The profile as a table: a row for each group and concept, with the columns `group`, `concept`,
 * `count`, `share`, `ratings` and `rating`, and those figures of #LerenFigure that the kind of the
 * framework has, by their names: `target` for a set, `days` for a cycle, a spiral and phases, and
 * `position`, `shift`, `espoused`, `espoused_count`, `in_use`, `in_use_count` and `gap` for poles.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_profile_get_table (LerenProfile *self)
{
  LerenTable *table;
  g_autofree const char **ids = NULL;
  guint group_column, concept_column, count, share, n_ratings, rating;
  guint figures[LEREN_N_PROFILE_FIGURES] = { 0 };

  g_return_val_if_fail (LEREN_IS_PROFILE (self), NULL);

  ids = list_ids (self);
  table = _leren_table_new ();
  group_column = _leren_table_add_column (table, "group", LEREN_COLUMN_KIND_TEXT, NULL);
  concept_column = add_concept_column (self, table, "concept", ids);
  count = _leren_table_add_column (table, "count", LEREN_COLUMN_KIND_INTEGER, NULL);
  share = _leren_table_add_column (table, "share", LEREN_COLUMN_KIND_NUMBER, NULL);
  n_ratings = _leren_table_add_column (table, "ratings", LEREN_COLUMN_KIND_INTEGER, NULL);
  rating = _leren_table_add_column (table, "rating", LEREN_COLUMN_KIND_NUMBER, NULL);
  for (guint figure = 0; figure < LEREN_N_PROFILE_FIGURES; figure++)
    if ((self->kind->figures & 1 << figure) != 0)
      figures[figure] = add_figure_column (table, figure);
  for (guint i = 0; i < self->groups->len; i++)
    for (guint j = 0; j < self->n_concepts; j++)
      {
        const LerenProfileGroup *group = _leren_profile_group (self, i);

        _leren_table_add_text (table, group_column, group->id, -1);
        _leren_table_add_integer (table, concept_column, j);
        _leren_table_add_integer (table, count, group->counts[j]);
        _leren_table_add_figure (table, share, _leren_profile_share (group, j));
        _leren_table_add_integer (table, n_ratings, group->n_ratings[j]);
        _leren_table_add_figure (table, rating, _leren_profile_rating (group, j));
        for (guint figure = 0; figure < LEREN_N_PROFILE_FIGURES; figure++)
          if ((self->kind->figures & 1 << figure) != 0)
            _leren_table_add_figure (table, figures[figure], group->figures[figure][j]);
      }
  _leren_table_seal (table, self->groups->len * self->n_concepts);
  return table;
}

static guint
add_value_column (LerenProfile *self, LerenTable *table, const LerenProfileValue *value,
                  const char *const *ids)
{
  static const LerenColumnKind kinds[] = {
    [LEREN_PROFILE_NUMBER] = LEREN_COLUMN_KIND_NUMBER,
    [LEREN_PROFILE_COUNT] = LEREN_COLUMN_KIND_INTEGER,
    [LEREN_PROFILE_PLACES] = LEREN_COLUMN_KIND_LIST,
    [LEREN_PROFILE_GATE] = LEREN_COLUMN_KIND_BOOLEAN,
  };

  if (value->kind == LEREN_PROFILE_PLACE)
    return add_concept_column (self, table, value->name, ids);
  return _leren_table_add_column (table, value->name, kinds[value->kind], NULL);
}

/* ids are short, lower case, with dashes: nothing in them needs escaping */
static void
add_places (LerenTable *table, guint column, const guint8 *places, const char *const *ids)
{
  g_autoptr (GString) list = g_string_new ("[");

  for (guint i = 0; ids[i] != NULL; i++)
    if (places[i])
      g_string_append_printf (list, "%s\"%s\"", list->len > 1 ? "," : "", ids[i]);
  g_string_append_c (list, ']');
  _leren_table_add_text (table, column, list->str, list->len);
}

static void
add_value (LerenTable *table, guint column, const LerenProfileGroup *group,
           const LerenProfileValue *value, const char *const *ids)
{
  gconstpointer at = G_STRUCT_MEMBER_P (group, value->offset);

  switch (value->kind)
    {
    case LEREN_PROFILE_NUMBER:
      _leren_table_add_figure (table, column, *(const double *) at);
      break;
    case LEREN_PROFILE_COUNT:
      _leren_table_add_integer (table, column, *(const gint *) at);
      break;
    case LEREN_PROFILE_PLACE:
      add_place_or_absent (table, column, *(const gint *) at);
      break;
    case LEREN_PROFILE_PLACES:
      add_places (table, column, *(guint8 *const *) at, ids);
      break;
    case LEREN_PROFILE_GATE:
      if (*(const LerenGate *) at == LEREN_GATE_UNKNOWN)
        _leren_table_add_absent (table, column);
      else
        _leren_table_add_integer (table, column, *(const LerenGate *) at == LEREN_GATE_OPEN);
      break;
    }
}

/**
 * leren_profile_get_group_table:
 * @self: a profile
 *
 * What a profile says of its groups as a table: a row for each, with the columns `group` and
 * `total`, and those of the kind of the framework: `highest`, `median`, `trend`, `stuck` and `next`
 * for a ladder; `progress`, `completeness`, `skipped` and `turns` for a cycle, and for a spiral,
 * which also has `individual`, `team`, `organisation` and `network`, the knowledge that reached so
 * far; `progress`, `completeness`, `skipped` and `violations` for phases; `coverage`, `evenness`,
 * `absent` and `distance` for a set; `weakest` and `open` for a gate. Poles have nothing to say of
 * a group as a whole.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_profile_get_group_table (LerenProfile *self)
{
  g_autoptr (GEnumClass) holders = NULL;
  g_autofree const char **ids = NULL;
  g_autoptr (GArray) columns = NULL;
  LerenTable *table;
  guint group_column, total;
  gboolean reaches;

  g_return_val_if_fail (LEREN_IS_PROFILE (self), NULL);

  holders = g_type_class_ref (LEREN_TYPE_HOLDER);
  reaches = leren_framework_get_kind (self->framework) == LEREN_FRAMEWORK_KIND_SPIRAL;
  ids = list_ids (self);
  columns = g_array_new (FALSE, FALSE, sizeof (guint));
  table = _leren_table_new ();
  group_column = _leren_table_add_column (table, "group", LEREN_COLUMN_KIND_TEXT, NULL);
  total = _leren_table_add_column (table, "total", LEREN_COLUMN_KIND_INTEGER, NULL);
  for (const LerenProfileValue *value = self->kind->values; value->name != NULL; value++)
    {
      const guint column = add_value_column (self, table, value, ids);
      g_array_append_val (columns, column);
    }
  for (guint i = LEREN_HOLDER_INDIVIDUAL; reaches && i < holders->n_values; i++)
    {
      const guint column = _leren_table_add_column (table, holders->values[i].value_nick,
                                                    LEREN_COLUMN_KIND_INTEGER, NULL);
      g_array_append_val (columns, column);
    }
  for (guint i = 0; i < self->groups->len; i++)
    {
      const LerenProfileGroup *group = _leren_profile_group (self, i);
      guint next = 0;

      _leren_table_add_text (table, group_column, group->id, -1);
      _leren_table_add_integer (table, total, group->total);
      for (const LerenProfileValue *value = self->kind->values; value->name != NULL; value++)
        add_value (table, g_array_index (columns, guint, next++), group, value, ids);
      for (guint j = LEREN_HOLDER_INDIVIDUAL; reaches && j < holders->n_values; j++)
        _leren_table_add_integer (table, g_array_index (columns, guint, next++), group->reach[j]);
    }
  _leren_table_seal (table, self->groups->len);
  return table;
}

/**
 * leren_profile_get_transition_table:
 * @self: a profile of a ladder
 *
 * The transitions between the concepts of a ladder as a table: a row for each group and pair of concepts of
 * which one was followed by the other, with the columns `group`, `from`, `to`, `count`, and `share`,
 * which is the count divided by all transitions of the group from the first concept. See
 * leren_profile_get_n_transitions().
 *
 * Returns: (transfer full): the table; for frameworks of another kind it has no rows
 *
 * Since: 0.1
 */
LerenTable *
leren_profile_get_transition_table (LerenProfile *self)
{
  g_autofree const char **ids = NULL;
  g_autofree guint64 *from_sums = NULL;
  LerenTable *table;
  guint group_column, from, to, count, share, n_rows = 0;

  g_return_val_if_fail (LEREN_IS_PROFILE (self), NULL);

  ids = list_ids (self);
  from_sums = g_new (guint64, self->n_concepts);
  table = _leren_table_new ();
  group_column = _leren_table_add_column (table, "group", LEREN_COLUMN_KIND_TEXT, NULL);
  from = add_concept_column (self, table, "from", ids);
  to = add_concept_column (self, table, "to", ids);
  count = _leren_table_add_column (table, "count", LEREN_COLUMN_KIND_INTEGER, NULL);
  share = _leren_table_add_column (table, "share", LEREN_COLUMN_KIND_NUMBER, NULL);
  for (guint i = 0; i < self->groups->len; i++)
    {
      const LerenProfileGroup *group = _leren_profile_group (self, i);
      const guint n = group->transitions != NULL ? group->transitions->len : 0;

      memset (from_sums, 0, self->n_concepts * sizeof *from_sums);
      for (guint j = 0; j < n; j++)
        {
          const LerenProfileTransition *each =
            &g_array_index (group->transitions, LerenProfileTransition, j);
          from_sums[each->from] += each->count;
        }
      for (guint j = 0; j < n; j++)
        {
          const LerenProfileTransition *each =
            &g_array_index (group->transitions, LerenProfileTransition, j);

          _leren_table_add_text (table, group_column, group->id, -1);
          _leren_table_add_integer (table, from, each->from);
          _leren_table_add_integer (table, to, each->to);
          _leren_table_add_integer (table, count, each->count);
          _leren_table_add_number (table, share, (double) each->count / from_sums[each->from]);
          n_rows++;
        }
    }
  _leren_table_seal (table, n_rows);
  return table;
}
