/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/leren-journal-private.h"
#include "store/leren-merge.h"

G_BEGIN_DECLS

/* Two copies of a store come together. What each of them did is what its journal says and that of the
 * other does not: an entry is known by when it was, who did it, what it did, and to which record. What
 * the other did is done again here, entry by entry, on what the record says here; where something else
 * is to hold in the end, the entry that said it is repeated. So the next merge, with this copy or a
 * third one, finds in the journal who said what when, whatever way it came. */

/* leren-merge-past.c: what both know of */
typedef struct {
  gint64 common;       /* the last entry of the beginning that both have */
  GHashTable *entries; /* those after it, as texts */
} LerenMergeJournal;

typedef struct {
  LerenMergeJournal sides[2];
  GHashTable *repeated; /* those of the other side that are here too by now */
} LerenMergePast;

LerenMergePast *_leren_merge_past_read (LerenStore *ours, LerenStore *theirs,
                                        GCancellable *cancellable, GError **error);
void _leren_merge_past_free (LerenMergePast *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenMergePast, _leren_merge_past_free)
/* Whether an entry of one side is one that the other does not have */
gboolean _leren_merge_past_is_own (const LerenMergePast *self, LerenMergeSide side,
                                   LerenJournalEntry *entry);
/* The entry was repeated here. FALSE where that was done before. */
gboolean _leren_merge_past_repeat (LerenMergePast *self, LerenJournalEntry *entry);

/* leren-merge-attributes.c: members, of which each attribute is one by itself */

/* @json: a record, or NULL for none, which has no members; NULL with an error where it is none */
GPtrArray *_leren_merge_read (const char *json, GError **error);
/* members as JSON; @in_order: as they are, and not sorted by name */
char *_leren_merge_write (GPtrArray *members, gboolean in_order);
/* One side has attributes, and the other something that is no object: in a record of a type that is not known */
gboolean _leren_merge_is_mixed (const GPtrArray *members);
/* What people call a member: `attributes.KEY`; NULL of none */
char *_leren_merge_show_member (const char *name);

/* leren-merge-copy.c: what one side says of a record, and how it came to that */
typedef struct {
  char *json; /* NULL where it is not there */
  char *type;
  gint64 revision;
  GPtrArray *entries; /* of LerenJournalEntry, the oldest first */
  GPtrArray *own;     /* those that the other side does not have */
  GPtrArray *members; /* as it is now */
  GPtrArray *base;    /* before the first of its own */
  GHashTable *said;   /* of each member the entry that said last what it is */
} LerenMergeCopy;

LerenMergeCopy *_leren_merge_copy_read (LerenStore *store, const LerenMergePast *past,
                                        LerenMergeSide side, const char *id, GError **error);
void _leren_merge_copy_free (LerenMergeCopy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LerenMergeCopy, _leren_merge_copy_free)
/* the entry that deleted it, where it is not there; or NULL */
LerenJournalEntry *_leren_merge_copy_get_deletion (const LerenMergeCopy *self);
LerenJournalEntry *_leren_merge_copy_get_last_own (const LerenMergeCopy *self);
/* whether the entry is one of its own */
gboolean _leren_merge_copy_did (const LerenMergeCopy *self, LerenJournalEntry *entry);

/* A merge under way */
typedef struct {
  LerenStore *ours, *theirs;
  LerenMergeRule rule;
  LerenMerge *decided; /* or NULL */
  LerenMerge *result;
  LerenMergePast *past;
  GHashTable *done;    /* the ids of records that were looked at */
  GHashTable *imports; /* of an import there the entry that stands for it here */
  GPtrArray *written;  /* the ids of records that say something else now */
  GPtrArray *gone;     /* those that the other side deleted, to be deleted at the end */
  GError *broken;      /* all that stands in the way, as far as it was met */
  guint n_broken;
  char *now;
  GCancellable *cancellable;
  GFileProgressCallback progress_callback;
  gpointer progress_data;
  goffset n_done, n_total;
} LerenMerging;

/* leren-merge-broken.c */

/* Something stands in the way, and the rest is looked at all the same; takes @why over. FALSE where it is no rule
 * that is broken. */
gboolean _leren_merge_break (LerenMerging *self, GError *why, GError **error);
/* FALSE with all that was found to stand in the way */
gboolean _leren_merge_is_whole (LerenMerging *self, GError **error);

/* leren-merge-members.c */

/* What a record that both changed is to say, as JSON. */
char *_leren_merge_members (LerenMerging *self, const LerenDeclaration *declaration, const char *id,
                            const LerenMergeCopy *ours, const LerenMergeCopy *theirs);

/* leren-merge-write.c */
/* Does again what the other side did to a record, and then sees to it that it says @json; NULL: that it
 * is not there. */
gboolean _leren_merge_write_record (LerenMerging *self, const char *id, const LerenMergeCopy *ours,
                                    const LerenMergeCopy *theirs, const char *json, GError **error);
/* The record @json as a row of a table, which has room for its cells; it lives as long as @reader and @arena
 * keep what they read. FALSE where it is not sound. */
gboolean _leren_merge_read_row (const LerenDeclaration *declaration, const char *json,
                                LerenJsonReader *reader, LerenArena *arena, LerenRow *row,
                                GError **error);

/* leren-merge-record.c */
gboolean _leren_merge_record (LerenMerging *self, const char *id, GError **error);
/* Takes from the other side what was deleted here, and is named all the same. */
gboolean _leren_merge_bring_back (LerenMerging *self, const char *id, GError **error);
/* The records that the other side deleted: those that nothing names go. */
gboolean _leren_merge_delete (LerenMerging *self, const char *id, gboolean stays, GError **error);

/* leren-merge-references.c */
gboolean _leren_merge_close_references (LerenMerging *self, GError **error);
gboolean _leren_merge_check (LerenMerging *self, GError **error);

/* leren-merge-erased.c */
/* FALSE where one side still holds what was erased from the other */
gboolean _leren_merge_check_erased (LerenMerging *self, GError **error);
/* FALSE where one side still holds what the other deleted because it had been kept for long enough */
gboolean _leren_merge_check_kept (LerenMerging *self, GError **error);
gboolean _leren_merge_take_receipts (LerenMerging *self, GError **error);

/* leren-merge.c */
LerenMerge *_leren_merge_new (void);
/* Where @side is what the rule says, the result may say otherwise: what was decided before holds. */
LerenMergeSide _leren_merge_add_conflict (LerenMerging *self, LerenMergeReason reason,
                                          const char *type, const char *id, const char *member,
                                          const LerenMergeCopy *ours, const LerenMergeCopy *theirs,
                                          LerenJournalEntry *our_entry,
                                          LerenJournalEntry *their_entry, LerenMergeSide side);
/* all but the first ones */
void _leren_merge_forget_conflicts (LerenMerge *self, guint n_kept);
void _leren_merge_count (LerenMerge *self, LerenChange change);

/* leren-merge-conflict.c */
LerenMergeConflict *_leren_merge_conflict_new (LerenMergeReason reason, const char *type,
                                               const char *id, const char *member);
void _leren_merge_conflict_set (LerenMergeConflict *self, LerenMergeSide side, const char *value,
                                LerenJournalEntry *entry);
void _leren_merge_conflict_set_taken (LerenMergeConflict *self, LerenMergeSide side);
/* Whether it was chosen what @other is to be: TRUE where they are about the same, too */
gboolean _leren_merge_conflict_decides (LerenMergeConflict *self, LerenMergeConflict *other,
                                        LerenMergeSide *side);

G_END_DECLS
