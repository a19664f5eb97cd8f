/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-audit-private.h"
#include "store/leren-query-private.h"

#include "core/leren-json-reader-private.h"

#include <glib/gi18n-lib.h>

/**
 * LerenQuery:
 *
 * A question to a store: records of one type, filtered, ordered, a page at a time. Made with
 * leren_store_query().
 *
 * Since: 0.1
 */
struct _LerenQuery {
  GObject parent_instance;

  LerenStore *store;
  char *record_type;
  GString *where;
  GString *order;
  GPtrArray *values; /* of QueryValue, bound in order */
  char *search;
  guint id_at; /* where the id of the only record that is asked for is bound, or 0 */
  guint offset, limit;
};

/* A value as it is bound: numbers as numbers, so that they compare as such. */
typedef struct {
  LerenCell cell;
  char *text;
} QueryValue;

/* Values of filters are bound from here on; before them comes a row, where one is asked for. */
#define FIRST_VALUE 2

G_DEFINE_FINAL_TYPE (LerenQuery, leren_query, G_TYPE_OBJECT)

static void
query_value_free (QueryValue *value)
{
  g_free (value->text);
  g_free (value);
}

static QueryValue *
query_value_copy (const QueryValue *value)
{
  QueryValue *copy = g_memdup2 (value, sizeof *value);

  copy->text = g_strdup (value->text);
  /* a cell of text points into it */
  if (copy->cell.kind == LEREN_CELL_TEXT)
    copy->cell = _leren_cell_text (copy->text, value->cell.length);
  return copy;
}

static void
leren_query_finalize (GObject *object)
{
  LerenQuery *self = LEREN_QUERY (object);

  g_clear_object (&self->store);
  g_free (self->record_type);
  g_free (self->search);
  g_string_free (self->where, TRUE);
  g_string_free (self->order, TRUE);
  g_ptr_array_unref (self->values);

  G_OBJECT_CLASS (leren_query_parent_class)->finalize (object);
}

static void
leren_query_class_init (LerenQueryClass *class)
{
  G_OBJECT_CLASS (class)->finalize = leren_query_finalize;
}

static void
leren_query_init (LerenQuery *self)
{
  self->where = g_string_new (NULL);
  self->order = g_string_new (NULL);
  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) query_value_free);
}

static const LerenDeclaration *
find_declaration (LerenStore *store, const char *record_type, GError **error)
{
  GError *local = NULL;
  const LerenDeclaration *declaration = _leren_store_find_declaration (store, record_type, &local);

  if (local != NULL)
    g_propagate_error (error, local);
  else if (declaration == NULL)
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
                 _ ("record type “%s” does not exist; look at the types that are there"),
                 record_type);
  return declaration;
}

/**
 * leren_store_query:
 * @self: a store
 * @record_type: the name of a record type, such as `action`
 * @error: return location for a #GError
 *
 * Asks for records of one type. Without filters it finds them all, in the order in which they came.
 *
 * Returns: (transfer full): the query, or %NULL with #LEREN_ERROR_NOT_FOUND where there is no such type
 *
 * Since: 0.1
 */
LerenQuery *
leren_store_query (LerenStore *self, const char *record_type, GError **error)
{
  LerenQuery *query;

  g_return_val_if_fail (LEREN_IS_STORE (self), NULL);
  g_return_val_if_fail (record_type != NULL, NULL);

  if (find_declaration (self, record_type, error) == NULL)
    return NULL;
  query = g_object_new (LEREN_TYPE_QUERY, NULL);
  query->store = g_object_ref (self);
  query->record_type = g_strdup (record_type);
  return query;
}

/**
 * leren_query_copy:
 * @self: a query
 *
 * Copies a query, with its filters, its order and its page. What is asked of the one from now on is not asked of
 * the other.
 *
 * Returns: (transfer full): the copy
 *
 * Since: 0.1
 */
LerenQuery *
leren_query_copy (LerenQuery *self)
{
  LerenQuery *copy;

  g_return_val_if_fail (LEREN_IS_QUERY (self), NULL);

  copy = g_object_new (LEREN_TYPE_QUERY, NULL);
  copy->store = g_object_ref (self->store);
  copy->record_type = g_strdup (self->record_type);
  g_string_append_len (copy->where, self->where->str, self->where->len);
  g_string_append_len (copy->order, self->order->str, self->order->len);
  for (guint i = 0; i < self->values->len; i++)
    g_ptr_array_add (copy->values, query_value_copy (g_ptr_array_index (self->values, i)));
  copy->search = g_strdup (self->search);
  copy->id_at = self->id_at;
  copy->offset = self->offset;
  copy->limit = self->limit;
  return copy;
}

/**
 * leren_query_get_record_type:
 * @self: a query
 *
 * The type of the records that it finds.
 *
 * Returns: the name of the record type
 *
 * Since: 0.1
 */
const char *
leren_query_get_record_type (LerenQuery *self)
{
  g_return_val_if_fail (LEREN_IS_QUERY (self), NULL);
  return self->record_type;
}

/**
 * leren_query_get_store:
 * @self: a query
 *
 * The store that is asked.
 *
 * Returns: (transfer none): the store
 *
 * Since: 0.1
 */
LerenStore *
leren_query_get_store (LerenQuery *self)
{
  g_return_val_if_fail (LEREN_IS_QUERY (self), NULL);
  return self->store;
}

static const LerenField *
find_field (LerenQuery *self, const char *member, GError **error)
{
  const LerenDeclaration *declaration = find_declaration (self->store, self->record_type, error);
  const LerenField *field;

  if (declaration == NULL)
    return NULL;
  field = leren_declaration_find_field (declaration, member);
  if (field == NULL)
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_NOT_FOUND,
                 _ ("%s: there is no member “%s”; look at its schema"), self->record_type, member);
  return field;
}

static gboolean
read_value (const LerenField *field, const char *text, QueryValue *value, GError **error)
{
  gsize length = strlen (text);

  if (!g_utf8_validate (text, length, NULL))
    {
      _leren_field_set_error (field, error, LEREN_ERROR_INVALID,
                              _ ("cannot be compared with text that is not valid UTF-8"));
      return FALSE;
    }
  value->text = g_strdup (text);
  value->cell = _leren_cell_text (value->text, length);
  switch (field->kind)
    {
    case LEREN_FIELD_KIND_INTEGER:
    case LEREN_FIELD_KIND_NUMBER:
      if (_leren_json_number_to_int64 (text, length, &value->cell.integer))
        {
          value->cell.kind = LEREN_CELL_INTEGER;
          return TRUE;
        }
      if (_leren_json_number_to_double (text, length, &value->cell.real))
        {
          value->cell.kind = LEREN_CELL_REAL;
          return TRUE;
        }
      _leren_field_set_error (field, error, LEREN_ERROR_INVALID,
                              _ ("cannot be compared with “%s”; give a number"), text);
      return FALSE;
    case LEREN_FIELD_KIND_BOOLEAN:
      value->cell.kind = LEREN_CELL_INTEGER;
      value->cell.integer = g_str_equal (text, "true");
      if (g_str_equal (text, "true") || g_str_equal (text, "false"))
        return TRUE;
      _leren_field_set_error (field, error, LEREN_ERROR_INVALID,
                              _ ("cannot be compared with “%s”; give true or false"), text);
      return FALSE;
    case LEREN_FIELD_KIND_TIME:
    case LEREN_FIELD_KIND_DATE:
    case LEREN_FIELD_KIND_ENUM:
    case LEREN_FIELD_KIND_CONCEPT:
      return _leren_field_check (field, &value->cell, error);
    default:
      return TRUE;
    }
}

/* Words of an ordered list (levels, states) compare by their place in it, not by the alphabet. */
static char *
rank_of (const LerenField *field, const char *operand)
{
  GString *sql;

  if ((field->kind != LEREN_FIELD_KIND_ENUM && field->kind != LEREN_FIELD_KIND_CONCEPT) ||
      field->words == NULL)
    return g_strdup (operand);
  sql = g_string_new (NULL);
  g_string_append_printf (sql, "(CASE %s", operand);
  for (guint i = 0; i < field->n_words; i++)
    {
      g_autofree char *word = _leren_quote_literal (field->words[i]);
      g_string_append_printf (sql, " WHEN %s THEN %u", word, i);
    }
  g_string_append (sql, " END)");
  return g_string_free (sql, FALSE);
}

/**
 * leren_query_filter:
 * @self: a query
 * @member: the name of a member (`effect_rating`) or of its property
 * @comparison: how it compares
 * @value: (nullable): with what: as it stands in JSON, without quotes; %NULL where the comparison takes none
 * @error: return location for a #GError
 *
 * Adds a filter; records must pass all of them. Numbers compare as numbers, words of an ordered
 * list (levels, states) by their order, times as moments, the rest as text.
 *
 * Returns: %TRUE if it is added; otherwise %FALSE with #LEREN_ERROR_NOT_FOUND (no such member) or #LEREN_ERROR_INVALID
 *
 * Since: 0.1
 */
gboolean
leren_query_filter (LerenQuery *self, const char *member, LerenComparison comparison,
                    const char *value, GError **error)
{
  static const char *const operators[] = { "=", "IS DISTINCT FROM", "<", "<=", ">", ">=" };
  const LerenField *field;
  g_autofree char *column = NULL;
  g_autofree char *quoted = NULL;
  g_autofree char *mark = NULL;
  QueryValue *bound;

  g_return_val_if_fail (LEREN_IS_QUERY (self), FALSE);
  g_return_val_if_fail (member != NULL, FALSE);

  field = find_field (self, member, error);
  if (field == NULL)
    return FALSE;
  quoted = _leren_quote_identifier (field->name);
  column = g_strconcat ("t.", quoted, NULL);
  if (comparison == LEREN_COMPARISON_ABSENT || comparison == LEREN_COMPARISON_PRESENT)
    {
      g_string_append_printf (self->where, " AND %s IS %sNULL", column,
                              comparison == LEREN_COMPARISON_PRESENT ? "NOT " : "");
      return TRUE;
    }
  if (value == NULL || (guint) comparison > LEREN_COMPARISON_PRESENT)
    {
      _leren_field_set_error (field, error, LEREN_ERROR_INVALID,
                              _ ("needs a value to be compared with"));
      return FALSE;
    }
  if ((comparison == LEREN_COMPARISON_CONTAINS) != LEREN_FIELD_IS_LIST (field))
    {
      _leren_field_set_error (field, error, LEREN_ERROR_INVALID,
                              comparison == LEREN_COMPARISON_CONTAINS
                                ? _ ("is no list; compare it as a value")
                                : _ ("is a list; ask what it contains"));
      return FALSE;
    }

  bound = g_new0 (QueryValue, 1);
  if (!read_value (field, value, bound, error))
    {
      query_value_free (bound);
      return FALSE;
    }
  g_ptr_array_add (self->values, bound);
  mark = g_strdup_printf ("?%u", self->values->len - 1 + FIRST_VALUE);
  if (field->index == LEREN_RECORD_ID && comparison == LEREN_COMPARISON_EQUAL)
    self->id_at = self->values->len - 1 + FIRST_VALUE;
  if (comparison == LEREN_COMPARISON_CONTAINS)
    g_string_append_printf (self->where,
                            " AND EXISTS (SELECT 1 FROM json_each(%s) AS e WHERE e.value = %s)",
                            column, mark);
  else if (field->kind == LEREN_FIELD_KIND_TIME)
    g_string_append_printf (self->where, " AND leren_moment(%s) %s leren_moment(%s)", column,
                            operators[comparison], mark);
  else if (comparison >= LEREN_COMPARISON_LESS)
    {
      g_autofree char *left = rank_of (field, column);
      g_autofree char *right = rank_of (field, mark);
      g_string_append_printf (self->where, " AND %s %s %s", left, operators[comparison], right);
    }
  else
    g_string_append_printf (self->where, " AND %s %s %s", column, operators[comparison], mark);
  return TRUE;
}

/**
 * leren_query_search:
 * @self: a query
 * @words: what to look for in titles, narratives and texts; each word must occur
 * @error: return location for a #GError
 *
 * Keeps only records that hold all the words. Without an order, the most relevant come first.
 *
 * Returns: %TRUE if it is added; otherwise %FALSE with #LEREN_ERROR_INVALID where there is no word
 *   in @words, or #LEREN_ERROR_UNSUPPORTED where the type has no texts
 *
 * Since: 0.1
 */
gboolean
leren_query_search (LerenQuery *self, const char *words, GError **error)
{
  const LerenDeclaration *declaration;
  g_autofree char *expression = NULL;

  g_return_val_if_fail (LEREN_IS_QUERY (self), FALSE);
  g_return_val_if_fail (words != NULL, FALSE);

  declaration = find_declaration (self->store, self->record_type, error);
  if (declaration == NULL)
    return FALSE;
  if (!_leren_declaration_has_text (declaration))
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_UNSUPPORTED,
                   _ ("%s: records of this type have no text to search; filter them instead"),
                   self->record_type);
      return FALSE;
    }
  expression = g_utf8_validate (words, -1, NULL) ? _leren_text_index_expression (words) : NULL;
  if (expression == NULL)
    {
      g_set_error (error, LEREN_ERROR, LEREN_ERROR_INVALID,
                   _ ("there is no word to search for; give at least one"));
      return FALSE;
    }
  g_free (self->search);
  self->search = g_steal_pointer (&expression);
  return TRUE;
}

/**
 * leren_query_order:
 * @self: a query
 * @member: the name of a member or of its property
 * @descending: whether the highest comes first
 * @error: return location for a #GError
 *
 * Orders by a member; a second call orders those that are equal by the first. Records without the member come last.
 *
 * Returns: %TRUE if it is added; otherwise %FALSE with #LEREN_ERROR_NOT_FOUND
 *
 * Since: 0.1
 */
gboolean
leren_query_order (LerenQuery *self, const char *member, gboolean descending, GError **error)
{
  const LerenField *field;
  g_autofree char *quoted = NULL;
  g_autofree char *column = NULL;
  g_autofree char *key = NULL;

  g_return_val_if_fail (LEREN_IS_QUERY (self), FALSE);
  g_return_val_if_fail (member != NULL, FALSE);

  field = find_field (self, member, error);
  if (field == NULL)
    return FALSE;
  quoted = _leren_quote_identifier (field->name);
  column = g_strconcat ("t.", quoted, NULL);
  key = field->kind == LEREN_FIELD_KIND_TIME ? g_strdup_printf ("leren_moment(%s)", column)
                                             : rank_of (field, column);
  g_string_append_printf (self->order, "%s%s %s NULLS LAST", self->order->len > 0 ? ", " : "", key,
                          descending ? "DESC" : "ASC");
  return TRUE;
}

/**
 * leren_query_page:
 * @self: a query
 * @offset: how many records to pass over
 * @limit: how many to give at most, or 0 for all
 *
 * Takes a part of what is found.
 *
 * Since: 0.1
 */
void
leren_query_page (LerenQuery *self, guint offset, guint limit)
{
  g_return_if_fail (LEREN_IS_QUERY (self));

  self->offset = offset;
  self->limit = limit;
}

gboolean
_leren_query_find_table (LerenQuery *self, LerenStoreTable **table, GError **error)
{
  *table = _leren_store_find_table (self->store, self->record_type);
  return *table == NULL || self->search == NULL ||
         _leren_text_index_ready (self->store, *table, error);
}

/* The columns of a table, as _leren_store_row_from_statement() takes them. */
static char *
write_columns (LerenStoreTable *table)
{
  const LerenDeclaration *declaration = table->declaration;
  GString *sql = g_string_new (NULL);

  for (guint i = 0; i < declaration->n_fields; i++)
    {
      g_autofree char *column = _leren_quote_identifier (declaration->fields[i]->name);
      g_string_append_printf (sql, "t.%s, ", column);
    }
  g_string_append (sql, "t.\"" LEREN_COLUMN_UNKNOWN "\", t.\"" LEREN_COLUMN_AS_GIVEN
                        "\", t.\"" LEREN_COLUMN_REVISION "\"");
  return g_string_free (sql, FALSE);
}

static guint
search_at (LerenQuery *self)
{
  return self->values->len + FIRST_VALUE;
}

/* From which table, and which of its rows. */
static void
append_from (LerenQuery *self, LerenStoreTable *table, GString *sql)
{
  g_autofree char *source = NULL;

  if (self->id_at > 0)
    source = _leren_store_id_source (self->store, self->record_type, self->id_at);
  else
    source = _leren_quote_identifier (self->record_type);
  g_string_append_printf (sql, " FROM %s AS t", source);
  if (self->search != NULL)
    _leren_text_index_append_match (self->store, table, search_at (self), sql);
  else
    g_string_append (sql, " WHERE TRUE");
  g_string_append (sql, self->where->str);
}

static void
append_page (LerenQuery *self, GString *sql)
{
  g_string_append_printf (sql, " LIMIT %" G_GINT64_FORMAT " OFFSET %u",
                          self->limit == 0 ? G_MAXINT64 : (gint64) self->limit, self->offset);
}

static LerenStatement *
prepare (LerenQuery *self, const GString *sql, GError **error)
{
  LerenStatement *statement = _leren_store_prepare (self->store, _ ("query"), sql->str, error);

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < self->values->len; i++)
    _leren_statement_bind (statement, i + FIRST_VALUE,
                           &((QueryValue *) g_ptr_array_index (self->values, i))->cell);
  /* where nothing is searched for, there is no such place, and nothing is bound */
  if (self->search != NULL)
    _leren_statement_bind_text (statement, search_at (self), self->search, -1);
  return statement;
}

LerenStatement *
_leren_query_prepare (LerenQuery *self, LerenStoreTable *table, const char *what, GError **error)
{
  g_autofree char *columns = what != NULL ? g_strdup (what) : write_columns (table);
  g_autoptr (GString) sql = g_string_new ("SELECT ");

  g_string_append (sql, columns);
  append_from (self, table, sql);
  if (self->order->len > 0)
    g_string_append_printf (sql, " ORDER BY %s, t._rowid_", self->order->str);
  else
    {
      g_string_append (sql, " ORDER BY ");
      if (self->search != NULL)
        {
          _leren_text_index_append_rank (self->store, table, search_at (self), sql);
          g_string_append (sql, ", ");
        }
      g_string_append (sql, "t._rowid_");
    }
  append_page (self, sql);
  return prepare (self, sql, error);
}

LerenStatement *
_leren_query_prepare_one (LerenQuery *self, LerenStoreTable *table, GError **error)
{
  g_autofree char *columns = write_columns (table);
  g_autoptr (GString) sql = g_string_new ("SELECT ");

  g_string_append (sql, columns);
  append_from (self, table, sql);
  g_string_append (sql, " AND t._rowid_ = ?1");
  return prepare (self, sql, error);
}

LerenRecord *
_leren_query_read (LerenQuery *self, LerenStoreTable *table, LerenStatement *statement,
                   GError **error)
{
  g_autofree LerenCell *cells = g_new (LerenCell, table->declaration->n_fields);
  LerenRow row = { .cells = cells };

  if (!_leren_store_row_from_statement (self->store, statement, 0, table->declaration, &row, error))
    return NULL;
  return _leren_store_record_from_row (self->store, &row, error);
}

static gboolean
collect (LerenQuery *self, LerenStoreTable *table, LerenStatement *statement, GListStore *list,
         GCancellable *cancellable, GError **error)
{
  LerenStep result;

  while ((result = _leren_statement_step (statement)) == LEREN_STEP_ROW)
    {
      g_autoptr (LerenRecord) record = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      record = _leren_query_read (self, table, statement, error);
      if (record == NULL)
        return FALSE;
      g_list_store_append (list, record);
    }
  if (result == LEREN_STEP_DONE)
    return TRUE;
  _leren_store_set_error (self->store, self->store->db, _ ("query"), error);
  return FALSE;
}

/**
 * leren_query_run:
 * @self: a query
 * @cancellable: (nullable): a #GCancellable, or %NULL
 * @error: return location for a #GError
 *
 * Finds the records, as they are now. The list does not follow later changes.
 *
 * Returns: (transfer full): a list of #LerenRecord, or %NULL with an error of the store
 *
 * Since: 0.1
 */
GListModel *
leren_query_run (LerenQuery *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GListStore) list = NULL;
  LerenStoreTable *table;
  gboolean found = FALSE;

  g_return_val_if_fail (LEREN_IS_QUERY (self), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      _leren_store_lock (self->store, error) == NULL)
    return NULL;
  list = g_list_store_new (LEREN_TYPE_RECORD);
  if (_leren_query_find_table (self, &table, error))
    {
      LerenStatement *statement =
        table == NULL ? NULL : _leren_query_prepare (self, table, NULL, error);

      /* an own type of which nothing was saved yet has no table */
      found = table == NULL ||
              (statement != NULL && collect (self, table, statement, list, cancellable, error));
      _leren_statement_free (statement);
      found = found && _leren_audit_list (self->store, self->search != NULL ? "search" : "query",
                                          G_LIST_MODEL (list), error);
    }
  _leren_store_unlock (self->store);
  return found ? G_LIST_MODEL (g_steal_pointer (&list)) : NULL;
}

/**
 * leren_query_count:
 * @self: a query
 * @cancellable: (nullable): a #GCancellable, or %NULL; looked at before it begins
 * @error: return location for a #GError
 *
 * Counts what leren_query_run() would find, without reading it.
 *
 * Returns: how many records there are, or -1 with an error of the store
 *
 * Since: 0.1
 */
gint64
leren_query_count (LerenQuery *self, GCancellable *cancellable, GError **error)
{
  LerenStoreTable *table;
  gint64 count = -1;

  g_return_val_if_fail (LEREN_IS_QUERY (self), -1);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      _leren_store_lock (self->store, error) == NULL)
    return -1;
  if (_leren_query_find_table (self, &table, error))
    {
      g_autoptr (GString) sql = g_string_new ("SELECT count(*) FROM (SELECT 1");
      LerenStatement *statement = NULL;

      if (table != NULL)
        {
          append_from (self, table, sql);
          append_page (self, sql);
          g_string_append (sql, ") AS found");
          statement = prepare (self, sql, error);
        }
      if (table == NULL)
        count = 0;
      else if (statement != NULL && _leren_statement_step (statement) == LEREN_STEP_ROW)
        count = _leren_statement_get_integer (statement, 0);
      else if (statement != NULL)
        _leren_store_set_error (self->store, self->store->db, _ ("query"), error);
      _leren_statement_free (statement);
    }
  _leren_store_unlock (self->store);
  return count;
}
