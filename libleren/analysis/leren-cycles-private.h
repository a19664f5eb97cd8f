/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-cycles.h"
#include "analysis/leren-promises-private.h"
#include "analysis/leren-survival-private.h"

G_BEGIN_DECLS

#define LEREN_N_TRANSITIONS 3

struct _LerenCycles {
  GObject parent_instance;

  LerenSnapshot *snapshot;
  LerenPromises promises;
  guint32 total;
  guint32 *states;    /* by the code of the state; one more than the last */
  guint8 first_state; /* what an action without a state is in */
  guint32 n_closed, n_dropped, n_by_coach;
  guint8 *by_coach;                  /* of each action */
  gint32 *next;                      /* the action that follows from each, or -1 */
  GArray *days[LEREN_N_TRANSITIONS]; /* gint64, by transition */
  GPtrArray *chains;                 /* char ** */
  gint32 *chain_of;                  /* of each action, or -1 */
  guint32 n_could_follow_up, n_followed_up, n_follow_up_unknown;
  LerenSurvival *survival;
};

static inline gboolean
_leren_cycles_counts (const LerenCycles *self, guint32 action)
{
  return _leren_rows_in_scope (self->promises.actions, action);
}

G_END_DECLS
