/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-time-private.h"
#include "core/leren-unknown-record.h"
#include "store/leren-transaction-private.h"

#include <glib/gi18n-lib.h>

static void
keep_text (LerenPreparedSave *self, LerenCell *cell)
{
  if (cell->kind == LEREN_CELL_TEXT)
    cell->text = _leren_arena_copy (self->arena, cell->text, cell->length);
}

LerenPreparedSave *
_leren_prepared_save_new (LerenRecord *record, gboolean forced, GError **error)
{
  g_autoptr (LerenPreparedSave) self = NULL;
  const LerenDeclaration *declaration;

  /* what ours looks at is looked at below, once */
  if (_leren_record_validates_itself (record) && !leren_record_validate (record, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                     _ ("%s “%s”: its class says that it is not valid, without saying why"),
                     leren_record_get_record_type (record), leren_record_get_id (record));
      return NULL;
    }
  declaration = _leren_declaration_for_type (G_OBJECT_TYPE (record), error);
  if (declaration == NULL)
    return NULL;

  self = g_new0 (LerenPreparedSave, 1);
  self->record = g_object_ref (record);
  self->forced = forced;
  self->arena = _leren_arena_new ();
  self->row.cells = g_new0 (LerenCell, declaration->n_fields);
  leren_record_get_id (record);
  if (!_leren_record_to_row (record, &self->row, self->arena, error) ||
      !_leren_row_check (&self->row, error))
    return NULL;
  self->now = g_date_time_new_now_utc ();
  self->now_text = _leren_time_format (self->now);
  self->stamped = -1;

  /* texts that the record owns may change while another thread saves them */
  for (guint i = 0; i < declaration->n_fields; i++)
    keep_text (self, &self->row.cells[i]);
  keep_text (self, &self->row.unknown_members);
  keep_text (self, &self->row.numbers_as_given);
  return g_steal_pointer (&self);
}

void
_leren_prepared_save_free (LerenPreparedSave *self)
{
  g_object_unref (self->record);
  _leren_arena_free (self->arena);
  g_free (self->row.cells);
  g_clear_pointer (&self->now, g_date_time_unref);
  g_free (self->now_text);
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
