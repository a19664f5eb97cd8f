/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-grouping-private.h"
#include "analysis/leren-reading-private.h"
#include "analysis/leren-weighing-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>

/* Ambiguity answered with information, or lack of information answered with more debate.
 *
 * Which turns of a dialogue bring information and which make it a rich one is data: the attribute
 * remedy_kinds of the two kinds of not knowing (framework not-knowing). Reflections tell which of
 * the two there was, by their certainty or by codings. A reflection is answered in its session; one
 * that was made outside of a session, and says when, in the next session on its case.
 *
 * Figure: of the turns of that session that are a remedy for either, the share that is one for the
 * other only. Turns on another case than the reflections, and turns known to be earlier than the
 * first of them, do not count. It is found for a session of which at least min-reflections name one
 * kind of not knowing and none the other, with at least min-turns such turns, where the figure is
 * at least min-share.
 * Severity: notice, advice from a share of 0.85, warning where all of at least twice min-turns are
 * for the other. */

#define ADVICE_FROM 0.85
#define MAX_CONCEPTS 8

static const LerenRuleParameter parameters[] = {
  { "min-reflections", 1, 1, 1000, N_ ("reflections"),
    N_ ("how many reflections that a session answers must name the same kind of not knowing") },
  { "min-turns", 4, 1, 1000, N_ ("turns"),
    N_ (
      "how many turns that inform or explore must be on record before anything is said of them") },
  { "min-share", 0.7, 0.5, 1, N_ ("share of turns"),
    N_ ("what share of these turns must be of the kind that does not help") },
  { NULL },
};

static const LerenNeed needs[] = {
  { "contribution", "kind" }, { "session", "cases" }, { "session", "started" },
  { "session", "cancelled" }, LEREN_NEEDS_OF_CODINGS, { NULL },
};

static const LerenWording told = {
  "share of turns",
  { [LEREN_ENGLISH] = { .many =
                          "People saw more than one meaning in this, and {1} of the {2} turns on "
                          "it gave information or settled the matter. When something can be read "
                          "in many ways, more information rarely helps: lay the readings side by "
                          "side.",
                        .all =
                          "People saw more than one meaning in this, and all {2} turns on it gave "
                          "information or settled the matter. When something can be read in many "
                          "ways, more information rarely helps: lay the readings side by side." },
    [LEREN_DUTCH] = { .many =
                        "Mensen zagen hier meer dan één betekenis in, en {1} van de {2} beurten "
                        "erover gaven informatie of hakten een knoop door. Als iets op veel "
                        "manieren is op te vatten, helpt meer informatie zelden: leg de verhalen "
                        "naast elkaar.",
                      .all =
                        "Mensen zagen hier meer dan één betekenis in, en alle {2} beurten erover "
                        "gaven informatie of hakten een knoop door. Als iets op veel manieren is "
                        "op te vatten, helpt meer informatie zelden: leg de verhalen naast "
                        "elkaar." } }
};
static const LerenWording talked = {
  "share of turns",
  { [LEREN_ENGLISH] = { .many =
                          "People lacked information here, and {1} of the {2} turns on it were "
                          "spent exploring and exchanging views. Talking for longer does not bring "
                          "the facts: find out who has them.",
                        .all =
                          "People lacked information here, and all {2} turns on it were spent "
                          "exploring and exchanging views. Talking for longer does not bring the "
                          "facts: find out who has them." },
    [LEREN_DUTCH] = { .many =
                        "Hier ontbrak het mensen aan informatie, en {1} van de {2} beurten erover "
                        "gingen op aan verkennen en uitwisselen. Langer praten brengt de feiten "
                        "niet: zoek uit wie ze heeft.",
                      .all =
                        "Hier ontbrak het mensen aan informatie, en alle {2} beurten erover gingen "
                        "op aan verkennen en uitwisselen. Langer praten brengt de feiten niet: "
                        "zoek uit wie ze heeft." } }
};

typedef enum { NEITHER, HELPS, HELPS_OTHER } Effect;

typedef struct {
  LerenFramework *framework;
  const LerenRows *sessions;
  const LerenRows *reflections;
  const LerenRows *turns;
  const gint64 *started;             /* of each session */
  guint8 *places;                    /* of each reflection: the kind of not knowing and one more */
  guint8 effects[MAX_CONCEPTS][256]; /* of a kind of turn, by what is not known */
  LerenBuckets asked;                /* the reflections that each session answers */
  LerenBuckets answers;              /* the turns of each session */
  guint32 *seen_in; /* of each case, the session and one more that answers for it */
} Reading;

static void
reading_clear (Reading *reading)
{
  g_free (reading->places);
  g_free (reading->seen_in);
  _leren_buckets_clear (&reading->asked);
  _leren_buckets_clear (&reading->answers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

/* What each kind of turn does against each kind of not knowing, as the framework says */
static void
read_remedies (Reading *reading)
{
  const guint n = MIN (leren_framework_get_n_concepts (reading->framework), MAX_CONCEPTS);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *attributes =
        leren_concept_get_attributes (_leren_concept_at (reading->framework, i));
      JsonArray *kinds = attributes != NULL && json_object_has_member (attributes, "remedy_kinds")
                           ? json_object_get_array_member (attributes, "remedy_kinds")
                           : NULL;

      for (guint k = 0; kinds != NULL && k < json_array_get_length (kinds); k++)
        {
          const guint8 code =
            _leren_rows_code_of (reading->turns, "kind", json_array_get_string_element (kinds, k));

          for (guint other = 0; code != 0 && other < n; other++)
            if (other == i)
              reading->effects[other][code] = HELPS;
            else if (reading->effects[other][code] == NEITHER)
              reading->effects[other][code] = HELPS_OTHER;
        }
    }
}

static gboolean
was_held (const Reading *reading, guint32 session, const guint8 *cancelled)
{
  const guint8 yes = 2;

  return cancelled[session] != yes && _leren_rows_in_scope (reading->sessions, session);
}

/* The session that answers each reflection, or -1 */
static gint32 *
find_answering (const Reading *reading, guint32 n_cases)
{
  const LerenRows *sessions = reading->sessions, *reflections = reading->reflections;
  const LerenVector *cases = _leren_rows_get_vector (sessions, "cases");
  const guint8 *cancelled = _leren_rows_get_codes (sessions, "cancelled");
  const gint32 *own = _leren_rows_get_references (reflections, "session");
  const gint32 *about = reflections->belongs[LEREN_BELONGS_TO_CASE];
  const guint32 n_items = sessions->n_rows > 0 ? cases->n_items : 0;
  gint32 *answering = g_new (gint32, MAX (reflections->n_rows, 1));
  g_autofree gint32 *keys = g_new (gint32, MAX (n_items, 1));
  g_autofree guint32 *of_item = g_new (guint32, MAX (n_items, 1));
  g_autofree gint64 *moments = g_new (gint64, MAX (n_items, 1));
  g_autofree guint32 *order = NULL;
  g_auto (LerenBuckets) by_case = { 0 };

  for (guint32 row = 0; row < sessions->n_rows; row++)
    for (guint32 i = cases->offsets[row]; i < cases->offsets[row + 1]; i++)
      {
        keys[i] = reading->started[row] != LEREN_ABSENT_TIME && was_held (reading, row, cancelled)
                    ? cases->rows[i]
                    : -1;
        of_item[i] = row;
        moments[i] = reading->started[row];
      }
  order = _leren_order_in_time (moments, n_items);
  _leren_buckets_fill (&by_case, keys, order, n_items, n_cases);
  for (guint32 i = 0; i < reflections->n_rows; i++)
    {
      answering[i] = -1;
      if (reading->places[i] == 0 || !_leren_rows_in_scope (reflections, i))
        continue;
      if (own[i] >= 0)
        answering[i] = was_held (reading, own[i], cancelled) ? own[i] : -1;
      else if (about[i] >= 0 && reflections->moments[i] != LEREN_ABSENT_TIME)
        {
          guint32 low = by_case.offsets[about[i]], high = by_case.offsets[about[i] + 1];

          while (low < high)
            {
              const guint32 middle = low + (high - low) / 2;

              if (moments[by_case.items[middle]] > reflections->moments[i])
                high = middle;
              else
                low = middle + 1;
            }
          if (low < by_case.offsets[about[i] + 1])
            answering[i] = of_item[by_case.items[low]];
        }
    }
  return answering;
}

/* What is written down later bears the time of that, which tells nothing of the order in the session:
 * it is taken as absent, which is the smallest, so that nothing is known to be earlier. */
static gint64
time_within (const Reading *reading, guint32 session, gint64 moment)
{
  const gint64 started = reading->started[session];

  return started != LEREN_ABSENT_TIME && moment >= started && moment < started + G_TIME_SPAN_DAY
           ? moment
           : LEREN_ABSENT_TIME;
}

/* What is not known in a session, and since when: its place and one more, or 0 where nothing is said
 * of it, or of more than one kind. Marks the cases it is about. */
static guint8
read_question (Reading *reading, guint32 session, gint64 *since, gboolean *any_case)
{
  const gint32 *about = reading->reflections->belongs[LEREN_BELONGS_TO_CASE];
  guint8 place = 0;

  *since = G_MAXINT64;
  *any_case = FALSE;
  for (guint32 i = reading->asked.offsets[session]; i < reading->asked.offsets[session + 1]; i++)
    {
      const guint32 row = reading->asked.items[i];

      if (place != 0 && place != reading->places[row])
        return 0;
      place = reading->places[row];
      *since = MIN (*since, time_within (reading, session, reading->reflections->moments[row]));
      if (about[row] >= 0)
        reading->seen_in[about[row]] = session + 1;
      else
        *any_case = TRUE;
    }
  return place;
}

static Effect
effect_of (const Reading *reading, guint32 turn, guint32 session, guint8 place, gint64 since,
           gboolean any_case)
{
  const gint32 about = reading->turns->belongs[LEREN_BELONGS_TO_CASE][turn];
  const gint64 moment = time_within (reading, session, reading->turns->moments[turn]);

  if ((about >= 0 && !any_case && reading->seen_in[about] != session + 1) ||
      (moment != LEREN_ABSENT_TIME && moment < since))
    return NEITHER;
  return reading->effects[place - 1][_leren_rows_get_codes (reading->turns, "kind")[turn]];
}

static void
judge (Reading *reading, LerenFindings *findings, guint32 session)
{
  const LerenBuckets *answers = &reading->answers;
  const double min_reflections = leren_findings_get_parameter (findings, "min-reflections");
  const double min_turns = leren_findings_get_parameter (findings, "min-turns");
  LerenConcept *ambiguity = leren_framework_get_concept (reading->framework, "ambiguity");
  LerenFound found = { .subject = { reading->sessions->type, session } };
  gboolean any_case;
  gint64 since;
  guint8 place;

  if (_leren_buckets_size (&reading->asked, session) < min_reflections)
    return;
  place = read_question (reading, session, &since, &any_case);
  if (place == 0 || place > MAX_CONCEPTS)
    return;
  for (guint32 i = answers->offsets[session]; i < answers->offsets[session + 1]; i++)
    {
      const Effect effect = effect_of (reading, answers->items[i], session, place, since, any_case);

      found.counts[0] += effect == HELPS_OTHER;
      found.counts[1] += effect != NEITHER;
    }
  found.figure = found.counts[1] > 0 ? (double) found.counts[0] / found.counts[1] : 0;
  if (found.counts[1] < min_turns ||
      found.figure < leren_findings_get_parameter (findings, "min-share"))
    return;

  found.severity = found.figure == 1 && found.counts[1] >= 2 * min_turns ? LEREN_SEVERITY_WARNING
                   : found.figure >= ADVICE_FROM                         ? LEREN_SEVERITY_ADVICE
                                                                         : LEREN_SEVERITY_NOTICE;
  found.asked[0] = _leren_concept_at (reading->framework, place - 1);
  found.wording = found.asked[0] == ambiguity ? &told : &talked;
  for (guint32 i = reading->asked.offsets[session]; i < reading->asked.offsets[session + 1]; i++)
    _leren_findings_add_evidence (findings, reading->reflections->type, reading->asked.items[i]);
  for (guint32 i = answers->offsets[session]; i < answers->offsets[session + 1]; i++)
    if (effect_of (reading, answers->items[i], session, place, since, any_case) == HELPS_OTHER)
      _leren_findings_add_evidence (findings, reading->turns->type, answers->items[i]);
  _leren_findings_add_found (findings, &found);
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  const guint32 n_cases = _leren_snapshot_get_rows (snapshot, "case")->n_rows;
  g_auto (Reading) reading = {
    .sessions = _leren_snapshot_get_rows (snapshot, "session"),
    .reflections = _leren_snapshot_get_rows (snapshot, "reflection"),
    .turns = _leren_snapshot_get_rows (snapshot, "contribution"),
  };
  g_autofree gint32 *answering = NULL;
  g_autofree gint32 *keys = NULL;
  const gint32 *in;

  reading.framework =
    _leren_require_framework (leren_snapshot_get_theory (snapshot), "not-knowing", error);
  if (reading.framework == NULL)
    return FALSE;
  if (reading.sessions->n_rows == 0 || reading.turns->n_rows == 0)
    return TRUE;
  reading.started = _leren_rows_get_vector (reading.sessions, "started")->integers;
  read_remedies (&reading);
  reading.places =
    _leren_findings_read_concepts (findings, reading.reflections, "certainty", reading.framework);
  answering = find_answering (&reading, n_cases);
  _leren_buckets_fill (&reading.asked, answering, NULL, reading.reflections->n_rows,
                       reading.sessions->n_rows);
  in = _leren_rows_get_references (reading.turns, "session");
  keys = g_new (gint32, reading.turns->n_rows);
  for (guint32 i = 0; i < reading.turns->n_rows; i++)
    keys[i] = _leren_rows_in_scope (reading.turns, i) ? in[i] : -1;
  _leren_buckets_fill (&reading.answers, keys, NULL, reading.turns->n_rows,
                       reading.sessions->n_rows);
  reading.seen_in = g_new0 (guint32, MAX (n_cases, 1));
  for (guint32 session = 0; session < reading.sessions->n_rows; session++)
    judge (&reading, findings, session);
  return TRUE;
}

const LerenRuleSpec _leren_rule_wrong_remedy = {
  "wrong-remedy",
  { "The wrong remedy", "Het verkeerde middel" },
  "Weick 1995; Van der Mei & Gademan 2015 (LT5)",
  parameters,
  needs,
  run,
};
