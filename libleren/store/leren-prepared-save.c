/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-time-private.h"
#include "store/leren-transaction-private.h"

#include <glib/gi18n-lib.h>

static void
keep_text (LerenArena *arena, LerenCell *cell)
{
  if (cell->kind == LEREN_CELL_TEXT)
    cell->text = _leren_arena_copy (arena, cell->text, cell->length);
}

/* what ours looks at is looked at when its row is checked, once */
static gboolean
validate (LerenRecord *record, GError **error)
{
  if (!_leren_record_validates_itself (record) || leren_record_validate (record, error))
    return TRUE;
  if (error != NULL && *error == NULL)
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                 _ ("%s “%s”: its class says that it is not valid, without saying why"),
                 leren_record_get_record_type (record), leren_record_get_id (record));
  return FALSE;
}

static gboolean
read_row (LerenPreparedSave *self, LerenArena *arena, GError **error)
{
  LerenRow *row = &self->row;

  leren_record_get_id (self->record);
  if (!_leren_record_to_row (self->record, row, arena, error) || !_leren_row_check (row, error))
    return FALSE;
  /* texts that the record owns may change while another thread saves them */
  for (guint i = 0; i < row->declaration->n_fields; i++)
    keep_text (arena, &row->cells[i]);
  keep_text (arena, &row->unknown_members);
  keep_text (arena, &row->numbers_as_given);
  self->created = row->cells[LEREN_RECORD_CREATED];
  self->modified = row->cells[LEREN_RECORD_MODIFIED];
  return TRUE;
}

/* The time of what is saved together, in both forms */
typedef struct {
  GDateTime *time;
  const char *text;
} Now;

static Now
read_clock (LerenArena *arena)
{
  GDateTime *time = g_date_time_new_now_utc ();
  g_autofree char *text = _leren_time_format (time);

  return (Now){ time, _leren_arena_copy (arena, text, strlen (text)) };
}

/* What it says is kept in @arena, which must live as long. */
static LerenPreparedSave *
prepared_save_new (LerenRecord *record, gboolean forced, LerenArena *arena, const Now *now,
                   GError **error)
{
  g_autoptr (LerenPreparedSave) self = NULL;
  const LerenDeclaration *declaration;

  if (!validate (record, error))
    return NULL;
  declaration = _leren_declaration_for_type (G_OBJECT_TYPE (record), error);
  if (declaration == NULL)
    return NULL;

  self = g_new0 (LerenPreparedSave, 1);
  self->record = g_object_ref (record);
  self->forced = forced;
  self->stamped = -1;
  self->now = g_date_time_ref (now->time);
  self->now_text = now->text;
  self->row.cells = g_new0 (LerenCell, declaration->n_fields);
  return read_row (self, arena, error) ? g_steal_pointer (&self) : NULL;
}

LerenPreparedSave *
_leren_prepared_save_new (LerenRecord *record, gboolean forced, GError **error)
{
  g_autoptr (LerenArena) arena = _leren_arena_new ();
  const Now now = read_clock (arena);
  LerenPreparedSave *self = prepared_save_new (record, forced, arena, &now, error);

  if (self != NULL)
    self->arena = g_steal_pointer (&arena);
  g_date_time_unref (now.time);
  return self;
}

void
_leren_prepared_save_free (LerenPreparedSave *self)
{
  g_object_unref (self->record);
  g_clear_pointer (&self->arena, _leren_arena_free);
  g_free (self->row.cells);
  g_clear_pointer (&self->now, g_date_time_unref);
  g_free (self);
}

void
_leren_prepared_save_apply (LerenPreparedSave *self, LerenStore *store)
{
  _leren_record_set_place (self->record, store->place);
  if (self->stamped == LEREN_RECORD_CREATED)
    leren_record_set_created (self->record, self->now);
  else if (self->stamped == LEREN_RECORD_MODIFIED)
    leren_record_set_modified (self->record, self->now);
}

static gboolean
prepare_all (LerenPreparedBatch *self, LerenRecord *const *records, guint n_records, const Now *now,
             GError **error)
{
  for (guint i = 0; i < n_records; i++)
    {
      LerenPreparedSave *save = prepared_save_new (records[i], FALSE, self->arena, now, error);

      if (save == NULL)
        return FALSE;
      g_ptr_array_add (self->saves, save);
    }
  return TRUE;
}

LerenPreparedBatch *
_leren_prepared_batch_new (LerenRecord *const *records, guint n_records, GError **error)
{
  g_autoptr (LerenPreparedBatch) self = g_new0 (LerenPreparedBatch, 1);
  gboolean prepared;
  Now now;

  self->arena = _leren_arena_new ();
  self->saves = g_ptr_array_new_full (n_records, (GDestroyNotify) _leren_prepared_save_free);
  now = read_clock (self->arena);
  prepared = prepare_all (self, records, n_records, &now, error);
  g_date_time_unref (now.time);
  return prepared ? g_steal_pointer (&self) : NULL;
}

void
_leren_prepared_batch_free (LerenPreparedBatch *self)
{
  g_clear_pointer (&self->saves, g_ptr_array_unref);
  _leren_arena_free (self->arena);
  g_free (self);
}

void
_leren_prepared_batch_apply (LerenPreparedBatch *self, LerenStore *store)
{
  for (guint i = 0; i < self->saves->len; i++)
    _leren_prepared_save_apply (g_ptr_array_index (self->saves, i), store);
}
