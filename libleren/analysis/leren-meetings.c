/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-meetings-private.h"

static void
read_groups (LerenGroups *groups, LerenSnapshot *snapshot)
{
  static const LerenBelongs whats[] = { LEREN_BELONGS_TO_TEAM, LEREN_BELONGS_TO_PRACTICE };

  _leren_groups_read (groups, snapshot, whats, G_N_ELEMENTS (whats));
}

guint32
_leren_count_groups (LerenSnapshot *snapshot)
{
  LerenGroups groups;

  read_groups (&groups, snapshot);
  return groups.n_groups;
}

static guint8 *
find_practices_with_teams (LerenSnapshot *snapshot, guint32 n_practices)
{
  const LerenRows *teams = _leren_snapshot_get_rows (snapshot, "team");
  guint8 *has_teams = g_new0 (guint8, MAX (n_practices, 1));

  for (guint32 i = 0; i < teams->n_rows; i++)
    if (teams->belongs[LEREN_BELONGS_TO_PRACTICE][i] >= 0)
      has_teams[teams->belongs[LEREN_BELONGS_TO_PRACTICE][i]] = TRUE;
  return has_teams;
}

gint32 *
_leren_read_owners (LerenSnapshot *snapshot, const LerenRows *rows)
{
  gint32 *owners = g_new (gint32, MAX (rows->n_rows, 1));
  LerenGroups groups;

  read_groups (&groups, snapshot);
  for (guint32 i = 0; i < rows->n_rows; i++)
    owners[i] = _leren_groups_find (&groups, rows, i);
  return owners;
}

gint32 *
_leren_read_groups (LerenSnapshot *snapshot)
{
  const LerenRows *sessions = _leren_snapshot_get_rows (snapshot, "session");
  const gint32 n_teams = _leren_snapshot_get_rows (snapshot, "team")->n_rows;
  const guint32 n_practices = _leren_snapshot_get_rows (snapshot, "practice")->n_rows;
  g_autofree guint8 *has_teams = find_practices_with_teams (snapshot, n_practices);
  gint32 *groups = _leren_read_owners (snapshot, sessions);

  for (guint32 i = 0; i < sessions->n_rows; i++)
    if (groups[i] >= n_teams && has_teams[groups[i] - n_teams])
      groups[i] = -1;
  return groups;
}

const LerenRows *
_leren_group_at (LerenSnapshot *snapshot, guint32 group, guint32 *row)
{
  LerenGroups groups;
  LerenPlace place;

  read_groups (&groups, snapshot);
  place = _leren_groups_get_place (&groups, group);
  *row = place.row;
  return _leren_snapshot_get_rows_at (snapshot, place.type);
}
