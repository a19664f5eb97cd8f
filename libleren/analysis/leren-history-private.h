/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-cycles-private.h"
#include "analysis/leren-finding-private.h"
#include "analysis/leren-history.h"
#include "analysis/leren-reading-private.h"

G_BEGIN_DECLS

/* When something was, and by what that is known */
typedef struct {
  gint64 moment; /* LEREN_ABSENT_TIME where it is not known */
  LerenHistoryDating dating;
} LerenHistoryDate;

/* All that an event says */
typedef struct {
  LerenHistoryKind kind;
  LerenHistoryDate date;
  const LerenRows *rows; /* its record; not needed once the event is told */
  guint32 row;
  const LerenRows *title_rows; /* the record whose title it bears; NULL: none */
  guint32 title_row;
  char *record;
  const char *record_type; /* interned */
  char *title;
  char *concept; /* framework/concept */
  double figure;
  const char *unit;
  double chance;       /* NAN */
  GPtrArray *evidence; /* char *; NULL at the end once it is told */
  guint n_before;
  char *explanations[LEREN_N_LANGUAGES];
  const char *source;
} LerenHistoryContent;

/* Takes over the content. */
LerenHistoryEvent *_leren_history_event_new (LerenHistoryContent *content);
const LerenHistoryContent *_leren_history_event_content (LerenHistoryEvent *self);
void _leren_history_content_free (LerenHistoryContent *content);

/* A history while it is told */
typedef struct {
  LerenSnapshot *snapshot;
  gint32 practice;
  guint min_reflections, min_steps;
  double max_chance;
  LerenCycles *cycles;
  GPtrArray *contents; /* LerenHistoryContent */
} LerenHistoryTelling;

/* whether a record is one of this practice that the scope holds, but for the period */
static inline gboolean
_leren_history_has (const LerenHistoryTelling *telling, const LerenRows *rows, guint32 row)
{
  return rows->belongs[LEREN_BELONGS_TO_PRACTICE][row] == telling->practice &&
         _leren_rows_in_scope_but_for_period (rows, row);
}

LerenHistoryDate _leren_history_date (const LerenHistoryTelling *telling, const LerenRows *rows,
                                      guint32 row);
/* Whether a history tells what was then: within the period of the scope, and not to come. What
 * has no date is told. */
gboolean _leren_history_tells (const LerenHistoryTelling *telling, LerenHistoryDate date);
/* An event, added; NULL where a history does not tell what was then. */
LerenHistoryContent *_leren_history_add (LerenHistoryTelling *telling, LerenHistoryKind kind,
                                         LerenHistoryDate date, const LerenRows *rows, guint32 row);
void _leren_history_add_evidence (LerenHistoryContent *content, const LerenRows *rows, guint32 row);
/* Says it in both languages. {1} to {4} stand for @parts, which may be labels of concepts. */
typedef struct {
  LerenConcept *concept; /* or */
  guint number;
} LerenHistoryPart;
void _leren_history_say (LerenHistoryContent *content,
                         const char *const templates[LEREN_N_LANGUAGES],
                         const LerenHistoryPart *parts);

/* the parts of telling one */
gboolean _leren_history_tell_events (LerenHistoryTelling *telling, GError **error);
void _leren_history_tell_shifts (LerenHistoryTelling *telling);
void _leren_history_tell_conclusions (LerenHistoryTelling *telling);

#define LEREN_HISTORY_SOURCE "Roth & Kleiner 1998; Jansen & Van Biene 2015 (LT2)"

G_END_DECLS
