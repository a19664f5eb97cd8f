/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/leren-report-private.h"

#include "model/leren-practice.h"

static void
write_answer (LerenReportPage *page, const char *question, const char *answer)
{
  _leren_html_element (page->html, "dt", NULL, _leren_report_words_get (page->words, question));
  if (answer != NULL)
    _leren_report_quote_as (page, "dd", NULL, answer);
  else
    _leren_html_element (page->html, "dd", "none",
                         _leren_report_words_get (page->words, "not-told"));
}

/* By which a practice is described (Kooiman et al., 2015) */
void
_leren_report_write_questions (LerenReportPage *page, const LerenReportPart *part)
{
  LerenPractice *practice;

  if (part->practice == NULL)
    return;
  practice = LEREN_PRACTICE (part->practice);
  _leren_html_open (page->html, "section", "practice");
  _leren_html_element (page->html, "h2", NULL, _leren_report_words_get (page->words, "practice"));
  _leren_html_open (page->html, "dl", NULL);
  write_answer (page, "learners", leren_practice_get_learners (practice));
  write_answer (page, "setting", leren_practice_get_setting (practice));
  write_answer (page, "goal", leren_practice_get_goal (practice));
  write_answer (page, "facilitation", leren_practice_get_facilitation (practice));
  write_answer (page, "conclusion", leren_practice_get_conclusion (practice));
  _leren_html_close (page->html);
  _leren_html_close (page->html);
}
