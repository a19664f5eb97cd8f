/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-stances-private.h"

#include <math.h>
#include <string.h>

/* Sets of which one concept shuts out the others; a coding of another set names one aspect of many,
 * and two aspects are no gap. */
static const char *const contrasting[] = { "interaction-modes", "defensive-reasoning" };

static void
number_types (LerenStances *self)
{
  const guint n_types = _leren_snapshot_get_n_types (self->snapshot);

  self->starts = g_new0 (guint32, n_types + 1);
  for (guint type = 0; type < n_types; type++)
    self->starts[type + 1] =
      self->starts[type] + _leren_snapshot_get_rows_at (self->snapshot, type)->n_rows;
}

/* what each reflection is about, numbered over all types; -1: nothing known */
static gint64
subject_of (const LerenStances *self, const LerenVector *subjects, guint case_type, guint32 row)
{
  const gint32 at = self->reflections->belongs[LEREN_BELONGS_TO_CASE][row];

  if (subjects->rows[row] >= 0)
    return (gint64) self->starts[subjects->types[row]] + subjects->rows[row];
  return at >= 0 ? (gint64) self->starts[case_type] + at : -1;
}

/* the subjects of which both are told */
static void
find_subjects (LerenStances *self)
{
  const LerenRows *reflections = self->reflections;
  const LerenVector *subjects = _leren_rows_get_vector (reflections, "subject");
  const guint8 *stances = _leren_rows_get_codes (reflections, "stance");
  const guint8 espoused = _leren_rows_code_of (reflections, "stance", "espoused");
  const guint8 in_use = _leren_rows_code_of (reflections, "stance", "in-use");
  const guint case_type = _leren_snapshot_get_rows (self->snapshot, "case")->type;
  const guint32 n_all = self->starts[_leren_snapshot_get_n_types (self->snapshot)];
  g_autofree guint8 *told = g_new0 (guint8, MAX (n_all, 1));
  g_autofree gint32 *numbers = g_new (gint32, MAX (n_all, 1));

  self->stances = g_new0 (guint8, MAX (reflections->n_rows, 1));
  self->subjects = g_new (gint32, MAX (reflections->n_rows, 1));
  for (guint32 i = 0; i < reflections->n_rows; i++)
    {
      const gint64 subject = subject_of (self, subjects, case_type, i);

      if (subject < 0 || !_leren_rows_in_scope (reflections, i))
        continue;
      self->stances[i] = stances[i] == espoused ? LEREN_SAID + 1
                         : stances[i] == in_use ? LEREN_DONE + 1
                                                : 0;
      told[subject] |= self->stances[i];
    }
  for (guint32 i = 0; i < n_all; i++)
    numbers[i] =
      told[i] == ((LEREN_SAID + 1) | (LEREN_DONE + 1)) ? (gint32) self->n_subjects++ : -1;
  self->keys = g_new (guint32, MAX (self->n_subjects, 1));
  for (guint32 i = 0; i < n_all; i++)
    if (numbers[i] >= 0)
      self->keys[numbers[i]] = i;
  for (guint32 i = 0; i < reflections->n_rows; i++)
    self->subjects[i] =
      self->stances[i] != 0 ? numbers[subject_of (self, subjects, case_type, i)] : -1;
  _leren_buckets_fill (&self->by_subject, self->subjects, NULL, reflections->n_rows,
                       self->n_subjects);
}

static void
add_aspect (LerenStances *self, LerenFramework *framework, const char *member)
{
  LerenAspect aspect = { .framework = framework };

  aspect.places =
    _leren_findings_read_concepts (self->findings, self->reflections, member, framework);
  g_array_append_val (self->aspects, aspect);
}

static gboolean
can_contrast (LerenFramework *framework)
{
  if (leren_framework_get_kind (framework) == LEREN_FRAMEWORK_KIND_LADDER)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (contrasting); i++)
    if (g_str_equal (leren_framework_get_id (framework), contrasting[i]))
      return TRUE;
  return FALSE;
}

/* levels and loops, and then what codings name of other frameworks */
static gboolean
find_aspects (LerenStances *self, gboolean content, GError **error)
{
  LerenTheory *theory = leren_snapshot_get_theory (self->snapshot);
  LerenFramework *levels = _leren_require_framework (theory, "logical-levels", error);
  LerenFramework *loops =
    levels != NULL ? _leren_require_framework (theory, "learning-loops", error) : NULL;
  const LerenVector *coded =
    _leren_rows_get_vector (_leren_snapshot_get_rows (self->snapshot, "coding"), "framework");

  if (loops == NULL)
    return FALSE;
  if (self->n_subjects == 0)
    return TRUE;
  if (!content)
    {
      add_aspect (self, levels, "level");
      add_aspect (self, loops, "loop");
    }
  for (guint i = 0; coded->dictionary != NULL && i < coded->dictionary->len; i++)
    {
      LerenFramework *framework =
        leren_theory_get_framework (theory, g_ptr_array_index (coded->dictionary, i));

      if (framework != NULL && framework != levels && framework != loops &&
          can_contrast (framework))
        add_aspect (self, framework, NULL);
    }
  return TRUE;
}

/* the ratings about these reflections, by subject and those of one concept together */
static void
read_ratings (LerenStances *self)
{
  const LerenRatings *ratings = &self->ratings;
  g_autofree guint64 *concepts = NULL;
  g_autofree guint32 *order = NULL;
  g_autofree gint32 *subjects = NULL;
  guint32 n;

  _leren_ratings_read (&self->ratings, self->snapshot, NULL);
  n = ratings->rows->n_rows;
  concepts = g_new (guint64, MAX (n, 1));
  order = g_new (guint32, MAX (n, 1));
  subjects = g_new (gint32, MAX (n, 1));
  self->shares = g_new (double, MAX (n, 1));
  for (guint32 i = 0; i < n; i++)
    {
      const gboolean about = ratings->subjects->rows[i] >= 0 &&
                             ratings->subjects->types[i] == self->reflections->type &&
                             ratings->frameworks[i] != 0 && ratings->concepts[i] != 0 &&
                             _leren_rows_in_scope (ratings->rows, i);

      self->shares[i] = _leren_ratings_get_share (ratings, i);
      concepts[i] = (guint64) ratings->frameworks[i] << 32 | ratings->concepts[i];
      order[i] = i;
      subjects[i] =
        about && !isnan (self->shares[i]) ? self->subjects[ratings->subjects->rows[i]] : -1;
    }
  _leren_sort_by_keys (order, concepts, n);
  _leren_buckets_fill (&self->rated_by_subject, subjects, order, n, self->n_subjects);
}

gboolean
_leren_stances_read (LerenStances *self, LerenSnapshot *snapshot, LerenFindings *findings,
                     gboolean content, GError **error)
{
  self->snapshot = snapshot;
  self->findings = findings;
  self->reflections = _leren_snapshot_get_rows (snapshot, "reflection");
  self->aspects = g_array_new (FALSE, FALSE, sizeof (LerenAspect));
  number_types (self);
  find_subjects (self);
  read_ratings (self);
  return find_aspects (self, content, error);
}

void
_leren_stances_clear (LerenStances *self)
{
  for (guint i = 0; self->aspects != NULL && i < self->aspects->len; i++)
    g_free (g_array_index (self->aspects, LerenAspect, i).places);
  g_clear_pointer (&self->aspects, g_array_unref);
  _leren_ratings_clear (&self->ratings);
  _leren_buckets_clear (&self->by_subject);
  _leren_buckets_clear (&self->rated_by_subject);
  g_clear_pointer (&self->stances, g_free);
  g_clear_pointer (&self->subjects, g_free);
  g_clear_pointer (&self->keys, g_free);
  g_clear_pointer (&self->starts, g_free);
  g_clear_pointer (&self->shares, g_free);
}

/* How far two distributions lie apart: on a ladder, their means by the length of the ladder; else
 * half of the sum of the differences between their shares. */
static double
measure (const LerenAspect *aspect, const guint32 counts[LEREN_N_SIDES][256], const guint32 *n)
{
  const guint n_concepts = MIN (leren_framework_get_n_concepts (aspect->framework), G_MAXUINT8);
  double means = 0, differences = 0;

  for (guint i = 0; i < n_concepts; i++)
    {
      const double difference = (double) counts[LEREN_SAID][i] / n[LEREN_SAID] -
                                (double) counts[LEREN_DONE][i] / n[LEREN_DONE];

      means += i * difference;
      differences += fabs (difference);
    }
  if (leren_framework_get_kind (aspect->framework) == LEREN_FRAMEWORK_KIND_LADDER)
    return n_concepts > 1 ? fabs (means) / (n_concepts - 1) : 0;
  return differences / 2;
}

static gboolean
compare_by (const LerenStances *self, const LerenAspect *aspect, guint32 subject, guint32 min_each,
            LerenGap *gap)
{
  const guint n_concepts = MIN (leren_framework_get_n_concepts (aspect->framework), G_MAXUINT8);
  guint32 counts[LEREN_N_SIDES][256];

  memset (gap, 0, sizeof *gap);
  gap->aspect = aspect;
  for (guint stance = 0; stance < LEREN_N_SIDES; stance++)
    memset (counts[stance], 0, n_concepts * sizeof counts[stance][0]);
  for (guint32 i = self->by_subject.offsets[subject]; i < self->by_subject.offsets[subject + 1];
       i++)
    {
      const guint32 row = self->by_subject.items[i];

      if (aspect->places[row] == 0)
        continue;
      counts[self->stances[row] - 1][aspect->places[row] - 1]++;
      gap->n[self->stances[row] - 1]++;
    }
  if (gap->n[LEREN_SAID] < min_each || gap->n[LEREN_DONE] < min_each)
    return FALSE;
  for (guint stance = 0; stance < LEREN_N_SIDES; stance++)
    for (guint i = 1; i < n_concepts; i++)
      if (counts[stance][i] > counts[stance][gap->most[stance]])
        gap->most[stance] = i;
  gap->gap = measure (aspect, counts, gap->n);
  return TRUE;
}

static void
keep_wider (LerenGap *widest, gboolean *found, const LerenGap *gap)
{
  if (!*found || gap->gap > widest->gap)
    *widest = *gap;
  *found = TRUE;
}

static gboolean
compare_ratings (const LerenStances *self, guint32 subject, guint32 min_each, LerenGap *widest,
                 gboolean found)
{
  const LerenBuckets *rated = &self->rated_by_subject;
  const guint32 end = rated->offsets[subject + 1];

  for (guint32 i = rated->offsets[subject]; i < end;)
    {
      LerenGap gap = { .rating = rated->items[i] };
      double sums[LEREN_N_SIDES] = { 0 };

      for (; i < end && _leren_stances_is_compared (self, &gap, rated->items[i]); i++)
        {
          const guint stance = _leren_stances_of_rating (self, rated->items[i]);

          sums[stance] += self->shares[rated->items[i]];
          gap.n[stance]++;
        }
      if (gap.n[LEREN_SAID] < min_each || gap.n[LEREN_DONE] < min_each)
        continue;
      gap.gap = fabs (sums[LEREN_SAID] / gap.n[LEREN_SAID] - sums[LEREN_DONE] / gap.n[LEREN_DONE]);
      keep_wider (widest, &found, &gap);
    }
  return found;
}

gboolean
_leren_stances_compare (const LerenStances *self, guint32 subject, guint32 min_each,
                        LerenGap *widest)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->aspects->len; i++)
    {
      const LerenAspect *aspect = &g_array_index (self->aspects, LerenAspect, i);
      LerenGap gap;

      if (compare_by (self, aspect, subject, MAX (min_each, 1), &gap))
        keep_wider (widest, &found, &gap);
    }
  return compare_ratings (self, subject, MAX (min_each, 1), widest, found);
}
