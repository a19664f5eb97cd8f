/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "exchange/leren-document-writer-private.h"
#include "privacy/leren-coded-texts-private.h"
#include "privacy/leren-pseudonym-labels-private.h"
#include "privacy/leren-text-filter-private.h"
#include "store/leren-store.h"

G_BEGIN_DECLS

/* One run over a store: first all names, then all records with pseudonyms in their place. */
typedef struct _LerenPseudonymise LerenPseudonymise;

/* @names: more names to look for; nullable. */
LerenPseudonymise *_leren_pseudonymise_new (LerenStore *store, const LerenPseudonymKey *key,
                                            const char *language, const char *const *names,
                                            GCancellable *cancellable, GError **error);
/* For texts that are read one by one, at the dates that they have. @people: of participants' ids, what
 * they are called; then people alone are called something else, and it must live as long. NULL: all
 * are called as in a copy. */
LerenPseudonymise *_leren_pseudonymise_new_for_texts (LerenStore *store,
                                                      const LerenPseudonymKey *key,
                                                      const char *language,
                                                      const char *const *names, GHashTable *people,
                                                      GCancellable *cancellable, GError **error);
void _leren_pseudonymise_free (LerenPseudonymise *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenPseudonymise, _leren_pseudonymise_free)

/* Also what only looks like a name is to be replaced. It takes another look at all texts. */
gboolean _leren_pseudonymise_be_strict (LerenPseudonymise *self, GError **error);
gboolean _leren_pseudonymise_write (LerenPseudonymise *self, LerenDocumentWriter *writer,
                                    GError **error);
/* A JSON object: what was done, and what was left */
char *_leren_pseudonymise_report (LerenPseudonymise *self);
/* of LerenLeftName */
GPtrArray *_leren_pseudonymise_list_left (LerenPseudonymise *self);

/* What the files of it share */

struct _LerenPseudonymise {
  LerenStore *store;
  GCancellable *cancellable;
  const LerenPseudonymKey *key;
  LerenTextFilter filter;
  LerenPseudonymLabels *labels;
  GPtrArray *named; /* of LerenNamed, until the names are made of it */
  LerenCodedTexts *coded;
  LerenDocumentWriter *writer; /* while records are written; NULL when only looking */
  gint64 n_records;
  guint n_frameworks;
};

typedef struct {
  LerenNameKind kind;
  char *what; /* by which its pseudonym is chosen */
  char *name;
} LerenNamed;

/* leren-pseudonymise-names.c */
void _leren_pseudonymise_note_names (LerenPseudonymise *self, const LerenRow *row);
void _leren_pseudonymise_settle_names (LerenPseudonymise *self, const char *const *names);
/* by what an organisation or a place is known, which have no id */
char *_leren_pseudonymise_what (LerenNameKind kind, const LerenRow *row, const LerenCell *name);

/* leren-pseudonymise-row.c */
/* Appends the record with pseudonyms, as JSON. */
void _leren_pseudonymise_row (LerenPseudonymise *self, const LerenRow *row, GString *out);
void _leren_pseudonymise_unknown (LerenPseudonymise *self, const char *json, gsize length,
                                  GString *out);
/* where the texts of a coded record go */
void _leren_pseudonymise_note_spans (LerenPseudonymise *self, const LerenRow *row);
/* the id of the record that is coded, where @row is a coding of a span */
char *_leren_pseudonymise_coded_id (const LerenRow *row);

G_END_DECLS
