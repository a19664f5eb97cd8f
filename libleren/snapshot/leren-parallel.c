/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-parallel-private.h"

#define MAX_THREADS 2

typedef struct {
  guint n_tasks;
  gint next;
  LerenTask run;
  gpointer data;
  GCancellable *cancellable;
  GMutex lock;
  GError *error;
} Work;

typedef struct {
  Work *work;
  guint thread;
} Worker;

static gpointer
worker_run (gpointer data)
{
  Worker *worker = data;
  Work *work = worker->work;
  guint task;

  while ((task = g_atomic_int_add (&work->next, 1)) < work->n_tasks)
    {
      GError *error = NULL;

      if (!g_cancellable_set_error_if_cancelled (work->cancellable, &error) &&
          work->run (task, worker->thread, work->data, &error))
        continue;
      g_atomic_int_set (&work->next, work->n_tasks);
      g_mutex_lock (&work->lock);
      if (work->error == NULL)
        work->error = g_steal_pointer (&error);
      g_mutex_unlock (&work->lock);
      g_clear_error (&error);
      break;
    }
  return NULL;
}

gboolean
_leren_run_parallel (guint n_tasks, guint n_threads, LerenTask run, gpointer data,
                     GCancellable *cancellable, GError **error)
{
  Work work = { n_tasks, 0, run, data, cancellable, { 0 }, NULL };
  Worker workers[MAX_THREADS];
  GThread *threads[MAX_THREADS] = { NULL };

  g_mutex_init (&work.lock);
  n_threads = CLAMP (n_threads, 1, MIN (MAX_THREADS, MAX (n_tasks, 1)));
  for (guint i = 0; i < n_threads; i++)
    workers[i] = (Worker){ &work, i };
  /* where there can be no further thread, this one does it all */
  for (guint i = 1; i < n_threads; i++)
    threads[i] = g_thread_try_new ("leren", worker_run, &workers[i], NULL);
  worker_run (&workers[0]);
  for (guint i = 1; i < n_threads; i++)
    if (threads[i] != NULL)
      g_thread_join (threads[i]);
  g_mutex_clear (&work.lock);
  if (work.error != NULL)
    {
      g_propagate_error (error, work.error);
      return FALSE;
    }
  return TRUE;
}

guint
_leren_count_threads (void)
{
  return MIN (MAX_THREADS, g_get_num_processors ());
}
