/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-record.h"
#include "privacy/leren-pseudonymiser.h"

G_BEGIN_DECLS

/* Texts of a store that are read one by one, without names in them, by the same rules as in a copy with
 * pseudonyms. Dates stay: a page that says since when something waits is of no use with others. */
typedef struct _LerenVeil LerenVeil;

/* All are called as in a copy made with @pseudonymiser. */
LerenVeil *_leren_veil_new (LerenPseudonymiser *pseudonymiser, LerenStore *store,
                            GCancellable *cancellable, GError **error);
/* People alone are called something else, and what is found by its form: addresses, numbers. @labels:
 * what participants are called, by their ids. */
LerenVeil *_leren_veil_new_for_people (LerenStore *store, GHashTable *labels, const char *language,
                                       GCancellable *cancellable, GError **error);
void _leren_veil_free (LerenVeil *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenVeil, _leren_veil_free)

/* @text as it may be shown */
char *_leren_veil_text (LerenVeil *self, const char *text);
/* The id of a record as it may be shown */
char *_leren_veil_id (LerenVeil *self, const char *id);
/* What the record of this type with this id is called, where its name is one of somebody or
 * something that is called otherwise; else NULL */
const char *_leren_veil_name (LerenVeil *self, const char *record_type, const char *id);

G_END_DECLS
