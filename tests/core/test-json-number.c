/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-json-reader-private.h"

#include <string.h>

static const struct {
  const char *text;
  gboolean integer;
  gint64 value;
} integers[] = {
  { "0", TRUE, 0 },
  { "-0", TRUE, 0 },
  { "0.0", TRUE, 0 },
  { "0e999999999999999999999", TRUE, 0 },
  { "4", TRUE, 4 },
  { "4.0", TRUE, 4 },
  { "4e0", TRUE, 4 },
  { "1e3", TRUE, 1000 },
  { "1E+3", TRUE, 1000 },
  { "1000e-3", TRUE, 1 },
  { "1.5e1", TRUE, 15 },
  { "1.50e1", TRUE, 15 },
  { "0.001e3", TRUE, 1 },
  { "-120e-1", TRUE, -12 },
  { "1e18", TRUE, G_GINT64_CONSTANT (1000000000000000000) },
  { "9223372036854775807", TRUE, G_MAXINT64 },
  { "-9223372036854775808", TRUE, G_MININT64 },
  { "9223372036854775807.000", TRUE, G_MAXINT64 },
  { "922337203685477580.7e1", TRUE, G_MAXINT64 },
  { "-92233720368547758080e-1", TRUE, G_MININT64 },
  { "9007199254740993", TRUE, 9007199254740993 },
  { "9223372036854775808", FALSE, 0 },
  { "-9223372036854775809", FALSE, 0 },
  { "1e19", FALSE, 0 },
  { "99999999999999999999", FALSE, 0 },
  { "18446744073709551615", FALSE, 0 },
  { "1.5", FALSE, 0 },
  { "1e-1", FALSE, 0 },
  { "4.0000000000000000000000000000001", FALSE, 0 },
  { "1e400", FALSE, 0 },
  { "1e999999999999999999999", FALSE, 0 },
  { "1e-999999999999999999999", FALSE, 0 },
  { "12e-9223372036854775808", FALSE, 0 },
  { "", FALSE, 0 },
  { "-", FALSE, 0 },
  { "01", FALSE, 0 },
  { "1.", FALSE, 0 },
  { ".5", FALSE, 0 },
  { "1e", FALSE, 0 },
  { "1e+", FALSE, 0 },
  { "+1", FALSE, 0 },
  { " 1", FALSE, 0 },
  { "1 ", FALSE, 0 },
  { "0x10", FALSE, 0 },
  { "a", FALSE, 0 },
};

static void
test_integers (void)
{
  g_autoptr (GString) huge = g_string_new ("0.");
  gint64 value;

  for (guint i = 0; i < G_N_ELEMENTS (integers); i++)
    {
      gboolean integer;

      g_test_message ("%s", integers[i].text);
      integer = _leren_json_number_to_int64 (integers[i].text, strlen (integers[i].text), &value);
      g_assert_cmpint (integer, ==, integers[i].integer);
      if (integers[i].integer)
        g_assert_cmpint (value, ==, integers[i].value);
    }
  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (huge, '0');
  g_string_append (huge, "7e1000001");
  g_assert_true (_leren_json_number_to_int64 (huge->str, huge->len, &value));
  g_assert_cmpint (value, ==, 7);
}

static void
test_doubles (void)
{
  static const char *const fits[] = {
    "0",
    "-0",
    "1.5",
    "1e308",
    "1.7976931348623157e308",
    "5e-324",
    "1e-400",
    "0.100000000000000005551115123125782702118158340454101562500000000000000000000000000",
  };
  static const char *const not [] = {
    "1e400", "-1e400", "1.8e308", "inf", "nan", "0x1", "1e", "", "+1", "1 ",
  };
  double value;

  for (guint i = 0; i < G_N_ELEMENTS (fits); i++)
    {
      g_assert_true (_leren_json_number_to_double (fits[i], strlen (fits[i]), &value));
      g_assert_cmpfloat (value, ==, g_ascii_strtod (fits[i], NULL));
    }
  for (guint i = 0; i < G_N_ELEMENTS (not ); i++)
    g_assert_false (_leren_json_number_to_double (not [i], strlen (not [i]), &value));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-number/integers", test_integers);
  g_test_add_func ("/json-number/doubles", test_doubles);
  return g_test_run ();
}
