/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/leren-report-private.h"

#include "analysis/leren-rule.h"

#define MOST_EVIDENCE 8
#define MOST_CHARACTERS 280

static const char *const severity_words[] = { "notice", "advice", "warning" };

/* What is found about one case, or across them */
typedef struct {
  LerenRecord *about; /* a case; NULL across them */
  GPtrArray *findings;
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_clear_object (&group->about);
  g_ptr_array_unref (group->findings);
  g_free (group);
}

/* The case that @finding is about; NULL where it is about no one case */
static LerenRecord *
find_case (LerenReportPage *page, LerenFinding *finding)
{
  g_autoptr (LerenRecord) subject =
    leren_store_get (page->store, leren_finding_get_subject (finding), page->cancellable, NULL);
  g_autofree char *id = NULL;

  if (subject == NULL || g_str_equal (leren_record_get_record_type (subject), "case"))
    return g_steal_pointer (&subject);
  id = _leren_report_dup_reference (subject, "case");
  return id != NULL ? leren_store_get (page->store, id, page->cancellable, NULL) : NULL;
}

static Group *
find_group (GPtrArray *groups, LerenRecord *about)
{
  Group *group;

  for (guint i = 0; i < groups->len; i++)
    {
      group = g_ptr_array_index (groups, i);
      if (group->about == NULL ? about == NULL
                               : about != NULL && g_str_equal (leren_record_get_id (group->about),
                                                               leren_record_get_id (about)))
        return group;
    }
  group = g_new0 (Group, 1);
  group->about = about != NULL ? g_object_ref (about) : NULL;
  group->findings = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (groups, group);
  return group;
}

/* Findings come with the most severe first, and so do the groups. */
static GPtrArray *
make_groups (LerenReportPage *page, const LerenReportPart *part)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);

  for (guint i = 0; i < part->findings->len; i++)
    {
      LerenFinding *finding = g_ptr_array_index (part->findings, i);
      g_autoptr (LerenRecord) about = find_case (page, finding);

      g_ptr_array_add (find_group (groups, about)->findings, g_object_ref (finding));
    }
  return groups;
}

static char *
shorten (const char *text)
{
  g_autofree char *kept = NULL;

  if (g_utf8_strlen (text, -1) <= MOST_CHARACTERS)
    return g_strdup (text);
  kept = g_utf8_substring (text, 0, MOST_CHARACTERS);
  return g_strconcat (g_strchomp (kept), "…", NULL);
}

/* Who said, wrote or took on what the record tells */
static const char *
find_voice (LerenReportPage *page, LerenRecord *record)
{
  static const char *const members[] = { "speaker", "owner", "coder", "participant", "author" };
  const char *label = NULL;

  for (guint i = 0; label == NULL && i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *id = _leren_report_dup_reference (record, members[i]);

      if (id != NULL)
        label = _leren_report_people_get_label (page->people, id);
    }
  return label;
}

static void
write_type (LerenReportPage *page, LerenRecord *record)
{
  const char *type = leren_record_get_record_type (record);
  g_autofree char *key = g_strconcat ("type-", type, NULL);
  const char *word = _leren_report_words_look_up (page->words, key);

  _leren_html_element (page->html, "span", "type", word != NULL ? word : type);
}

static void
write_evidence (LerenReportPage *page, const char *id)
{
  g_autoptr (LerenRecord) record = leren_store_get (page->store, id, page->cancellable, NULL);
  g_autofree char *shown_id = _leren_report_people_filter_id (page->people, id);
  g_autofree char *title = record != NULL ? _leren_report_dup_title (page, record) : NULL;

  _leren_html_open (page->html, "li", NULL);
  if (record != NULL)
    write_type (page, record);
  if (title != NULL)
    {
      g_autofree char *text = shorten (title);
      const char *voice = find_voice (page, record);

      _leren_html_text (page->html, " ");
      _leren_report_show_as (page, "q", NULL, text);
      if (voice != NULL)
        {
          _leren_html_text (page->html, " – ");
          _leren_html_quote (page->html, voice);
        }
    }
  _leren_html_text (page->html, " ");
  _leren_report_show_as (page, "code", NULL, shown_id);
  _leren_html_close (page->html);
}

static void
write_rest (LerenReportPage *page, const char *const *evidence, guint n_evidence)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autofree char *number = g_strdup_printf ("%u", n_evidence - MOST_EVIDENCE);

  for (guint i = MOST_EVIDENCE; i < n_evidence; i++)
    {
      g_autofree char *shown = _leren_report_people_filter_id (page->people, evidence[i]);
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? ", " : "", shown);
    }
  text = _leren_report_words_fill (page->words, "more", number, ids->str, NULL);
  _leren_report_show_as (page, "li", "rest", text);
}

static void
write_all_evidence (LerenReportPage *page, LerenFinding *finding)
{
  const char *const *evidence = leren_finding_get_evidence (finding);
  guint n_evidence = g_strv_length ((char **) evidence);
  g_autofree char *summary =
    _leren_report_words_count (page->words, "evidence", "evidences", n_evidence);

  _leren_html_open_with (page->html, "details", "evidence", "open", "open");
  _leren_html_element (page->html, "summary", NULL, summary);
  _leren_html_open (page->html, "ul", NULL);
  for (guint i = 0; i < n_evidence && i < MOST_EVIDENCE; i++)
    write_evidence (page, evidence[i]);
  if (n_evidence > MOST_EVIDENCE)
    write_rest (page, evidence, n_evidence);
  _leren_html_close (page->html);
  _leren_html_close (page->html);
}

static void
write_questions (LerenReportPage *page, LerenFinding *finding)
{
  const char *const *questions = leren_finding_get_questions (finding, page->language);

  if (questions == NULL || questions[0] == NULL)
    return;
  _leren_html_open (page->html, "div", "ask");
  _leren_html_element (page->html, "p", "label", _leren_report_words_get (page->words, "ask"));
  _leren_html_open (page->html, "ul", NULL);
  for (guint i = 0; questions[i] != NULL; i++)
    _leren_report_quote_as (page, "li", NULL, questions[i]);
  _leren_html_close (page->html);
  _leren_html_close (page->html);
}

static void
write_finding (LerenReportPage *page, LerenFinding *finding)
{
  const char *severity = severity_words[leren_finding_get_severity (finding)];
  const char *id = leren_finding_get_rule (finding);
  LerenRule *rule = leren_rule_lookup (id);
  g_autofree char *css_class = g_strconcat ("finding ", severity, NULL);
  g_autofree char *source = NULL;

  _leren_html_open (page->html, "article", css_class);
  _leren_html_open (page->html, "h4", NULL);
  _leren_html_element (page->html, "span", "mark", _leren_report_words_get (page->words, severity));
  _leren_html_text (page->html, " ");
  _leren_html_text (page->html, rule != NULL ? leren_rule_get_label (rule, page->language) : id);
  _leren_html_close (page->html);
  _leren_report_quote_as (page, "p", "explanation",
                          leren_finding_get_explanation (finding, page->language));
  write_questions (page, finding);
  write_all_evidence (page, finding);
  source =
    _leren_report_words_fill (page->words, "source", leren_finding_get_source (finding), NULL);
  _leren_html_element (page->html, "p", "source", source);
  _leren_html_close (page->html);
}

static void
write_group (LerenReportPage *page, const Group *group)
{
  _leren_html_open (page->html, "section", "case");
  if (group->about != NULL)
    {
      g_autofree char *title = _leren_report_dup_title (page, group->about);
      g_autofree char *question = _leren_report_dup_reference (group->about, "question");

      if (title == NULL)
        title = _leren_report_people_filter_id (page->people, leren_record_get_id (group->about));
      _leren_report_show_as (page, "h3", NULL, title);
      if (question != NULL)
        _leren_report_quote_as (page, "p", "own-question", question);
    }
  else
    _leren_html_element (page->html, "h3", NULL, _leren_report_words_get (page->words, "whole"));
  for (guint i = 0; i < group->findings->len; i++)
    write_finding (page, g_ptr_array_index (group->findings, i));
  _leren_html_close (page->html);
}

void
_leren_report_write_findings (LerenReportPage *page, const LerenReportPart *part)
{
  g_autoptr (GPtrArray) groups = make_groups (page, part);

  _leren_html_open (page->html, "section", "findings");
  _leren_html_element (page->html, "h2", NULL, _leren_report_words_get (page->words, "findings"));
  if (groups->len == 0)
    _leren_html_element (page->html, "p", "none",
                         _leren_report_words_get (page->words, "no-findings"));
  for (guint i = 0; i < groups->len; i++)
    write_group (page, g_ptr_array_index (groups, i));
  _leren_html_close (page->html);
}
