/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-json-names-private.h"

#include <string.h>

#define FIRST_SIZE 64
#define KEPT_SIZE 65536

typedef struct {
  guint32 name; /* 0: free, for token 0 is never a name */
  guint32 object;
  guint32 hash;
} Slot;

struct _LerenJsonNames {
  Slot *slots;
  gsize n_slots; /* a power of two, or 0 */
  gsize n_used;
  guint64 key[2];
};

LerenJsonNames *
_leren_json_names_new (void)
{
  LerenJsonNames *self = g_new0 (LerenJsonNames, 1);

  for (guint i = 0; i < 2; i++)
    self->key[i] = (guint64) g_random_int () << 32 | g_random_int ();
  return self;
}

void
_leren_json_names_free (LerenJsonNames *self)
{
  g_free (self->slots);
  g_free (self);
}

void
_leren_json_names_reset (LerenJsonNames *self)
{
  if (self->n_used == 0)
    return;
  if (self->n_slots > KEPT_SIZE)
    {
      g_clear_pointer (&self->slots, g_free);
      self->n_slots = 0;
    }
  else
    {
      memset (self->slots, 0, self->n_slots * sizeof (Slot));
    }
  self->n_used = 0;
}

/* SipHash-1-3 (Aumasson and Bernstein, 2012). A seed that only starts a simple hash does not help:
 * names can be made that collide under every seed. */

static inline guint64
rotate (guint64 x, guint bits)
{
  return x << bits | x >> (64 - bits);
}

static inline void
sip_round (guint64 v[4])
{
  v[0] += v[1];
  v[1] = rotate (v[1], 13) ^ v[0];
  v[0] = rotate (v[0], 32);
  v[2] += v[3];
  v[3] = rotate (v[3], 16) ^ v[2];
  v[0] += v[3];
  v[3] = rotate (v[3], 21) ^ v[0];
  v[2] += v[1];
  v[1] = rotate (v[1], 17) ^ v[2];
  v[2] = rotate (v[2], 32);
}

static inline void
sip_block (guint64 v[4], guint64 block)
{
  v[3] ^= block;
  sip_round (v);
  v[0] ^= block;
}

static guint32
hash_name (const guint64 key[2], guint32 object, const char *name, gsize length)
{
  guint64 v[4] = {
    key[0] ^ G_GUINT64_CONSTANT (0x736f6d6570736575),
    key[1] ^ G_GUINT64_CONSTANT (0x646f72616e646f6d),
    key[0] ^ G_GUINT64_CONSTANT (0x6c7967656e657261),
    key[1] ^ G_GUINT64_CONSTANT (0x7465646279746573),
  };
  guint64 block;
  gsize left = length;

  sip_block (v, object);
  for (; left >= sizeof block; left -= sizeof block, name += sizeof block)
    {
      memcpy (&block, name, sizeof block);
      sip_block (v, block);
    }
  block = 0;
  memcpy (&block, name, left);
  sip_block (v, block);
  sip_block (v, length);
  v[2] ^= 0xff;
  for (guint i = 0; i < 3; i++)
    sip_round (v);
  block = v[0] ^ v[1] ^ v[2] ^ v[3];
  return (guint32) (block ^ block >> 32);
}

static void
grow (LerenJsonNames *self)
{
  gsize n_slots = MAX (FIRST_SIZE, 2 * self->n_slots);
  Slot *slots = g_new0 (Slot, n_slots);

  for (gsize i = 0; i < self->n_slots; i++)
    if (self->slots[i].name != 0)
      {
        gsize at = self->slots[i].hash & (n_slots - 1);

        while (slots[at].name != 0)
          at = (at + 1) & (n_slots - 1);
        slots[at] = self->slots[i];
      }
  g_free (self->slots);
  self->slots = slots;
  self->n_slots = n_slots;
}

gboolean
_leren_json_names_add (LerenJsonNames *self, const LerenJsonToken *tokens, guint32 object,
                       guint32 name)
{
  const LerenJsonToken *token = &tokens[name];
  guint32 hash = hash_name (self->key, object, token->text, token->length);
  gsize at;

  if (2 * (self->n_used + 1) > self->n_slots)
    grow (self);

  for (at = hash & (self->n_slots - 1); self->slots[at].name != 0;
       at = (at + 1) & (self->n_slots - 1))
    {
      const Slot *slot = &self->slots[at];
      const LerenJsonToken *other = &tokens[slot->name];

      if (slot->hash == hash && slot->object == object && other->length == token->length &&
          memcmp (other->text, token->text, token->length) == 0)
        return FALSE;
    }
  self->slots[at] = (Slot){ .name = name, .object = object, .hash = hash };
  self->n_used++;
  return TRUE;
}
