/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "analysis/leren-coded-private.h"
#include "analysis/leren-unitizing-private.h"

#include "store/leren-async-private.h"

#include <string.h>

/* What coders marked in the texts of records. */

/* The longest text that a record has, in code points: a span may lie in any of them, and codings do
 * not say in which. */
static guint32
measure_text (LerenRecord *record, const LerenDeclaration *declaration)
{
  GObjectClass *class = G_OBJECT_GET_CLASS (record);
  glong longest = 0;

  for (guint i = 0; i < declaration->n_fields; i++)
    {
      const LerenField *field = declaration->fields[i];
      g_autofree char *text = NULL;

      if ((field->flags & LEREN_FIELD_FULLTEXT) == 0 ||
          g_object_class_find_property (class, field->name) == NULL)
        continue;
      g_object_get (record, field->name, &text, NULL);
      if (text != NULL)
        longest = MAX (longest, g_utf8_strlen (text, -1));
    }
  return MIN (longest, G_MAXUINT32);
}

static gboolean
read_length (LerenSnapshot *snapshot, const LerenRows *rows, const char *id, guint32 *length,
             GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LerenRecord) record = leren_store_get (snapshot->store, id, cancellable, &problem);

  *length = 0;
  if (record != NULL)
    *length = measure_text (record, rows->declaration);
  else if (!g_error_matches (problem, LEREN_ERROR, LEREN_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_span (const LerenCoded *coded, guint32 coding)
{
  return _leren_coded_counts (coded, coding) && _leren_coded_has_span (coded, coding) &&
         coded->starts[coding] < coded->ends[coding] && coded->ends[coding] <= G_MAXUINT32;
}

/* the records of which somebody marked a span: those are the texts */
static gboolean
read_texts (LerenMarked *marked, const LerenCoded *coded, GCancellable *cancellable, GError **error)
{
  for (guint32 i = 0; i < coded->rows->n_rows; i++)
    {
      g_autofree char *target = NULL;
      guint32 length = 0, place;

      if (!is_span (coded, i))
        continue;
      target = _leren_coded_dup_target (coded, i);
      if (!_leren_names_find (&marked->texts, target, &place) &&
          !read_length (coded->snapshot,
                        _leren_snapshot_get_rows_at (coded->snapshot, coded->targets->types[i]),
                        target, &length, cancellable, error))
        return FALSE;
      _leren_marked_add_text (marked, target, MAX (length, coded->ends[i]));
    }
  return TRUE;
}

static void
read_spans (LerenMarked *marked, const LerenCoded *coded)
{
  for (guint32 i = 0; i < coded->rows->n_rows; i++)
    {
      g_autofree char *target = NULL;
      g_autofree char *coder = NULL;
      guint32 text, length;

      if (!_leren_coded_counts (coded, i))
        continue;
      coder = _leren_coded_dup_coder (coded, i);
      target = _leren_coded_dup_target (coded, i);
      _leren_names_add (&marked->coders, coder);
      if (!_leren_names_find (&marked->texts, target, &text))
        continue;
      length = g_array_index (marked->lengths, guint32, text);
      if (is_span (coded, i))
        _leren_marked_add_span (marked, text, coder, coded->starts[i], coded->ends[i],
                                _leren_coded_concept (coded, i));
      else if (!_leren_coded_has_span (coded, i) && length > 0)
        _leren_marked_add_span (marked, text, coder, 0, length, _leren_coded_concept (coded, i));
    }
}

static gboolean
read_all (LerenMarked *marked, LerenSnapshot *snapshot, const char *id, GCancellable *cancellable,
          GError **error)
{
  LerenFramework *framework =
    _leren_require_framework (leren_snapshot_get_theory (snapshot), id, error);
  LerenCoded coded;

  if (framework == NULL)
    return FALSE;
  _leren_coded_init (&coded, snapshot, framework);
  if (!read_texts (marked, &coded, cancellable, error))
    return FALSE;
  read_spans (marked, &coded);
  return TRUE;
}

/**
 * leren_unitizing_read_codings:
 * @self: a continuum
 * @snapshot: records, with their codings
 * @framework: the id of a framework
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Takes the codings of a snapshot by one framework, in the place of what was there. The texts are those
 * of the records in which somebody marked a span, and everybody who coded anything by the framework is
 * taken to have seen them all. A coding of such a record that has no span is of the whole text;
 * spans of no length do not count.
 *
 * How long texts are is read from the store: a record is as long as the longest of its texts, and as its furthest span.
 *
 * Returns: %TRUE if it was read; otherwise %FALSE with an error, and the continuum is as it was:
 *   #LEREN_ERROR_NOT_FOUND (no such framework), #LEREN_ERROR_CLOSED, #LEREN_ERROR_BUSY,
 *   #LEREN_ERROR_CORRUPT or %G_IO_ERROR_CANCELLED
 *
 * Since: 0.1
 */
gboolean
leren_unitizing_read_codings (LerenUnitizing *self, LerenSnapshot *snapshot, const char *framework,
                              GCancellable *cancellable, GError **error)
{
  LerenMarked marked;
  gboolean done;

  g_return_val_if_fail (LEREN_IS_UNITIZING (self), FALSE);
  g_return_val_if_fail (LEREN_IS_SNAPSHOT (snapshot), FALSE);
  g_return_val_if_fail (framework != NULL, FALSE);

  _leren_marked_init (&marked);
  done = read_all (&marked, snapshot, framework, cancellable, error);
  _leren_marked_clear (done ? &self->marked : &marked);
  if (done)
    self->marked = marked;
  return done;
}

typedef struct {
  LerenSnapshot *snapshot;
  char *framework;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->snapshot);
  g_free (job->framework);
  g_free (job);
}

static void
marked_free (LerenMarked *marked)
{
  _leren_marked_clear (marked);
  g_free (marked);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  LerenMarked *marked = g_new0 (LerenMarked, 1);
  GError *error = NULL;

  _leren_marked_init (marked);
  if (read_all (marked, job->snapshot, job->framework, cancellable, &error))
    g_task_return_pointer (task, marked, (GDestroyNotify) marked_free);
  else
    {
      marked_free (marked);
      g_task_return_error (task, error);
    }
}

/**
 * leren_unitizing_read_codings_async:
 * @self: a continuum
 * @snapshot: records, with their codings
 * @framework: the id of a framework
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: (closure): data for @callback
 *
 * Takes codings as leren_unitizing_read_codings() does, without blocking. The continuum changes when
 * leren_unitizing_read_codings_finish() is called.
 *
 * Since: 0.1
 */
void
leren_unitizing_read_codings_async (LerenUnitizing *self, LerenSnapshot *snapshot,
                                    const char *framework, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (LEREN_IS_UNITIZING (self));
  g_return_if_fail (LEREN_IS_SNAPSHOT (snapshot));
  g_return_if_fail (framework != NULL);

  job = g_new0 (Job, 1);
  job->snapshot = g_object_ref (snapshot);
  job->framework = g_strdup (framework);
  task =
    _leren_task_new (self, cancellable, callback, user_data, leren_unitizing_read_codings_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * leren_unitizing_read_codings_finish:
 * @self: a continuum
 * @result: what the callback was given
 * @error: return location for a #GError
 *
 * Ends leren_unitizing_read_codings_async().
 *
 * Returns: %TRUE if it was read; otherwise %FALSE with an error as leren_unitizing_read_codings() gives
 *
 * Since: 0.1
 */
gboolean
leren_unitizing_read_codings_finish (LerenUnitizing *self, GAsyncResult *result, GError **error)
{
  g_autofree LerenMarked *marked = NULL;

  g_return_val_if_fail (LEREN_IS_UNITIZING (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  marked = g_task_propagate_pointer (G_TASK (result), error);
  if (marked == NULL)
    return FALSE;
  _leren_marked_clear (&self->marked);
  self->marked = *marked;
  return TRUE;
}
