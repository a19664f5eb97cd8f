/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-time-private.h"
#include "store/leren-members-private.h"
#include "store/leren-merge-private.h"

#include <string.h>

/* One record that both sides changed, member by member. Nothing here asks which side is ours, but for
 * the rules that do: so the outcome is the same in either order. */

typedef struct {
  LerenMerging *merging;
  const LerenDeclaration *declaration; /* NULL: of an unknown type */
  const char *id;
  const LerenMergeCopy *copies[2];
  GPtrArray *merged;
} Record;

static int
compare_times (LerenJournalEntry *one, LerenJournalEntry *other)
{
  if (one == NULL || other == NULL)
    return (one != NULL) - (other != NULL);
  return g_date_time_compare (leren_journal_entry_get_at (one), leren_journal_entry_get_at (other));
}

static LerenMergeSide
choose (const Record *self, LerenJournalEntry *const entries[2], const char *const values[2])
{
  int order = compare_times (entries[0], entries[1]);

  if (self->merging->rule == LEREN_MERGE_RULE_OURS)
    return LEREN_MERGE_SIDE_OURS;
  if (self->merging->rule == LEREN_MERGE_RULE_THEIRS)
    return LEREN_MERGE_SIDE_THEIRS;
  if (order == 0)
    order = g_strcmp0 (values[0], values[1]);
  return order >= 0 ? LEREN_MERGE_SIDE_OURS : LEREN_MERGE_SIDE_THEIRS;
}

static int
compare_moments (const char *one, const char *other)
{
  gint64 moments[2] = { G_MININT64, G_MININT64 };
  const char *const texts[] = { one, other };

  /* as JSON: in quotes */
  for (guint i = 0; i < 2; i++)
    if (texts[i] != NULL && strlen (texts[i]) > 2)
      _leren_time_parse (texts[i] + 1, strlen (texts[i]) - 2, &moments[i]);
  return moments[0] != moments[1] ? (moments[0] > moments[1]) - (moments[0] < moments[1])
                                  : g_strcmp0 (one, other);
}

/* the items of a list as JSON texts, each once */
static GPtrArray *
list_items (const char *json)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  const LerenJsonToken *tokens;
  guint32 n;

  if (json == NULL)
    return items;
  tokens = _leren_json_reader_parse (reader, json, strlen (json), 1, &n, NULL);
  for (guint32 i = 1; tokens != NULL && i < n; i = tokens[i].end)
    {
      char *item =
        g_strndup (json + tokens[i].offset, _leren_json_token_raw_length (&tokens[i], json));

      if (g_ptr_array_find_with_equal_func (items, item, g_str_equal, NULL))
        g_free (item);
      else
        g_ptr_array_add (items, item);
    }
  return items;
}

static gboolean
holds (GPtrArray *items, const char *item)
{
  return g_ptr_array_find_with_equal_func (items, item, g_str_equal, NULL);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What one side has and the other has not was added by the one, or else taken out by the other. */
static void
add_items (GPtrArray *merged, GPtrArray *items, GPtrArray *others, GPtrArray *base_of_others)
{
  for (guint i = 0; i < items->len; i++)
    {
      const char *item = g_ptr_array_index (items, i);

      if (!holds (merged, item) && (holds (others, item) || !holds (base_of_others, item)))
        g_ptr_array_add (merged, g_strdup (item));
    }
}

static char *
write_items (GPtrArray *items)
{
  GString *out = g_string_new ("[");

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "," : "", (char *) g_ptr_array_index (items, i));
  g_string_append_c (out, ']');
  return g_string_free (out, FALSE);
}

/* A list that both changed has what either of them added, and not what either took out. What was there before
 * stays in its order, and the rest follows in that of its text. */
static char *
merge_lists (const Record *self, const char *name)
{
  const char *values[2], *before[2];
  GPtrArray *items[2], *bases[2];
  g_autoptr (GPtrArray) merged = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) ordered = g_ptr_array_new ();
  char *list = NULL;

  for (guint i = 0; i < 2; i++)
    {
      values[i] = _leren_members_get (self->copies[i]->members, name);
      before[i] = _leren_members_get (self->copies[i]->base, name);
      items[i] = list_items (values[i]);
      bases[i] = list_items (before[i]);
    }
  add_items (merged, items[0], items[1], bases[1]);
  add_items (merged, items[1], items[0], bases[0]);
  g_ptr_array_sort (merged, compare_items);
  if (g_strcmp0 (before[0], before[1]) == 0)
    for (guint i = 0; i < bases[0]->len; i++)
      if (holds (merged, g_ptr_array_index (bases[0], i)))
        g_ptr_array_add (ordered, g_ptr_array_index (bases[0], i));
  for (guint i = 0; i < merged->len; i++)
    if (!holds (ordered, g_ptr_array_index (merged, i)))
      g_ptr_array_add (ordered, g_ptr_array_index (merged, i));
  if (ordered->len > 0 || (values[0] != NULL && values[1] != NULL))
    list = write_items (ordered);
  for (guint i = 0; i < 2; i++)
    {
      g_ptr_array_unref (items[i]);
      g_ptr_array_unref (bases[i]);
    }
  return list;
}

/* The times of a record tell when it was there first, and when it was changed last. */
static LerenMergeSide
choose_time (const char *name, const char *const values[2])
{
  const gboolean later = compare_moments (values[0], values[1]) > 0;

  if (values[0] == NULL || values[1] == NULL)
    return values[0] != NULL ? LEREN_MERGE_SIDE_OURS : LEREN_MERGE_SIDE_THEIRS;
  return later == g_str_equal (name, "modified") ? LEREN_MERGE_SIDE_OURS : LEREN_MERGE_SIDE_THEIRS;
}

/* Both said something else. */
static void
settle (Record *self, const char *name, LerenJournalEntry *const entries[2],
        const char *const values[2])
{
  const LerenField *field = self->declaration != NULL
                              ? _leren_declaration_find (self->declaration, name, strlen (name))
                              : NULL;
  LerenMergeSide side;

  if (field != NULL && LEREN_FIELD_IS_LIST (field))
    {
      g_autofree char *list = merge_lists (self, name);

      _leren_members_set (self->merged, name, list);
      return;
    }
  if (g_str_equal (name, "modified") || g_str_equal (name, "created"))
    side = choose_time (name, values);
  else
    side = _leren_merge_add_conflict (
      self->merging, LEREN_MERGE_REASON_CHANGED, self->copies[0]->type, self->id, name,
      self->copies[0], self->copies[1], entries[0], entries[1], choose (self, entries, values));
  _leren_members_set (self->merged, name, values[side]);
}

static void
merge_member (Record *self, const char *name)
{
  LerenJournalEntry *entries[2];
  const char *values[2];
  gboolean own[2];

  for (guint i = 0; i < 2; i++)
    {
      values[i] = _leren_members_get (self->copies[i]->members, name);
      entries[i] = g_hash_table_lookup (self->copies[i]->said, name);
      own[i] = _leren_merge_copy_did (self->copies[i], entries[i]);
    }
  if (g_strcmp0 (values[0], values[1]) == 0)
    _leren_members_set (self->merged, name, values[0]);
  else if (own[0] != own[1])
    _leren_members_set (self->merged, name, values[own[0] ? 0 : 1]);
  else
    settle (self, name, entries, values);
}

static gboolean
is_sound (const Record *self, const char *json)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  g_autoptr (LerenArena) arena = _leren_arena_new ();
  g_autofree LerenCell *cells = g_new (LerenCell, LEREN_MAX_FIELDS);
  LerenRow row = { .cells = cells };

  if (self->declaration == NULL)
    return !_leren_merge_is_mixed (self->merged);
  return _leren_merge_read_row (self->declaration, json, reader, arena, &row, NULL);
}

/* Each of them was sound, so all of it is taken from one. */
static char *
take_whole (const Record *self)
{
  LerenJournalEntry *entries[2];
  const char *values[2];
  LerenMergeSide side;

  for (guint i = 0; i < 2; i++)
    {
      entries[i] = _leren_merge_copy_get_last_own (self->copies[i]);
      values[i] = self->copies[i]->json;
    }
  side = _leren_merge_add_conflict (
    self->merging, LEREN_MERGE_REASON_UNSOUND, self->copies[0]->type, self->id, NULL,
    self->copies[0], self->copies[1], entries[0], entries[1], choose (self, entries, values));
  return g_strdup (values[side]);
}

char *
_leren_merge_members (LerenMerging *self, const LerenDeclaration *declaration, const char *id,
                      const LerenMergeCopy *ours, const LerenMergeCopy *theirs)
{
  g_autoptr (GPtrArray) merged = _leren_merge_read (NULL, NULL);
  Record record = { self, declaration, id, { ours, theirs }, merged };
  const guint n_conflicts = g_list_model_get_n_items (leren_merge_get_conflicts (self->result));
  char *json;

  for (guint i = 0; i < 2; i++)
    for (guint j = 0; j < record.copies[i]->members->len; j++)
      {
        const LerenMember *member = g_ptr_array_index (record.copies[i]->members, j);

        if (i == 0 || _leren_members_get (ours->members, member->name) == NULL)
          merge_member (&record, member->name);
      }
  json = _leren_merge_write (merged, FALSE);
  if (is_sound (&record, json))
    return json;
  g_free (json);
  _leren_merge_forget_conflicts (self->result, n_conflicts);
  return take_whole (&record);
}
