/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "exchange/leren-json-document-private.h"

#include "core/leren-json-fault-private.h"
#include "core/leren-json-reader-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define FORMAT "leren"
#define VERSION 1

typedef enum {
  MEMBER_FORMAT,
  MEMBER_VERSION,
  MEMBER_FRAMEWORKS,
  MEMBER_RECORDS,
  N_MEMBERS,
} Member;

static const char *const member_names[N_MEMBERS] = { "format", "version", "frameworks", "records" };

struct _LerenJsonDocument {
  LerenJsonCutter *cutter;
  LerenJsonReader *reader;
  gboolean begun;
  gboolean ended;
  GHashTable *names; /* of the members so far */
  gboolean in_array;
  Member array;
  gint64 index; /* of the next element */
};

LerenJsonDocument *
_leren_json_document_new (LerenJsonCutter *cutter)
{
  LerenJsonDocument *self = g_new0 (LerenJsonDocument, 1);

  self->cutter = cutter;
  self->reader = _leren_json_reader_new ();
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
_leren_json_document_free (LerenJsonDocument *self)
{
  _leren_json_reader_free (self->reader);
  g_hash_table_unref (self->names);
  g_free (self);
}

static gboolean
fail (LerenJsonDocument *self, LerenError code, GError **error, const char *message)
{
  return _leren_json_cutter_fail (self->cutter, error, code, _ ("line %" PRIu64 ": %s"),
                                  self->cutter->buffer.line, message);
}

static gboolean
fail_expected (LerenJsonDocument *self, GError **error, const char *expected)
{
  g_autofree char *found = _leren_json_cutter_describe (self->cutter);
  /* Translators: what was found, such as “}”, then what is expected there, such as “a value” */
  g_autofree char *message = g_strdup_printf (_ ("%s where %s is expected"), found, expected);

  return fail (self, LEREN_ERROR_SYNTAX, error, message);
}

static gboolean
fail_element (LerenJsonDocument *self, LerenError code, GError **error, const char *message)
{
  return _leren_json_cutter_fail (
    self->cutter, error, code, _ ("%s[%" PRId64 "] (line %" PRIu64 "): %s"),
    member_names[self->array], self->index, self->cutter->buffer.line, message);
}

/* The next character that is not white space. It is an error that there is none. */
static gboolean
peek (LerenJsonDocument *self, char *c, GError **error)
{
  LerenJsonBuffer *buffer = &self->cutter->buffer;
  g_autofree char *where = NULL;

  if (!_leren_json_cutter_skip_space (self->cutter, error))
    return FALSE;
  if (_leren_json_buffer_length (buffer) > 0)
    {
      *c = *_leren_json_buffer_text (buffer);
      return TRUE;
    }
  if (self->in_array)
    where = g_strdup_printf (
      _ ("the file ends inside \"%s\", after %" PRId64 " elements; it was cut off"),
      member_names[self->array], self->index);
  return fail (self, LEREN_ERROR_SYNTAX, error,
               where != NULL ? where
                             : _ ("the file ends before the document does; it was cut off"));
}

static gboolean
take_char (LerenJsonDocument *self, char wanted, const char *expected, GError **error)
{
  char c;

  if (!peek (self, &c, error))
    return FALSE;
  if (c != wanted)
    return fail_expected (self, error, expected);
  _leren_json_buffer_skip (&self->cutter->buffer, 1);
  return TRUE;
}

/* Goes past the comma, which stands before all but the first, or past @close: then *closed. */
static gboolean
take_separator (LerenJsonDocument *self, gboolean is_first, char close, const char *expected,
                gboolean *closed, GError **error)
{
  char c;

  if (!peek (self, &c, error))
    return FALSE;
  *closed = c == close;
  if (is_first && c != close)
    return TRUE;
  if (c != close && c != ',')
    return fail_expected (self, error, expected);
  _leren_json_buffer_skip (&self->cutter->buffer, 1);
  return TRUE;
}

/* Reads a small part of the frame with the strict reader. The text of the tokens stays in place
 * until the window is filled again. */
static const LerenJsonToken *
read_value (LerenJsonDocument *self, GError **error)
{
  LerenJsonBuffer *buffer = &self->cutter->buffer;
  const LerenJsonToken *token;
  guint32 n_tokens;
  gsize length;
  char c;

  if (!peek (self, &c, error))
    return NULL;
  switch (_leren_json_cutter_find_value (self->cutter, &length, error))
    {
    case LEREN_JSON_CUT_FAILED:
      return NULL;
    case LEREN_JSON_CUT_SHORT:
      fail (self, LEREN_ERROR_SYNTAX, error,
            _ ("the file ends in the value that begins here; it was cut off"));
      return NULL;
    case LEREN_JSON_CUT_LONG:
      fail (self, LEREN_ERROR_LIMIT, error,
            _ ("the value that begins here is longer than the limit"));
      return NULL;
    case LEREN_JSON_CUT_FOUND:
      break;
    }
  if (length == 0)
    {
      fail_expected (self, error, _ ("a value"));
      return NULL;
    }
  token = _leren_json_reader_parse (self->reader, _leren_json_buffer_text (buffer), length,
                                    buffer->line, &n_tokens, error);
  if (token == NULL)
    g_prefix_error (error, "%s: ", self->cutter->name);
  else
    _leren_json_buffer_skip (buffer, length);
  return token;
}

static gboolean
check_format (LerenJsonDocument *self, const LerenJsonToken *token, GError **error)
{
  g_autofree char *quoted = NULL;
  g_autofree char *message = NULL;

  if (token->kind != LEREN_JSON_STRING)
    {
      message = g_strdup_printf (_ ("\"format\" is not a string; \"%s\" is expected"), FORMAT);
      return fail (self, LEREN_ERROR_INVALID, error, message);
    }
  if (token->length == strlen (FORMAT) && memcmp (token->text, FORMAT, token->length) == 0)
    return TRUE;
  quoted = _leren_json_fault_quote (token->text, token->length);
  message = g_strdup_printf (_ ("\"format\" is %s, not \"%s\"; this is not a document of libleren, "
                                "convert it first"),
                             quoted, FORMAT);
  return fail (self, LEREN_ERROR_UNSUPPORTED, error, message);
}

static gboolean
check_version (LerenJsonDocument *self, const LerenJsonToken *token, GError **error)
{
  g_autofree char *message = NULL;
  gint64 version;

  if (token->kind != LEREN_JSON_NUMBER ||
      !_leren_json_number_to_int64 (token->text, token->length, &version) || version < 1)
    return fail (self, LEREN_ERROR_INVALID, error,
                 _ ("\"version\" is not a version; 1 is expected"));
  if (version == VERSION)
    return TRUE;
  message = g_strdup_printf (_ ("\"version\" is %" PRId64 ", and this libleren reads version %d; "
                                "use a newer libleren"),
                             version, VERSION);
  return fail (self, LEREN_ERROR_UNSUPPORTED, error, message);
}

/* N_MEMBERS for any other name */
static Member
find_member (const char *name)
{
  Member member = 0;

  while (member < N_MEMBERS && strcmp (name, member_names[member]) != 0)
    member++;
  return member;
}

static gboolean
take_name (LerenJsonDocument *self, char **name, GError **error)
{
  const LerenJsonToken *token;
  g_autofree char *quoted = NULL;
  char c;

  if (!peek (self, &c, error))
    return FALSE;
  if (c != '"')
    return fail_expected (self, error, _ ("the name of a member, in double quotes,"));
  token = read_value (self, error);
  if (token == NULL)
    return FALSE;

  *name = g_strndup (token->text, token->length);
  quoted = _leren_json_fault_quote (token->text, token->length);
  if (token->has_nul || (find_member (*name) == N_MEMBERS && strchr (*name, '.') == NULL))
    {
      g_autofree char *message = g_strdup_printf (
        _ ("a document has no member %s; the name of a member of your own contains a dot"), quoted);

      return fail (self, LEREN_ERROR_INVALID, error, message);
    }
  if (!g_hash_table_add (self->names, g_strdup (*name)))
    {
      g_autofree char *message =
        g_strdup_printf (_ ("the member %s is in the document twice"), quoted);

      return fail (self, LEREN_ERROR_SYNTAX, error, message);
    }
  return TRUE;
}

static gboolean
take_member (LerenJsonDocument *self, GError **error)
{
  g_autofree char *name = NULL;
  const LerenJsonToken *token;
  Member member;
  char c;

  if (!take_name (self, &name, error) || !take_char (self, ':', "“:”", error) ||
      !peek (self, &c, error))
    return FALSE;

  member = find_member (name);
  if (member == MEMBER_FRAMEWORKS || member == MEMBER_RECORDS)
    {
      g_autofree char *expected = g_strdup_printf (_ ("the array \"%s\""), name);

      self->in_array = TRUE;
      self->array = member;
      self->index = 0;
      return take_char (self, '[', expected, error);
    }

  token = read_value (self, error);
  if (token == NULL)
    return FALSE;
  if (member == MEMBER_FORMAT)
    return check_format (self, token, error);
  if (member == MEMBER_VERSION)
    return check_version (self, token, error);
  return TRUE;
}

static gboolean
take_element (LerenJsonDocument *self, LerenJsonPart *part, GError **error)
{
  LerenJsonBuffer *buffer = &self->cutter->buffer;
  g_autofree char *message = NULL;
  gsize length;
  char c;

  if (!peek (self, &c, error))
    return FALSE;
  switch (_leren_json_cutter_find_value (self->cutter, &length, error))
    {
    case LEREN_JSON_CUT_FAILED:
      return FALSE;
    case LEREN_JSON_CUT_SHORT:
      return fail_element (self, LEREN_ERROR_SYNTAX, error,
                           _ ("the file ends in this element; it was cut off"));
    case LEREN_JSON_CUT_LONG:
      message = g_strdup_printf (_ ("longer than %" PRIu64 " bytes, the limit"),
                                 (guint64) self->cutter->max_length);
      return fail_element (self, LEREN_ERROR_LIMIT, error, message);
    case LEREN_JSON_CUT_FOUND:
      break;
    }
  if (length == 0)
    return fail_expected (self, error, _ ("a value"));
  *part = (LerenJsonPart){
    .text = _leren_json_buffer_text (buffer),
    .length = length,
    .line = buffer->line,
    .index = self->index++,
    .framework = self->array == MEMBER_FRAMEWORKS,
  };
  return TRUE;
}

static gboolean
check_end (LerenJsonDocument *self, GError **error)
{
  static const Member required[] = { MEMBER_FORMAT, MEMBER_VERSION, MEMBER_RECORDS };

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    if (!g_hash_table_contains (self->names, member_names[required[i]]))
      return _leren_json_cutter_fail (self->cutter, error, LEREN_ERROR_MISSING,
                                      _ ("the document has no \"%s\"; a document is {\"format\": "
                                         "\"%s\", \"version\": %d, \"records\": [...]}"),
                                      member_names[required[i]], FORMAT, VERSION);

  if (!_leren_json_cutter_skip_space (self->cutter, error))
    return FALSE;
  if (_leren_json_buffer_length (&self->cutter->buffer) > 0)
    return fail (self, LEREN_ERROR_SYNTAX, error, _ ("text after the end of the document"));
  self->ended = TRUE;
  return TRUE;
}

gboolean
_leren_json_document_next (LerenJsonDocument *self, LerenJsonPart *part, GError **error)
{
  gboolean closed;

  if (!self->begun && !take_char (self, '{', "“{”", error))
    return FALSE;
  self->begun = TRUE;

  while (!self->ended)
    {
      if (self->in_array)
        {
          if (!take_separator (self, self->index == 0, ']', _ ("“,” or “]”"), &closed, error))
            return FALSE;
          if (!closed)
            return take_element (self, part, error);
          self->in_array = FALSE;
        }
      else
        {
          if (!take_separator (self, g_hash_table_size (self->names) == 0, '}', _ ("“,” or “}”"),
                               &closed, error))
            return FALSE;
          if (!(closed ? check_end : take_member) (self, error))
            return FALSE;
        }
    }
  return FALSE;
}
