/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "exchange/leren-json-buffer-private.h"

#include <string.h>

/* read at a time */
#define CHUNK (256 * 1024)

void
_leren_json_buffer_init (LerenJsonBuffer *self, GInputStream *stream)
{
  *self = (LerenJsonBuffer){ .stream = g_object_ref (stream), .line = 1 };
}

void
_leren_json_buffer_clear (LerenJsonBuffer *self)
{
  g_clear_object (&self->stream);
  g_clear_pointer (&self->data, g_free);
}

gboolean
_leren_json_buffer_fill (LerenJsonBuffer *self, GCancellable *cancellable, GError **error)
{
  gsize held = self->end - self->start;
  gssize n_read;

  if (self->room - self->end < CHUNK)
    {
      /* What is being waited for moves to the front once; from then on the room grows by half, so
       * that the cost stays in proportion to what is read. */
      if (self->start > 0)
        memmove (self->data, self->data + self->start, held);
      self->start = 0;
      self->end = held;
      if (self->room - held < CHUNK)
        {
          self->room = held + held / 2 + 2 * CHUNK;
          self->data = g_realloc (self->data, self->room);
        }
    }

  n_read = g_input_stream_read (self->stream, self->data + self->end, CHUNK, cancellable, error);
  if (n_read < 0)
    return FALSE;
  self->at_end = n_read == 0;
  self->end += n_read;
  return TRUE;
}

void
_leren_json_buffer_skip (LerenJsonBuffer *self, gsize length)
{
  const char *at, *end;

  /* where nothing was read there is no data */
  if (length == 0)
    return;
  at = self->data + self->start;
  end = at + length;
  while (at < end && (at = memchr (at, '\n', end - at)) != NULL)
    {
      self->line++;
      at++;
    }
  self->start += length;
  self->position += length;
}
