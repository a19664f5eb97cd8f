/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "privacy/leren-pseudonymise-private.h"
#include "privacy/leren-pseudonymiser.h"

G_BEGIN_DECLS

/* Looks at all names of @store. The store is read as of one moment between this and its end, which
 * frees it: _leren_pseudonymiser_end(). */
LerenPseudonymise *_leren_pseudonymiser_begin (LerenPseudonymiser *self, LerenStore *store,
                                               GCancellable *cancellable, GError **error);
void _leren_pseudonymiser_end (LerenStore *store, LerenPseudonymise *run);
/* The same for texts that are read one by one, whenever that is, as long as the pseudonymiser lives. */
LerenPseudonymise *_leren_pseudonymiser_look (LerenPseudonymiser *self, LerenStore *store,
                                              GCancellable *cancellable, GError **error);

G_END_DECLS
