/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Texts that come back, each kept once: finds the place of one, and adds it where it is new. */
typedef struct {
  GPtrArray *words;
  GArray *lengths; /* guint32, of the words */
  guint64 *slots;  /* the upper half of a hash, and the place and one more; 0: free */
  guint32 mask;
  char last[64]; /* many rows in a row name the same record or word */
  gsize last_length;
  guint32 last_place;
} LerenDictionary;

#define LEREN_NO_WORD G_MAXUINT32

/* @words: empty, where they will be; freed by others */
void _leren_dictionary_init (LerenDictionary *self, GPtrArray *words);
void _leren_dictionary_clear (LerenDictionary *self);
guint32 _leren_dictionary_look_up (LerenDictionary *self, const char *text, gsize length);

/* The place, or LEREN_NO_WORD for a new text that holds U+0000: the words end with it. */
static inline guint32
_leren_dictionary_find (LerenDictionary *self, const char *text, gsize length)
{
  if (length == self->last_length && length > 0 && memcmp (self->last, text, length) == 0)
    return self->last_place;
  return _leren_dictionary_look_up (self, text, length);
}

G_END_DECLS
