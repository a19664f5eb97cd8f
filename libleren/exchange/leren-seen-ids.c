/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "exchange/leren-seen-ids-private.h"

#define N_IDS (1 << 17)
#define N_NAMED (1 << 16)
#define LONGEST_ID 46

typedef struct {
  const char *type;   /* interned, so that pointers tell types apart; NULL: empty, or pending */
  const char *target; /* of a pending reference */
  gboolean pending : 1;
  guint8 length;
  char id[LONGEST_ID];
} Entry;

/* Two tables in which a newcomer takes the place of whoever has its hash: one of ids that went by,
 * and one of ids that were named, so that a case that thousands of reflections name outlives the
 * stream of new ids. */
struct _LerenSeenIds {
  Entry *ids;
  Entry *named;
  guint64 seed;
};

LerenSeenIds *
_leren_seen_ids_new (void)
{
  LerenSeenIds *self = g_new0 (LerenSeenIds, 1);

  self->ids = g_new0 (Entry, N_IDS);
  self->named = g_new0 (Entry, N_NAMED);
  self->seed = ((guint64) g_random_int () << 32) | g_random_int ();
  return self;
}

void
_leren_seen_ids_free (LerenSeenIds *self)
{
  g_free (self->ids);
  g_free (self->named);
  g_free (self);
}

/* FNV-1a, stirred at the end; a collision costs a look-up later and nothing more. */
static guint64
hash (const LerenSeenIds *self, const char *id, gsize length)
{
  guint64 value = self->seed;

  for (gsize i = 0; i < length; i++)
    value = (value ^ (guint8) id[i]) * G_GUINT64_CONSTANT (1099511628211);
  return value ^ (value >> 29);
}

static void
put (Entry *entry, const char *type, const char *id, gsize length)
{
  entry->type = type;
  entry->pending = FALSE;
  entry->length = length;
  memcpy (entry->id, id, length);
}

static gboolean
holds (const Entry *entry, const char *id, gsize length)
{
  return (entry->type != NULL || entry->pending) && entry->length == length &&
         memcmp (entry->id, id, length) == 0;
}

void
_leren_seen_ids_add (LerenSeenIds *self, const char *type, const char *id, gsize length)
{
  if (length <= LONGEST_ID)
    put (&self->ids[hash (self, id, length) % N_IDS], type, id, length);
}

static LerenSeen
judge (const char *type, const char *target, const char **found)
{
  *found = type;
  return target == NULL || type == target ? LEREN_SEEN_RIGHT : LEREN_SEEN_WRONG_TYPE;
}

LerenSeen
_leren_seen_ids_look_up (LerenSeenIds *self, const char *target, const char *id, gsize length,
                         const char **found)
{
  guint64 at;
  Entry *named, *entry;

  if (length > LONGEST_ID)
    return LEREN_SEEN_UNKNOWN;
  at = hash (self, id, length);
  named = &self->named[at % N_NAMED];
  if (holds (named, id, length) && !named->pending)
    return judge (named->type, target, found);

  entry = &self->ids[at % N_IDS];
  if (holds (entry, id, length))
    {
      put (named, entry->type, id, length);
      return judge (entry->type, target, found);
    }
  if (holds (named, id, length) && named->target == target)
    return LEREN_SEEN_PENDING;
  put (named, NULL, id, length);
  named->pending = TRUE;
  named->target = target;
  return LEREN_SEEN_UNKNOWN;
}
