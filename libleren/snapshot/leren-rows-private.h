/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-declaration-private.h"
#include "snapshot/leren-id-index-private.h"

G_BEGIN_DECLS

/* The records of one type as a struct of arrays. What a column holds follows from the kind of its
 * field; which columns there are, from the kind too and from what the analyses say they need. */

typedef enum {
  LEREN_VECTOR_NONE,           /* not loaded */
  LEREN_VECTOR_CODES,          /* codes: 0 absent, else the place in field->words and one more; of a
                                * boolean: 1 false, 2 true */
  LEREN_VECTOR_WORDS,          /* words: 0 absent, else the place in the dictionary and one more */
  LEREN_VECTOR_NUMBERS,        /* numbers: NAN absent */
  LEREN_VECTOR_INTEGERS,       /* integers: LEREN_ABSENT_TIME absent */
  LEREN_VECTOR_TIMES,          /* integers, microseconds since 1970 UTC: LEREN_ABSENT_TIME absent */
  LEREN_VECTOR_DATES,          /* days since 1970: LEREN_ABSENT_DATE absent */
  LEREN_VECTOR_REFERENCE,      /* rows of the target type: -1 absent */
  LEREN_VECTOR_REFERENCE_ANY,  /* types and rows: -1 absent */
  LEREN_VECTOR_CODE_LIST,      /* offsets, and codes of the items */
  LEREN_VECTOR_REFERENCE_LIST, /* offsets, and rows of the items */
  LEREN_VECTOR_WORD_LIST,      /* offsets, and words of the items, as for a word */
  LEREN_VECTOR_EXPERTISE, /* offsets, the areas as words of the items, and how deep each goes */
  LEREN_VECTOR_PRESENCE,  /* codes: 1 where there is a value that is not loaded */
} LerenVectorKind;

#define LEREN_ABSENT_TIME G_MININT64
#define LEREN_ABSENT_DATE G_MININT32

typedef struct {
  const LerenField *field;
  LerenVectorKind kind;
  guint target; /* the index of the type that a reference names */
  union {
    gpointer data;
    guint8 *codes;
    guint32 *words;
    double *numbers;
    gint64 *integers;
    gint32 *days;
    gint32 *rows;
  };
  guint8 *types;    /* of a reference to any type: the index of the type */
  guint8 *depths;   /* of expertise: 0 not said */
  guint32 *offsets; /* of a list: where each row's items begin, and the end */
  guint32 n_items;
  GPtrArray *dictionary; /* of words */
} LerenVector;

/* What a record belongs to, itself or by way of others */
typedef enum {
  LEREN_BELONGS_TO_PRACTICE,
  LEREN_BELONGS_TO_TEAM,
  LEREN_BELONGS_TO_CASE,
  LEREN_BELONGS_N
} LerenBelongs;

/* How far a record is in the scope, as bits */
typedef enum {
  LEREN_IN_SCOPE = 1 << 0,
  LEREN_IN_SCOPE_BUT_FOR_PERIOD = 1 << 1, /* in it, or kept out by since and until alone */
} LerenInScope;

typedef struct {
  const LerenDeclaration *declaration;
  guint type; /* the index among the snapshot's types */
  guint32 n_rows;
  guint32 n_in_scope;
  gint64 *rowids;
  LerenIds ids;
  guint8 *sights;       /* of LerenSight, while a snapshot is taken for a reader; otherwise NULL */
  gint64 *moments;      /* the record's own time, else when it was made: LEREN_ABSENT_TIME */
  guint8 *in_scope;     /* of LerenInScope; NULL: all */
  LerenVector *vectors; /* one per field of the declaration */
  gint32 *belongs[LEREN_BELONGS_N]; /* rows of practice, team, case: -1 none */
} LerenRows;

static inline gboolean
_leren_rows_in_scope (const LerenRows *self, guint32 row)
{
  return self->in_scope == NULL || (self->in_scope[row] & LEREN_IN_SCOPE) != 0;
}

/* for an analysis that holds a day of its own against the period */
static inline gboolean
_leren_rows_in_scope_but_for_period (const LerenRows *self, guint32 row)
{
  return self->in_scope == NULL || (self->in_scope[row] & LEREN_IN_SCOPE_BUT_FOR_PERIOD) != 0;
}

static inline const char *
_leren_rows_id (const LerenRows *self, guint32 row, gsize *length)
{
  *length = self->ids.offsets[row + 1] - self->ids.offsets[row];
  return self->ids.bytes + self->ids.offsets[row];
}

/* bytes of one value, or of one item of a list */
gsize _leren_vector_element_size (LerenVectorKind kind);
gboolean _leren_vector_is_list (LerenVectorKind kind);

char *_leren_rows_dup_id (const LerenRows *self, guint32 row);
/* the row with that id, or -1 */
gint32 _leren_rows_find (const LerenRows *self, const char *id);

/* A column by its member's name. A snapshot has every column an analysis says it needs; asking for
 * another is a mistake in the analysis. Without rows all columns are NULL. */
const LerenVector *_leren_rows_get_vector (const LerenRows *self, const char *member);
const guint8 *_leren_rows_get_codes (const LerenRows *self, const char *member);
const gint32 *_leren_rows_get_references (const LerenRows *self, const char *member);
/* the same, but NULL where the type has no such member, or it was not loaded as one reference */
const gint32 *_leren_rows_find_references (const LerenRows *self, const char *member);
const double *_leren_rows_get_numbers (const LerenRows *self, const char *member);
const gint32 *_leren_rows_get_dates (const LerenRows *self, const char *member);
/* the code of a word of a member's closed list, 0 where there is no such word */
guint8 _leren_rows_code_of (const LerenRows *self, const char *member, const char *word);

void _leren_rows_clear (LerenRows *self);

G_END_DECLS
