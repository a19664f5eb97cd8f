/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "privacy/leren-pseudonymiser.h"
#include "snapshot/leren-scope.h"
#include "store/leren-store.h"

G_BEGIN_DECLS

/**
 * SECTION:leren-report
 * @title: Report
 * @short_description: one page for the people in the practice
 *
 * A page of HTML that stands on its own: it needs no network and runs no scripts. It says where
 * learning stands still and what to ask about it, which actions are open, at which levels people
 * talk, and how the practice is described.
 */

LEREN_AVAILABLE_IN_0_1
gboolean leren_report_write (LerenStore *store, LerenScope *scope, const char *language,
                             gboolean pseudonymous, GOutputStream *stream,
                             GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_report_write_async (LerenStore *store, LerenScope *scope, const char *language,
                               gboolean pseudonymous, GOutputStream *stream,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_report_write_finish (GAsyncResult *result, GError **error);
LEREN_AVAILABLE_IN_0_1
gboolean leren_report_write_pseudonymous (LerenStore *store, LerenScope *scope,
                                          const char *language, LerenPseudonymiser *pseudonymiser,
                                          GOutputStream *stream, GCancellable *cancellable,
                                          GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_report_write_pseudonymous_async (LerenStore *store, LerenScope *scope,
                                            const char *language, LerenPseudonymiser *pseudonymiser,
                                            GOutputStream *stream, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
LEREN_AVAILABLE_IN_0_1
gboolean leren_report_write_pseudonymous_finish (GAsyncResult *result, GError **error);

G_END_DECLS
