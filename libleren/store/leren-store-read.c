/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-unknown-record-private.h"
#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>

/* What SQLite keeps a field as. A table that was not made by this library can hold anything. */
static gboolean
column_fits (const LerenField *field, const LerenCell *cell)
{
  if (cell->kind == LEREN_CELL_ABSENT)
    return TRUE;
  switch (field->kind)
    {
    case LEREN_FIELD_KIND_INTEGER:
    case LEREN_FIELD_KIND_BOOLEAN:
      return cell->kind == LEREN_CELL_INTEGER;
    case LEREN_FIELD_KIND_NUMBER:
      return cell->kind == LEREN_CELL_REAL;
    default:
      return cell->kind == LEREN_CELL_TEXT;
    }
}

static gboolean
set_unsound (LerenStore *self, const LerenRow *row, const char *said, GError **error)
{
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_CORRUPT,
               _ ("%s is damaged: %s: %s; restore it from a backup"), self->location,
               row->declaration->name, said);
  return FALSE;
}

gboolean
_leren_store_row_from_statement (LerenStore *self, LerenStatement *statement, int first,
                                 const LerenDeclaration *declaration, LerenRow *row, GError **error)
{
  guint n_fields = declaration->n_fields;
  LerenCell *kept[] = { &row->unknown_members, &row->numbers_as_given };

  row->declaration = declaration;
  for (guint i = 0; i < n_fields; i++)
    {
      if (!_leren_statement_get_cell (statement, first + i, &row->cells[i]) ||
          !column_fits (declaration->fields[i], &row->cells[i]))
        {
          g_autofree char *said = g_strdup_printf (_ ("member “%s” has a value of a wrong type"),
                                                   declaration->fields[i]->name);
          return set_unsound (self, row, said, error);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      _leren_statement_get_cell (statement, first + n_fields + i, kept[i]);
      if (kept[i]->kind != LEREN_CELL_TEXT && kept[i]->kind != LEREN_CELL_ABSENT)
        return set_unsound (self, row, _ ("its unknown members are not JSON"), error);
    }
  row->revision = _leren_statement_get_integer (statement, first + n_fields + G_N_ELEMENTS (kept));
  return TRUE;
}

/* what no field can judge from a cell: text that is none, lists, JSON */
static gboolean
check_text (const LerenField *field, const LerenCell *cell, LerenArena *arena, GError **error)
{
  g_autoptr (LerenJsonReader) reader = NULL;
  const LerenJsonToken *tokens, *as_given;
  LerenCell again;
  guint32 n_tokens;

  if (!g_utf8_validate_len (cell->text, cell->length, NULL))
    {
      _leren_field_set_error (field, error, LEREN_ERROR_INVALID, _ ("is not valid UTF-8"));
      return FALSE;
    }
  if (!LEREN_FIELD_IS_LIST (field) && field->kind != LEREN_FIELD_KIND_JSON)
    return TRUE;
  reader = _leren_json_reader_new ();
  tokens = _leren_json_reader_parse (reader, cell->text, cell->length, 1, &n_tokens, error);
  if (tokens != NULL)
    return _leren_field_read (field, tokens, 0, arena, &again, &as_given, error);
  g_prefix_error (error, _ ("member “%s”: "), field->name);
  return FALSE;
}

static gboolean
check_kept (const LerenCell *cell, GError **error)
{
  g_autoptr (LerenJsonReader) reader = NULL;
  const LerenJsonToken *tokens;
  guint32 n_tokens;

  if (cell->kind == LEREN_CELL_ABSENT)
    return TRUE;
  reader = _leren_json_reader_new ();
  tokens = _leren_json_reader_parse (reader, cell->text, cell->length, 1, &n_tokens, error);
  if (tokens == NULL)
    return FALSE;
  if (tokens[0].kind == LEREN_JSON_OBJECT)
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID, _ ("its unknown members are no object"));
  return FALSE;
}

gboolean
_leren_store_row_is_sound (LerenStore *self, const LerenRow *row, GError **error)
{
  g_autoptr (LerenArena) arena = _leren_arena_new ();
  g_autoptr (GError) why = NULL;
  gboolean sound = TRUE;

  for (guint i = 0; sound && i < row->declaration->n_fields; i++)
    sound = row->cells[i].kind != LEREN_CELL_TEXT ||
            check_text (row->declaration->fields[i], &row->cells[i], arena, &why);
  sound = sound && _leren_row_check (row, &why) && check_kept (&row->unknown_members, &why) &&
          check_kept (&row->numbers_as_given, &why);
  return sound || set_unsound (self, row, why->message, error);
}

/* A class can have got members since its records were kept. */
static gboolean
fit_class (const LerenRow *row, const LerenDeclaration *declaration, LerenRow *fitted)
{
  fitted->declaration = declaration;
  fitted->unknown_members = row->unknown_members;
  fitted->numbers_as_given = row->numbers_as_given;
  for (guint i = 0; i < row->declaration->n_fields; i++)
    {
      const LerenField *kept = row->declaration->fields[i];
      const LerenField *field =
        _leren_declaration_find (declaration, kept->name, kept->name_length);

      if (field == NULL || !_leren_store_same_kind (field, kept))
        return FALSE;
      fitted->cells[field->index] = row->cells[i];
    }
  return TRUE;
}

/* A type without a class in this program comes out as what is known of it: its JSON. */
static LerenRecord *
unknown_from_row (LerenStore *self, const LerenRow *row, GError **error)
{
  g_autoptr (GString) json = NULL;

  if (!_leren_store_row_is_sound (self, row, error))
    return NULL;
  json = g_string_new (NULL);
  _leren_row_write (row, json);
  return _leren_unknown_record_from_json (row->declaration->name, json->str, json->len, error);
}

static LerenRecord *
known_from_row (LerenStore *self, const LerenRow *row, GError **error)
{
  LerenRecord *record;

  if (_leren_declaration_is_at_home (row->declaration))
    return _leren_store_row_is_sound (self, row, error) ? _leren_record_new_from_row (row, error)
                                                        : NULL;
  record = unknown_from_row (self, row, error);
  if (record != NULL)
    _leren_unknown_record_postpone (record);
  return record;
}

static LerenRecord *
record_from_row (LerenStore *self, const LerenRow *row, GError **error)
{
  const LerenDeclaration *declaration = row->declaration;

  if (declaration->object_type == 0)
    declaration = leren_declaration_lookup (declaration->name);
  if (declaration != NULL && declaration->object_type != 0)
    {
      g_autofree LerenCell *cells = g_new0 (LerenCell, declaration->n_fields);
      LerenRow fitted = { .cells = cells };

      if (declaration == row->declaration)
        return known_from_row (self, row, error);
      if (fit_class (row, declaration, &fitted))
        return known_from_row (self, &fitted, error);
    }
  return unknown_from_row (self, row, error);
}

void
_leren_store_set_read (LerenStore *self, LerenRecord *record, gint64 revision)
{
  _leren_record_set_place (record, self->place);
  _leren_record_set_revision (record, self->place, revision,
                              self->first_noted > 0 && revision >= self->first_noted ? self->fate
                                                                                     : NULL);
}

LerenRecord *
_leren_store_record_from_row (LerenStore *self, const LerenRow *row, GError **error)
{
  LerenRecord *record = record_from_row (self, row, error);

  if (record != NULL)
    _leren_store_set_read (self, record, row->revision);
  return record;
}
