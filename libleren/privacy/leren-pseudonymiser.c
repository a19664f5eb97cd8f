/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-pseudonymiser-private.h"

#include "core/leren-error.h"
#include "exchange/leren-export-format-private.h"
#include "exchange/leren-importer.h"
#include "store/leren-audit-private.h"
#include "store/leren-store-scan-private.h"

#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/**
 * LerenPseudonymiser:
 *
 * Makes a copy of a store in which nobody is named. People, organisations, teams, practices and places
 * get pseudonyms, also within all texts; ids become others; e-mail and postal addresses, telephone and
 * account numbers, postcodes and citizen service numbers are found by their form; dates move by a
 * number of weeks that is the same for a case and all that belongs to it. What refers to what, the order of
 * things, and how long they took, stay.
 *
 * Pseudonyms depend on a key that lies in a file of its own: with the same key the same person is called
 * the same in every copy. Keep it where those who get the copy do not come.
 *
 * Whoever knows the situation can still recognise it by what is told, and no list knows all names. What looks
 * like a name and was left is in the report, for a person to judge: leren_pseudonymiser_to_json().
 *
 * Names of record types, of members of a user's own and of concepts stay as they are. So do years that stand
 * alone.
 *
 * Since: 0.1
 */
struct _LerenPseudonymiser {
  GObject parent_instance;

  char *key_file;
  LerenPseudonymKey *key; /* once it was needed */
  char *language;
  gboolean strict;
  char **names;
  char *report;
};

G_DEFINE_FINAL_TYPE (LerenPseudonymiser, leren_pseudonymiser, G_TYPE_OBJECT)

static void
leren_pseudonymiser_finalize (GObject *object)
{
  LerenPseudonymiser *self = LEREN_PSEUDONYMISER (object);

  g_free (self->key_file);
  g_clear_pointer (&self->key, _leren_pseudonym_key_free);
  g_free (self->language);
  g_strfreev (self->names);
  g_free (self->report);

  G_OBJECT_CLASS (leren_pseudonymiser_parent_class)->finalize (object);
}

static void
leren_pseudonymiser_class_init (LerenPseudonymiserClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_pseudonymiser_finalize;
}

static void
leren_pseudonymiser_init (LerenPseudonymiser *self)
{
  self->language = g_strdup ("nl");
}

/**
 * leren_pseudonymiser_new:
 * @key_file: (nullable): the path of the file with the key, or %NULL for a key that is kept nowhere
 *
 * Makes a pseudonymiser. Where there is no such file yet, it is made when it is first needed, with a key
 * at random, and can be read by its owner alone. Without a file, pseudonyms are those of this object only.
 *
 * Returns: (transfer full): a new pseudonymiser
 *
 * Since: 0.1
 */
LerenPseudonymiser *
leren_pseudonymiser_new (const char *key_file)
{
  LerenPseudonymiser *self = g_object_new (LEREN_TYPE_PSEUDONYMISER, NULL);

  self->key_file = g_strdup (key_file);
  return self;
}

/**
 * leren_pseudonymiser_get_key_file:
 * @self: a pseudonymiser
 *
 * Where the key is kept.
 *
 * Returns: (nullable): the path, or %NULL where it is kept nowhere
 *
 * Since: 0.1
 */
const char *
leren_pseudonymiser_get_key_file (LerenPseudonymiser *self)
{
  g_return_val_if_fail (LEREN_IS_PSEUDONYMISER (self), NULL);
  return self->key_file;
}

/**
 * leren_pseudonymiser_set_language:
 * @self: a pseudonymiser
 * @language: `nl` or `en`
 * @error: return location for a #GError
 *
 * Says in which language people are called something else: “Deelnemer K7Q2”, or “Participant K7Q2”. It begins with
 * Dutch. The letters and figures are the same.
 *
 * Returns: %TRUE, or %FALSE with #LEREN_ERROR_UNSUPPORTED where there is no such language
 *
 * Since: 0.1
 */
gboolean
leren_pseudonymiser_set_language (LerenPseudonymiser *self, const char *language, GError **error)
{
  g_return_val_if_fail (LEREN_IS_PSEUDONYMISER (self), FALSE);
  g_return_val_if_fail (language != NULL, FALSE);

  if (!g_str_equal (language, "nl") && !g_str_equal (language, "en"))
    {
      g_autofree char *shown = _leren_field_shown (language, strlen (language), 64);

      g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
                   _ ("there are no pseudonyms in “%s”; choose “nl” or “en”"), shown);
      return FALSE;
    }
  g_free (self->language);
  self->language = g_strdup (language);
  return TRUE;
}

/**
 * leren_pseudonymiser_set_strict:
 * @self: a pseudonymiser
 * @strict: whether to replace also what only looks like a name
 *
 * Says what to do with a word that has a capital within a sentence and is no word of the language: leave it and
 * list it, which is how it begins, or replace it as well. Without lists of Dutch and English words on
 * this machine (on Debian `wdutch` and `wbritish`), every such word looks like a name.
 *
 * Since: 0.1
 */
void
leren_pseudonymiser_set_strict (LerenPseudonymiser *self, gboolean strict)
{
  g_return_if_fail (LEREN_IS_PSEUDONYMISER (self));
  self->strict = strict;
}

/**
 * leren_pseudonymiser_set_names:
 * @self: a pseudonymiser
 * @names: (nullable) (array zero-terminated=1): names that are not in the store, or %NULL
 *
 * Says which names are to be replaced besides those in the store: of clients, neighbours, streets.
 *
 * Since: 0.1
 */
void
leren_pseudonymiser_set_names (LerenPseudonymiser *self, const char *const *names)
{
  g_return_if_fail (LEREN_IS_PSEUDONYMISER (self));
  g_strfreev (self->names);
  self->names = g_strdupv ((char **) names);
}

static gboolean
open_key (LerenPseudonymiser *self, GError **error)
{
  if (self->key == NULL)
    self->key = self->key_file != NULL ? _leren_pseudonym_key_open (self->key_file, error)
                                       : _leren_pseudonym_key_new ();
  return self->key != NULL;
}

LerenPseudonymise *
_leren_pseudonymiser_begin (LerenPseudonymiser *self, LerenStore *store, GCancellable *cancellable,
                            GError **error)
{
  LerenPseudonymise *run;

  g_clear_pointer (&self->report, g_free);
  if (!open_key (self, error) || !_leren_audit_all (store, "pseudonymise", error) ||
      !_leren_store_begin_reading (store, error))
    return NULL;
  run = _leren_pseudonymise_new (store, self->key, self->language,
                                 (const char *const *) self->names, cancellable, error);
  if (run == NULL)
    _leren_store_end_reading (store);
  return run;
}

void
_leren_pseudonymiser_end (LerenStore *store, LerenPseudonymise *run)
{
  _leren_pseudonymise_free (run);
  _leren_store_end_reading (store);
}

LerenPseudonymise *
_leren_pseudonymiser_look (LerenPseudonymiser *self, LerenStore *store, GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (LerenPseudonymise) names = NULL;

  if (!open_key (self, error))
    return NULL;
  names = _leren_pseudonymise_new_for_texts (
    store, self->key, self->language, (const char *const *) self->names, NULL, cancellable, error);
  if (names == NULL || (self->strict && !_leren_pseudonymise_be_strict (names, error)))
    return NULL;
  return g_steal_pointer (&names);
}

static gboolean
write_document (LerenPseudonymiser *self, LerenStore *store, GOutputStream *stream,
                LerenFormat format, GCancellable *cancellable, GError **error)
{
  g_autoptr (LerenDocumentWriter) writer = NULL;
  LerenPseudonymise *run = _leren_pseudonymiser_begin (self, store, cancellable, error);
  gboolean written;

  if (run == NULL)
    return FALSE;
  writer = _leren_document_writer_new (stream, format, cancellable);
  written = (!self->strict || _leren_pseudonymise_be_strict (run, error)) &&
            _leren_pseudonymise_write (run, writer, error);
  if (written)
    self->report = _leren_pseudonymise_report (run);
  _leren_pseudonymiser_end (store, run);
  return written;
}

static gboolean
read_document (LerenStore *copy, int descriptor, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (descriptor, FALSE);
  g_autoptr (LerenImporter) importer = leren_importer_new (copy);

  /* what the store holds may be as long as it is */
  leren_importer_set_max_length (importer, G_MAXUINT);
  leren_importer_add_stream (importer, stream, _ ("pseudonyms"), LEREN_FORMAT_JSON_LINES);
  return leren_importer_run (importer, cancellable, error);
}

/**
 * leren_pseudonymiser_copy:
 * @self: a pseudonymiser
 * @store: the store to read
 * @copy: the store to write to: a new one, or one in which none of these records is yet
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Puts all that is in @store into @copy, with pseudonyms: everything, or nothing.
 *
 * Returns: %TRUE if everything is there; otherwise %FALSE with an error of the key or of one of the stores
 *
 * Since: 0.1
 */
gboolean
leren_pseudonymiser_copy (LerenPseudonymiser *self, LerenStore *store, LerenStore *copy,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (GOutputStream) stream = NULL;
  g_autofree char *path = NULL;
  int descriptor;
  gboolean copied;

  g_return_val_if_fail (LEREN_IS_PSEUDONYMISER (self), FALSE);
  g_return_val_if_fail (LEREN_IS_STORE (store), FALSE);
  g_return_val_if_fail (LEREN_IS_STORE (copy), FALSE);

  if (store == copy)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_EXISTS,
                   _ ("%s cannot be its own copy; name another store"),
                   leren_store_get_location (store));
      return FALSE;
    }
  /* on its way it has no name, and only pseudonyms in it */
  descriptor = g_file_open_tmp ("leren-XXXXXX", &path, error);
  if (descriptor < 0)
    return FALSE;
  g_unlink (path);
  stream = g_unix_output_stream_new (descriptor, FALSE);
  copied = write_document (self, store, stream, LEREN_FORMAT_JSON_LINES, cancellable, error);
  if (copied)
    {
      lseek (descriptor, 0, SEEK_SET);
      copied = read_document (copy, descriptor, cancellable, error);
    }
  close (descriptor);
  return copied;
}

/**
 * leren_pseudonymiser_export:
 * @self: a pseudonymiser
 * @store: the store to read
 * @stream: where to write
 * @format: a format
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Writes all that is in the store, with pseudonyms, also in a format of others: leren_store_export() has a key
 * beside the store for those, and here it is that of @self. The stream is not closed.
 *
 * Returns: %TRUE if everything is written; otherwise %FALSE with an error of the key, the store or @stream
 *
 * Since: 0.1
 */
gboolean
leren_pseudonymiser_export (LerenPseudonymiser *self, LerenStore *store, GOutputStream *stream,
                            LerenFormat format, GCancellable *cancellable, GError **error)
{
  const LerenExportFormat *found = _leren_export_format_find (format);
  g_autoptr (LerenStore) copy = NULL;

  g_return_val_if_fail (LEREN_IS_PSEUDONYMISER (self), FALSE);
  g_return_val_if_fail (LEREN_IS_STORE (store), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  if (found == NULL)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
                   _ ("cannot export: say in which format, JSON or JSON Lines"));
      return FALSE;
    }
  if (!found->foreign)
    return write_document (self, store, stream, format, cancellable, error);
  copy = leren_store_open (":memory:", LEREN_STORE_FLAGS_NONE, cancellable, error);
  return copy != NULL && leren_pseudonymiser_copy (self, store, copy, cancellable, error) &&
         found->write (copy, stream, format, cancellable, error);
}

/**
 * leren_pseudonymiser_to_json:
 * @self: a pseudonymiser
 *
 * What was replaced in the last run, as a JSON object: `records` and `frameworks` (how many), `replaced`
 * (how many of each kind: `person`, `organisation`, `team`, `practice`, `place`, `id`, `e-mail`, `web`,
 * `iban`, `address`, `postcode`, `telephone`, `bsn`, `date`), `spans` (how many codings were `moved` along with
 * their text, and of how many it was `unsure` in which text of the record they lie), and `left`: what looks like a name
 * and was not replaced, each with `type`, `id` (in the copy), `member` and `word`. The names that were replaced are not in it.
 *
 * Returns: (nullable) (transfer full): the JSON, or %NULL where nothing was run, or it failed
 *
 * Since: 0.1
 */
char *
leren_pseudonymiser_to_json (LerenPseudonymiser *self)
{
  g_return_val_if_fail (LEREN_IS_PSEUDONYMISER (self), NULL);
  return g_strdup (self->report);
}
