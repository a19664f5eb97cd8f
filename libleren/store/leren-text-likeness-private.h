/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-store.h"

G_BEGIN_DECLS

/* Which records of a type have texts like a given one, by BM25 (Robertson and Zaragoza, 2009) over the
 * store's text index.
 *
 * The text is cut into words as the index cuts them; those of one letter, which elisions leave, are passed
 * over. A word counts where it can tell: another record
 * has it (or, for a free text, any record), and fewer than half of them do, as BM25 gives the others
 * next to nothing; where there are only such others, they count all the same. Of more than
 * LEREN_MOST_TELLING_WORDS those with the highest frequency in the text times inverse document
 * frequency count. A record's likeness is its BM25 (SQLite's bm25(): k1 = 1.2, b = 0.75, all columns
 * alike) divided by that of the record the text is of. A free text has no record: there it is divided by
 * the sum of the inverse document frequencies, which is what a record of average length has that says
 * each word once. More than 1 is 1. */

#define LEREN_MOST_TELLING_WORDS 200

typedef struct {
  gint64 rowid;
  double likeness; /* above 0, at most 1 */
} LerenLikeText;

typedef struct {
  GArray *alike;     /* LerenLikeText, by row number */
  GPtrArray *words;  /* those that count as the text has them, the most telling first */
  GHashTable *terms; /* the same as the index has them, to the place among @words and one more */
  struct _LerenConnection
    *index; /* one of its own, where the store's engine ranks otherwise; or NULL */
} LerenLikeTexts;

/* @text: NULL for that of the record with row number @rowid; otherwise @rowid is -1. Where no word
 * counts, nothing is alike and @words is empty. */
gboolean _leren_store_find_like_texts (LerenStore *self, const char *record_type, const char *text,
                                       gint64 rowid, LerenLikeTexts *texts,
                                       GCancellable *cancellable, GError **error);
/* Those of @words that the record has; freed by the caller. NULL with an error. */
char **_leren_store_list_like_words (LerenStore *self, const char *record_type, gint64 rowid,
                                     const LerenLikeTexts *texts, GError **error);
void _leren_like_texts_clear (LerenLikeTexts *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LerenLikeTexts, _leren_like_texts_clear)

G_END_DECLS
