/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-words-private.h"

#include <uniwbrk.h>

guint32
_leren_count_words (LerenWordCounter *self, const char *text, gsize length)
{
  gboolean counted = FALSE;
  guint32 n = 0;

  if (length > self->size)
    {
      self->size = length;
      self->breaks = g_realloc (self->breaks, length);
    }
  u8_wordbreaks ((const uint8_t *) text, length, self->breaks);
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      if (self->breaks[p - text])
        counted = FALSE;
      if (!counted && g_unichar_isalnum (g_utf8_get_char (p)))
        {
          counted = TRUE;
          n++;
        }
    }
  return n;
}

void
_leren_word_counter_clear (LerenWordCounter *self)
{
  g_clear_pointer (&self->breaks, g_free);
  self->size = 0;
}
