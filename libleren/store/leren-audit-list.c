/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-json-writer-private.h"
#include "store/leren-async-private.h"
#include "store/leren-audit-private.h"
#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>

/**
 * leren_store_is_auditing:
 * @self: a store
 *
 * Whether it writes down who reads it. Where another program told it to since, that is known from the next call that
 * reads.
 *
 * Returns: %TRUE if it does
 *
 * Since: 0.1
 */
gboolean
leren_store_is_auditing (LerenStore *self)
{
  gboolean auditing;

  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);

  g_rec_mutex_lock (&self->lock);
  auditing = self->auditing;
  g_rec_mutex_unlock (&self->lock);
  return auditing;
}

static gboolean
change (LerenStore *self, gboolean auditing, GError **error)
{
  const char *doing = _ ("say whether reads are written down");

  if (auditing == self->auditing)
    return TRUE;
  if ((self->on_server && !_leren_store_become_owner (self, doing, error)) ||
      (auditing && !_leren_audit_has_table (self) && !_leren_audit_make_table (self, error)) ||
      !_leren_store_execute (self, doing,
                             auditing
                               ? "INSERT INTO store_info (name, value) VALUES ('auditing', 'on')"
                                 " ON CONFLICT DO NOTHING"
                               : "DELETE FROM store_info WHERE name = 'auditing'",
                             error))
    return FALSE;
  /* what logins see goes by it */
  self->auditing = auditing;
  return _leren_audit_switched (self, auditing, error) && _leren_store_renew_sight (self, error);
}

/**
 * leren_store_set_auditing:
 * @self: a store, opened without a reader
 * @auditing: whether it is to write down who reads it
 * @cancellable: (nullable): a #GCancellable, or %NULL; looked at before it begins
 * @error: return location for a #GError
 *
 * Tells a store to write down who reads records of types that say, or may say, who somebody is; or to do so no more.
 * It is the store that remembers it: each program that has it open, or opens it, does so from its next call on. What was written down stays.
 *
 * What is read is written down before it is given out: when, by whom (the participant as whom the store is
 * open, the login and the program), how, and which records, or of large numbers the type and how many. Where it cannot be
 * written, as in a store that was opened read-only, nothing is read, and #LEREN_ERROR_READ_ONLY says so.
 * docs/audit.md says what counts as reading.
 *
 * Returns: %TRUE if it is so now; otherwise %FALSE with #LEREN_ERROR_FORBIDDEN where the store is open for a participant,
 *   #LEREN_ERROR_STATE in a transaction, #LEREN_ERROR_BUSY on a server where another program has one under way, or
 *   another error of the store
 *
 * Since: 0.1
 */
gboolean
leren_store_set_auditing (LerenStore *self, gboolean auditing, GCancellable *cancellable,
                          GError **error)
{
  gboolean before, done;

  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !_leren_store_refuse_reader (self, _ ("say whether reads are written down"), error) ||
      _leren_store_lock (self, error) == NULL)
    return FALSE;
  done = (self->transaction == NULL || _leren_store_set_under_way (self, error)) &&
         _leren_store_begin_alone (self, error);
  before = self->auditing;
  if (done)
    done = _leren_store_end_step (self, change (self, auditing, error), error);
  if (!done)
    self->auditing = before;
  _leren_store_unlock (self);
  return done;
}

static void
append_text (GString *out, const char *name, LerenStatement *statement, int at)
{
  const char *text = _leren_statement_get_text (statement, at);

  if (text == NULL)
    return;
  _leren_json_append_name (out, name);
  _leren_json_append_string (out, text, -1);
}

static char *
write_entry (LerenStatement *statement)
{
  GString *out = g_string_new (NULL);
  const char *ids;
  LerenCell records;

  g_string_append_printf (out, "{\"number\":%" G_GINT64_FORMAT,
                          _leren_statement_get_integer (statement, 0));
  append_text (out, "at", statement, 1);
  append_text (out, "who", statement, 2);
  append_text (out, "user", statement, 3);
  append_text (out, "program", statement, 4);
  append_text (out, "how", statement, 5);
  append_text (out, "type", statement, 6);
  ids = _leren_statement_get_text (statement, 7);
  if (ids != NULL)
    g_string_append_printf (out, ",\"ids\":%s", ids);
  _leren_statement_get_cell (statement, 8, &records);
  if (records.kind == LEREN_CELL_INTEGER)
    g_string_append_printf (out, ",\"records\":%" G_GINT64_FORMAT, records.integer);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

/* A record of which all of its type were read was read as well. What a server is first told of a value is its
 * type. */
#define SELECT_READS                                                                               \
  "SELECT \"number\", \"at\", \"who\", \"user\", \"program\", \"how\", \"type\", \"ids\","         \
  " \"records\" FROM audit AS a WHERE \"number\" > ?1 AND (\"who\" = ?2 OR ?2 IS NULL) AND"        \
  " (EXISTS (SELECT 1 FROM json_each(a.\"ids\") AS e WHERE e.value = ?3) OR ?3 IS NULL OR"         \
  " (a.\"ids\" IS NULL AND (a.\"type\" IS NULL OR a.\"type\" = ?4)))"                              \
  " ORDER BY \"number\" LIMIT ?5"

static GPtrArray *
read_entries (LerenStore *self, const char *who, const char *record, const char *type, gint64 since,
              guint n_entries, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);
  LerenStatement *statement;
  LerenStep result;

  if (!_leren_audit_has_table (self))
    return g_steal_pointer (&entries);
  statement = _leren_store_prepare (self, _ ("read the list of who reads"), SELECT_READS, error);
  if (statement == NULL)
    return NULL;
  _leren_statement_bind_integer (statement, 1, since);
  _leren_statement_bind_text (statement, 2, who, -1);
  _leren_statement_bind_text (statement, 3, record, -1);
  _leren_statement_bind_text (statement, 4, type, -1);
  _leren_statement_bind_integer (statement, 5, n_entries);
  while ((result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    g_ptr_array_add (entries, write_entry (statement));
  if (result != LEREN_STEP_DONE)
    _leren_store_set_error (self, self->db, _ ("read the list of who reads"), error);
  _leren_statement_free (statement);
  return result == LEREN_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}

/**
 * leren_store_list_reads:
 * @self: a store, opened without a reader
 * @who: (nullable): a participant, or %NULL for all who read
 * @record: (nullable): the id of a record, or %NULL for all that were read
 * @since: the number of the entry after which to begin; 0 to begin with the first
 * @n_entries: how many entries at most; 0 for as many as are handy
 * @cancellable: (nullable): a #GCancellable, or %NULL; looked at before it begins
 * @error: return location for a #GError
 *
 * Lists who looked at what, the oldest entry first. To read on, ask again with the number of the last entry: where there are
 * no more, the list is empty. Reading it is not written down.
 *
 * That it was switched `on` or `off` is in the list as well. Each entry is a JSON object: `number`, `at`, `who` (the participant, where the store was open as one), `user` (the
 * login; on a server that of the server), `program`, `how`, `type`, `ids` and `records` (how many). Of all records of a
 * type, or of more than a thousand, there are no `ids`; of what the login of a participant may read there are no `records`. Asked of a @record, entries without ids of its type are told as well: it was among these
 * if it was there, and to be seen, then.
 *
 * Returns: (transfer full) (array zero-terminated=1): JSON objects, or %NULL with #LEREN_ERROR_FORBIDDEN where the store is
 *   open for a participant, or another error of the store
 *
 * Since: 0.1
 */
char **
leren_store_list_reads (LerenStore *self, const char *who, const char *record, gint64 since,
                        guint n_entries, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  const char *type = NULL;
  gint64 rowid;

  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !_leren_store_refuse_reader (self, _ ("read the list of who reads"), error) ||
      _leren_store_lock (self, error) == NULL)
    return NULL;
  if (record == NULL || _leren_store_find_type (self, record, -1, &type, &rowid, error))
    entries = read_entries (self, who, record, type, since, n_entries > 0 ? n_entries : 500, error);
  _leren_store_unlock (self);
  if (entries == NULL)
    return NULL;
  g_ptr_array_set_free_func (entries, NULL);
  g_ptr_array_add (entries, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&entries), FALSE);
}

typedef struct {
  gboolean auditing;
  char *who, *record;
  gint64 since;
  guint n_entries;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->who);
  g_free (job->record);
  g_free (job);
}

static void
set_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  gboolean done = leren_store_set_auditing (source, job->auditing, cancellable, &error);

  _leren_task_return_boolean (task, done, error);
}

/**
 * leren_store_set_auditing_async:
 * @self: a store, opened without a reader
 * @auditing: whether it is to write down who reads it
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Tells a store whether to write down who reads it without blocking, as leren_store_set_auditing() does.
 *
 * Since: 0.1
 */
void
leren_store_set_auditing_async (LerenStore *self, gboolean auditing, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (LEREN_IS_STORE (self));

  task = _leren_task_new (self, cancellable, callback, user_data, leren_store_set_auditing_async);
  job = g_new0 (Job, 1);
  job->auditing = auditing;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, set_in_thread);
}

/**
 * leren_store_set_auditing_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_set_auditing_async().
 *
 * Returns: %TRUE if it is so now; otherwise %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_store_set_auditing_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  char **reads = leren_store_list_reads (source, job->who, job->record, job->since, job->n_entries,
                                         cancellable, &error);

  if (reads != NULL)
    g_task_return_pointer (task, reads, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

/**
 * leren_store_list_reads_async:
 * @self: a store, opened without a reader
 * @who: (nullable): a participant, or %NULL for all who read
 * @record: (nullable): the id of a record, or %NULL for all that were read
 * @since: the number of the entry after which to begin; 0 to begin with the first
 * @n_entries: how many entries at most; 0 for as many as are handy
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Lists who looked at what without blocking, as leren_store_list_reads() does.
 *
 * Since: 0.1
 */
void
leren_store_list_reads_async (LerenStore *self, const char *who, const char *record, gint64 since,
                              guint n_entries, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (LEREN_IS_STORE (self));

  task = _leren_task_new (self, cancellable, callback, user_data, leren_store_list_reads_async);
  job = g_new0 (Job, 1);
  job->who = g_strdup (who);
  job->record = g_strdup (record);
  job->since = since;
  job->n_entries = n_entries;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, list_in_thread);
}

/**
 * leren_store_list_reads_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_list_reads_async().
 *
 * Returns: (transfer full) (array zero-terminated=1): JSON objects, or %NULL with an error
 *
 * Since: 0.1
 */
char **
leren_store_list_reads_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
