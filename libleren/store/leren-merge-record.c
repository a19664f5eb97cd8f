/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-merge-private.h"

#include <glib/gi18n-lib.h>

/* One record that the other side did something to. */

static gboolean
read_copies (LerenMerging *self, const char *id, LerenMergeCopy **ours, LerenMergeCopy **theirs,
             GError **error)
{
  *theirs = NULL;
  *ours = _leren_merge_copy_read (self->ours, self->past, LEREN_MERGE_SIDE_OURS, id, error);
  if (*ours != NULL)
    *theirs = _leren_merge_copy_read (self->theirs, self->past, LEREN_MERGE_SIDE_THEIRS, id, error);
  return *theirs != NULL;
}

/* A record that is there on both sides, and of one type */
static char *
merge_both (LerenMerging *self, const char *id, const LerenMergeCopy *ours,
            const LerenMergeCopy *theirs)
{
  if (theirs->own->len == 0)
    return g_strdup (ours->json);
  if (ours->own->len == 0)
    return g_strdup (theirs->json);
  if (g_str_equal (ours->json, theirs->json))
    return g_strdup (ours->json);
  return _leren_merge_members (self, _leren_store_find_declaration (self->ours, ours->type, NULL),
                               id, ours, theirs);
}

static gboolean
refuse_types (LerenMerging *self, const char *id, const LerenMergeCopy *ours,
              const LerenMergeCopy *theirs, GError **error)
{
  return _leren_merge_break (
    self,
    g_error_new (LEREN_ERROR, LEREN_ERROR_CONFLICT,
                 _ ("“%s” is a %s in %s, and a %s in %s; give one of them another id, then merge"),
                 id, ours->type, self->ours->location, theirs->type, self->theirs->location),
    error);
}

static void
add_deletion (LerenMerging *self, LerenMergeReason reason, const char *id,
              const LerenMergeCopy *ours, const LerenMergeCopy *theirs)
{
  LerenJournalEntry *ours_last = _leren_merge_copy_get_last_own (ours);
  LerenJournalEntry *theirs_last = _leren_merge_copy_get_last_own (theirs);
  const LerenMergeCopy *there = ours->json != NULL ? ours : theirs;

  _leren_merge_add_conflict (self, reason, there->type, id, NULL, ours, theirs, ours_last,
                             theirs_last,
                             there == ours ? LEREN_MERGE_SIDE_OURS : LEREN_MERGE_SIDE_THEIRS);
}

/* What a record that is not there on one side is to say: NULL where it is to be gone. */
static const char *
choose_copy (LerenMerging *self, const char *id, const LerenMergeCopy *ours,
             const LerenMergeCopy *theirs)
{
  const LerenMergeCopy *there = ours->json != NULL ? ours : theirs;
  const LerenMergeCopy *other = there == ours ? theirs : ours;

  /* where the deletion is known to those who have it, they put it back since */
  if (!_leren_merge_copy_did (other, _leren_merge_copy_get_deletion (other)))
    return there->json;
  if (there->own->len == 0)
    return NULL;
  add_deletion (self, LEREN_MERGE_REASON_DELETED, id, ours, theirs);
  return there->json;
}

gboolean
_leren_merge_record (LerenMerging *self, const char *id, GError **error)
{
  g_autoptr (LerenMergeCopy) ours = NULL;
  g_autoptr (LerenMergeCopy) theirs = NULL;
  g_autofree char *both = NULL;
  const char *json = NULL;

  if (!g_hash_table_add (self->done, g_strdup (id)))
    return TRUE;
  if (!read_copies (self, id, &ours, &theirs, error))
    return FALSE;
  if (ours->json != NULL && theirs->json != NULL)
    {
      if (!g_str_equal (ours->type, theirs->type))
        return refuse_types (self, id, ours, theirs, error);
      json = both = merge_both (self, id, ours, theirs);
    }
  else if (ours->json != NULL || theirs->json != NULL)
    json = choose_copy (self, id, ours, theirs);
  /* whether something names it is known when all is there */
  if (json == NULL && ours->json != NULL)
    {
      g_ptr_array_add (self->gone, g_strdup (id));
      return TRUE;
    }
  return _leren_merge_write_record (self, id, ours, theirs, json, error);
}

gboolean
_leren_merge_bring_back (LerenMerging *self, const char *id, GError **error)
{
  g_autoptr (LerenMergeCopy) ours = NULL;
  g_autoptr (LerenMergeCopy) theirs = NULL;

  if (!read_copies (self, id, &ours, &theirs, error))
    return FALSE;
  if (theirs->json == NULL)
    return TRUE;
  add_deletion (self, LEREN_MERGE_REASON_NAMED, id, ours, theirs);
  return _leren_merge_write_record (self, id, ours, theirs, theirs->json, error);
}

gboolean
_leren_merge_delete (LerenMerging *self, const char *id, gboolean stays, GError **error)
{
  g_autoptr (LerenMergeCopy) ours = NULL;
  g_autoptr (LerenMergeCopy) theirs = NULL;

  if (!read_copies (self, id, &ours, &theirs, error))
    return FALSE;
  if (stays)
    add_deletion (self, LEREN_MERGE_REASON_NAMED, id, ours, theirs);
  return _leren_merge_write_record (self, id, ours, theirs, stays ? ours->json : NULL, error);
}
