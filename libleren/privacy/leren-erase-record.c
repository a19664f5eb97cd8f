/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-erase-private.h"

#include "core/leren-declaration-private.h"
#include "core/leren-json-writer-private.h"

#include <string.h>

/* One record, of a table or of the journal, without what is erased. */

typedef struct {
  LerenErase *erase;
  const char *json;
  const LerenJsonToken *tokens;
  const LerenDeclaration *declaration; /* NULL: of an unknown type */
  char *type, *id;
  gboolean is_them; /* the participant */
  gboolean wrote;   /* all of its texts */
  gboolean spoke;   /* the text, the question or the memo */
  gboolean in_journal;
  GString *members; /* of the receipt */
} Record;

static gboolean
says (const LerenJsonToken *token, const char *text)
{
  return token->kind == LEREN_JSON_STRING && strlen (text) == token->length &&
         memcmp (text, token->text, token->length) == 0;
}

static const LerenJsonToken *
member_of (const Record *self, const char *name)
{
  for (guint32 i = 1; i < self->tokens[0].end; i = self->tokens[i + 1].end)
    if (says (&self->tokens[i], name))
      return &self->tokens[i + 1];
  return NULL;
}

static gboolean
is_by (const Record *self, const char *name)
{
  const LerenJsonToken *token = member_of (self, name);

  return token != NULL && says (token, self->erase->participant);
}

static char *
text_of (const Record *self, const char *name)
{
  const LerenJsonToken *token = member_of (self, name);

  return token != NULL ? g_strndup (token->text, token->length) : g_strdup ("");
}

/* What somebody contributed is theirs; who wrote it down for them is its author. */
static void
look (Record *self)
{
  self->type = text_of (self, "type");
  self->id = text_of (self, "id");
  for (guint i = 0; i < self->erase->declarations->len; i++)
    {
      const LerenDeclaration *declaration = g_ptr_array_index (self->erase->declarations, i);

      if (g_str_equal (declaration->name, self->type))
        self->declaration = declaration;
    }
  self->is_them =
    g_str_equal (self->type, "participant") && g_str_equal (self->id, self->erase->participant);
  self->wrote =
    is_by (self, "author") || (g_str_equal (self->type, "case") && is_by (self, "contributor") &&
                               member_of (self, "author") == NULL);
  self->spoke = is_by (self, "speaker") || is_by (self, "coder") || is_by (self, "contributor");
}

static gboolean
is_prose (const LerenField *field)
{
  return field->kind == LEREN_FIELD_KIND_TEXT && field->index >= LEREN_RECORD_N_FIELDS &&
         (field->flags & LEREN_FIELD_CODE) == 0 && field->names == LEREN_NAME_KIND_NONE;
}

/* the members by which somebody speaks in a record that another wrote down */
static gboolean
is_said (const LerenField *field)
{
  return g_str_equal (field->name, "text") || g_str_equal (field->name, "question") ||
         g_str_equal (field->name, "memo");
}

static void
note_moved (Record *self, glong length, GArray *moved)
{
  if (!self->in_journal && _leren_coded_texts_wants (self->erase->coded, self->id))
    _leren_coded_texts_add (self->erase->coded, self->id, length, moved);
  else
    g_array_unref (moved);
}

/* so many marks as there were words */
static char *
wipe (const char *text, gsize length, GArray *moved)
{
  char *mark = _leren_erased_mark (MAX (_leren_text_words_count (text, length), 1));
  LerenMovedSpan all = { 0, g_utf8_strlen (text, length), 0, strlen (mark) };

  g_array_append_val (moved, all);
  return mark;
}

static void
append_text (Record *self, const LerenField *field, const LerenJsonToken *value, GString *out)
{
  LerenTextPlace place = { .record_type = self->type, .id = self->id, .member = field->name };
  GArray *moved = g_array_new (FALSE, FALSE, sizeof (LerenMovedSpan));
  g_autofree char *text = NULL;

  if (self->wrote || (self->spoke && is_said (field)))
    text = wipe (value->text, value->length, moved);
  else
    text = _leren_text_filter_run (&self->erase->filter, &place, value->text, value->length, moved);
  note_moved (self, g_utf8_strlen (value->text, value->length), moved);
  _leren_json_append_string (out, text, -1);
}

static void
append_raw (const Record *self, const LerenJsonToken *value, GString *out)
{
  g_string_append_len (out, self->json + value->offset,
                       _leren_json_token_raw_length (value, self->json));
}

static void
append_id (const Record *self, const LerenJsonToken *value, GString *out)
{
  if (says (value, self->erase->participant))
    _leren_json_append_string (out, self->erase->new_id, -1);
  else
    append_raw (self, value, out);
}

static void
append_ids (const Record *self, guint32 at, GString *out)
{
  g_string_append_c (out, '[');
  for (guint32 i = at + 1; i < self->tokens[at].end; i = self->tokens[i].end)
    {
      if (i > at + 1)
        g_string_append_c (out, ',');
      append_id (self, &self->tokens[i], out);
    }
  g_string_append_c (out, ']');
}

static void
append_place (Record *self, const char *name, const LerenJsonToken *value, GString *out)
{
  const LerenJsonToken *other = member_of (self, "target");
  g_autofree char *target = other != NULL ? g_strndup (other->text, other->length) : NULL;
  gint64 at;

  if (self->in_journal || target == NULL || value->kind != LEREN_JSON_NUMBER ||
      !_leren_json_number_to_int64 (value->text, value->length, &at) ||
      !_leren_coded_texts_move (self->erase->coded, target,
                                g_str_equal (name, "start") ? &at : NULL,
                                g_str_equal (name, "end") ? &at : NULL))
    {
      append_raw (self, value, out);
      return;
    }
  _leren_json_append_int64 (out, at);
}

/* a member of a user's own, or of a type that nobody knows */
static void
append_own (Record *self, const char *name, guint32 at, GString *out)
{
  LerenTextPlace place = { .record_type = self->type, .id = self->id, .member = name };
  const LerenJsonToken *value = &self->tokens[at];

  if (says (value, self->erase->participant))
    append_id (self, value, out);
  else if (self->wrote && value->kind == LEREN_JSON_STRING && !g_str_equal (name, "id"))
    {
      g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (LerenMovedSpan));
      g_autofree char *mark = wipe (value->text, value->length, moved);

      _leren_json_append_string (out, mark, -1);
    }
  else
    _leren_json_filter (&self->erase->filter, &place, LEREN_JSON_FILTER_TEXTS, self->json,
                        self->tokens, at, out);
}

/* FALSE where the member goes whole */
static gboolean
append_member (Record *self, const char *name, guint32 at, GString *out)
{
  const LerenJsonToken *value = &self->tokens[at];
  LerenTextPlace place = { .record_type = self->type, .id = self->id, .member = name };
  const LerenField *field = self->declaration != NULL
                              ? _leren_declaration_find (self->declaration, name, strlen (name))
                              : NULL;

  if (g_str_equal (name, "type"))
    append_raw (self, value, out);
  else if (g_str_equal (name, "id"))
    append_id (self, value, out);
  else if (field == NULL)
    {
      if (self->declaration != NULL && (self->is_them || self->wrote))
        return FALSE;
      append_own (self, name, at, out);
    }
  else if ((self->is_them && (field->flags & LEREN_FIELD_IDENTIFYING) != 0) ||
           (self->wrote && field->index == LEREN_RECORD_ATTRIBUTES))
    return FALSE;
  else if (field->kind == LEREN_FIELD_KIND_REFERENCE)
    append_id (self, value, out);
  else if (field->kind == LEREN_FIELD_KIND_REFERENCES)
    append_ids (self, at, out);
  else if (is_prose (field))
    append_text (self, field, value, out);
  else if (g_str_equal (self->type, "coding") &&
           (g_str_equal (name, "start") || g_str_equal (name, "end")))
    append_place (self, name, value, out);
  /* somebody else may be called the same */
  else if (field->names == LEREN_NAME_KIND_PERSON || (field->flags & LEREN_FIELD_CODE) != 0 ||
           (field->kind != LEREN_FIELD_KIND_TEXT && field->kind != LEREN_FIELD_KIND_TEXTS &&
            field->kind != LEREN_FIELD_KIND_JSON))
    append_raw (self, value, out);
  else
    _leren_json_filter (&self->erase->filter, &place, LEREN_JSON_FILTER_TEXTS, self->json,
                        self->tokens, at, out);
  return TRUE;
}

static void
note_member (Record *self, const char *name)
{
  if (self->members->len > 0)
    g_string_append_c (self->members, ',');
  _leren_json_append_string (self->members, name, -1);
}

static char *
rewrite (Record *self)
{
  GString *out = g_string_new ("{");

  for (guint32 i = 1; i < self->tokens[0].end; i = self->tokens[i + 1].end)
    {
      const LerenJsonToken *value = &self->tokens[i + 1];
      g_autofree char *name = g_strndup (self->tokens[i].text, self->tokens[i].length);
      gsize before = out->len, start;

      _leren_json_append_name (out, name);
      start = out->len;
      if (!append_member (self, name, i + 1, out))
        {
          g_string_truncate (out, before);
          note_member (self, name);
        }
      else if (out->len - start != _leren_json_token_raw_length (value, self->json) ||
               memcmp (out->str + start, self->json + value->offset, out->len - start) != 0)
        note_member (self, name);
    }
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

static void
note_record (Record *self)
{
  LerenErase *erase = self->erase;

  if (self->in_journal)
    {
      erase->n_journal++;
      return;
    }
  g_string_append (erase->records, erase->records->len > 0 ? ",{\"type\":" : "{\"type\":");
  _leren_json_append_string (erase->records, self->type, -1);
  _leren_json_append_name (erase->records, "id");
  _leren_json_append_string (
    erase->records, g_str_equal (self->id, erase->participant) ? erase->new_id : self->id, -1);
  g_string_append_printf (erase->records, ",\"members\":[%s]}", self->members->str);
}

char *
_leren_erase_record (const char *json, gsize length, gboolean in_journal, gpointer data)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  g_autoptr (GString) members = g_string_new (NULL);
  Record self = { .erase = data, .json = json, .in_journal = in_journal, .members = members };
  char *changed;
  guint32 n;

  self.tokens = _leren_json_reader_parse (reader, json, length, 1, &n, NULL);
  if (self.tokens == NULL || self.tokens[0].kind != LEREN_JSON_OBJECT)
    return NULL;
  look (&self);
  changed = rewrite (&self);
  if (members->len > 0)
    note_record (&self);
  else
    g_clear_pointer (&changed, g_free);
  g_free (self.type);
  g_free (self.id);
  return changed;
}
