/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-profile-private.h"

#include "analysis/leren-grouping-private.h"
#include "analysis/leren-knowledge-private.h"
#include "analysis/leren-ratings-private.h"
#include "analysis/leren-weighing-private.h"

#include <string.h>

/* Where records, codings and ratings lie on a framework. */

static const LerenNeed needs[] = {
  LEREN_NEEDS_OF_CODINGS,        LEREN_NEEDS_OF_KNOWLEDGE,
  LEREN_NEEDS_OF_RATINGS,        { "rating", "participant" },
  { "rating", "author" },        { "contribution", "stage" },
  { "contribution", "speaker" }, { "session", "protocol" },
  { "session", "author" },       { "action", "owner" },
  { "action", "author" },        { "case", "contributor" },
  { "case", "author" },          { "reflection", "author" },
  { "tension", "author" },       { "knowledge", "author" },
  { "conversion", "author" },    { "team", "author" },
  { "practice", "author" },      { NULL },
};

/* When the library is loaded: the snapshot does not know this room. */
__attribute__ ((constructor)) static void
hand_in (void)
{
  _leren_snapshot_add_needs (needs);
}

/* Members that say where a record is now, and not what it was about when it was made */
static const struct {
  const char *type, *member;
} states[] = { { "action", "state" }, { "practice", "phase" } };

typedef struct {
  LerenSnapshot *snapshot;
  LerenFramework *framework;
  const LerenDivision *division;
  const gint32 **sessions_of; /* by type; NULL: it names none */
  const LerenRows *sessions;
  gint reflections;      /* the type, -1 where there are none */
  const guint8 *stances; /* codes of the reflections */
  guint8 espoused, in_use;
  LerenObserved *observed;
} Observing;

static void
find_sessions (Observing *observing)
{
  const guint n_types = _leren_snapshot_get_n_types (observing->snapshot);

  observing->sessions_of = g_new0 (const gint32 *, MAX (n_types, 1));
  for (guint type = 0; type < n_types; type++)
    observing->sessions_of[type] = _leren_rows_find_references (
      _leren_snapshot_get_rows_at (observing->snapshot, type), "session");
}

static LerenStatedAs
stance_of (const Observing *observing, gint type, gint32 row)
{
  guint8 code;

  if (type != observing->reflections || row < 0)
    return LEREN_STATED_PLAINLY;
  code = observing->stances[row];
  if (code == 0)
    return LEREN_STATED_PLAINLY;
  return code == observing->espoused ? LEREN_STATED_AS_ESPOUSED
         : code == observing->in_use ? LEREN_STATED_AS_IN_USE
                                     : LEREN_STATED_PLAINLY;
}

/* @place: and one more */
static LerenObservation *
observe (Observing *observing, const LerenRows *rows, guint32 row, guint8 place)
{
  const gint32 *sessions = observing->sessions_of[rows->type];
  const gint32 session = sessions != NULL ? sessions[row] : -1;
  const gboolean timed = rows->moments[row] != LEREN_ABSENT_TIME;
  LerenObservation observation = {
    /* what was said in a session was said when it was held */
    .moment = timed || session < 0 ? rows->moments[row] : observing->sessions->moments[session],
    .rowid = rows->rowids[row],
    .row = row,
    .session = session,
    .type = rows->type,
    .concept = place - 1,
    .timed = timed,
  };
  GArray *all = observing->observed->observations;

  observation.group = _leren_division_find (observing->division, rows, row, observation.moment);
  observation.stance = stance_of (observing, rows->type, row);
  g_array_append_val (all, observation);
  return &g_array_index (all, LerenObservation, all->len - 1);
}

static gboolean
is_state (const LerenRows *rows, const LerenField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (rows->declaration->name, states[i].type) &&
        g_str_equal (field->name, states[i].member))
      return TRUE;
  return FALSE;
}

/* The mode of a conversion follows from the forms of its knowledge, and is seldom written down. */
static guint8 *
read_modes (const Observing *observing, const LerenRows *rows)
{
  LerenKnowledgeGraph graph = { 0 };
  guint8 *modes = NULL;

  if (rows->n_rows > 0 && _leren_knowledge_read (&graph, observing->snapshot, NULL))
    modes = g_steal_pointer (&graph.modes);
  _leren_knowledge_clear (&graph);
  return modes;
}

/* @map: from a code to the place of the concept and one more */
static void
observe_codes (Observing *observing, const LerenRows *rows, const LerenVector *vector,
               const guint8 *map)
{
  const gboolean state = is_state (rows, vector->field);

  for (guint32 row = 0; row < rows->n_rows; row++)
    if (map[vector->codes[row]] != 0 && _leren_rows_in_scope (rows, row))
      observe (observing, rows, row, map[vector->codes[row]])->state = state;
}

static void
observe_code_list (Observing *observing, const LerenRows *rows, const LerenVector *vector,
                   const guint8 *map)
{
  for (guint32 row = 0; row < rows->n_rows; row++)
    if (_leren_rows_in_scope (rows, row))
      for (guint32 i = vector->offsets[row]; i < vector->offsets[row + 1]; i++)
        if (map[vector->codes[i]] != 0)
          observe (observing, rows, row, map[vector->codes[i]]);
}

static void
observe_modes (Observing *observing, const LerenRows *rows, const guint8 *modes)
{
  for (guint32 row = 0; row < rows->n_rows; row++)
    if (modes[row] != 0 && _leren_rows_in_scope (rows, row))
      observe (observing, rows, row, modes[row]);
}

static void
observe_member (Observing *observing, const LerenRows *rows, const LerenVector *vector)
{
  LerenCodeMap map;

  _leren_map_codes (vector->field, observing->framework, map);
  /* an action that names no state is proposed */
  if (vector->kind == LEREN_VECTOR_CODES && vector->field->fallback != NULL)
    {
      const gint word = _leren_field_find_word (vector->field, vector->field->fallback,
                                                strlen (vector->field->fallback));
      map[0] = word >= 0 ? map[word + 1] : 0;
    }
  if (vector->kind == LEREN_VECTOR_CODES)
    observe_codes (observing, rows, vector, map);
  else
    observe_code_list (observing, rows, vector, map);
}

static void
observe_members (Observing *observing)
{
  for (guint type = 0; type < _leren_snapshot_get_n_types (observing->snapshot); type++)
    {
      const LerenRows *rows = _leren_snapshot_get_rows_at (observing->snapshot, type);
      const gboolean is_conversion = g_str_equal (rows->declaration->name, "conversion");

      for (guint i = 0; i < rows->declaration->n_fields; i++)
        {
          const LerenVector *vector = &rows->vectors[i];
          LerenCodeMap map;

          if (vector->kind != LEREN_VECTOR_CODES && vector->kind != LEREN_VECTOR_CODE_LIST)
            continue;
          if (_leren_field_names_framework (vector->field, observing->framework))
            {
              g_autofree guint8 *modes = is_conversion ? read_modes (observing, rows) : NULL;

              if (modes != NULL)
                observe_modes (observing, rows, modes);
              else
                observe_member (observing, rows, vector);
            }
          else if (vector->field->words != NULL &&
                   _leren_map_named_words (rows, vector->field, observing->framework, map))
            {
              if (vector->kind == LEREN_VECTOR_CODES)
                observe_codes (observing, rows, vector, map);
              else
                observe_code_list (observing, rows, vector, map);
            }
        }
    }
}

/* a contribution's stage is a concept of its session's protocol */
static void
observe_stages (Observing *observing)
{
  const LerenRows *turns = _leren_snapshot_get_rows (observing->snapshot, "contribution");
  const LerenRows *sessions = observing->sessions;
  const LerenVector *stages = _leren_rows_get_vector (turns, "stage");
  const LerenVector *protocols = _leren_rows_get_vector (sessions, "protocol");
  const gint32 *in = _leren_rows_get_references (turns, "session");
  const char *id = leren_framework_get_id (observing->framework);
  const guint32 wanted = _leren_find_word (protocols, id);
  g_autofree guint8 *map = _leren_map_words (stages, observing->framework);
  gboolean is_default;

  if (turns->n_rows == 0 || sessions->n_rows == 0)
    return;
  is_default = g_strcmp0 (protocols->field->fallback, id) == 0;
  for (guint32 row = 0; row < turns->n_rows; row++)
    {
      const guint32 protocol = in[row] >= 0 ? protocols->words[in[row]] : 0;

      if (map[stages->words[row]] != 0 && _leren_rows_in_scope (turns, row) && in[row] >= 0 &&
          (protocol == 0 ? is_default : protocol == wanted))
        observe (observing, turns, row, map[stages->words[row]]);
    }
}

/* One coder who marks the same concept at several places of a text has said one thing of it: of
 * such codings the first is kept. @rows: codings, in the order of storage. */
static guint8 *
find_repeated (const GArray *rows, const LerenVector *targets, const guint8 *places,
               const gint32 *coders)
{
  const guint32 n = rows->len;
  guint8 *repeated = g_new0 (guint8, MAX (n, 1));
  g_autofree guint32 *order = g_new (guint32, MAX (n, 1));
  g_autofree guint64 *what = g_new (guint64, MAX (n, 1)), *about = g_new (guint64, MAX (n, 1));

  for (guint32 i = 0; i < n; i++)
    {
      const guint32 row = g_array_index (rows, guint32, i);

      order[i] = i;
      what[i] = (guint64) (guint32) (coders[row] + 1) << 8 | places[i];
      about[i] = (guint64) targets->types[row] << 32 | (guint32) targets->rows[row];
    }
  _leren_sort_by_keys (order, what, n);
  _leren_sort_by_keys (order, about, n);
  for (guint32 i = 1; i < n; i++)
    repeated[order[i]] =
      what[order[i]] == what[order[i - 1]] && about[order[i]] == about[order[i - 1]];
  return repeated;
}

static void
observe_codings (Observing *observing)
{
  const LerenRows *codings = _leren_snapshot_get_rows (observing->snapshot, "coding");
  const LerenVector *frameworks = _leren_rows_get_vector (codings, "framework");
  const LerenVector *concepts = _leren_rows_get_vector (codings, "concept");
  const LerenVector *targets = _leren_rows_get_vector (codings, "target");
  const gint32 *coders = _leren_rows_get_references (codings, "coder");
  const guint32 wanted =
    _leren_find_word (frameworks, leren_framework_get_id (observing->framework));
  g_autofree guint8 *map = _leren_map_words (concepts, observing->framework);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GByteArray) places = g_byte_array_new ();
  g_autofree guint8 *repeated = NULL;

  for (guint32 row = 0; wanted != 0 && row < codings->n_rows; row++)
    {
      const guint8 place = frameworks->words[row] == wanted ? map[concepts->words[row]] : 0;

      /* what was coded lies there, and counts where and when it was */
      if (place == 0 || targets->rows[row] < 0 ||
          !_leren_rows_in_scope (
            _leren_snapshot_get_rows_at (observing->snapshot, targets->types[row]),
            targets->rows[row]))
        continue;
      g_array_append_val (rows, row);
      g_byte_array_append (places, &place, 1);
    }
  repeated = find_repeated (rows, targets, places->data, coders);
  for (guint32 i = 0; i < rows->len; i++)
    {
      const guint32 row = g_array_index (rows, guint32, i);

      if (!repeated[i])
        observe (observing, _leren_snapshot_get_rows_at (observing->snapshot, targets->types[row]),
                 targets->rows[row], places->data[i])
          ->coded = TRUE;
    }
}

static void
observe_ratings (Observing *observing)
{
  g_auto (LerenRatings) ratings = { 0 };
  const LerenRows *rows;

  _leren_ratings_read (&ratings, observing->snapshot, observing->framework);
  rows = ratings.rows;
  for (guint32 row = 0; ratings.framework != 0 && row < rows->n_rows; row++)
    {
      const guint8 place = _leren_ratings_get_place (&ratings, row);
      const double share = _leren_ratings_get_share (&ratings, row);

      if (place != 0 && !isnan (share) && _leren_rows_in_scope (rows, row))
        {
          LerenRated rated = {
            .moment = rows->moments[row],
            .value = share,
            .group = _leren_division_find (observing->division, rows, row, rows->moments[row]),
            .concept = place - 1,
            .stance =
              stance_of (observing, ratings.subjects->types[row], ratings.subjects->rows[row]),
          };

          g_array_append_val (observing->observed->ratings, rated);
        }
    }
}

/* first as they were stored, whatever their type, and then in time */
static void
sort_observations (GArray **observations)
{
  const guint32 n = (*observations)->len;
  const LerenObservation *all = (const LerenObservation *) (*observations)->data;
  g_autofree guint64 *keys = g_new (guint64, MAX (n, 1));
  g_autofree guint32 *stored = g_new (guint32, MAX (n, 1));
  g_autofree gint64 *moments = g_new (gint64, MAX (n, 1));
  g_autofree guint32 *order = NULL;
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (LerenObservation), n);

  for (guint32 i = 0; i < n; i++)
    {
      stored[i] = i;
      keys[i] = all[i].rowid;
    }
  _leren_sort_by_keys (stored, keys, n);
  for (guint32 i = 0; i < n; i++)
    moments[i] = all[stored[i]].moment;
  order = _leren_order_in_time (moments, n);
  for (guint32 i = 0; i < n; i++)
    g_array_append_val (sorted, all[stored[order != NULL ? order[i] : i]]);
  g_array_unref (*observations);
  *observations = sorted;
}

static void
sort_ratings (GArray **ratings)
{
  const guint32 n = (*ratings)->len;
  g_autofree gint64 *moments = g_new (gint64, MAX (n, 1));
  g_autofree guint32 *order = NULL;
  GArray *sorted;

  for (guint32 i = 0; i < n; i++)
    moments[i] = g_array_index (*ratings, LerenRated, i).moment;
  order = _leren_order_in_time (moments, n);
  if (order == NULL)
    return;
  sorted = g_array_sized_new (FALSE, FALSE, sizeof (LerenRated), n);
  for (guint32 i = 0; i < n; i++)
    g_array_append_val (sorted, g_array_index (*ratings, LerenRated, order[i]));
  g_array_unref (*ratings);
  *ratings = sorted;
}

void
_leren_profile_observe (LerenObserved *self, const LerenDivision *division,
                        LerenFramework *framework)
{
  LerenSnapshot *snapshot = division->snapshot;
  const LerenRows *reflections = _leren_snapshot_get_rows (snapshot, "reflection");
  Observing observing = {
    .snapshot = snapshot,
    .division = division,
    .framework = framework,
    .sessions = _leren_snapshot_get_rows (snapshot, "session"),
    .reflections = reflections->n_rows > 0 ? (gint) reflections->type : -1,
    .stances = _leren_rows_get_codes (reflections, "stance"),
    .espoused = _leren_rows_code_of (reflections, "stance", "espoused"),
    .in_use = _leren_rows_code_of (reflections, "stance", "in-use"),
    .observed = self,
  };

  self->observations = g_array_new (FALSE, FALSE, sizeof (LerenObservation));
  self->ratings = g_array_new (FALSE, FALSE, sizeof (LerenRated));
  find_sessions (&observing);
  observe_members (&observing);
  observe_stages (&observing);
  observe_codings (&observing);
  observe_ratings (&observing);
  sort_observations (&self->observations);
  sort_ratings (&self->ratings);
  g_free (observing.sessions_of);
}

void
_leren_profile_observed_clear (LerenObserved *self)
{
  g_clear_pointer (&self->observations, g_array_unref);
  g_clear_pointer (&self->ratings, g_array_unref);
}
