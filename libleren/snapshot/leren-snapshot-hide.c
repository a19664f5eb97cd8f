/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-parallel-private.h"
#include "snapshot/leren-snapshot-private.h"

#include "store/leren-store-private.h"
#include "store/leren-visibility-private.h"

#include <string.h>

/* The rule of who may read what (docs/visibility.md) over columns: what the conditions in SQL say of one
 * row after the other is worked out here for all of them at once. */

typedef struct {
  const LerenVector *vector;
  gboolean direct, about;
  guint type; /* the type that a way by one is named after */
} Way;

/* the ways out of one type, found once */
typedef struct {
  gboolean itself;
  gboolean participant;
  Way ways[6];
  guint n_ways;
} Ways;

typedef struct {
  LerenSnapshot *snapshot;
  gint32 reader;
  guint team, session, participant, practice, n_types;
  guint8 **let_in[LEREN_N_CIRCLES]; /* by type, by row; NULL: nobody by those */
  Ways *ways[LEREN_N_CIRCLES];      /* by type */
  guint8 **kept;
} Hiding;

static LerenRows *
rows_at (Hiding *self, guint type)
{
  return g_ptr_array_index (self->snapshot->all_rows, type);
}

static const LerenVector *
find_vector (const LerenRows *rows, const char *member, gboolean list)
{
  const LerenField *field = _leren_declaration_find (rows->declaration, member, strlen (member));
  const LerenVector *vector = field != NULL ? &rows->vectors[field->index] : NULL;

  if (vector == NULL ||
      (list ? vector->kind != LEREN_VECTOR_REFERENCE_LIST
            : vector->kind != LEREN_VECTOR_REFERENCE && vector->kind != LEREN_VECTOR_REFERENCE_ANY))
    return NULL;
  return vector;
}

static gboolean
names (const LerenVector *list, guint32 row, gint32 sought)
{
  for (guint32 i = list->offsets[row]; i < list->offsets[row + 1]; i++)
    if (list->rows[i] == sought)
      return TRUE;
  return FALSE;
}

static void
let_in_list (const LerenVector *list, guint32 row, guint8 *let_in)
{
  for (guint32 i = list->offsets[row]; i < list->offsets[row + 1]; i++)
    if (list->rows[i] >= 0)
      let_in[list->rows[i]] = TRUE;
}

static guint8 *
make_circle (Hiding *self, LerenCircle circle, guint type)
{
  self->let_in[circle][type] = g_new0 (guint8, MAX (rows_at (self, type)->n_rows, 1));
  return self->let_in[circle][type];
}

/* who was present: the sessions, and their cases */
static void
find_presence (Hiding *self)
{
  const LerenRows *sessions = rows_at (self, self->session);
  const LerenVector *facilitator = find_vector (sessions, "facilitator", FALSE);
  const LerenVector *present = find_vector (sessions, "present", TRUE);
  const LerenVector *cases = find_vector (sessions, "cases", TRUE);
  guint8 *in_sessions = make_circle (self, LEREN_CIRCLE_PRESENCE, self->session);
  guint8 *in_cases = make_circle (self, LEREN_CIRCLE_PRESENCE, cases->target);

  for (guint32 row = 0; row < sessions->n_rows; row++)
    if (facilitator->rows[row] == self->reader || names (present, row, self->reader))
      {
        in_sessions[row] = TRUE;
        let_in_list (cases, row, in_cases);
      }
}

/* the teams, who are in them, and their practices; and all who are in these */
static void
find_company (Hiding *self)
{
  const LerenRows *teams = rows_at (self, self->team);
  const LerenVector *members = find_vector (teams, "members", TRUE);
  const LerenVector *practice = find_vector (teams, "practice", FALSE);
  guint8 *in_teams = make_circle (self, LEREN_CIRCLE_TEAMS, self->team);
  guint8 *colleagues = make_circle (self, LEREN_CIRCLE_TEAMS, self->participant);
  guint8 *in_practices = make_circle (self, LEREN_CIRCLE_TEAMS, self->practice);
  guint8 *in_network = make_circle (self, LEREN_CIRCLE_NETWORK, self->participant);
  guint8 *network = make_circle (self, LEREN_CIRCLE_NETWORK, self->practice);

  for (guint32 row = 0; row < teams->n_rows; row++)
    if (names (members, row, self->reader))
      {
        in_teams[row] = TRUE;
        let_in_list (members, row, colleagues);
        if (practice->rows[row] >= 0)
          in_practices[practice->rows[row]] = network[practice->rows[row]] = TRUE;
      }
  for (guint32 row = 0; row < teams->n_rows; row++)
    if (practice->rows[row] >= 0 && network[practice->rows[row]])
      let_in_list (members, row, in_network);
}

static void
find_ways (Hiding *self, LerenCircle circle)
{
  const LerenBelonging *belonging = &_leren_belongings[circle];

  self->ways[circle] = g_new0 (Ways, self->n_types);
  for (guint type = 0; type < self->n_types; type++)
    {
      const LerenRows *rows = rows_at (self, type);
      Ways *ways = &self->ways[circle][type];

      ways->participant = circle == LEREN_CIRCLE_NETWORK && type == self->participant;
      for (const char *const *name = belonging->itself; *name != NULL; name++)
        ways->itself = ways->itself || g_str_equal (*name, rows->declaration->name);
      for (const char *const *member = belonging->ways; *member != NULL; member++)
        {
          const LerenVector *vector = find_vector (rows, *member, FALSE);

          if (vector != NULL)
            ways->ways[ways->n_ways++] =
              (Way){ vector, _leren_visibility_is_direct (circle, *member),
                     _leren_visibility_is_about (*member),
                     _leren_snapshot_plan_find (self->snapshot->types, *member) };
        }
    }
}

/* Where a record belongs: FALSE where nowhere */
static gboolean
find_place (Hiding *self, LerenCircle circle, guint *type, guint32 *row, guint steps)
{
  const Ways *ways = &self->ways[circle][*type];

  if (ways->itself)
    return TRUE;
  for (guint i = 0; i < ways->n_ways; i++)
    {
      const Way *way = &ways->ways[i];
      const gint32 at = way->vector->rows[*row];
      guint next;
      guint32 next_row = at;

      if (at < 0)
        continue;
      next = way->vector->types != NULL ? way->vector->types[*row] : way->vector->target;
      if (way->direct || (way->about && steps > 0) || (!way->about && next == way->type))
        if (way->direct || find_place (self, circle, &next, &next_row, way->about ? steps - 1 : 0))
          {
            *type = next;
            *row = next_row;
            return TRUE;
          }
    }
  /* who is in a practice by their teams */
  return ways->participant;
}

static gboolean
is_let_in (Hiding *self, LerenCircle circle, guint type, guint32 row)
{
  return find_place (self, circle, &type, &row, LEREN_VISIBILITY_STEPS) &&
         self->let_in[circle][type] != NULL && self->let_in[circle][type][row];
}

static gboolean
hide_type (guint type, guint thread, gpointer data, GError **error)
{
  Hiding *self = data;
  LerenRows *rows = rows_at (self, type);
  guint8 *kept = g_new (guint8, MAX (rows->n_rows, 1));
  guint32 n_kept = 0;

  for (guint32 row = 0; row < rows->n_rows; row++)
    {
      switch ((LerenSight) rows->sights[row])
        {
        case LEREN_SIGHT_TEAM:
          kept[row] = is_let_in (self, LEREN_CIRCLE_TEAMS, type, row);
          break;
        case LEREN_SIGHT_SESSION:
          kept[row] = is_let_in (self, LEREN_CIRCLE_PRESENCE, type, row);
          break;
        case LEREN_SIGHT_NETWORK:
          kept[row] = is_let_in (self, LEREN_CIRCLE_NETWORK, type, row);
          break;
        case LEREN_SIGHT_OPEN:
          kept[row] = TRUE;
          break;
        default:
          kept[row] = FALSE;
        }
      /* who somebody is, they may always see */
      if (type == self->participant && (gint32) row == self->reader)
        kept[row] = TRUE;
      n_kept += kept[row];
    }
  g_clear_pointer (&rows->sights, g_free);
  if (n_kept == rows->n_rows)
    g_clear_pointer (&kept, g_free);
  self->kept[type] = kept;
  return TRUE;
}

void
_leren_snapshot_hide (LerenSnapshot *self)
{
  Hiding hiding = { .snapshot = self, .n_types = self->types->len };

  hiding.team = _leren_snapshot_plan_find (self->types, "team");
  hiding.session = _leren_snapshot_plan_find (self->types, "session");
  hiding.participant = _leren_snapshot_plan_find (self->types, "participant");
  hiding.practice = _leren_snapshot_plan_find (self->types, "practice");
  hiding.reader =
    _leren_rows_find (rows_at (&hiding, hiding.participant), leren_store_get_reader (self->store));
  for (LerenCircle circle = 0; circle < LEREN_N_CIRCLES; circle++)
    {
      hiding.let_in[circle] = g_new0 (guint8 *, hiding.n_types);
      find_ways (&hiding, circle);
    }
  /* -1 stands for no reference, too: one who is not there is let in nowhere */
  if (hiding.reader >= 0)
    {
      find_presence (&hiding);
      find_company (&hiding);
    }
  hiding.kept = g_new0 (guint8 *, hiding.n_types);
  _leren_run_parallel (hiding.n_types, self->n_threads, hide_type, &hiding, NULL, NULL);
  _leren_snapshot_compact (self, hiding.kept);

  for (LerenCircle circle = 0; circle < LEREN_N_CIRCLES; circle++)
    {
      for (guint type = 0; type < hiding.n_types; type++)
        g_free (hiding.let_in[circle][type]);
      g_free (hiding.let_in[circle]);
      g_free (hiding.ways[circle]);
    }
  for (guint type = 0; type < hiding.n_types; type++)
    g_free (hiding.kept[type]);
  g_free (hiding.kept);
}
