/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "leren.h"

G_BEGIN_DECLS

/* One entry of a journal on one line; with @members, what each was and became on lines of its own */
void tool_print_entry (LerenJournalEntry *entry, gboolean members);
/* as a line of JSON Lines */
void tool_print_entry_json (LerenJournalEntry *entry);
/* All entries of one record, which need not be there any more. Gives an exit status. */
int tool_print_entries_of (LerenStore *store, const char *id, gboolean json);

G_END_DECLS
