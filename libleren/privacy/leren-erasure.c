/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-erasure.h"

#include "privacy/leren-clean-up-private.h"
#include "privacy/leren-erase-private.h"
#include "store/leren-async-private.h"
#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>

/**
 * leren_store_erase:
 * @self: a store, opened without a reader
 * @participant: the id of a participant
 * @by: (nullable): who erases, as the receipt is to say, or %NULL
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Takes somebody out of a store for good. Their name, attributes, expertise, organisation and unknown members go; an
 * id in which their name is becomes another, wherever it is referred to. Of what they wrote, said or coded, each word
 * becomes a mark, `[x x x]`, and attributes and unknown members go. Their name becomes such marks in everybody's
 * texts. What others did stays, and what was counted still counts the same.
 *
 * All of it goes from the journal, the text indexes and the free pages of the file too, and the copies of the store that
 * the library made (when it changed its form, and as backups) are removed. Copies that others made are not known here.
 * This cannot be undone. On a server it goes from the files of the database; the server's write-ahead log, replicas and dumps
 * are for who looks after it. There a role as which the participant logs in is to be withdrawn first.
 *
 * The receipt is kept in the store, see leren_store_list_receipts(). It is a JSON object: `receipt` (`erasure`), `at`, `by`,
 * `participant` (the id as it is now), `records` (each with `type`, `id` and which `members`), `journal` (of how many entries) and
 * `files_removed`. Nothing that was erased is in it.
 *
 * Returns: (transfer full): the receipt, or %NULL with an error: #LEREN_ERROR_NOT_FOUND, #LEREN_ERROR_INVALID (it is no
 *   participant), #LEREN_ERROR_STATE, #LEREN_ERROR_READ_ONLY, #LEREN_ERROR_BUSY or another of the store. Where the message says that
 *   it was erased but the file was not cleaned, do it again.
 *
 * Since: 0.1
 */
char *
leren_store_erase (LerenStore *self, const char *participant, const char *by,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (LerenErase) erase = NULL;
  LerenRewrite rewrite = { .kind = "erasure",
                           .prepare = _leren_erase_prepare,
                           .record = _leren_erase_record,
                           .receipt = _leren_erase_receipt };

  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);
  g_return_val_if_fail (participant != NULL, NULL);

  if (leren_store_get_reader (self) != NULL)
    {
      g_set_error (
        error, LEREN_ERROR, LEREN_ERROR_STATE,
        _ ("%s was opened as a participant, who does not see everything; open it without "
           "one to erase somebody"),
        leren_store_get_location (self));
      return NULL;
    }
  erase = _leren_erase_new (participant, by);
  rewrite.data = erase;
  if (!_leren_store_rewrite (self, &rewrite, cancellable, error) ||
      !_leren_clean_up (self, erase->files, error))
    return NULL;
  return g_steal_pointer (&erase->receipt);
}

typedef struct {
  char *participant;
  char *by;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->participant);
  g_free (job->by);
  g_free (job);
}

static void
erase_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  char *receipt = leren_store_erase (source, job->participant, job->by, cancellable, &error);

  if (receipt != NULL)
    g_task_return_pointer (task, receipt, g_free);
  else
    g_task_return_error (task, error);
}

/**
 * leren_store_erase_async:
 * @self: a store, opened without a reader
 * @participant: the id of a participant
 * @by: (nullable): who erases, or %NULL
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Takes somebody out of a store without blocking, as leren_store_erase() does.
 *
 * Since: 0.1
 */
void
leren_store_erase_async (LerenStore *self, const char *participant, const char *by,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (LEREN_IS_STORE (self));
  g_return_if_fail (participant != NULL);

  task = _leren_task_new (self, cancellable, callback, user_data, leren_store_erase_async);
  job = g_new0 (Job, 1);
  job->participant = g_strdup (participant);
  job->by = g_strdup (by);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, erase_in_thread);
}

/**
 * leren_store_erase_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_erase_async().
 *
 * Returns: (transfer full): the receipt, or %NULL with an error
 *
 * Since: 0.1
 */
char *
leren_store_erase_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * leren_store_list_receipts:
 * @self: a store, opened without a reader
 * @error: return location for a #GError
 *
 * Lists the receipts of what was erased, and of what was deleted because it was kept for long enough, in the order of
 * their time.
 *
 * Returns: (transfer full) (array zero-terminated=1): JSON objects, or %NULL with #LEREN_ERROR_FORBIDDEN where the store is
 *   open for a participant, or another error of the store
 *
 * Since: 0.1
 */
char **
leren_store_list_receipts (LerenStore *self, GError **error)
{
  g_autoptr (GPtrArray) receipts = NULL;

  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);

  if (!_leren_store_refuse_reader (self, _ ("read the receipts"), error))
    return NULL;
  receipts = _leren_store_list_receipts (self, error);
  if (receipts == NULL)
    return NULL;
  g_ptr_array_set_free_func (receipts, NULL);
  g_ptr_array_add (receipts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&receipts), FALSE);
}
