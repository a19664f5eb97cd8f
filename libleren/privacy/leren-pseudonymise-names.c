/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-pseudonymise-private.h"

#include <string.h>

/* The names that are in a store. */

char *
_leren_pseudonymise_what (LerenNameKind kind, const LerenRow *row, const LerenCell *name)
{
  /* two people can be called the same; an organisation has nothing but its name */
  if (kind == LEREN_NAME_KIND_ORGANISATION || kind == LEREN_NAME_KIND_PLACE)
    return _leren_text_words_fold (name->text, name->length);
  return _leren_cell_dup_text (&row->cells[LEREN_RECORD_ID]);
}

static void
note (LerenPseudonymise *self, LerenNameKind kind, char *what, char *name)
{
  LerenNamed *named = g_new0 (LerenNamed, 1);

  named->kind = kind;
  named->what = what;
  named->name = name;
  g_ptr_array_add (self->named, named);
}

/* names that somebody put into the attributes of a participant */
static void
note_attributes (LerenPseudonymise *self, const LerenRow *row, const LerenCell *attributes)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  const LerenJsonToken *tokens;
  guint32 n;

  if (attributes->kind != LEREN_CELL_TEXT)
    return;
  tokens = _leren_json_reader_parse (reader, attributes->text, attributes->length, 1, &n, NULL);
  if (tokens == NULL || tokens[0].kind != LEREN_JSON_OBJECT)
    return;
  for (guint32 i = 1; i < tokens[0].end; i = tokens[i + 1].end)
    if (tokens[i + 1].kind == LEREN_JSON_STRING &&
        _leren_json_filter_is_name (tokens[i].text, tokens[i].length))
      note (self, LEREN_NAME_KIND_PERSON, _leren_cell_dup_text (&row->cells[LEREN_RECORD_ID]),
            g_strndup (tokens[i + 1].text, tokens[i + 1].length));
}

/* “jansen” as an id is a name; “p-17” is found as an id wherever it stands */
static void
note_id (LerenPseudonymise *self, const LerenCell *id)
{
  g_autofree char *text = _leren_cell_dup_text (id);

  g_hash_table_insert (self->filter.people, g_utf8_casefold (text, -1), g_strdup (text));
  if (_leren_text_words_count_letters (text) == (gsize) g_utf8_strlen (text, -1) &&
      g_utf8_strlen (text, -1) > 2)
    note (self, LEREN_NAME_KIND_PERSON, g_strdup (text), g_strdup (text));
}

void
_leren_pseudonymise_note_names (LerenPseudonymise *self, const LerenRow *row)
{
  for (guint i = 0; i < row->declaration->n_fields; i++)
    {
      const LerenField *field = row->declaration->fields[i];
      const LerenCell *cell = &row->cells[i];

      if (field->names != LEREN_NAME_KIND_NONE && cell->kind == LEREN_CELL_TEXT)
        note (self, field->names, _leren_pseudonymise_what (field->names, row, cell),
              _leren_cell_dup_text (cell));
    }
  if (!g_str_equal (row->declaration->name, "participant"))
    return;
  note_attributes (self, row, &row->cells[LEREN_RECORD_ATTRIBUTES]);
  note_id (self, &row->cells[LEREN_RECORD_ID]);
}

static void
want_words (GHashTable *wanted, const char *text)
{
  g_autoptr (GArray) words = _leren_text_words_cut (text);

  for (guint i = 0; i < words->len; i++)
    g_hash_table_add (wanted, g_strdup (g_array_index (words, LerenWord, i).folded));
}

static GHashTable *
find_ordinary (LerenPseudonymise *self, const char *const *names)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->named->len; i++)
    want_words (wanted, ((LerenNamed *) g_ptr_array_index (self->named, i))->name);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    want_words (wanted, names[i]);
  return _leren_text_words_find_ordinary (wanted);
}

/* People first: where a team is named after somebody, its name stands for both. */
void
_leren_pseudonymise_settle_names (LerenPseudonymise *self, const char *const *names)
{
  g_autoptr (GHashTable) ordinary = find_ordinary (self, names);
  gboolean people_alone = self->filter.person_labels != NULL;
  GHashTable *exceptions = self->filter.exceptions;
  GHashTable *not_names = people_alone ? NULL : exceptions;
  LerenNameKind last = people_alone ? LEREN_NAME_KIND_PERSON : LEREN_N_NAME_KINDS - 1;

  for (LerenNameKind kind = LEREN_NAME_KIND_PERSON; kind <= last; kind++)
    for (guint i = 0; i < self->named->len; i++)
      {
        const LerenNamed *named = g_ptr_array_index (self->named, i);
        const char *label;

        if (named->kind != kind)
          continue;
        /* whom who reads may not see has no label of their own */
        if (people_alone && !g_hash_table_contains (self->filter.person_labels, named->what))
          label = self->filter.labels[kind];
        else
          label = _leren_pseudonym_labels_get (self->labels, kind, named->what);
        if (kind == LEREN_NAME_KIND_PERSON)
          _leren_known_names_add_person (self->filter.names, named->name, ordinary, not_names,
                                         label);
        else
          _leren_known_names_add_title (self->filter.names, named->name, kind, ordinary, exceptions,
                                        label);
      }
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    _leren_known_names_add_person (self->filter.names, names[i], ordinary, not_names,
                                   self->filter.labels[LEREN_NAME_KIND_PERSON]);
  _leren_known_names_add_lists (self->filter.names, self->filter.labels, exceptions, people_alone);
  g_ptr_array_set_size (self->named, 0);
}
