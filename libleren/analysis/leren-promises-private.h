/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "snapshot/leren-snapshot-private.h"

G_BEGIN_DECLS

/* The action cycles of a snapshot: how far each came, by what its record says. */

typedef struct {
  const LerenRows *actions;
  const LerenRows *sessions;
  const guint8 *states;
  const guint8 *conclusions;
  const guint8 *effects; /* 1: there is one */
  const gint64 *effect_ratings;
  const gint32 *owners;
  const gint32 *agreed_in; /* sessions */
  const gint32 *review_sessions;
  const gint32 *reflections;
  const gint32 *previous;
  const gint32 *due, *undertaken, *reviewed; /* days */
  const gint64 *created, *modified;          /* times */
  const gint64 *started;                     /* of each session */
  const guint8 *cancelled;                   /* of each session */
  guint8 state_reviewed, state_concluded, state_dropped;
  guint8 *has_reflection;  /* its own, or one that is about it */
  gint32 *next_sessions;   /* of each session, the next one of its group that was not called off */
  guint32 *session_places; /* of each session, in the order in time */
} LerenPromises;

#define LEREN_NEEDS_OF_PROMISES                                                                    \
  { "action", "effect", TRUE }, { "action", "effect_rating" }, { "action", "owner" },              \
    { "action", "review_session" }, { "action", "reflection" }, { "action", "previous" },          \
    { "action", "due" }, { "action", "undertaken" }, { "action", "reviewed" },                     \
    { "action", "created" }, { "action", "modified" }, { "session", "cancelled" },                 \
  {                                                                                                \
    "session", "started"                                                                           \
  }

void _leren_promises_read (LerenPromises *self, LerenSnapshot *snapshot);
void _leren_promises_clear (LerenPromises *self);

static inline gboolean
_leren_promise_is_dropped (const LerenPromises *self, guint32 action)
{
  return self->states[action] == self->state_dropped;
}

/* The group decided what becomes of it. What publications tell keeps an earlier state where they
 * give no dates, so a conclusion says the same. */
static inline gboolean
_leren_promise_is_closed (const LerenPromises *self, guint32 action)
{
  return self->states[action] == self->state_concluded || self->conclusions[action] != 0;
}

static inline gboolean
_leren_promise_is_looked_back_on (const LerenPromises *self, guint32 action)
{
  return _leren_promise_is_closed (self, action) || self->states[action] == self->state_reviewed ||
         self->effects[action] || self->effect_ratings[action] != LEREN_ABSENT_TIME ||
         self->reviewed[action] != LEREN_ABSENT_DATE;
}

/* the session in which the group could have come back to it, or -1; one still to come is none */
static inline gint32
_leren_promise_next_session (const LerenPromises *self, guint32 action, gint64 now)
{
  const gint32 agreed_in = self->agreed_in[action];
  const gint32 next = agreed_in >= 0 ? self->next_sessions[agreed_in] : -1;

  if (next < 0 ||
      (self->sessions->moments[next] != LEREN_ABSENT_TIME && self->sessions->moments[next] > now))
    return -1;
  return next;
}

typedef enum {
  LEREN_FOLLOW_UP_NO_OCCASION, /* there was no next session, or the promise was let go */
  LEREN_FOLLOW_UP_UNKNOWN,     /* it was looked back on, nobody wrote down when */
  LEREN_FOLLOW_UP_MISSED,
  LEREN_FOLLOW_UP_DONE,
} LerenFollowUp;

/* Whether the group came back to a promise in its next session or before */
LerenFollowUp _leren_promise_follow_up (const LerenPromises *self, guint32 action, gint64 now);

/* Days since 1970, in UTC, or LEREN_ABSENT_DATE: when the session was that agreed on it, and when
 * the group looked back on it. A session that was called off agreed on nothing. */
gint32 _leren_promise_agreed_on (const LerenPromises *self, guint32 action);
gint32 _leren_promise_reviewed_on (const LerenPromises *self, guint32 action);
gint32 _leren_day_of (gint64 moment);

G_END_DECLS
