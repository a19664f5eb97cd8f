/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-record-private.h"
#include "core/leren-unknown-record-private.h"

#include <glib/gi18n-lib.h>

/**
 * leren_record_to_json:
 * @self: a record
 * @error: return location for a #GError
 *
 * Writes the record as a JSON object on one line, as `interchange.md` has it. What is
 * absent is left out.
 *
 * Returns: (transfer full): the JSON, or %NULL with an error where a value cannot be
 *   written (text that is not UTF-8, a day that does not exist)
 *
 * Since: 0.1
 */
char *
leren_record_to_json (LerenRecord *self, GError **error)
{
  g_autoptr (LerenArena) arena = _leren_arena_new ();
  const LerenDeclaration *declaration;
  g_autofree LerenCell *cells = NULL;
  LerenRow row = { 0 };
  GString *json;

  g_return_val_if_fail (LEREN_IS_RECORD (self), NULL);

  if (LEREN_IS_UNKNOWN_RECORD (self))
    return g_strdup (leren_unknown_record_get_json (LEREN_UNKNOWN_RECORD (self)));

  declaration = _leren_declaration_for_type (G_OBJECT_TYPE (self), error);
  if (declaration == NULL)
    return NULL;
  leren_record_get_id (self);
  cells = g_new0 (LerenCell, declaration->n_fields);
  row.cells = cells;
  if (!_leren_record_to_row (self, &row, arena, error))
    return NULL;
  json = g_string_new (NULL);
  _leren_row_write (&row, json);
  return g_string_free (json, FALSE);
}

static const LerenJsonToken *
find_text_member (const LerenJsonToken *tokens, const char *name)
{
  for (guint32 i = 1; i < tokens[0].end; i = tokens[i + 1].end)
    if (tokens[i].length == strlen (name) && memcmp (tokens[i].text, name, tokens[i].length) == 0)
      return tokens[i + 1].kind == LEREN_JSON_STRING ? &tokens[i + 1] : NULL;
  return NULL;
}

/**
 * leren_record_from_json:
 * @json: a JSON object, as `interchange.md` has records
 * @length: its length in bytes, or -1 if it ends with a NUL
 * @error: return location for a #GError
 *
 * Makes a record out of JSON, read strictly. Unknown members are kept, and so is a record of a
 * type that is not known (as a #LerenUnknownRecord).
 *
 * Returns: (transfer full): the record, or %NULL with an error of #LEREN_ERROR that names the member
 *
 * Since: 0.1
 */
LerenRecord *
leren_record_from_json (const char *json, gssize length, GError **error)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  g_autoptr (LerenArena) arena = _leren_arena_new ();
  const LerenJsonToken *tokens, *type;
  g_autofree char *type_name = NULL;
  g_autofree LerenCell *cells = NULL;
  LerenRow row = { 0 };
  guint32 n_tokens;

  g_return_val_if_fail (json != NULL, NULL);

  if (length < 0)
    length = strlen (json);
  tokens = _leren_json_reader_parse (reader, json, length, 1, &n_tokens, error);
  if (tokens == NULL)
    return NULL;
  type = tokens[0].kind == LEREN_JSON_OBJECT ? find_text_member (tokens, "type") : NULL;
  if (type == NULL)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_MISSING,
                   _ ("member “type” is missing or no text; a record says which type it is"));
      return NULL;
    }
  type_name = g_strndup (type->text, type->length);
  row.declaration = leren_declaration_lookup (type_name);
  if (row.declaration == NULL || row.declaration->object_type == 0 ||
      !_leren_declaration_is_at_home (row.declaration))
    return _leren_unknown_record_new (type_name, tokens, error);
  cells = g_new0 (LerenCell, row.declaration->n_fields);
  row.cells = cells;
  if (!_leren_row_read (&row, tokens, arena, error))
    return NULL;
  return _leren_record_new_from_row (&row, error);
}

/**
 * leren_record_equal:
 * @self: a record
 * @other: another record
 *
 * Whether two records say the same: the same type, and the same members with the same values.
 *
 * Returns: %TRUE if they do
 *
 * Since: 0.1
 */
gboolean
leren_record_equal (LerenRecord *self, LerenRecord *other)
{
  g_autofree char *mine = NULL;
  g_autofree char *theirs = NULL;

  g_return_val_if_fail (LEREN_IS_RECORD (self), FALSE);
  g_return_val_if_fail (LEREN_IS_RECORD (other), FALSE);

  mine = leren_record_to_json (self, NULL);
  theirs = leren_record_to_json (other, NULL);
  return mine != NULL && g_strcmp0 (mine, theirs) == 0;
}

/**
 * leren_record_copy:
 * @self: a record
 *
 * Makes a record that says the same, its id included, and goes on from the same state of a store.
 *
 * Returns: (nullable) (transfer full): the copy, or %NULL where the record is not valid enough to be written
 *
 * Since: 0.1
 */
LerenRecord *
leren_record_copy (LerenRecord *self)
{
  g_autofree char *json = NULL;
  LerenRecord *copy;

  g_return_val_if_fail (LEREN_IS_RECORD (self), NULL);

  json = leren_record_to_json (self, NULL);
  copy = json != NULL ? leren_record_from_json (json, -1, NULL) : NULL;
  if (copy != NULL)
    {
      _leren_record_set_place (copy, _leren_record_get_place (self));
      _leren_record_copy_revision (copy, self);
    }
  return copy;
}
