/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/leren-field-private.h"
#include "privacy/leren-text-words-private.h"
#include "theory/leren-theory.h"

G_BEGIN_DECLS

/* Names that are looked for in texts, with what is to stand in their place. */
typedef struct _LerenNames LerenKnownNames;

typedef enum {
  LEREN_NAME_CAPITAL = 1 << 0, /* only where it is written with a capital */
  LEREN_NAME_INSIDE = 1 << 1,  /* and only where it does not begin a sentence */
  LEREN_NAME_EXACT = 1 << 2,   /* only as it is written */
  LEREN_NAME_SURNAME = 1 << 3, /* initials before it belong to it */
  LEREN_NAME_DOTTED = 1 << 4,  /* with full stops between its letters */
} LerenNameFlags;

typedef struct {
  char **words; /* folded */
  guint n_words;
  char *exact;
  LerenNameKind kind;
  LerenNameFlags flags;
  const char *label;
} LerenName;

/* @shared: what stands for a name that several have, by kind; NULL of a kind that has none */
LerenKnownNames *_leren_known_names_new (const char *const *shared);
void _leren_known_names_free (LerenKnownNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenKnownNames, _leren_known_names_free)

/* Nothing is added where it is known already; where it is, as another's name of the same kind, it
 * becomes a shared one. */
void _leren_known_names_add (LerenKnownNames *self, const char *name, LerenNameKind kind,
                             LerenNameFlags flags, const char *label);

/* What the words from @at on are called, or NULL. @n_taken words are part of it; @end is where it
 * ends in the text, and @ending what was said behind it: "s", or NULL. */
const LerenName *_leren_known_names_match (LerenKnownNames *self, const char *text,
                                           const GArray *words, guint at, guint *n_taken,
                                           gsize *end, const char **ending);
/* what stands for a name of this kind that several have */
const char *_leren_known_names_get_shared (LerenKnownNames *self, LerenNameKind kind);
/* Whether somebody's name is such a word, and it was not taken for it because it has no capital */
gboolean _leren_known_names_know (LerenKnownNames *self, const char *folded);

/* leren-name-forms.c */

/* Adds what a person is called: the whole, first names, family names with what stands before them,
 * initials. @ordinary: of the folded words in it, those that are words of the language. What is a
 * description rather than a name is looked for as it stands, and the proper names in it are added
 * as of organisations, where @not_names (see below) is not NULL. */
void _leren_known_names_add_person (LerenKnownNames *self, const char *name, GHashTable *ordinary,
                                    GHashTable *not_names, const char *label);
/* Adds the name of an organisation, a team, a practice or a place, and the proper names within it.
 * @not_names: folded words that have a capital and are none */
void _leren_known_names_add_title (LerenKnownNames *self, const char *name, LerenNameKind kind,
                                   GHashTable *ordinary, GHashTable *not_names, const char *label);

/* leren-name-lists.c */

/* Adds the names that the library knows of itself: places, regions, organisations, first and family
 * names, but for @exceptions. @labels: by kind. @people_alone: only the last two. */
void _leren_known_names_add_lists (LerenKnownNames *self, const char *const *labels,
                                   GHashTable *exceptions, gboolean people_alone);
/* Folded words that may have a capital and are no names: laws, days, peoples, and what @theory says of
 * its own in labels and citations */
GHashTable *_leren_known_names_list_exceptions (LerenTheory *theory);

G_END_DECLS
