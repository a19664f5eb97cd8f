/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-known-names-private.h"

#include "privacy/leren-privacy-resources.h"
#include "theory/leren-theory.h"

#include <string.h>

/* The names that the library brings along: one a line, ~ in front of an ordinary word. */

static GStrv
read_lines (const char *name)
{
  g_autofree char *path = g_strconcat ("/org/leren/privacy/names/", name, ".txt", NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (_leren_privacy_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return g_strsplit (text, "\n", -1);
}

static void
add_list (LerenKnownNames *self, const char *name, LerenNameKind kind, LerenNameFlags flags,
          const char *label, GHashTable *exceptions)
{
  g_auto (GStrv) lines = read_lines (name);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];
      g_autofree char *folded = _leren_text_words_fold (line, strlen (line));

      if (*line == '\0' || *line == '#' ||
          (exceptions != NULL && g_hash_table_contains (exceptions, folded)))
        continue;
      if (*line == '~')
        _leren_known_names_add (self, line + 1, kind,
                                flags | LEREN_NAME_CAPITAL | LEREN_NAME_INSIDE, label);
      else
        _leren_known_names_add (self, line, kind, flags | LEREN_NAME_CAPITAL, label);
    }
}

void
_leren_known_names_add_lists (LerenKnownNames *self, const char *const *labels,
                              GHashTable *exceptions, gboolean people_alone)
{
  if (!people_alone)
    {
      add_list (self, "organisations", LEREN_NAME_KIND_ORGANISATION, 0,
                labels[LEREN_NAME_KIND_ORGANISATION], NULL);
      add_list (self, "regions", LEREN_NAME_KIND_PLACE, 0, labels[LEREN_NAME_KIND_PLACE], NULL);
      add_list (self, "places", LEREN_NAME_KIND_PLACE, 0, labels[LEREN_NAME_KIND_PLACE], NULL);
    }
  add_list (self, "given-names", LEREN_NAME_KIND_PERSON, 0, labels[LEREN_NAME_KIND_PERSON],
            exceptions);
  add_list (self, "surnames", LEREN_NAME_KIND_PERSON, LEREN_NAME_SURNAME,
            labels[LEREN_NAME_KIND_PERSON], exceptions);
  /* whatever begins a sentence may be any word; these are known by their capital alone */
  add_list (self, "proper-names", LEREN_NAME_KIND_PERSON, LEREN_NAME_SURNAME | LEREN_NAME_INSIDE,
            labels[LEREN_NAME_KIND_PERSON], exceptions);
}

static void
add_words (GHashTable *set, const char *text)
{
  g_autoptr (GArray) words = text != NULL ? _leren_text_words_cut (text) : NULL;

  for (guint i = 0; words != NULL && i < words->len; i++)
    g_hash_table_add (set, g_strdup (g_array_index (words, LerenWord, i).folded));
}

static void
add_framework (GHashTable *set, LerenFramework *framework)
{
  static const char *const languages[] = { "en", "nl" };

  add_words (set, leren_framework_get_citation (framework));
  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      add_words (set, leren_framework_get_label (framework, languages[l]));
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (framework)); i++)
        {
          g_autoptr (LerenConcept) concept = g_list_model_get_item (G_LIST_MODEL (framework), i);
          add_words (set, leren_concept_get_label (concept, languages[l]));
        }
    }
}

GHashTable *
_leren_known_names_list_exceptions (LerenTheory *theory)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = read_lines ("not-names");

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '#')
      add_words (set, lines[i]);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (theory)); i++)
    {
      g_autoptr (LerenFramework) framework = g_list_model_get_item (G_LIST_MODEL (theory), i);

      /* one of a team's own may well be named after it */
      if (leren_framework_is_built_in (framework))
        add_framework (set, framework);
    }
  return set;
}
