/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-known-names-private.h"

#include <string.h>

struct _LerenNames {
  GHashTable *names; /* of the first word: an array of LerenName, the longest first */
  const char *const *shared;
};

static const char *const person_endings[] = { "s",   "tjes", "tje", "etje", "pje",
                                              "jes", "je",   "ke",  NULL };
static const char *const place_endings[] = { "se",  "s",    "sche", "er",    "ers",
                                             "mer", "mers", "naar", "naren", NULL };
static const char *const title_endings[] = { "s", NULL };

#define SHORTEST_BEGINNING 5

static void
name_free (gpointer data)
{
  LerenName *name = data;

  g_strfreev (name->words);
  g_free (name->exact);
  g_free (name);
}

LerenKnownNames *
_leren_known_names_new (const char *const *shared)
{
  LerenKnownNames *self = g_new0 (LerenKnownNames, 1);

  self->shared = shared;
  self->names =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
_leren_known_names_free (LerenKnownNames *self)
{
  g_hash_table_unref (self->names);
  g_free (self);
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  const LerenName *one = *(LerenName *const *) a, *other = *(LerenName *const *) b;

  return (one->n_words < other->n_words) - (one->n_words > other->n_words);
}

static GPtrArray *
names_beginning (LerenKnownNames *self, const char *word)
{
  GPtrArray *names = g_hash_table_lookup (self->names, word);

  if (names == NULL)
    {
      names = g_ptr_array_new_with_free_func (name_free);
      g_hash_table_insert (self->names, g_strdup (word), names);
    }
  return names;
}

void
_leren_known_names_add (LerenKnownNames *self, const char *text, LerenNameKind kind,
                        LerenNameFlags flags, const char *label)
{
  g_autoptr (GArray) words = _leren_text_words_cut (text);
  GStrvBuilder *builder;
  GPtrArray *names;
  LerenName *name;

  if (words->len == 0)
    return;
  names = names_beginning (self, g_array_index (words, LerenWord, 0).folded);
  builder = g_strv_builder_new ();
  for (guint i = 0; i < words->len; i++)
    g_strv_builder_add (builder, g_array_index (words, LerenWord, i).folded);
  name = g_new0 (LerenName, 1);
  name->words = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  name->n_words = words->len;
  name->exact = g_strndup (text + g_array_index (words, LerenWord, 0).start,
                           g_array_index (words, LerenWord, words->len - 1).end -
                             g_array_index (words, LerenWord, 0).start);
  name->kind = kind;
  name->flags = flags;
  name->label = label;

  for (guint i = 0; i < names->len; i++)
    {
      LerenName *known = g_ptr_array_index (names, i);

      if (!g_strv_equal ((const char *const *) known->words, (const char *const *) name->words) ||
          ((known->flags | flags) & (LEREN_NAME_EXACT | LEREN_NAME_DOTTED)) != 0)
        continue;
      /* a name out of the lists is nobody's, and stays with who has it here */
      if (known->kind == kind && !g_str_equal (known->label, label) &&
          g_strcmp0 (label, self->shared[kind]) != 0)
        known->label = self->shared[kind];
      known->flags &= flags | LEREN_NAME_SURNAME; /* the one that is looked for less narrowly */
      name_free (name);
      return;
    }
  g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_lengths);
}

static gboolean
may_stand_between (gunichar c)
{
  return g_unichar_isspace (c) || c == '.' || c == '-' || c == '/' || c == '\'' || c == 0x2019 ||
         c == 0x2010 || c == 0x2011;
}

static gboolean
are_joined (const char *text, const LerenWord *one, const LerenWord *next, gboolean dotted)
{
  gboolean dot = FALSE;

  for (const char *at = text + one->end; at < text + next->start; at = g_utf8_next_char (at))
    {
      if (!may_stand_between (g_utf8_get_char (at)))
        return FALSE;
      dot = dot || *at == '.';
    }
  return dot || !dotted;
}

static const char *const *
endings_of (const LerenName *name)
{
  return name->kind == LEREN_NAME_KIND_PERSON  ? person_endings
         : name->kind == LEREN_NAME_KIND_PLACE ? place_endings
                                               : title_endings;
}

/* Whether @word is @known with one of the endings that such names have */
static const char *
find_ending (const LerenName *name, const char *known, const char *word)
{
  const char *const *endings = endings_of (name);

  if (!g_str_has_prefix (word, known))
    return NULL;
  for (guint i = 0; endings[i] != NULL; i++)
    if (g_str_equal (word + strlen (known), endings[i]))
      return endings[i];
  return NULL;
}

static gboolean
fits (const LerenName *name, const char *text, const GArray *words, guint at, const char **ending)
{
  const LerenWord *first = &g_array_index (words, LerenWord, at), *last = first + name->n_words - 1;

  *ending = NULL;
  if (at + name->n_words > words->len)
    return FALSE;
  for (guint i = 0; i < name->n_words; i++)
    {
      const LerenWord *word = first + i;

      if (i > 0 && !are_joined (text, word - 1, word, (name->flags & LEREN_NAME_DOTTED) != 0))
        return FALSE;
      if (g_str_equal (word->folded, name->words[i]))
        continue;
      if (word == last && (name->flags & (LEREN_NAME_EXACT | LEREN_NAME_DOTTED)) == 0)
        *ending = find_ending (name, name->words[i], word->folded);
      if (*ending == NULL)
        return FALSE;
    }
  if ((name->flags & LEREN_NAME_EXACT) != 0 &&
      strncmp (text + first->start, name->exact, strlen (name->exact)) != 0)
    return FALSE;
  if ((name->flags & (LEREN_NAME_CAPITAL | LEREN_NAME_DOTTED)) != 0 && !last->capital &&
      !first->capital)
    return FALSE;
  /* an ending is said of a name where it is seen to be one */
  if (*ending != NULL && name->n_words == 1 && !first->capital)
    return FALSE;
  return (name->flags & LEREN_NAME_INSIDE) == 0 || !first->begins;
}

static const LerenName *
match_listed (LerenKnownNames *self, const char *listed, const char *text, const GArray *words,
              guint at, guint *n_taken, gsize *end, const char **ending)
{
  GPtrArray *names = g_hash_table_lookup (self->names, listed);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const LerenName *name = g_ptr_array_index (names, i);

      if (!fits (name, text, words, at, ending))
        continue;
      *n_taken = name->n_words;
      *end = g_array_index (words, LerenWord, at + name->n_words - 1).end;
      return name;
    }
  return NULL;
}

/* With an ending, the first word of a name of one word is another word. */
static const LerenName *
match_with_ending (LerenKnownNames *self, const char *text, const GArray *words, guint at,
                   guint *n_taken, gsize *end, const char **ending)
{
  static const char *const *const all[] = { person_endings, place_endings };
  const LerenWord *word = &g_array_index (words, LerenWord, at);

  if (!word->capital)
    return NULL;
  for (guint kind = 0; kind < G_N_ELEMENTS (all); kind++)
    for (guint i = 0; all[kind][i] != NULL; i++)
      if (g_str_has_suffix (word->folded, all[kind][i]))
        {
          g_autofree char *stem =
            g_strndup (word->folded, strlen (word->folded) - strlen (all[kind][i]));
          const LerenName *name = match_listed (self, stem, text, words, at, n_taken, end, ending);

          if (name != NULL)
            return name;
        }
  return NULL;
}

/* Venlooost and Movisiedag begin with a name: of a place, an organisation or a practice. */
static const LerenName *
match_beginning (LerenKnownNames *self, const char *text, const GArray *words, guint at,
                 guint *n_taken, gsize *end, const char **ending)
{
  const LerenWord *word = &g_array_index (words, LerenWord, at);
  glong letters = g_utf8_strlen (word->folded, -1);

  if (!word->capital || letters != g_utf8_strlen (text + word->start, word->end - word->start))
    return NULL;
  for (glong n = letters - 1; n >= SHORTEST_BEGINNING; n--)
    {
      gsize bytes = g_utf8_offset_to_pointer (word->folded, n) - word->folded;
      g_autofree char *beginning = g_strndup (word->folded, bytes);
      GPtrArray *names = g_hash_table_lookup (self->names, beginning);

      for (guint i = 0; names != NULL && i < names->len; i++)
        {
          const LerenName *name = g_ptr_array_index (names, i);

          if (name->n_words > 1 || name->kind == LEREN_NAME_KIND_PERSON ||
              (name->flags & (LEREN_NAME_EXACT | LEREN_NAME_INSIDE)) != 0)
            continue;
          *n_taken = 1;
          *end = g_utf8_offset_to_pointer (text + word->start, n) - text;
          *ending = NULL;
          return name;
        }
    }
  return NULL;
}

const LerenName *
_leren_known_names_match (LerenKnownNames *self, const char *text, const GArray *words, guint at,
                          guint *n_taken, gsize *end, const char **ending)
{
  const char *folded = g_array_index (words, LerenWord, at).folded;
  const LerenName *name = match_listed (self, folded, text, words, at, n_taken, end, ending);

  if (name == NULL)
    name = match_with_ending (self, text, words, at, n_taken, end, ending);
  if (name == NULL)
    name = match_beginning (self, text, words, at, n_taken, end, ending);
  return name;
}

const char *
_leren_known_names_get_shared (LerenKnownNames *self, LerenNameKind kind)
{
  return self->shared[kind];
}

gboolean
_leren_known_names_know (LerenKnownNames *self, const char *folded)
{
  GPtrArray *names = g_hash_table_lookup (self->names, folded);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const LerenName *name = g_ptr_array_index (names, i);

      if (name->n_words == 1 && name->kind == LEREN_NAME_KIND_PERSON &&
          (name->flags & (LEREN_NAME_INSIDE | LEREN_NAME_EXACT)) == 0)
        return TRUE;
    }
  return FALSE;
}
