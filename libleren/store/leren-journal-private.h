/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-journal.h"
#include "store/leren-store-internal-private.h"

G_BEGIN_DECLS

/* The columns of the journal, as _leren_journal_entry_new_from_statement() takes them. */
#define LEREN_JOURNAL_COLUMNS                                                                      \
  "\"number\", \"at\", \"who\", \"change\", \"type\", \"id\", \"before\", \"old\","                \
  " \"first_row\", \"last_row\""

#define LEREN_JOURNAL_N_COLUMNS 10

/* NULL with an error where the journal is damaged */
LerenJournalEntry *_leren_journal_entry_new_from_statement (LerenStore *store,
                                                            LerenStatement *statement,
                                                            GError **error);
/* the number of the entry before it that has its record; 0 where there is none */
gint64 _leren_journal_entry_get_before (LerenJournalEntry *self);
/* when it was, as the journal says it */
const char *_leren_journal_entry_get_at_text (LerenJournalEntry *self);
void _leren_journal_entry_set_new (LerenJournalEntry *self, const char *json);
/* what it was is not for who reads it */
void _leren_journal_entry_hide_old (LerenJournalEntry *self);
/* what an import brought is told of as of one record */
void _leren_journal_entry_set_record (LerenJournalEntry *self, const char *record_type,
                                      const char *id);

/* The columns above, of the entries that @where says; the store is locked */
LerenStatement *_leren_journal_prepare (LerenStore *self, const char *where, GError **error);

/* What a record says now, as JSON, its type, and the entry that wrote it; NULL where there is none. The
 * store is locked. */
gboolean _leren_journal_read_now (LerenStore *store, const char *id, char **json, char **type,
                                  gint64 *revision, GError **error);

/* All entries of one record, the oldest first; the store is locked. A reader gets what they may see of
 * each, and not those of which that is nothing. */
GPtrArray *_leren_journal_follow (LerenStore *store, const char *id, GError **error);

G_END_DECLS
