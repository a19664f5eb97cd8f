/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "privacy/leren-veil-private.h"

#include "privacy/leren-pseudonymiser-private.h"

#include <string.h>

struct _LerenVeil {
  LerenPseudonymiser *pseudonymiser; /* or */
  LerenPseudonymKey *key;            /* kept nowhere, with */
  GHashTable *labels;
  LerenPseudonymise *names;
};

LerenVeil *
_leren_veil_new (LerenPseudonymiser *pseudonymiser, LerenStore *store, GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (LerenVeil) self = g_new0 (LerenVeil, 1);

  self->pseudonymiser = g_object_ref (pseudonymiser);
  self->names = _leren_pseudonymiser_look (pseudonymiser, store, cancellable, error);
  return self->names != NULL ? g_steal_pointer (&self) : NULL;
}

LerenVeil *
_leren_veil_new_for_people (LerenStore *store, GHashTable *labels, const char *language,
                            GCancellable *cancellable, GError **error)
{
  g_autoptr (LerenVeil) self = g_new0 (LerenVeil, 1);

  self->key = _leren_pseudonym_key_new ();
  self->labels = g_hash_table_ref (labels);
  self->names = _leren_pseudonymise_new_for_texts (store, self->key, language, NULL, labels,
                                                   cancellable, error);
  return self->names != NULL ? g_steal_pointer (&self) : NULL;
}

void
_leren_veil_free (LerenVeil *self)
{
  g_clear_pointer (&self->names, _leren_pseudonymise_free);
  g_clear_pointer (&self->labels, g_hash_table_unref);
  g_clear_pointer (&self->key, _leren_pseudonym_key_free);
  g_clear_object (&self->pseudonymiser);
  g_free (self);
}

char *
_leren_veil_text (LerenVeil *self, const char *text)
{
  static const LerenTextPlace place = { .record_type = "", .id = "", .member = "" };

  return _leren_text_filter_run (&self->names->filter, &place, text, strlen (text), NULL);
}

char *
_leren_veil_id (LerenVeil *self, const char *id)
{
  char *instead = _leren_text_filter_id (&self->names->filter, id, strlen (id));

  return instead != NULL ? instead : _leren_veil_text (self, id);
}

const char *
_leren_veil_name (LerenVeil *self, const char *record_type, const char *id)
{
  static const struct {
    const char *record_type;
    LerenNameKind kind;
  } named[] = { { "participant", LEREN_NAME_KIND_PERSON },
                { "team", LEREN_NAME_KIND_TEAM },
                { "practice", LEREN_NAME_KIND_PRACTICE } };
  guint n = self->labels != NULL ? 1 : G_N_ELEMENTS (named);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (record_type, named[i].record_type))
      return _leren_pseudonym_labels_get (self->names->labels, named[i].kind, id);
  return NULL;
}
