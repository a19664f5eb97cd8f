/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts as words, and words as they are compared: without accents, whatever their capitals. */

typedef struct {
  gsize start, end; /* bytes of the text */
  char *folded;
  gboolean capital;
  gboolean begins; /* a sentence, where anything has a capital */
} LerenWord;

/* of LerenWord */
GArray *_leren_text_words_cut (const char *text);
char *_leren_text_words_fold (const char *text, gsize length);
/* how many words a reader counts: “v.d.” and “Anna's” are one each */
guint _leren_text_words_count (const char *text, gsize length);
/* how many letters there are */
gsize _leren_text_words_count_letters (const char *folded);
/* whether a name goes on after such a word: van, der, 't */
gboolean _leren_text_words_is_particle (const char *folded);

/* Which of @wanted (a set of folded words) stand in the lists of ordinary words of this machine,
 * written without a capital: a new set. */
GHashTable *_leren_text_words_find_ordinary (GHashTable *wanted);

G_END_DECLS
