/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-profile-private.h"

#include "analysis/leren-grouping-private.h"

#include <math.h>

/* Where records, codings and ratings lie on a framework. */

static const LerenNeed needs[] = {
  LEREN_NEEDS_OF_CODINGS,
  { "rating", "framework" },
  { "rating", "concept" },
  { "rating", "value" },
  { "rating", "minimum" },
  { "rating", "maximum" },
  { "rating", "participant" },
  { "contribution", "stage" },
  { "contribution", "speaker" },
  { "session", "protocol" },
  { "action", "owner" },
  { "reflection", "author" },
  { NULL },
};

/* When the library is loaded: the snapshot does not know this room. */
__attribute__ ((constructor)) static void
hand_in (void)
{
  _leren_snapshot_add_needs (needs);
}

typedef struct {
  LerenSnapshot *snapshot;
  LerenFramework *framework;
  LerenGrouping by;
  GArray *observations;
} Observing;

/* who a record is of, in the order in which they count */
static const char *const people[] = { "speaker", "owner", "participant", "author" };

static gint32
participant_of (const LerenRows *rows, guint32 row)
{
  for (guint p = 0; p < G_N_ELEMENTS (people); p++)
    {
      const LerenField *field =
        _leren_declaration_find (rows->declaration, people[p], strlen (people[p]));

      if (field != NULL && rows->vectors[field->index].kind == LEREN_VECTOR_REFERENCE &&
          rows->vectors[field->index].rows[row] >= 0)
        return rows->vectors[field->index].rows[row];
    }
  return -1;
}

static gint32
month_of (gint64 moment)
{
  g_autoptr (GDateTime) time = NULL;

  if (moment == LEREN_ABSENT_TIME)
    return -1;
  time =
    g_date_time_new_from_unix_utc (moment / G_USEC_PER_SEC - (moment % G_USEC_PER_SEC < 0 ? 1 : 0));
  return time != NULL ? g_date_time_get_year (time) * 12 + g_date_time_get_month (time) - 1 : -1;
}

gint32
_leren_profile_group_of (LerenGrouping by, const LerenRows *rows, guint32 row, gint64 moment)
{
  switch (by)
    {
    case LEREN_GROUPING_CASE:
      return rows->belongs[LEREN_BELONGS_TO_CASE][row];
    case LEREN_GROUPING_TEAM:
      return rows->belongs[LEREN_BELONGS_TO_TEAM][row];
    case LEREN_GROUPING_PRACTICE:
      return rows->belongs[LEREN_BELONGS_TO_PRACTICE][row];
    case LEREN_GROUPING_PARTICIPANT:
      return participant_of (rows, row);
    case LEREN_GROUPING_MONTH:
      return month_of (moment);
    case LEREN_GROUPING_NONE:
      break;
    }
  return -1;
}

static gint32
group_of (const Observing *observing, const LerenRows *rows, guint32 row)
{
  return _leren_profile_group_of (observing->by, rows, row, rows->moments[row]);
}

static void
observe (Observing *observing, const LerenRows *rows, guint32 row, guint8 place, gboolean through)
{
  LerenObservation observation = { group_of (observing, rows, row), place - 1, through,
                                   rows->moments[row], rows->rowids[row] };

  g_array_append_val (observing->observations, observation);
}

static void
observe_member (Observing *observing, const LerenRows *rows, const LerenVector *vector)
{
  const gboolean through =
    vector->field->kind == LEREN_FIELD_KIND_ENUM &&
    leren_framework_get_kind (observing->framework) == LEREN_FRAMEWORK_KIND_CYCLE;
  LerenCodeMap map;

  _leren_map_codes (vector->field, observing->framework, map);
  for (guint32 row = 0; row < rows->n_rows; row++)
    {
      if (!_leren_rows_in_scope (rows, row))
        continue;
      if (vector->kind == LEREN_VECTOR_CODES && map[vector->codes[row]] != 0)
        observe (observing, rows, row, map[vector->codes[row]], through);
      else if (vector->kind == LEREN_VECTOR_CODE_LIST)
        for (guint32 i = vector->offsets[row]; i < vector->offsets[row + 1]; i++)
          if (map[vector->codes[i]] != 0)
            observe (observing, rows, row, map[vector->codes[i]], FALSE);
    }
}

static void
observe_members (Observing *observing)
{
  for (guint type = 0; type < _leren_snapshot_get_n_types (observing->snapshot); type++)
    {
      const LerenRows *rows = _leren_snapshot_get_rows_at (observing->snapshot, type);

      for (guint i = 0; i < rows->declaration->n_fields; i++)
        if ((rows->vectors[i].kind == LEREN_VECTOR_CODES ||
             rows->vectors[i].kind == LEREN_VECTOR_CODE_LIST) &&
            _leren_field_names_framework (rows->vectors[i].field, observing->framework))
          observe_member (observing, rows, &rows->vectors[i]);
    }
}

/* a contribution's stage is a concept of its session's protocol */
static void
observe_stages (Observing *observing)
{
  const LerenRows *turns = _leren_snapshot_get_rows (observing->snapshot, "contribution");
  const LerenRows *sessions = _leren_snapshot_get_rows (observing->snapshot, "session");
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
        observe (observing, turns, row, map[stages->words[row]], FALSE);
    }
}

static void
observe_codings (Observing *observing)
{
  const LerenRows *codings = _leren_snapshot_get_rows (observing->snapshot, "coding");
  const LerenVector *frameworks = _leren_rows_get_vector (codings, "framework");
  const LerenVector *concepts = _leren_rows_get_vector (codings, "concept");
  const LerenVector *targets = _leren_rows_get_vector (codings, "target");
  const guint32 wanted =
    _leren_find_word (frameworks, leren_framework_get_id (observing->framework));
  g_autofree guint8 *map = _leren_map_words (concepts, observing->framework);

  for (guint32 row = 0; wanted != 0 && row < codings->n_rows; row++)
    {
      const guint8 place = frameworks->words[row] == wanted ? map[concepts->words[row]] : 0;

      if (place == 0 || targets->rows[row] < 0 || !_leren_rows_in_scope (codings, row))
        continue;
      /* what was coded lies there, and when it was, not the coding */
      observe (observing, _leren_snapshot_get_rows_at (observing->snapshot, targets->types[row]),
               targets->rows[row], place, FALSE);
    }
}

static void
observe_ratings (const Observing *observing, LerenRate rate, gpointer data)
{
  const LerenRows *ratings = _leren_snapshot_get_rows (observing->snapshot, "rating");
  const LerenVector *frameworks = _leren_rows_get_vector (ratings, "framework");
  const LerenVector *concepts = _leren_rows_get_vector (ratings, "concept");
  const double *values = _leren_rows_get_numbers (ratings, "value");
  const double *minima = _leren_rows_get_numbers (ratings, "minimum");
  const double *maxima = _leren_rows_get_numbers (ratings, "maximum");
  const guint32 wanted =
    _leren_find_word (frameworks, leren_framework_get_id (observing->framework));
  g_autofree guint8 *map = _leren_map_words (concepts, observing->framework);

  for (guint32 row = 0; wanted != 0 && row < ratings->n_rows; row++)
    {
      const double minimum = isnan (minima[row]) ? 1 : minima[row];
      const double maximum = isnan (maxima[row]) ? 10 : maxima[row];
      const guint8 place = frameworks->words[row] == wanted ? map[concepts->words[row]] : 0;

      if (place != 0 && maximum > minimum && _leren_rows_in_scope (ratings, row))
        rate (group_of (observing, ratings, row), place - 1,
              (values[row] - minimum) / (maximum - minimum), data);
    }
}

/* first as they were stored, whatever their type, and then in time */
static void
sort (GArray **observations)
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

GArray *
_leren_profile_observe (LerenSnapshot *snapshot, LerenFramework *framework, LerenGrouping by,
                        LerenRate rate, gpointer data)
{
  Observing observing = { snapshot, framework, by,
                          g_array_new (FALSE, FALSE, sizeof (LerenObservation)) };

  observe_members (&observing);
  observe_stages (&observing);
  observe_codings (&observing);
  sort (&observing.observations);
  observe_ratings (&observing, rate, data);
  return observing.observations;
}

char *
_leren_profile_name_group (LerenSnapshot *snapshot, LerenGrouping by, gint32 group)
{
  static const char *const types[] = {
    [LEREN_GROUPING_CASE] = "case",
    [LEREN_GROUPING_TEAM] = "team",
    [LEREN_GROUPING_PRACTICE] = "practice",
    [LEREN_GROUPING_PARTICIPANT] = "participant",
  };

  if (group < 0 || by == LEREN_GROUPING_NONE)
    return NULL;
  if (by == LEREN_GROUPING_MONTH)
    return g_strdup_printf ("%04d-%02d", group / 12, group % 12 + 1);
  return _leren_rows_dup_id (_leren_snapshot_get_rows (snapshot, types[by]), group);
}
