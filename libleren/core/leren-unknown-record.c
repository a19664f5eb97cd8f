/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-unknown-record-private.h"

#include "core/leren-json-compact-private.h"
#include "core/leren-record-private.h"

#include <glib/gi18n-lib.h>

/**
 * LerenUnknownRecord:
 *
 * A record of a type that this program does not know: of a later version of the library, or of
 * another program's own. It is kept, and written back as it was: what is set in it changes nothing.
 *
 * Since: 0.1
 */
struct _LerenUnknownRecord {
  LerenRecord parent_instance;

  const char *type_name;
  char *json;
  gboolean postponed;
};

G_DEFINE_FINAL_TYPE (LerenUnknownRecord, leren_unknown_record, LEREN_TYPE_RECORD)

static void
leren_unknown_record_finalize (GObject *object)
{
  LerenUnknownRecord *self = LEREN_UNKNOWN_RECORD (object);

  g_free (self->json);
  G_OBJECT_CLASS (leren_unknown_record_parent_class)->finalize (object);
}

static gboolean
leren_unknown_record_validate (LerenRecord *record, GError **error)
{
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
               _ ("record type “%s” is not known here; register it to use its records"),
               LEREN_UNKNOWN_RECORD (record)->type_name);
  return FALSE;
}

static void
leren_unknown_record_class_init (LerenUnknownRecordClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_unknown_record_finalize;
  LEREN_RECORD_CLASS (class)->validate = leren_unknown_record_validate;
}

static void
leren_unknown_record_init (LerenUnknownRecord *self)
{
  self->type_name = "";
  self->json = g_strdup ("{}");
}

static const LerenField *
find_common (const LerenJsonToken *name)
{
  for (guint i = 0; i < LEREN_RECORD_N_FIELDS; i++)
    if (_leren_record_fields[i].name_length == name->length &&
        memcmp (_leren_record_fields[i].name, name->text, name->length) == 0)
      return &_leren_record_fields[i];
  return NULL;
}

/* What every record has can be asked of this one too; without an id it is none. What a later
 * version says in another way is kept in the JSON alone. */
static gboolean
read_common (LerenUnknownRecord *self, const LerenJsonToken *tokens, GError **error)
{
  g_autoptr (LerenArena) arena = _leren_arena_new ();
  g_autofree char *shown_type = _leren_field_shown (self->type_name, strlen (self->type_name), 128);

  for (guint32 i = 1; i < tokens[0].end; i = tokens[i + 1].end)
    {
      const LerenField *field = find_common (&tokens[i]);
      g_autoptr (GError) local = NULL;
      const LerenJsonToken *as_given;
      LerenCell cell = { 0 };

      if (field == NULL)
        continue;
      if (_leren_field_read (field, tokens, i + 1, arena, &cell, &as_given, &local))
        _leren_record_put_cell (LEREN_RECORD (self), field, &cell);
      else if (field->index == LEREN_RECORD_ID)
        {
          g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s: ", shown_type);
          return FALSE;
        }
    }
  if (leren_record_is_set (LEREN_RECORD (self), "id"))
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_MISSING,
               _ ("%s: member “id” is missing; it is required"), shown_type);
  return FALSE;
}

LerenRecord *
_leren_unknown_record_new (const char *type_name, const LerenJsonToken *tokens, GError **error)
{
  g_autoptr (LerenUnknownRecord) self = g_object_new (LEREN_TYPE_UNKNOWN_RECORD, NULL);
  gsize length;

  self->type_name = g_intern_string (type_name);
  if (!read_common (self, tokens, error))
    return NULL;
  length = _leren_json_compact_length (tokens[0].text, tokens[0].length);
  g_free (self->json);
  self->json = g_malloc0 (length + 1);
  _leren_json_compact (tokens[0].text, tokens[0].length, self->json);
  return LEREN_RECORD (g_steal_pointer (&self));
}

LerenRecord *
_leren_unknown_record_from_json (const char *type_name, const char *json, gsize length,
                                 GError **error)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  const LerenJsonToken *tokens;
  guint32 n_tokens;

  tokens = _leren_json_reader_parse (reader, json, length, 1, &n_tokens, error);
  return tokens != NULL ? _leren_unknown_record_new (type_name, tokens, error) : NULL;
}

void
_leren_unknown_record_postpone (LerenRecord *record)
{
  LEREN_UNKNOWN_RECORD (record)->postponed = TRUE;
}

LerenRecord *
_leren_record_catch_up (LerenRecord *record, GError **error)
{
  g_autoptr (LerenRecord) read = record;
  LerenRecord *made;

  if (!LEREN_IS_UNKNOWN_RECORD (read) || !LEREN_UNKNOWN_RECORD (read)->postponed)
    return g_steal_pointer (&read);
  made = leren_record_from_json (LEREN_UNKNOWN_RECORD (read)->json, -1, error);
  if (made != NULL)
    {
      _leren_record_set_place (made, _leren_record_get_place (read));
      _leren_record_copy_revision (made, read);
    }
  return made;
}

const char *
_leren_unknown_record_get_type_name (LerenUnknownRecord *self)
{
  return self->type_name;
}

/**
 * leren_unknown_record_get_json:
 * @self: a record of an unknown type
 *
 * All there is of the record.
 *
 * Returns: (transfer none): a JSON object
 *
 * Since: 0.1
 */
const char *
leren_unknown_record_get_json (LerenUnknownRecord *self)
{
  g_return_val_if_fail (LEREN_IS_UNKNOWN_RECORD (self), NULL);
  return self->json;
}
