/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-judged-private.h"

#include "core/leren-json-writer-private.h"

#include <math.h>
#include <string.h>

static void
clear_value (gpointer data)
{
  g_free (((LerenValue *) data)->text);
}

LerenJudged *
_leren_judged_new (void)
{
  LerenJudged *self = g_new0 (LerenJudged, 1);

  g_atomic_ref_count_init (&self->references);
  _leren_names_init (&self->units);
  _leren_names_init (&self->coders);
  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->values = g_array_new (FALSE, TRUE, sizeof (LerenValue));
  g_array_set_clear_func (self->values, clear_value);
  self->value_index = g_hash_table_new (g_str_hash, g_str_equal);
  self->scale = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->lines = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

LerenJudged *
_leren_judged_ref (LerenJudged *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
_leren_judged_unref (LerenJudged *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  _leren_names_clear (&self->units);
  _leren_names_clear (&self->coders);
  g_hash_table_unref (self->value_index);
  g_ptr_array_unref (self->columns);
  g_array_unref (self->values);
  g_array_unref (self->scale);
  g_array_unref (self->lines);
  g_free (self->source);
  g_free (self);
}

LerenJudged *
_leren_judged_make_own (LerenJudged *self)
{
  LerenJudged *copy;

  if (g_atomic_ref_count_compare (&self->references, 1))
    return self;
  copy = _leren_judged_new ();
  for (guint i = 0; i < _leren_judged_n_units (self); i++)
    _leren_judged_add_unit (copy, _leren_judged_unit (self, i));
  for (guint i = 0; i < self->values->len; i++)
    {
      const LerenValue *value = _leren_judged_value (self, i);

      _leren_judged_add_value (copy, value->text, value->several);
      _leren_judged_value (copy, i)->n_uses = value->n_uses;
    }
  for (guint i = 0; i < _leren_judged_n_coders (self); i++)
    {
      const GArray *column = g_ptr_array_index (self->columns, i);

      _leren_judged_add_coder (copy, _leren_judged_coder (self, i));
      g_array_append_vals (g_ptr_array_index (copy->columns, i), column->data, column->len);
    }
  g_array_append_vals (copy->scale, self->scale->data, self->scale->len);
  g_array_append_vals (copy->lines, self->lines->data, self->lines->len);
  copy->ordered = self->ordered;
  copy->source = g_strdup (self->source);
  copy->first_field = self->first_field;
  _leren_judged_unref (self);
  return copy;
}

guint32
_leren_judged_add_unit (LerenJudged *self, const char *name)
{
  return _leren_names_add (&self->units, name);
}

guint32
_leren_judged_add_coder (LerenJudged *self, const char *name)
{
  const guint32 coder = _leren_names_add (&self->coders, name);

  if (coder == self->columns->len)
    g_ptr_array_add (self->columns, g_array_new (FALSE, TRUE, sizeof (guint32)));
  return coder;
}

/* A decimal number and nothing else: no hexadecimals, no words. NAN where it is none. */
static double
read_number (const char *text)
{
  char *end;
  double number;

  if (*text == '\0' || text[strspn (text, "0123456789+-.eE")] != '\0')
    return NAN;
  number = g_ascii_strtod (text, &end);
  return *end == '\0' && isfinite (number) ? number : NAN;
}

guint32
_leren_judged_add_value (LerenJudged *self, const char *text, gboolean several)
{
  LerenValue value = { .number = NAN, .several = several };
  gpointer place;

  if (g_hash_table_lookup_extended (self->value_index, text, NULL, &place))
    return GPOINTER_TO_UINT (place);
  value.text = g_strdup (text);
  if (!several)
    value.number = read_number (text);
  g_array_append_val (self->values, value);
  g_hash_table_insert (self->value_index, value.text, GUINT_TO_POINTER (self->values->len - 1));
  return self->values->len - 1;
}

guint32
_leren_judged_add_number (LerenJudged *self, double number)
{
  g_autoptr (GString) text = g_string_new (NULL);

  /* there is one zero */
  _leren_json_append_double (text, number == 0 ? 0 : number);
  return _leren_judged_add_value (self, text->str, FALSE);
}

void
_leren_judged_set (LerenJudged *self, guint32 unit, guint32 coder, guint32 code)
{
  GArray *column = g_ptr_array_index (self->columns, coder);
  guint32 *cell;

  if (column->len <= unit)
    g_array_set_size (column, unit + 1);
  cell = &g_array_index (column, guint32, unit);
  if (*cell != 0)
    _leren_judged_value (self, *cell - 1)->n_uses--;
  if (code != 0)
    _leren_judged_value (self, code - 1)->n_uses++;
  *cell = code;
}

guint32
_leren_judged_get (const LerenJudged *self, guint32 unit, guint32 coder)
{
  const GArray *column = g_ptr_array_index (self->columns, coder);

  return unit < column->len ? g_array_index (column, guint32, unit) : 0;
}

void
_leren_judged_fill (LerenJudged *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      GArray *column = g_ptr_array_index (self->columns, i);

      if (column->len < _leren_judged_n_units (self))
        g_array_set_size (column, _leren_judged_n_units (self));
    }
}
