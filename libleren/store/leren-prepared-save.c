/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-time-private.h"
#include "core/leren-unknown-record.h"
#include "store/leren-transaction-private.h"

#include <glib/gi18n-lib.h>

LerenPreparedSave *
_leren_prepared_save_new (LerenStore *store, LerenRecord *record, GError **error)
{
  g_autoptr (LerenPreparedSave) self = NULL;
  const LerenDeclaration *declaration;
  g_autofree char *text = NULL;
  LerenCell *stamp;

  if (!leren_record_validate (record, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                     _("%s “%s”: its class says that it is not valid, without saying why"),
                     leren_record_get_record_type (record), leren_record_get_id (record));
      return NULL;
    }
  declaration = _leren_declaration_for_type (G_OBJECT_TYPE (record), error);
  if (declaration == NULL)
    return NULL;

  self = g_new0 (LerenPreparedSave, 1);
  self->record = g_object_ref (record);
  self->arena = _leren_arena_new ();
  self->row.cells = g_new0 (LerenCell, declaration->n_fields);
  leren_record_get_id (record);
  if (!_leren_record_to_row (record, &self->row, self->arena, error))
    return NULL;

  if (_leren_store_lock (store, error) == NULL)
    return NULL;
  self->is_new = _leren_store_find_type (store, leren_record_get_id (record), -1, NULL) == NULL;
  _leren_store_unlock (store);

  self->now = g_date_time_new_now_utc ();
  stamp = &self->row.cells[self->is_new ? LEREN_RECORD_CREATED : LEREN_RECORD_MODIFIED];
  if (!self->is_new || stamp->kind == LEREN_CELL_ABSENT)
    {
      text = _leren_time_format (self->now);
      *stamp = _leren_cell_text (_leren_arena_copy (self->arena, text, strlen (text)), -1);
    }
  else
    g_clear_pointer (&self->now, g_date_time_unref);

  /* texts that the record owns may change while another thread saves them */
  for (guint i = 0; i < declaration->n_fields; i++)
    if (self->row.cells[i].kind == LEREN_CELL_TEXT)
      self->row.cells[i].text = _leren_arena_copy (self->arena, self->row.cells[i].text,
                                                   self->row.cells[i].length);
  if (self->row.unknown_members.kind == LEREN_CELL_TEXT)
    self->row.unknown_members.text = _leren_arena_copy (
      self->arena, self->row.unknown_members.text, self->row.unknown_members.length);
  if (self->row.numbers_as_given.kind == LEREN_CELL_TEXT)
    self->row.numbers_as_given.text = _leren_arena_copy (
      self->arena, self->row.numbers_as_given.text, self->row.numbers_as_given.length);
  return g_steal_pointer (&self);
}

void
_leren_prepared_save_free (LerenPreparedSave *self)
{
  g_object_unref (self->record);
  _leren_arena_free (self->arena);
  g_free (self->row.cells);
  g_clear_pointer (&self->now, g_date_time_unref);
  g_free (self);
}

void
_leren_prepared_save_apply (LerenPreparedSave *self)
{
  if (self->now == NULL)
    return;
  if (self->is_new)
    leren_record_set_created (self->record, self->now);
  else
    leren_record_set_modified (self->record, self->now);
}
