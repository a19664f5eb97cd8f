/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-grouping-private.h"
#include "analysis/leren-ratings-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Motivation, capacity or opportunity is too low: people do not act differently before all of them
 * are there.
 *
 * Read are the ratings with the framework behaviour-triad, each on the scale from 0 to 1 between
 * its minimum and its maximum, by the record that they are about; one that names no record is about
 * the participant who gave it. Of one participant's ratings of one factor the latest counts, or the
 * mean of all where none of them has a time. A coding is not read: it says that a text is about
 * motivation, not how much of it there is, and the weight of a coding is on no known scale.
 *
 * Figure: the mean of the factor that is rated lowest. It is found from min-ratings ratings over
 * all factors together, where that mean is below low; the questions are those of the factors below
 * it, the weakest first, and so is the evidence. Severity: notice below low, advice below
 * advise-below, warning below warn-below. */

#define N_FACTORS LEREN_MAX_ASKED

static const LerenRuleParameter parameters[] = {
  { "min-ratings", 2, 1, 1000, N_ ("ratings"),
    N_ ("how many ratings of the three factors together there must be before anything is said") },
  { "low", 0.5, 0, 1, N_ ("share of the scale"), N_ ("below what mean a factor is too low") },
  { "advise-below", 0.4, 0, 1, N_ ("share of the scale"),
    N_ ("below what mean of the weakest factor it is advice") },
  { "warn-below", 0.25, 0, 1, N_ ("share of the scale"),
    N_ ("below what mean of the weakest factor it is a warning") },
  { NULL },
};

static const LerenNeed needs[] = { LEREN_NEEDS_OF_RATINGS, { "rating", "participant" }, { NULL } };

#define PUSH_EN                                                                                    \
  "People do something else only when they want to, can and may: begin there, for pushing on the " \
  "rest is of little use until it is better."
#define PUSH_NL                                                                                    \
  "Mensen doen pas iets anders als ze willen, kunnen én mogen: begin daar, want zolang dat "      \
  "niet beter is, heeft het weinig zin om aan de rest te trekken."

static const LerenWording one_low = {
  "share of the scale",
  { [LEREN_ENGLISH] = { "Of what people need in order to act differently, {a} is rated too "
                        "low. " PUSH_EN },
    [LEREN_DUTCH] = { "Van wat mensen nodig hebben om iets anders te gaan doen, krijgt {a} een te "
                      "laag cijfer. " PUSH_NL } }
};
static const LerenWording more_low = {
  "share of the scale",
  { [LEREN_ENGLISH] = { "{1} of the things that people need in order to act differently are rated "
                        "too low: {a} lowest, and then {b}. " PUSH_EN },
    [LEREN_DUTCH] = { "{1} van de dingen die mensen nodig hebben om iets anders te gaan doen, "
                      "krijgen een te laag cijfer: {a} het laagst, en dan {b}. " PUSH_NL } }
};

typedef struct {
  LerenRatings ratings;
  const gint32 *participants;
  guint person_type;
  guint32 *starts;   /* where the rows of each type begin, numbered through over all types */
  guint32 *subjects; /* of each rating, or G_MAXUINT32 */
  double *shares;
  guint n_factors;
} Reading;

static void
reading_clear (Reading *reading)
{
  _leren_ratings_clear (&reading->ratings);
  g_free (reading->starts);
  g_free (reading->subjects);
  g_free (reading->shares);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

typedef struct {
  guint8 factor;
  double sum;
  guint32 n;
} Mean;

static void
read_ratings (Reading *reading, LerenSnapshot *snapshot, LerenFramework *triad)
{
  const guint n_types = _leren_snapshot_get_n_types (snapshot);
  const LerenRatings *ratings = &reading->ratings;
  guint32 n;

  _leren_ratings_read (&reading->ratings, snapshot, triad);
  n = ratings->rows->n_rows;
  reading->participants = _leren_rows_get_references (ratings->rows, "participant");
  reading->person_type = _leren_snapshot_get_rows (snapshot, "participant")->type;
  reading->n_factors = MIN (leren_framework_get_n_concepts (triad), N_FACTORS);
  reading->starts = g_new0 (guint32, n_types + 1);
  for (guint type = 0; type < n_types; type++)
    reading->starts[type + 1] =
      reading->starts[type] + _leren_snapshot_get_rows_at (snapshot, type)->n_rows;
  reading->subjects = g_new (guint32, MAX (n, 1));
  reading->shares = g_new (double, MAX (n, 1));
  for (guint32 i = 0; i < n; i++)
    {
      const guint8 place = _leren_ratings_get_place (ratings, i);

      reading->subjects[i] = G_MAXUINT32;
      if (place == 0 || place > reading->n_factors || !_leren_rows_in_scope (ratings->rows, i))
        continue;
      reading->shares[i] = _leren_ratings_get_share (ratings, i);
      if (isnan (reading->shares[i]))
        continue;
      if (ratings->subjects->rows[i] >= 0)
        reading->subjects[i] =
          reading->starts[ratings->subjects->types[i]] + ratings->subjects->rows[i];
      else if (reading->participants[i] >= 0)
        reading->subjects[i] = reading->starts[reading->person_type] + reading->participants[i];
    }
}

/* the ratings that are about something: by that, then by factor, then by who gave them, in time */
static guint32 *
sort (const Reading *reading, guint32 *n_sorted)
{
  const guint32 n = reading->ratings.rows->n_rows;
  g_autofree guint32 *in_time = _leren_order_in_time (reading->ratings.rows->moments, n);
  g_autofree guint64 *keys = g_new (guint64, MAX (n, 1));
  guint32 *order = g_new (guint32, MAX (n, 1));

  *n_sorted = 0;
  for (guint32 i = 0; i < n; i++)
    {
      const guint32 row = in_time != NULL ? in_time[i] : i;

      if (reading->subjects[row] == G_MAXUINT32)
        continue;
      /* first by who gave it: those by nobody known come last */
      keys[row] = (guint64) _leren_ratings_get_place (&reading->ratings, row) << 32 |
                  (guint32) reading->participants[row];
      order[(*n_sorted)++] = row;
    }
  _leren_sort_by_keys (order, keys, *n_sorted);
  for (guint32 i = 0; i < n; i++)
    keys[i] = reading->subjects[i];
  _leren_sort_by_keys (order, keys, *n_sorted);
  return order;
}

/* Of the ratings from @first up to @end, which one participant gave of one factor, the latest; @end
 * where none has a time or nobody knows who gave them, and all of them count. */
static guint32
find_latest (const Reading *reading, const guint32 *order, guint32 first, guint32 end)
{
  const gint64 *moments = reading->ratings.rows->moments;
  guint32 latest = end;

  if (reading->participants[order[first]] < 0)
    return end;
  for (guint32 i = first; i < end; i++)
    if (moments[order[i]] != LEREN_ABSENT_TIME &&
        (latest == end || moments[order[i]] >= moments[order[latest]]))
      latest = i;
  return latest;
}

/* the end of what one participant gave of one factor about one thing */
static guint32
find_end (const Reading *reading, const guint32 *order, guint32 first, guint32 n)
{
  guint32 end = first + 1;

  while (end < n && reading->subjects[order[end]] == reading->subjects[order[first]] &&
         reading->participants[order[end]] == reading->participants[order[first]] &&
         _leren_ratings_get_place (&reading->ratings, order[end]) ==
           _leren_ratings_get_place (&reading->ratings, order[first]))
    end++;
  return end;
}

/* Visits the ratings that count from @first on, of one thing; @mark: those of that factor become
 * evidence instead of being added up. Returns where the next thing begins. */
static guint32
visit (const Reading *reading, const guint32 *order, guint32 first, guint32 n, Mean *means,
       LerenFindings *findings, guint8 mark)
{
  const guint32 subject = reading->subjects[order[first]];

  while (first < n && reading->subjects[order[first]] == subject)
    {
      const guint32 end = find_end (reading, order, first, n);
      const guint32 latest = find_latest (reading, order, first, end);
      const guint8 place = _leren_ratings_get_place (&reading->ratings, order[first]);

      for (guint32 i = latest < end ? latest : first; i < MIN (latest + 1, end); i++)
        if (findings == NULL)
          {
            means[place - 1].sum += reading->shares[order[i]];
            means[place - 1].n++;
          }
        else if (place == mark)
          _leren_findings_add_evidence (findings, reading->ratings.rows->type, order[i]);
      first = end;
    }
  return first;
}

static double
mean_of (const Mean *mean)
{
  return mean->sum / mean->n;
}

static int
compare_means (gconstpointer a, gconstpointer b)
{
  const Mean *mean = a, *other = b;

  if (mean_of (mean) != mean_of (other))
    return mean_of (mean) < mean_of (other) ? -1 : 1;
  return mean->factor - other->factor;
}

/* the factors that are too low, the weakest first; returns how many */
static guint
find_low (const Reading *reading, const Mean *means, double low, Mean *lows)
{
  guint n_low = 0;

  for (guint i = 0; i < reading->n_factors; i++)
    if (means[i].n > 0 && mean_of (&means[i]) < low)
      lows[n_low++] = means[i];
  qsort (lows, n_low, sizeof *lows, compare_means);
  return n_low;
}

static LerenSeverity
judge (LerenFindings *findings, double figure)
{
  if (figure < leren_findings_get_parameter (findings, "warn-below"))
    return LEREN_SEVERITY_WARNING;
  return figure < leren_findings_get_parameter (findings, "advise-below") ? LEREN_SEVERITY_ADVICE
                                                                          : LEREN_SEVERITY_NOTICE;
}

static LerenPlace
place_of (const Reading *reading, guint32 subject)
{
  guint type = 0;

  while (reading->starts[type + 1] <= subject)
    type++;
  return (LerenPlace){ type, subject - reading->starts[type] };
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  LerenFramework *triad =
    _leren_require_framework (leren_snapshot_get_theory (snapshot), "behaviour-triad", error);
  const double min_ratings = leren_findings_get_parameter (findings, "min-ratings");
  const double low = leren_findings_get_parameter (findings, "low");
  g_auto (Reading) reading = { 0 };
  g_autofree guint32 *order = NULL;
  guint32 n;

  if (triad == NULL)
    return FALSE;
  read_ratings (&reading, snapshot, triad);
  order = sort (&reading, &n);
  for (guint32 first = 0, end; first < n; first = end)
    {
      Mean means[N_FACTORS] = { 0 }, lows[N_FACTORS];
      LerenFound found = { 0 };
      guint32 total = 0;
      guint n_low;

      for (guint i = 0; i < N_FACTORS; i++)
        means[i].factor = i;
      end = visit (&reading, order, first, n, means, NULL, 0);
      for (guint i = 0; i < N_FACTORS; i++)
        total += means[i].n;
      n_low = find_low (&reading, means, low, lows);
      if (n_low == 0 || total < min_ratings)
        continue;
      found.wording = n_low == 1 ? &one_low : &more_low;
      found.subject = place_of (&reading, reading.subjects[order[first]]);
      found.figure = mean_of (&lows[0]);
      found.severity = judge (findings, found.figure);
      found.counts[0] = n_low;
      for (guint i = 0; i < n_low; i++)
        {
          found.asked[i] = _leren_concept_at (triad, lows[i].factor);
          if (i < LEREN_MAX_CONCEPTS)
            found.concepts[i] = found.asked[i];
          visit (&reading, order, first, n, NULL, findings, lows[i].factor + 1);
        }
      _leren_findings_add_found (findings, &found);
    }
  return TRUE;
}

const LerenRuleSpec _leren_rule_triad_gate = {
  "triad-gate",
  { "A gate that is closed", "De poort zit dicht" },
  "Poiesz 1999; Movisie 2018 (RL)",
  parameters,
  needs,
  run,
};
