/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-known-names-private.h"

#include <string.h>

/* In which forms a name is met in texts. */

#define MOST_WORDS_OF_A_NAME 8

static const LerenWord *
word_at (const GArray *words, guint i)
{
  return &g_array_index (words, LerenWord, i);
}

static char *
text_of (const char *name, const GArray *words, guint from, guint to)
{
  gsize start = word_at (words, from)->start;
  return g_strndup (name + start, word_at (words, to - 1)->end - start);
}

static gboolean
is_ordinary (GHashTable *ordinary, const LerenWord *word)
{
  return g_hash_table_contains (ordinary, word->folded);
}

/* “Anna de Wit” is a name; “Coach of a team” and “Team adviser” describe somebody. */
static gboolean
is_name (const char *name, const GArray *words)
{
  if (words->len > MOST_WORDS_OF_A_NAME || strpbrk (name, ",;:()") != NULL)
    return FALSE;
  for (guint i = 0; i < words->len; i++)
    if (!word_at (words, i)->capital && !_leren_text_words_is_particle (word_at (words, i)->folded))
      return FALSE;
  return TRUE;
}

/* everybody's words, which stand for somebody in a list of participants */
static gboolean
is_role (const char *folded)
{
  static const char *const roles[] = {
    "adviseur",     "adviser",  "advisor",      "begeleider",  "bewoner",      "buur",
    "client",       "clienten", "coach",        "collega",     "colleague",    "deelnemer",
    "director",     "docent",   "expert",       "facilitator", "groep",        "group",
    "hulpverlener", "manager",  "mantelzorger", "member",      "moderator",    "onderzoeker",
    "participant",  "person",   "persoon",      "practice",    "praktijk",     "professional",
    "researcher",   "resident", "somebody",     "student",     "team",         "teamleider",
    "trainer",      "vader",    "moeder",       "volunteer",   "vrijwilliger", "worker",
    "zoon",         "dochter",  NULL,
  };

  return g_strv_contains (roles, folded);
}

static LerenNameFlags
flags_of_part (const GArray *words, guint i, GHashTable *ordinary)
{
  return is_ordinary (ordinary, word_at (words, i)) ||
             _leren_text_words_count_letters (word_at (words, i)->folded) <= 2
           ? LEREN_NAME_CAPITAL
           : 0;
}

static void
add_part (LerenKnownNames *self, const char *name, const GArray *words, guint i,
          GHashTable *ordinary, LerenNameFlags flags, const char *label)
{
  g_autofree char *part = NULL;

  if (_leren_text_words_is_particle (word_at (words, i)->folded) ||
      _leren_text_words_count_letters (word_at (words, i)->folded) < 2)
    return;
  part = text_of (name, words, i, i + 1);
  _leren_known_names_add (self, part, LEREN_NAME_KIND_PERSON,
                          flags | flags_of_part (words, i, ordinary), label);
}

/* “van der Berg” also as “v.d. Berg” */
static void
add_shortened (LerenKnownNames *self, const char *name, const GArray *words, guint from, guint to,
               const char *label)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean shortened = FALSE;

  for (guint i = from; i < to; i++)
    {
      const LerenWord *word = word_at (words, i);

      if (_leren_text_words_is_particle (word->folded))
        {
          g_string_append_c (text, word->folded[0]);
          g_string_append (text, i + 1 < to &&
                                     _leren_text_words_is_particle (word_at (words, i + 1)->folded)
                                   ? "."
                                   : ". ");
          shortened = TRUE;
        }
      else
        {
          g_string_append_len (text, name + word->start, word->end - word->start);
          g_string_append_c (text, ' ');
        }
    }
  if (shortened)
    _leren_known_names_add (self, text->str, LEREN_NAME_KIND_PERSON, LEREN_NAME_SURNAME, label);
}

/* from a first particle, or the last word, on */
static void
add_family_name (LerenKnownNames *self, const char *name, const GArray *words, guint from,
                 GHashTable *ordinary, const char *label)
{
  for (guint i = from; i < words->len; i++)
    {
      guint start = i;
      g_autofree char *part = NULL;

      while (i < words->len && _leren_text_words_is_particle (word_at (words, i)->folded))
        i++;
      if (i == words->len)
        return;
      /* to the next particle: each half of a double name stands alone, too */
      part = text_of (name, words, start, i + 1);
      if (start < i)
        _leren_known_names_add (self, part, LEREN_NAME_KIND_PERSON, LEREN_NAME_SURNAME, label);
      add_shortened (self, name, words, start, i + 1, label);
      add_part (self, name, words, i, ordinary, LEREN_NAME_SURNAME, label);
    }
}

/* A.d.W., A. de W., and AdW */
static void
add_initials (LerenKnownNames *self, const char *name, const GArray *words, const char *label)
{
  g_autoptr (GString) dotted = g_string_new (NULL);
  g_autoptr (GString) spaced = g_string_new (NULL);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    {
      const LerenWord *word = word_at (words, i);
      gunichar letter = g_utf8_get_char (name + word->start);

      if (_leren_text_words_is_particle (word->folded))
        g_string_append_printf (spaced, "%.*s ", (int) (word->end - word->start),
                                name + word->start);
      else
        {
          g_string_append_unichar (spaced, letter);
          g_string_append (spaced, ". ");
        }

      g_string_append_unichar (dotted, letter);
      g_string_append_c (dotted, '.');
      g_string_append_unichar (joined, letter);
    }
  _leren_known_names_add (self, dotted->str, LEREN_NAME_KIND_PERSON, LEREN_NAME_DOTTED, label);
  if (g_utf8_strlen (joined->str, -1) > 2)
    {
      _leren_known_names_add (self, joined->str, LEREN_NAME_KIND_PERSON, LEREN_NAME_EXACT, label);
      _leren_known_names_add (self, spaced->str, LEREN_NAME_KIND_PERSON, LEREN_NAME_EXACT, label);
    }
}

/* a word with a capital that is no word of the language: Venlo, PuurZuid, RIBW */
static gboolean
is_proper (const LerenWord *word, GHashTable *ordinary, GHashTable *not_names)
{
  return word->capital && _leren_text_words_count_letters (word->folded) > 1 &&
         !is_ordinary (ordinary, word) && !_leren_text_words_is_particle (word->folded) &&
         !g_hash_table_contains (not_names, word->folded) && !is_role (word->folded);
}

static void
add_proper (LerenKnownNames *self, const char *name, const GArray *words, LerenNameKind kind,
            GHashTable *ordinary, GHashTable *not_names, const char *label)
{
  for (guint i = 0; i < words->len; i++)
    {
      g_autofree char *part = text_of (name, words, i, i + 1);

      if (is_proper (word_at (words, i), ordinary, not_names))
        _leren_known_names_add (self, part, kind, words->len > 1 ? LEREN_NAME_CAPITAL : 0, label);
    }
}

void
_leren_known_names_add_person (LerenKnownNames *self, const char *name, GHashTable *ordinary,
                               GHashTable *not_names, const char *label)
{
  g_autoptr (GArray) words = _leren_text_words_cut (name);
  guint family;

  if (words->len == 0)
    return;
  if (!is_name (name, words))
    {
      g_autofree char *whole = text_of (name, words, 0, words->len);

      _leren_known_names_add (self, whole, LEREN_NAME_KIND_PERSON, LEREN_NAME_EXACT, label);
      if (not_names == NULL)
        return;
      /* what somebody is described by, an organisation or a place, is not theirs alone */
      add_proper (self, name, words, LEREN_NAME_KIND_ORGANISATION, ordinary, not_names,
                  _leren_known_names_get_shared (self, LEREN_NAME_KIND_ORGANISATION));
      return;
    }
  if (words->len == 1)
    {
      if (!is_role (word_at (words, 0)->folded))
        add_part (self, name, words, 0, ordinary, 0, label);
      return;
    }
  _leren_known_names_add (self, name, LEREN_NAME_KIND_PERSON, 0, label);
  if (is_role (word_at (words, 0)->folded)) /* “Coach A”, “Bewoner Noord” */
    return;
  for (family = 1; family < words->len - 1; family++)
    if (_leren_text_words_is_particle (word_at (words, family)->folded))
      break;
  for (guint i = 0; i < family; i++)
    add_part (self, name, words, i, ordinary, 0, label);
  add_family_name (self, name, words, family, ordinary, label);
  add_initials (self, name, words, label);
}

static gboolean
are_capitals (const GArray *words, guint from)
{
  for (guint i = from; i < words->len; i++)
    if (!word_at (words, i)->capital)
      return FALSE;
  return TRUE;
}

void
_leren_known_names_add_title (LerenKnownNames *self, const char *name, LerenNameKind kind,
                              GHashTable *ordinary, GHashTable *not_names, const char *label)
{
  g_autoptr (GArray) words = _leren_text_words_cut (name);

  if (words->len == 0)
    return;
  if (words->len > 1)
    _leren_known_names_add (self, name, kind, 0, label);
  /* “Buurthuis De Bijenkorf” is De Bijenkorf to those who come there */
  if (words->len > 2 && are_capitals (words, 1))
    {
      g_autofree char *rest = text_of (name, words, 1, words->len);
      _leren_known_names_add (self, rest, kind, LEREN_NAME_CAPITAL, label);
    }
  add_proper (self, name, words, kind, ordinary, not_names, label);
  if (words->len == 1 && !is_role (word_at (words, 0)->folded))
    _leren_known_names_add (self, name, kind, LEREN_NAME_CAPITAL | LEREN_NAME_INSIDE, label);
}
