/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-tool-private.h"

#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

const ToolCommand *tool_command;
char *tool_reader;
char *tool_left_out_for;

/* Whatever is in @text, it stays one line. */
static void
put_line (const char *text)
{
  g_autofree char *line = tool_one_line (text);

  fputs (line, stderr);
  fputc ('\n', stderr);
}

static void
put_error (const char *text)
{
  g_autofree char *line = NULL;

  if (tool_command != NULL)
    line = g_strconcat ("leren: ", tool_command->name, ": ", text, NULL);
  else
    line = g_strconcat ("leren: ", text, NULL);
  put_line (line);
}

int
tool_refuse (GError *error)
{
  put_error (error->message);
  g_error_free (error);
  return TOOL_REFUSED;
}

int
tool_refuse_text (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  put_error (text);
  return TOOL_REFUSED;
}

int
tool_misuse (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  line = tool_command != NULL
           ? g_strdup_printf (_ ("%s; see “leren %s --help”"), text, tool_command->name)
           : g_strdup_printf (_ ("%s; see “leren --help”"), text);
  put_error (line);
  return TOOL_MISUSED;
}

void
tool_say (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  put_line (text);
}

LerenStore *
tool_open_with (const char *location, LerenStoreFlags flags)
{
  GError *error = NULL;
  LerenStore *store = tool_reader != NULL
                        ? leren_store_open_as (location, flags, tool_reader, NULL, &error)
                        : leren_store_open (location, flags, NULL, &error);

  if (store == NULL)
    tool_refuse (error);
  return store;
}

LerenStore *
tool_open (const char *location)
{
  LerenStore *store = tool_open_with (location, LEREN_STORE_FLAGS_READ_ONLY);

  g_free (tool_left_out_for);
  tool_left_out_for = store != NULL ? g_strdup (leren_store_get_reader (store)) : NULL;
  if (store == NULL || !leren_store_is_auditing (store))
    return store;
  /* who looks is written down there */
  g_object_unref (store);
  return tool_open_to_change (location);
}

LerenStore *
tool_open_to_change (const char *location)
{
  return tool_open_with (location, LEREN_STORE_FLAGS_EXISTING);
}

gboolean
tool_is_server (const char *location)
{
  return g_str_has_prefix (location, "postgresql://") || g_str_has_prefix (location, "postgres://");
}

void
tool_tell_of_server (const char *location)
{
  if (tool_is_server (location))
    tool_printf ("%s\n",
                 _ ("The server’s write-ahead log, replicas and dumps may still have it: see who "
                    "looks after the database."));
}
