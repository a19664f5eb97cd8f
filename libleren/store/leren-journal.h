/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(LEREN_INSIDE) && !defined(LEREN_COMPILATION)
#error "Only <leren.h> can be included directly."
#endif

#include "store/leren-store.h"

G_BEGIN_DECLS

/**
 * SECTION:leren-journal
 * @title: Journal
 * @short_description: who changed what when
 *
 * A store writes down each change in the transaction that makes it: who made it, as far as the store was
 * opened as somebody, when, of which record, and what that said before.
 */

#define LEREN_TYPE_JOURNAL_ENTRY (leren_journal_entry_get_type ())

LEREN_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (LerenJournalEntry, leren_journal_entry, LEREN, JOURNAL_ENTRY, GObject)

LEREN_AVAILABLE_IN_0_1
gint64 leren_journal_entry_get_number (LerenJournalEntry *self);
LEREN_AVAILABLE_IN_0_1
GDateTime *leren_journal_entry_get_at (LerenJournalEntry *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_journal_entry_get_who (LerenJournalEntry *self);
LEREN_AVAILABLE_IN_0_1
LerenChange leren_journal_entry_get_change (LerenJournalEntry *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_journal_entry_get_record_type (LerenJournalEntry *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_journal_entry_get_record (LerenJournalEntry *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_journal_entry_get_old (LerenJournalEntry *self);
LEREN_AVAILABLE_IN_0_1
const char *leren_journal_entry_get_new (LerenJournalEntry *self);
LEREN_AVAILABLE_IN_0_1
gint64 leren_journal_entry_get_n_records (LerenJournalEntry *self);
LEREN_AVAILABLE_IN_0_1
char **leren_journal_entry_list_members (LerenJournalEntry *self);
LEREN_AVAILABLE_IN_0_1
char *leren_journal_entry_to_json (LerenJournalEntry *self);

LEREN_AVAILABLE_IN_0_1
GListModel *leren_store_get_journal (LerenStore *self, const char *id, gint64 since,
                                     guint n_entries, GCancellable *cancellable, GError **error);
LEREN_AVAILABLE_IN_0_1
void leren_store_get_journal_async (LerenStore *self, const char *id, gint64 since, guint n_entries,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
LEREN_AVAILABLE_IN_0_1
GListModel *leren_store_get_journal_finish (LerenStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
