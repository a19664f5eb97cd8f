/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-reading-private.h"
#include "analysis/leren-similar-private.h"

#include <string.h>

/* Reads what cases are compared by, each part of all cases at once. */

static const LerenNeed needs[] = {
  LEREN_NEEDS_OF_PROMISES,   LEREN_NEEDS_OF_CODINGS,
  { "case", "domains" },     { "case", "needs" },
  { "case", "contributor" }, { "participant", "roles" },
  { "session", "present" },  { NULL },
};

/* When the library is loaded: the snapshot does not know this room. */
__attribute__ ((constructor)) static void
hand_in (void)
{
  _leren_snapshot_add_needs (needs);
}

static inline gboolean
counts_for (const LerenComparing *self, const LerenRows *rows, guint32 row, gint32 case_row)
{
  return case_row >= 0 && _leren_comparing_counts (self, rows, row, case_row);
}

static char *
fold_word (const char *word)
{
  g_autofree char *normal = g_utf8_normalize (word, -1, G_NORMALIZE_ALL_COMPOSE);
  char *folded = g_utf8_casefold (normal != NULL ? normal : word, -1);

  return g_strstrip (folded);
}

/* 0 stands for a word that holds nothing */
static void
fold_dictionary (LerenWordSets *self)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const guint n_words = self->vector->dictionary != NULL ? self->vector->dictionary->len : 0;

  self->folded = g_new0 (guint32, n_words + 1);
  for (guint i = 0; i < n_words; i++)
    {
      g_autofree char *folded = fold_word (g_ptr_array_index (self->vector->dictionary, i));
      guint32 place = GPOINTER_TO_UINT (g_hash_table_lookup (places, folded));

      if (*folded == '\0')
        continue;
      if (place == 0)
        {
          place = ++self->n_folded;
          g_hash_table_insert (places, g_steal_pointer (&folded), GUINT_TO_POINTER (place));
        }
      self->folded[i + 1] = place;
    }
}

static void
read_words (LerenComparing *self, LerenSimilarPart part, LerenWordSets *sets)
{
  sets->vector = _leren_rows_get_vector (self->cases, _leren_similar_name_part (part));
  fold_dictionary (sets);
  sets->asked = g_new0 (guint8, (gsize) sets->n_folded + 1);
  if (self->asked < 0)
    return;
  for (guint32 i = sets->vector->offsets[self->asked]; i < sets->vector->offsets[self->asked + 1];
       i++)
    {
      const guint32 place = sets->folded[sets->vector->words[i]];

      sets->n_asked += place != 0 && !sets->asked[place];
      sets->asked[place] = place != 0;
    }
  if (sets->n_asked > 0)
    self->has |= 1u << part;
}

static gboolean
read_histograms (LerenComparing *self, LerenSimilarPart part, const char *member,
                 LerenHistograms *histograms, GError **error)
{
  const LerenRows *reflections = _leren_snapshot_get_rows (self->snapshot, "reflection");
  g_autofree guint8 *places = NULL;

  histograms->totals = g_new0 (guint32, MAX (self->cases->n_rows, 1));
  if (reflections->declaration == NULL)
    return TRUE;
  histograms->framework = _leren_require_framework (
    leren_snapshot_get_theory (self->snapshot),
    _leren_rows_get_vector (reflections, member)->field->framework, error);
  if (histograms->framework == NULL)
    return FALSE;
  histograms->n_places = leren_framework_get_n_concepts (histograms->framework);
  histograms->counts = g_new0 (guint32, (gsize) self->cases->n_rows * histograms->n_places + 1);
  places = _leren_read_concepts (self->snapshot, reflections, member, histograms->framework);
  for (guint32 i = 0; i < reflections->n_rows; i++)
    {
      const gint32 at = reflections->belongs[LEREN_BELONGS_TO_CASE][i];

      if (places[i] == 0 || !counts_for (self, reflections, i, at))
        continue;
      histograms->counts[(gsize) at * histograms->n_places + places[i] - 1]++;
      histograms->totals[at]++;
    }
  if (self->asked >= 0 && histograms->totals[self->asked] > 0)
    self->has |= 1u << part;
  return TRUE;
}

/* Appends the words of a member to the names of the bits; returns the bit of the first. The closed
 * lists that are read so have a few dozen words together, well below 64. */
static guint
add_names (GPtrArray *names, const LerenField *field)
{
  const guint first = names->len;

  for (guint i = 0; i < field->n_words && names->len < 64; i++)
    g_ptr_array_add (names, field->framework != NULL
                              ? g_strconcat (field->framework, "/", field->words[i], NULL)
                              : g_strdup (field->words[i]));
  return first;
}

static inline guint64
bit_of (guint first, guint8 code)
{
  return code != 0 && first + code - 1 < 64 ? G_GUINT64_CONSTANT (1) << (first + code - 1) : 0;
}

static guint64
bits_of_list (const LerenVector *list, guint first, guint32 row)
{
  guint64 bits = 0;

  for (guint32 i = list->offsets[row]; i < list->offsets[row + 1]; i++)
    bits |= bit_of (first, list->codes[i]);
  return bits;
}

static void
end_masks (LerenComparing *self, LerenSimilarPart part, LerenMasks *masks, GPtrArray *names)
{
  g_ptr_array_add (names, NULL);
  masks->names = (char **) g_ptr_array_free (names, FALSE);
  if (self->asked >= 0 && masks->masks[self->asked] != 0)
    self->has |= 1u << part;
}

static void
read_tensions (LerenComparing *self)
{
  const LerenRows *tensions = _leren_snapshot_get_rows (self->snapshot, "tension");
  const LerenVector *pairs = _leren_rows_get_vector (tensions, "pair");
  const LerenVector *contradictions = _leren_rows_get_vector (tensions, "contradiction");
  const LerenVector *elements = _leren_rows_get_vector (tensions, "elements");
  GPtrArray *names = g_ptr_array_new (), *element_names = g_ptr_array_new ();
  guint first_pair = 0, first_contradiction = 0;

  self->tensions.masks = g_new0 (guint64, MAX (self->cases->n_rows, 1));
  self->elements.masks = g_new0 (guint64, MAX (self->cases->n_rows, 1));
  if (tensions->declaration != NULL)
    {
      first_pair = add_names (names, pairs->field);
      first_contradiction = add_names (names, contradictions->field);
      add_names (element_names, elements->field);
    }
  for (guint32 i = 0; i < tensions->n_rows; i++)
    {
      const gint32 at = tensions->belongs[LEREN_BELONGS_TO_CASE][i];

      if (!counts_for (self, tensions, i, at))
        continue;
      self->tensions.masks[at] |= bit_of (first_pair, pairs->codes[i]) |
                                  bit_of (first_contradiction, contradictions->codes[i]);
      self->elements.masks[at] |= bits_of_list (elements, 0, i);
    }
  end_masks (self, LEREN_SIMILAR_PART_TENSIONS, &self->tensions, names);
  end_masks (self, LEREN_SIMILAR_PART_ELEMENTS, &self->elements, element_names);
}

static void
add_present (LerenComparing *self, const guint64 *roles)
{
  const LerenRows *sessions = _leren_snapshot_get_rows (self->snapshot, "session");
  const LerenVector *cases = _leren_rows_get_vector (sessions, "cases");
  const LerenVector *present = _leren_rows_get_vector (sessions, "present");

  for (guint32 i = 0; i < sessions->n_rows; i++)
    {
      guint64 there = 0;

      for (guint32 j = present->offsets[i]; j < present->offsets[i + 1]; j++)
        there |= present->rows[j] >= 0 ? roles[present->rows[j]] : 0;
      for (guint32 j = cases->offsets[i]; j < cases->offsets[i + 1]; j++)
        if (counts_for (self, sessions, i, cases->rows[j]))
          self->people.masks[cases->rows[j]] |= there;
    }
}

static void
add_owners (LerenComparing *self, const guint64 *roles)
{
  const LerenRows *actions = self->promises.actions;

  for (guint32 i = 0; i < actions->n_rows; i++)
    {
      const gint32 at = actions->belongs[LEREN_BELONGS_TO_CASE][i];
      const gint32 owner = self->promises.owners[i];

      if (owner >= 0 && counts_for (self, actions, i, at))
        self->people.masks[at] |= roles[owner];
    }
}

static void
read_people (LerenComparing *self)
{
  const LerenRows *participants = _leren_snapshot_get_rows (self->snapshot, "participant");
  const LerenVector *list = _leren_rows_get_vector (participants, "roles");
  const gint32 *contributors = _leren_rows_get_references (self->cases, "contributor");
  g_autofree guint64 *roles = g_new0 (guint64, MAX (participants->n_rows, 1));
  GPtrArray *names = g_ptr_array_new ();

  self->people.masks = g_new0 (guint64, MAX (self->cases->n_rows, 1));
  if (participants->declaration != NULL)
    add_names (names, list->field);
  for (guint32 i = 0; i < participants->n_rows; i++)
    roles[i] = bits_of_list (list, 0, i);
  for (guint32 i = 0; i < self->cases->n_rows; i++)
    if (contributors[i] >= 0)
      self->people.masks[i] = roles[contributors[i]];
  add_present (self, roles);
  add_owners (self, roles);
  end_masks (self, LEREN_SIMILAR_PART_PEOPLE, &self->people, names);
}

/* A case came when it was written down, or when a session took it up, whichever was first. */
static void
read_moments (LerenComparing *self)
{
  const LerenRows *sessions = _leren_snapshot_get_rows (self->snapshot, "session");
  const LerenVector *cases = _leren_rows_get_vector (sessions, "cases");

  self->moments = g_new (gint64, MAX (self->cases->n_rows, 1));
  for (guint32 i = 0; i < self->cases->n_rows; i++)
    self->moments[i] = self->cases->moments[i];
  for (guint32 i = 0; i < sessions->n_rows; i++)
    for (guint32 j = cases->offsets[i];
         sessions->moments[i] != LEREN_ABSENT_TIME && j < cases->offsets[i + 1]; j++)
      {
        const gint32 at = cases->rows[j];

        if (at >= 0 &&
            (self->moments[at] == LEREN_ABSENT_TIME || sessions->moments[i] < self->moments[at]))
          self->moments[at] = sessions->moments[i];
      }
}

static void
read_worked_through (LerenComparing *self)
{
  const LerenRows *actions = self->promises.actions;
  const guint8 *statuses = _leren_rows_get_codes (self->cases, "status");
  const guint8 closed = _leren_rows_code_of (self->cases, "status", "closed");

  self->worked_through = g_new0 (guint8, MAX (self->cases->n_rows, 1));
  for (guint32 i = 0; i < actions->n_rows; i++)
    {
      const gint32 at = actions->belongs[LEREN_BELONGS_TO_CASE][i];

      if (counts_for (self, actions, i, at) && statuses[at] == closed &&
          !_leren_promise_is_dropped (&self->promises, i) &&
          _leren_promise_is_looked_back_on (&self->promises, i))
        self->worked_through[at] = TRUE;
    }
}

/* Both are in the order of their row numbers; what was stored since the snapshot is passed over. */
static gboolean
read_texts (LerenComparing *self, const char *text, GCancellable *cancellable, GError **error)
{
  const LerenRows *cases = self->cases;
  guint32 row = 0;

  self->likeness = g_new0 (double, MAX (cases->n_rows, 1));
  if (!_leren_store_find_like_texts (self->snapshot->store, "case", text,
                                     self->asked >= 0 ? cases->rowids[self->asked] : -1,
                                     &self->texts, cancellable, error))
    return FALSE;
  for (guint i = 0; i < self->texts.alike->len; i++)
    {
      const LerenLikeText *like = &g_array_index (self->texts.alike, LerenLikeText, i);

      while (row < cases->n_rows && cases->rowids[row] < like->rowid)
        row++;
      if (row < cases->n_rows && cases->rowids[row] == like->rowid)
        self->likeness[row] = like->likeness;
    }
  if (self->texts.words->len > 0)
    self->has |= 1u << LEREN_SIMILAR_PART_TEXT;
  return TRUE;
}

gboolean
_leren_comparing_read (LerenComparing *self, LerenSnapshot *snapshot, gint32 asked,
                       const char *text, GCancellable *cancellable, GError **error)
{
  self->snapshot = g_object_ref (snapshot);
  self->cases = _leren_snapshot_get_rows (snapshot, "case");
  self->asked = asked;
  _leren_promises_read (&self->promises, snapshot);
  read_words (self, LEREN_SIMILAR_PART_DOMAINS, &self->domains);
  read_words (self, LEREN_SIMILAR_PART_NEEDS, &self->needs);
  if (!read_histograms (self, LEREN_SIMILAR_PART_LEVELS, "level", &self->levels, error) ||
      !read_histograms (self, LEREN_SIMILAR_PART_LOOPS, "loop", &self->loops, error))
    return FALSE;
  read_tensions (self);
  read_people (self);
  read_moments (self);
  read_worked_through (self);
  return read_texts (self, text, cancellable, error);
}

static void
word_sets_clear (LerenWordSets *self)
{
  g_free (self->folded);
  g_free (self->asked);
}

static void
histograms_clear (LerenHistograms *self)
{
  g_free (self->counts);
  g_free (self->totals);
}

static void
masks_clear (LerenMasks *self)
{
  g_free (self->masks);
  g_strfreev (self->names);
}

void
_leren_comparing_clear (LerenComparing *self)
{
  word_sets_clear (&self->domains);
  word_sets_clear (&self->needs);
  histograms_clear (&self->levels);
  histograms_clear (&self->loops);
  masks_clear (&self->tensions);
  masks_clear (&self->elements);
  masks_clear (&self->people);
  _leren_promises_clear (&self->promises);
  _leren_like_texts_clear (&self->texts);
  g_free (self->likeness);
  g_free (self->moments);
  g_free (self->worked_through);
  g_clear_object (&self->snapshot);
}
