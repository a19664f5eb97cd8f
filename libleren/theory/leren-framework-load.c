/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "theory/leren-framework-private.h"

#include <glib/gi18n-lib.h>

#define CHUNK_BYTES (64 * 1024)

/* One byte more than a framework file may have is enough to see that it has too many. */
static GBytes *
read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint length = 0;
  gsize read = CHUNK_BYTES;

  if (stream == NULL)
    return NULL;
  while (read == CHUNK_BYTES && length <= LEREN_FRAMEWORK_MAX_BYTES)
    {
      g_byte_array_set_size (bytes, length + CHUNK_BYTES);
      if (!g_input_stream_read_all (G_INPUT_STREAM (stream), bytes->data + length, CHUNK_BYTES,
                                    &read, cancellable, error))
        return NULL;
      length += read;
    }
  g_byte_array_set_size (bytes, length);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * leren_framework_load:
 * @file: a framework file
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Reads a framework of the user's own from a file of at most 16 MiB, as leren_framework_from_json()
 * does. This call blocks.
 *
 * Returns: (transfer full): the framework, or %NULL with an error of #LEREN_ERROR that names the file,
 *   the framework and the member, or an error of #G_IO_ERROR where the file cannot be read
 *
 * Since: 0.1
 */
LerenFramework *
leren_framework_load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;
  LerenFramework *self = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  name = g_file_get_parse_name (file);
  bytes = read_file (file, cancellable, &local);
  if (bytes != NULL)
    self = _leren_framework_new (bytes, FALSE, &local);
  if (self != NULL)
    return self;

  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
                 _ ("%s: there is no such file; give the path of a framework file"), name);
  else
    g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s: ", name);
  return NULL;
}

static void
load_in_thread (GTask *task, gpointer source, gpointer file, GCancellable *cancellable)
{
  GError *error = NULL;
  LerenFramework *self = leren_framework_load (file, cancellable, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * leren_framework_load_async:
 * @file: a framework file
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Reads a framework as leren_framework_load() does, without blocking.
 *
 * Since: 0.1
 */
void
leren_framework_load_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, leren_framework_load_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * leren_framework_load_finish:
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * The framework that leren_framework_load_async() read.
 *
 * Returns: (transfer full): the framework, or %NULL with an error as of leren_framework_load()
 *
 * Since: 0.1
 */
LerenFramework *
leren_framework_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, leren_framework_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
