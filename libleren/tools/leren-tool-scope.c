/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-tool-scope-private.h"

#include "tools/leren-tool-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *case_id, *team, *practice, *participant, *since, *until;

const GOptionEntry tool_scope_options[] = {
  { "case", 0, 0, G_OPTION_ARG_STRING, &case_id, N_ ("only what belongs to this case"), N_ ("ID") },
  { "team", 0, 0, G_OPTION_ARG_STRING, &team, N_ ("only what belongs to this team"), N_ ("ID") },
  { "practice", 0, 0, G_OPTION_ARG_STRING, &practice, N_ ("only what this practice owns"),
    N_ ("ID") },
  { "participant", 0, 0, G_OPTION_ARG_STRING, &participant,
    N_ ("only that in which this person has a part"), N_ ("ID") },
  { "since", 0, 0, G_OPTION_ARG_STRING, &since, N_ ("only from this day on (YYYY-MM-DD)"),
    N_ ("DATE") },
  { "until", 0, 0, G_OPTION_ARG_STRING, &until, N_ ("only up to and including this day"),
    N_ ("DATE") },
  { NULL },
};

gboolean
tool_scope_is_given (void)
{
  return case_id != NULL || team != NULL || practice != NULL || participant != NULL ||
         since != NULL || until != NULL;
}

gboolean
tool_read_date (const char *text, GDate *date)
{
  int day, month, year;

  g_date_clear (date, 1);
  if (strlen (text) != 10)
    return FALSE;
  for (guint i = 0; i < 10; i++)
    if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return FALSE;
  year = atoi (text);
  month = atoi (text + 5);
  day = atoi (text + 8);
  if (!g_date_valid_dmy (day, month, year))
    return FALSE;
  g_date_set_dmy (date, day, month, year);
  return TRUE;
}

/* Midnight at the beginning of a day, @later days after the one in @text; after the last day there is,
 * its last moment. NULL where it is none */
static GDateTime *
midnight (const char *text, guint later)
{
  GDate date;

  if (!tool_read_date (text, &date))
    return NULL;
  g_date_add_days (&date, later);
  if (g_date_get_year (&date) > 9999)
    return g_date_time_new_utc (9999, 12, 31, 23, 59, 59.999999);
  return g_date_time_new_utc (g_date_get_year (&date), g_date_get_month (&date),
                              g_date_get_day (&date), 0, 0, 0);
}

static gboolean
read_period (LerenScope *scope)
{
  g_autoptr (GDateTime) begin = since != NULL ? midnight (since, 0) : NULL;
  g_autoptr (GDateTime) end = until != NULL ? midnight (until, 1) : NULL;

  if (since != NULL && begin == NULL)
    tool_misuse (_ ("--since: “%s” is no day; give one as YYYY-MM-DD"), since);
  else if (until != NULL && end == NULL)
    tool_misuse (_ ("--until: “%s” is no day; give one as YYYY-MM-DD"), until);
  else if (begin != NULL && end != NULL && g_date_time_compare (begin, end) >= 0)
    tool_misuse (_ ("--until: comes before --since; turn them round"));
  else
    {
      leren_scope_set_since (scope, begin);
      leren_scope_set_until (scope, end);
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_there (LerenStore *store, const char *type, const char *id)
{
  g_autoptr (LerenRecord) record = NULL;

  if (id == NULL)
    return TRUE;
  record = leren_store_get (store, id, NULL, NULL);
  if (record != NULL && g_str_equal (leren_record_get_record_type (record), type))
    return TRUE;
  tool_refuse_text (_ ("--%s: there is no %s “%s” in %s; “leren list” shows which there are"), type,
                    type, id, leren_store_get_location (store));
  return FALSE;
}

LerenScope *
tool_scope_new (LerenStore *store, int *status)
{
  g_autoptr (LerenScope) scope = leren_scope_new ();

  *status = TOOL_MISUSED;
  if (!read_period (scope))
    return NULL;
  *status = TOOL_REFUSED;
  if (!is_there (store, "case", case_id) || !is_there (store, "team", team) ||
      !is_there (store, "practice", practice) || !is_there (store, "participant", participant))
    return NULL;
  leren_scope_set_case (scope, case_id);
  leren_scope_set_team (scope, team);
  leren_scope_set_practice (scope, practice);
  leren_scope_set_participant (scope, participant);
  *status = TOOL_DONE;
  return g_steal_pointer (&scope);
}

int
tool_take_snapshot (const char *file, LerenStore **store, LerenSnapshot **snapshot)
{
  g_autoptr (LerenScope) scope = NULL;
  GError *error = NULL;
  int status;

  *store = tool_open (file);
  if (*store == NULL)
    return TOOL_REFUSED;
  scope = tool_scope_new (*store, &status);
  if (scope == NULL)
    return status;
  *snapshot = leren_snapshot_take (*store, scope, NULL, &error);
  return *snapshot != NULL ? TOOL_DONE : tool_refuse (error);
}
