/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-internal-private.h"

typedef struct {
  LerenChange change;
  char *record_type;
  char *id;
} PendingChange;

static void
pending_change_free (PendingChange *change)
{
  g_free (change->record_type);
  g_free (change->id);
  g_free (change);
}

void
_leren_store_note_change (LerenStore *self, LerenChange change, const char *record_type,
                          const char *id)
{
  PendingChange *pending = g_new0 (PendingChange, 1);

  pending->change = change;
  pending->record_type = g_strdup (record_type);
  pending->id = g_strdup (id);
  if (self->pending_changes == NULL)
    self->pending_changes = g_ptr_array_new_with_free_func ((GDestroyNotify) pending_change_free);
  g_ptr_array_add (self->pending_changes, pending);
}

void
_leren_store_drop_changes (LerenStore *self)
{
  g_clear_pointer (&self->pending_changes, g_ptr_array_unref);
}

typedef struct {
  LerenStore *store;
  GPtrArray *changes;
} Emission;

static void
emission_free (Emission *emission)
{
  g_ptr_array_unref (emission->changes);
  g_object_unref (emission->store);
  g_free (emission);
}

static gboolean
emit (gpointer data)
{
  Emission *emission = data;

  for (guint i = 0; i < emission->changes->len; i++)
    {
      PendingChange *change = g_ptr_array_index (emission->changes, i);

      g_signal_emit_by_name (emission->store, "changed", change->change, change->record_type,
                             change->id);
    }
  return G_SOURCE_REMOVE;
}

/* What is done on a worker's thread is told where the store was opened. */
void
_leren_store_unlock_and_emit (LerenStore *self)
{
  g_autoptr (GSource) source = NULL;
  Emission *emission = NULL;

  if (self->transaction == NULL && self->pending_changes != NULL)
    {
      emission = g_new0 (Emission, 1);
      emission->store = g_object_ref (self);
      emission->changes = g_steal_pointer (&self->pending_changes);
    }
  _leren_store_unlock (self);
  if (emission == NULL)
    return;
  if (self->thread == g_thread_self ())
    {
      emit (emission);
      emission_free (emission);
      return;
    }
  /* g_main_context_invoke() would take a context that is not being run and use it on this thread */
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, emit, emission, (GDestroyNotify) emission_free);
  g_source_attach (source, self->context);
}
