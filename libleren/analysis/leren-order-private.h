/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The order in which the phases of a framework were gone through. */

typedef struct {
  gint64 moment; /* LEREN_ABSENT_TIME: not known */
  guint32 type;  /* the record that shows it */
  guint32 row;
  gint32 unit; /* of what the phases are; -1: of nothing known */
  guint8 place;
  guint8 aside; /* it shows that the phase was there, and nothing more */
} LerenStep;

#define LEREN_NO_STEP G_MAXUINT32

typedef struct {
  guint n_seen;          /* how many phases are shown, those aside left out */
  gint furthest;         /* the last of them in the order of the framework, or -1 */
  guint8 seen[256];      /* whether each phase is shown, also aside */
  guint8 passed[256];    /* one that lies between shown ones and is not shown itself */
  guint32 first[256];    /* the first step of each in time, or as they come */
  guint32 late[256];     /* the step by which a phase came after one that builds on it */
  guint32 built_on[256]; /* and the first step of that one */
  gboolean dated;        /* all steps have a moment */
  gint64 latest;         /* the moment of the last one that has */
} LerenOrder;

/* @steps: in time, numbered by @items. @cyclic: after the last phase the first follows, and a step
 * past the end of at most half a turn begins the next one. A phase is late from @apart after one
 * that lies ahead of it. */
void _leren_order_read (LerenOrder *self, const LerenStep *steps, const guint32 *items,
                        guint32 n_items, guint n_places, gboolean cyclic, gint64 apart);

G_END_DECLS
