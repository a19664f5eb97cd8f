/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-cycles-private.h"

#include "analysis/leren-grouping-private.h"
#include "analysis/leren-people-private.h"

#include <math.h>

/**
 * LerenCycles:
 *
 * What became of the promises: how far the action cycles of a snapshot came, how long each step
 * took, and which cycles follow from one another.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE (LerenCycles, leren_cycles, G_TYPE_OBJECT)

static const LerenNeed needs[] = {
  LEREN_NEEDS_OF_PROMISES,
  LEREN_NEEDS_OF_PEOPLE,
  { NULL },
};

/* When the library is loaded: the snapshot does not know this room. */
__attribute__ ((constructor)) static void
hand_in (void)
{
  _leren_snapshot_add_needs (needs);
}

static void
leren_cycles_finalize (GObject *object)
{
  LerenCycles *self = LEREN_CYCLES (object);

  _leren_promises_clear (&self->promises);
  g_free (self->states);
  g_free (self->by_coach);
  g_free (self->next);
  g_free (self->chain_of);
  for (guint i = 0; i < G_N_ELEMENTS (self->days); i++)
    g_array_unref (self->days[i]);
  g_ptr_array_unref (self->chains);
  g_clear_object (&self->survival);
  g_clear_object (&self->snapshot);

  G_OBJECT_CLASS (leren_cycles_parent_class)->finalize (object);
}

static void
leren_cycles_class_init (LerenCyclesClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_cycles_finalize;
}

static void
leren_cycles_init (LerenCycles *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->days); i++)
    self->days[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->chains = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

static void
count_states (LerenCycles *self)
{
  const LerenPromises *promises = &self->promises;
  const LerenRows *actions = promises->actions;
  const char *const roles[] = { "coach", NULL };
  g_autofree guint8 *coaches = _leren_find_people (self->snapshot, roles);
  const LerenField *field;

  self->by_coach = g_new0 (guint8, MAX (actions->n_rows, 1));
  if (actions->declaration == NULL)
    return;
  field = _leren_rows_get_vector (actions, "state")->field;
  self->states = g_new0 (guint32, field->n_words + 1);
  self->first_state = _leren_rows_code_of (actions, "state", field->fallback);
  for (guint32 i = 0; i < actions->n_rows; i++)
    {
      if (!_leren_cycles_counts (self, i))
        continue;
      self->total++;
      self->states[promises->states[i] != 0 ? promises->states[i] : self->first_state]++;
      self->by_coach[i] = promises->owners[i] >= 0 && coaches[promises->owners[i]];
      self->n_by_coach += self->by_coach[i];
      if (_leren_promise_is_dropped (promises, i))
        self->n_dropped++;
      else
        self->n_closed += _leren_promise_is_closed (promises, i);
    }
}

static void
add_days (LerenCycles *self, LerenTransition transition, gint32 from, gint32 to)
{
  gint64 days = (gint64) to - from;

  if (from != LEREN_ABSENT_DATE && to != LEREN_ABSENT_DATE)
    g_array_append_val (self->days[transition], days);
}

static void
measure_days (LerenCycles *self)
{
  const LerenPromises *promises = &self->promises;

  for (guint32 i = 0; i < promises->actions->n_rows; i++)
    {
      gint32 owned;

      if (!_leren_cycles_counts (self, i))
        continue;
      owned = promises->owners[i] >= 0 ? _leren_promise_agreed_on (promises, i) : LEREN_ABSENT_DATE;
      add_days (self, LEREN_TRANSITION_OWNED_TO_UNDERTAKEN, owned, promises->undertaken[i]);
      add_days (self, LEREN_TRANSITION_UNDERTAKEN_TO_REVIEWED, promises->undertaken[i],
                promises->reviewed[i]);
      add_days (self, LEREN_TRANSITION_OWNED_TO_REVIEWED, owned, promises->reviewed[i]);
    }
}

/* As with survival, a period takes in what was agreed on in it, whenever that was tried. */
static void
count_follow_up (LerenCycles *self)
{
  const LerenPromises *promises = &self->promises;
  const gint64 since = _leren_snapshot_get_since (self->snapshot);
  const gint64 end = _leren_snapshot_get_end (self->snapshot);

  for (guint32 i = 0; i < promises->actions->n_rows; i++)
    {
      const gint32 session = promises->agreed_in[i];

      if (session < 0 || !_leren_rows_in_scope_but_for_period (promises->actions, i) ||
          promises->sessions->moments[session] < since)
        continue;
      switch (_leren_promise_follow_up (promises, i, end - 1))
        {
        case LEREN_FOLLOW_UP_DONE:
          self->n_followed_up++;
          self->n_could_follow_up++;
          break;
        case LEREN_FOLLOW_UP_MISSED:
          self->n_could_follow_up++;
          break;
        case LEREN_FOLLOW_UP_UNKNOWN:
          self->n_follow_up_unknown++;
          break;
        case LEREN_FOLLOW_UP_NO_OCCASION:
          break;
        }
    }
}

/* Chains begin with an action that follows from none. Where several follow from one, the chain goes
 * on with the first that was stored, and each other one begins a chain of its own. */
static void
find_chains (LerenCycles *self)
{
  const LerenPromises *promises = &self->promises;
  const guint32 n = promises->actions->n_rows;

  self->next = g_new (gint32, MAX (n, 1));
  self->chain_of = g_new (gint32, MAX (n, 1));
  for (guint32 i = 0; i < n; i++)
    self->next[i] = self->chain_of[i] = -1;
  for (guint32 i = n; i-- > 0;)
    if (_leren_cycles_counts (self, i) && promises->previous[i] >= 0 &&
        _leren_cycles_counts (self, promises->previous[i]))
      self->next[promises->previous[i]] = i;
  for (guint32 i = 0; i < n; i++)
    {
      const gint32 before = promises->previous[i];
      g_autoptr (GPtrArray) chain = NULL;

      if (self->next[i] < 0 || (before >= 0 && self->next[before] == (gint32) i))
        continue;
      chain = g_ptr_array_new ();
      for (gint32 at = i; at >= 0; at = self->next[at])
        {
          g_ptr_array_add (chain, _leren_rows_dup_id (promises->actions, at));
          self->chain_of[at] = self->chains->len;
        }
      g_ptr_array_add (chain, NULL);
      g_ptr_array_add (self->chains, g_ptr_array_steal (chain, NULL));
    }
}

/**
 * leren_cycles:
 * @snapshot: the records to look at
 *
 * Looks at the action cycles of a snapshot.
 *
 * Returns: (transfer full): what became of them
 *
 * Since: 0.1
 */
LerenCycles *
leren_cycles (LerenSnapshot *snapshot)
{
  LerenCycles *self;

  g_return_val_if_fail (LEREN_IS_SNAPSHOT (snapshot), NULL);

  self = g_object_new (LEREN_TYPE_CYCLES, NULL);
  self->snapshot = g_object_ref (snapshot);
  _leren_promises_read (&self->promises, snapshot);
  count_states (self);
  measure_days (self);
  find_chains (self);
  count_follow_up (self);
  self->survival = _leren_survival_measure (snapshot, &self->promises, LEREN_GROUPING_NONE);
  return self;
}

/**
 * leren_cycles_get_total:
 * @self: action cycles
 *
 * How many actions there are.
 *
 * Returns: the number of actions
 *
 * Since: 0.1
 */
guint
leren_cycles_get_total (LerenCycles *self)
{
  g_return_val_if_fail (LEREN_IS_CYCLES (self), 0);
  return self->total;
}

/**
 * leren_cycles_get_n_in_state:
 * @self: action cycles
 * @state: a state
 *
 * How many actions are in a state. One whose record names none is proposed.
 *
 * Returns: the number of actions
 *
 * Since: 0.1
 */
guint
leren_cycles_get_n_in_state (LerenCycles *self, LerenActionState state)
{
  g_autoptr (GEnumClass) class = NULL;
  const GEnumValue *value;
  guint8 code;

  g_return_val_if_fail (LEREN_IS_CYCLES (self), 0);

  class = g_type_class_ref (LEREN_TYPE_ACTION_STATE);
  value = g_enum_get_value (class, state);
  code = value != NULL && self->states != NULL
           ? _leren_rows_code_of (self->promises.actions, "state", value->value_nick)
           : 0;
  return code != 0 ? self->states[code] : 0;
}

/**
 * leren_cycles_get_n_closed:
 * @self: action cycles
 *
 * How many are closed: the group decided to adopt, to adapt or to abandon, and did not drop them.
 *
 * Returns: the number of actions
 *
 * Since: 0.1
 */
guint
leren_cycles_get_n_closed (LerenCycles *self)
{
  g_return_val_if_fail (LEREN_IS_CYCLES (self), 0);
  return self->n_closed;
}

/**
 * leren_cycles_get_closed_share:
 * @self: action cycles
 *
 * Those that are closed, divided by those that were not dropped.
 *
 * Returns: the share, or NaN where there is none that was not dropped
 *
 * Since: 0.1
 */
double
leren_cycles_get_closed_share (LerenCycles *self)
{
  g_return_val_if_fail (LEREN_IS_CYCLES (self), NAN);
  return self->total > self->n_dropped ? (double) self->n_closed / (self->total - self->n_dropped)
                                       : NAN;
}

/**
 * leren_cycles_get_n_owned_by_coach:
 * @self: action cycles
 *
 * How many are owned by somebody who has the role of a coach.
 *
 * Returns: the number of actions
 *
 * Since: 0.1
 */
guint
leren_cycles_get_n_owned_by_coach (LerenCycles *self)
{
  g_return_val_if_fail (LEREN_IS_CYCLES (self), 0);
  return self->n_by_coach;
}

/**
 * leren_cycles_get_days:
 * @self: action cycles
 * @transition: from which step to which
 * @median: (out) (optional): how many days it takes for half of them, by the nearest rank; NaN where none is known
 * @p90: (out) (optional): how many days it takes for nine in ten, by the nearest rank
 *
 * How long a step takes, over the actions that give both dates. An action is owned from the day of the
 * session that agreed on it, in UTC.
 *
 * Returns: how many actions give both dates
 *
 * Since: 0.1
 */
guint
leren_cycles_get_days (LerenCycles *self, LerenTransition transition, double *median, double *p90)
{
  const gint64 *days;
  guint n;

  g_return_val_if_fail (LEREN_IS_CYCLES (self), 0);
  g_return_val_if_fail (transition < G_N_ELEMENTS (self->days), 0);

  days = (const gint64 *) self->days[transition]->data;
  n = self->days[transition]->len;
  if (median != NULL)
    *median = _leren_quantile (days, n, 0.5);
  if (p90 != NULL)
    *p90 = _leren_quantile (days, n, 0.9);
  return n;
}

/**
 * leren_cycles_get_n_chains:
 * @self: action cycles
 *
 * How many chains there are of two or more cycles of which each followed from the one before.
 *
 * Returns: the number of chains
 *
 * Since: 0.1
 */
guint
leren_cycles_get_n_chains (LerenCycles *self)
{
  g_return_val_if_fail (LEREN_IS_CYCLES (self), 0);
  return self->chains->len;
}

/**
 * leren_cycles_get_chain:
 * @self: action cycles
 * @chain: which chain, counted from 0
 *
 * The actions of one chain, the first of them first.
 *
 * Returns: (array zero-terminated=1) (transfer none): the ids of the actions
 *
 * Since: 0.1
 */
const char *const *
leren_cycles_get_chain (LerenCycles *self, guint chain)
{
  g_return_val_if_fail (LEREN_IS_CYCLES (self), NULL);
  g_return_val_if_fail (chain < self->chains->len, NULL);
  return g_ptr_array_index (self->chains, chain);
}

/**
 * leren_cycles_get_follow_up_share:
 * @self: action cycles
 * @n_followed_up: (out) (optional): how many were looked back on in time
 * @n_known: (out) (optional): of how many that is known
 *
 * The share of the actions agreed on in a session that the group looked back on in its next session,
 * or before it. It is the step that practice skips (Kooiman et al., 2015, chapter 4; Movisie, 2018, tip 4).
 *
 * The next session is that of the same team, or in a practice without teams that of the same practice,
 * that was not called off and is not still to come. Looked back on in time is an action whose
 * `review_session` is that session or an earlier one, or, where it names none with a time, whose day
 * `reviewed` is no later. Dropped actions do not count, and neither do those of which
 * nobody wrote down when they were looked back on: leren_cycles_get_n_follow_up_unknown().
 *
 * Returns: the share, or NaN where there is no such action
 *
 * Since: 0.1
 */
double
leren_cycles_get_follow_up_share (LerenCycles *self, guint *n_followed_up, guint *n_known)
{
  g_return_val_if_fail (LEREN_IS_CYCLES (self), NAN);

  if (n_followed_up != NULL)
    *n_followed_up = self->n_followed_up;
  if (n_known != NULL)
    *n_known = self->n_could_follow_up;
  return self->n_could_follow_up > 0 ? (double) self->n_followed_up / self->n_could_follow_up : NAN;
}

/**
 * leren_cycles_get_n_follow_up_unknown:
 * @self: action cycles
 *
 * How many actions were looked back on of which nobody wrote down when, though the group had a next
 * session.
 *
 * Returns: the number of actions
 *
 * Since: 0.1
 */
guint
leren_cycles_get_n_follow_up_unknown (LerenCycles *self)
{
  g_return_val_if_fail (LEREN_IS_CYCLES (self), 0);
  return self->n_follow_up_unknown;
}

/**
 * leren_cycles_get_survival:
 * @self: action cycles
 *
 * How long promises wait until the group looks back on them, of all actions together. leren_survival() divides them.
 *
 * Returns: (transfer none): how long they wait
 *
 * Since: 0.1
 */
LerenSurvival *
leren_cycles_get_survival (LerenCycles *self)
{
  g_return_val_if_fail (LEREN_IS_CYCLES (self), NULL);
  return self->survival;
}
