/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-internal-private.h"

#include "core/leren-time-private.h"

#include <glib/gi18n-lib.h>

/* The words stay as they are: they are in files. */
static const char *const words[] = {
  [LEREN_CHANGE_ADDED] = "added",         [LEREN_CHANGE_CHANGED] = "changed",
  [LEREN_CHANGE_DELETED] = "deleted",     [LEREN_CHANGE_IMPORTED] = "imported",
  [LEREN_CHANGE_FRAMEWORK] = "framework",
};

const char *
_leren_change_to_word (LerenChange change)
{
  return words[change];
}

gboolean
_leren_change_from_word (const char *word, LerenChange *change)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], word))
      {
        *change = i;
        return TRUE;
      }
  return FALSE;
}

char *
_leren_journal_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return _leren_time_format (now);
}

static void
bind_note (LerenStatement *statement, const LerenJournalNote *note, const char *who)
{
  _leren_statement_bind_text (statement, 1, note->at, -1);
  _leren_statement_bind_text (statement, 2, _leren_change_to_word (note->change), -1);
  _leren_statement_bind_text (statement, 3, note->type, -1);
  _leren_statement_bind_text (statement, 4, note->id, note->id_length);
  if (note->before > 0)
    _leren_statement_bind_integer (statement, 5, note->before);
  else
    _leren_statement_bind_text (statement, 5, NULL, 0);
  _leren_statement_bind_text (statement, 6, note->old, note->old_length);
  _leren_statement_bind_text (statement, 7, who, -1);
}

static void
note_number (LerenStore *self, gint64 number)
{
  if (self->transaction != NULL && self->first_noted == 0)
    self->first_noted = number;
  self->last_noted = number;
  _leren_store_watch_note_own (self, number);
}

gboolean
_leren_journal_write (LerenStore *self, const LerenJournalNote *note, gint64 *number,
                      GError **error)
{
  gint64 (*get_last_row) (LerenConnection * connection) = self->db->driver->get_last_row;
  gboolean written;

  if (self->note == NULL)
    {
      g_autofree char *journal = _leren_store_base_name (self, "journal");
      g_autofree char *sql = g_strdup_printf (
        "INSERT INTO %s (\"at\", \"change\", \"type\", \"id\", \"before\", \"old\", \"who\")"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)%s",
        journal, get_last_row == NULL ? " RETURNING \"number\"" : "");

      self->note = _leren_store_prepare (self, _ ("write the journal"), sql, error);
    }
  if (self->note == NULL)
    return FALSE;
  bind_note (self->note, note, note->who != NULL ? note->who : self->reader);
  written = get_last_row != NULL || _leren_statement_step (self->note) == LEREN_STEP_ROW;
  if (written && get_last_row == NULL)
    *number = _leren_statement_get_integer (self->note, 0);
  /* it has done its work once there is nothing more to give */
  written = written && _leren_statement_step (self->note) == LEREN_STEP_DONE;
  if (written && get_last_row != NULL)
    *number = get_last_row (self->db);
  if (written)
    note_number (self, *number);
  else
    _leren_store_set_error (self, self->db, _ ("write the journal"), error);
  _leren_statement_reset (self->note);
  return written;
}

gboolean
_leren_journal_write_cells (LerenStore *self, const LerenJournalNote *note, const LerenCells *cells,
                            gint64 *first, GError **error)
{
  const LerenDriver *driver = self->db->driver;
  g_autofree char *journal = _leren_store_base_name (self, "journal");
  g_autofree char *sql =
    g_strdup_printf ("INSERT OR FAIL INTO %s (\"at\", \"change\", \"type\", \"id\", \"who\")"
                     " SELECT ?2, ?3, ?4, c0, ?5 FROM %s",
                     journal, driver->cells);
  LerenStatement *statement = _leren_store_borrow (self, _ ("write the journal"), sql, error);

  if (statement == NULL)
    return FALSE;
  driver->bind_cells (statement, 1, cells);
  _leren_statement_bind_text (statement, 2, note->at, -1);
  _leren_statement_bind_text (statement, 3, _leren_change_to_word (note->change), -1);
  _leren_statement_bind_text (statement, 4, note->type, -1);
  _leren_statement_bind_text (statement, 5, self->reader, -1);
  if (!_leren_store_run_lent (self, statement, _ ("write the journal"), error))
    return FALSE;
  *first = driver->get_last_row (self->db) - cells->n_rows + 1;
  for (guint i = 0; i < cells->n_rows; i++)
    note_number (self, *first + i);
  return TRUE;
}
