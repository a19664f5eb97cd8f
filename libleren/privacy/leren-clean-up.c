/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-clean-up-private.h"

#include "core/leren-json-writer-private.h"
#include "store/leren-store-internal-private.h"
#include "store/leren-store-rewrite-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Its bytes go before its name does. */
static gboolean
remove_file (const char *path, GError **error)
{
  static const char zeros[65536];
  int descriptor = g_open (path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0);
  struct stat status = { 0 };
  gboolean done = descriptor >= 0 && fstat (descriptor, &status) == 0;

  if (descriptor < 0 && errno == ENOENT)
    return TRUE;
  for (off_t at = 0; done && S_ISREG (status.st_mode) && at < status.st_size;)
    {
      ssize_t n = write (descriptor, zeros, MIN ((off_t) sizeof zeros, status.st_size - at));

      done = n > 0;
      at += n;
    }
  done = done && fsync (descriptor) == 0 && g_unlink (path) == 0;
  if (!done)
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_FAILED,
                 _ ("the copy %s still holds what was erased: %s; remove it"), path,
                 g_strerror (errno));
  if (descriptor >= 0)
    close (descriptor);
  return done;
}

GString *
_leren_receipt_begin (const char *kind, const char *by)
{
  g_autofree char *at = _leren_journal_now ();
  GString *out = g_string_new ("{\"receipt\":");

  _leren_json_append_string (out, kind, -1);
  _leren_json_append_name (out, "at");
  _leren_json_append_string (out, at, -1);
  _leren_json_append_name (out, "by");
  if (by != NULL)
    _leren_json_append_string (out, by, -1);
  else
    g_string_append (out, "null");
  return out;
}

/* With what was not yet written from its log: that goes first, for without the copy nobody looks for it. */
static gboolean
remove_copy (const char *path, GError **error)
{
  static const char *const endings[] = { "-wal", "-journal", "-shm", "" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      if (!remove_file (file, error))
        return FALSE;
    }
  return TRUE;
}

/* The receipt is there from now on; what still fails is to be tried again, and says so. */
gboolean
_leren_clean_up (LerenStore *store, GPtrArray *files, GError **error)
{
  if (!_leren_store_compact (store, error))
    {
      g_prefix_error (error, "%s", _ ("erased, but free pages are still in the file; try again: "));
      return FALSE;
    }
  for (guint i = 0; i < files->len; i++)
    if (!remove_copy (g_ptr_array_index (files, i), error))
      return FALSE;
  return _leren_store_forget_copies (store, error);
}
