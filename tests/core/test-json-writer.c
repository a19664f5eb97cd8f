/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-json-reader-private.h"
#include "core/leren-json-writer-private.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <string.h>

static void
test_string (void)
{
  static const struct {
    const char *text;
    gssize length;
    const char *written;
  } cases[] = {
    { "", -1, "\"\"" },
    { "plain", -1, "\"plain\"" },
    { "plain", 2, "\"pl\"" },
    { "\"a\\b/", -1, "\"\\\"a\\\\b/\"" },
    { "\b\f\n\r\t", -1, "\"\\b\\f\\n\\r\\t\"" },
    { "\x01\x1f\x7f", -1, "\"\\u0001\\u001f\x7f\"" },
    { "a\0b", 3, "\"a\\u0000b\"" },
    { "é€😹\xe2\x80\xa8", -1, "\"é€😹\xe2\x80\xa8\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new ("");
      g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
      const LerenJsonToken *token;
      guint32 n_tokens;

      _leren_json_append_string (out, cases[i].text, cases[i].length);
      g_assert_cmpstr (out->str, ==, cases[i].written);
      token = _leren_json_reader_parse (reader, out->str, out->len, 1, &n_tokens, NULL);
      g_assert_cmpmem (token->text, token->length, cases[i].text,
                       cases[i].length < 0 ? strlen (cases[i].text) : (gsize) cases[i].length);
    }
}

static char *
write_double (double value)
{
  GString *out = g_string_new (NULL);

  _leren_json_append_double (out, value);
  return g_string_free (out, FALSE);
}

static void
test_double (void)
{
  static const struct {
    double value;
    const char *written;
  } cases[] = {
    { 0, "0" },
    { -0.0, "-0" },
    { 1, "1" },
    { -10, "-10" },
    { 0.1, "0.1" },
    { -2.5, "-2.5" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 1.0 / 3, "0.3333333333333333" },
    { 100000, "100000" },
    { 1e15, "1000000000000000" },
    { 9007199254740991, "9007199254740991" },
    { 9007199254740992, "9007199254740992" },
    { 9007199254740994, "9007199254740994" },
    { 1e20, "1e20" },
    { 1.5e300, "1.5e300" },
    { 1e-5, "1e-5" },
    { -1.25e-10, "-1.25e-10" },
    { 1e100, "1e100" },
    { DBL_MAX, "1.7976931348623157e308" },
    { DBL_MIN, "2.2250738585072014e-308" },
    { 5e-324, "5e-324" },
    { 1.5e-320, "1.5e-320" },
    { NAN, "null" },
    { INFINITY, "null" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *written = write_double (cases[i].value);

      g_assert_cmpstr (written, ==, cases[i].written);
    }
}

static void
test_double_round_trip (void)
{
  for (guint i = 0; i < 100000; i++)
    {
      union {
        guint64 bits;
        double value;
      } number = { .bits = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int () };
      g_autofree char *written = NULL;
      double back;

      if (!isfinite (number.value))
        continue;
      written = write_double (number.value);
      g_assert_true (_leren_json_number_to_double (written, strlen (written), &back));
      g_assert_cmpfloat (back, ==, number.value);
    }
}

static void
test_double_in_a_locale (void)
{
  g_autofree char *before = g_strdup (setlocale (LC_ALL, NULL));
  g_autofree char *written = NULL;

  if (setlocale (LC_ALL, "nl_NL.UTF-8") == NULL && setlocale (LC_ALL, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("no locale with a decimal comma is installed");
      return;
    }
  written = write_double (1234567.5);
  setlocale (LC_ALL, before);
  g_assert_cmpstr (written, ==, "1234567.5");
}

static void
test_structure (void)
{
  g_autoptr (GString) out = g_string_new ("{");

  _leren_json_append_name (out, "a");
  _leren_json_append_int64 (out, G_MININT64);
  _leren_json_append_name (out, "b\"");
  g_string_append_c (out, '{');
  _leren_json_append_name (out, "{");
  _leren_json_append_string (out, "[", -1);
  _leren_json_append_name (out, "c");
  _leren_json_append_int64 (out, G_MAXINT64);
  g_string_append (out, "}}");
  g_assert_cmpstr (out->str, ==,
                   "{\"a\":-9223372036854775808,"
                   "\"b\\\"\":{\"{\":\"[\",\"c\":9223372036854775807}}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-writer/string", test_string);
  g_test_add_func ("/json-writer/double", test_double);
  g_test_add_func ("/json-writer/double/round-trip", test_double_round_trip);
  g_test_add_func ("/json-writer/double/locale", test_double_in_a_locale);
  g_test_add_func ("/json-writer/structure", test_structure);
  return g_test_run ();
}
