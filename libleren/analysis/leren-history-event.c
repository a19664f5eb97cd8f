/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-history-private.h"

#include "core/leren-time-private.h"
#include "leren-enum-types.h"

#include "analysis/leren-profile-private.h"
#include "analysis/leren-writing-private.h"

#include <math.h>

/**
 * LerenHistoryEvent:
 *
 * Something that happened in a practice, as its learning history tells it: what, when, on which record, and by
 * which records that can be seen. An event does not change.
 *
 * Since: 0.1
 */
struct _LerenHistoryEvent {
  GObject parent_instance;

  LerenHistoryContent *content;
  GDateTime *moment;
};

G_DEFINE_FINAL_TYPE (LerenHistoryEvent, leren_history_event, G_TYPE_OBJECT)

void
_leren_history_content_free (LerenHistoryContent *content)
{
  g_free (content->record);
  g_free (content->title);
  g_free (content->concept);
  g_ptr_array_unref (content->evidence);
  for (guint i = 0; i < LEREN_N_LANGUAGES; i++)
    g_free (content->explanations[i]);
  g_free (content);
}

static void
leren_history_event_finalize (GObject *object)
{
  LerenHistoryEvent *self = LEREN_HISTORY_EVENT (object);

  _leren_history_content_free (self->content);
  g_clear_pointer (&self->moment, g_date_time_unref);

  G_OBJECT_CLASS (leren_history_event_parent_class)->finalize (object);
}

static void
leren_history_event_class_init (LerenHistoryEventClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_history_event_finalize;
}

static void
leren_history_event_init (LerenHistoryEvent *self)
{
}

LerenHistoryEvent *
_leren_history_event_new (LerenHistoryContent *content)
{
  LerenHistoryEvent *self = g_object_new (LEREN_TYPE_HISTORY_EVENT, NULL);
  const gint64 moment = content->date.moment;

  g_ptr_array_add (content->evidence, NULL);
  self->content = content;
  if (moment != LEREN_ABSENT_TIME)
    {
      gint64 seconds = moment / G_USEC_PER_SEC, rest = moment % G_USEC_PER_SEC;
      g_autoptr (GDateTime) whole =
        g_date_time_new_from_unix_utc (rest < 0 ? seconds - 1 : seconds);

      if (whole != NULL)
        self->moment = g_date_time_add (whole, rest < 0 ? rest + G_USEC_PER_SEC : rest);
    }
  return self;
}

const LerenHistoryContent *
_leren_history_event_content (LerenHistoryEvent *self)
{
  return self->content;
}

/**
 * leren_history_event_get_kind:
 * @self: an event
 *
 * What it is.
 *
 * Returns: the kind of event
 *
 * Since: 0.1
 */
LerenHistoryKind
leren_history_event_get_kind (LerenHistoryEvent *self)
{
  g_return_val_if_fail (LEREN_IS_HISTORY_EVENT (self), LEREN_HISTORY_KIND_SESSION);
  return self->content->kind;
}

/**
 * leren_history_event_is_turning_point:
 * @self: an event
 *
 * Whether the practice went on in another way from there: its reflections shifted, or a chain of action
 * cycles was concluded.
 *
 * Returns: %TRUE if it is a turning point
 *
 * Since: 0.1
 */
gboolean
leren_history_event_is_turning_point (LerenHistoryEvent *self)
{
  g_return_val_if_fail (LEREN_IS_HISTORY_EVENT (self), FALSE);
  return self->content->kind == LEREN_HISTORY_KIND_SHIFT ||
         self->content->kind == LEREN_HISTORY_KIND_CONCLUSION;
}

/**
 * leren_history_event_get_dating:
 * @self: an event
 *
 * By what it is known when it was.
 *
 * Returns: by what
 *
 * Since: 0.1
 */
LerenHistoryDating
leren_history_event_get_dating (LerenHistoryEvent *self)
{
  g_return_val_if_fail (LEREN_IS_HISTORY_EVENT (self), LEREN_HISTORY_DATING_NONE);
  return self->content->date.dating;
}

/**
 * leren_history_event_get_moment:
 * @self: an event
 *
 * When it was. Where a day is all that is known, midnight.
 *
 * Returns: (nullable) (transfer none): the moment, in UTC, or %NULL where nobody wrote it down
 *
 * Since: 0.1
 */
GDateTime *
leren_history_event_get_moment (LerenHistoryEvent *self)
{
  g_return_val_if_fail (LEREN_IS_HISTORY_EVENT (self), NULL);
  return self->moment;
}

/**
 * leren_history_event_get_record_type:
 * @self: an event
 *
 * Of which type the record is that tells of it.
 *
 * Returns: (transfer none): the name of a record type
 *
 * Since: 0.1
 */
const char *
leren_history_event_get_record_type (LerenHistoryEvent *self)
{
  g_return_val_if_fail (LEREN_IS_HISTORY_EVENT (self), NULL);
  return self->content->record_type;
}

/**
 * leren_history_event_get_record:
 * @self: an event
 *
 * The record that tells of it: the session, the tension, the conversion, the last action of a chain; of a
 * shift the practice.
 *
 * Returns: (transfer none): the id of a record
 *
 * Since: 0.1
 */
const char *
leren_history_event_get_record (LerenHistoryEvent *self)
{
  g_return_val_if_fail (LEREN_IS_HISTORY_EVENT (self), NULL);
  return self->content->record;
}

/**
 * leren_history_event_get_title:
 * @self: an event
 *
 * What people recognise it by: the title of its record, as it was when the history was told; of a
 * conversion the first statement that came of it.
 *
 * Returns: (nullable) (transfer none): the title, or %NULL where it has none
 *
 * Since: 0.1
 */
const char *
leren_history_event_get_title (LerenHistoryEvent *self)
{
  g_return_val_if_fail (LEREN_IS_HISTORY_EVENT (self), NULL);
  return self->content->title;
}

/**
 * leren_history_event_get_concept:
 * @self: an event
 *
 * Which concept it is about: the phase, the level or loop that reflections moved to, or the mode by
 * which knowledge was made.
 *
 * Returns: (nullable) (transfer none): the concept as FRAMEWORK/CONCEPT, or %NULL where it is about none
 *
 * Since: 0.1
 */
const char *
leren_history_event_get_concept (LerenHistoryEvent *self)
{
  g_return_val_if_fail (LEREN_IS_HISTORY_EVENT (self), NULL);
  return self->content->concept;
}

/**
 * leren_history_event_get_figure:
 * @self: an event
 *
 * How much it is: how many actions a session agreed on, how many pieces of knowledge were made, how many
 * cycles a chain has, by how many steps the median went up (or, below 0, down).
 *
 * Returns: the figure, or NaN where it has none
 *
 * Since: 0.1
 */
double
leren_history_event_get_figure (LerenHistoryEvent *self)
{
  g_return_val_if_fail (LEREN_IS_HISTORY_EVENT (self), NAN);
  return self->content->figure;
}

/**
 * leren_history_event_get_unit:
 * @self: an event
 *
 * What the figure counts, in English.
 *
 * Returns: (nullable) (transfer none): the unit, or %NULL where it has no figure
 *
 * Since: 0.1
 */
const char *
leren_history_event_get_unit (LerenHistoryEvent *self)
{
  g_return_val_if_fail (LEREN_IS_HISTORY_EVENT (self), NULL);
  return self->content->unit;
}

/**
 * leren_history_event_get_chance:
 * @self: an event
 *
 * Of a shift, how probable it is that reflections differ as much by chance (Mann & Whitney, 1947).
 *
 * Returns: the probability, or NaN for other events
 *
 * Since: 0.1
 */
double
leren_history_event_get_chance (LerenHistoryEvent *self)
{
  g_return_val_if_fail (LEREN_IS_HISTORY_EVENT (self), NAN);
  return self->content->chance;
}

/**
 * leren_history_event_get_evidence:
 * @self: an event
 *
 * The records by which it can be seen, besides its own: the actions of a chain, the pieces of knowledge that
 * were made, the reflections before a shift and after it.
 *
 * Returns: (array zero-terminated=1) (transfer none): the ids of records, in their order; maybe none
 *
 * Since: 0.1
 */
const char *const *
leren_history_event_get_evidence (LerenHistoryEvent *self)
{
  g_return_val_if_fail (LEREN_IS_HISTORY_EVENT (self), NULL);
  return (const char *const *) self->content->evidence->pdata;
}

/**
 * leren_history_event_get_n_evidence_before:
 * @self: an event
 *
 * Of a shift, how many of the reflections came before it.
 *
 * Returns: the number of reflections; 0 for other events
 *
 * Since: 0.1
 */
guint
leren_history_event_get_n_evidence_before (LerenHistoryEvent *self)
{
  g_return_val_if_fail (LEREN_IS_HISTORY_EVENT (self), 0);
  return self->content->n_before;
}

/**
 * leren_history_event_get_explanation:
 * @self: an event
 * @language: (nullable): `en` or `nl`, or %NULL for the one of the locale
 *
 * What there is to say of it besides its title, in a sentence or two. Another language gives English.
 *
 * Returns: (nullable) (transfer none): the explanation, or %NULL where the title says all
 *
 * Since: 0.1
 */
const char *
leren_history_event_get_explanation (LerenHistoryEvent *self, const char *language)
{
  g_return_val_if_fail (LEREN_IS_HISTORY_EVENT (self), NULL);
  return self->content->explanations[_leren_language_of (language)];
}

/**
 * leren_history_event_get_source:
 * @self: an event
 *
 * On what a turning point stands: who tells the history of a practice in this way.
 *
 * Returns: (nullable) (transfer none): authors and year, or %NULL for what is no turning point
 *
 * Since: 0.1
 */
const char *
leren_history_event_get_source (LerenHistoryEvent *self)
{
  g_return_val_if_fail (LEREN_IS_HISTORY_EVENT (self), NULL);
  return self->content->source;
}

static void
write_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
write_record (const LerenHistoryContent *content, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "record");
  json_builder_begin_object (builder);
  write_text (builder, "type", content->record_type);
  write_text (builder, "id", content->record);
  json_builder_end_object (builder);
}

static void
write_explanations (const LerenHistoryContent *content, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "explanation");
  if (content->explanations[LEREN_ENGLISH] == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  for (guint i = 0; i < LEREN_N_LANGUAGES; i++)
    write_text (builder, _leren_languages[i], content->explanations[i]);
  json_builder_end_object (builder);
}

/**
 * leren_history_event_to_json:
 * @self: an event
 *
 * The event as JSON, in the form of `leren history --json`.
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 0.1
 */
JsonNode *
leren_history_event_to_json (LerenHistoryEvent *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GEnumClass) kinds = NULL;
  g_autoptr (GEnumClass) datings = NULL;
  g_autofree char *moment = NULL;
  const LerenHistoryContent *content;

  g_return_val_if_fail (LEREN_IS_HISTORY_EVENT (self), NULL);

  content = self->content;
  kinds = g_type_class_ref (LEREN_TYPE_HISTORY_KIND);
  datings = g_type_class_ref (LEREN_TYPE_HISTORY_DATING);
  moment = self->moment != NULL ? _leren_time_format (self->moment) : NULL;
  json_builder_begin_object (builder);
  write_text (builder, "kind", g_enum_get_value (kinds, content->kind)->value_nick);
  json_builder_set_member_name (builder, "turning_point");
  json_builder_add_boolean_value (builder, leren_history_event_is_turning_point (self));
  write_text (builder, "moment", moment);
  write_text (builder, "dated_by",
              content->date.dating != LEREN_HISTORY_DATING_NONE
                ? g_enum_get_value (datings, content->date.dating)->value_nick
                : NULL);
  write_record (content, builder);
  write_text (builder, "title", content->title);
  write_text (builder, "concept", content->concept);
  _leren_write_number (builder, "figure", content->figure);
  write_text (builder, "unit", content->unit);
  _leren_write_number (builder, "chance", content->chance);
  json_builder_set_member_name (builder, "evidence");
  json_builder_begin_array (builder);
  for (const char *const *id = leren_history_event_get_evidence (self); *id != NULL; id++)
    json_builder_add_string_value (builder, *id);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "evidence_before");
  json_builder_add_int_value (builder, content->n_before);
  write_explanations (content, builder);
  write_text (builder, "source", content->source);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
