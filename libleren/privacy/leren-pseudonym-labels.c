/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-pseudonym-labels-private.h"

#define FEWEST_LETTERS 4
#define MOST_LETTERS 28

struct _LerenPseudonymLabels {
  const LerenPseudonymKey *key;
  gboolean dutch;
  GHashTable *labels; /* of the kind and what it is of */
  GHashTable *used;
};

static const char *const dutch_nouns[LEREN_N_NAME_KINDS] = {
  [LEREN_NAME_KIND_PERSON] = "Deelnemer", [LEREN_NAME_KIND_ORGANISATION] = "Organisatie",
  [LEREN_NAME_KIND_TEAM] = "Team",        [LEREN_NAME_KIND_PRACTICE] = "Praktijk",
  [LEREN_NAME_KIND_PLACE] = "Plaats",
};
static const char *const english_nouns[LEREN_N_NAME_KINDS] = {
  [LEREN_NAME_KIND_PERSON] = "Participant", [LEREN_NAME_KIND_ORGANISATION] = "Organisation",
  [LEREN_NAME_KIND_TEAM] = "Team",          [LEREN_NAME_KIND_PRACTICE] = "Practice",
  [LEREN_NAME_KIND_PLACE] = "Place",
};

/* They are part of data that others read, whatever the language of who wrote it down, and so are
 * chosen by a setting and not by the locale. */
static const char *const dutch_kinds[LEREN_N_NAME_KINDS] = {
  [LEREN_NAME_KIND_PERSON] = "[naam]",  [LEREN_NAME_KIND_ORGANISATION] = "[organisatie]",
  [LEREN_NAME_KIND_TEAM] = "[team]",    [LEREN_NAME_KIND_PRACTICE] = "[praktijk]",
  [LEREN_NAME_KIND_PLACE] = "[plaats]",
};
static const char *const english_kinds[LEREN_N_NAME_KINDS] = {
  [LEREN_NAME_KIND_PERSON] = "[name]", [LEREN_NAME_KIND_ORGANISATION] = "[organisation]",
  [LEREN_NAME_KIND_TEAM] = "[team]",   [LEREN_NAME_KIND_PRACTICE] = "[practice]",
  [LEREN_NAME_KIND_PLACE] = "[place]",
};
static const char *const dutch_patterns[LEREN_N_PATTERNS] = {
  [LEREN_PATTERN_EMAIL] = "[e-mailadres]",       [LEREN_PATTERN_WEB] = "[webadres]",
  [LEREN_PATTERN_IBAN] = "[rekeningnummer]",     [LEREN_PATTERN_ADDRESS] = "[adres]",
  [LEREN_PATTERN_POSTCODE] = "[postcode]",       [LEREN_PATTERN_TELEPHONE] = "[telefoonnummer]",
  [LEREN_PATTERN_BSN] = "[burgerservicenummer]", [LEREN_PATTERN_DATE] = "[datum]",
};
static const char *const english_patterns[LEREN_N_PATTERNS] = {
  [LEREN_PATTERN_EMAIL] = "[e-mail address]",
  [LEREN_PATTERN_WEB] = "[web address]",
  [LEREN_PATTERN_IBAN] = "[account number]",
  [LEREN_PATTERN_ADDRESS] = "[address]",
  [LEREN_PATTERN_POSTCODE] = "[postcode]",
  [LEREN_PATTERN_TELEPHONE] = "[telephone number]",
  [LEREN_PATTERN_BSN] = "[citizen service number]",
  [LEREN_PATTERN_DATE] = "[date]",
};

static gboolean
is_dutch (const char *language)
{
  return g_strcmp0 (language, "en") != 0;
}

const char *const *
_leren_pseudonym_labels_for_kinds (const char *language)
{
  return is_dutch (language) ? dutch_kinds : english_kinds;
}

const char *const *
_leren_pseudonym_labels_for_patterns (const char *language)
{
  return is_dutch (language) ? dutch_patterns : english_patterns;
}

LerenPseudonymLabels *
_leren_pseudonym_labels_new (const LerenPseudonymKey *key, const char *language)
{
  LerenPseudonymLabels *self = g_new0 (LerenPseudonymLabels, 1);

  self->key = key;
  self->dutch = is_dutch (language);
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->used = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
_leren_pseudonym_labels_free (LerenPseudonymLabels *self)
{
  g_hash_table_unref (self->used);
  g_hash_table_unref (self->labels);
  g_free (self);
}

static const char *
add_label (LerenPseudonymLabels *self, char *key, char *label)
{
  g_hash_table_insert (self->labels, key, label);
  g_hash_table_add (self->used, label);
  return label;
}

void
_leren_pseudonym_labels_set (LerenPseudonymLabels *self, LerenNameKind kind, const char *what,
                             const char *label)
{
  add_label (self, g_strdup_printf ("%d %s", kind, what), g_strdup (label));
}

const char *
_leren_pseudonym_labels_get (LerenPseudonymLabels *self, LerenNameKind kind, const char *what)
{
  g_autofree char *key = g_strdup_printf ("%d %s", kind, what);
  const char *noun = (self->dutch ? dutch_nouns : english_nouns)[kind];
  char *label = g_hash_table_lookup (self->labels, key);

  if (label != NULL)
    return label;
  /* where two get the same four letters, the second has more of them */
  for (guint n = FEWEST_LETTERS; n <= MOST_LETTERS; n++)
    {
      g_autofree char *code = _leren_pseudonym_key_code (self->key, "name", what, -1, n);

      g_free (label);
      label = g_strdup_printf ("%s %s", noun, code);
      if (!g_hash_table_contains (self->used, label))
        break;
    }
  return add_label (self, g_steal_pointer (&key), label);
}
