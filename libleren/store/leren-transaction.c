/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-audit-private.h"
#include "store/leren-transaction-private.h"

#include <glib/gi18n-lib.h>

/**
 * LerenTransaction:
 *
 * Several changes to a store that are kept together, or not at all. Begun with
 * leren_store_begin(); one that is let go without a commit is rolled back. All that is done with the
 * store meanwhile, from whichever thread, belongs to it.
 *
 * Since: 0.1
 */
struct _LerenTransaction {
  GObject parent_instance;

  LerenStore *store;
  gboolean ended; /* under the store's lock */
};

G_DEFINE_FINAL_TYPE (LerenTransaction, leren_transaction, G_TYPE_OBJECT)

/* The store's lock is held. */
static void
end (LerenTransaction *self, gboolean kept)
{
  _leren_fate_decide (self->store->fate, kept);
  g_clear_pointer (&self->store->fate, _leren_fate_unref);
  self->ended = TRUE;
  self->store->transaction = NULL;
  self->store->last_taken = 0;
  _leren_store_forget_references (self->store);
  self->store->first_noted = 0;
  self->store->n_pending_references = 0;
}

void
_leren_transaction_set_lost (LerenTransaction *self)
{
  end (self, FALSE);
}

/* FALSE with an error where it has ended; otherwise the store's lock is held. */
static gboolean
lock_under_way (LerenTransaction *self, GError **error)
{
  if (_leren_store_lock (self->store, error) == NULL)
    return FALSE;
  if (!self->ended)
    return TRUE;
  _leren_store_unlock (self->store);
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_STATE,
               _ ("the transaction has ended already; begin another"));
  return FALSE;
}

static void
leren_transaction_finalize (GObject *object)
{
  LerenTransaction *self = LEREN_TRANSACTION (object);

  if (self->store != NULL && !self->ended)
    leren_transaction_roll_back (self, NULL);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (leren_transaction_parent_class)->finalize (object);
}

static void
leren_transaction_class_init (LerenTransactionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_transaction_finalize;
}

static void
leren_transaction_init (LerenTransaction *self)
{
}

/**
 * leren_store_begin:
 * @self: a store
 * @error: return location for a #GError
 *
 * Begins a transaction. There is one at a time.
 *
 * Returns: (transfer full): the transaction, or %NULL with #LEREN_ERROR_STATE where one is under
 *   way already, or #LEREN_ERROR_BUSY where another program writes to the store
 *
 * Since: 0.1
 */
LerenTransaction *
leren_store_begin (LerenStore *self, GError **error)
{
  LerenTransaction *transaction = NULL;

  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);

  if (_leren_store_lock (self, error) == NULL)
    return NULL;
  if (self->transaction != NULL)
    _leren_store_set_under_way (self, error);
  else if (_leren_store_begin_step (self, error))
    {
      /* made here, so that a step that is undone does not take it along */
      _leren_connection_execute (self->db, "CREATE TABLE IF NOT EXISTS temp.pending_reference"
                                           " (number BIGINT, type TEXT, id TEXT, member TEXT,"
                                           " reference TEXT);"
                                           "DELETE FROM temp.pending_reference");
      transaction = g_object_new (LEREN_TYPE_TRANSACTION, NULL);
      transaction->store = g_object_ref (self);
      self->transaction = transaction;
      self->fate = _leren_fate_new ();
    }
  _leren_store_unlock (self);
  return transaction;
}

/**
 * leren_transaction_commit:
 * @self: a transaction
 * @error: return location for a #GError
 *
 * Keeps all changes. References that were left open are checked now; where one names nothing, the
 * transaction stays under way, so that what is missing can be saved, or all of it rolled back. A disk
 * that is full or fails can end it: then all is undone.
 *
 * Returns: %TRUE if everything is safely kept; otherwise %FALSE with #LEREN_ERROR_REFERENCE, #LEREN_ERROR_STATE
 *   or an error of the store
 *
 * Since: 0.1
 */
gboolean
leren_transaction_commit (LerenTransaction *self, GError **error)
{
  LerenStore *store;
  gboolean committed;

  g_return_val_if_fail (LEREN_IS_TRANSACTION (self), FALSE);

  if (!lock_under_way (self, error))
    return FALSE;
  store = self->store;
  committed = _leren_store_check_pending_references (store, error) &&
              _leren_store_settle_pending_owners (store, error) &&
              _leren_store_commit (store, _ ("commit a transaction"), error);
  if (committed)
    {
      store->schema_touched = store->theory_touched = FALSE;
      _leren_audit_forget (store);
      end (self, TRUE);
      _leren_store_watch_end (store, TRUE);
    }
  else if (!_leren_connection_is_in_transaction (store->db))
    {
      end (self, FALSE);
      _leren_store_roll_back (store);
    }
  _leren_store_unlock_and_emit (store);
  return committed;
}

/**
 * leren_transaction_roll_back:
 * @self: a transaction
 * @error: return location for a #GError
 *
 * Undoes all changes. Objects that were saved keep what they say, and go on from what they were read from.
 *
 * Returns: %TRUE if the store is as it was; %FALSE with #LEREN_ERROR_STATE where the transaction has ended already
 *
 * Since: 0.1
 */
gboolean
leren_transaction_roll_back (LerenTransaction *self, GError **error)
{
  g_return_val_if_fail (LEREN_IS_TRANSACTION (self), FALSE);

  if (!lock_under_way (self, error))
    return FALSE;
  end (self, FALSE);
  _leren_store_roll_back (self->store);
  _leren_store_unlock (self->store);
  return TRUE;
}

/**
 * leren_transaction_is_under_way:
 * @self: a transaction
 *
 * Whether the transaction can still be committed or rolled back.
 *
 * Returns: %TRUE until it has ended
 *
 * Since: 0.1
 */
gboolean
leren_transaction_is_under_way (LerenTransaction *self)
{
  gboolean under_way;

  g_return_val_if_fail (LEREN_IS_TRANSACTION (self), FALSE);

  g_rec_mutex_lock (&self->store->lock);
  under_way = !self->ended;
  g_rec_mutex_unlock (&self->store->lock);
  return under_way;
}
