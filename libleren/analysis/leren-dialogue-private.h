/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-dialogue.h"
#include "analysis/leren-turns-private.h"

G_BEGIN_DECLS

#define LEREN_N_SPEECHES 3
#define LEREN_MAX_KINDS 16
#define LEREN_MAX_ROLES 16

/* Somebody who was at a session. An amount is NAN where somebody spoke and no turn on record tells
 * how much. */
typedef struct {
  gint32 person;
  guint8 told[LEREN_N_SPEECHES]; /* whether a turn tells */
  double amounts[LEREN_N_SPEECHES];
} LerenVoice;

/* Turns by one person that answer turns of another */
typedef struct {
  gint32 from, to;
  guint32 n;
} LerenReply;

typedef struct {
  guint32 row;
  guint32 first_voice, n_voices, n_present; /* voices come first, the most turns first */
  guint32 first_reply, n_replies;
  guint32 n_told[LEREN_N_SPEECHES]; /* turns on record that tell the amount */
  double totals[LEREN_N_SPEECHES];
  double evenness[LEREN_N_SPEECHES];
  guint32 kinds[LEREN_MAX_KINDS]; /* by code */
  LerenAsking asking;
  LerenClientVoice client;
  double client_amounts[LEREN_N_SPEECHES];
} LerenHeard;

#define LEREN_N_FIGURES 6

typedef struct {
  guint32 group;
  guint32 n_sessions; /* dated ones */
  double trends[LEREN_N_FIGURES];
} LerenDialogueTrend;

struct _LerenDialogue {
  GObject parent_instance;

  LerenSnapshot *snapshot;
  LerenTurns turns;
  GArray *sessions; /* LerenHeard, in the order in which they were stored */
  GArray *voices;   /* LerenVoice */
  GArray *replies;  /* LerenReply */
  GArray *trends;   /* LerenDialogueTrend */
  guint8 *sides;    /* of each participant */
  GHashTable *ids;  /* those that were asked for */
  guint32 n_unrecorded;
  GPtrArray *changed, *gone; /* ids of turns */
};

static inline const LerenHeard *
_leren_dialogue_session (LerenDialogue *self, guint session)
{
  return &g_array_index (self->sessions, LerenHeard, session);
}

static inline const LerenVoice *
_leren_dialogue_voice (LerenDialogue *self, const LerenHeard *heard, guint voice)
{
  return &g_array_index (self->voices, LerenVoice, heard->first_voice + voice);
}

static inline double
_leren_dialogue_share (const LerenHeard *heard, double amount, LerenSpeech speech)
{
  return amount / heard->totals[speech];
}

extern const char *const _leren_dialogue_figure_names[LEREN_N_FIGURES];
extern const char *const _leren_client_voice_names[];

/* Hears one session. @words: of each turn, or G_MAXUINT32 where its text is not known. */
void _leren_dialogue_hear (LerenDialogue *self, LerenSpeakers *voices, const guint32 *words,
                           guint32 session);
void _leren_dialogue_find_trends (LerenDialogue *self);
/* the figure of a session that a trend follows; NAN where it has none */
double _leren_dialogue_figure (const LerenHeard *heard, LerenDialogueFigure figure);
/* how much people in a role said, and how many of them there were */
double _leren_dialogue_sum_role (LerenDialogue *self, const LerenHeard *heard, guint8 role,
                                 LerenSpeech speech, guint *n_people);

G_END_DECLS
