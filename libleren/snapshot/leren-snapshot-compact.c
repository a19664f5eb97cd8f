/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-parallel-private.h"
#include "snapshot/leren-snapshot-private.h"

#include <string.h>

/* Rows taken out of a snapshot, and with them all that only they had: their ids, their words, and what
 * names them. */

#define HIDDEN (-1)

typedef struct {
  LerenSnapshot *snapshot;
  gint32 **places; /* by type, by row: where it is now, or HIDDEN; NULL where none was moved */
} Compaction;

static gint32 *
find_places (const LerenRows *rows, const guint8 *kept)
{
  gint32 *places;
  gint32 n_kept = 0;

  if (kept == NULL)
    return NULL;
  places = g_new (gint32, MAX (rows->n_rows, 1));
  for (guint32 row = 0; row < rows->n_rows; row++)
    places[row] = kept[row] ? n_kept++ : HIDDEN;
  return places;
}

static inline gsize
move (char *bytes, gsize size, const gint32 *places, guint32 n_rows)
{
  gsize n_kept = 0;

  for (guint32 row = 0; row < n_rows; row++)
    if (places[row] >= 0)
      memmove (bytes + size * n_kept++, bytes + size * row, size);
  return n_kept;
}

/* With a size that the compiler knows, an element is moved by one instruction, and not by a call. */
static gpointer
compact (gpointer data, gsize size, const gint32 *places, guint32 n_rows)
{
  const gsize n_kept = size == 1   ? move (data, 1, places, n_rows)
                       : size == 4 ? move (data, 4, places, n_rows)
                                   : move (data, size, places, n_rows);

  return g_realloc (data, MAX (size * n_kept, 1));
}

static void
compact_ids (LerenIds *ids, const gint32 *places, guint32 n_rows)
{
  guint32 end = 0, n_kept = 0;

  for (guint32 row = 0; row < n_rows; row++)
    {
      const guint32 start = ids->offsets[row], length = ids->offsets[row + 1] - start;

      if (places[row] < 0)
        continue;
      ids->offsets[n_kept++] = end;
      if (length > 0)
        memmove (ids->bytes + end, ids->bytes + start, length);
      end += length;
    }
  ids->offsets[n_kept] = end;
  ids->bytes = g_realloc (ids->bytes, MAX (end, 1));
  ids->offsets = g_renew (guint32, ids->offsets, n_kept + 1);
  _leren_ids_move_rows (ids, places);
}

/* A list's items; of references, those that are still there. */
static void
compact_list (LerenVector *vector, gsize size, const gint32 *places, const gint32 *targets,
              guint32 n_rows)
{
  char *bytes = vector->data;
  guint32 n_items = 0, n_kept = 0, start = n_rows > 0 ? vector->offsets[0] : 0;

  for (guint32 row = 0; row < n_rows; row++)
    {
      const guint32 end = vector->offsets[row + 1];
      const gboolean stays = places == NULL || places[row] >= 0;

      if (stays)
        vector->offsets[n_kept++] = n_items;
      for (guint32 item = start; stays && item < end; item++)
        {
          if (targets != NULL && vector->rows[item] >= 0)
            {
              vector->rows[item] = targets[vector->rows[item]];
              if (vector->rows[item] == HIDDEN)
                continue;
            }
          memmove (bytes + size * n_items, bytes + size * item, size);
          if (vector->depths != NULL)
            vector->depths[n_items] = vector->depths[item];
          n_items++;
        }
      start = end;
    }
  vector->offsets[n_kept] = n_items;
  vector->n_items = n_items;
  vector->data = g_realloc (vector->data, MAX (size * n_items, 1));
}

/* words that only hidden rows had go with them */
static void
compact_dictionary (LerenVector *vector, guint32 n_words)
{
  g_autofree guint32 *places = g_new0 (guint32, vector->dictionary->len + 1);
  GPtrArray *dictionary = g_ptr_array_new_with_free_func (g_free);

  for (guint32 i = 0; i < n_words; i++)
    if (vector->words[i] != 0)
      {
        guint32 *place = &places[vector->words[i]];

        if (*place == 0)
          {
            g_ptr_array_add (dictionary,
                             g_steal_pointer (&vector->dictionary->pdata[vector->words[i] - 1]));
            *place = dictionary->len;
          }
        vector->words[i] = *place;
      }
  g_ptr_array_unref (vector->dictionary);
  vector->dictionary = dictionary;
}

static void
compact_vector (Compaction *self, const LerenRows *rows, LerenVector *vector, const gint32 *places,
                guint32 n_kept)
{
  const gint32 *targets =
    vector->kind == LEREN_VECTOR_REFERENCE_LIST && vector->target < self->snapshot->types->len
      ? self->places[vector->target]
      : NULL;

  if (vector->kind == LEREN_VECTOR_NONE || (places == NULL && targets == NULL))
    return;
  if (_leren_vector_is_list (vector->kind))
    compact_list (vector, _leren_vector_element_size (vector->kind), places, targets, rows->n_rows);
  else
    {
      vector->data =
        compact (vector->data, _leren_vector_element_size (vector->kind), places, rows->n_rows);
      if (vector->types != NULL)
        vector->types = compact (vector->types, 1, places, rows->n_rows);
    }
  if (vector->dictionary != NULL)
    compact_dictionary (vector, _leren_vector_is_list (vector->kind) ? vector->n_items : n_kept);
}

/* of references that are no lists, among the rows that are left */
static void
point_anew (Compaction *self, LerenVector *vector, guint32 n_rows)
{
  for (guint32 row = 0; row < n_rows; row++)
    if (vector->rows[row] >= 0)
      {
        const gint32 *targets =
          self->places[vector->types != NULL ? vector->types[row] : vector->target];

        if (targets != NULL)
          vector->rows[row] = targets[vector->rows[row]];
      }
}

static gboolean
compact_type (guint type, guint thread, gpointer data, GError **error)
{
  Compaction *self = data;
  LerenRows *rows = g_ptr_array_index (self->snapshot->all_rows, type);
  const gint32 *places = self->places[type];
  guint32 n_kept = rows->n_rows;

  for (guint32 row = 0; places != NULL && row < rows->n_rows; row++)
    n_kept -= places[row] < 0;
  for (guint i = 0; i < rows->declaration->n_fields; i++)
    {
      LerenVector *vector = &rows->vectors[i];

      compact_vector (self, rows, vector, places, n_kept);
      if (vector->kind == LEREN_VECTOR_REFERENCE || vector->kind == LEREN_VECTOR_REFERENCE_ANY)
        point_anew (self, vector, n_kept);
    }
  if (places != NULL)
    {
      rows->rowids = compact (rows->rowids, sizeof *rows->rowids, places, rows->n_rows);
      rows->moments = compact (rows->moments, sizeof *rows->moments, places, rows->n_rows);
      compact_ids (&rows->ids, places, rows->n_rows);
    }
  rows->n_rows = n_kept;
  return TRUE;
}

void
_leren_snapshot_compact (LerenSnapshot *self, guint8 *const *kept)
{
  const guint n_types = self->types->len;
  Compaction compaction = { self, g_new0 (gint32 *, n_types) };

  for (guint type = 0; type < n_types; type++)
    compaction.places[type] = find_places (g_ptr_array_index (self->all_rows, type), kept[type]);
  _leren_run_parallel (n_types, self->n_threads, compact_type, &compaction, NULL, NULL);
  for (guint type = 0; type < n_types; type++)
    g_free (compaction.places[type]);
  g_free (compaction.places);
}
