/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The secret on which pseudonyms stand. It lies in a file of its own; who has it can find out who
 * a pseudonym is of, by trying. */
typedef struct _LerenPseudonymKey LerenPseudonymKey;

/* Reads the key, or makes one where there is no such file yet. */
LerenPseudonymKey *_leren_pseudonym_key_open (const char *path, GError **error);
/* One that is kept nowhere, for a store that is kept nowhere */
LerenPseudonymKey *_leren_pseudonym_key_new (void);
void _leren_pseudonym_key_free (LerenPseudonymKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenPseudonymKey, _leren_pseudonym_key_free)

/* As many letters and figures as asked for (at most 28), always the same of the same @text. @use
 * keeps apart what must not be compared. */
char *_leren_pseudonym_key_code (const LerenPseudonymKey *self, const char *use, const char *text,
                                 gssize length, guint n_letters);
char *_leren_pseudonym_key_id (const LerenPseudonymKey *self, const char *id, gssize length);
/* a number below @below, always the same of the same @text */
guint _leren_pseudonym_key_number (const LerenPseudonymKey *self, const char *use, const char *text,
                                   guint below);

G_END_DECLS
