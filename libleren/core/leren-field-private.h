/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-cell-private.h"
#include "core/leren-field.h"
#include "core/leren-json-reader-private.h"

G_BEGIN_DECLS

typedef enum {
  LEREN_FIELD_REQUIRED = 1 << 0,
  LEREN_FIELD_TITLE = 1 << 1,       /* what a person recognises the record by */
  LEREN_FIELD_FULLTEXT = 1 << 2,    /* goes into the text index */
  LEREN_FIELD_CHAIN = 1 << 3,       /* following it must never come back to the same record */
  LEREN_FIELD_CODE = 1 << 4,        /* a text that is one of a list the record names: no prose */
  LEREN_FIELD_IDENTIFYING = 1 << 5, /* says, or may say, who somebody is */
} LerenFieldFlags;

/* What a text is the name of */
typedef enum {
  LEREN_NAME_KIND_NONE,
  LEREN_NAME_KIND_PERSON,
  LEREN_NAME_KIND_ORGANISATION,
  LEREN_NAME_KIND_TEAM,
  LEREN_NAME_KIND_PRACTICE,
  LEREN_NAME_KIND_PLACE,
  LEREN_N_NAME_KINDS
} LerenNameKind;

/* Written by the generator for the built-in types and filled in from the GParamSpec for own types;
 * constant once its declaration is complete. */
struct _LerenField {
  const char *name; /* snake_case: the JSON member and the column */
  const char *doc;
  LerenFieldKind kind;
  LerenFieldFlags flags;
  GType (*enum_type) (void);
  const char *framework;
  const char *target; /* NULL: a record of any type */
  const char *shape;  /* of a JSON member: NULL is an object */
  const char *fallback;
  LerenNameKind names;
  double minimum, maximum; /* NAN: no bound */

  /* filled in when the declaration is made */
  guint index;
  gsize name_length;
  char *property;
  GParamSpec *pspec;
  const char *const *words; /* the words or concept ids that are allowed; NULL: not a closed list */
  guint n_words;
};

#define LEREN_FIELD_IS_LIST(field)                                                                 \
  ((field)->kind >= LEREN_FIELD_KIND_TEXTS && (field)->kind <= LEREN_FIELD_KIND_REFERENCES)

#define LEREN_FIELD_IS_TEXT(field)                                                                 \
  ((field)->kind == LEREN_FIELD_KIND_TEXT ||                                                       \
   ((field)->kind >= LEREN_FIELD_KIND_CONCEPT && (field)->kind <= LEREN_FIELD_KIND_REFERENCE) ||   \
   (field)->kind == LEREN_FIELD_KIND_JSON)

/* Gives the ids of the concepts of a built-in framework. The theory is a room above this one, so
 * it hands in its lookup when it is first needed. */
typedef const char *const *(*LerenConceptLookup) (const char *framework);
void _leren_field_set_concept_lookup (LerenConceptLookup lookup);

/* Fills in what a declaration needs; called once for each field. */
void _leren_field_prepare (LerenField *self, guint index);
GParamSpec *_leren_field_make_pspec (const LerenField *self);
/* An own type's property as a field; FALSE where its type cannot be kept. */
gboolean _leren_field_from_pspec (LerenField *self, GParamSpec *pspec, GError **error);

gint _leren_field_find_word (const LerenField *self, const char *text, gsize length);
gint _leren_field_enum_value (const LerenField *self, const char *text, gsize length);
const char *_leren_field_enum_nick (const LerenField *self, gint value);

/* Is the value one this field may have? The message says what is wrong with it, beginning with
 * the member's name. Lists and JSON are judged where they are read, from their tokens. */
gboolean _leren_field_check (const LerenField *self, const LerenCell *cell, GError **error);

/* Reads a value out of JSON tokens into @cell, checked. Where the number's text is not what
 * writing the cell again would give, @as_given is set to it. */
gboolean _leren_field_read (const LerenField *self, const LerenJsonToken *tokens, guint32 at,
                            LerenArena *arena, LerenCell *cell, const LerenJsonToken **as_given,
                            GError **error);
/* The same out of JSON text, judged as if it came from outside: what an object holds must read
 * back as it is. */
gboolean _leren_field_read_json (const LerenField *self, const char *json, LerenArena *arena,
                                 LerenCell *cell, GError **error);
/* Appends the value as JSON. */
void _leren_field_write (const LerenField *self, const LerenCell *cell, GString *out);

/* A value as a message can show it: at most so many bytes, without what would spoil a terminal. */
char *_leren_field_shown (const char *text, gsize length, gsize at_most);

void _leren_field_set_error (const LerenField *self, GError **error, gint code, const char *format,
                             ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
