/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/leren-report-private.h"

/* room for the number behind the longest bar */
#define MOST_PERCENT 80

static guint
find_most (LerenProfile *profile, guint group)
{
  LerenFramework *framework = leren_profile_get_framework (profile);
  guint most = 0;

  for (guint i = 0; i < leren_framework_get_n_concepts (framework); i++)
    {
      g_autoptr (LerenConcept) concept = g_list_model_get_item (G_LIST_MODEL (framework), i);
      most = MAX (most, leren_profile_get_count (profile, group, leren_concept_get_id (concept)));
    }
  return most;
}

/* A bar is drawn; the number behind it says the same to who cannot see it. */
static void
write_level (LerenReportPage *page, LerenConcept *concept, guint count, guint most)
{
  g_autofree char *style = g_strdup_printf ("width:%u%%", count * MOST_PERCENT / most);
  g_autofree char *number = g_strdup_printf ("%u", count);

  _leren_html_open (page->html, "tr", NULL);
  _leren_html_open_with (page->html, "th", NULL, "scope", "row");
  _leren_html_text (page->html, leren_concept_get_label (concept, page->language));
  _leren_html_close (page->html);
  _leren_html_open (page->html, "td", NULL);
  if (count > 0)
    {
      _leren_html_open_with (page->html, "span", "bar", "style", style);
      _leren_html_close (page->html);
    }
  _leren_html_text (page->html, number);
  _leren_html_close (page->html);
  _leren_html_close (page->html);
}

static void
write_column (LerenReportPage *page, const char *key)
{
  _leren_html_open_with (page->html, "th", NULL, "scope", "col");
  _leren_html_text (page->html, _leren_report_words_get (page->words, key));
  _leren_html_close (page->html);
}

/* The highest level stands at the top. */
static void
write_table (LerenReportPage *page, LerenProfile *profile, guint group)
{
  LerenFramework *framework = leren_profile_get_framework (profile);
  guint most = find_most (profile, group);

  _leren_html_open (page->html, "table", NULL);
  _leren_html_element (page->html, "caption", NULL,
                       _leren_report_words_get (page->words, "levels-caption"));
  _leren_html_open (page->html, "thead", NULL);
  _leren_html_open (page->html, "tr", NULL);
  write_column (page, "level");
  write_column (page, "times");
  _leren_html_close (page->html);
  _leren_html_close (page->html);
  _leren_html_open (page->html, "tbody", NULL);
  for (guint i = leren_framework_get_n_concepts (framework); i > 0; i--)
    {
      g_autoptr (LerenConcept) concept = g_list_model_get_item (G_LIST_MODEL (framework), i - 1);
      guint count = leren_profile_get_count (profile, group, leren_concept_get_id (concept));

      write_level (page, concept, count, most);
    }
  _leren_html_close (page->html);
  _leren_html_close (page->html);
}

void
_leren_report_write_levels (LerenReportPage *page, const LerenReportPart *part)
{
  int group;

  if (part->practice == NULL)
    return;
  group = leren_profile_find_group (page->levels, leren_record_get_id (part->practice));
  _leren_html_open (page->html, "section", "levels");
  _leren_html_element (page->html, "h2", NULL, _leren_report_words_get (page->words, "levels"));
  if (group < 0 || find_most (page->levels, group) == 0)
    _leren_html_element (page->html, "p", "none",
                         _leren_report_words_get (page->words, "no-levels"));
  else
    write_table (page, page->levels, group);
  _leren_html_close (page->html);
}
