/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-unknown-record-private.h"
#include "store/leren-transaction-private.h"
#include "theory/leren-theory-private.h"

#include <glib/gi18n-lib.h>

static LerenRecord *
read_unknown (LerenStore *self, gint64 rowid, GError **error)
{
  g_autofree char *source = _leren_store_row_source (self, "unknown_record");
  g_autofree char *sql =
    g_strdup_printf ("SELECT type, json, \"" LEREN_COLUMN_REVISION "\" FROM %s", source);
  LerenStatement *statement;
  LerenRecord *record = NULL;

  statement = _leren_store_prepare (self, "read a record", sql, error);
  if (statement == NULL)
    return NULL;
  _leren_statement_bind_integer (statement, 1, rowid);
  if (_leren_statement_step (statement) == LEREN_STEP_ROW)
    record = _leren_unknown_record_from_json (_leren_statement_get_text (statement, 0),
                                              _leren_statement_get_text (statement, 1),
                                              _leren_statement_get_length (statement, 1), error);
  else
    _leren_store_set_error (self, self->db, "read a record", error);
  if (record != NULL)
    _leren_store_set_read (self, record, _leren_statement_get_integer (statement, 2));
  _leren_statement_free (statement);
  return record;
}

gpointer
_leren_store_set_not_found (LerenStore *self, const char *id, GError **error)
{
  g_autofree char *shown = _leren_field_shown (id, strlen (id), 4 * 128);

  g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
               _ ("there is no record “%s” in %s; look at the ids that are there"), shown,
               self->location);
  return NULL;
}

LerenRecord *
_leren_store_read_record (LerenStore *self, const char *type, gint64 rowid, GError **error)
{
  LerenStoreTable *table = _leren_store_find_table (self, type);
  g_autofree LerenCell *cells = NULL;
  LerenStatement *statement;
  LerenRecord *record;
  LerenRow row;

  if (table == NULL)
    return read_unknown (self, rowid, error);
  cells = g_new (LerenCell, table->declaration->n_fields);
  row.cells = cells;
  statement = _leren_store_select_row (self, table, rowid, &row, error);
  if (statement == NULL)
    return NULL;
  record = _leren_store_record_from_row (self, &row, error);
  _leren_statement_reset (statement);
  return record;
}

/* An unknown record as it is kept: its type, its JSON and its revision */
static gboolean
note_unknown (LerenStore *self, gint64 rowid, LerenJournalNote *note, GError **error)
{
  LerenStatement *statement = _leren_store_prepare (self, "read a record",
                                                    "SELECT type, json, \"" LEREN_COLUMN_REVISION
                                                    "\" FROM unknown_record WHERE _rowid_ = ?1",
                                                    error);
  gboolean noted = FALSE;
  gint64 number;

  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_integer (statement, 1, rowid);
  if (_leren_statement_step (statement) == LEREN_STEP_ROW)
    {
      note->type = _leren_statement_get_text (statement, 0);
      note->old = _leren_statement_get_text (statement, 1);
      note->old_length = _leren_statement_get_length (statement, 1);
      note->before = _leren_statement_get_integer (statement, 2);
      noted = _leren_journal_write (self, note, &number, error);
    }
  else
    _leren_store_set_error (self, self->db, "read a record", error);
  _leren_statement_free (statement);
  return noted;
}

static gboolean
note_deleted (LerenStore *self, LerenStoreTable *table, const char *id, gint64 rowid,
              GError **error)
{
  g_autofree char *now = _leren_journal_now ();
  LerenJournalNote note = { LEREN_CHANGE_DELETED, now, NULL, id, strlen (id) };
  g_autofree LerenCell *cells = NULL;
  g_autoptr (GString) old = NULL;
  LerenStatement *statement;
  LerenRow row = { 0 };
  gint64 number;

  if (table == NULL)
    return note_unknown (self, rowid, &note, error);
  cells = g_new (LerenCell, table->declaration->n_fields);
  row.cells = cells;
  statement = _leren_store_select_row (self, table, rowid, &row, error);
  if (statement == NULL)
    return FALSE;
  old = g_string_new (NULL);
  _leren_row_write (&row, old);
  _leren_statement_reset (statement);
  note.type = table->declaration->name;
  note.before = row.revision;
  note.old = old->str;
  note.old_length = old->len;
  return _leren_journal_write (self, &note, &number, error);
}

/* Where the owner is known it says whether there was such a row. */
static LerenStep
delete_row (LerenStore *self, const char *type, gint64 rowid, const char *owner, GError **error)
{
  g_autofree char *name = _leren_store_base_name (self, type);
  g_autofree char *sql =
    g_strdup_printf ("DELETE FROM %s WHERE _rowid_ = ?1%s", name,
                     owner != NULL ? LEREN_AND_OWNER ("2") " RETURNING 1" : "");
  LerenStatement *statement = _leren_store_prepare (self, "delete a record", sql, error);
  LerenStep result;

  if (statement == NULL)
    return LEREN_STEP_FAILED;
  _leren_statement_bind_integer (statement, 1, rowid);
  if (owner != NULL)
    _leren_statement_bind_text (statement, 2, owner, -1);
  result = _leren_statement_step (statement);
  if (result == LEREN_STEP_FAILED)
    _leren_store_set_error (self, self->db, "delete a record", error);
  _leren_statement_free (statement);
  return result;
}

gboolean
_leren_store_remove_row (LerenStore *self, const char *type, gint64 rowid, GError **error)
{
  LerenStoreTable *table = _leren_store_find_table (self, type);
  const char *owner = _leren_store_get_row_owner (self, rowid);
  LerenStep result;

  if (table != NULL && table->has_text && _leren_text_index_exists (self, table) &&
      !_leren_text_index_remove (self, table, rowid, error))
    return FALSE;
  result = delete_row (self, type, rowid, owner, error);
  if (result == LEREN_STEP_DONE && owner != NULL)
    result = delete_row (self, type, rowid, NULL, error);
  _leren_text_index_outdate (self);
  _leren_store_forget_references (self);
  return result != LEREN_STEP_FAILED;
}

gboolean
_leren_store_delete_record (LerenStore *self, const char *id, GError **error)
{
  gint64 rowid;
  const char *type;

  if (!_leren_store_hold_type (self, id, -1, LEREN_HOLD_ALONE, &type, &rowid, error))
    return FALSE;
  if (type == NULL)
    {
      _leren_store_set_not_found (self, id, error);
      return FALSE;
    }
  if (self->reader != NULL && !_leren_reader_check_delete (self, type, id, rowid, error))
    return FALSE;
  if (!_leren_store_check_not_referenced (self, type, id, error) ||
      !note_deleted (self, _leren_store_find_table (self, type), id, rowid, error) ||
      !_leren_store_remove_row (self, type, rowid, error))
    return FALSE;
  _leren_store_note_change (self, LEREN_CHANGE_DELETED, type, id);
  return TRUE;
}

static gboolean
note_framework (LerenStore *self, const char *id, GError **error)
{
  g_autofree char *now = _leren_journal_now ();
  const LerenJournalNote note = { LEREN_CHANGE_FRAMEWORK, now, "framework", id, strlen (id) };
  gint64 number;

  if (!_leren_journal_write (self, &note, &number, error))
    return FALSE;
  _leren_store_note_change (self, LEREN_CHANGE_FRAMEWORK, "framework", id);
  return TRUE;
}

/* Inserts without asking the theory, which takes one that is there already, and the same, as it is */
static gboolean
insert_framework (LerenStore *self, LerenFramework *framework, GError **error)
{
  const char *id = leren_framework_get_id (framework);
  g_autofree char *json = leren_framework_to_json (framework);
  LerenStatement *statement;
  LerenStep result;

  statement = _leren_store_prepare (self, _ ("add a framework"),
                                    "INSERT INTO framework (id, json) VALUES (?1, ?2)"
                                    " ON CONFLICT DO NOTHING RETURNING id",
                                    error);
  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_text (statement, 1, id, -1);
  _leren_statement_bind_text (statement, 2, json, -1);
  result = _leren_statement_step (statement);
  if (result == LEREN_STEP_FAILED)
    _leren_store_set_error (self, self->db, _ ("add a framework"), error);
  _leren_statement_free (statement);
  return result == LEREN_STEP_DONE ||
         (result == LEREN_STEP_ROW && note_framework (self, id, error));
}

gboolean
_leren_store_put_frameworks (LerenStore *self, LerenFramework *const *frameworks,
                             guint n_frameworks, GError **error)
{
  if (!_leren_theory_add_all (self->theory, frameworks, n_frameworks, error))
    return FALSE;
  self->theory_touched = TRUE;
  for (guint i = 0; i < n_frameworks; i++)
    if (!insert_framework (self, frameworks[i], error))
      return FALSE;
  return TRUE;
}
