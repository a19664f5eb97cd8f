/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "exchange/leren-import-batch-private.h"

LerenImportBatch *
_leren_import_batch_new (void)
{
  LerenImportBatch *self = g_new0 (LerenImportBatch, 1);

  self->arena = _leren_arena_new ();
  self->items = g_array_new (FALSE, TRUE, sizeof (LerenImportItem));
  self->pending = g_array_new (FALSE, TRUE, sizeof (LerenPendingReference));
  self->problems = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
_leren_import_batch_reset (LerenImportBatch *self)
{
  _leren_arena_reset (self->arena);
  g_array_set_size (self->items, 0);
  g_array_set_size (self->pending, 0);
  g_ptr_array_set_size (self->problems, 0);
  g_clear_error (&self->error);
  self->last = FALSE;
}

void
_leren_import_batch_free (LerenImportBatch *self)
{
  _leren_arena_free (self->arena);
  g_array_unref (self->items);
  g_array_unref (self->pending);
  g_ptr_array_unref (self->problems);
  g_clear_error (&self->error);
  g_free (self);
}
