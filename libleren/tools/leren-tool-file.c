/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-tool-file-private.h"

#include "tools/leren-tool-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _ToolFile {
  GOutputStream *stream;
  char *path;
  char *temporary; /* NULL where it is written as it is */
  int descriptor;
};

static gboolean
is_same (const char *path, const struct stat *status)
{
  struct stat other;

  return path != NULL && stat (path, &other) == 0 && other.st_dev == status->st_dev &&
         other.st_ino == status->st_ino;
}

/* What is there already: FALSE with a line where it must not be replaced */
static gboolean
look (const char *path, const char *store, gboolean *device)
{
  struct stat status;

  *device = FALSE;
  if (lstat (path, &status) != 0)
    return TRUE;
  if (S_ISLNK (status.st_mode))
    tool_refuse_text (_ ("%s: is a link; name the file itself"), path);
  else if (S_ISDIR (status.st_mode))
    tool_refuse_text (_ ("%s: is a folder; name a file"), path);
  else if (is_same (store, &status))
    tool_refuse_text (_ ("%s: is the store itself; choose another name"), path);
  else
    {
      *device = !S_ISREG (status.st_mode);
      return TRUE;
    }
  return FALSE;
}

static int
make_temporary (ToolFile *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *hidden = g_strdup_printf (".%.200s.XXXXXX", name);

  self->temporary = g_build_filename (folder, hidden, NULL);
  return g_mkstemp_full (self->temporary, O_RDWR | O_CLOEXEC, 0600);
}

static void
free_file (ToolFile *self)
{
  g_clear_object (&self->stream);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self);
}

ToolFile *
tool_file_new (const char *path, const char *store)
{
  ToolFile *self;
  gboolean device;

  if (g_str_equal (path, "-"))
    {
      self = g_new0 (ToolFile, 1);
      self->path = g_strdup (_ ("standard output"));
      self->descriptor = STDOUT_FILENO;
      self->stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
      return self;
    }
  if (!look (path, store, &device))
    return NULL;
  self = g_new0 (ToolFile, 1);
  self->path = g_strdup (path);
  self->descriptor =
    device ? g_open (path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0) : make_temporary (self);
  if (self->descriptor < 0)
    {
      tool_refuse_text (_ ("%s: cannot be written: %s"), path, g_strerror (errno));
      free_file (self);
      return NULL;
    }
  self->stream = g_unix_output_stream_new (self->descriptor, FALSE);
  return self;
}

GOutputStream *
tool_file_get_stream (ToolFile *self)
{
  return self->stream;
}

void
tool_file_drop (ToolFile *self)
{
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  if (self->descriptor != STDOUT_FILENO)
    close (self->descriptor);
  free_file (self);
}

gboolean
tool_file_finish (ToolFile *self, GError **error)
{
  gboolean kept = TRUE;

  if (self->temporary != NULL)
    kept = fsync (self->descriptor) == 0 && g_rename (self->temporary, self->path) == 0;
  if (!kept)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_FAILED, _ ("%s: cannot be written: %s"),
                   self->path, g_strerror (errno));
      tool_file_drop (self);
      return FALSE;
    }
  if (self->descriptor != STDOUT_FILENO)
    close (self->descriptor);
  free_file (self);
  return TRUE;
}
