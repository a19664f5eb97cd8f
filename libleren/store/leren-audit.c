/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#define _GNU_SOURCE /* for the name of the program */

#include "store/leren-audit-private.h"
#include "store/leren-store-internal-private.h"
#include "store/leren-store-open-private.h"

#include "core/leren-json-writer-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

/* so many are named one by one */
#define MOST_IDS 1000

#define INSERT                                                                                            \
  "INSERT INTO %saudit (\"at\", \"who\", \"program\", \"how\", \"type\", \"ids\", \"records\", \"user\")" \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, %s)"

/* The same for a login, which has no right to the table: the server says who it is, and when. */
#define NOTE "SELECT leren_sight.note (?1, ?2, ?3, ?4, ?5)"

/* An entry as it is written, kept as long as a transaction may undo it */
typedef struct {
  const char *how;
  char *at, *record_type, *ids;
  gint64 n_records;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->at);
  g_free (entry->record_type);
  g_free (entry->ids);
  g_free (entry);
}

static char *
write_sql (LerenStore *self)
{
  return self->by_login ? g_strdup (NOTE)
                        : g_strdup_printf (INSERT, self->db->driver->base,
                                           self->on_server ? "session_user" : "?8");
}

static gboolean
insert_with (LerenStore *self, LerenConnection *db, gconstpointer data)
{
  const Entry *entry = data;
  g_autofree char *user = g_utf8_make_valid (g_get_user_name (), -1);
  g_autofree char *program = g_utf8_make_valid (program_invocation_short_name, -1);
  g_autofree char *sql = write_sql (self);
  LerenStatement *statement = _leren_connection_prepare (db, sql, LEREN_PREPARE_ONCE);
  int at = 1;
  gboolean done;

  if (statement == NULL)
    return FALSE;
  if (!self->by_login)
    {
      _leren_statement_bind_text (statement, at++, entry->at, -1);
      _leren_statement_bind_text (statement, at++, self->reader, -1);
    }
  _leren_statement_bind_text (statement, at++, program, -1);
  _leren_statement_bind_text (statement, at++, entry->how, -1);
  _leren_statement_bind_text (statement, at++, entry->record_type, -1);
  _leren_statement_bind_text (statement, at++, entry->ids, -1);
  _leren_statement_bind_integer (statement, at++, entry->n_records);
  if (!self->on_server)
    _leren_statement_bind_text (statement, at, user, -1);
  done = _leren_statement_step (statement) != LEREN_STEP_FAILED;
  _leren_statement_free (statement);
  return done;
}

/* In a file there is one who writes at a time, so that a transaction has its entries within it. On a server another
 * connection keeps them whatever becomes of that, and where the connection itself reads only. */
static LerenConnection *
connection_for_entries (LerenStore *self, GError **error)
{
  if (!self->on_server || (!self->by_login && !_leren_connection_is_in_transaction (self->db)))
    return self->db;
  if (self->audit_db == NULL)
    self->audit_db = _leren_store_connect (self, FALSE, error);
  return self->audit_db;
}

gboolean
_leren_audit_run (LerenStore *self, LerenAuditRun run, gconstpointer data, GError **error)
{
  LerenConnection *db = connection_for_entries (self, error);
  const LerenDriver *driver = self->db->driver;
  gboolean done;

  if (db == NULL)
    return FALSE;
  done = run (self, db, data);
  /* it may have been lost long before, and nothing was asked of it since */
  if (!done && db == self->audit_db && driver->is_lost (db) && driver->revive (db))
    done = run (self, db, data);
  if (!done)
    _leren_store_set_error (self, db, _ ("write down what is read"), error);
  return done;
}

static gboolean
insert (LerenStore *self, const Entry *entry, GError **error)
{
  return _leren_audit_run (self, insert_with, entry, error);
}

/* By the connection that switches: with the rest, or not at all. It is about no record, and says so by having none. */
gboolean
_leren_audit_switched (LerenStore *self, gboolean on, GError **error)
{
  g_autofree char *at = _leren_journal_now ();
  const Entry entry = { .at = at, .how = on ? "on" : "off", .ids = "[]" };

  if (insert_with (self, self->db, &entry))
    return TRUE;
  _leren_store_set_error (self, self->db, _ ("say whether reads are written down"), error);
  return FALSE;
}

static gboolean
can_write (LerenStore *self, GError **error)
{
  if (self->by_login || (!self->read_only && !self->found_damaged))
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
  entry->how = note->how;
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
  if (written && self->transaction != NULL && !self->on_server)
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

gboolean
_leren_audit_says_who (const LerenDeclaration *declaration)
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
  if (!_leren_audit_says_who (declaration_of (self, note.record_type)))
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
  if (!_leren_audit_says_who (declaration_of (self, note.record_type)))
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
  return !self->auditing || !_leren_audit_says_who (declaration) ||
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

void
_leren_audit_owe (LerenStore *self, const char *how, const char *record_type, const char *id,
                  GError *otherwise)
{
  _leren_audit_owed_free (g_steal_pointer (&self->owed));
  if (!self->auditing || !_leren_audit_says_who (declaration_of (self, record_type)))
    {
      g_error_free (otherwise);
      return;
    }
  self->owed = g_new0 (LerenAuditOwed, 1);
  *self->owed = (LerenAuditOwed){ how, g_strdup (record_type), g_strdup (id), otherwise };
}

void
_leren_audit_settle (LerenStore *self, GError **error)
{
  LerenAuditOwed *owed = g_steal_pointer (&self->owed);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  LerenAuditNote note = { .ids = ids, .n_records = 1 };

  if (owed == NULL)
    return;
  note.how = owed->how;
  note.record_type = owed->record_type;
  g_ptr_array_add (ids, owed->id);
  if (!write_note (self, &note, NULL))
    {
      g_clear_error (error);
      g_propagate_error (error, g_steal_pointer (&owed->otherwise));
    }
  _leren_audit_owed_free (owed);
}

void
_leren_audit_owed_free (LerenAuditOwed *owed)
{
  if (owed == NULL)
    return;
  g_free (owed->record_type);
  g_free (owed->id);
  g_clear_error (&owed->otherwise);
  g_free (owed);
}
