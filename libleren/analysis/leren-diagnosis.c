/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-diagnosis.h"

#include "analysis/leren-rule-private.h"
#include "snapshot/leren-parallel-private.h"

#include <glib/gi18n-lib.h>

/**
 * LerenDiagnosis:
 *
 * Runs rules over a snapshot: the built-in ones, those that were added, or a choice of both, with
 * parameters as they are or as they were set.
 *
 * Built-in rules run on up to two threads; an own rule runs on the thread that runs the diagnosis.
 *
 * Since: 0.1
 */
struct _LerenDiagnosis {
  GObject parent_instance;

  GPtrArray *rules;    /* LerenRule */
  GPtrArray *selected; /* LerenRule; NULL: all */
  GHashTable *values;  /* "rule.parameter" to double */
};

G_DEFINE_FINAL_TYPE (LerenDiagnosis, leren_diagnosis, G_TYPE_OBJECT)

/* One run: what it needs is copied, so that the diagnosis may be changed while it lasts. */
typedef struct {
  LerenSnapshot *snapshot;
  GPtrArray *rules;
  LerenFindings **collectors; /* one per rule */
  GPtrArray *built_in;        /* the collectors of these */
  GPtrArray *own;
} Run;

static void
leren_diagnosis_finalize (GObject *object)
{
  LerenDiagnosis *self = LEREN_DIAGNOSIS (object);

  g_ptr_array_unref (self->rules);
  g_clear_pointer (&self->selected, g_ptr_array_unref);
  g_hash_table_unref (self->values);

  G_OBJECT_CLASS (leren_diagnosis_parent_class)->finalize (object);
}

static void
leren_diagnosis_class_init (LerenDiagnosisClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_diagnosis_finalize;
}

static void
leren_diagnosis_init (LerenDiagnosis *self)
{
  GListModel *built_in = leren_rule_list ();

  self->rules = g_ptr_array_new_with_free_func (g_object_unref);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < g_list_model_get_n_items (built_in); i++)
    g_ptr_array_add (self->rules, g_list_model_get_item (built_in, i));
}

/**
 * leren_diagnosis_new:
 *
 * Makes a diagnosis with all built-in rules.
 *
 * Returns: (transfer full): the diagnosis
 *
 * Since: 0.1
 */
LerenDiagnosis *
leren_diagnosis_new (void)
{
  return g_object_new (LEREN_TYPE_DIAGNOSIS, NULL);
}

static LerenRule *
find_rule (LerenDiagnosis *self, const char *id, GError **error)
{
  for (guint i = 0; i < self->rules->len; i++)
    if (g_str_equal (leren_rule_get_id (g_ptr_array_index (self->rules, i)), id))
      return g_ptr_array_index (self->rules, i);
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
               _ ("there is no rule “%s”; the command “leren rules” lists them"), id);
  return NULL;
}

/**
 * leren_diagnosis_add_rule:
 * @self: a diagnosis
 * @rule: an own rule
 * @error: return location for a #GError
 *
 * Adds a rule of one's own.
 *
 * Returns: %TRUE if it was added; otherwise %FALSE with #LEREN_ERROR_EXISTS where a rule has that id already
 *
 * Since: 0.1
 */
gboolean
leren_diagnosis_add_rule (LerenDiagnosis *self, LerenRule *rule, GError **error)
{
  g_return_val_if_fail (LEREN_IS_DIAGNOSIS (self), FALSE);
  g_return_val_if_fail (LEREN_IS_RULE (rule), FALSE);

  if (find_rule (self, leren_rule_get_id (rule), NULL) != NULL)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_EXISTS,
                   _ ("there is a rule “%s” already; give the other one an id of its own"),
                   leren_rule_get_id (rule));
      return FALSE;
    }
  g_ptr_array_add (self->rules, g_object_ref (rule));
  return TRUE;
}

/**
 * leren_diagnosis_select:
 * @self: a diagnosis
 * @rules: (nullable) (array zero-terminated=1): the ids of the rules to run, or %NULL for all
 * @error: return location for a #GError
 *
 * Chooses which rules run.
 *
 * Returns: %TRUE if all were found; otherwise %FALSE with #LEREN_ERROR_NOT_FOUND, and the choice is as it was
 *
 * Since: 0.1
 */
gboolean
leren_diagnosis_select (LerenDiagnosis *self, const char *const *rules, GError **error)
{
  g_autoptr (GPtrArray) selected = NULL;

  g_return_val_if_fail (LEREN_IS_DIAGNOSIS (self), FALSE);

  if (rules != NULL)
    selected = g_ptr_array_new ();
  for (; rules != NULL && *rules != NULL; rules++)
    {
      LerenRule *rule = find_rule (self, *rules, error);

      if (rule == NULL)
        return FALSE;
      if (!g_ptr_array_find (selected, rule, NULL))
        g_ptr_array_add (selected, rule);
    }
  g_clear_pointer (&self->selected, g_ptr_array_unref);
  self->selected = g_steal_pointer (&selected);
  return TRUE;
}

/**
 * leren_diagnosis_set_parameter:
 * @self: a diagnosis
 * @rule: the id of a rule
 * @name: the name of one of its parameters
 * @value: the value it shall have
 * @error: return location for a #GError
 *
 * Moves the line of a rule.
 *
 * Returns: %TRUE if it was set; otherwise %FALSE with #LEREN_ERROR_NOT_FOUND (no such rule or
 *   parameter) or #LEREN_ERROR_INVALID (out of its range)
 *
 * Since: 0.1
 */
gboolean
leren_diagnosis_set_parameter (LerenDiagnosis *self, const char *rule, const char *name,
                               double value, GError **error)
{
  const LerenRuleParameter *parameter;
  LerenRule *found;
  double *kept;

  g_return_val_if_fail (LEREN_IS_DIAGNOSIS (self), FALSE);
  g_return_val_if_fail (rule != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  found = find_rule (self, rule, error);
  if (found == NULL)
    return FALSE;
  parameter = _leren_rule_find_parameter (found, name);
  if (parameter == NULL)
    {
      g_auto (GStrv) names = leren_rule_list_parameters (found);
      g_autofree char *all = g_strjoinv (", ", names);

      g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
                   _ ("rule “%s” has no parameter “%s”; it has %s"), rule, name, all);
      return FALSE;
    }
  if (!(value >= parameter->minimum && value <= parameter->maximum))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("parameter “%s” of rule “%s” cannot be %g; it must lie from %g to %g"), name,
                   rule, value, parameter->minimum, parameter->maximum);
      return FALSE;
    }
  kept = g_new (double, 1);
  *kept = value;
  g_hash_table_replace (self->values, g_strconcat (rule, ".", name, NULL), kept);
  return TRUE;
}

static void
copy_value (gpointer key, gpointer value, gpointer data)
{
  g_hash_table_insert (data, g_strdup (key), g_memdup2 (value, sizeof (double)));
}

static Run *
run_new (LerenDiagnosis *self, LerenSnapshot *snapshot)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Run *run = g_new0 (Run, 1);

  g_hash_table_foreach (self->values, copy_value, values);
  run->snapshot = g_object_ref (snapshot);
  run->rules = g_ptr_array_new_with_free_func (g_object_unref);
  run->built_in = g_ptr_array_new ();
  run->own = g_ptr_array_new ();
  /* in the order of the list, whatever the order of the choice */
  for (guint i = 0; i < self->rules->len; i++)
    {
      LerenRule *rule = g_ptr_array_index (self->rules, i);

      if (self->selected == NULL || g_ptr_array_find (self->selected, rule, NULL))
        g_ptr_array_add (run->rules, g_object_ref (rule));
    }
  run->collectors = g_new0 (LerenFindings *, MAX (run->rules->len, 1));
  for (guint i = 0; i < run->rules->len; i++)
    {
      LerenRule *rule = g_ptr_array_index (run->rules, i);

      run->collectors[i] = _leren_findings_new (snapshot, rule, values);
      g_ptr_array_add (leren_rule_is_built_in (rule) ? run->built_in : run->own,
                       GUINT_TO_POINTER (i));
    }
  return run;
}

static void
run_free (Run *run)
{
  for (guint i = 0; i < run->rules->len; i++)
    g_clear_object (&run->collectors[i]);
  g_free (run->collectors);
  g_ptr_array_unref (run->built_in);
  g_ptr_array_unref (run->own);
  g_ptr_array_unref (run->rules);
  g_object_unref (run->snapshot);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static gboolean
run_rule (Run *run, guint index, GError **error)
{
  return leren_rule_run (g_ptr_array_index (run->rules, index), run->snapshot,
                         run->collectors[index], error);
}

static gboolean
run_built_in_task (guint task, guint thread, gpointer data, GError **error)
{
  Run *run = data;

  return run_rule (run, GPOINTER_TO_UINT (g_ptr_array_index (run->built_in, task)), error);
}

static gboolean
run_built_in (Run *run, GCancellable *cancellable, GError **error)
{
  return _leren_run_parallel (run->built_in->len, _leren_snapshot_get_n_threads (run->snapshot),
                              run_built_in_task, run, cancellable, error);
}

static LerenFindings *
run_own_and_join (Run *run, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < run->own->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !run_rule (run, GPOINTER_TO_UINT (g_ptr_array_index (run->own, i)), error))
      return NULL;
  return _leren_findings_join (run->snapshot, run->collectors, run->rules->len);
}

/**
 * leren_diagnosis_run:
 * @self: a diagnosis
 * @snapshot: the records to look at
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Runs the rules. The findings come sorted: the most severe first, then in the order of the rules,
 * and those of one rule in the order in which what they are about was stored.
 *
 * Returns: (transfer full): the findings, a #GListModel of #LerenFinding, or %NULL with the error of a rule
 *
 * Since: 0.1
 */
LerenFindings *
leren_diagnosis_run (LerenDiagnosis *self, LerenSnapshot *snapshot, GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (Run) run = NULL;

  g_return_val_if_fail (LEREN_IS_DIAGNOSIS (self), NULL);
  g_return_val_if_fail (LEREN_IS_SNAPSHOT (snapshot), NULL);

  run = run_new (self, snapshot);
  if (!run_built_in (run, cancellable, error))
    return NULL;
  return run_own_and_join (run, cancellable, error);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (run_built_in (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* back on the thread that started it, where own rules may run */
static void
built_in_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  LerenFindings *findings = NULL;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    findings =
      run_own_and_join (g_task_get_task_data (task), g_task_get_cancellable (task), &error);
  if (findings != NULL)
    g_task_return_pointer (task, findings, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * leren_diagnosis_run_async:
 * @self: a diagnosis
 * @snapshot: the records to look at
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: (closure): data for @callback
 *
 * Runs the rules as leren_diagnosis_run() does, without blocking. Own rules run on the thread that
 * calls this, out of its main loop.
 *
 * Since: 0.1
 */
void
leren_diagnosis_run_async (LerenDiagnosis *self, LerenSnapshot *snapshot, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) in_thread = NULL;
  GTask *task;
  Run *run;

  g_return_if_fail (LEREN_IS_DIAGNOSIS (self));
  g_return_if_fail (LEREN_IS_SNAPSHOT (snapshot));

  run = run_new (self, snapshot);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, leren_diagnosis_run_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  in_thread = g_task_new (self, cancellable, built_in_done, task);
  g_task_set_task_data (in_thread, run, NULL);
  g_task_run_in_thread (in_thread, run_in_thread);
}

/**
 * leren_diagnosis_run_finish:
 * @self: a diagnosis
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_diagnosis_run_async().
 *
 * Returns: (transfer full): the findings, or %NULL with an error as leren_diagnosis_run() gives
 *
 * Since: 0.1
 */
LerenFindings *
leren_diagnosis_run_finish (LerenDiagnosis *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_DIAGNOSIS (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
