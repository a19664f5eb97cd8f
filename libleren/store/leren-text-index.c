/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-sqlite-private.h"
#include "store/leren-store-internal-private.h"

#include <glib/gi18n-lib.h>

/* In a file: full text with FTS5, one index per record type over its titles, narratives and texts. The index
 * holds no copy of the texts. It is built when it is first searched, kept up by every save after
 * that, and dropped by a bulk import, after which the next search builds it anew. A
 * server searches texts itself: there an index only makes it quicker, and is kept up by the server.
 *
 * A participant searches an index of their own in memory, of what they may see: how rare a word is,
 * and with it the order of what is found, would tell of records that are hidden. It is made anew
 * after any change, for that may have let them in, or out. */

static char *
index_name (const LerenStoreTable *table)
{
  return g_strconcat (table->declaration->name, "_text", NULL);
}

char *
_leren_text_index_name (LerenStore *self, const LerenStoreTable *table)
{
  g_autofree char *name = index_name (table);
  return _leren_quote_identifier (name);
}

/* Another program, or a roll-back, may have made or dropped indexes. */
void
_leren_text_index_forget (LerenStore *self)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      LerenStoreTable *table = g_ptr_array_index (self->tables, i);

      table->text_index = LEREN_TEXT_INDEX_UNKNOWN;
      table->own_index_outdated = TRUE;
    }
}

void
_leren_text_index_outdate (LerenStore *self)
{
  for (guint i = 0; i < self->tables->len; i++)
    ((LerenStoreTable *) g_ptr_array_index (self->tables, i))->own_index_outdated = TRUE;
}

static gboolean
has_server_index (LerenStore *self, const char *name)
{
  g_autofree char *literal = _leren_quote_literal (name);
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM (%s) AS i WHERE i.name = %s",
                                          self->db->driver->list_indexes, literal);

  return _leren_store_query_integer (self, sql) > 0;
}

/* What cannot be told counts as there: who uses it then is told why it cannot be, and nothing is
 * saved beside an index that does not know of it. */
static LerenTextIndex
ask_for_index (LerenStore *self, const LerenStoreTable *table)
{
  g_autofree char *name = index_name (table);
  LerenStatement *statement;
  LerenStep result;

  if (self->on_server)
    return has_server_index (self, name) ? LEREN_TEXT_INDEX_PRESENT : LEREN_TEXT_INDEX_ABSENT;
  statement = _leren_store_prepare (
    self, "look for the text index",
    "SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = ?1", NULL);
  if (statement == NULL)
    return LEREN_TEXT_INDEX_UNKNOWN;
  _leren_statement_bind_text (statement, 1, name, -1);
  result = _leren_statement_step (statement);
  _leren_statement_free (statement);
  return result == LEREN_STEP_ROW    ? LEREN_TEXT_INDEX_PRESENT
         : result == LEREN_STEP_DONE ? LEREN_TEXT_INDEX_ABSENT
                                     : LEREN_TEXT_INDEX_UNKNOWN;
}

gboolean
_leren_text_index_exists (LerenStore *self, LerenStoreTable *table)
{
  if (table->text_index == LEREN_TEXT_INDEX_UNKNOWN)
    table->text_index = ask_for_index (self, table);
  return table->text_index != LEREN_TEXT_INDEX_ABSENT;
}

/* "title", "narrative", each with @before in front */
static char *
text_columns (const LerenStoreTable *table, const char *before)
{
  GString *columns = g_string_new (NULL);

  for (guint i = 0; i < table->declaration->n_fields; i++)
    {
      const LerenField *field = table->declaration->fields[i];

      if ((field->flags & LEREN_FIELD_FULLTEXT) != 0)
        g_string_append_printf (columns, "%s%s\"%s\"", columns->len > 0 ? ", " : "", before,
                                field->name);
    }
  return g_string_free (columns, FALSE);
}

/* All texts of a record as one, for a server: @before is what names the table */
static char *
joined_texts (const LerenStoreTable *table, const char *before)
{
  GString *texts = g_string_new (NULL);

  for (guint i = 0; i < table->declaration->n_fields; i++)
    {
      const LerenField *field = table->declaration->fields[i];
      g_autofree char *column = NULL;

      if ((field->flags & LEREN_FIELD_FULLTEXT) == 0)
        continue;
      column = _leren_quote_identifier (field->name);
      g_string_append_printf (texts, "%scoalesce (%s%s, '')", texts->len > 0 ? " || ' ' || " : "",
                              before, column);
    }
  return g_string_free (texts, FALSE);
}

/* Where it may not be made, it is searched without. */
static gboolean
build_on_server (LerenStore *self, LerenStoreTable *table)
{
  g_autofree char *index = _leren_text_index_name (self, table);
  g_autofree char *name = _leren_store_base_name (self, table->declaration->name);
  g_autofree char *texts = joined_texts (table, "");
  g_autofree char *sql = g_strdup_printf ("CREATE INDEX IF NOT EXISTS %s ON %s USING gin (%s(%s))",
                                          index, name, self->db->driver->find_words, texts);

  table->text_index = LEREN_TEXT_INDEX_PRESENT;
  if (!self->read_only && _leren_store_begin_step (self, NULL))
    {
      _leren_store_end_step (self, _leren_store_execute (self, "build the text index", sql, NULL),
                             NULL);
      table->text_index = LEREN_TEXT_INDEX_PRESENT;
    }
  return TRUE;
}

void
_leren_text_index_append_match (LerenStore *self, const LerenStoreTable *table, guint place,
                                GString *sql)
{
  if (self->on_server)
    {
      g_autofree char *texts = joined_texts (table, "t.");

      g_string_append_printf (sql, " WHERE %s(%s) @@ leren.sought (?%u)",
                              self->db->driver->find_words, texts, place);
    }
  else
    {
      g_autofree char *index = _leren_text_index_name (self, table);

      g_string_append_printf (sql, " JOIN %s AS x ON x.rowid = t._rowid_ WHERE x.%s MATCH ?%u",
                              index, index, place);
    }
}

void
_leren_text_index_append_rank (LerenStore *self, const LerenStoreTable *table, guint place,
                               GString *sql)
{
  g_autofree char *texts = joined_texts (table, "t.");

  if (self->on_server)
    g_string_append_printf (sql, "ts_rank (%s(%s), leren.sought (?%u)) DESC",
                            self->db->driver->find_words, texts, place);
  else
    g_string_append (sql, "x.rank");
}

static gboolean
build_index (LerenStore *self, LerenStoreTable *table, GError **error)
{
  g_autofree char *index = _leren_text_index_name (self, table);
  g_autofree char *columns = text_columns (table, "");
  g_autofree char *sql = g_strdup_printf ("CREATE VIRTUAL TABLE %s USING fts5(%s, content = '%s',"
                                          " tokenize = '" LEREN_TEXT_TOKENIZE "');"
                                          "INSERT INTO %s (%s) VALUES ('rebuild')",
                                          index, columns, table->declaration->name, index, index);

  if (!_leren_store_begin_step (self, error) ||
      !_leren_store_end_step (self, _leren_store_execute (self, "build the text index", sql, error),
                              error))
    return FALSE;
  table->text_index = LEREN_TEXT_INDEX_PRESENT;
  return TRUE;
}

/* An index in memory, with a copy of the texts: for a store that cannot be written, and for a reader,
 * of what they may see. */
static gboolean
build_own_index (LerenStore *self, LerenStoreTable *table, GError **error)
{
  g_autofree char *index = _leren_text_index_name (self, table);
  g_autofree char *name = _leren_quote_identifier (table->declaration->name);
  g_autofree char *columns = text_columns (table, "");
  g_autofree char *sql =
    g_strdup_printf ("DROP TABLE IF EXISTS temp.%s;"
                     "CREATE VIRTUAL TABLE temp.%s USING fts5(%s,"
                     " tokenize = '" LEREN_TEXT_TOKENIZE "');"
                     "INSERT INTO temp.%s (rowid, %s) SELECT _rowid_, %s FROM %s",
                     index, index, columns, index, columns, columns, name);

  if (!_leren_store_execute (self, "build the text index", sql, error))
    return FALSE;
  table->own_index_outdated = FALSE;
  return TRUE;
}

static LerenConnection *
make_copy (LerenStore *self, const LerenStoreTable *table, GError **error)
{
  g_autofree char *index = _leren_text_index_name (self, table);
  g_autofree char *columns = text_columns (table, "");
  g_autofree char *sql = g_strdup_printf ("CREATE VIRTUAL TABLE %s USING fts5(%s, content = '',"
                                          " tokenize = '" LEREN_TEXT_TOKENIZE "'); BEGIN",
                                          index, columns);
  LerenConnection *copy = _leren_sqlite_open (":memory:", self->location, FALSE, error);

  if (copy == NULL || _leren_connection_execute (copy, sql))
    return copy;
  _leren_store_set_error (self, copy, _ ("compare texts"), error);
  _leren_connection_close (copy);
  return NULL;
}

static gboolean
fill_copy (LerenStore *self, LerenStatement *from, LerenConnection *copy, LerenStatement *into,
           GCancellable *cancellable, GError **error)
{
  LerenStep result;

  while ((result = _leren_statement_step (from)) == LEREN_STEP_ROW)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (int i = 0; i < _leren_statement_get_n_columns (from); i++)
        {
          LerenCell cell;

          _leren_statement_get_cell (from, i, &cell);
          _leren_statement_bind (into, i + 1, &cell);
        }
      if (_leren_statement_step (into) != LEREN_STEP_DONE)
        {
          _leren_store_set_error (self, copy, _ ("compare texts"), error);
          return FALSE;
        }
      _leren_statement_reset (into);
    }
  if (result != LEREN_STEP_DONE)
    _leren_store_set_error (self, self->db, _ ("compare texts"), error);
  return result == LEREN_STEP_DONE;
}

LerenConnection *
_leren_text_index_copy (LerenStore *self, LerenStoreTable *table, GCancellable *cancellable,
                        GError **error)
{
  g_autofree char *index = _leren_text_index_name (self, table);
  g_autofree char *name = _leren_quote_identifier (table->declaration->name);
  g_autofree char *columns = text_columns (table, "");
  g_autofree char *select = g_strdup_printf ("SELECT _rowid_, %s FROM %s", columns, name);
  g_autoptr (GString) insert = g_string_new (NULL);
  LerenConnection *copy = make_copy (self, table, error);
  LerenStatement *from, *into;
  gboolean filled;

  if (copy == NULL)
    return NULL;
  from = _leren_store_prepare_for (self, _ ("compare texts"), select, LEREN_PREPARE_LARGE, error);
  g_string_append_printf (insert, "INSERT INTO %s (rowid, %s) VALUES (?1", index, columns);
  for (guint i = 0, place = 2; i < table->declaration->n_fields; i++)
    if ((table->declaration->fields[i]->flags & LEREN_FIELD_FULLTEXT) != 0)
      g_string_append_printf (insert, ", ?%u", place++);
  g_string_append_c (insert, ')');
  into = _leren_connection_prepare (copy, insert->str, LEREN_PREPARE_LASTING);
  if (into == NULL)
    _leren_store_set_error (self, copy, _ ("compare texts"), from != NULL ? error : NULL);
  filled = from != NULL && into != NULL && fill_copy (self, from, copy, into, cancellable, error);
  _leren_statement_free (from);
  _leren_statement_free (into);
  if (filled && _leren_connection_execute (copy, "COMMIT"))
    return copy;
  if (filled)
    _leren_store_set_error (self, copy, _ ("compare texts"), error);
  _leren_connection_close (copy);
  return NULL;
}

gboolean
_leren_text_index_ready (LerenStore *self, LerenStoreTable *table, GError **error)
{
  if (self->on_server)
    return _leren_text_index_exists (self, table) || build_on_server (self, table);
  if (self->reader == NULL && _leren_text_index_exists (self, table))
    return TRUE;
  if (self->reader == NULL && !self->read_only)
    return build_index (self, table, error);
  return !table->own_index_outdated || build_own_index (self, table, error);
}

static gboolean
change_index (LerenStore *self, const char *sql, gint64 rowid, GError **error)
{
  LerenStatement *statement;

  if (self->on_server)
    return TRUE;
  statement = _leren_store_borrow (self, "keep the text index", sql, error);
  if (statement != NULL)
    _leren_statement_bind_integer (statement, 1, rowid);
  return _leren_store_run_lent (self, statement, "keep the text index", error);
}

static char *
base_index_name (LerenStore *self, const LerenStoreTable *table)
{
  g_autofree char *name = index_name (table);
  return _leren_store_base_name (self, name);
}

gboolean
_leren_text_index_add (LerenStore *self, const LerenStoreTable *table, gint64 rowid, GError **error)
{
  g_autofree char *index = base_index_name (self, table);
  g_autofree char *name = _leren_store_base_name (self, table->declaration->name);
  g_autofree char *columns = text_columns (table, "");
  g_autofree char *sql =
    g_strdup_printf ("INSERT INTO %s (rowid, %s) SELECT rowid, %s FROM %s WHERE rowid = ?1", index,
                     columns, columns, name);

  return change_index (self, sql, rowid, error);
}

gboolean
_leren_text_index_remove (LerenStore *self, const LerenStoreTable *table, gint64 rowid,
                          GError **error)
{
  g_autofree char *index = base_index_name (self, table);
  g_autofree char *column = _leren_text_index_name (self, table);
  g_autofree char *name = _leren_store_base_name (self, table->declaration->name);
  g_autofree char *columns = text_columns (table, "");
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO %s (%s, rowid, %s) SELECT 'delete', rowid, %s FROM %s WHERE rowid = ?1", index,
    column, columns, columns, name);

  return change_index (self, sql, rowid, error);
}

gboolean
_leren_text_index_drop_all (LerenStore *self, GError **error)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      LerenStoreTable *table = g_ptr_array_index (self->tables, i);
      g_autofree char *index = base_index_name (self, table);
      g_autofree char *sql = g_strdup_printf ("DROP TABLE IF EXISTS %s", index);

      if (table->has_text && !self->on_server && _leren_text_index_exists (self, table) &&
          !_leren_store_execute (self, "drop the text index", sql, error))
        return FALSE;
      table->text_index = LEREN_TEXT_INDEX_UNKNOWN;
    }
  return TRUE;
}

char *
_leren_text_index_expression (const char *words)
{
  g_auto (GStrv) parts = g_regex_split_simple ("\\s+", words, G_REGEX_OPTIMIZE, 0);
  GString *expression = g_string_new (NULL);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      gboolean has_word = FALSE;

      for (const char *at = parts[i]; *at != '\0'; at = g_utf8_next_char (at))
        has_word = has_word || g_unichar_isalnum (g_utf8_get_char (at));
      if (!has_word)
        continue;
      if (expression->len > 0)
        g_string_append_c (expression, ' ');
      g_string_append_c (expression, '"');
      for (const char *at = parts[i]; *at != '\0'; at++)
        {
          if (*at == '"')
            g_string_append_c (expression, '"');
          g_string_append_c (expression, *at);
        }
      g_string_append_c (expression, '"');
    }
  if (expression->len == 0)
    {
      g_string_free (expression, TRUE);
      return NULL;
    }
  return g_string_free (expression, FALSE);
}
