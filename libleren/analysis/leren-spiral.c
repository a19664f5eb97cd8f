/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-spiral-private.h"

/**
 * LerenSpiral:
 *
 * The knowledge spiral: the pieces of knowledge of a snapshot and the conversions between them, as a
 * graph (Nonaka and Takeuchi, 1995; Stam and Wilken, 2015; De Waal, 2015). Conversions can be
 * followed from their sources to their results, and on from those.
 *
 * The mode of a conversion follows from the forms of its sources and results; where those are mixed,
 * or none is named, it is as stated, and not known where it is not stated.
 *
 * A scope narrows what is counted and listed. Conversions are followed through the whole store, so
 * that what became of a team's knowledge outside of it is seen, too.
 *
 * All of it takes time that grows with the number of pieces, conversions, sources and results.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE (LerenSpiral, leren_spiral, G_TYPE_OBJECT)

static const LerenNeed needs[] = {
  LEREN_NEEDS_OF_KNOWLEDGE,
  { "knowledge", "holder" },
  { NULL },
};

/* When the library is loaded: the snapshot does not know this room. */
__attribute__ ((constructor)) static void
hand_in (void)
{
  _leren_snapshot_add_needs (needs);
}

static void
leren_spiral_finalize (GObject *object)
{
  LerenSpiral *self = LEREN_SPIRAL (object);

  _leren_knowledge_clear (&self->graph);
  _leren_full_turns_clear (&self->turns);
  _leren_chains_clear (&self->chains);
  g_array_unref (self->completing);
  g_array_unref (self->longest);
  g_array_unref (self->circles);
  g_free (self->circle_of);
  g_free (self->holders);
  g_free (self->reach);
  g_clear_object (&self->snapshot);

  G_OBJECT_CLASS (leren_spiral_parent_class)->finalize (object);
}

static void
leren_spiral_class_init (LerenSpiralClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_spiral_finalize;
}

static void
leren_spiral_init (LerenSpiral *self)
{
  self->completing = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->longest = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->circles = g_array_new (FALSE, FALSE, sizeof (guint32));
}

static void
count_conversions (LerenSpiral *self)
{
  for (guint32 i = 0; i < self->graph.conversions->n_rows; i++)
    {
      if (!_leren_spiral_counts_conversion (self, i))
        continue;
      self->n_of_mode[self->graph.modes[i]]++;
      if (self->turns.completed[i] != 0)
        g_array_append_val (self->completing, i);
    }
}

/* A component counts where one of its pieces does. Those of the longest ways to one that counts, and
 * the circles, in the order in which their first piece was stored. */
static void
find_chains (LerenSpiral *self)
{
  const LerenChains *chains = &self->chains;
  g_autofree guint8 *seen = g_new0 (guint8, MAX (chains->n_components, 1));

  self->circle_of = g_new (gint32, MAX (chains->n_components, 1));
  for (guint32 i = 0; i < chains->n_components; i++)
    self->circle_of[i] = -1;
  for (guint32 i = 0; i < chains->n_pieces; i++)
    if (_leren_spiral_counts_piece (self, i))
      self->longest_length = MAX (self->longest_length, chains->lengths[chains->component[i]]);
  for (guint32 i = 0; i < chains->n_pieces; i++)
    {
      const guint32 component = chains->component[i];

      if (seen[component] || !_leren_spiral_counts_piece (self, i))
        continue;
      seen[component] = TRUE;
      if (self->longest_length > 0 && chains->lengths[component] == self->longest_length)
        g_array_append_val (self->longest, component);
      if (!_leren_chains_is_circle (chains, component))
        continue;
      self->circle_of[component] = self->circles->len;
      g_array_append_val (self->circles, component);
    }
}

static void
measure_reach (LerenSpiral *self)
{
  const LerenRows *knowledge = self->graph.knowledge;
  const LerenVector *holders = _leren_rows_get_vector (knowledge, "holder");
  const guint32 n = knowledge->n_rows;

  self->holders = g_new0 (guint8, MAX (n, 1));
  self->reach = g_new0 (guint8, MAX (n, 1));
  for (guint32 i = 0; i < n; i++)
    {
      self->holders[i] = holders->codes[i];
      self->reach[i] = holders->codes[i] != 0 ? 1 << (holders->codes[i] - 1) : 0;
    }
  _leren_knowledge_spread (&self->graph, TRUE, self->reach);
  for (guint32 i = 0; i < n; i++)
    if (self->holders[i] != 0 && _leren_spiral_counts_piece (self, i))
      for (guint to = 0; to < LEREN_N_HOLDERS; to++)
        self->reached[self->holders[i] - 1][to] += (self->reach[i] >> to) & 1;
}

/**
 * leren_spiral:
 * @snapshot: the records to look at
 * @error: return location for a #GError
 *
 * Looks at how knowledge turned into knowledge.
 *
 * Returns: (transfer full): the spiral, or %NULL with an error: #LEREN_ERROR_NOT_FOUND (there is no framework
 *   `knowledge-conversion`), #LEREN_ERROR_UNSUPPORTED (it does not name one mode for each way from form to form)
 *
 * Since: 0.1
 */
LerenSpiral *
leren_spiral (LerenSnapshot *snapshot, GError **error)
{
  g_autoptr (LerenSpiral) self = NULL;

  g_return_val_if_fail (LEREN_IS_SNAPSHOT (snapshot), NULL);

  self = g_object_new (LEREN_TYPE_SPIRAL, NULL);
  self->snapshot = g_object_ref (snapshot);
  if (!_leren_knowledge_read (&self->graph, snapshot, error))
    return NULL;
  _leren_full_turns_find (&self->turns, &self->graph);
  _leren_chains_find (&self->chains, &self->graph);
  count_conversions (self);
  find_chains (self);
  measure_reach (self);
  return g_steal_pointer (&self);
}

LerenRest
_leren_spiral_rest_of (const LerenSpiral *self, guint32 piece)
{
  const LerenKnowledgeGraph *graph = &self->graph;
  const guint8 said = 1 << (graph->tacit_to_explicit - 1);
  const guint8 made_own = 1 << (graph->explicit_to_tacit - 1);
  const gboolean holds = graph->superseded[piece] < 0;
  LerenRest rest = 0;

  if (_leren_links_size (&graph->uses, piece) == 0 && holds)
    rest |= LEREN_REST_DEAD_END;
  /* what was made one's own out of something explicit has its words there */
  if (graph->forms[piece] == graph->tacit && (graph->reached[piece] & said) == 0 &&
      (graph->came_by[piece] & made_own) == 0)
    rest |= LEREN_REST_NEVER_EXTERNALISED;
  if (graph->forms[piece] == graph->explicit && (graph->reached[piece] & made_own) == 0 && holds)
    rest |= LEREN_REST_NEVER_INTERNALISED;
  return rest;
}

static char **
list_ids (const LerenRows *rows, const GArray *places)
{
  char **ids = g_new (char *, places->len + 1);

  for (guint i = 0; i < places->len; i++)
    ids[i] = _leren_rows_dup_id (rows, g_array_index (places, guint32, i));
  ids[places->len] = NULL;
  return ids;
}

static char **
list_resting (LerenSpiral *self, LerenRest rest)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < self->graph.knowledge->n_rows; i++)
    if (_leren_spiral_counts_piece (self, i) && (_leren_spiral_rest_of (self, i) & rest) != 0)
      g_array_append_val (pieces, i);
  return list_ids (self->graph.knowledge, pieces);
}

/**
 * leren_spiral_get_n_knowledge:
 * @self: a spiral
 *
 * How many pieces of knowledge there are.
 *
 * Returns: the number of pieces
 *
 * Since: 0.1
 */
guint
leren_spiral_get_n_knowledge (LerenSpiral *self)
{
  g_return_val_if_fail (LEREN_IS_SPIRAL (self), 0);
  return self->graph.knowledge->n_in_scope;
}

/**
 * leren_spiral_get_n_conversions:
 * @self: a spiral
 *
 * How many conversions there are.
 *
 * Returns: the number of conversions
 *
 * Since: 0.1
 */
guint
leren_spiral_get_n_conversions (LerenSpiral *self)
{
  g_return_val_if_fail (LEREN_IS_SPIRAL (self), 0);
  return self->graph.conversions->n_in_scope;
}

/**
 * leren_spiral_get_n_of_mode:
 * @self: a spiral
 * @mode: a mode; #LEREN_CONVERSION_MODE_NONE for those whose mode is not known
 *
 * How many conversions are of a mode.
 *
 * Returns: the number of conversions
 *
 * Since: 0.1
 */
guint
leren_spiral_get_n_of_mode (LerenSpiral *self, LerenConversionMode mode)
{
  g_autoptr (GEnumClass) class = NULL;
  const GEnumValue *value;
  LerenConcept *concept;

  g_return_val_if_fail (LEREN_IS_SPIRAL (self), 0);

  if (mode == LEREN_CONVERSION_MODE_NONE)
    return self->n_of_mode[0];
  class = g_type_class_ref (LEREN_TYPE_CONVERSION_MODE);
  value = g_enum_get_value (class, mode);
  concept =
    value != NULL ? leren_framework_get_concept (self->graph.framework, value->value_nick) : NULL;
  return concept != NULL ? self->n_of_mode[leren_concept_get_index (concept) + 1] : 0;
}

/**
 * leren_spiral_get_n_full_turns:
 * @self: a spiral
 *
 * How many conversions complete a full turn: a chain through all four modes that comes back to tacit
 * knowledge.
 *
 * A chain goes from conversion to conversion by a result of one that is a source of the next. It
 * starts from tacit knowledge, with socialisation, and passes through externalisation and combination
 * to internalisation, with as many conversions of each of these as it takes; or, where the tacit
 * knowledge it starts from came about by no socialisation, with externalisation, and comes round by
 * socialisation after internalisation. Its last conversion is the first one of the fourth mode, and
 * yields tacit knowledge. A first conversion that names no sources starts from what is not on record.
 * Conversions whose mode is not known are not part of a turn.
 *
 * What is counted are the conversions with which a turn comes round, each once, however many chains
 * lead to it: those may be many more than there are conversions.
 *
 * Returns: the number of conversions that complete a full turn
 *
 * Since: 0.1
 */
guint
leren_spiral_get_n_full_turns (LerenSpiral *self)
{
  g_return_val_if_fail (LEREN_IS_SPIRAL (self), 0);
  return self->completing->len;
}

static char **
list_turn (LerenSpiral *self, guint turn, gboolean of_knowledge)
{
  g_autoptr (GArray) conversions = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (guint32));

  _leren_full_turns_trace (&self->turns, &self->graph,
                           g_array_index (self->completing, guint32, turn), conversions, pieces);
  return of_knowledge ? list_ids (self->graph.knowledge, pieces)
                      : list_ids (self->graph.conversions, conversions);
}

/**
 * leren_spiral_list_turn_knowledge:
 * @self: a spiral
 * @turn: (attributes leren.below=get_n_full_turns): which turn, counted from 0, in the order in which the conversions that complete them were stored
 *
 * The knowledge on the shortest chain that makes a full turn: what each of its conversions starts from,
 * and at the end the tacit knowledge it comes back to.
 *
 * Returns: (array zero-terminated=1) (transfer full): the ids of the pieces of knowledge
 *
 * Since: 0.1
 */
char **
leren_spiral_list_turn_knowledge (LerenSpiral *self, guint turn)
{
  g_return_val_if_fail (LEREN_IS_SPIRAL (self), NULL);
  g_return_val_if_fail (turn < self->completing->len, NULL);
  return list_turn (self, turn, TRUE);
}

/**
 * leren_spiral_list_turn_conversions:
 * @self: a spiral
 * @turn: (attributes leren.below=get_n_full_turns): which turn, counted from 0
 *
 * The conversions of the shortest chain that makes a full turn; the last of them completes it.
 *
 * Returns: (array zero-terminated=1) (transfer full): the ids of the conversions
 *
 * Since: 0.1
 */
char **
leren_spiral_list_turn_conversions (LerenSpiral *self, guint turn)
{
  g_return_val_if_fail (LEREN_IS_SPIRAL (self), NULL);
  g_return_val_if_fail (turn < self->completing->len, NULL);
  return list_turn (self, turn, FALSE);
}

/**
 * leren_spiral_get_longest:
 * @self: a spiral
 *
 * How long the longest chain of conversions is, in steps from knowledge to knowledge made from it. Where
 * knowledge goes round in a circle there is no longest chain, so a circle is taken as one, and steps
 * within it do not count: the strongly connected components of the graph (Tarjan, 1972) are condensed.
 *
 * Returns: the number of steps, 0 where there are no conversions
 *
 * Since: 0.1
 */
guint
leren_spiral_get_longest (LerenSpiral *self)
{
  g_return_val_if_fail (LEREN_IS_SPIRAL (self), 0);
  return self->longest_length;
}

/**
 * leren_spiral_get_n_longest:
 * @self: a spiral
 *
 * How many pieces of knowledge, or circles of them, are the end of a chain as long as the longest. One
 * chain is told of each.
 *
 * Returns: the number of chains
 *
 * Since: 0.1
 */
guint
leren_spiral_get_n_longest (LerenSpiral *self)
{
  g_return_val_if_fail (LEREN_IS_SPIRAL (self), 0);
  return self->longest->len;
}

static char **
list_longest (LerenSpiral *self, guint chain, gboolean of_knowledge)
{
  g_autoptr (GArray) conversions = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (guint32));

  _leren_chains_trace (&self->chains, g_array_index (self->longest, guint32, chain), conversions,
                       pieces);
  return of_knowledge ? list_ids (self->graph.knowledge, pieces)
                      : list_ids (self->graph.conversions, conversions);
}

/**
 * leren_spiral_list_longest_knowledge:
 * @self: a spiral
 * @chain: (attributes leren.below=get_n_longest): which of the longest chains, counted from 0
 *
 * The knowledge on one of the longest chains, the first first. Of a circle on its way there are the pieces
 * where the chain comes in and where it goes on.
 *
 * Returns: (array zero-terminated=1) (transfer full): the ids of the pieces of knowledge
 *
 * Since: 0.1
 */
char **
leren_spiral_list_longest_knowledge (LerenSpiral *self, guint chain)
{
  g_return_val_if_fail (LEREN_IS_SPIRAL (self), NULL);
  g_return_val_if_fail (chain < self->longest->len, NULL);
  return list_longest (self, chain, TRUE);
}

/**
 * leren_spiral_list_longest_conversions:
 * @self: a spiral
 * @chain: (attributes leren.below=get_n_longest): which of the longest chains, counted from 0
 *
 * The conversions by which one of the longest chains goes, the first first.
 *
 * Returns: (array zero-terminated=1) (transfer full): the ids of the conversions
 *
 * Since: 0.1
 */
char **
leren_spiral_list_longest_conversions (LerenSpiral *self, guint chain)
{
  g_return_val_if_fail (LEREN_IS_SPIRAL (self), NULL);
  g_return_val_if_fail (chain < self->longest->len, NULL);
  return list_longest (self, chain, FALSE);
}

/**
 * leren_spiral_get_n_circles:
 * @self: a spiral
 *
 * In how many circles knowledge goes round: sets of pieces of which each leads to each other, and single
 * ones that lead back to themselves.
 *
 * Returns: the number of circles
 *
 * Since: 0.1
 */
guint
leren_spiral_get_n_circles (LerenSpiral *self)
{
  g_return_val_if_fail (LEREN_IS_SPIRAL (self), 0);
  return self->circles->len;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const guint32 left = *(const guint32 *) a, right = *(const guint32 *) b;

  return (left > right) - (left < right);
}

/**
 * leren_spiral_list_circle:
 * @self: a spiral
 * @circle: which circle, counted from 0
 *
 * The knowledge that goes round in one circle, in the order in which it was stored. All of it is listed where
 * part of it is in the scope.
 *
 * Returns: (array zero-terminated=1) (transfer full): the ids of the pieces of knowledge
 *
 * Since: 0.1
 */
char **
leren_spiral_list_circle (LerenSpiral *self, guint circle)
{
  g_autoptr (GArray) pieces = NULL;
  guint32 component;

  g_return_val_if_fail (LEREN_IS_SPIRAL (self), NULL);
  g_return_val_if_fail (circle < self->circles->len, NULL);

  component = g_array_index (self->circles, guint32, circle);
  pieces = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 i = 0; i < self->chains.sizes[component]; i++)
    {
      const guint32 node = self->chains.order[self->chains.begins[component] + i];

      if (node < self->chains.n_pieces)
        g_array_append_val (pieces, node);
    }
  g_array_sort (pieces, compare_rows);
  return list_ids (self->graph.knowledge, pieces);
}

/**
 * leren_spiral_list_dead_ends:
 * @self: a spiral
 *
 * The knowledge with which the trail ends: it is a source of no conversion, and no other took its place.
 *
 * Returns: (array zero-terminated=1) (transfer full): the ids of the pieces of knowledge
 *
 * Since: 0.1
 */
char **
leren_spiral_list_dead_ends (LerenSpiral *self)
{
  g_return_val_if_fail (LEREN_IS_SPIRAL (self), NULL);
  return list_resting (self, LEREN_REST_DEAD_END);
}

/**
 * leren_spiral_list_never_externalised:
 * @self: a spiral
 *
 * The tacit knowledge that nothing on record puts into words: no externalisation follows from it, directly or
 * by way of other conversions, and it did not come from explicit knowledge by internalisation.
 *
 * Returns: (array zero-terminated=1) (transfer full): the ids of the pieces of knowledge
 *
 * Since: 0.1
 */
char **
leren_spiral_list_never_externalised (LerenSpiral *self)
{
  g_return_val_if_fail (LEREN_IS_SPIRAL (self), NULL);
  return list_resting (self, LEREN_REST_NEVER_EXTERNALISED);
}

/**
 * leren_spiral_list_never_internalised:
 * @self: a spiral
 *
 * The explicit knowledge that nobody on record made their own: no internalisation follows from it, directly or
 * by way of other conversions, and no other took its place.
 *
 * Returns: (array zero-terminated=1) (transfer full): the ids of the pieces of knowledge
 *
 * Since: 0.1
 */
char **
leren_spiral_list_never_internalised (LerenSpiral *self)
{
  g_return_val_if_fail (LEREN_IS_SPIRAL (self), NULL);
  return list_resting (self, LEREN_REST_NEVER_INTERNALISED);
}

/**
 * leren_spiral_get_reach:
 * @self: a spiral
 * @from: who holds the knowledge
 * @to: whom it comes to
 *
 * How many of the pieces that one kind of holder has lead, by conversions, to knowledge that the other kind of
 * holder has. Each leads to itself, so with both the same it is how many that kind of holder has.
 *
 * Returns: the number of pieces of knowledge; none where @from or @to is %LEREN_HOLDER_NONE
 *
 * Since: 0.1
 */
guint
leren_spiral_get_reach (LerenSpiral *self, LerenHolder from, LerenHolder to)
{
  g_return_val_if_fail (LEREN_IS_SPIRAL (self), 0);
  g_return_val_if_fail (from <= LEREN_HOLDER_NETWORK, 0);
  g_return_val_if_fail (to <= LEREN_HOLDER_NETWORK, 0);

  if (from == LEREN_HOLDER_NONE || to == LEREN_HOLDER_NONE)
    return 0;
  return self->reached[from - LEREN_HOLDER_INDIVIDUAL][to - LEREN_HOLDER_INDIVIDUAL];
}
