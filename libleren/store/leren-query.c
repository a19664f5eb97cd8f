/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-query-internal-private.h"

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

G_DEFINE_FINAL_TYPE (LerenQuery, leren_query, G_TYPE_OBJECT)

static void
query_value_free (LerenQueryValue *value)
{
  g_free (value->text);
  g_free (value);
}

static LerenQueryValue *
query_value_copy (const LerenQueryValue *value)
{
  LerenQueryValue *copy = g_memdup2 (value, sizeof *value);

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
read_value (const LerenField *field, const char *text, LerenQueryValue *value, GError **error)
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
  LerenQueryValue *bound;

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

  bound = g_new0 (LerenQueryValue, 1);
  if (!read_value (field, value, bound, error))
    {
      query_value_free (bound);
      return FALSE;
    }
  g_ptr_array_add (self->values, bound);
  mark = g_strdup_printf ("?%u", self->values->len - 1 + LEREN_QUERY_FIRST_VALUE);
  if (field->index == LEREN_RECORD_ID && comparison == LEREN_COMPARISON_EQUAL)
    self->id_at = self->values->len - 1 + LEREN_QUERY_FIRST_VALUE;
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
