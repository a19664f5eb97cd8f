/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-store-rewrite-private.h"

#include "store/leren-store-internal-private.h"
#include "store/leren-store-scan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  char *id;   /* as it was */
  char *json; /* as it shall be */
} Change;

typedef struct {
  const LerenRewrite *rewrite;
  GPtrArray *changes; /* of Change */
} Collecting;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->id);
  g_free (change->json);
  g_free (change);
}

/* The id of a record as JSON that the library wrote */
static char *
id_in (const char *json, gsize length)
{
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  guint32 n;
  const LerenJsonToken *tokens = _leren_json_reader_parse (reader, json, length, 1, &n, NULL);

  for (guint32 i = 1; tokens != NULL && i < tokens[0].end; i = tokens[i + 1].end)
    if (tokens[i].length == 2 && memcmp (tokens[i].text, "id", 2) == 0)
      return g_strndup (tokens[i + 1].text, tokens[i + 1].length);
  return NULL;
}

static gboolean
collect (const LerenRow *row, const char *json, gsize length, gpointer data, GError **error)
{
  Collecting *self = data;
  g_autoptr (GString) text = NULL;
  Change *change;
  char *changed;

  if (row != NULL)
    {
      text = g_string_new (NULL);
      _leren_row_write (row, text);
      json = text->str;
      length = text->len;
    }
  changed = self->rewrite->record (json, length, FALSE, self->rewrite->data);
  if (changed == NULL)
    return TRUE;
  change = g_new0 (Change, 1);
  change->id = id_in (json, length);
  change->json = changed;
  g_ptr_array_add (self->changes, change);
  return TRUE;
}

static gboolean
run (LerenStore *self, LerenStatement *statement, GError **error)
{
  LerenStep result = _leren_statement_step (statement);

  if (result != LEREN_STEP_DONE)
    _leren_store_set_error (self, self->db, _ ("erase from the store"), error);
  _leren_store_give_back (self, statement);
  return result == LEREN_STEP_DONE;
}

/* The row is new to who read it before: what they hold says what is erased here. */
static gboolean
note (LerenStore *self, const char *type, const char *id, gint64 before, const char *json,
      gint64 *number, GError **error)
{
  g_autofree char *now = _leren_journal_now ();
  LerenJournalNote entry = { .at = now, .change = LEREN_CHANGE_CHANGED, .type = type, .id = id };

  entry.id_length = strlen (id);
  entry.before = before;
  entry.old = json;
  entry.old_length = strlen (json);
  return _leren_journal_write (self, &entry, number, error);
}

static gboolean
read_revision (LerenStore *self, const char *type, gint64 rowid, gint64 *revision, GError **error)
{
  g_autofree char *name = _leren_quote_identifier (type);
  g_autofree char *sql = g_strdup_printf ("SELECT coalesce(\"" LEREN_COLUMN_REVISION
                                          "\", 0) FROM %s WHERE _rowid_ = %" G_GINT64_FORMAT,
                                          name, rowid);

  return _leren_store_read_integer (self, _ ("erase from the store"), sql, revision, error);
}

static gboolean
put_row (LerenStore *self, LerenStoreTable *table, gint64 rowid, gint64 revision,
         const LerenRow *row, GError **error)
{
  g_autofree char *name = _leren_quote_identifier (table->declaration->name);
  g_autoptr (GString) marks = g_string_new ("?1");
  g_autofree char *sql = NULL;
  guint n_columns = table->declaration->n_fields + LEREN_N_HIDDEN_COLUMNS;
  LerenStatement *statement;

  for (guint i = 1; i < n_columns; i++)
    g_string_append_printf (marks, ", ?%u", i + 1);
  sql = g_strdup_printf ("UPDATE %s SET (%s) = (%s) WHERE _rowid_ = ?%u", name, table->columns,
                         marks->str, n_columns + 1);
  statement = _leren_store_borrow (self, _ ("erase from the store"), sql, error);
  if (statement == NULL)
    return FALSE;
  _leren_store_bind_row (statement, 1, row);
  _leren_statement_bind_integer (statement, n_columns, revision);
  _leren_statement_bind_integer (statement, n_columns + 1, rowid);
  return run (self, statement, error);
}

static gboolean
put_unknown (LerenStore *self, gint64 rowid, gint64 revision, const char *id, const char *json,
             GError **error)
{
  LerenStatement *statement =
    _leren_store_borrow (self, _ ("erase from the store"),
                         "UPDATE unknown_record SET id = ?1, json = ?2, \"" LEREN_COLUMN_REVISION
                         "\" = ?3 WHERE _rowid_ = ?4",
                         error);

  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_text (statement, 1, id, -1);
  _leren_statement_bind_text (statement, 2, json, -1);
  _leren_statement_bind_integer (statement, 3, revision);
  _leren_statement_bind_integer (statement, 4, rowid);
  return run (self, statement, error);
}

static gboolean
apply (LerenStore *self, const Change *change, GError **error)
{
  g_autofree char *id = id_in (change->json, strlen (change->json));
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  g_autoptr (LerenArena) arena = _leren_arena_new ();
  g_autofree LerenCell *cells = g_new (LerenCell, LEREN_MAX_FIELDS);
  const LerenJsonToken *tokens;
  LerenStoreTable *table;
  LerenRow row = { .cells = cells };
  gint64 rowid, before, revision;
  const char *type;
  guint32 n;

  if (!_leren_store_find_type (self, change->id, -1, &type, &rowid, error) ||
      !read_revision (self, type, rowid, &before, error) ||
      !note (self, type, id, before, change->json, &revision, error))
    return FALSE;
  _leren_store_note_change (self, LEREN_CHANGE_CHANGED, type, id);
  table = _leren_store_find_table (self, type);
  if (table == NULL)
    return put_unknown (self, rowid, revision, id, change->json, error);
  tokens = _leren_json_reader_parse (reader, change->json, strlen (change->json), 1, &n, error);
  row.declaration = table->declaration;
  return tokens != NULL && _leren_row_read (&row, tokens, arena, error) &&
         put_row (self, table, rowid, revision, &row, error);
}

static gboolean
put_old (LerenStore *self, gint64 number, const char *id, const char *json, GError **error)
{
  LerenStatement *statement = _leren_store_borrow (
    self, _ ("erase from the journal"),
    "UPDATE journal SET \"old\" = ?1, \"id\" = ?2 WHERE \"number\" = ?3", error);

  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_text (statement, 1, json, -1);
  _leren_statement_bind_text (statement, 2, id, -1);
  _leren_statement_bind_integer (statement, 3, number);
  return run (self, statement, error);
}

/* One entry at a time: a journal can be longer than memory. */
static gboolean
rewrite_journal (LerenStore *self, const LerenRewrite *rewrite, GCancellable *cancellable,
                 GError **error)
{
  gint64 number = 0;
  gboolean more = TRUE;

  while (more)
    {
      LerenStatement *statement = _leren_store_borrow (
        self, _ ("erase from the journal"),
        "SELECT \"number\", \"old\" FROM journal WHERE \"number\" > ?1 AND \"old\" IS NOT NULL"
        " ORDER BY \"number\" LIMIT 1",
        error);
      g_autofree char *changed = NULL;
      LerenStep result;

      if (statement == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      _leren_statement_bind_integer (statement, 1, number);
      result = _leren_statement_step (statement);
      more = result == LEREN_STEP_ROW;
      if (more)
        {
          number = _leren_statement_get_integer (statement, 0);
          changed =
            rewrite->record (_leren_statement_get_text (statement, 1),
                             _leren_statement_get_length (statement, 1), TRUE, rewrite->data);
        }
      else if (result != LEREN_STEP_DONE)
        _leren_store_set_error (self, self->db, _ ("erase from the journal"), error);
      _leren_store_give_back (self, statement);
      if (result == LEREN_STEP_FAILED)
        return FALSE;
      if (changed != NULL)
        {
          g_autofree char *id = id_in (changed, strlen (changed));

          if (!put_old (self, number, id, changed, error))
            return FALSE;
        }
    }
  return TRUE;
}

gboolean
_leren_store_keep_receipt (LerenStore *self, const char *kind, const char *receipt, GError **error)
{
  g_autofree char *now = _leren_journal_now ();
  g_autofree char *unique = g_uuid_string_random ();
  g_autofree char *name = g_strdup_printf ("%s %s %s", kind, now, unique);
  LerenStatement *statement = _leren_store_borrow (
    self, _ ("keep a receipt"), "INSERT INTO store_info (name, value) VALUES (?1, ?2)", error);

  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_text (statement, 1, name, -1);
  _leren_statement_bind_text (statement, 2, receipt, -1);
  return run (self, statement, error);
}

/* the texts that @sql selects, for what is bound */
static GPtrArray *
list_texts (LerenStore *self, const char *sql, const char *bound, GError **error)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  LerenStatement *statement = _leren_store_borrow (self, _ ("read the receipts"), sql, error);
  LerenStep result;

  if (statement == NULL)
    return NULL;
  _leren_statement_bind_text (statement, 1, bound, -1);
  while ((result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    g_ptr_array_add (values, g_strdup (_leren_statement_get_text (statement, 0)));
  if (result != LEREN_STEP_DONE)
    _leren_store_set_error (self, self->db, _ ("read the receipts"), error);
  _leren_store_give_back (self, statement);
  return result == LEREN_STEP_DONE ? g_steal_pointer (&values) : NULL;
}

GPtrArray *
_leren_store_list_receipts (LerenStore *self, GError **error)
{
  GPtrArray *receipts;

  if (_leren_store_lock (self, error) == NULL)
    return NULL;
  /* "erasure 2026-11-22T10:00:00Z ...": by time, whatever it was */
  receipts =
    list_texts (self,
                "SELECT value FROM store_info WHERE name LIKE ?1 OR name LIKE 'retention %'"
                " ORDER BY CASE WHEN name LIKE ?1 THEN substr(name, 9)"
                " ELSE substr(name, 11) END",
                "erasure %", error);
  _leren_store_unlock (self);
  return receipts;
}

GPtrArray *
_leren_store_list_old (LerenStore *self, const char *id, GError **error)
{
  return list_texts (self,
                     "SELECT \"old\" FROM journal WHERE \"id\" = ?1 AND \"old\" IS NOT NULL"
                     " ORDER BY \"number\"",
                     id, error);
}

static gboolean
replace_in_journal (LerenStore *self, const char *sql, const char *id, const char *new_id,
                    GError **error)
{
  LerenStatement *statement = _leren_store_borrow (self, _ ("erase from the journal"), sql, error);

  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_text (statement, 1, new_id, -1);
  _leren_statement_bind_text (statement, 2, id, -1);
  return run (self, statement, error);
}

gboolean
_leren_store_rename_in_journal (LerenStore *self, const char *id, const char *new_id,
                                GError **error)
{
  return replace_in_journal (self, "UPDATE journal SET \"id\" = ?1 WHERE \"id\" = ?2", id, new_id,
                             error) &&
         replace_in_journal (self, "UPDATE journal SET \"who\" = ?1 WHERE \"who\" = ?2", id, new_id,
                             error);
}

/* A store from a stranger can name any file: only copies of this very store are taken for such. */
static gboolean
is_copy (LerenStore *self, const char *path)
{
  g_autoptr (LerenStore) copy = leren_store_open (path, LEREN_STORE_FLAGS_READ_ONLY, NULL, NULL);
  g_autofree char *origin = _leren_store_read_info (self, "origin");
  g_autofree char *other = copy != NULL ? _leren_store_read_info (copy, "origin") : NULL;

  return origin != NULL && g_strcmp0 (origin, other) == 0;
}

static void
leave_out_others (LerenStore *self, GPtrArray *paths)
{
  for (guint i = paths->len; i > 0; i--)
    if (!is_copy (self, g_ptr_array_index (paths, i - 1)))
      g_ptr_array_remove_index (paths, i - 1);
}

GPtrArray *
_leren_store_list_copies (LerenStore *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->location);
  g_autofree char *name = g_path_get_basename (self->location);
  g_autofree char *prefix = g_strconcat (name, ".v", NULL);
  GPtrArray *copies;
  GDir *dir;
  const char *entry;

  if (_leren_store_lock (self, error) == NULL)
    return NULL;
  /* "backup /path": made when somebody asked for one */
  copies =
    list_texts (self, "SELECT substr(name, 8) FROM store_info WHERE name LIKE ?1 ORDER BY name",
                "backup %", error);
  _leren_store_unlock (self);
  if (copies != NULL)
    leave_out_others (self, copies);
  dir =
    copies != NULL && !self->in_memory && !self->on_server ? g_dir_open (folder, 0, NULL) : NULL;
  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (entry, prefix) && g_ascii_isdigit (entry[strlen (prefix)]) &&
        strstr (entry, ".backup") != NULL)
      g_ptr_array_add (copies, g_build_filename (folder, entry, NULL));
  g_clear_pointer (&dir, g_dir_close);
  return copies;
}

gboolean
_leren_store_forget_copies (LerenStore *self, GError **error)
{
  gboolean done;

  if (_leren_store_lock (self, error) == NULL)
    return FALSE;
  done = _leren_store_execute (self, _ ("forget the backups"),
                               "DELETE FROM store_info WHERE name LIKE 'backup %'"
                               " OR name = '" LEREN_STORE_UNFINISHED "'",
                               error);
  _leren_store_unlock (self);
  return done;
}

static gboolean
rewrite_all (LerenStore *self, const LerenRewrite *rewrite, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (change_free);
  Collecting collecting = { .rewrite = rewrite, .changes = changes };
  g_autofree char *receipt = NULL;

  if (!rewrite->prepare (self, rewrite->data, error) ||
      (rewrite->finish == NULL &&
       !_leren_store_scan (self, collect, &collecting, cancellable, error)) ||
      !rewrite_journal (self, rewrite, cancellable, error) ||
      !_leren_text_index_drop_all (self, error))
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    if (!apply (self, g_ptr_array_index (changes, i), error))
      return FALSE;
  if (rewrite->finish != NULL && !rewrite->finish (self, rewrite->data, error))
    return FALSE;
  receipt = rewrite->receipt (rewrite->data);
  return _leren_store_keep_receipt (self, rewrite->kind, receipt, error);
}

gboolean
_leren_store_rewrite (LerenStore *self, const LerenRewrite *rewrite, GCancellable *cancellable,
                      GError **error)
{
  gboolean done;

  if (_leren_store_lock (self, error) == NULL)
    return FALSE;
  if (self->transaction != NULL)
    {
      _leren_store_set_under_way (self, error);
      _leren_store_unlock (self);
      return FALSE;
    }
  done = _leren_store_begin_alone (self, error);
  if (done)
    done = _leren_store_end_step (self, rewrite_all (self, rewrite, cancellable, error), error);
  if (done)
    _leren_store_unlock_and_emit (self);
  else
    _leren_store_unlock (self);
  return done;
}

gboolean
_leren_store_compact (LerenStore *self, GError **error)
{
  gboolean done = TRUE;

  if (_leren_store_lock (self, error) == NULL)
    return FALSE;
  /* statements that are kept would stand in its way */
  _leren_store_forget_statements (self);
  for (const char *const *sql = self->db->driver->compact; done && *sql != NULL; sql++)
    done = _leren_store_execute (self, _ ("give back free pages"), *sql, error);
  _leren_store_unlock (self);
  return done;
}
