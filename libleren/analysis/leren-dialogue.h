/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "core/leren-enums.h"
#include "snapshot/leren-snapshot.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * LerenSpeech:
 * @LEREN_SPEECH_TURNS: by the number of turns. Since: 0.1
 * @LEREN_SPEECH_WORDS: by the number of words, as Unicode divides a text into words (UAX 29): each
 *   piece between two boundaries that has a letter or a digit in it. Since: 0.1
 * @LEREN_SPEECH_SECONDS: by time. Since: 0.1
 *
 * By what it is measured how much somebody says.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_SPEECH_TURNS,
  LEREN_SPEECH_WORDS,
  LEREN_SPEECH_SECONDS,
} LerenSpeech;

/**
 * LerenClientVoice:
 * @LEREN_CLIENT_VOICE_UNKNOWN: the records do not tell: nobody is on record as present, or the
 *   roles of some are not. Since: 0.1
 * @LEREN_CLIENT_VOICE_ABSENT: everybody's role is known, and no such person was there. Since: 0.1
 * @LEREN_CLIENT_VOICE_SILENT: such a person was there and did not speak. Since: 0.1
 * @LEREN_CLIENT_VOICE_HEARD: such a person spoke. Since: 0.1
 *
 * Whether the perspective of those whom the work is for was in a session: a client or resident, an
 * expert by experience or an informal carer.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_CLIENT_VOICE_UNKNOWN,
  LEREN_CLIENT_VOICE_ABSENT,
  LEREN_CLIENT_VOICE_SILENT,
  LEREN_CLIENT_VOICE_HEARD,
} LerenClientVoice;

/**
 * LerenDialogueFigure:
 * @LEREN_DIALOGUE_FIGURE_EVENNESS: how even the voices are by turns. Since: 0.1
 * @LEREN_DIALOGUE_FIGURE_EVENNESS_WORDS: how even they are by words. Since: 0.1
 * @LEREN_DIALOGUE_FIGURE_EVENNESS_SECONDS: how even they are by time. Since: 0.1
 * @LEREN_DIALOGUE_FIGURE_OPEN_QUESTIONS: open questions, as a share of the turns. Since: 0.1
 * @LEREN_DIALOGUE_FIGURE_ADVICE: advice, as a share of the turns. Since: 0.1
 * @LEREN_DIALOGUE_FIGURE_CLIENT: the share of turns of clients or residents, experts by experience
 *   and informal carers, in sessions of which it is known whether they were there. Since: 0.1
 *
 * The figures of a session that are followed from session to session.
 *
 * Since: 0.1
 */
typedef enum {
  LEREN_DIALOGUE_FIGURE_EVENNESS,
  LEREN_DIALOGUE_FIGURE_EVENNESS_WORDS,
  LEREN_DIALOGUE_FIGURE_EVENNESS_SECONDS,
  LEREN_DIALOGUE_FIGURE_OPEN_QUESTIONS,
  LEREN_DIALOGUE_FIGURE_ADVICE,
  LEREN_DIALOGUE_FIGURE_CLIENT,
} LerenDialogueFigure;

#define LEREN_TYPE_DIALOGUE (leren_dialogue_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenDialogue, leren_dialogue, LEREN, DIALOGUE, GObject)

LEREN_AVAILABLE_IN_0_1
LerenDialogue *leren_dialogue_read (LerenSnapshot *snapshot, const char *session,
                                    GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_dialogue_read_async (LerenSnapshot *snapshot, const char *session,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
LEREN_AVAILABLE_IN_0_1
LerenDialogue *leren_dialogue_read_finish (GAsyncResult *result, GError **error);

LEREN_AVAILABLE_IN_0_1
guint leren_dialogue_get_n_sessions (LerenDialogue *self);
LEREN_AVAILABLE_IN_0_1
guint leren_dialogue_get_n_unrecorded (LerenDialogue *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_dialogue_get_session (LerenDialogue *self, guint session);
LEREN_AVAILABLE_IN_0_1
guint leren_dialogue_get_n_voices (LerenDialogue *self, guint session);
LEREN_AVAILABLE_IN_0_1
guint leren_dialogue_get_n_present (LerenDialogue *self, guint session);
LEREN_AVAILABLE_IN_0_1
const char *leren_dialogue_get_participant (LerenDialogue *self, guint session, guint voice);
LEREN_AVAILABLE_IN_0_1
double leren_dialogue_get_amount (LerenDialogue *self, guint session, guint voice,
                                  LerenSpeech speech);
LEREN_AVAILABLE_IN_0_1
double leren_dialogue_get_share (LerenDialogue *self, guint session, guint voice,
                                 LerenSpeech speech);
LEREN_AVAILABLE_IN_0_1
double leren_dialogue_get_total (LerenDialogue *self, guint session, LerenSpeech speech);
LEREN_AVAILABLE_IN_0_1
double leren_dialogue_get_evenness (LerenDialogue *self, guint session, LerenSpeech speech);
LEREN_AVAILABLE_IN_0_1
guint leren_dialogue_get_n_of_kind (LerenDialogue *self, guint session, LerenContributionKind kind);
LEREN_AVAILABLE_IN_0_1
double leren_dialogue_get_question_advice_ratio (LerenDialogue *self, guint session);
LEREN_AVAILABLE_IN_0_1
guint leren_dialogue_get_n_advice_before_question (LerenDialogue *self, guint session);
LEREN_AVAILABLE_IN_0_1
LerenClientVoice leren_dialogue_get_client_voice (LerenDialogue *self, guint session);
LEREN_AVAILABLE_IN_0_1
double leren_dialogue_get_client_share (LerenDialogue *self, guint session, LerenSpeech speech);
LEREN_AVAILABLE_IN_0_1
double leren_dialogue_get_role_share (LerenDialogue *self, guint session, LerenRole role,
                                      LerenSpeech speech);
LEREN_AVAILABLE_IN_0_1
guint leren_dialogue_get_n_in_role (LerenDialogue *self, guint session, LerenRole role);

LEREN_AVAILABLE_IN_0_1
guint leren_dialogue_get_n_groups (LerenDialogue *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_dialogue_get_group (LerenDialogue *self, guint group);
LEREN_AVAILABLE_IN_0_1
guint leren_dialogue_get_n_dated (LerenDialogue *self, guint group);
LEREN_AVAILABLE_IN_0_1
double leren_dialogue_get_trend (LerenDialogue *self, guint group, LerenDialogueFigure figure);

LEREN_AVAILABLE_IN_0_1
LerenTable *leren_dialogue_get_sessions_table (LerenDialogue *self);
LEREN_AVAILABLE_IN_0_1
LerenTable *leren_dialogue_get_voices_table (LerenDialogue *self);
LEREN_AVAILABLE_IN_0_1
LerenTable *leren_dialogue_get_replies_table (LerenDialogue *self);
LEREN_AVAILABLE_IN_0_1
LerenTable *leren_dialogue_get_trends_table (LerenDialogue *self);
LEREN_AVAILABLE_IN_0_1
JsonNode *leren_dialogue_to_json (LerenDialogue *self);

G_END_DECLS
