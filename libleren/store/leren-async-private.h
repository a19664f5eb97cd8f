/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the asynchronous twins of this room have in common. */

static inline GTask *
_leren_task_new (gpointer source, GCancellable *cancellable, GAsyncReadyCallback callback,
                 gpointer user_data, gpointer tag)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  /* what was done is told as done, also where it was cancelled too late */
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

static inline void
_leren_task_return_object (GTask *task, gpointer object, GError *error)
{
  if (object != NULL)
    g_task_return_pointer (task, object, g_object_unref);
  else
    g_task_return_error (task, error);
}

static inline void
_leren_task_return_boolean (GTask *task, gboolean done, GError *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* a pointer is too small for it on some machines */
static inline void
_leren_task_return_count (GTask *task, gint64 count, GError *error)
{
  if (count >= 0)
    g_task_return_pointer (task, g_memdup2 (&count, sizeof count), g_free);
  else
    g_task_return_error (task, error);
}

static inline gint64
_leren_task_propagate_count (GAsyncResult *result, GError **error)
{
  g_autofree gint64 *count = g_task_propagate_pointer (G_TASK (result), error);

  return count != NULL ? *count : -1;
}

G_END_DECLS
