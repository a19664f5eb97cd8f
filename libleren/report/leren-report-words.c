/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/leren-report-words-private.h"

#include "report/leren-report-resources.h"

#include <string.h>

#define GROUP "Report"

struct _LerenReportWords {
  const char *language;
  GKeyFile *file;
  GHashTable *words; /* what was looked up: key to text */
};

static const char *
choose_language (const char *language)
{
  if (language == NULL)
    language = g_get_language_names ()[0];
  return g_str_has_prefix (language, "nl") && !g_ascii_isalpha (language[2]) ? "nl" : "en";
}

LerenReportWords *
_leren_report_words_new (const char *language)
{
  LerenReportWords *self = g_new0 (LerenReportWords, 1);
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  self->language = choose_language (language);
  self->file = g_key_file_new ();
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  bytes = g_resource_lookup_data (_leren_report_get_resource (),
                                  "/org/leren/report/leren-report-words.ini",
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_key_file_load_from_bytes (self->file, bytes, G_KEY_FILE_KEEP_TRANSLATIONS, &error);
  g_assert_no_error (error);
  return self;
}

void
_leren_report_words_free (LerenReportWords *self)
{
  g_key_file_unref (self->file);
  g_hash_table_unref (self->words);
  g_free (self);
}

const char *
_leren_report_words_get_language (LerenReportWords *self)
{
  return self->language;
}

const char *
_leren_report_words_look_up (LerenReportWords *self, const char *key)
{
  const char *known = g_hash_table_lookup (self->words, key);
  char *found;

  if (known != NULL)
    return known;
  found = g_key_file_get_locale_string (self->file, GROUP, key, self->language, NULL);
  if (found != NULL)
    g_hash_table_insert (self->words, g_strdup (key), found);
  return found;
}

const char *
_leren_report_words_get (LerenReportWords *self, const char *key)
{
  const char *text = _leren_report_words_look_up (self, key);

  g_assert (text != NULL);
  return text;
}

char *
_leren_report_words_fill (LerenReportWords *self, const char *key, ...)
{
  GString *out = g_string_new (NULL);
  const char *text = _leren_report_words_get (self, key), *place, *value;
  va_list values;

  va_start (values, key);
  while ((place = strstr (text, "%s")) != NULL && (value = va_arg (values, const char *)) != NULL)
    {
      g_string_append_len (out, text, place - text);
      g_string_append (out, value);
      text = place + 2;
    }
  va_end (values);
  g_string_append (out, text);
  return g_string_free (out, FALSE);
}

char *
_leren_report_words_count (LerenReportWords *self, const char *one, const char *many, guint n)
{
  const char *text = _leren_report_words_get (self, n == 1 ? one : many);
  const char *place = strstr (text, "%u");

  g_assert (place != NULL);
  return g_strdup_printf ("%.*s%u%s", (int) (place - text), text, n, place + 2);
}

char *
_leren_report_words_date (LerenReportWords *self, const GDate *date)
{
  g_auto (GStrv) months = g_strsplit (_leren_report_words_get (self, "month-names"), ";", -1);

  return g_strdup_printf ("%u %s %u", g_date_get_day (date), months[g_date_get_month (date) - 1],
                          g_date_get_year (date));
}

char *
_leren_report_words_duration (LerenReportWords *self, guint days)
{
  if (days == 0)
    return g_strdup (_leren_report_words_get (self, "today"));
  if (days < 14)
    return _leren_report_words_count (self, "day", "days", days);
  if (days < 61)
    return _leren_report_words_count (self, "week", "weeks", days / 7);
  if (days < 730)
    return _leren_report_words_count (self, "month", "months", (guint) (days / 30.44));
  return _leren_report_words_count (self, "year", "years", (guint) (days / 365.25));
}
