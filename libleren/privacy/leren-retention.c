/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-retention-internal-private.h"

#include "store/leren-async-private.h"
#include "store/leren-audit-private.h"
#include "store/leren-store-internal-private.h"
#include "store/leren-store-rewrite-private.h"
#include "store/leren-store-scan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * LerenRetention:
 *
 * How long records are kept: a schedule with rules for record types, and for practices that have their own.
 *
 * Since: 0.1
 */

G_DEFINE_FINAL_TYPE (LerenRetention, leren_retention, G_TYPE_OBJECT)

static void
leren_retention_finalize (GObject *object)
{
  LerenRetention *self = LEREN_RETENTION (object);

  g_free (self->json);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  G_OBJECT_CLASS (leren_retention_parent_class)->finalize (object);
}

static void
leren_retention_class_init (LerenRetentionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_retention_finalize;
}

static void
leren_retention_init (LerenRetention *self)
{
}

/**
 * leren_retention_from_json:
 * @json: a retention schedule, as docs/retention.md describes it
 * @length: its length in bytes, or -1 where it ends with a NUL
 * @error: return location for a #GError
 *
 * Reads a retention schedule. A record for which it has no rule is kept.
 *
 * Returns: (transfer full): the schedule, or %NULL with #LEREN_ERROR_SYNTAX or #LEREN_ERROR_INVALID, which says what is
 *   wrong in which rule
 *
 * Since: 0.1
 */
LerenRetention *
leren_retention_from_json (const char *json, gssize length, GError **error)
{
  g_autoptr (GPtrArray) rules = NULL;
  LerenRetention *self;

  g_return_val_if_fail (json != NULL, NULL);

  if (length < 0)
    length = strlen (json);
  rules = _leren_retention_read_schedule (json, length, error);
  if (rules == NULL)
    return NULL;
  self = g_object_new (LEREN_TYPE_RETENTION, NULL);
  self->json = g_strndup (json, length);
  self->rules = g_steal_pointer (&rules);
  return self;
}

/**
 * leren_retention_to_json:
 * @self: a retention schedule
 *
 * The schedule as it was given.
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 0.1
 */
char *
leren_retention_to_json (LerenRetention *self)
{
  g_return_val_if_fail (LEREN_IS_RETENTION (self), NULL);
  return g_strdup (self->json);
}

typedef struct {
  LerenRetentionPlan *plan;
  const LerenRetentionProgress *progress;
  gint64 n_records;
} Looking;

#define RECORDS_BETWEEN_TELLING 1000

static gboolean
look_at_record (const LerenRow *row, const char *json, gsize length, gpointer data, GError **error)
{
  const Looking *looking = data;
  guint n;

  if (row != NULL)
    _leren_retention_plan_add (looking->plan, row);
  else
    _leren_retention_plan_add_unknown (looking->plan, json, length);
  n = _leren_retention_plan_get_n_records (looking->plan);
  if (looking->progress->callback != NULL && n % RECORDS_BETWEEN_TELLING == 0)
    looking->progress->callback (n, looking->n_records, looking->progress->data);
  return TRUE;
}

gboolean
_leren_retention_clear_reads (LerenRetentionPlan *plan, LerenStore *store, gboolean count_alone,
                              GError **error)
{
  g_autofree char *day = _leren_retention_plan_dup_reads_before (plan);
  gint64 n_reads = 0;

  if (day != NULL && !_leren_audit_expire (store, day, count_alone, &n_reads, error))
    return FALSE;
  _leren_retention_plan_set_n_reads (plan, n_reads);
  return TRUE;
}

LerenRetentionPlan *
_leren_retention_plan (LerenRetention *self, LerenStore *store, const GDate *on,
                       const LerenRetentionProgress *progress, GError **error)
{
  g_autoptr (LerenRetentionPlan) plan = _leren_retention_plan_new (self->rules, on);
  Looking looking = { plan, progress, leren_store_count (store, NULL, error) };
  GPtrArray *files;

  if (looking.n_records < 0 ||
      !_leren_store_scan (store, look_at_record, &looking, progress->cancellable, error))
    return NULL;
  _leren_retention_plan_settle (plan);
  files = _leren_store_list_copies (store, error);
  if (files == NULL)
    return NULL;
  _leren_retention_plan_set_files (plan, files);
  if (!_leren_retention_clear_reads (plan, store, TRUE, error))
    return NULL;
  return g_steal_pointer (&plan);
}

static gboolean
can_look (LerenStore *store, GError **error)
{
  return _leren_store_refuse_reader (store, _ ("tell what is kept for how long"), error);
}

/**
 * leren_retention_look:
 * @self: a retention schedule
 * @store: a store, opened without a reader
 * @on: (nullable): the day for which to tell, or %NULL for today
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @progress_callback: (scope call) (nullable) (closure progress_data): told how many records were looked at, and how many
 *   there are, or %NULL
 * @progress_data: data for @progress_callback
 * @error: return location for a #GError
 *
 * Tells which records of a store have been kept for as long as the schedule says. Nothing is changed.
 *
 * What the store still needs stays: a record to which one refers that stays, and what goes with it. Each of these is
 * told with the record that holds it.
 *
 * Returns: (transfer full): the plan, or %NULL with #LEREN_ERROR_FORBIDDEN where the store is open for a participant,
 *   #LEREN_ERROR_INVALID where @on is no day, %G_IO_ERROR_CANCELLED, or another error of the store
 *
 * Since: 0.1
 */
LerenRetentionPlan *
leren_retention_look (LerenRetention *self, LerenStore *store, const GDate *on,
                      GCancellable *cancellable, GFileProgressCallback progress_callback,
                      gpointer progress_data, GError **error)
{
  const LerenRetentionProgress progress = { cancellable, progress_callback, progress_data };
  LerenRetentionPlan *plan;
  GDate today;

  g_return_val_if_fail (LEREN_IS_RETENTION (self), NULL);
  g_return_val_if_fail (LEREN_IS_STORE (store), NULL);

  if (on != NULL && !g_date_valid (on))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("the day for which to tell what is kept is no day; give one, or none"));
      return NULL;
    }
  if (on == NULL)
    {
      _leren_retention_today (&today);
      on = &today;
    }
  if (!can_look (store, error) || !_leren_store_begin_reading (store, error))
    return NULL;
  plan = _leren_retention_plan (self, store, on, &progress, error);
  _leren_store_end_reading (store);
  return plan;
}

typedef struct {
  LerenStore *store;
  GDate on;
  gboolean has_day;
  char *by;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->store);
  g_free (job->by);
  g_free (job);
}

static void
run_in_thread (LerenRetention *self, LerenStore *store, const GDate *on, const char *by,
               gpointer tag, GTaskThreadFunc function, GCancellable *cancellable,
               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = _leren_task_new (self, cancellable, callback, user_data, tag);
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (store);
  job->has_day = on != NULL;
  if (on != NULL)
    job->on = *on;
  job->by = g_strdup (by);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, function);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  LerenRetentionPlan *plan = leren_retention_look (
    source, job->store, job->has_day ? &job->on : NULL, cancellable, NULL, NULL, &error);

  _leren_task_return_object (task, plan, error);
}

/**
 * leren_retention_look_async:
 * @self: a retention schedule
 * @store: a store, opened without a reader
 * @on: (nullable): the day for which to tell, or %NULL for today
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Tells which records have been kept for long enough without blocking, as leren_retention_look() does.
 *
 * Since: 0.1
 */
void
leren_retention_look_async (LerenRetention *self, LerenStore *store, const GDate *on,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (LEREN_IS_RETENTION (self));
  g_return_if_fail (LEREN_IS_STORE (store));

  run_in_thread (self, store, on, NULL, leren_retention_look_async, look_in_thread, cancellable,
                 callback, user_data);
}

/**
 * leren_retention_look_finish:
 * @self: a retention schedule
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_retention_look_async().
 *
 * Returns: (transfer full): the plan, or %NULL with an error
 *
 * Since: 0.1
 */
LerenRetentionPlan *
leren_retention_look_finish (LerenRetention *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_RETENTION (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
delete_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  LerenRetentionPlan *plan =
    leren_retention_delete (source, job->store, job->by, cancellable, NULL, NULL, &error);

  _leren_task_return_object (task, plan, error);
}

/**
 * leren_retention_delete_async:
 * @self: a retention schedule
 * @store: a store, opened without a reader
 * @by: (nullable): who deletes, or %NULL
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Deletes what has been kept for long enough without blocking, as leren_retention_delete() does.
 *
 * Since: 0.1
 */
void
leren_retention_delete_async (LerenRetention *self, LerenStore *store, const char *by,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (LEREN_IS_RETENTION (self));
  g_return_if_fail (LEREN_IS_STORE (store));

  run_in_thread (self, store, NULL, by, leren_retention_delete_async, delete_in_thread, cancellable,
                 callback, user_data);
}

/**
 * leren_retention_delete_finish:
 * @self: a retention schedule
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_retention_delete_async().
 *
 * Returns: (transfer full): the plan as it was carried out, or %NULL with an error
 *
 * Since: 0.1
 */
LerenRetentionPlan *
leren_retention_delete_finish (LerenRetention *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LEREN_IS_RETENTION (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
