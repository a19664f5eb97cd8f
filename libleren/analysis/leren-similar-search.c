/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-similar-private.h"

#include "snapshot/leren-parallel-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Scores all cases against the asked one and keeps the best, on up to two threads. */

#define ROWS_PER_TASK 16384
#define MOST_THREADS 2

/* one case, before anything is made of it */
typedef struct {
  double score;
  double similarity;
  guint32 row;
} Hit;

typedef struct {
  LerenSimilar *self;
  LerenComparing comparing;
  guint n;
  GArray *best[MOST_THREADS]; /* Hit, of each thread: a heap with the worst at the top */
  LerenWordMarks marks[MOST_THREADS];
  guint32 n_candidates[MOST_THREADS], n_later[MOST_THREADS];
} Search;

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *one = a, *other = b;

  if (one->score != other->score)
    return one->score > other->score ? -1 : 1;
  return one->row < other->row ? -1 : one->row > other->row;
}

static void
sink (GArray *heap)
{
  Hit *hits = (Hit *) heap->data;
  guint at = 0, child;

  while ((child = 2 * at + 1) < heap->len)
    {
      Hit swap = hits[at];

      if (child + 1 < heap->len && compare_hits (&hits[child + 1], &hits[child]) > 0)
        child++;
      if (compare_hits (&hits[at], &hits[child]) >= 0)
        return;
      hits[at] = hits[child];
      hits[child] = swap;
      at = child;
    }
}

static void
rise (GArray *heap)
{
  Hit *hits = (Hit *) heap->data;

  for (guint at = heap->len - 1; at > 0 && compare_hits (&hits[at], &hits[(at - 1) / 2]) > 0;
       at = (at - 1) / 2)
    {
      Hit swap = hits[at];

      hits[at] = hits[(at - 1) / 2];
      hits[(at - 1) / 2] = swap;
    }
}

static void
keep_best (GArray *heap, guint n, const Hit *hit)
{
  if (heap->len < n)
    {
      g_array_append_val (heap, *hit);
      rise (heap);
    }
  else if (compare_hits (hit, &g_array_index (heap, Hit, 0)) < 0)
    {
      g_array_index (heap, Hit, 0) = *hit;
      sink (heap);
    }
}

static LerenSimilarWhen
when_of (const LerenComparing *comparing, guint32 row)
{
  if (comparing->asked < 0 || comparing->moments[row] == LEREN_ABSENT_TIME ||
      comparing->moments[comparing->asked] == LEREN_ABSENT_TIME)
    return LEREN_SIMILAR_WHEN_UNKNOWN;
  return comparing->moments[row] > comparing->moments[comparing->asked]
           ? LEREN_SIMILAR_WHEN_LATER
           : LEREN_SIMILAR_WHEN_EARLIER;
}

static void
score_case (Search *search, guint thread, guint32 row)
{
  const LerenComparing *comparing = &search->comparing;
  const LerenSimilar *self = search->self;
  Hit hit = { .row = row };

  if ((gint32) row == comparing->asked || !_leren_rows_in_scope (comparing->cases, row))
    return;
  if (when_of (comparing, row) == LEREN_SIMILAR_WHEN_LATER && !self->rule.include_later)
    {
      search->n_later[thread]++;
      return;
    }
  search->n_candidates[thread]++;
  for (guint part = 0; part < LEREN_N_SIMILAR_PARTS; part++)
    if (!isnan (self->weights[part]))
      hit.similarity +=
        self->weights[part] * _leren_compare_part (comparing, part, row, &search->marks[thread]);
  if (hit.similarity <= 0)
    return;
  hit.similarity = MIN (hit.similarity, 1);
  hit.score = hit.similarity * (comparing->worked_through[row] ? 1 + self->rule.bonus : 1);
  keep_best (search->best[thread], search->n, &hit);
}

static gboolean
score_some (guint task, guint thread, gpointer data, GError **error)
{
  Search *search = data;
  const guint32 first = task * ROWS_PER_TASK;
  const guint32 end = MIN (search->comparing.cases->n_rows, (guint64) first + ROWS_PER_TASK);

  for (guint32 row = first; row < end; row++)
    score_case (search, thread, row);
  return TRUE;
}

/* The weights of the parts that the asked case has, so that they are 1 together. */
static void
share_weights (LerenSimilar *self, const LerenComparing *comparing)
{
  double sum = 0;

  for (guint part = 0; part < LEREN_N_SIMILAR_PARTS; part++)
    if ((comparing->has & 1u << part) != 0)
      sum += self->rule.weights[part];
  for (guint part = 0; part < LEREN_N_SIMILAR_PARTS; part++)
    self->weights[part] = (comparing->has & 1u << part) != 0 && self->rule.weights[part] > 0
                            ? self->rule.weights[part] / sum
                            : NAN;
}

static GArray *
find_best (Search *search, GCancellable *cancellable, GError **error)
{
  const guint32 n_rows = search->comparing.cases->n_rows;
  GArray *best;

  for (guint i = 0; i < G_N_ELEMENTS (search->best); i++)
    {
      search->best[i] = g_array_new (FALSE, FALSE, sizeof (Hit));
      _leren_word_marks_init (&search->marks[i], &search->comparing);
    }
  if (!_leren_run_parallel (n_rows / ROWS_PER_TASK + (n_rows % ROWS_PER_TASK != 0),
                            _leren_snapshot_get_n_threads (search->comparing.snapshot), score_some,
                            search, cancellable, error))
    return NULL;
  best = search->best[0];
  for (guint i = 0; i < search->best[1]->len; i++)
    keep_best (best, search->n, &g_array_index (search->best[1], Hit, i));
  g_array_sort (best, compare_hits);
  search->self->n_candidates = search->n_candidates[0] + search->n_candidates[1];
  search->self->n_later = search->n_later[0] + search->n_later[1];
  return best;
}

/* For each case among the best, its place there and one more */
static GHashTable *
index_best (GArray *best)
{
  GHashTable *places = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < best->len; i++)
    g_hash_table_insert (places, GUINT_TO_POINTER (g_array_index (best, Hit, i).row),
                         GUINT_TO_POINTER (i + 1));
  return places;
}

/* @found is %NULL where the record was deleted since */
static gboolean
get_record (const LerenComparing *comparing, const char *id, GType type, LerenRecord **found,
            GCancellable *cancellable, GError **error)
{
  GError *local_error = NULL;

  *found = leren_store_get (comparing->snapshot->store, id, cancellable, &local_error);
  if (*found != NULL && !G_TYPE_CHECK_INSTANCE_TYPE (*found, type))
    g_clear_object (found);
  if (local_error == NULL)
    return TRUE;
  if (g_error_matches (local_error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND))
    {
      g_error_free (local_error);
      return TRUE;
    }
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
read_actions (const LerenComparing *comparing, GArray *best, GListStore **lists,
              GCancellable *cancellable, GError **error)
{
  const LerenRows *actions = comparing->promises.actions;
  g_autoptr (GHashTable) places = index_best (best);

  for (guint32 i = 0; i < actions->n_rows; i++)
    {
      const gint32 at = actions->belongs[LEREN_BELONGS_TO_CASE][i];
      const guint place = at >= 0 && _leren_comparing_counts (comparing, actions, i, at)
                            ? GPOINTER_TO_UINT (g_hash_table_lookup (places, GINT_TO_POINTER (at)))
                            : 0;
      g_autoptr (LerenRecord) action = NULL;
      g_autofree char *id = NULL;

      if (place == 0)
        continue;
      id = _leren_rows_dup_id (actions, i);
      if (!get_record (comparing, id, LEREN_TYPE_ACTION, &action, cancellable, error))
        return FALSE;
      if (action != NULL)
        g_list_store_append (lists[place - 1], action);
    }
  return TRUE;
}

static gboolean
fill_content (Search *search, const Hit *hit, LerenSimilarContent *content,
              GCancellable *cancellable, GError **error)
{
  const LerenComparing *comparing = &search->comparing;
  const gint64 moment = comparing->moments[hit->row];

  content->id = _leren_rows_dup_id (comparing->cases, hit->row);
  content->similarity = hit->similarity;
  content->score = hit->score;
  content->when = when_of (comparing, hit->row);
  content->worked_through = comparing->worked_through[hit->row];
  if (moment != LEREN_ABSENT_TIME)
    {
      g_autoptr (GDateTime) epoch = g_date_time_new_from_unix_utc (0);
      content->moment = g_date_time_add (epoch, moment);
    }
  if (!get_record (comparing, content->id, LEREN_TYPE_CASE, (LerenRecord **) &content->record,
                   cancellable, error))
    return FALSE;
  for (guint part = 0; part < LEREN_N_SIMILAR_PARTS; part++)
    {
      content->weights[part] = search->self->weights[part];
      content->similarities[part] =
        isnan (content->weights[part])
          ? NAN
          : _leren_compare_part (comparing, part, hit->row, &search->marks[0]);
      if (content->similarities[part] > 0)
        content->shared[part] = _leren_list_shared (comparing, part, hit->row, error);
      if (content->similarities[part] > 0 && content->shared[part] == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
make_hits (Search *search, GArray *best, GCancellable *cancellable, GError **error)
{
  g_autofree GListStore **lists = g_new (GListStore *, MAX (best->len, 1));
  gboolean made = TRUE;

  for (guint i = 0; i < best->len; i++)
    {
      LerenSimilarContent content = { .actions = g_list_store_new (LEREN_TYPE_ACTION) };

      lists[i] = content.actions;
      made =
        made && fill_content (search, &g_array_index (best, Hit, i), &content, cancellable, error);
      g_ptr_array_add (search->self->hits, _leren_similar_case_new (&content));
    }
  return made && read_actions (&search->comparing, best, lists, cancellable, error);
}

static void
search_clear (Search *search)
{
  for (guint i = 0; i < G_N_ELEMENTS (search->best); i++)
    {
      g_clear_pointer (&search->best[i], g_array_unref);
      g_free (search->marks[i].seen);
    }
  _leren_comparing_clear (&search->comparing);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

LerenSimilar *
_leren_similar_search (LerenSnapshot *snapshot, gint32 asked, const char *text, guint n,
                       const LerenSimilarRule *rule, GCancellable *cancellable, GError **error)
{
  g_autoptr (LerenSimilar) self = g_object_new (LEREN_TYPE_SIMILAR, NULL);
  g_auto (Search) search = { .self = self, .n = n };
  GArray *best;

  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("the text is not UTF-8; give it in UTF-8"));
      return NULL;
    }
  self->rule = *rule;
  self->text = g_strdup (text);
  if (!_leren_comparing_read (&search.comparing, snapshot, asked, text, cancellable, error))
    return NULL;
  if (asked >= 0)
    self->case_id = _leren_rows_dup_id (search.comparing.cases, asked);
  share_weights (self, &search.comparing);
  best = find_best (&search, cancellable, error);
  if (best == NULL || !make_hits (&search, best, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}
