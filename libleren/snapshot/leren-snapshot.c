/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-snapshot-private.h"
#include "store/leren-audit-private.h"

#include <glib/gi18n-lib.h>

/**
 * LerenSnapshot:
 *
 * The records of a store at one moment, in columns, for analysis. A snapshot does not change,
 * whatever happens to the store, and can be used by several threads at once.
 *
 * It has what analyses need: ids, words, concepts, references, times and numbers. Texts stay in the
 * store; leren_snapshot_get_table() reads them, and says which records were changed or deleted
 * since.
 *
 * Since: 0.1
 */

G_DEFINE_FINAL_TYPE (LerenSnapshot, leren_snapshot, G_TYPE_OBJECT)

static void
rows_free (gpointer data)
{
  _leren_rows_clear (data);
  g_free (data);
}

static void
leren_snapshot_finalize (GObject *object)
{
  LerenSnapshot *self = LEREN_SNAPSHOT (object);

  g_ptr_array_unref (self->all_rows);
  g_clear_pointer (&self->types, g_ptr_array_unref);
  g_clear_pointer (&self->moment, g_date_time_unref);
  g_clear_object (&self->theory);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (leren_snapshot_parent_class)->finalize (object);
}

static void
leren_snapshot_class_init (LerenSnapshotClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_snapshot_finalize;
}

static void
leren_snapshot_init (LerenSnapshot *self)
{
  self->all_rows = g_ptr_array_new_with_free_func (rows_free);
  self->since = G_MININT64;
  self->until = G_MAXINT64;
}

const LerenRows *
_leren_snapshot_get_rows (LerenSnapshot *self, const char *record_type)
{
  static const LerenRows none = { 0 };
  guint type = _leren_snapshot_plan_find (self->types, record_type);

  return type < self->types->len ? g_ptr_array_index (self->all_rows, type) : &none;
}

guint
_leren_snapshot_get_n_types (LerenSnapshot *self)
{
  return self->all_rows->len;
}

const LerenRows *
_leren_snapshot_get_rows_at (LerenSnapshot *self, guint type)
{
  return g_ptr_array_index (self->all_rows, type);
}

guint
_leren_snapshot_get_n_threads (LerenSnapshot *self)
{
  return self->n_threads;
}

gint64
_leren_snapshot_get_moment (LerenSnapshot *self)
{
  return g_date_time_to_unix (self->moment) * G_USEC_PER_SEC +
         g_date_time_get_microsecond (self->moment);
}

gint64
_leren_snapshot_get_end (LerenSnapshot *self)
{
  return MIN (_leren_snapshot_get_moment (self), self->until);
}

gboolean
_leren_snapshot_in_period (LerenSnapshot *self, const LerenRows *rows, guint32 row)
{
  return rows->moments[row] == LEREN_ABSENT_TIME ||
         (rows->moments[row] >= self->since && rows->moments[row] < self->until);
}

gint64
_leren_snapshot_get_since (LerenSnapshot *self)
{
  return self->since;
}

/**
 * leren_snapshot_take:
 * @store: a store
 * @scope: (nullable): which records, or %NULL for all
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Takes a snapshot of what the store holds now. Of a store in a file that is what was committed
 * last; of a store in memory, also what a transaction under way has written.
 *
 * Returns: (transfer full): the snapshot, or %NULL with an error: #LEREN_ERROR_CLOSED,
 *   #LEREN_ERROR_BUSY, #LEREN_ERROR_CORRUPT, or #LEREN_ERROR_NOT_FOUND where the scope names what is not there
 *
 * Since: 0.1
 */
LerenSnapshot *
leren_snapshot_take (LerenStore *store, LerenScope *scope, GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (LerenSnapshot) self = NULL;

  g_return_val_if_fail (LEREN_IS_STORE (store), NULL);
  g_return_val_if_fail (scope == NULL || LEREN_IS_SCOPE (scope), NULL);

  self = g_object_new (LEREN_TYPE_SNAPSHOT, NULL);
  self->store = g_object_ref (store);
  self->theory = g_object_ref (leren_store_get_theory (store));
  if (!_leren_audit_all (store, "snapshot", error) ||
      !_leren_snapshot_read (self, scope != NULL && leren_scope_get_participant (scope) != NULL,
                             cancellable, error))
    return NULL;
  _leren_snapshot_link (self);
  if (!_leren_snapshot_narrow (self, scope, error))
    return NULL;
  return g_steal_pointer (&self);
}

static LerenScope *
copy_scope (LerenScope *scope)
{
  LerenScope *copy = leren_scope_new ();

  leren_scope_set_practice (copy, leren_scope_get_practice (scope));
  leren_scope_set_team (copy, leren_scope_get_team (scope));
  leren_scope_set_case (copy, leren_scope_get_case (scope));
  leren_scope_set_participant (copy, leren_scope_get_participant (scope));
  leren_scope_set_since (copy, leren_scope_get_since (scope));
  leren_scope_set_until (copy, leren_scope_get_until (scope));
  return copy;
}

static void
take_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  LerenSnapshot *self = leren_snapshot_take (source, data, cancellable, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * leren_snapshot_take_async:
 * @store: a store
 * @scope: (nullable): which records, or %NULL for all; as it is now
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: (closure): data for @callback
 *
 * Takes a snapshot as leren_snapshot_take() does, without blocking.
 *
 * Since: 0.1
 */
void
leren_snapshot_take_async (LerenStore *store, LerenScope *scope, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LEREN_IS_STORE (store));
  g_return_if_fail (scope == NULL || LEREN_IS_SCOPE (scope));

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, leren_snapshot_take_async);
  if (scope != NULL)
    g_task_set_task_data (task, copy_scope (scope), g_object_unref);
  g_task_run_in_thread (task, take_in_thread);
}

/**
 * leren_snapshot_take_finish:
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_snapshot_take_async().
 *
 * Returns: (transfer full): the snapshot, or %NULL with an error as leren_snapshot_take() gives
 *
 * Since: 0.1
 */
LerenSnapshot *
leren_snapshot_take_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, leren_snapshot_take_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * leren_snapshot_get_moment:
 * @self: a snapshot
 *
 * When it was taken.
 *
 * Returns: (transfer none): the moment, in UTC
 *
 * Since: 0.1
 */
GDateTime *
leren_snapshot_get_moment (LerenSnapshot *self)
{
  g_return_val_if_fail (LEREN_IS_SNAPSHOT (self), NULL);
  return self->moment;
}

/**
 * leren_snapshot_get_theory:
 * @self: a snapshot
 *
 * The frameworks its store knows: the built-in ones and its own.
 *
 * Returns: (transfer none): the theory
 *
 * Since: 0.1
 */
LerenTheory *
leren_snapshot_get_theory (LerenSnapshot *self)
{
  g_return_val_if_fail (LEREN_IS_SNAPSHOT (self), NULL);
  return self->theory;
}

/**
 * leren_snapshot_get_n_records:
 * @self: a snapshot
 *
 * How many records its scope holds, of all types together.
 *
 * Returns: the number of records
 *
 * Since: 0.1
 */
gint64
leren_snapshot_get_n_records (LerenSnapshot *self)
{
  gint64 n_records = 0;

  g_return_val_if_fail (LEREN_IS_SNAPSHOT (self), 0);

  for (guint i = 0; i < self->all_rows->len; i++)
    n_records += ((const LerenRows *) g_ptr_array_index (self->all_rows, i))->n_in_scope;
  return n_records;
}

/**
 * leren_snapshot_count:
 * @self: a snapshot
 * @record_type: the name of a record type, such as `case`
 *
 * How many records of one type its scope holds.
 *
 * Returns: the number of records; 0 where the store has no such type
 *
 * Since: 0.1
 */
gint64
leren_snapshot_count (LerenSnapshot *self, const char *record_type)
{
  g_return_val_if_fail (LEREN_IS_SNAPSHOT (self), 0);
  g_return_val_if_fail (record_type != NULL, 0);
  return _leren_snapshot_get_rows (self, record_type)->n_in_scope;
}

/**
 * leren_snapshot_list_types:
 * @self: a snapshot
 *
 * The names of the record types it has, own types among them; also those without records.
 *
 * Returns: (array zero-terminated=1) (transfer full): the names
 *
 * Since: 0.1
 */
char **
leren_snapshot_list_types (LerenSnapshot *self)
{
  char **names;

  g_return_val_if_fail (LEREN_IS_SNAPSHOT (self), NULL);

  names = g_new0 (char *, self->types->len + 1);
  for (guint i = 0; i < self->types->len; i++)
    names[i] = g_strdup (((const LerenDeclaration *) g_ptr_array_index (self->types, i))->name);
  return names;
}

/**
 * leren_snapshot_get_table:
 * @self: a snapshot
 * @record_type: the name of a record type, such as `case`
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * All members of the records of one type, a column each in the order of the declaration, texts
 * included. The texts are read from the store when the table is asked for: records that were saved
 * again since the snapshot was taken have what is stored now and are named by
 * leren_table_get_changed(); deleted ones are left out and named by leren_table_get_gone().
 *
 * Returns: (transfer full): the table, or %NULL with an error: #LEREN_ERROR_NOT_FOUND (no such
 *   type), #LEREN_ERROR_CLOSED
 *
 * Since: 0.1
 */
LerenTable *
leren_snapshot_get_table (LerenSnapshot *self, const char *record_type, GCancellable *cancellable,
                          GError **error)
{
  const LerenRows *rows;

  g_return_val_if_fail (LEREN_IS_SNAPSHOT (self), NULL);
  g_return_val_if_fail (record_type != NULL, NULL);

  rows = _leren_snapshot_get_rows (self, record_type);
  if (rows->declaration == NULL)
    {
      g_set_error (
        error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
        _ ("the snapshot has no record type “%s”; leren_snapshot_list_types() names them"),
        record_type);
      return NULL;
    }
  return _leren_snapshot_read_table (self, rows, cancellable, error);
}

static void
get_table_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  LerenTable *table = leren_snapshot_get_table (source, data, cancellable, &error);

  if (table != NULL)
    g_task_return_pointer (task, table, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * leren_snapshot_get_table_async:
 * @self: a snapshot
 * @record_type: the name of a record type, such as `case`
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: (closure): data for @callback
 *
 * Reads a table as leren_snapshot_get_table() does, without blocking.
 *
 * Since: 0.1
 */
void
leren_snapshot_get_table_async (LerenSnapshot *self, const char *record_type,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LEREN_IS_SNAPSHOT (self));
  g_return_if_fail (record_type != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, leren_snapshot_get_table_async);
  g_task_set_task_data (task, g_strdup (record_type), g_free);
  g_task_run_in_thread (task, get_table_in_thread);
}

/**
 * leren_snapshot_get_table_finish:
 * @self: a snapshot
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_snapshot_get_table_async().
 *
 * Returns: (transfer full): the table, or %NULL with an error as leren_snapshot_get_table() gives
 *
 * Since: 0.1
 */
LerenTable *
leren_snapshot_get_table_finish (LerenSnapshot *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_SNAPSHOT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
