/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-rows-private.h"

#include <string.h>

gsize
_leren_vector_element_size (LerenVectorKind kind)
{
  switch (kind)
    {
    case LEREN_VECTOR_CODES:
    case LEREN_VECTOR_CODE_LIST:
    case LEREN_VECTOR_PRESENCE:
      return 1;
    case LEREN_VECTOR_WORDS:
    case LEREN_VECTOR_DATES:
    case LEREN_VECTOR_REFERENCE:
    case LEREN_VECTOR_REFERENCE_ANY:
    case LEREN_VECTOR_REFERENCE_LIST:
    case LEREN_VECTOR_WORD_LIST:
    case LEREN_VECTOR_EXPERTISE:
      return 4;
    case LEREN_VECTOR_NUMBERS:
    case LEREN_VECTOR_INTEGERS:
    case LEREN_VECTOR_TIMES:
      return 8;
    case LEREN_VECTOR_NONE:
      break;
    }
  g_assert_not_reached ();
}

gboolean
_leren_vector_is_list (LerenVectorKind kind)
{
  return kind == LEREN_VECTOR_CODE_LIST || kind == LEREN_VECTOR_REFERENCE_LIST ||
         kind == LEREN_VECTOR_WORD_LIST || kind == LEREN_VECTOR_EXPERTISE;
}

char *
_leren_rows_dup_id (const LerenRows *self, guint32 row)
{
  gsize length;
  const char *id = _leren_rows_id (self, row, &length);

  return g_strndup (id, length);
}

gint32
_leren_rows_find (const LerenRows *self, const char *id)
{
  gsize length = strlen (id), other_length;

  if (self->ids.slots != NULL)
    return _leren_ids_find (&self->ids, id, length, _leren_id_hash (id, length));
  for (guint32 row = 0; row < self->n_rows; row++)
    {
      const char *other = _leren_rows_id (self, row, &other_length);
      if (length == other_length && memcmp (id, other, length) == 0)
        return row;
    }
  return -1;
}

const LerenVector *
_leren_rows_get_vector (const LerenRows *self, const char *member)
{
  static const LerenVector none = { 0 };
  const LerenField *field;

  if (self->declaration == NULL)
    return &none;
  field = _leren_declaration_find (self->declaration, member, strlen (member));
  g_return_val_if_fail (field != NULL, &none);
  g_return_val_if_fail (self->vectors[field->index].kind != LEREN_VECTOR_NONE, &none);
  return &self->vectors[field->index];
}

const guint8 *
_leren_rows_get_codes (const LerenRows *self, const char *member)
{
  const LerenVector *vector = _leren_rows_get_vector (self, member);

  g_return_val_if_fail (vector->kind == LEREN_VECTOR_NONE || vector->kind == LEREN_VECTOR_CODES ||
                          vector->kind == LEREN_VECTOR_PRESENCE,
                        NULL);
  return vector->codes;
}

const gint32 *
_leren_rows_get_references (const LerenRows *self, const char *member)
{
  const LerenVector *vector = _leren_rows_get_vector (self, member);

  g_return_val_if_fail (vector->kind == LEREN_VECTOR_NONE || vector->kind == LEREN_VECTOR_REFERENCE,
                        NULL);
  return vector->rows;
}

const gint32 *
_leren_rows_find_references (const LerenRows *self, const char *member)
{
  const LerenField *field = _leren_declaration_find (self->declaration, member, strlen (member));

  return field != NULL && self->vectors[field->index].kind == LEREN_VECTOR_REFERENCE
           ? self->vectors[field->index].rows
           : NULL;
}

const double *
_leren_rows_get_numbers (const LerenRows *self, const char *member)
{
  const LerenVector *vector = _leren_rows_get_vector (self, member);

  g_return_val_if_fail (vector->kind == LEREN_VECTOR_NONE || vector->kind == LEREN_VECTOR_NUMBERS,
                        NULL);
  return vector->numbers;
}

const gint32 *
_leren_rows_get_dates (const LerenRows *self, const char *member)
{
  const LerenVector *vector = _leren_rows_get_vector (self, member);

  g_return_val_if_fail (vector->kind == LEREN_VECTOR_NONE || vector->kind == LEREN_VECTOR_DATES,
                        NULL);
  return vector->days;
}

guint8
_leren_rows_code_of (const LerenRows *self, const char *member, const char *word)
{
  const LerenField *field;

  if (self->declaration == NULL)
    return 0;
  field = _leren_declaration_find (self->declaration, member, strlen (member));
  g_return_val_if_fail (field != NULL, 0);
  return _leren_field_find_word (field, word, strlen (word)) + 1;
}

void
_leren_rows_clear (LerenRows *self)
{
  for (guint i = 0; self->vectors != NULL && i < self->declaration->n_fields; i++)
    {
      g_free (self->vectors[i].data);
      g_free (self->vectors[i].types);
      g_free (self->vectors[i].depths);
      g_free (self->vectors[i].offsets);
      g_clear_pointer (&self->vectors[i].dictionary, g_ptr_array_unref);
    }
  g_clear_pointer (&self->vectors, g_free);
  g_clear_pointer (&self->rowids, g_free);
  g_clear_pointer (&self->sights, g_free);
  g_clear_pointer (&self->moments, g_free);
  g_clear_pointer (&self->in_scope, g_free);
  for (guint i = 0; i < LEREN_BELONGS_N; i++)
    g_clear_pointer (&self->belongs[i], g_free);
  _leren_ids_clear (&self->ids);
}
