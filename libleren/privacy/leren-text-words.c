/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-text-words-private.h"

#include <string.h>

/* Debian keeps its lists of words there: wdutch, wbritish and wamerican */
static const char *const word_lists[] = {
  "/usr/share/dict/dutch",
  "/usr/share/dict/british-english",
  "/usr/share/dict/american-english",
};

/* letters that are no letter with an accent to Unicode, and are to those who leave accents out */
static const struct {
  gunichar letter;
  const char *plain;
} plain_letters[] = {
  { 0xe6, "ae" }, { 0xf0, "d" },   { 0xf8, "o" },  { 0xfe, "th" },  { 0x111, "d" }, { 0x127, "h" },
  { 0x131, "i" }, { 0x133, "ij" }, { 0x142, "l" }, { 0x153, "oe" }, { 0x167, "t" },
};

static void
append_plain (GString *out, gunichar letter)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain_letters); i++)
    if (plain_letters[i].letter == letter)
      {
        g_string_append (out, plain_letters[i].plain);
        return;
      }
  g_string_append_unichar (out, letter);
}

char *
_leren_text_words_fold (const char *text, gsize length)
{
  g_autofree char *folded = NULL;
  g_autofree char *apart = NULL;
  GString *out;
  gboolean ascii = TRUE;

  for (gsize i = 0; i < length && ascii; i++)
    ascii = (guchar) text[i] < 0x80;
  if (ascii)
    return g_ascii_strdown (text, length);
  folded = g_utf8_casefold (text, length);
  apart = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  out = g_string_new (NULL);
  for (const char *at = apart; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_ismark (g_utf8_get_char (at)))
      append_plain (out, g_utf8_get_char (at));
  return g_string_free (out, FALSE);
}

gsize
_leren_text_words_count_letters (const char *folded)
{
  gsize n = 0;

  for (; *folded != '\0'; folded = g_utf8_next_char (folded))
    n += g_unichar_isalpha (g_utf8_get_char (folded)) ? 1 : 0;
  return n;
}

gboolean
_leren_text_words_is_particle (const char *folded)
{
  static const char *const particles[] = {
    "aan", "al",  "am",  "ben", "bij",  "d",    "da",  "de",  "degli", "del", "den", "der",
    "des", "di",  "dos", "du",  "el",   "en",   "het", "in",  "la",    "las", "le",  "les",
    "los", "of",  "op",  "ot",  "over", "s",    "t",   "te",  "ten",   "ter", "tot", "uit",
    "v",   "van", "vd",  "vom", "von",  "voor", "zu",  "zum", "zur",   NULL,
  };

  return g_strv_contains (particles, folded);
}

static gboolean
is_letter (const char *at)
{
  gunichar c = g_utf8_get_char (at);
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* Whether what stands before a word ends a sentence: nothing, a full stop that is not of an initial
 * or of an abbreviation, or a new line. */
static gboolean
begins_sentence (const char *text, const char *word, const LerenWord *before)
{
  static const char *const abbreviations[] = { "mw", "mevr", "dhr", "hr",  "mr",   "mrs", "ms",
                                               "dr", "drs",  "ir",  "ing", "prof", "st",  NULL };
  gboolean ended = FALSE, new_line = FALSE;
  const char *from = before != NULL ? text + before->end : text;

  if (before == NULL)
    return TRUE;
  for (const char *at = from; at < word; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      new_line = new_line || c == '\n' || c == 0x2022;
      ended = ended || c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026;
    }
  if (new_line)
    return TRUE;
  if (ended && *from == '.' &&
      (g_utf8_strlen (before->folded, -1) == 1 || g_strv_contains (abbreviations, before->folded)))
    return FALSE;
  return ended;
}

static void
clear_word (gpointer data)
{
  g_free (((LerenWord *) data)->folded);
}

GArray *
_leren_text_words_cut (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (LerenWord));
  const char *at = text;

  g_array_set_clear_func (words, clear_word);
  while (*at != '\0')
    {
      LerenWord word = { 0 };
      const char *start;

      if (!is_letter (at))
        {
          at = g_utf8_next_char (at);
          continue;
        }
      start = at;
      while (*at != '\0' && is_letter (at))
        at = g_utf8_next_char (at);
      word.start = start - text;
      word.end = at - text;
      word.capital = g_unichar_isupper (g_utf8_get_char (start));
      word.begins = begins_sentence (
        text, start, words->len > 0 ? &g_array_index (words, LerenWord, words->len - 1) : NULL);
      word.folded = _leren_text_words_fold (start, at - start);
      g_array_append_val (words, word);
    }
  return words;
}

/* as Unicode has it (UAX 29) */
static gboolean
stays_one_word (const char *text, const LerenWord *word, const LerenWord *next)
{
  const char *between = text + word->end;
  gunichar c = g_utf8_get_char (between);

  return g_utf8_next_char (between) == text + next->start &&
         (c == '.' || c == '\'' || c == 0x2019 || c == ':' || c == '_' || c == 0xb7);
}

guint
_leren_text_words_count (const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);
  g_autoptr (GArray) words = _leren_text_words_cut (copy);
  guint n = words->len;

  for (guint i = 1; i < words->len; i++)
    if (stays_one_word (copy, &g_array_index (words, LerenWord, i - 1),
                        &g_array_index (words, LerenWord, i)))
      n--;
  return n;
}

static void
read_list (const char *path, GHashTable *wanted, GHashTable *found)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  const char *at, *end;

  if (file == NULL)
    return;
  at = g_mapped_file_get_contents (file);
  end = at + g_mapped_file_get_length (file);
  while (at < end)
    {
      const char *line_end = memchr (at, '\n', end - at);
      gsize length = (line_end != NULL ? line_end : end) - at;
      const char *valid;

      if (length > 0 && length < 100 && g_utf8_validate (at, length, &valid) &&
          g_unichar_islower (g_utf8_get_char (at)))
        {
          g_autofree char *folded = _leren_text_words_fold (at, length);
          const char *word;

          if (g_hash_table_lookup_extended (wanted, folded, (gpointer *) &word, NULL))
            g_hash_table_add (found, g_strdup (word));
        }
      at += length + 1;
    }
}

GHashTable *
_leren_text_words_find_ordinary (GHashTable *wanted)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (g_hash_table_size (wanted) > 0)
    for (guint i = 0; i < G_N_ELEMENTS (word_lists); i++)
      read_list (word_lists[i], wanted, found);
  return found;
}
