/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-journal-private.h"
#include "store/leren-store-scan-private.h"
#include "store/leren-transaction-private.h"

#include <glib/gi18n-lib.h>

/* One record, from entry to entry. What an entry made of its record is not written with it: it is what the next
 * entry of that record found, or what is there now. */

LerenStatement *
_leren_journal_prepare (LerenStore *self, const char *where, GError **error)
{
  g_autofree char *sql =
    g_strconcat ("SELECT " LEREN_JOURNAL_COLUMNS " FROM journal ", where, NULL);

  return _leren_store_borrow (self, _ ("read the journal"), sql, error);
}

/* From one entry back to the one before, as long as they are of this record */
static gboolean
walk_back (LerenStore *self, const char *type, const char *id, gint64 number, const char *json,
           GPtrArray *entries, GError **error)
{
  LerenStatement *statement = _leren_journal_prepare (self, "WHERE \"number\" = ?1", error);
  g_autofree char *after = g_strdup (json);
  LerenStep result = statement != NULL ? LEREN_STEP_DONE : LEREN_STEP_FAILED;

  while (statement != NULL && number > 0)
    {
      LerenJournalEntry *entry = NULL;

      _leren_statement_bind_integer (statement, 1, number);
      result = _leren_statement_step (statement);
      if (result == LEREN_STEP_ROW)
        {
          entry = _leren_journal_entry_new_from_statement (self, statement, error);
          result = entry != NULL ? LEREN_STEP_DONE : LEREN_STEP_FAILED;
        }
      else if (result == LEREN_STEP_FAILED)
        _leren_store_set_error (self, self->db, _ ("read the journal"), error);
      _leren_statement_reset (statement);
      number = 0;
      if (entry == NULL)
        break;
      _leren_journal_entry_set_new (entry, after);
      if (leren_journal_entry_get_record (entry) == NULL)
        _leren_journal_entry_set_record (entry, type, id);
      g_free (after);
      after = g_strdup (leren_journal_entry_get_old (entry));
      /* an entry only has earlier ones before it, whatever a damaged file says */
      if (_leren_journal_entry_get_before (entry) < leren_journal_entry_get_number (entry))
        number = _leren_journal_entry_get_before (entry);
      g_ptr_array_add (entries, entry);
    }
  if (statement != NULL)
    _leren_store_give_back (self, statement);
  return result == LEREN_STEP_DONE;
}

gboolean
_leren_journal_read_now (LerenStore *self, const char *id, char **json, char **type,
                         gint64 *revision, GError **error)
{
  const char *table_name;
  gint64 row_number;
  LerenStoreTable *table;
  g_autoptr (GString) text = NULL;
  g_autofree LerenCell *cells = NULL;
  LerenStatement *statement;
  LerenRow row = { 0 };

  *json = *type = NULL;
  if (!_leren_store_find_type (self, id, -1, &table_name, &row_number, error))
    return FALSE;
  if (table_name == NULL)
    return TRUE;
  table = _leren_store_find_table (self, table_name);
  if (table == NULL)
    {
      g_autoptr (LerenRecord) record =
        _leren_store_read_record (self, table_name, row_number, error);

      if (record == NULL)
        return FALSE;
      *json = leren_record_to_json (record, error);
      *type = g_strdup (leren_record_get_record_type (record));
      *revision = _leren_record_get_revision (record, self->place);
      return *json != NULL;
    }
  cells = g_new (LerenCell, table->declaration->n_fields);
  row.cells = cells;
  statement = _leren_store_select_row (self, table, row_number, &row, error);
  if (statement == NULL)
    return FALSE;
  text = g_string_new (NULL);
  _leren_row_write (&row, text);
  _leren_statement_reset (statement);
  *json = g_string_free (g_steal_pointer (&text), FALSE);
  *type = g_strdup (table->declaration->name);
  *revision = row.revision;
  return TRUE;
}

static gboolean
list_deletions (LerenStore *self, const char *id, GArray *numbers, GError **error)
{
  LerenStatement *statement = _leren_store_borrow (
    self, _ ("read the journal"),
    "SELECT \"number\" FROM journal WHERE \"id\" = ?1 AND \"change\" = 'deleted'", error);
  LerenStep result;

  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_text (statement, 1, id, -1);
  while ((result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    {
      const gint64 number = _leren_statement_get_integer (statement, 0);
      g_array_append_val (numbers, number);
    }
  if (result != LEREN_STEP_DONE)
    _leren_store_set_error (self, self->db, _ ("read the journal"), error);
  _leren_store_give_back (self, statement);
  return result == LEREN_STEP_DONE;
}

/* What a record said while it was not for who reads is not for them now. It is judged by where the
 * record belonged then, and by who is there today. */
static gboolean
hide (LerenStore *self, LerenJournalEntry *entry, gboolean *nothing_left, GError **error)
{
  const char *type = leren_journal_entry_get_record_type (entry);
  const char *old = leren_journal_entry_get_old (entry), *new = leren_journal_entry_get_new (entry);
  gboolean could_old = FALSE, could_new = FALSE;

  if ((old != NULL && !_leren_store_could_see (self, type, old, &could_old, error)) ||
      (new != NULL && !_leren_store_could_see (self, type, new, &could_new, error)))
    return FALSE;
  if (!could_old)
    _leren_journal_entry_hide_old (entry);
  if (!could_new)
    _leren_journal_entry_set_new (entry, NULL);
  *nothing_left = !could_old && !could_new;
  return TRUE;
}

static gboolean
hide_all (LerenStore *self, GPtrArray *entries, GError **error)
{
  for (guint i = entries->len; i > 0 && self->reader != NULL; i--)
    {
      gboolean nothing_left;

      if (!hide (self, g_ptr_array_index (entries, i - 1), &nothing_left, error))
        return FALSE;
      if (nothing_left)
        g_ptr_array_remove_index (entries, i - 1);
    }
  return TRUE;
}

static int
by_number (gconstpointer a, gconstpointer b)
{
  const gint64 one = leren_journal_entry_get_number (*(LerenJournalEntry *const *) a);
  const gint64 other = leren_journal_entry_get_number (*(LerenJournalEntry *const *) b);

  return (one > other) - (one < other);
}

GPtrArray *
_leren_journal_follow (LerenStore *store, const char *id, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) deletions = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *now = NULL;
  g_autofree char *type = NULL;
  gint64 revision = 0;
  gboolean followed;

  followed = _leren_journal_read_now (store, id, &now, &type, &revision, error) &&
             list_deletions (store, id, deletions, error) &&
             walk_back (store, type, id, revision, now, entries, error);
  for (guint i = 0; followed && i < deletions->len; i++)
    followed =
      walk_back (store, NULL, id, g_array_index (deletions, gint64, i), NULL, entries, error);
  if (!followed || !hide_all (store, entries, error))
    return NULL;
  g_ptr_array_sort (entries, by_number);
  return g_steal_pointer (&entries);
}
