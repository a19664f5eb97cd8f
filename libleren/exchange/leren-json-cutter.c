/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "exchange/leren-json-cutter-private.h"

#include "exchange/leren-json-extent-private.h"

#include <glib/gi18n-lib.h>

gboolean
_leren_json_cutter_fail (LerenJsonCutter *self, GError **error, LerenError code, const char *format,
                         ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, LEREN_ERROR, code, "%s: %s", self->name, message);
  return FALSE;
}

gboolean
_leren_json_cutter_fill (LerenJsonCutter *self, GError **error)
{
  if (_leren_json_buffer_fill (&self->buffer, self->cancellable, error))
    return TRUE;
  g_prefix_error (error, "%s: ", self->name);
  return FALSE;
}

gboolean
_leren_json_cutter_skip_space (LerenJsonCutter *self, GError **error)
{
  for (;;)
    {
      const char *text = _leren_json_buffer_text (&self->buffer);
      gsize length = _leren_json_buffer_length (&self->buffer);
      gsize space = 0;

      while (space < length && (text[space] == ' ' || text[space] == '\t' || text[space] == '\r' ||
                                text[space] == '\n'))
        space++;
      _leren_json_buffer_skip (&self->buffer, space);
      if (space < length || self->buffer.at_end)
        return TRUE;
      if (!_leren_json_cutter_fill (self, error))
        return FALSE;
    }
}

LerenJsonCut
_leren_json_cutter_find_value (LerenJsonCutter *self, gsize *length, GError **error)
{
  LerenJsonExtent extent = { 0 };

  for (;;)
    {
      gboolean found = _leren_json_extent_find (&extent, _leren_json_buffer_text (&self->buffer),
                                                _leren_json_buffer_length (&self->buffer));

      if (extent.length > self->max_length)
        return LEREN_JSON_CUT_LONG;
      *length = extent.length;
      if (found)
        return LEREN_JSON_CUT_FOUND;
      if (self->buffer.at_end)
        return LEREN_JSON_CUT_SHORT;
      if (!_leren_json_cutter_fill (self, error))
        return LEREN_JSON_CUT_FAILED;
    }
}

char *
_leren_json_cutter_describe (LerenJsonCutter *self)
{
  char c = *_leren_json_buffer_text (&self->buffer);

  if (g_ascii_isgraph (c))
    return g_strdup_printf ("“%c”", c);
  return g_strdup_printf (_ ("the byte 0x%02X"), (guchar) c);
}
