/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-language-private.h"
#include "tools/leren-tool-scope-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define USUAL_NUMBER 5
#define MOST_WORDS 8
#define TITLE_COLUMNS 72

static gboolean json, later;
static int number = USUAL_NUMBER;
static char *asked_text, *bonus;
static char **weights;

static const GOptionEntry options[] = {
  { "number", 'n', 0, G_OPTION_ARG_INT, &number, N_ ("how many cases to show at most"), "N" },
  { "text", 0, 0, G_OPTION_ARG_STRING, &asked_text,
    N_ ("cases like this text, in place of like a case"), N_ ("TEXT") },
  { "later", 0, 0, G_OPTION_ARG_NONE, &later, N_ ("also cases that came later"), NULL },
  { "weight", 0, 0, G_OPTION_ARG_STRING_ARRAY, &weights,
    N_ ("let a part weigh more or less; may be repeated"), N_ ("PART=NUMBER") },
  { "bonus", 0, 0, G_OPTION_ARG_STRING, &bonus,
    N_ ("how much more a closed case counts of which an action was looked back on"),
    N_ ("NUMBER") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("as JSON"), NULL },
  { NULL },
};

typedef struct {
  const char *word;
  const char *label;
} Label;

static const Label part_labels[] = {
  { "text", N_ ("text") },
  { "domains", N_ ("life domains") },
  { "needs", N_ ("knowledge it asks for") },
  { "levels", N_ ("levels of reflection") },
  { "loops", N_ ("learning loops") },
  { "tensions", N_ ("tensions") },
  { "elements", N_ ("where the tensions lie") },
  { "people", N_ ("people") },
};

static const Label role_labels[] = {
  { "client", N_ ("client") },
  { "expert-by-experience", N_ ("expert by experience") },
  { "carer", N_ ("informal carer") },
  { "volunteer", N_ ("volunteer") },
  { "professional", N_ ("professional") },
  { "manager", N_ ("manager") },
  { "coach", N_ ("coach") },
  { "researcher", N_ ("researcher") },
  { "educator", N_ ("teacher or student") },
  { "policy-maker", N_ ("policy maker") },
};

static const Label conclusion_labels[] = {
  { "adopt", N_ ("kept") },
  { "adapt", N_ ("to be changed") },
  { "abandon", N_ ("given up") },
};

static const char *
label_of (const Label *labels, gsize n_labels, const char *word)
{
  for (gsize i = 0; i < n_labels; i++)
    if (g_str_equal (labels[i].word, word))
      return _ (labels[i].label);
  return word;
}

static gboolean
read_number (const char *text, double *value)
{
  char *end;

  *value = g_ascii_strtod (text, &end);
  return end != text && *end == '\0';
}

/* PART=NUMBER */
static int
set_weight (LerenSimilarSettings *settings, const char *setting)
{
  g_autoptr (GEnumClass) parts = g_type_class_ref (LEREN_TYPE_SIMILAR_PART);
  const char *equals = strchr (setting, '=');
  g_autofree char *name = NULL;
  const GEnumValue *part;
  GError *error = NULL;
  double value;

  if (equals == NULL)
    return tool_misuse (_ ("--weight: “%s” is no PART=NUMBER"), setting);
  name = g_strndup (setting, equals - setting);
  part = g_enum_get_value_by_nick (parts, name);
  if (part == NULL)
    return tool_misuse (_ ("--weight: “%s” is no part; it is text, domains, needs, levels, loops, "
                           "tensions, elements or people"),
                        name);
  if (!read_number (equals + 1, &value))
    return tool_misuse (_ ("--weight: “%s” is no number"), equals + 1);
  if (leren_similar_settings_set_weight (settings, part->value, value, &error))
    return TOOL_DONE;
  g_prefix_error (&error, "--weight: ");
  return tool_refuse (error);
}

static int
read_settings (LerenSimilarSettings *settings)
{
  GError *error = NULL;
  double value;

  if (number < 1)
    return tool_misuse (_ ("-n: %d is too few; show at least 1"), number);
  leren_similar_settings_set_include_later (settings, later);
  for (guint i = 0; weights != NULL && weights[i] != NULL; i++)
    {
      int status = set_weight (settings, weights[i]);
      if (status != TOOL_DONE)
        return status;
    }
  if (bonus == NULL)
    return TOOL_DONE;
  if (!read_number (bonus, &value))
    return tool_misuse (_ ("--bonus: “%s” is no number"), bonus);
  if (leren_similar_settings_set_bonus (settings, value, &error))
    return TOOL_DONE;
  g_prefix_error (&error, "--bonus: ");
  return tool_refuse (error);
}

/* a case's title and id, on one line */
static char *
name_case (const char *title, const char *id)
{
  g_autofree char *plain = tool_one_line (title != NULL ? title : "");
  g_autofree char *shown = tool_shorten (plain, TITLE_COLUMNS);
  g_autofree char *plain_id = tool_one_line (id);

  return title != NULL ? g_strdup_printf ("%s (%s)", shown, plain_id) : g_strdup (plain_id);
}

/* what two cases share, in words: a concept by its label */
static char *
say_shared (LerenStore *store, LerenSimilarPart part, const char *word)
{
  g_auto (GStrv) names = g_strsplit (word, "/", 2);
  LerenConcept *concept = NULL;

  if (part == LEREN_SIMILAR_PART_PEOPLE)
    return g_strdup (label_of (role_labels, G_N_ELEMENTS (role_labels), word));
  if (part >= LEREN_SIMILAR_PART_LEVELS && names[0] != NULL && names[1] != NULL)
    concept = leren_theory_find_concept (leren_store_get_theory (store), names[0], names[1]);
  return concept != NULL ? g_utf8_strdown (leren_concept_get_label (concept, tool_language), -1)
                         : g_strdup (word);
}

static void
print_part (LerenStore *store, LerenSimilarCase *hit, const GEnumValue *part)
{
  const double contribution = leren_similar_case_get_part_contribution (hit, part->value);
  const char *const *shared = leren_similar_case_get_shared (hit, part->value);
  g_autoptr (GString) line = g_string_new (NULL);

  if (isnan (contribution) || contribution <= 0)
    return;
  g_string_append_printf (
    line, "%s %.0f %%: ", label_of (part_labels, G_N_ELEMENTS (part_labels), part->value_nick),
    100 * contribution);
  for (guint i = 0; shared[i] != NULL; i++)
    {
      g_autofree char *said = say_shared (store, part->value, shared[i]);

      if (i == MOST_WORDS)
        {
          g_string_append (line, " …");
          break;
        }
      g_string_append_printf (line, "%s%s", i > 0 ? ", " : "", said);
    }
  tool_print_item ("     · ", line->str, 7);
}

static void
append_outcome (LerenStore *store, LerenAction *action, GString *line)
{
  const gboolean rated = leren_record_is_set (LEREN_RECORD (action), "effect_rating");
  const char *effect = leren_action_get_effect (action);

  if (effect != NULL)
    g_string_append (line, effect);
  if (rated && effect != NULL)
    g_string_append_c (line, ' ');
  if (rated)
    g_string_append_printf (line, _ ("(effect %d of 10)"),
                            (int) leren_action_get_effect_rating (action));
  if (leren_record_is_set (LEREN_RECORD (action), "conclusion"))
    {
      g_autoptr (GEnumClass) words = g_type_class_ref (LEREN_TYPE_CONCLUSION);
      const char *nick = g_enum_get_value (words, leren_action_get_conclusion (action))->value_nick;

      g_string_append_printf (line, "%s%s", line->len > 0 ? " – " : "",
                              label_of (conclusion_labels, G_N_ELEMENTS (conclusion_labels), nick));
    }
  if (leren_action_get_drop_reason (action) != NULL)
    g_string_append_printf (line, "%s%s: %s", line->len > 0 ? " – " : "", _ ("dropped"),
                            leren_action_get_drop_reason (action));
  if (line->len == 0)
    g_string_append (line, _ ("nobody wrote down what came of it"));
}

static void
print_action (LerenStore *store, LerenAction *action)
{
  g_autoptr (GString) outcome = g_string_new (NULL);

  tool_print_item ("     · ", leren_action_get_what (action), 7);
  append_outcome (store, action, outcome);
  tool_print_item ("       → ", outcome->str, 9);
}

static void
print_when (LerenSimilar *similar, LerenSimilarCase *hit)
{
  GDateTime *moment = leren_similar_case_get_moment (hit);
  g_autofree char *day = moment != NULL ? g_date_time_format (moment, "%Y-%m-%d") : NULL;

  if (leren_similar_case_get_when (hit) == LEREN_SIMILAR_WHEN_EARLIER)
    tool_printf (_ (", earlier (%s)"), day);
  else if (leren_similar_case_get_when (hit) == LEREN_SIMILAR_WHEN_LATER)
    tool_printf (_ (", later (%s)"), day);
  else if (leren_similar_get_case (similar) != NULL)
    tool_print (_ (", not known which came first"));
  if (leren_similar_case_is_worked_through (hit))
    tool_print (_ (", closed and looked back on"));
  tool_print ("\n");
}

static void
print_hit (LerenStore *store, LerenSimilar *similar, guint place, LerenSimilarCase *hit)
{
  g_autoptr (GEnumClass) parts = g_type_class_ref (LEREN_TYPE_SIMILAR_PART);
  g_autofree char *name =
    name_case (leren_similar_case_get_title (hit), leren_similar_case_get_id (hit));
  GListModel *actions = leren_similar_case_get_actions (hit);
  g_autofree char *first = g_strdup_printf ("%2u. ", place);

  tool_print ("\n");
  tool_print_item (first, name, 4);
  tool_printf (_ ("    alike: %.0f %%"), 100 * leren_similar_case_get_similarity (hit));
  print_when (similar, hit);
  for (guint i = 0; i < parts->n_values; i++)
    print_part (store, hit, &parts->values[i]);
  tool_printf ("    %s\n", g_list_model_get_n_items (actions) > 0
                             ? _ ("What was tried, and what came of it:")
                             : _ ("Nothing is written down that was tried."));
  for (guint i = 0; i < g_list_model_get_n_items (actions); i++)
    {
      g_autoptr (LerenAction) action = g_list_model_get_item (actions, i);
      print_action (store, action);
    }
}

static gboolean
can_be_compared (LerenSimilar *similar)
{
  g_autoptr (GEnumClass) parts = g_type_class_ref (LEREN_TYPE_SIMILAR_PART);

  for (guint i = 0; i < parts->n_values; i++)
    if (!isnan (leren_similar_get_weight (similar, parts->values[i].value)))
      return TRUE;
  return FALSE;
}

static void
print_heading (LerenStore *store, LerenSimilar *similar)
{
  const char *id = leren_similar_get_case (similar);
  const guint n_later = leren_similar_get_n_later (similar);
  const guint n = leren_similar_get_n_candidates (similar);

  if (id != NULL)
    {
      g_autoptr (LerenRecord) record = leren_store_get (store, id, NULL, NULL);
      g_autofree char *name =
        name_case (record != NULL ? leren_record_get_title (record) : NULL, id);
      g_autofree char *line = g_strdup_printf (_ ("Cases like: %s"), name);

      tool_print_item ("", line, 0);
    }
  tool_printf (g_dngettext (GETTEXT_PACKAGE, "%u case compared", "%u cases compared", n), n);
  if (n_later > 0)
    tool_printf (g_dngettext (GETTEXT_PACKAGE, "; %u that came later is left out",
                              "; %u that came later are left out", n_later),
                 n_later);
  tool_print ("\n");
  if (g_list_model_get_n_items (G_LIST_MODEL (similar)) > 0)
    tool_print_item ("", _ ("How alike a case is, is the sum of its parts, which stand below it."),
                     0);
}

static void
print_similar (LerenStore *store, LerenSimilar *similar)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (similar));

  print_heading (store, similar);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LerenSimilarCase) hit = g_list_model_get_item (G_LIST_MODEL (similar), i);
      print_hit (store, similar, i + 1, hit);
    }
  if (n == 0 && can_be_compared (similar))
    tool_print_item ("", _ ("None of them is like it."), 0);
  else if (n == 0)
    tool_print_item ("",
                     _ ("There is nothing to compare it by: no word that another case has, no life "
                        "domain, no reflection, no tension."),
                     0);
}

static int
run (char **arguments)
{
  g_autoptr (LerenSimilarSettings) settings = leren_similar_settings_new ();
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_autoptr (LerenSimilar) similar = NULL;
  GError *error = NULL;
  int status;

  if (arguments[1] == NULL && asked_text == NULL)
    return tool_misuse (_ ("%s: missing"), "CASE");
  if (arguments[1] != NULL && (asked_text != NULL || arguments[2] != NULL))
    return tool_misuse (_ ("%s: one argument too many"),
                        asked_text != NULL ? arguments[1] : arguments[2]);
  status = read_settings (settings);
  if (status == TOOL_DONE)
    status = tool_take_snapshot (arguments[0], &store, &snapshot);
  if (status != TOOL_DONE)
    return status;
  if (asked_text != NULL)
    similar = leren_similar_find_text (snapshot, asked_text, number, settings, NULL, &error);
  else
    similar = leren_similar_find (snapshot, arguments[1], number, settings, NULL, &error);
  if (similar == NULL)
    {
      g_prefix_error (&error, "%s: ", arguments[0]);
      return tool_refuse (error);
    }
  if (json)
    {
      g_autoptr (JsonNode) node = leren_similar_to_json (similar);
      tool_print_json (node);
    }
  else
    print_similar (store, similar);
  return TOOL_DONE;
}

const ToolCommand command_similar = {
  .name = "similar",
  .needed = "FILE",
  .usage = "FILE CASE",
  .more = TRUE,
  .summary = N_ ("show earlier cases like one, why, and what was tried there with what effect"),
  .description =
    N_ ("PART is text, domains, needs, levels, loops, tensions, elements or people. A weight "
        "counts against the others; 0 leaves the part out."),
  .options = options,
  .scoped = TRUE,
  .run = run,
};
