/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "privacy/leren-known-names-private.h"
#include "privacy/leren-patterns-private.h"
#include "privacy/leren-pseudonym-key-private.h"
#include "privacy/leren-shifts-private.h"

G_BEGIN_DECLS

/* Takes out of texts what says who somebody is. */

/* What was replaced, as it is counted: the kinds of names, then ids, then the patterns */
enum {
  LEREN_REPLACED_ID = LEREN_N_NAME_KINDS,
  LEREN_REPLACED_PATTERN,
  LEREN_N_REPLACED = LEREN_REPLACED_PATTERN + LEREN_N_PATTERNS
};

const char *_leren_replaced_get_word (guint replaced);

/* What looks like a name and was left, for a person to judge */
typedef struct {
  char *record_type;
  char *id; /* the pseudonymous one */
  char *member;
  char *word;
  char *folded;
} LerenLeftName;

/* Where the text of a record stands, and by how many days its dates shift */
typedef struct {
  const char *record_type;
  const char *id; /* the pseudonymous one */
  const char *member;
  int days;
} LerenTextPlace;

/* A piece that was replaced, in characters of the text before and after */
typedef struct {
  glong start, end;
  glong new_start, new_end;
} LerenMovedSpan;

typedef struct {
  LerenKnownNames *names;
  GPtrArray *literals; /* when erasing: texts to take out as they stand; nullable */
  gboolean erasing;    /* only names, and each leaves as many marks as it had words */
  gboolean keep_dates; /* they stay as they are written */
  GHashTable *people;  /* of participants' ids without their capitals: the id; nullable */
  GHashTable
    *person_labels;    /* of participants' ids: what stands for them; where it is not NULL, people
                              * alone are called otherwise: organisations, places and other ids stay */
  LerenShifts *shifts; /* nullable: no ids are looked for */
  GHashTable *exceptions; /* folded words that are no names */
  const LerenPseudonymKey *key;
  const char *const *labels;   /* by kind of name */
  const char *const *patterns; /* by pattern */
  gint64 counts[LEREN_N_REPLACED];
  GPtrArray *left;       /* of LerenLeftName; NULL: they are not listed */
  GHashTable *left_seen; /* so that each is listed once a member */
} LerenTextFilter;

/* What stands where something was erased, as long in words: figures that count words stay */
char *_leren_erased_mark (guint n_words);

void _leren_left_name_free (gpointer data);

/* What stands for an id of this store, freed by the caller, or NULL where it stays. */
char *_leren_text_filter_id (LerenTextFilter *self, const char *id, gsize length);

/* @moved: of LerenMovedSpan; nullable. The text, freed by the caller */
char *_leren_text_filter_run (LerenTextFilter *self, const LerenTextPlace *place, const char *text,
                              gsize length, GArray *moved);

typedef enum {
  LEREN_JSON_FILTER_TEXTS,     /* of a user's own: each text, and the names of members */
  LEREN_JSON_FILTER_MEMBERS,   /* the same, but for the names of members at the top */
  LEREN_JSON_FILTER_IDS,       /* ids of records */
  LEREN_JSON_FILTER_FRAMEWORK, /* a framework: what people read in it */
} LerenJsonFilter;

/* Appends the value at @at as it may be given away. */
void _leren_json_filter (LerenTextFilter *self, const LerenTextPlace *place, LerenJsonFilter how,
                         const char *text, const LerenJsonToken *tokens, guint32 at, GString *out);
/* The same of a text; what is no JSON is taken for a text. */
void _leren_json_filter_text (LerenTextFilter *self, const LerenTextPlace *place,
                              LerenJsonFilter how, const char *json, gsize length, GString *out);

/* Whether a member of such a name holds somebody's name */
gboolean _leren_json_filter_is_name (const char *member, gsize length);
/* Whether it holds something that is somebody's own: a name, an address, a number */
gboolean _leren_json_filter_is_telling (const char *member, gsize length);

G_END_DECLS
