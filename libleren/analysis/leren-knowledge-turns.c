/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-knowledge-private.h"

/* Within a turn that starts with one mode, each mode has one place: how many modes were passed
 * before it. So a conversion is in a turn at one place or not at all, and it is enough to know of
 * each conversion, and of each piece with each place, whether a chain leads to it. All is gone
 * through once for each of the two starts, the nearest first. */

#define LAST_PLACE (LEREN_N_MODES - 1)

typedef struct {
  LerenFullTurns *turns;
  const LerenKnowledgeGraph *graph;
  guint start;      /* which one */
  guint mode;       /* the place in the framework of the mode it starts with */
  guint8 *of_piece; /* bits of the places in a turn by which it was reached */
  guint8 *in_turn;  /* of each conversion */
  GArray *queue;
} Search;

static guint
place_of (const Search *search, guint32 conversion)
{
  return (search->graph->modes[conversion] - 1 + LEREN_N_MODES - search->mode) % LEREN_N_MODES;
}

/* the first tacit one that a conversion names, or -1 */
static gint32
find_tacit (const LerenKnowledgeGraph *graph, const LerenVector *list, guint32 conversion)
{
  for (guint32 i = list->offsets[conversion]; i < list->offsets[conversion + 1]; i++)
    if (list->rows[i] >= 0 && graph->forms[list->rows[i]] == graph->tacit)
      return list->rows[i];
  return -1;
}

static gboolean
names_any (const LerenVector *list, guint32 conversion)
{
  for (guint32 i = list->offsets[conversion]; i < list->offsets[conversion + 1]; i++)
    if (list->rows[i] >= 0)
      return TRUE;
  return FALSE;
}

static gboolean
was_made_by (const LerenKnowledgeGraph *graph, guint32 piece, guint mode)
{
  for (guint32 i = graph->makers.offsets[piece]; i < graph->makers.offsets[piece + 1]; i++)
    if (graph->modes[graph->makers.items[i]] == mode + 1)
      return TRUE;
  return FALSE;
}

/* Whether a turn may start with a conversion; @piece: the tacit source, or -1 where it has no source
 * at all on record. A later start is for knowledge with which no earlier one began. */
static gboolean
may_start (const Search *search, guint32 conversion, guint earlier, gint32 *piece)
{
  const LerenKnowledgeGraph *graph = search->graph;
  const LerenVector *sources = graph->sources;

  *piece = -1;
  if (graph->modes[conversion] != search->mode + 1)
    return FALSE;
  if (!names_any (sources, conversion))
    return TRUE;
  if (search->start == 0)
    *piece = find_tacit (graph, sources, conversion);
  else
    for (guint32 i = sources->offsets[conversion]; i < sources->offsets[conversion + 1]; i++)
      if (sources->rows[i] >= 0 && graph->forms[sources->rows[i]] == graph->tacit &&
          !was_made_by (graph, sources->rows[i], earlier))
        {
          *piece = sources->rows[i];
          break;
        }
  return *piece >= 0;
}

static void
reach (Search *search, guint32 from, guint32 piece, guint place)
{
  const LerenKnowledgeGraph *graph = search->graph;

  for (guint32 e = graph->uses.offsets[piece]; e < graph->uses.offsets[piece + 1]; e++)
    {
      const guint32 to = graph->uses.items[e];
      const guint there = graph->modes[to] != 0 ? place_of (search, to) : G_MAXUINT;

      if ((there != place && there != place + 1) || search->in_turn[to] ||
          (there == LAST_PLACE && find_tacit (graph, graph->results, to) < 0))
        continue;
      search->in_turn[to] = TRUE;
      search->turns->before[search->start][to] = from;
      search->turns->through[search->start][to] = piece;
      if (there == LAST_PLACE)
        search->turns->completed[to] = search->start + 1;
      else
        g_array_append_val (search->queue, to);
    }
}

static void
go_through (Search *search, guint earlier)
{
  const LerenKnowledgeGraph *graph = search->graph;

  for (guint32 i = 0; i < graph->conversions->n_rows; i++)
    {
      gint32 piece;

      if (!may_start (search, i, earlier, &piece))
        continue;
      search->in_turn[i] = TRUE;
      search->turns->before[search->start][i] = -1;
      search->turns->through[search->start][i] = piece;
      g_array_append_val (search->queue, i);
    }
  for (guint at = 0; at < search->queue->len; at++)
    {
      const guint32 from = g_array_index (search->queue, guint32, at);
      const guint place = place_of (search, from);

      for (guint32 i = graph->results->offsets[from]; i < graph->results->offsets[from + 1]; i++)
        {
          const gint32 piece = graph->results->rows[i];

          if (piece < 0 || (search->of_piece[piece] & 1 << place) != 0)
            continue;
          search->of_piece[piece] |= 1 << place;
          reach (search, from, piece, place);
        }
    }
}

/* whether the mode before @mode in the order comes back to tacit */
static gboolean
comes_round_to (const LerenKnowledgeGraph *graph, guint mode)
{
  const guint last = (mode + LEREN_N_MODES - 1) % LEREN_N_MODES + 1;

  return last == graph->tacit_to_tacit || last == graph->explicit_to_tacit;
}

void
_leren_full_turns_find (LerenFullTurns *self, const LerenKnowledgeGraph *graph)
{
  const guint32 n = graph->conversions->n_rows;
  const guint starts[LEREN_N_STARTS] = {
    MIN (graph->tacit_to_tacit, graph->tacit_to_explicit) - 1,
    MAX (graph->tacit_to_tacit, graph->tacit_to_explicit) - 1,
  };

  *self = (LerenFullTurns){ .completed = g_new0 (guint8, MAX (n, 1)) };
  for (guint i = 0; i < LEREN_N_STARTS; i++)
    {
      g_autofree guint8 *of_piece = g_new0 (guint8, MAX (graph->knowledge->n_rows, 1));
      g_autofree guint8 *in_turn = g_new0 (guint8, MAX (n, 1));
      g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint32));
      Search search = { self, graph, i, starts[i], of_piece, in_turn, queue };

      self->before[i] = g_new (gint32, MAX (n, 1));
      self->through[i] = g_new (gint32, MAX (n, 1));
      if (n > 0 && comes_round_to (graph, starts[i]))
        go_through (&search, starts[0]);
    }
}

void
_leren_full_turns_clear (LerenFullTurns *self)
{
  g_clear_pointer (&self->completed, g_free);
  for (guint i = 0; i < LEREN_N_STARTS; i++)
    {
      g_clear_pointer (&self->before[i], g_free);
      g_clear_pointer (&self->through[i], g_free);
    }
}

void
_leren_reverse (GArray *rows)
{
  for (guint i = 0, j = rows->len; i + 1 < j; i++)
    {
      const guint32 row = g_array_index (rows, guint32, i);

      j--;
      g_array_index (rows, guint32, i) = g_array_index (rows, guint32, j);
      g_array_index (rows, guint32, j) = row;
    }
}

void
_leren_full_turns_trace (const LerenFullTurns *self, const LerenKnowledgeGraph *graph,
                         guint32 conversion, GArray *conversions, GArray *pieces)
{
  const guint start = self->completed[conversion] - 1;
  gint32 piece = find_tacit (graph, graph->results, conversion);

  g_array_append_val (pieces, piece);
  for (gint32 at = conversion; at >= 0; at = self->before[start][at])
    {
      g_array_append_val (conversions, at);
      piece = self->through[start][at];
      if (piece >= 0)
        g_array_append_val (pieces, piece);
    }
  _leren_reverse (conversions);
  _leren_reverse (pieces);
}
