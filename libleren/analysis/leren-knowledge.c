/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-knowledge-private.h"

#include <glib/gi18n-lib.h>

#define FRAMEWORK "knowledge-conversion"

static const char *
attribute (LerenConcept *concept, const char *name)
{
  JsonObject *attributes = leren_concept_get_attributes (concept);

  return attributes != NULL ? json_object_get_string_member_with_default (attributes, name, "")
                            : "";
}

/* the place of the mode from one form to another and one more, as the framework says; 0: none */
static guint
find_mode (LerenFramework *framework, const char *from, const char *to)
{
  for (guint i = 0; i < leren_framework_get_n_concepts (framework); i++)
    {
      LerenConcept *concept = _leren_concept_at (framework, i);

      if (g_str_equal (attribute (concept, "from"), from) &&
          g_str_equal (attribute (concept, "to"), to))
        return i + 1;
    }
  return 0;
}

/* the one form that all items of a list have, or 0 */
static guint8
common_form (const LerenKnowledgeGraph *self, const LerenVector *list, guint32 row)
{
  guint8 form = 0;

  for (guint32 i = list->offsets[row]; i < list->offsets[row + 1]; i++)
    {
      const guint8 other = list->rows[i] >= 0 ? self->forms[list->rows[i]] : 0;

      if (other == 0 || (form != 0 && other != form))
        return 0;
      form = other;
    }
  return form;
}

/* A mode follows from the forms; where they are mixed or not known it is as stated. */
static void
read_modes (LerenKnowledgeGraph *self, const guint modes[3][3])
{
  const LerenVector *stated = _leren_rows_get_vector (self->conversions, "mode");
  const LerenVector *sources = _leren_rows_get_vector (self->conversions, "sources");
  const LerenVector *results = _leren_rows_get_vector (self->conversions, "results");
  LerenCodeMap map;

  self->modes = g_new0 (guint8, MAX (self->conversions->n_rows, 1));
  if (self->conversions->n_rows == 0)
    return;
  _leren_map_codes (stated->field, self->framework, map);
  for (guint32 i = 0; i < self->conversions->n_rows; i++)
    {
      const guint8 from = common_form (self, sources, i), to = common_form (self, results, i);

      self->modes[i] =
        from != 0 && to != 0 && from < 3 && to < 3 ? modes[from][to] : map[stated->codes[i]];
    }
}

/* Spreads, along the conversions, bits that only ever grow in number: each is carried over each
 * conversion once, so that the work grows with the conversions, whatever circles they form. */
typedef struct {
  const LerenVector *from;
  const LerenVector *to;
  guint32 *offsets; /* the conversions that start from each piece */
  guint32 *items;
} Edges;

static void
edges_make (Edges *self, const LerenRows *conversions, guint32 n_pieces, const char *from,
            const char *to)
{
  guint32 n = 0;

  self->from = _leren_rows_get_vector (conversions, from);
  self->to = _leren_rows_get_vector (conversions, to);
  self->offsets = g_new0 (guint32, (gsize) n_pieces + 2);
  for (guint32 i = 0; i < self->from->n_items; i++)
    if (self->from->rows[i] >= 0)
      self->offsets[self->from->rows[i] + 2]++, n++;
  for (guint32 i = 0; i < n_pieces; i++)
    self->offsets[i + 2] += self->offsets[i + 1];
  self->items = g_new (guint32, MAX (n, 1));
  for (guint32 row = 0; row < conversions->n_rows; row++)
    for (guint32 i = self->from->offsets[row]; i < self->from->offsets[row + 1]; i++)
      if (self->from->rows[i] >= 0)
        self->items[self->offsets[self->from->rows[i] + 1]++] = row;
}

static void
edges_clear (Edges *self)
{
  g_free (self->offsets);
  g_free (self->items);
}

/* What arrives at the results of a conversion when @bits are at one of its sources. */
typedef guint16 (*Carry) (guint16 bits, guint mode);

static void
spread (const LerenKnowledgeGraph *self, const Edges *edges, guint16 *bits, Carry carry)
{
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < self->knowledge->n_rows; i++)
    g_array_append_val (queue, i);
  while (queue->len > 0)
    {
      const guint32 piece = g_array_index (queue, guint32, queue->len - 1);

      g_array_set_size (queue, queue->len - 1);
      for (guint32 e = edges->offsets[piece]; e < edges->offsets[piece + 1]; e++)
        {
          const guint32 row = edges->items[e];
          const guint16 carried = carry (bits[piece], self->modes[row]);

          for (guint32 i = edges->to->offsets[row]; i < edges->to->offsets[row + 1]; i++)
            {
              const gint32 to = edges->to->rows[i];

              if (to < 0 || (bits[to] | carried) == bits[to])
                continue;
              bits[to] |= carried;
              g_array_append_val (queue, to);
            }
        }
    }
}

/* the modes passed so far, in any order */
static guint16
carry_modes (guint16 bits, guint mode)
{
  return mode != 0 ? bits | 1 << (mode - 1) : bits;
}

/* the sets of modes with which chains can arrive: bit s is set where one can with the set s */
static guint16
carry_sets (guint16 sets, guint mode)
{
  guint16 carried = 0;

  if (mode == 0)
    return sets;
  for (guint set = 0; set < 16; set++)
    if ((sets & 1 << set) != 0)
      carried |= 1 << (set | 1 << (mode - 1));
  return carried;
}

static guint8 *
spread_modes (const LerenKnowledgeGraph *self, const Edges *edges)
{
  const guint32 n = self->knowledge->n_rows;
  g_autofree guint16 *bits = g_new0 (guint16, MAX (n, 1));
  guint8 *modes = g_new0 (guint8, MAX (n, 1));

  spread (self, edges, bits, carry_modes);
  for (guint32 i = 0; i < n; i++)
    modes[i] = bits[i];
  return modes;
}

static void
find_full_turns (LerenKnowledgeGraph *self, const Edges *edges)
{
  const guint32 n = self->knowledge->n_rows;
  g_autofree guint16 *sets = g_new (guint16, MAX (n, 1));

  for (guint32 i = 0; i < n; i++)
    sets[i] = 1; /* a chain may begin here, with no mode passed */
  spread (self, edges, sets, carry_sets);
  self->full_turn = g_new0 (guint8, MAX (n, 1));
  for (guint32 i = 0; i < n; i++)
    self->full_turn[i] = self->forms[i] == self->tacit && (sets[i] & 1 << 15) != 0;
}

gboolean
_leren_knowledge_read (LerenKnowledgeGraph *self, LerenSnapshot *snapshot, GError **error)
{
  guint modes[3][3] = { 0 };
  Edges forward = { 0 }, backward = { 0 };

  *self = (LerenKnowledgeGraph){ 0 };
  self->framework =
    _leren_require_framework (leren_snapshot_get_theory (snapshot), FRAMEWORK, error);
  if (self->framework == NULL)
    return FALSE;
  self->knowledge = _leren_snapshot_get_rows (snapshot, "knowledge");
  self->conversions = _leren_snapshot_get_rows (snapshot, "conversion");
  self->tacit = _leren_rows_code_of (self->knowledge, "form", "tacit");
  self->explicit = _leren_rows_code_of (self->knowledge, "form", "explicit");
  self->forms = (guint8 *) _leren_rows_get_codes (self->knowledge, "form");
  modes[self->tacit][self->tacit] = find_mode (self->framework, "tacit", "tacit");
  modes[self->tacit][self->explicit] = find_mode (self->framework, "tacit", "explicit");
  modes[self->explicit][self->explicit] = find_mode (self->framework, "explicit", "explicit");
  modes[self->explicit][self->tacit] = find_mode (self->framework, "explicit", "tacit");
  self->tacit_to_explicit = modes[self->tacit][self->explicit];
  self->explicit_to_tacit = modes[self->explicit][self->tacit];
  if (leren_framework_get_n_concepts (self->framework) != LEREN_N_MODES ||
      self->tacit_to_explicit == 0 || self->explicit_to_tacit == 0)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
                   _ ("framework “%s” does not name one mode for each way from form to form"),
                   FRAMEWORK);
      return FALSE;
    }
  read_modes (self, modes);
  if (self->conversions->n_rows > 0)
    {
      edges_make (&forward, self->conversions, self->knowledge->n_rows, "sources", "results");
      edges_make (&backward, self->conversions, self->knowledge->n_rows, "results", "sources");
      self->came_by = spread_modes (self, &forward);
      self->reached = spread_modes (self, &backward);
      find_full_turns (self, &forward);
      edges_clear (&forward);
      edges_clear (&backward);
    }
  else
    {
      self->came_by = g_new0 (guint8, MAX (self->knowledge->n_rows, 1));
      self->reached = g_new0 (guint8, MAX (self->knowledge->n_rows, 1));
      self->full_turn = g_new0 (guint8, MAX (self->knowledge->n_rows, 1));
    }
  return TRUE;
}

void
_leren_knowledge_clear (LerenKnowledgeGraph *self)
{
  g_clear_pointer (&self->modes, g_free);
  g_clear_pointer (&self->reached, g_free);
  g_clear_pointer (&self->came_by, g_free);
  g_clear_pointer (&self->full_turn, g_free);
}
