/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/leren-report-people-private.h"

#include "model/leren-participant.h"
#include "store/leren-query.h"

#include <string.h>

#define FEWEST_LETTERS 2

/* What is looked for in texts, and what stands there instead */
typedef struct {
  char *name;
  const char *label;
  gboolean as_written; /* with its capitals: a family name can be a common word */
} Needle;

struct _LerenReportPeople {
  gboolean pseudonymous;
  GHashTable *labels;  /* of participant's id */
  GHashTable *needles; /* of their first word, in small letters: an array, the longest first */
  const char *nobody;  /* the label of a name that several have */
};

static void
needle_free (gpointer data)
{
  Needle *needle = data;

  g_free (needle->name);
  g_free (needle);
}

static gboolean
is_letter (const char *text)
{
  return g_unichar_isalnum (g_utf8_get_char (text)) || g_unichar_ismark (g_utf8_get_char (text));
}

static const char *
skip_word (const char *text)
{
  while (*text != '\0' && is_letter (text))
    text = g_utf8_next_char (text);
  return text;
}

static char *
first_word (const char *text)
{
  return g_utf8_strdown (text, skip_word (text) - text);
}

static int
compare_needles (gconstpointer a, gconstpointer b)
{
  const Needle *one = *(Needle *const *) a, *other = *(Needle *const *) b;
  gsize length = strlen (one->name), other_length = strlen (other->name);

  return length < other_length ? 1 : length > other_length ? -1 : 0;
}

static void
add_needle (LerenReportPeople *self, const char *name, const char *label, gboolean as_written)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autofree char *word = NULL;
  GPtrArray *needles;
  Needle *needle;

  if (normal == NULL)
    return;
  g_strstrip (normal);
  while (*normal != '\0' && !is_letter (normal))
    memmove (normal, g_utf8_next_char (normal), strlen (g_utf8_next_char (normal)) + 1);
  if (g_utf8_strlen (normal, -1) < FEWEST_LETTERS)
    return;
  word = first_word (normal);
  needles = g_hash_table_lookup (self->needles, word);
  if (needles == NULL)
    {
      needles = g_ptr_array_new_with_free_func (needle_free);
      g_hash_table_insert (self->needles, g_steal_pointer (&word), needles);
    }
  for (guint i = 0; i < needles->len; i++)
    {
      needle = g_ptr_array_index (needles, i);
      if (g_str_equal (needle->name, normal))
        {
          if (!g_str_equal (needle->label, label))
            needle->label = self->nobody;
          return;
        }
    }
  needle = g_new0 (Needle, 1);
  needle->name = g_steal_pointer (&normal);
  needle->label = label;
  needle->as_written = as_written;
  g_ptr_array_add (needles, needle);
  g_ptr_array_sort (needles, compare_needles);
}

/* Small words within a name: van, de, el */
static gboolean
is_particle (const char *word)
{
  return g_unichar_islower (g_utf8_get_char (word)) && g_utf8_strlen (word, -1) <= 3;
}

/* A name such as “Anna de Wit” is also met in parts; one such as “Team adviser” is no person's own,
 * and its words are everybody's. */
static void
add_parts (LerenReportPeople *self, const char *name, const char *label)
{
  g_auto (GStrv) words = g_strsplit_set (name, " \t\n", -1);
  guint n_words = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      n_words++;
      if (!g_unichar_isupper (g_utf8_get_char (words[i])) && !is_particle (words[i]))
        return;
    }
  if (n_words < 2 || n_words > 5)
    return;
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !is_particle (words[i]) && g_utf8_strlen (words[i], -1) > 2)
      add_needle (self, words[i], label, TRUE);
}

/* “Professional 3”: each role counts for itself */
static char *
make_pseudonym (LerenParticipant *participant, LerenReportWords *words, GHashTable *counts)
{
  const char *const *roles = leren_participant_get_roles (participant);
  const char *role = roles != NULL && roles[0] != NULL ? roles[0] : "none";
  g_autofree char *key = g_strconcat ("role-", role, NULL);
  const char *word = _leren_report_words_look_up (words, key);
  guint n;

  if (word == NULL)
    word = _leren_report_words_get (words, "role-none");
  n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, word)) + 1;
  g_hash_table_insert (counts, (gpointer) word, GUINT_TO_POINTER (n));
  return g_strdup_printf ("%s %u", word, n);
}

static void
add_participant (LerenReportPeople *self, LerenParticipant *participant, LerenReportWords *words,
                 GHashTable *counts)
{
  const char *id = leren_record_get_id (LEREN_RECORD (participant));
  const char *name = leren_participant_get_name (participant);
  char *label;

  if (!self->pseudonymous)
    {
      g_hash_table_insert (self->labels, g_strdup (id), g_strdup (name != NULL ? name : id));
      return;
    }
  label = make_pseudonym (participant, words, counts);
  g_hash_table_insert (self->labels, g_strdup (id), label);
  add_needle (self, id, label, FALSE);
  if (name != NULL)
    {
      add_needle (self, name, label, FALSE);
      add_parts (self, name, label);
    }
}

LerenReportPeople *
_leren_report_people_new (LerenStore *store, LerenReportWords *words, gboolean pseudonymous,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (LerenReportPeople) self = g_new0 (LerenReportPeople, 1);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (LerenQuery) query = NULL;
  g_autoptr (GListModel) participants = NULL;

  self->pseudonymous = pseudonymous;
  self->nobody = _leren_report_words_get (words, "role-none");
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->needles =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  query = leren_store_query (store, "participant", error);
  participants = query != NULL ? leren_query_run (query, cancellable, error) : NULL;
  if (participants == NULL)
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (participants); i++)
    {
      g_autoptr (LerenParticipant) participant = g_list_model_get_item (participants, i);
      add_participant (self, participant, words, counts);
    }
  return g_steal_pointer (&self);
}

void
_leren_report_people_free (LerenReportPeople *self)
{
  g_clear_pointer (&self->labels, g_hash_table_unref);
  g_clear_pointer (&self->needles, g_hash_table_unref);
  g_free (self);
}

const char *
_leren_report_people_get_label (LerenReportPeople *self, const char *id)
{
  return g_hash_table_lookup (self->labels, id);
}

/* Where @needle ends in @text, or NULL where @text does not begin with it; any white space in the
 * one is as good as any in the other. */
static const char *
match (const Needle *needle, const char *text)
{
  const char *name = needle->name;

  while (*name != '\0')
    {
      gunichar a = g_utf8_get_char (name), b = g_utf8_get_char (text);

      if (g_unichar_isspace (a) && g_unichar_isspace (b))
        {
          while (*name != '\0' && g_unichar_isspace (g_utf8_get_char (name)))
            name = g_utf8_next_char (name);
          while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
            text = g_utf8_next_char (text);
          continue;
        }
      if (a != b && (needle->as_written ? g_unichar_toupper (a) != b
                                        : g_unichar_tolower (a) != g_unichar_tolower (b)))
        return NULL;
      name = g_utf8_next_char (name);
      text = g_utf8_next_char (text);
    }
  return *text == '\0' || !is_letter (text) ? text : NULL;
}

/* @text stands at the beginning of a word. */
static const Needle *
find_needle (LerenReportPeople *self, const char *text, const char **end)
{
  g_autofree char *word = first_word (text);
  GPtrArray *needles = g_hash_table_lookup (self->needles, word);

  for (guint i = 0; needles != NULL && i < needles->len; i++)
    {
      *end = match (g_ptr_array_index (needles, i), text);
      if (*end != NULL)
        return g_ptr_array_index (needles, i);
    }
  return NULL;
}

char *
_leren_report_people_filter (LerenReportPeople *self, const char *text)
{
  g_autofree char *normal = NULL;
  GString *out;

  if (!self->pseudonymous)
    return g_strdup (text);
  normal = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  if (normal == NULL)
    return g_strdup ("");
  out = g_string_new (NULL);
  for (const char *p = normal; *p != '\0';)
    {
      const char *end = g_utf8_next_char (p);
      const Needle *needle = NULL;

      if (is_letter (p))
        {
          needle = find_needle (self, p, &end);
          if (needle == NULL)
            end = skip_word (p);
        }
      if (needle != NULL)
        g_string_append (out, needle->label);
      else
        g_string_append_len (out, p, end - p);
      p = end;
    }
  return g_string_free (out, FALSE);
}
