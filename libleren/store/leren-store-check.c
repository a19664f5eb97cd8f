/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-unknown-record-private.h"
#include "store/leren-store-check-private.h"
#include "store/leren-store-scan-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

gboolean
_leren_check_take_error (LerenCheck *self, GError *problem)
{
  g_ptr_array_add (self->problems, g_strdup (problem->message));
  g_error_free (problem);
  return self->problems->len < LEREN_CHECK_MOST_PROBLEMS;
}

/* Rows that are each a problem; what cannot be read is one too. */
void
_leren_check_collect (LerenCheck *self, const char *sql, LerenCheckDescribe describe)
{
  LerenStore *store = self->store;
  GError *problem = NULL;
  LerenStatement *statement =
    _leren_store_prepare_for (store, _ ("check"), sql, LEREN_PREPARE_LARGE, &problem);
  LerenStep result = LEREN_STEP_DONE;

  while (statement != NULL && self->problems->len < LEREN_CHECK_MOST_PROBLEMS &&
         (result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    {
      char *said = describe (self, statement);

      if (said != NULL)
        g_ptr_array_add (self->problems, said);
    }
  if (statement != NULL && result != LEREN_STEP_ROW && result != LEREN_STEP_DONE)
    _leren_store_set_error (store, store->db, _ ("check"), &problem);
  _leren_statement_free (statement);
  if (problem != NULL)
    _leren_check_take_error (self, problem);
}

/* what SQLite knows of the file itself */
static char *
describe_structure (LerenCheck *self, LerenStatement *statement)
{
  g_autofree char *said = g_strdup (_leren_statement_get_text (statement, 0));

  if (said != NULL)
    g_strdelimit (said, "\n", ' ');
  if (g_strcmp0 (said, "ok") != 0)
    self->store->found_damaged = TRUE;
  return g_strcmp0 (said, "ok") != 0
           ? g_strdup_printf (_ ("%s: the file is damaged: %s"), self->store->location, said)
           : NULL;
}

static char *
describe_missing_index (LerenCheck *self, LerenStatement *statement)
{
  return g_strdup_printf (_ ("%s: the index of the ids of “%s” is missing; export it, and import "
                             "that into a new store"),
                          self->store->location, _leren_statement_get_text (statement, 0));
}

static void
check_indexes (LerenCheck *self)
{
  g_autoptr (GString) sql = g_string_new ("SELECT t.column1 FROM (VALUES ('unknown_record')");

  for (guint i = 0; i < self->store->tables->len; i++)
    {
      const LerenStoreTable *table = g_ptr_array_index (self->store->tables, i);
      g_autofree char *name = _leren_quote_literal (table->declaration->name);

      g_string_append_printf (sql, ", (%s)", name);
    }
  g_string_append_printf (sql,
                          ") AS t WHERE NOT EXISTS (SELECT 1 FROM (%s) AS i"
                          " WHERE i.name = t.column1 || '_id')",
                          self->store->db->driver->list_indexes);
  _leren_check_collect (self, sql->str, describe_missing_index);
}

typedef struct {
  LerenCheck *check;
  LerenJsonReader *reader;
  LerenArena *arena;
  LerenRow again;
  GHashTable *dangling; /* numbers of rows with references to look up; NULL: of all */
} RowCheck;

/* Reads a row back as it would be imported: the strictest judge of what is kept. */
static gboolean
check_row (RowCheck *self, LerenRow *row, gint64 number, GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  const LerenJsonToken *tokens;
  guint32 n_tokens;

  _leren_row_write (row, json);
  tokens = _leren_json_reader_parse (self->reader, json->str, json->len, 1, &n_tokens, error);
  if (tokens == NULL)
    {
      _leren_row_prefix_error (row, error);
      return FALSE;
    }
  self->again.declaration = row->declaration;
  return _leren_row_read (&self->again, tokens, self->arena, error) &&
         ((self->dangling != NULL && !g_hash_table_contains (self->dangling, &number)) ||
          _leren_store_check_references (self->check->store, row, FALSE, error));
}

/* In the order of the records */
static void
scan_rows (RowCheck *self, const LerenStoreTable *table)
{
  LerenCheck *check = self->check;
  LerenStore *store = check->store;
  g_autofree char *name = _leren_quote_identifier (table->declaration->name);
  g_autofree char *sql =
    g_strdup_printf ("SELECT _rowid_, %s FROM %s ORDER BY _rowid_", table->columns, name);
  g_autofree LerenCell *cells = g_new (LerenCell, table->declaration->n_fields);
  LerenRow row = { .cells = cells };
  GError *problem = NULL;
  LerenStatement *statement =
    _leren_store_prepare_for (store, _ ("check"), sql, LEREN_PREPARE_LARGE, &problem);
  gboolean enough = FALSE;
  LerenStep result = LEREN_STEP_DONE;

  while (statement != NULL && !enough && !g_cancellable_is_cancelled (check->cancellable) &&
         (result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    {
      if (!_leren_store_row_from_statement (store, statement, 1, table->declaration, &row,
                                            &problem) ||
          !check_row (self, &row, _leren_statement_get_integer (statement, 0), &problem))
        enough = !_leren_check_take_error (check, g_steal_pointer (&problem));
      _leren_arena_reset (self->arena);
    }
  if (statement != NULL && result != LEREN_STEP_ROW && result != LEREN_STEP_DONE)
    _leren_store_set_error (store, store->db, _ ("check"), &problem);
  _leren_statement_free (statement);
  if (problem != NULL)
    _leren_check_take_error (check, problem);
}

static void
check_rows (LerenCheck *self, const LerenStoreTable *table)
{
  g_autofree LerenCell *cells = g_new (LerenCell, table->declaration->n_fields);
  g_autoptr (LerenJsonReader) reader = _leren_json_reader_new ();
  g_autoptr (LerenArena) arena = _leren_arena_new ();
  g_autoptr (GHashTable) dangling = NULL;
  RowCheck rows = { self, reader, arena, { .cells = cells } };

  if (self->store->db->driver->identities != NULL)
    {
      rows.dangling = dangling = _leren_check_find_dangling (self, table);
      if (dangling == NULL)
        return;
    }
  scan_rows (&rows, table);
}

/* records of types that are not known are at least what they say they are */
static char *
describe_unknown (LerenCheck *self, LerenStatement *statement)
{
  const char *id = _leren_statement_get_text (statement, 0);
  const char *type = _leren_statement_get_text (statement, 1);
  const char *json = _leren_statement_get_text (statement, 2);
  g_autoptr (LerenRecord) record = NULL;
  g_autoptr (GError) problem = NULL;

  if (json != NULL && type != NULL)
    record = _leren_unknown_record_from_json (type, json,
                                              _leren_statement_get_length (statement, 2), &problem);
  if (record != NULL && g_strcmp0 (leren_record_get_id (record), id) == 0)
    return NULL;
  return g_strdup_printf (_ ("%s “%s”: what is kept of it is no such record: %s"),
                          type != NULL ? type : "", id != NULL ? id : "",
                          problem != NULL ? problem->message : _ ("its id is another"));
}

/* each id is of one record, whatever its type */
static char *
describe_id (LerenCheck *self, LerenStatement *statement)
{
  return g_strdup_printf (
    _ ("id “%s” is used %d times: %s"), _leren_statement_get_text (statement, 0),
    (int) _leren_statement_get_integer (statement, 1), _leren_statement_get_text (statement, 2));
}

static void
check_ids (LerenCheck *self)
{
  g_autoptr (GString) sql = g_string_new ("SELECT id, count(*), group_concat(type, ', ') FROM ("
                                          "SELECT id, type FROM unknown_record");

  for (guint i = 0; i < self->store->tables->len; i++)
    {
      const LerenStoreTable *table = g_ptr_array_index (self->store->tables, i);
      g_autofree char *name = _leren_quote_identifier (table->declaration->name);
      g_autofree char *literal = _leren_quote_literal (table->declaration->name);

      g_string_append_printf (sql, " UNION ALL SELECT \"id\", %s FROM %s", literal, name);
    }
  g_string_append (sql, ") AS kept GROUP BY id HAVING count(*) > 1");
  _leren_check_collect (self, sql->str, describe_id);
}

static gboolean
take_fault (LerenStore *store, const LerenDeclaration *declaration, gint64 rowid, GError *why,
            gpointer data)
{
  g_autofree char *id = _leren_store_id_at (store, declaration->name, rowid);

  g_prefix_error (&why, "%s “%s”: ", declaration->name, id);
  return _leren_check_take_error (data, why);
}

static void
check_table (LerenCheck *self, LerenStoreTable *table)
{
  check_rows (self, table);
  for (guint i = 0; i < table->declaration->n_fields; i++)
    if ((table->declaration->fields[i]->flags & LEREN_FIELD_CHAIN) != 0)
      _leren_check_chain (self, table, table->declaration->fields[i]);
}

/* A search must find what is there, and nothing else. The command writes nothing, but counts as
 * writing. */
static void
check_text_index (LerenCheck *self, LerenStoreTable *table)
{
  LerenStore *store = self->store;
  g_autofree char *index = _leren_text_index_name (store, table);
  g_autofree char *sql =
    g_strdup_printf ("INSERT INTO %s (%s, rank) VALUES ('integrity-check', 1)", index, index);

  if (!table->has_text || store->read_only || store->db->driver->find_words != NULL ||
      !_leren_text_index_exists (store, table) || _leren_connection_execute (store->db, sql))
    return;
  g_ptr_array_add (self->problems,
                   g_strdup_printf (_ ("%s: the text index of “%s” is not of what is there; import "
                                       "something, and it is made anew"),
                                    store->location, table->declaration->name));
}

static void
check_schema (LerenCheck *self)
{
  GError *problem = NULL;

  if (!_leren_store_check_schema (self->store, self->problems, &problem))
    _leren_check_take_error (self, problem);
}

static char *
describe_revision (LerenCheck *self, LerenStatement *statement)
{
  return g_strdup_printf (_ ("%s “%s”: the journal has no entry %" PRId64 ", which is said to have "
                             "written it; export all and import that into a new store"),
                          _leren_statement_get_text (statement, 0),
                          _leren_statement_get_text (statement, 1),
                          _leren_statement_get_integer (statement, 2));
}

static char *
describe_entry (LerenCheck *self, LerenStatement *statement)
{
  return g_strdup_printf (_ ("%s: entry %" PRId64 " of the journal says “%s” after entry %" PRId64
                             ", which cannot be; export all and import that into a new store"),
                          self->store->location, _leren_statement_get_integer (statement, 0),
                          _leren_statement_get_text (statement, 1),
                          _leren_statement_get_integer (statement, 2));
}

/* What is there was written by an entry of the journal, and entries follow each other. */
static void
check_journal (LerenCheck *self)
{
  static const LerenChange words[] = { LEREN_CHANGE_ADDED, LEREN_CHANGE_CHANGED,
                                       LEREN_CHANGE_DELETED, LEREN_CHANGE_IMPORTED,
                                       LEREN_CHANGE_FRAMEWORK };
  g_autoptr (GString) known = g_string_new (NULL);
  g_autofree char *entries = NULL;

  for (guint i = 0; i < self->store->tables->len; i++)
    {
      const LerenStoreTable *table = g_ptr_array_index (self->store->tables, i);
      g_autofree char *name = _leren_quote_identifier (table->declaration->name);
      g_autofree char *literal = _leren_quote_literal (table->declaration->name);
      g_autofree char *sql =
        g_strdup_printf ("SELECT %s, t.\"id\", t.\"" LEREN_COLUMN_REVISION "\" FROM %s AS t"
                         " WHERE t.\"" LEREN_COLUMN_REVISION
                         "\" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM journal AS j"
                         " WHERE j.\"number\" = t.\"" LEREN_COLUMN_REVISION "\")",
                         literal, name);

      _leren_check_collect (self, sql, describe_revision);
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_append_printf (known, "%s'%s'", i > 0 ? ", " : "", _leren_change_to_word (words[i]));
  entries = g_strdup_printf ("SELECT \"number\", \"change\", \"before\" FROM journal"
                             " WHERE \"change\" NOT IN (%s) OR \"before\" >= \"number\"",
                             known->str);
  _leren_check_collect (self, entries, describe_entry);
}

static void
check_all (LerenCheck *self)
{
  LerenMeaningCheck meaning = { G_MININT64, G_MAXINT64, NULL, TRUE, take_fault, self };
  GPtrArray *tables = self->store->tables;
  GError *problem = NULL;

  if (self->store->db->driver->check_structure != NULL)
    _leren_check_collect (self, self->store->db->driver->check_structure, describe_structure);
  check_indexes (self);
  check_schema (self);
  for (guint i = 0; i < tables->len && self->problems->len < LEREN_CHECK_MOST_PROBLEMS; i++)
    check_table (self, g_ptr_array_index (tables, i));
  for (guint i = 0; i < tables->len && self->problems->len < LEREN_CHECK_MOST_PROBLEMS; i++)
    check_text_index (self, g_ptr_array_index (tables, i));
  _leren_check_collect (self, "SELECT id, type, json FROM unknown_record", describe_unknown);
  check_ids (self);
  if (self->problems->len < LEREN_CHECK_MOST_PROBLEMS)
    _leren_check_identity (self);
  check_journal (self);
  if (self->problems->len < LEREN_CHECK_MOST_PROBLEMS &&
      !_leren_store_check_meaning (self->store, &meaning, &problem))
    _leren_check_take_error (self, problem);
}

/**
 * leren_store_check:
 * @self: a store
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Checks everything: the file itself, its tables and what is on them, each record as if it were
 * imported, references, chains, ids, and the journal. Each problem is one line that says where it is. After a thousand it stops looking for more.
 *
 * Returns: (array zero-terminated=1) (transfer full): what is wrong, empty where nothing is, or %NULL
 *   with an error where the store cannot be read, or is open as a participant (#LEREN_ERROR_FORBIDDEN)
 *
 * Since: 0.1
 */
char **
leren_store_check (LerenStore *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;
  LerenCheck check = { self, NULL, cancellable };

  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !_leren_store_refuse_reader (self, _ ("check all records"), error) ||
      !_leren_store_begin_reading (self, error))
    return NULL;
  check.problems = problems = g_ptr_array_new_with_free_func (g_free);
  check_all (&check);
  _leren_store_end_reading (self);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  g_ptr_array_add (problems, NULL);
  return (char **) g_ptr_array_steal (problems, NULL);
}
