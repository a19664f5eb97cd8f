/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-declaration-private.h"
#include "core/leren-json-compact-private.h"
#include "core/leren-json-writer-private.h"

#include <glib/gi18n-lib.h>

void
_leren_row_prefix_error (const LerenRow *row, GError **error)
{
  const LerenCell *id = &row->cells[LEREN_RECORD_ID];

  if (error == NULL || *error == NULL)
    return;
  if (id->kind == LEREN_CELL_TEXT)
    {
      g_autofree char *text = _leren_field_shown (id->text, id->length, 4 * 128);
      g_prefix_error (error, "%s “%s”: ", row->declaration->name, text);
    }
  else
    g_prefix_error (error, "%s: ", row->declaration->name);
}

gboolean
_leren_row_check (const LerenRow *row, GError **error)
{
  for (guint i = 0; i < row->declaration->n_fields; i++)
    if (!_leren_field_check (row->declaration->fields[i], &row->cells[i], error))
      goto invalid;
  if (row->declaration->check != NULL && !row->declaration->check (row, error))
    goto invalid;
  return TRUE;

invalid:
  _leren_row_prefix_error (row, error);
  return FALSE;
}

/* Appends "name":value to a JSON object under way. */
static void
add_member (GString **object, const LerenJsonToken *name, const char *value, gsize length)
{
  gsize start;

  if (*object == NULL)
    *object = g_string_new ("{");
  else
    g_string_append_c (*object, ',');
  _leren_json_append_string (*object, name->text, name->length);
  g_string_append_c (*object, ':');
  start = (*object)->len;
  g_string_set_size (*object, start + _leren_json_compact_length (value, length));
  _leren_json_compact (value, length, (*object)->str + start);
}

static void
keep (GString *object, LerenArena *arena, LerenCell *cell)
{
  if (object == NULL)
    return;
  g_string_append_c (object, '}');
  *cell = _leren_cell_text (_leren_arena_copy (arena, object->str, object->len), object->len);
}

gboolean
_leren_row_read (LerenRow *row, const LerenJsonToken *tokens, LerenArena *arena, GError **error)
{
  const LerenDeclaration *declaration = row->declaration;
  g_autoptr (GString) unknown = NULL;
  g_autoptr (GString) as_given = NULL;
  guint expected = 0;

  memset (row->cells, 0, declaration->n_fields * sizeof (LerenCell));
  row->unknown_members.kind = LEREN_CELL_ABSENT;
  row->numbers_as_given.kind = LEREN_CELL_ABSENT;

  for (guint32 i = 1; i < tokens[0].end; i = tokens[i + 1].end)
    {
      const LerenJsonToken *name = &tokens[i], *value = &tokens[i + 1], *given;
      const LerenField *field = NULL;

      if (name->length == 4 && memcmp (name->text, "type", 4) == 0)
        continue;

      /* members mostly come in the order of the declaration */
      for (guint n = 0; n < declaration->n_fields && field == NULL; n++)
        {
          guint at = (expected + n) % declaration->n_fields;
          if (declaration->fields[at]->name_length == name->length &&
              memcmp (declaration->fields[at]->name, name->text, name->length) == 0)
            {
              field = declaration->fields[at];
              expected = at + 1;
            }
        }

      if (field == NULL)
        {
          const char *text = tokens[0].text - tokens[0].offset;

          add_member (&unknown, name, text + value->offset,
                      _leren_json_token_raw_length (value, text));
          continue;
        }
      if (!_leren_field_read (field, tokens, i + 1, arena, &row->cells[field->index], &given,
                              error))
        goto invalid;
      if (given != NULL)
        add_member (&as_given, name, given->text, given->length);
    }

  keep (unknown, arena, &row->unknown_members);
  keep (as_given, arena, &row->numbers_as_given);

  for (guint i = 0; i < declaration->n_fields; i++)
    if (row->cells[i].kind == LEREN_CELL_ABSENT &&
        (declaration->fields[i]->flags & LEREN_FIELD_REQUIRED) != 0)
      {
        _leren_field_check (declaration->fields[i], &row->cells[i], error);
        goto invalid;
      }
  if (declaration->check != NULL && !declaration->check (row, error))
    goto invalid;
  return TRUE;

invalid:
  {
    /* the id may stand behind the member that is wrong */
    for (guint32 i = 1; i < tokens[0].end; i = tokens[i + 1].end)
      if (tokens[i].length == 2 && memcmp (tokens[i].text, "id", 2) == 0 &&
          tokens[i + 1].kind == LEREN_JSON_STRING)
        row->cells[LEREN_RECORD_ID] = _leren_cell_text (tokens[i + 1].text, tokens[i + 1].length);
    _leren_row_prefix_error (row, error);
  }
  return FALSE;
}

static gboolean
write_as_given (const LerenField *field, const LerenJsonToken *tokens, GString *out)
{
  for (guint32 i = 1; i < tokens[0].end; i = tokens[i + 1].end)
    if (tokens[i].length == field->name_length &&
        memcmp (tokens[i].text, field->name, field->name_length) == 0)
      {
        g_string_append_len (out, tokens[i + 1].text, tokens[i + 1].length);
        return TRUE;
      }
  return FALSE;
}

void
_leren_row_write (const LerenRow *row, GString *out)
{
  g_autoptr (LerenJsonReader) reader = NULL;
  const LerenJsonToken *as_given = NULL;
  guint32 n_tokens;

  if (row->numbers_as_given.kind == LEREN_CELL_TEXT)
    {
      reader = _leren_json_reader_new ();
      as_given = _leren_json_reader_parse (reader, row->numbers_as_given.text,
                                           row->numbers_as_given.length, 1, &n_tokens, NULL);
    }

  g_string_append (out, "{\"type\":");
  _leren_json_append_string (out, row->declaration->name, -1);
  for (guint i = 0; i < row->declaration->n_fields; i++)
    {
      const LerenField *field = row->declaration->fields[i];

      if (row->cells[i].kind == LEREN_CELL_ABSENT)
        continue;
      _leren_json_append_name (out, field->name);
      if (as_given == NULL || !write_as_given (field, as_given, out))
        _leren_field_write (field, &row->cells[i], out);
    }
  if (row->unknown_members.kind == LEREN_CELL_TEXT && row->unknown_members.length > 2)
    {
      g_string_append_c (out, ',');
      g_string_append_len (out, row->unknown_members.text + 1, row->unknown_members.length - 2);
    }
  g_string_append_c (out, '}');
}
