/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-text-filter-private.h"

#include <string.h>

#define SHORTEST_ID 2

typedef struct {
  gsize start, end;
  guint replaced;
  char *text;
} Piece;

const char *
_leren_replaced_get_word (guint replaced)
{
  static const char *const words[LEREN_N_REPLACED] = {
    [LEREN_NAME_KIND_PERSON] = "person",
    [LEREN_NAME_KIND_ORGANISATION] = "organisation",
    [LEREN_NAME_KIND_TEAM] = "team",
    [LEREN_NAME_KIND_PRACTICE] = "practice",
    [LEREN_NAME_KIND_PLACE] = "place",
    [LEREN_REPLACED_ID] = "id",
    [LEREN_REPLACED_PATTERN + LEREN_PATTERN_EMAIL] = "e-mail",
    [LEREN_REPLACED_PATTERN + LEREN_PATTERN_WEB] = "web",
    [LEREN_REPLACED_PATTERN + LEREN_PATTERN_IBAN] = "iban",
    [LEREN_REPLACED_PATTERN + LEREN_PATTERN_ADDRESS] = "address",
    [LEREN_REPLACED_PATTERN + LEREN_PATTERN_POSTCODE] = "postcode",
    [LEREN_REPLACED_PATTERN + LEREN_PATTERN_TELEPHONE] = "telephone",
    [LEREN_REPLACED_PATTERN + LEREN_PATTERN_BSN] = "bsn",
    [LEREN_REPLACED_PATTERN + LEREN_PATTERN_DATE] = "date",
  };

  return words[replaced];
}

void
_leren_left_name_free (gpointer data)
{
  LerenLeftName *left = data;

  g_free (left->record_type);
  g_free (left->id);
  g_free (left->member);
  g_free (left->word);
  g_free (left->folded);
  g_free (left);
}

char *
_leren_erased_mark (guint n_words)
{
  GString *mark = g_string_new ("[x");

  for (guint i = 1; i < n_words; i++)
    g_string_append (mark, " x");
  g_string_append_c (mark, ']');
  return g_string_free (mark, FALSE);
}

static void
clear_piece (gpointer data)
{
  g_free (((Piece *) data)->text);
}

static gboolean
is_free (const GArray *pieces, gsize start, gsize end)
{
  for (guint i = pieces->len; i > 0; i--)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i - 1);

      if (start < piece->end && piece->start < end)
        return FALSE;
    }
  return TRUE;
}

static void
add_piece (LerenTextFilter *self, GArray *pieces, gsize start, gsize end, guint replaced,
           char *text)
{
  Piece piece = { .start = start, .end = end, .replaced = replaced, .text = text };

  g_array_append_val (pieces, piece);
  self->counts[replaced]++;
}

static void
add_patterns (LerenTextFilter *self, const char *text, int days, GArray *pieces)
{
  g_autoptr (GArray) hits = _leren_patterns_find (text, days);

  for (guint i = 0; i < hits->len; i++)
    {
      LerenPatternHit *hit = &g_array_index (hits, LerenPatternHit, i);

      char *instead;

      /* “1 mei 2024” is taken all the same: Mei is a name, too */
      if (hit->pattern == LEREN_PATTERN_DATE && self->keep_dates)
        instead = g_strndup (text + hit->start, hit->end - hit->start);
      else if (hit->shifted != NULL)
        instead = g_steal_pointer (&hit->shifted);
      else
        instead = g_strdup (self->patterns[hit->pattern]);
      add_piece (self, pieces, hit->start, hit->end, LEREN_REPLACED_PATTERN + hit->pattern,
                 instead);
    }
}

static gboolean
is_part_of_id (const char *at)
{
  return *at != '\0' && !g_unichar_isspace (g_utf8_get_char (at)) &&
         strchr ("()[]{}<>,;\"", *at) == NULL;
}

/* “p-17” or “jansen.2” is an id; “team” may be one as well, and is a word */
static gboolean
looks_like_id (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isdigit (text[i]) || strchr ("-_:/@#.", text[i]) != NULL)
      return length >= SHORTEST_ID;
  return FALSE;
}

/* The id of a participant, however somebody wrote it; NULL where it is none */
static const char *
find_person (LerenTextFilter *self, const char *id, gsize length)
{
  g_autofree char *folded =
    self->people != NULL && looks_like_id (id, length) ? g_utf8_casefold (id, length) : NULL;

  return folded != NULL ? g_hash_table_lookup (self->people, folded) : NULL;
}

char *
_leren_text_filter_id (LerenTextFilter *self, const char *id, gsize length)
{
  g_autofree char *person = g_strndup (id, length);
  const char *label;

  if (!_leren_shifts_has (self->shifts, id, length))
    {
      g_free (person);
      person = g_strdup (find_person (self, id, length));
    }
  if (person == NULL)
    return NULL;
  if (self->person_labels == NULL)
    return _leren_pseudonym_key_id (self->key, person, -1);
  label = g_hash_table_lookup (self->person_labels, person);
  if (label == NULL && g_strcmp0 (find_person (self, id, length), person) == 0)
    label = self->labels[LEREN_NAME_KIND_PERSON];
  return g_strdup (label);
}

static gboolean
is_id (LerenTextFilter *self, const char *text, gsize length)
{
  return _leren_shifts_has (self->shifts, text, length) || find_person (self, text, length) != NULL;
}

static void
add_ids (LerenTextFilter *self, const char *text, GArray *pieces)
{
  const char *at = text;

  while (self->shifts != NULL && *at != '\0')
    {
      const char *start = at;
      char *instead = NULL;
      gsize length;

      while (is_part_of_id (at))
        at = g_utf8_next_char (at);
      length = at - start;
      if (*at != '\0')
        at = g_utf8_next_char (at);
      /* a full stop, or a colon, may be of the sentence */
      while (length > 0 && !is_id (self, start, length) &&
             strchr (".:!?'/", start[length - 1]) != NULL)
        length--;
      if (looks_like_id (start, length) && is_free (pieces, start - text, start - text + length))
        instead = _leren_text_filter_id (self, start, length);
      if (instead != NULL)
        add_piece (self, pieces, start - text, start - text + length, LEREN_REPLACED_ID, instead);
    }
}

/* an address, a number: whatever they are part of */
static void
add_literals (LerenTextFilter *self, const char *text, GArray *pieces)
{
  for (guint i = 0; self->literals != NULL && i < self->literals->len; i++)
    {
      const char *literal = g_ptr_array_index (self->literals, i);
      gsize length = strlen (literal);

      for (const char *at = strstr (text, literal); at != NULL; at = strstr (at + length, literal))
        if (is_free (pieces, at - text, at - text + length))
          add_piece (self, pieces, at - text, at - text + length, LEREN_NAME_KIND_PERSON,
                     _leren_erased_mark (_leren_text_words_count (literal, length)));
    }
}

static void
note_left (LerenTextFilter *self, const LerenTextPlace *place, const char *text,
           const LerenWord *word)
{
  g_autofree char *key = NULL;
  LerenLeftName *left;

  if (self->left == NULL)
    return;
  key = g_strdup_printf ("%s %s %s", place->id, place->member, word->folded);
  if (!g_hash_table_add (self->left_seen, g_steal_pointer (&key)))
    return;
  left = g_new0 (LerenLeftName, 1);
  left->record_type = g_strdup (place->record_type);
  left->id = g_strdup (place->id);
  left->member = g_strdup (place->member);
  left->word = g_strndup (text + word->start, word->end - word->start);
  left->folded = g_strdup (word->folded);
  g_ptr_array_add (self->left, left);
}

/* J. or A.B. before a family name: how many words, or 0 */
static guint
count_initials (const char *text, const GArray *words, guint at)
{
  guint n = 0;

  while (at + n + 1 < words->len && n < 6)
    {
      const LerenWord *word = &g_array_index (words, LerenWord, at + n), *next = word + 1;

      if (!word->capital || g_utf8_strlen (word->folded, -1) > 2 ||
          (text[word->end] != '.' && text[word->end] != ' ') || next->start - word->end > 2)
        break;
      n++;
    }
  return n;
}

static gboolean
is_title (const char *folded)
{
  static const char *const titles[] = { "mevrouw", "meneer", "mijnheer", "mw",  "mevr",
                                        "dhr",     "hr",     "mr",       "mrs", "ms",
                                        "miss",    "dr",     "drs",      NULL };

  return g_strv_contains (titles, folded);
}

/* Whoever is called Mrs So-and-so is somebody: how many words there are of the name, or 0 */
static guint
count_titled (LerenTextFilter *self, const char *text, const GArray *words, guint at)
{
  guint n = 0;

  if (at == 0 || !is_title (g_array_index (words, LerenWord, at - 1).folded))
    return 0;
  while (at + n < words->len && n < 6)
    {
      const LerenWord *word = &g_array_index (words, LerenWord, at + n);
      gsize from = (word - 1)->end;

      if (word->start - from > 2 || strcspn (text + from, ",;:!?()\n") < word->start - from)
        break;
      if (word->capital && !g_hash_table_contains (self->exceptions, word->folded))
        return n + 1;
      if (!_leren_text_words_is_particle (word->folded))
        break;
      n++;
    }
  return 0;
}

static char *
label_with_ending (const LerenName *name, const char *ending)
{
  /* whose it is, is worth keeping; that somebody was called little is not */
  if (g_strcmp0 (ending, "s") == 0 && name->kind != LEREN_NAME_KIND_PLACE)
    return g_strconcat (name->label, "'s", NULL);
  return g_strdup (name->label);
}

/* The words from @at on as one name, where they are: how many */
static guint
take_name (LerenTextFilter *self, const char *text, const GArray *words, guint at, GArray *pieces)
{
  const LerenWord *first = &g_array_index (words, LerenWord, at);
  guint n_initials = count_initials (text, words, at), n_taken;
  const LerenName *name = NULL;
  const char *ending;
  gsize end;

  if (n_initials > 0)
    {
      name = _leren_known_names_match (self->names, text, words, at + n_initials, &n_taken, &end,
                                       &ending);
      if (name != NULL && (name->flags & LEREN_NAME_SURNAME) == 0)
        name = NULL;
      n_taken += n_initials;
    }
  if (name == NULL)
    name = _leren_known_names_match (self->names, text, words, at, &n_taken, &end, &ending);
  if (name != NULL)
    {
      add_piece (self, pieces, first->start, end, name->kind,
                 self->erasing ? _leren_erased_mark (_leren_text_words_count (text + first->start,
                                                                              end - first->start))
                               : label_with_ending (name, ending));
      return n_taken;
    }
  n_taken = self->erasing ? 0 : count_titled (self, text, words, at);
  if (n_taken > 0)
    add_piece (self, pieces, first->start, g_array_index (words, LerenWord, at + n_taken - 1).end,
               LEREN_NAME_KIND_PERSON, g_strdup (self->labels[LEREN_NAME_KIND_PERSON]));
  return n_taken;
}

static gboolean
looks_like_name (LerenTextFilter *self, const LerenWord *word)
{
  if (word->capital)
    return !word->begins && _leren_text_words_count_letters (word->folded) > 1 &&
           !g_hash_table_contains (self->exceptions, word->folded);
  return _leren_known_names_know (self->names, word->folded);
}

static void
add_names (LerenTextFilter *self, const LerenTextPlace *place, const char *text, GArray *pieces)
{
  g_autoptr (GArray) words = _leren_text_words_cut (text);

  for (guint i = 0; i < words->len;)
    {
      const LerenWord *word = &g_array_index (words, LerenWord, i);
      guint taken;

      if (!is_free (pieces, word->start, word->end))
        {
          i++;
          continue;
        }
      taken = take_name (self, text, words, i, pieces);
      if (taken == 0 && looks_like_name (self, word))
        note_left (self, place, text, word);
      i += MAX (taken, 1);
    }
}

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const Piece *one = a, *other = b;

  return (one->start > other->start) - (one->start < other->start);
}

static void
add_moved (GArray *moved, const char *text, const Piece *piece, glong new_start)
{
  LerenMovedSpan span;

  if (moved == NULL)
    return;
  span.start = g_utf8_pointer_to_offset (text, text + piece->start);
  span.end = g_utf8_pointer_to_offset (text, text + piece->end);
  span.new_start = new_start;
  span.new_end = new_start + g_utf8_strlen (piece->text, -1);
  g_array_append_val (moved, span);
}

static char *
put_together (const char *text, GArray *pieces, GArray *moved)
{
  GString *out = g_string_new (NULL);
  gsize at = 0;

  g_array_sort (pieces, compare_pieces);
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      /* a name that reaches into what was taken before it: less of it is left */
      if (piece->end <= at)
        continue;
      if (piece->start > at)
        g_string_append_len (out, text + at, piece->start - at);
      if (moved != NULL)
        add_moved (moved, text, piece, g_utf8_strlen (out->str, -1));
      g_string_append (out, piece->text);
      at = piece->end;
    }
  g_string_append (out, text + at);
  return g_string_free (out, FALSE);
}

char *
_leren_text_filter_run (LerenTextFilter *self, const LerenTextPlace *place, const char *text,
                        gsize length, GArray *moved)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autofree char *copy = g_strndup (text, length);

  g_array_set_clear_func (pieces, clear_piece);
  if (self->erasing)
    add_literals (self, copy, pieces);
  else
    {
      add_patterns (self, copy, place->days, pieces);
      add_ids (self, copy, pieces);
    }
  add_names (self, place, copy, pieces);
  return put_together (copy, pieces, moved);
}
