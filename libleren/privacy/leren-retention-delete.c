/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-json-writer-private.h"
#include "privacy/leren-clean-up-private.h"
#include "privacy/leren-retention-internal-private.h"
#include "store/leren-audit-private.h"
#include "store/leren-store-internal-private.h"
#include "store/leren-store-rewrite-private.h"

#include <glib/gi18n-lib.h>

typedef struct {
  LerenRetention *retention;
  LerenRetentionPlan *plan;
  const LerenRetentionProgress *progress;
  const char *by; /* nullable */
  gint64 n_journal;
} Deletion;

void
_leren_retention_today (GDate *today)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int year, month, day;

  g_date_time_get_ymd (now, &year, &month, &day);
  g_date_clear (today, 1);
  g_date_set_dmy (today, day, month, year);
}

/* Looked at anew, now that nobody else writes */
static gboolean
prepare (LerenStore *store, gpointer data, GError **error)
{
  Deletion *self = data;
  g_autoptr (LerenRetentionPlan) plan = NULL;
  g_autoptr (GPtrArray) copies = NULL;
  GDate today;

  _leren_retention_today (&today);
  plan = _leren_retention_plan (self->retention, store, &today, self->progress, error);
  if (plan == NULL)
    return FALSE;
  g_set_object (&self->plan, plan);
  copies = _leren_store_list_copies (store, error);
  return copies != NULL && _leren_store_check_copies (store, copies, error);
}

static gboolean
is_gone (const Deletion *self, const LerenJsonToken *token)
{
  return token->kind == LEREN_JSON_STRING &&
         _leren_retention_plan_is_expired (self->plan, token->text, token->length);
}

/* A list without the ids of what is gone; FALSE where it has none of these */
static gboolean
append_list (const Deletion *self, const char *json, const LerenJsonToken *tokens, guint32 at,
             GString *out)
{
  const gsize start = out->len;
  gboolean found = FALSE;

  g_string_append_c (out, '[');
  for (guint32 i = at + 1; i < tokens[at].end; i = tokens[i].end)
    if (is_gone (self, &tokens[i]))
      found = TRUE;
    else
      {
        if (out->str[out->len - 1] != '[')
          g_string_append_c (out, ',');
        g_string_append_len (out, json + tokens[i].offset,
                             _leren_json_token_raw_length (&tokens[i], json));
      }
  g_string_append_c (out, ']');
  if (!found)
    g_string_truncate (out, start);
  return found;
}

/* What the journal has of a record that stays may name what goes: an id can tell who somebody is. */
static char *
without_ids (const char *json, gsize length, gboolean in_journal, gpointer data)
{
  const Deletion *self = data;
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  g_autoptr (GString) out = g_string_new ("{");
  gboolean changed = FALSE;
  guint32 n;
  const LerenJsonToken *tokens = _leren_json_reader_parse (reader, json, length, 1, &n, NULL);

  for (guint32 i = 1; tokens != NULL && i < tokens[0].end; i = tokens[i + 1].end)
    {
      const LerenJsonToken *value = &tokens[i + 1];
      g_autofree char *name = g_strndup (tokens[i].text, tokens[i].length);

      if (g_str_equal (name, "id") && is_gone (self, value))
        return NULL; /* all that there is of it goes */
      if (is_gone (self, value) && !g_str_equal (name, "id") && !g_str_equal (name, "type"))
        {
          changed = TRUE;
          continue;
        }
      _leren_json_append_name (out, name);
      if (value->kind == LEREN_JSON_ARRAY && append_list (self, json, tokens, i + 1, out))
        changed = TRUE;
      else
        g_string_append_len (out, json + value->offset, _leren_json_token_raw_length (value, json));
    }
  g_string_append_c (out, '}');
  return changed ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

static gboolean
list_gone (LerenStore *store, char **ids, GError **error)
{
  LerenStatement *statement;
  gboolean done =
    _leren_store_execute (store, _ ("delete what was kept for long enough"),
                          "CREATE TABLE temp.gone (\"id\" TEXT PRIMARY KEY NOT NULL)", error);

  statement = done ? _leren_store_prepare (store, _ ("delete what was kept for long enough"),
                                           "INSERT INTO temp.gone VALUES (?1)", error)
                   : NULL;
  for (guint i = 0; statement != NULL && done && ids[i] != NULL; i++)
    {
      _leren_statement_bind_text (statement, 1, ids[i], -1);
      done = _leren_statement_step (statement) == LEREN_STEP_DONE;
      if (!done)
        _leren_store_set_error (store, store->db, _ ("delete what was kept for long enough"),
                                error);
      _leren_statement_reset (statement);
    }
  done = done && statement != NULL;
  _leren_statement_free (statement);
  return done;
}

static gboolean
delete_rows (LerenStore *store, const char *table, GError **error)
{
  g_autofree char *name = _leren_store_base_name (store, table);
  g_autofree char *sql =
    g_strdup_printf ("DELETE FROM %s WHERE \"id\" IN (SELECT \"id\" FROM temp.gone)", name);

  return _leren_store_execute (store, _ ("delete what was kept for long enough"), sql, error);
}

/* So many records at once, as an entry without an id */
static gboolean
note_deleted (LerenStore *store, gint64 n_records, GError **error)
{
  g_autofree char *now = _leren_journal_now ();
  const LerenJournalNote note = { .change = LEREN_CHANGE_DELETED, .at = now };
  g_autofree char *sql = NULL;
  gint64 number;

  if (!_leren_journal_write (store, &note, &number, error))
    return FALSE;
  sql = g_strdup_printf ("UPDATE journal SET first_row = 1, last_row = %" G_GINT64_FORMAT
                         " WHERE \"number\" = %" G_GINT64_FORMAT,
                         n_records, number);
  _leren_store_note_change (store, LEREN_CHANGE_DELETED, NULL, NULL);
  return _leren_store_execute (store, _ ("write the journal"), sql, error);
}

static gboolean
delete_all (LerenStore *store, gpointer data, GError **error)
{
  Deletion *self = data;
  g_auto (GStrv) ids = leren_retention_plan_list_expired (self->plan);

  if (!list_gone (store, ids, error) || !delete_rows (store, "unknown_record", error))
    return FALSE;
  for (guint i = 0; i < store->tables->len; i++)
    {
      const LerenStoreTable *table = g_ptr_array_index (store->tables, i);

      if (!delete_rows (store, table->declaration->name, error))
        return FALSE;
    }
  return _leren_store_read_integer (
           store, _ ("write the journal"),
           "SELECT count(*) FROM journal WHERE \"id\" IN (SELECT \"id\" FROM temp.gone)",
           &self->n_journal, error) &&
         delete_rows (store, "journal", error) &&
         _leren_audit_remove_ids (store, "temp.gone", error) &&
         _leren_retention_clear_reads (self->plan, store, FALSE, error) &&
         _leren_store_execute (store, _ ("write the journal"),
                               "UPDATE journal SET \"who\" = NULL WHERE \"who\" IN"
                               " (SELECT \"id\" FROM temp.gone);"
                               "DROP TABLE temp.gone;"
                               "INSERT INTO store_info (name, value) VALUES"
                               " ('" LEREN_STORE_UNFINISHED "', 'retention')"
                               " ON CONFLICT DO NOTHING",
                               error) &&
         (ids[0] == NULL || note_deleted (store, g_strv_length (ids), error));
}

static char *
write_receipt (gpointer data)
{
  Deletion *self = data;
  GString *out = _leren_receipt_begin ("retention", self->by);

  _leren_json_append_name (out, "schedule");
  g_string_append (out, self->retention->json);
  _leren_json_append_name (out, "deleted");
  _leren_retention_plan_write_counts (self->plan, out);
  g_string_append_printf (
    out, ",\"journal\":%" G_GINT64_FORMAT ",\"audit\":%" G_GINT64_FORMAT ",\"files_removed\":",
    self->n_journal, _leren_retention_plan_get_n_reads (self->plan));
  _leren_retention_plan_write_files (self->plan, out);
  g_string_append_c (out, '}');
  _leren_retention_plan_set_receipt (self->plan, out->str);
  return g_string_free (out, FALSE);
}

/* whether a deletion was broken off when the tables were done, and copies were left */
static gboolean
is_unfinished (LerenStore *store, gboolean *unfinished, GError **error)
{
  g_autofree char *value = NULL;

  if (_leren_store_lock (store, error) == NULL)
    return FALSE;
  value = _leren_store_read_info (store, LEREN_STORE_UNFINISHED);
  *unfinished = value != NULL;
  _leren_store_unlock (store);
  return TRUE;
}

static gboolean
clean_up (LerenStore *store, GError **error)
{
  g_autoptr (GPtrArray) files = _leren_store_list_copies (store, error);

  return files != NULL && _leren_clean_up (store, files, error);
}

static gboolean
carry_out (Deletion *self, LerenStore *store, GError **error)
{
  const LerenRewrite rewrite = { .kind = "retention",
                                 .prepare = prepare,
                                 .record = without_ids,
                                 .finish = delete_all,
                                 .receipt = write_receipt,
                                 .data = self };
  gboolean unfinished;

  if (leren_retention_plan_get_n_expired (self->plan) +
          _leren_retention_plan_get_n_reads (self->plan) >
        0 &&
      !_leren_store_rewrite (store, &rewrite, self->progress->cancellable, error))
    return FALSE;
  return is_unfinished (store, &unfinished, error) && (!unfinished || clean_up (store, error));
}

/**
 * leren_retention_delete:
 * @self: a retention schedule
 * @store: a store, opened without a reader
 * @by: (nullable): who deletes, as the receipt is to say, or %NULL
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @progress_callback: (scope call) (nullable) (closure progress_data): told how many records were looked at, and how many
 *   there are, or %NULL
 * @progress_data: data for @progress_callback
 * @error: return location for a #GError
 *
 * Deletes what has been kept for as long as the schedule says, as leren_retention_look() tells it for today, in one
 * transaction: all of it, or nothing. It goes from the journal, the text indexes and the free pages of the file too, and the
 * copies of the store that the library made are removed, as they still have it. Copies that others made are not known
 * here. This cannot be undone.
 *
 * The journal has one entry for it, without an id. The receipt is kept in the store, see
 * leren_retention_plan_get_receipt() and leren_store_list_receipts(). Where there is nothing to delete, nothing is changed.
 *
 * Returns: (transfer full): the plan as it was carried out, or %NULL with #LEREN_ERROR_FORBIDDEN where the store is open for a
 *   participant, #LEREN_ERROR_STATE, #LEREN_ERROR_READ_ONLY, #LEREN_ERROR_BUSY,
 *   %G_IO_ERROR_CANCELLED, or another error of the store. Where the message says that it was erased but the file was not
 *   cleaned, do it again.
 *
 * Since: 0.1
 */
LerenRetentionPlan *
leren_retention_delete (LerenRetention *self, LerenStore *store, const char *by,
                        GCancellable *cancellable, GFileProgressCallback progress_callback,
                        gpointer progress_data, GError **error)
{
  const LerenRetentionProgress progress = { cancellable, progress_callback, progress_data };
  Deletion deletion = { .retention = self, .progress = &progress, .by = by };

  g_return_val_if_fail (LEREN_IS_RETENTION (self), NULL);
  g_return_val_if_fail (LEREN_IS_STORE (store), NULL);

  if (!_leren_store_refuse_reader (store, _ ("delete what was kept for long enough"), error))
    return NULL;
  deletion.plan =
    leren_retention_look (self, store, NULL, cancellable, progress_callback, progress_data, error);
  if (deletion.plan != NULL && !carry_out (&deletion, store, error))
    g_clear_object (&deletion.plan);
  return deletion.plan;
}
