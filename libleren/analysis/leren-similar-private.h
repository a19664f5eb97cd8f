/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "analysis/leren-similar.h"
#include "analysis/leren-promises-private.h"
#include "store/leren-text-likeness-private.h"

G_BEGIN_DECLS

#define LEREN_N_SIMILAR_PARTS (LEREN_SIMILAR_PART_PEOPLE + 1)
#define LEREN_MOST_SIMILAR_WEIGHT 1000.0

/* what settings hold */
typedef struct {
  double weights[LEREN_N_SIMILAR_PARTS];
  double bonus;
  gboolean include_later;
} LerenSimilarRule;

extern const LerenSimilarRule _leren_similar_default_rule;
/* @self: NULL for the default */
const LerenSimilarRule *_leren_similar_settings_get_rule (LerenSimilarSettings *self);
const char *_leren_similar_name_part (LerenSimilarPart part);

/* lists of people's own words: equal but for the case of their letters is the same word */
typedef struct {
  const LerenVector *vector;
  guint32 *folded; /* of each word of the dictionary, one for all that are the same */
  guint32 n_folded;
  guint8 *asked; /* whether the asked case has it */
  guint32 n_asked;
} LerenWordSets;

/* how often the reflections of each case name each concept of a ladder */
typedef struct {
  LerenFramework *framework; /* NULL: nothing to count */
  guint n_places;
  guint32 *counts; /* case by case */
  guint32 *totals;
} LerenHistograms;

/* sets of words of closed lists, a bit each */
typedef struct {
  guint64 *masks; /* of each case */
  char **names;   /* of the bits; NULL-terminated */
} LerenMasks;

/* All that cases are compared by; see leren-similar-local.c */
typedef struct {
  LerenSnapshot *snapshot;
  const LerenRows *cases;
  gint32 asked; /* -1: a free text */
  guint32 has;  /* a bit for each part by which the asked case can be compared */
  LerenLikeTexts texts;
  double *likeness; /* of the texts, by case */
  LerenWordSets domains, needs;
  LerenHistograms levels, loops;
  LerenMasks tensions, elements, people;
  LerenPromises promises;
  gint64 *moments;        /* of each case, LEREN_ABSENT_TIME for unknown */
  guint8 *worked_through; /* of each case */
} LerenComparing;

/* The scope says which cases are looked at. Of each of them count all records in its period, whoever
 * has a part in them; of the asked one, which need not be in the scope, all. */
static inline gboolean
_leren_comparing_counts (const LerenComparing *self, const LerenRows *rows, guint32 row,
                         gint32 case_row)
{
  return case_row == self->asked || _leren_snapshot_in_period (self->snapshot, rows, row);
}

/* @text: NULL where a case is asked for */
gboolean _leren_comparing_read (LerenComparing *self, LerenSnapshot *snapshot, gint32 asked,
                                const char *text, GCancellable *cancellable, GError **error);
void _leren_comparing_clear (LerenComparing *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LerenComparing, _leren_comparing_clear)

/* What one thread marks words in, as many as the larger dictionary has */
typedef struct {
  guint32 *seen;
  guint32 turn;
} LerenWordMarks;

void _leren_word_marks_init (LerenWordMarks *self, const LerenComparing *comparing);
/* the local similarity of a case with the asked one, which has this part */
double _leren_compare_part (const LerenComparing *self, LerenSimilarPart part, guint32 row,
                            LerenWordMarks *marks);
/* what the two share; freed by the caller. NULL with an error */
char **_leren_list_shared (const LerenComparing *self, LerenSimilarPart part, guint32 row,
                           GError **error);

typedef struct {
  char *id;
  LerenCase *record; /* NULL: deleted since the snapshot was taken */
  double similarity, score;
  LerenSimilarWhen when;
  GDateTime *moment;
  gboolean worked_through;
  double similarities[LEREN_N_SIMILAR_PARTS]; /* NAN: not compared by */
  double weights[LEREN_N_SIMILAR_PARTS];      /* of those that are, together 1 */
  char **shared[LEREN_N_SIMILAR_PARTS];
  GListStore *actions;
} LerenSimilarContent;

/* takes what @content holds */
LerenSimilarCase *_leren_similar_case_new (const LerenSimilarContent *content);

struct _LerenSimilar {
  GObject parent_instance;

  char *case_id; /* NULL: a free text */
  char *text;
  LerenSimilarRule rule;
  double weights[LEREN_N_SIMILAR_PARTS]; /* of the parts compared by, together 1; NAN */
  guint32 n_candidates, n_later;
  GPtrArray *hits; /* LerenSimilarCase */
};

/* @asked: the row of a case, or -1 where @text is asked for */
LerenSimilar *_leren_similar_search (LerenSnapshot *snapshot, gint32 asked, const char *text,
                                     guint n, const LerenSimilarRule *rule,
                                     GCancellable *cancellable, GError **error);

G_END_DECLS
