/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-members-private.h"
#include "store/leren-merge-private.h"

/* Follows the entries of a record: which of them said last what each member is, and what it was before
 * this side did anything by itself. */
static gboolean
follow (LerenMergeCopy *self, const LerenMergePast *past, LerenMergeSide side, GError **error)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      LerenJournalEntry *entry = g_ptr_array_index (self->entries, i);
      g_autoptr (GPtrArray) old = _leren_merge_read (leren_journal_entry_get_old (entry), error);
      g_autoptr (GPtrArray) new =
        old != NULL ? _leren_merge_read (leren_journal_entry_get_new (entry), error) : NULL;
      g_autoptr (GPtrArray) names = NULL;

      if (new == NULL)
        return FALSE;
      names = _leren_members_compare (old, new);
      for (guint j = 0; j < names->len; j++)
        g_hash_table_insert (self->said, g_strdup (g_ptr_array_index (names, j)), entry);
      if (!_leren_merge_past_is_own (past, side, entry))
        continue;
      if (self->own->len == 0)
        self->base = g_ptr_array_ref (old);
      g_ptr_array_add (self->own, entry);
    }
  return TRUE;
}

LerenMergeCopy *
_leren_merge_copy_read (LerenStore *store, const LerenMergePast *past, LerenMergeSide side,
                        const char *id, GError **error)
{
  g_autoptr (LerenMergeCopy) self = g_new0 (LerenMergeCopy, 1);

  self->own = g_ptr_array_new ();
  self->said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!_leren_journal_read_now (store, id, &self->json, &self->type, &self->revision, error))
    return NULL;
  self->members = _leren_merge_read (self->json, error);
  self->entries = self->members != NULL ? _leren_journal_follow (store, id, error) : NULL;
  if (self->entries == NULL || !follow (self, past, side, error))
    return NULL;
  if (self->base == NULL)
    self->base = g_ptr_array_ref (self->members);
  return g_steal_pointer (&self);
}

void
_leren_merge_copy_free (LerenMergeCopy *self)
{
  g_free (self->json);
  g_free (self->type);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->own, g_ptr_array_unref);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->base, g_ptr_array_unref);
  g_clear_pointer (&self->said, g_hash_table_unref);
  g_free (self);
}

LerenJournalEntry *
_leren_merge_copy_get_deletion (const LerenMergeCopy *self)
{
  LerenJournalEntry *last =
    self->entries->len > 0 ? g_ptr_array_index (self->entries, self->entries->len - 1) : NULL;

  return self->json == NULL && last != NULL &&
             leren_journal_entry_get_change (last) == LEREN_CHANGE_DELETED
           ? last
           : NULL;
}

LerenJournalEntry *
_leren_merge_copy_get_last_own (const LerenMergeCopy *self)
{
  return self->own->len > 0 ? g_ptr_array_index (self->own, self->own->len - 1) : NULL;
}

gboolean
_leren_merge_copy_did (const LerenMergeCopy *self, LerenJournalEntry *entry)
{
  return entry != NULL && g_ptr_array_find (self->own, entry, NULL);
}
