/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-division-private.h"

/* who a record is of, in the order in which they count */
static const char *const people[] = { "speaker", "owner", "participant", "contributor", "author" };

struct _LerenWay {
  const gint32 *people[G_N_ELEMENTS (people)];
  guint n_people;
  gboolean is_participant;
};

void
_leren_division_init (LerenDivision *self, LerenSnapshot *snapshot, LerenGrouping by)
{
  const guint n_types = _leren_snapshot_get_n_types (snapshot);

  self->snapshot = snapshot;
  self->by = by;
  self->ways = g_new0 (LerenWay, MAX (n_types, 1));
  for (guint type = 0; type < n_types; type++)
    {
      const LerenRows *rows = _leren_snapshot_get_rows_at (snapshot, type);
      LerenWay *way = &self->ways[type];

      way->is_participant = g_str_equal (rows->declaration->name, "participant");
      for (guint p = 0; p < G_N_ELEMENTS (people); p++)
        {
          const gint32 *references = _leren_rows_find_references (rows, people[p]);
          if (references != NULL)
            way->people[way->n_people++] = references;
        }
    }
}

void
_leren_division_clear (LerenDivision *self)
{
  g_clear_pointer (&self->ways, g_free);
}

static gint32
participant_of (const LerenWay *way, guint32 row)
{
  if (way->is_participant)
    return row;
  for (guint p = 0; p < way->n_people; p++)
    if (way->people[p][row] >= 0)
      return way->people[p][row];
  return -1;
}

static gint32
month_of (gint64 moment)
{
  gint64 days;
  GDate date;

  if (moment == LEREN_ABSENT_TIME)
    return -1;
  days = moment / G_TIME_SPAN_DAY - (moment % G_TIME_SPAN_DAY < 0 ? 1 : 0);
  /* GDate counts from the first day of the year 1 */
  g_date_clear (&date, 1);
  g_date_set_julian (&date, days + 719163);
  return g_date_get_year (&date) * 12 + g_date_get_month (&date) - 1;
}

gint32
_leren_division_find (const LerenDivision *self, const LerenRows *rows, guint32 row, gint64 moment)
{
  switch (self->by)
    {
    case LEREN_GROUPING_CASE:
      return rows->belongs[LEREN_BELONGS_TO_CASE][row];
    case LEREN_GROUPING_TEAM:
      return rows->belongs[LEREN_BELONGS_TO_TEAM][row];
    case LEREN_GROUPING_PRACTICE:
      return rows->belongs[LEREN_BELONGS_TO_PRACTICE][row];
    case LEREN_GROUPING_PARTICIPANT:
      return participant_of (&self->ways[rows->type], row);
    case LEREN_GROUPING_MONTH:
      return month_of (moment);
    case LEREN_GROUPING_NONE:
      break;
    }
  return -1;
}

char *
_leren_division_name (const LerenDivision *self, gint32 group)
{
  static const char *const types[] = {
    [LEREN_GROUPING_CASE] = "case",
    [LEREN_GROUPING_TEAM] = "team",
    [LEREN_GROUPING_PRACTICE] = "practice",
    [LEREN_GROUPING_PARTICIPANT] = "participant",
  };

  if (group < 0 || self->by == LEREN_GROUPING_NONE)
    return NULL;
  if (self->by == LEREN_GROUPING_MONTH)
    return g_strdup_printf ("%04d-%02d", group / 12, group % 12 + 1);
  return _leren_rows_dup_id (_leren_snapshot_get_rows (self->snapshot, types[self->by]), group);
}
