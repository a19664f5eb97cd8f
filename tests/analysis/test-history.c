/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#include <math.h>

#define AT "T10:00:00+01:00'"
#define SESSION(id, day, more)                                                                     \
  "{'type':'session','id':'" id "','title':'A session','team':'team','started':'" day AT more "}"
/* three reflections of one session */
#define REFLECTION(id, session, level)                                                             \
  "{'type':'reflection','id':'" id "','text':'t','session':'" session "','level':'" level "'}"
#define THREE(session, day, one, two, three)                                                       \
  SESSION (session, day, ""), REFLECTION (session "-1", session, one),                             \
    REFLECTION (session "-2", session, two), REFLECTION (session "-3", session, three)
#define ALL(session, day, level) THREE (session, day, level, level, level)

static LerenHistory *
tell (LerenSnapshot *snapshot, const char *practice, guint min_reflections, guint min_steps,
      double max_chance)
{
  g_autoptr (GError) error = NULL;
  LerenHistory *history =
    leren_history_tell (snapshot, practice, min_reflections, min_steps, max_chance, NULL, &error);

  g_assert_no_error (error);
  return history;
}

static LerenHistory *
story_history (const char *const *records, guint min_reflections, guint min_steps,
               double max_chance)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = story_import (records);
  g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, NULL, NULL, &error);

  g_assert_no_error (error);
  return tell (snapshot, "practice", min_reflections, min_steps, max_chance);
}

static LerenHistoryEvent *
event_at (LerenHistory *history, guint index)
{
  LerenHistoryEvent *event = g_list_model_get_item (G_LIST_MODEL (history), index);

  g_object_unref (event);
  return event;
}

/* kind and record of each event, those without a date after a stroke */
static char *
outline (LerenHistory *history)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (LEREN_TYPE_HISTORY_KIND);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (history)); i++)
    {
      LerenHistoryEvent *event = event_at (history, i);

      if (i == leren_history_get_n_dated (history))
        g_string_append (all, "| ");
      g_assert_true ((leren_history_event_get_moment (event) == NULL) ==
                     (leren_history_event_get_dating (event) == LEREN_HISTORY_DATING_NONE));
      g_string_append_printf (
        all, "%s:%s ", g_enum_get_value (kinds, leren_history_event_get_kind (event))->value_nick,
        leren_history_event_get_record (event));
    }
  return g_strchomp (g_string_free (all, FALSE));
}

static guint
count_kind (LerenHistory *history, LerenHistoryKind kind)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (history)); i++)
    n += leren_history_event_get_kind (event_at (history, i)) == kind;
  return n;
}

static LerenHistoryEvent *
find_kind (LerenHistory *history, LerenHistoryKind kind)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (history)); i++)
    if (leren_history_event_get_kind (event_at (history, i)) == kind)
      return event_at (history, i);
  g_assert_not_reached ();
}

static guint
count_shifts (const char *const *records, guint min_reflections, guint min_steps, double max_chance)
{
  g_autoptr (LerenHistory) history =
    story_history (records, min_reflections, min_steps, max_chance);

  return count_kind (history, LEREN_HISTORY_KIND_SHIFT);
}

#define STORY                                                                                      \
  "{'type':'practice','id':'practice','name':'Working in the neighbourhood',"                      \
  "'phase':'roll-out','started':'2014-12-01','ended':'2015-12-31'}",                               \
    "{'type':'participant','id':'worker','roles':['professional']}",                               \
    "{'type':'team','id':'team','name':'the team','practice':'practice'}",                         \
    "{'type':'case','id':'barbecue','title':'A barbecue','team':'team'}"

/* A year of a practice, in the order in which it happened and not in which it was written down. */
static void
test_chain (void)
{
  const char *records[] = {
    STORY,
    /* dated by its own day; settled later */
    "{'type':'tension','id':'caring','description':'Caring or leaving be','case':'barbecue',"
    "'status':'settled','surfaced':'2015-02-10','settled':'2015-06-01'}",
    SESSION ("march", "2015-03-02", ""), SESSION ("january", "2015-01-12", ""),
    SESSION ("off", "2015-02-09", ",'cancelled':true"),
    /* dated by its session, told by what came of it */
    "{'type':'knowledge','id':'hunch','statement':'They manage','form':'tacit'}",
    "{'type':'knowledge','id':'rule','statement':'Ask before you help','form':'explicit'}",
    "{'type':'conversion','id':'put-into-words','sources':['hunch'],'results':['rule'],"
    "'session':'march'}",
    /* its session was called off: all that is known is when it was written down */
    "{'type':'conversion','id':'noted','results':['rule'],'session':'off',"
    "'created':'2015-02-20T09:00:00Z','practice':'practice'}",
    "{'type':'coding','id':'c1','target':'march','framework':'programme-phases',"
    "'concept':'materialise','coder':'worker'}",
    "{'type':'coding','id':'c2','target':'january','framework':'programme-phases',"
    "'concept':'materialise','coder':'worker'}",
    "{'type':'action','id':'first','what':'Ask them','case':'barbecue','session':'january',"
    "'effect':'e','conclusion':'adapt'}",
    "{'type':'action','id':'second','what':'Ask them earlier','case':'barbecue','effect':'e',"
    "'session':'january','conclusion':'adopt','reviewed':'2015-04-07','previous':'first'}",
    /* one cycle is no line of development */
    "{'type':'action','id':'single','what':'Ring','case':'barbecue','effect':'e',"
    "'conclusion':'adopt','reviewed':'2015-04-08'}",
    /* to adapt ends nothing */
    "{'type':'action','id':'one','what':'Go','case':'barbecue','effect':'e'}",
    "{'type':'action','id':'two','what':'Go on','case':'barbecue','effect':'e','previous':'one',"
    "'conclusion':'adapt','reviewed':'2015-04-09'}",
    "{'type':'contribution','id':'t1','session':'january','speaker':'worker','kind':'story',"
    "'stage':'bring-in'}",
    "{'type':'contribution','id':'t2','session':'january','speaker':'worker','kind':'story',"
    "'stage':'bring-in'}",
    /* nobody wrote down when */
    "{'type':'tension','id':'money','description':'Whose money','case':'barbecue'}",
    "{'type':'session','id':'some-day','title':'Some day','team':'team'}",
    /* still to come */
    SESSION ("planned", "2999-01-01", ""), NULL
  };
  const char *chain[] = { "first", "second", NULL };
  g_autoptr (LerenHistory) history = story_history (records, 3, 1, 0.01);
  g_autofree char *told = outline (history);
  g_autoptr (LerenTable) table = leren_history_get_table (history);
  LerenHistoryEvent *event;

  g_assert_cmpstr (told, ==,
                   "began:practice phase:january session:january session:off tension:caring "
                   "knowledge:noted session:march knowledge:put-into-words conclusion:second "
                   "settled:caring ended:practice | "
                   "phase:practice tension:money session:some-day");
  g_assert_cmpstr (leren_history_get_title (history), ==, "Working in the neighbourhood");
  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 14);

  event = event_at (history, 1);
  g_assert_cmpstr (leren_history_event_get_concept (event), ==, "programme-phases/materialise");
  event = event_at (history, 2);
  g_assert_cmpfloat (leren_history_event_get_figure (event), ==, 2);
  g_assert_cmpstr (leren_history_event_get_explanation (event, "en"), ==,
                   "Steps of the protocol seen: 1 of 5. Actions agreed on: 2.");
  g_assert_cmpstr (leren_history_event_get_explanation (event, "nl"), !=,
                   leren_history_event_get_explanation (event, "en"));
  g_assert_nonnull (
    strstr (leren_history_event_get_explanation (event_at (history, 3), "en"), "called off"));
  event = event_at (history, 5);
  g_assert_cmpint (leren_history_event_get_dating (event), ==, LEREN_HISTORY_DATING_CREATED);
  event = event_at (history, 7);
  g_assert_cmpint (leren_history_event_get_dating (event), ==, LEREN_HISTORY_DATING_SESSION);
  g_assert_cmpstr (leren_history_event_get_title (event), ==, "Ask before you help");
  g_assert_cmpstr (leren_history_event_get_concept (event), ==,
                   "knowledge-conversion/externalisation");
  event = event_at (history, 8);
  g_assert_true (leren_history_event_is_turning_point (event));
  g_assert_cmpfloat (leren_history_event_get_figure (event), ==, 2);
  g_assert_true (g_strv_equal (leren_history_event_get_evidence (event), chain));
  g_assert_nonnull (strstr (leren_history_event_get_source (event), "1998"));
  g_assert_cmpint (leren_history_event_get_dating (event), ==, LEREN_HISTORY_DATING_OWN);
  g_assert_false (leren_history_event_is_turning_point (event_at (history, 9)));
}

/* From what they do to what they believe in; a month later they still do. */
static void
test_shift (void)
{
  const char *records[] = { STORY,
                            ALL ("s1", "2015-01-05", "behaviour"),
                            THREE ("s2", "2015-02-02", "behaviour", "environment", "behaviour"),
                            THREE ("s3", "2015-03-02", "belief", "belief", "behaviour"),
                            ALL ("s4", "2015-04-06", "identity"),
                            NULL };
  g_autoptr (LerenHistory) history = story_history (records, 3, 1, 0.01);
  g_autofree char *evidence = NULL;
  LerenHistoryEvent *shift = find_kind (history, LEREN_HISTORY_KIND_SHIFT);
  g_autoptr (JsonNode) json = leren_history_event_to_json (shift);
  JsonObject *object = json_node_get_object (json);

  g_assert_cmpuint (count_kind (history, LEREN_HISTORY_KIND_SHIFT), ==, 1);
  g_assert_true (leren_history_event_is_turning_point (shift));
  g_assert_cmpint (g_date_time_get_month (leren_history_event_get_moment (shift)), ==, 3);
  g_assert_cmpstr (leren_history_event_get_concept (shift), ==, "logical-levels/belief");
  /* behaviour is the second level, belief the fourth */
  g_assert_cmpfloat (leren_history_event_get_figure (shift), ==, 2);
  evidence = g_strjoinv (" ", (char **) leren_history_event_get_evidence (shift));
  g_assert_cmpstr (evidence, ==, "s1-1 s1-2 s1-3 s2-1 s2-2 s2-3 s3-1 s3-2 s3-3 s4-1 s4-2 s4-3");
  g_assert_cmpuint (leren_history_event_get_n_evidence_before (shift), ==, 6);
  g_assert_cmpstr (
    leren_history_event_get_explanation (shift, "en"), ==,
    "Reflections moved up, from “Behaviour” to “Belief”, and stayed there: 6 before, "
    "6 since.");
  g_assert_cmpstr (
    leren_history_event_get_explanation (shift, "nl"), ==,
    "De reflecties gingen omhoog, van ‘Gedrag’ naar ‘Overtuigingen’, en bleven daar: "
    "6 ervoor, 6 sindsdien.");
  g_assert_cmpint (json_object_get_int_member (object, "evidence_before"), ==, 6);
  g_assert_cmpstr (json_object_get_string_member (object, "dated_by"), ==, "session");
  g_assert_cmpstr (json_object_get_string_member (object, "moment"), ==, "2015-03-02T09:00:00Z");

  /* a parameter moves the line: two steps are not three, and six together are two windows */
  g_assert_cmpuint (count_shifts (records, 3, 2, 0.01), ==, 1);
  g_assert_cmpuint (count_shifts (records, 3, 3, 0.01), ==, 0);
  g_assert_cmpuint (count_shifts (records, 4, 1, 0.01), ==, 0);
}

/* Up, and back again later: each is a turning point, seen from where the one before led. */
static void
test_there_and_back (void)
{
  const char *records[] = { STORY,
                            ALL ("s1", "2015-01-05", "behaviour"),
                            ALL ("s2", "2015-02-02", "belief"),
                            ALL ("s3", "2015-03-02", "belief"),
                            ALL ("s4", "2015-04-06", "behaviour"),
                            ALL ("s5", "2015-05-04", "behaviour"),
                            NULL };
  g_autoptr (LerenHistory) history = story_history (records, 3, 1, 0.01);
  double figures[2];
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (history)); i++)
    {
      LerenHistoryEvent *event = event_at (history, i);

      if (leren_history_event_get_kind (event) != LEREN_HISTORY_KIND_SHIFT)
        continue;
      g_assert_cmpuint (n, <, 2);
      figures[n++] = leren_history_event_get_figure (event);
      g_assert_cmpuint (leren_history_event_get_n_evidence_before (event), ==, n == 1 ? 3 : 6);
    }
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpfloat (figures[0], ==, 2);
  g_assert_cmpfloat (figures[1], ==, -2);
}

static void
test_near_misses (void)
{
  const char *odd_reflection[] = { STORY, ALL ("s1", "2015-01-05", "behaviour"),
                                   THREE ("s2", "2015-02-02", "behaviour", "meaning", "behaviour"),
                                   THREE ("s3", "2015-03-02", "behaviour", "behaviour", "meaning"),
                                   NULL };
  const char *odd_session[] = { STORY,
                                ALL ("s1", "2015-01-05", "behaviour"),
                                ALL ("s2", "2015-02-02", "belief"),
                                ALL ("s3", "2015-03-02", "behaviour"),
                                ALL ("s4", "2015-04-06", "behaviour"),
                                NULL };
  /* to both sides is not to one */
  const char *apart[] = { STORY, ALL ("s1", "2015-01-05", "capability"),
                          ALL ("s2", "2015-02-02", "belief"), ALL ("s3", "2015-03-02", "behaviour"),
                          NULL };
  const char *just_now[] = { STORY, ALL ("s1", "2015-01-05", "behaviour"),
                             ALL ("s2", "2015-02-02", "belief"), NULL };
  /* a few more on the last day are no window of their own */
  const char *leftover[] = { STORY,
                             ALL ("s1", "2015-01-05", "behaviour"),
                             ALL ("s2", "2015-02-02", "belief"),
                             SESSION ("s3", "2015-03-02", ""),
                             REFLECTION ("s3-1", "s3", "belief"),
                             REFLECTION ("s3-2", "s3", "belief"),
                             NULL };
  /* written down in this order, nobody knows when */
  const char *undated[] = { STORY,
                            "{'type':'session','id':'s','team':'team'}",
                            REFLECTION ("r1", "s", "behaviour"),
                            REFLECTION ("r2", "s", "behaviour"),
                            REFLECTION ("r3", "s", "behaviour"),
                            REFLECTION ("r4", "s", "belief"),
                            REFLECTION ("r5", "s", "belief"),
                            REFLECTION ("r6", "s", "belief"),
                            REFLECTION ("r7", "s", "belief"),
                            REFLECTION ("r8", "s", "belief"),
                            REFLECTION ("r9", "s", "belief"),
                            NULL };

  g_assert_cmpuint (count_shifts (odd_reflection, 3, 1, 1), ==, 0);
  g_assert_cmpuint (count_shifts (odd_session, 3, 1, 1), ==, 0);
  g_assert_cmpuint (count_shifts (apart, 3, 1, 1), ==, 0);
  g_assert_cmpuint (count_shifts (just_now, 3, 1, 1), ==, 0);
  g_assert_cmpuint (count_shifts (leftover, 3, 1, 1), ==, 0);
  g_assert_cmpuint (count_shifts (undated, 1, 1, 1), ==, 0);
}

/* The median moves and stays, but they are as widely spread as before: that may be chance. */
static void
test_chance (void)
{
  const char *spread[] = { STORY, THREE ("s1", "2015-01-05", "environment", "behaviour", "meaning"),
                           THREE ("s2", "2015-02-02", "environment", "capability", "meaning"),
                           THREE ("s3", "2015-03-02", "environment", "capability", "identity"),
                           NULL };
  const char *apart[] = { STORY, ALL ("s1", "2015-01-05", "behaviour"),
                          ALL ("s2", "2015-02-02", "belief"), ALL ("s3", "2015-03-02", "belief"),
                          NULL };
  g_autoptr (LerenHistory) history = story_history (apart, 3, 1, 0.01);

  g_assert_cmpuint (count_shifts (spread, 3, 1, 0.01), ==, 0);
  g_assert_cmpuint (count_shifts (spread, 3, 1, 1), ==, 1);
  /* U = 18 of 18, its mean 9, its variance 18 / 12 * (10 - (24 + 210) / 72) = 10.125 */
  g_assert_cmpfloat_with_epsilon (
    leren_history_event_get_chance (find_kind (history, LEREN_HISTORY_KIND_SHIFT)),
    erfc (9 / sqrt (2 * 10.125)), 1e-12);
  g_assert_cmpuint (count_shifts (apart, 3, 1, 0.004), ==, 0);
  g_assert_true (isnan (leren_history_event_get_chance (event_at (history, 0))));
}

/* What coders saw counts where the reflections say nothing of their level, and loops shift too. */
static void
test_codings_and_loops (void)
{
#define LOOP(id, day, loop)                                                                        \
  "{'type':'reflection','id':'" id "','text':'t','practice':'practice','at':'" day AT              \
  ",'loop':'" loop "'}"
#define CODED(id, day, level)                                                                      \
  "{'type':'reflection','id':'" id "','text':'t','practice':'practice','at':'" day AT "}",         \
    "{'type':'coding','id':'c-" id "','target':'" id                                               \
    "','framework':'logical-levels','concept':'" level "','coder':'worker'}"
  const char *records[] = { STORY,
                            LOOP ("l1", "2015-01-05", "single"),
                            LOOP ("l2", "2015-02-05", "double"),
                            LOOP ("l3", "2015-03-05", "triple"),
                            CODED ("r1", "2015-05-05", "belief"),
                            CODED ("r2", "2015-06-05", "environment"),
                            CODED ("r3", "2015-07-05", "environment"),
                            NULL };
  g_autoptr (LerenHistory) history = story_history (records, 1, 1, 1);
  g_autofree char *told = outline (history);

  g_assert_cmpstr (told, ==,
                   "began:practice shift:practice shift:practice ended:practice | phase:practice");
  g_assert_cmpstr (leren_history_event_get_concept (event_at (history, 1)), ==,
                   "learning-loops/double");
  g_assert_cmpstr (leren_history_event_get_concept (event_at (history, 2)), ==,
                   "logical-levels/environment");
  g_assert_cmpfloat (leren_history_event_get_figure (event_at (history, 2)), ==, -3);
  g_assert_cmpint (leren_history_event_get_dating (event_at (history, 2)), ==,
                   LEREN_HISTORY_DATING_OWN);
}

/* Each practice has its own story, and a period tells a part of it. */
static void
test_two_practices (void)
{
  const char *records[] = {
    STORY,
    ALL ("s1", "2015-01-05", "behaviour"),
    ALL ("s2", "2015-02-02", "behaviour"),
    ALL ("s3", "2015-03-02", "behaviour"),
    "{'type':'practice','id':'other','name':'Elsewhere'}",
    "{'type':'session','id':'theirs','practice':'other','started':'2015-02-10" AT "}",
    "{'type':'reflection','id':'r1','text':'t','session':'theirs','level':'meaning'}",
    "{'type':'reflection','id':'r2','text':'t','session':'theirs','level':'meaning'}",
    "{'type':'reflection','id':'r3','text':'t','session':'theirs','level':'meaning'}",
    "{'type':'tension','id':'theirs-too','description':'d','practice':'other',"
    "'surfaced':'2015-01-01','settled':'2015-02-05'}",
    "{'type':'practice','id':'new','name':'Not begun yet'}",
    NULL
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = story_import (records);
  g_autoptr (LerenScope) scope = leren_scope_new ();
  g_autoptr (GDateTime) since = g_date_time_new_utc (2015, 2, 1, 0, 0, 0);
  g_autoptr (GDateTime) until = g_date_time_new_utc (2015, 2, 10, 0, 0, 0);
  g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, NULL, NULL, &error);
  g_autoptr (LerenHistory) ours = tell (snapshot, "practice", 3, 1, 0.01);
  g_autoptr (LerenHistory) theirs = tell (snapshot, "other", 3, 1, 0.01);
  g_autoptr (LerenHistory) none = tell (snapshot, "new", 3, 1, 0.01);
  g_autoptr (LerenSnapshot) narrow = NULL;
  g_autoptr (LerenHistory) our_part = NULL;
  g_autoptr (LerenHistory) their_part = NULL;
  g_autofree char *told = outline (ours);
  g_autofree char *told_theirs = outline (theirs);
  g_autofree char *told_part = NULL;
  g_autofree char *told_their_part = NULL;

  g_assert_cmpstr (
    told, ==, "began:practice session:s1 session:s2 session:s3 ended:practice | phase:practice");
  g_assert_cmpstr (told_theirs, ==, "tension:theirs-too settled:theirs-too session:theirs");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (none)), ==, 0);

  leren_scope_set_since (scope, since);
  leren_scope_set_until (scope, until);
  narrow = leren_snapshot_take (store, scope, NULL, &error);
  g_assert_no_error (error);
  our_part = tell (narrow, "practice", 3, 1, 0.01);
  their_part = tell (narrow, "other", 3, 1, 0.01);
  told_part = outline (our_part);
  told_their_part = outline (their_part);
  g_assert_cmpstr (told_part, ==, "session:s2 | phase:practice");
  g_assert_cmpstr (told_their_part, ==, "settled:theirs-too");
}

static void
got_history (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **kept = data;

  *kept = g_object_ref (result);
}

static void
test_refused (void)
{
  const char *records[] = { STORY, NULL };
  g_autoptr (LerenStore) store = story_import (records);
  g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, NULL, NULL, NULL);
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) invalid = NULL;
  g_autoptr (GError) impossible = NULL;
  g_autoptr (GError) closed = NULL;
  g_autoptr (LerenHistory) history = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_null (leren_history_tell (snapshot, "team", 3, 1, 0.01, NULL, &missing));
  g_assert_error (missing, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
  g_assert_null (leren_history_tell (snapshot, "practice", 0, 1, 0.01, NULL, &invalid));
  g_assert_error (invalid, LEREN_ERROR, LEREN_ERROR_INVALID);
  g_assert_null (leren_history_tell (snapshot, "practice", 3, 1, NAN, NULL, &impossible));
  g_assert_error (impossible, LEREN_ERROR, LEREN_ERROR_INVALID);

  leren_history_tell_async (snapshot, "practice", 3, 1, 0.01, NULL, got_history, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  history = leren_history_tell_finish (result, NULL);
  g_assert_cmpstr (leren_history_get_practice (history), ==, "practice");
  g_assert_cmpuint (leren_history_get_n_dated (history), ==, 2);

  leren_store_close (store, NULL);
  g_assert_null (leren_history_tell (snapshot, "practice", 3, 1, 0.01, NULL, &closed));
  g_assert_error (closed, LEREN_ERROR, LEREN_ERROR_CLOSED);
}

/* A title is read when the history is told: what was deleted since has none. */
static void
test_deleted (void)
{
  const char *records[] = { STORY, SESSION ("s1", "2015-01-05", ""), NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = story_import (records);
  g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, NULL, NULL, &error);
  g_autoptr (LerenHistory) history = NULL;
  LerenHistoryEvent *session;

  leren_store_delete (store, "s1", NULL, &error);
  g_assert_no_error (error);
  history = tell (snapshot, "practice", 3, 1, 0.01);
  session = find_kind (history, LEREN_HISTORY_KIND_SESSION);
  g_assert_cmpstr (leren_history_event_get_record (session), ==, "s1");
  g_assert_null (leren_history_event_get_title (session));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/chain", test_chain);
  g_test_add_func ("/history/shift", test_shift);
  g_test_add_func ("/history/there-and-back", test_there_and_back);
  g_test_add_func ("/history/near-misses", test_near_misses);
  g_test_add_func ("/history/chance", test_chance);
  g_test_add_func ("/history/codings-and-loops", test_codings_and_loops);
  g_test_add_func ("/history/two-practices", test_two_practices);
  g_test_add_func ("/history/refused", test_refused);
  g_test_add_func ("/history/deleted", test_deleted);
  return g_test_run ();
}
