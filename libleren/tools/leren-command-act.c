/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-arguments-private.h"
#include "tools/leren-tool-scope-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What was given for a move; NULL where it was not */
typedef struct {
  const char *owner, *on, *effect, *effect_rating, *reflection, *review_session, *conclusion,
    *reason;
} Given;

typedef struct {
  const char *name;
  const char *takes[6];
  gboolean (*run) (LerenAction *action, const Given *given, LerenAction **next, GError **error);
} Move;

/* @on: a day, or NULL for today */
static gboolean
read_day (const char *on, GDate *date, const GDate **given, GError **error)
{
  *given = NULL;
  if (on == NULL)
    return TRUE;
  if (!tool_read_date (on, date))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("on: “%s” is no day; give one as YYYY-MM-DD"), on);
      return FALSE;
    }
  *given = date;
  return TRUE;
}

static gboolean
own (LerenAction *action, const Given *given, LerenAction **next, GError **error)
{
  return leren_action_own (action, given->owner, error);
}

static gboolean
undertake (LerenAction *action, const Given *given, LerenAction **next, GError **error)
{
  const GDate *on;
  GDate date;

  return read_day (given->on, &date, &on, error) && leren_action_undertake (action, on, error);
}

static gboolean
review (LerenAction *action, const Given *given, LerenAction **next, GError **error)
{
  const GDate *on;
  GDate date;
  guint64 rating = 0;

  if (given->effect_rating != NULL &&
      !g_ascii_string_to_unsigned (given->effect_rating, 10, 1, 10, &rating, NULL))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("effect_rating: “%s” is no whole number from 1 to 10"), given->effect_rating);
      return FALSE;
    }
  if (!read_day (given->on, &date, &on, error) ||
      !leren_action_review (action, given->effect, (int) rating, given->reflection, on, error))
    return FALSE;
  if (given->review_session != NULL)
    leren_action_set_review_session (action, given->review_session);
  return TRUE;
}

static gboolean
conclude (LerenAction *action, const Given *given, LerenAction **next, GError **error)
{
  LerenConclusion conclusion = LEREN_CONCLUSION_NONE;

  if (given->conclusion != NULL)
    {
      g_autoptr (GEnumClass) words = g_type_class_ref (LEREN_TYPE_CONCLUSION);
      GEnumValue *word = g_enum_get_value_by_nick (words, given->conclusion);

      if (word == NULL || word->value == LEREN_CONCLUSION_NONE)
        {
          g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                       _ ("conclusion: “%s” is none; it is adopt, adapt or abandon"),
                       given->conclusion);
          return FALSE;
        }
      conclusion = word->value;
    }
  return leren_action_conclude (action, conclusion, next, error);
}

static gboolean
drop (LerenAction *action, const Given *given, LerenAction **next, GError **error)
{
  return leren_action_drop (action, given->reason, error);
}

static const Move moves[] = {
  { "own", { "owner" }, own },
  { "undertake", { "on" }, undertake },
  { "review", { "effect", "effect_rating", "reflection", "review_session", "on" }, review },
  { "conclude", { "conclusion" }, conclude },
  { "drop", { "reason" }, drop },
};

static const Move *
find_move (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (g_str_equal (moves[i].name, name))
      return &moves[i];
  return NULL;
}

static const char **
place_of (Given *given, const char *name)
{
  const struct {
    const char *name;
    const char **place;
  } places[] = {
    { "owner", &given->owner },           { "on", &given->on },
    { "effect", &given->effect },         { "effect_rating", &given->effect_rating },
    { "reflection", &given->reflection }, { "review_session", &given->review_session },
    { "conclusion", &given->conclusion }, { "reason", &given->reason },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (places[i].name, name))
      return places[i].place;
  g_assert_not_reached ();
}

static gboolean
take (const Move *move, GPtrArray *assignments, Given *given)
{
  for (guint i = 0; i < assignments->len; i++)
    {
      const ToolAssignment *assignment = g_ptr_array_index (assignments, i);
      const char **place;

      if (!g_strv_contains (move->takes, assignment->name))
        {
          g_autofree char *names = g_strjoinv (", ", (char **) move->takes);
          tool_misuse (_ ("%s: %s does not take it; it takes %s"), assignment->name, move->name,
                       names);
          return FALSE;
        }
      place = place_of (given, assignment->name);
      if (*place != NULL)
        {
          tool_misuse (_ ("%s: given twice"), assignment->name);
          return FALSE;
        }
      *place = assignment->value;
    }
  return TRUE;
}

/* The action, and the next cycle where it opens one, together or not at all */
static gboolean
save (LerenStore *store, LerenAction *action, LerenAction *next, GError **error)
{
  g_autoptr (LerenTransaction) transaction = leren_store_begin (store, error);

  return transaction != NULL && leren_store_save (store, LEREN_RECORD (action), NULL, error) &&
         (next == NULL || leren_store_save (store, LEREN_RECORD (next), NULL, error)) &&
         leren_transaction_commit (transaction, error);
}

static int
run (char **arguments)
{
  g_autoptr (GPtrArray) assignments = NULL;
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (LerenRecord) record = NULL;
  g_autoptr (LerenAction) next = NULL;
  const Move *move = find_move (arguments[2]);
  Given given = { NULL };
  GError *error = NULL;

  if (move == NULL)
    return tool_misuse (_ ("%s: is no move; it is own, undertake, review, conclude or drop"),
                        arguments[2]);
  assignments = tool_read_assignments (arguments + 3, FALSE);
  if (assignments == NULL || !take (move, assignments, &given))
    return TOOL_MISUSED;

  store = tool_open_to_change (arguments[0]);
  if (store == NULL)
    return TOOL_REFUSED;
  record = leren_store_get (store, arguments[1], NULL, &error);
  if (record == NULL)
    return tool_refuse (error);
  if (!LEREN_IS_ACTION (record))
    return tool_refuse_text (_ ("record “%s”: is a %s; only an action moves"), arguments[1],
                             leren_record_get_record_type (record));
  if (!move->run (LEREN_ACTION (record), &given, &next, &error) ||
      !save (store, LEREN_ACTION (record), next, &error))
    return tool_refuse (error);
  if (next != NULL)
    tool_printf ("%s\n", leren_record_get_id (LEREN_RECORD (next)));
  return TOOL_DONE;
}

const ToolCommand command_act = {
  .name = "act",
  .needed = "FILE ACTION own|undertake|review|conclude|drop",
  .usage = N_ ("FILE ACTION own|undertake|review|conclude|drop [NAME=VALUE…]"),
  .more = TRUE,
  .summary = N_ ("move an action cycle"),
  .description =
    N_ ("own owner=ID\n"
        "undertake [on=DATE]\n"
        "review [effect=TEXT] [effect_rating=1-10] [reflection=ID] [review_session=ID] "
        "[on=DATE]\n"
        "conclude conclusion=adopt|adapt|abandon\n"
        "drop reason=TEXT\n\n"
        "A day that is not given is today. To adapt opens the next cycle; its id is "
        "printed."),
  .run = run,
};
