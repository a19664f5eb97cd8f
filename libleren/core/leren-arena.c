/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-cell-private.h"

#define BLOCK_SIZE (256 * 1024)
#define FIRST_BLOCK_SIZE (4 * 1024) /* enough for one record */

typedef struct _Block Block;

struct _Block {
  Block *next;
  gsize size;
  _Alignas(8) char data[];
};

struct _LerenArena {
  Block *blocks; /* the newest first */
  gsize used;    /* of the newest */
  gsize total;
};

LerenArena *
_leren_arena_new (void)
{
  return g_new0 (LerenArena, 1);
}

static void
free_blocks (Block *block)
{
  while (block != NULL)
    {
      Block *next = block->next;
      g_free (block);
      block = next;
    }
}

void
_leren_arena_free (LerenArena *self)
{
  free_blocks (self->blocks);
  g_free (self);
}

void
_leren_arena_reset (LerenArena *self)
{
  /* one block of the usual size is kept for the next batch */
  if (self->blocks != NULL)
    {
      free_blocks (self->blocks->next);
      self->blocks->next = NULL;
      if (self->blocks->size > BLOCK_SIZE)
        g_clear_pointer (&self->blocks, g_free);
    }
  self->used = 0;
  self->total = 0;
}

char *
_leren_arena_alloc (LerenArena *self, gsize size)
{
  char *memory;

  /* what is given out may hold structs as well as text */
  size = (size + 7) & ~(gsize) 7;
  if (self->blocks == NULL || self->blocks->size - self->used < size)
    {
      gsize block_size = MAX (size, self->blocks == NULL ? FIRST_BLOCK_SIZE : BLOCK_SIZE);
      Block *block = g_malloc (sizeof (Block) + block_size);

      block->next = self->blocks;
      block->size = block_size;
      self->blocks = block;
      self->used = 0;
    }
  memory = self->blocks->data + self->used;
  self->used += size;
  self->total += size;
  return memory;
}

gsize
_leren_arena_get_size (LerenArena *self)
{
  return self->total;
}
