/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-language-private.h"
#include "tools/leren-tool-scope-private.h"
#include "tools/leren-tool-text-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TITLE_COLUMNS 72

static gboolean json;
static char **rules, **settings;

static const GOptionEntry options[] = {
  { "rule", 0, 0, G_OPTION_ARG_STRING_ARRAY, &rules, N_ ("only this rule; may be repeated"),
    N_ ("ID") },
  { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &settings,
    N_ ("give a parameter of a rule another value"), N_ ("RULE.PARAMETER=VALUE") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("as JSON"), NULL },
  { NULL },
};

/* What is found about one case, or about what belongs to no case */
typedef struct {
  char *id;
  LerenRecord *subject;
  GPtrArray *findings;
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_free (group->id);
  g_clear_object (&group->subject);
  g_ptr_array_unref (group->findings);
  g_free (group);
}

/* RULE.PARAMETER=VALUE. Rules and parameters have no dots. */
static int
set_parameter (LerenDiagnosis *diagnosis, const char *setting)
{
  const char *dot = strchr (setting, '.');
  const char *equals = strchr (setting, '=');
  g_autofree char *rule = NULL;
  g_autofree char *name = NULL;
  GError *error = NULL;
  char *end;
  double value;

  if (dot == NULL || equals == NULL || dot == setting || equals <= dot + 1)
    return tool_misuse (_ ("--set: “%s” is no RULE.PARAMETER=VALUE"), setting);
  value = g_ascii_strtod (equals + 1, &end);
  if (end == equals + 1 || *end != '\0')
    return tool_misuse (_ ("--set: “%s” is no number"), equals + 1);
  rule = g_strndup (setting, dot - setting);
  name = g_strndup (dot + 1, equals - dot - 1);
  if (leren_diagnosis_set_parameter (diagnosis, rule, name, value, &error))
    return TOOL_DONE;
  g_prefix_error (&error, "--set: ");
  return tool_refuse (error);
}

static int
prepare (LerenDiagnosis *diagnosis)
{
  GError *error = NULL;

  if (rules != NULL && !leren_diagnosis_select (diagnosis, (const char *const *) rules, &error))
    {
      g_prefix_error (&error, "--rule: ");
      return tool_refuse (error);
    }
  for (guint i = 0; settings != NULL && settings[i] != NULL; i++)
    {
      int status = set_parameter (diagnosis, settings[i]);
      if (status != TOOL_DONE)
        return status;
    }
  return TOOL_DONE;
}

/* The case that a record belongs to, or its own id */
static char *
group_of (LerenStore *store, const char *id)
{
  g_autoptr (LerenRecord) record = leren_store_get (store, id, NULL, NULL);
  g_autofree char *case_id = NULL;

  if (record != NULL && !LEREN_IS_UNKNOWN_RECORD (record) && leren_record_is_set (record, "case"))
    g_object_get (record, "case", &case_id, NULL);
  return case_id != NULL ? g_steal_pointer (&case_id) : g_strdup (id);
}

static GPtrArray *
make_groups (LerenStore *store, GListModel *findings)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (LerenFinding) finding = g_list_model_get_item (findings, i);
      g_autofree char *id = group_of (store, leren_finding_get_subject (finding));
      Group *group = g_hash_table_lookup (by_id, id);

      if (group == NULL)
        {
          group = g_new0 (Group, 1);
          group->subject = leren_store_get (store, id, NULL, NULL);
          group->id = g_steal_pointer (&id);
          group->findings = g_ptr_array_new_with_free_func (g_object_unref);
          g_ptr_array_add (groups, group);
          g_hash_table_insert (by_id, group->id, group);
        }
      g_ptr_array_add (group->findings, g_steal_pointer (&finding));
    }
  return groups;
}

static const char *
severity_text (LerenSeverity severity)
{
  switch (severity)
    {
    case LEREN_SEVERITY_WARNING:
      return _ ("warning");
    case LEREN_SEVERITY_ADVICE:
      return _ ("advice");
    case LEREN_SEVERITY_NOTICE:
    default:
      return _ ("notice");
    }
}

static void
print_evidence (LerenStore *store, const char *id)
{
  g_autoptr (LerenRecord) record = leren_store_get (store, id, NULL, NULL);
  const char *title = record != NULL ? leren_record_get_title (record) : NULL;
  g_autofree char *plain = tool_one_line (title != NULL ? title : "");
  g_autofree char *shown = tool_shorten (plain, TITLE_COLUMNS);
  g_autofree char *line = g_strdup_printf ("%s%s%s", id, *shown != '\0' ? " – " : "", shown);

  tool_print_item ("      · ", line, 8);
}

static void
print_finding (LerenStore *store, LerenFinding *finding)
{
  const char *id = leren_finding_get_rule (finding);
  LerenRule *rule = leren_rule_lookup (id);
  const char *const *questions = leren_finding_get_questions (finding, tool_language);
  const char *const *evidence = leren_finding_get_evidence (finding);
  g_autofree char *source = g_strdup_printf (_ ("Source: %s"), leren_finding_get_source (finding));

  tool_printf ("  %s: %s%s%s\n", severity_text (leren_finding_get_severity (finding)), id,
               rule != NULL ? " – " : "",
               rule != NULL ? leren_rule_get_label (rule, tool_language) : "");
  tool_print_item ("    ", leren_finding_get_explanation (finding, tool_language), 4);
  if (questions[0] != NULL)
    tool_printf ("    %s\n", _ ("Ask:"));
  for (guint i = 0; questions[i] != NULL; i++)
    tool_print_item ("      ? ", questions[i], 8);
  tool_printf ("    %s\n", _ ("Seen in:"));
  for (guint i = 0; evidence[i] != NULL; i++)
    print_evidence (store, evidence[i]);
  tool_print_item ("    ", source, 4);
  tool_print ("\n");
}

static void
print_group (LerenStore *store, const Group *group)
{
  const char *title = group->subject != NULL ? leren_record_get_title (group->subject) : NULL;
  g_autofree char *plain = tool_one_line (title != NULL ? title : group->id);
  g_autofree char *shown = tool_shorten (plain, TITLE_COLUMNS);
  const char *type = group->subject != NULL ? leren_record_get_record_type (group->subject) : "";

  tool_printf ("%s (%s %s)\n", shown, type, group->id);
  for (guint i = 0; i < group->findings->len; i++)
    print_finding (store, g_ptr_array_index (group->findings, i));
}

/* how it was dealt with that people read the same record differently */
static void
print_weighing (LerenFindings *findings)
{
  guint n_overruled;
  guint n = leren_findings_get_weighing (findings, &n_overruled);
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  text = g_strdup_printf (
    g_dngettext (
      GETTEXT_PACKAGE,
      "%u record was coded otherwise than it says itself, or in different ways. What the "
      "record says is one voice, and so is each coder; most voices counted, and of %u the "
      "coders outnumbered the record.",
      "%u records were coded otherwise than they say themselves, or in different ways. "
      "What the record says is one voice, and so is each coder; most voices counted, and "
      "of %u the coders outnumbered the record.",
      n),
    n, n_overruled);
  tool_print_item ("", text, 0);
}

static void
print_findings (LerenStore *store, LerenFindings *findings)
{
  g_autoptr (GPtrArray) groups = make_groups (store, G_LIST_MODEL (findings));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (findings));
  g_autofree char *n_records =
    g_strdup_printf ("%" G_GINT64_FORMAT, leren_findings_get_n_records (findings));
  guint counts[3] = { 0 };

  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = g_ptr_array_index (groups, i);

      print_group (store, group);
      for (guint j = 0; j < group->findings->len; j++)
        counts[leren_finding_get_severity (g_ptr_array_index (group->findings, j))]++;
    }
  tool_printf (g_dngettext (GETTEXT_PACKAGE, "%u finding", "%u findings", n), n);
  if (n > 0)
    tool_printf (_ (" (warning %u, advice %u, notice %u)"), counts[LEREN_SEVERITY_WARNING],
                 counts[LEREN_SEVERITY_ADVICE], counts[LEREN_SEVERITY_NOTICE]);
  tool_printf (_ (" in %s records\n"), n_records);
  print_weighing (findings);
}

static int
run (char **arguments)
{
  g_autoptr (LerenDiagnosis) diagnosis = leren_diagnosis_new ();
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_autoptr (LerenFindings) findings = NULL;
  GError *error = NULL;
  int status = prepare (diagnosis);

  if (status != TOOL_DONE)
    return status;
  status = tool_take_snapshot (arguments[0], &store, &snapshot);
  if (status != TOOL_DONE)
    return status;
  findings = leren_diagnosis_run (diagnosis, snapshot, NULL, &error);
  if (findings == NULL)
    return tool_refuse (error);
  if (json)
    {
      g_autoptr (JsonNode) node = leren_findings_to_json (findings);
      tool_print_json (node);
    }
  else
    print_findings (store, findings);
  return TOOL_DONE;
}

const ToolCommand command_diagnose = {
  .name = "diagnose",
  .needed = "FILE",
  .usage = "FILE",
  .summary = N_ ("say where learning stands still, by what that can be seen, and what to ask"),
  .description = N_ ("“leren rules” shows the rules with their parameters."),
  .options = options,
  .scoped = TRUE,
  .run = run,
};
