/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-groups-private.h"

G_BEGIN_DECLS

/* The groups that meet: first all teams, then all practices. */

guint32 _leren_count_groups (LerenSnapshot *snapshot);
/* Of each session its team, or in a practice without teams the practice; -1 for none: in a practice
 * that has teams, one that names none may be anybody's. Freed by the caller. */
gint32 *_leren_read_groups (LerenSnapshot *snapshot);
/* Of each record its team, or where it belongs to none its practice; -1 for neither */
gint32 *_leren_read_owners (LerenSnapshot *snapshot, const LerenRows *rows);
/* the team or the practice that a group is; its row there in @row */
const LerenRows *_leren_group_at (LerenSnapshot *snapshot, guint32 group, guint32 *row);

G_END_DECLS
