/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "privacy/leren-retention-private.h"

G_BEGIN_DECLS

struct _LerenRetention {
  GObject parent_instance;

  char *json; /* as it was given */
  GPtrArray *rules;
};

typedef struct {
  GCancellable *cancellable;
  GFileProgressCallback callback;
  gpointer data;
} LerenRetentionProgress;

void _leren_retention_today (GDate *today);
/* Looks at the store, which is locked: NULL with an error. */
LerenRetentionPlan *_leren_retention_plan (LerenRetention *self, LerenStore *store, const GDate *on,
                                           const LerenRetentionProgress *progress, GError **error);
/* of the list of who reads, what was kept for long enough */
gboolean _leren_retention_clear_reads (LerenRetentionPlan *plan, LerenStore *store,
                                       gboolean count_alone, GError **error);

G_END_DECLS
