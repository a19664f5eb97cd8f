/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "story.h"

#include <math.h>

#define SPEECHES(a, b, c)                                                                          \
  (const double[])                                                                                 \
  {                                                                                                \
    a, b, c                                                                                        \
  }

/* A Tuesday on which a resident is there, and a neighbour who says nothing. The worker speaks twice:
 * 7 words in 60 seconds; the resident once, 8 words in 45 seconds; the coach asks by raising an
 * eyebrow, which takes 15 seconds and no word. */
#define TUESDAY                                                                                    \
  STORY_TEAM, "{'type':'participant','id':'resident','name':'a resident','roles':['client']}",     \
    "{'type':'participant','id':'neighbour','name':'a neighbour','roles':['carer']}",              \
    "{'type':'session','id':'tuesday','team':'team','title':'Tuesday',"                            \
    "'present':['neighbour','coach','resident','worker']}",                                        \
    "{'type':'contribution','id':'t1','session':'tuesday','speaker':'worker','kind':'advice',"     \
    "'text':'Ga – zo\u2019n keer – kijken!','seconds':30}",                                        \
    "{'type':'contribution','id':'t2','session':'tuesday','speaker':'coach',"                      \
    "'kind':'open-question','text':'?!','seconds':15,'in_reply_to':'t1'}",                         \
    "{'type':'contribution','id':'t3','session':'tuesday','speaker':'resident','kind':'story',"    \
    "'text':'Om 10.30 uur zat ik er al, alleen.','seconds':45,'in_reply_to':'t2'}",                \
    "{'type':'contribution','id':'t4','session':'tuesday','speaker':'worker','kind':'advice',"     \
    "'text':'Neem foto\u2019s mee 😀 😀','seconds':30,'in_reply_to':'t3'}"

static LerenDialogue *
listen (const char *const *records, const char *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = story_tell (records);
  g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, NULL, NULL, &error);
  LerenDialogue *dialogue = leren_dialogue_read (snapshot, session, NULL, &error);

  g_assert_no_error (error);
  return dialogue;
}

static void
assert_near (double found, double expected)
{
  g_assert_cmpfloat_with_epsilon (found, expected, 1e-12);
}

static double
entropy (double a, double b, double c)
{
  const double shares[] = { a / (a + b + c), b / (a + b + c), c / (a + b + c) };
  double sum = 0;

  for (guint i = 0; i < 3; i++)
    sum -= shares[i] > 0 ? shares[i] * log (shares[i]) : 0;
  return sum;
}

/* Of turns the shares are 1/2, 1/4, 1/4 and 0 of four people: the entropy is 3/2 ln 2, of at most 2
 * ln 2. */
static void
test_voices (void)
{
  const char *records[] = { TUESDAY, NULL };
  g_autoptr (LerenDialogue) dialogue = listen (records, NULL);

  g_assert_cmpuint (leren_dialogue_get_n_sessions (dialogue), ==, 1);
  g_assert_cmpstr (leren_dialogue_get_session (dialogue, 0), ==, "tuesday");
  g_assert_cmpuint (leren_dialogue_get_n_voices (dialogue, 0), ==, 3);
  g_assert_cmpuint (leren_dialogue_get_n_present (dialogue, 0), ==, 4);
  g_assert_cmpstr (leren_dialogue_get_participant (dialogue, 0, 0), ==, "worker");
  g_assert_cmpstr (leren_dialogue_get_participant (dialogue, 0, 1), ==, "coach");
  g_assert_cmpstr (leren_dialogue_get_participant (dialogue, 0, 2), ==, "resident");
  g_assert_cmpstr (leren_dialogue_get_participant (dialogue, 0, 3), ==, "neighbour");
  for (guint speech = 0; speech < 3; speech++)
    {
      const double worker = SPEECHES (2, 7, 60)[speech], all = SPEECHES (4, 15, 120)[speech];
      const double coach = SPEECHES (1, 0, 15)[speech], resident = SPEECHES (1, 8, 45)[speech];

      assert_near (leren_dialogue_get_amount (dialogue, 0, 0, speech), worker);
      assert_near (leren_dialogue_get_amount (dialogue, 0, 1, speech), coach);
      assert_near (leren_dialogue_get_amount (dialogue, 0, 2, speech), resident);
      assert_near (leren_dialogue_get_amount (dialogue, 0, 3, speech), 0);
      assert_near (leren_dialogue_get_total (dialogue, 0, speech), all);
      assert_near (leren_dialogue_get_share (dialogue, 0, 0, speech), worker / all);
      assert_near (leren_dialogue_get_evenness (dialogue, 0, speech),
                   entropy (worker, coach, resident) / log (4));
    }
  assert_near (leren_dialogue_get_evenness (dialogue, 0, LEREN_SPEECH_TURNS), 0.75);
}

/* What somebody said nobody wrote down: it is not nothing. */
static void
test_not_known (void)
{
  const char *records[] = {
    STORY_TEAM, "{'type':'session','id':'s','team':'team'}",
    "{'type':'contribution','id':'t','session':'s','speaker':'worker','kind':'story',"
    "'text':'Zo is het'}",
    "{'type':'contribution','id':'u','session':'s','speaker':'coach','kind':'story'}", NULL
  };
  g_autoptr (LerenDialogue) dialogue = listen (records, NULL);

  assert_near (leren_dialogue_get_evenness (dialogue, 0, LEREN_SPEECH_TURNS), 1);
  assert_near (leren_dialogue_get_amount (dialogue, 0, 0, LEREN_SPEECH_WORDS), 3);
  g_assert_true (isnan (leren_dialogue_get_amount (dialogue, 0, 1, LEREN_SPEECH_WORDS)));
  g_assert_true (isnan (leren_dialogue_get_evenness (dialogue, 0, LEREN_SPEECH_WORDS)));
  g_assert_true (isnan (leren_dialogue_get_total (dialogue, 0, LEREN_SPEECH_SECONDS)));
}

static void
test_asking (void)
{
  const char *records[] = { TUESDAY, NULL };
  const char *no_advice[] = {
    STORY_TEAM, "{'type':'session','id':'s','team':'team'}",
    "{'type':'contribution','id':'t','session':'s','speaker':'worker','kind':'closed-question'}",
    NULL
  };
  g_autoptr (LerenDialogue) dialogue = listen (records, NULL);
  g_autoptr (LerenDialogue) other = listen (no_advice, NULL);

  g_assert_cmpuint (
    leren_dialogue_get_n_of_kind (dialogue, 0, LEREN_CONTRIBUTION_KIND_OPEN_QUESTION), ==, 1);
  g_assert_cmpuint (leren_dialogue_get_n_of_kind (dialogue, 0, LEREN_CONTRIBUTION_KIND_ADVICE), ==,
                    2);
  g_assert_cmpuint (leren_dialogue_get_n_of_kind (dialogue, 0, LEREN_CONTRIBUTION_KIND_STORY), ==,
                    1);
  assert_near (leren_dialogue_get_question_advice_ratio (dialogue, 0), 0.5);
  g_assert_cmpuint (leren_dialogue_get_n_advice_before_question (dialogue, 0), ==, 1);
  g_assert_true (isnan (leren_dialogue_get_question_advice_ratio (other, 0)));
}

static void
assert_row (LerenTable *table, const char *column, guint row, const char *expected)
{
  const int at = leren_table_find_column (table, column);
  const char *text;
  const gint64 *offsets;
  gsize length;

  g_assert_cmpint (at, >=, 0);
  text = g_bytes_get_data (leren_table_get_column_values (table, at), NULL);
  offsets = g_bytes_get_data (leren_table_get_column_offsets (table, at), NULL);
  length = offsets[row + 1] - offsets[row];
  g_assert_cmpmem (text + offsets[row], length, expected, strlen (expected));
}

/* Only who says that he answers somebody answers him. */
static void
test_replies (void)
{
  const char *records[] = { TUESDAY,
                            "{'type':'contribution','id':'t5','session':'tuesday',"
                            "'speaker':'worker','kind':'story','in_reply_to':'t3'}",
                            "{'type':'contribution','id':'t6','session':'tuesday',"
                            "'speaker':'coach','kind':'story'}",
                            NULL };
  g_autoptr (LerenDialogue) dialogue = listen (records, NULL);
  g_autoptr (LerenTable) table = leren_dialogue_get_replies_table (dialogue);
  const gint64 *turns;

  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 3);
  turns = g_bytes_get_data (
    leren_table_get_column_values (table, leren_table_find_column (table, "turns")), NULL);
  /* in the order in which the people are stored */
  assert_row (table, "from", 0, "worker");
  assert_row (table, "to", 0, "resident");
  g_assert_cmpint (turns[0], ==, 2);
  assert_row (table, "from", 1, "coach");
  assert_row (table, "to", 1, "worker");
  g_assert_cmpint (turns[1], ==, 1);
  assert_row (table, "from", 2, "resident");
  assert_row (table, "to", 2, "coach");
  assert_row (table, "session", 2, "tuesday");
}

static LerenClientVoice
client_voice (const char *present, const char *speaker)
{
  g_autofree char *session =
    g_strdup_printf ("{'type':'session','id':'s','team':'team'%s}", present);
  g_autofree char *turn = g_strdup_printf (
    "{'type':'contribution','id':'t','session':'s','speaker':'%s','kind':'story'}", speaker);
  const char *records[] = { STORY_TEAM,
                            "{'type':'participant','id':'resident','roles':['client']}",
                            "{'type':'participant','id':'somebody'}",
                            session,
                            turn,
                            NULL };
  g_autoptr (LerenDialogue) dialogue = listen (records, NULL);

  return leren_dialogue_get_client_voice (dialogue, 0);
}

static void
test_client (void)
{
  const char *records[] = { TUESDAY, NULL };
  g_autoptr (LerenDialogue) dialogue = listen (records, NULL);

  g_assert_cmpint (leren_dialogue_get_client_voice (dialogue, 0), ==, LEREN_CLIENT_VOICE_HEARD);
  assert_near (leren_dialogue_get_client_share (dialogue, 0, LEREN_SPEECH_TURNS), 0.25);
  assert_near (leren_dialogue_get_client_share (dialogue, 0, LEREN_SPEECH_WORDS), 8 / 15.);
  assert_near (leren_dialogue_get_role_share (dialogue, 0, LEREN_ROLE_COACH, LEREN_SPEECH_TURNS),
               0.25);
  g_assert_cmpuint (leren_dialogue_get_n_in_role (dialogue, 0, LEREN_ROLE_CARER), ==, 1);
  g_assert_cmpuint (leren_dialogue_get_n_in_role (dialogue, 0, LEREN_ROLE_MANAGER), ==, 0);

  g_assert_cmpint (client_voice (",'present':['worker','resident']", "worker"), ==,
                   LEREN_CLIENT_VOICE_SILENT);
  g_assert_cmpint (client_voice (",'present':['worker','coach']", "worker"), ==,
                   LEREN_CLIENT_VOICE_ABSENT);
  /* somebody there may be a resident, or who was there is not on record */
  g_assert_cmpint (client_voice (",'present':['worker','somebody']", "worker"), ==,
                   LEREN_CLIENT_VOICE_UNKNOWN);
  g_assert_cmpint (client_voice ("", "worker"), ==, LEREN_CLIENT_VOICE_UNKNOWN);
  g_assert_cmpint (client_voice ("", "resident"), ==, LEREN_CLIENT_VOICE_HEARD);
}

#define MEETING(id, when)                                                                          \
  "{'type':'session','id':'" id "','team':'team'" when ",'present':['worker','coach']}"
#define SAYS(id, in, who, kind)                                                                    \
  "{'type':'contribution','id':'" id "','session':'" in "','speaker':'" who "','kind':'" kind "'}"

/* In the first two of four meetings the coach asks all there is; in the last two the worker does
 * half. They were stored in another order, and a fifth has no date. */
static void
test_trend (void)
{
  const char *records[] = { STORY_TEAM,
                            MEETING ("d", ",'started':'2015-04-10T10:00:00Z'"),
                            MEETING ("undated", ""),
                            MEETING ("a", ",'started':'2015-01-10T10:00:00Z'"),
                            MEETING ("c", ",'started':'2015-03-10T10:00:00Z'"),
                            MEETING ("b", ",'started':'2015-02-10T10:00:00Z'"),
                            SAYS ("a1", "a", "coach", "open-question"),
                            SAYS ("b1", "b", "coach", "open-question"),
                            SAYS ("c1", "c", "coach", "open-question"),
                            SAYS ("c2", "c", "worker", "advice"),
                            SAYS ("d1", "d", "coach", "advice"),
                            SAYS ("d2", "d", "worker", "advice"),
                            SAYS ("u1", "undated", "worker", "advice"),
                            NULL };
  const char *three[] = { STORY_TEAM,
                          MEETING ("a", ",'started':'2015-01-10T10:00:00Z'"),
                          MEETING ("b", ",'started':'2015-02-10T10:00:00Z'"),
                          MEETING ("c", ",'started':'2015-03-10T10:00:00Z'"),
                          SAYS ("a1", "a", "coach", "open-question"),
                          SAYS ("b1", "b", "coach", "open-question"),
                          SAYS ("c1", "c", "coach", "open-question"),
                          NULL };
  g_autoptr (LerenDialogue) dialogue = listen (records, NULL);
  g_autoptr (LerenDialogue) short_one = listen (three, NULL);
  g_autoptr (LerenTable) table = leren_dialogue_get_sessions_table (dialogue);

  g_assert_cmpuint (leren_dialogue_get_n_groups (dialogue), ==, 1);
  g_assert_cmpstr (leren_dialogue_get_group (dialogue, 0), ==, "team");
  g_assert_cmpuint (leren_dialogue_get_n_dated (dialogue, 0), ==, 4);
  assert_near (leren_dialogue_get_trend (dialogue, 0, LEREN_DIALOGUE_FIGURE_EVENNESS), 1);
  assert_near (leren_dialogue_get_trend (dialogue, 0, LEREN_DIALOGUE_FIGURE_OPEN_QUESTIONS), -0.75);
  assert_near (leren_dialogue_get_trend (dialogue, 0, LEREN_DIALOGUE_FIGURE_ADVICE), 0.75);
  assert_near (leren_dialogue_get_trend (dialogue, 0, LEREN_DIALOGUE_FIGURE_CLIENT), 0);
  g_assert_true (
    isnan (leren_dialogue_get_trend (dialogue, 0, LEREN_DIALOGUE_FIGURE_EVENNESS_WORDS)));
  g_assert_true (
    isnan (leren_dialogue_get_trend (short_one, 0, LEREN_DIALOGUE_FIGURE_OPEN_QUESTIONS)));

  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 5);
  assert_row (table, "session", 0, "a");
  assert_row (table, "session", 1, "b");
  assert_row (table, "session", 2, "c");
  assert_row (table, "session", 3, "d");
  assert_row (table, "session", 4, "undated");
}

/* What nobody wrote down is not known to be silence. */
static void
test_nothing_on_record (void)
{
  const char *records[] = { STORY_TEAM, MEETING ("a", ""), MEETING ("b", ""),
                            SAYS ("t", "b", "worker", "story"), NULL };
  g_autoptr (LerenDialogue) all = listen (records, NULL);
  g_autoptr (LerenDialogue) one = listen (records, "a");
  g_autoptr (JsonNode) json = leren_dialogue_to_json (one);
  JsonObject *session = json_array_get_object_element (
    json_object_get_array_member (json_node_get_object (json), "sessions"), 0);

  g_assert_cmpuint (leren_dialogue_get_n_sessions (all), ==, 1);
  g_assert_cmpuint (leren_dialogue_get_n_unrecorded (all), ==, 1);
  g_assert_cmpuint (leren_dialogue_get_n_sessions (one), ==, 1);
  g_assert_true (isnan (leren_dialogue_get_evenness (one, 0, LEREN_SPEECH_TURNS)));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (session, "silent")), ==,
                    0);
  g_assert_true (json_object_get_null_member (session, "evenness"));
}

static void
test_unknown (void)
{
  const char *records[] = { TUESDAY, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenSnapshot) snapshot = story_take (records);

  g_assert_null (leren_dialogue_read (snapshot, "wednesday", NULL, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "wednesday"));
}

/* A turn that was deleted since still counts, but for its words. */
static void
test_gone (void)
{
  const char *records[] = { TUESDAY, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = story_tell (records);
  g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, NULL, NULL, &error);
  g_autoptr (LerenDialogue) dialogue = NULL;
  g_autoptr (LerenTable) table = NULL;

  g_assert_true (leren_store_delete (store, "t4", NULL, &error));
  dialogue = leren_dialogue_read (snapshot, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_near (leren_dialogue_get_amount (dialogue, 0, 0, LEREN_SPEECH_TURNS), 2);
  assert_near (leren_dialogue_get_amount (dialogue, 0, 0, LEREN_SPEECH_WORDS), 4);
  table = leren_dialogue_get_voices_table (dialogue);
  g_assert_cmpstr (leren_table_get_gone (table)[0], ==, "t4");
  g_assert_null (leren_table_get_gone (table)[1]);
  g_assert_cmpuint (leren_table_get_n_rows (table), ==, 4);
}

/* A scope chooses sessions; it does not take turns away from them. */
static void
test_scope (void)
{
  const char *records[] = { TUESDAY, MEETING ("other", ""), SAYS ("o", "other", "coach", "story"),
                            NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LerenStore) store = story_tell (records);
  g_autoptr (LerenScope) scope = leren_scope_new ();
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_autoptr (LerenDialogue) dialogue = NULL;

  leren_scope_set_participant (scope, "resident");
  snapshot = leren_snapshot_take (store, scope, NULL, &error);
  dialogue = leren_dialogue_read (snapshot, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (leren_dialogue_get_n_sessions (dialogue), ==, 1);
  assert_near (leren_dialogue_get_total (dialogue, 0, LEREN_SPEECH_TURNS), 4);
}

static void
done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  LerenDialogue **dialogue = data;

  *dialogue = leren_dialogue_read_finish (result, &error);
  g_assert_no_error (error);
}

static void
refused (GObject *source, GAsyncResult *result, gpointer data)
{
  GError **error = data;

  g_assert_null (leren_dialogue_read_finish (result, error));
}

static void
test_async (void)
{
  const char *records[] = { TUESDAY, NULL };
  g_autoptr (LerenStore) store = story_tell (records);
  g_autoptr (LerenSnapshot) snapshot = leren_snapshot_take (store, NULL, NULL, NULL);
  g_autoptr (LerenDialogue) dialogue = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  leren_dialogue_read_async (snapshot, "tuesday", NULL, done, &dialogue);
  while (dialogue == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (leren_dialogue_get_n_voices (dialogue, 0), ==, 3);

  g_cancellable_cancel (cancellable);
  leren_dialogue_read_async (snapshot, NULL, cancellable, refused, &error);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_empty (void)
{
  const char *records[] = { NULL };
  g_autoptr (LerenDialogue) dialogue = listen (records, NULL);
  g_autoptr (JsonNode) json = leren_dialogue_to_json (dialogue);
  g_autoptr (LerenTable) sessions = leren_dialogue_get_sessions_table (dialogue);
  g_autoptr (LerenTable) trends = leren_dialogue_get_trends_table (dialogue);

  g_assert_cmpuint (leren_dialogue_get_n_sessions (dialogue), ==, 0);
  g_assert_cmpuint (leren_table_get_n_rows (sessions), ==, 0);
  g_assert_cmpuint (leren_table_get_n_rows (trends), ==, 0);
  g_assert_nonnull (json);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dialogue/voices", test_voices);
  g_test_add_func ("/dialogue/not-known", test_not_known);
  g_test_add_func ("/dialogue/asking", test_asking);
  g_test_add_func ("/dialogue/replies", test_replies);
  g_test_add_func ("/dialogue/client", test_client);
  g_test_add_func ("/dialogue/trend", test_trend);
  g_test_add_func ("/dialogue/nothing-on-record", test_nothing_on_record);
  g_test_add_func ("/dialogue/unknown", test_unknown);
  g_test_add_func ("/dialogue/gone", test_gone);
  g_test_add_func ("/dialogue/scope", test_scope);
  g_test_add_func ("/dialogue/async", test_async);
  g_test_add_func ("/dialogue/empty", test_empty);
  return g_test_run ();
}
