/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-spiral-private.h"
#include "analysis/leren-writing-private.h"

#include "snapshot/leren-table-private.h"
#include "theory/leren-framework-private.h"

/* How many chains are written of each kind, and after how many ids no further one begins; all are
 * counted, and the library lists them all. */
#define MAX_CHAINS 100
#define MAX_IDS 100000

static const struct {
  LerenRest rest;
  const char *name;
} rests[] = {
  { LEREN_REST_DEAD_END, "dead_end" },
  { LEREN_REST_NEVER_EXTERNALISED, "never_externalised" },
  { LEREN_REST_NEVER_INTERNALISED, "never_internalised" },
};

/* the words of a closed list in a table's column */
static guint
add_words_column (LerenTable *table, const char *name, const LerenRows *rows, const char *member)
{
  const guint column = _leren_table_add_column (
    table, name, LEREN_COLUMN_KIND_CATEGORY,
    rows->declaration != NULL ? _leren_rows_get_vector (rows, member)->field->words : NULL);

  _leren_table_set_ordered (table, column, TRUE);
  return column;
}

static void
add_code (LerenTable *table, guint column, guint code)
{
  if (code != 0)
    _leren_table_add_integer (table, column, code - 1);
  else
    _leren_table_add_absent (table, column);
}

/**
 * leren_spiral_get_knowledge_table:
 * @self: a spiral
 *
 * A row for each piece of knowledge, with the columns `knowledge`, `form`, `holder`, `made_by` and `used_by`
 * (how many conversions yield it and start from it), `length` (the steps of the longest chain that leads to
 * it, a circle taken as one), `circle` (the one it is part of, counted from 0), `reach` (the widest holder that it
 * comes to, itself included), `dead_end`, `never_externalised` and `never_internalised`.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_spiral_get_knowledge_table (LerenSpiral *self)
{
  const LerenRows *rows;
  LerenTable *table;
  guint knowledge, form, holder, made_by, used_by, length, circle, reach;
  guint resting[G_N_ELEMENTS (rests)];

  g_return_val_if_fail (LEREN_IS_SPIRAL (self), NULL);

  rows = self->graph.knowledge;
  table = _leren_table_new ();
  knowledge = _leren_table_add_column (table, "knowledge", LEREN_COLUMN_KIND_TEXT, NULL);
  form = add_words_column (table, "form", rows, "form");
  holder = add_words_column (table, "holder", rows, "holder");
  made_by = _leren_table_add_column (table, "made_by", LEREN_COLUMN_KIND_INTEGER, NULL);
  used_by = _leren_table_add_column (table, "used_by", LEREN_COLUMN_KIND_INTEGER, NULL);
  length = _leren_table_add_column (table, "length", LEREN_COLUMN_KIND_INTEGER, NULL);
  circle = _leren_table_add_column (table, "circle", LEREN_COLUMN_KIND_INTEGER, NULL);
  reach = add_words_column (table, "reach", rows, "holder");
  for (guint i = 0; i < G_N_ELEMENTS (rests); i++)
    resting[i] = _leren_table_add_column (table, rests[i].name, LEREN_COLUMN_KIND_BOOLEAN, NULL);
  for (guint32 i = 0; i < rows->n_rows; i++)
    {
      const guint32 component = self->chains.component[i];
      const LerenRest rest = _leren_spiral_rest_of (self, i);

      if (!_leren_spiral_counts_piece (self, i))
        continue;
      _leren_table_add_id (table, knowledge, rows, i);
      add_code (table, form, self->graph.forms[i]);
      add_code (table, holder, self->holders[i]);
      _leren_table_add_integer (table, made_by, _leren_links_size (&self->graph.makers, i));
      _leren_table_add_integer (table, used_by, _leren_links_size (&self->graph.uses, i));
      _leren_table_add_integer (table, length, self->chains.lengths[component]);
      add_code (table, circle, self->circle_of[component] + 1);
      add_code (table, reach, g_bit_storage (self->reach[i]) * (self->reach[i] != 0));
      for (guint r = 0; r < G_N_ELEMENTS (rests); r++)
        _leren_table_add_integer (table, resting[r], (rest & rests[r].rest) != 0);
    }
  _leren_table_seal (table, rows->n_in_scope);
  return table;
}

/**
 * leren_spiral_get_conversion_table:
 * @self: a spiral
 *
 * A row for each conversion, with the columns `conversion`, `mode` (as it follows from the forms, or as stated),
 * `sources` and `results` (how many), and `full_turn`: whether it completes one.
 *
 * Returns: (transfer full): the table
 *
 * Since: 0.1
 */
LerenTable *
leren_spiral_get_conversion_table (LerenSpiral *self)
{
  const LerenKnowledgeGraph *graph;
  const LerenRows *rows;
  const char *modes[LEREN_N_MODES + 1] = { NULL };
  LerenTable *table;
  guint conversion, mode, sources, results, turn;

  g_return_val_if_fail (LEREN_IS_SPIRAL (self), NULL);

  graph = &self->graph;
  rows = graph->conversions;
  for (guint i = 0; i < LEREN_N_MODES; i++)
    modes[i] = leren_concept_get_id (_leren_concept_at (graph->framework, i));
  table = _leren_table_new ();
  conversion = _leren_table_add_column (table, "conversion", LEREN_COLUMN_KIND_TEXT, NULL);
  mode = _leren_table_add_column (table, "mode", LEREN_COLUMN_KIND_CATEGORY, modes);
  _leren_table_set_ordered (table, mode, _leren_framework_is_ordered (graph->framework));
  sources = _leren_table_add_column (table, "sources", LEREN_COLUMN_KIND_INTEGER, NULL);
  results = _leren_table_add_column (table, "results", LEREN_COLUMN_KIND_INTEGER, NULL);
  turn = _leren_table_add_column (table, "full_turn", LEREN_COLUMN_KIND_BOOLEAN, NULL);
  for (guint32 i = 0; i < rows->n_rows; i++)
    {
      if (!_leren_spiral_counts_conversion (self, i))
        continue;
      _leren_table_add_id (table, conversion, rows, i);
      add_code (table, mode, graph->modes[i]);
      _leren_table_add_integer (table, sources,
                                graph->sources->offsets[i + 1] - graph->sources->offsets[i]);
      _leren_table_add_integer (table, results,
                                graph->results->offsets[i + 1] - graph->results->offsets[i]);
      _leren_table_add_integer (table, turn, self->turns.completed[i] != 0);
    }
  _leren_table_seal (table, rows->n_in_scope);
  return table;
}

static void
write_ids (JsonBuilder *builder, char **ids)
{
  json_builder_begin_array (builder);
  for (char **id = ids; *id != NULL; id++)
    json_builder_add_string_value (builder, *id);
  json_builder_end_array (builder);
  g_strfreev (ids);
}

typedef char **(*ListChain) (LerenSpiral *self, guint chain);

/* How many of @n chains are written: they may be as many as there are conversions, each as long */
static guint
count_written (LerenSpiral *self, guint n, ListChain list)
{
  gsize n_ids = 0;
  guint chain;

  for (chain = 0; chain < MIN (n, MAX_CHAINS) && n_ids < MAX_IDS; chain++)
    {
      g_auto (GStrv) ids = list (self, chain);
      n_ids += g_strv_length (ids);
    }
  return chain;
}

static void
write_chains (LerenSpiral *self, JsonBuilder *builder, const char *name, guint n, ListChain list)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    write_ids (builder, list (self, i));
  json_builder_end_array (builder);
}

static void
write_turns (LerenSpiral *self, JsonBuilder *builder)
{
  const guint n = count_written (self, self->completing->len, leren_spiral_list_turn_knowledge);

  _leren_write_integer (builder, "full_turns", self->completing->len);
  write_chains (self, builder, "chains", n, leren_spiral_list_turn_knowledge);
  write_chains (self, builder, "chain_conversions", n, leren_spiral_list_turn_conversions);
}

static void
write_longest (LerenSpiral *self, JsonBuilder *builder)
{
  const guint n = count_written (self, self->longest->len, leren_spiral_list_longest_knowledge);

  json_builder_set_member_name (builder, "longest");
  json_builder_begin_object (builder);
  _leren_write_integer (builder, "length", self->longest_length);
  _leren_write_integer (builder, "ends", self->longest->len);
  write_chains (self, builder, "chains", n, leren_spiral_list_longest_knowledge);
  write_chains (self, builder, "conversions", n, leren_spiral_list_longest_conversions);
  json_builder_end_object (builder);
}

static void
write_circles (LerenSpiral *self, JsonBuilder *builder)
{
  const guint n = count_written (self, self->circles->len, leren_spiral_list_circle);

  _leren_write_integer (builder, "n_circles", self->circles->len);
  write_chains (self, builder, "circles", n, leren_spiral_list_circle);
}

static void
write_reach_from (LerenSpiral *self, JsonBuilder *builder, guint from, const char *const *holders)
{
  json_builder_begin_object (builder);
  for (guint to = 0; to < LEREN_N_HOLDERS; to++)
    _leren_write_integer (builder, holders[to], self->reached[from][to]);
  json_builder_end_object (builder);
}

static void
write_reach (LerenSpiral *self, JsonBuilder *builder)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (LEREN_TYPE_HOLDER);
  const char *holders[LEREN_N_HOLDERS];

  for (guint i = 0; i < LEREN_N_HOLDERS; i++)
    holders[i] = g_enum_get_value (class, LEREN_HOLDER_INDIVIDUAL + i)->value_nick;
  json_builder_set_member_name (builder, "reach");
  write_reach_from (self, builder, 0, holders);
  json_builder_set_member_name (builder, "reach_from");
  json_builder_begin_object (builder);
  for (guint from = 0; from < LEREN_N_HOLDERS; from++)
    {
      json_builder_set_member_name (builder, holders[from]);
      write_reach_from (self, builder, from, holders);
    }
  json_builder_end_object (builder);
}

/**
 * leren_spiral_to_json:
 * @self: a spiral
 *
 * All of it as JSON, in the form of `leren spiral --json`: counts, `modes`, `without_mode`, `full_turns`, `chains`
 * (the knowledge on each full turn) and `chain_conversions` (its conversions), `longest`, `circles`, `dead_ends`,
 * `never_externalised`, `never_internalised`, `reach` (of the knowledge that individuals hold, how many pieces come to
 * each kind of holder) and `reach_from` (the same of each kind of holder). Of chains, longest chains and circles no
 * more than the first hundred are written, fewer where they are very long; `full_turns`, `ends` and `n_circles` count
 * them all.
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 0.1
 */
JsonNode *
leren_spiral_to_json (LerenSpiral *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (LEREN_IS_SPIRAL (self), NULL);

  json_builder_begin_object (builder);
  _leren_write_integer (builder, "knowledge", leren_spiral_get_n_knowledge (self));
  _leren_write_integer (builder, "conversions", leren_spiral_get_n_conversions (self));
  json_builder_set_member_name (builder, "modes");
  json_builder_begin_object (builder);
  for (guint i = 0; i < LEREN_N_MODES; i++)
    _leren_write_integer (builder,
                          leren_concept_get_id (_leren_concept_at (self->graph.framework, i)),
                          self->n_of_mode[i + 1]);
  json_builder_end_object (builder);
  _leren_write_integer (builder, "without_mode", self->n_of_mode[0]);
  write_turns (self, builder);
  write_longest (self, builder);
  write_circles (self, builder);
  json_builder_set_member_name (builder, "dead_ends");
  write_ids (builder, leren_spiral_list_dead_ends (self));
  json_builder_set_member_name (builder, "never_externalised");
  write_ids (builder, leren_spiral_list_never_externalised (self));
  json_builder_set_member_name (builder, "never_internalised");
  write_ids (builder, leren_spiral_list_never_internalised (self));
  write_reach (self, builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
