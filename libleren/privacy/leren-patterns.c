/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-patterns-private.h"

#include "core/leren-time-private.h"

#include <string.h>

#define NOT_IN_A_WORD "(?<![\\p{L}\\p{N}])"
#define NO_WORD_AFTER "(?![\\p{L}\\p{N}])"

/* the first of January of the year 1, in days since 1970 */
#define EARLIEST_DAY (-719162)

/* Earlier ones go before later ones where they lie over each other. */
static const char *const expressions[LEREN_N_PATTERNS] = {
  [LEREN_PATTERN_EMAIL] = "[\\p{L}\\p{N}._%+'-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+",
  [LEREN_PATTERN_WEB] = "(?:https?://|www\\.)[^\\s<>\"”’)\\]]+[^\\s<>\"”’)\\].,;:!?]",
  [LEREN_PATTERN_IBAN] =
    NOT_IN_A_WORD "[A-Z]{2}[0-9]{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?" NO_WORD_AFTER,
  [LEREN_PATTERN_ADDRESS] =
    NOT_IN_A_WORD "(?:\\p{Lu}[\\p{L}'’.-]*[ ]+){0,3}\\p{Lu}[\\p{L}'’-]*"
                  "(?:straat|laan|weg|plein|gracht|kade|singel|dreef|hof|steeg|dijk|plantsoen|"
                  "boulevard|markt|wal|pad|baan|ring| Street| Road| Lane| Avenue)"
                  "[ ]+[0-9]{1,5}(?:[ ]?[-/]?[ ]?[a-zA-Z0-9]{1,3})?" NO_WORD_AFTER,
  [LEREN_PATTERN_POSTCODE] = NOT_IN_A_WORD
  "[1-9][0-9]{3}(?:[ \\xA0]{0,2}(?!SA|SD|SS)[A-Z]{2}|(?!sa|sd|ss)[a-z]{2})" NO_WORD_AFTER,
  [LEREN_PATTERN_TELEPHONE] =
    "(?<![\\p{L}\\p{N}+.,-])(?:\\+|00)[1-9][0-9]{0,2}(?:[ .()/-]{0,3}[0-9]){7,12}" NO_WORD_AFTER
    "|(?<![\\p{L}\\p{N}+.,-])\\(?0[1-9](?:[ .()/-]{0,3}[0-9]){8}" NO_WORD_AFTER,
  [LEREN_PATTERN_BSN] =
    "(?<![\\p{L}\\p{N}.,-])(?:[0-9]{8,9}|[0-9]{3}([ .-])[0-9]{3}\\g{-1}[0-9]{3}|"
    "[0-9]{4}([ .-])[0-9]{2}\\g{-1}[0-9]{3})(?![\\p{L}\\p{N}]|[.,-][0-9])",
  [LEREN_PATTERN_DATE] = NOT_IN_A_WORD
  "(?:(?<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})(?=[Tt]|[^\\p{L}\\p{N}]|$)"
  "|(?<d>[0-3]?[0-9])(?<sep>[-/.])(?<m>[01]?[0-9])\\k<sep>(?<y>(?:19|20)[0-9]{2})" NO_WORD_AFTER
  "|(?<day>[0-3]?[0-9])(?:e|ste|de|st|nd|rd|th)?[ ]+(?:of[ ]+)?(?<month>(?i)januari|februari|"
  "maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|march|"
  "may|june|july|august|october)[ ,]+(?<year>(?:19|20)[0-9]{2})" NO_WORD_AFTER
  "|(?<emonth>(?i)january|february|march|april|may|june|july|august|september|october|november|"
  "december)[ ]+(?<eday>[0-3]?[0-9])(?:st|nd|rd|th)?,?[ ]+(?<eyear>(?:19|20)[0-9]{2})" NO_WORD_AFTER
  ")",
};

static const char *const dutch_months[] = { "januari",   "februari", "maart",    "april",
                                            "mei",       "juni",     "juli",     "augustus",
                                            "september", "oktober",  "november", "december" };
static const char *const english_months[] = { "January",   "February", "March",    "April",
                                              "May",       "June",     "July",     "August",
                                              "September", "October",  "November", "December" };

static GRegex *
expression (LerenPattern pattern)
{
  static GRegex *compiled[LEREN_N_PATTERNS];
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      for (guint i = 0; i < LEREN_N_PATTERNS; i++)
        compiled[i] = g_regex_new (expressions[i], G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&done, 1);
    }
  return compiled[pattern];
}

/* Only the figures (and letters) of @text */
static char *
without_separators (const char *text, gsize length)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    if (g_ascii_isalnum (text[i]))
      g_string_append_c (out, text[i]);
  return g_string_free (out, FALSE);
}

gboolean
_leren_patterns_is_bsn (const char *figures, gsize length)
{
  int sum = 0;
  gboolean nothing_but_zeros = TRUE;

  if (length != 8 && length != 9)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      int figure = figures[i] - '0', weight = (int) (length - i);

      if (figure < 0 || figure > 9)
        return FALSE;
      nothing_but_zeros = nothing_but_zeros && figure == 0;
      sum += figure * (weight == 1 ? -1 : weight);
    }
  return !nothing_but_zeros && sum % 11 == 0;
}

/* ISO 13616: the remainder by 97 */
static gboolean
is_iban (const char *text)
{
  gsize length = strlen (text);
  int rest = 0;

  if (length < 15 || length > 34)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      char c = text[(i + 4) % length];

      if (g_ascii_isdigit (c))
        rest = (rest * 10 + (c - '0')) % 97;
      else
        rest = (rest * 100 + (c - 'A' + 10)) % 97;
    }
  return rest == 1;
}

static gboolean
is_right (LerenPattern pattern, const char *text, gsize length)
{
  g_autofree char *bare = without_separators (text, length);

  return pattern == LEREN_PATTERN_BSN    ? _leren_patterns_is_bsn (bare, strlen (bare))
         : pattern == LEREN_PATTERN_IBAN ? is_iban (bare)
                                         : TRUE;
}

char *
_leren_patterns_shift_date (const char *date, gsize length, int days)
{
  g_autofree char *shifted = NULL;
  gint32 number;

  if (length < 10 || !_leren_date_parse (date, 10, &number))
    return NULL;
  if (number + days < EARLIEST_DAY) /* there is no year 0 */
    return g_strndup (date, length);
  shifted = _leren_date_format_days (number + days);
  return g_strdup_printf ("%s%.*s", shifted, (int) (length - 10), date + 10);
}

static int
find_month (const char *word, const char *const *months)
{
  for (int i = 0; i < 12; i++)
    if (g_ascii_strcasecmp (word, months[i]) == 0)
      return i + 1;
  return 0;
}

static int
number_in (GMatchInfo *match, const char *name)
{
  g_autofree char *text = g_match_info_fetch_named (match, name);
  return text != NULL ? atoi (text) : 0;
}

static gboolean
shift_day (int year, int month, int day, int days, GDate *out)
{
  if (!g_date_valid_dmy (day, month, year))
    return FALSE;
  g_date_set_dmy (out, day, month, year);
  if (days < 0)
    g_date_subtract_days (out, -days);
  else
    g_date_add_days (out, days);
  return TRUE;
}

/* The date of @match, so many days on, in the form in which it was written */
static char *
shift_match (GMatchInfo *match, int days)
{
  g_autofree char *iso = g_match_info_fetch_named (match, "iso");
  g_autofree char *separator = g_match_info_fetch_named (match, "sep");
  g_autofree char *month = g_match_info_fetch_named (match, "month");
  g_autofree char *english = g_match_info_fetch_named (match, "emonth");
  GDate date;

  g_date_clear (&date, 1);
  if (iso != NULL && *iso != '\0')
    return _leren_patterns_shift_date (iso, 10, days);
  if (separator != NULL && *separator != '\0')
    {
      if (!shift_day (number_in (match, "y"), number_in (match, "m"), number_in (match, "d"), days,
                      &date))
        return NULL;
      return g_strdup_printf ("%u%s%u%s%u", g_date_get_day (&date), separator,
                              g_date_get_month (&date), separator, g_date_get_year (&date));
    }
  if (month != NULL && *month != '\0')
    {
      int dutch = find_month (month, dutch_months);
      int number = dutch != 0 ? dutch : find_month (month, english_months);

      if (!shift_day (number_in (match, "year"), number, number_in (match, "day"), days, &date))
        return NULL;
      return g_strdup_printf (
        "%u %s %u", g_date_get_day (&date),
        (dutch != 0 ? dutch_months : english_months)[g_date_get_month (&date) - 1],
        g_date_get_year (&date));
    }
  if (!shift_day (number_in (match, "eyear"), find_month (english, english_months),
                  number_in (match, "eday"), days, &date))
    return NULL;
  return g_strdup_printf ("%s %u, %u", english_months[g_date_get_month (&date) - 1],
                          g_date_get_day (&date), g_date_get_year (&date));
}

static void
clear_hit (gpointer data)
{
  g_free (((LerenPatternHit *) data)->shifted);
}

static gboolean
is_free (const GArray *hits, gsize start, gsize end)
{
  for (guint i = 0; i < hits->len; i++)
    {
      const LerenPatternHit *hit = &g_array_index (hits, LerenPatternHit, i);

      if (start < hit->end && hit->start < end)
        return FALSE;
    }
  return TRUE;
}

static void
find (LerenPattern pattern, const char *text, int days, GArray *hits)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (expression (pattern), text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      LerenPatternHit hit = { .pattern = pattern };
      int start, end;

      g_match_info_fetch_pos (match, 0, &start, &end);
      hit.start = start;
      hit.end = end;
      if (!is_free (hits, start, end) || !is_right (pattern, text + start, end - start))
        continue;
      if (pattern == LEREN_PATTERN_DATE)
        {
          hit.shifted = shift_match (match, days);
          if (hit.shifted == NULL)
            continue;
        }
      g_array_append_val (hits, hit);
    }
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const LerenPatternHit *one = a, *other = b;

  return (one->start > other->start) - (one->start < other->start);
}

GArray *
_leren_patterns_find (const char *text, int days)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (LerenPatternHit));
  gboolean figures = strpbrk (text, "0123456789") != NULL;

  g_array_set_clear_func (hits, clear_hit);
  for (LerenPattern pattern = 0; pattern < LEREN_N_PATTERNS; pattern++)
    if (pattern == LEREN_PATTERN_EMAIL ? strchr (text, '@') != NULL
        : pattern == LEREN_PATTERN_WEB
          ? strstr (text, "www.") != NULL || strstr (text, "://") != NULL
          : figures)
      find (pattern, text, days, hits);
  g_array_sort (hits, compare_hits);
  return hits;
}
