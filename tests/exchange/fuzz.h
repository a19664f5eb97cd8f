/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <leren.h>

/* A fuzz target: any bytes at all. Built with -fsanitize=fuzzer it is run on what the fuzzer makes
 * up; with fuzz-main.c it is an ordinary test over the files of a folder. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static inline GBytes *
fuzz_export (LerenStore *store, LerenFormat format)
{
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();

  g_assert_true (leren_store_export (store, output, format, NULL, NULL));
  g_assert_true (g_output_stream_close (output, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
}

/* Imports the bytes into a store in memory, and what is exported of it into another: what was
 * taken must be taken again, and must come out the same. */
static inline void
fuzz_import (const guint8 *data, gsize size, LerenFormat format, gboolean lenient)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_bytes (bytes);
  static LerenStore *empty; /* and stays so while nothing is taken */
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (LerenImporter) importer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  if (empty == NULL)
    empty = leren_store_open (":memory:", LEREN_STORE_FLAGS_NONE, NULL, NULL);
  store = g_object_ref (empty);
  importer = leren_importer_new (store);
  leren_importer_set_lenient (importer, lenient);
  leren_importer_add_stream (importer, input, "fuzz", format);
  if (!leren_importer_run (importer, NULL, &error))
    {
      g_assert_nonnull (error);
      g_assert_null (strchr (error->message, '\n'));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (leren_store_count (store, NULL, NULL), ==, 0);
      return;
    }
  first = fuzz_export (store, format);
  if (leren_store_count (store, NULL, NULL) == 0 && leren_importer_get_n_frameworks (importer) == 0)
    return;
  g_clear_object (&empty);
  {
    g_autoptr (LerenStore) again =
      leren_store_open (":memory:", LEREN_STORE_FLAGS_NONE, NULL, NULL);
    g_autoptr (LerenImporter) reader = leren_importer_new (again);
    g_autoptr (GInputStream) written = g_memory_input_stream_new_from_bytes (first);

    leren_importer_set_max_length (reader, G_MAXUINT);
    leren_importer_add_stream (reader, written, "again", format);
    if (!leren_importer_run (reader, NULL, &error))
      g_error ("what was exported is not taken: %s", error->message);
    second = fuzz_export (again, format);
  }
  g_assert_cmpmem (g_bytes_get_data (first, NULL), g_bytes_get_size (first),
                   g_bytes_get_data (second, NULL), g_bytes_get_size (second));
}
