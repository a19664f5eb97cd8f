/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-members-private.h"
#include "store/leren-merge-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A record as it is while what the other side did is done again, entry by entry. */
typedef struct {
  LerenMerging *merging;
  const char *type, *id;
  GPtrArray *members; /* NULL while it is not there */
  gint64 revision;
} Replay;

static gboolean
note (Replay *self, LerenChange change, const char *at, const char *who, GError **error)
{
  g_autofree char *old = self->members != NULL ? _leren_merge_write (self->members, TRUE) : NULL;
  LerenJournalNote entry = { .change = change, .at = at, .who = who };

  entry.type = self->type;
  entry.id = self->id;
  entry.id_length = strlen (self->id);
  entry.before = self->revision;
  entry.old = old;
  entry.old_length = old != NULL ? strlen (old) : 0;
  return _leren_journal_write (self->merging->ours, &entry, &self->revision, error);
}

static void
set_there (Replay *self, gboolean there)
{
  if (there && self->members == NULL)
    self->members = _leren_merge_read (NULL, NULL);
  if (!there)
    {
      g_clear_pointer (&self->members, g_ptr_array_unref);
      self->revision = 0;
    }
}

/* What an entry changed, whatever else the record says here. A list is put in the place of the list: what
 * both did to it is brought together at the end. */
static void
apply (Replay *self, GPtrArray *old, GPtrArray *new)
{
  g_autoptr (GPtrArray) names = _leren_members_compare (old, new);

  set_there (self, TRUE);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      _leren_members_set (self->members, name, _leren_members_get (new, name));
    }
}

static gboolean
says_all (Replay *self, GPtrArray *old, GPtrArray *new)
{
  g_autoptr (GPtrArray) names = _leren_members_compare (old, new);

  for (guint i = 0; self->members != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (g_strcmp0 (_leren_members_get (self->members, name), _leren_members_get (new, name)) != 0)
        return FALSE;
    }
  return self->members != NULL;
}

/* What an import brought needs no entry of its own, where the record is new here too. */
static gboolean
begin_with_import (Replay *self, LerenJournalEntry *entry)
{
  const gint64 number = leren_journal_entry_get_number (entry);
  const gint64 *here = g_hash_table_lookup (self->merging->imports, &number);

  if (here == NULL || self->members != NULL)
    return FALSE;
  self->revision = *here;
  return TRUE;
}

static gboolean
repeat (Replay *self, LerenJournalEntry *entry, GError **error)
{
  LerenChange change = leren_journal_entry_get_change (entry);
  g_autoptr (GPtrArray) old = _leren_merge_read (leren_journal_entry_get_old (entry), error);
  g_autoptr (GPtrArray) new =
    old != NULL ? _leren_merge_read (leren_journal_entry_get_new (entry), error) : NULL;
  const gboolean deletes = change == LEREN_CHANGE_DELETED;

  if (new == NULL)
    return FALSE;
  /* an entry that was repeated there in its turn */
  if (!_leren_merge_past_repeat (self->merging->past, entry) && change != LEREN_CHANGE_IMPORTED &&
      (deletes ? self->members == NULL : says_all (self, old, new)))
    return TRUE;
  if (change == LEREN_CHANGE_IMPORTED)
    change = LEREN_CHANGE_ADDED;
  if (!begin_with_import (self, entry) &&
      !note (self, change, _leren_journal_entry_get_at_text (entry),
             leren_journal_entry_get_who (entry), error))
    return FALSE;
  if (deletes)
    set_there (self, FALSE);
  else
    apply (self, old, new);
  return TRUE;
}

/* Who said what holds in the end: what a member says that both agree on was said by either. */
static LerenJournalEntry *
find_speaker (const LerenMergeCopy *ours, const LerenMergeCopy *theirs, const char *name,
              const char *value)
{
  const LerenMergeCopy *const copies[] = { ours, theirs };

  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    {
      LerenJournalEntry *entry = g_hash_table_lookup (copies[i]->said, name);

      if (entry != NULL && g_strcmp0 (_leren_members_get (copies[i]->members, name), value) == 0)
        return entry;
    }
  /* a list that was brought together is of whoever touched it last */
  return _leren_merge_copy_get_last_own (theirs);
}

/* The first member that does not say yet what it shall, and all that the same entry said */
static gboolean
restore_next (Replay *self, GPtrArray *wanted, const LerenMergeCopy *ours,
              const LerenMergeCopy *theirs, gboolean *done, GError **error)
{
  g_autoptr (GPtrArray) nothing = _leren_merge_read (NULL, NULL);
  g_autoptr (GPtrArray) names =
    _leren_members_compare (self->members != NULL ? self->members : nothing, wanted);
  g_autoptr (GPtrArray) its = g_ptr_array_new_with_free_func (g_free);
  LerenJournalEntry *speaker = NULL;

  *done = names->len == 0;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      LerenJournalEntry *entry =
        find_speaker (ours, theirs, name, _leren_members_get (wanted, name));

      if (i == 0)
        speaker = entry;
      /* where it is not there at all, it comes back whole */
      if (entry == speaker || self->members == NULL)
        g_ptr_array_add (its, g_strdup (name));
    }
  if (*done)
    return TRUE;
  if (self->members == NULL)
    speaker = ours->json != NULL ? _leren_merge_copy_get_last_own (ours) : NULL;
  if (!note (self, self->members == NULL ? LEREN_CHANGE_ADDED : LEREN_CHANGE_CHANGED,
             speaker != NULL ? _leren_journal_entry_get_at_text (speaker) : self->merging->now,
             speaker != NULL ? leren_journal_entry_get_who (speaker) : NULL, error))
    return FALSE;
  set_there (self, TRUE);
  for (guint i = 0; i < its->len; i++)
    {
      const char *name = g_ptr_array_index (its, i);

      _leren_members_set (self->members, name, _leren_members_get (wanted, name));
    }
  return TRUE;
}

static gboolean
restore (Replay *self, const char *json, const LerenMergeCopy *ours, const LerenMergeCopy *theirs,
         GError **error)
{
  g_autoptr (GPtrArray) wanted = _leren_merge_read (json, error);
  gboolean done = wanted == NULL;

  if (json == NULL)
    return self->members == NULL ||
           note (self, LEREN_CHANGE_DELETED, self->merging->now, NULL, error);
  while (!done)
    if (!restore_next (self, wanted, ours, theirs, &done, error))
      return FALSE;
  return wanted != NULL;
}

gboolean
_leren_merge_read_row (const LerenDeclaration *declaration, const char *json,
                       LerenJsonReader *reader, LerenArena *arena, LerenRow *row, GError **error)
{
  const LerenJsonToken *tokens;
  guint32 n;

  row->declaration = declaration;
  tokens = _leren_json_reader_parse (reader, json, strlen (json), 1, &n, error);
  if (tokens == NULL || !_leren_row_read (row, tokens, arena, error))
    return FALSE;
  /* what is read is checked member by member; whether they fit each other is not */
  return _leren_row_check (row, error);
}

static gboolean
write_unknown (LerenStore *self, const Replay *replay, gint64 rowid, gboolean is_new,
               const char *json, GError **error)
{
  LerenStatement *statement = _leren_store_borrow (
    self, _ ("merge stores"),
    is_new ? "INSERT INTO unknown_record (_rowid_, id, type, json, \"" LEREN_COLUMN_REVISION "\")"
             " VALUES (?1, ?2, ?3, ?4, ?5)"
           : "UPDATE unknown_record SET id = ?2, type = ?3, json = ?4, \"" LEREN_COLUMN_REVISION
             "\" = ?5 WHERE _rowid_ = ?1",
    error);
  gboolean written;

  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_integer (statement, 1, rowid);
  _leren_statement_bind_text (statement, 2, replay->id, -1);
  _leren_statement_bind_text (statement, 3, replay->type, -1);
  _leren_statement_bind_text (statement, 4, json, -1);
  _leren_statement_bind_integer (statement, 5, replay->revision);
  written = _leren_statement_step (statement) == LEREN_STEP_DONE;
  if (!written)
    _leren_store_set_error (self, self->db, _ ("merge stores"), error);
  _leren_store_give_back (self, statement);
  return written;
}

static gboolean
write_table (LerenStore *self, LerenStoreTable *table, const Replay *replay, gint64 rowid,
             gboolean is_new, const char *json, GError **error)
{
  g_autoptr (LerenArena) arena = _leren_arena_new ();
  g_autofree LerenCell *cells = g_new (LerenCell, LEREN_MAX_FIELDS);
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  LerenRow row = { .cells = cells };

  if (!_leren_merge_read_row (table->declaration, json, reader, arena, &row, error))
    return FALSE;
  row.revision = replay->revision;
  return _leren_store_write_row (self, table, rowid, &row, is_new, error);
}

static gboolean
write_now (LerenStore *self, const Replay *replay, const char *json, LerenChange *change,
           GError **error)
{
  const char *there;
  gint64 rowid;
  LerenStoreTable *table;

  if (!_leren_store_find_type (self, replay->id, -1, &there, &rowid, error))
    return FALSE;
  *change = there == NULL  ? LEREN_CHANGE_ADDED
            : json != NULL ? LEREN_CHANGE_CHANGED
                           : LEREN_CHANGE_DELETED;
  if (json == NULL)
    return there == NULL || _leren_store_remove_row (self, there, rowid, error);
  if (there == NULL && !_leren_store_next_rowid (self, &rowid, error))
    return FALSE;
  table = _leren_store_find_table (self, there != NULL ? there : replay->type);
  return table != NULL ? write_table (self, table, replay, rowid, there == NULL, json, error)
                       : write_unknown (self, replay, rowid, there == NULL, json, error);
}

/* in whatever order */
static gboolean
says_the_same (const LerenMergeCopy *ours, const char *json)
{
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GPtrArray) names = NULL;

  if (json == NULL || ours->json == NULL)
    return json == ours->json;
  members = _leren_merge_read (json, NULL);
  names = members != NULL ? _leren_members_compare (ours->members, members) : NULL;
  return names != NULL && names->len == 0;
}

gboolean
_leren_merge_write_record (LerenMerging *self, const char *id, const LerenMergeCopy *ours,
                           const LerenMergeCopy *theirs, const char *json, GError **error)
{
  Replay replay = { .merging = self, .id = id, .revision = ours->revision };
  LerenChange change = LEREN_CHANGE_CHANGED;
  gboolean written = TRUE;

  replay.type = ours->type != NULL ? ours->type : theirs->type;
  for (guint i = 0; replay.type == NULL && i < theirs->own->len; i++)
    replay.type = leren_journal_entry_get_record_type (g_ptr_array_index (theirs->own, i));
  if (ours->json != NULL)
    {
      replay.members = _leren_merge_read (ours->json, error);
      written = replay.members != NULL;
    }
  for (guint i = 0; written && i < theirs->own->len; i++)
    written = repeat (&replay, g_ptr_array_index (theirs->own, i), error);
  written = written && restore (&replay, json, ours, theirs, error);
  if (written && (json != NULL || ours->json != NULL))
    written = write_now (self->ours, &replay, json, &change, error);
  g_clear_pointer (&replay.members, g_ptr_array_unref);
  if (!written || says_the_same (ours, json))
    return written;
  _leren_merge_count (self->result, change);
  _leren_store_note_change (self->ours, change, replay.type, id);
  if (json != NULL)
    g_ptr_array_add (self->written, g_strdup (id));
  return TRUE;
}
