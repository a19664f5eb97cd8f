/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-unitizing-private.h"

void
_leren_marked_init (LerenMarked *self)
{
  _leren_names_init (&self->texts);
  _leren_names_init (&self->coders);
  _leren_names_init (&self->values);
  self->lengths = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->spans = g_array_new (FALSE, FALSE, sizeof (LerenSpan));
}

void
_leren_marked_clear (LerenMarked *self)
{
  _leren_names_clear (&self->texts);
  _leren_names_clear (&self->coders);
  _leren_names_clear (&self->values);
  g_array_unref (self->lengths);
  g_array_unref (self->spans);
}

guint32
_leren_marked_add_text (LerenMarked *self, const char *text, guint32 length)
{
  const guint32 place = _leren_names_add (&self->texts, text);

  if (place == self->lengths->len)
    g_array_append_val (self->lengths, length);
  else
    g_array_index (self->lengths, guint32, place) =
      MAX (length, g_array_index (self->lengths, guint32, place));
  return place;
}

void
_leren_marked_add_span (LerenMarked *self, guint32 text, const char *coder, guint32 start,
                        guint32 end, const char *value)
{
  LerenSpan span = { text, _leren_names_add (&self->coders, coder),
                     _leren_names_add (&self->values, value), start, end };

  g_array_append_val (self->spans, span);
}
