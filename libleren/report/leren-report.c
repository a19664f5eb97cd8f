/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/leren-report.h"

#include "analysis/leren-diagnosis.h"
#include "report/leren-report-resources.h"
#include "model/leren-practice.h"
#include "report/leren-report-private.h"

static const char head[] =
  "<meta charset=\"utf-8\">\n"
  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
  "<meta name=\"color-scheme\" content=\"light dark\">\n"
  "<meta name=\"robots\" content=\"noindex\">\n"
  "<meta name=\"referrer\" content=\"no-referrer\">\n"
  "<meta http-equiv=\"Content-Security-Policy\" "
  "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";

static char *
name_of (LerenReportPage *page, const LerenReportPart *part)
{
  return part->practice != NULL ? _leren_report_dup_title (page, part->practice)
                                : g_strdup (_leren_report_words_get (page->words, "no-practice"));
}

/* With one practice its name is the title of the page. */
static char *
make_title (LerenReportPage *page, GPtrArray *parts)
{
  const LerenReportPart *first = parts->len == 1 ? g_ptr_array_index (parts, 0) : NULL;

  return first != NULL && first->practice != NULL
           ? name_of (page, first)
           : g_strdup (_leren_report_words_get (page->words, "title"));
}

static void
write_head (LerenReportPage *page, const char *title)
{
  g_autoptr (GBytes) bytes =
    g_resource_lookup_data (_leren_report_get_resource (), "/org/leren/report/leren-report.css",
                            G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *css = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  _leren_html_markup (page->html, "<!DOCTYPE html>\n");
  _leren_html_open_with (page->html, "html", NULL, "lang", page->language);
  _leren_html_markup (page->html, "\n");
  _leren_html_open (page->html, "head", NULL);
  _leren_html_markup (page->html, head);
  _leren_html_element (page->html, "title", NULL, title);
  _leren_html_open (page->html, "style", NULL);
  _leren_html_markup (page->html, css);
  _leren_html_close (page->html);
  _leren_html_close (page->html);
}

static char *
format_moment (LerenReportPage *page, GDateTime *moment)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, g_date_time_get_day_of_month (moment), g_date_time_get_month (moment),
                  g_date_time_get_year (moment));
  return _leren_report_words_date (page->words, &date);
}

static void
write_bound (LerenReportPage *page, const char *key, GDateTime *bound)
{
  g_autofree char *date = bound != NULL ? format_moment (page, bound) : NULL;
  g_autofree char *text = NULL;

  if (date == NULL)
    return;
  text = _leren_report_words_fill (page->words, key, date, NULL);
  _leren_html_element (page->html, "p", "made", text);
}

static void
write_header (LerenReportPage *page, const char *title, const char *privacy)
{
  g_autofree char *date = format_moment (page, leren_snapshot_get_moment (page->snapshot));
  g_autofree char *made =
    _leren_report_words_fill (page->words, "made", date, LEREN_VERSION_STRING, NULL);

  _leren_html_open (page->html, "header", NULL);
  _leren_html_open (page->html, "h1", NULL);
  _leren_html_quote (page->html, title);
  _leren_html_close (page->html);
  _leren_html_element (page->html, "p", "made", made);
  write_bound (page, "scope-since", leren_scope_get_since (page->scope));
  write_bound (page, "scope-until", leren_scope_get_until (page->scope));
  _leren_html_element (page->html, "p",
                       g_str_equal (privacy, "names-people") ? "privacy names" : "privacy",
                       _leren_report_words_get (page->words, privacy));
  if (leren_store_get_reader (page->store) != NULL)
    _leren_html_element (page->html, "p", "privacy",
                         _leren_report_words_get (page->words, "left-out"));
  _leren_html_close (page->html);
}

static void
write_contents (LerenReportPage *page, GPtrArray *parts)
{
  _leren_html_open (page->html, "nav", NULL);
  _leren_html_element (page->html, "h2", NULL, _leren_report_words_get (page->words, "contents"));
  _leren_html_open (page->html, "ol", NULL);
  for (guint i = 0; i < parts->len; i++)
    {
      const LerenReportPart *part = g_ptr_array_index (parts, i);
      g_autofree char *anchor = g_strdup_printf ("#p%u", i + 1);
      g_autofree char *name = name_of (page, part);
      g_autofree char *count =
        _leren_report_words_count (page->words, "n-finding", "n-findings", part->findings->len);

      _leren_html_open (page->html, "li", NULL);
      _leren_html_open_with (page->html, "a", NULL, "href", anchor);
      _leren_html_quote (page->html, name);
      _leren_html_close (page->html);
      _leren_html_text (page->html, " ");
      _leren_html_element (page->html, "span", "count", count);
      _leren_html_close (page->html);
    }
  _leren_html_close (page->html);
  _leren_html_close (page->html);
}

static void
write_phase (LerenReportPage *page, LerenPractice *practice)
{
  const char *phase = leren_practice_get_phase (practice);
  LerenConcept *concept =
    phase != NULL
      ? leren_theory_find_concept (leren_store_get_theory (page->store), "programme-phases", phase)
      : NULL;

  if (concept == NULL)
    return;
  _leren_html_open (page->html, "p", "phase");
  _leren_html_text (page->html, _leren_report_words_get (page->words, "phase"));
  _leren_html_text (page->html, ": ");
  _leren_html_text (page->html, leren_concept_get_label (concept, page->language));
  _leren_html_close (page->html);
}

static void
write_part (LerenReportPage *page, const LerenReportPart *part, guint number, gboolean alone)
{
  g_autofree char *anchor = g_strdup_printf ("p%u", number);
  g_autofree char *name = name_of (page, part);

  _leren_html_open_with (page->html, "section", "part", "id", anchor);
  if (!alone)
    _leren_report_show_as (page, "h2", "name", name);
  if (part->practice != NULL)
    write_phase (page, LEREN_PRACTICE (part->practice));
  _leren_report_write_findings (page, part);
  _leren_report_write_actions (page, part);
  _leren_report_write_levels (page, part);
  _leren_report_write_questions (page, part);
  _leren_html_close (page->html);
}

static gboolean
write_page (LerenReportPage *page, const char *privacy, GError **error)
{
  g_autoptr (GPtrArray) parts = _leren_report_make_parts (page, error);
  g_autofree char *title = NULL;

  if (parts == NULL)
    return FALSE;
  title = make_title (page, parts);
  write_head (page, title);
  _leren_html_open (page->html, "body", NULL);
  write_header (page, title, privacy);
  if (parts->len > 1)
    write_contents (page, parts);
  _leren_html_open (page->html, "main", NULL);
  if (parts->len == 0)
    _leren_html_element (page->html, "p", "none", _leren_report_words_get (page->words, "nothing"));
  for (guint i = 0; i < parts->len; i++)
    write_part (page, g_ptr_array_index (parts, i), i + 1, parts->len == 1);
  return !g_cancellable_set_error_if_cancelled (page->cancellable, error);
}

/* The page, whole, or NULL */
static char *
make_page (LerenStore *store, LerenScope *scope, const char *language, gboolean pseudonymous,
           LerenPseudonymiser *pseudonymiser, GCancellable *cancellable, GError **error)
{
  g_autoptr (LerenDiagnosis) diagnosis = leren_diagnosis_new ();
  g_autoptr (LerenScope) whole = leren_scope_new ();
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_autoptr (LerenFindings) findings = NULL;
  g_autoptr (LerenProfile) levels = NULL;
  g_autoptr (LerenReportWords) words = _leren_report_words_new (language);
  g_autoptr (LerenReportPeople) people = NULL;
  g_autoptr (LerenHtml) html = _leren_html_new ();
  g_autoptr (GHashTable) owners = NULL;
  LerenReportPage page = { .store = store, .words = words, .cancellable = cancellable };
  const char *privacy = pseudonymiser != NULL ? "as-in-copies"
                        : pseudonymous        ? "pseudonymous"
                                              : "names-people";

  page.scope = scope != NULL ? scope : whole;
  page.language = _leren_report_words_get_language (words);
  page.html = html;
  page.owners = owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  page.people = people =
    _leren_report_people_new (store, words, pseudonymous, pseudonymiser, cancellable, error);
  if (people == NULL)
    return NULL;
  page.snapshot = snapshot = leren_snapshot_take (store, page.scope, cancellable, error);
  if (snapshot == NULL)
    return NULL;
  page.findings = findings = leren_diagnosis_run (diagnosis, snapshot, cancellable, error);
  if (findings == NULL)
    return NULL;
  page.levels = levels = leren_profile (snapshot, "logical-levels", LEREN_GROUPING_PRACTICE, error);
  if (levels == NULL || !write_page (&page, privacy, error))
    return NULL;
  return _leren_html_end (g_steal_pointer (&html));
}

static gboolean
write_report (LerenStore *store, LerenScope *scope, const char *language, gboolean pseudonymous,
              LerenPseudonymiser *pseudonymiser, GOutputStream *stream, GCancellable *cancellable,
              GError **error)
{
  g_autofree char *page =
    make_page (store, scope, language, pseudonymous, pseudonymiser, cancellable, error);

  return page != NULL &&
         g_output_stream_write_all (stream, page, strlen (page), NULL, cancellable, error) &&
         g_output_stream_flush (stream, cancellable, error);
}

/**
 * leren_report_write:
 * @store: a store
 * @scope: (nullable): what the report is about, or %NULL for everything
 * @language: (nullable): `en` or `nl`, or %NULL for the current locale
 * @pseudonymous: whether people are called by their role and a number, also within texts
 * @stream: where to write
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Writes a report as one page of HTML, which says on itself whether it names people. Nothing is
 * written before all of it is ready. The stream is not closed.
 *
 * Under pseudonyms, people are looked for in texts as a #LerenPseudonymiser does: by their nicknames and initials too, and
 * with e-mail and postal addresses, telephone and account numbers. Practices, organisations and places keep their names.
 *
 * Returns: %TRUE if it is written; otherwise %FALSE with an error of the store, of a rule or of
 *   @stream
 *
 * Since: 0.1
 */
gboolean
leren_report_write (LerenStore *store, LerenScope *scope, const char *language,
                    gboolean pseudonymous, GOutputStream *stream, GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (store), FALSE);
  g_return_val_if_fail (scope == NULL || LEREN_IS_SCOPE (scope), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  return write_report (store, scope, language, pseudonymous, NULL, stream, cancellable, error);
}

/**
 * leren_report_write_pseudonymous:
 * @store: a store
 * @scope: (nullable): what the report is about, or %NULL for everything
 * @language: (nullable): `en` or `nl`, or %NULL for the current locale
 * @pseudonymiser: what people are called by
 * @stream: where to write
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Writes a report as leren_report_write() does, in which people, organisations, teams, practices and places
 * are called what they are called in the copies and exports of @pseudonymiser, and records have the ids that they have
 * there, also within texts. The language of the pseudonyms is that of @pseudonymiser.
 *
 * Dates are as they were: a page that says since when an action waits is of no use with others. Whoever has
 * a copy besides the report can find out by how much its dates were moved.
 *
 * Returns: %TRUE if it is written; otherwise %FALSE with an error of the key, of the store, of a rule or of
 *   @stream
 *
 * Since: 0.1
 */
gboolean
leren_report_write_pseudonymous (LerenStore *store, LerenScope *scope, const char *language,
                                 LerenPseudonymiser *pseudonymiser, GOutputStream *stream,
                                 GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (LEREN_IS_STORE (store), FALSE);
  g_return_val_if_fail (scope == NULL || LEREN_IS_SCOPE (scope), FALSE);
  g_return_val_if_fail (LEREN_IS_PSEUDONYMISER (pseudonymiser), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  return write_report (store, scope, language, TRUE, pseudonymiser, stream, cancellable, error);
}
