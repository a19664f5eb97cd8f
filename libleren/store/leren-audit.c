/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define _GNU_SOURCE /* for the name of the program */

#include "store/leren-audit-private.h"
#include "store/leren-store-internal-private.h"

#include "core/leren-json-writer-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

/* so many are named one by one */
#define MOST_IDS 1000

#define INSERT                                                                                     \
  "INSERT INTO main.audit (\"at\", \"who\", \"user\", \"program\", \"how\", \"type\", \"ids\","    \
  " \"records\") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"

/* An entry as it is written, kept as long as a transaction may undo it */
typedef struct {
  char *at, *how, *record_type, *ids;
  gint64 n_records;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->at);
  g_free (entry->how);
  g_free (entry->record_type);
  g_free (entry->ids);
  g_free (entry);
}

static gboolean
insert (LerenStore *self, const Entry *entry, GError **error)
{
  g_autofree char *user = g_utf8_make_valid (g_get_user_name (), -1);
  g_autofree char *program = g_utf8_make_valid (program_invocation_short_name, -1);
  LerenStatement *statement =
    _leren_store_borrow (self, _ ("write down what is read"), INSERT, error);
  LerenStep result;

  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_text (statement, 1, entry->at, -1);
  _leren_statement_bind_text (statement, 2, self->reader, -1);
  _leren_statement_bind_text (statement, 3, user, -1);
  _leren_statement_bind_text (statement, 4, program, -1);
  _leren_statement_bind_text (statement, 5, entry->how, -1);
  _leren_statement_bind_text (statement, 6, entry->record_type, -1);
  _leren_statement_bind_text (statement, 7, entry->ids, -1);
  _leren_statement_bind_integer (statement, 8, entry->n_records);
  result = _leren_statement_step (statement);
  if (result != LEREN_STEP_DONE)
    _leren_store_set_error (self, self->db, _ ("write down what is read"), error);
  _leren_store_give_back (self, statement);
  return result == LEREN_STEP_DONE;
}

static gboolean
can_write (LerenStore *self, GError **error)
{
  if (!self->read_only && !self->found_damaged)
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_READ_ONLY,
               _ ("who reads %s is written down in it, and it cannot be written; open it so that "
                  "it can be"),
               self->location);
  return FALSE;
}

static gboolean
write_note (LerenStore *self, const LerenAuditNote *note, GError **error)
{
  Entry *entry;
  gboolean written;

  if (!can_write (self, error))
    return FALSE;
  entry = g_new0 (Entry, 1);
  entry->at = _leren_journal_now ();
  entry->how = g_strdup (note->how);
  entry->record_type = g_strdup (note->record_type);
  entry->n_records = note->n_records;
  if (note->ids != NULL && note->ids->len <= MOST_IDS)
    {
      g_autoptr (GString) ids = g_string_new ("[");

      for (guint i = 0; i < note->ids->len; i++)
        {
          if (i > 0)
            g_string_append_c (ids, ',');
          _leren_json_append_string (ids, g_ptr_array_index (note->ids, i), -1);
        }
      g_string_append_c (ids, ']');
      entry->ids = g_string_free (g_steal_pointer (&ids), FALSE);
    }
  written = insert (self, entry, error);
  if (written && self->transaction != NULL)
    {
      if (self->reads == NULL)
        self->reads = g_ptr_array_new_with_free_func (entry_free);
      g_ptr_array_add (self->reads, entry);
    }
  else
    entry_free (entry);
  return written;
}

void
_leren_audit_keep (LerenStore *self)
{
  g_autoptr (GPtrArray) reads = g_steal_pointer (&self->reads);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; reads != NULL && i < reads->len; i++)
    if (!insert (self, g_ptr_array_index (reads, i), &error))
      {
        g_warning ("%s", error->message);
        return;
      }
}

void
_leren_audit_forget (LerenStore *self)
{
  g_clear_pointer (&self->reads, g_ptr_array_unref);
}

/* Nobody knows what a record of an unknown type says of whom, nor one of somebody's own. */
static gboolean
says_who (const LerenDeclaration *declaration)
{
  if (declaration == NULL || !declaration->built_in)
    return TRUE;
  for (guint i = LEREN_RECORD_N_FIELDS; i < declaration->n_fields; i++)
    if ((declaration->fields[i]->flags & LEREN_FIELD_IDENTIFYING) != 0)
      return TRUE;
  return FALSE;
}

static const LerenDeclaration *
declaration_of (LerenStore *self, const char *record_type)
{
  LerenStoreTable *table = _leren_store_find_table (self, record_type);

  return table != NULL ? table->declaration : NULL;
}

gboolean
_leren_audit_ids (LerenStore *self, const char *how, GPtrArray *ids, GError **error)
{
  const LerenAuditNote note = { .how = how, .ids = ids, .n_records = ids->len };

  return !self->auditing || ids->len == 0 || write_note (self, &note, error);
}

gboolean
_leren_audit_record (LerenStore *self, const char *how, LerenRecord *record, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;
  LerenAuditNote note = { .how = how, .n_records = 1 };

  if (!self->auditing)
    return TRUE;
  note.record_type = leren_record_get_record_type (record);
  if (!says_who (declaration_of (self, note.record_type)))
    return TRUE;
  ids = note.ids = g_ptr_array_new ();
  g_ptr_array_add (ids, (gpointer) leren_record_get_id (record));
  return write_note (self, &note, error);
}

gboolean
_leren_audit_list (LerenStore *self, const char *how, GListModel *records, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (LerenRecord) first = NULL;
  LerenAuditNote note = { .how = how, .n_records = g_list_model_get_n_items (records) };

  if (!self->auditing || note.n_records == 0)
    return TRUE;
  /* they are all of one type */
  first = g_list_model_get_item (records, 0);
  note.record_type = leren_record_get_record_type (first);
  if (!says_who (declaration_of (self, note.record_type)))
    return TRUE;
  ids = note.ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < note.n_records && i <= MOST_IDS; i++)
    {
      g_autoptr (LerenRecord) record = g_list_model_get_item (records, i);

      g_ptr_array_add (ids, g_strdup (leren_record_get_id (record)));
    }
  return write_note (self, &note, error);
}

static gboolean
write_count (LerenStore *self, const char *how, const char *table, const char *record_type,
             GError **error)
{
  LerenAuditNote note = { .how = how, .record_type = record_type };
  g_autofree char *name = _leren_quote_identifier (table);
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", name);

  return _leren_store_read_integer (self, _ ("write down what is read"), sql, &note.n_records,
                                    error) &&
         (note.n_records == 0 || write_note (self, &note, error));
}

gboolean
_leren_audit_type (LerenStore *self, const char *how, const LerenDeclaration *declaration,
                   GError **error)
{
  return !self->auditing || !says_who (declaration) ||
         write_count (self, how, declaration->name, declaration->name, error);
}

gboolean
_leren_audit_all (LerenStore *self, const char *how, GError **error)
{
  gboolean written = TRUE;

  if (_leren_store_lock (self, error) == NULL)
    return FALSE;
  for (guint i = 0; self->auditing && written && i < self->tables->len; i++)
    {
      const LerenStoreTable *table = g_ptr_array_index (self->tables, i);

      written = _leren_audit_type (self, how, table->declaration, error);
    }
  if (self->auditing)
    written = written && write_count (self, how, "unknown_record", NULL, error);
  _leren_store_unlock (self);
  return written;
}

gboolean
_leren_audit_make_table (LerenStore *self, GError **error)
{
  return _leren_store_execute (
    self, _ ("make the list of who reads"),
    "CREATE TABLE audit (\"number\" INTEGER PRIMARY KEY AUTOINCREMENT, \"at\" TEXT NOT NULL,"
    " \"who\" TEXT, \"user\" TEXT NOT NULL, \"program\" TEXT, \"how\" TEXT NOT NULL, \"type\" TEXT,"
    " \"ids\" TEXT, \"records\" INTEGER NOT NULL) STRICT",
    error);
}

gboolean
_leren_audit_has_table (LerenStore *self)
{
  return !self->on_server &&
         _leren_store_query_integer (
           self, "SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = 'audit'") == 1;
}

gboolean
_leren_audit_remove_ids (LerenStore *self, const char *table, GError **error)
{
  g_autofree char *gone = g_strdup_printf ("(SELECT \"id\" FROM %s)", table);
  g_autofree char *sql = g_strdup_printf (
    "UPDATE main.audit SET \"ids\" = (SELECT json_group_array(e.value) FROM json_each(\"ids\") AS e"
    " WHERE e.value NOT IN %s) WHERE EXISTS (SELECT 1 FROM json_each(\"ids\") AS e"
    " WHERE e.value IN %s);"
    "UPDATE main.audit SET \"who\" = NULL WHERE \"who\" IN %s",
    gone, gone, gone);

  return !_leren_audit_has_table (self) ||
         _leren_store_execute (self, _ ("clear the list of who reads"), sql, error);
}

gboolean
_leren_audit_rename_id (LerenStore *self, const char *id, const char *new_id, GError **error)
{
  g_autofree char *old = _leren_quote_literal (id);
  g_autofree char *new = _leren_quote_literal (new_id);
  g_autofree char *sql = g_strdup_printf (
    "UPDATE main.audit SET \"ids\" = (SELECT json_group_array(CASE WHEN e.value = %s THEN %s ELSE"
    " e.value END) FROM json_each(\"ids\") AS e) WHERE EXISTS (SELECT 1 FROM json_each(\"ids\") AS e"
    " WHERE e.value = %s);"
    "UPDATE main.audit SET \"who\" = %s WHERE \"who\" = %s",
    old, new, old, new, old);

  return !_leren_audit_has_table (self) ||
         _leren_store_execute (self, _ ("clear the list of who reads"), sql, error);
}

gboolean
_leren_audit_expire (LerenStore *self, const char *day, gboolean count_alone, gint64 *n_entries,
                     GError **error)
{
  g_autofree char *literal = _leren_quote_literal (day);
  g_autofree char *count =
    g_strdup_printf ("SELECT count(*) FROM main.audit WHERE \"at\" < %s", literal);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM main.audit WHERE \"at\" < %s", literal);

  *n_entries = 0;
  return !_leren_audit_has_table (self) ||
         (_leren_store_read_integer (self, _ ("clear the list of who reads"), count, n_entries,
                                     error) &&
          (count_alone ||
           _leren_store_execute (self, _ ("clear the list of who reads"), sql, error)));
}
