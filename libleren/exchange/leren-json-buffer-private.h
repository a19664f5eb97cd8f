/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A window on a stream: what has been read of it and not been used yet. */
typedef struct {
  GInputStream *stream;
  char *data;
  gsize start, end; /* of the window in data */
  gsize room;
  gboolean at_end;  /* the stream has nothing more */
  guint64 position; /* of the window's start, in the stream */
  guint64 line;     /* on which the window starts, from 1 */
} LerenJsonBuffer;

void _leren_json_buffer_init (LerenJsonBuffer *self, GInputStream *stream);
void _leren_json_buffer_clear (LerenJsonBuffer *self);

/* Reads on, so that the window grows or at_end is set. What it holds may move. */
gboolean _leren_json_buffer_fill (LerenJsonBuffer *self, GCancellable *cancellable, GError **error);
/* Lets go of the first @length bytes. */
void _leren_json_buffer_skip (LerenJsonBuffer *self, gsize length);

static inline const char *
_leren_json_buffer_text (const LerenJsonBuffer *self)
{
  return self->data + self->start;
}

static inline gsize
_leren_json_buffer_length (const LerenJsonBuffer *self)
{
  return self->end - self->start;
}

G_END_DECLS
