/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-dialogue-private.h"

#include "analysis/leren-meetings-private.h"
#include "analysis/leren-profile-private.h"
#include "analysis/leren-writing-private.h"
#include "core/leren-time-private.h"

#include <math.h>

static void
add_id (JsonBuilder *builder, const LerenRows *rows, guint32 row)
{
  g_autofree char *id = _leren_rows_dup_id (rows, row);

  json_builder_add_string_value (builder, id);
}

static void
write_id (JsonBuilder *builder, const char *name, const LerenRows *rows, gint32 row)
{
  json_builder_set_member_name (builder, name);
  if (row >= 0)
    add_id (builder, rows, row);
  else
    json_builder_add_null_value (builder);
}

/* whole, where it is counted; null where it is not known */
static void
write_count (JsonBuilder *builder, const char *name, double value)
{
  if (isnan (value))
    _leren_write_number (builder, name, value);
  else
    _leren_write_integer (builder, name, value);
}

/* the amounts, and their shares of what all said */
static void
write_amounts (JsonBuilder *builder, const LerenHeard *heard, const double *amounts)
{
  const double *totals = heard->totals;

  write_count (builder, "turns", amounts[LEREN_SPEECH_TURNS]);
  write_count (builder, "words", amounts[LEREN_SPEECH_WORDS]);
  _leren_write_number (builder, "seconds", amounts[LEREN_SPEECH_SECONDS]);
  _leren_write_number (builder, "share", amounts[LEREN_SPEECH_TURNS] / totals[LEREN_SPEECH_TURNS]);
  _leren_write_number (builder, "words_share",
                       amounts[LEREN_SPEECH_WORDS] / totals[LEREN_SPEECH_WORDS]);
  _leren_write_number (builder, "seconds_share",
                       amounts[LEREN_SPEECH_SECONDS] / totals[LEREN_SPEECH_SECONDS]);
}

static void
write_voices (LerenDialogue *self, JsonBuilder *builder, const LerenHeard *heard)
{
  json_builder_set_member_name (builder, "voices");
  json_builder_begin_array (builder);
  for (guint i = 0; i < heard->n_voices; i++)
    {
      const LerenVoice *voice = _leren_dialogue_voice (self, heard, i);

      json_builder_begin_object (builder);
      write_id (builder, "participant", self->turns.people, voice->person);
      write_amounts (builder, heard, voice->amounts);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_asking (LerenDialogue *self, JsonBuilder *builder, guint session)
{
  const LerenAsking *asking = &_leren_dialogue_session (self, session)->asking;

  _leren_write_integer (builder, "open_questions", asking->n_open);
  _leren_write_integer (builder, "closed_questions", asking->n_closed);
  _leren_write_integer (builder, "advice", asking->n_advice);
  _leren_write_number (builder, "question_advice_ratio",
                       leren_dialogue_get_question_advice_ratio (self, session));
  _leren_write_integer (builder, "advice_before_question", asking->n_early);
  _leren_write_number (builder, "advice_before_question_share",
                       (double) asking->n_early / asking->n_advice);
}

static void
write_kinds (LerenDialogue *self, JsonBuilder *builder, const LerenHeard *heard)
{
  const LerenField *field = _leren_rows_get_vector (self->turns.turns, "kind")->field;

  json_builder_set_member_name (builder, "kinds");
  json_builder_begin_object (builder);
  for (guint i = 0; field != NULL && i < field->n_words && i + 1 < LEREN_MAX_KINDS; i++)
    _leren_write_integer (builder, field->words[i], heard->kinds[i + 1]);
  json_builder_end_object (builder);
}

static void
write_silent (LerenDialogue *self, JsonBuilder *builder, const LerenHeard *heard)
{
  json_builder_set_member_name (builder, "silent");
  json_builder_begin_array (builder);
  /* where no turn is on record, that somebody did not speak is not known */
  for (guint i = heard->n_voices; heard->n_voices > 0 && i < heard->n_present; i++)
    add_id (builder, self->turns.people, _leren_dialogue_voice (self, heard, i)->person);
  json_builder_end_array (builder);
}

static void
write_replies (LerenDialogue *self, JsonBuilder *builder, const LerenHeard *heard)
{
  json_builder_set_member_name (builder, "replies");
  json_builder_begin_array (builder);
  for (guint i = 0; i < heard->n_replies; i++)
    {
      const LerenReply *reply = &g_array_index (self->replies, LerenReply, heard->first_reply + i);

      json_builder_begin_object (builder);
      write_id (builder, "from", self->turns.people, reply->from);
      write_id (builder, "to", self->turns.people, reply->to);
      _leren_write_integer (builder, "turns", reply->n);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_roles (LerenDialogue *self, JsonBuilder *builder, const LerenHeard *heard)
{
  const LerenField *field = _leren_rows_get_vector (self->turns.people, "roles")->field;

  json_builder_set_member_name (builder, "roles");
  json_builder_begin_array (builder);
  for (guint i = 0; field != NULL && i < field->n_words; i++)
    {
      double amounts[LEREN_N_SPEECHES];
      guint n_people;

      for (guint speech = 0; speech < LEREN_N_SPEECHES; speech++)
        amounts[speech] = _leren_dialogue_sum_role (self, heard, i + 1, speech, &n_people);
      if (n_people == 0)
        continue;
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "role");
      json_builder_add_string_value (builder, field->words[i]);
      _leren_write_integer (builder, "present", n_people);
      _leren_write_number (builder, "present_share", (double) n_people / heard->n_present);
      write_amounts (builder, heard, amounts);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_session (LerenDialogue *self, JsonBuilder *builder, guint session)
{
  const LerenHeard *heard = _leren_dialogue_session (self, session);
  const LerenRows *sessions = self->turns.sessions;
  const gint64 started = _leren_rows_get_vector (sessions, "started")->integers[heard->row];

  json_builder_begin_object (builder);
  write_id (builder, "session", sessions, heard->row);
  json_builder_set_member_name (builder, "started");
  if (started != LEREN_ABSENT_TIME)
    {
      g_autoptr (GDateTime) epoch = g_date_time_new_from_unix_utc (0);
      g_autoptr (GDateTime) time = g_date_time_add (epoch, started);
      g_autofree char *text = _leren_time_format (time);

      json_builder_add_string_value (builder, text);
    }
  else
    json_builder_add_null_value (builder);
  write_id (builder, "team", _leren_snapshot_get_rows (self->snapshot, "team"),
            sessions->belongs[LEREN_BELONGS_TO_TEAM][heard->row]);
  write_id (builder, "practice", _leren_snapshot_get_rows (self->snapshot, "practice"),
            sessions->belongs[LEREN_BELONGS_TO_PRACTICE][heard->row]);
  _leren_write_integer (builder, "present", heard->n_present);
  _leren_write_integer (builder, "turns", heard->totals[LEREN_SPEECH_TURNS]);
  write_count (builder, "words", heard->totals[LEREN_SPEECH_WORDS]);
  _leren_write_number (builder, "seconds", heard->totals[LEREN_SPEECH_SECONDS]);
  _leren_write_integer (builder, "turns_with_text", heard->n_told[LEREN_SPEECH_WORDS]);
  _leren_write_integer (builder, "turns_with_seconds", heard->n_told[LEREN_SPEECH_SECONDS]);
  write_voices (self, builder, heard);
  _leren_write_number (builder, "evenness", heard->evenness[LEREN_SPEECH_TURNS]);
  _leren_write_number (builder, "evenness_words", heard->evenness[LEREN_SPEECH_WORDS]);
  _leren_write_number (builder, "evenness_seconds", heard->evenness[LEREN_SPEECH_SECONDS]);
  write_asking (self, builder, session);
  write_kinds (self, builder, heard);
  write_silent (self, builder, heard);
  write_replies (self, builder, heard);
  json_builder_set_member_name (builder, "client");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "voice");
  json_builder_add_string_value (builder, _leren_client_voice_names[heard->client]);
  write_amounts (builder, heard, heard->client_amounts);
  json_builder_end_object (builder);
  write_roles (self, builder, heard);
  json_builder_end_object (builder);
}

static void
write_trend (LerenDialogue *self, JsonBuilder *builder, const LerenDialogueTrend *trend)
{
  guint32 row;
  const LerenRows *rows = _leren_group_at (self->snapshot, trend->group, &row);

  json_builder_begin_object (builder);
  write_id (builder, rows->declaration->name, rows, row);
  _leren_write_integer (builder, "sessions", trend->n_sessions);
  for (guint i = 0; i < LEREN_N_FIGURES; i++)
    _leren_write_number (builder, _leren_dialogue_figure_names[i], trend->trends[i]);
  json_builder_end_object (builder);
}

static void
write_ids (JsonBuilder *builder, const char *name, GPtrArray *ids)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < ids->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (ids, i));
  json_builder_end_array (builder);
}

/**
 * leren_dialogue_to_json:
 * @self: a dialogue
 *
 * All of it as JSON, in the form of `leren dialogue --json`. `share` and `evenness` are by turns;
 * what is by words or by seconds says so in its name. `changed` and `gone` name the turns that were
 * changed or deleted since the snapshot was taken.
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 0.1
 */
JsonNode *
leren_dialogue_to_json (LerenDialogue *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (LEREN_IS_DIALOGUE (self), NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "sessions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->sessions->len; i++)
    write_session (self, builder, i);
  json_builder_end_array (builder);
  _leren_write_integer (builder, "unrecorded", self->n_unrecorded);
  json_builder_set_member_name (builder, "trends");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->trends->len; i++)
    write_trend (self, builder, &g_array_index (self->trends, LerenDialogueTrend, i));
  json_builder_end_array (builder);
  write_ids (builder, "changed", self->changed);
  write_ids (builder, "gone", self->gone);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
