/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "../kind-of-store.h"
#include "leren.h"

#include <math.h>
#include <string.h>

#define NEAR 1e-12

/* Before the next session a coach looks at the case of the letters. Two years ago another team had
 * letters too, and closed the case; a third case is about a garden. */
#define LETTERS                                                                                      \
  "{'type':'participant','id':'worker','roles':['professional']}",                                   \
    "{'type':'participant','id':'resident','roles':['client']}",                                     \
    "{'type':'participant','id':'coach','roles':['coach']}",                                         \
    "{'type':'case','id':'new','title':'The drawer of letters',"                                     \
    "'narrative':'She leaves letters unopened','domains':['debts','housing'],"                       \
    "'contributor':'worker'}",                                                                       \
    "{'type':'case','id':'old','title':'Letters under the sofa',"                                    \
    "'narrative':'He hides unopened letters','domains':['Debts','work'],'status':'closed'}",         \
    "{'type':'case','id':'garden','title':'The garden','narrative':'Nobody plants',"                 \
    "'domains':['neighbourhood']}",                                                                  \
    "{'type':'case','id':'evening','title':'An evening','narrative':'Who cooks'}",                   \
    "{'type':'case','id':'walk','title':'A walk','narrative':'Who joins'}",                          \
    "{'type':'session','id':'s-new','cases':['new'],'present':['worker','coach'],"                   \
    "'started':'2017-03-01T10:00:00Z'}",                                                             \
    "{'type':'session','id':'s-old','cases':['old'],'present':['worker','resident'],"                \
    "'started':'2015-03-01T10:00:00Z'}",                                                             \
    "{'type':'reflection','id':'r1','text':'x','case':'new','level':'behaviour','loop':'single'}",   \
    "{'type':'reflection','id':'r2','text':'x','case':'new','level':'belief'}",                      \
    "{'type':'reflection','id':'r3','text':'x','case':'old','level':'belief','loop':'double'}",      \
    "{'type':'reflection','id':'r4','text':'x','case':'old','level':'belief'}",                      \
    "{'type':'reflection','id':'r5','text':'x','case':'old','level':'behaviour'}",                   \
    "{'type':'reflection','id':'r6','text':'x','case':'old','level':'meaning'}",                     \
    "{'type':'tension','id':'t1','description':'x','case':'new','pair':'caring-for-to-making-sure'," \
    "'elements':['rules']}",                                                                         \
    "{'type':'tension','id':'t2','description':'x','case':'old','pair':'caring-for-to-making-sure'," \
    "'contradiction':'tertiary'}",                                                                   \
    "{'type':'action','id':'a1','case':'old','what':'Open one letter a day together',"               \
    "'owner':'worker','effect':'He opens them alone now','effect_rating':8,"                         \
    "'conclusion':'adopt'}",                                                                         \
    "{'type':'action','id':'a2','case':'old','what':'Have them sent to the office',"                 \
    "'state':'dropped','drop_reason':'it takes over'}"

/* Imports the lines, which, unlike saving, puts no date on what has none. */
static LerenStore *
import (const char *lines)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (lines, strlen (lines), NULL);
  g_autofree char *location = location_of_new_store ();
  LerenStore *store = leren_store_open (location, LEREN_STORE_FLAGS_NONE, NULL, &error);
  g_autoptr (LerenImporter) importer = leren_importer_new (store);

  g_assert_no_error (error);
  leren_importer_add_stream (importer, stream, "story", LEREN_FORMAT_JSON_LINES);
  leren_importer_run (importer, NULL, &error);
  g_assert_no_error (error);
  return store;
}

/* Records as JSON without quotes doubled: ' stands for ". */
static LerenStore *
tell (const char *const *records)
{
  g_autofree char *lines = g_strjoinv ("\n", (char **) records);

  return import (g_strdelimit (lines, "'", '"'));
}

static LerenSnapshot *
take (const char *const *records)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = tell (records);
  LerenSnapshot *snapshot = leren_snapshot_take (store, NULL, NULL, &error);

  g_assert_no_error (error);
  return snapshot;
}

static LerenSimilar *
find (LerenSnapshot *snapshot, const char *id, guint n, LerenSimilarSettings *settings)
{
  g_autoptr (GError) error = NULL;
  LerenSimilar *similar = leren_similar_find (snapshot, id, n, settings, NULL, &error);

  g_assert_no_error (error);
  return similar;
}

static LerenSimilarCase *
hit_at (LerenSimilar *similar, guint place)
{
  return g_list_model_get_item (G_LIST_MODEL (similar), place);
}

/* the ids of the hits, with a space between them */
static char *
list_hits (LerenSimilar *similar)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (similar)); i++)
    {
      g_autoptr (LerenSimilarCase) hit = hit_at (similar, i);
      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", leren_similar_case_get_id (hit));
    }
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
assert_hits (const char *const *records, const char *asked, LerenSimilarSettings *settings,
             const char *expected)
{
  g_autoptr (LerenSnapshot) snapshot = take (records);
  g_autoptr (LerenSimilar) similar = find (snapshot, asked, 10, settings);
  g_autofree char *found = list_hits (similar);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_part (LerenSimilarCase *hit, LerenSimilarPart part, double similarity, const char *shared)
{
  g_autofree char *found = g_strjoinv (" ", (char **) leren_similar_case_get_shared (hit, part));

  g_assert_cmpfloat_with_epsilon (leren_similar_case_get_part_similarity (hit, part), similarity,
                                  NEAR);
  g_assert_cmpstr (found, ==, shared);
}

/* A coach asks which earlier case looks like this one, why, and what was tried there. */
static void
test_coach_asks (void)
{
  const char *records[] = { LETTERS, NULL };
  g_autoptr (LerenSnapshot) snapshot = take (records);
  g_autoptr (LerenSimilar) similar = find (snapshot, "new", 10, NULL);
  g_autoptr (LerenSimilarCase) hit = hit_at (similar, 0);
  g_autoptr (GDateTime) moment = g_date_time_new_utc (2015, 3, 1, 10, 0, 0);
  g_autoptr (LerenAction) tried = NULL;
  GListModel *actions;

  g_assert_cmpstr (leren_similar_get_case (similar), ==, "new");
  g_assert_cmpuint (leren_similar_get_n_candidates (similar), ==, 4);
  g_assert_cmpstr (leren_similar_case_get_id (hit), ==, "old");
  g_assert_cmpstr (leren_similar_case_get_title (hit), ==, "Letters under the sofa");
  g_assert_cmpint (leren_case_get_status (leren_similar_case_get_record (hit)), ==,
                   LEREN_CASE_STATUS_CLOSED);
  g_assert_cmpint (leren_similar_case_get_when (hit), ==, LEREN_SIMILAR_WHEN_EARLIER);
  g_assert_true (g_date_time_equal (leren_similar_case_get_moment (hit), moment));
  g_assert_true (leren_similar_case_is_worked_through (hit));

  /* one of three domains; halves of behaviour and belief against a quarter, a half and a quarter of
   * meaning; all of single against all of double loop; one of the two things tensions name; of three
   * roles the one that both have */
  assert_part (hit, LEREN_SIMILAR_PART_DOMAINS, 1.0 / 3, "debts");
  assert_part (hit, LEREN_SIMILAR_PART_LEVELS, 0.75,
               "logical-levels/behaviour logical-levels/belief");
  assert_part (hit, LEREN_SIMILAR_PART_LOOPS, 0, "");
  assert_part (hit, LEREN_SIMILAR_PART_TENSIONS, 0.5, "shifts/caring-for-to-making-sure");
  assert_part (hit, LEREN_SIMILAR_PART_ELEMENTS, 0, "");
  assert_part (hit, LEREN_SIMILAR_PART_PEOPLE, 1.0 / 3, "professional");
  /* the asked case needs no knowledge: that part is left out, for all */
  g_assert_true (isnan (leren_similar_case_get_part_similarity (hit, LEREN_SIMILAR_PART_NEEDS)));
  g_assert_true (isnan (leren_similar_get_weight (similar, LEREN_SIMILAR_PART_NEEDS)));
  g_assert_cmpfloat_with_epsilon (leren_similar_get_weight (similar, LEREN_SIMILAR_PART_TEXT),
                                  6.0 / 17, NEAR);

  actions = leren_similar_case_get_actions (hit);
  g_assert_cmpuint (g_list_model_get_n_items (actions), ==, 2);
  tried = g_list_model_get_item (actions, 0);
  g_assert_cmpstr (leren_action_get_what (tried), ==, "Open one letter a day together");
  g_assert_cmpstr (leren_action_get_effect (tried), ==, "He opens them alone now");
  g_assert_cmpint (leren_action_get_effect_rating (tried), ==, 8);
  g_assert_cmpint (leren_action_get_conclusion (tried), ==, LEREN_CONCLUSION_ADOPT);
}

/* Of five cases these two have "letters", twice each, and "unopened"; both are eight words long. "The"
 * stands in three, and tells nothing. */
static void
test_text (void)
{
  const char *records[] = { LETTERS, NULL };
  g_autoptr (LerenSnapshot) snapshot = take (records);
  g_autoptr (LerenSimilar) similar = find (snapshot, "new", 10, NULL);
  g_autoptr (LerenSimilarCase) hit = hit_at (similar, 0);

  assert_part (hit, LEREN_SIMILAR_PART_TEXT, 1, "letters unopened");
}

/* The contributions explain the whole similarity, and the score that and the bonus. */
static void
test_contributions (void)
{
  const char *records[] = { LETTERS, NULL };
  g_autoptr (LerenSnapshot) snapshot = take (records);
  g_autoptr (LerenSimilar) similar = find (snapshot, "new", 10, NULL);
  g_autoptr (LerenSimilarCase) hit = hit_at (similar, 0);
  double sum = 0;

  for (LerenSimilarPart part = LEREN_SIMILAR_PART_TEXT; part <= LEREN_SIMILAR_PART_PEOPLE; part++)
    if (!isnan (leren_similar_case_get_part_weight (hit, part)))
      sum += leren_similar_case_get_part_contribution (hit, part);
  /* 17 is the weights of all parts but the needs */
  g_assert_cmpfloat_with_epsilon (sum, (6 + 3.0 / 3 + 2 * 0.75 + 3 * 0.5 + 1.0 / 3) / 17, NEAR);
  g_assert_cmpfloat_with_epsilon (leren_similar_case_get_similarity (hit), sum, NEAR);
  g_assert_cmpfloat_with_epsilon (leren_similar_case_get_score (hit), sum * 1.1, NEAR);
}

#define THREE                                                                                      \
  "{'type':'case','id':'asked','title':'a','domains':['money'],'needs':['law']}",                  \
    "{'type':'case','id':'first','title':'b','domains':['money']}",                                \
    "{'type':'case','id':'second','title':'c','needs':['law']}",                                   \
    "{'type':'case','id':'third','title':'d','needs':['law']}"

static void
test_weights (void)
{
  const char *records[] = { THREE, NULL };
  g_autoptr (LerenSimilarSettings) settings = leren_similar_settings_new ();
  g_autoptr (GError) error = NULL;

  assert_hits (records, "asked", NULL, "first second third");
  leren_similar_settings_set_weight (settings, LEREN_SIMILAR_PART_NEEDS, 10, &error);
  g_assert_no_error (error);
  assert_hits (records, "asked", settings, "second third first");
  leren_similar_settings_set_weight (settings, LEREN_SIMILAR_PART_NEEDS, 0, &error);
  g_assert_no_error (error);
  assert_hits (records, "asked", settings, "first");
  leren_similar_settings_set_weight (settings, LEREN_SIMILAR_PART_DOMAINS, 0, &error);
  g_assert_no_error (error);
  assert_hits (records, "asked", settings, "");
}

/* Equal scores come as they were stored, also where only some of them fit. */
static void
test_ties (void)
{
  const char *records[] = { THREE, NULL };
  g_autoptr (LerenSnapshot) snapshot = take (records);
  g_autoptr (LerenSimilar) similar = find (snapshot, "asked", 2, NULL);
  g_autofree char *found = list_hits (similar);

  g_assert_cmpstr (found, ==, "first second");
  assert_hits (records, "second", NULL, "asked third");
}

static void
test_closed_and_looked_back_on (void)
{
  const char *records[] = {
    "{'type':'case','id':'asked','title':'a','domains':['money','work']}",
    "{'type':'case','id':'open','title':'b','domains':['money','work']}",
    "{'type':'case','id':'closed','title':'c','domains':['money','work'],'status':'closed'}",
    "{'type':'case','id':'dropped','title':'d','domains':['money','work'],'status':'closed'}",
    "{'type':'case','id':'half','title':'f','domains':['money'],'status':'closed'}",
    "{'type':'case','id':'whole','title':'e','domains':['money','work'],'status':'closed'}",
    "{'type':'action','id':'a1','what':'x','case':'open','effect':'y'}",
    "{'type':'action','id':'a2','what':'x','case':'closed'}",
    "{'type':'action','id':'a3','what':'x','case':'dropped','effect':'y','state':'dropped',"
    "'drop_reason':'z'}",
    "{'type':'action','id':'a4','what':'x','case':'whole','effect':'y'}",
    "{'type':'action','id':'a5','what':'x','case':'half','effect':'y'}",
    NULL
  };
  g_autoptr (LerenSimilarSettings) settings = leren_similar_settings_new ();
  g_autoptr (GError) error = NULL;

  assert_hits (records, "asked", NULL, "whole open closed dropped half");
  leren_similar_settings_set_bonus (settings, 0, &error);
  g_assert_no_error (error);
  assert_hits (records, "asked", settings, "open closed dropped whole half");
  leren_similar_settings_set_bonus (settings, 1.5, &error);
  g_assert_no_error (error);
  assert_hits (records, "asked", settings, "whole half open closed dropped");
}

#define AT(id, time)                                                                               \
  "{'type':'case','id':'" id "','title':'" id "','domains':['x'],'created':'" time "'}"

/* A case that came later cannot have been an example; one without a date might. */
static void
test_earlier (void)
{
  const char *records[] = {
    AT ("asked", "2016-01-01T10:00:00Z"),
    AT ("later", "2016-01-01T10:00:01Z"),
    AT ("same", "2016-01-01T11:00:00+01:00"),
    AT ("taken-up", "2018-01-01T10:00:00Z"),
    "{'type':'case','id':'undated','title':'u','domains':['x']}",
    "{'type':'session','id':'s','cases':['taken-up'],'started':'2015-01-01T10:00:00Z'}",
    NULL
  };
  g_autoptr (LerenSnapshot) snapshot = take (records);
  g_autoptr (LerenSimilar) similar = find (snapshot, "asked", 10, NULL);
  g_autoptr (LerenSimilarCase) undated = hit_at (similar, 2);
  g_autoptr (LerenSimilarSettings) settings = leren_similar_settings_new ();
  g_autoptr (LerenSimilar) all = NULL;
  g_autoptr (LerenSimilarCase) late = NULL;

  assert_hits (records, "asked", NULL, "same taken-up undated");
  g_assert_cmpuint (leren_similar_get_n_later (similar), ==, 1);
  g_assert_cmpint (leren_similar_case_get_when (undated), ==, LEREN_SIMILAR_WHEN_UNKNOWN);
  g_assert_null (leren_similar_case_get_moment (undated));

  leren_similar_settings_set_include_later (settings, TRUE);
  all = find (snapshot, "asked", 10, settings);
  late = hit_at (all, 0);
  g_assert_cmpstr (leren_similar_case_get_id (late), ==, "later");
  g_assert_cmpint (leren_similar_case_get_when (late), ==, LEREN_SIMILAR_WHEN_LATER);
  g_assert_cmpuint (leren_similar_get_n_later (all), ==, 0);
  /* where the asked one has no date nothing is left out */
  assert_hits (records, "undated", NULL, "asked later same taken-up");
}

static void
test_alone (void)
{
  const char *one[] = { "{'type':'case','id':'only','title':'Only','domains':['x']}", NULL };
  const char *bare[] = { "{'type':'case','id':'bare','title':'?'}",
                         "{'type':'case','id':'other','title':'!','domains':['x']}", NULL };
  g_autoptr (LerenSnapshot) snapshot = take (bare);
  g_autoptr (LerenSimilar) similar = find (snapshot, "bare", 10, NULL);
  g_autoptr (LerenTable) table = leren_similar_get_table (similar);

  assert_hits (one, "only", NULL, "");
  assert_hits (bare, "bare", NULL, "");
  assert_hits (bare, "other", NULL, "");
  for (LerenSimilarPart part = LEREN_SIMILAR_PART_TEXT; part <= LEREN_SIMILAR_PART_PEOPLE; part++)
    g_assert_true (isnan (leren_similar_get_weight (similar, part)));
  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 0);
}

/* What coders outvote is read as they read it, here as everywhere. */
static void
test_codings_are_weighed (void)
{
  const char *records[] = {
    "{'type':'participant','id':'p1'}",
    "{'type':'participant','id':'p2'}",
    "{'type':'case','id':'asked','title':'a'}",
    "{'type':'case','id':'other','title':'b'}",
    "{'type':'reflection','id':'r1','text':'x','case':'asked','level':'belief'}",
    "{'type':'reflection','id':'r2','text':'x','case':'other','level':'behaviour'}",
    "{'type':'coding','id':'c1','target':'r2','framework':'logical-levels','concept':'belief',"
    "'coder':'p1'}",
    "{'type':'coding','id':'c2','target':'r2','framework':'logical-levels','concept':'belief',"
    "'coder':'p2'}",
    NULL
  };

  assert_hits (records, "asked", NULL, "other");
}

/* Who looks within another team asks about a case of their own, all of which counts. */
static void
test_scope (void)
{
  const char *records[] = {
    "{'type':'team','id':'north','name':'North'}",
    "{'type':'team','id':'south','name':'South'}",
    "{'type':'case','id':'asked','title':'a','domains':['x'],'team':'north'}",
    "{'type':'case','id':'near','title':'b','domains':['x'],'team':'north'}",
    "{'type':'case','id':'far','title':'c','domains':['x'],'team':'south'}",
    "{'type':'reflection','id':'r1','text':'x','case':'asked','level':'belief'}",
    "{'type':'reflection','id':'r2','text':'x','case':'far','level':'belief'}",
    NULL
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = tell (records);
  g_autoptr (LerenScope) scope = leren_scope_new ();
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_autoptr (LerenSimilar) similar = NULL;
  g_autoptr (LerenSimilarCase) hit = NULL;
  g_autofree char *found = NULL;

  leren_scope_set_team (scope, "south");
  snapshot = leren_snapshot_take (store, scope, NULL, &error);
  g_assert_no_error (error);
  similar = find (snapshot, "asked", 10, NULL);
  found = list_hits (similar);
  g_assert_cmpstr (found, ==, "far");
  hit = hit_at (similar, 0);
  assert_part (hit, LEREN_SIMILAR_PART_LEVELS, 1, "logical-levels/belief");
}

/* Who looks for the cases of one person sees these cases whole, up to the day that is looked at. */
static void
test_scope_of_a_person (void)
{
  const char *records[] = {
    "{'type':'participant','id':'worker'}",
    "{'type':'participant','id':'colleague'}",
    "{'type':'case','id':'asked','title':'a','domains':['x']}",
    "{'type':'case','id':'hers','title':'b','domains':['x'],'contributor':'worker'}",
    "{'type':'case','id':'other','title':'c','domains':['x'],'contributor':'colleague'}",
    "{'type':'reflection','id':'r1','text':'x','case':'asked','level':'belief'}",
    "{'type':'reflection','id':'r2','text':'x','case':'hers','level':'belief',"
    "'author':'colleague'}",
    "{'type':'reflection','id':'r3','text':'x','case':'hers','level':'identity',"
    "'author':'worker','at':'2016-05-01T10:00:00Z'}",
    "{'type':'action','id':'a1','what':'x','case':'hers','owner':'colleague',"
    "'undertaken':'2015-01-01'}",
    "{'type':'action','id':'a2','what':'x','case':'hers','owner':'colleague',"
    "'undertaken':'2017-01-01'}",
    NULL
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = tell (records);
  g_autoptr (GDateTime) until = g_date_time_new_utc (2016, 1, 1, 0, 0, 0);
  g_autoptr (LerenScope) scope = leren_scope_new ();
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_autoptr (LerenSimilar) similar = NULL;
  g_autoptr (LerenSimilarCase) hit = NULL;
  g_autofree char *found = NULL;

  leren_scope_set_participant (scope, "worker");
  leren_scope_set_until (scope, until);
  snapshot = leren_snapshot_take (store, scope, NULL, &error);
  g_assert_no_error (error);
  similar = find (snapshot, "asked", 10, NULL);
  found = list_hits (similar);
  g_assert_cmpstr (found, ==, "hers");
  hit = hit_at (similar, 0);
  assert_part (hit, LEREN_SIMILAR_PART_LEVELS, 1, "logical-levels/belief");
  g_assert_cmpuint (g_list_model_get_n_items (leren_similar_case_get_actions (hit)), ==, 1);
}

static void
test_unknown (void)
{
  const char *records[] = { LETTERS, NULL };
  g_autoptr (LerenSnapshot) snapshot = take (records);
  g_autoptr (GError) error = NULL;

  g_assert_null (leren_similar_find (snapshot, "nobody", 1, NULL, NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "leren list"));
  g_clear_error (&error);
  g_assert_null (leren_similar_find (snapshot, "s-old", 1, NULL, NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "session"));
  g_clear_error (&error);
  g_assert_null (leren_similar_find_text (snapshot, "\xff", 1, NULL, NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (leren_similar_find_text (snapshot, "rent", 0, NULL, NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (leren_similar_find (snapshot, "new", 0, NULL, NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
}

static void
test_settings (void)
{
  g_autoptr (LerenSimilarSettings) settings = leren_similar_settings_new ();
  const double wrong[] = { -0.1, NAN, INFINITY, 1000.1 };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) other = NULL;

      g_assert_false (
        leren_similar_settings_set_weight (settings, LEREN_SIMILAR_PART_TEXT, wrong[i], &error));
      g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
      g_assert_false (leren_similar_settings_set_bonus (settings, wrong[i], &other));
      g_assert_error (other, LEREN_ERROR, LEREN_ERROR_INVALID);
    }
  g_assert_cmpfloat (leren_similar_settings_get_weight (settings, LEREN_SIMILAR_PART_TEXT), ==, 6);
  g_assert_cmpfloat (leren_similar_settings_get_bonus (settings), ==, 0.1);
  g_object_set (settings, "bonus", 0.5, "include-later", TRUE, NULL);
  g_assert_cmpfloat (leren_similar_settings_get_bonus (settings), ==, 0.5);
  g_assert_true (leren_similar_settings_get_include_later (settings));
}

/* A coach types a situation that nobody has written down yet. */
static void
test_situation_in_words (void)
{
  const char *records[] = { LETTERS, NULL };
  g_autoptr (LerenSnapshot) snapshot = take (records);
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenSimilar) similar =
    leren_similar_find_text (snapshot, "He hides his \"letters\" (again)", 10, NULL, NULL, &error);
  g_autofree char *found = NULL;
  g_autoptr (LerenSimilarCase) hit = NULL;
  double idf_of_two = log ((5 - 2 + 0.5) / (2 + 0.5)), idf_of_one = log ((5 - 1 + 0.5) / (1 + 0.5));
  /* 8, 8, 4, 4 and 4 words; "letters" comes twice, "he" and "hides" once */
  double length = 1 - 0.75 + 0.75 * 8 / 5.6;
  double score =
    idf_of_two * 2 * 2.2 / (2 + 1.2 * length) + 2 * idf_of_one * 2.2 / (1 + 1.2 * length);

  g_assert_no_error (error);
  found = list_hits (similar);
  g_assert_cmpstr (found, ==, "old new");
  g_assert_null (leren_similar_get_case (similar));
  g_assert_cmpstr (leren_similar_get_text (similar), ==, "He hides his \"letters\" (again)");
  hit = hit_at (similar, 0);
  g_assert_cmpfloat_with_epsilon (leren_similar_case_get_similarity (hit),
                                  score / (idf_of_two + 2 * idf_of_one), 1e-9);
}

static void
test_table_and_json (void)
{
  const char *records[] = { LETTERS, NULL };
  g_autoptr (LerenSnapshot) snapshot = take (records);
  g_autoptr (LerenSimilar) similar = find (snapshot, "new", 10, NULL);
  g_autoptr (LerenTable) table = leren_similar_get_table (similar);
  g_autoptr (JsonNode) json = leren_similar_to_json (similar);
  JsonArray *cases = json_object_get_array_member (json_node_get_object (json), "cases");
  JsonObject *first = json_array_get_object_element (cases, 0);
  JsonArray *actions = json_object_get_array_member (first, "actions");
  JsonObject *action = json_array_get_object_element (actions, 0);

  g_assert_cmpuint (leren_table_get_n_rows (table), ==, json_array_get_length (cases));
  g_assert_null (
    leren_table_get_column_validity (table, leren_table_find_column (table, "similarity")));
  g_assert_nonnull (
    leren_table_get_column_validity (table, leren_table_find_column (table, "needs")));
  g_assert_cmpstr (json_object_get_string_member (first, "case"), ==, "old");
  g_assert_cmpstr (json_object_get_string_member (first, "when"), ==, "earlier");
  g_assert_cmpstr (json_object_get_string_member (first, "status"), ==, "closed");
  g_assert_cmpstr (json_object_get_string_member (action, "conclusion"), ==, "adopt");
  g_assert_true (json_object_get_null_member (action, "state"));
  g_assert_cmpstr (
    json_object_get_string_member (json_array_get_object_element (actions, 1), "drop_reason"), ==,
    "it takes over");
}

/* The snapshot stays as it was; what is read from the store is what is there now. */
static void
test_deleted_and_closed (void)
{
  const char *records[] = { THREE, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = tell (records);
  g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, NULL, NULL, &error);
  g_autoptr (LerenSimilar) similar = NULL;
  g_autoptr (LerenSimilarCase) hit = NULL;

  leren_store_delete (store, "first", NULL, &error);
  g_assert_no_error (error);
  similar = find (snapshot, "asked", 10, NULL);
  hit = hit_at (similar, 0);
  g_assert_cmpstr (leren_similar_case_get_id (hit), ==, "first");
  g_assert_null (leren_similar_case_get_record (hit));
  g_assert_null (leren_similar_case_get_title (hit));
  leren_store_close (store, &error);
  g_assert_no_error (error);
  g_assert_null (leren_similar_find (snapshot, "asked", 10, NULL, NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_CLOSED);
}

typedef struct {
  GMainLoop *loop;
  GAsyncResult *result;
} Waiting;

static void
done (GObject *source, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;

  waiting->result = g_object_ref (result);
  g_main_loop_quit (waiting->loop);
}

static void
test_async (void)
{
  const char *records[] = { LETTERS, NULL };
  g_autoptr (LerenSnapshot) snapshot = take (records);
  g_autoptr (LerenSimilar) now = find (snapshot, "new", 10, NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (LerenSimilar) later = NULL;
  g_autoptr (LerenSimilar) by_text = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  Waiting waiting = { loop, NULL };

  leren_similar_find_async (snapshot, "new", 10, NULL, NULL, done, &waiting);
  g_main_loop_run (loop);
  later = leren_similar_find_finish (waiting.result, &error);
  g_assert_no_error (error);
  g_clear_object (&waiting.result);
  one = list_hits (now);
  other = list_hits (later);
  g_assert_cmpstr (one, ==, other);

  leren_similar_find_text_async (snapshot, "letters", 10, NULL, NULL, done, &waiting);
  g_main_loop_run (loop);
  by_text = leren_similar_find_text_finish (waiting.result, &error);
  g_assert_no_error (error);
  g_clear_object (&waiting.result);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (by_text)), ==, 2);

  g_cancellable_cancel (cancelled);
  g_assert_null (leren_similar_find (snapshot, "new", 10, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  leren_similar_find_async (snapshot, "nobody", 10, NULL, NULL, done, &waiting);
  g_main_loop_run (loop);
  g_assert_null (leren_similar_find_finish (waiting.result, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
  g_clear_object (&waiting.result);
  g_clear_error (&error);
  leren_similar_find_async (snapshot, "new", 0, NULL, NULL, done, &waiting);
  g_main_loop_run (loop);
  g_assert_null (leren_similar_find_finish (waiting.result, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_INVALID);
  g_clear_object (&waiting.result);
}

/* More cases than one thread takes at a time: the best are the best of all. */
static void
test_many (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_autoptr (LerenSimilar) similar = NULL;
  g_autofree char *found = NULL;

  for (guint i = 0; i < 40000; i++)
    g_string_append_printf (
      lines, "{\"type\":\"case\",\"id\":\"c%u\",\"title\":\"x\",\"domains\":[\"d\"%s%s]}\n", i,
      i % 13000 == 7 ? ",\"e\"" : "", i % 2 == 0 ? ",\"f\"" : "");
  store = import (lines->str);
  snapshot = leren_snapshot_take (store, NULL, NULL, &error);
  similar = find (snapshot, "c7", 5, NULL);
  found = list_hits (similar);
  /* those with the same two, and then those with one of them alone, as they were stored */
  g_assert_cmpstr (found, ==, "c13007 c26007 c39007 c1 c3");
  g_assert_cmpuint (leren_similar_get_n_candidates (similar), ==, 39999);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/similar/coach-asks", test_coach_asks);
  g_test_add_func ("/similar/text", test_text);
  g_test_add_func ("/similar/contributions", test_contributions);
  g_test_add_func ("/similar/weights", test_weights);
  g_test_add_func ("/similar/ties", test_ties);
  g_test_add_func ("/similar/closed-and-looked-back-on", test_closed_and_looked_back_on);
  g_test_add_func ("/similar/earlier", test_earlier);
  g_test_add_func ("/similar/alone", test_alone);
  g_test_add_func ("/similar/codings-are-weighed", test_codings_are_weighed);
  g_test_add_func ("/similar/scope", test_scope);
  g_test_add_func ("/similar/scope-of-a-person", test_scope_of_a_person);
  g_test_add_func ("/similar/unknown", test_unknown);
  g_test_add_func ("/similar/settings", test_settings);
  g_test_add_func ("/similar/situation-in-words", test_situation_in_words);
  g_test_add_func ("/similar/table-and-json", test_table_and_json);
  g_test_add_func ("/similar/deleted-and-closed", test_deleted_and_closed);
  g_test_add_func ("/similar/async", test_async);
  g_test_add_func ("/similar/many", test_many);
  return g_test_run ();
}
