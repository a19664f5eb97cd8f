/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-order-private.h"

#include "snapshot/leren-rows-private.h"

#include <string.h>

/* One turn of a cycle, or all of a framework that is gone through once. */
typedef struct {
  LerenOrder *order;
  const LerenStep *steps;
  guint n_places;
  gboolean cyclic;
  gint64 apart;
  gint at;            /* how far it came; -1: nowhere yet */
  guint32 first[256]; /* of this turn */
  guint8 undated[256];
  guint8 between[256]; /* what a step forward passed */
} Walk;

/* Whether a step leads on: to a later phase always, whatever it jumps; in a cycle also past its
 * end, by at most half a turn. */
static gboolean
leads_on (const Walk *walk, gint from, gint to)
{
  return to >= from ||
         (walk->cyclic && 2 * (to - from + (gint) walk->n_places) <= (gint) walk->n_places);
}

static void
forget_turn (Walk *walk)
{
  for (guint i = 0; i < walk->n_places; i++)
    walk->first[i] = LEREN_NO_STEP;
}

/* the first step of this turn to a phase that comes after one, in a cycle within half a turn */
static guint32
find_built_on (const Walk *walk, guint8 place)
{
  guint32 earliest = LEREN_NO_STEP;

  for (guint i = place + 1; i < walk->n_places; i++)
    {
      if (walk->first[i] == LEREN_NO_STEP || (walk->cyclic && 2 * (i - place) >= walk->n_places))
        continue;
      if (earliest == LEREN_NO_STEP ||
          walk->steps[walk->first[i]].moment < walk->steps[earliest].moment)
        earliest = walk->first[i];
    }
  return earliest;
}

static void
step_back (Walk *walk, guint32 step)
{
  const guint8 place = walk->steps[step].place;
  const guint32 built_on = find_built_on (walk, place);

  if (walk->first[place] != LEREN_NO_STEP || built_on == LEREN_NO_STEP || walk->undated[place] ||
      walk->order->late[place] != LEREN_NO_STEP ||
      walk->steps[step].moment - walk->steps[built_on].moment < walk->apart)
    return;
  walk->order->late[place] = step;
  walk->order->built_on[place] = built_on;
}

static void
step_forward (Walk *walk, guint8 place)
{
  if (place < walk->at)
    forget_turn (walk);
  else
    for (gint i = walk->at + 1; i < place; i++)
      walk->between[i] = TRUE;
  walk->at = place;
}

static void
take (Walk *walk, guint32 step)
{
  const guint8 place = walk->steps[step].place;

  if (walk->at < 0)
    walk->at = place;
  else if (leads_on (walk, walk->at, place))
    step_forward (walk, place);
  else
    step_back (walk, step);
  if (walk->first[place] == LEREN_NO_STEP)
    walk->first[place] = step;
}

static void
look (LerenOrder *self, Walk *walk, guint32 step)
{
  const LerenStep *seen = &walk->steps[step];

  self->seen[seen->place] = TRUE;
  if (seen->moment == LEREN_ABSENT_TIME)
    {
      self->dated = FALSE;
      walk->undated[seen->place] = TRUE;
    }
  else
    self->latest = MAX (self->latest, seen->moment);
  if (seen->aside || self->first[seen->place] != LEREN_NO_STEP)
    return;
  self->first[seen->place] = step;
  self->n_seen++;
  self->furthest = MAX (self->furthest, seen->place);
}

/* Where the order in time is known, a cycle is gone by turn, and may begin anywhere; otherwise from
 * its first phase on. */
static void
find_passed (LerenOrder *self, const Walk *walk)
{
  gboolean within = FALSE;

  for (gint i = 0; i < self->furthest; i++)
    {
      self->passed[i] = !self->seen[i] && (walk->cyclic && self->dated ? walk->between[i] : within);
      within = within || self->first[i] != LEREN_NO_STEP;
    }
}

void
_leren_order_read (LerenOrder *self, const LerenStep *steps, const guint32 *items, guint32 n_items,
                   guint n_places, gboolean cyclic, gint64 apart)
{
  Walk walk = {
    .order = self, .steps = steps, .n_places = n_places, .cyclic = cyclic, .apart = apart, .at = -1
  };

  memset (self->seen, 0, n_places);
  memset (self->passed, 0, n_places);
  self->n_seen = 0;
  self->furthest = -1;
  self->dated = TRUE;
  self->latest = LEREN_ABSENT_TIME;
  for (guint i = 0; i < n_places; i++)
    self->first[i] = self->late[i] = self->built_on[i] = LEREN_NO_STEP;
  forget_turn (&walk);
  for (guint32 i = 0; i < n_items; i++)
    look (self, &walk, items[i]);
  for (guint32 i = 0; i < n_items; i++)
    if (!steps[items[i]].aside && steps[items[i]].moment != LEREN_ABSENT_TIME)
      take (&walk, items[i]);
  find_passed (self, &walk);
}
