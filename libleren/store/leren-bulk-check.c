/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/leren-bulk-internal-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* The type that a record says it is, also where that is not known here */
static char *
stated_type (LerenStore *store, const char *type, gint64 rowid)
{
  LerenStatement *statement;
  char *stated = NULL;

  if (!g_str_equal (type, "unknown_record"))
    return g_strdup (type);
  statement = _leren_store_prepare (store, _ ("import records"),
                                    "SELECT type FROM unknown_record WHERE _rowid_ = ?1", NULL);
  _leren_statement_bind_integer (statement, 1, rowid);
  if (_leren_statement_step (statement) == LEREN_STEP_ROW)
    stated = g_strdup (_leren_statement_get_text (statement, 0));
  _leren_statement_free (statement);
  return stated != NULL ? stated : g_strdup (type);
}

static void
set_used_twice (LerenStore *store, const char *type, gint64 rowid, const char *id,
                const char *other, GError **error)
{
  g_autofree char *stated = stated_type (store, type, rowid);
  g_autofree char *shown_id = _leren_field_shown (id, strlen (id), 4 * 128);

  g_set_error (error, LEREN_ERROR, LEREN_ERROR_DUPLICATE,
               _ ("%s “%s”: member “id” is used by another record (a %s) already; choose another"),
               stated, shown_id, other);
}

/* The index could not be made: which record has an id that an earlier one has? */
static gboolean
find_twin (LerenBulk *self, const LerenStoreTable *table, gint64 *number, GError **error)
{
  const char *type = table->declaration->name;
  g_autofree char *name = _leren_quote_identifier (type);
  g_autofree char *sql = g_strdup_printf (
    "SELECT max(_rowid_), \"id\" FROM %s GROUP BY \"id\" HAVING count(*) > 1 ORDER BY 1 LIMIT 1",
    name);
  LerenStatement *statement = _leren_store_prepare (self->store, _ ("import records"), sql, error);
  gboolean found = FALSE;

  if (statement != NULL && _leren_statement_step (statement) == LEREN_STEP_ROW)
    {
      *number = _leren_statement_get_integer (statement, 0);
      set_used_twice (self->store, type, *number, _leren_statement_get_text (statement, 1), type,
                      error);
      found = TRUE;
    }
  _leren_statement_free (statement);
  return found;
}

gboolean
_leren_bulk_build_indexes (LerenBulk *self, gint64 *number, GError **error)
{
  for (guint i = 0; i < self->deferred->len; i++)
    {
      const LerenStoreTable *table = g_ptr_array_index (self->deferred, i);
      g_autofree char *sql = _leren_store_create_index_sql (table->declaration);

      if (_leren_connection_execute (self->store->db, sql))
        continue;
      if (!_leren_connection_is_against_constraint (self->store->db) ||
          !find_twin (self, table, number, error))
        _leren_store_set_error (self->store, self->store->db, _ ("import records"), error);
      return FALSE;
    }
  return TRUE;
}

typedef struct {
  const char *type;
  LerenStatement *statement;
  const char *id; /* NULL at the end */
} Cursor;

static gboolean
advance (LerenStore *store, Cursor *cursor, GError **error)
{
  int result = _leren_statement_step (cursor->statement);

  cursor->id = NULL;
  if (result == LEREN_STEP_ROW)
    cursor->id = _leren_statement_get_text (cursor->statement, 0);
  else if (result != LEREN_STEP_DONE)
    _leren_store_set_error (store, store->db, _ ("import records"), error);
  return result == LEREN_STEP_ROW || result == LEREN_STEP_DONE;
}

/* The indexes of all tables side by side, in the order of ids: where two stand at one id, it is
 * used twice. */
static gboolean
check_by_merging (LerenBulk *self, gint64 *number, GError **error)
{
  LerenStore *store = self->store;
  g_autofree Cursor *cursors = g_new0 (Cursor, store->tables->len + 1);
  guint n = 0;
  gboolean unique = TRUE;

  for (guint i = 0; i <= store->tables->len; i++)
    {
      const char *type =
        i == store->tables->len
          ? "unknown_record"
          : ((LerenStoreTable *) g_ptr_array_index (store->tables, i))->declaration->name;
      g_autofree char *name = _leren_quote_identifier (type);
      g_autofree char *index = g_strdup_printf ("%s_id", type);
      g_autofree char *quoted = _leren_quote_identifier (index);
      g_autofree char *sql = g_strdup_printf (
        "SELECT \"id\", _rowid_ FROM %s INDEXED BY %s ORDER BY \"id\"", name, quoted);

      cursors[n].type = type;
      cursors[n].statement = _leren_store_prepare (store, _ ("import records"), sql, error);
      if (cursors[n].statement == NULL)
        {
          unique = FALSE;
          break;
        }
      unique = advance (store, &cursors[n], error);
      if (cursors[n].id == NULL)
        _leren_statement_free (cursors[n].statement);
      else
        n++;
      if (!unique)
        break;
    }

  while (unique && n > 1)
    {
      guint least = 0;

      for (guint i = 1; unique && i < n; i++)
        {
          int order = strcmp (cursors[i].id, cursors[least].id);

          if (order < 0)
            least = i;
          else if (order == 0)
            {
              gint64 a = _leren_statement_get_integer (cursors[i].statement, 1);
              gint64 b = _leren_statement_get_integer (cursors[least].statement, 1);
              guint later = a > b ? i : least, earlier = a > b ? least : i;

              *number = MAX (a, b);
              set_used_twice (store, cursors[later].type, *number, cursors[later].id,
                              cursors[earlier].type, error);
              unique = FALSE;
            }
        }
      if (!unique)
        break;
      unique = advance (store, &cursors[least], error);
      if (cursors[least].id == NULL)
        {
          _leren_statement_free (cursors[least].statement);
          cursors[least] = cursors[--n];
        }
    }
  for (guint i = 0; i < n; i++)
    _leren_statement_free (cursors[i].statement);
  return unique;
}

/* The name of the table at @index: after those of the types comes that of the unknown ones. */
static const char *
type_at (LerenStore *store, guint index)
{
  return index < store->tables->len
           ? ((LerenStoreTable *) g_ptr_array_index (store->tables, index))->declaration->name
           : "unknown_record";
}

/* A few records more in a large store: each is looked up among the others. */
static gboolean
check_by_looking_up (LerenBulk *self, gint64 *number, GError **error)
{
  LerenStore *store = self->store;
  gboolean unique = TRUE;

  for (guint i = 0; unique && i <= store->tables->len; i++)
    {
      g_autofree char *name = _leren_quote_identifier (type_at (store, i));
      g_autoptr (GString) sql = g_string_new (NULL);
      LerenStatement *statement;
      LerenStep result;

      g_string_append_printf (sql, "SELECT n._rowid_, n.\"id\", o.type FROM %s AS n JOIN (", name);
      for (guint j = 0; j <= store->tables->len; j++)
        {
          g_autofree char *other_name = _leren_quote_identifier (type_at (store, j));
          g_autofree char *literal = _leren_quote_literal (type_at (store, j));

          if (j != i)
            g_string_append_printf (sql, "%sSELECT \"id\" AS id, %s AS type FROM %s",
                                    g_str_has_suffix (sql->str, "(") ? "" : " UNION ALL ", literal,
                                    other_name);
        }
      g_string_append (sql, ") AS o ON o.id = n.\"id\" WHERE n._rowid_ >= ?1 LIMIT 1");
      statement = _leren_store_prepare (store, _ ("import records"), sql->str, error);
      if (statement == NULL)
        return FALSE;
      _leren_statement_bind_integer (statement, 1, self->first);
      result = _leren_statement_step (statement);
      if (result == LEREN_STEP_ROW)
        {
          *number = _leren_statement_get_integer (statement, 0);
          set_used_twice (store, type_at (store, i), *number,
                          _leren_statement_get_text (statement, 1),
                          _leren_statement_get_text (statement, 2), error);
        }
      else if (result != LEREN_STEP_DONE)
        _leren_store_set_error (store, store->db, _ ("import records"), error);
      unique = result == LEREN_STEP_DONE;
      _leren_statement_free (statement);
    }
  return unique;
}

gboolean
_leren_bulk_check_ids (LerenBulk *self, gint64 *number, GError **error)
{
  /* where the engine has the ids of all tables together, each was checked when it was added */
  if (self->store->db->driver->find_id != NULL)
    return TRUE;
  return (self->next - self->first) * 16 >= self->rows_before
           ? check_by_merging (self, number, error)
           : check_by_looking_up (self, number, error);
}

void
_leren_bulk_append_absent (GString *sql, LerenStore *store, const char *target)
{
  for (guint i = 0; i < store->tables->len; i++)
    {
      const char *type =
        ((LerenStoreTable *) g_ptr_array_index (store->tables, i))->declaration->name;
      g_autofree char *name = _leren_quote_identifier (type);

      if (target == NULL || g_str_equal (target, type))
        g_string_append_printf (
          sql, " AND NOT EXISTS (SELECT 1 FROM %s AS t WHERE t.\"id\" = r.id)", name);
    }
  if (target == NULL)
    g_string_append (sql, " AND NOT EXISTS (SELECT 1 FROM unknown_record AS t WHERE t.id = r.id)");
}

static void
set_dangling (LerenBulk *self, gint64 number, const char *type, const char *member,
              const char *target, const char *id, GError **error)
{
  g_autofree char *own = _leren_store_id_at (self->store, type, number);
  g_autofree char *shown = _leren_field_shown (id, strlen (id), 4 * 128);
  const char *found;

  if (!_leren_store_find_type (self->store, id, -1, &found, NULL, error))
    return;
  if (found != NULL)
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_REFERENCE,
                 _ ("%s “%s”: member “%s” names “%s”, which is a %s; it must be a %s"), type, own,
                 member, shown, found, target);
  else
    g_set_error (error, LEREN_ERROR, LEREN_ERROR_REFERENCE,
                 _ ("%s “%s”: member “%s” names “%s”, which is nowhere; add that record, or leave "
                    "the member out"),
                 type, own, member, shown);
}

gboolean
_leren_bulk_check_pending (LerenBulk *self, gint64 *number, GError **error)
{
  gboolean resolved = TRUE;
  LerenStatement *targets;
  gint64 least = G_MAXINT64;

  if (!self->has_pending)
    return TRUE;
  targets = _leren_store_prepare (self->store, _ ("check references"),
                                  "SELECT DISTINCT target FROM temp.bulk_reference", error);
  if (targets == NULL)
    return FALSE;
  while (_leren_statement_step (targets) == LEREN_STEP_ROW)
    {
      const char *target = _leren_statement_get_text (targets, 0);
      g_autoptr (GString) sql =
        g_string_new ("SELECT r.number, r.type, r.member, r.id FROM temp.bulk_reference AS r"
                      " WHERE r.target IS NOT DISTINCT FROM ?1");
      LerenStatement *statement;

      _leren_bulk_append_absent (sql, self->store, target);
      g_string_append (sql, " ORDER BY r.number LIMIT 1");
      statement = _leren_store_prepare (self->store, _ ("check references"), sql->str, error);
      if (statement == NULL)
        {
          _leren_statement_free (targets);
          return FALSE;
        }
      _leren_statement_bind_text (statement, 1, target, -1);
      if (_leren_statement_step (statement) == LEREN_STEP_ROW &&
          _leren_statement_get_integer (statement, 0) < least)
        {
          /* the first in the file is the one to tell of */
          least = *number = _leren_statement_get_integer (statement, 0);
          g_clear_error (error);
          set_dangling (self, least, _leren_statement_get_text (statement, 1),
                        _leren_statement_get_text (statement, 2), target,
                        _leren_statement_get_text (statement, 3), error);
          resolved = FALSE;
        }
      _leren_statement_free (statement);
    }
  _leren_statement_free (targets);
  return resolved;
}

/* temp.bulk_chain: records that lead to another within the import, and where each comes after some
 * steps. What was there before leads to nothing that is new. */
static gboolean
note_first_steps (LerenBulk *self, const LerenStoreTable *table, const LerenField *field,
                  GError **error)
{
  g_autofree char *name = _leren_quote_identifier (table->declaration->name);
  g_autofree char *column = _leren_quote_identifier (field->name);
  g_autofree char *sql =
    g_strdup_printf ("CREATE TABLE temp.bulk_chain AS SELECT c._rowid_ AS number, p._rowid_ AS next"
                     " FROM %s AS c JOIN %s AS p ON p.\"id\" = c.%s WHERE c._rowid_ >= %" PRId64
                     " AND p._rowid_ >= %" PRId64,
                     name, name, column, self->first, self->first);

  return _leren_store_execute (self->store, _ ("check references"), sql, error);
}

/* Twice as many steps each time: those that come to an end drop out, and when no more do, who is left
 * goes round for ever. */
static gboolean
drop_what_ends (LerenBulk *self, GError **error)
{
  gint64 n_left = -1, n_before;

  do
    {
      n_before = n_left;
      if ((n_before >= 0 &&
           !_leren_store_execute (
             self->store, _ ("check references"),
             "CREATE TABLE temp.bulk_further AS SELECT a.number, b.next FROM temp.bulk_chain AS a"
             " JOIN temp.bulk_chain AS b ON b.number = a.next;"
             "DROP TABLE temp.bulk_chain; ALTER TABLE temp.bulk_further RENAME TO bulk_chain",
             error)) ||
          !_leren_store_read_integer (self->store, _ ("check references"),
                                      "SELECT count(*) FROM temp.bulk_chain", &n_left, error))
        return FALSE;
    }
  while (n_left > 0 && n_left != n_before);
  return TRUE;
}

/* A circle needs at least one reference to a later record, and all of those are pending. */
static gboolean
tell_of_circles (LerenBulk *self, const LerenStoreTable *table, const LerenField *field,
                 LerenBulkCircle circle, gpointer data, GError **error)
{
  LerenStatement *starts = _leren_store_prepare (
    self->store, _ ("check references"),
    "SELECT r.number FROM temp.bulk_reference AS r JOIN temp.bulk_chain AS c ON c.number = r.number"
    " WHERE r.type = ?1 AND r.member = ?2 ORDER BY r.number",
    error);
  gboolean going = TRUE;
  LerenStep result = LEREN_STEP_DONE;

  if (starts == NULL)
    return FALSE;
  _leren_statement_bind_text (starts, 1, table->declaration->name, -1);
  _leren_statement_bind_text (starts, 2, field->name, -1);
  while (going && (result = _leren_statement_step (starts)) == LEREN_STEP_ROW)
    going = circle (self, table, field, _leren_statement_get_integer (starts, 0), data, error);
  if (going && result != LEREN_STEP_DONE)
    {
      _leren_store_set_error (self->store, self->store->db, _ ("check references"), error);
      going = FALSE;
    }
  _leren_statement_free (starts);
  return going;
}

static gboolean
has_pending (LerenBulk *self, const LerenStoreTable *table, const LerenField *field, gboolean *has,
             GError **error)
{
  g_autofree char *type = _leren_quote_literal (table->declaration->name);
  g_autofree char *sql = g_strdup_printf (
    "SELECT EXISTS (SELECT 1 FROM temp.bulk_reference WHERE type = %s AND member = '%s')", type,
    field->name);
  gint64 found;

  if (!_leren_store_read_integer (self->store, _ ("check references"), sql, &found, error))
    return FALSE;
  *has = found != 0;
  return TRUE;
}

static gboolean
follow_chain (LerenBulk *self, const LerenStoreTable *table, const LerenField *field,
              LerenBulkCircle circle, gpointer data, GError **error)
{
  gboolean has, followed;

  if (!has_pending (self, table, field, &has, error))
    return FALSE;
  if (!has)
    return TRUE;
  followed = note_first_steps (self, table, field, error) && drop_what_ends (self, error) &&
             tell_of_circles (self, table, field, circle, data, error);
  _leren_connection_execute (self->store->db, "DROP TABLE IF EXISTS temp.bulk_chain");
  return followed;
}

gboolean
_leren_bulk_follow_chains (LerenBulk *self, LerenBulkCircle circle, gpointer data, GError **error)
{
  if (!self->has_pending)
    return TRUE;
  for (guint i = 0; i < self->store->tables->len; i++)
    {
      const LerenStoreTable *table = g_ptr_array_index (self->store->tables, i);

      for (guint j = 0; j < table->declaration->n_fields; j++)
        {
          const LerenField *field = table->declaration->fields[j];

          if ((field->flags & LEREN_FIELD_CHAIN) != 0 &&
              !follow_chain (self, table, field, circle, data, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
set_circle (LerenBulk *self, const LerenStoreTable *table, const LerenField *field, gint64 number,
            gpointer data, GError **error)
{
  _leren_store_set_circle (self->store, table, field, number, error);
  *(gint64 *) data = number;
  return FALSE;
}

gboolean
_leren_bulk_check_chains (LerenBulk *self, gint64 *number, GError **error)
{
  return _leren_bulk_follow_chains (self, set_circle, number, error);
}

/* The first in the file is the one to tell of. */
typedef struct {
  gint64 number;
  GError *why;
} FirstFault;

static gboolean
keep_first (LerenStore *store, const LerenDeclaration *declaration, gint64 rowid, GError *why,
            gpointer data)
{
  FirstFault *first = data;

  if (first->why != NULL && first->number < rowid)
    {
      g_error_free (why);
      return TRUE;
    }
  {
    g_autofree char *id = _leren_store_id_at (store, declaration->name, rowid);
    g_prefix_error (&why, "%s “%s”: ", declaration->name, id);
  }
  g_clear_error (&first->why);
  first->why = why;
  first->number = rowid;
  return TRUE;
}

gboolean
_leren_bulk_check_meaning (LerenBulk *self, gint64 *number, GError **error)
{
  FirstFault first = { -1, NULL };
  LerenMeaningCheck check = { self->first, self->next, NULL, FALSE, keep_first, &first };

  if (!_leren_store_check_meaning (self->store, &check, error))
    {
      g_clear_error (&first.why);
      return FALSE;
    }
  if (first.why == NULL)
    return TRUE;
  *number = first.number;
  g_propagate_error (error, first.why);
  return FALSE;
}
