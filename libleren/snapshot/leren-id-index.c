/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-id-index-private.h"

#include <string.h>

/* where a row was taken out: others may stand behind it, and it is nobody's */
#define TAKEN_OUT (G_GUINT64_CONSTANT (1) << 32)

#define MULTIPLIER G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)

/* Ids are chosen by others; a seed of the program's own keeps them from choosing collisions. */
static guint64
seed (void)
{
  static gsize made;
  static guint64 value;

  if (g_once_init_enter (&made))
    {
      value = ((guint64) g_random_int () << 32 | g_random_int ()) | 1;
      g_once_init_leave (&made, 1);
    }
  return value;
}

static inline guint64
mix (guint64 a, guint64 b)
{
  unsigned __int128 product = (unsigned __int128) a * b;
  return (guint64) product ^ (guint64) (product >> 64);
}

guint64
_leren_id_hash (const char *id, gsize length)
{
  guint64 hash = seed () ^ length;
  guint64 word;

  for (; length >= 8; id += 8, length -= 8)
    {
      memcpy (&word, id, 8);
      hash = mix (hash ^ word, MULTIPLIER);
    }
  if (length > 0)
    {
      word = 0;
      memcpy (&word, id, length);
      hash = mix (hash ^ word, MULTIPLIER);
    }
  return mix (hash, seed ());
}

void
_leren_ids_make_index (LerenIds *self, guint32 n_rows)
{
  guint32 n_slots = 16;

  if (self->slots != NULL)
    return;
  while (n_slots < (guint64) n_rows * 2 && n_slots < (1u << 31))
    n_slots *= 2;
  self->mask = n_slots - 1;
  self->slots = g_new0 (guint64, n_slots);
  for (guint32 row = 0; row < n_rows; row++)
    {
      guint32 offset = self->offsets[row];
      guint64 hash = _leren_id_hash (self->bytes + offset, self->offsets[row + 1] - offset);
      guint32 at = hash & self->mask;

      while (self->slots[at] != 0)
        at = (at + 1) & self->mask;
      self->slots[at] = (hash >> 32) << 32 | (row + 1);
    }
}

gint32
_leren_ids_find (const LerenIds *self, const char *id, gsize length, guint64 hash)
{
  for (guint32 at = hash & self->mask; self->slots[at] != 0; at = (at + 1) & self->mask)
    {
      guint32 row = (guint32) self->slots[at] - 1;

      if (self->slots[at] >> 32 == hash >> 32 && row != G_MAXUINT32 &&
          self->offsets[row + 1] - self->offsets[row] == length &&
          memcmp (self->bytes + self->offsets[row], id, length) == 0)
        return row;
    }
  return -1;
}

void
_leren_ids_move_rows (LerenIds *self, const gint32 *places)
{
  for (guint32 at = 0; self->slots != NULL && at <= self->mask; at++)
    if (self->slots[at] != 0)
      {
        const gint32 place = places[(guint32) self->slots[at] - 1];

        self->slots[at] =
          place < 0 ? TAKEN_OUT : self->slots[at] >> 32 << 32 | ((guint32) place + 1);
      }
}

void
_leren_ids_clear (LerenIds *self)
{
  g_clear_pointer (&self->bytes, g_free);
  g_clear_pointer (&self->offsets, g_free);
  g_clear_pointer (&self->slots, g_free);
}
