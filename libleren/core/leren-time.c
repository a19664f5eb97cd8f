/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-time-private.h"

#define JULIAN_OF_1970 719163 /* g_date_get_julian() of 1970-01-01 */

static gboolean
digits (const char *text, gsize n, int *out)
{
  int value = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      value = value * 10 + (text[i] - '0');
    }
  *out = value;
  return TRUE;
}

/* Days since 1970-01-01 in the proleptic Gregorian calendar (the era arithmetic of H. Hinnant). */
static gint32
days_from_civil (int year, int month, int day)
{
  int y = month <= 2 ? year - 1 : year;
  int era = y / 400;
  int year_of_era = y - era * 400;
  int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * 146097 + day_of_era - 719468;
}

gboolean
_leren_date_parse (const char *text, gsize length, gint32 *days)
{
  static const guint8 in_month[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  int year, month, day;

  if (length != 10 || text[4] != '-' || text[7] != '-' || !digits (text, 4, &year) ||
      !digits (text + 5, 2, &month) || !digits (text + 8, 2, &day))
    return FALSE;
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > in_month[month - 1])
    return FALSE;
  if (month == 2 && day == 29 && !g_date_is_leap_year (year))
    return FALSE;

  *days = days_from_civil (year, month, day);
  return TRUE;
}

gboolean
_leren_time_parse (const char *text, gsize length, gint64 *microseconds)
{
  gint32 days;
  int hour, minute, second, offset_hour, offset_minute;
  gint64 micros = 0, offset = 0;
  gsize at = 19;

  if (length < 20 || !_leren_date_parse (text, 10, &days))
    return FALSE;
  if ((text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':' ||
      !digits (text + 11, 2, &hour) || !digits (text + 14, 2, &minute) ||
      !digits (text + 17, 2, &second))
    return FALSE;
  /* RFC 3339 lets a leap second be 60 */
  if (hour > 23 || minute > 59 || second > 60)
    return FALSE;

  if (text[at] == '.')
    {
      gint64 unit = 100000;
      gsize first = ++at;

      for (; at < length && g_ascii_isdigit (text[at]); at++, unit /= 10)
        micros += unit * (text[at] - '0');
      if (at == first)
        return FALSE;
    }

  if (at + 1 == length && (text[at] == 'Z' || text[at] == 'z'))
    offset = 0;
  else if (at + 6 == length && (text[at] == '+' || text[at] == '-') && text[at + 3] == ':' &&
           digits (text + at + 1, 2, &offset_hour) && digits (text + at + 4, 2, &offset_minute) &&
           offset_hour <= 23 && offset_minute <= 59)
    offset = (offset_hour * 60 + offset_minute) * (text[at] == '-' ? -1 : 1);
  else
    return FALSE;

  *microseconds =
    ((((gint64) days * 24 + hour) * 60 + minute - offset) * 60 + second) * G_USEC_PER_SEC + micros;
  return TRUE;
}

GDateTime *
_leren_time_new (const char *text, gsize length)
{
  g_autofree char *copy = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  int year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0;
  const char *offset;
  gint64 microseconds, micros;

  if (!_leren_time_parse (text, length, &microseconds))
    return NULL;

  copy = g_strndup (text, length);
  offset = strpbrk (copy + 19, "Zz+-");
  zone = g_time_zone_new_identifier (g_ascii_toupper (*offset) == 'Z' ? "Z" : offset);
  if (zone == NULL)
    return NULL;

  digits (copy, 4, &year);
  digits (copy + 5, 2, &month);
  digits (copy + 8, 2, &day);
  digits (copy + 11, 2, &hour);
  digits (copy + 14, 2, &minute);
  digits (copy + 17, 2, &second);
  micros = microseconds % G_USEC_PER_SEC;
  if (micros < 0)
    micros += G_USEC_PER_SEC;
  /* GDateTime knows no leap second: the last moment it can say stands for it */
  return g_date_time_new (zone, year, month, day, hour, minute,
                          second == 60 ? 59.999999 : second + micros / (double) G_USEC_PER_SEC);
}

/* The clocks of long ago had offsets with seconds, which RFC 3339 cannot say: the moment is kept,
 * on the clock of the nearest minute. */
static GDateTime *
on_whole_minutes (GDateTime *time)
{
  gint64 seconds = g_date_time_get_utc_offset (time) / G_USEC_PER_SEC;
  g_autoptr (GTimeZone) zone = NULL;

  if (seconds % 60 == 0)
    return g_date_time_ref (time);
  zone = g_time_zone_new_offset ((seconds + (seconds < 0 ? -30 : 30)) / 60 * 60);
  return g_date_time_to_timezone (time, zone);
}

/* each save writes some of these: printf() takes ten times as long */
static char *
put_digits (char *at, int value, int n_digits)
{
  for (int i = n_digits - 1; i >= 0; i--, value /= 10)
    at[i] = '0' + value % 10;
  return at + n_digits;
}

static char *
put_part (char *at, char before, int value, int n_digits)
{
  *at = before;
  return put_digits (at + 1, value, n_digits);
}

char *
_leren_time_format (GDateTime *moment)
{
  g_autoptr (GDateTime) time = on_whole_minutes (moment);
  const int offset = g_date_time_get_utc_offset (time) / (60 * G_USEC_PER_SEC);
  const int micros = g_date_time_get_microsecond (time);
  char text[40], *end;
  int year, month, day;

  g_date_time_get_ymd (time, &year, &month, &day);
  end = put_digits (text, year, 4);
  end = put_part (end, '-', month, 2);
  end = put_part (end, '-', day, 2);
  end = put_part (end, 'T', g_date_time_get_hour (time), 2);
  end = put_part (end, ':', g_date_time_get_minute (time), 2);
  end = put_part (end, ':', g_date_time_get_second (time), 2);
  if (micros != 0)
    {
      end = put_part (end, '.', micros, 6);
      while (end[-1] == '0')
        end--;
    }
  if (offset == 0)
    *end++ = 'Z';
  else
    {
      end = put_part (end, offset < 0 ? '-' : '+', ABS (offset) / 60, 2);
      end = put_part (end, ':', ABS (offset) % 60, 2);
    }
  return g_strndup (text, end - text);
}

char *
_leren_date_format_days (gint32 days)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, days + JULIAN_OF_1970);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}
