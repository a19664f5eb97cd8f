/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-postgres-internal-private.h"

#include <string.h>

static gint64
read_integer (const char *value, int length)
{
  guint64 bits = (guint8) value[0] & 0x80 ? G_MAXUINT64 : 0;

  for (int i = 0; i < length; i++)
    bits = bits << 8 | (guint8) value[i];
  return (gint64) bits;
}

gboolean
_leren_postgres_read_cell (Oid type, const char *value, int length, LerenCell *cell)
{
  guint64 bits;

  cell->kind = LEREN_CELL_ABSENT;
  if (value == NULL)
    return TRUE;
  switch (type)
    {
    case LEREN_OID_TEXT:
    case LEREN_OID_VARCHAR:
    case LEREN_OID_NAME:
      cell->kind = LEREN_CELL_TEXT;
      cell->text = value;
      cell->length = length;
      return TRUE;
    case LEREN_OID_BOOL:
      cell->kind = LEREN_CELL_INTEGER;
      cell->integer = *value;
      return TRUE;
    case LEREN_OID_INT2:
    case LEREN_OID_INT4:
    case LEREN_OID_INT8:
      cell->kind = LEREN_CELL_INTEGER;
      cell->integer = read_integer (value, length);
      return TRUE;
    case LEREN_OID_FLOAT8:
      memcpy (&bits, value, sizeof bits);
      bits = GUINT64_FROM_BE (bits);
      cell->kind = LEREN_CELL_REAL;
      memcpy (&cell->real, &bits, sizeof bits);
      return TRUE;
    default:
      return FALSE;
    }
}
