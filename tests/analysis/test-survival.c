/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#include <math.h>

static LerenSnapshot *
take (const char *const *records, const char *since, const char *until)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = story_import (records);
  g_autoptr (LerenScope) scope = leren_scope_new ();
  g_autoptr (GDateTime) first = since != NULL ? g_date_time_new_from_iso8601 (since, NULL) : NULL;
  g_autoptr (GDateTime) end = until != NULL ? g_date_time_new_from_iso8601 (until, NULL) : NULL;
  LerenSnapshot *snapshot;

  leren_scope_set_since (scope, first);
  leren_scope_set_until (scope, end);
  snapshot = leren_snapshot_take (store, scope, NULL, &error);
  g_assert_no_error (error);
  return snapshot;
}

/* The classic table: weeks in remission of 21 children with leukaemia who were given
 * 6-mercaptopurine (Freireich et al. 1963, as printed by Gehan 1965), a week told as a day. Survival
 * and standard errors as in Kleinbaum & Klein (2012), the interval as Stata lists it. */
static void
test_published (void)
{
  static const struct {
    guint day;
    gboolean ended;
  } patients[] = {
    { 6, 1 },  { 6, 1 },  { 6, 1 },  { 6, 0 },  { 7, 1 },  { 9, 0 },  { 10, 1 },
    { 10, 0 }, { 11, 0 }, { 13, 1 }, { 16, 1 }, { 17, 0 }, { 19, 0 }, { 20, 0 },
    { 22, 1 }, { 23, 1 }, { 25, 0 }, { 32, 0 }, { 32, 0 }, { 34, 0 }, { 35, 0 },
  };
  static const struct {
    guint day, at_risk;
    double survival, error, low, high;
  } printed[] = {
    { 6, 21, .8571, .0764, .6197, .9516 },  { 7, 17, .8067, .0869, .5631, .9228 },
    { 10, 15, .7529, .0963, .5032, .8894 }, { 13, 12, .6902, .1068, .4316, .8491 },
    { 16, 11, .6275, .1141, .3675, .8049 }, { 22, 7, .5378, .1282, .2678, .7468 },
    { 23, 6, .4482, .1346, .1881, .6801 },
  };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDateTime) last = g_date_time_new_utc (2015, 3, 31, 12, 0, 0);
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_autoptr (LerenCycles) cycles = NULL;
  g_autoptr (LerenTable) table = NULL;
  GBytes *errors;
  LerenSurvival *survival;
  const double *values;
  double low, high;
  guint row = 0;

  for (guint i = 0; i < G_N_ELEMENTS (patients); i++)
    {
      g_autoptr (GDateTime) begin = g_date_time_add_days (last, -(int) patients[i].day);
      g_autofree char *started = g_date_time_format (begin, "%Y-%m-%dT%H:%M:%SZ");
      g_autofree char *reviewed =
        patients[i].ended
          ? g_strdup (",'state':'concluded','owner':'p','undertaken':'2014-01-01','effect':'e',"
                      "'conclusion':'adopt','reviewed':'2015-03-31'")
          : g_strdup ("");

      g_ptr_array_add (
        records, g_strdup_printf ("{'type':'session','id':'s%u','started':'%s'}", i, started));
      g_ptr_array_add (records,
                       g_strdup_printf ("{'type':'action','id':'a%u','what':'w','session':'s%u'%s}",
                                        i, i, reviewed));
    }
  g_ptr_array_insert (records, 0, g_strdup ("{'type':'participant','id':'p'}"));
  g_ptr_array_add (records, NULL);
  snapshot = take ((const char *const *) records->pdata, NULL, "2015-04-01T00:00:00Z");
  cycles = leren_cycles (snapshot);
  survival = leren_cycles_get_survival (cycles);

  g_assert_cmpuint (leren_survival_get_n_actions (survival, 0), ==, 21);
  g_assert_cmpuint (leren_survival_get_n_reviewed (survival, 0), ==, 9);
  table = leren_survival_get_table (survival);
  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 16);
  errors = leren_table_get_column_values (table, leren_table_find_column (table, "error"));
  values = g_bytes_get_data (errors, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (printed); i++)
    {
      g_assert_cmpfloat_with_epsilon (
        leren_survival_get_open_share (survival, 0, printed[i].day, &low, &high),
        printed[i].survival, 5e-5);
      g_assert_cmpfloat_with_epsilon (low, printed[i].low, 5e-5);
      g_assert_cmpfloat_with_epsilon (high, printed[i].high, 5e-5);
      g_assert_cmpuint (leren_survival_get_n_at_risk (survival, 0, printed[i].day), ==,
                        printed[i].at_risk);
      for (; row < 16; row++)
        if (fabs (values[row] - printed[i].error) < 5e-5)
          break;
      g_assert_cmpuint (row, <, 16);
    }
  g_assert_cmpfloat (leren_survival_get_median (survival, 0, &low, &high), ==, 23);
  g_assert_cmpfloat (low, ==, 13);
  g_assert_true (isnan (high));

  /* before the first day all are open; nothing is known after the last */
  g_assert_cmpfloat (leren_survival_get_open_share (survival, 0, 5, &low, NULL), ==, 1);
  g_assert_true (isnan (low));
  g_assert_cmpfloat_with_epsilon (leren_survival_get_open_share (survival, 0, 35, NULL, NULL),
                                  .4482, 5e-5);
  g_assert_true (isnan (leren_survival_get_open_share (survival, 0, 36, NULL, NULL)));
  g_assert_cmpuint (leren_survival_get_n_days (survival, 0), ==, 35);
  g_assert_cmpuint (leren_survival_get_n_at_risk (survival, 0, 36), ==, 0);
}

#define SESSIONS                                                                                   \
  "{'type':'session','id':'march','team':'team','started':'2015-03-01T10:00:00Z'}",                \
    "{'type':'session','id':'off','team':'team','cancelled':true,"                                 \
    "'started':'2015-03-05T10:00:00Z'}",                                                           \
    "{'type':'session','id':'april','team':'team','started':'2015-04-01T10:00:00Z'}",              \
    "{'type':'session','id':'may','team':'team','started':'2015-05-01T10:00:00Z'}",                \
    "{'type':'session','id':'undated','team':'team'}"
#define ACTION(id, more) "{'type':'action','id':'" id "','what':'w','case':'barbecue'" more "}"
#define SEEN(when)                                                                                 \
  ",'owner':'worker','state':'reviewed','undertaken':'2015-03-02','effect':'e','reviewed':'" when  \
  "'"

/* From which day each counts, until which, and what is left out. */
static void
test_days (void)
{
  const char *records[] = {
    STORY_TEAM, SESSIONS, ACTION ("ten", ",'session':'march'" SEEN ("2015-03-11")),
    /* no day reviewed, but the session that looked back has one: 31 days */
    ACTION ("by-session", ",'session':'march','effect':'e','review_session':'april'"),
    /* it names the session that is to look back, and has no effect yet: open, 51 days */
    ACTION ("planned", ",'session':'march','review_session':'may'"),
    /* looked back on after the period: open at its end */
    ACTION ("after", ",'session':'march'" SEEN ("2015-04-25")),
    /* dropped after 9 days, by the last that was done to its record */
    ACTION ("dropped", ",'session':'march','state':'dropped','drop_reason':'no time',"
                       "'modified':'2015-03-10T09:00:00Z'"),
    /* dropped after the group had looked back on it: 3 days */
    ACTION ("seen-then-dropped", ",'session':'march','state':'dropped','drop_reason':'enough',"
                                 "'effect':'e','reviewed':'2015-03-04',"
                                 "'modified':'2015-03-10T09:00:00Z'"),
    /* without a session it counts from when it was written down: 4 days */
    ACTION ("written", ",'created':'2015-03-03T08:00:00Z','effect':'e','reviewed':'2015-03-07'"),
    /* the session was called off: the same, 2 days */
    ACTION ("called-off", ",'session':'off','created':'2015-03-06T08:00:00Z','effect':'e',"
                          "'reviewed':'2015-03-08'"),
    /* left out: written down after it was tried, so nobody knows when it was agreed */
    ACTION ("afterwards", ",'created':'2015-03-20T08:00:00Z'" SEEN ("2015-03-22")),
    /* left out: looked back on, nobody wrote down when */
    ACTION ("some-day", ",'session':'march','effect':'e'"),
    /* left out: looked back on before it was agreed */
    ACTION ("backwards", ",'session':'april'" SEEN ("2015-03-20")),
    /* agreed after the period: not yet there */
    ACTION ("later", ",'session':'may'"), NULL
  };
  g_autoptr (LerenSnapshot) snapshot = take (records, NULL, "2015-04-21T00:00:00Z");
  g_autoptr (LerenSurvival) survival = leren_survival (snapshot, LEREN_GROUPING_NONE);
  double low, high;

  g_assert_cmpuint (leren_survival_get_n_groups (survival), ==, 1);
  g_assert_cmpuint (leren_survival_get_n_actions (survival, 0), ==, 8);
  g_assert_cmpuint (leren_survival_get_n_reviewed (survival, 0), ==, 5);
  g_assert_cmpuint (leren_survival_get_n_dropped (survival, 0), ==, 1);
  g_assert_cmpuint (leren_survival_get_n_from_created (survival, 0), ==, 2);
  g_assert_cmpuint (leren_survival_get_n_undated (survival, 0), ==, 3);
  /* 2, 3, 4, 9+, 10, 31, 50+, 50+: the last day of the period is 20 April */
  g_assert_cmpfloat_with_epsilon (leren_survival_get_open_share (survival, 0, 2, NULL, NULL),
                                  7.0 / 8, 1e-12);
  g_assert_cmpfloat_with_epsilon (leren_survival_get_open_share (survival, 0, 9, NULL, NULL),
                                  5.0 / 8, 1e-12);
  g_assert_cmpfloat_with_epsilon (leren_survival_get_open_share (survival, 0, 10, NULL, NULL),
                                  5.0 / 8 * 3 / 4, 1e-12);
  g_assert_cmpfloat_with_epsilon (leren_survival_get_open_share (survival, 0, 50, NULL, NULL),
                                  5.0 / 8 * 3 / 4 * 2 / 3, 1e-12);
  g_assert_cmpuint (leren_survival_get_n_days (survival, 0), ==, 50);
  g_assert_cmpfloat (leren_survival_get_median (survival, 0, &low, &high), ==, 10);
}

/* A period takes in what was agreed in it, also what was tried after its end. */
static void
test_period (void)
{
  const char *records[] = { STORY_TEAM, SESSIONS,
                            ACTION ("before", ",'session':'march'" SEEN ("2015-04-15")),
                            ACTION ("tried-later",
                                    ",'session':'april','owner':'worker','state':'undertaken',"
                                    "'undertaken':'2015-06-01'"),
                            NULL };
  g_autoptr (LerenSnapshot) snapshot =
    take (records, "2015-03-15T00:00:00Z", "2015-04-21T00:00:00Z");
  g_autoptr (LerenCycles) cycles = leren_cycles (snapshot);
  LerenSurvival *survival = leren_cycles_get_survival (cycles);

  g_assert_cmpuint (leren_cycles_get_total (cycles), ==, 0);
  g_assert_cmpuint (leren_survival_get_n_actions (survival, 0), ==, 1);
  g_assert_cmpuint (leren_survival_get_n_reviewed (survival, 0), ==, 0);
  g_assert_cmpuint (leren_survival_get_n_days (survival, 0), ==, 19);
  g_assert_true (isnan (leren_survival_get_median (survival, 0, NULL, NULL)));
}

/* A team that looks back in a week beside one that forgets; and by the month of the agreement. */
static void
test_groups (void)
{
  const char *records[] = {
    STORY_TEAM,
    SESSIONS,
    "{'type':'team','id':'other','name':'the other team','practice':'practice'}",
    "{'type':'session','id':'theirs','team':'other','started':'2015-04-02T10:00:00Z'}",
    ACTION ("quick", ",'session':'march'" SEEN ("2015-03-08")),
    "{'type':'action','id':'slow','what':'w','session':'theirs'}",
    "{'type':'action','id':'loose','what':'w','created':'2015-04-03T00:00:00Z'}",
    NULL
  };
  g_autoptr (LerenSnapshot) snapshot = take (records, NULL, "2015-05-01T00:00:00Z");
  g_autoptr (LerenSurvival) teams = leren_survival (snapshot, LEREN_GROUPING_TEAM);
  g_autoptr (LerenSurvival) months = leren_survival (snapshot, LEREN_GROUPING_MONTH);
  g_autoptr (JsonNode) json = leren_survival_to_json (teams);
  const int quick = leren_survival_find_group (teams, "team");
  const int slow = leren_survival_find_group (teams, "other");
  double low, high;

  g_assert_cmpuint (leren_survival_get_n_groups (teams), ==, 3);
  g_assert_cmpfloat (leren_survival_get_median (teams, quick, &low, &high), ==, 7);
  /* all are looked back on: it stays so, and there is no band at 0 */
  g_assert_cmpfloat (leren_survival_get_open_share (teams, quick, 100, &low, &high), ==, 0);
  g_assert_true (isnan (low) && isnan (high));
  g_assert_true (isnan (leren_survival_get_median (teams, slow, NULL, NULL)));
  g_assert_cmpint (leren_survival_find_group (teams, NULL), ==, 2);
  g_assert_null (leren_survival_get_group (teams, 2));
  g_assert_cmpint (leren_survival_find_group (teams, "nobody"), ==, -1);
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (json_node_get_object (json), "groups")),
    ==, 3);

  g_assert_cmpuint (leren_survival_get_n_groups (months), ==, 2);
  g_assert_cmpuint (
    leren_survival_get_n_actions (months, leren_survival_find_group (months, "2015-03")), ==, 1);
  g_assert_cmpuint (
    leren_survival_get_n_actions (months, leren_survival_find_group (months, "2015-04")), ==, 2);
}

static void
test_nothing (void)
{
  const char *records[] = { STORY_TEAM, NULL };
  g_autoptr (LerenSnapshot) snapshot = story_take (records);
  g_autoptr (LerenSurvival) survival = leren_survival (snapshot, LEREN_GROUPING_NONE);
  g_autoptr (LerenSurvival) teams = leren_survival (snapshot, LEREN_GROUPING_TEAM);
  g_autoptr (LerenTable) table = leren_survival_get_table (survival);

  g_assert_cmpuint (leren_survival_get_n_groups (survival), ==, 1);
  g_assert_cmpuint (leren_survival_get_n_actions (survival, 0), ==, 0);
  g_assert_true (isnan (leren_survival_get_open_share (survival, 0, 0, NULL, NULL)));
  g_assert_true (isnan (leren_survival_get_median (survival, 0, NULL, NULL)));
  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 0);
  g_assert_cmpuint (leren_survival_get_n_groups (teams), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/survival/published", test_published);
  g_test_add_func ("/survival/days", test_days);
  g_test_add_func ("/survival/period", test_period);
  g_test_add_func ("/survival/groups", test_groups);
  g_test_add_func ("/survival/nothing", test_nothing);
  return g_test_run ();
}
