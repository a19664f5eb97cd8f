/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-promises-private.h"

#include "analysis/leren-grouping-private.h"
#include "analysis/leren-meetings-private.h"

/* Of each session the next of its team, or in a practice without teams the next of the practice. The
 * order in which sessions were written down does not tell which came next: one without a time has no
 * next session and is none. */
static void
find_next_sessions (LerenPromises *self, LerenSnapshot *snapshot)
{
  const LerenRows *sessions = self->sessions;
  const guint32 n_groups = _leren_count_groups (snapshot);
  g_autofree guint32 *order = _leren_order_in_time (sessions->moments, sessions->n_rows);
  g_autofree gint32 *last = g_new (gint32, MAX (n_groups, 1));
  g_autofree gint32 *groups = _leren_read_groups (snapshot);

  self->next_sessions = g_new (gint32, MAX (sessions->n_rows, 1));
  self->session_places = g_new (guint32, MAX (sessions->n_rows, 1));
  for (guint32 i = 0; i < n_groups; i++)
    last[i] = -1;
  /* from the end, so that the next one is known when a session's turn comes */
  for (guint32 place = sessions->n_rows; place-- > 0;)
    {
      const guint32 row = order != NULL ? order[place] : place;
      const gint32 group = sessions->moments[row] != LEREN_ABSENT_TIME ? groups[row] : -1;

      self->session_places[row] = place;
      self->next_sessions[row] = group >= 0 ? last[group] : -1;
      /* 1 is false, 2 true */
      if (group >= 0 && self->cancelled[row] != 2)
        last[group] = row;
    }
}

/* A conversion of knowledge says what a session learnt. */
static guint8 *
find_converting_sessions (const LerenRows *sessions, LerenSnapshot *snapshot)
{
  const LerenRows *conversions = _leren_snapshot_get_rows (snapshot, "conversion");
  const gint32 *in = _leren_rows_get_references (conversions, "session");
  guint8 *converting = g_new0 (guint8, MAX (sessions->n_rows, 1));

  for (guint32 i = 0; i < conversions->n_rows; i++)
    if (in[i] >= 0)
      converting[in[i]] = TRUE;
  return converting;
}

static void
find_reflections (LerenPromises *self, LerenSnapshot *snapshot)
{
  const LerenRows *reflections = _leren_snapshot_get_rows (snapshot, "reflection");
  const LerenVector *subjects = _leren_rows_get_vector (reflections, "subject");
  g_autofree guint8 *converting = find_converting_sessions (self->sessions, snapshot);
  g_autofree guint8 *reflected = g_new0 (guint8, MAX (self->actions->n_rows, 1));

  self->has_reflection = g_new0 (guint8, MAX (self->actions->n_rows, 1));
  for (guint32 i = 0; i < self->actions->n_rows; i++)
    {
      const gint32 agreed_in = self->agreed_in[i], review = self->review_sessions[i];

      reflected[i] = self->reflections[i] >= 0 || (agreed_in >= 0 && converting[agreed_in]) ||
                     (review >= 0 && converting[review]);
    }
  for (guint32 i = 0; i < reflections->n_rows; i++)
    if (subjects->rows[i] >= 0 && subjects->types[i] == self->actions->type)
      reflected[subjects->rows[i]] = TRUE;
  /* what was seen of a later cycle of a chain was seen of the earlier ones; a walk ends where another
   * one has been */
  for (guint32 i = 0; i < self->actions->n_rows; i++)
    for (gint32 at = reflected[i] ? (gint32) i : -1; at >= 0 && !self->has_reflection[at];
         at = self->previous[at])
      self->has_reflection[at] = TRUE;
}

void
_leren_promises_read (LerenPromises *self, LerenSnapshot *snapshot)
{
  const LerenRows *actions = _leren_snapshot_get_rows (snapshot, "action");

  self->actions = actions;
  self->sessions = _leren_snapshot_get_rows (snapshot, "session");
  self->states = _leren_rows_get_codes (actions, "state");
  self->conclusions = _leren_rows_get_codes (actions, "conclusion");
  self->effects = _leren_rows_get_codes (actions, "effect");
  self->effect_ratings = _leren_rows_get_vector (actions, "effect_rating")->integers;
  self->owners = _leren_rows_get_references (actions, "owner");
  self->agreed_in = _leren_rows_get_references (actions, "session");
  self->review_sessions = _leren_rows_get_references (actions, "review_session");
  self->reflections = _leren_rows_get_references (actions, "reflection");
  self->previous = _leren_rows_get_references (actions, "previous");
  self->due = _leren_rows_get_dates (actions, "due");
  self->undertaken = _leren_rows_get_dates (actions, "undertaken");
  self->reviewed = _leren_rows_get_dates (actions, "reviewed");
  self->created = _leren_rows_get_vector (actions, "created")->integers;
  self->modified = _leren_rows_get_vector (actions, "modified")->integers;
  self->started = _leren_rows_get_vector (self->sessions, "started")->integers;
  self->cancelled = _leren_rows_get_codes (self->sessions, "cancelled");
  self->state_reviewed = _leren_rows_code_of (actions, "state", "reviewed");
  self->state_concluded = _leren_rows_code_of (actions, "state", "concluded");
  self->state_dropped = _leren_rows_code_of (actions, "state", "dropped");
  find_reflections (self, snapshot);
  find_next_sessions (self, snapshot);
}

gint32
_leren_day_of (gint64 moment)
{
  gint64 day;

  if (moment == LEREN_ABSENT_TIME)
    return LEREN_ABSENT_DATE;
  day = moment / G_TIME_SPAN_DAY;
  return (gint32) (moment % G_TIME_SPAN_DAY < 0 ? day - 1 : day);
}

static gint32
session_day (const LerenPromises *self, gint32 session)
{
  /* 1 is false, 2 true */
  return session >= 0 && self->cancelled[session] != 2 ? _leren_day_of (self->started[session])
                                                       : LEREN_ABSENT_DATE;
}

gint32
_leren_promise_agreed_on (const LerenPromises *self, guint32 action)
{
  return session_day (self, self->agreed_in[action]);
}

gint32
_leren_promise_reviewed_on (const LerenPromises *self, guint32 action)
{
  return self->reviewed[action] != LEREN_ABSENT_DATE
           ? self->reviewed[action]
           : session_day (self, self->review_sessions[action]);
}

LerenFollowUp
_leren_promise_follow_up (const LerenPromises *self, guint32 action, gint64 now)
{
  const gint32 next = _leren_promise_next_session (self, action, now);
  const gint32 review = self->review_sessions[action];

  if (next < 0 || _leren_promise_is_dropped (self, action))
    return LEREN_FOLLOW_UP_NO_OCCASION;
  if (!_leren_promise_is_looked_back_on (self, action))
    return LEREN_FOLLOW_UP_MISSED;
  if (review >= 0 && self->sessions->moments[review] != LEREN_ABSENT_TIME)
    return self->session_places[review] <= self->session_places[next] ? LEREN_FOLLOW_UP_DONE
                                                                      : LEREN_FOLLOW_UP_MISSED;
  if (self->reviewed[action] != LEREN_ABSENT_DATE)
    return self->reviewed[action] <= _leren_day_of (self->sessions->moments[next])
             ? LEREN_FOLLOW_UP_DONE
             : LEREN_FOLLOW_UP_MISSED;
  return LEREN_FOLLOW_UP_UNKNOWN;
}

void
_leren_promises_clear (LerenPromises *self)
{
  g_clear_pointer (&self->has_reflection, g_free);
  g_clear_pointer (&self->next_sessions, g_free);
  g_clear_pointer (&self->session_places, g_free);
}
