/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-pseudonymise-private.h"

#include "core/leren-json-writer-private.h"
#include "store/leren-store-scan-private.h"

static void
named_free (gpointer data)
{
  LerenNamed *named = data;

  g_free (named->what);
  g_free (named->name);
  g_free (named);
}

static gboolean
collect (const LerenRow *row, const char *json, gsize length, gpointer data, GError **error)
{
  LerenPseudonymise *self = data;
  g_autofree char *coded = NULL;

  if (row == NULL)
    {
      g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
      guint32 n;
      const LerenJsonToken *tokens = _leren_json_reader_parse (reader, json, length, 1, &n, error);

      if (tokens == NULL)
        return FALSE;
      _leren_shifts_add_unknown (self->filter.shifts, tokens);
      return TRUE;
    }
  _leren_shifts_add_row (self->filter.shifts, row);
  if (leren_store_get_reader (self->store) == NULL)
    _leren_pseudonymise_note_names (self, row);
  coded = _leren_pseudonymise_coded_id (row);
  if (coded != NULL)
    _leren_coded_texts_want (self->coded, coded);
  return TRUE;
}

/* Who reads may not see everybody of whom others tell, and must not give their names away. */
static gboolean
note_names (const LerenRow *row, const char *json, gsize length, gpointer data, GError **error)
{
  _leren_pseudonymise_note_names (data, row);
  return TRUE;
}

static gboolean
note_spans (const LerenRow *row, const char *json, gsize length, gpointer data, GError **error)
{
  if (row != NULL)
    _leren_pseudonymise_note_spans (data, row);
  return TRUE;
}

static void
forget_counts (LerenPseudonymise *self)
{
  for (guint i = 0; i < LEREN_N_REPLACED; i++)
    self->filter.counts[i] = 0;
  g_ptr_array_set_size (self->filter.left, 0);
  g_hash_table_remove_all (self->filter.left_seen);
  self->n_records = 0;
  self->n_frameworks = 0;
}

static gboolean
look_at_names (LerenPseudonymise *self, const char *const *names, GError **error)
{
  if (!_leren_store_scan (self->store, collect, self, self->cancellable, error) ||
      (leren_store_get_reader (self->store) != NULL &&
       !_leren_store_scan_names (self->store, note_names, self, self->cancellable, error)))
    return FALSE;
  _leren_shifts_settle (self->filter.shifts, self->key);
  _leren_pseudonymise_settle_names (self, names);
  return TRUE;
}

static gboolean
look_at_all (LerenPseudonymise *self, const char *const *names, GError **error)
{
  if (!look_at_names (self, names, error))
    return FALSE;
  if (_leren_coded_texts_begin (self->coded) &&
      !_leren_store_scan (self->store, note_spans, self, self->cancellable, error))
    return FALSE;
  forget_counts (self);
  return TRUE;
}

static LerenPseudonymise *
make (LerenStore *store, const LerenPseudonymKey *key, const char *language,
      GCancellable *cancellable)
{
  LerenPseudonymise *self = g_new0 (LerenPseudonymise, 1);

  self->store = g_object_ref (store);
  g_set_object (&self->cancellable, cancellable);
  self->key = key;
  self->labels = _leren_pseudonym_labels_new (key, language);
  self->named = g_ptr_array_new_with_free_func (named_free);
  self->coded = _leren_coded_texts_new ();
  self->filter.key = key;
  self->filter.labels = _leren_pseudonym_labels_for_kinds (language);
  self->filter.patterns = _leren_pseudonym_labels_for_patterns (language);
  self->filter.names = _leren_known_names_new (self->filter.labels);
  self->filter.shifts = _leren_shifts_new ();
  self->filter.exceptions = _leren_known_names_list_exceptions (leren_store_get_theory (store));
  self->filter.left = g_ptr_array_new_with_free_func (_leren_left_name_free);
  self->filter.left_seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->filter.people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

LerenPseudonymise *
_leren_pseudonymise_new (LerenStore *store, const LerenPseudonymKey *key, const char *language,
                         const char *const *names, GCancellable *cancellable, GError **error)
{
  g_autoptr (LerenPseudonymise) self = make (store, key, language, cancellable);

  return look_at_all (self, names, error) ? g_steal_pointer (&self) : NULL;
}

LerenPseudonymise *
_leren_pseudonymise_new_for_texts (LerenStore *store, const LerenPseudonymKey *key,
                                   const char *language, const char *const *names,
                                   GHashTable *people, GCancellable *cancellable, GError **error)
{
  g_autoptr (LerenPseudonymise) self = make (store, key, language, cancellable);
  GHashTableIter iter;
  gpointer id, label;

  self->filter.keep_dates = TRUE;
  self->filter.person_labels = people;
  if (people != NULL)
    g_hash_table_iter_init (&iter, people);
  while (people != NULL && g_hash_table_iter_next (&iter, &id, &label))
    _leren_pseudonym_labels_set (self->labels, LEREN_NAME_KIND_PERSON, id, label);
  return look_at_names (self, names, error) ? g_steal_pointer (&self) : NULL;
}

void
_leren_pseudonymise_free (LerenPseudonymise *self)
{
  g_object_unref (self->store);
  g_clear_object (&self->cancellable);
  _leren_pseudonym_labels_free (self->labels);
  g_ptr_array_unref (self->named);
  _leren_coded_texts_free (self->coded);
  _leren_known_names_free (self->filter.names);
  _leren_shifts_free (self->filter.shifts);
  g_hash_table_unref (self->filter.exceptions);
  g_ptr_array_unref (self->filter.left);
  g_hash_table_unref (self->filter.left_seen);
  g_hash_table_unref (self->filter.people);
  g_free (self);
}

static gboolean
close_element (LerenPseudonymise *self, GString *text, GError **error)
{
  if (self->writer != NULL)
    return _leren_document_writer_close (self->writer, error);
  g_string_free (text, TRUE);
  return TRUE;
}

static GString *
open_element (LerenPseudonymise *self)
{
  return self->writer != NULL ? _leren_document_writer_open (self->writer) : g_string_new (NULL);
}

static gboolean
write_record (const LerenRow *row, const char *json, gsize length, gpointer data, GError **error)
{
  LerenPseudonymise *self = data;
  GString *text = open_element (self);

  if (row != NULL)
    _leren_pseudonymise_row (self, row, text);
  else
    _leren_pseudonymise_unknown (self, json, length, text);
  self->n_records++;
  return close_element (self, text, error);
}

/* a team's own framework can be full of its own names */
static gboolean
write_frameworks (LerenPseudonymise *self, GError **error)
{
  g_autoptr (GPtrArray) frameworks = _leren_store_list_frameworks (self->store, error);
  LerenTextPlace place = { .record_type = "framework", .id = "", .member = "" };

  if (frameworks == NULL)
    return FALSE;
  for (guint i = 0; i < frameworks->len; i++)
    {
      const char *json = g_ptr_array_index (frameworks, i);
      GString *text = open_element (self);

      _leren_json_filter_text (&self->filter, &place, LEREN_JSON_FILTER_FRAMEWORK, json,
                               strlen (json), text);
      self->n_frameworks++;
      if (!close_element (self, text, error))
        return FALSE;
    }
  if (self->writer != NULL)
    _leren_document_writer_begin_records (self->writer);
  return TRUE;
}

gboolean
_leren_pseudonymise_write (LerenPseudonymise *self, LerenDocumentWriter *writer, GError **error)
{
  self->writer = writer;
  return write_frameworks (self, error) &&
         _leren_store_scan (self->store, write_record, self, self->cancellable, error) &&
         (writer == NULL || _leren_document_writer_finish (writer, error));
}

gboolean
_leren_pseudonymise_be_strict (LerenPseudonymise *self, GError **error)
{
  g_autoptr (GPtrArray) left = NULL;

  if (!_leren_pseudonymise_write (self, NULL, error))
    return FALSE;
  left = _leren_pseudonymise_list_left (self);
  for (guint i = 0; i < left->len; i++)
    _leren_known_names_add (
      self->filter.names, ((LerenLeftName *) g_ptr_array_index (left, i))->word,
      LEREN_NAME_KIND_PERSON, LEREN_NAME_CAPITAL, self->filter.labels[LEREN_NAME_KIND_PERSON]);
  /* texts have become other texts, and spans lie elsewhere in them */
  if (_leren_coded_texts_begin (self->coded) &&
      !_leren_store_scan (self->store, note_spans, self, self->cancellable, error))
    return FALSE;
  forget_counts (self);
  return TRUE;
}

/* Words of the language are no names, also where somebody wrote them with a capital; a name that is
 * such a word is one all the same. */
GPtrArray *
_leren_pseudonymise_list_left (LerenPseudonymise *self)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) ordinary = NULL;
  GPtrArray *left = g_ptr_array_new ();

  for (guint i = 0; i < self->filter.left->len; i++)
    g_hash_table_add (wanted, ((LerenLeftName *) g_ptr_array_index (self->filter.left, i))->folded);
  ordinary = _leren_text_words_find_ordinary (wanted);
  for (guint i = 0; i < self->filter.left->len; i++)
    {
      LerenLeftName *name = g_ptr_array_index (self->filter.left, i);

      if (!g_unichar_isupper (g_utf8_get_char (name->word)) ||
          !g_hash_table_contains (ordinary, name->folded))
        g_ptr_array_add (left, name);
    }
  return left;
}

char *
_leren_pseudonymise_report (LerenPseudonymise *self)
{
  g_autoptr (GPtrArray) left = _leren_pseudonymise_list_left (self);
  GString *out = g_string_new ("{\"records\":");
  gboolean first = TRUE;

  _leren_json_append_int64 (out, self->n_records);
  _leren_json_append_name (out, "frameworks");
  _leren_json_append_int64 (out, self->n_frameworks);
  _leren_json_append_name (out, "replaced");
  g_string_append_c (out, '{');
  for (guint i = 0; i < LEREN_N_REPLACED; i++)
    if (_leren_replaced_get_word (i) != NULL && self->filter.counts[i] > 0)
      {
        _leren_json_append_name (out, _leren_replaced_get_word (i));
        _leren_json_append_int64 (out, self->filter.counts[i]);
      }
  g_string_append_c (out, '}');
  _leren_json_append_name (out, "spans");
  _leren_coded_texts_write (self->coded, out);
  _leren_json_append_name (out, "left");
  g_string_append_c (out, '[');
  for (guint i = 0; i < left->len; i++, first = FALSE)
    {
      const LerenLeftName *name = g_ptr_array_index (left, i);

      g_string_append (out, first ? "{\"type\":" : ",{\"type\":");
      _leren_json_append_string (out, name->record_type, -1);
      _leren_json_append_name (out, "id");
      _leren_json_append_string (out, name->id, -1);
      _leren_json_append_name (out, "member");
      _leren_json_append_string (out, name->member, -1);
      _leren_json_append_name (out, "word");
      _leren_json_append_string (out, name->word, -1);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "]}");
  return g_string_free (out, FALSE);
}
