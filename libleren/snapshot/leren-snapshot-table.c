/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "snapshot/leren-parallel-private.h"
#include "snapshot/leren-snapshot-walk-private.h"
#include "snapshot/leren-table-private.h"
#include "snapshot/leren-word-slots-private.h"

#include "core/leren-time-private.h"
#include "theory/leren-framework-private.h"

/* A table keeps those rows that the scope has, and says which were changed or deleted since. */

static LerenColumnKind
kind_for (const LerenField *field)
{
  switch (field->kind)
    {
    case LEREN_FIELD_KIND_INTEGER:
      return LEREN_COLUMN_KIND_INTEGER;
    case LEREN_FIELD_KIND_NUMBER:
      return LEREN_COLUMN_KIND_NUMBER;
    case LEREN_FIELD_KIND_BOOLEAN:
      return LEREN_COLUMN_KIND_BOOLEAN;
    case LEREN_FIELD_KIND_TIME:
      return LEREN_COLUMN_KIND_TIME;
    case LEREN_FIELD_KIND_DATE:
      return LEREN_COLUMN_KIND_DATE;
    case LEREN_FIELD_KIND_ENUM:
    case LEREN_FIELD_KIND_CONCEPT:
      return field->words != NULL ? LEREN_COLUMN_KIND_CATEGORY : LEREN_COLUMN_KIND_TEXT;
    case LEREN_FIELD_KIND_TEXT:
    case LEREN_FIELD_KIND_FRAMEWORK:
    case LEREN_FIELD_KIND_REFERENCE:
      return LEREN_COLUMN_KIND_TEXT;
    case LEREN_FIELD_KIND_TEXTS:
    case LEREN_FIELD_KIND_WORDS:
    case LEREN_FIELD_KIND_CONCEPTS:
    case LEREN_FIELD_KIND_REFERENCES:
    case LEREN_FIELD_KIND_JSON:
      return LEREN_COLUMN_KIND_LIST;
    }
  g_assert_not_reached ();
}

/* Many records name the same one, but each says something else. */
static gboolean
comes_back (const LerenField *field)
{
  return kind_for (field) == LEREN_COLUMN_KIND_TEXT && field->kind != LEREN_FIELD_KIND_TEXT;
}

static gboolean
is_ordered (LerenTheory *theory, const LerenField *field)
{
  if (kind_for (field) != LEREN_COLUMN_KIND_CATEGORY)
    return FALSE;
  return field->framework == NULL ||
         _leren_framework_is_ordered (leren_theory_get_framework (theory, field->framework));
}

/* Columns of a part of the rows: each thread fills its own. */
typedef struct {
  const LerenRows *rows;
  LerenColumn *columns;
  LerenWordSlots *slots; /* of the categories */
  GPtrArray *changed, *gone;
} Part;

static void
add_place (LerenColumn *column, const LerenField *field, const LerenWordSlots *slots,
           const char *text, gsize length)
{
  const gint place = field->n_words < LEREN_N_WORD_SLOTS
                       ? (gint) _leren_word_slots_find (slots, text, length) - 1
                       : _leren_field_find_word (field, text, length);

  if (place >= 0)
    _leren_column_add_integer (column, place);
  else
    _leren_column_add_absent (column);
}

static void
add_cell (LerenColumn *column, const LerenField *field, const LerenWordSlots *slots,
          const LerenCell *cell)
{
  const char *text;
  gsize length;
  gint64 time;
  gint32 days;

  if (cell->kind == LEREN_CELL_ABSENT)
    {
      _leren_column_add_absent (column);
      return;
    }
  switch (column->kind)
    {
    case LEREN_COLUMN_KIND_BOOLEAN:
    case LEREN_COLUMN_KIND_INTEGER:
      _leren_column_add_integer (column, _leren_cell_integer (cell));
      return;
    case LEREN_COLUMN_KIND_NUMBER:
      _leren_column_add_number (column, _leren_cell_real (cell));
      return;
    default:
      break;
    }

  if (cell->kind != LEREN_CELL_TEXT)
    {
      _leren_column_add_absent (column);
      return;
    }
  text = cell->text;
  length = cell->length;
  switch (column->kind)
    {
    case LEREN_COLUMN_KIND_CATEGORY:
      add_place (column, field, slots, text, length);
      break;
    case LEREN_COLUMN_KIND_TIME:
      if (_leren_time_parse (text, length, &time))
        _leren_column_add_integer (column, time);
      else
        _leren_column_add_absent (column);
      break;
    case LEREN_COLUMN_KIND_DATE:
      if (_leren_date_parse (text, length, &days))
        _leren_column_add_integer (column, days);
      else
        _leren_column_add_absent (column);
      break;
    default:
      _leren_column_add_text (column, text, length);
    }
}

static void
visit (guint32 row, LerenFate fate, LerenStatement *statement, gpointer data)
{
  Part *part = data;
  const LerenDeclaration *declaration = part->rows->declaration;

  if (!_leren_rows_in_scope (part->rows, row))
    return;
  if (fate == LEREN_FATE_GONE)
    {
      g_ptr_array_add (part->gone, _leren_rows_dup_id (part->rows, row));
      return;
    }
  if (fate == LEREN_FATE_CHANGED)
    g_ptr_array_add (part->changed, _leren_rows_dup_id (part->rows, row));
  for (guint i = 0; i < declaration->n_fields; i++)
    {
      LerenCell cell;

      _leren_statement_get_cell (statement, LEREN_WALK_FIRST_MEMBER + i, &cell);
      add_cell (&part->columns[i], declaration->fields[i], &part->slots[i], &cell);
    }
}

static void
part_init (Part *self, LerenTheory *theory, const LerenRows *rows, guint32 expected)
{
  const LerenDeclaration *declaration = rows->declaration;

  self->rows = rows;
  self->columns = g_new (LerenColumn, declaration->n_fields);
  self->slots = g_new0 (LerenWordSlots, declaration->n_fields);
  self->changed = g_ptr_array_new_with_free_func (g_free);
  self->gone = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < declaration->n_fields; i++)
    {
      const LerenField *field = declaration->fields[i];
      const LerenColumnKind kind = kind_for (field);

      _leren_column_init (&self->columns[i], field->name, kind,
                          kind == LEREN_COLUMN_KIND_CATEGORY ? field->words : NULL);
      if (comes_back (field))
        _leren_column_expect_repeats (&self->columns[i]);
      self->columns[i].ordered = is_ordered (theory, field);
      _leren_column_reserve (&self->columns[i], expected);
      if (kind == LEREN_COLUMN_KIND_CATEGORY)
        _leren_word_slots_fill (&self->slots[i], field);
    }
}

static void
part_clear (Part *self)
{
  for (guint i = 0; i < self->rows->declaration->n_fields; i++)
    _leren_column_clear (&self->columns[i]);
  g_free (self->columns);
  g_free (self->slots);
  g_ptr_array_unref (self->changed);
  g_ptr_array_unref (self->gone);
}

static void
note_fates (LerenTable *table, Part *part)
{
  for (guint i = 0; i < part->changed->len; i++)
    _leren_table_add_changed (table, g_steal_pointer (&part->changed->pdata[i]));
  for (guint i = 0; i < part->gone->len; i++)
    _leren_table_add_gone (table, g_steal_pointer (&part->gone->pdata[i]));
}

typedef struct {
  Part *parts;
  guint n_parts;
} Joining;

static gboolean
join_column (guint column, guint thread, gpointer data, GError **error)
{
  Joining *joining = data;

  for (guint i = 1; i < joining->n_parts; i++)
    _leren_column_join (&joining->parts[0].columns[column], &joining->parts[i].columns[column]);
  _leren_column_seal (&joining->parts[0].columns[column]);
  return TRUE;
}

LerenTable *
_leren_snapshot_read_table (LerenSnapshot *self, const LerenRows *rows, GCancellable *cancellable,
                            GError **error)
{
  const LerenDeclaration *declaration = rows->declaration;
  g_autofree const char **members = g_new0 (const char *, declaration->n_fields + 1);
  const guint n_parts = rows->n_rows < LEREN_WORTH_A_THREAD ? 1 : LEREN_WALK_MAX_PARTS;
  Part parts[LEREN_WALK_MAX_PARTS] = { 0 };
  gpointer data[LEREN_WALK_MAX_PARTS];
  Joining joining = { parts, n_parts };
  LerenTable *table = NULL;

  for (guint i = 0; i < declaration->n_fields; i++)
    members[i] = declaration->fields[i]->name;
  for (guint i = 0; i < n_parts; i++)
    {
      /* the first makes room for all, as the others are added to it */
      part_init (&parts[i], self->theory, rows,
                 i == 0 ? rows->n_in_scope : rows->n_in_scope / n_parts);
      data[i] = &parts[i];
    }
  if (_leren_snapshot_walk (self, rows, members, visit, data, n_parts, cancellable, error) &&
      _leren_run_parallel (declaration->n_fields, self->n_threads, join_column, &joining,
                           cancellable, error))
    {
      table = _leren_table_new ();
      for (guint i = 0; i < n_parts; i++)
        note_fates (table, &parts[i]);
      _leren_table_take_columns (table, parts[0].columns, declaration->n_fields);
    }
  for (guint i = 0; i < n_parts; i++)
    part_clear (&parts[i]);
  return table;
}
