/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-json-reader-private.h"

#include <math.h>
#include <string.h>

/* Far beyond what the digits of any text could make up for, and far from overflow */
#define MAX_EXPONENT (G_GINT64_CONSTANT (1) << 48)

typedef struct {
  gboolean negative;
  const char *whole;
  gsize n_whole;
  const char *fraction;
  gsize n_fraction;
  gint64 exponent;
} Number;

static gsize
count_digits (const char *text, const char *end)
{
  gsize n = 0;

  while (text + n < end && g_ascii_isdigit (text[n]))
    n++;
  return n;
}

/* The grammar of RFC 8259, section 6, so that nothing else reaches strtod(), which takes more */
static gboolean
take_apart (const char *text, gsize length, Number *number)
{
  const char *end = text + length;

  *number = (Number){ 0 };
  if (text < end && *text == '-')
    {
      number->negative = TRUE;
      text++;
    }
  number->whole = text;
  number->n_whole = count_digits (text, end);
  if (number->n_whole == 0 || (*text == '0' && number->n_whole > 1))
    return FALSE;
  text += number->n_whole;

  if (text < end && *text == '.')
    {
      number->fraction = ++text;
      number->n_fraction = count_digits (text, end);
      if (number->n_fraction == 0)
        return FALSE;
      text += number->n_fraction;
    }
  if (text < end && (*text == 'e' || *text == 'E'))
    {
      gboolean negative = FALSE;
      gsize n_digits;

      text++;
      if (text < end && (*text == '+' || *text == '-'))
        negative = *text++ == '-';
      n_digits = count_digits (text, end);
      if (n_digits == 0)
        return FALSE;
      for (; n_digits > 0; n_digits--, text++)
        number->exponent = MIN (10 * number->exponent + (*text - '0'), MAX_EXPONENT);
      if (negative)
        number->exponent = -number->exponent;
    }
  return text == end;
}

static guint
digit_at (const Number *number, gsize i)
{
  return (i < number->n_whole ? number->whole[i] : number->fraction[i - number->n_whole]) - '0';
}

gboolean
_leren_json_number_to_int64 (const char *text, gsize length, gint64 *out)
{
  Number number;
  gsize first, after; /* the digits that are not zeros at either side */
  gint64 point;       /* before which digit the point stands, with the exponent applied */
  guint64 value = 0;
  guint64 largest;

  if (!take_apart (text, length, &number))
    return FALSE;

  after = number.n_whole + number.n_fraction;
  for (first = 0; first < after && digit_at (&number, first) == 0;)
    first++;
  while (after > first && digit_at (&number, after - 1) == 0)
    after--;
  if (first == after)
    {
      *out = 0;
      return TRUE;
    }

  point = (gint64) number.n_whole + number.exponent;
  /* a digit after the point, or more than 19 before it */
  if (point < (gint64) after || point - (gint64) first > 19)
    return FALSE;

  /* nineteen digits fit in 64 bits without a sign */
  for (gint64 i = first; i < point; i++)
    value = 10 * value + (i < (gint64) after ? digit_at (&number, i) : 0);

  largest = (guint64) G_MAXINT64 + (number.negative ? 1 : 0);
  if (value > largest)
    return FALSE;
  *out = number.negative ? (gint64) (0 - value) : (gint64) value;
  return TRUE;
}

gboolean
_leren_json_number_to_double (const char *text, gsize length, double *out)
{
  char copy[64];
  g_autofree char *long_copy = NULL;
  const char *terminated = copy;
  Number number;
  double value;

  if (!take_apart (text, length, &number))
    return FALSE;
  if (length < sizeof copy)
    {
      memcpy (copy, text, length);
      copy[length] = '\0';
    }
  else
    {
      terminated = long_copy = g_strndup (text, length);
    }
  value = g_ascii_strtod (terminated, NULL);
  if (!isfinite (value))
    return FALSE;
  *out = value;
  return TRUE;
}
