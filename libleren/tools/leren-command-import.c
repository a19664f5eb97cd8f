/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-cancel-private.h"
#include "tools/leren-tool-format-private.h"
#include "tools/leren-tool-progress-private.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

static char *format_name;
static gboolean lenient;
static gint64 max_line;

static const GOptionEntry options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &format_name,
    N_ ("the format of the sources; what they look like where it is not given"), "json|jsonl" },
  { "lenient", 0, 0, G_OPTION_ARG_NONE, &lenient,
    N_ ("read what is right, and list what is left out"), NULL },
  { "max-line", 0, 0, G_OPTION_ARG_INT64, &max_line,
    N_ ("how long a line, or a record, may be (16 MiB where it is not given)"), N_ ("BYTES") },
  { NULL },
};

static void
show_progress (LerenImporter *importer, gint64 records, gint64 bytes, gint64 total, gpointer data)
{
  tool_progress_show (data, records, bytes, total);
}

static gboolean
add_sources (LerenImporter *importer, char **sources, LerenFormat format, GError **error)
{
  for (guint i = 0; sources[i] != NULL; i++)
    if (g_str_equal (sources[i], "-"))
      {
        g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
        leren_importer_add_stream (importer, stream, _ ("standard input"), format);
      }
    else
      {
        g_autoptr (GFile) file = g_file_new_for_path (sources[i]);

        /* a folder opens well enough, and would fail without its name */
        if (g_file_test (sources[i], G_FILE_TEST_IS_DIR))
          {
            g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
                         _ ("cannot read %s: it is a folder; name a file"), sources[i]);
            return FALSE;
          }
        if (!leren_importer_add_file (importer, file, format, NULL, error))
          return FALSE;
      }
  return TRUE;
}

static void
report (LerenImporter *importer)
{
  g_auto (GStrv) left_out = leren_importer_list_left_out (importer);
  g_auto (GStrv) unknown = leren_importer_list_unknown_types (importer);
  guint n_left_out = g_strv_length (left_out);
  guint n_frameworks = leren_importer_get_n_frameworks (importer);
  gint64 n_records = leren_importer_get_n_records (importer);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, n_records);

  for (guint i = 0; i < n_left_out; i++)
    tool_say (_ ("left out: %s"), left_out[i]);
  for (guint i = 0; unknown[i] != NULL; i++)
    tool_say (_ ("unknown type “%s”: kept as it is"), unknown[i]);
  tool_say (
    g_dngettext (GETTEXT_PACKAGE, "%s record imported", "%s records imported", (gulong) n_records),
    number);
  if (n_frameworks > 0)
    tool_say (g_dngettext (GETTEXT_PACKAGE, "%u framework imported", "%u frameworks imported",
                           n_frameworks),
              n_frameworks);
  if (n_left_out > 0)
    tool_say (g_dngettext (GETTEXT_PACKAGE, "%u left out", "%u left out", n_left_out), n_left_out);
}

static gboolean
import (LerenStore *store, char **sources, LerenFormat format, GCancellable *cancellable,
        GError **error)
{
  g_autoptr (LerenImporter) importer = leren_importer_new (store);
  ToolProgress progress = { 0 };
  gboolean imported;

  leren_importer_set_lenient (importer, lenient);
  if (max_line > 0)
    leren_importer_set_max_length (importer, (guint) max_line);
  if (!add_sources (importer, sources, format, error))
    return FALSE;
  g_signal_connect (importer, "progress", G_CALLBACK (show_progress), &progress);
  tool_progress_begin (&progress);
  imported = leren_importer_run (importer, cancellable, error);
  tool_progress_end (&progress);
  if (imported)
    report (importer);
  return imported;
}

/* On a server a store can be there or not: it is made as it is opened. */
static gboolean
is_file_to_make (const char *location)
{
  return !tool_is_server (location) && !g_file_test (location, G_FILE_TEST_EXISTS);
}

static int
run (char **arguments)
{
  g_autoptr (GCancellable) cancellable = NULL;
  LerenStore *store;
  LerenFormat format;
  GError *error = NULL;
  gboolean made, imported;

  if (!tool_read_format (format_name, LEREN_FORMAT_DETECT, &format))
    return TOOL_MISUSED;
  if (max_line < 0 || max_line > G_MAXINT32)
    return tool_misuse (_ ("--max-line: a number of bytes, at most %d"), G_MAXINT32);

  cancellable = tool_interruptible ();
  made = is_file_to_make (arguments[0]);
  store = tool_open_with (arguments[0], tool_reader != NULL ? LEREN_STORE_FLAGS_EXISTING
                                        : made              ? LEREN_STORE_FLAGS_NEW
                                                            : LEREN_STORE_FLAGS_NONE);
  if (store == NULL)
    return TOOL_REFUSED;
  imported = import (store, arguments + 1, format, cancellable, &error);
  g_object_unref (store);
  if (imported)
    return TOOL_DONE;
  if (made)
    g_unlink (arguments[0]);
  return tool_refuse (error);
}

const ToolCommand command_import = {
  .name = "import",
  .needed = "FILE SOURCE",
  .usage = N_ ("FILE SOURCE…"),
  .more = TRUE,
  .summary = N_ ("read records into a store, all or none"),
  .description =
    N_ ("A SOURCE is a file, or - for standard input. A FILE that is not there is made."),
  .options = options,
  .run = run,
};
