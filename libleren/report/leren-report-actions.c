/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/leren-report-private.h"

#include "model/leren-action.h"
#include "model/leren-session.h"

static gboolean
date_of_time (GDateTime *time, GDate *date)
{
  g_date_clear (date, 1);
  if (time == NULL)
    return FALSE;
  g_date_set_dmy (date, g_date_time_get_day_of_month (time), g_date_time_get_month (time),
                  g_date_time_get_year (time));
  return TRUE;
}

static gboolean
copy_date (const GDate *from, GDate *to)
{
  g_date_clear (to, 1);
  if (from == NULL || !g_date_valid (from))
    return FALSE;
  *to = *from;
  return TRUE;
}

/* When it was agreed: in its session, or when it was written down */
static gboolean
find_beginning (LerenReportPage *page, LerenAction *action, GDate *date)
{
  const char *id = leren_action_get_session (action);
  g_autoptr (LerenRecord) session =
    id != NULL ? leren_store_get (page->store, id, page->cancellable, NULL) : NULL;

  if (session != NULL && LEREN_IS_SESSION (session) &&
      date_of_time (leren_session_get_started (LEREN_SESSION (session)), date))
    return TRUE;
  return date_of_time (leren_record_get_created (LEREN_RECORD (action)), date);
}

/* Since when it is in the state it is in; FALSE where nothing tells */
static gboolean
find_since (LerenReportPage *page, LerenAction *action, GDate *date)
{
  switch (leren_action_get_state (action))
    {
    case LEREN_ACTION_STATE_REVIEWED:
      return copy_date (leren_action_get_reviewed (action), date);
    case LEREN_ACTION_STATE_UNDERTAKEN:
      return copy_date (leren_action_get_undertaken (action), date);
    default:
      return find_beginning (page, action, date);
    }
}

static void
write_state (LerenReportPage *page, LerenAction *action)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (LEREN_TYPE_ACTION_STATE);
  GEnumValue *state = g_enum_get_value (states, leren_action_get_state (action));
  LerenConcept *concept = leren_theory_find_concept (leren_store_get_theory (page->store),
                                                     "action-cycle", state->value_nick);

  _leren_html_element (page->html, "span", "state",
                       concept != NULL ? leren_concept_get_label (concept, page->language)
                                       : state->value_nick);
}

static void
write_owner (LerenReportPage *page, LerenAction *action)
{
  const char *id = leren_action_get_owner (action);
  const char *label = id != NULL ? _leren_report_people_get_label (page->people, id) : NULL;

  _leren_html_open (page->html, "span", label != NULL ? NULL : "lacking");
  if (label != NULL)
    {
      _leren_html_text (page->html, _leren_report_words_get (page->words, "owner"));
      _leren_html_text (page->html, " ");
      _leren_html_quote (page->html, label);
    }
  else
    _leren_html_text (page->html, _leren_report_words_get (page->words, "no-owner"));
  _leren_html_close (page->html);
}

static void
write_due (LerenReportPage *page, LerenAction *action, const GDate *today)
{
  const GDate *due = leren_action_get_due (action);
  gboolean over = due != NULL && g_date_compare (due, today) < 0 &&
                  leren_action_get_state (action) < LEREN_ACTION_STATE_UNDERTAKEN;
  g_autofree char *date = due != NULL ? _leren_report_words_date (page->words, due) : NULL;

  if (due == NULL)
    return;
  _leren_html_open (page->html, "span", over ? "lacking" : NULL);
  _leren_html_text (page->html, _leren_report_words_get (page->words, over ? "overdue" : "due"));
  _leren_html_text (page->html, over ? ": " : " ");
  _leren_html_text (page->html, date);
  _leren_html_close (page->html);
}

static void
write_since (LerenReportPage *page, LerenAction *action, const GDate *today)
{
  g_autofree char *date = NULL;
  g_autofree char *duration = NULL;
  g_autofree char *text = NULL;
  GDate since;
  int days;

  if (!find_since (page, action, &since))
    return;
  days = g_date_days_between (&since, today);
  date = _leren_report_words_date (page->words, &since);
  duration = _leren_report_words_duration (page->words, MAX (days, 0));
  text = _leren_report_words_fill (page->words, "since", date, duration, NULL);
  _leren_html_element (page->html, "span", NULL, text);
}

static void
write_action (LerenReportPage *page, LerenAction *action, const GDate *today)
{
  const char *effect = leren_action_get_intended_effect (action);

  _leren_html_open (page->html, "li", NULL);
  _leren_report_quote_as (page, "p", "what", leren_action_get_what (action));
  if (effect != NULL)
    _leren_report_quote_as (page, "p", "effect", effect);
  _leren_html_open (page->html, "p", "facts");
  write_state (page, action);
  write_owner (page, action);
  write_due (page, action, today);
  write_since (page, action, today);
  _leren_html_close (page->html);
  _leren_html_close (page->html);
}

void
_leren_report_write_actions (LerenReportPage *page, const LerenReportPart *part)
{
  GDate today;

  date_of_time (leren_snapshot_get_moment (page->snapshot), &today);
  _leren_html_open (page->html, "section", "actions");
  _leren_html_element (page->html, "h2", NULL, _leren_report_words_get (page->words, "actions"));
  if (part->actions->len == 0)
    _leren_html_element (page->html, "p", "none",
                         _leren_report_words_get (page->words, "no-actions"));
  else
    {
      _leren_html_open (page->html, "ul", NULL);
      for (guint i = 0; i < part->actions->len; i++)
        write_action (page, g_ptr_array_index (part->actions, i), &today);
      _leren_html_close (page->html);
    }
  _leren_html_close (page->html);
}
