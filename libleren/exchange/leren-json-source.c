/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "exchange/leren-json-source-private.h"

#include "exchange/leren-json-cutter-private.h"
#include "exchange/leren-json-document-private.h"
#include "exchange/leren-json-shape-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

struct _LerenJsonSource {
  LerenJsonCutter cutter;
  LerenJsonSourceFormat format;
  enum { BEGIN, LINES, DOCUMENT, FRAMEWORK, END } state;
  LerenJsonDocument *document;
  gboolean any;    /* a line has been given out */
  gsize used;      /* bytes of the window that the last part took */
  GError *failure; /* after an error there is nothing but that error */
};

LerenJsonSource *
_leren_json_source_new (GInputStream *stream, const char *name, LerenJsonSourceFormat format,
                        gsize max_length)
{
  LerenJsonSource *self = g_new0 (LerenJsonSource, 1);

  _leren_json_buffer_init (&self->cutter.buffer, stream);
  self->cutter.name = g_strdup (name);
  self->cutter.max_length = max_length;
  self->format = format;
  self->document = _leren_json_document_new (&self->cutter);
  return self;
}

void
_leren_json_source_free (LerenJsonSource *self)
{
  _leren_json_document_free (self->document);
  _leren_json_buffer_clear (&self->cutter.buffer);
  g_clear_error (&self->failure);
  g_free (self->cutter.name);
  g_free (self);
}

const char *
_leren_json_source_get_name (LerenJsonSource *self)
{
  return self->cutter.name;
}

guint64
_leren_json_source_get_position (LerenJsonSource *self)
{
  return self->cutter.buffer.position + self->used;
}

static gboolean
fail_at_line (LerenJsonSource *self, LerenError code, GError **error, const char *message)
{
  return _leren_json_cutter_fail (&self->cutter, error, code, _ ("line %" PRIu64 ": %s"),
                                  self->cutter.buffer.line, message);
}

static gboolean
fail_too_long (LerenJsonSource *self, GError **error)
{
  g_autofree char *message = g_strdup_printf (_ ("longer than %" PRIu64 " bytes, the limit"),
                                              (guint64) self->cutter.max_length);

  return fail_at_line (self, LEREN_ERROR_LIMIT, error, message);
}

/* What a file that is no JSON often begins with */
static const struct {
  const char *bytes;
  const char *message;
} signatures[] = {
  { "\xef\xbb\xbf", N_ ("the file begins with a byte order mark; save it as UTF-8 without one") },
  { "\xff\xfe", N_ ("the file is UTF-16; save it as UTF-8") },
  { "\xfe\xff", N_ ("the file is UTF-16; save it as UTF-8") },
  { "\x1f\x8b", N_ ("the file is compressed; unpack it first") },
  { "PK\x03\x04", N_ ("the file is a ZIP archive; unpack it first") },
  { "SQLite", N_ ("the file is a database, not JSON; open it as a store") },
};

/* As far as there is something to compare */
static gboolean
begins_with (const LerenJsonBuffer *buffer, const char *bytes, gsize length)
{
  gsize held = MIN (_leren_json_buffer_length (buffer), length);

  return held == 0 || memcmp (_leren_json_buffer_text (buffer), bytes, held) == 0;
}

static gboolean
check_signature (LerenJsonSource *self, GError **error)
{
  const LerenJsonBuffer *buffer = &self->cutter.buffer;

  for (guint i = 0; i < G_N_ELEMENTS (signatures); i++)
    {
      gsize length = strlen (signatures[i].bytes);

      /* no further than it looks like it: who types a short line waits for an answer */
      while (begins_with (buffer, signatures[i].bytes, length))
        {
          if (_leren_json_buffer_length (buffer) >= length)
            return _leren_json_cutter_fail (&self->cutter, error, LEREN_ERROR_SYNTAX, "%s",
                                            _ (signatures[i].message));
          if (buffer->at_end)
            break;
          if (!_leren_json_cutter_fill (&self->cutter, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
tell_shape (LerenJsonSource *self, LerenJsonShape *shape, GError **error)
{
  const LerenJsonBuffer *buffer = &self->cutter.buffer;

  for (;;)
    {
      gsize length = _leren_json_buffer_length (buffer);

      if (_leren_json_shape_tell (_leren_json_buffer_text (buffer), length,
                                  buffer->at_end || length >= LEREN_JSON_SHAPE_LENGTH, shape))
        return TRUE;
      if (!_leren_json_cutter_fill (&self->cutter, error))
        return FALSE;
    }
}

static gboolean
begin (LerenJsonSource *self, GError **error)
{
  const LerenJsonBuffer *buffer = &self->cutter.buffer;
  LerenJsonShape shape;

  if (!check_signature (self, error))
    return FALSE;
  if (self->format == LEREN_JSON_SOURCE_LINES)
    {
      self->state = LINES;
      return TRUE;
    }

  if (!_leren_json_cutter_skip_space (&self->cutter, error))
    return FALSE;
  if (_leren_json_buffer_length (buffer) == 0)
    return _leren_json_cutter_fail (&self->cutter, error, LEREN_ERROR_SYNTAX,
                                    _ ("the file is empty"));
  if (*_leren_json_buffer_text (buffer) != '{')
    {
      g_autofree char *found = _leren_json_cutter_describe (&self->cutter);
      g_autofree char *message = g_strdup_printf (
        _ ("%s where “{” is expected; a document and each line of JSON Lines begin with it"),
        found);

      return fail_at_line (self, LEREN_ERROR_SYNTAX, error, message);
    }

  if (!tell_shape (self, &shape, error))
    return FALSE;
  if (shape.kind == LEREN_JSON_SHAPE_FRAMEWORK &&
      (self->format == LEREN_JSON_SOURCE_DOCUMENT || !shape.one_line))
    self->state = FRAMEWORK;
  else if (self->format == LEREN_JSON_SOURCE_DOCUMENT || shape.kind == LEREN_JSON_SHAPE_DOCUMENT)
    self->state = DOCUMENT;
  else if (shape.one_line)
    self->state = LINES;
  else if (shape.kind == LEREN_JSON_SHAPE_RECORD)
    return fail_at_line (self, LEREN_ERROR_SYNTAX, error,
                         _ ("a record on several lines; in JSON Lines it takes one line, in a "
                            "document it stands in \"records\""));
  else
    self->state = DOCUMENT;
  return TRUE;
}

static gboolean
is_blank (const char *text, gsize length)
{
  while (length > 0 && (*text == ' ' || *text == '\t' || *text == '\r'))
    {
      text++;
      length--;
    }
  return length == 0;
}

static gboolean
next_line (LerenJsonSource *self, LerenJsonPart *part, GError **error)
{
  LerenJsonBuffer *buffer = &self->cutter.buffer;
  gsize looked = 0; /* so much of the line has been looked through */

  for (;;)
    {
      const char *text = _leren_json_buffer_text (buffer);
      gsize held = _leren_json_buffer_length (buffer);
      const char *newline = held > looked ? memchr (text + looked, '\n', held - looked) : NULL;
      gsize whole = newline != NULL ? (gsize) (newline - text) : held;
      gsize length = whole > 0 && text[whole - 1] == '\r' ? whole - 1 : whole;

      if (whole > looked && memchr (text + looked, '\0', whole - looked) != NULL)
        return fail_at_line (self, LEREN_ERROR_SYNTAX, error,
                             _ ("a NUL byte; this is no text file"));
      if (length > self->cutter.max_length)
        return fail_too_long (self, error);

      if (newline == NULL && !buffer->at_end)
        {
          looked = held;
          if (!_leren_json_cutter_fill (&self->cutter, error))
            return FALSE;
        }
      else if (!is_blank (text, length))
        {
          *part = (LerenJsonPart){
            .text = text,
            .length = length,
            .line = buffer->line,
            .index = -1,
          };
          self->any = TRUE;
          return TRUE;
        }
      else if (newline != NULL)
        {
          _leren_json_buffer_skip (buffer, whole + 1);
          looked = 0;
        }
      else
        {
          _leren_json_buffer_skip (buffer, whole);
          self->state = END;
          if (!self->any)
            _leren_json_cutter_fail (&self->cutter, error, LEREN_ERROR_SYNTAX,
                                     _ ("the file is empty"));
          return FALSE;
        }
    }
}

static gboolean
next_framework (LerenJsonSource *self, LerenJsonPart *part, GError **error)
{
  LerenJsonBuffer *buffer = &self->cutter.buffer;
  gsize length;

  if (!_leren_json_cutter_skip_space (&self->cutter, error))
    return FALSE;
  if (self->any)
    {
      self->state = END;
      if (_leren_json_buffer_length (buffer) > 0)
        fail_at_line (self, LEREN_ERROR_SYNTAX, error, _ ("text after the end of the framework"));
      return FALSE;
    }
  switch (_leren_json_cutter_find_value (&self->cutter, &length, error))
    {
    case LEREN_JSON_CUT_FAILED:
      return FALSE;
    case LEREN_JSON_CUT_SHORT:
      return fail_at_line (self, LEREN_ERROR_SYNTAX, error,
                           _ ("the file ends in the framework that begins here; it was cut off"));
    case LEREN_JSON_CUT_LONG:
      return fail_too_long (self, error);
    case LEREN_JSON_CUT_FOUND:
      break;
    }
  *part = (LerenJsonPart){
    .text = _leren_json_buffer_text (buffer),
    .length = length,
    .line = buffer->line,
    .index = -1,
    .framework = TRUE,
  };
  self->any = TRUE;
  return TRUE;
}

gboolean
_leren_json_source_next (LerenJsonSource *self, LerenJsonPart *part, GCancellable *cancellable,
                         GError **error)
{
  gboolean found = FALSE;

  self->cutter.cancellable = cancellable;
  _leren_json_buffer_skip (&self->cutter.buffer, self->used);
  self->used = 0;

  if (self->failure == NULL && (self->state != BEGIN || begin (self, &self->failure)))
    switch (self->state)
      {
      case LINES:
        found = next_line (self, part, &self->failure);
        break;
      case DOCUMENT:
        found = _leren_json_document_next (self->document, part, &self->failure);
        break;
      case FRAMEWORK:
        found = next_framework (self, part, &self->failure);
        break;
      case BEGIN:
      case END:
        break;
      }
  if (found)
    self->used = part->length;
  else if (self->failure != NULL)
    g_propagate_error (error, g_error_copy (self->failure));
  return found;
}
