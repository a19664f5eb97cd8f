/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-version.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * LerenHistoryKind:
 * @LEREN_HISTORY_KIND_BEGAN: the practice began. Since: 0.1
 * @LEREN_HISTORY_KIND_PHASE: a phase of the programme shows for the first time, or is the present one. Since: 0.1
 * @LEREN_HISTORY_KIND_SESSION: a session, also one that was called off. Since: 0.1
 * @LEREN_HISTORY_KIND_TENSION: a tension came to the surface. Since: 0.1
 * @LEREN_HISTORY_KIND_SETTLED: a tension was settled. Since: 0.1
 * @LEREN_HISTORY_KIND_KNOWLEDGE: knowledge was made out of knowledge. Since: 0.1
 * @LEREN_HISTORY_KIND_CONCLUSION: a turning point: a chain of action cycles was concluded. Since: 0.1
 * @LEREN_HISTORY_KIND_SHIFT: a turning point: reflections moved to another level or loop, and stayed
 *   there. Since: 0.1
 * @LEREN_HISTORY_KIND_ENDED: the practice ended. Since: 0.1
 *
 * What an event of a learning history is.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_HISTORY_KIND_BEGAN,
  LEREN_HISTORY_KIND_PHASE,
  LEREN_HISTORY_KIND_SESSION,
  LEREN_HISTORY_KIND_TENSION,
  LEREN_HISTORY_KIND_SETTLED,
  LEREN_HISTORY_KIND_KNOWLEDGE,
  LEREN_HISTORY_KIND_CONCLUSION,
  LEREN_HISTORY_KIND_SHIFT,
  LEREN_HISTORY_KIND_ENDED,
} LerenHistoryKind;

/**
 * LerenHistoryDating:
 * @LEREN_HISTORY_DATING_NONE: nobody wrote down when it was. Since: 0.1
 * @LEREN_HISTORY_DATING_OWN: its record says when it was. Since: 0.1
 * @LEREN_HISTORY_DATING_SESSION: it has the time of the session in which it took place. Since: 0.1
 * @LEREN_HISTORY_DATING_CREATED: all that is known is when its record was made. Since: 0.1
 *
 * By what it is known when an event was.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_HISTORY_DATING_NONE,
  LEREN_HISTORY_DATING_OWN,
  LEREN_HISTORY_DATING_SESSION,
  LEREN_HISTORY_DATING_CREATED,
} LerenHistoryDating;

#define LEREN_TYPE_HISTORY_EVENT (leren_history_event_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenHistoryEvent, leren_history_event, LEREN, HISTORY_EVENT, GObject)

LEREN_AVAILABLE_IN_0_1
LerenHistoryKind leren_history_event_get_kind (LerenHistoryEvent *self);
LEREN_AVAILABLE_IN_0_1
gboolean leren_history_event_is_turning_point (LerenHistoryEvent *self);
LEREN_AVAILABLE_IN_0_1
LerenHistoryDating leren_history_event_get_dating (LerenHistoryEvent *self);
LEREN_AVAILABLE_IN_0_1
GDateTime *leren_history_event_get_moment (LerenHistoryEvent *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_history_event_get_record_type (LerenHistoryEvent *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_history_event_get_record (LerenHistoryEvent *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_history_event_get_title (LerenHistoryEvent *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_history_event_get_concept (LerenHistoryEvent *self);
LEREN_AVAILABLE_IN_0_1
double leren_history_event_get_figure (LerenHistoryEvent *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_history_event_get_unit (LerenHistoryEvent *self);
LEREN_AVAILABLE_IN_0_1
double leren_history_event_get_chance (LerenHistoryEvent *self);
LEREN_AVAILABLE_IN_0_1
const char *const *leren_history_event_get_evidence (LerenHistoryEvent *self);
LEREN_AVAILABLE_IN_0_1
guint leren_history_event_get_n_evidence_before (LerenHistoryEvent *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_history_event_get_explanation (LerenHistoryEvent *self, const char *language);
LEREN_AVAILABLE_IN_0_1
const char *leren_history_event_get_source (LerenHistoryEvent *self);
LEREN_AVAILABLE_IN_0_1
JsonNode *leren_history_event_to_json (LerenHistoryEvent *self);

G_END_DECLS
