/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-time-private.h"
#include "store/leren-journal-private.h"
#include "store/leren-members-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/**
 * LerenJournalEntry:
 *
 * One change to a store: who did it and when, and what a record said before and after.
 *
 * Since: 0.1
 */
struct _LerenJournalEntry {
  GObject parent_instance;

  gint64 number;
  char *at_text;
  GDateTime *at;
  char *who;
  LerenChange change;
  char *record_type;
  char *id;
  gint64 before;
  char *old;
  char *new;
  gint64 n_records;
};

G_DEFINE_FINAL_TYPE (LerenJournalEntry, leren_journal_entry, G_TYPE_OBJECT)

static void
leren_journal_entry_finalize (GObject *object)
{
  LerenJournalEntry *self = LEREN_JOURNAL_ENTRY (object);

  g_free (self->at_text);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_free (self->who);
  g_free (self->record_type);
  g_free (self->id);
  g_free (self->old);
  g_free (self->new);
  G_OBJECT_CLASS (leren_journal_entry_parent_class)->finalize (object);
}

static void
leren_journal_entry_class_init (LerenJournalEntryClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_journal_entry_finalize;
}

static void
leren_journal_entry_init (LerenJournalEntry *self)
{
}

/* an import, or the deletion of all that was kept for long enough */
static gboolean
is_of_many (const LerenJournalEntry *self)
{
  return self->change == LEREN_CHANGE_IMPORTED ||
         (self->change == LEREN_CHANGE_DELETED && self->id == NULL);
}

LerenJournalEntry *
_leren_journal_entry_new_from_statement (LerenStore *store, LerenStatement *statement,
                                         GError **error)
{
  g_autoptr (LerenJournalEntry) self = g_object_new (LEREN_TYPE_JOURNAL_ENTRY, NULL);
  const char *at = _leren_statement_get_text (statement, 1);

  self->number = _leren_statement_get_integer (statement, 0);
  self->at_text = g_strdup (at);
  self->at = at != NULL ? _leren_time_new (at, _leren_statement_get_length (statement, 1)) : NULL;
  if (self->at == NULL ||
      !_leren_change_from_word (_leren_statement_get_text (statement, 3), &self->change))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_CORRUPT,
                   _ ("%s is damaged: entry %d of its journal is none; restore it from a backup"),
                   store->location, (int) self->number);
      return NULL;
    }
  self->who = g_strdup (_leren_statement_get_text (statement, 2));
  self->record_type = g_strdup (_leren_statement_get_text (statement, 4));
  self->id = g_strdup (_leren_statement_get_text (statement, 5));
  self->before = _leren_statement_get_integer (statement, 6);
  self->old = g_strdup (_leren_statement_get_text (statement, 7));
  self->n_records = 1;
  if (is_of_many (self))
    self->n_records =
      _leren_statement_get_integer (statement, 9) - _leren_statement_get_integer (statement, 8) + 1;
  return g_steal_pointer (&self);
}

gint64
_leren_journal_entry_get_before (LerenJournalEntry *self)
{
  return self->before;
}

const char *
_leren_journal_entry_get_at_text (LerenJournalEntry *self)
{
  return self->at_text;
}

void
_leren_journal_entry_set_new (LerenJournalEntry *self, const char *json)
{
  g_free (self->new);
  self->new = g_strdup (json);
}

void
_leren_journal_entry_hide_old (LerenJournalEntry *self)
{
  g_clear_pointer (&self->old, g_free);
}

void
_leren_journal_entry_set_record (LerenJournalEntry *self, const char *record_type, const char *id)
{
  g_free (self->record_type);
  self->record_type = g_strdup (record_type);
  g_free (self->id);
  self->id = g_strdup (id);
}

/**
 * leren_journal_entry_get_number:
 * @self: an entry
 *
 * The number of the entry. Later ones have higher numbers, and none is used twice; some are left out.
 *
 * Returns: the number
 *
 * Since: 0.1
 */
gint64
leren_journal_entry_get_number (LerenJournalEntry *self)
{
  g_return_val_if_fail (LEREN_IS_JOURNAL_ENTRY (self), 0);
  return self->number;
}

/**
 * leren_journal_entry_get_at:
 * @self: an entry
 *
 * When it was changed, by the clock of the machine that did it.
 *
 * Returns: (transfer none): the time
 *
 * Since: 0.1
 */
GDateTime *
leren_journal_entry_get_at (LerenJournalEntry *self)
{
  g_return_val_if_fail (LEREN_IS_JOURNAL_ENTRY (self), NULL);
  return self->at;
}

/**
 * leren_journal_entry_get_who:
 * @self: an entry
 *
 * Who changed it: the participant as whom the store was open.
 *
 * Returns: (nullable) (transfer none): the id of the participant, or %NULL where the store was open as nobody
 *
 * Since: 0.1
 */
const char *
leren_journal_entry_get_who (LerenJournalEntry *self)
{
  g_return_val_if_fail (LEREN_IS_JOURNAL_ENTRY (self), NULL);
  return self->who;
}

/**
 * leren_journal_entry_get_change:
 * @self: an entry
 *
 * What happened.
 *
 * Returns: what happened
 *
 * Since: 0.1
 */
LerenChange
leren_journal_entry_get_change (LerenJournalEntry *self)
{
  g_return_val_if_fail (LEREN_IS_JOURNAL_ENTRY (self), LEREN_CHANGE_ADDED);
  return self->change;
}

/**
 * leren_journal_entry_get_record_type:
 * @self: an entry
 *
 * The type of the record.
 *
 * Returns: (nullable) (transfer none): the type; `framework` for a framework, or %NULL for an import of many records, or
 *   their deletion at the end of the time for which they were kept
 *
 * Since: 0.1
 */
const char *
leren_journal_entry_get_record_type (LerenJournalEntry *self)
{
  g_return_val_if_fail (LEREN_IS_JOURNAL_ENTRY (self), NULL);
  return self->record_type;
}

/**
 * leren_journal_entry_get_record:
 * @self: an entry
 *
 * The record that was changed, or the framework that was added.
 *
 * Returns: (nullable) (transfer none): its id, or %NULL for an import of many records, or
 *   their deletion at the end of the time for which they were kept
 *
 * Since: 0.1
 */
const char *
leren_journal_entry_get_record (LerenJournalEntry *self)
{
  g_return_val_if_fail (LEREN_IS_JOURNAL_ENTRY (self), NULL);
  return self->id;
}

/**
 * leren_journal_entry_get_old:
 * @self: an entry
 *
 * What the record said before.
 *
 * Returns: (nullable) (transfer none): the record as JSON, or %NULL where it was not there
 *
 * Since: 0.1
 */
const char *
leren_journal_entry_get_old (LerenJournalEntry *self)
{
  g_return_val_if_fail (LEREN_IS_JOURNAL_ENTRY (self), NULL);
  return self->old;
}

/**
 * leren_journal_entry_get_new:
 * @self: an entry
 *
 * What the record said afterwards.
 *
 * Returns: (nullable) (transfer none): the record as JSON, or %NULL where it is not there any more, or the entry is not
 *   about one record
 *
 * Since: 0.1
 */
const char *
leren_journal_entry_get_new (LerenJournalEntry *self)
{
  g_return_val_if_fail (LEREN_IS_JOURNAL_ENTRY (self), NULL);
  return self->new;
}

/**
 * leren_journal_entry_get_n_records:
 * @self: an entry
 *
 * How many records an import brought, or how many were deleted at once at the end of the time for which they were kept.
 * Where some of an import were left out as wrong, they count too.
 *
 * Returns: how many; 1 where it is about one record
 *
 * Since: 0.1
 */
gint64
leren_journal_entry_get_n_records (LerenJournalEntry *self)
{
  g_return_val_if_fail (LEREN_IS_JOURNAL_ENTRY (self), 0);
  return self->n_records;
}

/**
 * leren_journal_entry_list_members:
 * @self: an entry
 *
 * Which members of the record differ before and after; all that it had where it was added or deleted.
 *
 * Returns: (transfer full) (array zero-terminated=1): their names
 *
 * Since: 0.1
 */
char **
leren_journal_entry_list_members (LerenJournalEntry *self)
{
  g_autoptr (GPtrArray) old = NULL;
  g_autoptr (GPtrArray) new = NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GStrvBuilder) builder = NULL;

  g_return_val_if_fail (LEREN_IS_JOURNAL_ENTRY (self), NULL);

  old = _leren_members_read (self->old, -1, NULL);
  new = _leren_members_read (self->new, -1, NULL);
  builder = g_strv_builder_new ();
  if (old != NULL && new != NULL)
    names = _leren_members_compare (old, new);
  for (guint i = 0; names != NULL && i < names->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (names, i));
  return g_strv_builder_end (builder);
}

static void
append_text (GString *json, const char *name, const char *value)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (value == NULL)
    return;
  node = json_node_init_string (json_node_alloc (), value);
  text = json_to_string (node, FALSE);
  g_string_append_printf (json, ",\"%s\":%s", name, text);
}

/**
 * leren_journal_entry_to_json:
 * @self: an entry
 *
 * The entry as a JSON object on one line: `number`, `at`, `who`, `change`, `type`, `id`, `old` and `new`, and for
 * an import, or a deletion of many, `records`, how many they were. What there is not is absent.
 *
 * Returns: (transfer full): the JSON
 *
 * Since: 0.1
 */
char *
leren_journal_entry_to_json (LerenJournalEntry *self)
{
  GString *json;

  g_return_val_if_fail (LEREN_IS_JOURNAL_ENTRY (self), NULL);

  json = g_string_new (NULL);
  g_string_append_printf (json, "{\"number\":%" G_GINT64_FORMAT, self->number);
  append_text (json, "at", self->at_text);
  append_text (json, "who", self->who);
  append_text (json, "change", _leren_change_to_word (self->change));
  append_text (json, "type", self->record_type);
  append_text (json, "id", self->id);
  if (self->old != NULL)
    g_string_append_printf (json, ",\"old\":%s", self->old);
  if (self->new != NULL)
    g_string_append_printf (json, ",\"new\":%s", self->new);
  if (is_of_many (self))
    g_string_append_printf (json, ",\"records\":%" G_GINT64_FORMAT, self->n_records);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}
