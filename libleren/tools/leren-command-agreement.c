/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-commands-private.h"
#include "tools/leren-tool-agreement-private.h"
#include "tools/leren-tool-cancel-private.h"
#include "tools/leren-tool-json-private.h"
#include "tools/leren-tool-scope-private.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LEVEL 0.95
#define MOST_RESAMPLES 1000000

static gboolean json;
static char *metric_name, *framework, *order;
static int n_resamples = 1000;
static gint64 seed = 1;

static const GOptionEntry options[] = {
  { "metric", 0, 0, G_OPTION_ARG_STRING, &metric_name,
    N_ ("how different values are (nominal where it is not given)"),
    "nominal|ordinal|interval|ratio" },
  { "order", 0, 0, G_OPTION_ARG_STRING, &order,
    N_ ("the values there are to choose from, with commas, from the lowest to the highest"),
    N_ ("VALUES") },
  { "framework", 0, 0, G_OPTION_ARG_STRING, &framework,
    N_ ("the framework whose codings are compared"), N_ ("ID") },
  { "resamples", 0, 0, G_OPTION_ARG_INT, &n_resamples,
    N_ ("how many resamples give the interval of alpha (1000; 0: no interval)"), "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &seed,
    N_ ("where chance begins: the same seed gives the same interval (1)"), "N" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("as JSON"), NULL },
  { NULL },
};

static gboolean
read_options (LerenMetric *metric)
{
  g_autoptr (GEnumClass) words = g_type_class_ref (LEREN_TYPE_METRIC);
  GEnumValue *word =
    g_enum_get_value_by_nick (words, metric_name != NULL ? metric_name : "nominal");

  if (word == NULL || word->value == LEREN_METRIC_OWN)
    tool_misuse (_ ("--metric: “%s” is no metric; it is nominal, ordinal, interval or ratio"),
                 metric_name);
  else if (n_resamples < 0 || n_resamples > MOST_RESAMPLES)
    tool_misuse (_ ("--resamples: give a number from 0 to %d"), MOST_RESAMPLES);
  else if (seed < 0 || seed > G_MAXUINT32)
    tool_misuse (_ ("--seed: give a number from 0 to %u"), G_MAXUINT32);
  else
    {
      *metric = word->value;
      return TRUE;
    }
  return FALSE;
}

/* A store says at its beginning what it is, whatever it is called; an address is one too. */
static gboolean
is_store (const char *path)
{
  static const char magic[] = "SQLite format 3";
  char begin[sizeof magic] = { 0 };
  g_autofree char *scheme = g_uri_parse_scheme (path);
  FILE *file;
  gsize n;

  if (g_strcmp0 (scheme, "postgresql") == 0)
    return TRUE;
  file = fopen (path, "rbe");
  if (file == NULL)
    return FALSE;
  n = fread (begin, 1, sizeof magic, file);
  fclose (file);
  return n == sizeof magic && memcmp (begin, magic, sizeof magic) == 0;
}

static gboolean
read_table (LerenJudgements *judgements, const char *path, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (g_str_equal (path, "-"))
    {
      g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
      return leren_judgements_read_stream (judgements, stream, _ ("standard input"), NULL, error);
    }
  file = g_file_new_for_path (path);
  return leren_judgements_read_file (judgements, file, NULL, error);
}

/* The frameworks that the codings of a snapshot name */
static GPtrArray *
list_frameworks (LerenSnapshot *snapshot, GError **error)
{
  g_autoptr (LerenTable) codings = leren_snapshot_get_table (snapshot, "coding", NULL, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  int column;

  if (codings == NULL)
    return NULL;
  column = leren_table_find_column (codings, "framework");
  for (guint row = 0; row < leren_table_get_n_rows (codings); row++)
    {
      g_autofree char *id = leren_table_dup_text (codings, column, row);

      if (id != NULL && !g_ptr_array_find_with_equal_func (found, id, g_str_equal, NULL))
        g_ptr_array_add (found, g_steal_pointer (&id));
    }
  return g_steal_pointer (&found);
}

/* Which framework is meant; NULL with a line on standard error where that is not known */
static char *
choose_framework (LerenSnapshot *snapshot, const char *path)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *all = NULL;
  GError *error = NULL;

  if (framework != NULL)
    return g_strdup (framework);
  found = list_frameworks (snapshot, &error);
  if (found == NULL)
    {
      tool_refuse (error);
      return NULL;
    }
  if (found->len == 1)
    return g_strdup (g_ptr_array_index (found, 0));
  if (found->len == 0)
    {
      tool_refuse_text (_ ("%s: there are no codings to compare"), path);
      return NULL;
    }
  g_ptr_array_add (found, NULL);
  all = g_strjoinv (", ", (char **) found->pdata);
  tool_refuse_text (_ ("%s: there are codings by several frameworks; choose one of them with "
                       "--framework: %s"),
                    path, all);
  return NULL;
}

/* Numbers are the weights of codings; otherwise it is the concepts that are compared. */
static int
read_store (LerenJudgements *judgements, LerenUnitizing *unitizing, const char *path,
            LerenMetric metric)
{
  g_autoptr (LerenStore) store = NULL;
  g_autoptr (LerenSnapshot) snapshot = NULL;
  g_autofree char *chosen = NULL;
  gboolean done;
  GError *error = NULL;
  int status = tool_take_snapshot (path, &store, &snapshot);

  if (status != TOOL_DONE)
    return status;
  chosen = choose_framework (snapshot, path);
  if (chosen == NULL)
    return TOOL_REFUSED;
  if (metric == LEREN_METRIC_INTERVAL || metric == LEREN_METRIC_RATIO)
    done = leren_judgements_read_weights (judgements, snapshot, chosen, &error);
  else
    done = leren_judgements_read_codings (judgements, snapshot, chosen, &error);
  if (!done || !leren_unitizing_read_codings (unitizing, snapshot, chosen, NULL, &error))
    return tool_refuse (error);
  return TOOL_DONE;
}

static int
read_all (LerenJudgements *judgements, LerenUnitizing *unitizing, const char *path,
          LerenMetric metric)
{
  GError *error = NULL;

  if (!g_str_equal (path, "-") && is_store (path))
    {
      int status = read_store (judgements, unitizing, path, metric);

      if (status != TOOL_DONE)
        return status;
    }
  else if (framework != NULL || tool_scope_is_given ())
    return tool_misuse (_ ("%s: is a table; --framework and what narrows a scope are for stores"),
                        path);
  else if (!read_table (judgements, path, &error))
    return tool_refuse (error);
  if (order != NULL)
    {
      g_auto (GStrv) values = g_strsplit (order, ",", -1);

      for (char **value = values; *value != NULL; value++)
        g_strstrip (*value);
      leren_judgements_set_scale (judgements, (const char *const *) values, TRUE);
    }
  return TOOL_DONE;
}

static void
print_json (LerenAgreement *agreement, LerenUnitizing *unitizing)
{
  g_autoptr (JsonNode) node = leren_agreement_to_json (agreement);

  json_object_set_member (json_node_get_object (node), "unitizing",
                          unitizing != NULL ? leren_unitizing_to_json (unitizing)
                                            : json_node_new (JSON_NODE_NULL));
  tool_print_json (node);
}

static int
run (char **arguments)
{
  GCancellable *cancellable = tool_interruptible ();
  g_autoptr (LerenJudgements) judgements = leren_judgements_new ();
  g_autoptr (LerenUnitizing) unitizing = leren_unitizing_new ();
  g_autoptr (LerenAgreement) agreement = NULL;
  LerenUnitizing *spans;
  LerenMetric metric;
  GError *error = NULL;
  int status;

  if (!read_options (&metric))
    return TOOL_MISUSED;
  status = read_all (judgements, unitizing, arguments[0], metric);
  if (status != TOOL_DONE)
    return status;
  agreement = leren_agreement_measure (judgements, metric, cancellable, &error);
  if (agreement == NULL)
    return tool_refuse (error);
  if (n_resamples > 0 &&
      !leren_agreement_bootstrap (agreement, n_resamples, seed, LEVEL, cancellable, &error))
    return tool_refuse (error);
  spans = leren_unitizing_get_n_spans (unitizing) > 0 ? unitizing : NULL;
  if (json)
    print_json (agreement, spans);
  else
    tool_print_agreement (agreement, LEVEL, spans);
  return TOOL_DONE;
}

const ToolCommand command_agreement = {
  .name = "agreement",
  .needed = "TABLE|FILE",
  .usage = "TABLE.csv|FILE",
  .summary = N_ ("show how far coders agree, and where they do not"),
  .description = N_ ("The first row of a table names the coders, a first column called “unit” the "
                     "units; an empty field is a missing value, and “-” is standard input. Of a "
                     "store, the codings by one framework are compared, or with --metric interval "
                     "or ratio their weights. The options of a scope are for stores."),
  .options = options,
  .scoped = TRUE,
  .run = run,
};
