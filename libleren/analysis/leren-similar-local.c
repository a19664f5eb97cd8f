/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-reading-private.h"
#include "analysis/leren-similar-private.h"

/* The local similarities, each from 0 to 1. The asked case has the part; another that does not have it
 * shares nothing of it, which is 0. */

void
_leren_word_marks_init (LerenWordMarks *self, const LerenComparing *comparing)
{
  self->seen =
    g_new0 (guint32, (gsize) MAX (comparing->domains.n_folded, comparing->needs.n_folded) + 1);
  self->turn = 0;
}

/* Jaccard: how many the two share, of all that either has */
static double
compare_words (const LerenWordSets *self, guint32 row, LerenWordMarks *marks)
{
  guint32 n_shared = 0, n_other = 0;

  marks->turn++;
  for (guint32 i = self->vector->offsets[row]; i < self->vector->offsets[row + 1]; i++)
    {
      const guint32 place = self->folded[self->vector->words[i]];

      if (place == 0 || marks->seen[place] == marks->turn)
        continue;
      marks->seen[place] = marks->turn;
      n_other++;
      n_shared += self->asked[place];
    }
  return (double) n_shared / (self->n_asked + n_other - n_shared);
}

/* the intersection of two histograms of shares */
static double
compare_histograms (const LerenHistograms *self, guint32 asked, guint32 row)
{
  const guint32 *one = self->counts + (gsize) asked * self->n_places;
  const guint32 *other = self->counts + (gsize) row * self->n_places;
  double common = 0;

  if (self->totals[row] == 0)
    return 0;
  for (guint i = 0; i < self->n_places; i++)
    common += MIN ((double) one[i] / self->totals[asked], (double) other[i] / self->totals[row]);
  return common;
}

static double
compare_masks (const LerenMasks *self, guint32 asked, guint32 row)
{
  const guint64 one = self->masks[asked], other = self->masks[row];

  return (double) __builtin_popcountll (one & other) / __builtin_popcountll (one | other);
}

double
_leren_compare_part (const LerenComparing *self, LerenSimilarPart part, guint32 row,
                     LerenWordMarks *marks)
{
  switch (part)
    {
    case LEREN_SIMILAR_PART_TEXT:
      return self->likeness[row];
    case LEREN_SIMILAR_PART_DOMAINS:
      return compare_words (&self->domains, row, marks);
    case LEREN_SIMILAR_PART_NEEDS:
      return compare_words (&self->needs, row, marks);
    case LEREN_SIMILAR_PART_LEVELS:
      return compare_histograms (&self->levels, self->asked, row);
    case LEREN_SIMILAR_PART_LOOPS:
      return compare_histograms (&self->loops, self->asked, row);
    case LEREN_SIMILAR_PART_TENSIONS:
      return compare_masks (&self->tensions, self->asked, row);
    case LEREN_SIMILAR_PART_ELEMENTS:
      return compare_masks (&self->elements, self->asked, row);
    case LEREN_SIMILAR_PART_PEOPLE:
      return compare_masks (&self->people, self->asked, row);
    }
  g_return_val_if_reached (0);
}

static gboolean
row_has (const LerenWordSets *self, guint32 row, guint32 place)
{
  for (guint32 i = self->vector->offsets[row]; i < self->vector->offsets[row + 1]; i++)
    if (self->folded[self->vector->words[i]] == place)
      return TRUE;
  return FALSE;
}

/* as the asked case spells them, each once */
static void
list_words (const LerenWordSets *self, guint32 asked, guint32 row, GPtrArray *shared)
{
  g_autoptr (GHashTable) listed = g_hash_table_new (NULL, NULL);

  for (guint32 i = self->vector->offsets[asked]; i < self->vector->offsets[asked + 1]; i++)
    {
      const guint32 word = self->vector->words[i];
      const guint32 place = self->folded[word];

      if (place != 0 && row_has (self, row, place) &&
          g_hash_table_add (listed, GUINT_TO_POINTER (place)))
        g_ptr_array_add (shared, g_strdup (g_ptr_array_index (self->vector->dictionary, word - 1)));
    }
}

static void
list_places (const LerenHistograms *self, guint32 asked, guint32 row, GPtrArray *shared)
{
  for (guint i = 0; i < self->n_places; i++)
    if (self->counts[(gsize) asked * self->n_places + i] > 0 &&
        self->counts[(gsize) row * self->n_places + i] > 0)
      g_ptr_array_add (
        shared, g_strconcat (leren_framework_get_id (self->framework), "/",
                             leren_concept_get_id (_leren_concept_at (self->framework, i)), NULL));
}

static void
list_bits (const LerenMasks *self, guint32 asked, guint32 row, GPtrArray *shared)
{
  const guint64 both = self->masks[asked] & self->masks[row];

  for (guint i = 0; self->names[i] != NULL; i++)
    if ((both & G_GUINT64_CONSTANT (1) << i) != 0)
      g_ptr_array_add (shared, g_strdup (self->names[i]));
}

char **
_leren_list_shared (const LerenComparing *self, LerenSimilarPart part, guint32 row, GError **error)
{
  GPtrArray *shared;

  if (part == LEREN_SIMILAR_PART_TEXT)
    return _leren_store_list_like_words (self->snapshot->store, "case", self->cases->rowids[row],
                                         &self->texts, error);
  shared = g_ptr_array_new ();
  switch (part)
    {
    case LEREN_SIMILAR_PART_DOMAINS:
      list_words (&self->domains, self->asked, row, shared);
      break;
    case LEREN_SIMILAR_PART_NEEDS:
      list_words (&self->needs, self->asked, row, shared);
      break;
    case LEREN_SIMILAR_PART_LEVELS:
      list_places (&self->levels, self->asked, row, shared);
      break;
    case LEREN_SIMILAR_PART_LOOPS:
      list_places (&self->loops, self->asked, row, shared);
      break;
    case LEREN_SIMILAR_PART_TENSIONS:
      list_bits (&self->tensions, self->asked, row, shared);
      break;
    case LEREN_SIMILAR_PART_ELEMENTS:
      list_bits (&self->elements, self->asked, row, shared);
      break;
    case LEREN_SIMILAR_PART_PEOPLE:
      list_bits (&self->people, self->asked, row, shared);
      break;
    case LEREN_SIMILAR_PART_TEXT:
      break;
    }
  g_ptr_array_add (shared, NULL);
  return (char **) g_ptr_array_free (shared, FALSE);
}
