/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-json-writer-private.h"
#include "store/leren-merge-private.h"

/**
 * LerenMergeConflict:
 *
 * Something that two copies of a store say differently, since each was changed by itself: of a member of a
 * record, or of whether there is a record at all. It says what each of them says, when that was said and
 * by whom, and which of the two is taken.
 *
 * Since: 0.1
 */
struct _LerenMergeConflict {
  GObject parent_instance;

  LerenMergeReason reason;
  char *record_type;
  char *record;
  char *member;
  struct {
    char *value;
    LerenJournalEntry *entry;
  } sides[2];
  LerenMergeSide taken;
  gboolean chosen;
};

G_DEFINE_FINAL_TYPE (LerenMergeConflict, leren_merge_conflict, G_TYPE_OBJECT)

/* The words stay as they are: programs read them. */
static const char *const reasons[] = {
  [LEREN_MERGE_REASON_CHANGED] = "changed",
  [LEREN_MERGE_REASON_DELETED] = "deleted",
  [LEREN_MERGE_REASON_NAMED] = "named",
  [LEREN_MERGE_REASON_UNSOUND] = "unsound",
};

static const char *const sides[] = {
  [LEREN_MERGE_SIDE_OURS] = "ours",
  [LEREN_MERGE_SIDE_THEIRS] = "theirs",
};

static void
leren_merge_conflict_finalize (GObject *object)
{
  LerenMergeConflict *self = LEREN_MERGE_CONFLICT (object);

  g_free (self->record_type);
  g_free (self->record);
  g_free (self->member);
  for (guint i = 0; i < G_N_ELEMENTS (self->sides); i++)
    {
      g_free (self->sides[i].value);
      g_clear_object (&self->sides[i].entry);
    }
  G_OBJECT_CLASS (leren_merge_conflict_parent_class)->finalize (object);
}

static void
leren_merge_conflict_class_init (LerenMergeConflictClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_merge_conflict_finalize;
}

static void
leren_merge_conflict_init (LerenMergeConflict *self)
{
}

LerenMergeConflict *
_leren_merge_conflict_new (LerenMergeReason reason, const char *type, const char *id,
                           const char *member)
{
  LerenMergeConflict *self = g_object_new (LEREN_TYPE_MERGE_CONFLICT, NULL);

  self->reason = reason;
  self->record_type = g_strdup (type);
  self->record = g_strdup (id);
  self->member = g_strdup (member);
  return self;
}

void
_leren_merge_conflict_set (LerenMergeConflict *self, LerenMergeSide side, const char *value,
                           LerenJournalEntry *entry)
{
  self->sides[side].value = g_strdup (value);
  g_set_object (&self->sides[side].entry, entry);
}

void
_leren_merge_conflict_set_taken (LerenMergeConflict *self, LerenMergeSide side)
{
  self->taken = side;
}

/* What was chosen holds for what was seen, and not for what was written since. */
gboolean
_leren_merge_conflict_decides (LerenMergeConflict *self, LerenMergeConflict *other,
                               LerenMergeSide *side)
{
  if (!self->chosen || self->reason != other->reason ||
      !g_str_equal (self->record, other->record) || g_strcmp0 (self->member, other->member) != 0 ||
      g_strcmp0 (self->sides[0].value, other->sides[0].value) != 0 ||
      g_strcmp0 (self->sides[1].value, other->sides[1].value) != 0)
    return FALSE;
  *side = self->taken;
  return TRUE;
}

/**
 * leren_merge_conflict_get_reason:
 * @self: a conflict
 *
 * What the copies do not agree on.
 *
 * Returns: the reason
 *
 * Since: 0.1
 */
LerenMergeReason
leren_merge_conflict_get_reason (LerenMergeConflict *self)
{
  g_return_val_if_fail (LEREN_IS_MERGE_CONFLICT (self), LEREN_MERGE_REASON_CHANGED);
  return self->reason;
}

/**
 * leren_merge_conflict_get_record_type:
 * @self: a conflict
 *
 * The type of the record.
 *
 * Returns: (transfer none): the type, as `case`
 *
 * Since: 0.1
 */
const char *
leren_merge_conflict_get_record_type (LerenMergeConflict *self)
{
  g_return_val_if_fail (LEREN_IS_MERGE_CONFLICT (self), NULL);
  return self->record_type;
}

/**
 * leren_merge_conflict_get_record:
 * @self: a conflict
 *
 * The record that it is about.
 *
 * Returns: (transfer none): its id
 *
 * Since: 0.1
 */
const char *
leren_merge_conflict_get_record (LerenMergeConflict *self)
{
  g_return_val_if_fail (LEREN_IS_MERGE_CONFLICT (self), NULL);
  return self->record;
}

/**
 * leren_merge_conflict_get_member:
 * @self: a conflict
 *
 * The member that it is about.
 *
 * Returns: (nullable) (transfer none): the name of the member, or %NULL where it is about the whole record
 *
 * Since: 0.1
 */
const char *
leren_merge_conflict_get_member (LerenMergeConflict *self)
{
  g_return_val_if_fail (LEREN_IS_MERGE_CONFLICT (self), NULL);
  return self->member;
}

/**
 * leren_merge_conflict_get_value:
 * @self: a conflict
 * @side: one of the copies
 *
 * What one of the copies says.
 *
 * Returns: (nullable) (transfer none): the value as JSON, or %NULL where there is none there
 *
 * Since: 0.1
 */
const char *
leren_merge_conflict_get_value (LerenMergeConflict *self, LerenMergeSide side)
{
  g_return_val_if_fail (LEREN_IS_MERGE_CONFLICT (self), NULL);
  g_return_val_if_fail (side <= LEREN_MERGE_SIDE_THEIRS, NULL);
  return self->sides[side].value;
}

/**
 * leren_merge_conflict_get_at:
 * @self: a conflict
 * @side: one of the copies
 *
 * When one of the copies came to say what it says.
 *
 * Returns: (nullable) (transfer none): the time, or %NULL where its journal does not know
 *
 * Since: 0.1
 */
GDateTime *
leren_merge_conflict_get_at (LerenMergeConflict *self, LerenMergeSide side)
{
  g_return_val_if_fail (LEREN_IS_MERGE_CONFLICT (self), NULL);
  g_return_val_if_fail (side <= LEREN_MERGE_SIDE_THEIRS, NULL);
  return self->sides[side].entry != NULL ? leren_journal_entry_get_at (self->sides[side].entry)
                                         : NULL;
}

/**
 * leren_merge_conflict_get_who:
 * @self: a conflict
 * @side: one of the copies
 *
 * Who let one of the copies say what it says.
 *
 * Returns: (nullable) (transfer none): the id of the participant, or %NULL where that is not known
 *
 * Since: 0.1
 */
const char *
leren_merge_conflict_get_who (LerenMergeConflict *self, LerenMergeSide side)
{
  g_return_val_if_fail (LEREN_IS_MERGE_CONFLICT (self), NULL);
  g_return_val_if_fail (side <= LEREN_MERGE_SIDE_THEIRS, NULL);
  return self->sides[side].entry != NULL ? leren_journal_entry_get_who (self->sides[side].entry)
                                         : NULL;
}

/**
 * leren_merge_conflict_get_taken:
 * @self: a conflict
 *
 * Which of the copies is right: by the rule, or as it was chosen.
 *
 * Returns: the side that is taken
 *
 * Since: 0.1
 */
LerenMergeSide
leren_merge_conflict_get_taken (LerenMergeConflict *self)
{
  g_return_val_if_fail (LEREN_IS_MERGE_CONFLICT (self), LEREN_MERGE_SIDE_OURS);
  return self->taken;
}

/**
 * leren_merge_conflict_can_choose:
 * @self: a conflict
 *
 * Whether either side can be taken. A record that one copy deleted and the other one still needs
 * stays, so that nothing is lost.
 *
 * Returns: %TRUE where it can be chosen
 *
 * Since: 0.1
 */
gboolean
leren_merge_conflict_can_choose (LerenMergeConflict *self)
{
  g_return_val_if_fail (LEREN_IS_MERGE_CONFLICT (self), FALSE);
  return self->reason == LEREN_MERGE_REASON_CHANGED || self->reason == LEREN_MERGE_REASON_UNSOUND;
}

/**
 * leren_merge_conflict_choose:
 * @self: a conflict of a merge that was tried
 * @side: the side that is right
 *
 * Says which side is to be taken when the merge that was tried is given to leren_store_merge() again. Where
 * it cannot be chosen, nothing is changed.
 *
 * Since: 0.1
 */
void
leren_merge_conflict_choose (LerenMergeConflict *self, LerenMergeSide side)
{
  g_return_if_fail (LEREN_IS_MERGE_CONFLICT (self));
  g_return_if_fail (side <= LEREN_MERGE_SIDE_THEIRS);

  if (!leren_merge_conflict_can_choose (self))
    return;
  self->taken = side;
  self->chosen = TRUE;
}

static void
append_text (GString *out, const char *name, const char *text)
{
  _leren_json_append_name (out, name);
  if (text != NULL)
    _leren_json_append_string (out, text, -1);
  else
    g_string_append (out, "null");
}

/**
 * leren_merge_conflict_to_json:
 * @self: a conflict
 *
 * The conflict as a JSON object: `reason` (`changed`, `deleted`, `named` or `unsound`), `type`, `record`,
 * `member` (null where it is about all of it), `ours` and `theirs`, each with `value` (null where there is none),
 * `at` and `who`, and `taken` (`ours` or `theirs`).
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 0.1
 */
char *
leren_merge_conflict_to_json (LerenMergeConflict *self)
{
  GString *out;

  g_return_val_if_fail (LEREN_IS_MERGE_CONFLICT (self), NULL);

  out = g_string_new ("{");
  append_text (out, "reason", reasons[self->reason]);
  append_text (out, "type", self->record_type);
  append_text (out, "record", self->record);
  append_text (out, "member", self->member);
  for (guint i = 0; i < G_N_ELEMENTS (self->sides); i++)
    {
      LerenJournalEntry *entry = self->sides[i].entry;
      const char *value = self->sides[i].value;

      _leren_json_append_name (out, sides[i]);
      g_string_append (out, "{");
      _leren_json_append_name (out, "value");
      g_string_append (out, value != NULL ? value : "null");
      append_text (out, "at", entry != NULL ? _leren_journal_entry_get_at_text (entry) : NULL);
      append_text (out, "who", entry != NULL ? leren_journal_entry_get_who (entry) : NULL);
      g_string_append_c (out, '}');
    }
  append_text (out, "taken", sides[self->taken]);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}
