/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/leren-report-people-private.h"

#include "model/leren-participant.h"
#include "privacy/leren-veil-private.h"
#include "store/leren-query.h"

struct _LerenReportPeople {
  GHashTable *labels; /* of participant's id */
  LerenVeil *veil;    /* NULL: they are named */
};

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

/* Participants by id, with what they are called where nothing else says so */
static GHashTable *
list_labels (LerenStore *store, LerenReportWords *words, gboolean pseudonymous,
             GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (LerenQuery) query = leren_store_query (store, "participant", error);
  g_autoptr (GListModel) participants =
    query != NULL ? leren_query_run (query, cancellable, error) : NULL;
  GHashTable *labels;

  if (participants == NULL)
    return NULL;
  labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < g_list_model_get_n_items (participants); i++)
    {
      g_autoptr (LerenParticipant) participant = g_list_model_get_item (participants, i);
      const char *id = leren_record_get_id (LEREN_RECORD (participant));
      const char *name = leren_participant_get_name (participant);

      g_hash_table_insert (labels, g_strdup (id),
                           pseudonymous ? make_pseudonym (participant, words, counts)
                                        : g_strdup (name != NULL ? name : id));
    }
  return labels;
}

LerenReportPeople *
_leren_report_people_new (LerenStore *store, LerenReportWords *words, gboolean pseudonymous,
                          LerenPseudonymiser *pseudonymiser, GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (LerenReportPeople) self = g_new0 (LerenReportPeople, 1);

  self->labels = list_labels (store, words, pseudonymous, cancellable, error);
  if (self->labels == NULL)
    return NULL;
  if (!pseudonymous)
    return g_steal_pointer (&self);
  self->veil =
    pseudonymiser != NULL
      ? _leren_veil_new (pseudonymiser, store, cancellable, error)
      : _leren_veil_new_for_people (store, self->labels, _leren_report_words_get_language (words),
                                    cancellable, error);
  return self->veil != NULL ? g_steal_pointer (&self) : NULL;
}

void
_leren_report_people_free (LerenReportPeople *self)
{
  g_clear_pointer (&self->veil, _leren_veil_free);
  g_clear_pointer (&self->labels, g_hash_table_unref);
  g_free (self);
}

const char *
_leren_report_people_get_label (LerenReportPeople *self, const char *id)
{
  const char *label = g_hash_table_lookup (self->labels, id);

  return label != NULL && self->veil != NULL ? _leren_veil_name (self->veil, "participant", id)
                                             : label;
}

char *
_leren_report_people_filter (LerenReportPeople *self, const char *text)
{
  return self->veil != NULL ? _leren_veil_text (self->veil, text) : g_strdup (text);
}

char *
_leren_report_people_filter_id (LerenReportPeople *self, const char *id)
{
  return self->veil != NULL ? _leren_veil_id (self->veil, id) : g_strdup (id);
}

char *
_leren_report_people_filter_title (LerenReportPeople *self, LerenRecord *record, const char *title)
{
  const char *name = self->veil != NULL
                       ? _leren_veil_name (self->veil, leren_record_get_record_type (record),
                                           leren_record_get_id (record))
                       : NULL;

  return name != NULL ? g_strdup (name) : _leren_report_people_filter (self, title);
}
