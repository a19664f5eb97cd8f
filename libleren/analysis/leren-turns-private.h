/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-grouping-private.h"

G_BEGIN_DECLS

/* What was said in the sessions of a snapshot, turn by turn. A session is in scope or not, and
 * counts whole: a scope does not take some of its turns away. */

typedef struct {
  const LerenRows *sessions;
  const LerenRows *turns;
  const LerenRows *people;
  const LerenVector *present; /* of each session */
  const gint32 *speakers;
  const gint32 *answered; /* the turn that each answers */
  const guint8 *kinds;
  const double *seconds;
  guint8 open, closed, advice; /* codes of kinds */
  LerenBuckets by_session;     /* turns, in the order in time */
} LerenTurns;

#define LEREN_NEEDS_OF_TURNS                                                                       \
  { "contribution", "speaker" }, { "contribution", "kind" }, { "contribution", "seconds" },        \
    { "contribution", "in_reply_to" }, { "session", "present" },                                   \
  {                                                                                                \
    "participant", "roles"                                                                         \
  }

/* @only: a session, whether it is in scope or not; -1 for all that are */
void _leren_turns_read (LerenTurns *self, LerenSnapshot *snapshot, gint32 only);
void _leren_turns_clear (LerenTurns *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LerenTurns, _leren_turns_clear)

/* Questions and advice in a session, and their order */
typedef struct {
  guint32 n_open, n_closed, n_advice;
  guint32 n_early; /* advice before the first open question */
} LerenAsking;

LerenAsking _leren_turns_count_asking (const LerenTurns *self, guint32 session);

/* Who was at a session: first those it says were present, then those who spoke all the same. */
typedef struct {
  guint32 n;
  guint32 n_present; /* how many of them it says were there */
  guint32 n_timed;   /* the turns of all that say how long they took */
  gint32 *people;    /* rows of participants */
  guint32 *turns;    /* of each of them */
  double *seconds;
  gint32 *places; /* of each participant, where it stands here, or -1 */
} LerenSpeakers;

void _leren_speakers_init (LerenSpeakers *self, const LerenTurns *turns);
/* listens to another session */
void _leren_speakers_hear (LerenSpeakers *self, const LerenTurns *turns, guint32 session);
void _leren_speakers_clear (LerenSpeakers *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LerenSpeakers, _leren_speakers_clear)

/* On which side of the work people stand, by their roles */
typedef enum {
  LEREN_SIDE_UNKNOWN = 0,      /* no role is on record */
  LEREN_SIDE_CLIENT = 1 << 0,  /* client or resident, expert by experience, informal carer */
  LEREN_SIDE_TEAM = 1 << 1,    /* professional, volunteer */
  LEREN_SIDE_LEADING = 1 << 2, /* manager, coach, policy maker */
  LEREN_SIDE_OUTSIDE = 1 << 3, /* researcher, educator */
} LerenSide;

/* of each participant, as bits: somebody may have several roles. Freed by the caller. */
guint8 *_leren_read_sides (const LerenRows *people);

G_END_DECLS
