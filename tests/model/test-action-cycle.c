/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "leren.h"

#include <string.h>

static GDate *
day (int d)
{
  return g_date_new_dmy (d, G_DATE_MARCH, 2015);
}

static LerenAction *
new_action (void)
{
  LerenAction *action = leren_action_new ();

  leren_record_set_id (LEREN_RECORD (action), "a1");
  leren_action_set_what (action, "Call the landlord");
  return action;
}

/* --- each transition from each state ---------------------------------------------------------- */

typedef enum { OWN, UNDERTAKE, REVIEW, CONCLUDE, DROP, N_TRANSITIONS } Transition;

static const char *const names[] = { "own", "undertake", "review", "conclude", "drop" };

static const LerenActionState leads_to[] = {
  LEREN_ACTION_STATE_OWNED,     LEREN_ACTION_STATE_UNDERTAKEN, LEREN_ACTION_STATE_REVIEWED,
  LEREN_ACTION_STATE_CONCLUDED, LEREN_ACTION_STATE_DROPPED,
};

static gboolean
move (LerenAction *action, Transition transition, GError **error)
{
  g_autoptr (GDate) tried = day (1);
  g_autoptr (GDate) looked_back = day (8);

  switch (transition)
    {
    case OWN:
      return leren_action_own (action, "p1", error);
    case UNDERTAKE:
      return leren_action_undertake (action, tried, error);
    case REVIEW:
      return leren_action_review (action, "It rang", 4, "r1", looked_back, error);
    case CONCLUDE:
      return leren_action_conclude (action, LEREN_CONCLUSION_ADOPT, NULL, error);
    case DROP:
      return leren_action_drop (action, "It moved", error);
    case N_TRANSITIONS:
      break;
    }
  g_assert_not_reached ();
}

/* An action brought to a state by the moves that lead there */
static LerenAction *
bring_to (LerenActionState state)
{
  LerenAction *action = new_action ();

  if (state == LEREN_ACTION_STATE_DROPPED)
    g_assert_true (move (action, DROP, NULL));
  else
    for (Transition t = OWN; leren_action_get_state (action) != state; t++)
      g_assert_true (move (action, t, NULL));
  return action;
}

static gboolean
is_allowed (LerenActionState state, Transition transition)
{
  switch (transition)
    {
    case OWN:
      return state == LEREN_ACTION_STATE_PROPOSED;
    case UNDERTAKE:
      return state == LEREN_ACTION_STATE_OWNED;
    case REVIEW:
      return state == LEREN_ACTION_STATE_UNDERTAKEN;
    case CONCLUDE:
      return state == LEREN_ACTION_STATE_REVIEWED;
    case DROP:
      return state != LEREN_ACTION_STATE_CONCLUDED && state != LEREN_ACTION_STATE_DROPPED;
    case N_TRANSITIONS:
      break;
    }
  g_assert_not_reached ();
}

/* What the action says, to compare; its state too where that follows from nothing being said */
static char *
all_of (LerenAction *action)
{
  g_autofree char *json = leren_record_to_json (LEREN_RECORD (action), NULL);

  return g_strdup_printf ("%d %s", leren_action_get_state (action), json);
}

static void
count (GObject *object, GParamSpec *pspec, gpointer counter)
{
  (*(guint *) counter)++;
}

static void
test_each_transition_from_each_state (void)
{
  guint allowed = 0;

  for (int state = LEREN_ACTION_STATE_PROPOSED; state <= LEREN_ACTION_STATE_DROPPED; state++)
    for (Transition t = OWN; t < N_TRANSITIONS; t++)
      {
        g_autoptr (LerenAction) action = bring_to (state);
        g_autofree char *before = all_of (action);
        g_autofree char *after = NULL;
        g_autoptr (GError) error = NULL;
        guint notified = 0;
        gboolean done;

        g_test_message ("%s from state %d", names[t], state);
        g_signal_connect (action, "notify", G_CALLBACK (count), &notified);
        done = move (action, t, &error);
        after = all_of (action);
        g_assert_cmpint (done, ==, is_allowed (state, t));
        if (done)
          {
            g_assert_no_error (error);
            g_assert_cmpint (leren_action_get_state (action), ==, leads_to[t]);
            g_assert_cmpstr (before, !=, after);
            g_assert_true (leren_record_validate (LEREN_RECORD (action), &error));
            g_assert_no_error (error);
            allowed++;
          }
        else
          {
            g_assert_error (error, LEREN_ERROR, LEREN_ERROR_STATE);
            g_assert_nonnull (strstr (error->message, "a1"));
            g_assert_nonnull (strstr (error->message, names[t]));
            g_assert_cmpstr (before, ==, after);
            g_assert_cmpuint (notified, ==, 0);
            /* no error wanted is no reason to do it */
            g_assert_false (move (action, t, NULL));
          }
      }
  g_assert_cmpuint (allowed, ==, 8);
}

/* --- what a transition needs ------------------------------------------------------------------ */

typedef gboolean (*Attempt) (LerenAction *action, GError **error);

static gboolean
own_by_nobody (LerenAction *action, GError **error)
{
  return leren_action_own (action, NULL, error);
}

static gboolean
own_by_blank (LerenAction *action, GError **error)
{
  return leren_action_own (action, " \t\xc2\xa0", error);
}

static gboolean
undertake_on_no_day (LerenAction *action, GError **error)
{
  GDate date;

  g_date_clear (&date, 1);
  return leren_action_undertake (action, &date, error);
}

static gboolean
review_without_effect (LerenAction *action, GError **error)
{
  return leren_action_review (action, "  ", 0, "r1", NULL, error);
}

static gboolean
review_below (LerenAction *action, GError **error)
{
  return leren_action_review (action, "e", -1, NULL, NULL, error);
}

static gboolean
review_above (LerenAction *action, GError **error)
{
  return leren_action_review (action, "e", 11, NULL, NULL, error);
}

static gboolean
review_on_no_day (LerenAction *action, GError **error)
{
  GDate date;

  g_date_clear (&date, 1);
  return leren_action_review (action, "e", 5, NULL, &date, error);
}

static gboolean
review_too_early (LerenAction *action, GError **error)
{
  g_autoptr (GDate) date = g_date_new_dmy (28, G_DATE_FEBRUARY, 2015);

  return leren_action_review (action, "e", 5, NULL, date, error);
}

static gboolean
conclude_nothing (LerenAction *action, GError **error)
{
  LerenAction *next = action;
  gboolean done = leren_action_conclude (action, LEREN_CONCLUSION_NONE, &next, error);

  g_assert_null (next);
  return done;
}

static gboolean
conclude_anything (LerenAction *action, GError **error)
{
  return leren_action_conclude (action, 99, NULL, error);
}

static gboolean
drop_without_reason (LerenAction *action, GError **error)
{
  return leren_action_drop (action, NULL, error);
}

static gboolean
drop_with_blank_reason (LerenAction *action, GError **error)
{
  return leren_action_drop (action, "\n", error);
}

static void
test_needs (void)
{
  static const struct {
    LerenActionState from;
    Attempt attempt;
    const char *said;
  } attempts[] = {
    { LEREN_ACTION_STATE_PROPOSED, own_by_nobody, "“owner”" },
    { LEREN_ACTION_STATE_PROPOSED, own_by_blank, "“owner”" },
    { LEREN_ACTION_STATE_OWNED, undertake_on_no_day, "day" },
    { LEREN_ACTION_STATE_UNDERTAKEN, review_without_effect, "“effect”" },
    { LEREN_ACTION_STATE_UNDERTAKEN, review_below, "“effect_rating” is -1" },
    { LEREN_ACTION_STATE_UNDERTAKEN, review_above, "“effect_rating” is 11" },
    { LEREN_ACTION_STATE_UNDERTAKEN, review_on_no_day, "day" },
    { LEREN_ACTION_STATE_UNDERTAKEN, review_too_early, "2015-03-01" },
    { LEREN_ACTION_STATE_REVIEWED, conclude_nothing, "“conclusion”" },
    { LEREN_ACTION_STATE_REVIEWED, conclude_anything, "“conclusion”" },
    { LEREN_ACTION_STATE_PROPOSED, drop_without_reason, "“drop_reason”" },
    { LEREN_ACTION_STATE_REVIEWED, drop_with_blank_reason, "“drop_reason”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr (LerenAction) action = bring_to (attempts[i].from);
      g_autofree char *before = all_of (action);
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", attempts[i].said);
      g_assert_false (attempts[i].attempt (action, &error));
      g_assert_error (error, LEREN_ERROR, LEREN_ERROR_STATE);
      if (strstr (error->message, attempts[i].said) == NULL)
        g_error ("“%s” does not say “%s”", error->message, attempts[i].said);
      after = all_of (action);
      g_assert_cmpstr (before, ==, after);
    }
}

/* A state that was set by hand, without what belongs to it */
static void
test_state_by_hand (void)
{
  g_autoptr (LerenAction) action = new_action ();
  g_autoptr (GError) error = NULL;

  leren_action_set_state (action, LEREN_ACTION_STATE_OWNED);
  g_assert_false (move (action, UNDERTAKE, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_STATE);
  g_assert_nonnull (strstr (error->message, "“owner”"));
  g_clear_error (&error);
  leren_action_set_state (action, LEREN_ACTION_STATE_UNDERTAKEN);
  g_assert_false (move (action, REVIEW, &error));
  g_assert_error (error, LEREN_ERROR, LEREN_ERROR_STATE);
  g_assert_nonnull (strstr (error->message, "“undertaken”"));
  g_clear_error (&error);
  leren_action_set_state (action, 99);
  for (Transition t = OWN; t < DROP; t++)
    g_assert_false (move (action, t, NULL));
}

static void
test_today (void)
{
  g_autoptr (LerenAction) action = bring_to (LEREN_ACTION_STATE_OWNED);
  g_autoptr (GDateTime) before = g_date_time_new_now_local ();
  g_autoptr (GDateTime) after = NULL;
  const GDate *date;

  g_assert_true (leren_action_undertake (action, NULL, NULL));
  g_assert_true (leren_action_review (action, NULL, 1, NULL, NULL, NULL));
  after = g_date_time_new_now_local ();
  date = leren_action_get_reviewed (action);
  g_assert_true (g_date_get_day (date) == g_date_time_get_day_of_month (before) ||
                 g_date_get_day (date) == g_date_time_get_day_of_month (after));
  g_assert_false (leren_record_is_set (LEREN_RECORD (action), "effect"));
  g_assert_false (leren_record_is_set (LEREN_RECORD (action), "reflection"));
  g_assert_true (leren_record_validate (LEREN_RECORD (action), NULL));
}

/* On the day itself one may look back */
static void
test_same_day (void)
{
  g_autoptr (LerenAction) action = bring_to (LEREN_ACTION_STATE_UNDERTAKEN);
  g_autoptr (GDate) date = day (1);

  g_assert_true (leren_action_review (action, "e", 0, NULL, date, NULL));
  g_assert_false (leren_record_is_set (LEREN_RECORD (action), "effect_rating"));
  g_assert_true (leren_record_validate (LEREN_RECORD (action), NULL));
}

/* --- the next turn ---------------------------------------------------------------------------- */

static void
test_adapt_opens_the_next (void)
{
  g_autoptr (LerenAction) action = bring_to (LEREN_ACTION_STATE_REVIEWED);
  g_autoptr (LerenAction) next = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *expected = NULL;
  LerenRecord *record = LEREN_RECORD (action);

  leren_action_set_case (action, "c1");
  leren_action_set_session (action, "s1");
  leren_action_set_review_session (action, "s2");
  leren_action_set_intended_effect (action, "Peace");
  leren_action_set_level (action, LEREN_REFLECTION_LEVEL_BEHAVIOUR);
  leren_record_set_practice (record, "x1");
  leren_record_set_author (record, "p2");
  leren_record_set_visibility (record, LEREN_VISIBILITY_SESSION);
  leren_record_set_attributes (record, "{\"a\":1}");

  g_assert_true (leren_action_conclude (action, LEREN_CONCLUSION_ADAPT, &next, &error));
  g_assert_no_error (error);
  g_assert_cmpint (leren_action_get_state (action), ==, LEREN_ACTION_STATE_CONCLUDED);
  g_assert_cmpint (leren_action_get_conclusion (action), ==, LEREN_CONCLUSION_ADAPT);
  g_assert_true (LEREN_IS_ACTION (next));
  g_assert_true (leren_record_validate (LEREN_RECORD (next), &error));
  g_assert_no_error (error);

  expected = g_strdup_printf (
    "{\"type\":\"action\",\"id\":\"%s\",\"author\":\"p2\",\"practice\":\"x1\","
    "\"visibility\":\"session\",\"what\":\"Call the landlord\",\"case\":\"c1\",\"session\":\"s2\","
    "\"intended_effect\":\"Peace\",\"level\":\"behaviour\",\"state\":\"proposed\","
    "\"previous\":\"a1\"}",
    leren_record_get_id (LEREN_RECORD (next)));
  json = leren_record_to_json (LEREN_RECORD (next), &error);
  g_assert_cmpstr (json, ==, expected);
  g_assert_cmpstr (leren_record_get_id (LEREN_RECORD (next)), !=, "a1");

  /* the next one goes its own way */
  for (Transition t = OWN; t <= CONCLUDE; t++)
    g_assert_true (move (next, t, NULL));
}

static void
test_others_open_nothing (void)
{
  for (int conclusion = LEREN_CONCLUSION_ADOPT; conclusion <= LEREN_CONCLUSION_ABANDON;
       conclusion++)
    {
      g_autoptr (LerenAction) action = bring_to (LEREN_ACTION_STATE_REVIEWED);
      g_autoptr (LerenAction) next = NULL;

      g_assert_true (leren_action_conclude (action, conclusion, &next, NULL));
      g_assert_cmpint (next != NULL, ==, conclusion == LEREN_CONCLUSION_ADAPT);
      g_assert_cmpint (leren_action_get_conclusion (action), ==, conclusion);
    }
  {
    g_autoptr (LerenAction) action = bring_to (LEREN_ACTION_STATE_REVIEWED);

    g_assert_true (leren_action_conclude (action, LEREN_CONCLUSION_ADAPT, NULL, NULL));
  }
}

/* An argument that is the action's own text */
static void
test_own_words (void)
{
  g_autoptr (LerenAction) action = bring_to (LEREN_ACTION_STATE_UNDERTAKEN);

  leren_action_set_effect (action, "As before");
  g_assert_true (leren_action_review (action, leren_action_get_effect (action), 0, NULL,
                                      leren_action_get_undertaken (action), NULL));
  g_assert_cmpstr (leren_action_get_effect (action), ==, "As before");
  g_assert_cmpint (
    g_date_compare (leren_action_get_reviewed (action), leren_action_get_undertaken (action)), ==,
    0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/action-cycle/each-from-each", test_each_transition_from_each_state);
  g_test_add_func ("/action-cycle/needs", test_needs);
  g_test_add_func ("/action-cycle/state-by-hand", test_state_by_hand);
  g_test_add_func ("/action-cycle/today", test_today);
  g_test_add_func ("/action-cycle/same-day", test_same_day);
  g_test_add_func ("/action-cycle/adapt", test_adapt_opens_the_next);
  g_test_add_func ("/action-cycle/no-next", test_others_open_nothing);
  g_test_add_func ("/action-cycle/own-words", test_own_words);
  return g_test_run ();
}
