/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-pseudonym-key-private.h"

#include "core/leren-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY_BYTES 32
#define DIGEST_BYTES 32
#define HEAD "leren-pseudonym-key 1\n"
#define ID_LETTERS 24

struct _LerenPseudonymKey {
  guint8 bytes[KEY_BYTES];
};

static void
make_random (LerenPseudonymKey *self)
{
  gsize got = 0;

  while (got < KEY_BYTES)
    {
      ssize_t n = getrandom (self->bytes + got, KEY_BYTES - got, 0);

      if (n > 0)
        got += n;
      else if (errno != EINTR)
        g_error ("this machine gives no random numbers: %s", g_strerror (errno));
    }
}

LerenPseudonymKey *
_leren_pseudonym_key_new (void)
{
  LerenPseudonymKey *self = g_new0 (LerenPseudonymKey, 1);

  make_random (self);
  return self;
}

void
_leren_pseudonym_key_free (LerenPseudonymKey *self)
{
  explicit_bzero (self->bytes, KEY_BYTES);
  g_free (self);
}

static LerenPseudonymKey *
fail (const char *path, int code, const char *why, GError **error)
{
  g_set_error (error, LEREN_ERROR, code, _ ("cannot use the key %s: %s"), path, why);
  return NULL;
}

static LerenPseudonymKey *
make (const char *path, int descriptor, GError **error)
{
  LerenPseudonymKey *self = _leren_pseudonym_key_new ();
  GString *text = g_string_new (HEAD);
  gboolean written;

  for (guint i = 0; i < KEY_BYTES; i++)
    g_string_append_printf (text, "%02x", self->bytes[i]);
  g_string_append_c (text, '\n');
  written =
    write (descriptor, text->str, text->len) == (ssize_t) text->len && fsync (descriptor) == 0;
  explicit_bzero (text->str, text->len);
  g_string_free (text, TRUE);
  close (descriptor);
  if (written)
    return self;
  g_unlink (path);
  _leren_pseudonym_key_free (self);
  return fail (path, LEREN_ERROR_FULL, _ ("it cannot be written; check the disk"), error);
}

static LerenPseudonymKey *
parse (const char *path, const char *text, gsize length, GError **error)
{
  g_autoptr (LerenPseudonymKey) self = g_new0 (LerenPseudonymKey, 1);

  if (length != strlen (HEAD) + 2 * KEY_BYTES + 1 || !g_str_has_prefix (text, HEAD))
    return fail (path, LEREN_ERROR_INVALID, _ ("it is no key for pseudonyms; name another file"),
                 error);
  text += strlen (HEAD);
  for (guint i = 0; i < KEY_BYTES; i++)
    {
      int high = g_ascii_xdigit_value (text[2 * i]), low = g_ascii_xdigit_value (text[2 * i + 1]);

      if (high < 0 || low < 0)
        return fail (path, LEREN_ERROR_INVALID,
                     _ ("it is no key for pseudonyms; name another file"), error);
      self->bytes[i] = high * 16 + low;
    }
  return g_steal_pointer (&self);
}

LerenPseudonymKey *
_leren_pseudonym_key_open (const char *path, GError **error)
{
  char text[256];
  struct stat status;
  LerenPseudonymKey *self;
  ssize_t length;
  int descriptor = g_open (path, O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY | O_CLOEXEC, 0600);

  if (descriptor >= 0)
    return make (path, descriptor, error);
  if (errno != EEXIST)
    return fail (path, LEREN_ERROR_READ_ONLY, g_strerror (errno), error);
  descriptor = g_open (path, O_NOFOLLOW | O_RDONLY | O_CLOEXEC, 0);
  if (descriptor < 0 || fstat (descriptor, &status) != 0)
    return fail (path, LEREN_ERROR_NOT_FOUND, g_strerror (errno), error);
  if ((status.st_mode & 077) != 0)
    {
      close (descriptor);
      return fail (path, LEREN_ERROR_INVALID,
                   _ ("others can read it; take that right away (chmod 600)"), error);
    }
  length = read (descriptor, text, sizeof text - 1);
  close (descriptor);
  text[MAX (length, 0)] = '\0';
  self = parse (path, text, MAX (length, 0), error);
  explicit_bzero (text, sizeof text);
  return self;
}

static void
digest (const LerenPseudonymKey *self, const char *use, const char *text, gssize length,
        guint8 *out)
{
  GHmac *hmac = g_hmac_new (G_CHECKSUM_SHA256, self->bytes, KEY_BYTES);
  gsize size = DIGEST_BYTES;

  g_hmac_update (hmac, (const guchar *) use, strlen (use) + 1);
  g_hmac_update (hmac, (const guchar *) text, length < 0 ? (gssize) strlen (text) : length);
  g_hmac_get_digest (hmac, out, &size);
  g_hmac_unref (hmac);
}

char *
_leren_pseudonym_key_code (const LerenPseudonymKey *self, const char *use, const char *text,
                           gssize length, guint n_letters)
{
  /* no vowels, so that no word comes of it, and nothing that is taken for another */
  static const char letters[] = "23456789BCDFGHJKLMNPQRSTVWXZ";
  guint8 bytes[DIGEST_BYTES];
  char *code;

  n_letters = MIN (n_letters, 28);
  digest (self, use, text, length, bytes);
  code = g_malloc0 (n_letters + 1);
  for (guint i = 0; i < n_letters; i++)
    code[i] = letters[bytes[i] % (sizeof letters - 1)];
  return code;
}

char *
_leren_pseudonym_key_id (const LerenPseudonymKey *self, const char *id, gssize length)
{
  g_autofree char *code = _leren_pseudonym_key_code (self, "id", id, length, ID_LETTERS);
  return g_ascii_strdown (code, -1);
}

guint
_leren_pseudonym_key_number (const LerenPseudonymKey *self, const char *use, const char *text,
                             guint below)
{
  guint8 bytes[DIGEST_BYTES];
  guint32 number = 0;

  digest (self, use, text, -1, bytes);
  for (guint i = 0; i < 4; i++)
    number = number << 8 | bytes[i];
  return number % below;
}
