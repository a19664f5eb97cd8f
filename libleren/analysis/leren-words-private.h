/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Counts words of one text after the other. */
typedef struct {
  char *breaks;
  gsize size;
} LerenWordCounter;

/* As Unicode divides a text into words (UAX 29): the pieces that have a letter or a digit in them.
 * A language that is written without blanks has its letters or syllables counted. */
guint32 _leren_count_words (LerenWordCounter *self, const char *text, gsize length);
void _leren_word_counter_clear (LerenWordCounter *self);

G_END_DECLS
