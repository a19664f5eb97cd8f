/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-dictionary-private.h"

#include "snapshot/leren-id-index-private.h"

#define FIRST_SLOTS 64

void
_leren_dictionary_init (LerenDictionary *self, GPtrArray *words)
{
  *self = (LerenDictionary){ .words = words, .mask = FIRST_SLOTS - 1 };
  self->lengths = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->slots = g_new0 (guint64, FIRST_SLOTS);
}

void
_leren_dictionary_clear (LerenDictionary *self)
{
  g_clear_pointer (&self->lengths, g_array_unref);
  g_clear_pointer (&self->slots, g_free);
}

static void
put (LerenDictionary *self, guint64 entry, guint64 hash)
{
  guint32 at = hash & self->mask;

  while (self->slots[at] != 0)
    at = (at + 1) & self->mask;
  self->slots[at] = entry;
}

/* twice as many slots as words, so that one is found at once */
static void
grow (LerenDictionary *self)
{
  g_free (self->slots);
  self->mask = self->mask * 2 + 1;
  self->slots = g_new0 (guint64, (gsize) self->mask + 1);
  for (guint32 i = 0; i < self->words->len; i++)
    {
      guint64 hash = _leren_id_hash (g_ptr_array_index (self->words, i),
                                     g_array_index (self->lengths, guint32, i));

      put (self, (hash >> 32) << 32 | (i + 1), hash);
    }
}

static guint32
add (LerenDictionary *self, const char *text, guint32 length, guint64 hash)
{
  if (memchr (text, '\0', length) != NULL)
    return LEREN_NO_WORD;
  g_ptr_array_add (self->words, g_strndup (text, length));
  g_array_append_val (self->lengths, length);
  if (self->words->len > self->mask / 2)
    grow (self);
  else
    put (self, (hash >> 32) << 32 | self->words->len, hash);
  return self->words->len - 1;
}

guint32
_leren_dictionary_look_up (LerenDictionary *self, const char *text, gsize length)
{
  const guint64 hash = _leren_id_hash (text, length);
  guint32 place = LEREN_NO_WORD;

  for (guint32 at = hash & self->mask; self->slots[at] != 0 && place == LEREN_NO_WORD;
       at = (at + 1) & self->mask)
    {
      const guint32 candidate = (guint32) self->slots[at] - 1;

      if (self->slots[at] >> 32 == hash >> 32 &&
          g_array_index (self->lengths, guint32, candidate) == length &&
          memcmp (g_ptr_array_index (self->words, candidate), text, length) == 0)
        place = candidate;
    }
  if (place == LEREN_NO_WORD)
    place = add (self, text, length, hash);
  self->last_length = place != LEREN_NO_WORD && length <= sizeof self->last ? length : 0;
  memcpy (self->last, text, self->last_length);
  self->last_place = place;
  return place;
}
