/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-declaration-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
kind_of_pspec (GParamSpec *pspec, LerenFieldKind *kind)
{
  GType type = G_PARAM_SPEC_VALUE_TYPE (pspec);

  switch (G_TYPE_FUNDAMENTAL (type))
    {
    case G_TYPE_STRING:
      *kind = LEREN_FIELD_KIND_TEXT;
      return TRUE;
    case G_TYPE_BOOLEAN:
      *kind = LEREN_FIELD_KIND_BOOLEAN;
      return TRUE;
    case G_TYPE_CHAR:
    case G_TYPE_UCHAR:
    case G_TYPE_INT:
    case G_TYPE_UINT:
    case G_TYPE_LONG:
    case G_TYPE_ULONG:
    case G_TYPE_INT64:
    case G_TYPE_UINT64:
      *kind = LEREN_FIELD_KIND_INTEGER;
      return TRUE;
    case G_TYPE_FLOAT:
    case G_TYPE_DOUBLE:
      *kind = LEREN_FIELD_KIND_NUMBER;
      return TRUE;
    case G_TYPE_ENUM:
      *kind = LEREN_FIELD_KIND_ENUM;
      return TRUE;
    case G_TYPE_BOXED:
      if (type == G_TYPE_STRV)
        *kind = LEREN_FIELD_KIND_TEXTS;
      else if (type == G_TYPE_DATE_TIME)
        *kind = LEREN_FIELD_KIND_TIME;
      else if (type == G_TYPE_DATE)
        *kind = LEREN_FIELD_KIND_DATE;
      else
        return FALSE;
      return TRUE;
    default:
      return FALSE;
    }
}

static const char *const *
nicks_of (GType type)
{
  GEnumClass *class = g_type_class_ref (type);
  const char **nicks = g_new0 (const char *, class->n_values + 1);

  for (guint i = 0; i < class->n_values; i++)
    nicks[i] = class->values[i].value_nick;
  return nicks;
}

/* The bounds of a property are those of its member: GObject would change a value without a word.
 * Those that a double does not hold exactly are as wide as the type, and need no saying. */
static void
bounds_of_pspec (GParamSpec *pspec, double *minimum, double *maximum)
{
#define BOUNDS(kind, KIND)                                                                         \
  if (G_IS_PARAM_SPEC_##KIND (pspec))                                                              \
    {                                                                                              \
      *minimum = ((GParamSpec##kind *) pspec)->minimum;                                            \
      *maximum = ((GParamSpec##kind *) pspec)->maximum;                                            \
    }
  BOUNDS (Char, CHAR)
  BOUNDS (UChar, UCHAR)
  BOUNDS (Int, INT)
  BOUNDS (UInt, UINT)
  BOUNDS (Long, LONG)
  BOUNDS (ULong, ULONG)
  BOUNDS (Int64, INT64)
  BOUNDS (UInt64, UINT64)
  BOUNDS (Float, FLOAT)
  BOUNDS (Double, DOUBLE)
#undef BOUNDS
  if (*minimum <= -G_MAXDOUBLE || *minimum <= (double) G_MININT64)
    *minimum = NAN;
  if (*maximum >= G_MAXDOUBLE || *maximum >= (double) G_MAXINT64)
    *maximum = NAN;
}

/* Every record has these members already; "type" says which type it is. */
static gboolean
is_taken (const char *name)
{
  for (guint i = 0; i < LEREN_RECORD_N_FIELDS; i++)
    if (g_str_equal (_leren_record_fields[i].name, name))
      return TRUE;
  return g_str_equal (name, "type");
}

gboolean
_leren_field_from_pspec (LerenField *self, GParamSpec *pspec, GError **error)
{
  char *name;

  if (!kind_of_pspec (pspec, &self->kind))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
                   _ ("property “%s” has the type %s, which cannot be kept in a record; use text, "
                      "a number, a boolean, an enum, a list of texts, a date or a time"),
                   pspec->name, g_type_name (G_PARAM_SPEC_VALUE_TYPE (pspec)));
      return FALSE;
    }
  name = g_strdup (pspec->name);
  g_strdelimit (name, "-", '_');
  if (is_taken (name))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
                   _ ("property “%s” has the name of a member that every record has; give it "
                      "another"),
                   pspec->name);
      g_free (name);
      return FALSE;
    }
  self->name = name;
  self->property = g_strdup (pspec->name);
  self->doc = g_param_spec_get_blurb (pspec);
  if (self->doc != NULL && *self->doc == '\0')
    self->doc = NULL;
  self->pspec = pspec;
  self->minimum = self->maximum = NAN;
  bounds_of_pspec (pspec, &self->minimum, &self->maximum);
  if (self->kind == LEREN_FIELD_KIND_ENUM)
    self->words = nicks_of (G_PARAM_SPEC_VALUE_TYPE (pspec));
  return TRUE;
}
