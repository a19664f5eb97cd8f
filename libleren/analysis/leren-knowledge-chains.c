/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-knowledge-chains-private.h"

/* Tarjan, R. E. (1972). Depth-first search and linear graph algorithms. SIAM Journal on Computing
 * 1(2). With a stack of its own in place of recursion: chains may be as long as the store. */

#define NOT_SEEN 0

typedef struct {
  LerenChains *chains;
  const LerenKnowledgeGraph *graph;
  guint32 *seen;   /* when each node was first come to, from 1 */
  guint32 *lowest; /* the earliest node on the path that it leads back to */
  guint32 *next;   /* how many of its ways out were followed */
  guint32 *parent; /* the node it was come to from, and one more */
  guint32 *open;   /* nodes whose component is not known yet */
  guint32 n_seen, n_open, n_done;
} Tarjan;

/* The nodes that a node leads to: conversions that start from a piece, results of a conversion */
static guint32
n_ways (const LerenKnowledgeGraph *graph, guint32 n_pieces, guint32 node)
{
  if (node < n_pieces)
    return _leren_links_size (&graph->uses, node);
  node -= n_pieces;
  return graph->results->offsets[node + 1] - graph->results->offsets[node];
}

/* -1 where a way leads nowhere */
static gint64
follow (const LerenKnowledgeGraph *graph, guint32 n_pieces, guint32 node, guint32 way)
{
  if (node < n_pieces)
    return (gint64) n_pieces + graph->uses.items[graph->uses.offsets[node] + way];
  node -= n_pieces;
  return graph->results->rows[graph->results->offsets[node] + way];
}

static void
come_to (Tarjan *self, guint32 node, guint32 parent)
{
  self->seen[node] = self->lowest[node] = ++self->n_seen;
  self->parent[node] = parent;
  self->open[self->n_open++] = node;
}

static void
close_component (Tarjan *self, guint32 node)
{
  LerenChains *chains = self->chains;
  const guint32 component = chains->n_components++;
  guint32 member;

  do
    {
      member = self->open[--self->n_open];
      chains->component[member] = component;
      chains->sizes[component]++;
      /* those that are found first lead nowhere else: they come last */
      chains->order[chains->n_nodes - ++self->n_done] = member;
    }
  while (member != node);
  chains->begins[component] = chains->n_nodes - self->n_done;
}

static void
go_from (Tarjan *self, guint32 root)
{
  const guint32 n_pieces = self->chains->n_pieces;
  guint32 node = root;

  come_to (self, root, 0);
  for (;;)
    {
      if (self->next[node] < n_ways (self->graph, n_pieces, node))
        {
          const gint64 to = follow (self->graph, n_pieces, node, self->next[node]++);

          if (to < 0)
            continue;
          if (self->seen[to] == NOT_SEEN)
            {
              come_to (self, to, node + 1);
              node = to;
            }
          else if (self->chains->component[to] == G_MAXUINT32)
            self->lowest[node] = MIN (self->lowest[node], self->seen[to]);
          continue;
        }
      if (self->lowest[node] == self->seen[node])
        close_component (self, node);
      if (self->parent[node] == 0)
        return;
      self->lowest[self->parent[node] - 1] =
        MIN (self->lowest[self->parent[node] - 1], self->lowest[node]);
      node = self->parent[node] - 1;
    }
}

static void
find_components (LerenChains *self, const LerenKnowledgeGraph *graph)
{
  const guint32 n = MAX (self->n_nodes, 1);
  Tarjan tarjan = { .chains = self, .graph = graph };

  tarjan.seen = g_new0 (guint32, n);
  tarjan.lowest = g_new0 (guint32, n);
  tarjan.next = g_new0 (guint32, n);
  tarjan.parent = g_new0 (guint32, n);
  tarjan.open = g_new (guint32, n);
  for (guint32 node = 0; node < self->n_nodes; node++)
    self->component[node] = G_MAXUINT32;
  for (guint32 node = 0; node < self->n_nodes; node++)
    if (tarjan.seen[node] == NOT_SEEN)
      go_from (&tarjan, node);
  g_free (tarjan.seen);
  g_free (tarjan.lowest);
  g_free (tarjan.next);
  g_free (tarjan.parent);
  g_free (tarjan.open);
}

/* What a step between two components adds: one for each conversion, wherever that has its node */
static guint32
step (const LerenChains *self, guint32 to)
{
  return to < self->n_pieces || _leren_chains_is_circle (self, self->component[to]) ? 1 : 0;
}

void
_leren_chains_find (LerenChains *self, const LerenKnowledgeGraph *graph)
{
  guint32 n;

  *self = (LerenChains){ .n_pieces = graph->knowledge->n_rows,
                         .n_nodes = graph->knowledge->n_rows + graph->conversions->n_rows };
  n = MAX (self->n_nodes, 1);
  self->component = g_new (guint32, n);
  self->order = g_new (guint32, n);
  self->begins = g_new (guint32, n);
  self->sizes = g_new0 (guint32, n);
  find_components (self, graph);
  self->lengths = g_new0 (guint32, n);
  self->from = g_new (gint32, n);
  self->to = g_new (gint32, n);
  for (guint32 i = 0; i < self->n_components; i++)
    self->from[i] = self->to[i] = -1;
  for (guint32 i = 0; i < self->n_nodes; i++)
    {
      const guint32 node = self->order[i], here = self->component[node];

      for (guint32 way = 0; way < n_ways (graph, self->n_pieces, node); way++)
        {
          const gint64 to = follow (graph, self->n_pieces, node, way);
          guint32 there, length;

          if (to < 0 || self->component[to] == here)
            continue;
          there = self->component[to];
          length = self->lengths[here] + step (self, to);
          if (length < self->lengths[there] ||
              (length == self->lengths[there] && self->from[there] >= 0))
            continue;
          self->lengths[there] = length;
          self->from[there] = node;
          self->to[there] = to;
        }
    }
}

void
_leren_chains_clear (LerenChains *self)
{
  g_clear_pointer (&self->component, g_free);
  g_clear_pointer (&self->order, g_free);
  g_clear_pointer (&self->begins, g_free);
  g_clear_pointer (&self->sizes, g_free);
  g_clear_pointer (&self->lengths, g_free);
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->to, g_free);
}

static void
add_node (const LerenChains *self, guint32 node, GArray *conversions, GArray *pieces)
{
  const guint32 row = node < self->n_pieces ? node : node - self->n_pieces;
  GArray *rows = node < self->n_pieces ? pieces : conversions;

  g_array_append_val (rows, row);
}

void
_leren_chains_trace (const LerenChains *self, guint32 component, GArray *conversions,
                     GArray *pieces)
{
  gint32 out = -1; /* the node by which the way goes on */

  for (;;)
    {
      const gint32 in = self->to[component];

      if (out >= 0)
        add_node (self, out, conversions, pieces);
      if (in >= 0 && in != out)
        add_node (self, in, conversions, pieces);
      if (in < 0)
        break;
      out = self->from[component];
      component = self->component[out];
    }
  _leren_reverse (conversions);
  _leren_reverse (pieces);
}
