/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-time-private.h"

#include <string.h>

static const struct {
  const char *text;
  gint64 microseconds;
} times[] = {
  /* worked out by Python's datetime */
  { "1970-01-01T00:00:00Z", 0 },
  { "2015-03-01T14:00:00+01:00", 1425214800000000 },
  { "2015-03-01T14:00:00.5+01:00", 1425214800500000 },
  { "2016-02-29T23:59:59Z", 1456790399000000 },
  { "2000-02-29T00:00:00Z", 951782400000000 },
  { "1600-12-31T00:00:00+00:00", -11644560000000000 },
  { "1969-12-31T23:59:59.999999Z", -1 },
  { "0001-01-01T00:00:00+00:00", -62135596800000000 },
  { "9999-12-31T23:59:59.999999+00:00", 253402300799999999 },
  /* the examples of RFC 3339, section 5.8 */
  { "1985-04-12T23:20:50.52Z", 482196050520000 },
  { "1996-12-19T16:39:57-08:00", 851042397000000 },
  { "1990-12-31T23:59:60Z", 662688000000000 },
  { "1990-12-31T15:59:60-08:00", 662688000000000 },
  { "1937-01-01T12:00:27.87+00:20", -1041337172130000 },
  /* offsets of all kinds; one that is not known is UTC (4.3) */
  { "1970-01-01T00:00:00-00:00", 0 },
  { "1970-01-01T23:59:00+23:59", 0 },
  { "1969-12-31T00:01:00-23:59", 0 },
  { "2015-03-01T00:30:00+05:45", 1425149100000000 },
  /* both cases of the letters (5.6) */
  { "1970-01-01t00:00:01z", 1000000 },
  /* as many decimals as anybody likes: microseconds are kept */
  { "1970-01-01T00:00:00.000001Z", 1 },
  { "1970-01-01T00:00:00.0000019999999999999999999999Z", 1 },
  { "1970-01-01T00:00:00.10Z", 100000 },
};

static const char *const no_times[] = {
  "",
  "2015-03-01",
  "2015-03-01T14:00:00",
  "2015-03-01T14:00Z",
  "2015-03-01 14:00:00Z",
  "2015-03-01T14:00:00 +01:00",
  "2015-03-01T14:00:00+0100",
  "2015-03-01T14:00:00+01",
  "2015-03-01T14:00:00+1:00",
  "2015-03-01T14:00:00+24:00",
  "2015-03-01T14:00:00+01:60",
  "2015-03-01T14:00:00+01:00Z",
  "2015-03-01T14:00:00Z ",
  " 2015-03-01T14:00:00Z",
  "2015-03-01T14:00:00.Z",
  "2015-03-01T14:00:00,5Z",
  "2015-03-01T14:00:00.5",
  "2015-03-01T24:00:00Z",
  "2015-03-01T14:60:00Z",
  "2015-03-01T14:00:61Z",
  "2015-02-29T00:00:00Z",
  "2015-13-01T00:00:00Z",
  "2015-00-01T00:00:00Z",
  "2015-01-00T00:00:00Z",
  "2015-04-31T00:00:00Z",
  "0000-01-01T00:00:00Z",
  "20150301T140000Z",
  "2015-060T00:00:00Z",
  "2015-W09-7T00:00:00Z",
  "+2015-03-01T00:00:00Z",
  "12015-03-01T00:00:00Z",
  "15-03-01T00:00:00Z",
  "2015-3-1T00:00:00Z",
  "2015-03-01T-1:00:00Z",
  "2015-03-01T00:00:+1Z",
  "２０１５-03-01T00:00:00Z",
};

static const struct {
  const char *text;
  gint32 days;
} dates[] = {
  { "1970-01-01", 0 },       { "1969-12-31", -1 },    { "1972-02-29", 789 },
  { "2000-02-29", 11016 },   { "2015-03-01", 16495 }, { "0001-01-01", -719162 },
  { "9999-12-31", 2932896 },
};

static const char *const no_dates[] = {
  "",           "2015",       "2015-03",     "2015-3-1",   "2015-02-29", "1900-02-29", "2100-02-29",
  "2015-02-30", "2015-04-31", "2015-00-10",  "2015-13-01", "2015-01-32", "0000-01-01", "01-03-2015",
  "2015/03/01", "20150301",   "2015-03-01 ", "2015-03-1a", "-015-03-01", "2015-+3-01",
};

static void
test_parse_times (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      /* an exact copy, so that valgrind sees a byte too far */
      gsize length = strlen (times[i].text);
      g_autofree char *text = g_memdup2 (times[i].text, length);
      gint64 microseconds = 7;

      if (!_leren_time_parse (text, length, &microseconds))
        g_error ("%s is refused", times[i].text);
      g_test_message ("%s", times[i].text);
      g_assert_cmpint (microseconds, ==, times[i].microseconds);
    }
}

static void
test_refuse_times (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (no_times); i++)
    {
      gsize length = strlen (no_times[i]);
      g_autofree char *text = length > 0 ? g_memdup2 (no_times[i], length) : NULL;
      gint64 microseconds = 7;

      if (_leren_time_parse (text, length, &microseconds))
        g_error ("“%s” is taken", no_times[i]);
      g_assert_cmpint (microseconds, ==, 7);
      g_assert_null (_leren_time_new (no_times[i], length));
    }
}

/* A NUL within the length is no end */
static void
test_refuse_nul (void)
{
  static const char time[] = "2015-03-01T14:00:00Z\0";
  static const char date[] = "2015-03-01\0";
  gint64 microseconds;
  gint32 days;

  g_assert_false (_leren_time_parse (time, sizeof time - 1, &microseconds));
  g_assert_false (_leren_date_parse (date, sizeof date - 1, &days));
}

static void
test_make_times (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gsize length = strlen (times[i].text);
      g_autoptr (GDateTime) time = _leren_time_new (times[i].text, length);
      g_autofree char *text = NULL;
      gint64 microseconds, again;

      g_test_message ("%s", times[i].text);
      g_assert_nonnull (time);
      microseconds =
        g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
      /* GDateTime has no leap second: it becomes the last moment before */
      if (strstr (times[i].text, ":60") != NULL)
        microseconds++;
      g_assert_cmpint (microseconds, ==, times[i].microseconds);

      text = _leren_time_format (time);
      g_assert_true (_leren_time_parse (text, strlen (text), &again));
      if (strstr (times[i].text, ":60") == NULL)
        g_assert_cmpint (again, ==, times[i].microseconds);
    }
}

/* Moments that lie before year 1 or after year 9999 once they are turned into UTC */
static void
test_edges_of_time (void)
{
  static const char *const edges[] = {
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      g_autoptr (GDateTime) time = NULL;
      g_autofree char *text = NULL;
      gint64 microseconds;

      g_test_message ("%s", edges[i]);
      g_assert_true (_leren_time_parse (edges[i], strlen (edges[i]), &microseconds));
      time = _leren_time_new (edges[i], strlen (edges[i]));
      g_assert_nonnull (time);
      text = _leren_time_format (time);
      g_assert_cmpstr (text, ==, edges[i]);
    }
}

static void
test_format (void)
{
  static const char *const same[] = {
    "1970-01-01T00:00:00Z",        "2015-03-01T14:00:00+01:00",
    "2015-03-01T14:00:00.5+01:00", "2015-03-01T14:00:00.000001-08:00",
    "1969-12-31T23:59:59.999999Z", "0042-01-01T00:00:00+05:45",
    "9999-12-31T23:59:59.999999Z",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (GDateTime) time = _leren_time_new (same[i], strlen (same[i]));
      g_autofree char *text = _leren_time_format (time);

      g_assert_cmpstr (text, ==, same[i]);
    }
}

/* Amsterdam kept its own time until 1940 */
static void
test_format_odd_offset (void)
{
  static const struct {
    gint32 offset;
    const char *text;
  } clocks[] = {
    { 1172, "1915-06-01T12:00:28+00:20" },
    { -1172, "1915-06-01T11:59:32-00:20" },
    { 1, "1915-06-01T11:59:59Z" },
    { 12600, "1915-06-01T12:00:00+03:30" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_offset (clocks[i].offset);
      g_autoptr (GDateTime) time = g_date_time_new (zone, 1915, 6, 1, 12, 0, 0);
      g_autofree char *text = _leren_time_format (time);
      g_autoptr (GDateTime) again = _leren_time_new (text, strlen (text));

      g_assert_cmpstr (text, ==, clocks[i].text);
      g_assert_true (g_date_time_equal (again, time));
    }
}

/* Seconds go through a double on their way into a GDateTime */
static void
test_every_microsecond (void)
{
  for (int micros = 0; micros < G_USEC_PER_SEC; micros += 997)
    {
      g_autofree char *text = g_strdup_printf ("2015-03-01T14:00:59.%06dZ", micros);
      g_autoptr (GDateTime) time = _leren_time_new (text, strlen (text));

      g_assert_cmpint (g_date_time_get_microsecond (time), ==, micros);
    }
}

static void
test_dates (void)
{
  gint32 days;

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *copy = g_memdup2 (dates[i].text, 10);
      g_autofree char *text = NULL;

      g_assert_true (_leren_date_parse (copy, 10, &days));
      g_assert_cmpint (days, ==, dates[i].days);
      text = _leren_date_format_days (days);
      g_assert_cmpstr (text, ==, dates[i].text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (no_dates); i++)
    if (_leren_date_parse (no_dates[i], strlen (no_dates[i]), &days))
      g_error ("“%s” is taken", no_dates[i]);
}

/* Each day of 800 years follows on the one before, by GLib's calendar too */
static void
test_each_day (void)
{
  gint32 first = 0, days = 0;

  g_assert_true (_leren_date_parse ("1600-01-01", 10, &first));
  for (gint32 i = 0; i < 292194; i++)
    {
      g_autofree char *text = _leren_date_format_days (first + i);

      g_assert_true (_leren_date_parse (text, strlen (text), &days));
      g_assert_cmpint (days, ==, first + i);
    }
  g_assert_true (_leren_date_parse ("2399-12-31", 10, &days));
  g_assert_cmpint (days, ==, first + 292193);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/parse", test_parse_times);
  g_test_add_func ("/time/refuse", test_refuse_times);
  g_test_add_func ("/time/refuse/nul", test_refuse_nul);
  g_test_add_func ("/time/make", test_make_times);
  g_test_add_func ("/time/edges", test_edges_of_time);
  g_test_add_func ("/time/format", test_format);
  g_test_add_func ("/time/format/odd-offset", test_format_odd_offset);
  g_test_add_func ("/time/every-microsecond", test_every_microsecond);
  g_test_add_func ("/date/parse", test_dates);
  g_test_add_func ("/date/each-day", test_each_day);
  return g_test_run ();
}
