/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-grouping-private.h"
#include "analysis/leren-groups-private.h"
#include "analysis/leren-order-private.h"
#include "analysis/leren-reading-private.h"
#include "analysis/rules/leren-rules-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A phase came after one that builds on it, such as a solution brought in before it was examined; a
 * phase was passed over; or what was brought in is not consolidated.
 *
 * Read are the codings with a framework of kind phases or cycle, by the case of what was coded or
 * else its practice, in the order in time of what was coded; and the stages of the contributions of
 * a session, of the framework that is its protocol, in the order of their times, or where one of
 * them has none as they were stored. A tension shows by its contradiction, through the crosswalk,
 * that a phase of expansive learning was there; nothing is concluded from where it comes. Not read
 * are experiential-learning, which Kolb lets begin anywhere; action-cycle, of which open-loop
 * speaks; and contradictions, which nobody has to go through.
 *
 * Three kinds of finding on the case, the practice or the session. Late: the figure is how many
 * phases came a day or more (in a session, a turn or more) after one that lies ahead of them; of a
 * cycle, by less than half a turn, for what lies further ahead belongs to the turn before. Passed
 * over: how many phases are not on record between those that are, where min-phases of them are on
 * record; once the case is closed or the practice has ended, also what consolidates. Severity of
 * both: notice at one, advice at two, warning from three; one step more where it is the trying out
 * of what was brought in. Not consolidated: how many days after the last that was on record, from
 * min-days, where all has a time and what is to be consolidated is on record: notice, advice from
 * twice min-days, warning from four times. A scope narrows what is found; what is absent is absent
 * from all of its period. */

#define ADVICE_STEPS 2
#define WARNING_STEPS 3
#define ADVICE_TIMES 2
#define WARNING_TIMES 4

static const LerenRuleParameter parameters[] = {
  { "min-phases", 3, 2, 255, N_ ("phases"),
    N_ ("how many phases must be on record before one is missed; one less than there are is "
        "enough") },
  { "min-days", 180, 1, 36500, N_ ("days"),
    N_ ("how long after the last phase on record something may wait to be consolidated") },
  { NULL },
};

static const LerenNeed needs[] = {
  LEREN_NEEDS_OF_CODINGS,
  { "contribution", "stage" },
  { "session", "protocol" },
  { "practice", "ended" },
  { NULL },
};

#define EARLY_EN "What comes too soon may rest on something nobody has looked at yet."
#define EARLY_NL "Wat te vroeg komt, rust misschien op iets waar nog niemand naar heeft gekeken."
#define PASSED_EN "What is passed over often comes back later, when it takes more effort."
#define PASSED_NL "Wat wordt overgeslagen, komt vaak later terug, als het meer moeite kost."
#define OPEN_EN "What is not laid down anywhere leaves when people leave."
#define OPEN_NL "Wat nergens is vastgelegd, vertrekt met de mensen."

static const LerenWording late = {
  "phases that came late",
  { [LEREN_ENGLISH] = { .many =
                          "Here {1} steps came after one that builds on them: for one, “{b}” came "
                          "before “{a}”. " EARLY_EN,
                        .one = "Here “{b}” came before “{a}”. " EARLY_EN },
    [LEREN_DUTCH] = { .many =
                        "Hier kwamen {1} stappen na een stap die erop voortbouwt: zo kwam “{b}” "
                        "eerder dan “{a}”. " EARLY_NL,
                      .one = "Hier kwam “{b}” eerder dan “{a}”. " EARLY_NL } }
};
static const LerenWording passed = {
  "phases passed over",
  { [LEREN_ENGLISH] = { .many =
                          "Here {1} steps are not on record, the first of them “{a}”, although "
                          "“{b}” is. " PASSED_EN,
                        .one = "Here “{a}” is not on record, although “{b}” is. " PASSED_EN },
    [LEREN_DUTCH] = { .many =
                        "Hier zijn {1} stappen niet terug te vinden, met “{a}” als eerste, terwijl "
                        "“{b}” er wel is. " PASSED_NL,
                      .one = "Hier is “{a}” niet terug te vinden, terwijl “{b}” er wel "
                             "is. " PASSED_NL } }
};
static const LerenWording unsettled = {
  "days",
  { [LEREN_ENGLISH] = { "Here “{b}” was reached, and {1} days later there is no record of "
                        "“{a}”. " OPEN_EN },
    [LEREN_DUTCH] = { "Hier is het tot “{b}” gekomen, en {1} dagen later is van “{a}” nog niets "
                      "terug te vinden. " OPEN_NL } }
};

/* Which phase tries out, which brings in, and which consolidates. */
static const struct {
  const char *framework;
  const char *tried, *done, *settled;
} turns[] = {
  { "expansive-learning", "examining", "implementing", "consolidating" },
  { "programme-phases", "materialise", "roll-out", "secure" },
  { "planned-change", NULL, "change", "freeze" },
};

static const char *const not_read[] = { "experiential-learning", "action-cycle", "contradictions" };

typedef struct {
  LerenSnapshot *snapshot;
  LerenFindings *findings;
  LerenGroups groups; /* cases, then practices */
  const LerenRows *sessions;
  const gint32 **sessions_of; /* by type, or NULL */
  guint8 *is_over;            /* each group */
  gint64 end;
  double min_phases, min_days;
} Reading;

/* what is judged: a framework, and of what its phases are */
typedef struct {
  LerenFramework *framework;
  guint n_places;
  gint tried, done, settled; /* places, or -1 */
  const LerenStep *steps;
  const guint32 *items;
  guint32 n_items;
  LerenPlace subject;
  gboolean is_over;
} Unit;

static void
reading_clear (Reading *reading)
{
  g_free (reading->sessions_of);
  g_free (reading->is_over);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gint
place_of (LerenFramework *framework, const char *id)
{
  LerenConcept *concept = id != NULL ? leren_framework_get_concept (framework, id) : NULL;

  return concept != NULL ? (gint) leren_concept_get_index (concept) : -1;
}

static Unit
make_unit (LerenFramework *framework)
{
  Unit unit = { .framework = framework, .tried = -1, .done = -1, .settled = -1 };

  unit.n_places = MIN (leren_framework_get_n_concepts (framework), G_MAXUINT8);
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    if (g_str_equal (leren_framework_get_id (framework), turns[i].framework))
      {
        unit.tried = place_of (framework, turns[i].tried);
        unit.done = place_of (framework, turns[i].done);
        unit.settled = place_of (framework, turns[i].settled);
      }
  return unit;
}

/* The steps that show something; one record, coded by two, is shown once. */
typedef struct {
  const Unit *unit;
  guint32 steps[512];
  guint n_steps;
} Shown;

static void
show (Shown *shown, guint32 step)
{
  const LerenStep *steps = shown->unit->steps;

  for (guint i = 0; i < shown->n_steps; i++)
    if (steps[shown->steps[i]].type == steps[step].type &&
        steps[shown->steps[i]].row == steps[step].row)
      return;
  if (shown->n_steps < G_N_ELEMENTS (shown->steps))
    shown->steps[shown->n_steps++] = step;
}

static LerenSeverity
judge_steps (guint32 n, gboolean untried)
{
  LerenSeverity severity = n >= WARNING_STEPS  ? LEREN_SEVERITY_WARNING
                           : n >= ADVICE_STEPS ? LEREN_SEVERITY_ADVICE
                                               : LEREN_SEVERITY_NOTICE;

  return untried && severity < LEREN_SEVERITY_WARNING ? severity + 1 : severity;
}

/* takes what is shown as evidence, if one of it is in scope */
static void
settle (const Reading *reading, LerenFound *found, const Shown *shown)
{
  gboolean in_scope = FALSE;

  for (guint i = 0; i < shown->n_steps; i++)
    {
      const LerenStep *step = &shown->unit->steps[shown->steps[i]];

      in_scope = in_scope ||
                 _leren_rows_in_scope (_leren_snapshot_get_rows_at (reading->snapshot, step->type),
                                       step->row);
      _leren_findings_add_evidence (reading->findings, step->type, step->row);
    }
  if (in_scope)
    _leren_findings_add_found (reading->findings, found);
  else
    _leren_findings_forget_evidence (reading->findings);
}

static void
find_late (const Reading *reading, const Unit *unit, const LerenOrder *order)
{
  LerenFound found = { .wording = &late, .subject = unit->subject };
  Shown shown = { .unit = unit };
  gboolean untried = FALSE;

  for (guint i = 0; i < unit->n_places; i++)
    {
      if (order->late[i] == LEREN_NO_STEP)
        continue;
      if (found.counts[0] == 0 || (gint) i == unit->tried)
        {
          found.concepts[0] = _leren_concept_at (unit->framework, i);
          found.concepts[1] =
            _leren_concept_at (unit->framework, unit->steps[order->built_on[i]].place);
        }
      if (found.counts[0] < LEREN_MAX_ASKED)
        found.asked[found.counts[0]] = _leren_concept_at (unit->framework, i);
      found.counts[0]++;
      untried =
        untried || ((gint) i == unit->tried && unit->steps[order->built_on[i]].place == unit->done);
      show (&shown, order->built_on[i]);
      show (&shown, order->late[i]);
    }
  if (found.counts[0] == 0)
    return;
  found.figure = found.counts[0];
  found.severity = judge_steps (found.counts[0], untried);
  settle (reading, &found, &shown);
}

static gboolean
is_passed (const Unit *unit, const LerenOrder *order, guint place)
{
  return order->passed[place] ||
         (unit->is_over && (gint) place == unit->settled && !order->seen[place] &&
          unit->done >= 0 && order->first[unit->done] != LEREN_NO_STEP);
}

static void
find_passed (const Reading *reading, const Unit *unit, const LerenOrder *order)
{
  LerenFound found = { .wording = &passed, .subject = unit->subject };
  Shown shown = { .unit = unit };

  for (guint i = 0; i < unit->n_places; i++)
    if (is_passed (unit, order, i))
      {
        if (found.counts[0] == 0)
          found.concepts[0] = _leren_concept_at (unit->framework, i);
        if (found.counts[0] < LEREN_MAX_ASKED)
          found.asked[found.counts[0]] = _leren_concept_at (unit->framework, i);
        found.counts[0]++;
      }
  if (found.counts[0] == 0)
    return;
  for (guint i = 0; i < unit->n_places; i++)
    if (order->first[i] != LEREN_NO_STEP)
      show (&shown, order->first[i]);
  found.concepts[1] = _leren_concept_at (unit->framework, order->furthest);
  found.figure = found.counts[0];
  found.severity = judge_steps (found.counts[0], unit->tried >= 0 && order->passed[unit->tried] &&
                                                   order->first[unit->done] != LEREN_NO_STEP);
  settle (reading, &found, &shown);
}

static void
find_unsettled (const Reading *reading, const Unit *unit, const LerenOrder *order)
{
  LerenFound found = { .wording = &unsettled, .subject = unit->subject };
  Shown shown = { .unit = unit };

  if (unit->is_over || unit->done < 0 || unit->settled < 0 || order->seen[unit->settled] ||
      order->first[unit->done] == LEREN_NO_STEP || !order->dated)
    return;
  found.figure = (double) ((reading->end - order->latest) / G_TIME_SPAN_DAY);
  if (found.figure < reading->min_days)
    return;
  found.counts[0] = found.figure;
  found.severity = found.figure >= WARNING_TIMES * reading->min_days  ? LEREN_SEVERITY_WARNING
                   : found.figure >= ADVICE_TIMES * reading->min_days ? LEREN_SEVERITY_ADVICE
                                                                      : LEREN_SEVERITY_NOTICE;
  found.concepts[0] = found.asked[0] = _leren_concept_at (unit->framework, unit->settled);
  found.concepts[1] = _leren_concept_at (unit->framework, order->furthest);
  for (guint i = unit->done; i < unit->n_places; i++)
    if (order->first[i] != LEREN_NO_STEP)
      show (&shown, order->first[i]);
  settle (reading, &found, &shown);
}

static void
judge (const Reading *reading, const Unit *unit, gint64 apart)
{
  const gboolean cyclic = leren_framework_get_kind (unit->framework) == LEREN_FRAMEWORK_KIND_CYCLE;
  LerenOrder order;

  _leren_order_read (&order, unit->steps, unit->items, unit->n_items, unit->n_places, cyclic,
                     apart);
  find_late (reading, unit, &order);
  if (order.n_seen < MIN (reading->min_phases, unit->n_places - 1))
    return;
  find_passed (reading, unit, &order);
  find_unsettled (reading, unit, &order);
}

/* a record's own time, or that of its session */
static gint64
moment_of (const Reading *reading, const LerenRows *rows, guint32 row)
{
  const gint32 *sessions = reading->sessions_of[rows->type];

  if (rows->moments[row] == LEREN_ABSENT_TIME && sessions != NULL && sessions[row] >= 0)
    return reading->sessions->moments[sessions[row]];
  return rows->moments[row];
}

static void
add (const Reading *reading, GArray *steps, const LerenRows *rows, guint32 row, guint8 place,
     gboolean aside)
{
  LerenStep step = { moment_of (reading, rows, row),
                     rows->type,
                     row,
                     _leren_groups_find (&reading->groups, rows, row),
                     place - 1,
                     aside };

  if (step.unit >= 0 && (step.moment == LEREN_ABSENT_TIME || step.moment < reading->end))
    g_array_append_val (steps, step);
}

static void
add_codings (const Reading *reading, GArray *steps, LerenFramework *framework)
{
  const LerenRows *codings = _leren_snapshot_get_rows (reading->snapshot, "coding");
  const LerenVector *frameworks = _leren_rows_get_vector (codings, "framework");
  const LerenVector *concepts = _leren_rows_get_vector (codings, "concept");
  const LerenVector *targets = _leren_rows_get_vector (codings, "target");
  const guint32 wanted = _leren_find_word (frameworks, leren_framework_get_id (framework));
  g_autofree guint8 *map = _leren_map_words (concepts, framework);

  for (guint32 i = 0; i < codings->n_rows; i++)
    if (frameworks->words[i] == wanted && map[concepts->words[i]] != 0 && targets->rows[i] >= 0)
      add (reading, steps, _leren_snapshot_get_rows_at (reading->snapshot, targets->types[i]),
           targets->rows[i], map[concepts->words[i]], FALSE);
}

static void
add_tensions (const Reading *reading, GArray *steps, LerenFramework *framework)
{
  LerenTheory *theory = leren_snapshot_get_theory (reading->snapshot);
  LerenFramework *kinds = leren_theory_get_framework (theory, "contradictions");
  const LerenRows *tensions = _leren_snapshot_get_rows (reading->snapshot, "tension");
  g_autofree guint8 *places =
    _leren_findings_read_concepts (reading->findings, tensions, "contradiction", kinds);
  guint8 shown[256] = { 0 };

  for (guint i = 0; i < leren_framework_get_n_concepts (kinds) && i < G_MAXUINT8; i++)
    shown[i + 1] = _leren_corresponding_place (theory, _leren_concept_at (kinds, i), framework);
  for (guint32 i = 0; i < tensions->n_rows; i++)
    if (shown[places[i]] != 0)
      add (reading, steps, tensions, i, shown[places[i]], TRUE);
}

/* the codings of one framework, by case or practice */
static void
judge_coded (const Reading *reading, LerenFramework *framework)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (LerenStep));
  g_autofree gint64 *moments = NULL;
  g_autofree guint32 *order = NULL;
  g_autofree gint32 *keys = NULL;
  g_auto (LerenBuckets) by_group = { 0 };
  Unit unit = make_unit (framework);

  add_codings (reading, steps, framework);
  add_tensions (reading, steps, framework);
  unit.steps = (const LerenStep *) steps->data;
  moments = g_new (gint64, MAX (steps->len, 1));
  keys = g_new (gint32, MAX (steps->len, 1));
  for (guint32 i = 0; i < steps->len; i++)
    {
      moments[i] = unit.steps[i].moment;
      keys[i] = unit.steps[i].unit;
    }
  order = _leren_order_in_time (moments, steps->len);
  _leren_buckets_fill (&by_group, keys, order, steps->len, reading->groups.n_groups);
  for (guint32 group = 0; group < reading->groups.n_groups; group++)
    {
      unit.n_items = _leren_buckets_size (&by_group, group);
      if (unit.n_items < 2)
        continue;
      unit.items = by_group.items + by_group.offsets[group];
      unit.subject = _leren_groups_get_place (&reading->groups, group);
      unit.is_over = reading->is_over[group];
      judge (reading, &unit, G_TIME_SPAN_DAY);
    }
}

static gboolean
can_be_read (LerenFramework *framework)
{
  const LerenFrameworkKind kind = leren_framework_get_kind (framework);

  for (guint i = 0; i < G_N_ELEMENTS (not_read); i++)
    if (g_str_equal (leren_framework_get_id (framework), not_read[i]))
      return FALSE;
  return kind == LEREN_FRAMEWORK_KIND_PHASES || kind == LEREN_FRAMEWORK_KIND_CYCLE;
}

static void
judge_all_coded (const Reading *reading)
{
  LerenTheory *theory = leren_snapshot_get_theory (reading->snapshot);
  const LerenRows *codings = _leren_snapshot_get_rows (reading->snapshot, "coding");
  const GPtrArray *words = _leren_rows_get_vector (codings, "framework")->dictionary;

  for (guint i = 0; words != NULL && i < words->len; i++)
    {
      LerenFramework *framework = leren_theory_get_framework (theory, g_ptr_array_index (words, i));

      if (framework != NULL && can_be_read (framework))
        judge_coded (reading, framework);
    }
}

/* What the sessions are held by, by the word of their protocol. */
typedef struct {
  Unit unit;   /* of any session; its framework is NULL where it is none that is read */
  guint8 *map; /* from the words of stages */
} Protocol;

static Protocol *
read_protocols (const Reading *reading, const LerenVector *stages, guint *n_protocols)
{
  LerenTheory *theory = leren_snapshot_get_theory (reading->snapshot);
  const LerenVector *vector = _leren_rows_get_vector (reading->sessions, "protocol");
  Protocol *protocols;

  *n_protocols = 1 + (vector->dictionary != NULL ? vector->dictionary->len : 0);
  protocols = g_new0 (Protocol, *n_protocols);
  for (guint i = 0; i < *n_protocols; i++)
    {
      const char *id =
        i > 0 ? g_ptr_array_index (vector->dictionary, i - 1) : vector->field->fallback;
      LerenFramework *framework = id != NULL ? leren_theory_get_framework (theory, id) : NULL;

      if (framework == NULL || !can_be_read (framework))
        continue;
      protocols[i].unit = make_unit (framework);
      /* what a session brings in is consolidated after it */
      protocols[i].unit.settled = -1;
      protocols[i].map = _leren_map_words (stages, framework);
    }
  return protocols;
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const LerenStep *step = a, *other = b;

  if (step->moment != other->moment)
    return step->moment < other->moment ? -1 : 1;
  return step->row < other->row ? -1 : step->row > other->row;
}

/* The turns of one session that name a stage, numbered in the order of their times where all have
 * one, and as they were stored otherwise. */
static void
read_session (const LerenRows *spoken, const LerenVector *stages, const guint8 *map,
              const guint32 *rows, guint32 n_rows, GArray *steps)
{
  gboolean timed = TRUE;

  g_array_set_size (steps, 0);
  for (guint32 i = 0; i < n_rows; i++)
    {
      LerenStep step = { spoken->moments[rows[i]], spoken->type, rows[i], 0, 0, FALSE };

      if (map[stages->words[rows[i]]] == 0)
        continue;
      step.place = map[stages->words[rows[i]]] - 1;
      timed = timed && step.moment != LEREN_ABSENT_TIME;
      g_array_append_val (steps, step);
    }
  if (timed)
    g_array_sort (steps, compare_steps);
  for (guint32 i = 0; i < steps->len; i++)
    g_array_index (steps, LerenStep, i).moment = i;
}

/* the order in which a session's steps were read is theirs */
static guint32 *
number_items (guint32 *items, guint32 *n_items, guint32 n)
{
  if (n <= *n_items)
    return items;
  items = g_renew (guint32, items, n);
  for (guint32 i = *n_items; i < n; i++)
    items[i] = i;
  *n_items = n;
  return items;
}

static void
judge_sessions (const Reading *reading)
{
  const LerenRows *sessions = reading->sessions;
  const LerenRows *spoken = _leren_snapshot_get_rows (reading->snapshot, "contribution");
  const LerenVector *stages = _leren_rows_get_vector (spoken, "stage");
  const gint32 *in = _leren_rows_get_references (spoken, "session");
  const guint32 *words;
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (LerenStep));
  g_autofree gint32 *keys = g_new (gint32, MAX (spoken->n_rows, 1));
  g_autofree guint32 *items = NULL;
  g_auto (LerenBuckets) by_session = { 0 };
  g_autofree Protocol *protocols = NULL;
  guint32 n_items = 0;
  guint n_protocols;

  if (sessions->n_rows == 0 || spoken->n_rows == 0)
    return;
  words = _leren_rows_get_vector (sessions, "protocol")->words;
  protocols = read_protocols (reading, stages, &n_protocols);
  for (guint32 i = 0; i < spoken->n_rows; i++)
    keys[i] = stages->words[i] != 0 ? in[i] : -1;
  _leren_buckets_fill (&by_session, keys, NULL, spoken->n_rows, sessions->n_rows);
  for (guint32 session = 0; session < sessions->n_rows; session++)
    {
      const Protocol *protocol = &protocols[words[session]];
      Unit unit;

      if (protocol->unit.framework == NULL || _leren_buckets_size (&by_session, session) < 2 ||
          (sessions->moments[session] != LEREN_ABSENT_TIME &&
           sessions->moments[session] >= reading->end))
        continue;
      read_session (spoken, stages, protocol->map, by_session.items + by_session.offsets[session],
                    _leren_buckets_size (&by_session, session), steps);
      items = number_items (items, &n_items, steps->len);
      unit = protocol->unit;
      unit.steps = (const LerenStep *) steps->data;
      unit.items = items;
      unit.n_items = steps->len;
      unit.subject = (LerenPlace){ sessions->type, session };
      judge (reading, &unit, 1);
    }
  for (guint i = 0; i < n_protocols; i++)
    g_free (protocols[i].map);
}

/* the cases that are closed, and the practices that have ended */
static void
find_over (Reading *reading)
{
  const LerenRows *cases = _leren_snapshot_get_rows (reading->snapshot, "case");
  const LerenRows *practices = _leren_snapshot_get_rows (reading->snapshot, "practice");
  const guint8 *statuses = _leren_rows_get_codes (cases, "status");
  const guint8 closed = _leren_rows_code_of (cases, "status", "closed");
  const gint32 *ended = _leren_rows_get_dates (practices, "ended");

  reading->is_over = g_new0 (guint8, MAX (reading->groups.n_groups, 1));
  for (guint32 i = 0; i < cases->n_rows; i++)
    reading->is_over[i] = statuses[i] == closed;
  for (guint32 i = 0; i < practices->n_rows; i++)
    reading->is_over[cases->n_rows + i] =
      ended[i] != LEREN_ABSENT_DATE && ((gint64) ended[i] + 1) * G_TIME_SPAN_DAY <= reading->end;
}

static void
find_sessions (Reading *reading)
{
  const guint n_types = _leren_snapshot_get_n_types (reading->snapshot);

  reading->sessions_of = g_new0 (const gint32 *, MAX (n_types, 1));
  for (guint type = 0; type < n_types; type++)
    {
      const LerenRows *rows = _leren_snapshot_get_rows_at (reading->snapshot, type);
      const LerenField *field =
        _leren_declaration_find (rows->declaration, "session", strlen ("session"));

      if (field != NULL && rows->vectors[field->index].kind == LEREN_VECTOR_REFERENCE)
        reading->sessions_of[type] = rows->vectors[field->index].rows;
    }
}

static gboolean
run (LerenSnapshot *snapshot, LerenFindings *findings, GError **error)
{
  static const LerenBelongs whats[] = { LEREN_BELONGS_TO_CASE, LEREN_BELONGS_TO_PRACTICE };
  g_auto (Reading) reading = { .snapshot = snapshot, .findings = findings };

  if (_leren_require_framework (leren_snapshot_get_theory (snapshot), "contradictions", error) ==
      NULL)
    return FALSE;
  reading.sessions = _leren_snapshot_get_rows (snapshot, "session");
  reading.end = _leren_snapshot_get_end (snapshot);
  reading.min_phases = leren_findings_get_parameter (findings, "min-phases");
  reading.min_days = leren_findings_get_parameter (findings, "min-days");
  _leren_groups_read (&reading.groups, snapshot, whats, G_N_ELEMENTS (whats));
  find_over (&reading);
  find_sessions (&reading);
  judge_all_coded (&reading);
  judge_sessions (&reading);
  return TRUE;
}

const LerenRuleSpec _leren_rule_out_of_order = {
  "out-of-order",
  { "Out of order", "In de verkeerde volgorde" },
  "Engeström 1987; Lewin 1947; Stam & Wilken 2015 (LT7)",
  parameters,
  needs,
  run,
};
