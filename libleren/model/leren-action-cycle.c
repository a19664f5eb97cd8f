/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "model/leren-action-cycle.h"

#include <glib/gi18n-lib.h>

/* proposed -> owned -> undertaken -> reviewed -> concluded, and dropped out of each open state.
 * Everything is judged before anything is changed. */

static const char *
nick_of (LerenActionState state)
{
  GEnumClass *class = g_type_class_peek_static (LEREN_TYPE_ACTION_STATE);
  GEnumValue *value;

  if (class == NULL)
    class = g_type_class_ref (LEREN_TYPE_ACTION_STATE);
  value = g_enum_get_value (class, state);
  return value != NULL ? value->value_nick : "?";
}

static gboolean refuse (LerenAction *self, const char *transition, GError **error,
                        const char *format, ...) G_GNUC_PRINTF (4, 5);

static gboolean
refuse (LerenAction *self, const char *transition, GError **error, const char *format, ...)
{
  g_autofree char *why = NULL;
  va_list arguments;

  va_start (arguments, format);
  why = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Translators: the id of an action, a transition such as “review”, a state, and what is wrong */
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_STATE,
               _ ("action “%s”: cannot %s while it is %s: %s"),
               leren_record_get_id (LEREN_RECORD (self)), transition,
               nick_of (leren_action_get_state (self)), why);
  return FALSE;
}

static gboolean
expect (LerenAction *self, const char *transition, LerenActionState from, GError **error)
{
  if (leren_action_get_state (self) == from)
    return TRUE;
  return refuse (self, transition, error, _ ("it must be %s first"), nick_of (from));
}

static gboolean
is_blank (const char *text)
{
  if (text == NULL)
    return TRUE;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/* @on, or today; FALSE where it is no day */
static gboolean
day (LerenAction *self, const char *transition, const GDate *on, GDate *out, GError **error)
{
  g_date_clear (out, 1);
  if (on == NULL)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_local ();
      g_date_set_dmy (out, g_date_time_get_day_of_month (now), g_date_time_get_month (now),
                      g_date_time_get_year (now));
      return TRUE;
    }
  if (!g_date_valid (on))
    return refuse (self, transition, error, _ ("the day given does not exist"));
  *out = *on;
  return TRUE;
}

static gboolean
not_before (LerenAction *self, const char *transition, const GDate *on, const GDate *earlier,
            GError **error)
{
  char text[11];

  if (earlier == NULL || !g_date_valid (earlier) || g_date_compare (on, earlier) >= 0)
    return TRUE;
  g_date_strftime (text, sizeof text, "%Y-%m-%d", earlier);
  return refuse (self, transition, error,
                 _ ("the day given comes before %s, when it was undertaken"), text);
}

/**
 * leren_action_own:
 * @self: an action that is proposed
 * @owner: the id of the participant who takes it on
 * @error: return location for a #GError
 *
 * Somebody takes the action on: proposed becomes owned. One owner, out of the group; a coach as owner is allowed,
 * and is a finding (Kooiman et al., 2015, chapter 2).
 *
 * Returns: %TRUE if it is owned now; otherwise %FALSE with #LEREN_ERROR_STATE, and nothing is changed
 *
 * Since: 0.1
 */
gboolean
leren_action_own (LerenAction *self, const char *owner, GError **error)
{
  g_return_val_if_fail (LEREN_IS_ACTION (self), FALSE);

  if (!expect (self, "own", LEREN_ACTION_STATE_PROPOSED, error))
    return FALSE;
  if (is_blank (owner))
    return refuse (self, "own", error, _ ("member “owner” is missing; say who takes it on"));

  leren_action_set_owner (self, owner);
  leren_action_set_state (self, LEREN_ACTION_STATE_OWNED);
  return TRUE;
}

/**
 * leren_action_undertake:
 * @self: an action that is owned
 * @on: (nullable): the day on which it was tried, or %NULL for today
 * @error: return location for a #GError
 *
 * The owner tried it in practice: owned becomes undertaken.
 *
 * Returns: %TRUE if it is undertaken now; otherwise %FALSE with #LEREN_ERROR_STATE, and nothing is changed
 *
 * Since: 0.1
 */
gboolean
leren_action_undertake (LerenAction *self, const GDate *on, GError **error)
{
  GDate date;

  g_return_val_if_fail (LEREN_IS_ACTION (self), FALSE);

  if (!expect (self, "undertake", LEREN_ACTION_STATE_OWNED, error))
    return FALSE;
  if (is_blank (leren_action_get_owner (self)))
    return refuse (self, "undertake", error, _ ("member “owner” is missing; say who takes it on"));
  if (!day (self, "undertake", on, &date, error))
    return FALSE;

  leren_action_set_undertaken (self, &date);
  leren_action_set_state (self, LEREN_ACTION_STATE_UNDERTAKEN);
  return TRUE;
}

/**
 * leren_action_review:
 * @self: an action that is undertaken
 * @effect: (nullable): what came of it, or %NULL where only a rating is given
 * @effect_rating: what came of it, from 1 (nothing) to 10 (all that was intended), or 0 where only words are given
 * @reflection: (nullable): the id of the reflection that went with looking back
 * @on: (nullable): the day on which the group looked back, or %NULL for today
 * @error: return location for a #GError
 *
 * The group looks back on it: undertaken becomes reviewed. An effect is needed, in words or as a
 * rating; a review without a reflection is allowed, and is a finding.
 *
 * Returns: %TRUE if it is reviewed now; otherwise %FALSE with #LEREN_ERROR_STATE, and nothing is changed
 *
 * Since: 0.1
 */
gboolean
leren_action_review (LerenAction *self, const char *effect, int effect_rating,
                     const char *reflection, const GDate *on, GError **error)
{
  GDate date;

  g_return_val_if_fail (LEREN_IS_ACTION (self), FALSE);

  if (!expect (self, "review", LEREN_ACTION_STATE_UNDERTAKEN, error))
    return FALSE;
  if (leren_action_get_undertaken (self) == NULL)
    return refuse (self, "review", error,
                   _ ("member “undertaken” is missing; say when it was tried"));
  if (is_blank (effect) && effect_rating == 0)
    return refuse (self, "review", error,
                   _ ("member “effect” or “effect_rating” is missing; say what came of it"));
  if (effect_rating != 0 && (effect_rating < 1 || effect_rating > 10))
    return refuse (self, "review", error, _ ("member “effect_rating” is %d; it goes from 1 to 10"),
                   effect_rating);
  if (!day (self, "review", on, &date, error) ||
      !not_before (self, "review", &date, leren_action_get_undertaken (self), error))
    return FALSE;

  if (!is_blank (effect))
    leren_action_set_effect (self, effect);
  if (effect_rating != 0)
    leren_action_set_effect_rating (self, effect_rating);
  if (reflection != NULL)
    leren_action_set_reflection (self, reflection);
  leren_action_set_reviewed (self, &date);
  leren_action_set_state (self, LEREN_ACTION_STATE_REVIEWED);
  return TRUE;
}

/* The next turn: the same line of development, proposed anew and linked to this one. */
static LerenAction *
open_next (LerenAction *self)
{
  LerenAction *next = leren_action_new ();
  LerenRecord *record = LEREN_RECORD (next);

  leren_action_set_what (next, leren_action_get_what (self));
  leren_action_set_case (next, leren_action_get_case (self));
  leren_action_set_session (next, leren_action_get_review_session (self));
  leren_action_set_intended_effect (next, leren_action_get_intended_effect (self));
  leren_action_set_level (next, leren_action_get_level (self));
  leren_action_set_state (next, LEREN_ACTION_STATE_PROPOSED);
  leren_action_set_previous (next, leren_record_get_id (LEREN_RECORD (self)));
  leren_record_set_practice (record, leren_record_get_practice (LEREN_RECORD (self)));
  leren_record_set_author (record, leren_record_get_author (LEREN_RECORD (self)));
  if (leren_record_is_set (LEREN_RECORD (self), "visibility"))
    leren_record_set_visibility (record, leren_record_get_visibility (LEREN_RECORD (self)));
  return next;
}

/**
 * leren_action_conclude:
 * @self: an action that is reviewed
 * @conclusion: adopt, adapt or abandon
 * @next: (out) (optional) (nullable) (transfer full): the next cycle where @conclusion is adapt, otherwise %NULL
 * @error: return location for a #GError
 *
 * The group decides: reviewed becomes concluded. To adapt opens the next cycle, a new action that is proposed and
 * names this one as its previous; it is not saved yet.
 *
 * Returns: %TRUE if it is concluded now; otherwise %FALSE with #LEREN_ERROR_STATE, and nothing is changed
 *
 * Since: 0.1
 */
gboolean
leren_action_conclude (LerenAction *self, LerenConclusion conclusion, LerenAction **next,
                       GError **error)
{
  g_return_val_if_fail (LEREN_IS_ACTION (self), FALSE);

  if (next != NULL)
    *next = NULL;
  if (!expect (self, "conclude", LEREN_ACTION_STATE_REVIEWED, error))
    return FALSE;
  if (conclusion < LEREN_CONCLUSION_ADOPT || conclusion > LEREN_CONCLUSION_ABANDON)
    return refuse (self, "conclude", error,
                   _ ("member “conclusion” is missing; it is adopt, adapt or abandon"));

  leren_action_set_conclusion (self, conclusion);
  leren_action_set_state (self, LEREN_ACTION_STATE_CONCLUDED);
  if (conclusion == LEREN_CONCLUSION_ADAPT && next != NULL)
    *next = open_next (self);
  return TRUE;
}

/**
 * leren_action_drop:
 * @self: an action that is not concluded or dropped
 * @reason: why it is let go
 * @error: return location for a #GError
 *
 * Lets the action go before it is concluded.
 *
 * Returns: %TRUE if it is dropped now; otherwise %FALSE with #LEREN_ERROR_STATE, and nothing is changed
 *
 * Since: 0.1
 */
gboolean
leren_action_drop (LerenAction *self, const char *reason, GError **error)
{
  LerenActionState state;

  g_return_val_if_fail (LEREN_IS_ACTION (self), FALSE);

  state = leren_action_get_state (self);
  if (state == LEREN_ACTION_STATE_CONCLUDED || state == LEREN_ACTION_STATE_DROPPED)
    return refuse (self, "drop", error, _ ("it is finished"));
  if (is_blank (reason))
    return refuse (self, "drop", error, _ ("member “drop_reason” is missing; say why"));

  leren_action_set_drop_reason (self, reason);
  leren_action_set_state (self, LEREN_ACTION_STATE_DROPPED);
  return TRUE;
}
