/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/leren-unknown-record-private.h"
#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>

/* so far from the end of the numbers that a whole import still fits */
#define HIGHEST_ROW (G_MAXINT64 / 2)

/* Where the engine keeps the ids of all tables together */
static LerenStatement *
find_identity_statement (LerenStore *self, LerenHold hold, GError **error)
{
  const LerenDriver *driver = self->db->driver;
  g_autofree char *sql = g_strconcat (driver->find_id,
                                      hold == LEREN_HOLD             ? driver->hold_id
                                      : hold == LEREN_HOLD_TO_CHANGE ? driver->hold_id_to_change
                                      : hold == LEREN_HOLD_ALONE     ? driver->hold_id_alone
                                                                     : NULL,
                                      NULL);

  return _leren_store_borrow (self, _ ("look up an id"), sql, error);
}

/* One select over all tables: which of them has the id, and where. Who writes there has the whole
 * store, so nothing more need be held. */
static LerenStatement *
prepare_find (LerenStore *self, const char *base, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "SELECT -1, _rowid_ FROM %sunknown_record WHERE id = ?1", base);
  for (guint i = 0; i < self->tables->len; i++)
    {
      LerenStoreTable *table = g_ptr_array_index (self->tables, i);
      g_autofree char *name = _leren_quote_identifier (table->declaration->name);

      g_string_append_printf (sql, " UNION ALL SELECT %u, _rowid_ FROM %s%s WHERE \"id\" = ?1", i,
                              base, name);
    }
  return _leren_store_prepare (self, _ ("look up an id"), sql->str, error);
}

/* In the first column of find_id_statement(): the place of the table, or the name of the type */
static const char *
found_type (LerenStore *self, LerenStatement *statement)
{
  const char *name = _leren_statement_get_text (statement, 0);
  gint64 at = _leren_statement_get_integer (statement, 0);
  const LerenStoreTable *table = NULL;

  if (name != NULL)
    table = _leren_store_find_table (self, name);
  else if (at >= 0)
    table = g_ptr_array_index (self->tables, at);
  return table != NULL ? table->declaration->name : "unknown_record";
}

/* Takes the statement: one that is lent is given back. */
static gboolean
find_with (LerenStore *self, LerenStatement *statement, const char *id, gssize length,
           const char **type, gint64 *rowid, GError **error)
{
  LerenStep result;

  *type = NULL;
  if (statement == NULL)
    return FALSE;
  _leren_statement_bind_text (statement, 1, id, length);
  result = _leren_statement_step (statement);
  if (result == LEREN_STEP_ROW)
    {
      *type = found_type (self, statement);
      if (rowid != NULL)
        {
          *rowid = _leren_statement_get_integer (statement, 1);
          _leren_store_note_owner (self, *rowid, statement, 2);
        }
    }
  else if (result != LEREN_STEP_DONE)
    _leren_store_set_error (self, self->db, _ ("look up an id"), error);
  if (statement == self->find_id || statement == self->find_any)
    {
      _leren_statement_reset (statement);
      _leren_statement_clear (statement);
    }
  else
    _leren_store_give_back (self, statement);
  return result == LEREN_STEP_ROW || result == LEREN_STEP_DONE;
}

/* The ids of all tables together know of no reader, but where the server does. */
static gboolean
find_identity (LerenStore *self, const char *id, gssize length, LerenHold hold, const char **type,
               gint64 *rowid, GError **error)
{
  gint64 found = 0;
  gboolean sees = TRUE;

  if (self->by_login)
    return find_with (self,
                      _leren_store_borrow (self, _ ("look up an id"),
                                           "SELECT \"type\", \"row\" FROM leren_sight.find (?1)",
                                           error),
                      id, length, type, rowid, error);
  if (!find_with (self, find_identity_statement (self, hold, error), id, length, type,
                  rowid != NULL || self->reader != NULL ? &found : NULL, error) ||
      (self->reader != NULL && *type != NULL &&
       !_leren_store_can_see (self, *type, found, &sees, error)))
    return FALSE;
  if (!sees)
    *type = NULL;
  if (*type != NULL && rowid != NULL)
    *rowid = found;
  return TRUE;
}

gboolean
_leren_store_find_type (LerenStore *self, const char *id, gssize length, const char **type,
                        gint64 *rowid, GError **error)
{
  return _leren_store_hold_type (self, id, length, LEREN_HOLD_NOT, type, rowid, error);
}

gboolean
_leren_store_hold_type (LerenStore *self, const char *id, gssize length, LerenHold hold,
                        const char **type, gint64 *rowid, GError **error)
{
  if (self->db->driver->find_id != NULL)
    return find_identity (self, id, length, hold, type, rowid, error);
  if (self->find_id == NULL)
    self->find_id = prepare_find (self, "", error);
  return find_with (self, self->find_id, id, length, type, rowid, error);
}

gboolean
_leren_store_find_any (LerenStore *self, const char *id, gssize length, LerenHold hold,
                       const char **type, gint64 *rowid, GError **error)
{
  if (self->db->driver->find_id != NULL)
    return find_with (self, find_identity_statement (self, hold, error), id, length, type, rowid,
                      error);
  if (self->reader == NULL)
    return _leren_store_find_type (self, id, length, type, rowid, error);
  if (self->find_any == NULL)
    self->find_any = prepare_find (self, self->db->driver->base, error);
  return find_with (self, self->find_any, id, length, type, rowid, error);
}

char *
_leren_store_id_at (LerenStore *self, const char *record_type, gint64 rowid)
{
  g_autofree char *source = _leren_store_row_source (self, record_type);
  g_autofree char *sql = g_strdup_printf ("SELECT \"id\" FROM %s", source);
  LerenStatement *statement = _leren_store_borrow (self, _ ("look up an id"), sql, NULL);
  char *id = NULL;

  if (statement == NULL)
    return NULL;
  _leren_statement_bind_integer (statement, 1, rowid);
  if (_leren_statement_step (statement) == LEREN_STEP_ROW)
    id = g_strdup (_leren_statement_get_text (statement, 0));
  _leren_store_give_back (self, statement);
  return id;
}

/* Where several write at the same time, the engine gives out the numbers. */
static gboolean
ask_for_number (LerenStore *self, gint64 *rowid, GError **error)
{
  LerenStatement *statement =
    _leren_store_borrow (self, _ ("number a record"), self->db->driver->next_row, error);
  LerenStep result;

  if (statement == NULL)
    return FALSE;
  result = _leren_statement_step (statement);
  if (result == LEREN_STEP_ROW)
    *rowid = _leren_statement_get_integer (statement, 0);
  else
    _leren_store_set_error (self, self->db, _ ("number a record"), error);
  _leren_store_give_back (self, statement);
  return result == LEREN_STEP_ROW;
}

/* Row numbers go on over all tables, so that they tell the order in which records came. */
gboolean
_leren_store_next_rowid (LerenStore *self, gint64 *rowid, GError **error)
{
  gint64 last = 0;
  LerenStep result;

  if (self->db->driver->next_row != NULL)
    return ask_for_number (self, rowid, error);
  /* nobody else writes while a transaction is under way */
  if (self->last_taken > 0 && self->last_taken < HIGHEST_ROW)
    {
      *rowid = ++self->last_taken;
      return TRUE;
    }

  if (self->last_row == NULL)
    {
      const char *base = self->db->driver->base;
      g_autoptr (GString) sql = g_string_new (NULL);

      g_string_append_printf (
        sql, "SELECT max(r) FROM (SELECT max(_rowid_) AS r FROM %sunknown_record", base);
      for (guint i = 0; i < self->tables->len; i++)
        {
          LerenStoreTable *table = g_ptr_array_index (self->tables, i);
          g_autofree char *name = _leren_quote_identifier (table->declaration->name);

          g_string_append_printf (sql, " UNION ALL SELECT max(_rowid_) FROM %s%s", base, name);
        }
      g_string_append (sql, ") AS highest");
      self->last_row = _leren_store_prepare (self, _ ("number a record"), sql->str, error);
      if (self->last_row == NULL)
        return FALSE;
    }
  result = _leren_statement_step (self->last_row);
  if (result == LEREN_STEP_ROW)
    last = _leren_statement_get_integer (self->last_row, 0);
  else
    _leren_store_set_error (self, self->db, _ ("number a record"), error);
  _leren_statement_reset (self->last_row);
  if (result != LEREN_STEP_ROW)
    return FALSE;
  if (last >= HIGHEST_ROW)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_LIMIT,
                   _ ("%s takes no more records; export it, and import that into a new store"),
                   self->location);
      return FALSE;
    }
  *rowid = MAX (last, 0) + 1;
  if (self->transaction != NULL)
    self->last_taken = *rowid;
  return TRUE;
}

gboolean
_leren_store_next_rowids (LerenStore *self, guint n_rows, gint64 *first, GError **error)
{
  if (!_leren_store_next_rowid (self, first, error))
    return FALSE;
  self->last_taken += n_rows - 1;
  return TRUE;
}

static char *
insert_sql (LerenStore *self, const LerenStoreTable *table)
{
  g_autofree char *name = _leren_store_base_name (self, table->declaration->name);
  const gboolean has_owner = self->db->driver->owner_of != NULL;
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO %s (_rowid_, %s%s) VALUES (?1", name, table->columns,
                          has_owner ? ", \"" LEREN_COLUMN_OWNER "\"" : "");
  for (guint i = 0; i < table->declaration->n_fields + LEREN_N_HIDDEN_COLUMNS; i++)
    g_string_append_printf (sql, ", ?%u", i + 2);
  /* an import finds those of many at once */
  if (has_owner && self->importing)
    g_string_append_printf (sql, ", ?%u",
                            table->declaration->n_fields + LEREN_N_HIDDEN_COLUMNS + 2);
  else if (has_owner)
    {
      g_string_append (sql, ", ");
      _leren_store_append_owner (self, table->declaration, 2, sql);
    }
  g_string_append (sql,
                   has_owner && !self->importing ? ") RETURNING \"" LEREN_COLUMN_OWNER "\"" : ")");
  return g_string_free (sql, FALSE);
}

LerenStatement *
_leren_store_insert_statement (LerenStore *self, LerenStoreTable *table, GError **error)
{
  if (table->insert == NULL)
    {
      g_autofree char *sql = insert_sql (self, table);
      table->insert =
        _leren_store_prepare_for (self, _ ("save a record"), sql,
                                  self->importing ? LEREN_PREPARE_LOAD : LEREN_PREPARE_ONCE, error);
    }
  return table->insert;
}

/* With an owner it says whether there was such a row. */
static LerenStatement *
update_statement (LerenStore *self, LerenStoreTable *table, gboolean of_owner, GError **error)
{
  LerenStatement **update = of_owner ? &table->update_of_owner : &table->update;

  if (*update == NULL)
    {
      g_autofree char *name = _leren_store_base_name (self, table->declaration->name);
      g_autoptr (GString) sql = g_string_new (NULL);
      guint n_fields = table->declaration->n_fields;

      g_string_append_printf (sql, "UPDATE %s SET ", name);
      for (guint i = 0; i < n_fields; i++)
        {
          g_autofree char *column = _leren_quote_identifier (table->declaration->fields[i]->name);
          g_string_append_printf (sql, "%s = ?%u, ", column, i + 2);
        }
      g_string_append_printf (sql,
                              "\"" LEREN_COLUMN_UNKNOWN "\" = ?%u, \"" LEREN_COLUMN_AS_GIVEN
                              "\" = ?%u, \"" LEREN_COLUMN_REVISION "\" = ?%u WHERE _rowid_ = ?1",
                              n_fields + 2, n_fields + 3, n_fields + 4);
      if (of_owner)
        g_string_append_printf (sql, LEREN_AND_OWNER ("%u") " RETURNING 1", n_fields + 5);
      *update = _leren_store_prepare (self, _ ("save a record"), sql->str, error);
    }
  return *update;
}

void
_leren_store_bind_row (LerenStatement *statement, int first, const LerenRow *row)
{
  guint n_fields = row->declaration->n_fields;

  for (guint i = 0; i < n_fields; i++)
    _leren_statement_bind (statement, first + i, &row->cells[i]);
  _leren_statement_bind (statement, first + n_fields, &row->unknown_members);
  _leren_statement_bind (statement, first + n_fields + 1, &row->numbers_as_given);
  _leren_statement_bind_integer (statement, first + n_fields + 2, row->revision);
}

/* @statement may be NULL: then there is an error already. It is to be reset. */
static LerenStep
run (LerenStore *self, LerenStatement *statement, gint64 rowid, const LerenRow *row, GError **error)
{
  LerenStep result;

  if (statement == NULL)
    return LEREN_STEP_FAILED;
  _leren_statement_bind_integer (statement, 1, rowid);
  _leren_store_bind_row (statement, 2, row);
  result = _leren_statement_step (statement);
  if (result == LEREN_STEP_FAILED)
    _leren_store_set_error (self, self->db, _ ("save a record"), error);
  return result;
}

static gboolean
insert_row (LerenStore *self, LerenStoreTable *table, gint64 rowid, const LerenRow *row,
            GError **error)
{
  LerenStatement *statement = _leren_store_insert_statement (self, table, error);
  const LerenStep result = run (self, statement, rowid, row, error);

  if (result == LEREN_STEP_ROW)
    _leren_store_note_owner (self, rowid, statement, 0);
  if (statement != NULL)
    _leren_statement_reset (statement);
  return result != LEREN_STEP_FAILED;
}

static gboolean
update_row (LerenStore *self, LerenStoreTable *table, gint64 rowid, const LerenRow *row,
            GError **error)
{
  const char *owner = _leren_store_get_row_owner (self, rowid);
  LerenStatement *statement = update_statement (self, table, owner != NULL, error);
  LerenStep result;

  if (statement != NULL && owner != NULL)
    _leren_statement_bind_text (statement, row->declaration->n_fields + 5, owner, -1);
  result = run (self, statement, rowid, row, error);
  if (statement != NULL)
    _leren_statement_reset (statement);
  if (result != LEREN_STEP_DONE || owner == NULL)
    return result != LEREN_STEP_FAILED;
  _leren_store_forget_owner (self);
  return update_row (self, table, rowid, row, error);
}

void
_leren_row_stamp (LerenRow *row, gboolean is_new, const char *now, int *stamped)
{
  int field = is_new ? LEREN_RECORD_CREATED : LEREN_RECORD_MODIFIED;

  *stamped = -1;
  if (is_new && row->cells[field].kind != LEREN_CELL_ABSENT)
    return;
  row->cells[field] = _leren_cell_text (now, -1);
  *stamped = field;
}

static LerenStatement *
select_statement (LerenStore *self, LerenStoreTable *table, gboolean of_owner, GError **error)
{
  LerenStatement **select = of_owner ? &table->select_of_owner : &table->select;

  if (*select == NULL)
    {
      g_autofree char *source = _leren_store_row_source (self, table->declaration->name);
      g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s%s", table->columns, source,
                                              of_owner ? LEREN_AND_OWNER ("2") : "");

      *select = _leren_store_prepare (self, "read a record", sql, error);
    }
  return *select;
}

LerenStatement *
_leren_store_select_row (LerenStore *self, LerenStoreTable *table, gint64 row_number, LerenRow *row,
                         GError **error)
{
  const char *owner = _leren_store_get_row_owner (self, row_number);
  LerenStatement *statement = select_statement (self, table, owner != NULL, error);
  LerenStep result;

  if (statement == NULL)
    return NULL;
  _leren_statement_bind_integer (statement, 1, row_number);
  if (owner != NULL)
    _leren_statement_bind_text (statement, 2, owner, -1);
  result = _leren_statement_step (statement);
  if (result == LEREN_STEP_DONE && owner != NULL)
    {
      _leren_statement_reset (statement);
      _leren_store_forget_owner (self);
      return _leren_store_select_row (self, table, row_number, row, error);
    }
  if (result != LEREN_STEP_ROW)
    _leren_store_set_error (self, self->db, "read a record", error);
  else if (_leren_store_row_from_statement (self, statement, 0, table->declaration, row, error))
    return statement;
  _leren_statement_reset (statement);
  return NULL;
}

/* The row as it is in the table goes into the journal, and the row that takes its place learns the
 * number of the entry. */
static gboolean
note_change (LerenStore *self, LerenStoreTable *table, gint64 rowid, LerenRow *row,
             const LerenPut *put, GError **error)
{
  const LerenCell *id = &row->cells[LEREN_RECORD_ID];
  LerenJournalNote note = { put->change, put->now, row->declaration->name, id->text, id->length };
  g_autofree LerenCell *cells = NULL;
  g_autoptr (GString) old = NULL;
  LerenRow there = { 0 };
  LerenStatement *statement;

  if (put->change == LEREN_CHANGE_CHANGED)
    {
      cells = g_new (LerenCell, table->declaration->n_fields);
      there.cells = cells;
      statement = _leren_store_select_row (self, table, rowid, &there, error);
      if (statement == NULL)
        return FALSE;
      old = g_string_new (NULL);
      _leren_row_write (&there, old);
      _leren_statement_reset (statement);
      note.before = there.revision;
      note.old = old->str;
      note.old_length = old->len;
      if (put->goes_on_from != LEREN_REVISION_UNKNOWN && put->goes_on_from != there.revision)
        {
          _leren_store_set_conflict (self, row, put->goes_on_from, there.revision, old->str, error);
          return FALSE;
        }
    }
  return _leren_journal_write (self, &note, &row->revision, error);
}

gboolean
_leren_store_write_row (LerenStore *self, LerenStoreTable *table, gint64 rowid, const LerenRow *row,
                        gboolean is_new, GError **error)
{
  gboolean indexed = table->has_text && _leren_text_index_exists (self, table);

  if (!is_new && indexed && !_leren_text_index_remove (self, table, rowid, error))
    return FALSE;
  if (!(is_new ? insert_row : update_row) (self, table, rowid, row, error) ||
      (indexed && !_leren_text_index_add (self, table, rowid, error)))
    return FALSE;
  _leren_text_index_outdate (self);
  return TRUE;
}

gboolean
_leren_store_put_row (LerenStore *self, LerenStoreTable *table, LerenRow *row, LerenPut *put,
                      GError **error)
{
  const LerenCell *id = &row->cells[LEREN_RECORD_ID];
  gint64 rowid = 0;
  const char *type;
  /* where a record leads is known at once, so that what comes of it tells a reader nothing of what is
   * hidden there */
  const gboolean deferred = self->transaction != NULL && self->reader == NULL;
  g_autofree char *owner = NULL;

  if (!_leren_store_find_any (self, id->text, id->length, LEREN_HOLD_TO_CHANGE, &type, &rowid,
                              error) ||
      (self->reader != NULL && !_leren_reader_check_before (self, type, row, rowid, error)))
    return FALSE;
  if (type != NULL && !g_str_equal (type, table->declaration->name))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_DUPLICATE,
                   _ ("member “id” is used by a record of type %s already; choose another"), type);
      _leren_row_prefix_error (row, error);
      return FALSE;
    }
  if (type == NULL && put->goes_on_from != LEREN_REVISION_UNKNOWN)
    return _leren_store_set_conflict (self, row, put->goes_on_from, 0, NULL, error);
  put->change = type == NULL ? LEREN_CHANGE_ADDED : LEREN_CHANGE_CHANGED;
  _leren_row_stamp (row, type == NULL, put->now, &put->stamped);
  if (type == NULL && !_leren_store_next_rowid (self, &rowid, error))
    return FALSE;
  if (!note_change (self, table, rowid, row, put, error) ||
      !_leren_store_write_row (self, table, rowid, row, type == NULL, error))
    return FALSE;
  owner = g_strdup (_leren_store_get_row_owner (self, rowid));
  /* nothing can refer to a record that is new, unless a transaction left that open */
  return _leren_store_check_references (self, row, deferred, error) &&
         (self->reader == NULL || _leren_reader_check_after (self, row, rowid, error)) &&
         _leren_store_check_chains (self, row, error) &&
         _leren_store_check_meaning_of (self, row, rowid, owner,
                                        type != NULL || self->n_pending_references > 0, error);
}

/* What SQLite keeps a field as. A table that was not made by this library can hold anything. */
static gboolean
column_fits (const LerenField *field, const LerenCell *cell)
{
  if (cell->kind == LEREN_CELL_ABSENT)
    return TRUE;
  switch (field->kind)
    {
    case LEREN_FIELD_KIND_INTEGER:
    case LEREN_FIELD_KIND_BOOLEAN:
      return cell->kind == LEREN_CELL_INTEGER;
    case LEREN_FIELD_KIND_NUMBER:
      return cell->kind == LEREN_CELL_REAL;
    default:
      return cell->kind == LEREN_CELL_TEXT;
    }
}

static gboolean
set_unsound (LerenStore *self, const LerenRow *row, const char *said, GError **error)
{
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_CORRUPT,
               _ ("%s is damaged: %s: %s; restore it from a backup"), self->location,
               row->declaration->name, said);
  return FALSE;
}

gboolean
_leren_store_row_from_statement (LerenStore *self, LerenStatement *statement, int first,
                                 const LerenDeclaration *declaration, LerenRow *row, GError **error)
{
  guint n_fields = declaration->n_fields;
  LerenCell *kept[] = { &row->unknown_members, &row->numbers_as_given };

  row->declaration = declaration;
  for (guint i = 0; i < n_fields; i++)
    {
      if (!_leren_statement_get_cell (statement, first + i, &row->cells[i]) ||
          !column_fits (declaration->fields[i], &row->cells[i]))
        {
          g_autofree char *said = g_strdup_printf (_ ("member “%s” has a value of a wrong type"),
                                                   declaration->fields[i]->name);
          return set_unsound (self, row, said, error);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      _leren_statement_get_cell (statement, first + n_fields + i, kept[i]);
      if (kept[i]->kind != LEREN_CELL_TEXT && kept[i]->kind != LEREN_CELL_ABSENT)
        return set_unsound (self, row, _ ("its unknown members are not JSON"), error);
    }
  row->revision = _leren_statement_get_integer (statement, first + n_fields + G_N_ELEMENTS (kept));
  return TRUE;
}

/* what no field can judge from a cell: text that is none, lists, JSON */
static gboolean
check_text (const LerenField *field, const LerenCell *cell, LerenArena *arena, GError **error)
{
  g_autoptr (LerenJsonReader) reader = NULL;
  const LerenJsonToken *tokens, *as_given;
  LerenCell again;
  guint32 n_tokens;

  if (!g_utf8_validate_len (cell->text, cell->length, NULL))
    {
      _leren_field_set_error (field, error, LEREN_ERROR_INVALID, _ ("is not valid UTF-8"));
      return FALSE;
    }
  if (!LEREN_FIELD_IS_LIST (field) && field->kind != LEREN_FIELD_KIND_JSON)
    return TRUE;
  reader = _leren_json_reader_new ();
  tokens = _leren_json_reader_parse (reader, cell->text, cell->length, 1, &n_tokens, error);
  if (tokens != NULL)
    return _leren_field_read (field, tokens, 0, arena, &again, &as_given, error);
  g_prefix_error (error, _ ("member “%s”: "), field->name);
  return FALSE;
}

static gboolean
check_kept (const LerenCell *cell, GError **error)
{
  g_autoptr (LerenJsonReader) reader = NULL;
  const LerenJsonToken *tokens;
  guint32 n_tokens;

  if (cell->kind == LEREN_CELL_ABSENT)
    return TRUE;
  reader = _leren_json_reader_new ();
  tokens = _leren_json_reader_parse (reader, cell->text, cell->length, 1, &n_tokens, error);
  if (tokens == NULL)
    return FALSE;
  if (tokens[0].kind == LEREN_JSON_OBJECT)
    return TRUE;
  g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID, _ ("its unknown members are no object"));
  return FALSE;
}

gboolean
_leren_store_row_is_sound (LerenStore *self, const LerenRow *row, GError **error)
{
  g_autoptr (LerenArena) arena = _leren_arena_new ();
  g_autoptr (GError) why = NULL;
  gboolean sound = TRUE;

  for (guint i = 0; sound && i < row->declaration->n_fields; i++)
    sound = row->cells[i].kind != LEREN_CELL_TEXT ||
            check_text (row->declaration->fields[i], &row->cells[i], arena, &why);
  sound = sound && _leren_row_check (row, &why) && check_kept (&row->unknown_members, &why) &&
          check_kept (&row->numbers_as_given, &why);
  return sound || set_unsound (self, row, why->message, error);
}

/* A class can have got members since its records were kept. */
static gboolean
fit_class (const LerenRow *row, const LerenDeclaration *declaration, LerenRow *fitted)
{
  fitted->declaration = declaration;
  fitted->unknown_members = row->unknown_members;
  fitted->numbers_as_given = row->numbers_as_given;
  for (guint i = 0; i < row->declaration->n_fields; i++)
    {
      const LerenField *kept = row->declaration->fields[i];
      const LerenField *field =
        _leren_declaration_find (declaration, kept->name, kept->name_length);

      if (field == NULL || !_leren_store_same_kind (field, kept))
        return FALSE;
      fitted->cells[field->index] = row->cells[i];
    }
  return TRUE;
}

/* A type without a class in this program comes out as what is known of it: its JSON. */
static LerenRecord *
unknown_from_row (LerenStore *self, const LerenRow *row, GError **error)
{
  g_autoptr (GString) json = NULL;

  if (!_leren_store_row_is_sound (self, row, error))
    return NULL;
  json = g_string_new (NULL);
  _leren_row_write (row, json);
  return _leren_unknown_record_from_json (row->declaration->name, json->str, json->len, error);
}

static LerenRecord *
known_from_row (LerenStore *self, const LerenRow *row, GError **error)
{
  LerenRecord *record;

  if (_leren_declaration_is_at_home (row->declaration))
    return _leren_store_row_is_sound (self, row, error) ? _leren_record_new_from_row (row, error)
                                                        : NULL;
  record = unknown_from_row (self, row, error);
  if (record != NULL)
    _leren_unknown_record_postpone (record);
  return record;
}

static LerenRecord *
record_from_row (LerenStore *self, const LerenRow *row, GError **error)
{
  const LerenDeclaration *declaration = row->declaration;

  if (declaration->object_type == 0)
    declaration = leren_declaration_lookup (declaration->name);
  if (declaration != NULL && declaration->object_type != 0)
    {
      g_autofree LerenCell *cells = g_new0 (LerenCell, declaration->n_fields);
      LerenRow fitted = { .cells = cells };

      if (declaration == row->declaration)
        return known_from_row (self, row, error);
      if (fit_class (row, declaration, &fitted))
        return known_from_row (self, &fitted, error);
    }
  return unknown_from_row (self, row, error);
}

void
_leren_store_set_read (LerenStore *self, LerenRecord *record, gint64 revision)
{
  _leren_record_set_place (record, self->place);
  _leren_record_set_revision (record, self->place, revision,
                              self->first_noted > 0 && revision >= self->first_noted ? self->fate
                                                                                     : NULL);
}

LerenRecord *
_leren_store_record_from_row (LerenStore *self, const LerenRow *row, GError **error)
{
  LerenRecord *record = record_from_row (self, row, error);

  if (record != NULL)
    _leren_store_set_read (self, record, row->revision);
  return record;
}
