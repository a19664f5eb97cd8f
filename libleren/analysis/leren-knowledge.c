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
  LerenCodeMap map;

  self->modes = g_new0 (guint8, MAX (self->conversions->n_rows, 1));
  if (self->conversions->n_rows == 0)
    return;
  _leren_map_codes (stated->field, self->framework, map);
  for (guint32 i = 0; i < self->conversions->n_rows; i++)
    {
      const guint8 from = common_form (self, self->sources, i);
      const guint8 to = common_form (self, self->results, i);

      self->modes[i] =
        from != 0 && to != 0 && from < 3 && to < 3 ? modes[from][to] : map[stated->codes[i]];
    }
}

/* The conversions that name each piece in one of their lists */
static void
links_make (LerenLinks *self, const LerenRows *conversions, guint32 n_pieces, const char *member)
{
  const LerenVector *list = _leren_rows_get_vector (conversions, member);
  guint32 n = 0;

  self->offsets = g_new0 (guint32, (gsize) n_pieces + 2);
  for (guint32 i = 0; i < list->n_items; i++)
    if (list->rows[i] >= 0)
      self->offsets[list->rows[i] + 2]++, n++;
  for (guint32 i = 0; i < n_pieces; i++)
    self->offsets[i + 2] += self->offsets[i + 1];
  self->items = g_new (guint32, MAX (n, 1));
  for (guint32 row = 0; row < conversions->n_rows; row++)
    for (guint32 i = list->offsets[row]; i < list->offsets[row + 1]; i++)
      if (list->rows[i] >= 0)
        self->items[self->offsets[list->rows[i] + 1]++] = row;
}

static void
links_clear (LerenLinks *self)
{
  g_clear_pointer (&self->offsets, g_free);
  g_clear_pointer (&self->items, g_free);
}

/* Bits only ever grow in number, and each is carried over each conversion once: the work grows with
 * the conversions, whatever circles they form. */
void
_leren_knowledge_spread (const LerenKnowledgeGraph *self, gboolean back, guint8 *bits)
{
  const LerenLinks *from = back ? &self->makers : &self->uses;
  const LerenVector *to = back ? self->sources : self->results;
  g_autoptr (GArray) queue = NULL;

  if (self->conversions->n_rows == 0)
    return;
  queue = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 i = 0; i < self->knowledge->n_rows; i++)
    g_array_append_val (queue, i);
  while (queue->len > 0)
    {
      const guint32 piece = g_array_index (queue, guint32, queue->len - 1);

      g_array_set_size (queue, queue->len - 1);
      for (guint32 e = from->offsets[piece]; e < from->offsets[piece + 1]; e++)
        {
          const guint32 row = from->items[e];

          for (guint32 i = to->offsets[row]; i < to->offsets[row + 1]; i++)
            {
              const gint32 at = to->rows[i];

              if (at < 0 || (bits[at] | bits[piece]) == bits[at])
                continue;
              bits[at] |= bits[piece];
              g_array_append_val (queue, at);
            }
        }
    }
}

/* The modes that lead to each piece, or on from it (@back) */
static guint8 *
spread_modes (const LerenKnowledgeGraph *self, gboolean back)
{
  const LerenVector *list = back ? self->sources : self->results;
  guint8 *modes = g_new0 (guint8, MAX (self->knowledge->n_rows, 1));

  for (guint32 row = 0; row < self->conversions->n_rows; row++)
    for (guint32 i = list->offsets[row]; i < list->offsets[row + 1]; i++)
      if (list->rows[i] >= 0 && self->modes[row] != 0)
        modes[list->rows[i]] |= 1 << (self->modes[row] - 1);
  _leren_knowledge_spread (self, back, modes);
  return modes;
}

gboolean
_leren_knowledge_read (LerenKnowledgeGraph *self, LerenSnapshot *snapshot, GError **error)
{
  guint modes[3][3] = { 0 };

  *self = (LerenKnowledgeGraph){ 0 };
  self->framework =
    _leren_require_framework (leren_snapshot_get_theory (snapshot), FRAMEWORK, error);
  if (self->framework == NULL)
    return FALSE;
  self->knowledge = _leren_snapshot_get_rows (snapshot, "knowledge");
  self->conversions = _leren_snapshot_get_rows (snapshot, "conversion");
  self->tacit = _leren_rows_code_of (self->knowledge, "form", "tacit");
  self->explicit = _leren_rows_code_of (self->knowledge, "form", "explicit");
  self->forms = _leren_rows_get_codes (self->knowledge, "form");
  modes[self->tacit][self->tacit] = find_mode (self->framework, "tacit", "tacit");
  modes[self->tacit][self->explicit] = find_mode (self->framework, "tacit", "explicit");
  modes[self->explicit][self->explicit] = find_mode (self->framework, "explicit", "explicit");
  modes[self->explicit][self->tacit] = find_mode (self->framework, "explicit", "tacit");
  self->tacit_to_tacit = modes[self->tacit][self->tacit];
  self->tacit_to_explicit = modes[self->tacit][self->explicit];
  self->explicit_to_tacit = modes[self->explicit][self->tacit];
  if (leren_framework_get_n_concepts (self->framework) != LEREN_N_MODES ||
      self->tacit_to_tacit == 0 || self->tacit_to_explicit == 0 || self->explicit_to_tacit == 0 ||
      modes[self->explicit][self->explicit] == 0)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
                   _ ("framework “%s” does not name one mode for each way from form to form"),
                   FRAMEWORK);
      return FALSE;
    }
  self->superseded = _leren_rows_get_references (self->knowledge, "superseded_by");
  self->sources = _leren_rows_get_vector (self->conversions, "sources");
  self->results = _leren_rows_get_vector (self->conversions, "results");
  read_modes (self, modes);
  if (self->conversions->n_rows > 0)
    {
      links_make (&self->uses, self->conversions, self->knowledge->n_rows, "sources");
      links_make (&self->makers, self->conversions, self->knowledge->n_rows, "results");
    }
  self->came_by = spread_modes (self, FALSE);
  self->reached = spread_modes (self, TRUE);
  return TRUE;
}

void
_leren_knowledge_clear (LerenKnowledgeGraph *self)
{
  links_clear (&self->uses);
  links_clear (&self->makers);
  g_clear_pointer (&self->modes, g_free);
  g_clear_pointer (&self->reached, g_free);
  g_clear_pointer (&self->came_by, g_free);
}
