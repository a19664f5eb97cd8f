/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "privacy/leren-patterns-private.h"
#include "privacy/leren-pseudonym-key-private.h"

#include "core/leren-field-private.h"

G_BEGIN_DECLS

/* What people, organisations, teams, practices and places are called instead. */
typedef struct _LerenPseudonymLabels LerenPseudonymLabels;

/* @language: "en" or "nl". The key must live as long. */
LerenPseudonymLabels *_leren_pseudonym_labels_new (const LerenPseudonymKey *key,
                                                   const char *language);
void _leren_pseudonym_labels_free (LerenPseudonymLabels *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenPseudonymLabels, _leren_pseudonym_labels_free)

/* “Deelnemer K7Q2”, always the same of the same @what: an id, or, where there is none, a name */
const char *_leren_pseudonym_labels_get (LerenPseudonymLabels *self, LerenNameKind kind,
                                         const char *what);

/* Says what @what is called, before anybody asks. */
void _leren_pseudonym_labels_set (LerenPseudonymLabels *self, LerenNameKind kind, const char *what,
                                  const char *label);

/* What stands for somebody, or something, that is not told apart: by kind of name, and by pattern */
const char *const *_leren_pseudonym_labels_for_kinds (const char *language);
const char *const *_leren_pseudonym_labels_for_patterns (const char *language);

G_END_DECLS
