/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-unknown-record-private.h"
#include "leren-enum-types.h"
#include "store/leren-audit-private.h"
#include "store/leren-server-location-private.h"
#include "store/leren-store-open-private.h"
#include "store/leren-transaction-private.h"

#include <glib/gi18n-lib.h>

/**
 * LerenStore:
 *
 * Where records are kept: a file that other programs can read with SQLite, memory, or a PostgreSQL
 * server that many write to at the same time. All that is
 * saved is checked, references included, and saved whole or not at all. A store can be used from
 * several threads; its calls wait for each other.
 *
 * Since: 0.1
 */

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LerenStore, leren_store, G_TYPE_OBJECT)

static void
close_connection (LerenStore *self)
{
  if (self->db == NULL)
    return;
  _leren_connection_close (self->audit_db);
  self->audit_db = NULL;
  _leren_store_drop_changes (self);
  _leren_store_end_watch (self);
  _leren_store_forget_statements (self);
  _leren_connection_close (self->db);
  g_atomic_pointer_set (&self->db, NULL);
}

static void
leren_store_finalize (GObject *object)
{
  LerenStore *self = LEREN_STORE (object);

  close_connection (self);
  g_clear_pointer (&self->tables_by_name, g_hash_table_unref);
  g_clear_pointer (&self->declarations, g_hash_table_unref);
  g_mutex_clear (&self->declarations_lock);
  g_async_queue_unref (self->waiting_saves);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_object (&self->theory);
  g_clear_pointer (&self->losses, g_ptr_array_unref);
  g_clear_pointer (&self->old_theories, g_ptr_array_unref);
  g_free (self->fingerprint);
  _leren_audit_owed_free (self->owed);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_rec_mutex_clear (&self->lock);
  g_clear_pointer (&self->place, g_ref_string_release);
  g_clear_pointer (&self->kept_references, g_hash_table_unref);
  g_clear_pointer (&self->found_references, g_hash_table_unref);
  g_free (self->row_owner);
  g_free (self->reader);
  g_free (self->location);
  g_free (self->given);

  G_OBJECT_CLASS (leren_store_parent_class)->finalize (object);
}

static void
leren_store_class_init (LerenStoreClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_store_finalize;

  /**
   * LerenStore::changed:
   * @self: the store
   * @change: what happened
   * @record_type: (nullable): the type of the record, `framework`, or %NULL after a bulk import, or after
   *   records were deleted because they were kept for long enough
   * @id: (nullable): the id of the record or framework, or %NULL where the type is
   *
   * Something was changed through this store and is safely kept: after the transaction that did it
   * has been committed. It is emitted in the thread-default main context in which the store was
   * opened: at once for a change made on the thread that opened it, and when that context is
   * next run for one made on another. Changes by other programs are told where leren_store_watch() asked for it.
   *
   * Since: 0.1
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", LEREN_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  3, LEREN_TYPE_CHANGE, G_TYPE_STRING, G_TYPE_STRING);
}

static void
leren_store_init (LerenStore *self)
{
  g_rec_mutex_init (&self->lock);
  self->context = g_main_context_ref_thread_default ();
  self->thread = g_thread_self ();
  self->theory = leren_theory_new ();
  self->losses = g_ptr_array_new_with_free_func (g_free);
  self->old_theories = g_ptr_array_new_with_free_func (g_object_unref);
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) _leren_store_table_free);
  self->tables_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->declarations = g_hash_table_new (g_str_hash, g_str_equal);
  g_mutex_init (&self->declarations_lock);
  self->waiting_saves = g_async_queue_new_full (g_object_unref);
}

void
_leren_store_set_closed (LerenStore *self, GError **error)
{
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_CLOSED, _ ("the store %s is closed; open it again"),
               self->location != NULL ? self->location : "");
}

LerenConnection *
_leren_store_lock (LerenStore *self, GError **error)
{
  g_rec_mutex_lock (&self->lock);
  if (self->db != NULL)
    {
      if (self->depth++ > 0 || self->transaction != NULL ||
          (_leren_store_catch_up (self, error) && _leren_audit_look (self, error)))
        return self->db;
      self->depth--;
      g_rec_mutex_unlock (&self->lock);
      return NULL;
    }
  g_rec_mutex_unlock (&self->lock);
  _leren_store_set_closed (self, error);
  return NULL;
}

void
_leren_store_unlock (LerenStore *self)
{
  self->depth--;
  g_rec_mutex_unlock (&self->lock);
}

LerenConnection *
_leren_store_open_base_reader (LerenStore *self, GError **error)
{
  return self->in_memory ? NULL : _leren_store_connect (self, TRUE, error);
}

LerenConnection *
_leren_store_open_reader (LerenStore *self, GError **error)
{
  LerenConnection *db = _leren_store_open_base_reader (self, error);

  if (db == NULL || _leren_store_restrict (self, db, error))
    return db;
  _leren_connection_close (db);
  return NULL;
}

GPtrArray *
_leren_store_list_declarations (LerenStore *self, GError **error)
{
  GPtrArray *declarations = g_ptr_array_new ();

  for (guint i = 0; i < self->tables->len; i++)
    {
      LerenStoreTable *table = g_ptr_array_index (self->tables, i);
      g_ptr_array_add (declarations, (gpointer) table->declaration);
    }
  return declarations;
}

LerenStore *
_leren_store_open (const char *location, LerenStoreFlags flags, const char *participant,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (LerenStore) self = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  self = g_object_new (LEREN_TYPE_STORE, NULL);
  self->given = g_strdup (location);
  self->location = _leren_is_server_location (location) ? _leren_server_location_to_show (location)
                                                        : g_strdup (location);
  self->reader = g_strdup (participant);
  if (participant != NULL)
    flags |= LEREN_STORE_FLAGS_EXISTING;
  if ((participant != NULL && !_leren_store_check_name (self, error)) ||
      !_leren_store_open_file (self, flags, error) ||
      (self->reader != NULL && !_leren_store_check_reader (self, error)))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * leren_store_open:
 * @location: the path of a file, `:memory:` for a store that is gone when it is closed, or
 *   `postgresql://USER@HOST/DATABASE` for one on a server
 * @flags: how to open it
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Opens a store, or makes a new one where there is none yet. A new file can be read by its owner alone.
 * On a server, the database must be there; what it takes to reach it can also be said as libpq has
 * it, by `PGPASSWORD` or `~/.pgpass`. A library that was built without PostgreSQL says so with
 * #LEREN_ERROR_UNSUPPORTED.
 *
 * Returns: (transfer full): the store, or %NULL with an error: #LEREN_ERROR_NOT_A_STORE,
 *   #LEREN_ERROR_NEWER, #LEREN_ERROR_EXISTS, #LEREN_ERROR_NOT_FOUND, #LEREN_ERROR_READ_ONLY, #LEREN_ERROR_CORRUPT,
 *   #LEREN_ERROR_UNREACHABLE
 *
 * Since: 0.1
 */
LerenStore *
leren_store_open (const char *location, LerenStoreFlags flags, GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (location != NULL, NULL);

  return _leren_store_open (location, flags, NULL, cancellable, error);
}

/**
 * leren_store_open_as:
 * @location: the path of a file, or the place on a server
 * @flags: how to open it; a store that is not there yet has no participants, and is not made
 * @participant: the id of the participant who will read and write
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Opens a store in the name of one of its participants, and returns what they may read, whichever way it
 * is asked for: what they may not is not there. What they save is held against the same rule. Who can
 * open the file, or the store on a server as its owner, without naming a participant reads all that
 * is in it.
 *
 * Returns: (transfer full): the store, or %NULL with the errors of leren_store_open(), and with
 *   #LEREN_ERROR_FORBIDDEN where it has no such participant, or where the login is another one
 *
 * Since: 0.1
 */
LerenStore *
leren_store_open_as (const char *location, LerenStoreFlags flags, const char *participant,
                     GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (location != NULL, NULL);
  g_return_val_if_fail (participant != NULL, NULL);

  return _leren_store_open (location, flags, participant, cancellable, error);
}

/**
 * leren_store_close:
 * @self: a store
 * @error: return location for a #GError
 *
 * Closes the store; it cannot be used after that. A store that nobody holds any more closes itself.
 *
 * Returns: %TRUE if it is closed; %FALSE with #LEREN_ERROR_STATE where a transaction or an import is
 *   under way
 *
 * Since: 0.1
 */
gboolean
leren_store_close (LerenStore *self, GError **error)
{
  gboolean closed;

  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);

  g_rec_mutex_lock (&self->lock);
  /* also for whoever is called back in the middle of something */
  closed = self->transaction == NULL && self->depth == 0;
  if (closed)
    close_connection (self);
  else if (self->transaction != NULL)
    _leren_store_set_under_way (self, error);
  else
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_STATE,
                 _ ("the store %s is in use; wait until that is done"), self->location);
  g_rec_mutex_unlock (&self->lock);
  return closed;
}

/**
 * leren_store_is_open:
 * @self: a store
 *
 * Whether the store can be used.
 *
 * Returns: %TRUE until it is closed
 *
 * Since: 0.1
 */
gboolean
leren_store_is_open (LerenStore *self)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);

  /* without the lock: who asks does not wait for who is at work */
  return g_atomic_pointer_get (&self->db) != NULL;
}

/**
 * leren_store_get_location:
 * @self: a store
 *
 * Where the store is: as given to leren_store_open(), without a password.
 *
 * Returns: (transfer none): the path, `:memory:`, or the place on a server
 *
 * Since: 0.1
 */
const char *
leren_store_get_location (LerenStore *self)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);
  return self->location;
}

/**
 * leren_store_get_reader:
 * @self: a store
 *
 * As whom the store is open: as given to leren_store_open_as(), or whose login it was opened with.
 *
 * Returns: (transfer none) (nullable): the id of a participant, or %NULL where nothing is restricted
 *
 * Since: 0.1
 */
const char *
leren_store_get_reader (LerenStore *self)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);
  return self->reader;
}

/**
 * leren_store_get_theory:
 * @self: a store
 *
 * The frameworks that records in this store can name: the built-in ones, and those that were added
 * to the store. Where frameworks are taken back, or another program adds some, there is another
 * theory from then on; ask for it again rather than keep it.
 *
 * Returns: (transfer none): the theory
 *
 * Since: 0.1
 */
LerenTheory *
leren_store_get_theory (LerenStore *self)
{
  LerenTheory *theory;

  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);

  g_rec_mutex_lock (&self->lock);
  theory = self->theory;
  g_rec_mutex_unlock (&self->lock);
  return theory;
}

gboolean
_leren_store_put_prepared (LerenStore *self, LerenPreparedSave *save, GError **error)
{
  LerenRow *row = &save->row;
  LerenStoreTable *table = _leren_store_ensure_table (self, row->declaration, error);
  LerenPut put = { .now = save->now_text, .goes_on_from = LEREN_REVISION_UNKNOWN };

  /* where it is done again, another may have been first, so that it is stamped otherwise */
  row->cells[LEREN_RECORD_CREATED] = save->created;
  row->cells[LEREN_RECORD_MODIFIED] = save->modified;
  /* only now: saves of the same object can have waited for each other */
  if (!save->forced)
    put.goes_on_from = _leren_record_get_revision (save->record, self->place);
  if (table == NULL || !_leren_store_put_row (self, table, row, &put, error))
    return FALSE;
  save->stamped = put.stamped;
  save->change = put.change;
  return TRUE;
}

void
_leren_store_note_saved (LerenStore *self, LerenPreparedSave *save)
{
  g_autofree char *id = _leren_cell_dup_text (&save->row.cells[LEREN_RECORD_ID]);

  _leren_record_set_revision (save->record, self->place, save->row.revision, self->fate);
  _leren_store_note_change (self, save->change, save->row.declaration->name, id);
}

static gboolean
put_prepared (LerenStore *self, gpointer data, GError **error)
{
  return _leren_store_put_prepared (self, data, error);
}

gboolean
_leren_store_save_prepared (LerenStore *self, LerenPreparedSave *save, GError **error)
{
  gboolean saved;

  if (_leren_store_lock (self, error) == NULL)
    return FALSE;
  saved = _leren_store_take_step (self, put_prepared, save, error);
  if (saved)
    _leren_store_note_saved (self, save);
  else
    _leren_audit_settle (self, error);
  _leren_store_unlock_and_emit (self);
  return saved;
}

static gboolean
save_record (LerenStore *self, LerenRecord *record, gboolean forced, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (LerenPreparedSave) prepared = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  prepared = _leren_prepared_save_new (record, forced, error);
  if (prepared == NULL || !_leren_store_save_prepared (self, prepared, error))
    return FALSE;
  _leren_prepared_save_apply (prepared, self);
  return TRUE;
}

/**
 * leren_store_save:
 * @self: a store
 * @record: the record to save
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Saves a record: adds it, or changes the one with its id. It is checked first, and so are its
 * references; within a transaction a reference may come before what it names, and is checked when that is committed. A record that is
 * new gets the time it was `created`, one that was there the time it was `modified`.
 *
 * An object that was read from this store, or saved in it, goes on from what was there then. Where somebody
 * else changed or deleted the record since, nothing is changed, and #LEREN_ERROR_CONFLICT says who
 * changed which member when, what it is there and what it is here. Then read the record anew with
 * leren_store_get() and change that, or put this one in its place with leren_store_overwrite(). An object that
 * was made anew, or got another id, goes on from nothing, and is taken as it is.
 *
 * Returns: %TRUE if it is saved; otherwise %FALSE with an error that names the record and the
 *   member, and nothing is changed
 *
 * Since: 0.1
 */
gboolean
leren_store_save (LerenStore *self, LerenRecord *record, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (LEREN_IS_RECORD (record), FALSE);

  return save_record (self, record, FALSE, cancellable, error);
}

/**
 * leren_store_overwrite:
 * @self: a store
 * @record: the record to save
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Saves a record as leren_store_save() does, whatever became of it since it was read: for those who have seen
 * what the conflict is about. What is overwritten stays in the journal.
 *
 * Returns: %TRUE if it is saved; otherwise %FALSE with an error that names the record and the
 *   member, and nothing is changed
 *
 * Since: 0.1
 */
gboolean
leren_store_overwrite (LerenStore *self, LerenRecord *record, GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (LEREN_IS_RECORD (record), FALSE);

  return save_record (self, record, TRUE, cancellable, error);
}

/**
 * leren_store_get:
 * @self: a store
 * @id: the id of a record
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Reads a record, of whatever type. Each call makes a new object.
 *
 * Returns: (transfer full): the record, or %NULL with #LEREN_ERROR_NOT_FOUND
 *
 * Since: 0.1
 */
LerenRecord *
leren_store_get (LerenStore *self, const char *id, GCancellable *cancellable, GError **error)
{
  LerenRecord *record = NULL;
  const char *type;
  gint64 rowid;

  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      _leren_store_lock (self, error) == NULL)
    return NULL;
  if (_leren_store_find_type (self, id, -1, &type, &rowid, error))
    record = type != NULL ? _leren_store_read_record (self, type, rowid, error)
                          : _leren_store_set_not_found (self, id, error);
  if (record != NULL && !_leren_audit_record (self, "get", record, error))
    g_clear_object (&record);
  _leren_store_unlock (self);
  return record;
}

static gboolean
delete_by_id (LerenStore *self, gpointer id, GError **error)
{
  return _leren_store_delete_record (self, id, error);
}

/**
 * leren_store_delete:
 * @self: a store
 * @id: the id of a record
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Deletes a record that no other record refers to.
 *
 * Returns: %TRUE if it is gone; otherwise %FALSE with #LEREN_ERROR_NOT_FOUND, or with
 *   #LEREN_ERROR_REFERENCE where another record names it
 *
 * Since: 0.1
 */
gboolean
leren_store_delete (LerenStore *self, const char *id, GCancellable *cancellable, GError **error)
{
  gboolean deleted;

  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      _leren_store_lock (self, error) == NULL)
    return FALSE;
  deleted = _leren_store_take_step (self, delete_by_id, (gpointer) id, error);
  _leren_store_unlock_and_emit (self);
  return deleted;
}

/* -1 with an error */
static gint64
add_to (LerenStore *self, gint64 count, const char *sql, GError **error)
{
  gint64 more;

  return _leren_store_read_integer (self, _ ("count records"), sql, &more, error) ? count + more
                                                                                  : -1;
}

/**
 * leren_store_count:
 * @self: a store
 * @record_type: (nullable): the name of a record type, or %NULL to count all records
 * @error: return location for a #GError
 *
 * Counts records.
 *
 * Returns: how many there are, or -1 with an error: #LEREN_ERROR_NOT_FOUND where there is no such type
 *
 * Since: 0.1
 */
gint64
leren_store_count (LerenStore *self, const char *record_type, GError **error)
{
  gint64 count = 0;

  g_return_val_if_fail (LEREN_IS_STORE (self), -1);

  if (_leren_store_lock (self, error) == NULL)
    return -1;
  if (record_type != NULL && _leren_store_find_table (self, record_type) == NULL &&
      leren_declaration_lookup (record_type) == NULL)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
                   _ ("record type “%s” does not exist; look at the types that are there"),
                   record_type);
      count = -1;
    }
  for (guint i = 0; count >= 0 && i < self->tables->len; i++)
    {
      LerenStoreTable *table = g_ptr_array_index (self->tables, i);
      g_autofree char *name = _leren_quote_identifier (table->declaration->name);
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", name);

      if (record_type == NULL || g_str_equal (record_type, table->declaration->name))
        count = add_to (self, count, sql, error);
    }
  if (record_type == NULL && count >= 0)
    count = add_to (self, count, "SELECT count(*) FROM unknown_record", error);
  _leren_store_unlock (self);
  return count;
}

static gboolean
put_framework (LerenStore *self, gpointer data, GError **error)
{
  LerenFramework *framework = data;

  return _leren_store_put_frameworks (self, &framework, 1, error);
}

/**
 * leren_store_add_framework:
 * @self: a store
 * @framework: a framework of the user's own
 * @error: return location for a #GError
 *
 * Adds a framework to the store, so that its records can name it.
 *
 * Returns: %TRUE if it is there now; otherwise %FALSE with #LEREN_ERROR_EXISTS where another framework has its id,
 *   or #LEREN_ERROR_FORBIDDEN where the store is open as a participant
 *
 * Since: 0.1
 */
gboolean
leren_store_add_framework (LerenStore *self, LerenFramework *framework, GError **error)
{
  gboolean added;

  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (LEREN_IS_FRAMEWORK (framework), FALSE);

  if (_leren_store_lock (self, error) == NULL)
    return FALSE;
  added = _leren_store_refuse_reader (self, _ ("add a framework"), error) &&
          _leren_store_take_step (self, put_framework, framework, error);
  _leren_store_unlock_and_emit (self);
  return added;
}
