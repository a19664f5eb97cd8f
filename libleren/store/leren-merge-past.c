/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-merge-private.h"

#include <glib/gi18n-lib.h>

/* An entry, whichever copy it is read in: its number, and what the record said before, differ where it
 * was repeated. An import is of no one record. */
static char *
identify (const char *at, const char *who, const char *change, const char *type, const char *id)
{
  return g_strdup_printf ("%s\n%s\n%s\n%s\n%s", at, who != NULL ? who : "", change,
                          type != NULL ? type : "", id != NULL ? id : "");
}

static char *
identify_entry (LerenJournalEntry *entry)
{
  const LerenChange change = leren_journal_entry_get_change (entry);
  const gboolean of_one = change != LEREN_CHANGE_IMPORTED;

  return identify (_leren_journal_entry_get_at_text (entry), leren_journal_entry_get_who (entry),
                   _leren_change_to_word (change),
                   of_one ? leren_journal_entry_get_record_type (entry) : NULL,
                   of_one ? leren_journal_entry_get_record (entry) : NULL);
}

/* A journal that is read on, entry by entry */
typedef struct {
  LerenStore *store;
  LerenStatement *statement;
  gint64 number;
  char *entry; /* NULL where there is no more */
  char *event; /* without names, which an erasure can have changed since */
} Reader;

static gboolean
read_on (Reader *self, GError **error)
{
  LerenStep result = _leren_statement_step (self->statement);

  g_clear_pointer (&self->entry, g_free);
  g_clear_pointer (&self->event, g_free);
  if (result == LEREN_STEP_FAILED)
    _leren_store_set_error (self->store, self->store->db, _ ("read the journal"), error);
  if (result != LEREN_STEP_ROW)
    return result == LEREN_STEP_DONE;
  self->number = _leren_statement_get_integer (self->statement, 0);
  self->entry = identify (
    _leren_statement_get_text (self->statement, 1), _leren_statement_get_text (self->statement, 2),
    _leren_statement_get_text (self->statement, 3), _leren_statement_get_text (self->statement, 4),
    _leren_statement_get_text (self->statement, 5));
  self->event = identify (_leren_statement_get_text (self->statement, 1), NULL,
                          _leren_statement_get_text (self->statement, 3), NULL, NULL);
  return TRUE;
}

static gboolean
begin (Reader *self, LerenStore *store, GError **error)
{
  self->store = store;
  self->statement = _leren_store_prepare_for (store, _ ("read the journal"),
                                              "SELECT \"number\", \"at\", \"who\", \"change\","
                                              " \"type\", \"id\" FROM journal ORDER BY \"number\"",
                                              LEREN_PREPARE_LARGE, error);
  return self->statement != NULL && read_on (self, error);
}

/* Those that may turn out to be common are kept apart meanwhile. */
static gboolean
take (Reader *self, LerenMergeJournal *journal, GPtrArray *skipped, GError **error)
{
  if (skipped != NULL)
    g_ptr_array_add (skipped, g_steal_pointer (&self->entry));
  else
    g_hash_table_add (journal->entries, g_steal_pointer (&self->entry));
  return read_on (self, error);
}

static void
settle (LerenMergeJournal *journal, GPtrArray *skipped)
{
  while (skipped->len > 0)
    g_hash_table_add (journal->entries, g_ptr_array_steal_index_fast (skipped, 0));
}

/* The beginning that both have: of that, nothing is kept. What was taken out of one of them for good has left a
 * gap there, after which both go on with the same. */
static gboolean
read_beginning (Reader readers[2], LerenMergePast *past, GPtrArray *skipped[2],
                GCancellable *cancellable, GError **error)
{
  while (readers[0].entry != NULL && readers[1].entry != NULL)
    {
      const guint behind = readers[0].number < readers[1].number ? 0 : 1;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (readers[0].number != readers[1].number)
        {
          if (!take (&readers[behind], NULL, skipped[behind], error))
            return FALSE;
          continue;
        }
      if (!g_str_equal (readers[0].event, readers[1].event))
        break;
      for (guint i = 0; i < 2; i++)
        {
          past->sides[i].common = readers[i].number;
          g_ptr_array_set_size (skipped[i], 0);
          if (!read_on (&readers[i], error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_both (Reader readers[2], LerenMergePast *past, GCancellable *cancellable, GError **error)
{
  GPtrArray *skipped[] = { g_ptr_array_new_with_free_func (g_free),
                           g_ptr_array_new_with_free_func (g_free) };
  gboolean done = read_beginning (readers, past, skipped, cancellable, error);

  for (guint i = 0; i < 2; i++)
    {
      settle (&past->sides[i], skipped[i]);
      while (done && readers[i].entry != NULL)
        done = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
               take (&readers[i], &past->sides[i], NULL, error);
      g_ptr_array_unref (skipped[i]);
    }
  return done;
}

LerenMergePast *
_leren_merge_past_read (LerenStore *ours, LerenStore *theirs, GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (LerenMergePast) self = g_new0 (LerenMergePast, 1);
  Reader readers[2] = { 0 };
  gboolean done;

  for (guint i = 0; i < 2; i++)
    self->sides[i].entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->repeated = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  done = begin (&readers[0], ours, error) && begin (&readers[1], theirs, error) &&
         read_both (readers, self, cancellable, error);
  for (guint i = 0; i < 2; i++)
    {
      _leren_statement_free (readers[i].statement);
      g_free (readers[i].entry);
      g_free (readers[i].event);
    }
  return done ? g_steal_pointer (&self) : NULL;
}

void
_leren_merge_past_free (LerenMergePast *self)
{
  for (guint i = 0; i < 2; i++)
    g_hash_table_unref (self->sides[i].entries);
  g_hash_table_unref (self->repeated);
  g_free (self);
}

gboolean
_leren_merge_past_is_own (const LerenMergePast *self, LerenMergeSide side, LerenJournalEntry *entry)
{
  g_autofree char *text = NULL;

  if (leren_journal_entry_get_number (entry) <= self->sides[side].common)
    return FALSE;
  text = identify_entry (entry);
  return !g_hash_table_contains (self->sides[1 - side].entries, text);
}

gboolean
_leren_merge_past_repeat (LerenMergePast *self, LerenJournalEntry *entry)
{
  return g_hash_table_add (self->repeated, identify_entry (entry));
}
