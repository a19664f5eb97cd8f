/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-snapshot-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Which records a scope keeps. The others stay loaded, because those that are kept refer to them. */

static gboolean
find_named (LerenSnapshot *self, const char *type, const char *id, gint32 *row, GError **error)
{
  *row = -1;
  if (id == NULL)
    return TRUE;
  *row = _leren_rows_find (_leren_snapshot_get_rows (self, type), id);
  if (*row >= 0)
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
               _ ("the scope names %s “%s”, which is not in the store"), type, id);
  return FALSE;
}

static void
drop_from (LerenRows *rows, guint32 row, guint8 from)
{
  if (rows->in_scope == NULL)
    {
      rows->in_scope = g_malloc (rows->n_rows);
      memset (rows->in_scope, LEREN_IN_SCOPE | LEREN_IN_SCOPE_BUT_FOR_PERIOD, rows->n_rows);
    }
  rows->in_scope[row] &= ~from;
}

static void
drop (LerenRows *rows, guint32 row)
{
  drop_from (rows, row, LEREN_IN_SCOPE | LEREN_IN_SCOPE_BUT_FOR_PERIOD);
}

static void
keep_belonging (LerenRows *rows, LerenBelongs what, gint32 wanted)
{
  for (guint32 row = 0; row < rows->n_rows; row++)
    if (rows->belongs[what][row] != wanted)
      drop (rows, row);
}

/* a case's sessions name it in a list */
static gboolean
list_names (const LerenVector *vector, guint32 row, gint32 wanted)
{
  for (guint32 i = vector->offsets[row]; i < vector->offsets[row + 1]; i++)
    if (vector->rows[i] == wanted)
      return TRUE;
  return FALSE;
}

static gboolean
names (const LerenRows *rows, guint32 row, guint target, gint32 wanted)
{
  if (rows->type == target && row == (guint32) wanted)
    return TRUE;
  for (guint i = 0; i < rows->declaration->n_fields; i++)
    {
      const LerenVector *vector = &rows->vectors[i];

      if (vector->field->target == NULL || vector->target != target)
        continue;
      if (vector->kind == LEREN_VECTOR_REFERENCE && vector->rows[row] == wanted)
        return TRUE;
      if (vector->kind == LEREN_VECTOR_REFERENCE_LIST && list_names (vector, row, wanted))
        return TRUE;
    }
  return FALSE;
}

static void
keep_case (LerenRows *rows, guint case_type, gint32 wanted)
{
  for (guint32 row = 0; row < rows->n_rows; row++)
    if (rows->belongs[LEREN_BELONGS_TO_CASE][row] != wanted &&
        !names (rows, row, case_type, wanted))
      drop (rows, row);
}

static void
keep_naming (LerenRows *rows, guint target, gint32 wanted)
{
  for (guint32 row = 0; row < rows->n_rows; row++)
    if (!names (rows, row, target, wanted))
      drop (rows, row);
}

static gint64
microseconds_of (GDateTime *time)
{
  return g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
}

static void
keep_period (LerenSnapshot *self, LerenRows *rows)
{
  for (guint32 row = 0; row < rows->n_rows; row++)
    if (!_leren_snapshot_in_period (self, rows, row))
      drop_from (rows, row, LEREN_IN_SCOPE);
}

static void
count (LerenRows *rows)
{
  rows->n_in_scope = rows->n_rows;
  if (rows->in_scope == NULL)
    return;
  rows->n_in_scope = 0;
  for (guint32 row = 0; row < rows->n_rows; row++)
    rows->n_in_scope += _leren_rows_in_scope (rows, row);
}

gboolean
_leren_snapshot_narrow (LerenSnapshot *self, LerenScope *scope, GError **error)
{
  gint32 practice = -1, team = -1, case_row = -1, participant = -1;

  if (scope != NULL &&
      (!find_named (self, "practice", leren_scope_get_practice (scope), &practice, error) ||
       !find_named (self, "team", leren_scope_get_team (scope), &team, error) ||
       !find_named (self, "case", leren_scope_get_case (scope), &case_row, error) ||
       !find_named (self, "participant", leren_scope_get_participant (scope), &participant, error)))
    return FALSE;

  if (scope != NULL && leren_scope_get_since (scope) != NULL)
    self->since = microseconds_of (leren_scope_get_since (scope));
  if (scope != NULL && leren_scope_get_until (scope) != NULL)
    self->until = microseconds_of (leren_scope_get_until (scope));
  for (guint i = 0; i < self->all_rows->len; i++)
    {
      LerenRows *rows = g_ptr_array_index (self->all_rows, i);

      if (practice >= 0)
        keep_belonging (rows, LEREN_BELONGS_TO_PRACTICE, practice);
      if (team >= 0)
        keep_belonging (rows, LEREN_BELONGS_TO_TEAM, team);
      if (case_row >= 0)
        keep_case (rows, _leren_snapshot_plan_find (self->types, "case"), case_row);
      if (participant >= 0)
        keep_naming (rows, _leren_snapshot_plan_find (self->types, "participant"), participant);
      if (scope != NULL &&
          (leren_scope_get_since (scope) != NULL || leren_scope_get_until (scope) != NULL))
        keep_period (self, rows);
      count (rows);
    }
  return TRUE;
}
