/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "exchange/leren-exporter.h"

#include "core/leren-declaration-private.h"
#include "exchange/leren-document-writer-private.h"
#include "store/leren-store-private.h"
#include "store/leren-store-scan-private.h"

#include <glib/gi18n-lib.h>

static gboolean
write_row (const LerenRow *row, const char *json, gsize length, gpointer data, GError **error)
{
  LerenDocumentWriter *writer = data;
  GString *text = _leren_document_writer_open (writer);

  if (json != NULL)
    g_string_append_len (text, json, length);
  else
    _leren_row_write (row, text);
  return _leren_document_writer_close (writer, error);
}

static gboolean
write_all (LerenDocumentWriter *writer, LerenStore *store, GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GPtrArray) frameworks = _leren_store_list_frameworks (store, error);

  if (frameworks == NULL)
    return FALSE;
  for (guint i = 0; i < frameworks->len; i++)
    {
      const char *json = g_ptr_array_index (frameworks, i);

      if (!write_row (NULL, json, strlen (json), writer, error))
        return FALSE;
    }
  _leren_document_writer_begin_records (writer);
  return _leren_store_scan (store, write_row, writer, cancellable, error);
}

/**
 * leren_store_export:
 * @self: a store
 * @stream: where to write
 * @format: #LEREN_FORMAT_JSON or #LEREN_FORMAT_JSON_LINES
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Writes all that is in the store, as `interchange.md` has it, in the order in which it came. Read in again
 * it gives the same. The stream is not closed.
 *
 * Returns: %TRUE if everything is written; otherwise %FALSE with an error of the store or of @stream
 *
 * Since: 0.1
 */
gboolean
leren_store_export (LerenStore *self, GOutputStream *stream, LerenFormat format,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (LerenDocumentWriter) writer = NULL;
  gboolean written;

  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  if (format != LEREN_FORMAT_JSON && format != LEREN_FORMAT_JSON_LINES)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
                   _ ("cannot export: say in which format, JSON or JSON Lines"));
      return FALSE;
    }

  writer = _leren_document_writer_new (stream, format, cancellable);
  if (!_leren_store_begin_reading (self, error))
    return FALSE;
  written = write_all (writer, self, cancellable, error);
  _leren_store_end_reading (self);
  return written && _leren_document_writer_finish (writer, error);
}

typedef struct {
  GOutputStream *stream;
  LerenFormat format;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->stream);
  g_free (job);
}

static void
export_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (leren_store_export (source, job->stream, job->format, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * leren_store_export_async:
 * @self: a store
 * @stream: where to write
 * @format: #LEREN_FORMAT_JSON or #LEREN_FORMAT_JSON_LINES
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Writes all that is in the store without blocking, as leren_store_export() does.
 *
 * Since: 0.1
 */
void
leren_store_export_async (LerenStore *self, GOutputStream *stream, LerenFormat format,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (LEREN_IS_STORE (self));
  g_return_if_fail (G_IS_OUTPUT_STREAM (stream));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, leren_store_export_async);
  g_task_set_check_cancellable (task, FALSE);
  job = g_new0 (Job, 1);
  job->stream = g_object_ref (stream);
  job->format = format;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, export_in_thread);
}

/**
 * leren_store_export_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_export_async().
 *
 * Returns: %TRUE if everything is written; otherwise %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_store_export_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
