/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "snapshot/leren-snapshot.h"

G_BEGIN_DECLS

#define LEREN_TYPE_JUDGEMENTS (leren_judgements_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenJudgements, leren_judgements, LEREN, JUDGEMENTS, GObject)

LEREN_AVAILABLE_IN_0_1
LerenJudgements *leren_judgements_new (void);

LEREN_AVAILABLE_IN_0_1
void leren_judgements_set (LerenJudgements *self, const char *unit, const char *coder,
                           const char *value);
LEREN_AVAILABLE_IN_0_1
void leren_judgements_set_number (LerenJudgements *self, const char *unit, const char *coder,
                                  double value);
LEREN_AVAILABLE_IN_0_1
void leren_judgements_set_coder (LerenJudgements *self, const char *coder,
                                 const char *const *values);
LEREN_AVAILABLE_IN_0_1
void leren_judgements_set_coder_numbers (LerenJudgements *self, const char *coder,
                                         const double *values, gsize n_values);
LEREN_AVAILABLE_IN_0_1
void leren_judgements_set_scale (LerenJudgements *self, const char *const *values,
                                 gboolean ordered);

LEREN_AVAILABLE_IN_0_1
gboolean leren_judgements_read_file (LerenJudgements *self, GFile *file, GCancellable *cancellable,
                                     GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_judgements_read_file_async (LerenJudgements *self, GFile *file,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_judgements_read_file_finish (LerenJudgements *self, GAsyncResult *result,
                                            GError **error);
LEREN_AVAILABLE_IN_0_1
gboolean leren_judgements_read_stream (LerenJudgements *self, GInputStream *stream,
                                       const char *name, GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_judgements_read_stream_async (LerenJudgements *self, GInputStream *stream,
                                         const char *name, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_judgements_read_stream_finish (LerenJudgements *self, GAsyncResult *result,
                                              GError **error);

LEREN_AVAILABLE_IN_0_1
gboolean leren_judgements_read_codings (LerenJudgements *self, LerenSnapshot *snapshot,
                                        const char *framework, GError **error);
LEREN_AVAILABLE_IN_0_1
gboolean leren_judgements_read_weights (LerenJudgements *self, LerenSnapshot *snapshot,
                                        const char *framework, GError **error);

LEREN_AVAILABLE_IN_0_1
guint leren_judgements_get_n_units (LerenJudgements *self);
LEREN_AVAILABLE_IN_0_1
guint leren_judgements_get_n_coders (LerenJudgements *self);
LEREN_AVAILABLE_IN_0_1
char **leren_judgements_list_units (LerenJudgements *self);
LEREN_AVAILABLE_IN_0_1
char **leren_judgements_list_coders (LerenJudgements *self);
LEREN_AVAILABLE_IN_0_1
char **leren_judgements_list_scale (LerenJudgements *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_judgements_get (LerenJudgements *self, const char *unit, const char *coder);
LEREN_AVAILABLE_IN_0_1
LerenTable *leren_judgements_get_table (LerenJudgements *self);

G_END_DECLS
