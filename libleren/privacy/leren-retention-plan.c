/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-time-private.h"
#include "privacy/leren-retention-plan-internal-private.h"

#include <string.h>

#define DATE_LENGTH 10
#define JULIAN_OF_1970 719163
/* a reflection on a contribution on a case is as long as it gets; a circle ends here, too */
#define MAX_STEPS 8
/* longer texts are no ids: 128 characters of four bytes */
#define MAX_ID_LENGTH 512

static const char *const ways[LEREN_RETENTION_N_WAYS] = { "practice", "case",    "session",
                                                          "team",     "subject", "target" };

/* the rules of a type; NULL where it has none */
static GPtrArray *
rules_of (LerenRetentionPlan *self, const char *record_type)
{
  return g_hash_table_lookup (self->rules_by_type, record_type);
}

LerenRetentionPlan *
_leren_retention_plan_new (GPtrArray *rules, const GDate *on)
{
  LerenRetentionPlan *self = g_object_new (LEREN_TYPE_RETENTION_PLAN, NULL);

  self->rules = g_ptr_array_ref (rules);
  self->on = *on;
  for (guint i = 0; i < rules->len; i++)
    {
      LerenRetentionRule *rule = g_ptr_array_index (rules, i);
      GPtrArray *of_type = rules_of (self, rule->record_type);

      if (of_type == NULL)
        {
          of_type = g_ptr_array_new ();
          g_hash_table_insert (self->rules_by_type, rule->record_type, of_type);
        }
      g_ptr_array_add (of_type, rule);
    }
  return self;
}

static const char *
keep_text (LerenRetentionPlan *self, const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);

  return g_string_chunk_insert_const (self->texts, copy);
}

static void
read_day (LerenRetentionStart *start, const char *text, gsize length)
{
  if (length >= DATE_LENGTH && _leren_date_parse (text, DATE_LENGTH, &start->day))
    start->dated = TRUE;
}

static void
look_at_day (LerenRetentionPlan *self, LerenRetentionItem *item, const char *member,
             const char *text, gsize length)
{
  GPtrArray *rules = rules_of (self, item->record_type);

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const LerenRetentionRule *rule = g_ptr_array_index (rules, i);
      LerenRetentionStart *start = &item->starts[i];
      const gboolean of_change =
        g_strcmp0 (rule->after, "modified") == 0 || g_strcmp0 (rule->after, "closed") == 0;

      if (g_strcmp0 (rule->after, member) == 0 || (of_change && g_str_equal (member, "modified")) ||
          /* what was never changed is as old as it was then */
          (of_change && g_str_equal (member, "created") && !start->dated))
        read_day (start, text, length);
    }
}

static void
look_at_reference (LerenRetentionPlan *self, LerenRetentionItem *item, const char *member,
                   const char *text, gsize length)
{
  GPtrArray *rules = rules_of (self, item->record_type);
  const char *id = keep_text (self, text, length);

  g_ptr_array_add (self->references, (gpointer) id);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (ways[i], member))
      item->ways[i] = id;
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    if (g_strcmp0 (((LerenRetentionRule *) g_ptr_array_index (rules, i))->with, member) == 0)
      item->starts[i].leader = id;
}

static void
look_at_list (LerenRetentionPlan *self, const LerenJsonToken *tokens, guint32 at)
{
  for (guint32 i = at + 1; i < tokens[at].end; i++)
    if (tokens[i].kind == LEREN_JSON_STRING && tokens[i].length <= MAX_ID_LENGTH)
      g_ptr_array_add (self->references,
                       (gpointer) keep_text (self, tokens[i].text, tokens[i].length));
}

static LerenRetentionItem *
begin_item (LerenRetentionPlan *self, const char *record_type, const char *id, gsize length)
{
  LerenRetentionItem *item = (gpointer) _leren_arena_alloc (self->arena, sizeof *item);
  GPtrArray *rules = rules_of (self, record_type);
  const gsize size = (rules != NULL ? rules->len : 0) * sizeof (LerenRetentionStart);

  memset (item, 0, sizeof *item);
  item->id = keep_text (self, id, length);
  item->record_type = keep_text (self, record_type, strlen (record_type));
  item->starts = (gpointer) _leren_arena_alloc (self->arena, size);
  memset (item->starts, 0, size);
  g_ptr_array_set_size (self->references, 0);
  return item;
}

static void
end_item (LerenRetentionPlan *self, LerenRetentionItem *item)
{
  const gsize size = self->references->len * sizeof (char *);

  item->n_references = self->references->len;
  item->references = (gpointer) _leren_arena_alloc (self->arena, size);
  if (size > 0)
    memcpy (item->references, self->references->pdata, size);
  g_ptr_array_add (self->items, item);
  g_hash_table_insert (self->by_id, (gpointer) item->id, item);
}

static gboolean
says_closed (const char *text, gsize length)
{
  return length == strlen ("closed") && memcmp (text, "closed", length) == 0;
}

static void
note_open (LerenRetentionPlan *self, LerenRetentionItem *item)
{
  GPtrArray *rules = rules_of (self, item->record_type);

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    if (g_strcmp0 (((LerenRetentionRule *) g_ptr_array_index (rules, i))->after, "closed") == 0)
      item->starts[i].open = TRUE;
}

void
_leren_retention_plan_add (LerenRetentionPlan *self, const LerenRow *row)
{
  const LerenCell *id = &row->cells[LEREN_RECORD_ID];
  LerenRetentionItem *item = begin_item (self, row->declaration->name, id->text, id->length);
  gboolean is_closed = FALSE;

  for (guint i = 0; i < row->declaration->n_fields; i++)
    {
      const LerenField *field = row->declaration->fields[i];
      const LerenCell *cell = &row->cells[i];
      const LerenJsonToken *tokens;
      guint32 n;

      if (cell->kind != LEREN_CELL_TEXT)
        continue;
      if (_leren_retention_is_day (field))
        look_at_day (self, item, field->name, cell->text, cell->length);
      else if (field->kind == LEREN_FIELD_KIND_REFERENCE)
        look_at_reference (self, item, field->name, cell->text, cell->length);
      else if (field->kind == LEREN_FIELD_KIND_REFERENCES)
        {
          tokens = _leren_json_reader_parse (self->reader, cell->text, cell->length, 1, &n, NULL);
          if (tokens != NULL)
            look_at_list (self, tokens, 0);
        }
      else if (g_str_equal (field->name, "status"))
        is_closed = says_closed (cell->text, cell->length);
    }
  if (!is_closed)
    note_open (self, item);
  end_item (self, item);
}

static const LerenJsonToken *
find_member (const LerenJsonToken *tokens, const char *name)
{
  for (guint32 i = 1; i < tokens[0].end; i = tokens[i + 1].end)
    if (tokens[i].length == strlen (name) && memcmp (tokens[i].text, name, strlen (name)) == 0)
      return tokens[i + 1].kind == LEREN_JSON_STRING ? &tokens[i + 1] : NULL;
  return NULL;
}

/* Nobody knows which of its texts are references: each that is an id is taken for one. */
void
_leren_retention_plan_add_unknown (LerenRetentionPlan *self, const char *json, gsize length)
{
  guint32 n;
  const LerenJsonToken *tokens = _leren_json_reader_parse (self->reader, json, length, 1, &n, NULL);
  const LerenJsonToken *id = tokens != NULL ? find_member (tokens, "id") : NULL;
  const LerenJsonToken *type = tokens != NULL ? find_member (tokens, "type") : NULL;
  const LerenJsonToken *status = tokens != NULL ? find_member (tokens, "status") : NULL;
  g_autofree char *record_type = NULL;
  LerenRetentionItem *item;

  if (id == NULL || type == NULL)
    return;
  record_type = g_strndup (type->text, type->length);
  item = begin_item (self, record_type, id->text, id->length);
  for (guint32 i = 1; i < tokens[0].end; i = tokens[i + 1].end)
    {
      const LerenJsonToken *value = &tokens[i + 1];
      g_autofree char *name = g_strndup (tokens[i].text, tokens[i].length);

      if (value->kind == LEREN_JSON_ARRAY)
        look_at_list (self, tokens, i + 1);
      if (value == id || value == type || value->kind != LEREN_JSON_STRING ||
          value->length > MAX_ID_LENGTH)
        continue;
      look_at_day (self, item, name, value->text, value->length);
      look_at_reference (self, item, name, value->text, value->length);
    }
  if (status == NULL || !says_closed (status->text, status->length))
    note_open (self, item);
  end_item (self, item);
}

static LerenRetentionItem *
find (LerenRetentionPlan *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
}

static const char *
reach_practice (LerenRetentionPlan *self, const LerenRetentionItem *item, guint steps)
{
  const char *practice = item->ways[0];

  if (g_str_equal (item->record_type, "practice"))
    return item->id;
  for (guint i = 1; practice == NULL && steps > 0 && i < G_N_ELEMENTS (ways); i++)
    {
      const LerenRetentionItem *next = find (self, item->ways[i]);

      if (next != NULL)
        practice = reach_practice (self, next, steps - 1);
    }
  return practice;
}

const char *
_leren_retention_plan_practice_of (LerenRetentionPlan *self, const LerenRetentionItem *item)
{
  return reach_practice (self, item, MAX_STEPS);
}

/* A rule of the practice goes before that for all. */
static const LerenRetentionStart *
choose_rule (LerenRetentionPlan *self, LerenRetentionItem *item)
{
  GPtrArray *rules = rules_of (self, item->record_type);
  const char *practice = _leren_retention_plan_practice_of (self, item);
  const LerenRetentionStart *start = NULL;

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const LerenRetentionRule *rule = g_ptr_array_index (rules, i);

      if (rule->practice != NULL ? g_strcmp0 (rule->practice, practice) != 0 : item->rule != NULL)
        continue;
      item->rule = rule;
      start = &item->starts[i];
      if (rule->practice != NULL)
        break;
    }
  return start;
}

/* Up to and including the day it ends on, a period is not over. */
static gboolean
is_over (LerenRetentionPlan *self, const LerenRetentionRule *rule, gint32 since)
{
  GDate last;

  g_date_clear (&last, 1);
  g_date_set_julian (&last, MAX (since + JULIAN_OF_1970, 1));
  g_date_add_years (&last, rule->years);
  g_date_add_months (&last, rule->months);
  g_date_add_days (&last, rule->days);
  return g_date_compare (&last, &self->on) < 0;
}

char *
_leren_retention_plan_dup_reads_before (LerenRetentionPlan *self)
{
  GPtrArray *rules = rules_of (self, LEREN_RETENTION_AUDIT);
  const LerenRetentionRule *rule = rules != NULL ? g_ptr_array_index (rules, 0) : NULL;
  GDate day = self->on;

  if (rule == NULL || rule->keep)
    return NULL;
  g_date_subtract_years (&day, MIN (rule->years, (guint) g_date_get_year (&day) - 1));
  g_date_subtract_months (&day, MIN (rule->months, 12 * ((guint) g_date_get_year (&day) - 1)));
  g_date_subtract_days (&day, MIN (rule->days, g_date_get_julian (&day) - 1));
  return _leren_date_format_days ((gint32) g_date_get_julian (&day) - JULIAN_OF_1970);
}

static void
follow (LerenRetentionPlan *self, LerenRetentionItem *item, LerenRetentionItem *leader)
{
  GPtrArray *followers = g_hash_table_lookup (self->followers, leader);

  if (followers == NULL)
    {
      followers = g_ptr_array_new ();
      g_hash_table_insert (self->followers, leader, followers);
    }
  g_ptr_array_add (followers, item);
}

static void
judge (LerenRetentionPlan *self, LerenRetentionItem *item)
{
  const LerenRetentionStart *start = choose_rule (self, item);
  LerenRetentionItem *leader = start != NULL ? find (self, start->leader) : NULL;

  if (start == NULL || item->rule->keep || start->open)
    return;
  item->since = start->day;
  if (leader != NULL)
    follow (self, item, leader);
  else if (!start->dated)
    item->fate = LEREN_RETENTION_UNDATED;
  else if (is_over (self, item->rule, start->day))
    item->fate = LEREN_RETENTION_EXPIRED;
}

static void
expire_followers (LerenRetentionPlan *self, GPtrArray *expired)
{
  for (guint at = 0; at < expired->len; at++)
    {
      LerenRetentionItem *leader = g_ptr_array_index (expired, at);
      GPtrArray *followers = g_hash_table_lookup (self->followers, leader);

      for (guint i = 0; followers != NULL && i < followers->len; i++)
        {
          LerenRetentionItem *item = g_ptr_array_index (followers, i);

          if (item->fate == LEREN_RETENTION_EXPIRED)
            continue;
          item->fate = LEREN_RETENTION_EXPIRED;
          item->since = leader->since;
          g_ptr_array_add (expired, item);
        }
    }
}

static void
hold (LerenRetentionItem *item, const LerenRetentionItem *by, GPtrArray *staying)
{
  if (item == NULL || item->fate != LEREN_RETENTION_EXPIRED)
    return;
  item->fate = LEREN_RETENTION_HELD;
  item->held_by = by->id;
  g_ptr_array_add (staying, item);
}

/* Nothing that stays may refer to what is gone: that stays as well, with what goes with it, and so on. */
static void
hold_what_is_referred_to (LerenRetentionPlan *self, GPtrArray *staying)
{
  for (guint at = 0; at < staying->len; at++)
    {
      const LerenRetentionItem *item = g_ptr_array_index (staying, at);
      GPtrArray *followers = g_hash_table_lookup (self->followers, item);

      for (guint i = 0; i < item->n_references; i++)
        hold (find (self, item->references[i]), item, staying);
      for (guint i = 0; followers != NULL && i < followers->len; i++)
        hold (g_ptr_array_index (followers, i), item, staying);
    }
}

void
_leren_retention_plan_settle (LerenRetentionPlan *self)
{
  g_autoptr (GPtrArray) expired = g_ptr_array_new ();
  g_autoptr (GPtrArray) staying = g_ptr_array_new ();

  for (guint i = 0; i < self->items->len; i++)
    {
      LerenRetentionItem *item = g_ptr_array_index (self->items, i);

      judge (self, item);
      if (item->fate == LEREN_RETENTION_EXPIRED)
        g_ptr_array_add (expired, item);
    }
  expire_followers (self, expired);
  for (guint i = 0; i < self->items->len; i++)
    {
      LerenRetentionItem *item = g_ptr_array_index (self->items, i);

      if (item->fate != LEREN_RETENTION_EXPIRED)
        g_ptr_array_add (staying, item);
    }
  hold_what_is_referred_to (self, staying);
}
