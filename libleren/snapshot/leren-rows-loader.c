/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-rows-loader-private.h"
#include "snapshot/leren-dictionary-private.h"
#include "snapshot/leren-word-slots-private.h"

#include "core/leren-json-reader-private.h"
#include "core/leren-time-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define FIRST_COLUMN 3 /* after the rowid, the id and the moment */
#define ROWS_BETWEEN_LOOKS 8192

/* a reference that could not be made a row yet */
typedef struct {
  guint32 item;
  guint32 length;
  gsize offset;
} Pending;

typedef struct {
  LerenVector *vector;
  guint32 items_capacity;
  LerenWordSlots slots;
  LerenDictionary dictionary; /* of words */
  char last[64];              /* many rows in a row name the same record */
  gsize last_length;
  gint32 last_row;
  guint8 last_type;
  GArray *pending;
  GByteArray *texts;
} Column;

struct _LerenRowsLoader {
  LerenRows *rows;
  GPtrArray *all_rows; /* LerenRows, by type */
  Column *columns;
  guint n_columns;
  gboolean has_sights; /* behind the columns */
  guint32 capacity;
  gsize ids_length, ids_capacity;
};

LerenRowsLoader *
_leren_rows_loader_new (LerenRows *rows, GPtrArray *all_rows, guint64 expected)
{
  LerenRowsLoader *self = g_new0 (LerenRowsLoader, 1);
  const guint n_fields = rows->declaration->n_fields;

  self->rows = rows;
  self->all_rows = all_rows;
  self->columns = g_new0 (Column, n_fields);
  for (guint i = 0; i < n_fields; i++)
    if (rows->vectors[i].kind != LEREN_VECTOR_NONE)
      {
        Column *column = &self->columns[self->n_columns++];

        column->vector = &rows->vectors[i];
        if (column->vector->field->words != NULL)
          _leren_word_slots_fill (&column->slots, column->vector->field);
        if (column->vector->dictionary != NULL)
          _leren_dictionary_init (&column->dictionary, column->vector->dictionary);
      }
  self->capacity = CLAMP (expected, 16, 1 << 22);
  self->ids_capacity = (gsize) self->capacity * 24;
  return self;
}

void
_leren_rows_loader_free (LerenRowsLoader *self)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      Column *column = &self->columns[i];

      _leren_dictionary_clear (&column->dictionary);
      g_clear_pointer (&column->pending, g_array_unref);
      g_clear_pointer (&column->texts, g_byte_array_unref);
    }
  g_free (self->columns);
  g_free (self);
}

/* room for @capacity rows, or exactly the rows there are when all are read */
static void
set_capacity (LerenRowsLoader *self, guint32 capacity)
{
  LerenRows *rows = self->rows;

  self->capacity = capacity;
  rows->rowids = g_renew (gint64, rows->rowids, capacity);
  rows->moments = g_renew (gint64, rows->moments, capacity);
  if (self->has_sights)
    rows->sights = g_renew (guint8, rows->sights, capacity);
  rows->ids.offsets = g_renew (guint32, rows->ids.offsets, (gsize) capacity + 1);
  for (guint i = 0; i < self->n_columns; i++)
    {
      LerenVector *vector = self->columns[i].vector;

      if (_leren_vector_is_list (vector->kind))
        vector->offsets = g_renew (guint32, vector->offsets, (gsize) capacity + 1);
      else
        vector->data =
          g_realloc_n (vector->data, capacity, _leren_vector_element_size (vector->kind));
      if (vector->kind == LEREN_VECTOR_REFERENCE_ANY)
        vector->types = g_renew (guint8, vector->types, capacity);
    }
}

static inline gint64
read_moment (const char *text, gsize length)
{
  gint64 microseconds;
  gint32 days;

  if (length == 10)
    return _leren_date_parse (text, length, &days) ? days * G_TIME_SPAN_DAY : LEREN_ABSENT_TIME;
  return _leren_time_parse (text, length, &microseconds) ? microseconds : LEREN_ABSENT_TIME;
}

static void
keep_pending (Column *column, guint32 item, const char *text, gsize length)
{
  Pending pending = { .item = item, .length = length };

  if (column->pending == NULL)
    {
      column->pending = g_array_new (FALSE, FALSE, sizeof (Pending));
      column->texts = g_byte_array_new ();
    }
  pending.offset = column->texts->len;
  g_byte_array_append (column->texts, (const guint8 *) text, length);
  g_array_append_val (column->pending, pending);
}

static gint32
find_in (GPtrArray *all_rows, guint type, const char *text, gsize length, guint64 hash)
{
  const LerenRows *rows = g_ptr_array_index (all_rows, type);

  return _leren_ids_find (&rows->ids, text, length, hash);
}

/* Looks a reference up among the types whose ids have an index by now: the row, or -1. @waits is
 * set where it may yet be of a type that has none. */
static gint32
find_reference (LerenRowsLoader *self, const LerenVector *vector, const char *text, gsize length,
                guint8 *type, gboolean *waits)
{
  guint64 hash = _leren_id_hash (text, length);
  const LerenRows *rows;
  gint32 row = -1;

  *waits = FALSE;
  if (vector->field->target != NULL)
    {
      *type = vector->target;
      if (vector->target >= self->all_rows->len)
        return -1;
      rows = g_ptr_array_index (self->all_rows, vector->target);
      *waits = rows->ids.slots == NULL;
      return *waits ? -1 : _leren_ids_find (&rows->ids, text, length, hash);
    }
  for (guint i = 0; i < self->all_rows->len && row < 0; i++)
    {
      rows = g_ptr_array_index (self->all_rows, i);
      if (rows->ids.slots == NULL)
        *waits = TRUE;
      else
        row = find_in (self->all_rows, i, text, length, hash);
      *type = i;
    }
  return row;
}

static inline void
read_reference (LerenRowsLoader *self, Column *column, guint32 item, const char *text, gsize length)
{
  LerenVector *vector = column->vector;
  gboolean waits;

  if (length != column->last_length || length == 0 || memcmp (column->last, text, length) != 0)
    {
      column->last_row = find_reference (self, vector, text, length, &column->last_type, &waits);
      if (column->last_row < 0 && waits)
        {
          column->last_length = 0;
          vector->rows[item] = -1;
          keep_pending (column, item, text, length);
          return;
        }
      column->last_length = length <= sizeof column->last ? length : 0;
      if (column->last_length > 0)
        memcpy (column->last, text, length);
    }
  vector->rows[item] = column->last_row;
  if (vector->types != NULL)
    vector->types[item] = column->last_type;
}

/* the place of a text in the dictionary, and one more */
static inline guint32
find_word (Column *column, const char *text, gsize length)
{
  guint32 place = _leren_dictionary_find (&column->dictionary, text, length);

  /* another program may have written U+0000, where a word ends */
  if (place == LEREN_NO_WORD)
    place = _leren_dictionary_find (&column->dictionary, text, strlen (text));
  return place + 1;
}

static void
read_item (LerenRowsLoader *self, Column *column, const char *text, gsize length)
{
  LerenVector *vector = column->vector;

  if (vector->n_items == column->items_capacity)
    {
      column->items_capacity = MAX (64, column->items_capacity * 2);
      vector->data = g_realloc_n (vector->data, column->items_capacity,
                                  _leren_vector_element_size (vector->kind));
      if (vector->kind == LEREN_VECTOR_EXPERTISE)
        vector->depths = g_renew (guint8, vector->depths, column->items_capacity);
    }
  if (vector->kind == LEREN_VECTOR_CODE_LIST)
    vector->codes[vector->n_items] = _leren_word_slots_find (&column->slots, text, length);
  else if (vector->dictionary != NULL)
    vector->words[vector->n_items] = find_word (column, text, length);
  else
    read_reference (self, column, vector->n_items, text, length);
  vector->n_items++;
}

/* A list is compact JSON, ["a","b"]. Where nothing is escaped it is read as it stands. */
static void
read_list (LerenRowsLoader *self, Column *column, const char *text, gsize length)
{
  if (memchr (text, '\\', length) == NULL)
    {
      const char *end = text + length;

      for (const char *open = memchr (text, '"', length); open != NULL;)
        {
          const char *close = memchr (open + 1, '"', end - open - 1);

          if (close == NULL)
            break;
          read_item (self, column, open + 1, close - open - 1);
          open = memchr (close + 1, '"', end - close - 1);
        }
    }
  else
    {
      g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
      guint32 n_tokens;
      const LerenJsonToken *tokens;

      tokens = _leren_json_reader_parse (reader, text, length, 1, &n_tokens, NULL);
      for (guint32 i = 1; tokens != NULL && i < n_tokens; i = tokens[i].end)
        if (tokens[i].kind == LEREN_JSON_STRING)
          read_item (self, column, tokens[i].text, tokens[i].length);
    }
}

/* [{"area":"debts","depth":3}]: each area is an item */
static void
read_expertise (LerenRowsLoader *self, Column *column, const char *text, gsize length)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  guint32 n_tokens;
  const LerenJsonToken *tokens =
    _leren_json_reader_parse (reader, text, length, 1, &n_tokens, NULL);

  for (guint32 i = 1; tokens != NULL && i < n_tokens; i = tokens[i].end)
    {
      gint64 depth = 0;
      guint32 area = 0;

      for (guint32 name = i + 1; name < tokens[i].end; name = tokens[name + 1].end)
        {
          const LerenJsonToken *value = &tokens[name + 1];

          if (tokens[name].length == 4 && memcmp (tokens[name].text, "area", 4) == 0)
            area = name + 1;
          else if (tokens[name].length == 5 && memcmp (tokens[name].text, "depth", 5) == 0 &&
                   value->kind == LEREN_JSON_NUMBER)
            _leren_json_number_to_int64 (value->text, value->length, &depth);
        }
      if (area == 0 || tokens[area].kind != LEREN_JSON_STRING)
        continue;
      read_item (self, column, tokens[area].text, tokens[area].length);
      column->vector->depths[column->vector->n_items - 1] = CLAMP (depth, 0, G_MAXUINT8);
    }
}

static inline void
read_cell (LerenRowsLoader *self, Column *column, LerenStatement *statement, int at, guint32 row)
{
  LerenVector *vector = column->vector;
  LerenCell cell;
  const char *text = NULL;
  gsize length = 0;

  _leren_statement_get_cell (statement, at, &cell);
  if (cell.kind == LEREN_CELL_TEXT)
    {
      text = cell.text;
      length = cell.length;
    }
  switch (vector->kind)
    {
    case LEREN_VECTOR_CODES:
      if (vector->field->kind == LEREN_FIELD_KIND_BOOLEAN)
        vector->codes[row] =
          cell.kind == LEREN_CELL_ABSENT ? 0 : 1 + (_leren_cell_integer (&cell) != 0);
      else
        vector->codes[row] =
          text != NULL ? _leren_word_slots_find (&column->slots, text, length) : 0;
      break;
    case LEREN_VECTOR_PRESENCE:
      vector->codes[row] = _leren_cell_integer (&cell);
      break;
    case LEREN_VECTOR_WORDS:
      vector->words[row] = text != NULL ? find_word (column, text, length) : 0;
      break;
    case LEREN_VECTOR_NUMBERS:
      vector->numbers[row] = _leren_cell_real (&cell);
      break;
    case LEREN_VECTOR_INTEGERS:
      vector->integers[row] = cell.kind == LEREN_CELL_INTEGER ? cell.integer : LEREN_ABSENT_TIME;
      break;
    case LEREN_VECTOR_TIMES:
      if (text == NULL || !_leren_time_parse (text, length, &vector->integers[row]))
        vector->integers[row] = LEREN_ABSENT_TIME;
      break;
    case LEREN_VECTOR_DATES:
      if (text == NULL || !_leren_date_parse (text, length, &vector->days[row]))
        vector->days[row] = LEREN_ABSENT_DATE;
      break;
    case LEREN_VECTOR_REFERENCE:
    case LEREN_VECTOR_REFERENCE_ANY:
      vector->rows[row] = -1;
      if (vector->types != NULL)
        vector->types[row] = 0;
      if (text != NULL)
        read_reference (self, column, row, text, length);
      break;
    case LEREN_VECTOR_CODE_LIST:
    case LEREN_VECTOR_REFERENCE_LIST:
    case LEREN_VECTOR_WORD_LIST:
      vector->offsets[row] = vector->n_items;
      if (text != NULL)
        read_list (self, column, text, length);
      break;
    case LEREN_VECTOR_EXPERTISE:
      vector->offsets[row] = vector->n_items;
      if (text != NULL)
        read_expertise (self, column, text, length);
      break;
    case LEREN_VECTOR_NONE:
      break;
    }
}

static gboolean
read_id (LerenRowsLoader *self, LerenStatement *statement, guint32 row, GError **error)
{
  LerenRows *rows = self->rows;
  const char *id = _leren_statement_get_text (statement, 1);
  gsize length = _leren_statement_get_length (statement, 1);

  if (self->ids_length + length > G_MAXUINT32 || row == G_MAXINT32)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_LIMIT,
                   _ ("there are too many records of type %s to analyse at once"),
                   rows->declaration->name);
      return FALSE;
    }
  if (rows->ids.bytes == NULL || self->ids_length + length > self->ids_capacity)
    {
      self->ids_capacity = MAX (self->ids_capacity, (self->ids_length + length) * 3 / 2);
      rows->ids.bytes = g_realloc (rows->ids.bytes, self->ids_capacity);
    }
  if (length > 0)
    memcpy (rows->ids.bytes + self->ids_length, id, length);
  rows->ids.offsets[row] = self->ids_length;
  self->ids_length += length;
  return TRUE;
}

static void
finish (LerenRowsLoader *self)
{
  LerenRows *rows = self->rows;

  set_capacity (self, MAX (rows->n_rows, 1));
  rows->ids.offsets[rows->n_rows] = self->ids_length;
  for (guint i = 0; i < self->n_columns; i++)
    if (_leren_vector_is_list (self->columns[i].vector->kind))
      self->columns[i].vector->offsets[rows->n_rows] = self->columns[i].vector->n_items;
}

gboolean
_leren_rows_loader_run (LerenRowsLoader *self, LerenStatement *statement, GCancellable *cancellable,
                        LerenStep *read, GError **error)
{
  LerenRows *rows = self->rows;
  const int n_columns = FIRST_COLUMN + self->n_columns;

  /* a server tells of the columns when it tells of the first row */
  *read = _leren_statement_step (statement);
  self->has_sights =
    *read == LEREN_STEP_ROW && _leren_statement_get_n_columns (statement) > n_columns;
  set_capacity (self, self->capacity);
  for (; *read == LEREN_STEP_ROW; *read = _leren_statement_step (statement))
    {
      const guint32 row = rows->n_rows;
      const char *moment;

      if (row % ROWS_BETWEEN_LOOKS == 0 &&
          g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (row == self->capacity)
        set_capacity (self, self->capacity * 2);
      rows->rowids[row] = _leren_statement_get_integer (statement, 0);
      if (!read_id (self, statement, row, error))
        return FALSE;
      moment = _leren_statement_get_text (statement, 2);
      rows->moments[row] = moment != NULL
                             ? read_moment (moment, _leren_statement_get_length (statement, 2))
                             : LEREN_ABSENT_TIME;
      for (guint i = 0; i < self->n_columns; i++)
        read_cell (self, &self->columns[i], statement, FIRST_COLUMN + i, row);
      if (self->has_sights)
        rows->sights[row] = _leren_statement_get_integer (statement, n_columns);
      rows->n_rows++;
    }
  finish (self);
  return TRUE;
}

void
_leren_rows_loader_mark_wanted (LerenRowsLoader *self, guint8 *types)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].pending != NULL)
      {
        const LerenVector *vector = self->columns[i].vector;

        if (vector->field->target != NULL)
          types[vector->target] = TRUE;
        else
          memset (types, TRUE, self->all_rows->len);
      }
}

void
_leren_rows_loader_resolve (LerenRowsLoader *self)
{
  gboolean waits;

  for (guint i = 0; i < self->n_columns; i++)
    {
      Column *column = &self->columns[i];
      LerenVector *vector = column->vector;

      for (guint p = 0; column->pending != NULL && p < column->pending->len; p++)
        {
          const Pending *pending = &g_array_index (column->pending, Pending, p);
          const char *text = (const char *) column->texts->data + pending->offset;
          guint8 type = 0;

          vector->rows[pending->item] =
            find_reference (self, vector, text, pending->length, &type, &waits);
          if (vector->types != NULL)
            vector->types[pending->item] = type;
        }
      g_clear_pointer (&column->pending, g_array_unref);
      g_clear_pointer (&column->texts, g_byte_array_unref);
    }
}
