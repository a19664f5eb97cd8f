/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-column-private.h"

/* texts of which there are more than this, and nearly as many as rows, are not worth a dictionary */
#define MANY_TEXTS 65536
#define WORTH_REPEATS 4

void
_leren_buffer_grow (LerenBuffer *self, gsize length)
{
  self->capacity = MAX (self->length + length, MAX (64, self->capacity * 2));
  self->data = g_realloc (self->data, self->capacity);
}

static void
buffer_reserve (LerenBuffer *self, gsize capacity)
{
  if (capacity > self->capacity)
    _leren_buffer_grow (self, capacity - self->length);
}

static GBytes *
buffer_take (LerenBuffer *self)
{
  GBytes *bytes = g_bytes_new_take (self->data, self->length);

  *self = (LerenBuffer){ 0 };
  return bytes;
}

static void
buffer_clear (LerenBuffer *self)
{
  g_free (self->data);
  *self = (LerenBuffer){ 0 };
}

void
_leren_column_init (LerenColumn *self, const char *name, LerenColumnKind kind,
                    const char *const *words)
{
  static const guint widths[] = {
    [LEREN_COLUMN_KIND_BOOLEAN] = 1, [LEREN_COLUMN_KIND_CATEGORY] = 1,
    [LEREN_COLUMN_KIND_INTEGER] = 8, [LEREN_COLUMN_KIND_NUMBER] = 8,
    [LEREN_COLUMN_KIND_TIME] = 8,    [LEREN_COLUMN_KIND_DATE] = 4,
    [LEREN_COLUMN_KIND_TEXT] = 0,    [LEREN_COLUMN_KIND_LIST] = 0,
  };

  *self = (LerenColumn){ .name = g_strdup (name), .kind = kind, .width = widths[kind] };
  self->words = g_strdupv ((char **) words);
  if (kind == LEREN_COLUMN_KIND_CATEGORY && words != NULL && g_strv_length (self->words) > 256)
    self->width = 4;
}

static void
forget_texts (LerenColumn *self)
{
  if (self->texts != NULL)
    _leren_dictionary_clear (&self->dictionary);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
}

void
_leren_column_clear (LerenColumn *self)
{
  g_free (self->name);
  g_strfreev (self->words);
  forget_texts (self);
  buffer_clear (&self->building);
  buffer_clear (&self->starts);
  buffer_clear (&self->present);
  g_clear_pointer (&self->values, g_bytes_unref);
  g_clear_pointer (&self->offsets, g_bytes_unref);
  g_clear_pointer (&self->validity, g_bytes_unref);
  g_clear_pointer (&self->places, g_bytes_unref);
}

void
_leren_column_expect_repeats (LerenColumn *self)
{
  self->texts = g_ptr_array_new_with_free_func (g_free);
  _leren_dictionary_init (&self->dictionary, self->texts);
}

void
_leren_column_reserve (LerenColumn *self, gsize n_values)
{
  if (self->texts != NULL)
    buffer_reserve (&self->building, n_values * sizeof (guint32));
  else if (self->width > 0)
    buffer_reserve (&self->building, n_values * self->width);
  else
    buffer_reserve (&self->starts, (n_values + 1) * sizeof (gint64));
}

/* most columns have no gaps, and need not say so row by row */
static void
say_who_is_present (LerenColumn *self)
{
  buffer_reserve (&self->present, self->n_values + 1);
  memset (self->present.data, 1, self->n_values);
  self->present.length = self->n_values;
}

void
_leren_column_mark_absent (LerenColumn *self)
{
  static const guint8 zero = 0;

  if (self->present.length == 0)
    say_who_is_present (self);
  _leren_buffer_append (&self->present, &zero, 1);
}

static void
write_texts (LerenColumn *self, const gint32 *places, LerenBuffer *values, LerenBuffer *starts)
{
  buffer_reserve (starts, (self->n_values + 1) * sizeof (gint64));
  for (gsize i = 0; i < self->n_values; i++)
    {
      const gint64 start = values->length;

      _leren_buffer_append (starts, &start, sizeof start);
      if (places[i] >= 0)
        _leren_buffer_append (values, g_ptr_array_index (self->texts, places[i]),
                              g_array_index (self->dictionary.lengths, guint32, places[i]));
    }
}

/* Gives the dictionary up: from here on the texts are written as they come. */
static void
stop_repeats (LerenColumn *self)
{
  LerenBuffer places = self->building;

  self->building = (LerenBuffer){ 0 };
  write_texts (self, (const gint32 *) places.data, &self->building, &self->starts);
  buffer_clear (&places);
  forget_texts (self);
}

void
_leren_column_add_repeated (LerenColumn *self, const char *text, gsize length)
{
  const guint32 place = _leren_dictionary_find (&self->dictionary, text, length);

  if (G_LIKELY (place != LEREN_NO_WORD &&
                (place < MANY_TEXTS || place < self->n_values / WORTH_REPEATS)))
    {
      _leren_column_mark (self, TRUE);
      _leren_column_append_place (self, place);
      return;
    }
  stop_repeats (self);
  _leren_column_add_text (self, text, length);
}

static void
join_repeats (LerenColumn *self, const LerenColumn *other)
{
  const gint32 *places = (const gint32 *) other->building.data;
  g_autofree gint32 *map = g_new (gint32, MAX (other->texts->len, 1));

  for (guint32 i = 0; i < other->texts->len; i++)
    map[i] = _leren_dictionary_find (&self->dictionary, g_ptr_array_index (other->texts, i),
                                     g_array_index (other->dictionary.lengths, guint32, i));
  for (gsize i = 0; i < other->n_values; i++)
    _leren_column_append_place (self, places[i] >= 0 ? map[places[i]] : -1);
}

static void
join_values (LerenColumn *self, LerenColumn *other)
{
  const gint64 shift = self->building.length;
  gint64 *starts = (gint64 *) other->starts.data;

  for (gsize i = 0; self->width == 0 && i < other->n_values; i++)
    starts[i] += shift;
  _leren_buffer_append (&self->starts, other->starts.data, other->starts.length);
  _leren_buffer_append (&self->building, other->building.data, other->building.length);
}

void
_leren_column_join (LerenColumn *self, LerenColumn *other)
{
  if (self->texts != NULL && other->texts == NULL)
    stop_repeats (self);
  else if (self->texts == NULL && other->texts != NULL)
    stop_repeats (other);

  if (other->present.length > 0 && self->present.length == 0)
    say_who_is_present (self);
  if (other->present.length > 0)
    _leren_buffer_append (&self->present, other->present.data, other->present.length);
  else if (self->present.length > 0)
    {
      buffer_reserve (&self->present, self->present.length + other->n_values);
      memset (self->present.data + self->present.length, 1, other->n_values);
      self->present.length += other->n_values;
    }
  if (self->texts != NULL)
    join_repeats (self, other);
  else
    join_values (self, other);
  self->n_values += other->n_values;

  buffer_clear (&other->building);
  buffer_clear (&other->starts);
  buffer_clear (&other->present);
  other->n_values = 0;
}

/* a bit for each value, beginning with the least significant */
static GBytes *
pack (const LerenBuffer *present)
{
  const gsize n_bytes = (present->length + 7) / 8;
  guint8 *bits = g_malloc0 (n_bytes);

  for (gsize i = 0; i < present->length; i++)
    bits[i / 8] |= present->data[i] << (i % 8);
  return g_bytes_new_take (bits, n_bytes);
}

static void
seal_texts (LerenColumn *self)
{
  const gint64 end = self->building.length;

  _leren_buffer_append (&self->starts, &end, sizeof end);
  self->offsets = buffer_take (&self->starts);
  self->values = buffer_take (&self->building);
}

void
_leren_column_seal (LerenColumn *self)
{
  if (self->texts != NULL)
    {
      g_ptr_array_add (self->texts, NULL);
      self->places = buffer_take (&self->building);
    }
  else if (self->width == 0)
    seal_texts (self);
  else
    self->values = buffer_take (&self->building);
  if (self->present.length > 0)
    self->validity = pack (&self->present);
  buffer_clear (&self->present);
}

void
_leren_column_spell_out (LerenColumn *self)
{
  if (self->values != NULL || self->places == NULL)
    return;
  write_texts (self, g_bytes_get_data (self->places, NULL), &self->building, &self->starts);
  seal_texts (self);
}
