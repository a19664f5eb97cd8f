/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "privacy/leren-coded-texts-private.h"
#include "store/leren-store-rewrite-private.h"

G_BEGIN_DECLS

/* What is to go of one participant. */
typedef struct {
  char *participant;
  char *new_id; /* where the id says who it is; otherwise as it was */
  char *by;     /* who erases; nullable */
  GPtrArray *declarations;
  GPtrArray *names; /* all they were called, and what else is theirs alone */
  LerenTextFilter filter;
  LerenCodedTexts *coded;
  GPtrArray *files;
  GString *records; /* of the receipt */
  gint64 n_journal;
  char *receipt; /* once it was written */
} LerenErase;

LerenErase *_leren_erase_new (const char *participant, const char *by);
void _leren_erase_free (LerenErase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenErase, _leren_erase_free)

/* as a rewrite of a store asks for it; @data is a LerenErase */
gboolean _leren_erase_prepare (LerenStore *store, gpointer data, GError **error);
char *_leren_erase_record (const char *json, gsize length, gboolean in_journal, gpointer data);
char *_leren_erase_receipt (gpointer data);

G_END_DECLS
