/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the tests of import and export have in common. */
#include "../kind-of-store.h"
#include "leren.h"

static inline LerenStore *
store_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *location = location_of_new_store ();
  LerenStore *store = leren_store_open (location, LEREN_STORE_FLAGS_NONE, NULL, &error);

  g_assert_no_error (error);
  return store;
}

/* JSON, written with single quotes to be read */
static inline char *
json (const char *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}

static inline void
add_text (LerenImporter *importer, const char *text, gssize length, const char *name,
          LerenFormat format)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_bytes (bytes);

  leren_importer_add_stream (importer, input, name, format);
}

static inline gboolean
import_text (LerenStore *store, const char *text, gssize length, LerenFormat format, GError **error)
{
  g_autoptr (LerenImporter) importer = leren_importer_new (store);

  add_text (importer, text, length, "in", format);
  return leren_importer_run (importer, NULL, error);
}

static inline void
must_import (LerenStore *store, const char *lines)
{
  g_autofree char *text = json (lines);
  g_autoptr (GError) error = NULL;

  import_text (store, text, -1, LEREN_FORMAT_JSON_LINES, &error);
  g_assert_no_error (error);
}

static inline char *
export_text (LerenStore *store, LerenFormat format)
{
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  leren_store_export (store, output, format, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (output, "", 1, NULL, NULL, NULL);
  g_output_stream_close (output, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (output));
}

static inline void
assert_said (GError *error, LerenError code, const char *said)
{
  g_assert_error (error, LEREN_ERROR, (int) code);
  if (strstr (error->message, said) == NULL)
    g_error ("“%s” does not say “%s”", error->message, said);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static const char framework_json[] =
  "{\"format\":\"leren-framework\",\"version\":1,\"id\":\"own\",\"kind\":\"phases\","
  "\"label\":{\"en\":\"Own\"},\"description\":{\"en\":\"Own.\"},"
  "\"sources\":[{\"author\":\"Ada\",\"year\":2000,\"title\":\"Own\"}],"
  "\"concepts\":[{\"id\":\"one\",\"label\":{\"en\":\"One\"}},"
  "{\"id\":\"two\",\"label\":{\"en\":\"Two\"}}]}";
