/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-members-private.h"
#include "store/leren-merge-private.h"

/**
 * LerenMerge:
 *
 * What came of merging two copies of a store: how many records were added, changed and deleted, and on what
 * the copies did not agree.
 *
 * Since: 0.1
 */
struct _LerenMerge {
  GObject parent_instance;

  gint64 counts[LEREN_CHANGE_DELETED + 1];
  GListStore *conflicts;
};

G_DEFINE_FINAL_TYPE (LerenMerge, leren_merge, G_TYPE_OBJECT)

static void
leren_merge_finalize (GObject *object)
{
  LerenMerge *self = LEREN_MERGE (object);

  g_object_unref (self->conflicts);
  G_OBJECT_CLASS (leren_merge_parent_class)->finalize (object);
}

static void
leren_merge_class_init (LerenMergeClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_merge_finalize;
}

static void
leren_merge_init (LerenMerge *self)
{
  self->conflicts = g_list_store_new (LEREN_TYPE_MERGE_CONFLICT);
}

LerenMerge *
_leren_merge_new (void)
{
  return g_object_new (LEREN_TYPE_MERGE, NULL);
}

void
_leren_merge_count (LerenMerge *self, LerenChange change)
{
  self->counts[change]++;
}

static LerenMergeSide
decide (LerenMerge *decided, LerenMergeConflict *conflict, LerenMergeSide side)
{
  GListModel *conflicts = G_LIST_MODEL (decided->conflicts);

  for (guint i = 0; i < g_list_model_get_n_items (conflicts); i++)
    {
      g_autoptr (LerenMergeConflict) before = g_list_model_get_item (conflicts, i);

      if (_leren_merge_conflict_decides (before, conflict, &side))
        break;
    }
  return side;
}

static const char *
value_of (const LerenMergeCopy *copy, const char *member)
{
  return member != NULL ? _leren_members_get (copy->members, member) : copy->json;
}

LerenMergeSide
_leren_merge_add_conflict (LerenMerging *self, LerenMergeReason reason, const char *type,
                           const char *id, const char *member, const LerenMergeCopy *ours,
                           const LerenMergeCopy *theirs, LerenJournalEntry *our_entry,
                           LerenJournalEntry *their_entry, LerenMergeSide side)
{
  g_autofree char *shown = _leren_merge_show_member (member);
  g_autoptr (LerenMergeConflict) conflict = _leren_merge_conflict_new (reason, type, id, shown);

  _leren_merge_conflict_set (conflict, LEREN_MERGE_SIDE_OURS, value_of (ours, member), our_entry);
  _leren_merge_conflict_set (conflict, LEREN_MERGE_SIDE_THEIRS, value_of (theirs, member),
                             their_entry);
  if (self->decided != NULL)
    side = decide (self->decided, conflict, side);
  _leren_merge_conflict_set_taken (conflict, side);
  g_list_store_append (self->result->conflicts, conflict);
  return side;
}

void
_leren_merge_forget_conflicts (LerenMerge *self, guint n_kept)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->conflicts));

  g_list_store_splice (self->conflicts, n_kept, n - n_kept, NULL, 0);
}

/**
 * leren_merge_get_n_added:
 * @self: a merge
 *
 * How many records the other copy brought.
 *
 * Returns: how many
 *
 * Since: 0.1
 */
gint64
leren_merge_get_n_added (LerenMerge *self)
{
  g_return_val_if_fail (LEREN_IS_MERGE (self), 0);
  return self->counts[LEREN_CHANGE_ADDED];
}

/**
 * leren_merge_get_n_changed:
 * @self: a merge
 *
 * How many records say something else than before.
 *
 * Returns: how many
 *
 * Since: 0.1
 */
gint64
leren_merge_get_n_changed (LerenMerge *self)
{
  g_return_val_if_fail (LEREN_IS_MERGE (self), 0);
  return self->counts[LEREN_CHANGE_CHANGED];
}

/**
 * leren_merge_get_n_deleted:
 * @self: a merge
 *
 * How many records went because the other copy had deleted them.
 *
 * Returns: how many
 *
 * Since: 0.1
 */
gint64
leren_merge_get_n_deleted (LerenMerge *self)
{
  g_return_val_if_fail (LEREN_IS_MERGE (self), 0);
  return self->counts[LEREN_CHANGE_DELETED];
}

/**
 * leren_merge_get_conflicts:
 * @self: a merge
 *
 * What the copies did not agree on, in the order in which the other copy came to it.
 *
 * Returns: (transfer none): a list of #LerenMergeConflict
 *
 * Since: 0.1
 */
GListModel *
leren_merge_get_conflicts (LerenMerge *self)
{
  g_return_val_if_fail (LEREN_IS_MERGE (self), NULL);
  return G_LIST_MODEL (self->conflicts);
}

/**
 * leren_merge_to_json:
 * @self: a merge
 *
 * The merge as a JSON object: `added`, `changed` and `deleted`, how many records, and `conflicts`, a list of what
 * leren_merge_conflict_to_json() says.
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 0.1
 */
char *
leren_merge_to_json (LerenMerge *self)
{
  GListModel *conflicts;
  GString *out;

  g_return_val_if_fail (LEREN_IS_MERGE (self), NULL);

  conflicts = G_LIST_MODEL (self->conflicts);
  out = g_string_new (NULL);
  g_string_printf (out,
                   "{\"added\":%" G_GINT64_FORMAT ",\"changed\":%" G_GINT64_FORMAT
                   ",\"deleted\":%" G_GINT64_FORMAT ",\"conflicts\":[",
                   self->counts[LEREN_CHANGE_ADDED], self->counts[LEREN_CHANGE_CHANGED],
                   self->counts[LEREN_CHANGE_DELETED]);
  for (guint i = 0; i < g_list_model_get_n_items (conflicts); i++)
    {
      g_autoptr (LerenMergeConflict) conflict = g_list_model_get_item (conflicts, i);
      g_autofree char *json = leren_merge_conflict_to_json (conflict);

      g_string_append_printf (out, "%s%s", i > 0 ? "," : "", json);
    }
  g_string_append (out, "]}");
  return g_string_free (out, FALSE);
}
