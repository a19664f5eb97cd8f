/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "snapshot/leren-dictionary-private.h"
#include "snapshot/leren-table.h"

G_BEGIN_DECLS

/* One column of a table: first value by value, then sealed. Two threads can each build a part of it,
 * which are joined. */

typedef struct {
  guint8 *data;
  gsize length, capacity;
} LerenBuffer;

typedef struct {
  char *name;
  LerenColumnKind kind;
  char **words;
  gboolean ordered; /* the order of the words says something */
  guint width;      /* bytes a value; 0: text */
  gsize n_values;

  /* of texts that come back, each once; NULL where they do not: then building has the texts */
  GPtrArray *texts;
  LerenDictionary dictionary; /* of texts */

  LerenBuffer building; /* the values; of texts that come back, their places, 32 bits,
                         * -1 where there is none */
  LerenBuffer starts;   /* of texts: where each begins, 64 bits */
  LerenBuffer present;  /* a byte a value, 0 or 1; empty as long as none is absent */

  /* once it is sealed; values and offsets of texts that come back are made when they are asked for */
  GBytes *values;
  GBytes *offsets;
  GBytes *validity;
  GBytes *places;
} LerenColumn;

void _leren_buffer_grow (LerenBuffer *self, gsize length);

/* @words: of a category, copied; NULL for other kinds */
void _leren_column_init (LerenColumn *self, const char *name, LerenColumnKind kind,
                         const char *const *words);
void _leren_column_clear (LerenColumn *self);
/* its texts will come back, as references do */
void _leren_column_expect_repeats (LerenColumn *self);
/* makes room at once for as many values as there will be, at most */
void _leren_column_reserve (LerenColumn *self, gsize n_values);
void _leren_column_mark_absent (LerenColumn *self);
/* adds the values of @other behind those of @self, and empties it; both are of the same kind */
void _leren_column_join (LerenColumn *self, LerenColumn *other);
/* makes values, offsets and validity of what was built */
void _leren_column_seal (LerenColumn *self);
/* makes values and offsets of texts that come back, if that was not done yet; one thread at a time */
void _leren_column_spell_out (LerenColumn *self);
void _leren_column_add_repeated (LerenColumn *self, const char *text, gsize length);

static inline void
_leren_buffer_append (LerenBuffer *self, gconstpointer data, gsize length)
{
  if (G_UNLIKELY (length > self->capacity - self->length))
    _leren_buffer_grow (self, length);
  if (length > 0)
    memcpy (self->data + self->length, data, length);
  self->length += length;
}

static inline void
_leren_column_mark (LerenColumn *self, gboolean present)
{
  static const guint8 one = 1;

  if (G_UNLIKELY (!present))
    _leren_column_mark_absent (self);
  else if (self->present.length > 0)
    _leren_buffer_append (&self->present, &one, 1);
  if (self->width == 0 && self->texts == NULL)
    {
      const gint64 start = self->building.length;

      _leren_buffer_append (&self->starts, &start, sizeof start);
    }
  self->n_values++;
}

static inline void
_leren_column_append_integer (LerenColumn *self, gint64 value)
{
  const guint8 byte = value;
  const gint32 word = value;

  switch (self->width)
    {
    case 1:
      _leren_buffer_append (&self->building, &byte, sizeof byte);
      break;
    case 4:
      _leren_buffer_append (&self->building, &word, sizeof word);
      break;
    default:
      _leren_buffer_append (&self->building, &value, sizeof value);
    }
}

static inline void
_leren_column_append_place (LerenColumn *self, gint32 place)
{
  _leren_buffer_append (&self->building, &place, sizeof place);
}

static inline void
_leren_column_add_absent (LerenColumn *self)
{
  _leren_column_mark (self, FALSE);
  if (self->texts != NULL)
    _leren_column_append_place (self, -1);
  else if (self->width > 0)
    _leren_column_append_integer (self, 0);
}

/* booleans, categories (the place in the words), integers, times and dates */
static inline void
_leren_column_add_integer (LerenColumn *self, gint64 value)
{
  _leren_column_mark (self, TRUE);
  _leren_column_append_integer (self, value);
}

static inline void
_leren_column_add_number (LerenColumn *self, double value)
{
  _leren_column_mark (self, TRUE);
  _leren_buffer_append (&self->building, &value, sizeof value);
}

static inline void
_leren_column_add_text (LerenColumn *self, const char *text, gsize length)
{
  if (self->texts != NULL)
    {
      _leren_column_add_repeated (self, text, length);
      return;
    }
  _leren_column_mark (self, TRUE);
  _leren_buffer_append (&self->building, text, length);
}

G_END_DECLS
