/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-erase-private.h"

#include "core/leren-json-writer-private.h"
#include "privacy/leren-clean-up-private.h"
#include "store/leren-audit-private.h"
#include "store/leren-journal-private.h"
#include "store/leren-store-scan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHORTEST_LITERAL 4

LerenErase *
_leren_erase_new (const char *participant, const char *by)
{
  static const char *const shared[LEREN_N_NAME_KINDS] = { NULL };
  LerenErase *self = g_new0 (LerenErase, 1);

  self->participant = g_strdup (participant);
  self->new_id = g_strdup (participant);
  self->by = g_strdup (by);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->coded = _leren_coded_texts_new ();
  self->records = g_string_new (NULL);
  self->filter.erasing = TRUE;
  self->filter.names = _leren_known_names_new (shared);
  self->filter.exceptions = g_hash_table_new (g_str_hash, g_str_equal);
  self->filter.literals = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
_leren_erase_free (LerenErase *self)
{
  g_free (self->participant);
  g_free (self->new_id);
  g_free (self->by);
  g_clear_pointer (&self->declarations, g_ptr_array_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_ptr_array_unref (self->names);
  _leren_coded_texts_free (self->coded);
  g_free (self->receipt);
  g_string_free (self->records, TRUE);
  _leren_known_names_free (self->filter.names);
  g_hash_table_unref (self->filter.exceptions);
  g_ptr_array_unref (self->filter.literals);
  g_free (self);
}

static void
add_own (LerenErase *self, const LerenJsonToken *name, const LerenJsonToken *value)
{
  if (value->kind != LEREN_JSON_STRING && value->kind != LEREN_JSON_NUMBER)
    return;
  if (_leren_json_filter_is_name (name->text, name->length))
    g_ptr_array_add (self->names, g_strndup (value->text, value->length));
  else if (_leren_json_filter_is_telling (name->text, name->length) &&
           value->length >= SHORTEST_LITERAL)
    g_ptr_array_add (self->filter.literals, g_strndup (value->text, value->length));
}

/* what a version of the participant's record says they are called */
static void
add_names (LerenErase *self, const char *json, gsize length)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  guint32 n;
  const LerenJsonToken *tokens = _leren_json_reader_parse (reader, json, length, 1, &n, NULL);

  for (guint32 i = 1; tokens != NULL && i < tokens[0].end; i = tokens[i + 1].end)
    if (tokens[i + 1].kind == LEREN_JSON_OBJECT)
      for (guint32 j = i + 2; j < tokens[i + 1].end; j = tokens[j + 1].end)
        add_own (self, &tokens[j], &tokens[j + 1]);
    else
      add_own (self, &tokens[i], &tokens[i + 1]);
}

/* Another id, which is the same in every copy of the store that erases them, so that copies can still be
 * merged: it is made of what the store began as, and of when their record came into it. Nothing in it leads back
 * to who it was. */
static char *
derive_id (LerenErase *self, LerenStore *store, GError **error)
{
  g_autoptr (GPtrArray) entries = _leren_journal_follow (store, self->participant, error);
  LerenJournalEntry *first =
    entries != NULL && entries->len > 0 ? g_ptr_array_index (entries, 0) : NULL;
  const gboolean alone =
    first != NULL && leren_journal_entry_get_change (first) == LEREN_CHANGE_ADDED;
  g_autofree char *origin = _leren_store_read_info (store, "origin");
  g_autofree char *text = NULL;
  g_autofree char *sum = NULL;
  char *id;
  const char *type;
  gint64 row;

  if (entries == NULL || !_leren_store_find_type (store, self->participant, -1, &type, &row, error))
    return NULL;
  text = g_strdup_printf ("%s %s %" G_GINT64_FORMAT, origin,
                          first != NULL ? _leren_journal_entry_get_at_text (first) : "",
                          alone ? 0 : row);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA1, text, -1);
  /* a UUID that is made of a text is of version 5 */
  id = g_strdup_printf ("%.8s-%.4s-5%.3s-a%.3s-%.12s", sum, sum + 8, sum + 13, sum + 17, sum + 20);
  if (!_leren_store_find_type (store, id, -1, &type, NULL, error))
    g_clear_pointer (&id, g_free);
  else if (type != NULL)
    {
      g_free (id);
      id = g_uuid_string_random ();
    }
  return id;
}

/* “anna-de-wit” says who it is; “p-17” does not. */
static gboolean
choose_id (LerenErase *self, LerenStore *store, GError **error)
{
  g_autofree char *folded = _leren_text_words_fold (self->participant, strlen (self->participant));

  for (guint i = 0; i < self->names->len; i++)
    {
      g_autoptr (GArray) words = _leren_text_words_cut (g_ptr_array_index (self->names, i));

      for (guint j = 0; j < words->len; j++)
        {
          const char *word = g_array_index (words, LerenWord, j).folded;

          if (_leren_text_words_count_letters (word) > 2 && !_leren_text_words_is_particle (word) &&
              strstr (folded, word) != NULL)
            {
              g_free (self->new_id);
              self->new_id = derive_id (self, store, error);
              g_ptr_array_add (self->filter.literals, g_strdup (self->participant));
              return self->new_id != NULL;
            }
        }
    }
  return TRUE;
}

static void
settle_names (LerenErase *self)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) ordinary = NULL;

  for (guint i = 0; i < self->names->len; i++)
    {
      g_autoptr (GArray) words = _leren_text_words_cut (g_ptr_array_index (self->names, i));

      for (guint j = 0; j < words->len; j++)
        g_hash_table_add (wanted, g_strdup (g_array_index (words, LerenWord, j).folded));
    }
  ordinary = _leren_text_words_find_ordinary (wanted);
  for (guint i = 0; i < self->names->len; i++)
    _leren_known_names_add_person (self->filter.names, g_ptr_array_index (self->names, i), ordinary,
                                   NULL, "");
}

static gboolean
note_coded (const LerenRow *row, const char *json, gsize length, gpointer data, GError **error)
{
  LerenErase *self = data;
  const LerenField *field;
  g_autofree char *target = NULL;

  if (row == NULL || !g_str_equal (row->declaration->name, "coding"))
    return TRUE;
  field = _leren_declaration_find (row->declaration, "target", strlen ("target"));
  target = _leren_cell_dup_text (&row->cells[field->index]);
  if (target != NULL)
    _leren_coded_texts_want (self->coded, target);
  return TRUE;
}

/* a coding can come before what it codes */
static gboolean
measure_texts (const LerenRow *row, const char *json, gsize length, gpointer data, GError **error)
{
  LerenErase *self = data;
  g_autofree char *id = row != NULL ? _leren_cell_dup_text (&row->cells[LEREN_RECORD_ID]) : NULL;

  if (id != NULL && _leren_coded_texts_wants (self->coded, id))
    {
      g_autoptr (GString) text = g_string_new (NULL);

      _leren_row_write (row, text);
      g_free (_leren_erase_record (text->str, text->len, FALSE, self));
    }
  return TRUE;
}

static gboolean
look_at_participant (LerenErase *self, LerenStore *store, GError **error)
{
  g_autoptr (LerenRecord) record = leren_store_get (store, self->participant, NULL, error);
  g_autoptr (GPtrArray) old = NULL;
  g_autofree char *json = NULL;

  if (record == NULL)
    return FALSE;
  if (g_strcmp0 (leren_record_get_record_type (record), "participant") != 0)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("“%s” is no participant; name one to erase"), self->participant);
      return FALSE;
    }
  json = leren_record_to_json (record, error);
  if (json == NULL)
    return FALSE;
  add_names (self, json, strlen (json));
  old = _leren_store_list_old (store, self->participant, error);
  for (guint i = 0; old != NULL && i < old->len; i++)
    add_names (self, g_ptr_array_index (old, i), strlen (g_ptr_array_index (old, i)));
  return old != NULL;
}

gboolean
_leren_erase_prepare (LerenStore *store, gpointer data, GError **error)
{
  LerenErase *self = data;

  if (!_leren_store_refuse_admitted (store, self->participant, error) ||
      !look_at_participant (self, store, error) || !choose_id (self, store, error))
    return FALSE;
  settle_names (self);
  self->declarations = _leren_store_list_declarations (store, error);
  self->files = self->declarations != NULL ? _leren_store_list_copies (store, error) : NULL;
  if (self->files == NULL || !_leren_store_check_copies (store, self->files, error) ||
      !_leren_store_scan (store, note_coded, self, NULL, error))
    return FALSE;
  if (_leren_coded_texts_begin (self->coded) &&
      !_leren_store_scan (store, measure_texts, self, NULL, error))
    return FALSE;
  g_string_truncate (self->records, 0);
  return g_str_equal (self->new_id, self->participant) ||
         (_leren_store_rename_in_journal (store, self->participant, self->new_id, error) &&
          _leren_audit_rename_id (store, self->participant, self->new_id, error));
}

char *
_leren_erase_receipt (gpointer data)
{
  LerenErase *self = data;
  GString *out = _leren_receipt_begin ("erasure", self->by);

  _leren_json_append_name (out, "participant");
  _leren_json_append_string (out, self->new_id, -1);
  g_string_append_printf (out, ",\"records\":[%s],\"journal\":%" G_GINT64_FORMAT,
                          self->records->str, self->n_journal);
  g_string_append (out, ",\"files_removed\":[");
  for (guint i = 0; i < self->files->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      _leren_json_append_string (out, g_ptr_array_index (self->files, i), -1);
    }
  g_string_append (out, "]}");
  g_free (self->receipt);
  self->receipt = g_strdup (out->str);
  return g_string_free (out, FALSE);
}
