/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-field-private.h"

G_BEGIN_DECLS

/* Finds a word of a field's closed list in the time it takes to compare it once. */

#define LEREN_N_WORD_SLOTS 256

typedef struct {
  const LerenField *field;
  guint8 slots[LEREN_N_WORD_SLOTS]; /* the place of a word and one more; 0: none */
} LerenWordSlots;

static inline guint
_leren_word_slot (const char *text, gsize length)
{
  guint hash = length * 29 + (guint8) text[0] * 7 + (guint8) text[length - 1] * 13 +
               (guint8) text[length / 2] * 3;
  return hash % LEREN_N_WORD_SLOTS;
}

/* a field whose words become codes has fewer of them than there are slots */
static inline void
_leren_word_slots_fill (LerenWordSlots *self, const LerenField *field)
{
  self->field = field;
  for (guint i = 0; i < field->n_words && i < LEREN_N_WORD_SLOTS - 1; i++)
    {
      guint slot = _leren_word_slot (field->words[i], strlen (field->words[i]));

      while (self->slots[slot] != 0)
        slot = (slot + 1) % LEREN_N_WORD_SLOTS;
      self->slots[slot] = i + 1;
    }
}

/* the place of the word and one more, or 0 */
static inline guint8
_leren_word_slots_find (const LerenWordSlots *self, const char *text, gsize length)
{
  guint slot;

  if (length == 0)
    return 0;
  for (slot = _leren_word_slot (text, length); self->slots[slot] != 0;
       slot = (slot + 1) % LEREN_N_WORD_SLOTS)
    {
      const char *word = self->field->words[self->slots[slot] - 1];

      if (strncmp (word, text, length) == 0 && word[length] == '\0')
        return self->slots[slot];
    }
  return 0;
}

G_END_DECLS
