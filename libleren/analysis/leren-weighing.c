/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-weighing-private.h"

#include "analysis/leren-grouping-private.h"
#include "analysis/leren-reading-private.h"

#define MAX_PLACES 256

typedef struct {
  guint n_places;
  const gint32 *coders;
  const guint32 *words;
  const guint8 *map; /* from a word to a place and one more */
  guint32 votes[MAX_PLACES];
  gint32 last_coder[MAX_PLACES]; /* who gave a place its last voice, and one more */
} Count;

/* one record's codings, those of one coder next to each other */
static LerenVoices
weigh (Count *count, const guint32 *items, guint32 n_items, guint8 *place)
{
  const guint8 own = *place;
  guint32 most = 0, n_most = 0;
  guint8 first = 0;
  gboolean coded = FALSE, differ = FALSE;

  for (guint32 i = 0; i < n_items; i++)
    {
      const gint32 coder = count->coders[items[i]] + 2;
      const guint8 named = count->map[count->words[items[i]]];

      if (named == 0 || count->last_coder[named] == coder)
        continue;
      count->last_coder[named] = coder;
      count->votes[named]++;
      differ = differ || (own != 0 && named != own) || (first != 0 && named != first);
      first = named;
      coded = TRUE;
    }
  if (!coded)
    return LEREN_VOICES_AGREE;
  if (own != 0)
    count->votes[own]++;
  for (guint i = 1; i < count->n_places; i++)
    if (count->votes[i] > most)
      {
        most = count->votes[i];
        n_most = 1;
        first = i;
      }
    else if (count->votes[i] == most)
      n_most++;
  if (own != 0 && count->votes[own] == most)
    *place = own;
  else
    *place = n_most == 1 ? first : own;
  for (guint i = 0; i < count->n_places; i++)
    count->votes[i] = count->last_coder[i] = 0;
  if (own != 0 && *place != own)
    return LEREN_VOICES_OVERRULE;
  return differ ? LEREN_VOICES_DIFFER : LEREN_VOICES_AGREE;
}

/* the codings of each record on the framework, in the order of their coders */
static gboolean
group_codings (const LerenRows *codings, const LerenRows *rows, LerenFramework *framework,
               LerenBuckets *by_target)
{
  const LerenVector *frameworks = _leren_rows_get_vector (codings, "framework");
  const LerenVector *targets = _leren_rows_get_vector (codings, "target");
  const gint32 *coders = _leren_rows_get_references (codings, "coder");
  const guint32 wanted = _leren_find_word (frameworks, leren_framework_get_id (framework));
  g_autofree gint32 *keys = NULL;
  g_autofree guint64 *by_coder = NULL;
  g_autofree guint32 *order = NULL;

  if (wanted == 0)
    return FALSE;
  keys = g_new (gint32, codings->n_rows);
  by_coder = g_new (guint64, codings->n_rows);
  order = g_new (guint32, codings->n_rows);
  for (guint32 i = 0; i < codings->n_rows; i++)
    {
      const gboolean counts = frameworks->words[i] == wanted && targets->types[i] == rows->type;

      keys[i] = counts ? targets->rows[i] : -1;
      by_coder[i] = coders[i] + 1;
      order[i] = i;
    }
  _leren_sort_by_keys (order, by_coder, codings->n_rows);
  _leren_buckets_fill (by_target, keys, order, codings->n_rows, rows->n_rows);
  return TRUE;
}

guint8 *
_leren_weigh_codings (LerenSnapshot *snapshot, const LerenRows *rows, LerenFramework *framework,
                      guint8 *places)
{
  const LerenRows *codings = _leren_snapshot_get_rows (snapshot, "coding");
  g_auto (LerenBuckets) by_target = { 0 };
  g_autofree Count *count = NULL;
  g_autofree guint8 *map = NULL;
  guint8 *voices;

  if (codings->n_rows == 0 || rows->n_rows == 0 ||
      !group_codings (codings, rows, framework, &by_target))
    return NULL;
  map = _leren_map_words (_leren_rows_get_vector (codings, "concept"), framework);
  count = g_new0 (Count, 1);
  count->n_places = MIN (leren_framework_get_n_concepts (framework) + 1, MAX_PLACES);
  count->coders = _leren_rows_get_references (codings, "coder");
  count->words = _leren_rows_get_vector (codings, "concept")->words;
  count->map = map;
  voices = g_new0 (guint8, rows->n_rows);
  for (guint32 row = 0; row < rows->n_rows; row++)
    if (_leren_buckets_size (&by_target, row) > 0)
      voices[row] = weigh (count, by_target.items + by_target.offsets[row],
                           _leren_buckets_size (&by_target, row), &places[row]);
  return voices;
}
