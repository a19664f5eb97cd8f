/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-pseudonymise-private.h"

#include "core/leren-json-writer-private.h"

#include <string.h>

static const LerenCell *
cell_of (const LerenRow *row, const char *name)
{
  const LerenField *field = _leren_declaration_find (row->declaration, name, strlen (name));

  return field != NULL ? &row->cells[field->index] : NULL;
}

char *
_leren_pseudonymise_coded_id (const LerenRow *row)
{
  if (!g_str_equal (row->declaration->name, "coding") ||
      (cell_of (row, "start")->kind == LEREN_CELL_ABSENT &&
       cell_of (row, "end")->kind == LEREN_CELL_ABSENT))
    return NULL;
  return _leren_cell_dup_text (cell_of (row, "target"));
}

void
_leren_pseudonymise_note_spans (LerenPseudonymise *self, const LerenRow *row)
{
  g_autofree char *id = _leren_cell_dup_text (&row->cells[LEREN_RECORD_ID]);
  LerenTextPlace place = { .record_type = row->declaration->name, .id = id, .member = "" };

  if (!_leren_coded_texts_wants (self->coded, id))
    return;
  place.days = _leren_shifts_get_days (self->filter.shifts, id, strlen (id));
  for (guint i = 0; i < row->declaration->n_fields; i++)
    {
      const LerenField *field = row->declaration->fields[i];
      const LerenCell *cell = &row->cells[i];
      GArray *moved;

      if (field->kind != LEREN_FIELD_KIND_TEXT || i < LEREN_RECORD_N_FIELDS ||
          (field->flags & LEREN_FIELD_CODE) != 0 || field->names != LEREN_NAME_KIND_NONE ||
          cell->kind != LEREN_CELL_TEXT)
        continue;
      moved = g_array_new (FALSE, FALSE, sizeof (LerenMovedSpan));
      g_free (_leren_text_filter_run (&self->filter, &place, cell->text, cell->length, moved));
      _leren_coded_texts_add (self->coded, id, g_utf8_strlen (cell->text, cell->length), moved);
    }
}

static void
move_span (LerenPseudonymise *self, LerenRow *row)
{
  g_autofree char *target = _leren_pseudonymise_coded_id (row);
  LerenCell *start, *end;

  if (target == NULL)
    return;
  start = (LerenCell *) cell_of (row, "start");
  end = (LerenCell *) cell_of (row, "end");
  if (!_leren_coded_texts_move (self->coded, target,
                                start->kind == LEREN_CELL_INTEGER ? &start->integer : NULL,
                                end->kind == LEREN_CELL_INTEGER ? &end->integer : NULL))
    return;
  /* they were written for other numbers */
  row->numbers_as_given.kind = LEREN_CELL_ABSENT;
}

static char *
filter_json (LerenPseudonymise *self, const LerenTextPlace *place, LerenJsonFilter how,
             const LerenCell *cell)
{
  GString *out = g_string_new (NULL);

  _leren_json_filter_text (&self->filter, place, how, cell->text, cell->length, out);
  return g_string_free (out, FALSE);
}

/* What @cell says instead, or NULL where it may stay as it is */
static char *
filter_cell (LerenPseudonymise *self, const LerenTextPlace *place, const LerenRow *row,
             const LerenField *field, const LerenCell *cell)
{
  switch (field->kind)
    {
    case LEREN_FIELD_KIND_TEXT:
      if (field->index == LEREN_RECORD_ID)
        return g_strdup (place->id);
      if (field->names != LEREN_NAME_KIND_NONE)
        {
          g_autofree char *what = _leren_pseudonymise_what (field->names, row, cell);

          self->filter.counts[field->names]++;
          return g_strdup (_leren_pseudonym_labels_get (self->labels, field->names, what));
        }
      if ((field->flags & LEREN_FIELD_CODE) != 0)
        return NULL;
      return _leren_text_filter_run (&self->filter, place, cell->text, cell->length, NULL);
    case LEREN_FIELD_KIND_REFERENCE:
      return _leren_pseudonym_key_id (self->key, cell->text, cell->length);
    case LEREN_FIELD_KIND_REFERENCES:
      return filter_json (self, place, LEREN_JSON_FILTER_IDS, cell);
    case LEREN_FIELD_KIND_TEXTS:
    case LEREN_FIELD_KIND_JSON:
      return filter_json (self, place, LEREN_JSON_FILTER_TEXTS, cell);
    case LEREN_FIELD_KIND_DATE:
    case LEREN_FIELD_KIND_TIME:
      self->filter.counts[LEREN_REPLACED_PATTERN + LEREN_PATTERN_DATE]++;
      return _leren_patterns_shift_date (cell->text, cell->length, place->days);
    case LEREN_FIELD_KIND_INTEGER:
    case LEREN_FIELD_KIND_NUMBER:
    case LEREN_FIELD_KIND_BOOLEAN:
    case LEREN_FIELD_KIND_ENUM:
    case LEREN_FIELD_KIND_CONCEPT:
    case LEREN_FIELD_KIND_FRAMEWORK:
    case LEREN_FIELD_KIND_WORDS:
    case LEREN_FIELD_KIND_CONCEPTS:
    default:
      return NULL;
    }
}

void
_leren_pseudonymise_row (LerenPseudonymise *self, const LerenRow *row, GString *out)
{
  g_autofree LerenCell *cells = g_memdup2 (row->cells, row->declaration->n_fields * sizeof *cells);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  const LerenCell *id = &row->cells[LEREN_RECORD_ID];
  g_autofree char *new_id = _leren_pseudonym_key_id (self->key, id->text, id->length);
  LerenRow copy = *row;
  LerenTextPlace place = { .record_type = row->declaration->name, .id = new_id };

  copy.cells = cells;
  place.days = _leren_shifts_get_days (self->filter.shifts, id->text, id->length);
  move_span (self, &copy);
  for (guint i = 0; i < row->declaration->n_fields; i++)
    {
      const LerenField *field = row->declaration->fields[i];
      char *text;

      if (cells[i].kind != LEREN_CELL_TEXT)
        continue;
      place.member = field->name;
      text = filter_cell (self, &place, row, field, &row->cells[i]);
      if (text == NULL)
        continue;
      g_ptr_array_add (texts, text);
      cells[i] = _leren_cell_text (text, -1);
    }
  if (row->unknown_members.kind == LEREN_CELL_TEXT)
    {
      place.member = "";
      g_ptr_array_add (
        texts, filter_json (self, &place, LEREN_JSON_FILTER_MEMBERS, &row->unknown_members));
      copy.unknown_members = _leren_cell_text (g_ptr_array_index (texts, texts->len - 1), -1);
    }
  _leren_row_write (&copy, out);
}

void
_leren_pseudonymise_unknown (LerenPseudonymise *self, const char *json, gsize length, GString *out)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  g_autofree char *type = NULL;
  g_autofree char *id = NULL;
  LerenTextPlace place = { 0 };
  guint32 n;
  const LerenJsonToken *tokens = _leren_json_reader_parse (reader, json, length, 1, &n, NULL);

  for (guint32 i = 1; tokens != NULL && i < tokens[0].end; i = tokens[i + 1].end)
    if (tokens[i].length == 2 && memcmp (tokens[i].text, "id", 2) == 0)
      {
        id = _leren_pseudonym_key_id (self->key, tokens[i + 1].text, tokens[i + 1].length);
        place.days =
          _leren_shifts_get_days (self->filter.shifts, tokens[i + 1].text, tokens[i + 1].length);
      }
    else if (tokens[i].length == 4 && memcmp (tokens[i].text, "type", 4) == 0)
      type = g_strndup (tokens[i + 1].text, tokens[i + 1].length);
  if (id == NULL || type == NULL)
    return;
  place.record_type = type;
  place.id = id;
  place.member = "";
  g_string_append (out, "{\"type\":");
  _leren_json_append_string (out, type, -1);
  for (guint32 i = 1; i < tokens[0].end; i = tokens[i + 1].end)
    {
      g_autofree char *name = g_strndup (tokens[i].text, tokens[i].length);

      if (g_str_equal (name, "type"))
        continue;
      _leren_json_append_name (out, name);
      if (g_str_equal (name, "id"))
        _leren_json_append_string (out, id, -1);
      else
        _leren_json_filter (&self->filter, &place, LEREN_JSON_FILTER_TEXTS, json, tokens, i + 1,
                            out);
    }
  g_string_append_c (out, '}');
}
