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

static const char *
name_of (LerenReportPage *page, const LerenReportPart *part)
{
  return part->practice != NULL ? leren_practice_get_name (LEREN_PRACTICE (part->practice))
                                : _leren_report_words_get (page->words, "no-practice");
}

/* With one practice its name is the title of the page. */
static char *
make_title (LerenReportPage *page, GPtrArray *parts)
{
  const LerenReportPart *first = parts->len == 1 ? g_ptr_array_index (parts, 0) : NULL;

  if (first != NULL && first->practice != NULL)
    return _leren_report_people_filter (page->people, name_of (page, first));
  return g_strdup (_leren_report_words_get (page->words, "title"));
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
write_header (LerenReportPage *page, const char *title, gboolean pseudonymous)
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
  _leren_html_element (
    page->html, "p", pseudonymous ? "privacy" : "privacy names",
    _leren_report_words_get (page->words, pseudonymous ? "pseudonymous" : "names-people"));
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
      g_autofree char *count =
        _leren_report_words_count (page->words, "n-finding", "n-findings", part->findings->len);

      _leren_html_open (page->html, "li", NULL);
      _leren_html_open_with (page->html, "a", NULL, "href", anchor);
      _leren_report_quote (page, name_of (page, part));
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

  _leren_html_open_with (page->html, "section", "part", "id", anchor);
  if (!alone)
    _leren_report_quote_as (page, "h2", "name", name_of (page, part));
  if (part->practice != NULL)
    write_phase (page, LEREN_PRACTICE (part->practice));
  _leren_report_write_findings (page, part);
  _leren_report_write_actions (page, part);
  _leren_report_write_levels (page, part);
  _leren_report_write_questions (page, part);
  _leren_html_close (page->html);
}

static gboolean
write_page (LerenReportPage *page, gboolean pseudonymous, GError **error)
{
  g_autoptr (GPtrArray) parts = _leren_report_make_parts (page, error);
  g_autofree char *title = NULL;

  if (parts == NULL)
    return FALSE;
  title = make_title (page, parts);
  write_head (page, title);
  _leren_html_open (page->html, "body", NULL);
  write_header (page, title, pseudonymous);
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
           GCancellable *cancellable, GError **error)
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

  page.scope = scope != NULL ? scope : whole;
  page.language = _leren_report_words_get_language (words);
  page.html = html;
  page.owners = owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  page.people = people = _leren_report_people_new (store, words, pseudonymous, cancellable, error);
  if (people == NULL)
    return NULL;
  page.snapshot = snapshot = leren_snapshot_take (store, page.scope, cancellable, error);
  if (snapshot == NULL)
    return NULL;
  page.findings = findings = leren_diagnosis_run (diagnosis, snapshot, cancellable, error);
  if (findings == NULL)
    return NULL;
  page.levels = levels = leren_profile (snapshot, "logical-levels", LEREN_GROUPING_PRACTICE, error);
  if (levels == NULL || !write_page (&page, pseudonymous, error))
    return NULL;
  return _leren_html_end (g_steal_pointer (&html));
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
  g_autofree char *page = NULL;

  g_return_val_if_fail (LEREN_IS_STORE (store), FALSE);
  g_return_val_if_fail (scope == NULL || LEREN_IS_SCOPE (scope), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  page = make_page (store, scope, language, pseudonymous, cancellable, error);
  return page != NULL &&
         g_output_stream_write_all (stream, page, strlen (page), NULL, cancellable, error) &&
         g_output_stream_flush (stream, cancellable, error);
}

typedef struct {
  LerenStore *store;
  LerenScope *scope;
  char *language;
  gboolean pseudonymous;
  GOutputStream *stream;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->store);
  g_clear_object (&job->scope);
  g_object_unref (job->stream);
  g_free (job->language);
  g_free (job);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (leren_report_write (job->store, job->scope, job->language, job->pseudonymous, job->stream,
                          cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * leren_report_write_async:
 * @store: a store
 * @scope: (nullable): what the report is about, or %NULL for everything; it must not change
 *   meanwhile
 * @language: (nullable): `en` or `nl`, or %NULL for the current locale
 * @pseudonymous: whether people are called by their role and a number, also within texts
 * @stream: where to write
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: (closure): data for @callback
 *
 * Writes a report as leren_report_write() does, without blocking.
 *
 * Since: 0.1
 */
void
leren_report_write_async (LerenStore *store, LerenScope *scope, const char *language,
                          gboolean pseudonymous, GOutputStream *stream, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (LEREN_IS_STORE (store));
  g_return_if_fail (scope == NULL || LEREN_IS_SCOPE (scope));
  g_return_if_fail (G_IS_OUTPUT_STREAM (stream));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, leren_report_write_async);
  job = g_new0 (Job, 1);
  job->store = g_object_ref (store);
  job->scope = scope != NULL ? g_object_ref (scope) : NULL;
  job->language = g_strdup (language);
  job->pseudonymous = pseudonymous;
  job->stream = g_object_ref (stream);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_in_thread);
}

/**
 * leren_report_write_finish:
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_report_write_async().
 *
 * Returns: %TRUE if it is written; otherwise %FALSE with an error
 *
 * Since: 0.1
 */
gboolean
leren_report_write_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
