/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-json-writer-private.h"
#include "core/leren-time-private.h"
#include "privacy/leren-retention-plan-internal-private.h"

/**
 * LerenRetentionPlan:
 *
 * Which records of a store have been kept for as long as a schedule says, and which of these stay all the same.
 *
 * Since: 0.1
 */

G_DEFINE_FINAL_TYPE (LerenRetentionPlan, leren_retention_plan, G_TYPE_OBJECT)

static void
leren_retention_plan_finalize (GObject *object)
{
  LerenRetentionPlan *self = LEREN_RETENTION_PLAN (object);

  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_hash_table_unref (self->rules_by_type);
  _leren_arena_free (self->arena);
  g_string_chunk_free (self->texts);
  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->followers);
  g_ptr_array_unref (self->references);
  _leren_json_reader_free (self->reader);
  g_ptr_array_unref (self->files);
  g_free (self->receipt);
  G_OBJECT_CLASS (leren_retention_plan_parent_class)->finalize (object);
}

static void
leren_retention_plan_class_init (LerenRetentionPlanClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_retention_plan_finalize;
}

static void
leren_retention_plan_init (LerenRetentionPlan *self)
{
  self->rules_by_type =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->arena = _leren_arena_new ();
  self->texts = g_string_chunk_new (4096);
  self->items = g_ptr_array_new ();
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->followers = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->references = g_ptr_array_new ();
  self->reader = _leren_json_reader_new ();
  self->files = g_ptr_array_new_with_free_func (g_free);
}

void
_leren_retention_plan_set_files (LerenRetentionPlan *self, GPtrArray *files)
{
  g_ptr_array_unref (self->files);
  self->files = files;
}

void
_leren_retention_plan_set_receipt (LerenRetentionPlan *self, const char *receipt)
{
  g_free (self->receipt);
  self->receipt = g_strdup (receipt);
}

void
_leren_retention_plan_set_n_reads (LerenRetentionPlan *self, gint64 n_reads)
{
  self->n_reads = n_reads;
}

gint64
_leren_retention_plan_get_n_reads (LerenRetentionPlan *self)
{
  return self->n_reads;
}

guint
_leren_retention_plan_get_n_records (LerenRetentionPlan *self)
{
  return self->items->len;
}

gboolean
_leren_retention_plan_is_expired (LerenRetentionPlan *self, const char *id, gsize length)
{
  g_autofree char *copy = g_strndup (id, length);
  const LerenRetentionItem *item = g_hash_table_lookup (self->by_id, copy);

  return item != NULL && item->fate == LEREN_RETENTION_EXPIRED;
}

static gint64
count (LerenRetentionPlan *self, LerenRetentionFate fate)
{
  gint64 n = 0;

  for (guint i = 0; i < self->items->len; i++)
    if (((LerenRetentionItem *) g_ptr_array_index (self->items, i))->fate == fate)
      n++;
  return n;
}

/**
 * leren_retention_plan_get_n_expired:
 * @self: a plan
 *
 * How many records go, or went where it comes from leren_retention_delete().
 *
 * Returns: how many
 *
 * Since: 0.1
 */
gint64
leren_retention_plan_get_n_expired (LerenRetentionPlan *self)
{
  g_return_val_if_fail (LEREN_IS_RETENTION_PLAN (self), 0);
  return count (self, LEREN_RETENTION_EXPIRED);
}

/**
 * leren_retention_plan_get_n_held:
 * @self: a plan
 *
 * How many records were kept for long enough, but stay because something that stays refers to them.
 *
 * Returns: how many
 *
 * Since: 0.1
 */
gint64
leren_retention_plan_get_n_held (LerenRetentionPlan *self)
{
  g_return_val_if_fail (LEREN_IS_RETENTION_PLAN (self), 0);
  return count (self, LEREN_RETENTION_HELD);
}

/**
 * leren_retention_plan_get_n_undated:
 * @self: a plan
 *
 * How many records have a rule, but not the member that it counts from, or goes by. They stay.
 *
 * Returns: how many
 *
 * Since: 0.1
 */
gint64
leren_retention_plan_get_n_undated (LerenRetentionPlan *self)
{
  g_return_val_if_fail (LEREN_IS_RETENTION_PLAN (self), 0);
  return count (self, LEREN_RETENTION_UNDATED);
}

/**
 * leren_retention_plan_list_expired:
 * @self: a plan
 *
 * Which records go, or went.
 *
 * Returns: (transfer full) (array zero-terminated=1): their ids, in the order in which they came to the store
 *
 * Since: 0.1
 */
char **
leren_retention_plan_list_expired (LerenRetentionPlan *self)
{
  g_autoptr (GStrvBuilder) ids = NULL;

  g_return_val_if_fail (LEREN_IS_RETENTION_PLAN (self), NULL);

  ids = g_strv_builder_new ();
  for (guint i = 0; i < self->items->len; i++)
    {
      const LerenRetentionItem *item = g_ptr_array_index (self->items, i);

      if (item->fate == LEREN_RETENTION_EXPIRED)
        g_strv_builder_add (ids, item->id);
    }
  return g_strv_builder_end (ids);
}

/**
 * leren_retention_plan_get_receipt:
 * @self: a plan
 *
 * What the store keeps of what was deleted: a JSON object with `receipt` (`retention`), `at`, `by`, `schedule` (as it was
 * given), `deleted` (how many `records` of which `type` and `practice`, and the `first` and the `last` day from which they were
 * kept), `journal` (how many of its entries), `audit` (how many of the list of who reads) and `files_removed`. No id of a record that was deleted is in it.
 *
 * Returns: (nullable) (transfer none): the receipt, or %NULL where nothing was deleted
 *
 * Since: 0.1
 */
const char *
leren_retention_plan_get_receipt (LerenRetentionPlan *self)
{
  g_return_val_if_fail (LEREN_IS_RETENTION_PLAN (self), NULL);
  return self->receipt;
}

/* Records of one type and practice for which one rule holds */
typedef struct {
  const LerenRetentionItem *any;
  const char *practice;
  guint n_records;
  gint32 first, last;
  GString *ids;
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_string_free (group->ids, TRUE);
  g_free (group);
}

static Group *
find_group (GPtrArray *groups, GHashTable *by_key, const LerenRetentionItem *item,
            const char *practice)
{
  g_autofree char *key =
    g_strdup_printf ("%p %s", (gpointer) item->rule, practice != NULL ? practice : "");
  Group *group = g_hash_table_lookup (by_key, key);

  if (group != NULL)
    return group;
  group = g_new0 (Group, 1);
  group->any = item;
  group->practice = practice;
  group->first = group->last = item->since;
  group->ids = g_string_new (NULL);
  g_ptr_array_add (groups, group);
  g_hash_table_insert (by_key, g_steal_pointer (&key), group);
  return group;
}

static GPtrArray *
list_groups (LerenRetentionPlan *self, LerenRetentionFate fate)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      const LerenRetentionItem *item = g_ptr_array_index (self->items, i);
      Group *group;

      if (item->fate != fate)
        continue;
      group = find_group (groups, by_key, item, _leren_retention_plan_practice_of (self, item));
      group->n_records++;
      group->first = MIN (group->first, item->since);
      group->last = MAX (group->last, item->since);
      if (group->ids->len > 0)
        g_string_append_c (group->ids, ',');
      _leren_json_append_string (group->ids, item->id, -1);
    }
  return groups;
}

static void
append_text (GString *out, const char *name, const char *text)
{
  if (text == NULL)
    return;
  _leren_json_append_name (out, name);
  _leren_json_append_string (out, text, -1);
}

static void
append_day (GString *out, const char *name, gint32 day)
{
  g_autofree char *text = _leren_date_format_days (day);

  append_text (out, name, text);
}

/* @with_ids: otherwise nothing that was in a record that is gone */
static void
append_groups (LerenRetentionPlan *self, LerenRetentionFate fate, gboolean with_ids, GString *out)
{
  g_autoptr (GPtrArray) groups = list_groups (self, fate);

  g_string_append_c (out, '[');
  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = g_ptr_array_index (groups, i);
      const char *practice = group->practice;

      if (i > 0)
        g_string_append_c (out, ',');
      g_string_append_c (out, '{');
      append_text (out, "type", group->any->record_type);
      if (practice != NULL &&
          (with_ids || !_leren_retention_plan_is_expired (self, practice, strlen (practice))))
        append_text (out, "practice", practice);
      append_text (out, "with", group->any->rule->with);
      append_text (out, "after", group->any->rule->after);
      g_string_append_printf (out, ",\"records\":%u", group->n_records);
      if (fate == LEREN_RETENTION_EXPIRED)
        {
          append_day (out, "first", group->first);
          append_day (out, "last", group->last);
        }
      if (with_ids)
        g_string_append_printf (out, ",\"ids\":[%s]", group->ids->str);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

void
_leren_retention_plan_write_counts (LerenRetentionPlan *self, GString *out)
{
  append_groups (self, LEREN_RETENTION_EXPIRED, FALSE, out);
}

void
_leren_retention_plan_write_files (LerenRetentionPlan *self, GString *out)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < self->files->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      _leren_json_append_string (out, g_ptr_array_index (self->files, i), -1);
    }
  g_string_append_c (out, ']');
}

static void
append_held (LerenRetentionPlan *self, GString *out)
{
  gboolean first = TRUE;

  g_string_append_c (out, '[');
  for (guint i = 0; i < self->items->len; i++)
    {
      const LerenRetentionItem *item = g_ptr_array_index (self->items, i);

      if (item->fate != LEREN_RETENTION_HELD)
        continue;
      g_string_append (out, first ? "{" : ",{");
      first = FALSE;
      append_text (out, "type", item->record_type);
      append_text (out, "id", item->id);
      append_text (out, "practice", _leren_retention_plan_practice_of (self, item));
      append_day (out, "since", item->since);
      append_text (out, "held_by", item->held_by);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

/**
 * leren_retention_plan_to_json:
 * @self: a plan
 *
 * The plan as a JSON object: `on` (the day), `records` (how many were looked at), `expired` (a list by `type`, `practice` and rule:
 * `with` or `after`, how many `records`, the `first` and the `last` day from which they were kept, and their `ids`), `held` (each
 * with `type`, `id`, `practice`, `since` and `held_by`), `undated` (as `expired`, without days), `audit` (how many entries of the list of who reads go) and `files` (the copies
 * that the library made, and that go too). What there is not is absent.
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 0.1
 */
char *
leren_retention_plan_to_json (LerenRetentionPlan *self)
{
  GString *out;
  char on[16];

  g_return_val_if_fail (LEREN_IS_RETENTION_PLAN (self), NULL);

  out = g_string_new ("{");
  g_snprintf (on, sizeof on, "%04d-%02d-%02d", g_date_get_year (&self->on),
              g_date_get_month (&self->on), g_date_get_day (&self->on));
  append_text (out, "on", on);
  g_string_append_printf (out, ",\"records\":%u,\"expired\":", self->items->len);
  append_groups (self, LEREN_RETENTION_EXPIRED, TRUE, out);
  g_string_append (out, ",\"held\":");
  append_held (self, out);
  g_string_append (out, ",\"undated\":");
  append_groups (self, LEREN_RETENTION_UNDATED, TRUE, out);
  g_string_append_printf (out, ",\"audit\":%" G_GINT64_FORMAT ",\"files\":", self->n_reads);
  _leren_retention_plan_write_files (self, out);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}
