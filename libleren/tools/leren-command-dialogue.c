/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-scope-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define BAR_COLUMNS 20
#define NAME_COLUMNS 48

static gboolean json;
static char *only;

static const GOptionEntry options[] = {
  { "session", 0, 0, G_OPTION_ARG_STRING, &only, N_ ("only this session"), N_ ("ID") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("as JSON"), NULL },
  { NULL },
};

/* What is printed of one dialogue. People come back in session after session: each is looked up
 * once. */
typedef struct {
  LerenStore *store;
  LerenDialogue *dialogue;
  GHashTable *names;
} Printing;

static const char *
name_of (Printing *printing, const char *id)
{
  char *name = g_hash_table_lookup (printing->names, id);

  if (name == NULL)
    {
      g_autoptr (LerenRecord) record = leren_store_get (printing->store, id, NULL, NULL);
      const char *title = record != NULL ? leren_record_get_title (record) : NULL;
      g_autofree char *plain = tool_one_line (title != NULL ? title : id);

      name = tool_shorten (plain, NAME_COLUMNS);
      g_hash_table_insert (printing->names, g_strdup (id), name);
    }
  return name;
}

static char *
bar_of (double share)
{
  GString *bar = g_string_new (NULL);

  for (int i = 0; i < BAR_COLUMNS && i < lround (share * BAR_COLUMNS); i++)
    g_string_append (bar, "█");
  return g_string_free (bar, FALSE);
}

static void
print_heading (Printing *printing, guint session)
{
  const char *id = leren_dialogue_get_session (printing->dialogue, session);
  g_autoptr (LerenRecord) record = leren_store_get (printing->store, id, NULL, NULL);
  const char *title = record != NULL ? leren_record_get_title (record) : NULL;
  GDateTime *started =
    LEREN_IS_SESSION (record) ? leren_session_get_started (LEREN_SESSION (record)) : NULL;
  g_autofree char *plain = tool_one_line (title != NULL ? title : id);
  g_autofree char *shown = tool_shorten (plain, NAME_COLUMNS + BAR_COLUMNS);
  g_autofree char *day = started != NULL ? g_date_time_format (started, ", %Y-%m-%d") : NULL;

  tool_printf ("%s (%s%s)\n", shown, id, day != NULL ? day : "");
}

/* only the columns that the turns on record tell anything about */
static void
print_voices (Printing *printing, guint session)
{
  LerenDialogue *dialogue = printing->dialogue;
  const char *const names[] = { _ ("turns"), _ ("words"), _ ("seconds") };
  const char *headings[8] = { "", _ ("who") };
  guint n_columns = 2;
  ToolTable *table;

  for (guint speech = LEREN_SPEECH_TURNS; speech <= LEREN_SPEECH_SECONDS; speech++)
    if (!isnan (leren_dialogue_get_total (dialogue, session, speech)))
      headings[n_columns++] = names[speech];
  headings[n_columns++] = _ ("share");
  headings[n_columns++] = "";
  table = tool_table_new (headings);
  for (guint i = 0; i < leren_dialogue_get_n_voices (dialogue, session); i++)
    {
      const double share = leren_dialogue_get_share (dialogue, session, i, LEREN_SPEECH_TURNS);
      g_autofree char *percent = g_strdup_printf ("%.0f %%", 100 * share);
      g_autofree char *bar = bar_of (share);
      g_autoptr (GPtrArray) amounts = g_ptr_array_new_with_free_func (g_free);
      const char *cells[8] = { "", name_of (printing, leren_dialogue_get_participant (
                                                        dialogue, session, i)) };
      guint n_cells = 2;

      for (guint speech = LEREN_SPEECH_TURNS; speech <= LEREN_SPEECH_SECONDS; speech++)
        {
          const double amount = leren_dialogue_get_amount (dialogue, session, i, speech);

          if (isnan (leren_dialogue_get_total (dialogue, session, speech)))
            continue;
          g_ptr_array_add (amounts,
                           isnan (amount) ? g_strdup ("–") : g_strdup_printf ("%.0f", amount));
          cells[n_cells++] = g_ptr_array_index (amounts, amounts->len - 1);
        }
      cells[n_cells++] = percent;
      cells[n_cells++] = bar;
      tool_table_add (table, cells);
    }
  tool_table_print (table, 1);
}

static void
print_silent (Printing *printing, guint session)
{
  const guint n_voices = leren_dialogue_get_n_voices (printing->dialogue, session);
  const guint n_present = leren_dialogue_get_n_present (printing->dialogue, session);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = n_voices; i < n_present; i++)
    g_string_append_printf (
      names, "%s%s", i > n_voices ? ", " : "",
      name_of (printing, leren_dialogue_get_participant (printing->dialogue, session, i)));
  if (n_present > n_voices)
    {
      g_autofree char *text = g_strdup_printf (_ ("Were there and did not speak: %s"), names->str);
      tool_print_item ("  ", text, 2);
    }
}

static void
print_evenness (Printing *printing, guint session)
{
  LerenDialogue *dialogue = printing->dialogue;
  const char *const names[] = { _ ("turns"), _ ("words"), _ ("seconds") };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint speech = LEREN_SPEECH_TURNS; speech <= LEREN_SPEECH_SECONDS; speech++)
    {
      const double evenness = leren_dialogue_get_evenness (dialogue, session, speech);

      if (!isnan (evenness))
        g_string_append_printf (text, "%s%s %.2f", text->len > 0 ? ", " : "", names[speech],
                                evenness);
    }
  if (text->len > 0)
    tool_printf (_ ("  Evenness, from 0 (one person only) to 1 (all as much): %s\n"), text->str);
}

static void
print_asking (Printing *printing, guint session)
{
  LerenDialogue *dialogue = printing->dialogue;
  const guint early = leren_dialogue_get_n_advice_before_question (dialogue, session);
  const guint n_open =
    leren_dialogue_get_n_of_kind (dialogue, session, LEREN_CONTRIBUTION_KIND_OPEN_QUESTION);

  tool_printf (
    _ ("  Open questions: %u; closed questions: %u; advice: %u\n"), n_open,
    leren_dialogue_get_n_of_kind (dialogue, session, LEREN_CONTRIBUTION_KIND_CLOSED_QUESTION),
    leren_dialogue_get_n_of_kind (dialogue, session, LEREN_CONTRIBUTION_KIND_ADVICE));
  if (early > 0 && n_open > 0)
    tool_printf (_ ("  Advice before the first open question: %u\n"), early);
}

static void
print_client (Printing *printing, guint session)
{
  const double share =
    leren_dialogue_get_client_share (printing->dialogue, session, LEREN_SPEECH_TURNS);

  switch (leren_dialogue_get_client_voice (printing->dialogue, session))
    {
    case LEREN_CLIENT_VOICE_HEARD:
      tool_printf (_ ("  The client’s side spoke: %.0f %% of the turns\n"), 100 * share);
      break;
    case LEREN_CLIENT_VOICE_SILENT:
      tool_printf ("  %s\n", _ ("The client’s side was there and did not speak"));
      break;
    case LEREN_CLIENT_VOICE_ABSENT:
      tool_printf ("  %s\n", _ ("The client’s side was not there"));
      break;
    case LEREN_CLIENT_VOICE_UNKNOWN:
    default:
      break;
    }
}

static void
print_session (Printing *printing, guint session)
{
  print_heading (printing, session);
  if (leren_dialogue_get_n_voices (printing->dialogue, session) == 0)
    {
      tool_printf ("  %s\n\n", _ ("No turn is on record"));
      return;
    }
  print_voices (printing, session);
  print_evenness (printing, session);
  print_silent (printing, session);
  print_asking (printing, session);
  print_client (printing, session);
  tool_print ("\n");
}

static void
print_trends (Printing *printing, guint group)
{
  LerenDialogue *dialogue = printing->dialogue;
  const char *const names[] = {
    [LEREN_DIALOGUE_FIGURE_EVENNESS] = _ ("evenness by turns"),
    [LEREN_DIALOGUE_FIGURE_EVENNESS_WORDS] = _ ("evenness by words"),
    [LEREN_DIALOGUE_FIGURE_EVENNESS_SECONDS] = _ ("evenness by time"),
    [LEREN_DIALOGUE_FIGURE_OPEN_QUESTIONS] = _ ("share of open questions"),
    [LEREN_DIALOGUE_FIGURE_ADVICE] = _ ("share of advice"),
    [LEREN_DIALOGUE_FIGURE_CLIENT] = _ ("share of the client’s side"),
  };
  gboolean first = TRUE;

  for (guint figure = 0; figure < G_N_ELEMENTS (names); figure++)
    {
      /* rounded, and no less than nothing: −0.00 tells nobody anything */
      const double trend =
        round (100 * leren_dialogue_get_trend (dialogue, group, figure)) / 100 + 0.0;

      if (isnan (trend))
        continue;
      if (first)
        tool_printf (_ ("%s, later half of %u dated sessions against the earlier half:\n"),
                     name_of (printing, leren_dialogue_get_group (dialogue, group)),
                     leren_dialogue_get_n_dated (dialogue, group));
      first = FALSE;
      tool_printf ("  %s%*s %+.2f\n", names[figure], (int) (28 - tool_width (names[figure])), "",
                   trend);
    }
}

static void
print_dialogue (Printing *printing)
{
  const guint n = leren_dialogue_get_n_sessions (printing->dialogue);
  const guint n_unrecorded = leren_dialogue_get_n_unrecorded (printing->dialogue);

  for (guint i = 0; i < n; i++)
    print_session (printing, i);
  for (guint i = 0; i < leren_dialogue_get_n_groups (printing->dialogue); i++)
    print_trends (printing, i);
  tool_printf (g_dngettext (GETTEXT_PACKAGE, "%u session\n", "%u sessions\n", n), n);
  if (n_unrecorded > 0)
    tool_printf (_ ("Of %u more no turn is on record.\n"), n_unrecorded);
}

static int
run (char **arguments)
{
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_autoptr (LerenDialogue) dialogue = NULL;
  GError *error = NULL;
  int status;

  status = tool_take_snapshot (arguments[0], &store, &snapshot);
  if (status != TOOL_DONE)
    return status;
  dialogue = leren_dialogue_read (snapshot, only, NULL, &error);
  if (dialogue == NULL)
    {
      if (g_error_matches (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND))
        g_prefix_error (&error, "--session: ");
      return tool_refuse (error);
    }
  if (json)
    {
      g_autoptr (JsonNode) node = leren_dialogue_to_json (dialogue);
      tool_print_json (node);
    }
  else
    {
      Printing printing = { store, dialogue,
                            g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };

      print_dialogue (&printing);
      g_hash_table_unref (printing.names);
    }
  return TOOL_DONE;
}

const ToolCommand command_dialogue = {
  .name = "dialogue",
  .needed = "FILE",
  .usage = "FILE",
  .summary = N_ ("show who spoke in each session, and who was not heard"),
  .options = options,
  .scoped = TRUE,
  .run = run,
};
