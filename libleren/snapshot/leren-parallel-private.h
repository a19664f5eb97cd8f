/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Does one of many tasks; @thread counts from 0 and no two tasks run in one thread at once. */
typedef gboolean (*LerenTask) (guint task, guint thread, gpointer data, GError **error);

/* Runs all tasks, the caller's thread among @n_threads. The first error is kept, and then no
 * further task begins. */
gboolean _leren_run_parallel (guint n_tasks, guint n_threads, LerenTask run, gpointer data,
                              GCancellable *cancellable, GError **error);
/* two where there are two processors: more gave nothing, SQLite's page reading is the bound */
guint _leren_count_threads (void);

G_END_DECLS
