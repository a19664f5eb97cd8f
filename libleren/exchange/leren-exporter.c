/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "exchange/leren-exporter.h"

#include "core/leren-declaration-private.h"
#include "exchange/leren-document-writer-private.h"
#include "exchange/leren-export-format-private.h"
#include "store/leren-audit-private.h"
#include "store/leren-async-private.h"
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

static gboolean
write_document (LerenStore *store, GOutputStream *stream, LerenFormat format,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (LerenDocumentWriter) writer = _leren_document_writer_new (stream, format, cancellable);
  gboolean written;

  if (!_leren_store_begin_reading (store, error))
    return FALSE;
  written = write_all (writer, store, cancellable, error);
  _leren_store_end_reading (store);
  return written && _leren_document_writer_finish (writer, error);
}

/* the library's own formats carry everything */
__attribute__ ((constructor)) static void
make_known (void)
{
  static const LerenExportFormat own[] = {
    { LEREN_FORMAT_JSON, FALSE, write_document },
    { LEREN_FORMAT_JSON_LINES, FALSE, write_document },
  };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    _leren_export_format_register (&own[i]);
}

static gboolean
export_as (LerenStore *self, GOutputStream *stream, LerenFormat format, gboolean identifying,
           GCancellable *cancellable, GError **error)
{
  const LerenExportFormat *found = _leren_export_format_find (format);

  if (found != NULL)
    return _leren_audit_all (self, "export", error) &&
           _leren_export_write (found, self, stream, identifying, cancellable, error);
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
               _ ("cannot export: say in which format, JSON or JSON Lines"));
  return FALSE;
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
 * it gives the same. In a format that is not the library's own, people, organisations and places get
 * pseudonyms: those of a #LerenPseudonymiser whose key lies beside the store. The stream is not closed.
 *
 * Returns: %TRUE if everything is written; otherwise %FALSE with an error of the store or of @stream
 *
 * Since: 0.1
 */
gboolean
leren_store_export (LerenStore *self, GOutputStream *stream, LerenFormat format,
                    GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  return export_as (self, stream, format, FALSE, cancellable, error);
}

/**
 * leren_store_export_identifying:
 * @self: a store
 * @stream: where to write
 * @format: a format
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Writes all that is in the store, with the names of people also where the format is not the library's own.
 * leren_store_export() gives them pseudonyms there. The stream is not closed.
 *
 * Returns: %TRUE if everything is written; otherwise %FALSE with an error of the store or of @stream
 *
 * Since: 0.1
 */
gboolean
leren_store_export_identifying (LerenStore *self, GOutputStream *stream, LerenFormat format,
                                GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (self), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  return export_as (self, stream, format, TRUE, cancellable, error);
}

typedef struct {
  GOutputStream *stream;
  LerenFormat format;
  gboolean identifying;
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

  if (export_as (source, job->stream, job->format, job->identifying, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
start (LerenStore *self, GOutputStream *stream, LerenFormat format, gboolean identifying,
       gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = _leren_task_new (self, cancellable, callback, user_data, tag);
  Job *job = g_new0 (Job, 1);

  job->stream = g_object_ref (stream);
  job->format = format;
  job->identifying = identifying;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, export_in_thread);
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
  g_return_if_fail (LEREN_IS_STORE (self));
  g_return_if_fail (G_IS_OUTPUT_STREAM (stream));

  start (self, stream, format, FALSE, leren_store_export_async, cancellable, callback, user_data);
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

/**
 * leren_store_export_identifying_async:
 * @self: a store
 * @stream: where to write
 * @format: a format
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Writes all that is in the store without blocking, as leren_store_export_identifying() does.
 *
 * Since: 0.1
 */
void
leren_store_export_identifying_async (LerenStore *self, GOutputStream *stream, LerenFormat format,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (LEREN_IS_STORE (self));
  g_return_if_fail (G_IS_OUTPUT_STREAM (stream));

  start (self, stream, format, TRUE, leren_store_export_identifying_async, cancellable, callback,
         user_data);
}

/**
 * leren_store_export_identifying_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_store_export_identifying_async().
 *
 * Returns: %TRUE if everything is written; otherwise %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_store_export_identifying_finish (LerenStore *self, GAsyncResult *result, GError **error)
{
  return leren_store_export_finish (self, result, error);
}
