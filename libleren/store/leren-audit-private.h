/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-audit.h"
#include "store/leren-connection-private.h"
#include "store/leren-store-private.h"

G_BEGIN_DECLS

/* What is read is written down before it is given out, in the table "audit", which is there once a
 * store was told to. @how is a word: "get", "query", "search", "page", "snapshot", "table", "journal", "export",
 * "pseudonymise", "backup", "merge" or "conflict"; "on" and "off" where it was switched; and "login", which the server
 * writes. FALSE where it cannot be
 * written: then nothing is to be given out. */

typedef struct {
  const char *how;
  const char *record_type; /* NULL: of any */
  GPtrArray *ids;          /* NULL where there are too many */
  gint64 n_records;
} LerenAuditNote;

/* The store is locked in all of these, and they return at once where it does not audit. */
gboolean _leren_audit_record (LerenStore *self, const char *how, LerenRecord *record,
                              GError **error);
gboolean _leren_audit_list (LerenStore *self, const char *how, GListModel *records, GError **error);
gboolean _leren_audit_ids (LerenStore *self, const char *how, GPtrArray *ids, GError **error);
/* all records of a type */
gboolean _leren_audit_type (LerenStore *self, const char *how, const LerenDeclaration *declaration,
                            GError **error);
/* all there are; it takes the lock itself */
gboolean _leren_audit_all (LerenStore *self, const char *how, GError **error);

/* Nobody knows what a record of an unknown type says of whom, nor one of somebody's own. */
gboolean _leren_audit_says_who (const LerenDeclaration *declaration);

/* What a transaction read in a file stays read, also when that is rolled back: on a server another connection
 * wrote it. */
void _leren_audit_keep (LerenStore *self);
void _leren_audit_forget (LerenStore *self);

/* Runs @run with the connection by which entries are kept whatever becomes of what is under way, and again where
 * that had to connect anew. */
typedef gboolean (*LerenAuditRun) (LerenStore *self, LerenConnection *db, gconstpointer data);
gboolean _leren_audit_run (LerenStore *self, LerenAuditRun run, gconstpointer data, GError **error);

/* An error that is on its way tells what the record @id says, within a step that is being undone, and would take
 * the entry along. To be settled after that: where it cannot be written, @otherwise is told instead, which this takes. */
typedef struct _LerenAuditOwed {
  const char *how;
  char *record_type, *id;
  GError *otherwise;
} LerenAuditOwed;

void _leren_audit_owed_free (LerenAuditOwed *owed);
void _leren_audit_owe (LerenStore *self, const char *how, const char *record_type, const char *id,
                       GError *otherwise);
void _leren_audit_settle (LerenStore *self, GError **error);

/* within the step that switches it; the table is there */
gboolean _leren_audit_switched (LerenStore *self, gboolean on, GError **error);

/* leren-audit-login.c: logins of participants, who can come with any program */

/* Before a login reads anything, as the server wants it; for others there is nothing to do. */
gboolean _leren_audit_look (LerenStore *self, GError **error);
/* what goes with the views of logins, for these types */
void _leren_audit_append_sight (GString *sql, GPtrArray *declarations, gboolean auditing);

/* leren-audit-table.c */
gboolean _leren_audit_make_table (LerenStore *self, GError **error);
gboolean _leren_audit_has_table (LerenStore *self);

/* Within a transaction: ids that are in a temporary table are nobody's any more. */
gboolean _leren_audit_remove_ids (LerenStore *self, const char *table, GError **error);
gboolean _leren_audit_rename_id (LerenStore *self, const char *id, const char *new_id,
                                 GError **error);
/* entries from before a day; or counts them alone */
gboolean _leren_audit_expire (LerenStore *self, const char *day, gboolean count_alone,
                              gint64 *n_entries, GError **error);

G_END_DECLS
