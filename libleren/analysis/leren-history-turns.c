/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-history-private.h"

#include "analysis/leren-grouping-private.h"

#include <math.h>

/* The turning points of a practice.
 *
 * A shift: the dated reflections of the practice, in the order in time, are cut into windows of whole
 * days, each of at least min-reflections of them; what is left at the end belongs to the last
 * window. A window lies on the median concept of the ladder, the lower of two. The first window is
 * where the practice comes from. It has shifted with a window that lies min-steps or more away from
 * there, if the next one lies as far away on the same side: one odd session is no turning point, and
 * the last window never is one. From then on the nearer of those two is where it comes from.
 *
 * A conclusion: the last action of a chain of two or more cycles was adopted or abandoned. To adapt it
 * opens the next cycle, and ends nothing.
 *
 * Medians of a few reflections move by chance alone: of levels drawn at random, with ten of them a
 * window, one window in five would be a turning point. So those since the last turning point and
 * those of the two windows must differ by more than chance, by the test of Mann & Whitney (1947); at
 * 0.01, one or two windows in a hundred are left. */

typedef struct {
  guint32 row;
  guint8 place;
  LerenHistoryDate date;
} Seen;

typedef struct {
  guint32 first, end; /* in the reflections seen */
  gint median;
} Window;

/* the dated ones of this practice, in the order in time */
static GArray *
find_seen (const LerenHistoryTelling *telling, const LerenRows *reflections, const guint8 *places)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Seen));
  g_autoptr (GArray) moments = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree guint32 *order = NULL;
  GArray *sorted;

  for (guint32 row = 0; row < reflections->n_rows; row++)
    {
      Seen seen = { row, places[row], { LEREN_ABSENT_TIME, LEREN_HISTORY_DATING_NONE } };

      if (places[row] == 0 || !_leren_history_has (telling, reflections, row))
        continue;
      seen.date = _leren_history_date (telling, reflections, row);
      if (seen.date.moment == LEREN_ABSENT_TIME || !_leren_history_tells (telling, seen.date))
        continue;
      g_array_append_val (found, seen);
      g_array_append_val (moments, seen.date.moment);
    }
  order = _leren_order_in_time ((const gint64 *) moments->data, moments->len);
  if (order == NULL)
    return g_steal_pointer (&found);
  sorted = g_array_sized_new (FALSE, FALSE, sizeof (Seen), found->len);
  for (guint32 i = 0; i < found->len; i++)
    g_array_append_val (sorted, g_array_index (found, Seen, order[i]));
  return sorted;
}

static gint
find_median (const GArray *seen, guint32 first, guint32 end)
{
  guint32 counts[G_MAXUINT8 + 1] = { 0 }, below = 0;
  guint place = 0;

  for (guint32 i = first; i < end; i++)
    counts[g_array_index (seen, Seen, i).place]++;
  while (2 * below < end - first)
    below += counts[++place];
  return place;
}

static GArray *
cut (const GArray *seen, guint min_reflections)
{
  GArray *windows = g_array_new (FALSE, FALSE, sizeof (Window));
  guint32 first = 0;

  for (guint32 i = 1; i <= seen->len; i++)
    {
      Window window = { first, i, 0 };

      if (i < seen->len && _leren_day_of (g_array_index (seen, Seen, i).date.moment) ==
                             _leren_day_of (g_array_index (seen, Seen, i - 1).date.moment))
        continue;
      if (i - first >= min_reflections)
        {
          g_array_append_val (windows, window);
          first = i;
        }
      else if (i == seen->len && windows->len > 0)
        g_array_index (windows, Window, windows->len - 1).end = i;
    }
  for (guint i = 0; i < windows->len; i++)
    {
      Window *window = &g_array_index (windows, Window, i);
      window->median = find_median (seen, window->first, window->end);
    }
  return windows;
}

/* The two-sided probability that two samples of one population differ as much: by the normal
 * approximation, with the correction for ties and none for continuity */
static double
find_chance (const GArray *seen, guint32 first, guint32 middle, guint32 end)
{
  const double n_before = middle - first, n_after = end - middle, n = n_before + n_after;
  guint32 before[G_MAXUINT8 + 1] = { 0 }, after[G_MAXUINT8 + 1] = { 0 };
  double u = 0, below = 0, ties = 0, variance;

  for (guint32 i = first; i < end; i++)
    (i < middle ? before : after)[g_array_index (seen, Seen, i).place]++;
  for (guint place = 0; place <= G_MAXUINT8; place++)
    {
      const double tied = before[place] + after[place];

      u += after[place] * (below + before[place] / 2.0);
      below += before[place];
      ties += tied * tied * tied - tied;
    }
  variance = n_before * n_after / 12 * (n + 1 - ties / (n * (n - 1)));
  return variance > 0 ? erfc (fabs (u - n_before * n_after / 2) / sqrt (2 * variance)) : 1;
}

static void
add_shift (LerenHistoryTelling *telling, const LerenRows *reflections, LerenFramework *framework,
           const GArray *seen, guint32 before, const Window *window, const Window *next, gint from,
           gint to, double chance)
{
  static const char *const up[] = {
    "Reflections moved up, from “{1}” to “{2}”, and stayed there: {3} before, {4} since.",
    "De reflecties gingen omhoog, van ‘{1}’ naar ‘{2}’, en bleven daar: {3} ervoor, {4} sindsdien."
  };
  static const char *const down[] = {
    "Reflections moved down, from “{1}” to “{2}”, and stayed there: {3} before, {4} since.",
    "De reflecties zakten, van ‘{1}’ naar ‘{2}’, en bleven daar: {3} ervoor, {4} sindsdien."
  };
  const LerenHistoryPart parts[] = { { .concept = _leren_concept_at (framework, from - 1) },
                                     { .concept = _leren_concept_at (framework, to - 1) },
                                     { .number = window->first - before },
                                     { .number = next->end - window->first } };
  LerenHistoryContent *content = _leren_history_add (
    telling, LEREN_HISTORY_KIND_SHIFT, g_array_index (seen, Seen, window->first).date,
    _leren_snapshot_get_rows (telling->snapshot, "practice"), telling->practice);

  content->title_rows = NULL;
  content->figure = to - from;
  content->unit = "steps";
  content->chance = chance;
  content->source = LEREN_HISTORY_SOURCE;
  content->n_before = window->first - before;
  content->concept = g_strconcat (leren_framework_get_id (framework), "/",
                                  leren_concept_get_id (parts[1].concept), NULL);
  _leren_history_say (content, to > from ? up : down, parts);
  for (guint32 i = before; i < next->end; i++)
    _leren_history_add_evidence (content, reflections, g_array_index (seen, Seen, i).row);
}

static void
find_shifts (LerenHistoryTelling *telling, const LerenRows *reflections, LerenFramework *framework,
             const guint8 *places)
{
  g_autoptr (GArray) seen = find_seen (telling, reflections, places);
  g_autoptr (GArray) windows = cut (seen, telling->min_reflections);
  const gint min_steps = telling->min_steps;
  guint32 before = 0;
  gint from;

  if (windows->len == 0)
    return;
  from = g_array_index (windows, Window, 0).median;
  for (guint i = 1; i + 1 < windows->len; i++)
    {
      const Window *window = &g_array_index (windows, Window, i);
      const Window *next = &g_array_index (windows, Window, i + 1);
      double chance;
      gint to;

      if (window->median >= from + min_steps && next->median >= from + min_steps)
        to = MIN (window->median, next->median);
      else if (window->median <= from - min_steps && next->median <= from - min_steps)
        to = MAX (window->median, next->median);
      else
        continue;
      chance = find_chance (seen, before, window->first, next->end);
      if (chance > telling->max_chance)
        continue;
      add_shift (telling, reflections, framework, seen, before, window, next, from, to, chance);
      from = to;
      before = window->first;
    }
}

/* each ladder on which a member of a reflection lies */
void
_leren_history_tell_shifts (LerenHistoryTelling *telling)
{
  const LerenRows *reflections = _leren_snapshot_get_rows (telling->snapshot, "reflection");
  LerenTheory *theory = leren_snapshot_get_theory (telling->snapshot);

  for (guint i = 0; reflections->n_rows > 0 && i < reflections->declaration->n_fields; i++)
    {
      const LerenField *field = reflections->vectors[i].field;
      LerenFramework *framework =
        field->framework != NULL ? leren_theory_get_framework (theory, field->framework) : NULL;
      g_autofree guint8 *places = NULL;

      if (framework == NULL || reflections->vectors[i].kind != LEREN_VECTOR_CODES ||
          leren_framework_get_kind (framework) != LEREN_FRAMEWORK_KIND_LADDER)
        continue;
      places = _leren_read_concepts (telling->snapshot, reflections, field->name, framework);
      find_shifts (telling, reflections, framework, places);
    }
}

static LerenHistoryDate
concluded_on (const LerenPromises *promises, guint32 action)
{
  const gint32 day = _leren_promise_reviewed_on (promises, action);

  if (day == LEREN_ABSENT_DATE)
    return (LerenHistoryDate){ LEREN_ABSENT_TIME, LEREN_HISTORY_DATING_NONE };
  return (LerenHistoryDate){ day * G_TIME_SPAN_DAY, promises->reviewed[action] != LEREN_ABSENT_DATE
                                                      ? LEREN_HISTORY_DATING_OWN
                                                      : LEREN_HISTORY_DATING_SESSION };
}

void
_leren_history_tell_conclusions (LerenHistoryTelling *telling)
{
  static const char *const adopted[] = {
    "A line of {1} action cycles came to its end: the group keeps what it tried.",
    "Een lijn van {1} actiecycli is afgerond: de groep houdt vast wat is geprobeerd."
  };
  static const char *const abandoned[] = {
    "A line of {1} action cycles came to its end: the group lets go of what it tried.",
    "Een lijn van {1} actiecycli is afgerond: de groep laat los wat is geprobeerd."
  };
  const LerenCycles *cycles = telling->cycles;
  const LerenRows *actions = cycles->promises.actions;
  const guint8 adopt = _leren_rows_code_of (actions, "conclusion", "adopt");
  const guint8 abandon = _leren_rows_code_of (actions, "conclusion", "abandon");

  for (guint32 row = 0; row < actions->n_rows; row++)
    {
      const guint8 conclusion = cycles->promises.conclusions[row];
      const char *const *ids;
      LerenHistoryContent *content;

      if (cycles->chain_of[row] < 0 || cycles->next[row] >= 0 ||
          (conclusion != adopt && conclusion != abandon) ||
          _leren_promise_is_dropped (&cycles->promises, row) ||
          !_leren_history_has (telling, actions, row))
        continue;
      content = _leren_history_add (telling, LEREN_HISTORY_KIND_CONCLUSION,
                                    concluded_on (&cycles->promises, row), actions, row);
      if (content == NULL)
        continue;
      ids = g_ptr_array_index (cycles->chains, cycles->chain_of[row]);
      for (; *ids != NULL; ids++)
        g_ptr_array_add (content->evidence, g_strdup (*ids));
      content->figure = content->evidence->len;
      content->unit = "cycles";
      content->source = LEREN_HISTORY_SOURCE;
      _leren_history_say (content, conclusion == adopt ? adopted : abandoned,
                          &(LerenHistoryPart){ .number = content->evidence->len });
    }
}
